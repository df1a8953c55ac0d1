"""The likely cause of a Python error, in plain English and with the learner's own words.

Only the standard library is imported here: this file is loaded when a kernel starts, before any table is.
"""

import builtins
import difflib
import re
import sys
import traceback
from collections.abc import Iterable, Mapping
from types import ModuleType

from ssl_helpers import CourseError

# Letters that Nordic keyboards have and others lack, and what people type for them.
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o"})

_KINDS = {"str": "text", "int": "a number", "float": "a number", "NoneType": "nothing (None)", "list": "a list"}


def cause_of(error: BaseException, source: str = "", namespace: Mapping[str, object] | None = None) -> str:
    """One or two sentences: what went wrong, and what to do.

    source: the learner's cell. namespace: the notebook's names, to find the one that was meant. For an error that is
    not among the known ones, Python's own words.
    """
    names = namespace or {}
    if isinstance(error, CourseError):
        return str(error)
    for kind, explain in _EXPLAIN:
        if isinstance(error, kind):
            said = explain(error, source, names)
            if said:
                return said
    return _python_says(error)


def report(error: BaseException, source: str = "", namespace: Mapping[str, object] | None = None) -> list[str]:
    """The lines shown instead of a traceback: the place, the cause, and Python's own words at the end."""
    number, line = place(error, source)
    where = f"Your code stopped in line {number}:" if number else "Your code stopped."
    shown = [where, f"    {line.strip()}"] if number else [where]
    said = cause_of(error, source, namespace)
    python = _python_says(error)
    own_words = [] if said == python or isinstance(error, CourseError) else ["", f"({python} · all of it: %tb)"]
    return [*shown, said, *own_words]


def place(error: BaseException, source: str) -> tuple[int, str]:
    """Number and text of the line of `source` in which it stopped; (0, "") when that cannot be told."""
    lines = source.splitlines()
    if isinstance(error, SyntaxError):
        number = error.lineno or 0
    else:
        # The cell is the outermost frame of the learner's own; whatever it called lies deeper.
        own = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if _is_cell(frame.filename)]
        number = own[0] if own else 0
    return (number, lines[number - 1]) if 0 < number <= len(lines) else (0, "")


def _is_cell(filename: str) -> bool:
    return "ipykernel_" in filename or filename.startswith("<ipython-input")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely stands for, also when æ, ø, å were typed in another way."""
    folded = {one.casefold().translate(_FOLDED): one for one in known if isinstance(one, str)}
    plain = word.casefold().translate(_FOLDED)
    for form in (plain, plain.replace("aa", "a").replace("oe", "o")):
        close = difflib.get_close_matches(form, folded, n=1, cutoff=0.7)
        if close:
            return folded[close[0]]
    return None


def _python_says(error: BaseException) -> str:
    said = str(error).splitlines()[0] if str(error) else ""
    said = re.sub(r"\s*\(<?[\w.\-/\\]+>?, line \d+\)$", "", said)
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _name_error(error: NameError, source: str, names: Mapping[str, object]) -> str:
    word = error.name or ""
    constant = {"true": "True", "false": "False", "none": "None", "null": "None", "nan": "float('nan')"}.get(
        word.casefold()
    )
    if constant:
        return f"Python writes {constant}, not {word}."
    if not setup_has_run():
        return (
            f"The notebook does not know `{word}` yet. It was opened or restarted and remembers nothing: run the setup "
            "cell at the top first, then this cell again."
        )
    quoted = _is_column(word, names)
    if quoted:
        return f'`{word}` is the name of a column. Put quotes around it: "{word}".'
    own = [one for one in names if not one.startswith("_")]
    meant = nearest(word, [*own, *dir(builtins)])
    if meant:
        return f"The notebook does not know `{word}`: did you mean `{meant}`?"
    return (
        f"The notebook does not know `{word}`. If it is a text, put quotes around it. If it is a name, run the cell "
        "that makes it first."
    )


def setup_has_run() -> bool:
    """Whether this kernel has got as far as a course notebook's setup cell."""
    return "ssl_helpers.checking" in sys.modules


def _key_error(error: KeyError, source: str, names: Mapping[str, object]) -> str:
    word = error.args[0] if error.args else ""
    if not isinstance(word, str):
        return f"There is no {word!r} in there. A number in square brackets asks for a label, not for a position."
    missing = re.search(r"^['\"]?\[(.+)\] not (?:found )?in|None of .*?\[(.+?)\]", word)
    columns = sorted(_columns(names))
    if missing:
        word = re.sub(r"^['\"]|['\"]$", "", (missing.group(1) or missing.group(2)).split(",")[0].strip("[]' \""))
    meant = nearest(word, columns)
    if word in columns:
        return (
            f'There is no "{word}" in there, though another table has a column of that name. Check which table it is.'
        )
    if meant:
        return f'There is no column or label "{word}": did you mean "{meant}"?'
    return f'There is no column or label "{word}". Look at the names with .columns or .index.'


