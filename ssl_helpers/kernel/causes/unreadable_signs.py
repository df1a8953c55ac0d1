"""What Python cannot read: blanks in front, dots, sentences, quotes, and signs that it does not know."""

import ast
import builtins
import keyword
import re
from contextlib import suppress

from ssl_helpers.kernel.causes.stop import Stop
from ssl_helpers.kernel.causes.table import Causes
from ssl_helpers.kernel.causes.words import (
    BACKSLASH,
    COURSE_WORDS,
    DIGIT_WORDS,
    DIGITS,
    EQUALS,
    course_word,
    in_the_answer_cell,
    open_brackets,
    reads,
    so,
    two_numbers,
)

CAUSES = Causes()
told, cause = CAUSES.told, CAUSES.cause

_QUOTES = "“”„‟«»‹›‘’‚‛′″´`"
_WRITTEN = {"×": "*", "÷": "/", "½": "0.5", "¼": "0.25", "¾": "0.75", "²": "** 2", "≤": "<=", "≥": ">=", "≠": "!="}
_SIGNS = {"=>": ">=", "=<": "<=", "<>": "!=", "&&": "&", "||": "|", "= =": "==", "===": "==", "=!": "!=", "! =": "!="}


@cause(SyntaxError)
def course_word_without_brackets(stop: Stop, found: re.Match) -> str | None:
    """`submit 6`, as in a terminal."""
    typed = re.fullmatch(r"(\w+)\s+([\w.\"'][^=()]*?(?:\bname=[^=()]*)?)\s*", re.sub("#.*", "", stop.line).strip())
    if not typed or typed[1] not in COURSE_WORDS:
        return None
    return f"`{typed[1]}` needs round brackets. Write {course_word(*typed.groups())}"


@cause(IndentationError, r"expected an indented block after .* on line (\d+)")
def block_not_set_in(stop: Stop, found: re.Match) -> str | None:
    head = stop.source.lstrip("\n").splitlines()[int(found[1]) - 1].strip()
    return f"The lines that belong to `{head}` stand below it, with four blanks in front."


told(TabError, "", "The blanks in front of this line are mixed with tabs. Delete them and type blanks.")


@cause(SyntaxError, "^(?:invalid syntax|unexpected indent)$")
def goes_on_from_the_line_above(stop: Stop, found: re.Match) -> str | None:
    sign = re.match(r"\s*(\.(?=\s*[^\W\d.])|[+*/&|])", stop.line)
    if not sign or not stop.source.partition(stop.line)[0].strip():
        return None
    return (
        f"If this line, which begins with `{sign[1]}`, goes on from the line above, write both in one line, or put "
        "round brackets around it all."
    )


@cause(IndentationError, "unexpected")
def blanks_before_the_first_line(stop: Stop, found: re.Match) -> str | None:
    above = stop.source.partition(stop.line)[0].splitlines()
    first = all(line.lstrip()[:1] in ("", "#") for line in above)
    return f"Take the blanks in front of this line away{so(stop.line)}" if first else None


told(
    IndentationError,
    "unexpected",
    "This line has too many blanks in front. Begin it where the line above begins; the first line has none in front.",
)
told(
    IndentationError, "", "This line begins where no line above begins. Give it the blanks of the line it belongs with."
)


@cause(SyntaxError)
def answer_behind_the_check(stop: Stop, found: re.Match) -> str | None:
    return in_the_answer_cell(stop.line) if re.match(r"\s*check\s*\([^()]*\)\s*[=\w]", stop.line) else None


@cause(SyntaxError)
def dots_left_in(stop: Stop, found: re.Match) -> str | None:
    if "..." not in stop.bare:
        return None
    if re.match(r"\s*\.\.\.\s*=(?!=)", stop.bare):
        return "The three dots stand where a name belongs. Write the name that the task asks for in their place."
    mended = re.sub(r"\.\.\.\s*(=\s*)?", "", stop.line, count=1)
    return f"The three dots are still there. Take them away{so(mended)}"


@cause(SyntaxError)
def dots_left_over(stop: Stop, found: re.Match) -> str | None:
    """Two of the three, or three with blanks between them."""
    name, value = re.fullmatch(r"(\s*\w+\s*=(?!=)\s*)?(.*)", re.sub("#.*", "", stop.line)).groups("")
    plain = re.sub(r"^(\.\s*){2,}|(\s*\.){2,}\s*$", "", value)
    return f"Dots are left over. Take them away: {name}{plain}" if plain != value and reads(plain, "eval") else None


