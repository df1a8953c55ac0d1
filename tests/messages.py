"""Every message that a learner can see, in one file: `docs/messages.md`.

    .venv/bin/python tests/messages.py      writes it anew

It stands with the tests because what provokes the messages does: the wrong answers of `answers/`, the slips of
`test_causes.py`. Both run here in a shell of IPython's own, watched as a notebook's kernel is. Every other sentence is
read from the source, without running it.
"""

import ast
import builtins
import contextlib
import importlib
import io
import os
import random
import re
import warnings
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from unittest import mock

import jinja2
import test_causes
from handed_in import exercise
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell

from ssl_helpers.checking import outcomes, session
from ssl_helpers.checking.exercises import Exercise, Module, exercises_of, module_of, topics
from ssl_helpers.data import COURSE_FOLDER, firm_in
from ssl_helpers.kernel import causes, watch

FILE = COURSE_FOLDER / "docs" / "messages.md"

_HEAD = """\
# What the course says to a learner

Made by `.venv/bin/python tests/messages.py` from the checks, the answer bank and the source; `tests/test_messages.py`
compares. Do not edit it: change the sentence where it comes from and make the file again. Read it as somebody would who
has never written Python.

- *Checks*, *Quiz*, *Python's errors*: what is said, word for word, on the committed firm, below the shortest answer
  that gets it. What is said of one task's answer is not repeated at the next. Of a cell that stopped, the cause is
  shown, not the place.
- *Sentences of the source*: every other sentence, by file. {…} is a hole that is filled when it is said, ⏎ a new line.
  What was said above is not repeated.
"""


# --- A notebook without a kernel --------------------------------------------------------------------------------------


class Notebook:
    """A shell that is watched as a notebook's kernel is. It shows nothing; what a cell brought is asked for."""

    def __init__(self, setup: str) -> None:
        self._shell = InteractiveShell(user_module=ModuleType("notebook"))
        self._shell.history_manager.enabled = False
        self._shell.showtraceback = self._shell.showsyntaxerror = lambda *_, **__: None
        self._seen = watch(self._shell)
        self._seen.words.update({word: getattr(session, word) for word in ("check", "hint", "quiz")})
        self._setup = setup
        self._given: dict[str, object] = {}

    def afresh(self) -> None:
        """Restart, and run the setup cell."""
        names = self._shell.user_ns
        for name in [name for name in names if name[:1] != "_" and name not in ("In", "Out")]:
            del names[name]
        assert self.run(self._setup) is None
        random.seed(0)  # an answer may leave things to chance
        self._seen.runs.clear()
        self._seen.last = None

    def keep(self) -> None:
        """Let `restore` come back to the names as they are now."""
        self._given = {name: thing for name, thing in self._shell.user_ns.items() if name[:1] != "_"}

    def restore(self) -> None:
        names = self._shell.user_ns
        for name in [name for name in names if name[:1] != "_" and name not in self._given]:
            del names[name]
        names.update(self._given)

    def run(self, source: str) -> BaseException | None:
        result = self._shell.run_cell(source, store_history=False)
        return result.error_before_exec or result.error_in_exec

    def cause(self, source: str) -> str:
        """What is said when this cell stops, without Python's own words, which differ from version to version."""
        error = self.run(source)
        assert error is not None, f"This cell does not stop: {source}"
        return causes.cause_of(error, source, self._shell.user_ns)

    def judge(self, one: Exercise) -> outcomes.Outcome:
        return session.judge(one, self._shell.user_ns, self._seen.runs, self._seen.last)


@contextlib.contextmanager
def opened(stem: str) -> Iterator[Notebook]:
    """The exercise of a module on the committed firm, in its folder, as a learner opens it."""
    setup = next(cell.source for cell in exercise(stem=stem).cells if cell.id == "setup")
    before, hidden = Path.cwd(), os.environ.pop("SSL_DATASETS", None)

    def no_input(*_: object) -> None:
        raise StdinNotImplementedError("input was called, but nobody can answer here")

    with (
        firm_in(COURSE_FOLDER / "datasets"),
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        mock.patch.object(builtins, "input", no_input),
    ):
        warnings.simplefilter("ignore")
        notebook = Notebook(setup)
        try:
            os.chdir(COURSE_FOLDER / "solutions" / stem)
            with mock.patch.object(session, "get_ipython", lambda: notebook._shell):
                yield notebook
        finally:
            os.chdir(before)
            if hidden is not None:
                os.environ["SSL_DATASETS"] = hidden


