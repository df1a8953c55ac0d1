"""The likely cause of a Python error, in plain English and with the learner's own words.

`report` is what a learner sees in place of a traceback: the line, the cause, the next step. Below it stands a table of
causes: for which kind of error, known by which of Python's own words, and what is said then, as a text (`told`) or by a
small function (`cause`). They are tried from top to bottom, so the more telling ones stand first.

Only the standard library is imported here: this file is loaded when a kernel starts, before any table is.
"""

import ast
import builtins
import difflib
import inspect
import keyword
import linecache
import pkgutil
import re
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import ModuleType, TracebackType

from ssl_helpers import CourseError

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
    "Index": "a row of labels",
    "ndarray": "a row of values",
    "module": "a package",
}
_COMMANDS = [kind for kind, words in _KINDS.items() if words == "a command"]
_NUMBERS = [kind for kind, words in _KINDS.items() if words == "a number"]

# What IPython and Python put among the names, and no learner means.
_NOT_MEANT = {"In", "Out", "exit", "quit", "get_ipython", "copyright", "credits", "license"}

_DOTS = "{0} still holds the three dots. Put your answer in their place and run that cell first."
_NONE = "{0} is None, that is nothing. A function without return gives None, and so does print()."
_EQUALS = "One = gives a name to a value. To ask whether two things are equal, write ==."
_BACKSLASH = "A \\ has a meaning of its own in Python. In the name of a file write / for it."
_DIGITS = "write it in digits, as in 25."

_DIGIT_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|_|-"
)

