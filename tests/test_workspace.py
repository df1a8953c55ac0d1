"""Where a learner works: copies that are made once, an update with work in progress, a folder that is read-only."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ssl_helpers import CourseError, workspace
from ssl_helpers.data import COURSE_FOLDER


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one exercise and one lesson."""
    folder = tmp_path / "kursus æøå"
    for file, words in (("exercises/06_network/06_network.ipynb", "released"), ("course/06_network.ipynb", "a lesson")):
        (folder / file).parent.mkdir(parents=True)
        (folder / file).write_text(words, encoding="utf-8")
    return folder


@pytest.fixture
def read_only(course, tmp_path, monkeypatch) -> Path:
    """The same course where it may not be written; the folder in Documents that is worked in."""
    documents = tmp_path / "Dokumenter"
    monkeypatch.setattr(workspace, "_may_be_written", lambda folder: course not in folder.parents)
    monkeypatch.setattr(workspace.platformdirs, "user_documents_path", lambda: documents)
    workspace.workspace.cache_clear()
    yield documents / workspace.ELSEWHERE
    workspace.workspace.cache_clear()


def test_copies_are_made_once_and_never_touched(course):
    own = course / "my_work" / "06_network" / "06_network.ipynb"
    assert workspace.prepare(course) == [own]
    own.write_text("my answers", encoding="utf-8")
    (course / "exercises" / "06_network" / "06_network.ipynb").write_text("a newer release", encoding="utf-8")
    assert workspace.prepare(course) == []
    assert own.read_text(encoding="utf-8") == "my answers"
    assert [file.name for file in own.parent.iterdir()] == [own.name]
    handed_out = course / "my_work" / ".handed_out" / "06_network.json"
    assert handed_out.read_text(encoding="utf-8") == "released", "what an update is held against"


def test_copies_that_cannot_be_made_get_a_sentence(course):
    (course / "my_work").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(CourseError, match="move the course to a folder that you may write"):
        workspace.prepare(course)


def test_a_read_only_course_is_worked_on_in_documents(course, read_only):
    assert workspace.workspace(course) == read_only
    own = read_only / "my_work" / "06_network" / "06_network.ipynb"
    assert workspace.prepare(course) == [own] and own.read_text(encoding="utf-8") == "released"
    assert (read_only / "course" / "06_network.ipynb").read_text(encoding="utf-8") == "a lesson"
    assert not (course / "my_work").exists()


@pytest.mark.parametrize("changed", [False, True], ids=["untouched", "changed by the learner"])
def test_an_update_of_a_read_only_course_keeps_what_the_learner_changed(changed, course, read_only):
    workspace.prepare(course)
    lesson = read_only / "course" / "06_network.ipynb"
    if changed:
        lesson.write_text("a lesson, with my notes", encoding="utf-8")
    workspace.prepare(course)
    assert ("my notes" in lesson.read_text(encoding="utf-8")) == changed, "nothing is undone without an update"
    (course / "course" / "06_network.ipynb").write_text("a better lesson", encoding="utf-8")
    workspace.prepare(course)
    assert lesson.read_text(encoding="utf-8") == "a better lesson"
    kept = [file.read_text(encoding="utf-8") for file in (read_only / "my_work").glob("kept/*")]
    assert kept == (["a lesson, with my notes"] if changed else [])


def test_each_update_of_a_read_only_course_keeps_under_a_name_of_its_own(course, read_only):
    workspace.prepare(course)
    lesson = read_only / "course" / "06_network.ipynb"
    for day in ("Monday", "Tuesday"):
        lesson.write_text(f"my notes of {day}", encoding="utf-8")
        (course / "course" / "06_network.ipynb").write_text(f"a lesson better than on {day}", encoding="utf-8")
        workspace.prepare(course)
    kept = {file.read_text(encoding="utf-8") for file in (read_only / "my_work" / "kept").iterdir()}
    assert kept == {"my notes of Monday", "my notes of Tuesday"}


@pytest.mark.parametrize("notes", ["", "{", "[1]", None])
def test_notes_that_cannot_be_read_stop_nothing(notes, course, read_only):
    workspace.prepare(course)
    file = read_only / "copied.json"
    file.unlink() if notes is None else file.write_text(notes, encoding="utf-8")
    (read_only / "course" / "06_network.ipynb").write_text("my notes", encoding="utf-8")
    workspace.prepare(course)
    assert [kept.read_text(encoding="utf-8") for kept in (read_only / "my_work" / "kept").iterdir()] == ["my notes"]
    assert json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("number", "elsewhere"), [(errno.EACCES, True), (errno.EROFS, True), (errno.EPERM, True), (errno.ENOSPC, False)]
)
def test_only_what_may_not_be_written_sends_the_work_elsewhere(number, elsewhere, course, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "touch", refused)
    assert workspace._may_be_written(course / "my_work") != elsewhere


def test_looking_where_to_work_leaves_nothing_behind(course):
    before = sorted(course.rglob("*"))
    assert workspace._may_be_written(course / "my_work")
    assert sorted(course.rglob("*")) == before


BWRAP = shutil.which("bwrap")


@pytest.mark.skipif(not BWRAP or sys.platform != "linux", reason="bubblewrap is not installed on this machine")
def test_the_command_works_where_nothing_of_the_course_may_be_written(tmp_path):
    home = tmp_path / "hjem ø"
    home.mkdir()
    sandbox = [BWRAP, "--dev-bind", "/", "/", "--ro-bind", COURSE_FOLDER, COURSE_FOLDER, "--bind", home, home]
    if subprocess.run([*sandbox, "true"], capture_output=True).returncode:
        pytest.skip("this machine forbids sandboxes")
    script = "from ssl_helpers.workspace import prepare, workspace; print(len(prepare())); print(workspace())"
    done = subprocess.run(
        [*sandbox, sys.executable, "-c", script],
        env={**os.environ, "HOME": str(home), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    copied, place = done.stdout.splitlines()
    assert Path(place).is_relative_to(home) and Path(place).name == workspace.ELSEWHERE
    assert int(copied) == len(list(Path(place).glob("my_work/*/*.ipynb"))) > 0
    assert len(list(Path(place).glob("course/*.ipynb"))) == len(list((COURSE_FOLDER / "course").glob("*.ipynb")))


def test_what_start_does_before_jupyterlab_loads_nothing_large():
    """nbformat alone took most of a second, and the start page came two seconds later."""
    large = {"nbformat", "matplotlib.pyplot", "ipywidgets", "jupyter_client"}
    script = f"import sys, ssl_helpers.next_step, ssl_helpers.updates; print(sorted({large} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=COURSE_FOLDER)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
