"""A plan of one's own: proposed, held against the rules, taken along; and what the two widgets say in Python."""

import csv
import io
import itertools
import subprocess
import sys
from datetime import date, timedelta

import icalendar
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_helpers import CourseError, content, planner
from ssl_helpers.planner import COLUMNS, FORMATS, broken_rules, propose, to_csv, to_ics
from ssl_helpers.widgets.calendar_painter import calendar_painter
from ssl_helpers.widgets.ordering import ordering, shuffled, verdict

MONDAY = date(2026, 10, 5)
FEWEST, MOST = content.PER_WEEK
mondays = st.integers(0, 9000).map(lambda week: date(2000, 1, 3) + timedelta(weeks=week))
weeks_ahead, posts_a_week = st.integers(1, planner.MOST_WEEKS), st.integers(1, 5)
formats = st.lists(st.sampled_from(FORMATS), min_size=1, unique=True)
days = st.dates(date(2000, 1, 1), date(2199, 12, 31))


def plan_of(kinds: str, first: date = MONDAY, apart: int = 1) -> pd.DataFrame:
    """A plan with one letter (i, p) for each post, so many days apart."""
    return pd.DataFrame(
        {
            "day": [first + timedelta(days=at * apart) for at in range(len(kinds))],
            "kind": [{"i": "inspiration", "p": "product"}[letter] for letter in kinds],
            "format": "text",
        }
    )


# --- Propose ---


@given(mondays, weeks_ahead, posts_a_week, formats)
def test_a_proposal_keeps_every_rule_that_its_cadence_can_keep(monday, weeks, per_week, chosen):
    plan = propose(monday, weeks, per_week, "indkøbere", chosen)
    assert list(plan) == COLUMNS and len(plan) == weeks * per_week
    assert plan.day.is_monotonic_increasing and plan.day.is_unique and plan.day.dt.day_of_week.max() <= 4
    assert planner.weekly(plan, monday, weeks).tolist() == [per_week] * weeks
    broken = broken_rules(plan, monday, weeks)
    if FEWEST <= per_week <= MOST:
        assert broken == []
    else:
        assert len(broken) == weeks and all("the model asks for" in line for line in broken)
    assert plan.kind.eq("product").sum() == len(plan) // 5, "as much product as the model allows"
    assert all(one != following for one, following in itertools.pairwise(plan.format)) or len(chosen) == 1


def test_a_proposal_gives_both_kinds_every_format():
    plan = propose(MONDAY, 8, 3)
    assert set(plan.groupby("kind").format.unique().map(frozenset)) == {frozenset(FORMATS)}


@pytest.mark.parametrize("start", ["2026-10-05", MONDAY, pd.Timestamp(MONDAY), np.datetime64(MONDAY)])
def test_a_start_in_any_reasonable_form(start):
    assert propose(start, np.int64(2), 3).day.iloc[0] == pd.Timestamp(MONDAY)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        (("2026-10-06", 4, 3), "2026-10-06 is a Tuesday. Start on 2026-10-05 or on 2026-10-12."),
        (("05-10-2026", 4, 3), 'Write year, month and day, such as "2026-10-05"'),
        (("", 4, 3), "is no date"),
        ((None, 4, 3), "is no date"),
        ((pd.NaT, 4, 3), "is no date"),
        ((20261005, 4, 3), "is no date"),
        (("0020-10-05", 4, 3), "is no date"),
        ((MONDAY, 0, 3), "The number of weeks is 0. Give a whole number from 1 to 13"),
        ((MONDAY, 14, 3), "The number of weeks is 14"),
        ((MONDAY, True, 3), "The number of weeks is True"),
        ((MONDAY, 4, 9), "The number of posts a week is 9. Give a whole number from 1 to 5"),
        ((MONDAY, 4, 3.5), "The number of posts a week is 3.5"),
        ((MONDAY, 4, "3"), "The number of posts a week is '3'"),
        ((MONDAY, 4, 3, "", ["text", "film"]), "'film' is no list of formats. Give some of these in square brackets"),
        ((MONDAY, 4, 3, "", "text"), "'text' is no list of formats"),
        ((MONDAY, 4, 3, "", []), "An empty list is no list of formats"),
    ],
)
def test_what_no_plan_can_have_gets_a_sentence(given_, words):
    with pytest.raises(CourseError) as caught:
        propose(*given_)
    assert words in str(caught.value)


