"""Where it stopped, and what was known there: one error as the causes look at it."""

import ast
import builtins
import linecache
import re
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from types import TracebackType
from typing import NamedTuple

from ssl_helpers.kernel.causes.words import tick

# What IPython and Python put among the names, and no learner means.
NOT_MEANT = {"In", "Out", "exit", "quit", "get_ipython", "copyright", "credits", "license"}


class _Spot(NamedTuple):
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
        return tick(self.owner, "What stands before it")

    @property
    def parts(self) -> list[ast.AST]:
        """All the parts of what was being worked out, the whole of it first."""
        return list(ast.walk(self.node)) if self.node else []

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
        return {name: one for name, one in self.names.items() if name[:1] != "_" and name not in NOT_MEANT}

    @cached_property
    def tables(self) -> list[tuple[str, object]]:
        """The notebook's tables and Series with their names; those that the line speaks of come first."""
        found = [pair for pair in self.own_names.items() if type(pair[1]).__name__ in ("DataFrame", "Series")]
        return sorted(found, key=lambda pair: not re.search(rf"\b{re.escape(pair[0])}\b", self.line))

    def table_with(self, column: object) -> str:
        """The name of the table that has this column, the first that the line speaks of; "" if there is none."""
        return next((name for name, one in self.tables if column in columns_of(one)), "")

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """What each text in the notebook's tables is, and the text."""
        texts = []
        for name, table in self.tables:
            what = "a column of" if columns_of(table) else "a label in"
            texts += [(f"{what} `{name}`", label) for label in labels_of(table)]
            for label, column in table.items() if columns_of(table) else ():
                texts += [(f'a value in the column "{label}"', value) for value in values_of(column)]
        return texts

    def calls(self, word: str) -> re.Match | None:
        """Whether the line uses `word` as a command; the group is what stands in its brackets."""
        return re.search(rf"\b{word}\s*\(\s*([\w.]*(?:\[[^\[\]]*\])?)", self.line)


def stop_of(error: BaseException, source: str, namespace: Mapping[str, object]) -> Stop:
    spots, own = spots_of(error, source), _own(error)
    line = spots[-1].line if spots else ""
    if not own:
        return Stop(error, said_by(error), source, line, namespace)
    frame = own[-1].tb_frame
    names = {**(namespace or frame.f_globals), **frame.f_locals}
    return Stop(error, said_by(error), source, line, names, _typed(own[-1]), _asked(own[-1]))


def spots_of(error: BaseException, source: str) -> list[_Spot]:
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


def in_a_function(error: BaseException) -> bool:
    """Whether it stopped inside a function of the learner's, and not in a line of the cell itself."""
    return len(_own(error)) > 1


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


def whole(error: BaseException, source: str) -> BaseException:
    """The error that Python has for the whole cell, where IPython only says that more should follow."""
    if isinstance(error, SyntaxError) and "incomplete input" in said_by(error):
        # IPython's own lines (%time, !pip) are no Python.
        python = re.sub(r"^(\s*)[%!].*$", r"\1pass", source, flags=re.MULTILINE)
        try:
            compile(textwrap.dedent(re.sub(r"\A(\s*\n)+", "", python)), "<cell>", "exec")
        except SyntaxError as complete:
            return error if complete.msg == "invalid syntax" else complete
    return error


def said_by(error: BaseException) -> str:
    try:
        return (isinstance(error, SyntaxError) and error.msg) or str(error)
    except Exception:
        return ""


def python_says(error: BaseException) -> str:
    """Python's own words on one line, without paths."""
    said = re.sub(r" \([^()]*[\\/][^()]*\)$", "", next(iter(said_by(error).splitlines()), ""))
    name = type(error).__name__.lstrip("_")
    return f"{name}: {said[:200]}{' …' if len(said) > 200 else ''}" if said else name


def columns_of(table: object) -> list[str]:
    return [one for one in getattr(table, "columns", []) if isinstance(one, str)]


def labels_of(owner: object) -> list[object]:
    """What may stand in square brackets after `owner`: columns, the labels of a Series, the keys of a dict."""
    if isinstance(owner, Mapping):
        return list(owner)
    return list(getattr(owner, "columns", getattr(owner, "index", [])))[:1000]


def values_of(column: object) -> list[str]:
    """The different texts in a column that has few, such as categories."""
    if not re.match("object|str|category", str(column.dtype)):
        return []
    values = column.unique()
    return [one for one in values if isinstance(one, str)] if len(values) <= 50 else []
