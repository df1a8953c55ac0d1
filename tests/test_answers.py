"""Right answers by any route earn their points, wrong ones get the words that name the mistake: as a trainer marks."""

import contextlib
import html
import importlib
import io
import shutil
from itertools import zip_longest

import pytest
from answers import constants_of
from handed_in import checks, exercise, grades, put
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of, find, module_of, topics
from ssl_helpers.checking.session import judge
from ssl_helpers.data import COURSE_FOLDER, firm_in
from ssl_helpers.kernel import Run
from ssl_trainer import COURSE_SEED
from ssl_trainer.cli import app
from ssl_trainer.kernels import protection

OTHER_SEEDS = [7, 4711]


def bank(topic: str) -> dict[str, list[tuple[str, str | None]]]:
    """Task -> its answer cells with the words they must get; None for a right answer. The first is the model's own."""
    answers = importlib.import_module(f"answers.{topic}")
    return {
        task: [*((cell, None) for cell in answers.RIGHT[task]), *answers.WRONG[task]]
        for task in answers.RIGHT | answers.WRONG
    }


def mark(inbox, results, *options: str) -> None:
    """`ssl-trainer grade`, as a trainer gives it; without its sandbox only where the machine has none."""
    options = [*options, *([] if protection().works else ["--unsafe"])]
    ended = CliRunner().invoke(app, ["grade", str(inbox), "--out", str(results), "--workers", "2", *options])
    assert ended.exit_code == 0, ended.output


def sealed(results, firm, seed: int) -> list[str]:
    """The option for a sealed firm, which lies in the results already: making it takes longer than marking."""
    shutil.copytree(firm(seed), results / "firms" / f"firm_{seed}")
    return ["--sealed", str(seed)]


def scores(results, stem: str, learner: str) -> dict[str, float]:
    """grade_id -> score in the gradebook."""
    with Gradebook(f"sqlite:///{results / 'gradebook.db'}", "social-selling-course") as gradebook:
        return {one.name: one.score for one in gradebook.find_submission_notebook(stem, stem, learner).grades}


def _says(message: str, words: str) -> bool:
    return " ".join(words.split()).casefold() in " ".join(message.split()).casefold()


