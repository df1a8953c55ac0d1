"""A label that is not there: a column, a row, the key of a dict."""

import ast
import builtins
import re
from collections.abc import Mapping

from ssl_helpers.kernel.causes.stop import Stop, columns_of, labels_of, values_of
from ssl_helpers.kernel.causes.table import Causes
from ssl_helpers.kernel.causes.words import so
from ssl_helpers.spelling import nearest

CAUSES = Causes()
cause = CAUSES.cause


@cause(KeyError)
def command_for_a_column(stop: Stop, found: re.Match) -> str | None:
    """`people[id]`: without its quotes, the name of a column is by chance a command of Python's."""
    words = [one for one in stop.parts if isinstance(one, ast.Name) and stop.table_with(one.id)]
    word = next((one.id for one in words if hasattr(builtins, one.id) and callable(stop.value(one))), None)
    return word and f'Without quotes, `{word}` is a command of Python\'s own. Write the column as "{word}".'


@cause(KeyError)
def column_for_its_name(stop: Stop, found: re.Match) -> str | None:
    """`people.sort_values(people["age"])` for `people.sort_values("age")`."""
    call = stop.node if isinstance(stop.node, ast.Call) and isinstance(stop.node.func, ast.Attribute) else None
    if not call or call.func.attr != "sort_values" or type(stop.error.args[0]).__name__ != "Series":
        return None
    given = next((one.value for one in call.keywords if one.arg == "by"), None) or call.args[0]
    told = "In .sort_values(…) stands the name of a column, in quotes"
    table = stop.text(call.func.value)
    columns = columns_of(stop.value(call.func.value))
    name = stop.value(given.slice) if isinstance(given, ast.Subscript) else stop.text(given)
    if name in columns:
        return f'{told}: "{name}".'
    if isinstance(given, ast.Name) and table.isidentifier():
        return f'{told}. Put `{name}` into the table first, as a column: {table}["{name}"] = {name}.'
    return f"{told}. What is not in the table yet, put into it first, as a column."


@cause(KeyError, r"^\(.*,.*\)$|key of type tuple")
@cause(ValueError, r"^Cannot subset columns with a tuple")
def several_labels(stop: Stop, found: re.Match) -> str | None:
    labels = stop.text(stop.node.slice) if isinstance(stop.node, ast.Subscript) else "…"
    return f"To pick several at once, write two pairs of square brackets: [[{labels}]]."


@cause(KeyError, r"^(?:np\.\w+\()?(\d+)\)?$")
def number_for_a_filter(stop: Stop, found: re.Match) -> str | None:
    """`people[people["active"].sum()]`: how many are True, where True and False of each row were meant."""
    inside = stop.node.slice if isinstance(stop.node, ast.Subscript) else None
    if not isinstance(inside, ast.Call) or not isinstance(inside.func, ast.Attribute):
        return None
    asked, command = inside.func.value, f".{inside.func.attr}()"
    if not isinstance(asked, ast.Compare) and str(getattr(stop.value(asked), "dtype", "")) != "bool":
        return None
    mended = f"{stop.owner}[{stop.text(asked)}]"
    return (
        "In the square brackets belongs True or False for each row, not one number. To keep the rows, take "
        f"`{command}` away there{so(mended)}"
    )


@cause(KeyError, r"^(\d+)$|Index\(\[[\d, ]+\]")
def number_for_a_label(stop: Stop, found: re.Match) -> str | None:
    owner = _looked_in(stop)
    rows = "" if isinstance(owner, Mapping) else " To pick a row by its number, write .iloc[…]."
    return f"There is no {_label_in(stop, owner, found[1] or 'of that kind')}.{rows}"


@cause(KeyError)
def column_among_the_rows(stop: Stop, found: re.Match) -> str | None:
    word = _wanted(stop)
    if word not in labels_of(_looked_in(stop)):
        return None
    return (
        f'"{word}" is a column, but here it was looked for among the rows. To pick it write ["{word}"], to drop it '
        f'write drop(columns="{word}").'
    )


@cause(KeyError, r"^[\"']?None of \[")
def column_as_filter(stop: Stop, found: re.Match) -> str | None:
    """`raw[raw["First Name"]]`: what stands in the column was taken for labels."""
    inside = stop.node.slice if isinstance(stop.node, ast.Subscript) else None
    if type(stop.value(inside)).__name__ != "Series":
        return None
    column = stop.text(inside)
    return f"`{column}` is not True or False for each row. Ask something of it first, such as {column}.notna()."


@cause(KeyError, r"^[\"']?None of \[.*\(?(True|False)")
def two_pairs_around_a_question(stop: Stop, found: re.Match) -> str | None:
    """`raw[[raw["First Name"].notna()]]`"""
    inside = stop.node.slice if isinstance(stop.node, ast.Subscript) else None
    if not isinstance(inside, ast.List) or len(inside.elts) != 1:
        return None
    mended = f"{stop.owner}[{stop.text(inside.elts[0])}]"
    return f"Around a question to each row, one pair of square brackets is enough{so(mended)}"


