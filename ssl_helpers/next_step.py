"""What a learner does next: which task, where it stands, and how it is said."""

import json
import os
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import module_called
from ssl_helpers.progress import events, number
from ssl_helpers.workspace import own_notebook, released_notebook, workspace

LANDING_PAGE = "course/00_start.ipynb"


def first_page(task: pd.Series | None) -> Path:
    """The notebook with which the course opens: the start page for whoever has done nothing, or everything."""
    begun = any("exercise" in event for event in events())
    return workspace() / LANDING_PAGE if task is None or not begun else next_page(task)


def next_task(done: pd.DataFrame) -> pd.Series | None:
    """The row of `tasks()` to do next; None when all core tasks are right.

    The first open core task of the module that was worked on last, or else of the modules after it, then before it:
    a workshop may leave some out.
    """
    still_open = done[done["core"] & (done["outcome"] != outcomes.CORRECT)]
    if still_open.empty:
        return None
    latest = done.loc[done["checked"].idxmax(), "stem"] if done["checked"].notna().any() else ""
    from_here = still_open[still_open["stem"] >= latest]
    return (still_open if from_here.empty else from_here).iloc[0]


def next_page(task: pd.Series) -> Path:
    """The notebook to open for it: the exercise if it has been begun, else its lesson, which comes first."""
    own = own_notebook(module_called(task["stem"]))
    begun = any(event.get("exercise", "").startswith(f"{task['exercise'].partition('.')[0]}.") for event in events())
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
    module = module_called(task["stem"])
    cells = json.loads(released_notebook(module).read_text(encoding="utf-8"))["cells"]
    named = f"{task['exercise'].replace('.', '-')}-task"
    source = next(
        "".join(one["source"]) for one in cells if one["metadata"].get("nbgrader", {}).get("grade_id") == named
    )
    return source.partition("\n")[0].lstrip("# ")


def link(task: pd.Series | None, here: Path) -> str:
    """The address of the next step from a notebook in the folder `here`; "" if there is none, or no way from there."""
    if task is None or not here.resolve().is_relative_to(workspace().resolve()):
        return ""
    page = next_page(task)
    place = "" if page.parent.name == "course" else f"#{quote(heading(task).replace(' ', '-'))}"
    return quote(Path(os.path.relpath(page.resolve(), here.resolve())).as_posix()) + place
