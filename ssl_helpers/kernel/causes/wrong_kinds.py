"""Things of the wrong kind."""

import ast
import builtins
import inspect
import re
import sys
from collections.abc import Callable
from contextlib import suppress

from ssl_helpers.kernel.causes.stop import Stop, columns_of
from ssl_helpers.kernel.causes.table import Causes
from ssl_helpers.kernel.causes.words import (
    COMMANDS,
    COURSE_WORDS,
    DOTS,
    EXCEL,
    NONE,
    NUMBERS,
    between_columns,
    in_the_answer_cell,
    kind_named,
    so,
    tick,
    two_numbers,
)
from ssl_helpers.spelling import nearest

CAUSES = Causes()
told, cause = CAUSES.told, CAUSES.cause


@cause(TypeError, r"\b[eE]llipsis\b")
def dots_still_there(stop: Stop, found: re.Match) -> str | None:
    return DOTS.format(tick(stop.whose("ellipsis") or _column_of_dots(stop), "Something here"))


def _column_of_dots(stop: Stop) -> str:
    """The column in which a task that was skipped has left its three dots."""
    for name, table in stop.tables:
        for column in columns_of(table):
            if re.search(rf"([\"']){re.escape(column)}\1", stop.line) and any(one is ... for one in table[column]):
                return f'{name}["{column}"]'
    return ""


@cause(TypeError, r"\btuple\b")
def two_numbers_in_brackets(stop: Stop, found: re.Match) -> str | None:
    sides = [stop.node.left, stop.node.right] if isinstance(stop.node, ast.BinOp) else []
    return next((two_numbers(stop.text(side)) for side in sides if isinstance(side, ast.Tuple)), None)


@cause(TypeError, r"\btuple\b")
def comma_made_two_numbers(stop: Stop, found: re.Match) -> str | None:
    """`share = 0,7` is no error for Python; the next line that uses `share` is."""
    name = stop.whose("tuple")
    pair = stop.names.get(name)
    if isinstance(pair, tuple) and len(pair) == 2 and all(type(one) is int for one in pair):
        whole, rest = pair
        return f"`{name}` is two numbers, {whole} and {rest}. Decimals have a point, not a comma: {whole}.{rest}."
    return None


@cause(SyntaxError, r"invalid syntax|forgot a comma")
@cause(TypeError, "builtin_function_or_method")
def all_of_them(stop: Stop, found: re.Match) -> str | None:
    """`1 / all posts`: a word of the task, and by chance one of Python's."""
    words = re.search(r"[-+*/]\s*\(?\s*(all(?: +[^\W\d]\w*)*)(?!\s*[\w(])", stop.bare)
    return words and f"`{words[1]}` is no number. Write in digits how many that are."


@cause(TypeError)
@cause(ValueError)
def name_for_a_column(stop: Stop, found: re.Match) -> str | None:
    """`people["age"] + ["years"]` or `"age" > 50`: what stands there is the name of a column, without its table."""
    if isinstance(stop.node, ast.BinOp) and not isinstance(stop.node.op, ast.BitAnd | ast.BitOr):
        sides = [stop.node.left, stop.node.right]
    else:
        sides = [stop.node.left] if isinstance(stop.node, ast.Compare) else []
    for side in sides:
        name = side.elts[0] if isinstance(side, ast.List) and len(side.elts) == 1 else side
        if isinstance(name, ast.Constant) and (table := stop.table_with(name.value)):
            return (
                f"`{stop.text(side)}` is only the name of a column. Write the table before it, as in "
                f"{table}[{stop.text(name)}]."
            )
    return None


@cause(TypeError, r"count(?:\(\) takes (?:exactly one|at least 1)| expected at least 1) argument(?: \(0 given|, got 0)")
def name_of_a_column_counted(stop: Stop, found: re.Match) -> str | None:
    """`["company"].count()`: a list and a text have a .count of their own."""
    called = stop.node.func if isinstance(stop.node, ast.Call) else None
    owner = called.value if isinstance(called, ast.Attribute) else None
    name = owner.elts[0] if isinstance(owner, ast.List) and len(owner.elts) == 1 else owner
    table = stop.table_with(name.value) if isinstance(name, ast.Constant) else ""
    return table and (
        f"`{stop.text(owner)}` is only the name of a column. Write the table before it, as in "
        f"{table}[{stop.text(name)}].count()."
    )