@given(days)
def test_the_monday_after(day):
    monday = planner.monday_after(day)
    assert monday.weekday() == 0 and 1 <= (monday - day).days <= 7


# --- Rules ---


def test_weeks_with_too_few_too_many_and_no_posts_are_named():
    plan = pd.concat([plan_of("iiiiii"), plan_of("ii", MONDAY + timedelta(weeks=2))])
    assert broken_rules(plan) == [
        "Week 1 (from Monday 5 October 2026) has 6 posts; the model asks for 3 to 5. Move or drop 1.",
        "Week 2 (from Monday 12 October 2026) has no post; the model asks for 3 to 5. Write 3 more.",
        "Week 3 (from Monday 19 October 2026) has 2 posts; the model asks for 3 to 5. Write 1 more.",
    ]
    assert len(broken_rules(plan, MONDAY, 5)) == 5, "weeks that were planned for and are empty count"
    assert len(broken_rules(plan, MONDAY + timedelta(weeks=2), 1)) == 3, "no post is left out"


def test_product_posts_too_close_and_too_many_are_named():
    close, much = broken_rules(plan_of("pip"))
    assert close.startswith(
        "The product post of Wednesday 7 October 2026 comes too soon after that of Monday 5 October 2026."
    )
    assert "Of 3 posts, 2 (a proportion of 0.67) are about products" in much and "Drop 2 posts" in much
    assert broken_rules(plan_of("iiiip")) == []
    assert [line for line in broken_rules(plan_of("iip" + "iiip" + "i" * 8)) if "too soon" in line] != []


def test_a_plan_without_posts():
    empty = plan_of("")
    assert broken_rules(empty) == broken_rules(empty, MONDAY, 4) == ["The plan has no posts yet."]
    assert planner.weekly(empty, MONDAY, 2).tolist() == [0, 0] and planner.weekly(empty).empty
    for export in (to_ics, to_csv):
        with pytest.raises(CourseError, match="no posts yet"):
            export(empty)


@given(st.lists(st.tuples(days, st.sampled_from(content.KINDS)), min_size=1, max_size=30), st.randoms())
def test_the_order_of_the_rows_is_no_rule(posts, dice):
    posts = [(day, kind) for day, kind in dict(posts).items() if day.year == posts[0][0].year]
    mixed = dice.sample(posts, len(posts))
    plans = [pd.DataFrame(rows, columns=["day", "kind"]).assign(format="text") for rows in (posts, mixed)]
    assert broken_rules(plans[0]) == broken_rules(plans[1])
    kinds = [kind for _, kind in sorted(posts)]
    told = [line for line in broken_rules(plans[1]) if "too soon" in line]
    assert len(told) == len(content.too_close(kinds))


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("kind", "Product", "Row 1 of the plan has the kind 'Product'. Write one of inspiration, product."),
        ("kind", None, "Row 1 of the plan has the kind"),
        ("format", "film", "Row 1 of the plan has the format 'film'"),
        ("day", "6/10", "Row 1 of the plan has the day '6/10'. Write year, month and day"),
        ("day", None, "Row 1 of the plan has the day"),
    ],
)
def test_a_row_that_is_no_post_is_named(column, value, words):
    plan = plan_of("iii").astype({column: object})
    plan.loc[1, column] = value
    for use in (broken_rules, to_ics, to_csv):
        with pytest.raises(CourseError) as caught:
            use(plan)
        assert words in str(caught.value)


@pytest.mark.parametrize("plan", [None, [], {"day": []}, pd.DataFrame({"day": []})])
def test_what_is_no_plan_gets_a_sentence(plan):
    with pytest.raises(CourseError, match="A plan is a table with the columns day, kind, format, audience, idea"):
        broken_rules(plan)


