"""Hand-ins for tests: the released exercise with answers in it, in an inbox."""

import csv
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from ssl_helpers.data import COURSE_FOLDER

STEM = "06_network"


def exercise(answers: Mapping[str, str] | None = None, stem: str = STEM, folder: str = "exercises") -> NotebookNode:
    """The exercise as released (or its solution), with these answers: task -> source of its answer cell.

    A key "reflection" is the text of the reflection.
    """
    notebook = nbformat.read(COURSE_FOLDER / folder / stem / f"{stem}.ipynb", as_version=4)
    topic = stem.partition("_")[2]
    sources = {f"{topic}-{task}-answer": source for task, source in (answers or {}).items()}
    sources[f"{topic}-reflection"] = (answers or {}).get("reflection")
    for cell in notebook.cells:
        source = sources.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        cell.source = cell.source if source is None else source
    return notebook


def solved(answers: Mapping[str, str] | None = None) -> NotebookNode:
    """The model solution, with these answers in place of its own."""
    return exercise(answers, folder="solutions")


def put(inbox: Path, learner: str, notebook: NotebookNode | str | bytes, name: str = f"{STEM}.ipynb") -> Path:
    """Hand in a notebook in a folder of the learner's name."""
    path = inbox / learner / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(notebook) if isinstance(notebook, dict) else notebook
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def grades(results: Path) -> dict[tuple[str, str], dict[str, str]]:
    """(learner, assignment) -> row of grades.csv."""
    rows = table(results / "grades.csv")
    found = {(row["learner"], row["assignment"]): row for row in rows}
    assert len(found) == len(rows), "a learner has two rows for one assignment"
    return found


def checks(results: Path) -> dict[tuple[str, str], dict[str, str]]:
    """(learner, exercise id) -> row of checks.csv."""
    return {(row["learner"], row["exercise"]): row for row in table(results / "checks.csv")}
