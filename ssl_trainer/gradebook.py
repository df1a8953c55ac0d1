"""nbgrader's gradebook: the one place that writes it, and reads the marks back, the trainer's own among them."""

import contextlib
import os
import sqlite3
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader import api
from nbgrader.preprocessors import SaveAutoGrades, SaveCells
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from ssl_helpers import CourseError
from ssl_helpers.checking.exercises import exercises_of, topics
from ssl_trainer import records
from ssl_trainer.feedback import Grade
from ssl_trainer.records import Record

COURSE_ID = "social-selling-course"
FILE = "gradebook.db"
EXCHANGE = ".exchange"

CONFIG = f'''"""Made by ssl-trainer grade, so that nbgrader's formgrader and export work in this folder."""

from pathlib import Path

c = get_config()

c.CourseDirectory.course_id = "{COURSE_ID}"
# nbgrader's way to hand out and collect on a shared server. Nobody uses it here; without one, each page complains.
c.Exchange.root = str(Path(__file__).parent / "{EXCHANGE}")
# grades.csv is ours, with a status for each hand-in.
c.ExportPlugin.to = "nbgrader.csv"
# Learners' code runs in ssl-trainer's sandbox only: nbgrader's own button would run it on this machine.
c.Execute.kernel_name = "use-ssl-trainer-grade"
'''