@cause(SyntaxError)
def answer_behind_a_hash(stop: Stop, found: re.Match) -> str | None:
    hidden = re.fullmatch(r"(\s*\w+\s*=\s*)#+\s*(\S.*)", stop.line)
    if not hidden:
        return None
    mended = hidden[1] + hidden[2]
    what = f"Take the # away{so(mended)}" if reads(mended) else "Write the answer before it."
    return f"What stands behind # is not read. {what}"


@cause(SyntaxError, r"invalid syntax|forgot a comma")
def word_before_a_number(stop: Stop, found: re.Match) -> str | None:
    """`42 / all 600`"""
    two = re.search(r"((?:[-+*/=]|(?<!\w)\()\s*)(([^\W\d]\w*) +)(\d[\d.]*)", stop.bare)
    word = two and two[3]
    if (
        word
        and not keyword.iskeyword(word)
        and word not in stop.names
        and (word == "all" or not callable(getattr(builtins, word, None)))
    ):
        mended = stop.line.replace(two[0], two[1] + two[4], 1)
        return f"`{word}` is a word, not a number. Write the number alone{so(mended)}"
    return None


@cause(SyntaxError, r"invalid syntax|forgot a comma")
def letter_for_times(stop: Stop, found: re.Match) -> str | None:
    """`people["age"] x people["years"]`"""
    if {"x", "X"} & set(stop.own_names):
        return None
    mended = re.sub(r"(?<=[\w)\]])\s+[xX]\s+(?=[\w(])", " * ", re.sub("#.*", "", stop.line))
    if mended.strip() == stop.line.strip() or not reads(mended):
        return None
    return f"To multiply, write * for x{so(mended)}"


@cause(SyntaxError)
def sentence(stop: Stop, found: re.Match) -> str | None:
    """Three words or more, of which the first is none that the notebook or Python knows."""
    prose = re.fullmatch(
        r"\s*(?:([^\W\d]\w*)\s*=(?!=)\s*)?([^\W\d][\w'’.-]*(?:[ ,]+[\w'’.%-]+)+)[.?!\s]*", re.sub("#.*", "", stop.line)
    )
    name, words = prose.groups() if prose else ("", "")
    first = re.match(r"\w*", words)[0]
    if not prose or keyword.iskeyword(first.lower()) or first in stop.names or hasattr(builtins, first):
        return None
    words = words.split()
    if name and any(re.fullmatch(rf"(?:{DIGIT_WORDS})+", word.casefold()) for word in words):
        return f"Python reads no numbers in words. If it is a number, {DIGITS}"
    if name and re.fullmatch(r"\d+(\.\d+)?", words[-1]):
        return f"Write the number alone{so(f'{name} = {words[-1]}')}"
    if len(words) > 2 or re.search(r"\w['’]\w", stop.line):
        return "This reads like a sentence. In a code cell stands a name, then =, then its value; a text needs quotes."
    return None


@cause(SyntaxError)
def quotes_inside_quotes(stop: Stop, found: re.Match) -> str | None:
    if doubled := re.search(r'(?<!")""([^\W\d][^"]*)""(?!")', stop.line):
        return f'Here two quotes stand where one belongs. Write "{doubled[1]}"'
    if any(re.match(r"[^\W\d]{2}|[^\W\d] ", stop.line[one.end() :]) for one in re.finditer('"[^"]*"', stop.line)):
        return (
            "There are double quotes inside the text, and Python takes the first of them for its end. Inside the text "
            "write single ones: '"
        )
    return None


@cause(SyntaxError)
def cells_of_excel(stop: Stop, found: re.Match) -> str | None:
    cells = re.search(r"\b[A-Z]{1,2}\d+\s*:\s*[A-Z]{1,2}\d+\b", stop.bare)
    return cells and (
        f'`{cells[0]}` are cells of Excel. Python knows columns by their names, as in table["column"]. To add two '
        "columns write + between them; .sum() behind a column adds it up."
    )


@cause(SyntaxError)
def equals_sign_as_in_excel(stop: Stop, found: re.Match) -> str | None:
    if twice := re.fullmatch(r"\s*([^\W\d]\w*)\s*=\s+=\s*([^=].*)", stop.line):
        return f"One = is enough{so(f'{twice[1]} = {twice[2]}')}"
    value = re.fullmatch(r"\s*=+\s*([^=].*)", stop.line)
    return value and (
        "In Excel a line begins with =, in Python it does not. Write a name before it, as in "
        f"name = {value[1].strip()}, or take the = away."
    )


