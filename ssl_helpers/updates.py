"""Exercises that an update of the course has changed since the learner got them."""

from collections.abc import Iterator
from contextlib import suppress

from ssl_helpers import CourseError, starting_afresh
from ssl_helpers.checking.exercises import Module, module_of, topics
from ssl_helpers.checking.record import events
from ssl_helpers.notebook_file import Unreadable, bare_cells, grade_id, read
from ssl_helpers.progress import number
from ssl_helpers.workspace import copy_whole, handed_out, own_notebook, released_notebook


def take_up() -> Iterator[str]:
    """Renew each exercise that an update has changed and the learner has not begun; a sentence for each changed one.

    What was begun stays as it is.
    """
    for module in sorted(map(module_of, topics()), key=lambda one: one.stem):
        try:
            mine, new = _given(own_notebook(module).read_bytes()), _given(released_notebook(module).read_bytes())
        except (OSError, Unreadable):
            # Whoever hands it in, or asks the doctor, is told.
            continue
        try:
            got = _given(handed_out(module).read_bytes())
        except (OSError, Unreadable):
            got = None
        if mine == new and got is None:
            with suppress(OSError):
                copy_whole(released_notebook(module), handed_out(module))
        # What the learner changed by hand is no update.
        if new in (mine, got):
            continue
        if got is None or _begun(module) or starting_afresh.differs(own_notebook(module), handed_out(module)):
            yield (
                f"Exercise {number(module.stem)} was changed by an update. Yours stays as it is. If you would rather "
                f"begin the new one, give: reset {number(module.stem)} (yours is kept)."
            )
            continue
        try:
            starting_afresh.reset(module)
        except CourseError as refused:
            yield f"Exercise {number(module.stem)} was changed by an update, and yours could not be renewed. {refused}"
        else:
            yield (
                f"Exercise {number(module.stem)} is new: an update changed it, and you had not begun it. The earlier "
                "one is in my_work/kept."
            )


def _given(data: bytes) -> dict[str, str]:
    """What the course wrote: grade_id -> source, of all cells but the answers."""
    cells = bare_cells(read(data)[0])
    return {grade_id(cell): cell["source"] for cell in cells if grade_id(cell) and not _is_answer(cell)}


def _is_answer(cell: dict) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def _begun(module: Module) -> bool:
    return any(str(event.get("exercise")).startswith(f"{module.topic}.") for event in events())