def _attribute_error(error: AttributeError, source: str, names: Mapping[str, object]) -> str | None:
    word, owner = error.name or "", error.obj
    kind = type(owner).__name__
    if owner is None:
        return (
            f"What stands before `.{word}` is None: nothing. It comes from something that hands nothing over, such as "
            "print() or a method with inplace=True."
        )
    meant = nearest(word, [one for one in dir(owner) if not one.startswith("_")])
    if isinstance(owner, ModuleType):
        kind = owner.__name__
    if kind in ("str", "int", "float", "list", "tuple", "dict", "set") and word in ("mean", "sum", "value_counts"):
        return f"`.{word}` works on a column of a table, but this is {_KINDS.get(kind, 'a ' + kind)}."
    if meant:
        return f"There is no `.{word}` on this {kind}: did you mean `.{meant}`?"
    return f"There is no `.{word}` on this {kind}. Check the spelling, and what stands before the point."


def _type_error(error: TypeError, source: str, names: Mapping[str, object]) -> str | None:
    said = str(error)
    not_callable = re.search(r"'(\w+)' object is not callable", said)
    if not_callable:
        line = place(error, source)[1]
        hidden = [one for one in re.findall(r"\b(\w+)\s*\(", line) if one in names and hasattr(builtins, one)]
        if hidden:
            return (
                f"`{hidden[0]}` is a Python word, but you have made it a name of your own. Rename yours, run `del "
                f"{hidden[0]}` in an empty cell, and run this cell again."
            )
        if not_callable[1] in ("DataFrame", "Series"):
            return "Round brackets call a command. To pick a column or rows of a table use square brackets: [ ]."
        return f"Round brackets call a command, but what stands before them is {_kind(not_callable[1])}."
    if re.search(r"'(method|function|builtin_function_or_method)' object is not subscriptable", said):
        return "A command needs round brackets first: write .name() and put square brackets after them."
    if "object is not subscriptable" in said:
        kind = re.search(r"'(\w+)'", said)
        return f"Square brackets pick something out, but what stands before them is {_kind(kind[1] if kind else '')}."
    if re.search(r"[a-z]*(or|and|xor)_'|for [|&]:|Cannot perform '", said):
        return "With & and |, each condition needs round brackets of its own: (people.a == 1) & (people.b == 2)."
    operands = re.search(r"for (\S+): '(\w+)' and '(\w+)'", said)
    if operands:
        first, second = _kind(operands[2]), _kind(operands[3])
        if first == second:
            return f"Python cannot calculate `{operands[1]}` with {first} on both sides."
        return f"Python cannot calculate {first} `{operands[1]}` {second}: make both the same kind."
    if "can only concatenate" in said or "not supported between" in said or "must be str, not" in said:
        return "Text and numbers cannot be put together or compared. Make both text with str(…) or numbers with int(…)."
    if re.search(r"missing \d+ required positional argument|takes .* positional arguments? but", said):
        command = re.search(r"^(?:\w+\.)*(\w+)\(\)", said)
        return f"`{command[1] if command else 'This command'}` got too few or too many things in its brackets."
    return None


def _kind(python: str) -> str:
    return _KINDS.get(python, f"a {python}")


def _value_error(error: ValueError, source: str, names: Mapping[str, object]) -> str | None:
    said = str(error)
    if "truth value of a" in said:
        return (
            "`and`, `or`, `not` and `if` need one True or False, but a column has many. Use &, | and ~, with round "
            "brackets around each condition."
        )
    number = re.search(r"(?:could not convert string to float|invalid literal for int\(\).*): '?(.*?)'?$", said)
    if number:
        return f"Python cannot read {number[1]!r} as a number. Decimals are written with a point, without % or blanks."
    if "does not match format" in said or "doesn't match format" in said or "Unknown datetime string" in said:
        return "A date is not written the way the format says. Days are %d, short months %b, years with four digits %Y."
    if "not enough values to unpack" in said or "too many values to unpack" in said:
        return "There are more or fewer names before = than values after it. A decimal comma does that: use a point."
    return None