# --- What is said to answers and slips --------------------------------------------------------------------------------

Said = dict[str, tuple[str, str]]
"""The point of a message -> the first cell that gets it, and the message as it is then."""


def _tell(said: Said, one: Exercise, cell: str, notebook: Notebook, words: str = "") -> None:
    """words: what the bank says a real kernel says, so that this notebook is known to speak as one does."""
    outcome = notebook.judge(one)
    assert words.casefold() in outcome.message.casefold(), f"{cell}\n  wants: {words}\n  gets: {outcome.message}"
    point = outcome.mistake or re.sub(r"^You gave .+?\. (?=[A-Z“])", "", outcome.message)
    message = outcome.message
    if outcome.kind == outcomes.STOPPED:
        # Where it stopped is seen in the cell.
        point = message = re.sub(r"\A(?:(?:Your code stopped|in your function) .+:\n    .+\n)+", "", message)
    said.setdefault(point, (cell, f"{outcomes.LOOK[outcome.kind][0]} {message}"))


def said_of_answers() -> dict[str, Said]:
    """Exercise -> what is said of its wrong answers. The shortest comes first, and each thing is said once in all."""
    found: dict[str, Said] = {}
    for module in modules():
        wrong = importlib.import_module(f"answers.{module.topic}").WRONG
        with opened(module.stem) as notebook:
            for one in exercises_of(module.topic):
                said: Said = {}
                for cell, words in sorted(wrong[one.id.partition(".")[2]], key=lambda pair: (len(pair[0]), pair[0])):
                    notebook.afresh()
                    notebook.run(cell)
                    _tell(said, one, cell, notebook, words)
                before = {point for earlier in found.values() for point in earlier}
                found[one.id] = {point: pair for point, pair in said.items() if point not in before}
    return found


def said_of_no_answer() -> Said:
    """The same for cells that give the first task of module 6 no value."""
    one, said = exercises_of("network")[0], {}
    name = one.names[0]
    cells = ["", f"{name} = ...", f"{name[:-1]} = 600", f"{name} == 600", f"{name}: 600", "len(people)"]
    with opened(module_of("network").stem) as notebook:
        for cell in cells:
            notebook.afresh()
            if cell:
                notebook.run(cell)
            _tell(said, one, cell, notebook)
    return said


def said_of_slips() -> dict[str, Said]:
    """Kind of slip -> what is said of its cells."""
    found, everywhere = {}, set()
    with opened(module_of("network").stem) as notebook:
        notebook.afresh()
        notebook.run(test_causes.BEFORE)
        notebook.keep()
        for kind, slips in test_causes.SLIPS.items():
            said: Said = {}
            for slip in slips:
                cell, words, _ = slip.values
                cause = notebook.cause(cell)
                assert all(word in cause for word in words), f"{cell}\n  wants: {words}\n  gets: {cause}"
                if cause not in everywhere:
                    said[cause] = cell, cause
                everywhere.add(cause)
                notebook.restore()
            found[kind] = said
    return found


def modules() -> list[Module]:
    """The modules in their order."""
    return sorted(map(module_of, topics()), key=lambda one: one.stem)


# --- Sentences of the source ------------------------------------------------------------------------------------------

HOLE = "{…}"
_WORD = r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*"
_INLINE = {"a", "abbr", "b", "bdi", "br", "code", "em", "i", "kbd", "small", "span", "strong", "sub", "summary", "var"}
_SPOKEN = ("alt", "aria-label", "placeholder", "title")


def is_for_a_person(text: str) -> bool:
    """Whether a piece of the source is a sentence, or part of one, and neither code nor data.

    Three words or holes; or two with a capital in front; or a sign at the end that ends a sentence.
    """
    if re.search(r"\w\|\w|\(\?|\\[bdswW]|\[\^|[\])][+*](?:\W|$)", text):
        return False  # a pattern
    if text.count(" ") > 25 and not re.search(r"[^\w\s]", text) or "${" in text:
        return False  # words to be looked for, a text inside a text
    if re.search(r"^\W*[a-z-]+:\S.*;\S|;\s*$|[\d}](?:em|px|%);|https?://\S*$|^%[a-zA-Z]", text):
        return False  # a style, an address, a way to write dates
    words = re.findall(_WORD, text.replace(HOLE, ""))
    parts = text.split()
    if not any(len(word) > 1 for word in words) or re.fullmatch(r"[\w.:/\\*#-]*[\w/\\*#-]", text.strip()):
        return False
    if _is_python(text):
        return False
    if len(parts) > 2 or text.rstrip()[-1:] in set(".?!…:"):
        return True
    return len(parts) == 2 and text.lstrip()[:1].isupper()


