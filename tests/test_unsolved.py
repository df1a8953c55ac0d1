"""An exercise as released, run from top to bottom by a learner: nothing red, everything not attempted."""

import nbformat
import pytest
from nbclient import NotebookClient

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.solutions import model_solution

EXERCISES = sorted((COURSE_FOLDER / "exercises").glob("*/*.ipynb"))


def run(notebook: nbformat.NotebookNode, path: str = ".") -> nbformat.NotebookNode:
    return NotebookClient(notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": path}}).execute()


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_released_exercise_runs_with_nothing_red(path, monkeypatch, tmp_path):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    notebook = run(nbformat.read(path, as_version=4), str(tmp_path))
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [one for one in outputs if one.output_type == "error" or one.get("name") == "stderr"] == []
    left = [one.data[outcomes.MIME] for one in outputs if outcomes.MIME in one.get("data", {})]
    assert [one["exercise"] for one in left] == [one.id for one in exercises_of(path.stem.split("_", 1)[1])]
    assert {one["kind"] for one in left} == {outcomes.NOT_ATTEMPTED}
    assert not list(tmp_path.iterdir()), "a run writes nothing beside the notebook"


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_every_hint_cell_gives_its_hints_from_small_to_large(path):
    notebook = nbformat.read(path, as_version=4)
    declared = exercises_of(path.stem.split("_", 1)[1])
    most = max(len(one.hints) for one in declared)
    for cell in notebook.cells:
        if cell.source.startswith("# hint("):
            cell.source = "\n".join([cell.source.splitlines()[0].removeprefix("# ")] * most)
    notebook = run(notebook)
    shown = [
        [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
        for cell in notebook.cells
        if cell.source.startswith("hint(")
    ]
    assert len(shown) == len(declared)
    for one, cards in zip(declared, shown, strict=True):
        assert len(one.hints) >= 2, f"{one.id}: a hint from small to large"
        for hint, card in zip(one.hints, cards, strict=False):
            assert hint in card, one.id


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_the_last_hint_pasted_as_it_stands_is_right_and_opens_the_solution(path, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    notebook = nbformat.read(path, as_version=4)
    declared = {f"{one.grade_id}-answer": one for one in exercises_of(path.stem.split("_", 1)[1])}
    for cell in notebook.cells:
        one = declared.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        cell.source = one.hints[-1] if one else cell.source
        if cell.source.startswith("# hint("):
            cell.source = cell.source.splitlines()[1].removeprefix("# ")
    outputs = [output for cell in run(notebook).cells for output in cell.get("outputs", [])]
    left = [one.data[outcomes.MIME] for one in outputs if outcomes.MIME in one.get("data", {})]
    assert [one["exercise"] for one in left if one["kind"] != outcomes.CORRECT] == [] and len(left) == len(declared)
    shown = [text for one in outputs if "One solution" in (text := one.get("data", {}).get("text/plain", ""))]
    assert len(shown) == len(declared)
    for one, text in zip(declared.values(), shown, strict=True):
        assert one.id in text and model_solution(one).code in text and model_solution(one).reason in text


@pytest.mark.parametrize("path", sorted((COURSE_FOLDER / "course").glob("*.ipynb")), ids=lambda path: path.stem)
def test_lesson_runs_in_ten_seconds(path):
    notebook = nbformat.read(path, as_version=4)
    # The kernel's own time: what else the machine does meanwhile does not count.
    notebook.cells.append(nbformat.v4.new_code_cell("import time\ntime.process_time()"))
    run(notebook)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    took = float(outputs.pop().data["text/plain"])
    assert [one for one in outputs if one.output_type == "error" or one.get("name") == "stderr"] == []
    assert took < 10, f"{took:.1f} s"


@pytest.mark.parametrize("path", sorted((COURSE_FOLDER / "course").glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_figure_has_alt_text(path):
    notebook = run(nbformat.read(path, as_version=4))
    pages = [
        output.data["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    bare = [one for cell in notebook.cells for one in cell.get("outputs", []) if "image/png" in one.get("data", {})]
    assert not bare, "a figure without plots.show has no alt text"
    for page in pages:
        assert page.count("<img") == page.count('<img alt="') and '<img alt=""' not in page
