"""The class report: its numbers are those of checks.csv and grades.csv, and nobody is named until somebody asks."""

import csv
import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median

import pandas as pd
import pytest

from ssl_helpers import CourseError
from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of, find, module_of
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.sheets import as_it_was, harmless
from ssl_trainer import records, report
from ssl_trainer.records import NOT_REACHED
from ssl_trainer.report import summary
from ssl_trainer.results import CHECKS, GRADES

TOPIC = "network"
STEM = module_of(TOPIC).stem
TASKS = {one.id: one for one in exercises_of(TOPIC)}
CORE = sum(one.points for one in TASKS.values() if one.core)
EXTRA = sum(one.points for one in TASKS.values() if not one.core)

NAMES = [
    "NA",
    "None",
    "1e5",
    "007",
    "true",
    "=cmd()",
    "@sum",
    "+47 12",
    "-1",
    'Holm, "Anna"',
    "Åse Ærø Østergård",
    "😀🏳️‍🌈",
    "أحمد بن علي",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "&amp;",
    "x" * 200,
]


def write(folder: Path, checks: Iterable[Mapping], grades: Iterable[Mapping]) -> Path:
    """The two tables as marking writes them, and the report."""
    for name, columns, rows in (("checks.csv", (*CHECKS, "minutes"), checks), ("grades.csv", GRADES, grades)):
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.DictWriter(file, list(dict.fromkeys(columns)), restval="", lineterminator="\n")
            table.writeheader()
            table.writerows({key: harmless(str(value)) for key, value in row.items()} for row in rows)
    return report.write(folder)


def row(learner: str, exercise: str, outcome: str, mistake: str = "", message: str = "", **more: object) -> dict:
    one = TASKS[exercise]
    points = "" if outcome == NOT_REACHED else one.points * (outcome == outcomes.CORRECT)
    told = {"learner": learner, "assignment": STEM, "exercise": exercise, "outcome": outcome, "points": points}
    return {**told, "max_points": one.points, "mistake": mistake, "message": message or mistake, **more}


def grade(learner: str, score: object = "", status: str = records.GRADED, assignment: str = STEM, **more) -> dict:
    told = {"learner": learner, "assignment": assignment, "status": status, "score": score, "max_score": CORE}
    return {**told, "extra": 0, "max_extra": EXTRA, "reflection": 2, "max_reflection": 3, **more}


