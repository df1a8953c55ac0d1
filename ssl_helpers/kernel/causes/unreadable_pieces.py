"""What Python cannot read: numbers, brackets, and pieces of a line that are torn, missing or side by side."""

import builtins
import keyword
import re

from ssl_helpers.kernel.causes.stop import Stop, columns_of
from ssl_helpers.kernel.causes.table import Causes
from ssl_helpers.kernel.causes.words import between_columns, from_percent, open_brackets, reads, so

CAUSES = Causes()
told, cause = CAUSES.told, CAUSES.cause


@cause(SyntaxError, r"invalid decimal literal")
def name_with_a_digit_first(stop: Stop, found: re.Match) -> str | None:
    word = re.search(r"\b(\d[\d.]*)([^\W\d]\w*)(\s*=(?!=))?", stop.bare)
    if word and not word[3]:
        if re.fullmatch(r"[xX]\d+", word[2]):
            return f"To multiply, write * between two numbers: {word[1]} * {word[2][1:]}."
        if word[2].casefold().strip("o") == "":
            return f"`{word[0]}` has a letter in it. Type the digit 0."
        return f"`{word[0]}`: a number has no letters in it. Take `{word[2]}` away."
    word = word and re.match(r"\w+", word[0])
    return word and f"`{word[0]}` begins with a digit. A name begins with a letter, and a number has no letters in it."


@cause(SyntaxError, r"was never closed")
def bracket_before_the_quote(stop: Stop, found: re.Match) -> str | None:
    """`people["age]"`"""
    turned = re.search(r"""([\[(])\s*(["'])([^"'\[\]()]+)([\])])\2""", stop.line)
    if not turned or turned[1] + turned[4] not in ("[]", "()"):
        return None
    open_, quote, name, close = turned.groups()
    return f"The bracket stands inside the quotes. Close the quote first: {open_}{quote}{name}{quote}{close}."


told(
    SyntaxError,
    r"'(.)' was never closed",
    "The bracket `{0}` is never closed. Count the brackets in this line and the next ones.",
)
told(
    SyntaxError,
    r"parenthesis '(.)' does not match opening parenthesis '(.)'",
    "The bracket `{1}` is closed with `{0}`. Close first the bracket that was opened last.",
)
told(
    SyntaxError,
    r"unmatched '(.)'",
    "The bracket `{0}` closes nothing. Take it away, or open its partner before it.",
)


@cause(SyntaxError)
def percent(stop: Stop, found: re.Match) -> str | None:
    if hundred := re.search(r"/.*?(\*\s*100\s*%)\s*$", stop.bare):
        return f"Take `{hundred[1]}` away: what you divide is a proportion, from 0 to 1, already."
    sign = re.search(r"[\w)\]\"]\s*%(?!\s*[\w(\"'.])", stop.bare)
    number = re.search(r"(\d+(?:[.,]\d+)?)\s*%(?!\s*[\w(\"'.])", stop.bare)
    before = stop.bare[: sign.start()] if sign else ""
    if sign and not number and not re.search(r"/[^*]*$", before):
        mended = re.sub(r"(?<=[\w)\]])\s*%(?!\s*[\w(\"'.])", " / 100", re.sub("#.*", "", stop.line), count=1)
        return f"Python knows no percent sign. To calculate with percent, write / 100 in its place{so(mended)}"
    if sign and (not number or stop.bare[: number.start()].rstrip().endswith("/")):
        already = "" if "*" in before else ": what you divide is a proportion, from 0 to 1, already"
        return f"Python knows no percent sign. Take it away{already}."
    if not number:
        return None
    typed, value = number[1].replace(",", "."), float(number[1].replace(",", "."))
    told = f"`{number[0]}`: Python knows no percent sign."
    if 1 <= value <= 100:
        return f"{told} Write the proportion, {from_percent(typed)}."
    return f"{told} If you mean {typed}, take the % away. If you mean percent, write {from_percent(typed)}."