# --- Take it along ---

texts = st.text(max_size=300) | st.sampled_from(
    [
        "æøå, ÆØÅ; \\n \\, \\;",
        "linje 1\r\nlinje 2\rlinje 3",
        "BEGIN:VEVENT",
        "END:VCALENDAR\r\nX:1",
        "🚂" * 200,
        "a" * 900,
    ]
)
plans = st.lists(
    st.tuples(days, st.sampled_from(content.KINDS), st.sampled_from(FORMATS), texts, texts), min_size=1, max_size=4
).map(lambda rows: pd.DataFrame(rows, columns=COLUMNS))


def read_back(data: bytes) -> list[tuple]:
    return [
        (event["dtstart"].dt, *event["categories"].cats, str(event["description"]))
        for event in icalendar.Calendar.from_ical(data).walk("VEVENT")
    ]


@given(plans)
def test_a_calendar_file_holds_the_plan(plan):
    data = to_ics(plan)
    assert to_ics(plan) == data, "no clock, no chance"
    wanted = [
        (day.date(), kind, form, f"For: {' '.join(audience.split()) or 'nobody named'}\n\n{idea}")
        for day, kind, form, audience, idea in planner.checked(plan).itertuples(index=False)
    ]
    assert read_back(data) == wanted
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines) and b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    data.decode("utf-8")


def test_what_a_calendar_program_needs_is_there():
    plan = propose(MONDAY, 2, 3, "indkøbere; mejerier")
    calendar = icalendar.Calendar.from_ical(to_ics(plan))
    assert calendar["version"] == "2.0" and calendar["prodid"] and "method" not in calendar
    for event in calendar.walk("VEVENT"):
        assert event["uid"] and event["dtstamp"].dt.utcoffset() == timedelta(0)
        assert type(event["dtstart"].dt) is date and event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert event["transp"] == "TRANSPARENT"
    assert calendar.walk("VEVENT")[0]["summary"] == "Post (inspiration, text): for indkøbere; mejerier"


def uids(plan: pd.DataFrame) -> list[str]:
    return [str(event["uid"]) for event in icalendar.Calendar.from_ical(to_ics(plan)).walk("VEVENT")]


def test_an_event_is_the_same_one_when_its_post_is_rewritten():
    plan = propose(MONDAY, 2, 3, "indkøbere")
    rewritten = plan.assign(idea="Hvad driller?", kind="inspiration", format="video")
    assert uids(plan) == uids(rewritten) and len(set(uids(plan))) == len(plan)
    assert not set(uids(plan)) & set(uids(plan.assign(audience="teknikere"))), "two plans live side by side"
    two_a_day = pd.concat([plan, plan])
    assert len(set(uids(two_a_day))) == len(two_a_day)


def test_a_long_idea_is_short_in_the_calendar_and_whole_in_the_event():
    idea = "Tre spørgsmål, der får en indkøbschef til at tale; " * 20
    plan = plan_of("i").assign(audience="", idea=idea)
    (event,) = icalendar.Calendar.from_ical(to_ics(plan)).walk("VEVENT")
    assert len(event["summary"]) <= 120 and event["summary"].endswith("…")
    assert str(event["description"]).endswith(idea.strip())


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(plans)
def test_a_table_for_excel_holds_the_plan_and_no_formula(plan):
    header, *lines = rows(to_csv(plan))
    table = planner.checked(plan)
    assert header == COLUMNS and len(lines) == len(table)
    for line, post in zip(lines, table.itertuples(index=False), strict=True):
        assert line[:3] == [post.day.date().isoformat(), post.kind, post.format]
        for cell, text in zip(line[3:], (post.audience, post.idea), strict=True):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) and len(cell.splitlines()) <= 1
            assert cell.removeprefix("'").split() == text.removeprefix("'").split()


