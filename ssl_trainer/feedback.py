"""The page a learner gets back after marking: one HTML file that holds everything and is safe to open.

Whatever comes from a submission is data here: its code, its outputs, its outcomes and its learner's name are escaped
text, pictures are decoded and written anew, and everything else is left out. The page itself forbids scripts and
requests.
"""

import base64
import binascii
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

import jinja2
import mistune
from markupsafe import Markup
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise, Module, exercises_of, module_of, topics
from ssl_helpers.checking.outcomes import Outcome
from ssl_trainer import records
from ssl_trainer.marking import unframed
from ssl_trainer.records import Record

MAX_LINES = 40
MAX_CHARACTERS = 4_000
MAX_PICTURE = 2_000_000
"""Bytes of one picture. Larger ones, and text beyond the lines and characters above, are left out with a remark."""
MAX_ANSWER = 20_000
MAX_OUTPUTS = 20
MAX_OWN_CELLS = 30


@dataclass(frozen=True)
class Grade:
    """The mark of one cell.

    score: None if it was not judged. awaiting: it waits for the trainer. comment: the trainer's words, plain text.
    """

    score: float | None
    max_score: float
    awaiting: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Points:
    """What one submission reached. A score is None where not one check of its group was judged.

    awaiting: the reflection, or a part of it, waits for the trainer. max_reflection is 0 where there is no reflection.
    """

    core: float | None
    max_core: float
    extra: float | None
    max_extra: float
    reflection: float | None
    max_reflection: float
    awaiting: bool


def points(topic: str, grades: Mapping[str, Grade]) -> Points:
    """The points of one submission, in the three groups that the course tells apart.

    grades: grade_id -> Grade. Checks of core and of extra tasks are known from their declarations, so that a check that
    has no grade still counts in the maximum; every other grade that is worth points is of the reflection.
    """
    declared = exercises_of(topic)
    core = [one for one in declared if one.core]
    extra = [one for one in declared if not one.core]
    checks = {one.grade_id for one in declared}
    # Answer cells carry comments only.
    reflection = [grade for name, grade in grades.items() if name not in checks and grade.max_score > 0]
    return Points(
        core=_sum(grades[one.grade_id] for one in core if one.grade_id in grades),
        max_core=sum(_worth(one, grades) for one in core),
        extra=_sum(grades[one.grade_id] for one in extra if one.grade_id in grades),
        max_extra=sum(_worth(one, grades) for one in extra),
        reflection=_sum(reflection),
        max_reflection=sum(grade.max_score for grade in reflection),
        awaiting=any(grade.awaiting for grade in reflection),
    )


def page(record: Record, notebook: NotebookNode | None, grades: Mapping[str, Grade]) -> str:
    """The page of one submission, as a whole HTML document.

    notebook: as it was marked, its task texts those of the release; None where there was none to mark.
    """
    module = _module(record.assignment)
    tasks, before, reflection = [], None, None
    if module:
        sections = _sections(module.topic, notebook)
        tasks, before, reflection = _shown(module.topic, sections, record, grades)
    heading, told = _STATUS.get(record.status, ("", "") if record.status == records.GRADED else _UNKNOWN_STATUS)
    html = _template().render(
        title=module.title if module else "What you handed in",
        number=module.stem.partition("_")[0].lstrip("0") if module else "",
        learner=_clean(record.learner)[:200],
        status_heading=heading,
        status_told=told,
        note=_clean(record.note)[:MAX_CHARACTERS] if heading else "",
        repaired=[_clean(one)[:1_000] for one in record.repaired],
        figures=_figures(points(module.topic, grades), record.status) if module else [],
        groups=[
            (name, group)
            for name, group in (
                ("Core tasks", [one for one in tasks if one.core]),
                ("Extra tasks", [one for one in tasks if not one.core]),
            )
            if group
        ],
        before=before,
        reflection=reflection,
    )
    return html.strip() + "\n"


# --- what the template shows ---


@dataclass(frozen=True)
class _Piece:
    """A part of a cell as it is shown. kind: code, text, printed, remark, stopped, note or picture."""

    kind: str
    body: str | Markup
    source: str = ""
    wide: bool = False


@dataclass
class _Section:
    """The cells of one task in the notebook's order: its text, the answer, and what the learner wrote beside it."""

    task: str = ""
    grade_id: str = ""
    answer: Mapping | None = None
    own: list[Mapping] = field(default_factory=list)


