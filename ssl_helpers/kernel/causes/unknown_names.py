"""A name that is not known."""

import ast
import builtins
import re
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

from ssl_helpers.kernel.causes.missing_labels import no_label
from ssl_helpers.kernel.causes.stop import NOT_MEANT, Stop, columns_of
from ssl_helpers.kernel.causes.table import Causes
from ssl_helpers.kernel.causes.words import DIGIT_WORDS, DIGITS, EXCEL, so
from ssl_helpers.spelling import fold, nearest

CAUSES = Causes()
told, cause = CAUSES.told, CAUSES.cause

told(
    NameError,
    r"local variable '(\w+)'",
    "Inside your function, `{0}` is used before it has a value. Give it one in a line above, or name it in the "
    "brackets of def.",
)


_UNKNOWN_NAME = r"name '(\w+)' is not defined"


@cause(NameError, _UNKNOWN_NAME)
def written_in_another_way(stop: Stop, found: re.Match) -> str | None:
    constants = {"true": "True", "false": "False", "none": "None", "null": "None", "nan": 'float("nan")'}
    python = constants.get(found[1].casefold())
    return python and f"Python writes {python}, not {found[1]}."


@cause(NameError, _UNKNOWN_NAME)
def task_without_quotes(stop: Stop, found: re.Match) -> str | None:
    asked = re.search(rf"\b(?:check|hint|quiz|solution)\s*\(\s*({found[1]}\.\w+)", stop.line)
    return asked and f'Put the name in quotes: "{asked[1]}".'


@cause(NameError, _UNKNOWN_NAME)
def letter_without_quotes(stop: Stop, found: re.Match) -> str | None:
    asked = len(found[1]) == 1 and re.search(rf"\bquiz\s*\([^()]+,\s*{found[1]}\s*\)", stop.line)
    return asked and f'Put the letter in quotes: "{found[1]}".'


@cause(NameError, _UNKNOWN_NAME)
def number_in_words_or_letters(stop: Stop, found: re.Match) -> str | None:
    if found[1] in ("O", "o") and re.search(rf"[=/*(,\d+-]\s*{found[1]}\b", stop.bare):
        return f"`{found[1]}` is a letter. Where a number belongs, type the digit 0."
    if re.fullmatch(rf"(?:{DIGIT_WORDS})+", found[1].casefold()):
        return f"The notebook does not know `{found[1]}`. If it is a number, {DIGITS}"
    return None


@cause(NameError, _UNKNOWN_NAME)
def word_in_brackets_behind_a_number(stop: Stop, found: re.Match) -> str | None:
    behind = re.search(rf"(?<![\w.])[\d.]+\s*(\(\s*{found[1]}\b[^()]*\))", stop.bare)
    return behind and f"After a number stands a sign such as *, or nothing. Take `{behind[1]}` away."


@cause(NameError, _UNKNOWN_NAME)
def input_of_a_function(stop: Stop, found: re.Match) -> str | None:
    """A line of the function that begins where `def` begins."""
    for node in ast.parse(textwrap.dedent(stop.source)).body:
        if isinstance(node, ast.FunctionDef) and found[1] in _names_inside(node):
            known = f"`{found[1]}` has a value only inside `{node.name}`."
            if stop.calls(node.name):
                return f"{known} Here, write a value in its place."
            return f"{known} If this line belongs to it, put four blanks in front, as in all lines below its def."
    return None


def _names_inside(function: ast.FunctionDef) -> set[str]:
    inputs = {one.arg for one in function.args.args}
    return inputs | {one.id for one in ast.walk(function) if isinstance(one, ast.Name) and type(one.ctx) is ast.Store}


@cause(NameError, _UNKNOWN_NAME)
def command_of_excel(stop: Stop, found: re.Match) -> str | None:
    instead = EXCEL.get(found[1].upper())
    # A learner's own name is nearer than Excel.
    if not instead or not stop.calls(found[1]) or (not found[1].isupper() and nearest(found[1], stop.own_names)):
        return None
    inside = re.search(rf"\b{found[1]}\s*\(([^()]*)\)", stop.line)
    column = inside and re.fullmatch(r"\w+(?:\.\w+|\[[^\[\]]+\])", inside[1].strip())
    if column and found[1].upper().startswith("COUNT"):
        counted = so(f"{column[0]}.value_counts()")
        return f"Python has no `{found[1]}` for it. To count how often each value stands in a column{counted}"
    return f"Python has no `{found[1]}` for it: {instead}."


@cause(NameError, _UNKNOWN_NAME)
def notebook_was_restarted(stop: Stop, found: re.Match) -> str | None:
    if setup_has_run():
        return None
    meant = nearest(found[1], _commands())
    if meant and meant[0] == found[1][0].lower():
        return f"Python does not know `{found[1]}`: did you mean `{meant}`?"
    if re.search(rf"\bprint\s*\(\s*{found[1]}\s*\)", stop.line):
        return (
            f'If `{found[1]}` is a text, put quotes around it: print("{found[1]}"). If it is a name of the course, run '
            "the setup cell at the top first."
        )
    return (
        f"The notebook does not know `{found[1]}` yet. It was opened or restarted and remembers nothing: run the setup "
        "cell at the top first, then this cell again."
    )


@cause(NameError, _UNKNOWN_NAME)
def two_equals_signs_for_one(stop: Stop, found: re.Match) -> str | None:
    asked = re.fullmatch(rf"{found[1]}\s*==\s*(.+)", stop.line.strip())
    if not asked or nearest(found[1], stop.own_names):
        return None
    return f"`==` asks whether two things are equal. To give a name its value write one =: {found[1]} = {asked[1]}."