def words(text: str) -> str:
    """What a page says, without its tags and its style; names and what stands for them among it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text.partition("<body>")[2])).split())


def section(text: str, name: str) -> str:
    return text.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


def percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}".replace("%", " %")


TWISTED, COMPANIES = "You divided the other way round.", "You counted companies."
KINDS = [outcomes.CORRECT, outcomes.NOT_YET, outcomes.STOPPED, outcomes.NOT_ATTEMPTED, NOT_REACHED]


def a_class() -> tuple[list[dict], list[dict]]:
    """A class of all hostile names, in which each check goes another way."""
    checks, grades = [], []
    for at, learner in enumerate(NAMES):
        for place, exercise in enumerate(TASKS):
            outcome = KINDS[(at * (place + 1) + place) % len(KINDS)]
            mistake = (TWISTED, COMPANIES, "")[at % 3] if outcome == outcomes.NOT_YET else ""
            # A dictionary of one's own values makes each message another one.
            message = f"You gave {at}. {mistake} <b>Look</b>."
            minutes = at + 0.5 if place == 0 or (place == 1 and at < summary.SMALL - 1) else ""
            checks.append(row(learner, exercise, outcome, mistake, message, minutes=minutes))
        note = f"It is {learner}'s."
        grades.append(grade(learner, at % (CORE + 1), note=note, reflection="" if at < 3 else 1))
    return checks, grades


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict], list[dict]]:
    checks, grades = a_class()
    return write(tmp_path_factory.mktemp("class æøå"), checks, grades), checks, grades


# --- numbers ---


def test_every_check_says_how_many_missed_it_of_those_who_tried(made):
    page, checks, _ = made
    text = page.read_text(encoding="utf-8")
    every = section(text, "missed").partition("<details>")[2]
    for exercise in TASKS:
        kinds = Counter(one["outcome"] for one in checks if one["exercise"] == exercise)
        missed = kinds[outcomes.NOT_YET] + kinds[outcomes.STOPPED]
        tried = missed + kinds[outcomes.CORRECT]
        shown = words(f"<body>{every.partition(f'<code>{exercise}</code>')[2].partition('</article>')[0]}")
        share = (
            f"{missed} of {tried} who tried it did not get it ({percent(missed, tried)})"
            if tried
            else "Nobody tried it"
        )
        assert shown.startswith(share)
        for kind, said in ((outcomes.NOT_ATTEMPTED, "did not attempt it"), (NOT_REACHED, "did not get so far")):
            assert (f"{kinds[kind]} {said}" in shown) == (kinds[kind] > 0)
        mistakes = Counter(one["mistake"] for one in checks if one["exercise"] == exercise and one["mistake"])
        for mistake, learners in mistakes.items():
            assert re.search(rf"\b{learners} You gave \d+\. {re.escape(mistake)} <b>Look</b>", shown)
        stopped = f"{kinds[outcomes.STOPPED]} The code stopped."
        assert (stopped in shown) == (kinds[outcomes.STOPPED] > 0)


def test_what_is_taken_up_is_core_first_then_what_most_missed(made):
    page, checks, _ = made
    missed = Counter(one["exercise"] for one in checks if one["outcome"] in (outcomes.NOT_YET, outcomes.STOPPED))
    tried = missed + Counter(one["exercise"] for one in checks if one["outcome"] == outcomes.CORRECT)
    worth = [one for one in TASKS if missed[one] >= summary.WORTH_LEARNERS]
    worth = [one for one in worth if missed[one] / tried[one] >= summary.WORTH_SHARE]
    worth.sort(key=lambda one: (not TASKS[one].core, -missed[one], -missed[one] / tried[one]))
    text = section(page.read_text(encoding="utf-8"), "take-up")
    assert re.findall(r"<code>(\w+\.\w+)</code>", text) == worth[: summary.MOST_TAKEN_UP]
    assert len(worth) > summary.MOST_TAKEN_UP, "the list is cut"
    for exercise in worth[: summary.MOST_TAKEN_UP]:
        assert html.escape(find(exercise).hints[-2]).replace("&quot;", "&#34;").replace("&#x27;", "&#39;") in text
    assert f"course/{STEM}.ipynb" in text


def table_of(rows: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(rows).assign(core=True)


def test_the_commonest_mistake_and_its_commonest_message():
    exercise = next(iter(TASKS))
    told = [(COMPANIES, "You gave 3."), (TWISTED, "You gave 2."), (TWISTED, "You gave 1."), (TWISTED, "You gave 1.")]
    rows = [row(str(at), exercise, outcomes.NOT_YET, *one) for at, one in enumerate(told)]
    rows += [row(f"{kind} {at}", exercise, kind) for kind in KINDS[1:] for at in range(5)]
    found = summary.reasons(table_of(rows))
    assert found[["outcome", "mistake", "learners"]].to_numpy().tolist() == [
        [outcomes.NOT_YET, TWISTED, 3],
        [outcomes.NOT_YET, COMPANIES, 1],
        *([kind, "", 5] for kind in KINDS[1:]),
    ]
    assert found["message"].tolist()[:2] == ["You gave 1.", "You gave 3."]


def test_a_tie_is_the_same_whoever_comes_first():
    exercise = next(iter(TASKS))
    rows = [row(str(at), exercise, outcomes.NOT_YET, one) for at, one in enumerate([TWISTED, COMPANIES] * 2)]
    forth, back = summary.reasons(table_of(rows)), summary.reasons(table_of(rows[::-1]))
    assert forth.equals(back) and forth["mistake"].tolist() == sorted([TWISTED, COMPANIES])


def test_the_heat_map_has_every_outcome_and_the_totals(made):
    page, checks, grades = made
    heat = section(page.read_text(encoding="utf-8"), "heat")
    body = heat.partition("<tbody>")[2]
    lines = re.findall(r'<tr><th scope="row">.*?</tr>', body, re.DOTALL)
    by_name = {one["learner"]: [] for one in grades}
    for one in checks:
        by_name[one["learner"]].append(report.SIGNS[one["outcome"]][1])
    names = [html.unescape(re.search(r'<bdi class="name">(.*?)</bdi>', line)[1]) for line in lines]
    assert sorted(names) == sorted(NAMES)
    assert [re.findall(r"<td[^>]*>(.)</td>", line) for line in lines] == [by_name[name] for name in names]
    scores = {one["learner"]: one["score"] for one in grades}
    assert [scores[name] for name in names] == sorted(scores.values(), reverse=True)
    got = Counter(one["exercise"] for one in checks if one["outcome"] == outcomes.CORRECT)
    totals = heat.partition("Got it</th>")[2].partition("</tr>")[0]
    assert re.findall(r"<td>(\d+)</td>", totals) == [str(got[one]) for one in TASKS]
    assert heat.count('<th scope="col">') == len(TASKS) + 2 and "<caption" in heat


def test_points_and_their_parts(made):
    page, _, grades = made
    shown = words(f"<body>{section(page.read_text(encoding='utf-8'), 'points')}")
    scores = [one["score"] for one in grades]
    assert f"Median of the core points: {median(scores):g} of {CORE}" in shown
    assert f"of the extra points: 0 of {EXTRA}" in shown and f"{len(scores)} learners judged" in shown
    below = 2.0
    for name, begin in summary.PARTS.items():
        number = sum(begin <= score / CORE < below for score in scores)
        assert f"{name} {number} ({percent(number, len(scores))})" in shown
        below = begin


def test_minutes_stand_beside_the_declared_ones(made):
    page, checks, _ = made
    shown = words(f"<body>{section(page.read_text(encoding='utf-8'), 'minutes')}")
    first, second = list(TASKS)[:2]
    known = pd.Series([one["minutes"] for one in checks if one["exercise"] == first])
    low, middle, high = known.quantile([0.25, 0.5, 0.75])
    assert f"{first} {TASKS[first].minutes} {middle:g} {low:g} to {high:g} {len(known)}" in shown
    few = [one["minutes"] for one in checks if one["exercise"] == second and one["minutes"] != ""]
    assert len(few) == summary.SMALL - 1
    assert f"{second} {TASKS[second].minutes} {median(few):g} – {len(few)}" in shown
    assert list(TASKS)[2] not in shown


def test_who_needs_the_trainer(tmp_path):
    scores = [8, 8, 8, 8, 3, 4]
    grades = [grade(f"L{at}", score) for at, score in enumerate(scores)]
    grades += [
        grade("slow", 8, records.TIMEOUT, note="A cell took too long."),
        grade("gone", status=records.MISSING, max_reflection=""),
        grade("mended", 8, repaired="A check was edited."),
        grade("waits", 8, reflection=""),
        grade("unclear", status=records.UNREADABLE, assignment="", max_reflection=""),
    ]
    text = section(write(tmp_path, [], grades).read_text(encoding="utf-8"), "needing")
    groups = dict(re.findall(r"<summary>(.*?):.*?</summary>(.*?)</details>", text, re.DOTALL))
    found = {name: set(re.findall(r'<bdi class="name">(.*?)</bdi>', rows)) for name, rows in groups.items()}
    assert found == {
        "Look at these hand-ins": {"slow", "unclear"},
        # Half of the median is 4: exactly half is not far behind.
        "Far behind": {"L4"},
        "Nothing handed in": {"gone"},
        "Mended before marking": {"mended"},
        "Reflections that await your marks": {"waits"},
    }
    assert "A cell took too long." in groups["Look at these hand-ins"]


# --- little, or nothing ---


def test_an_empty_class(tmp_path):
    shown = words(write(tmp_path, [], []).read_text(encoding="utf-8"))
    assert "Nothing has been judged yet." in shown and "Nobody stands out" in shown
    assert "No hand-in tells how long a task took" in shown


def test_a_class_that_handed_in_nothing(tmp_path):
    grades = [grade(name, status=records.MISSING, extra="", max_reflection="") for name in ("Åse", "Bo")]
    text = write(tmp_path, [], grades).read_text(encoding="utf-8")
    assert "Nothing handed in: 2 learners" in words(text) and "Nothing has been judged yet." in words(text)
    assert "No check of this module has been judged." in words(text)


def test_a_module_without_checks_beside_one_with(tmp_path):
    other = module_of("content")
    grades = [grade("Åse", 1), grade("Åse", status=records.UNREADABLE, assignment=other.stem, max_reflection="")]
    text = write(tmp_path, [row("Åse", next(iter(TASKS)), outcomes.CORRECT)], grades).read_text(encoding="utf-8")
    assert "No check of this module has been judged." in section(text, "heat").partition(other.title)[2]
    assert "This class is small: 1 learner was judged." in words(text)
    assert "Nothing is worth the time of the whole class" in words(text)


def test_an_assignment_that_the_course_has_not(tmp_path):
    mine = {"assignment": "99_<b>mine</b>", "exercise": "mine.<i>own</i>"}
    rows = [{**row(name, next(iter(TASKS)), outcomes.STOPPED), **mine} for name in ("Åse", "Bo")]
    text = write(tmp_path, rows, [grade(name, 0, assignment=mine["assignment"]) for name in ("Åse", "Bo")])
    shown = words(text.read_text(encoding="utf-8"))
    assert "mine.<i>own</i>" in shown and "2 of 2 who tried it did not get it" in shown


def test_tables_without_minutes_and_tables_that_are_none(tmp_path):
    write(tmp_path, [row("Åse", next(iter(TASKS)), outcomes.CORRECT, minutes=4)], [grade("Åse", 1)])
    path = tmp_path / "checks.csv"
    table = pd.read_csv(path, dtype=str, na_filter=False)
    table.drop(columns="minutes").to_csv(path, index=False)
    assert "No hand-in tells" in report.write(tmp_path).read_text(encoding="utf-8")
    table.drop(columns="outcome").to_csv(path, index=False)
    with pytest.raises(CourseError, match="lacks the column outcome"):
        report.write(tmp_path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(CourseError, match="cannot be read"):
        report.write(tmp_path)
    path.unlink()
    with pytest.raises(CourseError, match=r"There is no .*checks\.csv"):
        report.write(tmp_path)


# --- names ---


@pytest.mark.parametrize("name", NAMES)
def test_names_come_back_from_the_table(name):
    assert as_it_was(harmless(name)) == name


def test_a_long_message_is_cut_and_tells_no_lie_about_itself(tmp_path):
    rows = [row(name, next(iter(TASKS)), outcomes.STOPPED, message="\x1b[31m" + "<" * 9000) for name in ("Åse", "Bo")]
    text = write(tmp_path, rows, [grade("Åse", 0), grade("Bo", 0)]).read_text(encoding="utf-8")
    longest = max(map(len, re.findall("<+", words(text))))
    assert longest == report.LONGEST_TEXT and "\x1b" not in text


def test_the_page_runs_and_loads_nothing(made):
    text = made[0].read_text(encoding="utf-8")
    assert "default-src 'none'; style-src 'unsafe-inline'" in text
    assert not re.search(r"<(script|img|link|iframe|object|svg)\b|\son\w+=|https?:|//\w+\.|url\(|@import", text)
    assert re.findall(r'(?:href|src)="([^#][^"]*)"', text) == []


def test_names_stand_only_where_they_can_be_hidden(made):
    text = made[0].read_text(encoding="utf-8")
    rest = re.sub(r'<(bdi|span) class="name[^>]*>.*?</\1>', "", text)
    # Short ones such as -1 stand in the page for something else, too.
    assert rest != text and [name for name in NAMES if len(name) > 5 and html.escape(name) in rest] == []
    assert "It is" not in rest


SHOWN = (
    "[...document.querySelectorAll('.name')].map(one => [one.textContent, getComputedStyle(one).display !== 'none'])"
)


@pytest.mark.parametrize("media", ["screen", "print"])
def test_names_are_hidden_until_somebody_asks_also_on_paper(made, browser, media):
    page = made[0]
    shown = browser.new_page(viewport={"width": 400, "height": 900})
    asked, errors = [], []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda said: errors.append(said.text))
    shown.goto(page.as_uri())
    for summary_line in shown.query_selector_all("details:not([open]) > summary"):
        summary_line.click()
    shown.emulate_media(media=media)
    assert not shown.is_checked("#names") and shown.evaluate("document.scripts.length") == 0
    assert not any(visible for _, visible in shown.evaluate(SHOWN))
    aliases = SHOWN.replace(".name", ".alias")
    assert {f"Learner {at + 1}" for at in range(len(NAMES))} <= {text for text, seen in shown.evaluate(aliases) if seen}
    shown.emulate_media(media="screen")
    shown.focus("#names")
    shown.keyboard.press("Space")
    shown.emulate_media(media=media)
    visible = {text for text, visible in shown.evaluate(SHOWN) if visible}
    assert set(NAMES) <= visible and "It is NA's." in visible
    assert not any(seen for _, seen in shown.evaluate(aliases))
    assert asked == [page.as_uri()] and errors == []
    if media == "screen":
        assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it fits a phone"
    shown.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out(made, browser, scheme):
    from test_feedback import LOW_CONTRAST

    shown = browser.new_page(color_scheme=scheme)
    shown.goto(made[0].as_uri())
    shown.check("#names")
    for summary_line in shown.query_selector_all("details:not([open]) > summary"):
        summary_line.click()
    assert shown.evaluate(LOW_CONTRAST) == []
    shown.close()


# --- an own one ---


def test_the_example_of_the_documentation(made, capsys):
    page, checks, _ = made
    text = (COURSE_FOLDER / "docs" / "marking.md").read_text(encoding="utf-8")
    code = re.search(r"## The class report.*?```python\n(.*?)```", text, re.DOTALL)[1]
    exec(code.replace("RESULTS", str(page.parent).replace("\\", "/")), {})
    printed = capsys.readouterr().out
    for exercise in TASKS:
        kinds = Counter(one["outcome"] for one in checks if one["exercise"] == exercise)
        missed = kinds[outcomes.NOT_YET] + kinds[outcomes.STOPPED]
        tried = missed + kinds[outcomes.CORRECT]
        line = rf"^{re.escape(exercise)}\s+{missed}\s+{tried}$"
        assert bool(re.search(line, printed, re.MULTILINE)) == (tried > 0)
