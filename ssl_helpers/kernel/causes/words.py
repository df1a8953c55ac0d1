"""The words and sentences that causes of several kinds use."""

import ast
import re
import warnings
from contextlib import suppress

_KINDS = {
    **dict.fromkeys(["int", "float", "int64", "float64"], "a number"),
    **dict.fromkeys(["str", "str_"], "text"),
    **dict.fromkeys(["bool", "bool_"], "True or False"),
    **dict.fromkeys(["Timestamp", "datetime", "date"], "a date"),
    **dict.fromkeys(["method", "function", "builtin_function_or_method", "type"], "a command"),
    **dict.fromkeys(["DataFrameGroupBy", "SeriesGroupBy"], "a table in groups"),
    "NoneType": "nothing (None)",
    "tuple": "several values in a row",
    "DataFrame": "a table",
    "Series": "a series of values",
    "Index": "a row of labels",
    "ndarray": "a row of values",
    "module": "a package",
}
COMMANDS = [kind for kind, words in _KINDS.items() if words == "a command"]
NUMBERS = [kind for kind, words in _KINDS.items() if words == "a number"]

DOTS = "{0} still holds the three dots. Put your answer in their place and run that cell first."
NONE = (
    "{0} is None, that is nothing. A function without return gives None, and so does print(). Look at the line that "
    "gave it its value."
)
EQUALS = "One = gives a name to a value. To ask whether two things are equal, write ==."
BACKSLASH = "A \\ has a meaning of its own in Python. In the name of a file write / for it."
DIGITS = "write it in digits, as in 25."

DIGIT_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|_|-"
)

# What Excel calls a command -> what the course uses in its place.
EXCEL = {
    "SUM": "+ adds two numbers or two columns, and .sum() behind a column adds it up",
    "SUMIF": ".groupby(…) makes groups, and .sum() adds up each of them",
    "AVERAGE": ".mean() behind a column does it",
    "MEDIAN": ".median() behind a column does it",
    "COUNT": "len(…) counts the rows of a table, and .value_counts() behind a column how often each value stands there",
    "COUNTIF": ".value_counts() behind a column counts how often each value stands there",
    "UNIQUE": ".unique() behind a column gives its different values, and .nunique() their number",
    "FILTER": "a condition in square brackets behind a table keeps the rows where it is True",
    "IF": "a condition in square brackets behind a table keeps the rows where it is True",
    "ROUNDUP": "// divides and leaves the remainder out",
    "ROUNDDOWN": "// divides and leaves the remainder out",
    "VLOOKUP": ".merge(…) behind a table brings in the columns of another one",
}
EXCEL |= {
    "COUNTA": EXCEL["COUNT"],
    "COUNTIFS": EXCEL["COUNTIF"],
    "SUMIFS": EXCEL["SUMIF"],
    "XLOOKUP": EXCEL["VLOOKUP"],
}


def tick(typed: str | None, otherwise: str = "this") -> str:
    return f"`{typed}`" if typed else otherwise


def kind_named(python: str) -> str:
    return _KINDS.get(python) or f"a {python}"


def reads(line: str, mode: str = "exec") -> bool:
    """Whether Python can read this line. mode "eval": as a value."""
    with suppress(SyntaxError, ValueError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bool(line.strip()) and bool(ast.parse(line.strip(), mode=mode))
    return False


def so(mended: str) -> str:
    """The mended line as the end of a sentence, if it is short and Python can read it."""
    return f": {mended.strip()}" if len(mended.strip()) <= 70 and reads(mended) else "."


def open_brackets(before: str) -> bool:
    return sum(map(before.count, "[({")) > sum(map(before.count, "])}"))


def two_numbers(pair: str) -> str | None:
    """What is said of two whole numbers with a comma or semicolon between them, where one number belongs."""
    numbers = re.fullmatch(r"\(?\s*(\d+)\s*[,;]\s*(\d+)\s*\)?", pair)
    return numbers and (
        f"`{pair}` is two numbers. To add them, write {numbers[1]} + {numbers[2]}. A decimal has a point: "
        f"{numbers[1]}.{numbers[2]}."
    )


def between_columns(*columns: str) -> str:
    """What is said of the first and the last column with a colon between them, as in Excel."""
    named = " + … + ".join(columns)
    return f"Python takes no columns from one to another with `:`. To add them, name each of them: {named}."


def from_percent(digits: str) -> str:
    return f"{float(digits.replace(',', '.')) / 100:g}"


# A word of the course -> how it is written, with its brackets.
COURSE_WORDS = {
    "check": 'check("network.mix")',
    "hint": 'hint("network.mix")',
    "solution": 'solution("network.mix")',
    "quiz": 'quiz("network.invitation", "a")',
    "progress": "progress()",
    "submit": 'submit(6, name="Mette Hansen")',
    "reset": "reset(6)",
    "certificate": 'certificate("Mette Hansen")',
    "doctor": "doctor()",
}


def course_word(word: str, given: str) -> str:
    """The line that was meant by a word of the course with something behind it and no brackets."""
    given = given.strip(" ,;\"'")
    if COURSE_WORDS[word].endswith("()"):
        return COURSE_WORDS[word]
    if word in ("submit", "reset"):
        number, _, name = given.partition(" ")
        name = name.strip(" ,;\"'").removeprefix("name=").strip("\"'") or "…"
        number = number.strip(",;")
        return f'submit({number}, name="{name}")' if word == "submit" else f"reset({number})"
    return f'{word}("{given}")'


def in_the_answer_cell(line: str) -> str | None:
    asked = re.match(r"""\s*(?:check|hint|solution)\s*\(\s*["']?(?:[\w]+\.)?([^\W\d]\w*)?""", line)
    value = asked and re.search(r"([\d.,]+)\W*$", line)
    return asked and (
        f"This line only asks. Your answer belongs in the answer cell above it, as in {asked[1] or 'name'} = "
        f"{value[1] if value else '…'}"
    )