@dataclass(frozen=True)
class _Own:
    """Cells that the learner added. left_out: how many more there were."""

    cells: Sequence[Sequence[_Piece]]
    left_out: int


@dataclass(frozen=True)
class _Task:
    """A task, or the reflection, as the page shows it. look: sign and colour of the result in the overview."""

    id: str
    title: str
    text: Markup
    core: bool
    answer: Sequence[_Piece]
    look: tuple[str, str]
    result: str
    points: str
    card: Markup
    own: _Own
    comments: Sequence[str]


_TOLD = "Please talk to your trainer."
_STATUS = {
    records.TIMEOUT: (
        "Your notebook ran too long",
        "Marking runs your notebook from top to bottom and gives it a limited time. The time was over before the end. "
        "What was checked until then counts.",
    ),
    records.MEMORY: (
        "Your notebook needed too much memory",
        "Marking runs your notebook from top to bottom and gives it a limited amount of memory. It was used up before "
        "the end. What was checked until then counts.",
    ),
    records.CRASHED: (
        "Python stopped before the end",
        "Marking runs your notebook from top to bottom. Python itself ended on the way. What was checked until then "
        "counts.",
    ),
    records.TAMPERED: (
        "The checks were not counted this time",
        "One check was changed so that it judged a wrong answer right. This can happen by accident. Because of it, the "
        f"checks of this notebook were not counted. {_TOLD}",
    ),
    records.UNREADABLE: (
        "Your file could not be opened",
        "What arrived could not be read as a notebook, so nothing in it was marked. Open your exercise in JupyterLab, "
        "save it with Ctrl+S (on a Mac Cmd+S) and hand in the file that ends in .ipynb.",
    ),
    records.WRONG_ASSIGNMENT: (
        "This is not one of the exercises",
        "What arrived is a notebook, but it holds none of the tasks of the course, so nothing in it was marked. Look "
        "for the exercise that you worked on, in the folder my_work, and hand in that one.",
    ),
    records.MISSING: (
        "Nothing was handed in",
        f"There is no notebook of yours for this module yet. If you handed one in, tell your trainer. {_TOLD}",
    ),
}
_UNKNOWN_STATUS = ("Marking did not come to its end", _TOLD)
_NOT_REACHED = {
    records.GRADED: "This check left no result. Run your notebook from top to bottom in JupyterLab: each check shows a "
    "card. If it does there, talk to your trainer.",
    records.TIMEOUT: "The time was over before this check.",
    records.MEMORY: "The memory was used up before this check.",
    records.CRASHED: "Python stopped before this check.",
}
_BY_TRAINER = "Given by your trainer."
_NEUTRAL = outcomes.LOOK[outcomes.NOT_ATTEMPTED]


def _figures(reached: Points, status: str) -> list[dict[str, object]]:
    """The three figures at the head of the page: name, words, and the share that its bar fills."""
    known = [("Core points", reached.core, reached.max_core), ("Extra points", reached.extra, reached.max_extra)]
    figures = [_figure(name, score, maximum) for name, score, maximum in known if maximum]
    if reached.max_reflection:
        figures.append(_figure("Reflection", reached.reflection, reached.max_reflection, reached.awaiting))
    # Without a notebook there is nothing to be judged: three times "not judged" would say no more than the status.
    judged = any(score is not None for score in (reached.core, reached.extra, reached.reflection))
    return figures if judged or status in (*records.JUDGED, records.TAMPERED) else []


def _figure(name: str, score: float | None, maximum: float, awaiting: bool = False) -> dict[str, object]:
    known = score is not None and math.isfinite(score) and not awaiting
    share = max(0, min(100, round(100 * score / maximum))) if known else None
    return {"name": name, "words": _so_far(score, maximum, awaiting), "share": share}


def _so_far(score: float | None, maximum: float, awaiting: bool = False) -> str:
    if awaiting:
        return "awaiting your trainer"
    return "not judged" if score is None else f"{_number(score)} of {_number(maximum)}"


