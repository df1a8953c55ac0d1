"""What was done is remembered, what comes next is found, and the solution opens when it should."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from ssl_helpers import progress, solutions, workspace
from ssl_helpers.checking import outcomes, record, session
from ssl_helpers.checking.exercises import exercises_of, find, module_of, topics
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.figures.progress import picture, show_progress
from ssl_helpers.kernel import Run, Watch
from ssl_helpers.next_step import LANDING_PAGE, heading, link, next_page, next_step, next_task, opening

STEMS = sorted(module_of(topic).stem for topic in topics())


@pytest.fixture(autouse=True)
def work(my_work) -> Path:
    """An empty my_work."""
    return my_work


def checked(exercise: str, kind: str, source: str = "", value: object = None, *, kept: bool = True) -> None:
    one = find(exercise)
    told = Outcome(one.id, kind, "…", one.points if kind == outcomes.CORRECT else 0, one.points)
    gave = "" if value is None else record.value_digest([value])
    record.add_check(told, [record.digest(source)] if source else [], gave, kept=kept)


def lines(work: Path) -> list[dict]:
    """The events in the file."""
    kept = (work / workspace.PROGRESS).read_text(encoding="utf-8")
    return [json.loads(line) for line in kept.split("\n") if line]


def all_right(stem: str, *, core: bool = True) -> None:
    for one in exercises_of(stem.partition("_")[2]):
        if one.core == core:
            checked(one.id, outcomes.CORRECT, f"{one.names[0]} = 1")


def test_nothing_done_is_said_and_begins_at_the_beginning(work):
    done = progress.tasks()
    modules = progress.modules(done)
    assert list(modules.index) == STEMS and not modules["done"].any()
    every = [one for topic in topics() for one in exercises_of(topic)]
    assert str(done["checked"].dt.tz) == "UTC", "also where there is none"
    assert len(done) == len(every) and (done["outcome"] == outcomes.NOT_ATTEMPTED).all()
    assert modules["max_points"].sum() == sum(one.points for one in every if one.core)
    task = next_task(done)
    assert task["stem"] == STEMS[0] and opening(task) == LANDING_PAGE
    assert progress.summary(modules).startswith(f"You have 0 of {modules['max_points'].sum()} core points.")


def test_a_right_answer_earns_its_points_and_a_later_wrong_one_loses_them():
    one = find("network.mix")
    checked(one.id, outcomes.CORRECT, "mix = 1")
    row = progress.tasks().set_index("exercise").loc[one.id]
    assert row["points"] == row["max_points"] == one.points and row["outcome"] == outcomes.CORRECT
    checked(one.id, outcomes.NOT_YET, "mix = 2")
    row = progress.tasks().set_index("exercise").loc[one.id]
    assert row["points"] == 0 and row["tries"] == 1 and record.was_right(one)


def test_extra_tasks_stand_apart():
    all_right("06_network", core=False)
    row = progress.modules(progress.tasks()).loc["06_network"]
    extra = [one for one in exercises_of("network") if not one.core]
    assert row["extra"] == row["max_extra"] == sum(one.points for one in extra) > 0
    assert row["points"] == 0 and not row["done"]
    assert f", and {row['extra']} extra points. About" in progress.summary(progress.modules(progress.tasks()))


def test_minutes_left_count_lesson_reflection_and_open_core_tasks():
    module, core = module_of("network"), [one for one in exercises_of("network") if one.core]

    def left() -> int:
        return progress.modules(progress.tasks()).loc["06_network", "minutes_left"]

    tasks = sum(one.minutes for one in core)
    assert left() == module.lesson_minutes + tasks + module.reflection_minutes
    checked(core[0].id, outcomes.NOT_YET, "x = 1")
    assert left() == tasks + module.reflection_minutes, "who has begun the exercise has read the lesson"
    checked(core[0].id, outcomes.CORRECT, "x = 2")
    assert left() == tasks - core[0].minutes + module.reflection_minutes
    all_right("06_network")
    assert left() == 0


def test_next_is_the_first_open_core_task_of_the_module_worked_on_last_then_the_modules_after_it():
    checked("network.listeners", outcomes.CORRECT, "listeners = 1")
    task = next_task(progress.tasks())
    assert task["exercise"] == "network.mix", "a workshop may leave modules out"
    assert next_page(task) == workspace.own_notebook(module_of("network"))
    assert opening(task) == "my_work/06_network/06_network.ipynb"
    all_right("06_network")
    task = next_task(progress.tasks())
    assert task["stem"] == "07_content" and next_page(task).parent.name == "course", "first the lesson"
    all_right("07_content")
    assert next_task(progress.tasks())["stem"] == STEMS[0], "then what was left out"
    for stem in STEMS:
        all_right(stem)
    assert next_task(progress.tasks()) is None and "Every core task is right" in next_step(None)
    assert opening(None) == LANDING_PAGE and link(None, Path.cwd()) == ""


def test_next_step_leads_from_lesson_and_exercise_to_the_heading_of_the_task(work):
    checked("network.listeners", outcomes.CORRECT, "listeners = 1")
    task = next_task(progress.tasks())
    words = heading(task)
    released = workspace.released_notebook(module_of("network")).read_text(encoding="utf-8")
    assert f"## {words}" in released and words.startswith(f"{task['number']} · ") and words in next_step(task)
    for folder, way in ((work.parent / "course", "../my_work/06_network/"), (work / "07_content", "../06_network/")):
        folder.mkdir()
        assert link(task, folder) == f"{way}06_network.ipynb#cell-id=mix-task"
    assert link(task, work.parent.parent) == "", "from elsewhere no link leads there"


@pytest.mark.parametrize("exercise", [one.id for topic in topics() for one in exercises_of(topic)])
def test_every_task_has_a_heading(exercise):
    done = progress.tasks()
    (task,) = [row for _, row in done.iterrows() if row["exercise"] == exercise]
    assert heading(task).startswith(f"{task['number']} · ")


def test_a_reset_forgets_outcomes_and_keeps_tries():
    all_right("06_network")
    checked("content.ratio", outcomes.CORRECT, "ratio = 1")
    for number in range(2):
        checked("network.mix", outcomes.NOT_YET, f"mix = {number}")
    record.add({"reset": "06_network"})
    done = progress.tasks().set_index("exercise")
    own = done[done["stem"] == "06_network"]
    assert (own["outcome"] == outcomes.NOT_ATTEMPTED).all() and done.loc["network.mix", "tries"] == 2
    assert done.loc["content.ratio", "points"] > 0


def test_the_same_answer_once_more_is_no_new_try_and_no_new_line(work):
    for source in ("mix = 1", "mix = 1  # now?", "mix  =  1", "mix = 1"):
        checked("network.mix", outcomes.NOT_YET, source)
    assert record.tries(find("network.mix")) == 1
    assert len(lines(work)) == 1
    checked("network.mix", outcomes.STOPPED, "mix = people[")
    checked("network.mix", outcomes.NOT_YET, "mix = 1")
    assert record.tries(find("network.mix")) == 2


def test_what_was_not_attempted_is_no_try():
    for _ in range(4):
        checked("network.mix", outcomes.NOT_ATTEMPTED)
    assert record.tries(find("network.mix")) == 0


def test_a_spoiled_file_costs_no_more_than_its_spoiled_lines(work):
    checked("network.mix", outcomes.CORRECT, "mix = 1")
    with (work / workspace.PROGRESS).open("ab") as file:
        file.write(
            b'{"exercise": "network.listeners", "outc\n\xff\xfe\n[]\n"text"\n{"exercise": "network.conn", "at": "x"}\n'
            b'{"exercise": ["network.mix"]}\n{"exercise": "network.mix", "answer": [["a"]]}\n' + b"[" * 5000
        )
    checked("content.ratio", outcomes.CORRECT, "ratio = 1")
    done = progress.tasks().set_index("exercise")
    assert done.loc["network.mix", "points"] > 0 and done.loc["content.ratio", "points"] > 0


def test_a_line_cut_off_by_a_crash_does_not_swallow_the_next(work):
    checked("network.mix", outcomes.CORRECT, "mix = 1")
    with (work / workspace.PROGRESS).open("ab") as file:
        file.write(b'{"exercise": "network.li')
    checked("content.ratio", outcomes.CORRECT, "ratio = 1")
    assert progress.tasks().set_index("exercise").loc["content.ratio", "points"] > 0


def test_what_cannot_be_written_waits_and_keeps_its_order(work):
    (work / workspace.PROGRESS).mkdir()
    for number in range(record.TRIES):
        checked("network.mix", outcomes.NOT_YET, f"mix = {number}")
    assert record.tries(find("network.mix")) == record.TRIES and record.is_waiting()
    (work / workspace.PROGRESS).rmdir()
    checked("network.mix", outcomes.CORRECT, "mix = 9")
    assert not record.is_waiting()
    assert [event["outcome"] for event in lines(work)] == [outcomes.NOT_YET] * record.TRIES + [outcomes.CORRECT]
    assert progress.tasks().set_index("exercise").loc["network.mix", "points"] > 0


def test_what_is_no_own_exercise_is_not_written(work):
    checked("network.mix", outcomes.NOT_YET, "mix = 1", kept=False)
    assert not (work / workspace.PROGRESS).exists() and record.tries(find("network.mix")) == 1


@pytest.mark.parametrize(
    ("notebook", "counts"),
    [
        ("my_work/06_network/06_network.ipynb", True),
        ("my_work/06_network/06_network-Copy1.ipynb", False),
        ("my_work/kept/06_network 2026-11-22 14.05.ipynb", False),
        ("exercises/06_network/06_network.ipynb", False),
        ("my_work/07_content/07_content.ipynb", False),
    ],
)
def test_only_the_own_exercise_of_the_module_counts(notebook, counts, work, monkeypatch):
    path, module = work.parent / notebook, module_of("network")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    assert record.is_own_notebook(module) == counts
    monkeypatch.delenv("JPY_SESSION_NAME")
    monkeypatch.setattr(record, "_STARTED_IN", path.parent)
    assert record.is_own_notebook(module) == (path.parent == work / "06_network"), "elsewhere only the folder is known"


def test_after_a_reset_the_same_right_answer_counts_again():
    checked("network.mix", outcomes.CORRECT, "mix = 1")
    record.add({"reset": "06_network"})
    checked("network.mix", outcomes.CORRECT, "mix = 1")
    assert progress.tasks().set_index("exercise").loc["network.mix", "points"] > 0


def test_a_check_in_a_notebook_opened_again_takes_no_point_away():
    checked("network.mix", outcomes.CORRECT, "mix = 1")
    checked("network.mix", outcomes.NOT_ATTEMPTED)
    assert progress.tasks().set_index("exercise").loc["network.mix", "points"] > 0


def test_dots_that_are_run_again_take_the_place_of_the_answer():
    checked("network.mix", outcomes.CORRECT, "mix = 1")
    checked("network.mix", outcomes.NOT_ATTEMPTED, "mix = ...")
    assert progress.tasks().set_index("exercise").loc["network.mix", "points"] == 0


def test_tries_are_told_apart_by_what_they_give():
    for number in range(4):
        checked("network.listeners", outcomes.NOT_YET, "listeners = len(base)", number)
    assert record.tries(find("network.listeners")) == 4, "made in another cell"
    for code in ("mix = 1", "mix = 1; pass", "mix = 2 - 1"):
        checked("network.mix", outcomes.NOT_YET, code, 1)
    assert record.tries(find("network.mix")) == 1

    class Odd:
        def __repr__(self) -> str:
            raise ValueError

    assert record.value_digest([Odd()]) == "" == record.value_digest([len])


def test_the_next_step_goes_by_the_order_and_not_by_the_clock(work):
    (work / workspace.PROGRESS).write_text(
        '{"at": "2031-01-01T00:00:00+00:00", "exercise": "content.ratio", "outcome": "not yet", "answer": []}', "utf-8"
    )
    checked("network.listeners", outcomes.CORRECT, "listeners = 1")
    assert next_task(progress.tasks())["stem"] == "06_network"


def test_the_name_typed_last_is_remembered_once(work):
    assert record.learner() == ""
    for name in ("Søren Ægir", "Søren Ægir", "Anna Holm"):
        record.remember_learner(name)
    assert record.learner() == "Anna Holm"
    assert len(lines(work)) == 2


def test_picture_says_in_words_what_it_shows(monkeypatch):
    all_right("00_start")
    checked("network.mix", outcomes.NOT_YET, "mix = 1")
    shown = []
    monkeypatch.setattr("ssl_helpers.figures.progress.display", lambda bundle, raw: shown.append(bundle))
    show_progress()
    (bundle,) = shown
    (alt,) = re.findall(r'<img alt="([^"]+)"', bundle["text/html"])
    modules = progress.modules(progress.tasks())
    for line in (progress.summary(modules), *progress.by_module(modules)):
        assert line in bundle["text/plain"]
    assert "✓ 0 Start here" in alt and "Next: exercise 6, task 1" in bundle["text/plain"]
    bars = picture(modules).axes[0].containers[0]
    assert [bar.get_width() for bar in bars] == list(modules["points"])


# --- solution() ---


@pytest.fixture
def said(monkeypatch) -> list[str]:
    shown = []
    monkeypatch.setattr(session, "display", lambda bundle, raw: shown.append(bundle["text/plain"]))
    return shown


def test_solution_opens_after_three_different_tries(said):
    for number in range(record.TRIES):
        session.solution("network.mix")
        assert "Not open yet" in said[-1] and f"checked {number} answer" in said[-1]
        checked("network.mix", outcomes.NOT_YET, f"mix = {number}")
    session.solution("network.mix")
    assert "One solution" in said[-1] and "mix = " in said[-1]


def test_solution_opens_after_success(said):
    checked("network.mix", outcomes.CORRECT, "mix = 1")
    session.solution("network.mix")
    assert "One solution" in said[-1]


def test_a_copy_without_solutions_says_whom_to_ask(said, monkeypatch, tmp_path):
    checked("network.mix", outcomes.CORRECT, "mix = 1")
    found = solutions.model_solution(find("network.mix"), tmp_path)
    assert found is None
    monkeypatch.setattr(solutions, "model_solution", lambda one: None)
    session.solution("network.mix")
    assert "Ask your trainer for the one of network.mix" in said[-1]


def test_check_says_when_the_solution_is_open():
    one = find("network.mix")
    outcome = Outcome(one.id, outcomes.NOT_YET, f"Not that.{session._STUCK}", 0, one.points)
    for number in range(record.TRIES):
        assert session._with_solution(outcome) == outcome
        checked(one.id, outcomes.NOT_YET, f"mix = {number}")
    assert "the solution is open: below" in session._with_solution(outcome).message
    assert "Stuck?" not in session._with_solution(outcome).message, "one way out at a time"
    right = replace(outcome, kind=outcomes.CORRECT)
    assert session._with_solution(right) == right


@pytest.mark.parametrize("exercise", [one.id for topic in topics() for one in exercises_of(topic)])
def test_solution_shown_is_whole_and_makes_the_names_asked_for(exercise):
    found = solutions.model_solution(find(exercise))
    made = session.names_made_by(found.code)
    assert set(find(exercise).names) <= made and "..." not in found.code and "###" not in found.code
    compile(found.code, exercise, "exec")


def test_reason_is_the_comment_at_the_head_of_the_solution():
    source = "mix = ...\n### BEGIN SOLUTION\n# All people below,\n# not a group.\nmix = a / b\n### END SOLUTION\n"
    assert solutions.read(source) == solutions.Solution("mix = a / b", "All people below, not a group.")
    function = (
        'def f(x):\n    """It."""\n    ...\n    ### BEGIN SOLUTION\n    # Why.\n    y = x  # once\n\n    return y\n'
        "    ### END SOLUTION\n\n\nf(1)\n"
    )
    read = solutions.read(function)
    assert (
        read.code == 'def f(x):\n    """It."""\n    y = x  # once\n\n    return y\n\n\nf(1)' and read.reason == "Why."
    )


# --- the course's words ---


def test_a_learners_own_name_is_lent_to_the_course_for_a_cell_that_asks_by_it():
    shell = InteractiveShell()
    seen = Watch(shell)
    seen.words.update(progress="the course's", check="the course's")

    def within(source: str) -> dict[str, object]:
        """The two names while a cell runs; after it they are as the learner had them."""
        shell.user_ns.update(progress=0.5, check="mine")
        info = type("Info", (), {"raw_cell": source, "cell_id": None})
        seen.before_cell(info)
        during = {name: shell.user_ns[name] for name in seen.words}
        seen.after_cell(type("Result", (), {"info": info, "error_before_exec": None, "error_in_exec": None}))
        assert shell.user_ns["progress"] == 0.5 and shell.user_ns["check"] == "mine"
        return during

    mine = {"progress": 0.5, "check": "mine"}
    for source in ("progress + 1", "def progress(x): ...", "check(3)", 'check("a text")', 'my.check("network.mix")'):
        assert within(source) == mine
    assert within("check ('network.mix')") == {**mine, "check": "the course's"}
    assert within("progress()") == {**mine, "progress": "the course's"}


def test_events_are_plain_json_lines_with_time(work):
    checked("network.mix", outcomes.CORRECT, "mix = 'æøå'")
    (event,) = lines(work)
    assert set(event) == {"at", "exercise", "outcome", "answer", "value"} and "mix =" not in str(event)
    assert pd.Timestamp(event["at"]).tz is not None


# --- whose story a stop is ---


def test_a_stop_of_another_task_is_no_story_of_this_one():
    stopped = Run("mix = people[”category”].value_counts()", SyntaxError("invalid character"), bound=False)
    told = session.judge(find("network.decision_makers"), {}, {"mix": stopped}, stopped)
    assert told.kind == outcomes.NOT_ATTEMPTED and "There is no `decision_makers` yet" in told.message
    assert session.judge(find("network.mix"), {}, {"mix": stopped}, stopped).kind == outcomes.STOPPED
    nameless = Run("3119 people", SyntaxError("invalid syntax"), bound=False)
    assert session.judge(find("network.mix"), {}, {}, nameless).kind == outcomes.STOPPED, "it may well be the answer"


@pytest.mark.parametrize(
    ("source", "counts"),
    [("hint network.mix", False), ("# hint('a.b')\nsolution('a.b')", False), ("progress = 0.5", True), ("1 + 1", True)],
)
def test_a_question_to_the_course_is_not_the_cell_that_ran_last(source, counts):
    seen = Watch(InteractiveShell())
    seen.words.update(hint=None, solution=None, progress=None)
    info = type("Info", (), {"raw_cell": source, "cell_id": None})
    seen.before_cell(info)
    seen.after_cell(type("Result", (), {"info": info, "error_before_exec": None, "error_in_exec": None}))
    assert (seen.last is not None) == counts


def test_an_answer_that_was_not_run_since_the_notebook_was_opened():
    told = session.judge(find("network.mix"), {}, {}, None).message
    assert "Run the answer cell first, then this one" in told and told.endswith("mix =")


def test_an_earlier_answer_is_told_first():
    first, last = Run("mix = 2", None, bound=True), Run('"mix" 5', SyntaxError("invalid syntax"), bound=False)
    told = session.judge(find("network.mix"), {"mix": 2}, {"mix": first}, last).message
    assert told.startswith("Mind: this is an earlier answer") and "\nYou gave 2" in told
    other = Run("listeners = 5", None, bound=True)
    told = session.judge(find("network.mix"), {"mix": 2}, {"mix": first}, other).message
    assert told.startswith("You gave 2"), "another task was answered meanwhile"


def test_check_says_that_it_was_right_before_and_once_where_nothing_counts(work, monkeypatch):
    one = find("network.mix")
    right = Outcome(one.id, outcomes.CORRECT, "Why.", one.points, one.points)
    wrong = Outcome(one.id, outcomes.NOT_YET, "No.", 0, one.points)
    monkeypatch.setattr(session, "_noted", set())
    monkeypatch.setenv("JPY_SESSION_NAME", str(workspace.own_notebook(module_of("network"))))
    assert session._with_notes(right, one, {}, {}, None) == right
    assert (
        session._with_notes(wrong, one, {}, {}, None).message
        == "No.\nAn earlier answer of yours to this task was right."
    )
    monkeypatch.setenv("JPY_SESSION_NAME", str(work / "kept" / "06_network.ipynb"))
    assert "is not counted" in session._with_notes(right, one, {}, {}, None).message
    assert session._with_notes(right, one, {}, {}, None) == right, "once is enough"
    monkeypatch.setenv("JPY_SESSION_NAME", str(workspace.own_notebook(module_of("network"))))
    (work / workspace.PROGRESS).unlink()
    (work / workspace.PROGRESS).mkdir()
    monkeypatch.setattr(record, "_elsewhere", [])
    assert "cannot be kept in" in session._with_notes(right, one, {}, {}, None).message