def _is_python(text: str) -> bool:
    """Whether the whole text is code, and more than names with in, is, not, and, or between them: that is English."""
    try:
        tree = ast.parse(text.replace(HOLE, "hole").strip(), mode="exec")
    except (SyntaxError, ValueError):
        return False
    english = (ast.Module, ast.Expr, ast.Name, ast.Load, ast.Compare, ast.cmpop, ast.BoolOp, ast.boolop, ast.UnaryOp)
    signs = re.search(r"[<>=]", text) or not all(isinstance(node, (*english, ast.Not)) for node in ast.walk(tree))
    return bool(tree.body and signs)


def sentences_in(path: Path) -> list[str]:
    """The sentences of one source file in their order, each once."""
    source = path.read_text(encoding="utf-8")
    read = {".py": _in_python, ".js": _in_javascript, ".j2": _in_template, ".bat": _in_batch}[path.suffix]
    pieces = (re.sub(r"\n\s*", " ⏎ ", piece.strip()) for piece in read(source) if is_for_a_person(piece))
    return list(dict.fromkeys(pieces))


def sources() -> list[Path]:
    """The files whose sentences a learner may read."""
    suffixes = {".py", ".js", ".j2"}
    folders = [COURSE_FOLDER / "ssl_helpers", COURSE_FOLDER / "ssl_trainer" / "feedback"]
    found = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in suffixes)
    return [COURSE_FOLDER / "start.py", COURSE_FOLDER / "start.bat", *found]


def _in_python(source: str) -> Iterator[str]:
    yield from _pieces(ast.parse(source))


