"""Exercises made from the solutions by nbgrader, and the stubs by which a check knows an untouched function."""

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import nbformat

from ssl_helpers import CourseError
from ssl_helpers.checking.exercises import exercises_of, module_of, topics
from ssl_helpers.data import COURSE_FOLDER

STUBS = Path("ssl_helpers/checks/stubs.json")


def make_exercises(out: Path = COURSE_FOLDER) -> list[Path]:
    """Make all exercises and the stubs from the solutions, below the folder `out`; the files written, in order.

    Raises CourseError, with nbgrader's own words, for a solution that nbgrader refuses; nothing is written then.
    """
    stems = sorted(module_of(topic).stem for topic in topics())
    with tempfile.TemporaryDirectory() as folder:
        # In a copy: nbgrader writes a gradebook beside its folders, and the trainer's own is to be left alone.
        course = Path(folder)
        shutil.copytree(COURSE_FOLDER / "solutions", course / "solutions")
        shutil.copy(COURSE_FOLDER / "nbgrader_config.py", course)
        for stem in stems:
            nbgrader(course, "generate_assignment", stem)
        texts = {stem: (course / "exercises" / stem / f"{stem}.ipynb").read_text(encoding="utf-8") for stem in stems}
    written = [_write(out / "exercises" / stem / f"{stem}.ipynb", text) for stem, text in texts.items()]
    stubs = _stubs(nbformat.reads(text, as_version=4) for text in texts.values())
    return [*written, _write(out / STUBS, json.dumps(stubs, ensure_ascii=False, indent=2) + "\n")]


def nbgrader(course: Path, *arguments: str, firm: Path | None = None) -> str:
    """Run nbgrader in the folder `course` and give back what it said. With `firm`, notebooks load that firm's tables.

    Raises CourseError with its last words if it fails.
    """
    # nbgrader calls alembic by name, which stands beside this Python.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    chosen = {"SSL_DATASETS": str(firm)} if firm else {}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1", **chosen},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    said = done.stdout + done.stderr
    if done.returncode:
        raise CourseError(f"nbgrader {' '.join(arguments)} failed: {said.strip()[-2000:]}")
    return said


def _stubs(exercises: Iterable[nbformat.NotebookNode]) -> dict[str, str]:
    """Exercise id -> source of the answer cell as released, for the tasks whose answer is a function."""
    released = {
        cell.metadata.nbgrader.grade_id: cell.source
        for notebook in exercises
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }
    answers = {one.id: released[f"{one.grade_id}-answer"] for topic in topics() for one in exercises_of(topic)}
    return {name: source for name, source in answers.items() if _defines_function(source)}


def _defines_function(source: str) -> bool:
    return any(isinstance(node, ast.FunctionDef) for node in ast.parse(source).body)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path
