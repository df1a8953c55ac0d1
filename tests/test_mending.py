"""Whatever a learner's notebook looks like, a valid one with every cell of the exercise comes out of it."""

import copy
import json
import random
from collections.abc import Callable

import nbformat
import pytest

from ssl_helpers.checking.exercises import exercises_of
from ssl_helpers.data import COURSE_FOLDER
from ssl_trainer.intake import mending as words
from ssl_trainer.intake.mending import assignment_of, holds_work, rebuild

STEM = "06_network"
RELEASE_TEXT = (COURSE_FOLDER / f"exercises/{STEM}/{STEM}.ipynb").read_text(encoding="utf-8")
SOLUTION_TEXT = (COURSE_FOLDER / f"solutions/{STEM}/{STEM}.ipynb").read_text(encoding="utf-8")
RELEASE = nbformat.reads(RELEASE_TEXT, as_version=4)
ANSWER = "mix = people['category'].value_counts(normalize=True)"
STUB = next(cell.source for cell in RELEASE.cells if cell.id == "mix-answer")


class Learner:
    """A notebook to be handed in, as JSON; cells are named by their ids."""

    def __init__(self, text: str = RELEASE_TEXT) -> None:
        self.notebook = json.loads(text)
        self.cells = self.notebook["cells"]

    def at(self, name: str) -> int:
        return next(number for number, cell in enumerate(self.cells) if cell.get("id") == name)

    def __getitem__(self, name: str) -> dict:
        return self.cells[self.at(name)]

    def write(self, name: str, source: str) -> None:
        self[name]["source"] = source

    def delete(self, *names: str) -> None:
        for name in names:
            del self.cells[self.at(name)]

    def add(self, above: str, source: str, kind: str = "code", **more) -> dict:
        cell = {"cell_type": kind, "id": f"mine-{len(self.cells)}", "metadata": {}, "source": source} | more
        self.cells.insert(self.at(above) + 1, cell)
        return cell

    def copy(self, name: str, above: str, source: str) -> None:
        self.add(above, source, metadata=copy.deepcopy(self[name]["metadata"]), kind=self[name]["cell_type"])

    def strip(self, ids: bool = False) -> None:
        for cell in self.cells:
            cell["metadata"].pop("nbgrader", None)
            if not ids:
                del cell["id"]

    def rebuilt(self) -> tuple[nbformat.NotebookNode, tuple[str, ...]]:
        before = copy.deepcopy(self.notebook)
        notebook, repaired = rebuild(self.notebook, RELEASE)
        assert self.notebook == before, "what was handed in is left as it is"
        sound(notebook)
        return notebook, repaired


def sound(notebook: nbformat.NotebookNode) -> None:
    """It is valid, has each cell of the exercise once, and only answers differ from the release."""
    nbformat.validate(notebook)
    json.dumps(notebook, ensure_ascii=False).encode("utf-8")
    known = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    released = {cell.id: cell for cell in RELEASE.cells if "nbgrader" in cell.metadata}
    assert sorted(cell.id for cell in known) == sorted(released)
    for cell in known:
        assert cell.metadata == released[cell.id].metadata and cell.cell_type == released[cell.id].cell_type
        assert cell.metadata.nbgrader.solution or cell.source == released[cell.id].source
    for cell in notebook.cells:
        assert not cell.get("outputs") and not cell.get("execution_count")
        assert "nbgrader" in cell.metadata or not cell.metadata
    assert notebook.metadata == RELEASE.metadata


def source(notebook: nbformat.NotebookNode, name: str) -> str:
    return next(cell.source for cell in notebook.cells if cell.id == name)


def place(notebook: nbformat.NotebookNode, text: str) -> int:
    """Where the cell with this id, or with this source, stands."""
    return next(number for number, cell in enumerate(notebook.cells) if text in (cell.id, cell.source))


def said(*starts: str) -> Callable[[tuple[str, ...]], bool]:
    return lambda repaired: (
        len(repaired) == len(starts)
        and all(one.startswith(start) for one, start in zip(sorted(repaired), sorted(starts), strict=True))
    )


