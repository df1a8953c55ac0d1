"""The cells of a marked notebook, in groups and in the pieces that a page of feedback shows."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of
from ssl_trainer.feedback.texts import (
    MAX_ANSWER,
    MAX_CHARACTERS,
    Piece,
    clean,
    cut,
    get,
    highlighted,
    is_wide,
    list_of,
    text_of,
)
from ssl_trainer.marking import unframed

MAX_PICTURE = 2_000_000
"""Bytes of one picture. Larger ones are left out with a remark."""
MAX_OUTPUTS = 20
MAX_OWN_CELLS = 30


@dataclass
class Section:
    """The cells of one task in the notebook's order: its text, the answer, and what the learner wrote beside it."""

    task: str = ""
    grade_id: str = ""
    answer: Mapping | None = None
    own: list[Mapping] = field(default_factory=list)


@dataclass(frozen=True)
class Own:
    """Cells that the learner added. left_out: how many more there were."""

    cells: Sequence[Sequence[Piece]]
    left_out: int


def sections_of(topic: str, notebook: NotebookNode | None) -> list[Section]:
    """The cells in groups: what comes before the first task, then one group per task and one for the reflection."""
    exercises = {one.grade_id for one in exercises_of(topic)}
    sections = [Section()]
    for cell in list_of(get(notebook, "cells")):
        if not isinstance(cell, Mapping):
            continue
        about = get(get(cell, "metadata"), "nbgrader")
        grade_id = get(about, "grade_id")
        if not isinstance(grade_id, str) or not grade_id.startswith(f"{topic}-"):
            if _is_own(cell):
                sections[-1].own.append(cell)
        elif grade_id.endswith("-task"):
            sections.append(Section(task=text_of(cell.get("source")), grade_id=grade_id.removesuffix("-task")))
        elif grade_id.endswith("-answer") and grade_id.removesuffix("-answer") in exercises:
            _section_of(sections, grade_id.removesuffix("-answer")).answer = cell
        elif grade_id not in exercises and get(about, "grade") and get(about, "solution"):
            _section_of(sections, grade_id).answer = cell
    return sections


def _section_of(sections: list[Section], grade_id: str) -> Section:
    """The section of a task; a new one at the end where the task's own text is gone."""
    for section in sections:
        if section.grade_id == grade_id:
            return section
    sections.append(Section(grade_id=grade_id))
    return sections[-1]


def _is_own(cell: Mapping) -> bool:
    """Whether the learner wrote this cell: not an empty one, nor the course's own without a grade_id."""
    lines = [line.lstrip("# ") for line in unframed(text_of(cell.get("source")))[:MAX_ANSWER].splitlines()]
    return not all(line.startswith(("hint(", "solution(", "progress(")) or not line.strip() for line in lines)


def is_untouched(cell: Mapping) -> bool:
    """Whether this cell is still as it was handed out, by the checksum that it carries."""
    try:
        return compute_checksum(cell) == cell["metadata"]["nbgrader"]["checksum"]
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def own_cells(cells: Sequence[Mapping]) -> Own:
    return Own([list(pieces_of(cell)) for cell in cells[:MAX_OWN_CELLS]], max(0, len(cells) - MAX_OWN_CELLS))


def pieces_of(cell: Mapping | None) -> Iterator[Piece]:
    """A cell's text and what came of it."""
    if cell is None:
        return
    code = cell.get("cell_type") == "code"
    for piece in cut(unframed(text_of(cell.get("source"))), lines=300, characters=MAX_ANSWER):
        if piece.kind == "text" and code:
            yield replace(piece, kind="code", body=highlighted(piece.body))
        else:
            yield piece
    if code:
        yield from _outputs(list_of(cell.get("outputs")))


def _outputs(outputs: Sequence) -> Iterator[Piece]:
    """What the page shows of a cell's outputs: text, pictures, and remarks on what is left out."""
    parts = _joined(one for one in outputs if isinstance(one, Mapping))
    for number, (kind, body) in enumerate(parts):
        if number == MAX_OUTPUTS:
            yield Piece("note", "Your code showed more. The rest is left out here.")
            return
        if kind in ("printed", "remark", "stopped"):
            for piece in cut(body):
                yield replace(piece, kind=kind, wide=is_wide(piece.body)) if piece.kind == "text" else piece
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
            texts.append(text_of(one.get("text")))
        elif kind == "error":
            yield "stopped", _error_words(one)
        elif kind in ("display_data", "execute_result") and isinstance(one.get("data"), Mapping):
            yield "data", one["data"]
    if texts:
        yield stream, "".join(texts)


_PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_WIDGET = "application/vnd.jupyter.widget-view+json"
_LEFT_OUT = "Your code showed something here that this page leaves out: it shows text and pictures."


def _displayed(data: Mapping) -> Iterator[Piece]:
    plain = text_of(data.get("text/plain"))
    for mime, begins in _PICTURES.items():
        if mime in data:
            yield _picture(mime, begins, data[mime], plain)
            return
    others = [kind for kind in data if kind not in ("text/plain", outcomes.MIME)]
    # The text that stands in for a widget or an HTML page names a Python object and tells a newcomer nothing.
    stands_in = _WIDGET in data or re.fullmatch(r"<[\w.]+( object.*)?>", plain[:500].strip())
    if plain.strip() and not (others and stands_in):
        for piece in cut(plain):
            yield replace(piece, kind="printed", wide=is_wide(piece.body)) if piece.kind == "text" else piece
    elif others:
        yield Piece("note", _LEFT_OUT)


def _picture(mime: str, begins: bytes, data: object, plain: str) -> Piece:
    """The picture as a data: URI that is written anew from its bytes, so that nothing but base64 stands in it."""
    encoded = "".join(text_of(data, limit=2 * MAX_PICTURE).split())
    if len(encoded) > 4 * (MAX_PICTURE // 3 + 1):
        return Piece("note", "Your code drew a figure that is too large for this page.")
    try:
        picture = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        picture = b""
    if not picture.startswith(begins):
        return Piece("note", "Your code drew a figure that could not be read.")
    words = " ".join(clean(plain[:MAX_CHARACTERS]).split())[:300]
    alt = f"figure drawn by your code{': ' if words else ''}{words}"
    return Piece("picture", alt, source=f"data:{mime};base64,{base64.b64encode(picture).decode('ascii')}")


def _error_words(error: Mapping) -> str:
    """What an error says. The course's kernel tells it in plain English; of a Python traceback only the last line."""
    given = error.get("traceback")
    lines = clean("\n".join(map(text_of, list_of(given)[:200])) or text_of(given)).rstrip().split("\n")
    name, value = clean(text_of(error.get("ename"))), clean(text_of(error.get("evalue")))
    last = f"{name}: {value}".strip(": ")
    if any(line.lstrip().startswith(("Traceback (most", "---->", "-----")) for line in lines):
        named = [line for line in lines if name and line.startswith(name)]
        return (named or [last] if name else lines)[-1]
    told = "\n".join(lines).strip()
    return told or last or "Your code stopped."
