"""A class in which everything arrives: everyone gets a mark or a named reason, and nobody pays for a neighbour."""

import csv
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
import weakref
from pathlib import Path

import hypothesis
import nbformat
import psutil
import pytest
from handed_in import STEM, checks, exercise, grades, put, solved
from hostile import CODE, FILES, MARKER, REPAIRED, hand_in, learner
from hypothesis import strategies as st
from lab_server import TOKEN, served
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from ssl_helpers import CourseError
from ssl_helpers.alongside import METADATA
from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of, module_of, topics
from ssl_helpers.data import COURSE_FOLDER, firm_in
from ssl_trainer import COURSE_SEED, records, roster
from ssl_trainer.cli import app
from ssl_trainer.doctor import report
from ssl_trainer.grading import OTHER_FIRM, Firm, _firm, grade
from ssl_trainer.kernels import Limits, Protection, protection
from ssl_trainer.marking import SAFE
from ssl_trainer.notebooks import nbgrader

needs_sandbox = pytest.mark.skipif(not protection().works, reason=f"no sandbox here: {protection().why}")

QUICK = Limits(cell_seconds=8, notebook_seconds=30)
# Enough for whatever ends at all, beside neighbours that take all they get.
PATIENT = Limits(cell_seconds=12, notebook_seconds=40)
"""For code that never ends; honest notebooks need two seconds, and more on a busy machine."""

CORE = sum(one.points for one in exercises_of("network") if one.core)
EXTRA = sum(one.points for one in exercises_of("network") if not one.core)


def with_cells(notebook: nbformat.NotebookNode, **sources: str) -> nbformat.NotebookNode:
    """With a learner's own cell after each of the cells of these ids (with _ for -)."""
    for place, source in sources.items():
        where = next(n for n, cell in enumerate(notebook.cells) if cell["id"] == place.replace("_", "-"))
        notebook.cells.insert(where + 1, nbformat.v4.new_code_cell(source))
    return notebook


SPOILT = "people = people.category.value_counts(normalize=True)\nmix = people"
SETUP = next(cell.source for cell in solved().cells if cell["id"] == "setup")
MODEL = {cell["id"]: cell.source for cell in solved().cells}

# Clumsy, but each keeps what it has earned, and is `graded`: the answers or the notebook; the core points.
CLUMSY = {
    "all right": ({}, CORE),
    "one error": ({"mix": "mix = peeple"}, CORE - 2),
    "prints, a plot and a warning": (
        {
            "listeners": "import warnings\nimport matplotlib.pyplot as plt\nwarnings.warn('careful')\n"
            "people.category.value_counts().plot.bar()\nplt.show()\nfor number in range(3000):\n    print(number)\n"
            "listeners = len(people)"
        },
        CORE,
    ),
    "own names": (
        {
            "listeners": "import os\n\n\ndef check(name):\n    return 'mine'\n\n\nhint = load = display = 7\n"
            "listeners = len(people)"
        },
        CORE,
    ),
    "stops the kernel": ({"listeners": "listeners = len(people)\nexit()"}, CORE),
    "spoils a table": ({"decision_makers": "people = people.drop(columns='category')"}, CORE),
    "spoils a table and runs the setup again": ({"mix": SPOILT}, CORE),
    "looks at some and runs the setup again": (
        with_cells(solved(), mix_check='people = people[people["category"] == "customer"]'),
        CORE,
    ),
    "starts the debugger": (
        {"listeners": "%pdb on\nlisteners = peeple", "mix": "breakpoint()\n" + MODEL["mix-answer"]},
        CORE - 1,
    ),
    "heavy and wrong": ({"mix": "import numpy as np\nbig = np.ones(9 * 10**7)\nmix = 1"}, CORE - 2),
    "shows a page of its own": (with_cells(solved(), listeners_check="%%html\n" + "a" * 1_000_000), CORE),
    "writes a file each time": (
        {
            "mix": "open('runs.txt', 'a').write('x')\nmix = 1",
            "white_spots": "assert open('runs.txt').read() == 'x'\n" + MODEL["white-spots-answer"],
        },
        CORE - 2,
    ),
    "takes a word of Python": ({"listeners": "len = len(people)\nlisteners = len"}, CORE),
    "right below its check": (
        with_cells(solved({"listeners": "listeners = len(raw)"}), listeners_hint="listeners = len(people)"),
        CORE,
    ),
    "right at the end": (
        with_cells(solved({"listeners": "listeners = ..."}), reflection="listeners = len(people)"),
        CORE,
    ),
    "right, and scribbles at the end": (
        with_cells(solved(), reflection="listeners = 0"),
        CORE,
    ),
    "all in one cell": (
        exercise(
            {
                "listeners": "\n".join(
                    MODEL[f"{one.id.partition('.')[2].replace('_', '-')}-answer"]
                    for one in exercises_of("network")
                    if one.core
                )
            }
        ),
        CORE,
    ),
    "checks in its own cell": (
        solved({"listeners": 'listeners = 0\ncheck("network.listeners")\nlisteners = len(people)'}),
        CORE,
    ),
    "helper at the end": (
        with_cells(
            solved({"listeners": "listeners = rows(people)"}), reflection="def rows(table):\n    return len(table)"
        ),
        CORE,
    ),
    "own imports above the setup": (
        with_cells(solved({"listeners": "listeners = int(np.size(people.index))"}), title="import numpy as np"),
        CORE,
    ),
    "large outputs of every kind": (
        solved(
            {
                "listeners": "from IPython.display import JSON\ndisplay(JSON({'a': 'x' * 9_000_000}))\n"
                "display({'image/png': 'A' * 3_900_000, 'image/jpeg': 'A' * 3_900_000, 'text/plain': 'x'}, raw=True)\n"
                "listeners = len(people)"
            }
        ),
        CORE,
    ),
    "waits for Enter": ({"listeners": "input('Press Enter')\nlisteners = len(people)"}, CORE),
    "saves a picture above": (
        {"listeners": "open('../figure.txt', 'w').write('x')\nlisteners = len(people)"},
        CORE,
    ),
    "installs something": ({"listeners": "!pip install seaborn\n%pip install tqdm\nlisteners = len(people)"}, CORE),
}


