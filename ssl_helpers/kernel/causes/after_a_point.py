"""Something after a point that does not belong there."""

import ast
import builtins
import re
import sys
from types import ModuleType

from ssl_helpers.kernel.causes.missing_labels import no_label, value_not_label
from ssl_helpers.kernel.causes.stop import Stop, columns_of, labels_of
from ssl_helpers.kernel.causes.table import Causes
from ssl_helpers.kernel.causes.words import DOTS, NONE, kind_named, tick
from ssl_helpers.kernel.causes.wrong_kinds import named_a_command
from ssl_helpers.spelling import nearest

CAUSES = Causes()
told, cause = CAUSES.told, CAUSES.cause

told(
    AttributeError,
    r"Can only use \.dt accessor",
    "`.dt` works on a column of dates, and this one holds none. Turn it into dates with pd.to_datetime first.",
)
told(
    AttributeError,
    r"Can only use \.str accessor",
    "`.str` works on a column of texts, and this one holds none. Turn it into texts with .astype(str) first.",
)

_NOT_AFTER_POINT = r"(?:object|module) .*has no attribute '(\w+)'"


@cause(AttributeError, _NOT_AFTER_POINT)
def nothing_before_the_point(stop: Stop, found: re.Match) -> str | None:
    text = {type(None): NONE, type(...): DOTS}.get(type(stop.error.obj))
    return text and text.format(stop.before)


@cause(AttributeError, r"'(method|function|builtin_function_or_method)' object has no")
def command_before_the_point(stop: Stop, found: re.Match) -> str | None:
    if told := named_a_command(stop, stop.owner):
        return told
    return f"{stop.before} is a command and needs round brackets: {stop.owner or stop.error.obj.__name__}()."


@cause(AttributeError, r"'DataFrame' object has no attribute '(\w+)'")
def wrong_table(stop: Stop, found: re.Match) -> str | None:
    """A command of the course was given a table that lacks a column it needs."""
    if not isinstance(stop.node, ast.Call):
        return None
    return f'The table given to `{stop.text(stop.node.func)}` has no column "{found[1]}". Is it the right table?'


@cause(AttributeError, r"module .*has no attribute '(\w+)'")
def exercise_without_quotes(stop: Stop, found: re.Match) -> str | None:
    asked = re.search(r"\b(check|hint|quiz|solution)\s*\(\s*\w+\.", stop.line)
    return asked and f'Put quotes around it: "{stop.owner}.{found[1]}".'


@cause(AttributeError, r"'(?:DataFrame|Series)' object has no attribute '(\w+)'")
def misspelt_column(stop: Stop, found: re.Match) -> str | None:
    meant = nearest(found[1], labels_of(stop.error.obj))
    if meant and not meant.isidentifier():
        return f'A name with a blank needs square brackets and quotes: {stop.owner}["{meant}"].'
    return meant and f"{stop.before} has no `.{found[1]}`: did you mean `.{meant}`?"


@cause(SyntaxError, r"invalid decimal literal")
@cause(AttributeError, r"'(?:int|float)' object has no")
def behind_the_number_only(stop: Stop, found: re.Match) -> str | None:
    """`people["age"] > 50.mean()` for `(people["age"] > 50).mean()`."""
    asked = re.search(r"([=!]=|[<>]=?)\s*(\d+(?:\.\d+)?)\s*\.\s*([^\W\d]\w*)\s*\(", stop.bare)
    return asked and (
        f"`.{asked[3]}()` stands behind the number {asked[2]} only. Put round brackets around the whole question: "
        f"(… {asked[1]} {asked[2]}).{asked[3]}()."
    )


@cause(AttributeError, r"'(?:str|list)' object has no attribute '(\w+)'")
def column_without_its_table(stop: Stop, found: re.Match) -> str | None:
    """`"First Name".notna()` or `["First Name"].notna()` for `raw["First Name"].notna()`."""
    column = stop.owner.strip("[] ")
    table = stop.table_with(column.strip("\"'"))
    if not table or not column.startswith(("'", '"')):
        return None
    return (
        f"{stop.before} is only the name of a column. Write the table before it, as in "
        f"{table}[{column}].{_with_brackets(stop, found[1])}."
    )