@cause(TypeError, r"non-integer key")
def number_of_a_row(stop: Stop, found: re.Match) -> str | None:
    """`.iloc["0"]` or `.iloc(0)["name"]`"""
    if not isinstance(stop.node, ast.Subscript):
        return None
    if isinstance(stop.node.value, ast.Call) and stop.text(stop.node.value.func).endswith(".iloc"):
        inside = ", ".join(map(stop.text, stop.node.value.args))
        return f".iloc takes square brackets, not round ones: .iloc[{inside}]."
    inside = stop.value(stop.node.slice)
    if isinstance(inside, str) and inside.strip().isdigit():
        return f"In .iloc[…] stands the number without quotes{so(f'{stop.owner}[{inside.strip()}]')}"
    return ".iloc[…] takes the number of a row, a whole number without quotes. The first row is 0."


@cause(TypeError, r"string indices must be integers")
def table_in_quotes(stop: Stop, found: re.Match) -> str | None:
    """`"people"["age"]`"""
    owner = stop.node.value if isinstance(stop.node, ast.Subscript) else None
    if isinstance(owner, ast.Constant) and owner.value in stop.own_names:
        mended = f"{owner.value}[{stop.text(stop.node.slice)}]"
        return f"`{stop.owner}` is text, because of its quotes. The name of a table has none{so(mended)}"
    return owner and f"{stop.before} is text, not a table: no column can be picked from it."


@cause(TypeError, rf"'({'|'.join(COMMANDS)})'")
def command_without_brackets(stop: Stop, found: re.Match) -> str | None:
    command = stop.whose(*COMMANDS) or _behind_more(stop)
    if told := named_a_command(stop, command):
        return told
    inside, after = "", ""
    if isinstance(stop.node, ast.Subscript):
        inside = stop.text(stop.node.slice)
        # people.head[5] means head(5), but value_counts["customer"] means value_counts()["customer"].
        if found[1] == "method" and not _asks_for_something(_method(stop), stop.node.slice):
            inside, after = "", f"[{inside}]"
        elif isinstance(stop.node.slice, ast.Tuple):
            mended = f"{command}([{inside}])"
            return f"Round brackets stand behind `{command}`, square ones around several columns: {mended}."
    return command and f"`{command}` is a command and needs round brackets: {command}({inside}){after}."


def _behind_more(stop: Stop) -> str:
    """The command, where more than a name or a column stands before its point: `people[…].sort_values`."""
    if isinstance(stop.node, ast.Subscript):
        sides = [stop.node.value]
    else:
        sides = [stop.node.left, stop.node.right] if isinstance(stop.node, ast.BinOp) else []
    unknown = [one for one in sides if isinstance(one, ast.Attribute) and stop.value(one) is NotImplemented]
    return stop.text(unknown[0]) if len(unknown) == 1 else ""


def _method(stop: Stop) -> Callable | None:
    """The command before the square brackets. Where it is not known whose it is, that of any table serves."""
    command, word = stop.value(stop.node.value), getattr(stop.node.value, "attr", "")
    tables = (getattr(table, word, None) for _, table in stop.tables if hasattr(type(table), word))
    return next(tables, None) if command is NotImplemented else command


def _asks_for_something(command: Callable | None, given: ast.expr) -> bool:
    """Whether `given` is what `command` works with, as in .groupby("kind"): the first thing between its brackets."""
    first = next(iter(inspect.signature(command).parameters.values()), None) if command else None
    if first is None or first.name == "axis":
        return False
    if first.name == "n":
        return not (isinstance(given, ast.Constant) and isinstance(given.value, str))
    return first.default in (None, first.empty)


