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
from ssl_helpers.next_step import LANDING_PAGE, heading, link, next_page, next_step, next_task, opening

STEMS = sorted(module_of(topic).stem for topic in topics())


@pytest.fixture(autouse=True)
def work(my_work) -> Path:
    """An empty my_work."""
    return my_work


def checked(exercise: str, kind: str, source: str = "", *, kept: bool = True) -> None:
    one = find(exercise)
    told = Outcome(one.id, kind, "…", one.points if kind == outcomes.CORRECT else 0, one.points)
    record.add_check(told, [record.digest(source)] if source else [], kept=kept)


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
    assert len((work / workspace.PROGRESS).read_text(encoding="utf-8").splitlines()) == 1
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
            b'\n{"exercise": "network.listeners", "outc\n\xff\xfe\n[]\n"text"\n{"exercise": "network.conn", "at": "x"}'
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


def test_where_nothing_can_be_kept_it_counts_until_the_kernel_ends(work):
    (work / workspace.PROGRESS).mkdir()
    for number in range(record.TRIES):
        checked("network.mix", outcomes.NOT_YET, f"mix = {number}")
    assert record.tries(find("network.mix")) == record.TRIES


def test_outside_my_work_nothing_is_written(work, monkeypatch):
    checked("network.mix", outcomes.NOT_YET, "mix = 1", kept=False)
    assert not (work / workspace.PROGRESS).exists() and record.tries(find("network.mix")) == 1
    inside = work / "06_network"
    inside.mkdir()
    monkeypatch.chdir(inside)
    assert record.is_kept()
    monkeypatch.chdir(work.parent)
    assert not record.is_kept()


def test_the_name_typed_last_is_remembered_once(work):
    assert record.learner() == ""
    for name in ("Søren Ægir", "Søren Ægir", "Anna Holm"):
        record.remember_learner(name)
    assert record.learner() == "Anna Holm"
    assert len((work / workspace.PROGRESS).read_text(encoding="utf-8").splitlines()) == 2


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
        assert "Not open yet" in said[-1] and "hint('network.mix')" in said[-1]
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
    outcome = Outcome(one.id, outcomes.NOT_YET, "Not that.", 0, one.points)
    for number in range(record.TRIES):
        assert session._with_solution(outcome) == outcome
        checked(one.id, outcomes.NOT_YET, f"mix = {number}")
    assert "The solution is open now" in session._with_solution(outcome).message
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


def test_a_learners_own_name_is_left_alone_where_the_word_is_not_called():
    from ssl_helpers.kernel import Watch

    shell = InteractiveShell()
    seen = Watch(shell)
    seen.words.update(progress="the course's", check="the course's")
    shell.user_ns.update(progress=0.5, check="mine")
    for source in ("progress + 1", "def progress(x): ...", "check(3)"):
        seen.before_cell(type("Info", (), {"raw_cell": source}))
    assert shell.user_ns["progress"] == 0.5 and shell.user_ns["check"] == "mine"
    seen.before_cell(type("Info", (), {"raw_cell": "check ('network.mix')"}))
    assert shell.user_ns["check"] == "the course's" and shell.user_ns["progress"] == 0.5


def test_events_are_plain_json_lines_with_time(work):
    checked("network.mix", outcomes.CORRECT, "mix = 'æøå'")
    (line,) = (work / workspace.PROGRESS).read_text(encoding="utf-8").splitlines()
    event = json.loads(line)
    assert set(event) == {"at", "exercise", "outcome", "answer"} and "mix =" not in line
    assert pd.Timestamp(event["at"]).tz is not None