@cause(AttributeError, r"'list' object has no attribute '(\w+)'")
def columns_without_their_table(stop: Stop, found: re.Match) -> str | None:
    """`five.mean()` for `scores[five].mean()`."""
    names = stop.error.obj
    table = next((name for name, one in stop.tables if names and set(names) <= set(columns_of(one))), "")
    if not table or not hasattr(getattr(sys.modules.get("pandas"), "DataFrame", None), found[1]):
        return None
    return (
        f"{stop.before} is only a list of names. Write it in the square brackets of its table: "
        f"{table}[{stop.owner}].{_with_brackets(stop, found[1])}."
    )


@cause(AttributeError, r"'str' object has no attribute '(?:str|dt)'")
def one_text_is_no_column(stop: Stop, found: re.Match) -> str:
    return (
        f"`.str` belongs to a column, but {tick(stop.owner)} is one text: take .str away. How many characters it has, "
        f"says len({stop.owner or '…'})."
    )


@cause(AttributeError, r"'(?:int|bool)' object has no attribute '(\w+)'")
def counted_the_rows(stop: Stop, found: re.Match) -> str | None:
    """`(len(people["name"]) > 20).sum()`: the length of the column stands where that of each text was meant."""
    for call in stop.parts:
        if not isinstance(call, ast.Call) or stop.text(call.func) != "len" or not call.args:
            continue
        counted, column = stop.text(call), stop.text(call.args[0])
        if hasattr(stop.value(call.args[0]), "str"):
            return f"`{counted}` is one number: it counts the rows. How long each text is, says {column}.str.len()."
        if found[1] in ("sum", "min", "max", "len"):
            return f"`{counted}` is one number already: it counts the rows. Take `.{found[1]}()` away."
    return None


@cause(AttributeError, r"'Series' object has no attribute 'len'")
def how_many_or_how_long(stop: Stop, found: re.Match) -> str | None:
    if not stop.owner or not hasattr(stop.error.obj, "str"):
        return None
    return f"How long each text is, says {stop.owner}.str.len(). How many rows there are, says len({stop.owner})."


@cause(AttributeError, r"Can only use the '\.list' accessor")
@cause(NameError, r"'ArrowDtype'")
def list_of_a_column(stop: Stop, found: re.Match) -> str:
    """pandas has a `.list` of its own, and 2.2 stumbles over it where it lacks a package."""
    return f"A column becomes a list with .tolist(): {stop.owner or '…'}.tolist()."


@cause(AttributeError, r"'DataFrame' object has no attribute '(\w+)'")
def needs_one_column(stop: Stop, found: re.Match) -> str | None:
    """`people.tolist()`: something that a column can do, and a table cannot."""
    word = {"list": "tolist"}.get(found[1], found[1])
    if not _of_a_column(word) or not (stop.calls(found[1]) or word in ("str", "dt")):
        return None
    return (
        f"`.{word}` stands behind one column, but {tick(stop.owner)} is a table. Pick the column first: "
        f'{stop.owner or "…"}["…"].{_with_brackets(stop, word)}.'
    )


@cause(AttributeError, r"'list' object has no attribute '(\w+)'")
def made_a_list_too_early(stop: Stop, found: re.Match) -> str | None:
    """`people["id"].tolist().head(5)`"""
    column = re.fullmatch(r"(.+)(\.(?:tolist|to_list)\(\))", stop.owner, re.DOTALL)
    if not column or not _of_a_column(found[1]):
        return None
    return (
        f"A list has no `.{found[1]}`, but a column has. Write it before {column[2]}: "
        f"{column[1]}.{found[1]}(…){column[2]}."
    )