def _shown(
    topic: str, sections: Sequence[_Section], record: Record, grades: Mapping[str, Grade]
) -> tuple[list[_Task], _Own | None, _Task | None]:
    """The tasks in the notebook's order, what the learner wrote before the first one, and the reflection."""
    declared = {one.grade_id: one for one in exercises_of(topic)}
    # The last outcome of an exercise counts, as in the notebook. What is no text cannot name one.
    left = {one.exercise: one for one in record.outcomes if isinstance(one.exercise, str)}
    tasks, before, reflection = [], None, None
    for section in sections:
        one = declared.get(section.grade_id)
        if one:
            tasks.append(_task(one, section, record.status, left.get(one.id), grades))
        elif section.answer is not None:
            reflection = _reflection(section, grades)
        elif section.own:
            before = _own(section.own)
    if record.status in (*records.JUDGED, records.TAMPERED):
        there = {one.id for one in tasks}
        for one in declared.values():
            if one.grade_id not in there:
                tasks.append(_task(one, _Section(), record.status, left.get(one.id), grades))
    return tasks, before, reflection


def _task(one: Exercise, section: _Section, status: str, outcome: Outcome | None, grades: Mapping[str, Grade]) -> _Task:
    grade = grades.get(one.grade_id)
    title, text = _title_and_text(section.task)
    look, result, card = _card(one, status, outcome, grade)
    return _Task(
        id=one.grade_id,
        title=title or f"Task {one.id}",
        text=text,
        core=one.core,
        answer=[_not_twice(piece, outcome) for piece in _answer(section.answer)],
        look=look,
        result=result,
        points=_so_far(grade.score, grade.max_score, grade.awaiting) if grade else _so_far(None, one.points),
        card=card,
        own=_own(section.own),
        comments=_comments(grades, one.grade_id),
    )


def _reflection(section: _Section, grades: Mapping[str, Grade]) -> _Task:
    grade = grades.get(section.grade_id)
    title, text = _title_and_text(section.task)
    words = _cut(unframed(_text((section.answer or {}).get("source"))), lines=500, characters=MAX_ANSWER)
    given = _so_far(grade.score, grade.max_score, grade.awaiting) if grade else _so_far(None, 0)
    untouched = section.answer is not None and _is_untouched(section.answer)
    if grade and grade.awaiting:
        told = card = "Awaiting your trainer"
        look, message = _NEUTRAL, "Your trainer reads this and gives the points."
    elif grade and grade.score is not None:
        # Only an untouched cell is marked by itself, with 0: no trainer has read it.
        told, message = ("Not attempted", "Nothing is written here yet.") if untouched else ("Marked", _BY_TRAINER)
        look, card = _NEUTRAL if untouched else ("✎", outcomes.ASKING[1]), f"{given} {_points_word(grade.max_score)}"
    else:
        told = card = "Not judged"
        look, message = _NEUTRAL, _TOLD
    return _Task(
        id=section.grade_id,
        title=title or "Reflection",
        text=text,
        core=False,
        answer=list(words) if any(piece.body.strip() for piece in words) else [_Piece("note", "You left this empty.")],
        look=look,
        result=told,
        points=f"up to {_number(grade.max_score)}" if grade and grade.awaiting else given,
        card=Markup(outcomes.card(look, card, "", message)),
        own=_own(section.own),
        comments=_comments(grades, section.grade_id),
    )


def _card(
    one: Exercise, status: str, outcome: Outcome | None, grade: Grade | None
) -> tuple[tuple[str, str], str, Markup]:
    """Look, result in words, and the card. All but the outcome's kind and message comes from the declaration."""
    if status == records.TAMPERED:
        card = _plain_card("Not counted", one.id, f"The check was not counted. {_TOLD}")
        return _NEUTRAL, "Not counted", card + _differing(grade, 0)
    if outcome is None:
        judged = grade is not None and grade.score is not None
        so_far = f"{_so_far(grade.score, one.points)} {_points_word(one.points)}" if judged else "not judged"
        told = _NOT_REACHED.get(status, "Marking did not come to this check.")
        return _NEUTRAL, "Not reached", _plain_card("Not reached", f"{one.id} · {so_far}", told)
    message = "\n".join(_lines(_clean(outcome.message if isinstance(outcome.message, str) else ""))[0])
    kind = outcome.kind if isinstance(outcome.kind, str) else ""
    if kind not in outcomes.LOOK:
        told = "Unknown result"
        return outcomes.ASKING, told, Markup(outcomes.card(outcomes.ASKING, told, one.id, message))
    earned = one.points if kind == outcomes.CORRECT else 0
    safe = Outcome(one.id, kind, message, earned, one.points)
    return outcomes.LOOK[kind], kind.capitalize(), Markup(safe.card) + _differing(grade, earned)