@cause(NameError, _UNKNOWN_NAME)
def unknown_in_a_query(stop: Stop, found: re.Match) -> str | None:
    """`people.query("…")` has an error of its own for a name that is no column."""
    if type(stop.error) is NameError:
        return None
    return no_label(stop, stop.asked, found[1], f'column "{found[1]}"')


@cause(NameError, _UNKNOWN_NAME)
def misspelt_table(stop: Stop, found: re.Match) -> str | None:
    """`channel["audience"]`, where `channels` is the table and has a column `channel`."""
    picks = re.search(rf"(?<![\w.]){found[1]}\s*\[", stop.bare)
    meant = nearest(found[1], stop.own_names) if picks else None
    return meant and f"The notebook does not know `{found[1]}`: did you mean `{meant}`?"


@cause(NameError, _UNKNOWN_NAME)
def text_without_quotes(stop: Stop, found: re.Match) -> str | None:
    what = next((what for what, text in stop.texts if text == found[1]), None)
    if not what or stop.calls(found[1]):
        return None
    table = stop.table_with(found[1])
    if table and what.endswith(f"`{table}`") and _stands_for_its_values(stop, found[1]):
        return (
            f'`{found[1]}` is a column. Write its table before it, and quotes around it, as in {table}["{found[1]}"].'
        )
    if _picks_from(stop, found[1]):
        return None
    return f'`{found[1]}` is {what}. Put quotes around it: "{found[1]}".'


def _stands_for_its_values(stop: Stop, name: str) -> bool:
    """`headline.str.len()` or `brand + insights`: with quotes alone it would be a text, not the column."""
    with suppress(SyntaxError):
        for node in ast.walk(ast.parse(textwrap.dedent(stop.source))):
            works = isinstance(node, ast.Attribute | ast.Subscript | ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare)
            counts = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and hasattr(builtins, node.func.id)
            # In people[headline] the table is there, and only the quotes are missing.
            parts = [node.value] if isinstance(node, ast.Subscript) else ast.iter_child_nodes(node)
            if (works or counts) and any(getattr(one, "id", None) == name for one in parts):
                return True
    return False


def _picks_from(stop: Stop, name: str) -> bool:
    """Whether `name` stands where a table stands: before a square bracket, or before one of a table's commands."""
    words = re.findall(rf"(?<![\w.]){name}\s*(\[|\.\s*\w+)", stop.bare)
    tables = {type(table) for _, table in stop.tables}
    return any(one == "[" or any(hasattr(table, one.strip(". ")) for table in tables) for one in words)


@cause(NameError, _UNKNOWN_NAME)
def answer_of_another_task(stop: Stop, found: re.Match) -> str | None:
    if re.match(rf"\s*{found[1]}\b", stop.line) or found[1] not in _asked_for():
        return None
    return f"A task here asks for `{found[1]}`, which has no value yet. Run the answer cell of that task first."


def _asked_for() -> set[str]:
    """The names that the tasks of this module ask for. An exercise is opened in the folder of its module."""
    exercises = sys.modules["ssl_helpers.checking.exercises"]
    topic = Path.cwd().name.partition("_")[2]
    tasks = exercises.exercises_of(topic) if topic in exercises.topics() else []
    return {name for one in tasks for name in one.names}


@cause(NameError, _UNKNOWN_NAME)
def misspelt_name(stop: Stop, found: re.Match) -> str | None:
    word = found[1]
    if word in stop.names:
        return f"`{word}` had no value yet when this cell ran. Run this cell again."
    columns = [f"{name}.{column}" for name, table in stop.tables for column in columns_of(table)]
    meant = nearest(word, [*stop.own_names, *_commands(), *columns])
    called = stop.calls(word)
    if called and any(hasattr(type(table), word) for _, table in stop.tables) and fold(meant or "") != fold(word):
        return f"`{word}` stands after a table or column, with a point between: {called[1] or '…'}.{word}()."
    return meant and f"The notebook does not know `{word}`: did you mean `{meant}`?"


@cause(NameError, _UNKNOWN_NAME)
def misspelt_text_without_quotes(stop: Stop, found: re.Match) -> str | None:
    if stop.calls(found[1]):
        return None
    if _stands_for_its_values(stop, found[1]):
        column = nearest(found[1], [column for _, table in stop.tables for column in columns_of(table)])
        if column:
            return f'The notebook does not know `{found[1]}`: did you mean {stop.table_with(column)}["{column}"]?'
    # A text has no column to be picked from it.
    if re.search(rf"(?<![\w.]){found[1]}\s*[\[.]", stop.bare):
        return None
    meant = nearest(found[1], [text for _, text in stop.texts])
    return meant and f'The notebook does not know `{found[1]}`: did you mean "{meant}", with quotes around it?'


@cause(NameError, _UNKNOWN_NAME)
def table_of_another_notebook(stop: Stop, found: re.Match) -> str | None:
    """`seminars["came"]`, which the lesson has and the exercise has not."""
    tables = [f"`{name}`" for name, one in stop.tables if type(one).__name__ == "DataFrame"]
    if not 0 < len(tables) <= 6 or not _picks_from(stop, found[1]):
        return None
    return (
        f"The notebook does not know `{found[1]}`. The tables here: {', '.join(tables)}. What was made in another "
        "notebook, such as the lesson, must be made here again."
    )


told(
    NameError,
    _UNKNOWN_NAME,
    "The notebook does not know `{0}`. If it is a text, put quotes around it. If it is a name, run the cell that makes "
    "it first; names made in another notebook, such as the lesson, must be made here again.",
)


def _commands() -> list[str]:
    """Python's own commands, such as print."""
    return [one for one in dir(builtins) if one[0].islower() and one not in NOT_MEANT]


def setup_has_run() -> bool:
    """Whether this kernel has got as far as a course notebook's setup cell."""
    return "ssl_helpers.checking" in sys.modules