@pytest.fixture
def learner() -> Learner:
    return Learner()


def test_release_and_solution_come_out_as_they_went_in():
    assert Learner().rebuilt() == (RELEASE, ())
    assert not holds_work(RELEASE, RELEASE)
    notebook, repaired = Learner(SOLUTION_TEXT).rebuilt()
    assert repaired == () and holds_work(notebook, RELEASE)
    solution = nbformat.reads(SOLUTION_TEXT, as_version=4)
    assert [(cell.id, cell.source) for cell in notebook.cells] == [(cell.id, cell.source) for cell in solution.cells]


def test_what_an_honest_learner_leaves_is_no_repair(learner):
    learner.write("mix-answer", ANSWER)
    learner.write("mix-hint", 'hint("network.mix")')
    learner.write("reflection", "I wrote to a customer.")
    learner.delete("listeners-hint")
    own = learner.add("mix-answer", "people.head()", outputs=[{"output_type": "stream", "name": "stdout", "text": "x"}])
    learner["listeners-check"].update({"execution_count": 7, "outputs": [{"output_type": "stream", "text": ["x"]}]})
    learner["setup"]["metadata"] |= {"collapsed": True, "scrolled": True, "tags": ["mine"], "ExecuteTime": {}}
    learner.add("done", "")
    notebook, repaired = learner.rebuilt()
    assert repaired == ()
    assert [(cell.id, cell.source) for cell in notebook.cells] == [
        (cell["id"], "".join(cell["source"])) for cell in learner.cells
    ]
    assert place(notebook, own["id"]) == place(notebook, "mix-answer") + 1


def test_untouched_stub_stays_the_releases_own(learner):
    learner.write("mix-answer", STUB.replace("\n", "\r\n") + "\n\n")
    notebook, repaired = learner.rebuilt()
    assert source(notebook, "mix-answer") == STUB and repaired == ()


def test_it_does_not_depend_on_anything_but_what_was_handed_in():
    def one():
        learner = Learner(SOLUTION_TEXT)
        for number in range(3):
            learner.add("mix-answer", f"x = {number}", id="not a valid id")
        learner.add("mix-answer", "y = 0", id="setup")
        return learner.rebuilt()

    assert one() == one()
    ids = [cell.id for cell in one()[0].cells]
    assert len(ids) == len(set(ids))


class TestSeveralTimes:
    def test_worked_answer_wins_over_its_untouched_copy(self, learner):
        learner.write("mix-answer", ANSWER)
        learner.copy("mix-answer", "mix-check", STUB)
        notebook, repaired = learner.rebuilt()
        assert source(notebook, "mix-answer") == ANSWER and len(notebook.cells) == len(RELEASE.cells)
        assert said(words.TWICE)(repaired)

    def test_copy_below_the_check_that_holds_the_work_wins(self, learner):
        learner.copy("mix-answer", "mix-check", ANSWER)
        notebook, repaired = learner.rebuilt()
        assert source(notebook, "mix-answer") == ANSWER and len(notebook.cells) == len(RELEASE.cells)
        assert place(notebook, "mix-answer") < place(notebook, "mix-check")
        assert repaired == (f"{words.TWICE}: network-mix-answer.",)

    def test_of_several_worked_the_last_wins_and_the_others_run_before_it(self, learner):
        learner.write("mix-answer", "first = 1")
        learner.copy("mix-answer", "mix-answer", "second = 2")
        learner.copy("mix-answer", "mix-check", ANSWER)
        notebook, _ = learner.rebuilt()
        answer = place(notebook, "mix-answer")
        assert [cell.source for cell in notebook.cells[answer - 2 : answer + 1]] == ["first = 1", "second = 2", ANSWER]

    def test_second_check_goes_and_second_setup_stays(self, learner):
        learner.copy("mix-check", "mix-check", 'check("network.mix")')
        setup = "".join(learner["setup"]["source"])
        learner.copy("setup", "mix-check", setup)
        notebook, repaired = learner.rebuilt()
        sources = [cell.source for cell in notebook.cells]
        assert sources.count('check("network.mix")') == 1 and sources.count(setup) == 2
        assert said(words.TWICE)(repaired)

    def test_copy_of_a_check_that_holds_the_answer_is_kept_where_it_stood(self, learner):
        learner.copy("mix-check", "mix-answer", ANSWER)
        notebook, repaired = learner.rebuilt()
        assert place(notebook, "mix-answer") < place(notebook, ANSWER) < place(notebook, "mix-check")
        assert said(words.TWICE)(repaired)