@pytest.mark.parametrize("topic", topics())
def test_every_answer_gets_its_marks_and_words(topic, tmp_path):
    stem, tasks = module_of(topic).stem, {one.id.partition(".")[2]: one for one in exercises_of(topic)}
    answers = bank(topic)
    rounds = list(zip_longest(*([(task, *one) for one in answers[task]] for task in answers)))
    inbox, results = tmp_path / "indbakke æøå", tmp_path / "resultater æøå"
    for number, answered in enumerate(rounds):
        put(inbox, f"round{number}", exercise({one[0]: one[1] for one in answered if one}, stem), f"{stem}.ipynb")
    mark(inbox, results)

    rows, said = grades(results), checks(results)
    assert {row["status"] for row in rows.values()} == {"graded"}
    assert {row["repaired"] for row in rows.values()} == {""}
    told = []
    for number, answered in enumerate(rounds):
        marks = scores(results, stem, f"round{number}")
        for task, cell, words in filter(None, answered):
            score, outcome = marks[tasks[task].grade_id], said[f"round{number}", tasks[task].id]
            assert float(outcome["points"]) == score, "gradebook.db and checks.csv agree"
            right = words is None and outcome["outcome"] == outcomes.CORRECT and score == tasks[task].points
            heard = words is not None and _says(outcome["message"], words)
            if not right and not (heard and score == 0):
                told.append(f"{task}: {cell}\n  wants: {words}\n  gets {score}: {outcome['message']}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("topic", topics())
@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_every_answer_is_judged_alike_on_another_firm(topic, seed, firm):
    """In this process: what only a notebook's kernel does to an answer is the same on every firm."""
    stem, tasks, told = module_of(topic).stem, {one.id.partition(".")[2]: one for one in exercises_of(topic)}, []
    setup = next(cell.source for cell in exercise(stem=stem).cells if cell.id == "setup")
    with firm_in(firm(seed)), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for task, answers in bank(topic).items():
            for cell, words in answers:
                names: dict = {}
                exec(setup, names)
                error = None
                try:
                    exec(cell, names)
                except Exception as stopped:
                    error = stopped
                run = Run(cell, error, bound=tasks[task].names[0] in names)
                outcome = judge(tasks[task], names, dict.fromkeys(tasks[task].names, run), run)
                right = outcome.kind == outcomes.CORRECT
                # Why a cell stopped or gave nothing is told from the kernel's own record of it, which is not here.
                heard = outcome.kind != outcomes.NOT_YET or words and _says(outcome.message, words)
                if right != (words is None) or not right and not heard:
                    told.append(f"{task}: {cell}\n  wants: {words}\n  gets {outcome.kind}: {outcome.message}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("topic", topics())
@pytest.mark.parametrize("seed", [COURSE_SEED, OTHER_SEEDS[0]])
def test_model_earns_all_points_and_the_release_none(topic, seed, tmp_path, firm):
    stem, tasks = module_of(topic).stem, exercises_of(topic)
    inbox, results = tmp_path / "inbox", tmp_path / "results"
    put(inbox, "model", exercise(stem=stem, folder="solutions"), f"{stem}.ipynb")
    put(inbox, "untouched", exercise(stem=stem), f"{stem}.ipynb")
    mark(inbox, results, *(sealed(results, firm, seed) if seed != COURSE_SEED else []))
    rows, said = grades(results), checks(results)
    assert {row["status"] for row in rows.values()} == {"graded"}
    core = sum(one.points for one in tasks if one.core)
    extra = sum(one.points for one in tasks if not one.core)
    for learner, share in (("model", 1), ("untouched", 0)):
        row = rows[learner, stem]
        assert [float(row[name]) for name in ("score", "max_score")] == [share * core, core]
        assert [float(row[name]) for name in ("extra", "max_extra")] == [share * extra, extra]
    assert {said["untouched", one.id]["outcome"] for one in tasks} == {outcomes.NOT_ATTEMPTED}


@pytest.mark.parametrize("topic", topics())
def test_what_is_typed_in_is_right_on_the_open_firm_only(topic, tmp_path, firm):
    stem, tasks = module_of(topic).stem, exercises_of(topic)
    with firm_in(COURSE_FOLDER / "datasets"):
        typed = {one.id: one.expected().right for one in tasks}
    typed = {name: right for name, right in typed.items() if isinstance(right, int | float)}
    assert typed, "a module has a task whose answer is a number"
    constants = constants_of(topic)
    assert constants <= {one.id for one in tasks}
    put(
        tmp_path / "inbox",
        "anna",
        exercise(
            {
                name.partition(".")[2]: f"{name.partition('.')[2]} = {value!r}"
                for name, value in ((name, float(value)) for name, value in typed.items())
            },
            stem,
        ),
        f"{stem}.ipynb",
    )
    mark(tmp_path / "inbox", tmp_path / "open")
    mark(tmp_path / "inbox", tmp_path / "sealed", *sealed(tmp_path / "sealed", firm, 7))
    on_open, on_sealed = checks(tmp_path / "open"), checks(tmp_path / "sealed")
    for name in typed:
        assert on_open["anna", name]["outcome"] == outcomes.CORRECT
        said = on_sealed["anna", name]
        if name in constants:
            assert (said["outcome"], float(said["points"])) == (outcomes.CORRECT, find(name).points)
            continue
        assert said["outcome"] == outcomes.NOT_YET and "but it is typed in" in said["message"]


@pytest.mark.parametrize("topic", topics())
def test_feedback_tells_each_wrong_answer_its_mistake(topic, tmp_path):
    stem, answers = module_of(topic).stem, bank(topic)
    wrong = {task: next(one for one in answers[task] if one[1]) for task in answers}
    put(tmp_path / "inbox", "anna", exercise({task: cell for task, (cell, _) in wrong.items()}, stem), f"{stem}.ipynb")
    mark(tmp_path / "inbox", tmp_path / "results")
    page = html.unescape((tmp_path / "results" / "feedback" / "anna" / stem / f"{stem}.html").read_text("utf-8"))
    assert [words for _, words in wrong.values() if words not in page] == []
    assert "Traceback (most recent call last)" not in page


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