def honest(inbox: Path) -> dict[str, float]:
    """Put honest learners into the inbox; learner -> core points."""
    earned = {}
    for name, (given, points) in CLUMSY.items():
        earned[name] = points
        put(inbox, name, given if "cells" in given else solved(given))
    return earned


def digest(folder: Path) -> str:
    """Of all names and contents below a folder; of what is no file, the name alone."""
    summed = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        summed.update(str(path.relative_to(folder)).encode())
        if path.is_file() and not path.is_symlink():
            summed.update(path.read_bytes())
    return summed.hexdigest()


def survivors() -> list[str]:
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if MARKER in (process.info["cmdline"] or []):
            found.append(" ".join(process.info["cmdline"]))
    return found


@pytest.fixture(scope="module")
def classes(tmp_path_factory):
    """The results of a class of honest learners, alone and among hostile hand-ins."""
    folder = tmp_path_factory.mktemp("classes")
    earned = honest(folder / "honest")
    shutil.copytree(folder / "honest", folder / "both")
    expected = hand_in(folder / "both")
    untouched = [folder / "both", *(COURSE_FOLDER / name for name in ("datasets", "solutions", "exercises"))]
    before = [digest(one) for one in untouched]
    grade(folder / "honest", folder / "alone", limits=QUICK)
    # Most of the time passes with waiting for those that never end.
    grade(folder / "both", folder / "among", limits=PATIENT, workers=8)
    return folder, earned, expected, before == [digest(one) for one in untouched]