class TestDeleted:
    @pytest.mark.parametrize("name", [cell.id for cell in RELEASE.cells if "nbgrader" in cell.metadata])
    def test_each_cell_is_put_back_in_its_place(self, learner, name):
        learner.delete(name)
        notebook, repaired = learner.rebuilt()
        if name == "reflection":
            assert place(notebook, name) == place(notebook, "done-heading") - 1
        assert [cell.id for cell in notebook.cells if "nbgrader" in cell.metadata] == [
            cell.id for cell in RELEASE.cells if "nbgrader" in cell.metadata
        ]
        assert said(words.DELETED)(repaired)

    def test_answer_in_an_own_cell_takes_the_place_of_the_deleted_one(self, learner):
        learner.delete("mix-answer")
        learner.add("mix-task", ANSWER)
        learner.add("mix-task", "helper = 1")
        notebook, repaired = learner.rebuilt()
        assert source(notebook, "mix-answer") == ANSWER
        assert place(notebook, "helper = 1") < place(notebook, "mix-answer")
        assert said(words.UNMARKED)(repaired)

    def test_stub_does_not_wipe_an_answer_where_answer_and_check_are_gone(self, learner):
        learner.delete("mix-answer", "mix-check", "mix-hint")
        learner.add("mix-task", ANSWER)
        notebook, repaired = learner.rebuilt()
        assert place(notebook, "mix-answer") < place(notebook, ANSWER) < place(notebook, "mix-check")
        assert said(words.DELETED)(repaired)

    def test_whole_task_but_the_answer_is_gone(self, learner):
        learner.delete("mix-task", "mix-answer", "mix-check", "mix-hint")
        learner.add("listeners-hint", ANSWER)
        notebook, _ = learner.rebuilt()
        assert place(notebook, "mix-answer") < place(notebook, ANSWER) < place(notebook, "mix-check")
        assert place(notebook, "listeners-check") < place(notebook, "mix-answer")

    def test_own_cells_run_after_a_setup_that_was_put_back(self, learner):
        learner.delete("title", "setup-heading", "setup")
        learner.cells.insert(0, {"cell_type": "code", "metadata": {}, "source": "people.head()"})
        notebook, _ = learner.rebuilt()
        assert place(notebook, "setup") < place(notebook, "people.head()") < place(notebook, "tables")
        learner = Learner()
        learner.delete("setup")
        learner.add("setup-heading", "people.head()")
        notebook, _ = learner.rebuilt()
        assert place(notebook, "setup") < place(notebook, "people.head()")

    def test_own_cell_above_everything_stays_there(self, learner):
        learner.cells.insert(0, {"cell_type": "markdown", "metadata": {}, "source": "Anna"})
        notebook, repaired = learner.rebuilt()
        assert notebook.cells[0].source == "Anna" and notebook.cells[0].id == "own-1" and repaired == ()

    def test_everything_is_gone(self, learner):
        learner.cells[:] = [{"cell_type": "code", "metadata": {}, "source": ANSWER}]
        notebook, _ = learner.rebuilt()
        assert place(notebook, "setup") < place(notebook, ANSWER)