# What Excel calls a command -> what the course uses in its place.
_EXCEL = {
    "SUM": "+ adds two numbers, and .sum() behind a column adds it up",
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
_EXCEL |= {
    "COUNTA": _EXCEL["COUNT"],
    "COUNTIFS": _EXCEL["COUNTIF"],
    "SUMIFS": _EXCEL["SUMIF"],
    "XLOOKUP": _EXCEL["VLOOKUP"],
}


def report(error: BaseException, source: str = "", namespace: Mapping[str, object] | None = None) -> list[str]:
    """The lines shown instead of a traceback: the place, the cause, and Python's own words at the end."""
    lines = story(error, source, namespace)
    with suppress(Exception):
        error = _whole(error, source)
    python = _python_says(error)
    if lines[-1] != python and not isinstance(error, CourseError):
        lines += ["", f"({python})"]
    return lines


def story(error: BaseException, source: str = "", namespace: Mapping[str, object] | None = None) -> list[str]:
    """The lines that tell where it stopped and why.

    source: the learner's cell. namespace: the notebook's names, to find the one that was meant.
    """
    spots = []
    with suppress(Exception):
        error = _whole(error, source)
        spots = _spots(error, source)
    lines = [] if spots else ["Your code stopped."]
    for spot in spots:
        where = f"in your function `{spot.function}`" if lines else f"Your code stopped in line {spot.number}"
        lines += [f"{where}:", f"    {spot.line.strip()}"]
    return [*lines, cause_of(error, source, namespace)]


def cause_of(error: BaseException, source: str = "", namespace: Mapping[str, object] | None = None) -> str:
    """One or two sentences: what went wrong, and what to do. For an error that is not known, Python's own words."""
    if isinstance(error, CourseError):
        return _said(error)
    with suppress(Exception):
        stop = _stop(_whole(error, source), source, namespace or {})
        for kind, pattern, explain in _CAUSES:
            found = isinstance(stop.error, kind) and re.search(pattern, stop.said, re.DOTALL)
            # An odd object of the learner's may trip one cause; the others still have their say.
            with suppress(Exception):
                if found and (told := explain(stop, found)):
                    return told
    return _python_says(error)


def nearest(word: str, known: Iterable[object]) -> str | None:
    """The known word that `word` most likely stands for, also when æ, ø, å were typed in another way."""
    words = [one for one in known if isinstance(one, str) and one != word and one[:1] != "_" and _fold(one)]
    # `count` is not a slip for `accounts`.
    words = [one for one in words if abs(len(_fold(one)) - len(_fold(word))) <= max(2, len(word) // 4)]
    # count_values for value_counts
    swapped = [one for one in words if "_" in word and _parts(one) == _parts(word)]
    close = difflib.get_close_matches(_fold(word), {_fold(one) for one in words}, n=4, cutoff=0.75)
    alike = swapped or [one for one in words if _fold(one) in close]
    # Those that differ in æ, ø, å or capitals only are equally near: then the spelling decides.
    return max(alike, key=lambda one: (_likeness(_fold(word), _fold(one)), _likeness(word, one)), default=None)


def _likeness(word: str, other: str) -> float:
    return difflib.SequenceMatcher(None, word, other).ratio()


def in_a_function(error: BaseException) -> bool:
    """Whether it stopped inside a function of the learner's, and not in a line of the cell itself."""
    return len(_own(error)) > 1


def setup_has_run() -> bool:
    """Whether this kernel has got as far as a course notebook's setup cell."""
    return "ssl_helpers.checking" in sys.modules


def _fold(word: str) -> str:
    """What is left of a word when one looks past capitals, blanks, and the ways to write æ, ø and å."""
    plain = word.casefold().translate(str.maketrans("æøåäö", "aoaao"))
    return re.sub(r"[\s_.-]", "", plain.replace("aa", "a").replace("ae", "a").replace("oe", "o"))


def _parts(word: str) -> list[str]:
    return sorted(part.removesuffix("s") for part in word.casefold().split("_"))


# --- where it stopped -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Spot:
    """A line of the learner's in which it stopped. function: the learner's function it belongs to, or ""."""

    number: int
    line: str
    function: str = ""


@dataclass(frozen=True)
class Stop:
    """One error, as the causes look at it.

    said: Python's own sentence. line: the line that stopped. names: those known there. typed: the part of the line that
    was being worked out, "" where Python does not know. asked: the table in which pandas looked for something, or None.
    """

    error: BaseException
    said: str
    source: str
    line: str
    names: Mapping[str, object]
    typed: str = ""
    asked: object = None

    @cached_property
    def bare(self) -> str:
        """The line without its comment, and with nothing between its quotes."""
        return re.sub(r"#.*", "", re.sub(r"\"[^\"]*\"|'[^']*'", '""', self.line))

    @cached_property
    def node(self) -> ast.expr | None:
        with suppress(SyntaxError, ValueError):
            return ast.parse(f"({self.typed})", mode="eval").body
        return None

    def text(self, node: ast.AST | None) -> str:
        """A part of `node` as the learner typed it."""
        return (node and ast.get_source_segment(f"({self.typed})", node)) or ""

    @property
    def owner(self) -> str:
        """What stands before the point or the square bracket."""
        return self.text(self.node.value) if isinstance(self.node, ast.Attribute | ast.Subscript) else ""

    @property
    def before(self) -> str:
        """The same, as the beginning of a sentence."""
        return _tick(self.owner, "What stands before it")

    def value(self, node: ast.AST | None) -> object:
        """What a name, a name after a point, or a column stands for, without running anything; else NotImplemented."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.names.get(node.id, getattr(builtins, node.id, NotImplemented))
        if isinstance(node, ast.Attribute):
            return getattr(self.value(node.value), node.attr, NotImplemented)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            owner = self.value(node.value)
            return owner[node.slice.value] if type(owner).__name__ in ("DataFrame", "dict") else NotImplemented
        return NotImplemented

    def whose(self, *kinds: str) -> str:
        """The first part that is of one of these kinds, as typed: `people.head` for "method"."""
        if self.node is None:
            return ""
        if isinstance(self.node, ast.Call):
            parts = [*self.node.args, *(one.value for one in self.node.keywords)]
        else:
            parts = [*ast.iter_child_nodes(self.node), self.node]
        return next((self.text(one) for one in parts if type(self.value(one)).__name__ in kinds), "")

    @cached_property
    def own_names(self) -> dict[str, object]:
        return {name: one for name, one in self.names.items() if name[:1] != "_" and name not in _NOT_MEANT}

    @cached_property
    def tables(self) -> list[tuple[str, object]]:
        """The notebook's tables and Series with their names; those that the line speaks of come first."""
        found = [pair for pair in self.own_names.items() if type(pair[1]).__name__ in ("DataFrame", "Series")]
        return sorted(found, key=lambda pair: not re.search(rf"\b{re.escape(pair[0])}\b", self.line))

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """What each text in the notebook's tables is, and the text."""
        texts = []
        for name, table in self.tables:
            what = "a column of" if _columns(table) else "a label in"
            texts += [(f"{what} `{name}`", label) for label in _labels(table)]
            for label, column in table.items() if _columns(table) else ():
                texts += [(f'a value in the column "{label}"', value) for value in _values(column)]
        return texts


def _stop(error: BaseException, source: str, namespace: Mapping[str, object]) -> Stop:
    spots, own = _spots(error, source), _own(error)
    line = spots[-1].line if spots else ""
    if not own:
        return Stop(error, _said(error), source, line, namespace)
    frame = own[-1].tb_frame
    names = {**(namespace or frame.f_globals), **frame.f_locals}
    return Stop(error, _said(error), source, line, names, _typed(own[-1]), _asked(own[-1]))


def _spots(error: BaseException, source: str) -> list[_Spot]:
    """The line of the cell, and, when that called a function of the learner's, the line in there."""
    lines = source.splitlines()
    # IPython drops empty lines at the top before it counts.
    skipped = next((number for number, line in enumerate(lines) if line.strip()), 0)
    own = _own(error)
    if isinstance(error, SyntaxError) and not own:
        number = (error.lineno or 0) + skipped
        return [_Spot(number, lines[number - 1])] if skipped < number <= len(lines) else []
    spots = []
    for step in own:
        code = step.tb_frame.f_code
        number, line = step.tb_lineno + skipped, linecache.getline(code.co_filename, step.tb_lineno)
        if number <= len(lines) and (not line or line.startswith("get_ipython()")):
            line = lines[number - 1]
        function = "" if code.co_name.startswith("<") else code.co_name
        if line.strip() and (not spots or function):
            spots = [*spots[:1], _Spot(number, line, function)]
    return spots


def _own(error: BaseException) -> list[TracebackType]:
    """The steps of the traceback that lie in the learner's cells, from the cell down into functions."""
    return [step for step in _steps(error.__traceback__) if _is_cell(step.tb_frame.f_code.co_filename)]


def _steps(step: TracebackType | None) -> Iterator[TracebackType]:
    while step:
        yield step
        step = step.tb_next


def _is_cell(filename: str) -> bool:
    return re.search(r"[\\/]ipykernel_\d+[\\/]", filename) is not None or filename.startswith("<ipython-input")


def _typed(step: TracebackType) -> str:
    """The expression that Python was working out at this step, as the learner typed it."""
    code = step.tb_frame.f_code
    first, last, begin, end = next(islice(code.co_positions(), step.tb_lasti // 2, None), (None,) * 4)
    # Python counts bytes, and æ, ø, å are two each.
    lines = [line.encode() for line in linecache.getlines(code.co_filename)[(first or 1) - 1 : last or 0]]
    if not lines:
        return ""
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][begin:]
    return b"".join(lines).decode(errors="replace")


def _asked(step: TracebackType) -> object:
    """The table or Series in which pandas was looking, below the learner's line."""
    for inner in _steps(step.tb_next):
        mine = inner.tb_frame.f_locals
        given = mine.get("args")
        for one in (mine.get("self"), *(given[:1] if isinstance(given, tuple) else ())):
            for found in (one, getattr(one, "obj", None)):
                if type(found).__name__ in ("DataFrame", "Series"):
                    return found
    return None


def _whole(error: BaseException, source: str) -> BaseException:
    """The error that Python has for the whole cell, where IPython only says that more should follow."""
    if isinstance(error, SyntaxError) and "incomplete input" in _said(error):
        # IPython's own lines (%time, !pip) are no Python.
        python = re.sub(r"^(\s*)[%!].*$", r"\1pass", source, flags=re.MULTILINE)
        try:
            compile(textwrap.dedent(re.sub(r"\A(\s*\n)+", "", python)), "<cell>", "exec")
        except SyntaxError as complete:
            return error if complete.msg == "invalid syntax" else complete
    return error


def _said(error: BaseException) -> str:
    try:
        return (isinstance(error, SyntaxError) and error.msg) or str(error)
    except Exception:
        return ""


def _python_says(error: BaseException) -> str:
    """Python's own words on one line, without paths."""
    said = re.sub(r" \([^()]*[\\/][^()]*\)$", "", next(iter(_said(error).splitlines()), ""))
    name = type(error).__name__.lstrip("_")
    return f"{name}: {said[:200]}{' …' if len(said) > 200 else ''}" if said else name


# --- the table of causes --------------------------------------------------------------------------------------------

Explain = Callable[[Stop, re.Match], str | None]
_CAUSES: list[tuple[type[BaseException], str, Explain]] = []


def told(kind: type[BaseException], pattern: str, text: str) -> None:
    """A cause that Python's words alone tell; `text` may use the groups of `pattern` as {0}, {1}, …"""
    _CAUSES.append((kind, pattern, lambda stop, found: text.format(*found.groups())))


def cause(kind: type[BaseException], pattern: str = "") -> Callable[[Explain], Explain]:
    """A cause that takes a look around. The function gets the match of `pattern`; None says: it is not this one."""

    def enter(explain: Explain) -> Explain:
        _CAUSES.append((kind, pattern, explain))
        return explain

    return enter


def _tick(typed: str | None, otherwise: str = "this") -> str:
    return f"`{typed}`" if typed else otherwise


def _kind(python: str) -> str:
    return _KINDS.get(python) or f"a {python}"


def _reads(line: str, mode: str = "exec") -> bool:
    """Whether Python can read this line. mode "eval": as a value."""
    with suppress(SyntaxError, ValueError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bool(line.strip()) and bool(ast.parse(line.strip(), mode=mode))
    return False


def _so(mended: str) -> str:
    """The mended line as the end of a sentence, if it is short and Python can read it."""
    return f": {mended.strip()}" if len(mended.strip()) <= 70 and _reads(mended) else "."


def _open_brackets(before: str) -> bool:
    return sum(map(before.count, "[({")) > sum(map(before.count, "])}"))


# --- a name that is not known ---------------------------------------------------------------------------------------

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
    asked = re.search(rf"\b(?:check|hint|quiz)\s*\(\s*({found[1]}\.\w+)", stop.line)
    return asked and f'Put the name in quotes: "{asked[1]}".'


@cause(NameError, _UNKNOWN_NAME)
def number_in_words_or_letters(stop: Stop, found: re.Match) -> str | None:
    if found[1] in ("O", "o") and re.search(rf"[=/*(,\d+-]\s*{found[1]}\b", stop.bare):
        return f"`{found[1]}` is a letter. Where a number belongs, type the digit 0."
    if re.fullmatch(rf"(?:{_DIGIT_WORDS})+", found[1].casefold()):
        return f"The notebook does not know `{found[1]}`. If it is a number, {_DIGITS}"
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
            if _calls(stop, node.name):
                return f"{known} Here, write a value in its place."
            return f"{known} If this line belongs to it, put four blanks in front, as in all lines below its def."
    return None


def _names_inside(function: ast.FunctionDef) -> set[str]:
    inputs = {one.arg for one in function.args.args}
    return inputs | {one.id for one in ast.walk(function) if isinstance(one, ast.Name) and type(one.ctx) is ast.Store}


@cause(NameError, _UNKNOWN_NAME)
def command_of_excel(stop: Stop, found: re.Match) -> str | None:
    instead = _EXCEL.get(found[1].upper())
    # A learner's own name is nearer than Excel.
    if not instead or not _calls(stop, found[1]) or (not found[1].isupper() and nearest(found[1], stop.own_names)):
        return None
    inside = re.search(rf"\b{found[1]}\s*\(([^()]*)\)", stop.line)
    column = inside and re.fullmatch(r"\w+(?:\.\w+|\[[^\[\]]+\])", inside[1].strip())
    if column and found[1].upper().startswith("COUNT"):
        counted = _so(f"{column[0]}.value_counts()")
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
    return _no_label(stop, stop.asked, found[1], f'column "{found[1]}"')


@cause(NameError, _UNKNOWN_NAME)
def text_without_quotes(stop: Stop, found: re.Match) -> str | None:
    what = next((what for what, text in stop.texts if text == found[1]), None)
    if not what or _calls(stop, found[1]):
        return None
    return f'`{found[1]}` is {what}. Put quotes around it: "{found[1]}".'


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
    columns = [f"{name}.{column}" for name, table in stop.tables for column in _columns(table)]
    meant = nearest(word, [*stop.own_names, *_commands(), *columns])
    called = _calls(stop, word)
    if called and any(hasattr(type(table), word) for _, table in stop.tables) and _fold(meant or "") != _fold(word):
        return f"`{word}` stands after a table or column, with a point between: {called[1] or '…'}.{word}()."
    return meant and f"The notebook does not know `{word}`: did you mean `{meant}`?"


@cause(NameError, _UNKNOWN_NAME)
def misspelt_text_without_quotes(stop: Stop, found: re.Match) -> str | None:
    meant = None if _calls(stop, found[1]) else nearest(found[1], [text for _, text in stop.texts])
    return meant and f'The notebook does not know `{found[1]}`: did you mean "{meant}", with quotes around it?'


told(
    NameError,
    _UNKNOWN_NAME,
    "The notebook does not know `{0}`. If it is a text, put quotes around it. If it is a name, run the cell that makes "
    "it first; names made in another notebook, such as the lesson, must be made here again.",
)


def _calls(stop: Stop, word: str) -> re.Match | None:
    """Whether the line uses `word` as a command; the group is what stands in its brackets."""
    return re.search(rf"\b{word}\s*\(\s*([\w.]*(?:\[[^\[\]]*\])?)", stop.line)


def _commands() -> list[str]:
    """Python's own commands, such as print."""
    return [one for one in dir(builtins) if one[0].islower() and one not in _NOT_MEANT]


# --- a label that is not there --------------------------------------------------------------------------------------


@cause(KeyError, r"^\(.*,.*\)$|key of type tuple")
@cause(ValueError, r"^Cannot subset columns with a tuple")
def several_labels(stop: Stop, found: re.Match) -> str | None:
    labels = stop.text(stop.node.slice) if isinstance(stop.node, ast.Subscript) else "…"
    return f"To pick several at once, write two pairs of square brackets: [[{labels}]]."


@cause(KeyError, r"^(\d+)$|Index\(\[[\d, ]+\]")
def number_for_a_label(stop: Stop, found: re.Match) -> str | None:
    owner = _looked_in(stop)
    rows = "" if isinstance(owner, Mapping) else " To pick a row by its number, write .iloc[…]."
    return f"There is no {_label_in(stop, owner, found[1] or 'of that kind')}.{rows}"


@cause(KeyError)
def column_among_the_rows(stop: Stop, found: re.Match) -> str | None:
    word = _wanted(stop)
    if word not in _labels(_looked_in(stop)):
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
    return f"Around a question to each row, one pair of square brackets is enough{_so(mended)}"


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
    if stop.value(asked.left) in _columns(stop.value(stop.node.value)):
        return f"{words} Write the table before the column: {stop.owner}[{column}]."
    return None


@cause(KeyError)
def value_for_a_label(stop: Stop, found: re.Match) -> str | None:
    return _value_for_a_label(stop, _looked_in(stop), _wanted(stop))


@cause(KeyError)
def misspelt_label(stop: Stop, found: re.Match) -> str | None:
    owner, words = _looked_in(stop), _all_wanted(stop)
    meant = [nearest(word, _labels(owner)) for word in words]
    if len(words) > 1 and all(meant):
        asked, right = (", ".join(f'"{one}"' for one in several) for several in (words, meant))
        return f"There are no columns {asked}: did you mean {right}?"
    return _no_label(stop, owner, words[0], _label_in(stop, owner, f'"{words[0]}"'))


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
    return [one for one in words if one not in _labels(_looked_in(stop))] or words[:1]


def _label_in(stop: Stop, owner: object, label: str) -> str:
    name = next((f"`{name}`" for name, one in stop.own_names.items() if one is owner), "it")
    return f"{'column' if _columns(owner) else 'label'} {label} in {name}"


def _value_for_a_label(stop: Stop, owner: object, word: str) -> str | None:
    """`people["customer"]` asks for the people of a category as if they were a column."""
    if type(owner).__name__ == "Series" and word in _values(owner):
        return (
            f'"{word}" is a value in this column. To find its rows ask == "{word}"; to count all values write '
            ".value_counts()."
        )
    for label, column in owner.items() if _columns(owner) else ():
        if word in _values(column):
            name = next((name for name, one in stop.tables if one is owner), "table")
            return (
                f'"{word}" is a value in the column "{label}", not a column. To pick its rows write '
                f'{name}[{name}["{label}"] == "{word}"].'
            )
    return None


def _no_label(stop: Stop, owner: object, word: str, what: str) -> str:
    labels = _labels(owner)
    meant = nearest(word, labels or [label for _, table in stop.tables for label in _labels(table)])
    if meant:
        return f'There is no {what}: did you mean "{meant}"?'
    other = next((name for name, table in stop.tables if word in _columns(table)), None)
    if other:
        return f"There is no {what}, but `{other}` has that column."
    if 0 < len(labels) <= 12:
        return f"There is no {what}. There are: {', '.join(map(str, labels))}."
    return f"There is no {what}. Look at what there is with .columns or .index."


def _columns(table: object) -> list[str]:
    return [one for one in getattr(table, "columns", []) if isinstance(one, str)]


def _labels(owner: object) -> list[object]:
    """What may stand in square brackets after `owner`: columns, the labels of a Series, the keys of a dict."""
    if isinstance(owner, Mapping):
        return list(owner)
    return list(getattr(owner, "columns", getattr(owner, "index", [])))[:1000]


def _values(column: object) -> list[str]:
    """The different texts in a column that has few, such as categories."""
    if not re.match("object|str|category", str(column.dtype)):
        return []
    values = column.unique()
    return [one for one in values if isinstance(one, str)] if len(values) <= 50 else []


# --- something after a point ----------------------------------------------------------------------------------------

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
    text = {type(None): _NONE, type(...): _DOTS}.get(type(stop.error.obj))
    return text and text.format(stop.before)


@cause(AttributeError, r"'(method|function|builtin_function_or_method)' object has no")
def command_before_the_point(stop: Stop, found: re.Match) -> str | None:
    if told := _named_a_command(stop, stop.owner):
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
    meant = nearest(found[1], _labels(stop.error.obj))
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
    return _value_for_a_label(stop, stop.error.obj, found[1])


@cause(AttributeError, _NOT_AFTER_POINT)
def misspelt_after_the_point(stop: Stop, found: re.Match) -> str | None:
    meant = nearest(found[1], dir(stop.error.obj))
    return meant and f"{stop.before} has no `.{found[1]}`: did you mean `.{meant}`?"


@cause(AttributeError, r"'DataFrame' object has no attribute '(\w+)'")
def unknown_column(stop: Stop, found: re.Match) -> str | None:
    if _calls(stop, found[1]):
        return None
    return _no_label(stop, stop.error.obj, found[1], f'column "{found[1]}" in {stop.before}')


@cause(AttributeError, r"'(set|list)' object has no attribute '(?:add|append)'")
def other_word_for_putting_in(stop: Stop, found: re.Match) -> str:
    way = "add" if found[1] == "set" else "append"
    return f"{stop.before} is a {found[1]}: one more thing goes in with {stop.owner}.{way}(…)."


@cause(AttributeError, r"'(\w+)' object has no attribute '(\w+)'")
def no_table_any_more(stop: Stop, found: re.Match) -> str | None:
    """`people = 5`, and later `people.category`."""
    kind, word = found.groups()
    others = [table for _, table in stop.tables if table is not stop.error.obj]
    if not stop.owner.isidentifier() or not any(word in _columns(one) or hasattr(type(one), word) for one in others):
        return None
    return (
        f"`.{word}` belongs to a table or a column, but {stop.before} is {_kind(kind)}. If it was a course table, run "
        "the setup cell again."
    )


@cause(AttributeError, r"'(?:str|list)' object has no attribute '(\w+)'")
def column_without_its_table(stop: Stop, found: re.Match) -> str | None:
    """`"First Name".notna()` or `["First Name"].notna()` for `raw["First Name"].notna()`."""
    column = stop.owner.strip("[] ")
    table = next((name for name, one in stop.tables if column.strip("\"'") in _columns(one)), None)
    if not table or not column.startswith(("'", '"')):
        return None
    return f"{stop.before} is only the name of a column. Write the table before it: {table}[{column}].{found[1]}."


@cause(AttributeError, _NOT_AFTER_POINT)
def unknown_after_the_point(stop: Stop, found: re.Match) -> str | None:
    return f"{stop.before} is {_kind(type(stop.error.obj).__name__)} and has no `.{found[1]}`. Check the spelling."


# --- things of the wrong kind ---------------------------------------------------------------------------------------


@cause(TypeError, r"\b[eE]llipsis\b")
def dots_still_there(stop: Stop, found: re.Match) -> str | None:
    return _DOTS.format(_tick(stop.whose("ellipsis"), "Something here"))


def _two_numbers(pair: str) -> str | None:
    """What is said of two whole numbers with a comma or semicolon between them, where one number belongs."""
    numbers = re.fullmatch(r"\(?\s*(\d+)\s*[,;]\s*(\d+)\s*\)?", pair)
    return numbers and (
        f"`{pair}` is two numbers. To add them, write {numbers[1]} + {numbers[2]}. A decimal has a point: "
        f"{numbers[1]}.{numbers[2]}."
    )


@cause(TypeError, r"\btuple\b")
def two_numbers_in_brackets(stop: Stop, found: re.Match) -> str | None:
    sides = [stop.node.left, stop.node.right] if isinstance(stop.node, ast.BinOp) else []
    return next((_two_numbers(stop.text(side)) for side in sides if isinstance(side, ast.Tuple)), None)


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


@cause(TypeError, rf"'({'|'.join(_COMMANDS)})'")
def command_without_brackets(stop: Stop, found: re.Match) -> str | None:
    command = stop.whose(*_COMMANDS)
    if told := _named_a_command(stop, command):
        return told
    inside, after = "", ""
    if isinstance(stop.node, ast.Subscript):
        inside = stop.text(stop.node.slice)
        # people.head[5] means head(5), but value_counts["customer"] means value_counts()["customer"].
        if found[1] == "method" and not _asks_for_something(stop.value(stop.node.value)):
            inside, after = "", f"[{inside}]"
    return command and f"`{command}` is a command and needs round brackets: {command}({inside}){after}."


def _asks_for_something(command: Callable) -> bool:
    """Whether what stands first between the brackets of `command` is a thing to work with, as in .groupby("kind")."""
    first = next(iter(inspect.signature(command).parameters.values()), None)
    return first is not None and (first.name == "n" or first.name != "axis" and first.default in (None, first.empty))


def _named_a_command(stop: Stop, name: str) -> str | None:
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
    typed, kind = stop.text(called), _kind(found[1])
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
    if isinstance(called, ast.Name):
        return (
            f"`{typed}` is {kind}, not a command. Take the round brackets away; or, if it was a function of yours, run "
            "the cell with its def again."
        )
    return f"{_tick(typed, 'What stands before the round brackets')} is {kind}, not a command. Take the brackets away."


@cause(TypeError, r"for ([|&]):|Cannot perform 'r?(or|and)_'|'bitwise_(or|and)'")
def conditions_without_brackets(stop: Stop, found: re.Match) -> str | None:
    """`a == 1 & b == 2` first works out `1 & b`."""
    sign = found[1] or {"or": "|", "and": "&"}[found[2] or found[3]]
    return f"Around `{sign}`, each condition needs round brackets of its own: (… == …) {sign} (… == …)."


@cause(TypeError, r"NoneType")
def nothing_there(stop: Stop, found: re.Match) -> str | None:
    name = stop.whose("NoneType")
    return _NONE.format(_tick(name if name != "None" else "", "Something here"))


@cause(TypeError, r"'(\w+)' object (is not subscriptable|does not support item assignment)")
def nothing_to_pick_from(stop: Stop, found: re.Match) -> str | None:
    before = _tick(stop.owner, "What stands before the square brackets")
    return f"{before} is {_kind(found[1])}: there is nothing in it to pick with [ ]."


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
        return f"`.{called.attr}()` needs numbers, but `{owner}` has columns of text. Pick a column of numbers first."
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
    first, second = _kind(found[2].replace("sequence", "str")), _kind(found[3])
    column = stop.whose("Series", "DataFrame")
    if "text" in (first, second) and column:
        return (
            f"Python cannot calculate `{sign}` with `{column}`, which holds text. Take a column of numbers, or count "
            "first, with .value_counts()."
        )
    if stop.asked is not None and isinstance(stop.node, ast.Call):
        return no_numbers_in_it(stop, found)
    text, number = stop.whose("str"), stop.whose(*_NUMBERS)
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
            return f"What is to be worked out first stands in round brackets, no others{_so(mended)}"
    if first == second:
        return f"`{sign}` does not work with {first} on both sides."
    return f"`{sign}` does not work between {first} and {second}. Make both the same kind."


def _text_for_a_number(stop: Stop, sign: str, text: str) -> str:
    """`42 / "600"`: what to do depends on where the text comes from."""
    if not text or text.isidentifier():
        otherwise = f"; otherwise write float({text})" if text else ""
        return (
            f"`{sign}` needs numbers on both sides, but {_tick(text, 'one')} is text. If you typed it in quotes, take "
            f"them away there{otherwise}."
        )
    if not text.startswith(("'", '"')):
        return f"`{sign}` needs numbers on both sides, but `{text}` is text. Write float({text})."
    mended = re.sub(r"([\"'])(-?\d+(?:[.,]\d+)?)\1", lambda number: number[2].replace(",", "."), stop.typed)
    if mended.count('"') or mended.count("'"):
        return (
            f"`{sign}` needs numbers on both sides, but `{text}` is text. Write numbers, in digits and without quotes."
        )
    return f"`{text}` is text, because of its quotes. Take them away{_so(mended)}"


@cause(TypeError, r"object of type '(\w+)' has no len\(\)")
def nothing_to_count(stop: Stop, found: re.Match) -> str | None:
    typed = _tick(stop.whose(found[1]))
    return f"len counts the rows of a table or the things in a list, but {typed} is {_kind(found[1])}."


@cause(TypeError, r"type (\w+) doesn't define __round__")
def nothing_to_round(stop: Stop, found: re.Match) -> str | None:
    return f"round needs a number, but {_tick(stop.whose(found[1]))} is {_kind(found[1])}."


@cause(TypeError, r"'(\w+)'(?: object)? is not (?:a container or )?iterable")
def one_thing_for_many(stop: Stop, found: re.Match) -> str | None:
    if isinstance(stop.node, ast.Call) and stop.text(stop.node.func) == "sum":
        return f"`sum` does not add single numbers: {_EXCEL['SUM']}."
    typed = _tick(stop.whose(found[1]))
    return f"Several things are needed here, such as a list or a column, but {typed} is {_kind(found[1])}."


@cause(TypeError, r"cannot convert the (series) to <class '(\w+)'>")
@cause(TypeError, r"^(?=(\w+)\(\) argument must be .* not '(\w+)')")
def many_things_for_one(stop: Stop, found: re.Match) -> str | None:
    command, kind = (found[2], "Series") if found[1] == "series" else found.groups()
    typed = _tick(stop.whose(kind))
    if kind in ("str", "int", "float"):
        return None
    return f"{command}(…) takes one value, but {typed} is {_kind(kind)}. Pick one value of it first."


@cause(TypeError, r"unhashable type: '(\w+)'")
def list_for_a_label(stop: Stop, found: re.Match) -> str | None:
    typed = stop.whose(found[1])
    if isinstance(stop.node, ast.Compare):
        return _isin(stop)
    if isinstance(stop.node, ast.Call) and typed.isidentifier():
        return f'`{typed}` is {_kind(found[1])}. If you mean only its name, put quotes around it: "{typed}".'
    return f"One label is needed here, but this is {_kind(found[1])}."


def _isin(stop: Stop) -> str:
    left, right = stop.text(stop.node.left), stop.text(stop.node.comparators[0])
    return f"`in` asks about one thing. To ask for each row, write {left}.isin({right})."


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
    return _in_the_answer_cell(stop.line)


@cause(TypeError, r"(\w+)\(\) missing \d+ required .*?arguments?: (.*)")
def too_few_inputs(stop: Stop, found: re.Match) -> str | None:
    wanted = found[2].replace("'", "").replace(" and ", ", ").replace(",,", ",")
    return f"`{found[1]}` needs more between its brackets: {wanted}."


@cause(TypeError, r"\w+\.(\w+)\(\) takes ")
def command_as_filter(stop: Stop, found: re.Match) -> str | None:
    """`raw[raw["First Name"].notna]`: pandas calls what stands in the square brackets, and gives it the table."""
    bare = re.search(rf"(\S+\.{found[1]})\s*\]", stop.line)
    return bare and f"`.{found[1]}` is a command and needs round brackets: .{found[1]}()."


@cause(TypeError, r"((?:\w+\.)*)(\w+)\(\) takes .*?(\w+) (?:positional )?arguments? \(?(?:but )?(\d+)")
def wrong_number_of_inputs(stop: Stop, found: re.Match) -> str | None:
    # After a point, Python counts what stands before the point as well.
    itself = 1 if found[1] else 0
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


# --- values that do not fit -----------------------------------------------------------------------------------------

told(UnicodeError, "", "The file is not written in UTF-8. Save it again as UTF-8 (in Excel: CSV UTF-8).")


@cause(ValueError, r"truth value of a")
def one_answer_for_many_rows(stop: Stop, found: re.Match) -> str | None:
    if isinstance(stop.node, ast.Compare) and isinstance(stop.node.ops[0], ast.In | ast.NotIn):
        return _isin(stop)
    if isinstance(stop.node, ast.Compare) and (sign := re.search("[&|]", stop.text(stop.node))):
        return f"Around `{sign[0]}`, each condition needs round brackets of its own: (… == …) {sign[0]} (… == …)."
    word = re.search(r"\b(and|or|not|if|while)\b", stop.bare)
    sign = {"and": "&", "or": "|", "not": "~"}.get(word[1]) if word else None
    told = f"{_tick(word and word[1], 'Python')} needs one True or False here, but a column has many."
    if sign:
        example = "~(… == …)" if sign == "~" else f"(… == …) {sign} (… == …)"
        return f"{told} Write `{sign}` instead, and round brackets around each condition: {example}."
    return f"{told} To pick rows, put the condition in square brackets: people[…]."


@cause(ValueError, r"could not convert string to (float): '?(.*?)'?$")
@cause(ValueError, r"invalid literal for (int)\(\).*?: '(.*)'")
def no_number(stop: Stop, found: re.Match) -> str | None:
    command, text = found.groups()
    plain = re.sub(r"\s", "", text).replace(",", ".")
    if not plain:
        return "An empty text cannot be read as a number. Look for missing values."
    if re.fullmatch(r"-?[\d.]+%", plain):
        return f'Python cannot read "{text}" as a number. Write the proportion, {_from_percent(plain[:-1])}.'
    if re.fullmatch(r"-?\d+\.\d+", plain):
        if command == "int":
            return f'int reads whole numbers only, and "{text}" is none. Write float("{plain}").'
        return f'Python cannot read "{text}" as a number. Decimals have a point, not a comma: {plain}.'
    return f'Python cannot read "{text}" as a number.'


def _from_percent(digits: str) -> str:
    return f"{float(digits.replace(',', '.')) / 100:g}"


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
told(
    ValueError,
    r"Length of values \((\d+)\) does not match length of index \((\d+)\)",
    "The new column has {0} values, but the table has {1} rows.",
)
told(ValueError, r"convert (float )?(NaN|NA) to integer", "A value is missing (NaN). Take the rows without it first.")
told(
    ValueError,
    r"[Cc]annot mask with non-boolean array containing NA",
    "Some rows have no value, so the condition has no answer there. Write na=False into the brackets of the command.",
)
told(ValueError, r"cannot assign without a target", _EQUALS)
told(
    ValueError,
    r"Error tokenizing data",
    "The lines of the file have different lengths. The tables of the course are read with load(…); for a file from "
    'Excel write sep=";" into the brackets.',
)
told(ValueError, r"empty sequence|argument is empty", "There is nothing in it: the list or column is empty.")


@cause(ValueError, r"level name \w+ is not the name of the index")
def several_columns_to_group_by(stop: Stop, found: re.Match) -> str | None:
    columns = ", ".join(map(stop.text, stop.node.args)) if isinstance(stop.node, ast.Call) else "…"
    return f"Several columns stand in a list, with square brackets of its own, as in .groupby([{columns}])."


@cause(IndexError, r"Column\(s\) .* already selected")
def nothing_calculated_yet(stop: Stop, found: re.Match) -> str | None:
    groups = _tick(stop.owner, "What stands before the square brackets")
    return (
        f"{groups} is a table in groups, and nothing is calculated yet. Put .sum() at the end of the line that makes "
        "the groups."
    )


told(
    Exception,
    r"Unalignable boolean Series",
    "The condition in the square brackets asks about another table. Ask about the one before the brackets.",
)


# --- what Python cannot read ----------------------------------------------------------------------------------------

_QUOTES = "“”„‟«»‹›‘’‚‛′″´`"
_WRITTEN = {"×": "*", "÷": "/", "½": "0.5", "¼": "0.25", "¾": "0.75", "²": "** 2", "≤": "<=", "≥": ">=", "≠": "!="}
_SIGNS = {"=>": ">=", "=<": "<=", "<>": "!=", "&&": "&", "||": "|", "= =": "==", "===": "==", "=!": "!=", "! =": "!="}


@cause(IndentationError, r"expected an indented block after .* on line (\d+)")
def block_not_set_in(stop: Stop, found: re.Match) -> str | None:
    head = stop.source.lstrip("\n").splitlines()[int(found[1]) - 1].strip()
    return f"The lines that belong to `{head}` stand below it, with four blanks in front."


told(TabError, "", "The blanks in front of this line are mixed with tabs. Delete them and type blanks.")


@cause(IndentationError, "unexpected")
def blanks_before_the_first_line(stop: Stop, found: re.Match) -> str | None:
    above = stop.source.partition(stop.line)[0].splitlines()
    first = all(line.lstrip()[:1] in ("", "#") for line in above)
    return f"Take the blanks in front of this line away{_so(stop.line)}" if first else None


told(
    IndentationError,
    "unexpected",
    "This line has too many blanks in front. Begin it where the line above begins; the first line has none in front.",
)
told(
    IndentationError, "", "This line begins where no line above begins. Give it the blanks of the line it belongs with."
)


def _in_the_answer_cell(line: str) -> str | None:
    asked = re.match(r"""\s*(?:check|hint)\s*\(\s*["']?(?:[\w]+\.)?([^\W\d]\w*)?""", line)
    value = asked and re.search(r"([\d.,]+)\W*$", line)
    return asked and (
        f"This line only asks. Your answer belongs in the answer cell above it, as in {asked[1] or 'name'} = "
        f"{value[1] if value else '…'}"
    )


@cause(SyntaxError)
def answer_behind_the_check(stop: Stop, found: re.Match) -> str | None:
    return _in_the_answer_cell(stop.line) if re.match(r"\s*check\s*\([^()]*\)\s*[=\w]", stop.line) else None


@cause(SyntaxError)
def dots_left_in(stop: Stop, found: re.Match) -> str | None:
    if "..." not in stop.bare:
        return None
    if re.match(r"\s*\.\.\.\s*=(?!=)", stop.bare):
        return "The three dots stand where a name belongs. Write the name that the task asks for in their place."
    mended = re.sub(r"\.\.\.\s*(=\s*)?", "", stop.line, count=1)
    return f"The three dots are still there. Take them away{_so(mended)}"


@cause(SyntaxError)
def dots_left_over(stop: Stop, found: re.Match) -> str | None:
    """Two of the three, or three with blanks between them."""
    name, value = re.fullmatch(r"(\s*\w+\s*=(?!=)\s*)?(.*)", re.sub("#.*", "", stop.line)).groups("")
    plain = re.sub(r"^(\.\s*){2,}|(\s*\.){2,}\s*$", "", value)
    return f"Dots are left over. Take them away: {name}{plain}" if plain != value and _reads(plain, "eval") else None


@cause(SyntaxError)
def answer_behind_a_hash(stop: Stop, found: re.Match) -> str | None:
    hidden = re.fullmatch(r"(\s*\w+\s*=\s*)#+\s*(\S.*)", stop.line)
    if not hidden:
        return None
    mended = hidden[1] + hidden[2]
    what = f"Take the # away{_so(mended)}" if _reads(mended) else "Write the answer before it."
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
        return f"`{word}` is a word, not a number. Write the number alone{_so(mended)}"
    return None


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
    if name and any(re.fullmatch(rf"(?:{_DIGIT_WORDS})+", word.casefold()) for word in words):
        return f"Python reads no numbers in words. If it is a number, {_DIGITS}"
    if name and re.fullmatch(r"\d+(\.\d+)?", words[-1]):
        return f"Write the number alone{_so(f'{name} = {words[-1]}')}"
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
def equals_sign_as_in_excel(stop: Stop, found: re.Match) -> str | None:
    if twice := re.fullmatch(r"\s*([^\W\d]\w*)\s*=\s+=\s*([^=].*)", stop.line):
        return f"One = is enough{_so(f'{twice[1]} = {twice[2]}')}"
    value = re.fullmatch(r"\s*=+\s*([^=].*)", stop.line)
    return value and (
        "In Excel a line begins with =, in Python it does not. Write a name before it, as in "
        f"name = {value[1].strip()}, or take the = away."
    )


@cause(SyntaxError)
def semicolon_as_in_excel(stop: Stop, found: re.Match) -> str | None:
    where = stop.bare.find(";")
    if where < 0 or not _open_brackets(stop.bare[:where]):
        return None
    pair = re.search(r"(?<=[-+*/=])\s*(\([^()]*;[^()]*\))", stop.bare)
    if told := pair and _two_numbers(pair[1]):
        return told
    return "Between the things in brackets Excel has ; and Python has a comma. Write , for it."


@cause(SyntaxError)
def two_values_in_one_line(stop: Stop, found: re.Match) -> str | None:
    value = re.fullmatch(r"\s*[\w.\[\]\"]+\s*=(?!=)\s*(.+?)(?:\s*,\s*|\s+)[^\W\d][\w.\[\]\"]*\s*=(?!=).*", stop.bare)
    if not value or not _reads(value[1], "eval"):
        return None
    return "There is one = in each line, and one answer in each answer cell. Write the second in a line of its own."


@cause(SyntaxError)
def blank_in_the_name_of_an_input(stop: Stop, found: re.Match) -> str | None:
    name = re.search(r"[(,]\s*([^\W\d]\w*) +([^\W\d]\w*)\s*=(?!=)", stop.bare)
    if not name or keyword.iskeyword(name[1]) or name[1] in stop.own_names:
        return None
    return f"A name has no blank in it. Use an underscore: {name[1]}_{name[2]}."


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


told(SyntaxError, r"unicodeescape|line continuation", _BACKSLASH)
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
        return _EQUALS
    name, value = (part.strip() for part in stop.line.split("=", 1))
    if re.fullmatch(r"""(["'])[^\W\d]\w*\1""", name):
        return f"A name has no quotes around it{_so(f'{name[1:-1]} = {value}')}"
    if name.isidentifier() and "=" in value:
        return "One = is enough: Python calculates by itself. Stop before the second one."
    if re.fullmatch(r"[^\W\d]\w*(\s*-\s*\w+)+", name):
        return "A name has no hyphen. Use an underscore: " + re.sub(r"\s*-\s*", "_", name) + "."
    turned = f": {value} = {name}" if value.isidentifier() else ""
    return f"To the left of = stands a name, to the right its value. Turn them round{turned}."


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
    if sign and (not number or stop.bare[: number.start()].rstrip().endswith("/")):
        return "Python knows no percent sign. Take it away: what you divide is a proportion, from 0 to 1, already."
    if not number:
        return None
    typed, value = number[1].replace(",", "."), float(number[1].replace(",", "."))
    told = f"`{number[0]}`: Python knows no percent sign."
    if 1 <= value <= 100:
        return f"{told} Write the proportion, {_from_percent(typed)}."
    return f"{told} If you mean {typed}, take the % away. If you mean percent, write {_from_percent(typed)}."


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
    if not two or _open_brackets(stop.bare[: two.start()]):
        return None
    return "Two numbers stand here. Keep the one that the task asks for, or write a sign such as / between them."


@cause(SyntaxError, r"invalid syntax|illegal target")
def colon_for_a_division(stop: Stop, found: re.Match) -> str | None:
    """In the Nordic countries `:` is the sign for it."""
    value = re.sub(r"^\s*\w+\s*=(?!=)", "", stop.line)
    for sign in re.finditer(":", value):
        part, whole = value[: sign.start()].strip(), value[sign.end() :].strip()
        if _reads(part, "eval") and _reads(whole, "eval"):
            return f"To divide, Python uses the sign /. Write {part} / {whole}."
    return None


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
        so = f" To {to_do}, write {two[1]} {sign} {two[3]}." if sign else ""
        return f"Between two numbers stands a sign, + - * or /, not a word.{so}"
    for number, word in re.findall(r"(?<![\w.\"])(\d[\d.]*) +([^\W\d]\w*)", stop.bare):
        if not keyword.iskeyword(word):
            return f"`{number} {word}`: after a number stands a sign such as /, or nothing. Take `{word}` away."
    return None


@cause(SyntaxError, r"invalid syntax")
def sign_at_the_end(stop: Stop, found: re.Match) -> str | None:
    line = re.sub("#.*", "", stop.line)
    end = re.search(r"(?:(?<=[\w)\]\"'])|(?<=\d\.))\s*([?!:;]|(?<=[\d ])\.)\s*$", line)
    if not end or keyword.iskeyword((stop.line.split() or [""])[0]) or not _reads(line[: end.start()]):
        return None
    return f"Take the `{end[1]}` at the end away{_so(line[: end.start()])}"


@cause(SyntaxError, r"invalid syntax|forgot a comma")
def point_missing(stop: Stop, found: re.Match) -> str | None:
    gap = re.search(r"(?<=[)\]])\s*(?=([^\W\d]\w*)\s*\()", stop.line)
    if not gap or not any(hasattr(type(table), gap[1]) for _, table in stop.tables):
        return None
    return f"A point is missing before `{gap[1]}`{_so(f'{stop.line[: gap.start()]}.{stop.line[gap.end() :]}')}"


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
        return f"Python writes elif for else if{_so(re.sub(r'else +if', 'elif', stop.line))}"
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
        for column in _columns(table):
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
    if not typed:
        return "This line ends too early. Look what is missing at its end."
    return f"Python cannot read this line from `{typed}` on. Look just before it for a missing comma, bracket or sign."


# --- packages, files and the rest -----------------------------------------------------------------------------------

_PACKAGES = ["pandas", "numpy", "matplotlib", "ssl_helpers", "datetime", "math", "random", "re", "statistics"]


@cause(ModuleNotFoundError)
def unknown_package(stop: Stop, found: re.Match) -> str | None:
    package, _, word = (stop.error.name or "").rpartition(".")
    if package in sys.modules:
        return _not_in(package, word)
    meant = nearest(word, _PACKAGES)
    if meant:
        return f"There is no package called `{word}`: did you mean `{meant}`?"
    return f"There is no package called `{stop.error.name}` here. The course works without it: take this line away."


@cause(ImportError, r"cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'")
def not_in_package(stop: Stop, found: re.Match) -> str | None:
    return _not_in(found[2], found[1])


def _not_in(package: str, word: str) -> str:
    module = sys.modules.get(package)
    rooms = [one.name for one in pkgutil.iter_modules(getattr(module, "__path__", []))]
    meant = nearest(word, [*rooms, *dir(module)])
    ask = f": did you mean `{meant}`?" if meant else ". Check its spelling in the import line."
    return f"There is no `{word}` in `{package}`{ask}"


@cause(FileNotFoundError)
def no_such_file(stop: Stop, found: re.Match) -> str | None:
    name = str(stop.error.filename)
    if re.search(r"[\x00-\x1f]", name):
        return _BACKSLASH
    tables = []
    with suppress(Exception):
        tables = [file.stem for file in sys.modules["ssl_helpers.data"].datasets_folder().glob("*.csv")]
    meant = nearest(re.split(r"[\\/]", name)[-1].removesuffix(".csv"), tables) or "accounts"
    return f'There is no file "{name}" here. The tables of the course are read with load("{meant}").'


@cause(IndexError, r"out of (range|bounds)|out-of-bounds")
def too_far(stop: Stop, found: re.Match) -> str | None:
    owner = stop.asked
    if owner is None and isinstance(stop.node, ast.Subscript):
        owner = stop.value(stop.node.value)
    if hasattr(owner, "__len__") and not len(owner):
        return "It is empty: there is nothing at any place. Treat that case first, with if."
    size = len(owner) if hasattr(owner, "__len__") else 0
    last = f"there are {size}, and the last has number {size - 1}" if size else "the last of 5 has number 4"
    return f"The number in square brackets is too high: {last}, because Python counts from 0."


@cause(ZeroDivisionError)
def divided_by_zero(stop: Stop, found: re.Match) -> str | None:
    divisor = stop.text(stop.node.right) if isinstance(stop.node, ast.BinOp) else ""
    zero = (
        "" if divisor.isdigit() else f", and {_tick(divisor, 'what stands after the /')} is 0. Look where it comes from"
    )
    return f"Nothing can be divided by 0{zero}."


told(PermissionError, "", "The file cannot be opened. Is it open in Excel? Close it there and run this cell again.")
told(IsADirectoryError, "", "This is the name of a folder. Write the name of the file in it as well.")
told(OSError, r"non-existent directory: (.*)", "There is no folder {0}. Write the name of the file alone.")
told(OSError, r"Invalid argument", _BACKSLASH)
told(RecursionError, "", "The function calls itself without end.")
told(KeyboardInterrupt, "", "This cell was stopped before it was done.")
told(SystemExit, "", "exit() ends a program. A notebook needs no end: take this line away.")
told(
    NotImplementedError, r"input", "Nobody can type an answer to input(…) here. Write the value into the cell instead."
)