def named_a_command(stop: Stop, name: str) -> str | None:
    """`total = table.sum` is no error for Python; the next line that uses `total` is."""
    command = getattr(stop.names.get(name), "__name__", name)
    if command == name or not command.isidentifier():
        return None
    return (
        f"`{name}` is the command .{command} itself, not what it gives. In the line where `{name}` begins, write "
        f".{command}() with round brackets."
    )


@cause(TypeError, r"'(\w+)' object is not callable")
def called_what_is_no_command(stop: Stop, found: re.Match) -> str | None:
    call = stop.node if isinstance(stop.node, ast.Call) else None
    called = call and call.func
    typed, kind = stop.text(called), kind_named(found[1])
    if isinstance(called, ast.Name) and hasattr(builtins, typed):
        return (
            f"`{typed}` is a word of Python's own, but you made it a name of yours. Rename yours, run `del {typed}` in "
            "an empty cell, and run this cell again."
        )
    if found[1] == "DataFrame" and typed:
        column = stop.text(call.args[0]) if call.args else "…"
        return f"To pick a column or rows of a table, use square brackets: {typed}[{column}]."
    if found[1] in ("Series", "dict") and typed and len(call.args) == 1 and isinstance(call.args[0], ast.Constant):
        return f"To pick one value by its label, use square brackets: {typed}[{stop.text(call.args[0])}]."
    if found[1] == "module":
        return f"`{typed}` is a package. Write which command of it you want, after a point."
    if isinstance(called, ast.Constant | ast.BinOp):
        inside = stop.typed.removeprefix(typed).strip()
        word = call.args and isinstance(call.args[0], ast.Name | ast.Constant) and not inside.strip("()").isdigit()
        otherwise = f" If it is only a remark, take `{inside}` away." if word else ""
        return f"Between a number and a bracket stands a sign: + - * or /.{otherwise}"
    if isinstance(called, ast.Name) and typed in COURSE_WORDS:
        return (
            f"`{typed}` is a word of the course, but a cell has made it {kind}. Run the setup cell again, then this "
            "one."
        )
    if isinstance(called, ast.Name):
        return (
            f"`{typed}` is {kind}, not a command. Take the round brackets away; or, if it was a function of yours, run "
            "the cell with its def again."
        )
    return f"{tick(typed, 'What stands before the round brackets')} is {kind}, not a command. Take the brackets away."


@cause(TypeError, r"for &: '(?:float|int)\d*' and '(?:float|int)\d*'")
def and_for_plus(stop: Stop, found: re.Match) -> str | None:
    """`ssi["brand"] & ssi["people"]` for the sum of two columns."""
    sides = [stop.node.left, stop.node.right] if isinstance(stop.node, ast.BinOp) else []
    if not sides or re.search("[=!]=|[<>]", stop.bare):
        return None
    if any(re.match("bool|object", str(getattr(stop.value(one), "dtype", "object"))) for one in sides):
        return None
    left, right = map(stop.text, sides)
    return f"`&` joins answers that are True or False, and these are numbers. To add them, write {left} + {right}."


@cause(TypeError, r"for [&|]: 'str' and 'str'")
def labels_alone(stop: Stop, found: re.Match) -> str | None:
    """`"Trust" & "Buy"` for `ever["Trust"] & ever["Buy"]`."""
    sides = [stop.node.left, stop.node.right] if isinstance(stop.node, ast.BinOp) else []
    labels = {side.value for side in sides if isinstance(side, ast.Constant)}
    owners = [name for name, one in stop.own_names.items() if type(one) is dict and labels <= one.keys()]
    if not labels or not owners:
        return None
    label = stop.text(sides[0]) if isinstance(sides[0], ast.Constant) else stop.text(sides[1])
    return f"`{label}` is only a label. Write what it belongs to before it: {owners[0]}[{label}]."


@cause(TypeError, r"for &: 'str' and 'str'")
def and_between_texts(stop: Stop, found: re.Match) -> str | None:
    if not isinstance(stop.node, ast.BinOp) or re.search(r"[=!]=|[<>]", stop.bare):
        return None
    return (
        "`&` does not work with two texts. To see which words both have, turn each text into a set of words first. To "
        "join the two, write +."
    )