class TestAnswerElsewhere:
    @pytest.mark.parametrize("word", ["hint", "solution"])
    def test_hint_cell_of_a_stripped_notebook_is_no_answer(self, learner, word):
        """The task and its answer are gone: what stands above the check is the hint cell of the task before."""
        learner.delete("mix-task", "mix-answer")
        learner.write("listeners-hint", f'{word}("network.listeners")')
        learner.strip()
        notebook, _ = learner.rebuilt()
        assert source(notebook, "mix-answer") == STUB

    @pytest.mark.parametrize("cell", ["mix-hint", "mix-check", "done", "mix-task"])
    def test_own_cell_that_answers_stays_where_it_is(self, learner, cell):
        learner.add(cell, ANSWER)
        notebook, repaired = learner.rebuilt()
        assert place(notebook, ANSWER) == place(notebook, cell) + 1 and repaired == ()
        assert source(notebook, "mix-answer") == STUB

    @pytest.mark.parametrize("stub", ["mix = ...", "mix=...\n\n# mine", "# nothing\nmix = ..."])
    def test_a_stub_without_its_comment_is_untouched(self, learner, stub):
        learner.write("mix-answer", stub)
        notebook, repaired = learner.rebuilt()
        assert source(notebook, "mix-answer") == STUB and repaired == ()


class TestEdited:
    def test_order(self, learner):
        at = learner.at("mix-task")
        mix = [learner.cells.pop(at) for _ in range(4)]
        learner.cells[learner.at("setup") : learner.at("setup")] = mix
        learner.add("mix-answer", "own = 1")
        notebook, repaired = learner.rebuilt()
        assert [cell.id for cell in notebook.cells if "nbgrader" in cell.metadata] == [
            cell.id for cell in RELEASE.cells if "nbgrader" in cell.metadata
        ]
        assert place(notebook, "own = 1") == place(notebook, "mix-answer") + 1
        assert repaired == (f"{words.ORDER}.",)

    @pytest.mark.parametrize("kind", ["markdown", "raw"])
    def test_retyped_answer(self, learner, kind):
        learner.write("mix-answer", ANSWER)
        learner["mix-answer"]["cell_type"] = kind
        notebook, repaired = learner.rebuilt()
        assert source(notebook, "mix-answer") == ANSWER and repaired == (f"{words.RETYPED}: network-mix-answer.",)

    def test_retyped_reflection(self, learner):
        learner.write("reflection", "I wrote to a customer.")
        learner["reflection"]["cell_type"] = "code"
        notebook, repaired = learner.rebuilt()
        assert source(notebook, "reflection") == "I wrote to a customer." and said(words.RETYPED)(repaired)

    def test_check_is_put_back_and_the_learners_stands_before_it(self, learner):
        learner.write("mix-answer", "people = 0")
        learner.write("mix-check", f'{ANSWER}\ncheck("network.mix")')
        notebook, repaired = learner.rebuilt()
        assert notebook.cells[place(notebook, "mix-check") - 1].source.startswith(ANSWER)
        assert repaired == (f"{words.EDITED}: network-mix.",)

    def test_setup_is_put_back_and_the_learners_stands_after_it(self, learner):
        learner.write("setup", "import numpy as np")
        learner.add("setup", "np.pi")
        notebook, repaired = learner.rebuilt()
        at = place(notebook, "setup")
        assert [cell.source for cell in notebook.cells[at + 1 : at + 3]] == ["import numpy as np", "np.pi"]
        assert said(words.EDITED)(repaired)

    def test_text_of_a_task(self, learner):
        learner.write("mix-task", "Too hard.")
        notebook, repaired = learner.rebuilt()
        assert "Too hard." not in [cell.source for cell in notebook.cells] and said(words.EDITED)(repaired)

    @pytest.mark.parametrize("tag", ["skip-execution", "raises-exception"])
    def test_tags(self, learner, tag):
        learner["mix-check"]["metadata"]["tags"] = [tag]
        learner.add("mix-check", "1 / 0", metadata={"tags": [tag]})
        notebook, repaired = learner.rebuilt()
        assert repaired == (f"{words.TAGS}: network-mix.",)

    @pytest.mark.parametrize(
        "change", [{"points": 100}, {"grade": False}, {"solution": True}, {"locked": False}, {"schema_version": 1}]
    )
    def test_settings(self, learner, change):
        learner["mix-check"]["metadata"]["nbgrader"] |= change
        assert learner.rebuilt()[1] == (f"{words.SETTINGS}: network-mix.",)

    def test_unknown_grade_id(self, learner):
        learner["mix-answer"]["metadata"]["nbgrader"]["grade_id"] = "finance-mix"
        learner.write("mix-answer", ANSWER)
        notebook, repaired = learner.rebuilt()
        assert place(notebook, "mix-answer") < place(notebook, ANSWER) < place(notebook, "mix-check")
        assert said(words.FOREIGN, words.DELETED)(repaired)

    def test_kernel(self, learner):
        learner.notebook["metadata"] = {}
        assert learner.rebuilt()[1] == ()
        learner.notebook["metadata"] = {"kernelspec": {"name": "python3", "display_name": "Anna's own"}}
        assert learner.rebuilt()[1] == ()
        learner.notebook["metadata"] = {"kernelspec": {"name": "ir", "language": "R"}}
        assert said(words.KERNEL)(learner.rebuilt()[1])
        learner.notebook["metadata"] = {"language_info": {"name": "julia"}}
        assert said(words.KERNEL)(learner.rebuilt()[1])


