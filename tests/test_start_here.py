"""Module 0: its small file, its widget, and what a newcomer does first."""

import html
import re

import nbformat
import pandas as pd
import pytest

from ssl_helpers import linkedin
from ssl_helpers.checking import outcomes, session
from ssl_helpers.checking.exercises import exercises_of, find, module_of
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.checking.session import judge
from ssl_helpers.data import COURSE_FOLDER, dataset_path, firm_in, load
from ssl_helpers.kernel import Run
from ssl_helpers.next_step import LANDING_PAGE
from ssl_helpers.widgets import predict_then_run as widget


@pytest.fixture
def raw() -> pd.DataFrame:
    return load("mini_connections")


def test_load_and_the_reading_line_give_the_same(raw):
    read = linkedin.read_connections(dataset_path("mini_connections"))
    assert raw.equals(read) and list(raw.columns) == linkedin.CONNECTIONS_COLUMNS


def shown(piece) -> str:
    return html.unescape(piece.children[4].value)


@pytest.mark.parametrize("seed", [2026, 7])
def test_widget_shows_every_core_number_with_its_sentence_and_code(seed, firm):
    with firm_in(firm(seed)):
        piece = widget.predict_then_run(load("mini_connections"))
        right = [one.expected().right for one in exercises_of("start") if one.core]
    numbers = [len(one) if isinstance(one, pd.DataFrame) else one for one in right]
    names = [one.names[0] for one in exercises_of("start") if one.core]
    _, question, guess, *_, code = piece.children
    for (_, one), number, name in zip(question.options, numbers, names, strict=True):
        question.value = one
        assert code.value == "", "predict first"
        guess.value = "999"
        assert f"<pre>{html.escape(one.code)}</pre>" == code.value and one.code.startswith(f"{name} = ")
        assert f"Python says {widget.show_number(number)}. " in shown(piece)
        assert one.said(number) in shown(piece)


def test_widget_waits_for_a_guess_and_says_its_state(raw):
    piece = widget.predict_then_run(raw)
    _, question, guess, run, told, _ = piece.children
    assert widget.RUN in shown(piece) and 'role="status"' in told.value
    run.click()
    assert widget.NO_GUESS in shown(piece), "predict first"
    guess.value = "many"
    assert widget.NO_NUMBER in shown(piece)
    guess.value = "600"
    assert "✓ You said 600. Python says 600." in shown(piece)
    question.value = widget.QUESTIONS[2]
    assert guess.value == "" and widget.RUN in shown(piece), "a new question begins afresh"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("600", 600),
        (" 0.07 ", 0.07),
        ("0,07", 0.07),
        (".2", 0.2),
        ("7%", 0.07),
        ("7 %", 0.07),
        ("12,5 %", 0.125),
        ("", None),
        ("42/600", None),
        ("-", None),
        ("1.000,5", None),
    ],
)
def test_guess_is_read_as_people_here_type_it(typed, number):
    assert widget.number(typed) == (number if number is None else pytest.approx(number))


@pytest.mark.parametrize(
    ("guess", "value", "words"),
    [
        (0.07, 42 / 600, "✓ You said 0.07. Python says 0.07."),
        (7.0, 42 / 600, "Yours is the same in percent"),
        (0.7, 42 / 600, "→ You said 0.7. Python says 0.07."),
        (23, 23, "✓"),
        (2300, 23, "→ You said 2300. Python says 23."),
    ],
)
def test_reply_to_a_guess(guess, value, words):
    assert words in widget.reply(guess, value)
    assert ("percent" in widget.reply(guess, value)) == ("percent" in words)


def test_check_speaks_of_the_cell_that_the_learner_ran_last():
    """First `600 people`, which stops; then `==`, which does not stop and gives no value."""
    stopped = Run("connections = 600 people", SyntaxError("invalid syntax"), bound=False)
    asked, elsewhere = Run("connections == 600", None, bound=False), Run("1 + 1", None, bound=False)
    connections = find("start.connections")
    for names in ({}, {"connections": ...}):
        told = judge(connections, names, {"connections": stopped}, asked)
        assert told.kind == outcomes.NOT_ATTEMPTED and "Write this name at the left of =" in told.message
        assert judge(connections, names, {"connections": stopped}, elsewhere).kind == outcomes.STOPPED


