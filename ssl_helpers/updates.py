"""Exercises that an update of the course has changed since the learner got them."""

from collections.abc import Iterator

from ssl_helpers import starting_afresh
from ssl_helpers.checking.exercises import Module, module_of, topics
from ssl_helpers.checking.record import events
from ssl_helpers.notebook_file import Unreadable, bare_cells, grade_id, read
from ssl_helpers.progress import number
from ssl_helpers.workspace import own_notebook, released_notebook


def take_up() -> Iterator[str]:
    """Renew each exercise that an update has changed and the learner has not begun; a sentence for each changed one.

    What was begun stays as it is.
    """
    for module in sorted(map(module_of, topics()), key=lambda one: one.stem):
        try:
            mine, new = _cells(own_notebook(module).read_bytes()), _cells(released_notebook(module).read_bytes())
        except (OSError, Unreadable):
            # Whoever hands it in, or asks the doctor, is told.
            continue
        if _given(mine) == _given(new):
            continue
        if _answers(mine) == _answers(new) and not _begun(module):
            starting_afresh.reset(module)
            yield f"Exercise {number(module.stem)} is new: an update changed it, and you had not begun it."
        else:
            yield (
                f"Exercise {number(module.stem)} was changed by an update. Yours stays as it is. If you would rather "
                f"begin the new one, give: reset {number(module.stem)} (yours is kept)."
            )


def _cells(data: bytes) -> list[dict]:
    return bare_cells(read(data)[0])


def _given(cells: list[dict]) -> dict[str, str]:
    """What the course wrote: grade_id -> source, of all cells but the answers."""
    return {grade_id(cell): cell["source"] for cell in cells if grade_id(cell) and not _is_answer(cell)}


def _answers(cells: list[dict]) -> dict[str, str]:
    return {grade_id(cell): cell["source"] for cell in cells if _is_answer(cell)}


def _is_answer(cell: dict) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def _begun(module: Module) -> bool:
    return any(str(event.get("exercise")).startswith(f"{module.topic}.") for event in events())