@cause(KeyError, r"^(True|False)$")
def one_answer_for_a_filter(stop: Stop, found: re.Match) -> str | None:
    """`raw[raw["First Name"] is not None]`: a question that has one answer, not one for each row."""
    asked = stop.node.slice if isinstance(stop.node, ast.Subscript) else None
    if not isinstance(asked, ast.Compare):
        return None
    column, words = stop.text(asked.left), "The question in the square brackets has one answer, not one for each row."
    if isinstance(asked.ops[0], ast.Is | ast.IsNot):
        command = "notna" if isinstance(asked.ops[0], ast.IsNot) else "isna"
        return f"{words} Write {column}.{command}() there."
    if stop.value(asked.left) in columns_of(stop.value(stop.node.value)):
        return f"{words} Write the table before the column: {stop.owner}[{column}]."
    return None


@cause(KeyError)
def value_for_a_label(stop: Stop, found: re.Match) -> str | None:
    return value_not_label(stop, _looked_in(stop), _wanted(stop))


@cause(KeyError)
def several_labels_in_one_text(stop: Stop, found: re.Match) -> str | None:
    """`["company, category"]`, or with no comma at all: `["company" "category"]`."""
    labels, word = labels_of(_looked_in(stop)), _wanted(stop)
    apart = [one.strip() for one in word.split(",")]
    if len(apart) > 1 and all(one in labels for one in apart):
        names = ", ".join(f'"{one}"' for one in apart)
        return f"Each name has quotes of its own, and the commas stand between them: {names}."
    cuts = ((word[:at], word[at:]) for at in range(1, len(word)))
    two = next((pair for pair in cuts if pair[0] in labels and pair[1] in labels), None)
    return two and f'A comma is missing between two names: "{two[0]}", "{two[1]}".'


@cause(KeyError)
def misspelt_label(stop: Stop, found: re.Match) -> str | None:
    owner, words = _looked_in(stop), _all_wanted(stop)
    meant = [nearest(word, labels_of(owner)) for word in words]
    if len(words) > 1 and all(meant):
        asked, right = (", ".join(f'"{one}"' for one in several) for several in (words, meant))
        return f"There are no columns {asked}: did you mean {right}?"
    return no_label(stop, owner, words[0], _label_in(stop, owner, f'"{words[0]}"'))


def _looked_in(stop: Stop) -> object:
    """The table, Series or dict in which a label was looked for."""
    if stop.asked is None and isinstance(stop.node, ast.Subscript):
        return stop.value(stop.node.value)
    return stop.asked


def _wanted(stop: Stop) -> str:
    return _all_wanted(stop)[0]


def _all_wanted(stop: Stop) -> list[str]:
    """The labels that are not there. pandas says it in sentences such as "None of [Index(['a', 'b'])] are in …"."""
    wanted = stop.error.args[0]
    if isinstance(wanted, str) and not re.search("not (found )?in |None of|not found: ", wanted):
        return [wanted]
    words = re.findall(r"'([^']+)'", re.sub(r"dtype='\w+'", "", str(wanted)))
    words = words or re.findall(r"not found: (.+)", str(wanted))
    return [one for one in words if one not in labels_of(_looked_in(stop))] or words[:1]


def _label_in(stop: Stop, owner: object, label: str) -> str:
    name = next((f"`{name}`" for name, one in stop.own_names.items() if one is owner), "it")
    return f"{'column' if columns_of(owner) else 'label'} {label} in {name}"


def value_not_label(stop: Stop, owner: object, word: str) -> str | None:
    """`people["customer"]` asks for the people of a category as if they were a column."""
    if type(owner).__name__ == "Series" and word in values_of(owner):
        return (
            f'"{word}" is a value in this column. To find its rows ask == "{word}"; to count all values write '
            ".value_counts()."
        )
    for label, column in owner.items() if columns_of(owner) else ():
        if word in values_of(column):
            name = next((name for name, one in stop.tables if one is owner), "table")
            return (
                f'"{word}" is a value in the column "{label}", not a column. To pick its rows write '
                f'{name}[{name}["{label}"] == "{word}"].'
            )
    return None


def no_label(stop: Stop, owner: object, word: str, what: str) -> str:
    labels = labels_of(owner)
    meant = nearest(word, labels or [label for _, table in stop.tables for label in labels_of(table)])
    if meant:
        return f'There is no {what}: did you mean "{meant}"?'
    if other := stop.table_with(word):
        return f"There is no {what}, but `{other}` has that column. Is that the table you need?"
    if 0 < len(labels) <= 12:
        return f"There is no {what}. There are: {', '.join(map(str, labels))}."
    return f"There is no {what}. Look at what there is with .columns or .index."