class TestStripped:
    @pytest.mark.parametrize("ids", [True, False])
    def test_answers_are_found_again(self, ids):
        learner = Learner(SOLUTION_TEXT)
        learner.strip(ids)
        assert assignment_of(learner.notebook, {STEM: RELEASE}) == STEM
        notebook, repaired = learner.rebuilt()
        want, _ = Learner(SOLUTION_TEXT).rebuilt()
        assert [cell.source for cell in notebook.cells] == [cell.source for cell in want.cells]
        assert words.UNMARKED in repaired[0]

    def test_only_code_is_left(self, learner):
        learner.write("mix-answer", ANSWER)
        learner.strip()
        learner.cells[:] = [cell for cell in learner.cells if cell["cell_type"] == "code"]
        notebook, _ = learner.rebuilt()
        assert source(notebook, "mix-answer") == ANSWER

    def test_answer_that_makes_no_name_is_told_by_its_place(self, learner):
        learner.write("mix-answer", "Mix = 1")
        learner.strip()
        assert source(learner.rebuilt()[0], "mix-answer") == "Mix = 1"

    def test_untouched_copy_without_marks_does_not_wipe_the_answer(self, learner):
        learner.write("mix-answer", ANSWER)
        learner.add("mix-answer", STUB)
        notebook, repaired = learner.rebuilt()
        assert len(notebook.cells) == len(RELEASE.cells) and repaired == (f"{words.STUBS}.",)


class TestReflection:
    @pytest.mark.parametrize("above", ["reflection", "reflection-task"])
    @pytest.mark.parametrize("deleted", [True, False])
    def test_own_text_beside_it_is_the_reflection(self, learner, above, deleted):
        if deleted and above == "reflection":
            return
        learner.add(above, "I wrote.", kind="markdown")
        if deleted:
            learner.delete("reflection")
        notebook, repaired = learner.rebuilt()
        assert source(notebook, "reflection") == "I wrote."
        assert [cell.source for cell in notebook.cells].count("I wrote.") == 1
        assert f"{words.REFLECTION}." in repaired

    def test_written_reflection_stays(self, learner):
        learner.write("reflection", "Mine.")
        learner.add("reflection", "A note.", kind="markdown")
        notebook, repaired = learner.rebuilt()
        assert source(notebook, "reflection") == "Mine." and repaired == ()


class TestAssignment:
    def test_most_grade_ids_decide(self, learner):
        other = copy.deepcopy(RELEASE)
        for cell in other.cells:
            if "nbgrader" in cell.metadata:
                cell.metadata.nbgrader.grade_id = cell.metadata.nbgrader.grade_id.replace("network", "finance")
        releases = {"02_finance": other, STEM: RELEASE}
        assert assignment_of(other, releases) == "02_finance"
        learner.cells += copy.deepcopy(other.cells[:5])
        assert assignment_of(learner.notebook, releases) == STEM
        assert words.FOREIGN in learner.rebuilt()[1][0]

    def test_foreign_notebooks_are_not_ours(self):
        lesson = json.loads((COURSE_FOLDER / "course/06_network.ipynb").read_text(encoding="utf-8"))
        for notebook in (lesson, {"cells": []}, {"cells": None}, {}, {"cells": [{"source": "check('x.y')"}]}):
            assert assignment_of(notebook, {STEM: RELEASE}) == ""
        assert assignment_of(lesson, {}) == ""


