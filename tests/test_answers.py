"""Right answers by any route earn their points, wrong ones get the words that name the mistake: in real autograding."""

import html
import importlib
from itertools import zip_longest
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of, module_of, topics
from ssl_helpers.data import COURSE_FOLDER, firm_in
from ssl_trainer.notebooks import nbgrader

SEEDS = [2026, 7, 4711]


def bank(topic: str) -> dict[str, list[tuple[str, str | None]]]:
    """Task -> its answer cells with the words they must get; None for a right answer. The first is the model's own."""
    answers = importlib.import_module(f"answers.{topic}")
    return {
        task: [*((cell, None) for cell in answers.RIGHT[task]), *answers.WRONG[task]]
        for task in answers.RIGHT | answers.WRONG
    }


def hand_in(course: Path, stem: str, learner: str, answers: dict[str, str]) -> None:
    """Hand in the released exercise with these answer cells (by grade_id) in place of the released ones."""
    notebook = nbformat.read(course / "exercises" / stem / f"{stem}.ipynb", as_version=4)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    handed_in = course / "submitted" / learner / stem / f"{stem}.ipynb"
    handed_in.parent.mkdir(parents=True)
    nbformat.write(notebook, handed_in)


def marked(course: Path, stem: str, learner: str) -> dict[str, tuple[float, dict]]:
    """grade_id of each check cell -> its score in the gradebook and the outcome it left."""
    notebook = nbformat.read(course / "autograded" / learner / stem / f"{stem}.ipynb", as_version=4)
    left = {
        cell.metadata.nbgrader.grade_id: output.data[outcomes.MIME]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if outcomes.MIME in output.get("data", {})
    }
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        graded = gradebook.find_submission_notebook(stem, stem, learner).grades
        return {grade.name: (grade.score, left[grade.name]) for grade in graded if grade.name in left}


@pytest.mark.parametrize("topic", topics())
@pytest.mark.parametrize("seed", SEEDS)
def test_every_answer_gets_its_marks_and_words(topic, seed, course, firm):
    stem, tasks = module_of(topic).stem, {one.id.partition(".")[2]: one for one in exercises_of(topic)}
    answers = bank(topic)
    rounds = list(zip_longest(*([(task, *one) for one in answers[task]] for task in answers)))
    for number, answered in enumerate(rounds):
        cells = {f"{tasks[one[0]].grade_id}-answer": one[1] for one in answered if one}
        hand_in(course, stem, f"round{number}", cells)
    nbgrader(course, "autograde", stem, firm=firm(seed))

    told = []
    for number, answered in enumerate(rounds):
        marks = marked(course, stem, f"round{number}")
        assert set(marks) == {one.grade_id for one in tasks.values()}, "each check cell left its outcome"
        for task, cell, words in filter(None, answered):
            score, outcome = marks[tasks[task].grade_id]
            right = words is None and outcome["kind"] == outcomes.CORRECT and score == tasks[task].points
            wrong = words is not None and words.casefold() in outcome["message"].casefold() and score == 0
            if not right and not wrong:
                told.append(f"{task}: {cell}\n  wants: {words}\n  gets {score}: {outcome['message']}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("topic", topics())
@pytest.mark.parametrize("seed", SEEDS)
def test_model_solutions_earn_all_automatic_points_and_the_release_none(topic, seed, course, firm):
    stem = module_of(topic).stem
    for learner, folder in (("model", "solutions"), ("untouched", "exercises")):
        handed_in = course / "submitted" / learner / stem / f"{stem}.ipynb"
        handed_in.parent.mkdir(parents=True)
        handed_in.write_bytes((course / folder / stem / f"{stem}.ipynb").read_bytes())
    nbgrader(course, "autograde", stem, firm=firm(seed))

    tasks = exercises_of(topic)
    assert {one: marked(course, stem, "model")[one.grade_id][0] for one in tasks} == {one: one.points for one in tasks}
    untouched = marked(course, stem, "untouched")
    assert {one.id: untouched[one.grade_id][0] for one in tasks} == {one.id: 0 for one in tasks}
    assert {outcome["kind"] for _, outcome in untouched.values()} == {outcomes.NOT_ATTEMPTED}


@pytest.mark.parametrize("topic", topics())
def test_feedback_and_export_come_from_nbgrader_as_it_is(topic, course):
    stem = module_of(topic).stem
    answers = bank(topic)
    tasks = {one.id.partition(".")[2]: one for one in exercises_of(topic)}
    wrong = {task: next(one for one in answers[task] if one[1]) for task in answers}
    hand_in(course, stem, "anna", {f"{tasks[task].grade_id}-answer": cell for task, (cell, _) in wrong.items()})
    nbgrader(course, "autograde", stem)
    nbgrader(course, "generate_feedback", stem)
    nbgrader(course, "export")

    page = html.unescape((course / "feedback" / "anna" / stem / f"{stem}.html").read_text(encoding="utf-8"))
    assert [words for _, words in wrong.values() if words not in page] == []
    assert "Traceback (most recent call last)" not in page
    exported = (course / "grades.csv").read_text(encoding="utf-8").splitlines()
    grades = dict(zip(exported[0].split(","), exported[1].split(","), strict=True))
    reflection = 3
    assert (grades["student_id"], float(grades["score"])) == ("anna", 0)
    assert float(grades["max_score"]) == sum(one.points for one in tasks.values()) + reflection


@pytest.mark.parametrize("topic", topics())
def test_bank_holds_three_other_routes_and_every_known_mistake(topic, firm):
    answers = importlib.import_module(f"answers.{topic}")
    with firm_in(COURSE_FOLDER / "datasets"):
        for one in exercises_of(topic):
            task = one.id.partition(".")[2]
            assert len(answers.RIGHT[task]) >= 3, f"{one.id} needs three right answers by other routes"
            unmet = [
                sentence
                for sentence in one.expected().mistakes
                if not any(words in sentence for _, words in answers.WRONG[task])
            ]
            assert not unmet, f"{one.id}: no wrong answer in the bank gets: {unmet}"


@pytest.mark.parametrize(
    "tampering",
    [
        "check = lambda *anything: None\nimport os\nos.environ.pop('NBGRADER_EXECUTION', None)",
        "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])",
        "import IPython.display\nIPython.display.display = lambda *anything, **more: None",
    ],
    ids=["a check of one's own", "cells that do nothing", "a silent display"],
)
def test_no_points_without_a_recorded_right_answer(tampering, course):
    stem = module_of("network").stem
    hand_in(course, stem, "bo", {"network-listeners-answer": f"{tampering}\nlisteners = -1"})
    nbgrader(course, "autograde", stem)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        scores = [grade.score for grade in gradebook.find_submission_notebook(stem, stem, "bo").grades]
    assert sum(scores) == 0 and len(scores) == len(exercises_of("network")) + 1