@cause(TypeError, r"for ([|&]):|Cannot perform 'r?(or|and)_'|'bitwise_(or|and)'")
def conditions_without_brackets(stop: Stop, found: re.Match) -> str | None:
    """`a == 1 & b == 2` first works out `1 & b`."""
    sign = found[1] or {"or": "|", "and": "&"}[found[2] or found[3]]
    return f"Around `{sign}`, each condition needs round brackets of its own: (… == …) {sign} (… == …)."


@cause(TypeError, r"NoneType")
def nothing_there(stop: Stop, found: re.Match) -> str | None:
    name = stop.whose("NoneType")
    return NONE.format(tick(name if name != "None" else "", "Something here"))


@cause(TypeError, r"'(\w+)' object (is not subscriptable|does not support item assignment)")
def nothing_to_pick_from(stop: Stop, found: re.Match) -> str | None:
    before = tick(stop.owner, "What stands before the square brackets")
    return f"{before} is {kind_named(found[1])}: there is nothing in it to pick with [ ]."


told(
    TypeError,
    r"datetime64\S* and (int|float)|'Timestamp' and '(int|float)'|'(int|float)' and 'Timestamp'",
    'A date is compared with a number. Write a date in quotes, year first: "2024-12-31". If you meant how often each '
    "date stands there, count first, with .value_counts().",
)
told(
    TypeError,
    r"datetime64\S* and str|'Timestamp' and 'str'|'str' and 'Timestamp'",
    'A date is compared with something that is no date. Write it in quotes, year first: "2024-12-31".',
)


@cause(
    TypeError,
    r"Cannot perform reduction|onvert .* to numeric|not support operation|cannot use method|agg function failed",
)
def no_numbers_in_it(stop: Stop, found: re.Match) -> str | None:
    called = stop.node.func if isinstance(stop.node, ast.Call) else None
    if not isinstance(called, ast.Attribute):
        return "This command needs numbers, but the column holds text."
    owner = stop.text(called.value)
    if type(stop.asked).__name__ == "DataFrame":
        return (
            f"`.{called.attr}()` needs numbers, but `{owner}` has columns of text. Keep the columns of numbers first, "
            f"with a list of them: {owner}[[…]].{called.attr}()."
        )
    return f"`.{called.attr}()` needs numbers, but `{owner}` holds text. To count its values write .value_counts()."


told(TypeError, r"of integers .* Datetime", "To move a date by days, write + pd.Timedelta(days=…).")
told(
    TypeError, r"with this index type", "That is a row of dates, not a number. len(…) around it says how many they are."
)
told(TypeError, r"bad operand type for unary ~", "Round brackets are missing around the condition after ~: ~(… == …).")
told(TypeError, r"bad operand type for unary -", "The minus stands before something that is no number.")
told(TypeError, r"for \^:", "A power is written with two stars: 5 ** 2.")