@needs_sandbox
class TestClass:
    def test_is_of_100_with_60_kinds(self, classes):
        folder, earned, expected, _ = classes
        assert len(expected) >= 60 and len(earned) + len(expected) >= 100
        assert len(grades(folder / "among")) == len(earned) + len(expected), "one row each"

    def test_everyone_has_the_one_right_status(self, classes):
        folder, earned, expected, _ = classes
        found = {name: row["status"] for (name, _), row in grades(folder / "among").items()}
        wrong = {name: found.get(name) for name, status in expected.items() if found.get(name) != status}
        assert wrong == {}
        assert {found[name] for name in earned} == {"graded"}

    def test_honest_marks_are_those_of_a_class_without_the_others(self, classes):
        folder, earned, _, _ = classes
        alone, among = grades(folder / "alone"), grades(folder / "among")
        assert {name: float(row["score"]) for (name, _), row in alone.items()} == earned
        assert {key: among[key] for key in alone} == alone
        said, before = checks(folder / "among"), checks(folder / "alone")
        assert {key: said[key] for key in before} == before

    def test_nothing_hostile_earns_a_point(self, classes):
        folder, _, expected, _ = classes
        earned = {
            name: (row["score"], row["extra"])
            for (name, _), row in grades(folder / "among").items()
            if name in expected and (float(row["score"] or 0) or float(row["extra"] or 0))
        }
        assert earned == {}
        with Gradebook(f"sqlite:///{folder / 'among' / 'gradebook.db'}", "social-selling-course") as gradebook:
            scores = {one.id: one.score for one in gradebook.students if one.id in expected}
        assert set(scores.values()) == {0}

    def test_what_was_not_judged_is_no_zero(self, classes):
        folder, _, expected, _ = classes
        rows = {name: row for (name, _), row in grades(folder / "among").items() if name in expected}
        judged = {name for (name, _) in checks(folder / "among") if name in expected}
        for name, row in rows.items():
            reached = [one for (who, _), one in checks(folder / "among").items() if who == name and one["points"] != ""]
            if row["status"] in ("tampered", "unreadable", "wrong_assignment"):
                assert row["score"] == row["extra"] == "" and name not in judged
            elif not reached:
                assert row["score"] == row["extra"] == "" and "8 of 8 checks were not reached" in row["note"]
            if row["status"] != "graded":
                assert row["note"], f"{name} has no reason"

    def test_what_was_mended_is_said_and_only_that(self, classes):
        folder, earned, _, _ = classes
        mended = {name for (name, _), row in grades(folder / "among").items() if row["repaired"]}
        assert mended == {learner(kind) for kind in REPAIRED}

    def test_the_trainers_environment_is_not_seen(self, classes):
        folder, _, _, _ = classes
        seen = (folder / "among" / "autograded" / learner("looks at the first process")).rglob("*.ipynb")
        text = next(seen).read_text(encoding="utf-8")
        assert "PYTEST" not in text and str(Path.home()) not in text.replace(str(COURSE_FOLDER), "")

    def test_nothing_survives_and_nothing_is_touched(self, classes):
        folder, _, _, unchanged = classes
        assert unchanged, "the inbox, datasets, solutions or exercises have changed"
        assert survivors() == []
        made = {"autograded", "checks.csv", "feedback", "gradebook.db", "grades.csv", "nbgrader_config.py", "records"}
        made |= {"report.html", "exports", "source", ".exchange", ".running"}
        assert {one.name for one in (folder / "among").iterdir()} == made
        assert not Path("/etc/new").exists() and not (COURSE_FOLDER / "new").exists()
        size = sum(one.stat().st_size for one in (folder / "among").rglob("*") if one.is_file())
        assert size < 60_000_000

    def test_what_is_shown_holds_nothing_that_runs(self, classes):
        folder, _, _, _ = classes
        shown = [*(folder / "among").glob("feedback/*/*/*.html"), *(folder / "among").glob("autograded/*/*/*.ipynb")]
        assert len(shown) > 100
        for page in shown:
            text = page.read_text(encoding="utf-8")
            if page.suffix == ".ipynb":
                outputs = [one for cell in nbformat.reads(text, 4).cells for one in cell.get("outputs", [])]
                text = "".join(str(one) for one in outputs)
                kinds = {kind for one in outputs for kind in one.get("data", {})}
                assert kinds <= {*SAFE, "text/html", outcomes.MIME}, page
                assert all(outcomes.MIME in one.data for one in outputs if "text/html" in one.get("data", {})), page
            assert "<script" not in text, page

    def test_traceback_is_nobodys_feedback(self, classes):
        folder, _, _, _ = classes
        for page in (folder / "among").glob("feedback/*/*/*.html"):
            assert "Traceback (most recent call last)" not in page.read_text(encoding="utf-8"), page

    def test_a_second_run_marks_nothing_again(self, classes):
        folder, _, _, _ = classes
        before = digest(folder / "among" / "autograded"), (folder / "among" / "grades.csv").read_bytes()
        began = time.monotonic()
        grade(folder / "both", folder / "among", limits=PATIENT)
        assert (digest(folder / "among" / "autograded"), (folder / "among" / "grades.csv").read_bytes()) == before
        assert time.monotonic() - began < 60


# --- what a trainer gives and gets ---


def command(*arguments: object, expect: int = 0) -> str:
    """`ssl-trainer` with these arguments; what it says."""
    given = [str(one) for one in arguments]
    if given[0] == "grade" and not protection().works:
        given.append("--unsafe")
    result = CliRunner().invoke(app, given)
    if isinstance(result.exception, CourseError):
        # `run` turns it into its sentence and exit code 1.
        assert expect == 1
        return str(result.exception)
    assert result.exit_code == expect, result.output
    return result.output