def test_a_formula_typed_as_an_idea_is_text():
    plan = plan_of("i").assign(audience="@SUM(A1)", idea='=HYPERLINK("http://x";"klik")')
    assert rows(to_csv(plan))[1][3:] == ["'@SUM(A1)", '\'=HYPERLINK("http://x";"klik")']


def test_a_proposal_comes_back_from_its_table(tmp_path):
    plan = propose(MONDAY, 4, 5, "indkøbere, æøå")
    back = pd.read_csv(io.BytesIO(to_csv(plan)), sep=";", encoding="utf-8-sig", parse_dates=["day"])
    assert broken_rules(back) == [] and to_ics(back) == to_ics(plan)


def test_the_planner_loads_no_widget_and_no_figure():
    code = "import sys, ssl_helpers.planner; print(sorted({'matplotlib', 'ipywidgets', 'IPython'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


# --- The widget that orders ---

STAGES = ["Know", "Like", "Trust", "Buy"]


@given(st.lists(st.text(min_size=1), min_size=2, max_size=8, unique=True))
def test_items_are_shuffled_but_never_in_order(right):
    order = shuffled(right)
    assert sorted(order) == sorted(right) and order != right and shuffled(right) == order
    assert verdict(right, right).startswith("✓ ")
    assert verdict(order, right).startswith("→ ")


@pytest.mark.parametrize("right", [[], ["Know"], ["Know", "Like", "Know"]])
def test_what_has_no_order_is_refused(right):
    with pytest.raises(CourseError, match="all of them different"):
        ordering("Which?", right)


@pytest.mark.parametrize("order", list(itertools.permutations(STAGES)))
def test_the_verdict_names_the_first_in_a_wrong_place(order):
    says = {stage: f"About {stage}." for stage in STAGES}
    words = verdict(order, STAGES, says)
    if list(order) == STAGES:
        assert words == "✓ Right: Know, Like, Trust, Buy."
    else:
        at = [given_ == right for given_, right in zip(order, STAGES, strict=True)].index(False)
        assert f"“{order[at]}” is the first in a wrong place. About {order[at]}." in words
        assert ("The first" in words.split("“")[0]) == (at > 0)
        assert [stage for stage in STAGES if f"About {stage}." in words] == [order[at]]


def test_the_widget_judges_the_order_it_has():
    widget = ordering("Which comes first?", STAGES, says={"Buy": "Nobody buys from a stranger."})
    assert widget.verdict == "" and widget.value == shuffled(STAGES)
    widget.value = ["Buy", "Know", "Like", "Trust"]
    widget.checks += 1
    assert widget.verdict.endswith("Nobody buys from a stranger.")
    widget.value = STAGES
    widget.checks += 1
    assert widget.verdict == verdict(STAGES, STAGES)


# --- The widget that paints ---


@pytest.fixture
def painter():
    painter = calendar_painter(MONDAY)
    painter.sent = []
    painter.send = lambda message, buffers=(): painter.sent.append((message, buffers))
    return painter


def test_it_starts_on_the_monday_after_today():
    before, start, after = date.today(), date.fromisoformat(calendar_painter().start), date.today()
    assert start in {planner.monday_after(before), planner.monday_after(after)}
    with pytest.raises(CourseError, match="is a Tuesday"):
        calendar_painter("2026-10-06")


def test_a_proposal_is_the_planners_own(painter):
    painter.audience, painter.weeks, painter.per_week = "indkøbere", 8, 4
    painter.proposals += 1
    pd.testing.assert_frame_equal(painter.plan, propose(MONDAY, 8, 4, "indkøbere"), check_dtype=False)
    assert painter.said["broken"] == [] and painter.sent[-1][0]["words"].startswith("✓")


@pytest.mark.parametrize("proposed", [True, False])
@pytest.mark.parametrize("audience", ["", 'sagde "nej"\\', "indkøbere på mejerier i hele Norden"])
def test_the_code_shown_gives_the_ratio_that_is_said(painter, proposed, audience):
    painter.audience, painter.weeks = audience, 5
    painter.proposals += 1
    if not proposed:
        painter.posts = {**painter.posts, "1": ["product", "video"]}
    *steps, last = painter.said["code"].splitlines()
    names = {"planner": planner, "content": content, "pd": pd}
    exec("\n".join(steps), names)
    value = eval(last, names)
    assert value == content.ratio(painter.plan["kind"]) and f"{value:.1f} inspiring" in painter.said["words"]
    if proposed:
        assert to_ics(names["plan"]) == to_ics(painter.plan)
    assert max(map(len, painter.said["code"].splitlines())) <= 70