def _syntax_error(error: SyntaxError, source: str, names: Mapping[str, object]) -> str | None:
    said, line = error.msg or "", place(error, source)[1] or (error.text or "")
    strange = re.search(r"invalid (?:non-printable )?character (?:'(.)' )?\(?(U\+[0-9A-F]+)", said)
    if strange:
        character = strange[1] or chr(int(strange[2][2:], 16))
        if character in "“”„‟«»‘’‚‛′″´`":
            return f"`{character}` is a curly quote, as Word writes it. Type straight ones: \" or '."
        if character in "–—−":
            return f"`{character}` is a long dash. Type a plain minus: -"
        if character in "×÷½¼":
            return f"`{character}` is no Python sign. Times is *, divided by is /, a half is 0.5."
        if not character.strip() or not character.isprintable():
            return "There is an invisible character, often a blank typed with Alt or Option. Type the line once more."
        return f"Python does not know the sign `{character}`. Delete it, or put it inside quotes."
    if "leading zeros" in said or re.search(r"\d,0\d", line):
        number = re.search(r"\d+,\d+", line)
        found = number[0] if number else "0,07"
        return f"`{found}` has a decimal comma. Python writes {found.replace(',', '.')}."
    percent = re.search(r"(\d+(?:[.,]\d+)?)\s*%(?!\s*[\w(])", line)
    if percent:
        return f"`{percent[0]}`: Python knows no percent sign. Write the proportion, {_from_percent(percent[1])}."
    if "unterminated" in said and "string" in said:
        return "A quote is missing: a text begins and ends with the same quote."
    if "Maybe you meant '=='" in said or ("cannot assign to" in said and "==" in said):
        return "One = gives a name to a value. To ask whether two things are equal, write ==."
    if re.search(r"\[[^\]=!<>]*[^=!<>]=[^=][^\]]*\]", line):
        return "One = gives a name to a value. To ask whether two things are equal, write ==."
    opened = re.search(r"'(.)' was never closed", said)
    if opened:
        return f"The bracket `{opened[1]}` is opened but not closed. Count the brackets in this line and the next ones."
    unmatched = re.search(r"unmatched '(.)'", said)
    if unmatched:
        return f"There is a `{unmatched[1]}` too many, or its partner is missing."
    if "does not match opening" in said:
        return "Two brackets do not fit together. Close them in the order in which they were opened: ([ ])."
    if isinstance(error, IndentationError):
        if "expected an indented block" in said:
            return "The lines below def, for or if must stand four blanks further in."
        return (
            "This line begins with blanks that it should not have, or with too few. Lines of a cell start at the left."
        )
    if "expected ':'" in said:
        return "A colon is missing at the end of this line."
    if "Missing parentheses in call to 'print'" in said:
        return "print needs round brackets: print(…)."
    if "Perhaps you forgot a comma" in said or "invalid syntax" in said:
        return "Python cannot read this line. Look for a missing comma, bracket or quote just before the end of it."
    if "cannot assign to" in said:
        return "To the left of = stands a name, to the right its value. Turn them round."
    return None


def _from_percent(digits: str) -> str:
    return f"{float(digits.replace(',', '.')) / 100:g}"


def _import_error(error: ImportError, source: str, names: Mapping[str, object]) -> str | None:
    module = (error.name or "").partition(".")[0]
    if isinstance(error, ModuleNotFoundError):
        meant = nearest(module, ["pandas", "numpy", "matplotlib", "ssl_helpers", "datetime", "math"])
        ask = f": did you mean `{meant}`?" if meant and meant != module else ". The course needs none but its own."
        return f"There is no package called `{module}` here{ask}"
    return f"That name is not in `{error.name}`. Check its spelling in the import line."


def _not_implemented(error: NotImplementedError, source: str, names: Mapping[str, object]) -> str | None:
    if "input" in str(error):
        return "Nobody can type an answer to input(…) here. Write the value in the cell instead."
    return None


def _is_column(word: str, names: Mapping[str, object]) -> bool:
    return word in _columns(names)


def _columns(names: Mapping[str, object]) -> set[str]:
    """Names of the columns and labels of the notebook's tables (without importing pandas for it)."""
    tables = [table for name, table in names.items() if not name.startswith("_")]
    labels = [list(table.columns) for table in tables if type(table).__name__ == "DataFrame"]
    labels += [list(table.index)[:100] for table in tables if type(table).__name__ == "Series"]
    return {one for some in labels for one in some if isinstance(one, str)}


_EXPLAIN = [
    (NameError, _name_error),
    (KeyError, _key_error),
    (AttributeError, _attribute_error),
    (TypeError, _type_error),
    (UnicodeError, lambda error, *_: "The file is not written in UTF-8. Save it again as UTF-8 (in Excel: CSV UTF-8)."),
    (ValueError, _value_error),
    (SyntaxError, _syntax_error),
    (ImportError, _import_error),
    (ZeroDivisionError, lambda *_: "Something is divided by zero. Look at what stands below the line /: it is 0 here."),
    (IndexError, lambda *_: "There are fewer things than the number in square brackets. Python counts from 0."),
    (
        FileNotFoundError,
        lambda error, *_: (
            f"There is no file {error.filename!r} here. The firm's tables are read with load, for instance "
            'load("accounts").'
        ),
    ),
    (RecursionError, lambda *_: "The function calls itself without end."),
    (KeyboardInterrupt, lambda *_: "You stopped this cell."),
    (NotImplementedError, _not_implemented),
]
