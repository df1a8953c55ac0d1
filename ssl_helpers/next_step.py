"""What a learner does next: which task, where it stands, and how it is said."""

import json
import os
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import find, module_called
from ssl_helpers.checking.record import events
from ssl_helpers.progress import number
from ssl_helpers.workspace import own_notebook, released_notebook, workspace

LANDING_PAGE = "course/00_start.ipynb"


def opening(task: pd.Series | None) -> str:
    """The page with which the course opens, below the workspace: for whoever has done nothing, or all, the start page.

    An exercise opens at its top: its setup cell must run before a task can be gone on with.
    """
    if task is None or not any("exercise" in event for event in events()):
        return LANDING_PAGE
    return next_page(task).relative_to(workspace()).as_posix()


def next_task(done: pd.DataFrame) -> pd.Series | None:
    """The row of `tasks()` to do next; None when all core tasks are right.

    The first open core task of the module that was worked on last, or else of the modules after it, then before it:
    a workshop may leave some out.
    """
    still_open = done[done["core"] & (done["outcome"] != outcomes.CORRECT)]
    if still_open.empty:
        return None
    latest = done.loc[done["position"].idxmax(), "stem"] if (done["position"] >= 0).any() else ""
    from_here = still_open[still_open["stem"] >= latest]
    return (still_open if from_here.empty else from_here).iloc[0]


def next_page(task: pd.Series) -> Path:
    """The notebook to open for it: the exercise if it has been begun, else its lesson, which comes first."""
    own = own_notebook(module_called(task["stem"]))
    topic = task["exercise"].partition(".")[0]
    begun = any(str(event.get("exercise")).startswith(f"{topic}.") for event in events())
    return own if begun else workspace() / "course" / own.name


def next_step(task: pd.Series | None) -> str:
    """What to do next, in words."""
    if task is None:
        return "Every core task is right. The extra tasks and your own network are still there for you."
    if next_page(task).parent.name == "course":
        return f"Next: lesson {number(task['stem'])}, {module_called(task['stem']).title}."
    return f"Next: exercise {number(task['stem'])}, task {heading(task)} ({task['minutes']} minutes)."


def heading(task: pd.Series) -> str:
    """The heading of a task in its notebook, "2 · What is the network composed of?"."""
    return "".join(_text_of(task)["source"]).partition("\n")[0].lstrip("# ")


def _text_of(task: pd.Series) -> dict:
    """The cell of the released notebook that says the task."""
    cells = json.loads(released_notebook(module_called(task["stem"])).read_text(encoding="utf-8"))["cells"]
    named = f"{find(task['exercise']).grade_id}-task"
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == named)


def place(task: pd.Series) -> str:
    """Where on its page a task stands, as JupyterLab's addresses say it; "" at the top of a lesson."""
    return "" if next_page(task).parent.name == "course" else f"#cell-id={_text_of(task)['id']}"


def link(task: pd.Series | None, here: Path) -> str:
    """The address of the next step from a notebook in the folder `here`; "" if there is none, or no way from there."""
    if task is None or not here.resolve().is_relative_to(workspace().resolve()):
        return ""
    page = next_page(task)
    return quote(Path(os.path.relpath(page.resolve(), here.resolve())).as_posix()) + place(task)
