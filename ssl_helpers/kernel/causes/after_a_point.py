"""Something after a point that does not belong there."""

import ast
import builtins
import re
from types import ModuleType

from ssl_helpers.kernel.causes.missing_labels import no_label, value_not_label
from ssl_helpers.kernel.causes.stop import Stop, columns_of, labels_of
from ssl_helpers.kernel.causes.table import Causes
from ssl_helpers.kernel.causes.words import DOTS, NONE, kind_named
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
    asked = re.search(r"\b(check|hint|quiz)\s*\(\s*\w+\.", stop.line)
    return asked and f'Put quotes around it: "{stop.owner}.{found[1]}".'


@cause(AttributeError, r"'(?:DataFrame|Series)' object has no attribute '(\w+)'")
def misspelt_column(stop: Stop, found: re.Match) -> str | None:
    meant = nearest(found[1], labels_of(stop.error.obj))
    if meant and not meant.isidentifier():
        return f'A name with a blank needs square brackets and quotes: {stop.owner}["{meant}"].'
    return meant and f"{stop.before} has no `.{found[1]}`: did you mean `.{meant}`?"


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


@cause(AttributeError, r"'(?:str|list)' object has no attribute '(\w+)'")
def column_without_its_table(stop: Stop, found: re.Match) -> str | None:
    """`"First Name".notna()` or `["First Name"].notna()` for `raw["First Name"].notna()`."""
    column = stop.owner.strip("[] ")
    table = next((name for name, one in stop.tables if column.strip("\"'") in columns_of(one)), None)
    if not table or not column.startswith(("'", '"')):
        return None
    return f"{stop.before} is only the name of a column. Write the table before it: {table}[{column}].{found[1]}."


@cause(AttributeError, _NOT_AFTER_POINT)
def unknown_after_the_point(stop: Stop, found: re.Match) -> str | None:
    return f"{stop.before} is {kind_named(type(stop.error.obj).__name__)} and has no `.{found[1]}`. Check the spelling."