def _pieces(node: ast.AST) -> Iterator[str]:
    """The texts under a node, in the order of the source; a text made of parts as one, with holes."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.FunctionDef) and any(".command" in ast.unparse(one) for one in node.decorator_list):
        yield " ".join((ast.get_docstring(node) or "").split())  # what --help says of a command
    whole, holes = _template(node)
    if whole is not None:
        yield from _spoken(whole) if re.search(r"<\w", whole) else [whole]
        children: Iterable[ast.AST] = holes
    else:
        children = _said_by(node)
    for child in children:
        yield from _pieces(child)


def _template(node: ast.AST) -> tuple[str | None, list[ast.AST]]:
    """A text with holes, and what fills them; None for a node that is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value, []
    if isinstance(node, ast.JoinedStr):
        texts = [one.value if isinstance(one, ast.Constant) else HOLE for one in node.values]
        return "".join(texts), [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        (left, before), (right, behind) = _template(node.left), _template(node.right)
        if left is not None or right is not None:
            holes = [*([node.left] if left is None else before), *([node.right] if right is None else behind)]
            return (HOLE if left is None else left) + (HOLE if right is None else right), holes
    return None, []


def _said_by(node: ast.AST) -> Iterable[ast.AST]:
    """The children of a node, without patterns and the words that are only looked for."""
    if isinstance(node, ast.Set | ast.Compare) or (isinstance(node, ast.Tuple | ast.List) and _is_vocabulary(node)):
        return []
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        if called.startswith("re.") or called.endswith(".split"):
            return [] if called == "re.compile" or called.endswith(".split") else node.args[1:]
        if called in ("told", "cause"):
            return node.args[2:]
        if called == "Column":
            return []
    return ast.iter_child_nodes(node)


def _is_vocabulary(node: ast.Tuple | ast.List) -> bool:
    """Whether this is a row of short words, such as those that mark a product post."""
    texts = [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return len(texts) == len(node.elts) > 4 and all(re.fullmatch(r"[\w *-]{1,26}", text) for text in texts)


def _in_javascript(source: str) -> Iterator[str]:
    """Texts in quotes or backticks; neighbours with a + between are one."""
    text = r"""\"(?:\\.|[^"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"""
    source = re.sub(rf"({text})|/\*.*?\*/|(?<!:)//[^\n]*", lambda found: found[1] or "", source, flags=re.DOTALL)
    for found in re.finditer(rf"(?:{text})(?:\s*\+\s*(?:{text}))*", source, re.DOTALL):
        parts = re.findall(text, found[0], re.DOTALL)
        whole = "".join(part[1:-1] for part in parts)
        yield re.sub(r"\$\{[^{}]*\}", HOLE, whole)
        # A text inside a hole.
        for hole in re.findall(r"\$\{([^{}]*)\}", whole):
            yield from _in_javascript(hole)


def _in_batch(source: str) -> Iterator[str]:
    yield from re.findall(r"(?m)^\s*echo (.+)$", source)


def _in_template(source: str) -> Iterator[str]:
    """What stands between the tags of a page, and the texts in its holes and macros."""
    page, texts, inside = [], [], ""
    for _, kind, value in jinja2.Environment().lex(source):
        if kind in ("variable_begin", "block_begin", "comment_begin"):
            inside = kind
            page.append(HOLE if kind == "variable_begin" else "")
        elif kind in ("variable_end", "block_end", "comment_end"):
            inside = ""
        elif not inside:
            page.append(value)
        elif kind == "string":
            texts.append(value[1:-1])
        elif inside == "block_begin" and value in ("else", "elif"):
            page.append(" | ")
    yield from _spoken("".join(page))
    yield from texts


class _Page(HTMLParser):
    """Collects what a reader sees or hears: texts, block by block, and the attributes that a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = [""]
        self._silent = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._silent = tag in ("style", "script")
        said = [value for name, value in attributes if name in _SPOKEN and value]
        if said or tag not in _INLINE:
            self.found += [*said, ""]

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        if tag not in _INLINE:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found[-1] += data


def _spoken(page: str) -> Iterator[str]:
    """The texts of a page of HTML."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    for text in reader.found:
        yield " ".join(text.split())


# --- The file ---------------------------------------------------------------------------------------------------------


def _typed(cell: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in (cell or "(nothing)").split("\n"))


def _quoted(message: str) -> str:
    """As Markdown shows it, line for line."""
    return "\n".join(f"> {line}".rstrip() + "  " * (line != "") for line in message.split("\n")).rstrip()


def _pairs(said: Said) -> Iterator[str]:
    for cell, message in said.values():
        yield f"{_typed(cell)}\n{_quoted(message)}"


def _checks() -> Iterator[str]:
    yield "## Checks"
    yield "### Nothing to judge yet"
    yield from _pairs(said_of_no_answer())
    answers = said_of_answers()
    for module in modules():
        yield f"### {module.stem}: {module.title}"
        for one in exercises_of(module.topic):
            yield f"#### {one.id}"
            yield _quoted(f"✓ {one.why}")
            for number, hint in enumerate(one.hints, 1):
                yield _quoted(f"? Hint {number} of {len(one.hints)}\n{hint}")
            yield from _pairs(answers[one.id])


def _quiz() -> Iterator[str]:
    yield "## Quiz"
    for module in modules():
        for name, question in module.quiz.items():
            yield f"### {module.topic}.{name}"
            options = [
                f"- {letter})  {option}\n  {'✓' if letter == question.right else '→'} {feedback}"
                for letter, (option, feedback) in question.options.items()
            ]
            yield "\n".join([question.text, "", *options])


def _errors() -> Iterator[str]:
    yield "## Python's errors in plain English"
    for kind, said in said_of_slips().items():
        yield f"### {kind}"
        yield from _pairs(said)


def _sentences(above: list[str]) -> Iterator[str]:
    """above: the messages that stand above already."""
    yield "## Sentences of the source"
    for path in sources():
        new = [one for one in sentences_in(path) if not any(_is_said_in(message, one) for message in above)]
        if new:
            yield f"### {path.relative_to(COURSE_FOLDER).as_posix()}"
            yield "\n".join(f"- {one}" for one in new)


def parts_of(sentence: str) -> list[str]:
    """What stands between the holes and the ends of lines."""
    parts = re.split(r"\{…\}|\{\w*\}|⏎", sentence)
    return [part.replace("{{", "{").replace("}}", "}").strip() for part in parts if part.strip()]


def _is_said_in(message: str, sentence: str) -> bool:
    """Whether the parts of the sentence stand in the message, in their order."""
    at = 0
    for part in parts_of(sentence):
        at = message.find(part, at) + len(part)
        if at < len(part):
            return False
    return True


def snapshot() -> str:
    """The whole file."""
    said = "\n\n".join([_HEAD.rstrip("\n"), *_checks(), *_quiz(), *_errors()])
    above = [" ".join(re.sub(r"(?m)^> ", "", block).split()) for block in said.split("\n\n")]
    return "\n\n".join([said, *_sentences(above)]) + "\n"


if __name__ == "__main__":
    FILE.write_text(snapshot(), encoding="utf-8", newline="\n")
