"""Starting an exercise afresh: nothing is lost, whenever it stops."""

import json
import os
import shutil
import time
from datetime import datetime
from pathlib import Path
from unittest import mock

import nbformat
import pytest
from handed_in import exercise, put
from typer.testing import CliRunner

from ssl_helpers import CourseError, progress, starting_afresh, workspace
from ssl_helpers.checking import outcomes, record
from ssl_helpers.checking.exercises import exercises_of, module_meant, module_of, topics
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.cli import app
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.my_network.saving import PRIVATE
from ssl_helpers.workspace import own_notebook, released_notebook

MODULE = module_of("network")
ANSWERED = {"listeners": "listeners = len(people)"}


@pytest.fixture(autouse=True)
def work(my_work, monkeypatch) -> Path:
    """A my_work with one exercise that was worked on, at a time that stands still."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 11, 22, 14, 5, tzinfo=tz)

    monkeypatch.setattr(workspace, "datetime", Clock)
    put(my_work, MODULE.stem, exercise(ANSWERED))
    return my_work


def fresh() -> bytes:
    return released_notebook(MODULE).read_bytes()


@pytest.mark.parametrize("module", [module_of(topic) for topic in topics()], ids=lambda one: one.stem)
def test_a_module_by_any_name(module):
    number = int(module.stem.partition("_")[0])
    names = [
        number,
        f"{number}",
        f" {number:02} ",
        module.topic,
        module.topic.upper(),
        module.stem,
        f'"{module.stem}.ipynb"',
        f"'my_work/{module.stem}/{module.stem}.ipynb'",
        f'"C:\\Users\\Åse Ø\\my course\\my_work\\{module.stem}\\{module.stem}.ipynb"',
        f"my_work/{module.stem}/",
        released_notebook(module),
    ]
    assert all(module_meant(name) == module for name in names)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("netwrok", "Did you mean 'network'?"),
        ("06_network-Copy1.ipynb", "Did you mean '06_network'?"),
        ("99", "There is no module '99'."),
        ("", "Which module?"),
        ("²", "There is no module"),
    ],
)
def test_no_module(name, words):
    with pytest.raises(CourseError) as refused:
        module_meant(name)
    assert words in str(refused.value) and "6 (network)" in str(refused.value)


def test_the_old_one_is_kept_and_the_new_one_is_as_released(work):
    own = own_notebook(MODULE)
    before = own.read_bytes()
    told = starting_afresh.reset(MODULE)
    kept = work / "kept" / "06_network 2026-11-22 14.05.ipynb"
    assert own.read_bytes() == fresh() and kept.read_bytes() == before
    assert f"{own}\n" in told and f"{kept}\n" in told and "choose Revert" in told.partition("\n")[0]
    assert "copy your answers" in told
    assert not list(work.rglob("*.part"))


def test_nothing_kept_is_written_over(work):
    versions = []
    for number in range(4):
        put(work, MODULE.stem, exercise({"listeners": f"listeners = {number}"}))
        versions.append(own_notebook(MODULE).read_bytes())
        starting_afresh.reset(MODULE)
    kept = sorted((work / "kept").iterdir(), key=lambda file: (len(file.name), file.name))
    assert [file.read_bytes() for file in kept] == versions
    assert kept[1].name == "06_network 2026-11-22 14.05 (2).ipynb"


def test_outcomes_are_forgotten_and_tries_stay():
    (one, *_) = exercises_of("network")
    told = Outcome(one.id, outcomes.NOT_YET, "…", 0, one.points)
    record.add_check(told, [record.digest(ANSWERED["listeners"])], kept=True)
    starting_afresh.reset(MODULE)
    row = progress.tasks().set_index("exercise").loc[one.id]
    assert row["outcome"] == outcomes.NOT_ATTEMPTED and row["tries"] == 1
    assert record.events()[-1]["reset"] == MODULE.stem


def run_without_change(notebook: nbformat.NotebookNode) -> None:
    """What JupyterLab leaves in a notebook that was run and saved."""
    notebook.metadata.language_info = {"name": "python", "version": "3.13.1", "pygments_lexer": "ipython3"}
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {}}
    for cell in notebook.cells:
        cell.metadata["execution"] = {"shell.execute_reply": "2026-11-22T14:05:00Z"}
        if cell.cell_type == "code":
            cell.execution_count = 1
            cell.outputs = [nbformat.v4.new_output("stream", text="Ready.\n")]


def test_nothing_to_do(work):
    notebook = exercise()
    run_without_change(notebook)
    put(work, MODULE.stem, notebook)
    before = own_notebook(MODULE).read_bytes()
    assert "Nothing to do" in starting_afresh.reset(MODULE)
    assert own_notebook(MODULE).read_bytes() == before
    assert not (work / "kept").exists() and record.events() == []


def no_grade_ids(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)


@pytest.mark.parametrize(
    "change",
    [
        no_grade_ids,
        lambda notebook: notebook.cells.pop(),
        lambda notebook: notebook.metadata.update({PRIVATE: True}),
        lambda notebook: notebook.cells[0].update(attachments={"a.png": {"image/png": ""}}),
    ],
)
def test_what_else_is_a_difference(work, change):
    notebook = exercise()
    change(notebook)
    put(work, MODULE.stem, notebook)
    starting_afresh.reset(MODULE)
    assert own_notebook(MODULE).read_bytes() == fresh()


@pytest.mark.parametrize("data", [b"", b"<<<<<<< HEAD", b'{"cells": ["x", null], "nbformat": 4}', b"\xff\xfe\x00"])
def test_damaged_notebook_is_kept_as_it_is(work, data):
    own_notebook(MODULE).write_bytes(data)
    starting_afresh.reset(MODULE)
    assert own_notebook(MODULE).read_bytes() == fresh()
    assert [file.read_bytes() for file in (work / "kept").iterdir()] == [data]


def test_missing_notebook(work):
    shutil.rmtree(own_notebook(MODULE).parent)
    assert "There was no notebook" in starting_afresh.reset(MODULE)
    assert own_notebook(MODULE).read_bytes() == fresh() and not (work / "kept").exists()


def test_what_is_checked_and_not_saved_is_not_reset(work):
    own = own_notebook(MODULE)
    os.utime(own, (time.time() - 60,) * 2)
    (one, *_) = exercises_of("network")
    told = Outcome(one.id, outcomes.CORRECT, "…", one.points, one.points)
    record.add_check(told, [record.digest("listeners = 42")], kept=True)
    before = own.read_bytes()
    with pytest.raises(CourseError, match=r"not saved. Go to the tab of exercise 6 .* then reset it again"):
        starting_afresh.reset(MODULE)
    assert own.read_bytes() == before and not (work / "kept").exists()
    own.touch()
    assert "kept here" in starting_afresh.reset(MODULE), "once it is saved it is kept"


def test_two_at_once_both_keep_what_they_found(work, monkeypatch):
    """Both found the same name free before either wrote."""
    place, real = work / "kept", Path.open
    seen = []

    def other_first(self, mode="r", *rest, **named):
        if self.parent == place and not seen:
            seen.append(self)
            self.write_bytes(b"what the other one keeps")
        return real(self, mode, *rest, **named)

    before = own_notebook(MODULE).read_bytes()
    monkeypatch.setattr(Path, "open", other_first)
    starting_afresh.reset(MODULE)
    assert {file.read_bytes() for file in place.iterdir()} == {b"what the other one keeps", before}


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_half_kept_is_not_kept(work, monkeypatch, stop):
    before, real = own_notebook(MODULE).read_bytes(), Path.open

    def full(self, mode="r", *rest, **named):
        file = real(self, mode, *rest, **named)
        if mode != "xb":
            return file
        file.close()
        raising = mock.MagicMock(spec=["write", "__enter__", "__exit__"])
        raising.__exit__.return_value = False
        raising.write.side_effect = stop
        return raising

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(CourseError if isinstance(stop, OSError) else KeyboardInterrupt):
        starting_afresh.reset(MODULE)
    assert own_notebook(MODULE).read_bytes() == before and not list((work / "kept").iterdir())


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("half", ["copyfile", "replace"])
def test_stopped_on_the_way_the_own_notebook_is_still_there(work, monkeypatch, stop, half):
    own = own_notebook(MODULE)
    before = own.read_bytes()
    calls = []
    place = shutil if half == "copyfile" else Path
    real = getattr(place, half)

    def failing(source, target):
        calls.append(target)
        if len(calls) == 1:
            if half == "copyfile":
                Path(target).write_bytes(Path(source).read_bytes()[:100])
            raise stop
        return real(source, target)

    monkeypatch.setattr(place, half, failing)
    with pytest.raises(CourseError if isinstance(stop, OSError) else KeyboardInterrupt) as stopped:
        starting_afresh.reset(MODULE)
    assert own.read_bytes() == before and record.events() == []
    if isinstance(stop, OSError):
        assert "Nothing was changed." in str(stopped.value)
        assert not list((work / "kept").glob("*")) and not list(own.parent.glob("*.part"))
    monkeypatch.undo()
    monkeypatch.setattr(workspace, "workspace", lambda course=COURSE_FOLDER: work.parent)
    starting_afresh.reset(MODULE)
    assert own.read_bytes() == fresh()
    assert before in [file.read_bytes() for file in (work / "kept").glob("*.ipynb")]


def test_a_file_where_the_folder_should_be(work):
    (work / "kept").write_text("mine", encoding="utf-8")
    before = own_notebook(MODULE).read_bytes()
    with pytest.raises(CourseError, match="Nothing was changed"):
        starting_afresh.reset(MODULE)
    assert own_notebook(MODULE).read_bytes() == before


def test_command(work):
    told = CliRunner().invoke(app, ["reset", '"my_work\\06_network\\06_network.ipynb"'])
    assert told.exit_code == 0 and "The fresh exercise is here" in told.output
    assert json.loads(own_notebook(MODULE).read_text(encoding="utf-8"))["cells"]
    refused = CliRunner().invoke(app, ["reset", "netwrok"])
    assert refused.exit_code == 1 and isinstance(refused.exception, CourseError)