def test_roster_names_the_missing_and_the_strangers(tmp_path):
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    put(inbox, "anna holm", solved())
    put(inbox, "Otto", exercise())
    for number in (1, 2):
        put(inbox, f"Hanne Nielsen_{number}_assignsubmission_file_", exercise())
    (tmp_path / "roster.csv").write_bytes("Navn;Hold\nAnna Holm;1\nSøren Ås;1\nHanne Nielsen;1\n".encode("cp1252"))
    said = command("grade", inbox, "--out", out, "--roster", tmp_path / "roster.csv")
    assert "2 learners have no number of Moodle or Canvas" in said and "anna holm, Otto" in said
    worksheet = (out / "exports" / "moodle" / f"{STEM}.csv").read_text(encoding="utf-8-sig")
    assert [line.partition(",")[0] for line in worksheet.splitlines()[1:]] == ["Participant 1", "Participant 2"]
    rows = grades(out)
    assert rows["Søren Ås", STEM]["status"] == "missing" and rows["Søren Ås", STEM]["score"] == ""
    assert rows["anna holm", STEM]["score"] == str(CORE) and rows["anna holm", STEM]["extra"] == str(EXTRA)
    assert "Not on the roster" not in rows["anna holm", STEM]["note"]
    assert "Not on the roster" in rows["Otto", STEM]["note"]
    assert "Perhaps: Hanne Nielsen (1), Hanne Nielsen (2)" in rows["Hanne Nielsen", STEM]["note"]
    with Gradebook(f"sqlite:///{out / 'gradebook.db'}", "social-selling-course") as gradebook:
        assert {"anna holm", "Otto", "Søren Ås"} < {one.id for one in gradebook.students}

    # A report is of the class as it was marked.
    (out / "grades.csv").unlink()
    command("report", out)
    assert grades(out) == rows

    # The roster of the day counts, not that of the first run.
    (tmp_path / "roster.csv").write_text("Otto\n", encoding="utf-8")
    command("grade", inbox, "--out", out, "--roster", tmp_path / "roster.csv")
    rows = grades(out)
    assert "Not on the roster" in rows["anna holm", STEM]["note"] and rows["Otto", STEM]["note"] == ""
    assert ("Søren Ås", STEM) not in rows
    command("grade", inbox, "--out", out)
    assert not any("roster" in row["note"] for row in grades(out).values())
    command("report", out)
    assert not any("roster" in row["note"] for row in grades(out).values())


def test_marks_on_two_firms_are_not_mixed(tmp_path):
    put(tmp_path / "inbox", "anna", solved())
    command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
    said = command("grade", tmp_path / "inbox", "--out", tmp_path / "out", "--sealed", "7", expect=1)
    assert "the course's own firm" in said and "--out" in said
    said = command("grade", tmp_path / "inbox", "--out", tmp_path / "out", "--firm", "7", expect=1)
    assert "the course's own firm" in said and "--out" in said


def test_a_class_is_marked_on_its_own_firm(tmp_path, firm):
    with firm_in(firm(7)):
        numbers = {one.id: one.expected().right for one in exercises_of(STEM.partition("_")[2])}
    numbers = {name: float(right) for name, right in numbers.items() if isinstance(right, int | float)}
    typed = {name.partition(".")[2]: f"{name.partition('.')[2]} = {right!r}" for name, right in numbers.items()}
    assert typed
    put(tmp_path / "inbox", "anna", exercise(typed))
    out = tmp_path / "out"
    command("grade", tmp_path / "inbox", "--out", out, "--firm", "7")
    assert digest(out / "firms" / "firm_7") == digest(firm(7))
    said = checks(out)
    assert {said["anna", name]["outcome"] for name in numbers} == {outcomes.CORRECT}
    assert "given with --firm 7" in command("grade", tmp_path / "inbox", "--out", out, expect=1)
    said = command("grade", tmp_path / "inbox", "--out", tmp_path / "new", "--firm", "7", "--sealed", "7", expect=1)
    assert "not sealed" in said
    assert _firm(7, COURSE_SEED, out) == Firm(COURSE_FOLDER / "datasets", out / "firms" / "firm_7")


def test_who_worked_on_another_firm_is_told(tmp_path):
    for name, mark in (("anna", {}), ("bo", {METADATA: {"firm": "0" * 16}})):
        notebook = solved()
        notebook.metadata.update(mark)
        put(tmp_path / "inbox", name, notebook)
    said = command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
    assert "1 of them were worked on another firm" in said and "--firm" in said
    rows = grades(tmp_path / "out")
    assert OTHER_FIRM in rows["bo", STEM]["note"] and OTHER_FIRM not in rows["anna", STEM]["note"]


def test_a_numbered_file_may_be_a_newer_version(tmp_path):
    put(tmp_path / "inbox", "bent", exercise())
    put(tmp_path / "inbox", "bent (2)", solved())
    command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
    assert "another version of what bent handed in" in grades(tmp_path / "out")["bent (2)", STEM]["note"]


def test_nothing_in_a_table_is_a_formula(tmp_path):
    put(tmp_path / "inbox", "=cmd() Smith, Jr", solved())
    put(tmp_path / "inbox", "@anna", "")
    command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
    names = {name for name, _ in grades(tmp_path / "out")}
    assert names == {"'=cmd() Smith, Jr", "'@anna"}