@cause(TypeError, r"for (\S+?)(?: or pow\(\))?: '(\w+)' and '(\w+)'")
@cause(TypeError, r"'(\S+)' not supported between instances of '(\w+)' and '(\w+)'")
@cause(TypeError, r"can only (concatenate) (\w+) \(not \"(\w+)\"\)")
@cause(TypeError, r"can't (multiply) (sequence) by non-int of type '(\w+)'")
def different_kinds(stop: Stop, found: re.Match) -> str | None:
    sign = {"concatenate": "+", "multiply": "*"}.get(found[1], found[1])
    first, second = kind_named(found[2].replace("sequence", "str")), kind_named(found[3])
    column = stop.whose("Series", "DataFrame")
    if "text" in (first, second) and (table := stop.whose("DataFrame")):
        whole = f"Python cannot calculate `{sign}` with the whole table `{table}`."
        return f"{whole} How many rows it has, says len({table})."
    if "text" in (first, second) and column and re.match("[<>]", sign):
        return (
            f"`{column}` holds text, and `{sign}` needs numbers. How long each text is, says {column}.str.len(); how "
            "often each value stands there, .value_counts()."
        )
    if "text" in (first, second) and column:
        return (
            f"Python cannot calculate `{sign}` with `{column}`, which holds text. Take a column of numbers, or count "
            "first, with .value_counts()."
        )
    if stop.asked is not None and isinstance(stop.node, ast.Call):
        return no_numbers_in_it(stop, found)
    text, number = stop.whose("str"), stop.whose(*NUMBERS)
    if {first, second} == {"text", "a number"} and sign == "+":
        return f"Text and a number cannot be joined with +. Write str({number or '…'}) to make the number text."
    if "text" in (first, second) and {first, second} <= {"text", "a number"}:
        return _text_for_a_number(stop, sign, text)
    if found[2] == found[3] == "set":
        return f"`{sign}` does not work with two sets. & keeps what is in both, | what is in either; len(…) counts."
    if {"list", "set"} & {found[2], found[3]} and isinstance(stop.node, ast.BinOp):
        mended = stop.typed
        for side in (stop.node.left, stop.node.right):
            if isinstance(side, ast.List | ast.Set) and len(side.elts) == 1:
                mended = mended.replace(stop.text(side), f"({stop.text(side.elts[0])})")
        if mended != stop.typed:
            return f"What is to be worked out first stands in round brackets, no others{so(mended)}"
    if first == second:
        return f"`{sign}` does not work with {first} on both sides."
    return f"`{sign}` does not work between {first} and {second}. Make both the same kind."


@cause(TypeError, r"^ufunc '(?:add|subtract|multiply|divide|floor_divide|power)'|^The 'out' kwarg is necessary")
def number_column_and_text(stop: Stop, found: re.Match) -> str | None:
    """`people["age"] / "100"`: numpy has words of its own for it."""
    text = stop.whose("str")
    if not text or not isinstance(stop.node, ast.BinOp):
        return None
    sign = stop.typed.removeprefix(stop.text(stop.node.left)).removesuffix(stop.text(stop.node.right)).strip()
    return _text_for_a_number(stop, sign, text)


@cause(TypeError, r"Invalid comparison between dtype=(?:int|float)\d+ and str")
def column_and_text(stop: Stop, found: re.Match) -> str | None:
    sign = re.search("[<>]=?", stop.text(stop.node) if isinstance(stop.node, ast.Compare) else "")
    return sign and _text_for_a_number(stop, sign[0], stop.whose("str"))


def _text_for_a_number(stop: Stop, sign: str, text: str) -> str:
    """`42 / "600"`: what to do depends on where the text comes from."""
    if not text or text.isidentifier():
        otherwise = f"; otherwise write float({text})" if text else ""
        return (
            f"`{sign}` needs numbers on both sides, but {tick(text, 'one')} is text. If you typed it in quotes, take "
            f"them away there{otherwise}."
        )
    if not text.startswith(("'", '"')):
        return f"`{sign}` needs numbers on both sides, but `{text}` is text. Write float({text})."
    mended = re.sub(r"([\"'])(-?\d+(?:[.,]\d+)?)\1", lambda number: number[2].replace(",", "."), stop.typed)
    # The quotes of a column's name, in its square brackets, are right.
    if re.search("[\"']", re.sub(r"\[[^\[\]]*\]", "", mended)):
        return (
            f"`{sign}` needs numbers on both sides, but `{text}` is text. Write numbers, in digits and without quotes."
        )
    return f"`{text}` is text, because of its quotes. Take them away{so(mended)}"


@cause(TypeError, r"object of type '(\w+)' has no len\(\)")
def nothing_to_count(stop: Stop, found: re.Match) -> str | None:
    typed = tick(stop.whose(found[1]))
    return f"len counts the rows of a table or the things in a list, but {typed} is {kind_named(found[1])}."


@cause(TypeError, r"type (\w+) doesn't define __round__")
def nothing_to_round(stop: Stop, found: re.Match) -> str | None:
    return f"round needs a number, but {tick(stop.whose(found[1]))} is {kind_named(found[1])}."


