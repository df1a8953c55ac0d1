"""An update of the course with work in progress: what was begun stays, what was not is renewed."""

import json
from pathlib import Path

import nbformat
import pytest

from ssl_helpers import updates, workspace
from ssl_helpers.checking import record
from ssl_helpers.checking.exercises import module_of

MODULE = module_of("network")


@pytest.fixture
def own(my_work) -> Path:
    """The learner's copy of exercise 6, in a course of their own."""
    workspace.hand_out(workspace.released_notebook(MODULE), workspace.own_notebook(MODULE))
    return workspace.own_notebook(MODULE)


def change(own: Path, cell_id: str, source: str) -> None:
    notebook = json.loads(own.read_text(encoding="utf-8"))
    (cell,) = [cell for cell in notebook["cells"] if cell["id"] == cell_id]
    cell["source"] = source
    own.write_text(json.dumps(notebook), encoding="utf-8")


def test_without_an_update_nothing_is_said(own):
    assert list(updates.take_up()) == []
    change(own, "mix-answer", "mix = 1")
    change(own, "mix-hint", 'hint("network.mix")')
    before = own.read_bytes()
    assert list(updates.take_up()) == [] and own.read_bytes() == before


def of_last_year(own: Path) -> None:
    """The exercise as an older course handed it out."""
    change(own, "mix-task", "## 2 · How it was asked last year")
    workspace.copy_whole(own, workspace.handed_out(MODULE))


def test_what_was_not_begun_is_renewed(own):
    of_last_year(own)
    (told,) = updates.take_up()
    assert told.startswith("Exercise 6 is new") and "my_work/kept" in told
    assert own.read_bytes() == workspace.released_notebook(MODULE).read_bytes()
    assert list(updates.take_up()) == []


@pytest.mark.parametrize("how", ["an answer in the file", "a check", "a note", "it is not known what was handed out"])
def test_what_was_begun_stays(how, own):
    of_last_year(own)
    if how == "a check":
        record.add({"exercise": "network.mix", "outcome": "not yet", "answer": []})
    elif how == "a note":
        notebook = nbformat.read(own, as_version=4)
        notebook.cells.append(nbformat.v4.new_markdown_cell("MY NOTES"))
        nbformat.write(notebook, own)
    elif how.startswith("it is not known"):
        workspace.handed_out(MODULE).unlink()
    else:
        change(own, "mix-answer", "mix = 1")
    before = own.read_bytes()
    (told,) = updates.take_up()
    assert "Yours stays as it is" in told and "reset 6" in told and own.read_bytes() == before


def test_a_change_of_ones_own_is_no_update(own):
    change(own, "mix-task", "## 2 · My own remark")
    before = own.read_bytes()
    assert list(updates.take_up()) == [] and own.read_bytes() == before


def test_what_cannot_be_renewed_stops_nothing(own, my_work):
    of_last_year(own)
    (my_work / "kept").write_text("in the way", encoding="utf-8")
    before = own.read_bytes()
    (told,) = updates.take_up()
    assert "could not be renewed" in told and "cannot be written" in told and own.read_bytes() == before


def test_a_new_task_is_told(own):
    notebook = json.loads(own.read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].startswith("conn-")]
    own.write_text(json.dumps(notebook), encoding="utf-8")
    workspace.copy_whole(own, workspace.handed_out(MODULE))
    change(own, "mix-answer", "mix = 1")
    (told,) = updates.take_up()
    assert "was changed by an update" in told


@pytest.mark.parametrize("spoiled", ["", "{", "<<<<<<< HEAD", None])
def test_a_notebook_that_cannot_be_read_stops_nothing(spoiled, own):
    own.unlink() if spoiled is None else own.write_text(spoiled, encoding="utf-8")
    assert list(updates.take_up()) == []