def _differing(grade: Grade | None, earned: float) -> Markup:
    """What counts where a trainer gave other points than the check did."""
    if grade is None or grade.score is None or grade.score == earned:
        return Markup("")
    counts = _so_far(grade.score, grade.max_score)
    return Markup('<p class="differs">Points that count here: {}.</p>').format(counts)


def _not_twice(piece: _Piece, outcome: Outcome | None) -> _Piece:
    """Where the card tells the story of an error already, only Python's own words of it stay with the answer."""
    story, _, python = piece.body.partition("\n\n") if piece.kind == "stopped" else ("", "", "")
    told = outcome is not None and isinstance(outcome.message, str) and story in _clean(outcome.message)
    return replace(piece, body=python.removeprefix("(").removesuffix(")")) if python and told else piece


def _plain_card(heading: str, aside: str, message: str) -> Markup:
    return Markup(outcomes.card(_NEUTRAL, heading, aside, message))


def _comments(grades: Mapping[str, Grade], grade_id: str) -> list[str]:
    found = (grades[name].comment for name in (grade_id, f"{grade_id}-answer") if name in grades)
    return list(dict.fromkeys(_clean(one).strip()[:MAX_ANSWER] for one in found if one and one.strip()))


# --- the notebook's cells ---


def _sections(topic: str, notebook: NotebookNode | None) -> list[_Section]:
    """The cells in groups: what comes before the first task, then one group per task and one for the reflection."""
    exercises = {one.grade_id for one in exercises_of(topic)}
    sections = [_Section()]
    for cell in _list(_get(notebook, "cells")):
        if not isinstance(cell, Mapping):
            continue
        about = _get(_get(cell, "metadata"), "nbgrader")
        grade_id = _get(about, "grade_id")
        if not isinstance(grade_id, str) or not grade_id.startswith(f"{topic}-"):
            if _is_own(cell):
                sections[-1].own.append(cell)
        elif grade_id.endswith("-task"):
            sections.append(_Section(task=_text(cell.get("source")), grade_id=grade_id.removesuffix("-task")))
        elif grade_id.endswith("-answer") and grade_id.removesuffix("-answer") in exercises:
            _section_of(sections, grade_id.removesuffix("-answer")).answer = cell
        elif grade_id not in exercises and _get(about, "grade") and _get(about, "solution"):
            _section_of(sections, grade_id).answer = cell
    return sections


def _section_of(sections: list[_Section], grade_id: str) -> _Section:
    """The section of a task; a new one at the end where the task's own text is gone."""
    for section in sections:
        if section.grade_id == grade_id:
            return section
    sections.append(_Section(grade_id=grade_id))
    return sections[-1]


def _is_own(cell: Mapping) -> bool:
    """Whether the learner wrote this cell: not an empty one, nor the hint cell of a task, which has no grade_id."""
    lines = [line.lstrip("# ") for line in unframed(_text(cell.get("source")))[:MAX_ANSWER].splitlines()]
    return not all(line.startswith("hint(") or not line.strip() for line in lines)


def _is_untouched(cell: Mapping) -> bool:
    """Whether this cell is still as it was handed out, by the checksum that it carries."""
    try:
        return compute_checksum(cell) == cell["metadata"]["nbgrader"]["checksum"]
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def _own(cells: Sequence[Mapping]) -> _Own:
    return _Own([list(_answer(cell)) for cell in cells[:MAX_OWN_CELLS]], max(0, len(cells) - MAX_OWN_CELLS))


def _answer(cell: Mapping | None) -> Iterator[_Piece]:
    """A cell's text and what came of it."""
    if cell is None:
        return
    code = cell.get("cell_type") == "code"
    for piece in _cut(unframed(_text(cell.get("source"))), lines=300, characters=MAX_ANSWER):
        if piece.kind == "text" and code:
            yield replace(piece, kind="code", body=_highlighted(piece.body))
        else:
            yield piece
    if code:
        yield from _outputs(_list(cell.get("outputs")))


