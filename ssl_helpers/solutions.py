"""The model solution of a task, with its reason: both stand in the solution notebook, and nowhere else."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from ssl_helpers.checking.exercises import Exercise, module_of
from ssl_helpers.data import COURSE_FOLDER

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


@dataclass(frozen=True)
class Solution:
    """code: the answer cell as it would be typed. reason: why it is so, from the comment at its head."""

    code: str
    reason: str


def model_solution(exercise: Exercise, course: Path = COURSE_FOLDER) -> Solution | None:
    """The solution of a task, or None in a copy of the course that was handed out without solutions."""
    stem = module_of(exercise.id.partition(".")[0]).stem
    file = course / "solutions" / stem / f"{stem}.ipynb"
    if not file.is_file():
        return None
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == f"{exercise.grade_id}-answer":
            return read("".join(cell["source"]))
    return None


def read(source: str) -> Solution:
    """The solution in the source of an answer cell, which has the dots for the learner above it."""
    before, _, rest = source.partition(BEGIN)
    inside, _, after = rest.partition(END)
    before, lines = before.rstrip(" \n"), inside.rstrip().lstrip("\n").split("\n")
    reason = []
    while lines and lines[0].lstrip().startswith("#"):
        reason.append(lines.pop(0).lstrip("# "))
    given = [line for line in before.split("\n") if not re.fullmatch(r"\s*(\w+ = )?\.\.\.", line)]
    after = after.strip("\n")
    # The line that tries a function stands below it, apart.
    gap = [] if not after or after.startswith(" ") else ["", ""]
    return Solution("\n".join([*given, *lines, *gap, after]).strip("\n"), " ".join(reason))