def test_manual_marks_survive_a_regrade(tmp_path):
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    put(inbox, "anna", solved({"listeners": "listeners = 1", "reflection": "I will invite one customer a week."}))
    command("grade", inbox, "--out", out)
    row = grades(out)["anna", STEM]
    assert row["reflection"] == "" and "awaiting marking" in row["note"]

    url = f"sqlite:///{out / 'gradebook.db'}"
    with Gradebook(url, "social-selling-course") as gradebook:
        reflection = gradebook.find_grade("network-reflection", STEM, STEM, "anna")
        reflection.manual_score, reflection.needs_manual_grade = 2, False
        gradebook.find_grade("network-listeners", STEM, STEM, "anna").manual_score = 0.5
        gradebook.find_comment("network-reflection", STEM, STEM, "anna").manual_comment = "One a week is a good plan."
        gradebook.db.commit()
    before = (out / "records" / "anna" / f"{STEM}.json").stat()
    assert "awaiting" not in command("report", out)
    assert (out / "records" / "anna" / f"{STEM}.json").stat() == before, "nothing is marked again"
    row = grades(out)["anna", STEM]
    assert row["reflection"] == "2" and "awaiting" not in row["note"] and row["score"] == str(CORE - 0.5)
    (mark,) = json.loads((out / "exports" / "results.json").read_text(encoding="utf-8"))["marks"]
    assert mark["points"] == CORE - 0.5 + 2 and mark["maximum"] == CORE + float(row["max_reflection"])
    page = out / "feedback" / "anna" / STEM / f"{STEM}.html"
    assert "One a week is a good plan." in page.read_text(encoding="utf-8")

    # A new version is marked anew; what the trainer gave stays, and asks to be looked at.
    put(inbox, "anna", solved({"listeners": "listeners = 2", "reflection": "I will invite two customers a week."}))
    command("grade", inbox, "--out", out)
    row = grades(out)["anna", STEM]
    assert row["reflection"] == "2" and row["score"] == str(CORE - 0.5)
    assert "You gave marks to an earlier version" in row["note"]
    with Gradebook(url, "social-selling-course") as gradebook:
        assert gradebook.find_grade("network-reflection", STEM, STEM, "anna").needs_manual_grade


def test_what_cannot_be_read_does_not_replace_what_was_marked(tmp_path):
    put(tmp_path / "inbox", "anna", solved())
    command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
    put(tmp_path / "inbox", "anna", "")
    for _ in range(2):
        command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
        row = grades(tmp_path / "out")["anna", STEM]
        assert (row["status"], row["score"]) == ("graded", str(CORE))
        assert row["note"].count("A later hand-in was not marked") == 1


def test_only_what_changed_is_marked_again(tmp_path):
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    put(inbox, "anna", exercise())
    put(inbox, "bo", exercise())
    command("grade", inbox, "--out", out)
    put(inbox, "bo", exercise({"listeners": "listeners = len(people)"}))
    marked = {name: (out / "autograded" / name / STEM / f"{STEM}.ipynb").stat().st_mtime_ns for name in ("anna", "bo")}
    command("grade", inbox, "--out", out)
    again = {name: (out / "autograded" / name / STEM / f"{STEM}.ipynb").stat().st_mtime_ns for name in ("anna", "bo")}
    assert again["anna"] == marked["anna"] and again["bo"] > marked["bo"]
    assert grades(out)["bo", STEM]["score"] == "1"