@cause(SyntaxError)
def several_numbers(stop: Stop, found: re.Match) -> str | None:
    """`215 79 119 283 5`: no large number, since not each of the later parts has three digits."""
    several = re.search(r"(?<![\w.])\d+(?: +\d+){2,}(?![\w.])", stop.bare)
    numbers = several[0].split() if several else []
    if all(len(one) == 3 or not int(one) for one in numbers[1:]):
        return None
    return f"Between several numbers stand commas, and square brackets around them: [{', '.join(numbers)}]."


@cause(SyntaxError)
def large_number(stop: Stop, found: re.Match) -> str | None:
    number = re.search(r"(?<![\w.])\d{1,3}(?:[. ]\d{3})+(?![\w.])|\b[1-9]\d* 00+\b", stop.bare)
    if not number or re.fullmatch(r"\d+\.\d+", number[0]):
        return None
    told = f"Python writes large numbers without blanks or points: {re.sub('[. ]', '', number[0])}."
    return told if len(number[0]) > 7 else f"{told} If you mean two numbers, a sign such as / stands between them."


@cause(SyntaxError)
def two_numbers_side_by_side(stop: Stop, found: re.Match) -> str | None:
    two = re.search(r"(?<![\w.])\d[\d.]* +\d", stop.bare)
    if not two or open_brackets(stop.bare[: two.start()]):
        return None
    return "Two numbers stand here. Keep the one that the task asks for, or write a sign such as / between them."


@cause(SyntaxError, r"invalid syntax|illegal target")
def colon_for_a_division(stop: Stop, found: re.Match) -> str | None:
    """In the Nordic countries `:` is the sign for it."""
    value = re.sub(r"^\s*\w+\s*=(?!=)", "", stop.line)
    for sign in re.finditer(":", value):
        part, whole = value[: sign.start()].strip(), value[sign.end() :].strip()
        if reads(part, "eval") and reads(whole, "eval"):
            return f"To divide, Python uses the sign /. Write {part} / {whole}."
    return None


@cause(SyntaxError, r"invalid syntax")
def columns_of_excel(stop: Stop, found: re.Match) -> str | None:
    """`SUM(ssi["brand"]:ssi["relationships"])`"""
    two = re.search(r"\bsum\s*\(\s*(\w+\[[^\[\]]*\])\s*:\s*(\w+\[[^\[\]]*\])\s*\)", stop.line, re.IGNORECASE)
    return two and between_columns(*two.groups())


@cause(SyntaxError, r"invalid syntax")
def comma_in_front(stop: Stop, found: re.Match) -> str | None:
    number = re.search(r"=\s*,(\d+)\s*$", stop.bare)
    return number and f"`,{number[1]}` is no number. Write it with a zero and a point: 0.{number[1]}."


# Words between two numbers, as they are said here -> what to do with the two, and its sign.
_CALCULATED = {
    "plus|og|och|ja|und": ("add", "+"),
    "minus": ("subtract", "-"),
    "x|times|gange|ganger|gånger|kertaa|multiplied by": ("multiply", "*"),
    "of|out of|ud af|of the|of all|by|per|over|divided by|av|af|delt på|delt med|divideret med|delat med": (
        "divide",
        "/",
    ),
}


@cause(SyntaxError, r"invalid syntax")
def word_behind_a_number(stop: Stop, found: re.Match) -> str | None:
    two = re.search(r"(?<![\w.\"])(\d[\d.]*) +((?:[^\W\d]+ +)+)(\d[\d.]*)", stop.bare)
    if two and not any(map(keyword.iskeyword, two[2].split())):
        word = " ".join(two[2].casefold().split())
        to_do, sign = next((pair for words, pair in _CALCULATED.items() if word in words.split("|")), ("", ""))
        then = f" To {to_do}, write {two[1]} {sign} {two[3]}." if sign else ""
        return f"Between two numbers stands a sign, + - * or /, not a word.{then}"
    for number, word in re.findall(r"(?<![\w.\"])(\d[\d.]*) +([^\W\d]\w*)", stop.bare):
        if not keyword.iskeyword(word):
            return f"`{number} {word}`: after a number stands a sign such as /, or nothing. Take `{word}` away."
    return None