def _outputs(outputs: Sequence) -> Iterator[_Piece]:
    """What the page shows of a cell's outputs: text, pictures, and remarks on what is left out."""
    parts = _joined(one for one in outputs if isinstance(one, Mapping))
    for number, (kind, body) in enumerate(parts):
        if number == MAX_OUTPUTS:
            yield _Piece("note", "Your code showed more. The rest is left out here.")
            return
        if kind in ("printed", "remark", "stopped"):
            for piece in _cut(body):
                yield replace(piece, kind=kind, wide=_is_wide(piece.body)) if piece.kind == "text" else piece
        else:
            yield from _displayed(body)


def _joined(outputs: Iterable[Mapping]) -> Iterator[tuple[str, object]]:
    """(kind, text) of streams and errors, ("data", bundle) of the rest. What was printed in pieces is joined."""
    stream, texts = "", []
    for one in outputs:
        kind = one.get("output_type")
        name = ("remark" if one.get("name") == "stderr" else "printed") if kind == "stream" else ""
        if name != stream and texts:
            yield stream, "".join(texts)
            texts = []
        stream = name
        if name:
            texts.append(_text(one.get("text")))
        elif kind == "error":
            yield "stopped", _error_words(one)
        elif kind in ("display_data", "execute_result") and isinstance(one.get("data"), Mapping):
            yield "data", one["data"]
    if texts:
        yield stream, "".join(texts)


_PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_WIDGET = "application/vnd.jupyter.widget-view+json"
_LEFT_OUT = "Your code showed something here that this page leaves out: it shows text and pictures."


def _displayed(data: Mapping) -> Iterator[_Piece]:
    plain = _text(data.get("text/plain"))
    for mime, begins in _PICTURES.items():
        if mime in data:
            yield _picture(mime, begins, data[mime], plain)
            return
    others = [kind for kind in data if kind not in ("text/plain", outcomes.MIME)]
    # The text that stands in for a widget or an HTML page names a Python object and tells a newcomer nothing.
    stands_in = _WIDGET in data or re.fullmatch(r"<[\w.]+( object.*)?>", plain[:500].strip())
    if plain.strip() and not (others and stands_in):
        for piece in _cut(plain):
            yield replace(piece, kind="printed", wide=_is_wide(piece.body)) if piece.kind == "text" else piece
    elif others:
        yield _Piece("note", _LEFT_OUT)