def prepare(results: Path, releases: Mapping[str, NotebookNode]) -> None:
    """Make the gradebook below `results` if it is not there, with every released exercise in it.

    Raises CourseError for a file that is no gradebook, or that of another course or of an earlier edition of it.
    """
    path = results / FILE
    with _explained(path):
        _assert_ours(path)
        # nbgrader calls alembic by name when it makes a gradebook; it stands beside this Python.
        before = os.environ.get("PATH", "")
        os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
        try:
            with api.Gradebook(_url(results), COURSE_ID) as gradebook:
                known = {one.name for one in gradebook.assignments}
                for stem in releases.keys() - known:
                    gradebook.add_assignment(stem)
        finally:
            os.environ["PATH"] = before
        for stem, release in releases.items():
            try:
                SaveCells().preprocess(deepcopy(release), _resources(results, stem))
            except RuntimeError as error:
                raise CourseError(
                    f"{path} holds marks of an earlier edition of {stem}, with other tasks. Choose another folder with "
                    "--out for this edition."
                ) from error
    (results / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    (results / EXCHANGE).mkdir(exist_ok=True)
    for stem in releases:
        # The formgrader lists the assignments that have such a folder.
        (results / "source" / stem).mkdir(parents=True, exist_ok=True)


def enter(results: Path, record: Record, notebook: NotebookNode) -> None:
    """Enter the automatic marks of one submission. Marks given by hand stay, and ask to be looked at again."""
    with _explained(results / FILE):
        with api.Gradebook(_url(results), COURSE_ID) as gradebook:
            gradebook.update_or_create_student(record.learner)
            gradebook.update_or_create_submission(record.assignment, record.learner)
        resources = _resources(results, record.assignment, record.learner)
        SaveAutoGrades().preprocess(deepcopy(notebook), resources)
        if record.status == records.TAMPERED:
            with api.Gradebook(_url(results), COURSE_ID) as gradebook:
                found = gradebook.find_submission_notebook(record.assignment, record.assignment, record.learner)
                for grade in found.grades:
                    grade.needs_manual_grade = True
                gradebook.db.commit()


def add_learners(results: Path, learners: list[str]) -> None:
    """Make learners known to the gradebook, such as those of the roster who handed in nothing."""
    with _explained(results / FILE), api.Gradebook(_url(results), COURSE_ID) as gradebook:
        for learner in set(learners) - {one.id for one in gradebook.students}:
            gradebook.add_student(learner)


def grades(results: Path, kept: Mapping[tuple[str, str], Record]) -> dict[tuple[str, str], dict[str, Grade]]:
    """(learner, assignment) -> grade_id -> Grade, for the submissions that have a record.

    A check that was not reached has no score unless the trainer gave one: what was not judged is no 0.
    """
    found: dict[tuple[str, str], dict[str, Grade]] = defaultdict(dict)
    with _explained(results / FILE), api.Gradebook(_url(results), COURSE_ID) as gradebook:
        where = api.SubmittedAssignment.student_id, api.Assignment.name, api.BaseCell.name
        marks = gradebook.db.query(*where, api.Grade).select_from(api.Grade)
        remarks = gradebook.db.query(*where, api.Comment).select_from(api.Comment)
        comments = {
            (learner, stem, name): comment.manual_comment or "" for learner, stem, name, comment in _joined(remarks)
        }
        for learner, stem, name, grade in _joined(marks):
            record = kept.get((learner, stem))
            if record is None:
                continue
            by_hand = grade.manual_score is not None
            judged = by_hand or name in _judged(record) or name not in _checks()
            waits = grade.needs_manual_grade and grade.manual_score is None and grade.auto_score is None
            comment = comments.get((learner, stem, name), "")
            score = grade.score if judged and not waits else None
            again = grade.needs_manual_grade and by_hand
            found[learner, stem][name] = Grade(score, grade.cell.max_score, waits, comment, again, by_hand)
        for (learner, stem, name), comment in comments.items():
            if comment and (learner, stem) in kept and name not in found[learner, stem]:
                found[learner, stem][name] = Grade(None, 0, False, comment)
    return dict(found)


def _joined(query):
    return (
        query.join(api.SubmittedNotebook)
        .join(api.SubmittedAssignment)
        .join(api.Assignment)
        .join(api.BaseCell)
        .order_by(api.SubmittedAssignment.student_id)
    )


def _judged(record: Record) -> set[str]:
    return {one.exercise.replace(".", "-") for one in record.outcomes}


@cache
def _checks() -> set[str]:
    return {one.grade_id for topic in topics() for one in exercises_of(topic)}


def _url(results: Path) -> str:
    return f"sqlite:///{results / FILE}"


def _resources(results: Path, stem: str, learner: str = "") -> ResourcesDict:
    told = {"notebook": stem, "assignment": stem, "student": learner, "db_url": _url(results)}
    return ResourcesDict(nbgrader=told)


def _assert_ours(path: Path) -> None:
    """Look before nbgrader does: it would write its tables into any database."""
    if not path.exists():
        return
    if not path.is_file():
        raise CourseError(f"{path} is no file. Move it away, or choose another folder with --out.")
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        tables = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
        if not tables:
            return
        courses = {one for (one,) in database.execute("select id from course")} if "course" in tables else set()
    # nbgrader adds a course of its own, "default_course", to any gradebook.
    if not courses or courses - {COURSE_ID, "default_course"}:
        raise CourseError(f"{path} is the gradebook of another course. Choose another folder with --out.")


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What may be wrong with the gradebook, in a sentence."""
    try:
        with warnings.catch_warnings():
            # Of nbgrader's own way with its database, which works.
            warnings.simplefilter("ignore", SAWarning)
            # It would print a traceback of what is told below.
            api.app_log.setLevel("CRITICAL")
            yield
    except (sqlite3.Error, SQLAlchemyError, api.InvalidEntry) as error:
        words = str(getattr(error, "orig", None) or error)
        if "locked" in words:
            told = "is in use by another program. Close JupyterLab's formgrader and give the command again"
        elif "full" in words:
            told = "cannot grow: the disk is full. Make room and give the command again"
        elif "readonly" in words or "unable to open" in words:
            told = "cannot be written. Choose a folder with --out that you may write"
        elif "not a database" in words or "malformed" in words or "no such" in words:
            told = "is no gradebook of nbgrader, or a damaged one. Move it away, or choose another folder with --out"
        else:
            told = f"cannot be used: {words}"
        raise CourseError(f"{path} {told}. What is marked is kept.") from error