@cause(SyntaxError)
def semicolon_as_in_excel(stop: Stop, found: re.Match) -> str | None:
    where = stop.bare.find(";")
    if where < 0 or not open_brackets(stop.bare[:where]):
        return None
    pair = re.search(r"(?<=[-+*/=])\s*(\([^()]*;[^()]*\))", stop.bare)
    if told := pair and two_numbers(pair[1]):
        return told
    return "Between the things in brackets Excel has ; and Python has a comma. Write , for it."


@cause(SyntaxError)
def two_values_in_one_line(stop: Stop, found: re.Match) -> str | None:
    value = re.fullmatch(r"\s*[\w.\[\]\"]+\s*=(?!=)\s*(.+?)(?:\s*,\s*|\s+)[^\W\d][\w.\[\]\"]*\s*=(?!=).*", stop.bare)
    if not value or not reads(value[1], "eval"):
        return None
    return "There is one = in each line, and one answer in each answer cell. Write the second in a line of its own."


@cause(SyntaxError)
def blank_in_the_name_of_an_input(stop: Stop, found: re.Match) -> str | None:
    name = re.search(r"[(,]\s*([^\W\d]\w*) +([^\W\d]\w*)\s*=(?!=)", stop.bare)
    if not name or keyword.iskeyword(name[1]) or name[1] in stop.own_names:
        return None
    return f"A name has no blank in it. Use an underscore: {name[1]}_{name[2]}."


@cause(SyntaxError, r"invalid syntax|cannot assign to")
def word_of_python_in_a_name(stop: Stop, found: re.Match) -> str | None:
    """`people with mail = …`: the blanks tear the name, and one of its words is by chance Python's."""
    name = re.match(r"\s*([^\W\d]\w*(?: +[^\W\d]\w*)+)\s*=(?!=)", stop.bare)
    words = name[1].split() if name else []
    if not any(map(keyword.iskeyword, words)) or keyword.iskeyword(words[0]):
        return None
    return f"A name has no blank in it. Use an underscore: {'_'.join(words)}."


@cause(SyntaxError, r"invalid (?:non-printable )?character (?:'.+?' \()?U\+([0-9A-F]+)|unterminated|invalid syntax")
def strange_character(stop: Stop, found: re.Match) -> str | None:
    if found[1]:
        sign = chr(int(found[1], 16))
    else:
        # A text may begin with a straight quote and end with a curly one. A backtick or $ is invalid syntax only.
        sign = next((one for one in stop.bare if one in (_QUOTES if found[0] == "unterminated" else "`$")), "")
    if not sign:
        return None
    if sign in _QUOTES:
        return f"The sign {sign} is not a quote that Python knows. Type straight ones: \" or '."
    if sign in "–—−‐‑":
        return f"`{sign}` is a long dash. Type a plain minus: -"
    if sign in _WRITTEN:
        return f"Python does not know the sign `{sign}`. Write {_WRITTEN[sign]} for it."
    if sign == "…":
        return "`…` is one sign, as Word writes it. Type three points, or put your answer in their place."
    if sign in "$€£":
        return f"Python does not know the sign `{sign}`. Write the number alone."
    if sign.isspace() or not sign.isprintable():
        return (
            "There is an invisible sign in this line, often a blank typed with Alt or copied from a web page. Delete "
            "the blanks and type them anew."
        )
    return f"Python does not know the sign `{sign}`. Delete it, or put it inside quotes."


@cause(SyntaxError, r"leading zeros")
def zero_in_front(stop: Stop, found: re.Match) -> str | None:
    comma = re.search(r"(?<![\d,.])\d+[,;]0\d*(?![\d,;])|(?<=[^=]= )\d+, 0\d+$", stop.bare)
    if without := re.search(r"(?<==)\s*(?:[Oo]?,|[Oo0]:)0\d+\s*$", stop.bare):
        typed = without[0].strip()
        return f"`{typed}` is no decimal number. Write it with a zero and a point: 0.{re.split('[,:]', typed)[1]}."
    if comma:
        return f"`{comma[0]}` is no decimal number. Write it with a point: {re.sub('[,;] ?', '.', comma[0])}."
    if re.search(r"\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4}", stop.bare):
        return 'A date needs quotes around it, year first: "2024-12-31".'
    number = re.search(r"\b0+(\d+)", stop.bare)
    return number and f"Python writes numbers without a zero in front: {number[1]}, not {number[0]}."


@cause(SyntaxError, r"line continuation")
def backslash_for_a_division(stop: Stop, found: re.Match) -> str | None:
    if "\\" not in stop.bare:
        return None
    return "A \\ has a meaning of its own in Python. To divide, write /, and // to leave the remainder out."