@cause(TypeError, r"'(\w+)'(?: object)? is not (?:a container or )?iterable")
def one_thing_for_many(stop: Stop, found: re.Match) -> str | None:
    if isinstance(stop.node, ast.Call) and stop.text(stop.node.func) == "sum":
        return f"`sum` does not add single numbers: {EXCEL['SUM']}."
    # Up to 3.12 Python names the whole loop and not what it goes through.
    loop = re.fullmatch(r"\s*for\b.+?\bin\b\s*(.+?)\s*:\s*", stop.line)
    typed = tick(stop.whose(found[1]) or (loop[1] if loop else ""))
    return f"Several things are needed here, such as a list or a column, but {typed} is {kind_named(found[1])}."


@cause(TypeError, r"cannot convert the (series) to <class '(\w+)'>")
@cause(TypeError, r"^(?=(\w+)\(\) argument must be .* not '(\w+)')")
def many_things_for_one(stop: Stop, found: re.Match) -> str | None:
    command, kind = (found[2], "Series") if found[1] == "series" else found.groups()
    typed = tick(stop.whose(kind))
    if kind in ("str", "int", "float"):
        return None
    return f"{command}(…) takes one value, but {typed} is {kind_named(kind)}. Pick one value of it first."


@cause(TypeError, r"unhashable type: '(\w+)'")
def list_for_a_label(stop: Stop, found: re.Match) -> str | None:
    typed = stop.whose(found[1])
    if isinstance(stop.node, ast.Compare):
        return write_isin(stop)
    if isinstance(stop.node, ast.Call) and typed.isidentifier():
        return f'`{typed}` is {kind_named(found[1])}. If you mean only its name, put quotes around it: "{typed}".'
    return f"One label is needed here, but this is {kind_named(found[1])}."


def write_isin(stop: Stop) -> str:
    left, right = stop.text(stop.node.left), stop.text(stop.node.comparators[0])
    return f"`in` asks about one thing. To ask for each row, write {left}.isin({right})."


@cause(TypeError, r"Series\.sort_values\(\) (?:takes|got an unexpected keyword argument 'by')")
def sorted_one_column_by_another(stop: Stop, found: re.Match) -> str | None:
    node = stop.node.func if isinstance(stop.node, ast.Call) else None
    owner = node.value if isinstance(node, ast.Attribute) else None
    column = stop.text(owner)
    if str(getattr(stop.value(owner), "dtype", "")) == "bool" and isinstance(owner, ast.Subscript):
        table = stop.text(owner.value)
        return f"`{column}` is one column. To keep the rows of the table where it is True, write {table}[{column}]."
    if isinstance(owner, ast.Name):
        return (
            f"`{column}` is one column, without a table. To sort a table by it, put it into the table as a column "
            "first; then sort the table."
        )
    return "You have picked one column already, so the others are gone. Sort the table first, then pick the column."


told(
    TypeError,
    r"Series\.drop_duplicates\(\) takes",
    "You have picked one column already, so the other columns are gone. Put .drop_duplicates(…) before the column.",
)


@cause(TypeError, r"must be called with a collection of some kind, '(\w+)' was passed")
def name_in_quotes(stop: Stop, found: re.Match) -> str | None:
    if found[1] in stop.own_names:
        return f"`{found[1]}` is a name of the notebook. Write it without quotes."
    return f'Several things are needed here, such as a list or a column, but "{found[1]}" is one text.'


@cause(TypeError, r"check\(\) (?:takes|got)")
def answer_in_the_check(stop: Stop, found: re.Match) -> str | None:
    return in_the_answer_cell(stop.line)


@cause(TypeError, r"(\w+)\(\) missing \d+ required .*?arguments?: (.*)")
def too_few_inputs(stop: Stop, found: re.Match) -> str | None:
    if found[1] in COURSE_WORDS:
        return f"Between the brackets of `{found[1]}` something is missing. Write it as in {COURSE_WORDS[found[1]]}"
    wanted = found[2].replace("'", "").replace(" and ", ", ").replace(",,", ",")
    return f"`{found[1]}` needs more between its brackets: {wanted}."