def test_check_tells_what_the_answer_cell_says_now():
    """The cells of a notebook in JupyterLab, which names each of them: what counts is the cell as it was run last."""
    connections, stop = find("start.connections"), NameError("name 'six' is not defined", name="six")

    def told(source: str, names: dict, error: BaseException | None = None, bound: bool = False) -> Outcome:
        run = Run(source, error, bound, "answer")
        return judge(connections, names, {"connections": run}, run)

    assert "Your cell ran, but gave `connections` no value" in told("print(600)", {}).message
    assert told("print(six)", {}, stop).kind == outcomes.STOPPED
    assert told("connections = six", {"connections": 60}, stop).kind == outcomes.STOPPED
    assert told("connections = 60\nsix", {"connections": 60}, stop, bound=True).kind == outcomes.STOPPED
    renamed = told("Connections = 600", {"connections": 60, "Connections": 600})
    assert renamed.message.startswith("You called it `Connections`, but")
    assert "Mind: this is an earlier answer" in told("print(600)", {"connections": 60}).message
    assert "Mind" not in told("connections = 600", {"connections": 600}, bound=True).message
    changed = told("print(600)", {"connections": 600})
    assert changed.kind == outcomes.CORRECT and "Mind: this answer is an earlier one" in changed.message


def test_check_says_that_a_stop_is_an_earlier_one():
    """The answer cell was written anew and ran, but has not the name; pages that do not name their cells."""
    connections, first = find("start.connections"), "This stop is an earlier one"
    stopped = Run("connections = 600 people", SyntaxError("invalid syntax"), bound=False)

    def told(last: Run) -> str:
        return judge(connections, {}, {"connections": stopped}, last).message

    for last in (Run("everybody = 600", None, bound=False), Run("600 persons", SyntaxError("invalid"), bound=False)):
        assert told(last).startswith(first) and "begins with connections =" in told(last)
    for last in (stopped, Run("# Setup: it loads", None, bound=False)):
        assert first not in told(last)


def test_check_asks_whether_the_changed_answer_was_run():
    connections = find("start.connections")
    # The same cell, run twice.
    first, again = (Run("connections = 60", None, bound=True) for _ in range(2))
    outcome = judge(connections, {"connections": 60}, {"connections": first}, first)
    note = "Run the answer cell first"
    told = [session._once_more(outcome, last).message for last in (first, first, first, again, again)]
    assert [note in one for one in told] == [False, True, True, False, True]
    right = judge(connections, {"connections": connections.expected().right}, {}, first)
    assert not any(note in session._once_more(right, first).message for _ in range(3))


def test_colon_for_the_equals_sign():
    run = Run("connections: 600", None, bound=False, cell="answer")
    told = judge(find("start.connections"), {}, {"connections": run}, run)
    assert told.kind == outcomes.NOT_ATTEMPTED and "Write = in its place" in told.message
    told = judge(find("start.connections"), {"connections": 60}, {"connections": run}, run)
    assert told.kind == outcomes.NOT_YET and "Mind: this is an earlier answer" in told.message


def test_newcomer_meets_the_first_check_within_ten_minutes():
    """The parts of the lesson before the link to the exercise, and its first task."""
    cells = nbformat.read(COURSE_FOLDER / LANDING_PAGE, as_version=4).cells
    first = next(at for at, cell in enumerate(cells) if cell.id == "stops-check")
    assert "my_work/00_start/00_start.ipynb" in cells[first].source
    before = "\n".join(cell.source for cell in cells[:first])
    minutes = sum(map(int, re.findall(r"^\*(\d+) minutes\*$", before, re.MULTILINE)))
    assert 0 < minutes + exercises_of("start")[0].minutes <= 10 - 2, "two minutes for the welcome"


def test_minutes_of_the_module():
    tasks, module = exercises_of("start"), module_of("start")
    core = module.lesson_minutes + module.reflection_minutes + sum(one.minutes for one in tasks if one.core)
    assert (core, sum(one.minutes for one in tasks if not one.core)) == (25, 15)