@cause(SyntaxError, r"invalid syntax")
def sign_at_the_end(stop: Stop, found: re.Match) -> str | None:
    line = re.sub("#.*", "", stop.line)
    end = re.search(r"(?:(?<=[\w)\]\"'])|(?<=\d\.))\s*([?!:;]|(?<=[\d ])\.)\s*$", line)
    if not end or keyword.iskeyword((stop.line.split() or [""])[0]) or not reads(line[: end.start()]):
        return None
    return f"Take the `{end[1]}` at the end away{so(line[: end.start()])}"


@cause(SyntaxError, r"invalid syntax|forgot a comma")
def point_missing(stop: Stop, found: re.Match) -> str | None:
    gap = re.search(r"(?<=[)\]])\s*(?=([^\W\d]\w*)\s*\()", stop.line)
    if not gap or not any(hasattr(type(table), gap[1]) for _, table in stop.tables):
        return None
    return f"A point is missing before `{gap[1]}`{so(f'{stop.line[: gap.start()]}.{stop.line[gap.end() :]}')}"


@cause(SyntaxError, r"invalid syntax|forgot a comma")
def square_brackets_behind_a_command(stop: Stop, found: re.Match) -> str | None:
    command = re.search(r"\.(\w+)\s*\[\s*\]", stop.bare)
    if not command or not any(callable(getattr(type(table), command[1], None)) for _, table in stop.tables):
        return None
    return f"`.{command[1]}` is a command and needs round brackets: .{command[1]}()."


@cause(SyntaxError, r"invalid syntax|forgot a comma")
def curly_brackets(stop: Stop, found: re.Match) -> str | None:
    name = re.search(r"(?<![\w.])([^\W\d]\w*)\s*\{", stop.bare)
    if not name or name[1] not in stop.own_names:
        return None
    shape, both = ("round", "(…)") if callable(stop.own_names[name[1]]) else ("square", "[…]")
    return f"Behind `{name[1]}` stand {shape} brackets: {name[1]}{both}."


@cause(SyntaxError, r"invalid syntax")
def equals_sign_missing(stop: Stop, found: re.Match) -> str | None:
    name = re.fullmatch(r"\s*([^\W\d]\w*)\s*(?: |:=|->|<-)\s*(\d[\d. /*+()-]*)", stop.bare)
    if not name or keyword.iskeyword(name[1]) or hasattr(builtins, name[1]):
        return None
    return f"Between a name and its value stands =, so write {name[1]} = {name[2].strip()}."


@cause(SyntaxError)
def def_without_brackets(stop: Stop, found: re.Match) -> str | None:
    name = re.match(r"\s*def\s+(\w+)\s*:", stop.bare)
    return name and f"After the name, def needs round brackets: def {name[1]}():"


@cause(SyntaxError, r"expected ':'")
def value_behind_else(stop: Stop, found: re.Match) -> str | None:
    if not re.match(r"\s*else\s*[^\s:]", stop.bare):
        return None
    if re.match(r"\s*else\s+if\b", stop.bare):
        return f"Python writes elif for else if{so(re.sub(r'else +if', 'elif', stop.line))}"
    return (
        "The colon stands directly behind else. The rest belongs in the next line, with more blanks in front; what the "
        "function hands over begins with return."
    )


told(SyntaxError, r"expected ':'", "A colon is missing at the end of this line: put : there.")


@cause(SyntaxError, r"invalid syntax")
def else_alone(stop: Stop, found: re.Match) -> str | None:
    word = re.match(r"\s*(else|elif|except|finally)\b", stop.bare)
    first = word and ("if" if word[1].startswith("el") else "try")
    return word and f"`{word[1]}` has no `{first}`. It belongs below its `{first}`, with as many blanks in front."


