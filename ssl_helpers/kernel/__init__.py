"""What watches a notebook's kernel: which cell made which name, and errors told in plain English.

Loaded when a kernel of the course's environment starts (`etc/ipython/ipython_kernel_config.py`), so that a restarted
notebook can already say "run the setup cell first"; and again, harmlessly, with the checks. It imports only the
standard library, so that no kernel starts slower for it.
"""

import ast
import re
import textwrap
import warnings
from dataclasses import dataclass
from types import FunctionType, MethodType

from ssl_helpers.kernel.causes import report
from ssl_helpers.kernel.causes.words import COURSE_WORDS

_MISSING = object()


@dataclass(frozen=True)
class Run:
    """How the last cell that tried to make a name went, or that cell when it was run again with other words.

    bound: it got as far as giving the name a (new) value. cell: the cell's id, where the page tells it.
    """

    source: str
    error: BaseException | None
    bound: bool
    cell: str | None = None

    def makes(self, name: str) -> bool:
        return name in names_made_by(self.source)


class Watch:
    """Keeps, for one IPython shell, the last Run of each name and the course's own words.

    last: how the last cell went that was not one of the course's own, such as a check.
    """

    def __init__(self, shell) -> None:
        self.shell = shell
        self.runs: dict[str, Run] = {}
        self.last: Run | None = None
        self.words: dict[str, object] = {}
        self._source = ""
        self._before: dict[str, object] = {}
        self._lent: dict[str, object] = {}
        shell.events.register("pre_run_cell", self.before_cell)
        shell.events.register("post_run_cell", self.after_cell)
        shell.input_transformers_cleanup.append(_from_the_margin)
        shell._showtraceback = MethodType(self._plain_english(shell._showtraceback), shell)
        # What they warn of, such as `1 (4 + 1)`, stops a line later and is told then in plain English.
        warnings.filterwarnings("ignore", category=SyntaxWarning)
        plain = shell.display_formatter.formatters["text/plain"]
        # Who writes `hint` alone should read what is missing.
        shown = plain.for_type(FunctionType)
        plain.for_type(FunctionType, lambda value, printer, cycle: _course_word(value, printer, cycle, shown))
        # A beginner who counts rows should see 45, not np.int64(45).
        for kind in ("int64", "float64", "bool"):
            plain.for_type_by_name("numpy", kind, lambda value, printer, cycle: printer.text(str(value)))

    def before_cell(self, info) -> None:
        self._source = info.raw_cell or ""
        # A learner's variable called `check` must not silence the check cells below it, and is the learner's again
        # after them: `progress` may well be a name of their own.
        names = self.shell.user_ns
        asked = {word for word in self.words if re.search(_asks_by(word), self._source)}
        self._lent = {word: names[word] for word in asked if word in names and names[word] is not self.words[word]}
        names.update({word: self.words[word] for word in asked})
        self._before = {name: self.shell.user_ns.get(name, _MISSING) for name in names_made_by(self._source)}

    def after_cell(self, result) -> None:
        error = result.error_before_exec or result.error_in_exec
        cell = getattr(result.info, "cell_id", None)
        # The cell that made a name may now say something else: that is its story from here on.
        here = [name for name, run in self.runs.items() if cell and run.cell == cell]
        for name in {*here, *self._before}:
            bound = name in self._before and self.shell.user_ns.get(name, _MISSING) is not self._before[name]
            self.runs[name] = Run(self._source, error, bound, cell)
        for word, own in self._lent.items():
            if self.shell.user_ns.get(word) is self.words[word]:
                self.shell.user_ns[word] = own
        self._lent = {}
        # `hint network.mix` is one, too, and `progress = 0.5` is none.
        if not re.match(rf"[#\s]*({'|'.join(self.words) or '-'})\b(?!\s*=)", self._source):
            self.last = Run(self._source, error, bound=False, cell=cell)

    @property
    def only_asks(self) -> bool:
        """Whether the cell running now is nothing but one question to the course, as a check cell is."""
        return re.fullmatch(r"""\s*\w+\(\s*["'][\w.]+["']\s*\)\s*""", self._source) is not None

    @property
    def running(self) -> dict[str, Run]:
        """The names that the cell running now makes. They count although it has not ended: it may hold a check."""
        return {name: Run(self._source, None, bound=True) for name in self._before}

    def _plain_english(self, show):
        def _showtraceback(shell, etype, error, lines):
            try:
                if not hasattr(error, "_render_traceback_") and not self._source.lstrip().startswith("%tb"):
                    lines = report(error, self._source, shell.user_ns)
                str(error)
            except Exception:
                # Better Python's own words than none. IPython asks for str(error), which an odd one may refuse.
                error = etype.__name__
            show(etype, error, lines)

        return _showtraceback


def _asks_by(word: str) -> str:
    """How a cell asks the course by one of its words: of an exercise or a question, or `progress()`."""
    return rf"""(?<![\w.]){word}\s*\(\s*(["'][\w-]+\.[\w.-]+["']|\))"""


def _course_word(value: FunctionType, printer, cycle: bool, otherwise) -> None:
    """Show a command of the course that stands without its brackets."""
    word = value.__name__
    if (value.__module__ or "").startswith("ssl_helpers.") and word in COURSE_WORDS:
        printer.text(f"{word} needs round brackets, as in {COURSE_WORDS[word]}")
    elif otherwise:
        otherwise(value, printer, cycle)
    else:
        printer.text(repr(value))


def _from_the_margin(lines: list[str]) -> list[str]:
    """Who deletes a `#` in a hint cell leaves the blank behind it: Python would stop at a line that begins so."""
    only_asks = all(re.match(r"\s*(#|(hint|solution)\b|$)", line) for line in lines)
    return [line.lstrip(" ") for line in lines] if only_asks else lines


def watch(shell) -> Watch:
    """The one Watch of this shell, begun if need be."""
    if not hasattr(shell, "_social_selling_watch"):
        shell._social_selling_watch = Watch(shell)
    return shell._social_selling_watch


def load_ipython_extension(shell) -> None:
    watch(shell)


def names_made_by(source: str) -> set[str]:
    """The names that a cell assigns, defines or changes at its top level; a guess by line where it is no Python."""
    try:
        # IPython takes blanks in front of a whole cell away.
        tree = ast.parse(textwrap.dedent(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # The guess takes long for an endless line, such as a picture written as text.
        lines = "\n".join(line[:200] for line in source.splitlines()[:2000])
        return set(re.findall(r"^ {0,3}(?:def\s+)?([^\W\d]\w*)(?=[^=\n]*=|\s*\()", lines, re.MULTILINE))
    names = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
            continue
        if isinstance(node, ast.AnnAssign) and node.value is None:
            # `connections: 600` gives no value.
            continue
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store | ast.Del):
                names.add(part.id)
            elif isinstance(part, ast.Subscript | ast.Attribute) and isinstance(part.ctx, ast.Store):
                names.update(inner.id for inner in ast.walk(part.value) if isinstance(inner, ast.Name))
            elif isinstance(part, ast.alias):
                names.add((part.asname or part.name).partition(".")[0])
    return names
