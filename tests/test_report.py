"""The class report says what the two tables say, keeps names hidden until asked, and runs and loads nothing."""

import html
import io
import re
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from pathlib import Path

import pandas as pd
import pytest

from ssl_helpers import CourseError
from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import find
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.sheets import as_csv
from ssl_trainer import records, report
from ssl_trainer.records import NOT_REACHED
from ssl_trainer.report import summary
from ssl_trainer.results import CHECKS, GRADES

STEM = "06_network"
LISTENERS, MIX, CONN = "network.listeners", "network.mix", "network.conn"
NAMES = [
    'Holm, Anna "Nana"',
    "=cmd()",
    "'=cmd()",
    "@bo",
    "שרה לוי",
    "Søren Ærø 🦊",
    "<script>alert(1)</script>",
    "NA",
    "None",
    "1e5",
    "007",
    "Learner 3",
]


def row(learner: str, exercise: str, outcome: str, mistake: str = "", **more: object) -> dict[str, object]:
    declared = find(exercise)
    found = {
        "learner": learner,
        "assignment": STEM,
        "exercise": exercise,
        "outcome": outcome,
        "points": declared.points if outcome == outcomes.CORRECT else 0,
        "max_points": declared.points,
        "mistake": mistake,
        "message": f"You gave 7. {mistake}" if mistake else "Well.",
    }
    return found | more


def graded(learner: str, score: float | None = None, **more: object) -> dict[str, object]:
    known = {} if score is None else {"score": score, "max_score": 8, "extra": 0, "max_extra": 9}
    return {"learner": learner, "assignment": STEM, "status": records.GRADED, **known, **more}