class TestDamaged:
    @pytest.mark.parametrize(
        "cell",
        [
            None,
            "text",
            [],
            {},
            {"cell_type": "code", "metadata": {}, "source": None},
            {"cell_type": "code", "metadata": {}, "source": ["a = 1\n", 2]},
            {"cell_type": "code", "metadata": None, "source": "a"},
            {"cell_type": "code", "metadata": {"nbgrader": "x"}, "source": "a"},
            {"cell_type": "chart", "metadata": {}, "source": "a"},
            {"cell_type": ["code"], "metadata": {}, "source": "a"},
            {"cell_type": "code", "metadata": {}, "source": "a = '\ud800'"},
            {"cell_type": "code", "source": "a"},
        ],
    )
    def test_pieces_are_passed_over(self, learner, cell):
        learner.write("mix-answer", ANSWER)
        learner.cells.insert(5, cell)
        notebook, repaired = rebuild(learner.notebook, RELEASE)
        sound(notebook)
        assert source(notebook, "mix-answer") == ANSWER
        assert repaired == (f"{words.DAMAGED}: cell 6.",)

    def test_odd_values_where_text_is_expected(self, learner):
        learner["mix-check"]["metadata"]["nbgrader"]["grade_id"] = ["network-mix"]
        learner["mix-check"]["id"] = 5
        learner["mix-answer"]["metadata"]["tags"] = [[1], None]
        learner.notebook["metadata"] = {"kernelspec": ["python3"], "language_info": {"name": 3}}
        assert said(words.UNMARKED)(learner.rebuilt()[1])
        for metadata in (None, [], "x"):
            learner.notebook["metadata"] = metadata
            learner.rebuilt()

    def test_source_that_python_gives_up_on(self, learner):
        learner.add("mix-answer", "x = " + "(" * 5000)
        learner.add("mix-answer", "+".join("1" for _ in range(100_000)))
        learner.add("mix-answer", "a" * 1_000_000 + " b")
        learner.add("mix-answer", "x = '\0'")
        assert learner.rebuilt()[1] == ()

    def test_thousands_of_cells(self, learner):
        learner.cells += [{"cell_type": "code", "metadata": {}, "source": f"x{n} = {n}"} for n in range(3000)]
        notebook, repaired = learner.rebuilt()
        assert len(notebook.cells) == len(RELEASE.cells) + 3000 and repaired == ()


@pytest.mark.parametrize("seed", range(60))
def test_anything_at_all_comes_out_sound(seed):
    """Random hands in the notebook: cells go, come twice, move, lose marks, take each other's text."""
    chance = random.Random(seed)
    learner = Learner(chance.choice([RELEASE_TEXT, SOLUTION_TEXT]))
    names = [name for one in exercises_of("network") for name in one.names]
    for _ in range(chance.randint(1, 25)):
        cell = chance.choice(learner.cells)
        what = chance.randrange(8)
        if what == 0:
            learner.cells.remove(cell)
        elif what == 1:
            learner.cells.insert(chance.randrange(len(learner.cells)), copy.deepcopy(cell))
        elif what == 2:
            chance.shuffle(learner.cells)
        elif what == 3:
            cell["metadata"] = {}
        elif what == 4:
            cell["source"] = chance.choice(learner.cells)["source"]
        elif what == 5:
            cell["cell_type"] = chance.choice(["code", "markdown", "raw", "heading"])
        elif what == 6:
            cell["source"] = f"{chance.choice(names)} = 1"
        else:
            cell.pop("id", None)
    notebook, repaired = learner.rebuilt()
    assert (notebook, repaired) == learner.rebuilt()
    assert all(sentence.endswith(".") for sentence in repaired)