@pytest.mark.parametrize("how", ["SIGINT", "SIGKILL", "SIGTERM"])
@pytest.mark.skipif(sys.platform == "win32", reason="signals as on Linux and macOS")
def test_a_run_that_is_cut_off_goes_on(how, tmp_path):
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    for number in range(8):
        put(inbox, f"learner {number}", solved())
    put(inbox, "a slow one", exercise({"listeners": f"import time\ntime.sleep(25)  # {MARKER}"}))
    grading = [sys.executable, "-m", "ssl_trainer.cli", "grade", inbox, "--out", out, "--workers", "2"]
    grading += [] if protection().works else ["--unsafe"]
    began = subprocess.Popen(grading, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    below = psutil.Process(began.pid)
    while len(list(out.glob("records/*/*.json"))) < 2:
        time.sleep(0.05)
        assert began.poll() is None, began.stdout.read()
    family = below.children(recursive=True)
    began.send_signal(getattr(signal, how))
    said = began.communicate(timeout=30)[0]
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == [], "nothing of the run is left"
    if how == "SIGINT":
        assert began.returncode == 1 and "Stopped after" in said and "Traceback" not in said
    kept = {one.learner for one in records.all_in(out)}
    assert 2 <= len(kept) < 9
    (inbox / "a slow one" / f"{STEM}.ipynb").write_text(nbformat.writes(exercise()), encoding="utf-8")
    done = {name: (out / "autograded" / name / STEM / f"{STEM}.ipynb").stat().st_mtime_ns for name in kept}
    command("grade", inbox, "--out", out)
    rows = grades(out)
    assert {rows[f"learner {number}", STEM]["score"] for number in range(8)} == {str(CORE)}
    assert done == {name: (out / "autograded" / name / STEM / f"{STEM}.ipynb").stat().st_mtime_ns for name in kept}
    assert not list(out.glob(".work-*")), "what the cut-off run left is cleared away"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_that_python_swallows_stops_a_run_all_the_same():
    from ssl_trainer import grading

    before = signal.getsignal(signal.SIGINT)
    with grading._ctrl_c() as heed:
        heed()
        gone = type("Gone", (), {})()
        told = weakref.ref(gone, lambda _: signal.raise_signal(signal.SIGINT))
        del gone
        assert told() is None, "Python has swallowed it"
        with pytest.raises(KeyboardInterrupt):
            heed()
    assert signal.getsignal(signal.SIGINT) is before


@needs_sandbox
def test_a_worker_that_dies_takes_nobody_along(tmp_path, monkeypatch):
    for number in range(3):
        put(tmp_path / "inbox", f"learner {number}", solved())
    put(tmp_path / "inbox", "zz", exercise())
    # As the system does when memory runs out: the largest process is killed, here the first worker of each pool.
    from ssl_trainer import grading

    real, killed = grading.wait, []

    def wait(running, **how):
        import multiprocessing

        if not killed:
            killed.append(multiprocessing.active_children()[0])
            time.sleep(1)
            os.kill(killed[0].pid, signal.SIGKILL)
        return real(running, **how)

    monkeypatch.setattr(grading, "wait", wait)
    grading.grade(tmp_path / "inbox", tmp_path / "out", workers=2)
    rows = grades(tmp_path / "out")
    assert {row["status"] for row in rows.values()} == {"graded"}
    assert {rows[f"learner {number}", STEM]["score"] for number in range(3)} == {str(CORE)}


def test_nbgraders_own_tools_open_the_results(tmp_path):
    put(tmp_path / "inbox", "Æsa Ørsted", solved())
    command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
    nbgrader(tmp_path / "out", "export")
    exported = csv.DictReader((tmp_path / "out" / "nbgrader.csv").open(encoding="utf-8", newline=""))
    (row,) = (one for one in exported if one["assignment"] == STEM)
    assert row["student_id"] == "Æsa Ørsted" and float(row["score"]) == CORE + EXTRA
    nbgrader(tmp_path / "out", "generate_feedback", STEM)
    # nbgrader would run the code without a sandbox; there is nothing for it to run.
    with pytest.raises(CourseError, match="No notebooks"):
        nbgrader(tmp_path / "out", "autograde", STEM)


def test_nbgraders_formgrader_shows_a_class_and_runs_nothing_of_it(tmp_path):
    """What it shows comes from nbgrader's pages, which know no policy against scripts: so none may be in them."""
    attack = "<script>alert(1)</script> <img src=x onerror=alert(1)> $\\href{javascript:alert(1)}{x}$"
    put(tmp_path / "inbox", "Æsa Ørsted", with_cells(solved({"reflection": attack}), title=f"# {attack}"))
    command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
    with served(["jupyterlab"], tmp_path / "out", tmp_path / "home") as address:

        def get(path: str) -> str:
            with urllib.request.urlopen(f"{address}/formgrader/{path}?token={TOKEN}") as page:
                return page.read().decode("utf-8")

        assert [one["name"] for one in json.loads(get("api/assignments"))] == sorted(
            module_of(topic).stem for topic in topics()
        )
        (handed_in,) = json.loads(get(f"api/submitted_notebooks/{STEM}/{STEM}"))
        assert handed_in["student"] == "Æsa Ørsted" and handed_in["needs_manual_grade"]
        page = get(f"submissions/{handed_in['id']}/")
        assert "alert(1)" in page and "<script>alert" not in page and "<img src=x" not in page
        frame = page.index("href{javascript", page.index("network-reflection"))
        assert page.rindex("<pre", 0, frame) > page.rindex("</pre>", 0, frame), "MathJax leaves a <pre> alone"


def test_formgrader_opens_where_reflections_are_marked_and_all_is_written_anew_at_its_end(tmp_path, monkeypatch):
    put(tmp_path / "inbox", "anna", solved())
    command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
    (tmp_path / "out" / "grades.csv").unlink()
    server = tmp_path / "server"
    server.mkdir()
    told = tmp_path / "told.txt"
    program = f"""import os, sys
with open({str(told)!r}, "w", encoding="utf-8") as file:
    print(os.getcwd(), *sys.argv, file=file)
sys.exit("--fail" in sys.argv)
"""
    (server / "jupyterlab.py").write_text(program, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(server))
    assert "grades.csv" in command("reflections", tmp_path / "out", "--no-browser")
    assert grades(tmp_path / "out")["anna", STEM]["status"] == "graded"
    said = told.read_text(encoding="utf-8")
    assert said.startswith(str(tmp_path / "out")) and "/formgrader/gradebook" in said and "--no-browser" in said
    assert "did not start" in command("reflections", tmp_path / "out", "--fail", expect=1)


def test_nbgraders_own_autograde_comes_to_the_same_marks(course):
    for name, answers, base in (
        ("model", {}, solved),
        ("untouched", {}, exercise),
        ("silenced", {"listeners": CODE["silenced check, mode away"][1]}, exercise),
        ("nothing runs", {"listeners": CODE["cells that do nothing"][1]}, exercise),
        ("silent display", {"listeners": CODE["silent display"][1]}, exercise),
    ):
        put(course / "submitted" / name, STEM, base(answers))
    nbgrader(course, "autograde", STEM)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        scores = {one.student.id: one.score for one in gradebook.assignment_submissions(STEM)}
    assert scores == {"model": CORE + EXTRA, "untouched": 0, "silenced": 0, "nothing runs": 0, "silent display": 0}


# --- what may be wrong on the trainer's side ---


def test_bad_input_gets_a_sentence(tmp_path):
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    assert "inbox" in command("grade", tmp_path / "nowhere", "--out", out, expect=1)
    inbox.mkdir()
    assert "nothing in the inbox" in command("grade", inbox, "--out", out, expect=1)
    put(inbox, "anna", solved())
    assert "lie in the inbox" in command("grade", inbox, "--out", inbox / "results", expect=1)
    assert "lie in the inbox" in command("grade", inbox, "--out", inbox, expect=1)
    assert "own files" in command("grade", inbox, "--out", COURSE_FOLDER, expect=1)
    assert "cannot be read" in command("grade", inbox, "--out", out, "--roster", tmp_path / "none.txt", expect=1)
    (tmp_path / "empty.txt").write_text("\n")
    assert "no names" in command("grade", inbox, "--out", out, "--roster", tmp_path / "empty.txt", expect=1)
    (tmp_path / "twice.txt").write_text("anna\nbo\nANNA\n")
    assert "more than once" in command("grade", inbox, "--out", out, "--roster", tmp_path / "twice.txt", expect=1)
    for asked in ("report", "reflections"):
        assert "holds no marks" in command(asked, tmp_path / "nowhere", expect=1)
        assert not (tmp_path / "nowhere").exists()
    assert not out.exists(), "nothing was begun"
    (tmp_path / "file").write_text("x")
    assert "is a file" in command("grade", inbox, "--out", tmp_path / "file", expect=1)


def test_paths_may_be_given_from_where_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(Path("inbox"), "anna", solved())
    command("grade", "inbox", "--out", "out")
    assert grades(tmp_path / "out")["anna", STEM]["score"] == str(CORE)


def test_files_in_the_way_are_named(tmp_path):
    put(tmp_path / "inbox", "anna", solved())
    for name in (".running", "gradebook.db"):
        (tmp_path / name / name).mkdir(parents=True)
        assert name in command("grade", tmp_path / "inbox", "--out", tmp_path / name, expect=1)
    (tmp_path / "garbage").mkdir()
    (tmp_path / "garbage" / ".running").write_bytes(b"no database" * 999)
    assert "Delete that file" in command("grade", tmp_path / "inbox", "--out", tmp_path / "garbage", expect=1)


def test_a_folder_that_is_no_course(tmp_path, monkeypatch):
    monkeypatch.setattr("ssl_trainer.grading.COURSE_FOLDER", tmp_path)
    put(tmp_path / "inbox", "anna", solved())
    assert "no exercises" in command("grade", tmp_path / "inbox", "--out", tmp_path / "out", expect=1)


def test_a_gradebook_that_is_not_ours_is_left_alone(tmp_path, monkeypatch):
    # nbgrader calls alembic by name.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    put(tmp_path / "inbox", "anna", solved())
    for name, content in (("other", None), ("text", b"notes, no database " * 99), ("tables", "create table x (y)")):
        out = tmp_path / name
        out.mkdir()
        path = out / "gradebook.db"
        if content is None:
            with Gradebook(f"sqlite:///{path}", "another-course") as gradebook:
                gradebook.add_student("bo")
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            sqlite3.connect(path).execute(content).connection.close()
        before = path.read_bytes()
        assert "gradebook" in command("grade", tmp_path / "inbox", "--out", out, expect=1)
        assert path.read_bytes() == before


def test_an_edition_with_other_tasks_is_refused(tmp_path, monkeypatch):
    put(tmp_path / "inbox", "anna", solved())
    command("grade", tmp_path / "inbox", "--out", tmp_path / "out")
    before = grades(tmp_path / "out")
    from ssl_trainer import grading

    releases = grading._releases()
    releases[STEM].cells = [one for one in releases[STEM].cells if "norm" not in one.get("id", "")]
    monkeypatch.setattr(grading, "_releases", lambda: releases)
    assert "earlier edition" in command("grade", tmp_path / "inbox", "--out", tmp_path / "out", expect=1)
    assert grades(tmp_path / "out") == before


def test_a_gradebook_in_use_and_a_second_run(tmp_path):
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    put(inbox, "anna", solved())
    command("grade", inbox, "--out", out)
    before = grades(out)
    put(inbox, "anna", exercise())
    with sqlite3.connect(out / "gradebook.db") as other:
        other.execute("begin exclusive")
        assert "in use by another program" in command("grade", inbox, "--out", out, expect=1)
        other.rollback()
    with sqlite3.connect(out / ".running") as other:
        other.execute("begin exclusive")
        assert "Another run" in command("grade", inbox, "--out", out, expect=1)
        other.rollback()
    assert grades(out) == before
    command("grade", inbox, "--out", out)
    assert grades(out)["anna", STEM]["score"] == "0"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    put(tmp_path / "inbox", "anna", solved())
    (tmp_path / "locked").mkdir(mode=0o500)
    assert "Choose" in command("grade", tmp_path / "inbox", "--out", tmp_path / "locked" / "out", expect=1)


@needs_sandbox
def test_a_full_disk(tmp_path):
    inbox = tmp_path / "inbox"
    for number in range(4):
        put(inbox, f"learner {number}", solved())
    # A small disk of its own, in a sandbox around the whole command.
    disk = tmp_path / "disk"
    disk.mkdir()
    said = []
    for size in range(100_000, 2_000_000, 150_000):
        full = ["bwrap", "--dev-bind", "/", "/", "--size", str(size), "--tmpfs", disk]
        run = [sys.executable, "-m", "ssl_trainer.cli", "grade", inbox, "--out", disk / "out", "--workers", "2"]
        done = subprocess.run([*full, *run], capture_output=True, text=True, encoding="utf-8", timeout=120)
        if done.returncode == 0:
            break
        said.append(done.stdout + done.stderr)
    assert len(said) >= 2
    for words in said:
        assert "Make room" in words and "Traceback" not in words


def test_without_a_sandbox_it_refuses_and_says_how(tmp_path, monkeypatch):
    monkeypatch.setattr("ssl_trainer.grading.protection", lambda: Protection(False, "No sandbox on this machine."))
    put(tmp_path / "inbox", "anna", solved())
    result = CliRunner().invoke(app, ["grade", str(tmp_path / "inbox"), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert all(word in str(result.exception) for word in ("No sandbox", "--unsafe", "WSL", "doctor"))
    assert not (tmp_path / "out").exists()


def test_unsafe_marks_alike(tmp_path):
    put(
        tmp_path / "inbox",
        "anna",
        solved({"listeners": "import pandas\nlisteners = len(open('../../datasets/accounts.csv').readlines())"}),
    )
    put(tmp_path / "inbox", "bo", exercise({"listeners": "while True:\n    pass"}))
    put(tmp_path / "inbox", "carl", exercise({"listeners": "import os\nos._exit(1)"}))
    put(tmp_path / "inbox", "dora", exercise({"listeners": CODE["takes all memory"][1]}))
    grade(tmp_path / "inbox", tmp_path / "out", unsafe=True, limits=QUICK, workers=2)
    rows = grades(tmp_path / "out")
    found = {name: row["status"] for (name, _), row in rows.items()}
    assert found == {"anna": "graded", "bo": "timeout", "carl": "crashed", "dora": "memory"}
    assert rows["anna", STEM]["score"] == str(CORE - 1)


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_doctor_says_what_to_do(system):
    why = "The program bubblewrap (bwrap) is not installed." if system == "linux" else "bubblewrap is on Linux only."
    told = "\n".join(report(Protection(False, why), system))
    assert {"win32": "wsl --install", "darwin": "Linux machine", "linux": "apt install bubblewrap"}[system] in told
    assert "--unsafe" in told and "✗" in told


@needs_sandbox
def test_doctor_finds_the_sandbox():
    assert "✓ Sandbox" in command("doctor")


def test_kinds_are_named_once():
    assert not CODE.keys() & FILES.keys()
    assert len({learner(kind) for kind in CODE | FILES}) == len(CODE) + len(FILES)


_NAMES = st.text("aÅש😀\"',;=\t#()1 ", min_size=1).map(str.strip).filter(bool)


@hypothesis.given(st.lists(_NAMES, min_size=1, unique_by=roster._key))
def test_a_roster_that_is_kept_is_read_again(tmp_path_factory, names):
    path = tmp_path_factory.mktemp("roster") / "kept.csv"
    roster.keep(path, names)
    assert roster.read(path) == names
    roster.keep(path, [])
    assert not path.exists()