@cause(TypeError, r"\w+\.(\w+)\(\) takes ")
def command_as_filter(stop: Stop, found: re.Match) -> str | None:
    """`raw[raw["First Name"].notna]`: pandas calls what stands in the square brackets, and gives it the table."""
    bare = re.search(rf"(\S+\.{found[1]})\s*\]", stop.line)
    return bare and f"`.{found[1]}` is a command and needs round brackets: .{found[1]}()."


@cause(TypeError, r"(sort_values|drop_duplicates)\(\) takes ")
def several_columns(stop: Stop, found: re.Match) -> str | None:
    return several_columns_in_a_list(stop)


def several_columns_in_a_list(stop: Stop) -> str | None:
    """`people.sort_values("company", "category")`"""
    given = stop.node.args if isinstance(stop.node, ast.Call) else []
    if len(given) < 2 or not all(isinstance(one, ast.Name) or isinstance(stop.value(one), str) for one in given):
        return None
    mended = f"{stop.text(stop.node.func)}([{', '.join(map(stop.text, given))}])"
    return f"Several columns stand in a list, with square brackets of its own: {mended}."


@cause(TypeError, r"^sum\(\) takes at most 2")
def columns_to_add(stop: Stop, found: re.Match) -> str | None:
    given = stop.node.args if isinstance(stop.node, ast.Call) else []
    mended = " + ".join(map(stop.text, given))
    return f"`sum` adds up what is in one thing. To add several, write + between them{so(mended)}"


@cause(TypeError, r"cannot do slice indexing .* of type str")
def from_column_to_column(stop: Stop, found: re.Match) -> str | None:
    """`ssi["brand":"relationships"]`"""
    asked = stop.node.slice if isinstance(stop.node, ast.Subscript) else None
    if not isinstance(asked, ast.Slice) or not stop.table_with(stop.value(asked.lower)):
        return None
    return between_columns(*(f"{stop.owner}[{stop.text(one)}]" for one in (asked.lower, asked.upper) if one))


@cause(TypeError, r"((?:\w+\.)*)(\w+)\(\) takes .*?(\w+) (?:positional )?arguments? \(?(?:but )?(\d+)")
def wrong_number_of_inputs(stop: Stop, found: re.Match) -> str | None:
    # After a point, Python counts what stands before the point as well.
    itself = 1 if found[1] and not stop.said.endswith("given)") else 0
    most = int({"no": "0", "one": "1", "two": "2"}.get(found[3], found[3])) - itself
    got = int(found[4]) - itself
    things = "1 thing" if most == 1 else f"{most} things"
    command = getattr(getattr(sys.modules.get("pandas"), found[1].strip("."), None), found[2], None)
    inputs = inspect.signature(command).parameters.values() if command else []
    named = [one.name for one in inputs if one.kind is one.KEYWORD_ONLY]
    if named:
        example = "fill_value=0" if "fill_value" in named else f"{named[0]}=…"
        return f"`{found[2]}` takes {things} without a name. Write a name before each of the others, as in {example}."
    return f"`{found[2]}` takes {things} between its brackets, and not {got}."


@cause(TypeError, r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")
def unknown_input(stop: Stop, found: re.Match) -> str | None:
    meant = None
    with suppress(Exception):
        meant = nearest(found[2], inspect.signature(stop.value(stop.node.func)).parameters)
    ask = f": did you mean `{meant}=`?" if meant else ". Check its spelling."
    return f"`{found[1]}` knows no `{found[2]}=`{ask}"


told(
    TypeError,
    r"allowed to be passed to (?:DataFrame.)?isin",
    'isin takes a list, in square brackets: .isin(["…", "…"]).',
)


@cause(ValueError, r"Unable to coerce to Series, length must be")
def tables_of_different_length(stop: Stop, found: re.Match) -> str | None:
    if not isinstance(stop.node, ast.BinOp):
        return None
    left, right = stop.text(stop.node.left), stop.text(stop.node.right)
    sign = stop.typed.removeprefix(left).removesuffix(right).strip()
    return (
        f"`{left}` and `{right}` hold many things each and do not fit together. To calculate with how many they are, "
        f"put len(…) around both: len({left}) {sign} len({right})."
    )


told(TypeError, r"no numeric data to plot", "There is no column of numbers to draw. Pick one first.")
