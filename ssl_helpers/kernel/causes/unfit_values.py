"""Values that do not fit."""

import ast
import re
from contextlib import suppress

from ssl_helpers.kernel.causes.stop import Stop
from ssl_helpers.kernel.causes.table import Causes
from ssl_helpers.kernel.causes.words import EQUALS, from_percent, tick
from ssl_helpers.kernel.causes.wrong_kinds import several_columns_in_a_list, write_isin

CAUSES = Causes()
told, cause = CAUSES.told, CAUSES.cause

told(UnicodeError, "", "The file is not written in UTF-8. Save it again as UTF-8 (in Excel: CSV UTF-8).")


@cause(ValueError, r"truth value of a")
def one_answer_for_many_rows(stop: Stop, found: re.Match) -> str | None:
    if isinstance(stop.node, ast.Compare) and isinstance(stop.node.ops[0], ast.In | ast.NotIn):
        return write_isin(stop)
    if isinstance(stop.node, ast.Compare) and (sign := re.search("[&|]", stop.text(stop.node))):
        return f"Around `{sign[0]}`, each condition needs round brackets of its own: (… == …) {sign[0]} (… == …)."
    if told := _and_for_plus(stop):
        return told
    word = re.search(r"\b(and|or|not|if|while)\b", stop.bare)
    sign = {"and": "&", "or": "|", "not": "~"}.get(word[1]) if word else None
    told = f"{tick(word and word[1], 'Python')} needs one True or False here, but a column has many."
    if sign:
        example = "~(… == …)" if sign == "~" else f"(… == …) {sign} (… == …)"
        return f"{told} Write `{sign}` instead, and round brackets around each condition: {example}."
    return f"{told} To pick rows, put the condition in square brackets: people[…]."


def _and_for_plus(stop: Stop) -> str | None:
    """`ssi["brand"] and ssi["people"]`, or what stands on one side of it."""
    with suppress(SyntaxError):
        for node in ast.walk(ast.parse(stop.line.strip())):
            if not isinstance(node, ast.BoolOp) or not isinstance(node.op, ast.And):
                continue
            if all(re.match("int|float", str(getattr(stop.value(one), "dtype", ""))) for one in node.values):
                sides = " + ".join(ast.get_source_segment(stop.line.strip(), one) for one in node.values)
                return f"`and` joins answers that are True or False, and these are numbers. To add them, write {sides}."
    return None


@cause(ValueError, r'For argument "(\w+)" expected type bool, received type str')
def true_or_false_in_quotes(stop: Stop, found: re.Match) -> str | None:
    asked = re.search(rf"""\b{found[1]}\s*=\s*["'](true|false)["']""", stop.line, re.IGNORECASE)
    mended = f", as in {found[1]}={asked[1].capitalize()}" if asked else ""
    return f"`{found[1]}` takes True or False, without quotes{mended}."


@cause(ValueError, r"could not convert string to (float): '?(.*?)'?$")
@cause(ValueError, r"invalid literal for (int)\(\).*?: '(.*)'")
def no_number(stop: Stop, found: re.Match) -> str | None:
    command, text = found.groups()
    plain = re.sub(r"\s", "", text).replace(",", ".")
    if not plain:
        return "An empty text cannot be read as a number. Look for missing values."
    if re.fullmatch(r"-?[\d.]+%", plain):
        return f'Python cannot read "{text}" as a number. Write the proportion, {from_percent(plain[:-1])}.'
    if re.fullmatch(r"-?\d+\.\d+", plain):
        if command == "int":
            return f'int reads whole numbers only, and "{text}" is none. Write float("{plain}").'
        return f'Python cannot read "{text}" as a number. Decimals have a point, not a comma: {plain}.'
    return f'Python cannot read "{text}" as a number. Write it in digits.'


told(
    ValueError,
    r"time data ['\"](.*?)['\"],? (?:doesn't|does not) match format ['\"](.*?)['\"]",
    'The date "{0}" is not written as the format "{1}" says. %d is the day, %m the month as a number, %b as a short '
    "name, %Y the year with four digits.",
)
told(
    ValueError,
    r"unable to parse: (.*?)(?:, at position \d+)?$",
    'Python cannot read "{0}" as a date. Write dates with the year first: "2024-12-31".',
)
told(
    ValueError,
    r"Invalid date|day is out of range|month must be in",
    'There is no such date. Write dates with the year first: "2024-12-31".',
)
told(
    ValueError,
    r"values to unpack \(expected (\d+)",
    "Before = stand {0} names, but after it more or fewer values. Decimals have a point, not a comma.",
)
told(
    ValueError,
    r"identically-labeled|Lengths must match",
    "The two have different rows, so they cannot be compared row by row. To ask which of them are in the other, write "
    ".isin(…).",
)


@cause(ValueError, r"Length of values \(2\) does not match")
def comma_made_two_values(stop: Stop, found: re.Match) -> str | None:
    """`people["half"] = people["age"] / 2,0`, or a name that was given its value so."""
    given = ast.parse(stop.line.strip()).body[0].value
    pair = stop.value(given)
    if isinstance(given, ast.Tuple) and (decimal := re.search(r"(?<![\w.])(\d+),(\d+)\s*$", stop.bare)):
        return f"The comma makes two values of it. A decimal has a point: {decimal[1]}.{decimal[2]}."
    if isinstance(given, ast.Name) and isinstance(pair, tuple) and type(pair[1]) is int:
        return f"`{given.id}` is two values with a comma between them. Decimals have a point, not a comma."
    return None


told(
    ValueError,
    r"Length of values \((\d+)\) does not match length of index \((\d+)\)",
    "The new column has {0} values, but the table has {1} rows. Each row needs one value.",
)
told(
    ValueError,
    r"convert (float )?(NaN|NA) to integer",
    "A value is missing (NaN). Keep only the rows that have one, with .notna().",
)
told(
    ValueError,
    r"[Cc]annot mask with non-boolean array containing NA",
    "Some rows have no value, so the condition has no answer there. Write na=False into the brackets of the command.",
)
told(ValueError, r"cannot assign without a target", EQUALS)
told(
    ValueError,
    r"Error tokenizing data",
    "The lines of the file have different lengths. The tables of the course are read with load(…); for a file from "
    'Excel write sep=";" into the brackets.',
)
told(ValueError, r"empty sequence|argument is empty", "There is nothing in it: the list or column is empty.")


@cause(ValueError, r"level name \w+ is not the name of the index|No axis named")
def several_columns_to_group_by(stop: Stop, found: re.Match) -> str | None:
    return several_columns_in_a_list(stop)


@cause(IndexError, r"Column\(s\) .* already selected")
def nothing_calculated_yet(stop: Stop, found: re.Match) -> str | None:
    groups = tick(stop.owner, "What stands before the square brackets")
    return (
        f"{groups} is a table in groups, and nothing is calculated yet. Put .sum() at the end of the line that makes "
        "the groups."
    )


told(
    Exception,
    r"Unalignable boolean Series",
    "The condition in the square brackets asks about another table. Ask about the one before the brackets.",
)
