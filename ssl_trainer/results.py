"""What the trainer takes away: grades.csv, checks.csv, the class report, and a page of feedback for each submission."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import nbformat

from ssl_helpers import CourseError
from ssl_helpers.checking.exercises import exercises_of, module_called
from ssl_helpers.sheets import as_csv
from ssl_trainer import exports, feedback, gradebook, records, report
from ssl_trainer.feedback import Grade
from ssl_trainer.records import NOT_REACHED, Record
from ssl_trainer.roster import alike, matched

GRADES = (
    *("learner", "assignment", "status", "repaired", "score", "max_score", "extra", "max_extra"),
    *("reflection", "max_reflection", "note"),
)
"""Points: score of the core tasks, extra of the extra tasks, reflection given by the trainer. Blank: not judged."""

CHECKS = ("learner", "assignment", "exercise", "outcome", "points", "max_points", "mistake", "message", "minutes")
"""minutes: that it took the learner, where the hand-in tells."""


def write(results: Path, roster: Sequence[str]) -> tuple[list[Record], int]:
    """Write the tables and the pages from the records and the gradebook.

    Gives the records, with those of the missing, and how many submissions wait for the trainer's marks.
    """
    kept = list(records.all_in(results))
    kept += missing(roster, kept)
    kept.sort(key=lambda one: (one.learner.casefold(), one.learner, one.assignment))
    grades = gradebook.grades(results, {(one.learner, one.assignment): one for one in kept})
    graded = [(one, grades.get((one.learner, one.assignment), {})) for one in kept]
    remarks = _remarks([one for one in kept if one.status != records.MISSING], roster)
    rows = [_grade_row(one, marks, remarks.get(one.learner, "")) for one, marks in graded]
    checks = [row for one in kept for row in _check_rows(one)]
    _replace(results / "grades.csv", as_csv(GRADES, rows))
    _replace(results / "checks.csv", as_csv(CHECKS, checks))
    for one, marks in graded:
        if one.status != records.MISSING:
            _write_page(results, one, marks)
    exports.write(results, graded, grades=_whole(GRADES, rows), checks=_whole(CHECKS, checks))
    report.write(results)
    return kept, sum(any(grade.awaiting for grade in marks.values()) for _, marks in graded)


def missing(roster: Sequence[str], kept: Iterable[Record]) -> list[Record]:
    """A record for each learner of the roster and each assignment of this class that nothing was handed in for.

    Somebody whose hand-in does not even tell the assignment has handed in something.
    """
    there = {(one.learner, one.assignment) for one in kept}
    learners = sorted({learner for learner, _ in there})
    known_as = {name: learner for learner, name in matched(roster, learners).items()}
    unclear = {learner for learner, assignment in there if not assignment}
    assignments = sorted({assignment for _, assignment in there if assignment}) or [""]
    found = []
    for name in roster:
        learner, similar = known_as.get(name, name), alike(name, learners)
        note = "Nothing was handed in."
        if name not in known_as and similar:
            note = f"Nothing was handed in under just this name. Perhaps: {', '.join(similar)}."
        if learner not in unclear:
            found += [
                Record(learner, assignment, records.MISSING, note=note)
                for assignment in assignments
                if (learner, assignment) not in there
            ]
    return found


def _remarks(kept: Sequence[Record], roster: Sequence[str]) -> dict[str, str]:
    """Learner -> what the trainer should know about the name."""
    learners = sorted({one.learner for one in kept})
    on_roster = matched(roster, learners)
    told = {}
    for learner in learners:
        numbered = re.fullmatch(r"(.+) \(\d{1,2}\)", learner)
        words = ["Not on the roster."] if roster and learner not in on_roster else []
        if numbered and numbered[1] in learners and not module_called(numbered[1]):
            words.append(f"Perhaps another version of what {numbered[1]} handed in.")
        told[learner] = " ".join(words)
    return told


def _grade_row(record: Record, marks: Mapping[str, Grade], remark: str) -> dict[str, object]:
    module = module_called(record.assignment)
    reached = feedback.points(module.topic, marks) if module else None
    note = list(filter(None, (record.note, remark)))
    row = {
        "learner": record.learner,
        "assignment": record.assignment,
        "status": record.status,
        "repaired": " ".join(record.repaired),
    }
    if reached:
        row |= {
            "score": reached.core,
            "max_score": reached.max_core,
            "extra": reached.extra,
            "max_extra": reached.max_extra,
        }
        if marks:
            row |= {"reflection": reached.reflection, "max_reflection": reached.max_reflection}
        if reached.awaiting:
            note.append("The reflection is awaiting marking.")
        if any(grade.again for grade in marks.values()):
            note.append("You gave marks to an earlier version: look at them again in the formgrader.")
        checks = len(exercises_of(module.topic))
        left = checks - len(record.outcomes)
        if record.status in records.JUDGED and left:
            note.append(f"{left} of {checks} checks were not reached.")
    return {**row, "note": " ".join(note)}


def _check_rows(record: Record) -> Iterable[dict[str, object]]:
    module = module_called(record.assignment)
    if not module or record.status not in records.JUDGED:
        return
    found = {one.exercise: one for one in record.outcomes}
    for exercise in exercises_of(module.topic):
        outcome = found.get(exercise.id)
        yield {
            "learner": record.learner,
            "assignment": record.assignment,
            "exercise": exercise.id,
            "outcome": outcome.kind if outcome else NOT_REACHED,
            "points": outcome.points if outcome else None,
            "max_points": exercise.points,
            "mistake": outcome.mistake if outcome else "",
            "message": outcome.message if outcome else "",
            "minutes": record.minutes.get(exercise.id),
        }


def _whole(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """The rows with each of the columns, None where nothing is known."""
    return [{name: row.get(name) for name in columns} for row in rows]


def _write_page(results: Path, record: Record, marks: Mapping[str, Grade]) -> None:
    name = record.assignment or "not_marked"
    path = results / "feedback" / record.learner / name / f"{name}.html"
    made_from = hashlib.sha256(repr((record, sorted(marks.items()))).encode("utf-8", "replace")).hexdigest()
    mark = f"<!-- made from {made_from} -->\n"
    if path.is_file() and path.read_text(encoding="utf-8").endswith(mark):
        return
    marked = notebook_path(results, record.learner, record.assignment)
    notebook = nbformat.read(marked, as_version=4) if marks and marked.is_file() else None
    _replace(path, (feedback.page(record, notebook, marks) + mark).encode("utf-8"))


def notebook_path(results: Path, learner: str, assignment: str) -> Path:
    """Where nbgrader looks for a marked notebook."""
    return results / "autograded" / learner / assignment / f"{assignment}.ipynb"


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.part")
    half.write_bytes(content)
    try:
        half.replace(path)
    except PermissionError as error:
        raise CourseError(f"{path} cannot be replaced. If another program has it open, close it.") from error