@cause(SyntaxError, r"Missing parentheses in call to '(\w+)'")
def print_without_brackets(stop: Stop, found: re.Match) -> str | None:
    what = stop.line.split(found[1], 1)[-1].strip()
    return f"`{found[1]}` needs round brackets: {found[1]}({what})."


@cause(SyntaxError, r"invalid syntax|expected '\('")
def two_words_side_by_side(stop: Stop, found: re.Match) -> str | None:
    name = re.match(r"\s*(?:def\s+)?([^\W\d]\w*(?: +\w+)+)\s*(?:=(?!=)|\(.*\)\s*:)", stop.bare)
    if name and not any(map(keyword.iskeyword, name[1].split())):
        return f"A name has no blank in it. Use an underscore: {'_'.join(name[1].split())}."
    for owner, table in stop.tables:
        for column in columns_of(table):
            if " " in column and f"{owner}.{column}" in stop.line:
                return f'A name with a blank needs square brackets and quotes: {owner}["{column}"].'
            if " " in column and f"[{column}]" in stop.bare:
                return f'`{column}` is a column of `{owner}`. Put quotes around it: "{column}".'
    printed = re.fullmatch(r"\s*print\s*\(\s*([^\W\d]\w*(?: +\w+)+)[.!?]?\s*\)\s*", stop.bare)
    if printed:
        return f'A text stands in quotes: print("{printed[1]}").'
    for first, second in re.findall(r"(?<![\w.])(?=([^\W\d][\w.]*)(?:\(\))? +([\w\"][\w.]*))", stop.bare):
        if keyword.iskeyword(first) or keyword.iskeyword(second):
            continue
        if keyword.iskeyword(first.lower()):
            return f"Python writes `{first.lower()}`, in small letters, not `{first}`."
        if callable(stop.names.get(first, getattr(builtins, first, None))):
            return f"`{first}` needs round brackets: {first}({stop.line.split(first, 1)[-1].strip()})."
        after = "the text" if second.startswith('"') else f"`{second}`"
        return f"Something is missing between `{first}` and {after}: a point, a comma, or a sign such as + or ==."
    return None


@cause(SyntaxError, r"'return' outside function")
def return_outside(stop: Stop, found: re.Match) -> str | None:
    head = re.findall(r"^def .*:", stop.source.partition(stop.line)[0], re.MULTILINE)
    if not head:
        return "return stands only inside a function, in the lines below def."
    return f"return stands only inside a function. Put four blanks in front of all lines that belong to `{head[-1]}`."


told(SyntaxError, r"follows keyword", "Between brackets, things written with name= come last.")
told(
    SyntaxError,
    r"incomplete input",
    "The cell ends too early: a bracket or a quote is not closed, or the lines below a : are missing.",
)
told(
    SyntaxError,
    r"forgot a comma",
    "Two things stand side by side. Put a comma or a sign such as + between them, or quotes around a text.",
)


@cause(SyntaxError, r"invalid syntax|Expected one or more names")
def unreadable(stop: Stop, found: re.Match) -> str | None:
    begin, end = stop.error.offset or 0, stop.error.end_offset or 0
    typed = (stop.error.text or "")[max(begin - 1, 0) : max(end - 1, begin)].strip()
    line = re.sub("#.*", "", stop.line).rstrip()
    if not typed and line.endswith(tuple("+-*/&|")) and stop.source.partition(stop.line)[2].strip():
        return (
            f"The line ends with {line[-1]}, but what follows stands in the next one. Write it all in one line, or put "
            "round brackets around it all."
        )
    if not typed:
        return "This line ends too early. Look what is missing at its end."
    return f"Python cannot read this line from `{typed}` on. Look just before it for a missing comma, bracket or sign."