told(SyntaxError, r"unicodeescape|line continuation", BACKSLASH)
told(SyntaxError, r"triple-quoted", "A text that begins with three quotes must end with three.")


@cause(SyntaxError, r"unterminated .*string")
def quote_missing(stop: Stop, found: re.Match) -> str | None:
    if re.search(r"\d'\d{3}", stop.line):
        return "Python writes large numbers without blanks, points or apostrophes: 1000000."
    if re.search(r"'[^'\"]*\w'\w", stop.line):
        return 'There is an apostrophe inside the text. Put double quotes around the text: "it\'s".'
    return "A quote is missing: a text begins and ends with the same quote."


told(
    SyntaxError,
    r"^f-string",
    "In a text that begins with f, each {{ needs its }}, and quotes between them must be of the other kind.",
)


@cause(SyntaxError)
def pythons_own_word(stop: Stop, found: re.Match) -> str | None:
    word = re.match(r"\s*(?:def\s+|for\s+)?(\w+)\s*=(?!=)|\s*def\s+(\w+)", stop.bare)
    name = word and (word[1] or word[2])
    if name and keyword.iskeyword(name):
        return f"`{name}` is a word of Python's own and cannot be a name. Choose another, such as my_{name.lower()}."
    torn = re.search(r"\.(\w+) +(\w+)\s*\(", stop.bare)
    if torn and any(hasattr(type(table), torn[1] + torn[2]) for _, table in stop.tables):
        return f"`.{torn[1] + torn[2]}()` is one word. Take the blank out of it."
    column = re.search(r"\.(\w+)", stop.bare)
    if column and keyword.iskeyword(column[1]):
        return f'`{column[1]}` is a word of Python\'s own. Pick this column with ["{column[1]}"].'
    return None


@cause(SyntaxError)
def named_input_in_square_brackets(stop: Stop, found: re.Match) -> str | None:
    """`people.sort_values["age", ascending=False]`"""
    command = re.search(r"\.(\w+)\s*\[((?:[^\[\]]|\[[^\[\]]*\])*\b[^\W\d]\w*\s*=(?!=)[^\[\]=]+)\]", stop.line)
    if not command or not any(callable(getattr(type(table), command[1], None)) for _, table in stop.tables):
        return None
    mended, shown = f".{command[1]}({command[2]})", "."
    with suppress(SyntaxError):
        given = ast.parse(f"table{mended}", mode="eval").body.args
        # Several columns would have to stand in a list, and a name without its quotes is no column.
        shown = f": {mended}." if len(given) == 1 and isinstance(given[0], ast.Constant | ast.List) else "."
    return f"`.{command[1]}` is a command and takes round brackets, not square ones{shown}"


@cause(SyntaxError)
def sign_of_another_language(stop: Stop, found: re.Match) -> str | None:
    sign = re.search(r"=>|=<|<>|&&|\|\||= +=|===|=!|! +=", stop.bare)
    typed = sign and re.sub(" +", " ", sign[0])
    return typed and f"Python does not know `{typed}`. Write {_SIGNS[typed]}."


@cause(SyntaxError, r"cannot assign to|==")
def one_equals_sign(stop: Stop, found: re.Match) -> str | None:
    """`=` gives a value, `==` asks. Which of the two was meant shows in the place of the sign."""
    number, column = stop.error.lineno or 1, stop.error.offset or 1
    above = "".join(stop.source.lstrip("\n").splitlines()[: number - 1])
    before = above + (stop.error.text or "")[: column - 1]
    inside = sum(map(before.count, "[(")) > sum(map(before.count, "])"))
    if inside or re.match(r"\s*(if|elif|while|return)\b", stop.line):
        return EQUALS
    name, value = (part.strip() for part in stop.line.split("=", 1))
    if re.fullmatch(r"""(["'])[^\W\d]\w*\1""", name):
        return f"A name has no quotes around it{so(f'{name[1:-1]} = {value}')}"
    if name.isidentifier() and "=" in value:
        return "One = is enough: Python calculates by itself. Stop before the second one."
    if re.fullmatch(r"[^\W\d]\w*(\s*-\s*\w+)+", name):
        return "A name has no hyphen. Use an underscore: " + re.sub(r"\s*-\s*", "_", name) + "."
    turned = f": {value} = {name}" if value.isidentifier() else ""
    return f"To the left of = stands a name, to the right its value. Turn them round{turned}."