def test_an_empty_calendar_says_so(painter):
    assert [week["posts"] for week in painter.said["weeks"]] == ["0 so far"] * 4, "nobody is blamed before the start"
    painter.posts = {"0": ["inspiration", "text"]}
    assert painter.said["weeks"][0]["posts"] == "→ 1, too few" and "0, too few" in painter.said["weeks"][1]["posts"]
    painter.posts = {}
    assert painter.plan.empty and painter.said["broken"] == ["The plan has no posts yet."]
    assert painter.said["mix"] == [0, 0] and "no ratio" in painter.said["words"]
    painter.wanted = ["plan.ics", 1]
    assert "no posts yet" in painter.sent[-1][0]["words"]


def test_weeks_taken_away_take_their_posts_along_until_they_are_back(painter):
    painter.proposals += 1
    painter.weeks = 2
    assert to_ics(painter.plan) == to_ics(propose(MONDAY, 2, 3))
    assert len(painter.said["days"]) == 14 and [one["week"] for one in painter.said["weeks"]] == ["Week 1", "Week 2"]
    painter.weeks = 4
    assert len(painter.plan) == 12


def test_a_later_start_moves_the_whole_plan(painter):
    painter.proposals += 1
    days_before = painter.plan["day"]
    painter.start = (MONDAY + timedelta(weeks=1)).isoformat()
    assert (painter.plan["day"] - days_before).eq(pd.Timedelta(weeks=1)).all()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("start", "2026-10-06", "is a Tuesday"),
        ("start", "", "is no date"),
        ("weeks", 0, "The number of weeks is 0"),
        ("per_week", 9, "The number of posts a week is 9"),
    ],
)
def test_what_no_plan_can_have_is_said_and_the_calendar_stays(painter, name, value, words):
    painter.proposals += 1
    before, good = painter.plan, getattr(painter, name)
    setattr(painter, name, value)
    assert words in painter.said["trouble"]
    assert painter.plan.equals(before)
    painter.proposals += 1
    assert painter.plan.equals(before) and words in painter.sent[-1][0]["words"]
    setattr(painter, name, good)
    assert painter.said["trouble"] == ""


def test_an_erased_post_leaves_its_idea_for_the_next(painter):
    painter.posts, painter.ideas = {"1": ["inspiration", "image"]}, {"1": "Hvad driller?"}
    assert painter.plan["idea"].tolist() == ["Hvad driller?"]
    painter.posts = {}
    assert painter.plan.empty
    painter.posts = {"1": ["product", "text"]}
    assert painter.plan["idea"].tolist() == ["Hvad driller?"]


def test_weeks_are_said_with_a_sign_and_words(painter):
    painter.posts = {str(at): ["inspiration", "text"] for at in (*range(3), *range(7, 9), *range(14, 20))}
    assert [one["posts"] for one in painter.said["weeks"]] == ["✓ 3", "→ 2, too few", "→ 6, too many", "→ 0, too few"]


def test_files_are_the_planners(painter):
    painter.audience = "indkøbere"
    painter.proposals += 1
    for file, make in (("plan.ics", to_ics), ("plan.csv", to_csv)):
        painter.wanted = [file, 1]
        message, buffers = painter.sent[-1]
        assert message["file"] == file and buffers == [make(painter.plan)]


def test_what_is_typed_is_in_no_output_of_a_cell(painter):
    painter.audience, painter.ideas = "hemmelige kunder", {"1": "hemmelig idé"}
    data = painter._repr_mimebundle_()
    assert "hemmelig" not in str(data) and "calendar_painter()" in str(data)
