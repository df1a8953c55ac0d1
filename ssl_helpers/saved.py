"""Whether the file of an exercise holds the answers that were checked: its tab may hold what was never saved."""

from collections.abc import Mapping, Sequence

import pandas as pd

from ssl_helpers import CourseError
from ssl_helpers.checking import outcomes, record
from ssl_helpers.checking.exercises import Module, find
from ssl_helpers.notebook_file import bare_cells, grade_id, read
from ssl_helpers.progress import number, tasks
from ssl_helpers.workspace import released_notebook


def not_in_file(module: Module, cells: Sequence[Mapping]) -> pd.DataFrame:
    """The rows of `tasks()` whose answer, as it was checked last, stands in none of these bare cells."""
    done = tasks()
    done = done[(done["stem"] == module.stem) & (done["outcome"] != outcomes.NOT_ATTEMPTED)]
    in_file = {record.digest(cell["source"]) for cell in cells if cell["cell_type"] == "code"}
    given = {grade_id(cell): cell["source"] for cell in bare_cells(read(released_notebook(module).read_bytes())[0])}
    # Of an answer that no cell is known for, such as one timed with %time: whether there is one at all.
    begun = {grade_id(cell) for cell in cells if cell["source"].split() != given.get(grade_id(cell), "").split()}
    here = [
        set(row["answer"]) <= in_file if len(row["answer"]) else f"{find(row['exercise']).grade_id}-answer" in begun
        for _, row in done.iterrows()
    ]
    return done.loc[[not one for one in here]]


def refuse_unsaved(module: Module, cells: Sequence[Mapping], saved: float, then: str) -> pd.DataFrame:
    """Refuse a file that is older than the check of an answer which is not in it; the other answers not in it.

    saved: seconds. then: what to do once it is saved.
    """
    lost = not_in_file(module, cells)
    since = lost["checked"] > pd.Timestamp(saved, unit="s", tz="UTC")
    if since.any():
        raise CourseError(
            f"What you checked last in {tasks_listed(lost[since])} is not saved. Go to the tab of exercise "
            f"{number(module.stem)} ({module.stem}.ipynb) and press Ctrl+S there (Mac: Cmd+S), then {then}."
        )
    return lost


def tasks_listed(some: pd.DataFrame) -> str:
    *first, last = map(str, some["number"])
    return f"tasks {', '.join(first)} and {last}" if first else f"task {last}"