def write(folder: Path, checks: Iterable[Mapping[str, object]], grades: Iterable[Mapping[str, object]]) -> str:
    (folder / "checks.csv").write_bytes(as_csv(CHECKS, checks))
    (folder / "grades.csv").write_bytes(as_csv(GRADES, grades))
    return report.write(folder).read_text(encoding="utf-8")


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A class of twelve. In mix, 5 of 12 tried and missed: three by one mistake, one by another, one stopped."""
    kinds = [(outcomes.NOT_YET, "You counted companies."), (outcomes.NOT_YET, "You counted rows.")]
    missed = [kinds[0], kinds[1], kinds[0], kinds[0], (outcomes.STOPPED, "")]
    checks = []
    for at, name in enumerate(NAMES):
        outcome, mistake = missed[at] if at < len(missed) else (outcomes.CORRECT, "")
        checks += [
            row(name, LISTENERS, outcomes.CORRECT, minutes=2 + at),
            row(name, MIX, outcome, mistake),
            row(name, CONN, outcomes.NOT_ATTEMPTED if at % 2 else NOT_REACHED),
        ]
    write(tmp_path, checks, [graded(name, at % 9) for at, name in enumerate(NAMES)])
    return tmp_path


# --- what it says ---


def test_what_is_taken_up_again_is_what_most_missed_with_the_commonest_mistake(results):
    checks = summary.read_checks(results / "checks.csv")
    (first,) = summary.to_take_up(summary.per_check(checks)).itertuples()
    assert (first.exercise, first.missed, first.tried, first.share) == (MIX, 5, 12, 5 / 12)
    page = (results / report.FILE).read_text(encoding="utf-8")
    taken_up = page[page.index('id="take-up"') : page.index('id="missed"')]
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", taken_up)).split())
    assert "5 of 12" in words and "made by 3 of 5" in words
    assert "You gave 7. You counted companies." in words and "You counted rows" not in words
    help_, answer = find(MIX).hints[-2:]
    assert " ".join(help_.split()) in words and " ".join(answer.split()) not in words
    assert "6 · Who is in your network?" in words


def test_reasons_are_told_apart_and_ties_do_not_depend_on_the_order():
    def reasons(people: Iterable[tuple[str, str, str]]) -> list[tuple]:
        rows = [row(name, MIX, outcome, mistake, core=True) for name, outcome, mistake in people]
        found = summary.reasons(pd.DataFrame(rows))
        return list(found[["outcome", "mistake", "learners"]].itertuples(index=False, name=None))

    people = [
        ("a", outcomes.NOT_YET, "Two."),
        ("b", outcomes.NOT_YET, "One."),
        ("c", outcomes.NOT_YET, ""),
        ("d", outcomes.STOPPED, ""),
        ("e", outcomes.NOT_ATTEMPTED, ""),
        ("f", NOT_REACHED, ""),
        ("g", outcomes.NOT_YET, ""),
        ("h", outcomes.CORRECT, ""),
    ]
    expected = [
        (outcomes.NOT_YET, "One.", 1),
        (outcomes.NOT_YET, "Two.", 1),
        (outcomes.NOT_YET, "", 2),
        (outcomes.STOPPED, "", 1),
        (outcomes.NOT_ATTEMPTED, "", 1),
        (NOT_REACHED, "", 1),
    ]
    assert reasons(people) == reasons(people[::-1]) == expected


def test_what_a_few_missed_or_one_alone_is_not_for_the_class(tmp_path):
    one_alone = [row("anna", MIX, outcomes.NOT_YET, "One."), row("bo", MIX, outcomes.CORRECT)]
    few = [row(f"p{at}", LISTENERS, outcomes.NOT_YET if at < 2 else outcomes.CORRECT) for at in range(9)]
    page = write(tmp_path, [*one_alone, *few], [graded(f"p{at}", 1) for at in range(9)])
    assert "Nothing is worth the time of the whole class" in page and "Most missed checks" in page


def test_core_is_taken_up_before_extra(tmp_path):
    rows = [row(f"p{at}", exercise, outcomes.NOT_YET) for exercise in (CONN, MIX) for at in range(3)]
    rows += [row("p3", CONN, outcomes.NOT_YET)]
    write(tmp_path, rows, [graded(f"p{at}", 0) for at in range(4)])
    table = summary.per_check(summary.read_checks(tmp_path / "checks.csv"))
    assert list(summary.to_take_up(table)["exercise"]) == [MIX, CONN]
    assert list(summary.most_missed(table)["exercise"]) == [CONN, MIX]


def test_points_and_parts(results):
    grades = summary.read_grades(results / "grades.csv")
    # Scores 0 to 8, then 0, 1, 2 of 8 core points.
    parts = summary.parts_of_core(grades)
    assert parts.sum() == len(NAMES)
    assert parts.to_dict() == {"all": 1, "75 % or more": 2, "50 % or more": 2, "25 % or more": 3, "less than 25 %": 4}
    assert grades["score"].median() == 2.5
    assert "Median of the core points: <strong>2.5 of 8</strong>" in (results / report.FILE).read_text(encoding="utf-8")
    assert set(summary.far_behind(grades)["score"]) == {0, 1}


def test_minutes_stand_beside_the_declared_ones(results):
    (found,) = summary.minutes_needed(summary.read_checks(results / "checks.csv")).itertuples()
    minutes = pd.Series(range(2, 2 + len(NAMES)))
    assert found.exercise == LISTENERS and found.learners == len(NAMES)
    assert (found.median, found.low, found.high) == (minutes.median(), minutes.quantile(0.25), minutes.quantile(0.75))
    page = (results / report.FILE).read_text(encoding="utf-8")
    assert f"<td>{find(LISTENERS).minutes}</td><td>{minutes.median()}</td>" in page


def test_few_minutes_have_no_quartiles_and_none_are_said_to_be_none(tmp_path):
    page = write(tmp_path, [row("a", MIX, outcomes.CORRECT, minutes=3.5)], [graded("a", 2)])
    assert "<td>3.5</td><td>–</td><td>1</td>" in page
    assert "No hand-in tells how long" in write(tmp_path, [row("a", MIX, outcomes.CORRECT)], [graded("a", 2)])


def test_whoever_needs_the_trainer_is_named_with_the_reason(tmp_path):
    grades = [
        graded("anna", 8, repaired="A cell was put back."),
        {"learner": "bo", "assignment": STEM, "status": records.TIMEOUT, "note": "Stopped at network.mix."},
        {"learner": "carl", "assignment": STEM, "status": records.MISSING, "note": "Nothing was handed in."},
        {"learner": "dora", "assignment": "", "status": records.UNREADABLE, "note": "dora.ipynb is empty."},
        graded("elsa", 8, max_reflection=3),
    ]
    page = write(tmp_path, [row("anna", MIX, outcomes.CORRECT)], grades)
    for heading in (
        "Look at these hand-ins: 2",
        "Nothing handed in: 1",
        "Mended before marking: 1",
        "await your marks: 1",
    ):
        assert heading in page
    assert "Stopped at network.mix." in page and "dora.ipynb is empty." in page


@pytest.mark.parametrize(
    "grades", [[], [{"learner": "anna", "assignment": STEM, "status": records.MISSING}], [graded("anna")]]
)
def test_a_class_of_which_nothing_was_judged(grades, tmp_path):
    assert "Nothing has been judged yet" in write(tmp_path, [], grades)


# --- tables that are not as expected ---


def test_a_table_without_minutes_is_read(results):
    table = pd.read_csv(results / "checks.csv", dtype=str, na_filter=False, encoding="utf-8-sig")
    table.drop(columns="minutes").to_csv(results / "checks.csv", index=False)
    assert "No hand-in tells how long" in report.write(results).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "words"),
    [(None, "There is no"), ("", "cannot be read as a table"), ("learner;outcome\n", "lacks the column learner")],
)
def test_no_table_is_a_sentence_and_the_page_of_before_stays(results, text, words):
    before = (results / report.FILE).read_bytes()
    (results / "checks.csv").unlink()
    if text is not None:
        (results / "checks.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=words):
        report.write(results)
    assert (results / report.FILE).read_bytes() == before


def test_the_example_of_the_guide_runs(results, monkeypatch):
    text = (COURSE_FOLDER / "docs" / "marking.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1].replace("RESULTS", str(results))
    with redirect_stdout(io.StringIO()) as said:
        exec(code, {})
    lines = [line for line in said.getvalue().splitlines() if "You counted" in line]
    assert lines[0].split()[-1] == "3" and lines[1].split()[-1] == "1"


# --- names, and what the page may do ---


def opened(browser, results: Path):
    """The page in a browser, its heat map in view: what is not is drawn only when it comes there."""
    page = browser.new_page()
    page.goto((results / report.FILE).as_uri())
    page.locator(".heat").scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.heat tbody th').innerText")
    return page


def test_names_are_hidden_until_asked_for_and_then_right(results, browser):
    page = opened(browser, results)
    shown = page.locator(".heat tbody th").all_inner_texts
    hidden = [text.strip() for text in shown()]
    assert sorted(hidden) == sorted(f"Learner {at}" for at in range(1, len(NAMES) + 1))
    body = page.locator("main").inner_text()
    assert not [name for name in NAMES if name != "Learner 3" and len(name) > 3 and name in body]
    page.get_by_label("Show names").focus()
    page.keyboard.press("Space")
    assert sorted(text.strip() for text in shown()) == sorted(NAMES)
    # On paper as on the screen.
    page.emulate_media(media="print")
    assert sorted(text.strip() for text in shown()) == sorted(NAMES)
    page.get_by_label("Show names").uncheck()
    assert sorted(text.strip() for text in shown()) == sorted(hidden)
    page.close()


def test_each_cell_says_its_outcome_in_a_sign_and_in_words(results, browser):
    page = opened(browser, results)
    cells = page.locator(".heat tbody td:not(.points)")
    signs = [(cell.inner_text(), cell.get_attribute("aria-label")) for cell in cells.all()]
    checks = summary.read_checks(results / "checks.csv")
    said = dict.fromkeys(report.SIGNS)
    for (kind, (_, sign)), words in zip(report.SIGNS.items(), report._SAID.values(), strict=True):
        said[kind] = sign, words
    assert sorted(signs) == sorted(said[kind] for kind in checks["outcome"])
    assert len(set(said.values())) == len({sign for sign, _ in said.values()}) == len(report.SIGNS)
    page.close()


def test_page_runs_and_loads_nothing(results, browser):
    hostile = row("x", MIX, outcomes.NOT_YET, '<img src="https://example.com/x" onerror="alert(1)">')
    text = write(results, [hostile], [graded("</style><script>alert(1)</script>", 1)])
    assert "<script" not in text and "<img" not in text and "default-src 'none'" in text
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((results / report.FILE).as_uri())
    page.get_by_label("Show names").check()
    assert asked == [(results / report.FILE).as_uri()]
    page.close()