@cause(AttributeError, r"'numpy\.ndarray' object has no attribute '(\w+)'")
def no_column_any_more(stop: Stop, found: re.Match) -> str | None:
    """`journeys["person_id"].unique().map(…)`"""
    column = re.fullmatch(r"(.+)\.unique\(\)", stop.owner, re.DOTALL)
    if not column or not _of_a_column(found[1]):
        return None
    return (
        f"What .unique() gives has no `.{found[1]}`, but a column has. .drop_duplicates() leaves a column: "
        f"{column[1]}.drop_duplicates().{_with_brackets(stop, found[1])}."
    )


def _with_brackets(stop: Stop, word: str) -> str:
    """The word after the point, with the brackets that the line has behind it."""
    brackets = re.search(rf"\.{word}\s*\((\s*\))?", stop.line)
    if not brackets:
        return word
    return f"{word}()" if brackets[1] else f"{word}(…)"


def _of_a_column(word: str) -> bool:
    return hasattr(getattr(sys.modules.get("pandas"), "Series", None), word)


@cause(AttributeError, _NOT_AFTER_POINT)
def stands_in_front(stop: Stop, found: re.Match) -> str | None:
    """`people.len()` for `len(people)`."""
    if not callable(stop.names.get(found[1], getattr(builtins, found[1], None))):
        return None
    inside = "…" if isinstance(stop.error.obj, ModuleType) else stop.owner or "…"
    return f"`{found[1]}` does not stand after a point. Write {found[1]}({inside})."


@cause(AttributeError, r"'Series' object has no attribute '(\w+)'")
def for_texts_or_dates(stop: Stop, found: re.Match) -> str | None:
    for part, content in (("str", "texts"), ("dt", "dates")):
        if hasattr(getattr(stop.error.obj, part, None), found[1]):
            return f"On a column of {content}, write .{part} before it: {stop.owner}.{part}.{found[1]}."
    return None


@cause(AttributeError, r"'(?:DataFrame|Series)' object has no attribute '(\w+)'")
def value_after_the_point(stop: Stop, found: re.Match) -> str | None:
    return value_not_label(stop, stop.error.obj, found[1])


@cause(AttributeError, _NOT_AFTER_POINT)
def misspelt_after_the_point(stop: Stop, found: re.Match) -> str | None:
    meant = nearest(found[1], dir(stop.error.obj))
    return meant and f"{stop.before} has no `.{found[1]}`: did you mean `.{meant}`?"


@cause(AttributeError, r"'DataFrame' object has no attribute '(\w+)'")
def unknown_column(stop: Stop, found: re.Match) -> str | None:
    if stop.calls(found[1]):
        return None
    return no_label(stop, stop.error.obj, found[1], f'column "{found[1]}" in {stop.before}')


@cause(AttributeError, r"'(set|list)' object has no attribute '(?:add|append)'")
def other_word_for_putting_in(stop: Stop, found: re.Match) -> str:
    way = "add" if found[1] == "set" else "append"
    return f"{stop.before} is a {found[1]}: one more thing goes in with {stop.owner}.{way}(…)."


@cause(AttributeError, r"'(\w+)' object has no attribute '(\w+)'")
def no_table_any_more(stop: Stop, found: re.Match) -> str | None:
    """`people = 5`, and later `people.category`."""
    kind, word = found.groups()
    others = [table for _, table in stop.tables if table is not stop.error.obj]
    if not stop.owner.isidentifier() or not any(word in columns_of(one) or hasattr(type(one), word) for one in others):
        return None
    return (
        f"`.{word}` belongs to a table or a column, but {stop.before} is {kind_named(kind)}. If it was a course table, "
        "run the setup cell again."
    )


@cause(AttributeError, _NOT_AFTER_POINT)
def unknown_after_the_point(stop: Stop, found: re.Match) -> str | None:
    return f"{stop.before} is {kind_named(type(stop.error.obj).__name__)} and has no `.{found[1]}`. Check the spelling."