def _picture(mime: str, begins: bytes, data: object, plain: str) -> _Piece:
    """The picture as a data: URI that is written anew from its bytes, so that nothing but base64 stands in it."""
    encoded = "".join(_text(data, limit=2 * MAX_PICTURE).split())
    if len(encoded) > 4 * (MAX_PICTURE // 3 + 1):
        return _Piece("note", "Your code drew a figure that is too large for this page.")
    try:
        picture = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        picture = b""
    if not picture.startswith(begins):
        return _Piece("note", "Your code drew a figure that could not be read.")
    words = " ".join(_clean(plain[:MAX_CHARACTERS]).split())[:300]
    alt = f"figure drawn by your code{': ' if words else ''}{words}"
    return _Piece("picture", alt, source=f"data:{mime};base64,{base64.b64encode(picture).decode('ascii')}")


def _error_words(error: Mapping) -> str:
    """What an error says. The course's kernel tells it in plain English; of a Python traceback only the last line."""
    given = error.get("traceback")
    lines = _clean("\n".join(map(_text, _list(given)[:200])) or _text(given)).rstrip().split("\n")
    name, value = _clean(_text(error.get("ename"))), _clean(_text(error.get("evalue")))
    last = f"{name}: {value}".strip(": ")
    if any(line.lstrip().startswith(("Traceback (most", "---->", "-----")) for line in lines):
        named = [line for line in lines if name and line.startswith(name)]
        return (named or [last] if name else lines)[-1]
    told = "\n".join(lines).strip()
    # %tb is a word for the notebook; nobody can type it here.
    return told.replace(" · all of it: %tb)", ")") or last or "Your code stopped."


# --- text ---

_ANSI = re.compile(r"\x1b(?:\[[0-9;:?]{0,40}[@-~]|\][^\x07\x1b]{0,400}(?:\x07|\x1b\\)|[@-Z\\-_])")
# Lone surrogates cannot be written, control characters are no text, and signs that turn the direction of writing could
# make a line read as something else than it is.
_UNSHOWABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_ENOUGH = 200_000


def _get(thing: object, key: str) -> object:
    return thing.get(key) if isinstance(thing, Mapping) else None


def _list(thing: object) -> list:
    return list(thing) if isinstance(thing, list | tuple) else []


def _text(thing: object, limit: int = _ENOUGH) -> str:
    """A text of the notebook format, which is a string or a list of strings, up to `limit` characters."""
    if isinstance(thing, str):
        return thing[:limit]
    parts, length = [], 0
    for part in _list(thing):
        if length > limit:
            break
        if isinstance(part, str):
            parts.append(part[: limit - length + 1])
            length += len(parts[-1])
    return "".join(parts)


def _clean(text: object) -> str:
    """The text without colours and other codes of terminals, and writable as UTF-8."""
    if not isinstance(text, str):
        return ""
    text = _ANSI.sub("", text).replace("\r\n", "\n")
    if "\r" in text:
        # A progress bar goes back to the start of its line and writes over it.
        text = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return _UNSHOWABLE.sub("\ufffd", text)


def _lines(text: str, lines: int = MAX_LINES, characters: int = MAX_CHARACTERS) -> tuple[list[str], bool]:
    """The first lines of a clean text, and whether there was more of it."""
    all_lines = text.split("\n")
    short = "\n".join(all_lines[:lines])
    return short[:characters].split("\n"), len(all_lines) > lines or len(short) > characters


def _cut(text: str, lines: int = MAX_LINES, characters: int = MAX_CHARACTERS) -> list[_Piece]:
    """The text, shortened with a remark where it is long; nothing where there is none."""
    kept, more = _lines(_clean(text).strip("\n"), lines, characters)
    body = "\n".join(kept)
    pieces = [_Piece("text", body)] if body.strip() else []
    if more:
        pieces.append(_Piece("note", "There is more of this, left out here. Your own notebook has all of it."))
    return pieces


def _is_wide(text: str) -> bool:
    """Whether the text may not fit a phone: then it must be possible to scroll it by keyboard."""
    return max(map(len, text.split("\n"))) > 36


_LEXER = PythonLexer(stripnl=False, ensurenl=False)
_FORMATTER = HtmlFormatter(nowrap=True)


def _highlighted(code: str) -> Markup | str:
    # A newcomer's answer is short. What is long costs time that a class waits for, and stays plain.
    return Markup(highlight(code, _LEXER, _FORMATTER).rstrip("\n")) if len(code) <= MAX_CHARACTERS else code


class _Release(mistune.HTMLRenderer):
    """Task texts as HTML. They stand below a heading of the page, and no link or picture of theirs works outside it."""

    def heading(self, text: str, level: int, **_: object) -> str:
        below = min(max(4, level + 1), 6)
        return f"<h{below}>{text}</h{below}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = mistune.escape(url)
        return f"{text} ({address})" if url.startswith("https://") and address != text else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return mistune.escape(text)


_markdown = mistune.create_markdown(escape=True, renderer=_Release(escape=True), plugins=["table", "strikethrough"])


@lru_cache(maxsize=256)
def _title_and_text(task: str) -> tuple[str, Markup]:
    """A task's heading as plain text, and the rest of it as HTML. A class has the same tasks: each is rendered once."""
    task = _clean(task).strip()
    first, _, rest = task.partition("\n")
    if not first.startswith("#"):
        first, rest = "", task
    return first.lstrip("# ").replace("`", "").replace("*", ""), Markup(_markdown(rest))


# --- the rest ---


@cache
def _template() -> jinja2.Template:
    folder = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    environment = jinja2.Environment(
        loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("feedback.html.j2")


def _module(assignment: str) -> Module | None:
    topic = assignment.partition("_")[2]
    module = module_of(topic) if topic in topics() else None
    return module if module and module.stem == assignment else None


def _worth(one: Exercise, grades: Mapping[str, Grade]) -> float:
    return grades[one.grade_id].max_score if one.grade_id in grades else one.points


def _sum(grades: Iterable[Grade]) -> float | None:
    scores = [grade.score for grade in grades if grade.score is not None]
    return sum(scores) if scores else None


def _points_word(maximum: float) -> str:
    return "point" if maximum == 1 else "points"


def _number(value: float) -> str:
    return f"{value:.6g}"
