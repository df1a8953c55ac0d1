"""The strategy canvas: reading what was typed, what is missing, the page, and the form without a browser."""

import base64
import html
import json
import re
import time
from dataclasses import astuple, fields, replace
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import ipywidgets
import nbclient
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_helpers import CourseError
from ssl_helpers.canvas import (
    EXAMPLE_FIRM,
    EXAMPLE_GOAL,
    EXAMPLE_WEIGHTS,
    MOST_GOALS,
    PARTS,
    TO_COMPLETE,
    UNITS,
    WHAT_FOR,
    Canvas,
    Goal,
    complete,
    day,
    in_percent,
    in_words,
    missing,
    number,
    page,
    read_page,
    weights,
)
from ssl_helpers.my_network import saving
from ssl_helpers.widgets.strategy_canvas import StrategyCanvas, strategy_canvas

FULL = Canvas(
    firm=EXAMPLE_FIRM,
    goals=(EXAMPLE_GOAL,),
    branding=EXAMPLE_WEIGHTS[0],
    leads=EXAMPLE_WEIGHTS[1],
    **{name: part.example for name, part in PARTS.items()},
)
TEXTS = [one.name for one in fields(Canvas) if one.name != "goals"]
HOSTILE = [
    "</script><script>document.title='owned'</script>",
    '"><img src="https://example.org/x.png" onerror="document.title=\'owned\'">',
    "<!-- <script> & &amp; {{ 7*7 }} {% raw %}",
    "æøå ÆØÅ “quotes” 'and' \"more\" \\ 🚂👩‍🏭",
    "שלום עולם \u202eback\u202c مرحبا",
    "two\nlines\r\n\tand\u2028a third\x00",
    "half a sign: \ud83d",
]


# Numbers, dates, weights


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        (" 0 ", 0),
        ("0,5", 0.5),
        ("0.5", 0.5),
        ("1 500", 1500),
        ("1\u00a0500,5", 1500.5),
        ("1.500,50", 1500.5),
        ("1,500.5", 1500.5),
        ("1.500.000", 1_500_000),
        ("-5", -5),
        ("\u22125", -5),
        ("\u20135", -5),
        ("0.500", 0.5),
        ("1234.567", 1234.567),
    ],
)
def test_numbers_are_read_as_they_are_written_in_the_north(typed, value):
    assert number(typed) == value


@given(
    st.integers(-999_999_999, 999_999_999), st.integers(0, 99), st.sampled_from([(" ", ","), (".", ","), (",", ".")])
)
def test_any_number_with_thousands_and_decimals_is_read(whole, hundredths, signs):
    thousands, decimal = signs
    typed = f"{whole:,}".replace(",", thousands) + f"{decimal}{hundredths:02}"
    assert number(typed) == float(f"{whole}.{hundredths:02}")


@pytest.mark.parametrize(
    ("typed", "one", "other"), [("1.500", "1500", "1.5"), ("10,000", "10000", "10"), ("2.346", "2346", "2.35")]
)
def test_number_that_two_people_read_differently_is_asked_about(typed, one, other):
    with pytest.raises(CourseError, match=f"two numbers. Write {one}, or {re.escape(other)} "):
        number(typed)
    assert number(one) / 1000 == pytest.approx(number(other), abs=0.01), "both can be understood"


@pytest.mark.parametrize(
    "typed", ["", "many", "5-10", "1e5", "1.500.50", "5 12", "1.2.3", "-", "²", "9" * 400, "nan", "inf"]
)
def test_what_is_no_number_gets_a_sentence(typed):
    with pytest.raises(CourseError, match="^“.*(figures|Check|unit)"):
        number(typed)


def test_unit_beside_the_number_is_sent_to_its_own_field():
    with pytest.raises(CourseError, match="Write 12 here; what it counts is the unit"):
        number("12 %")
    with pytest.raises(CourseError, match="two numbers. Write 1500, or 1.5 "):
        number("1.500 kr")


def test_one_number_of_a_range_is_asked_for():
    for typed in ("10-12", "10 \u2013 12"):
        with pytest.raises(CourseError, match="is a range. Choose one number"):
            number(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("123456789012", "123 456 789 012"), ("0,0000001", "0.0000001"), ("-0", "0"), ("1500", "1 500"), ("0,5", "0.5")],
)
def test_number_is_said_in_figures(typed, said):
    assert in_words(replace(EXAMPLE_GOAL, number=typed)).startswith(f"{said} ".replace(" ", "\u00a0")[:-1] + " inbound")


@pytest.mark.parametrize(
    "typed",
    ["30.6.2027", "30/6 2027", "30-06-2027", "30.6.27", "2027-06-30", "30. juni 2027", "30 Jun. 2027", "June 30, 2027"]
    + ["30th June 2027", "30th of June 2027", "den 30. juni 2027"],
)
def test_dates_are_read_day_first(typed):
    assert day(typed) == date(2027, 6, 30)


@pytest.mark.parametrize(("name", "month"), [("maj", 5), ("mai", 5), ("oktober", 10), ("desember", 12), ("marts", 3)])
def test_months_have_nordic_names_too(name, month):
    assert day(f"1. {name} 2027") == date(2027, month, 1)


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)))
def test_every_date_is_read(one):
    assert day(one.isoformat()) == day(f"{one.day}.{one.month}.{one.year}") == one


@pytest.mark.parametrize(
    "typed",
    ["", "summer", "Q2 2027", "31.6.2027", "6/30/2027", "1.1.1027", "2027", "12 foo 2027", "1 marbles 2027"]
    + ["1 decade 2027", "30.06.99"],
)
def test_what_is_no_date_gets_a_sentence(typed):
    with pytest.raises(CourseError, match="not a date|no day of the calendar|Check the year"):
        day(typed)


def test_date_that_can_be_read_in_two_ways_is_asked_about():
    for typed in ("27-06-30", "30-06-27"):
        with pytest.raises(CourseError, match="two dates. Write the year with four figures"):
            day(typed)


def test_day_after_the_last_of_a_month_is_told_how_many_it_has():
    with pytest.raises(CourseError, match="June 2027 has 30 days"):
        day("31.6.2027")


@given(st.floats(0, allow_infinity=False), st.floats(0, allow_infinity=False))
def test_weights_become_proportions_of_one(branding, lead):
    if branding == lead == 0:
        with pytest.raises(CourseError, match="both weigh 0"):
            weights(branding, lead)
        return
    proportions = weights(branding, lead)
    assert sum(proportions) == pytest.approx(1) and all(0 <= one <= 1 for one in proportions)
    assert weights(lead, branding) == proportions[::-1]
    assert (proportions[0] >= proportions[1]) or lead > branding


def test_weights_keep_their_ratio_in_any_unit():
    assert weights(2, 1) == weights(20, 10) == pytest.approx((2 / 3, 1 / 3))
    assert weights(0, 5) == (0, 1)


@pytest.mark.parametrize(("branding", "lead", "says"), [(-1, 2, "branding is below 0"), (2, -1, "leads is below 0")])
def test_weight_below_zero_is_refused(branding, lead, says):
    with pytest.raises(CourseError, match=says):
        weights(branding, lead)


@pytest.mark.parametrize("weight", [float("nan"), float("inf")])
def test_weight_that_is_no_amount_is_refused(weight):
    with pytest.raises(CourseError, match="no number"):
        weights(1, weight)


# What is missing


def test_full_canvas_lacks_nothing():
    assert missing(FULL) == [] and complete(FULL) == TO_COMPLETE
    assert in_percent(FULL) == "Branding 33\u00a0%, leads 67\u00a0%."


def test_small_weight_is_not_called_nothing():
    canvas = replace(FULL, branding="1", leads="199")
    assert in_percent(canvas) == "Branding under 1\u00a0%, leads over 99\u00a0%."
    assert "Leads over 99&nbsp;%" in page(canvas)
    assert in_percent(replace(FULL, branding="199", leads="1")) == "Branding over 99\u00a0%, leads under 1\u00a0%."
    assert in_percent(replace(FULL, branding="25 %", leads="75%")) == "Branding 25\u00a0%, leads 75\u00a0%."


def test_empty_canvas_lacks_everything():
    assert not Canvas() and complete(Canvas()) == []
    assert len(missing(Canvas())) == len(TO_COMPLETE)


@pytest.mark.parametrize("blank", ["", " \n\t"])
@pytest.mark.parametrize("name", PARTS)
def test_blank_part_has_its_own_sentence(name, blank):
    without = replace(FULL, **{name: blank})
    assert missing(without) == [PARTS[name].missing]
    assert set(TO_COMPLETE) - set(complete(without)) == {PARTS[name].title}


@pytest.mark.parametrize("field", ["number", "unit", "deadline"])
def test_blank_in_a_goal_has_its_own_sentence(field):
    without = replace(FULL, goals=(replace(EXAMPLE_GOAL, **{field: " "}),))
    (sentence,) = missing(without)
    assert sentence.startswith(f"The goal has no {field}")
    assert "Goals" not in complete(without)


@pytest.mark.parametrize(
    ("field", "typed", "says"), [("number", "1.500", "two numbers"), ("deadline", "summer", "not a date")]
)
def test_what_cannot_be_read_comes_before_what_is_blank(field, typed, says):
    goals = (EXAMPLE_GOAL, replace(EXAMPLE_GOAL, **{field: typed}))
    first, second = missing(replace(FULL, goals=goals, audience=""))
    assert first.startswith(f"Goal 2, {field}: ") and says in first and second == PARTS["audience"].missing


def test_zero_counts_as_a_number():
    nothing = replace(EXAMPLE_GOAL, number="0")
    assert missing(replace(FULL, goals=(nothing,), branding="0")) == []
    assert in_words(nothing) == "0 inbound leads a quarter by 30 June 2027"


@pytest.mark.parametrize(
    ("branding", "leads", "says"),
    [("", "2", "0 is one too"), ("0", "0,0", "both weigh 0"), ("-1", "2", "below 0"), ("half", "2", "not a number")],
)
def test_weights_that_divide_nothing_have_a_sentence(branding, leads, says):
    without = replace(FULL, branding=branding, leads=leads)
    (sentence,) = missing(without)
    assert says in sentence and "Branding and leads" not in complete(without)


@pytest.mark.parametrize("what_for", UNITS)
def test_goal_without_a_unit_is_told_what_could_be_counted(what_for):
    (sentence,) = missing(replace(FULL, goals=(replace(EXAMPLE_GOAL, what_for=what_for, unit=""),)))
    assert sentence.endswith(f"For “{what_for}” you could count: {UNITS[what_for]}.")


def test_blank_goals_between_do_not_count():
    goals = (Goal(), EXAMPLE_GOAL)
    assert missing(replace(FULL, goals=goals)) == []
    assert page(replace(FULL, goals=goals)).count('<td class="figure">') == 1


def test_long_part_is_said():
    (sentence,) = missing(replace(FULL, message="word " * 200))
    assert sentence.startswith("“Message” is long")


def test_examples_and_questions_differ():
    assert len({part.question for part in PARTS.values()} | {part.example for part in PARTS.values()}) == 2 * len(PARTS)
    assert EXAMPLE_GOAL.what_for in WHAT_FOR


# The page


@given(st.lists(st.text(), min_size=len(TEXTS), max_size=len(TEXTS)), st.lists(st.tuples(*4 * [st.text()]), max_size=3))
def test_canvas_comes_back_from_its_page(texts, goals):
    kept = [Goal(WHAT_FOR[len(goal[0]) % len(WHAT_FOR)], *goal[1:]) for goal in goals]
    canvas = Canvas(goals=tuple(kept), **dict(zip(TEXTS, texts, strict=True)))
    assert astuple(read_page(page(canvas).encode("utf-8").decode("utf-8"))) == astuple(canvas)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stays_text(text):
    canvas = Canvas(goals=(Goal("", text, text, text),), **dict.fromkeys(TEXTS, text))
    made = page(canvas)
    assert astuple(read_page(made.encode("utf-8").decode("utf-8"))) == astuple(canvas)
    tags = Tags(made).found
    assert {tag for tag, _ in tags} <= {tag for tag, _ in Tags(page(FULL)).found}, "no tag but the page's own"
    assert [attributes["type"] for tag, attributes in tags if tag == "script"] == ["application/json"]
    names = {name for _, attributes in tags for name in attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"src", "href", "srcset", "action"}


def test_page_loads_nothing():
    assert not re.search(r"https?:|url\(|@import", page(FULL))


class Tags(HTMLParser):
    """The tags of a page, each with its attributes."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(made)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))


def test_page_says_what_is_in_the_canvas():
    made = html.unescape(page(FULL))
    for text in [EXAMPLE_FIRM, *(part.example for part in PARTS.values()), "inbound leads a quarter", "30 June 2027"]:
        assert text in made
    assert "Branding 33\u00a0%" in made and "Leads 67\u00a0%" in made and "Still open" not in made


def test_page_of_a_draft_says_what_is_open():
    made = page(Canvas(firm="Kun et navn", goals=(Goal(number="1.500"),)))
    assert made.count("Still open") == len(PARTS) + 4


def test_other_files_are_no_canvas():
    other = page(FULL).replace('id="strategy-canvas"', 'id="other"')
    block = '<script type="application/json" id="strategy-canvas">{}</script>'
    wrong = ["[]", "{", "7", '{"firm": 7}', '{"goals": 7}', '{"goals": ["a"]}', "[" * 100_000]
    for text in ["", "tekst", "%PDF-1.7 \x00\ufffd", other, *(block.format(one) for one in wrong)]:
        with pytest.raises(CourseError, match="This file is no canvas"):
            read_page(text)


@pytest.mark.parametrize("piece", ["<a ", "<!--", '<script id="', 'id="strategy-canvas"', "</script"])
def test_file_made_to_be_slow_is_refused_at_once(piece):
    started = time.process_time()
    with pytest.raises(CourseError, match="This file is no canvas"):
        read_page(piece * 300_000)
    assert time.process_time() - started < 2


def test_saved_page_with_more_or_less_is_read_as_far_as_it_goes():
    goals = [{"what_for": "world peace", "number": "1"}] * (MOST_GOALS + 2)
    data = json.dumps({"firm": "Nord", "goals": goals, "colour": "red"})
    read = read_page(f"<script id='strategy-canvas' type='application/json'>{data}</script>")
    assert astuple(read) == astuple(Canvas(firm="Nord", goals=MOST_GOALS * (Goal(number="1"),)))


def pages(made: str, browser, file: Path) -> int:
    file.write_text(made, encoding="utf-8")
    opened = browser.new_page()
    asked_for = []
    opened.on("request", lambda request: asked_for.append(request.url))
    opened.goto(file.as_uri())
    assert opened.title().startswith("Strategy canvas"), "no script has run"
    printed = opened.pdf(prefer_css_page_size=True)
    assert asked_for == [file.as_uri()], "the page loads nothing"
    opened.close()
    return len(re.findall(rb"/Type\s*/Page\b", printed))


LONGEST = "Beslutningstagere i mejerier, slagterier og bryggerier. " * 6


@pytest.mark.parametrize(
    "canvas",
    [
        FULL,
        Canvas(),
        replace(FULL, goals=3 * (EXAMPLE_GOAL,), **dict.fromkeys(PARTS, LONGEST)),
        replace(FULL, goals=3 * (EXAMPLE_GOAL,), **dict.fromkeys(PARTS, "\n".join(8 * ["- en linje for sig"]))),
        Canvas(goals=(Goal(*["", *3 * [HOSTILE[1]]]),), **dict.fromkeys(TEXTS, HOSTILE[0])),
    ],
    ids=["the example", "empty", "long", "lists", "hostile"],
)
def test_page_prints_on_one_sheet(canvas, browser, tmp_path):
    assert not [sentence for sentence in missing(canvas) if "is long" in sentence]
    assert pages(page(canvas), browser, tmp_path / "strategy_canvas.html") == 1


def test_far_too_long_a_canvas_takes_more_sheets(browser, tmp_path):
    canvas = replace(FULL, **dict.fromkeys(PARTS, 5 * LONGEST))
    assert len(missing(canvas)) == len(PARTS)
    assert pages(page(canvas), browser, tmp_path / "strategy_canvas.html") > 1


# The form


@pytest.fixture
def form(monkeypatch) -> StrategyCanvas:
    monkeypatch.setattr("ssl_helpers.widgets.strategy_canvas.strips", lambda: True)
    return StrategyCanvas()


def all_of(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    return [widget, *(inner for child in getattr(widget, "children", ()) for inner in all_of(child))]


def called(form: StrategyCanvas, description: str) -> ipywidgets.Widget:
    (found,) = [one for one in all_of(form) if getattr(one, "description", "").startswith(description)]
    return found


def read_aloud(form: StrategyCanvas) -> str:
    """The words on the form that change, of what is shown."""
    shown = [one.value for one in all_of(form) if isinstance(one, ipywidgets.HTML) and one.layout.display != "none"]
    return html.unescape(re.sub("<[^>]+>", " ", re.sub("<style>.*?</style>|<iframe.*", "", " ".join(shown))))


def choose(form: StrategyCanvas, content: bytes) -> None:
    """Open a file, as the browser tells of it."""
    about = {"name": "a.html", "type": "text/html", "size": len(content), "last_modified": datetime.now()}
    called(form, "Open a canvas").value = ({**about, "content": memoryview(content)},)


def saved_page(form: StrategyCanvas) -> bytes:
    link = re.search('<a download="([^"]+)" href="data:text/html;base64,([^"]+)"', form.children[-1].value)
    assert link[1] == "strategy_canvas.html"
    return base64.b64decode(link[2])


def test_every_question_of_the_model_has_its_field(form):
    for part in PARTS.values():
        called(form, part.question).value = part.example
    called(form, "Your firm").value = EXAMPLE_FIRM
    for name, value in zip(("what for?", "number", "unit", "deadline"), astuple(EXAMPLE_GOAL), strict=True):
        called(form, f"Goal 1: {name}").value = value
    assert "7 of 8 are complete. Not said yet: how much branding" in read_aloud(form)
    called(form, "Branding").value, called(form, "Leads").value = EXAMPLE_WEIGHTS
    assert "✓ 8 of 8 are complete. Branding 33\u00a0%, leads 67\u00a0%. Nothing is missing." in read_aloud(form)
    assert astuple(form.canvas) == astuple(FULL)


def test_state_is_said_as_a_status_and_names_what_is_missing(form):
    assert 'role="status"' in form._status.value
    assert "0 of 8" in read_aloud(form) and all(part.missing in read_aloud(form) for part in PARTS.values())
    called(form, "Goal 2: number").value = "1.500"
    assert "The goal, number: “1.500” can be read as two numbers" in re.search("0 of 8.*", read_aloud(form))[0]


def test_examples_are_shown_and_fill_nothing(form):
    typed = Canvas(change="Mit eget")
    form.fill(typed)
    examples = called(form, "Show an example")
    assert PARTS["change"].example not in read_aloud(form)
    examples.value = True
    words = read_aloud(form)
    assert all(part.example in words for part in PARTS.values()) and EXAMPLE_FIRM in words
    assert form.canvas == typed
    examples.value = False
    assert PARTS["change"].example not in read_aloud(form)


def test_what_a_goal_is_for_proposes_a_unit_until_one_is_typed(form):
    called(form, "Goal 1: what for?").value = "visibility"
    assert f"for example: {UNITS['visibility']}" in read_aloud(form)
    assert called(form, "Goal 1: unit").value == ""
    called(form, "Goal 1: unit").value = "searches"
    assert "for example:" not in read_aloud(form)


def test_page_is_made_saved_opened_and_filled_in_again(form):
    form.fill(FULL)
    called(form, "Make my page").click()
    assert "✓ Your page stands below. Save it with the link." in read_aloud(form)
    content = saved_page(form)
    assert content.decode("utf-8") == page(FULL)
    frame = re.search('<iframe title="[^"]+" sandbox="" srcdoc="([^"]+)"></iframe>', form.children[-1].value)
    assert html.unescape(frame[1]) == page(FULL)
    again = StrategyCanvas()
    choose(again, content)
    assert again.canvas == FULL and "✓ Your canvas is in the form." in read_aloud(again)
    assert called(again, "Open a canvas").value == (), "the same file can be opened again"


def test_old_page_cannot_be_taken_for_the_form_as_it_is(form):
    form.fill(FULL)
    called(form, "Make my page").click()
    called(form, "Leads").value = "3"
    assert form.children[-1].value == "" and "Make your page again" in read_aloud(form)
    called(form, "Make my page").click()
    assert read_page(saved_page(form).decode("utf-8")).leads == "3"


def test_draft_is_called_one_and_an_empty_form_makes_no_page(form):
    called(form, "Make my page").click()
    assert "nothing to make a page of" in read_aloud(form) and form.children[-1].value == ""
    form.fill(replace(FULL, medium=""))
    called(form, "Make my page").click()
    assert "It is a draft: 1 thing is still to do." in read_aloud(form)


@pytest.mark.parametrize("yes", [True, False])
def test_starting_afresh_asks(form, yes):
    form.fill(FULL)
    called(form, "Start afresh").click()
    assert form.canvas == FULL and "Empty the whole form?" in read_aloud(form)
    called(form, "Yes" if yes else "No").click()
    assert form.canvas == (Canvas() if yes else FULL) and "Empty the whole form?" not in read_aloud(form)


@pytest.mark.parametrize("yes", [True, False])
def test_opening_a_canvas_over_another_asks(form, yes):
    own = Canvas(change="Mit eget")
    form.fill(own)
    choose(form, page(FULL).encode())
    assert form.canvas == own and "The form is not empty." in read_aloud(form)
    called(form, "Yes" if yes else "No").click()
    assert form.canvas == (FULL if yes else own)


def test_other_file_changes_nothing(form):
    form.fill(FULL)
    choose(form, b"\xff\xfe\x00 no canvas")
    assert form.canvas == FULL and "✗ This file is no canvas." in read_aloud(form)


# What is saved

SECRET = "hemmelig kunde"
ALL_SECRET = Canvas(goals=3 * (Goal("", *3 * [SECRET]),), **dict.fromkeys(TEXTS, SECRET))


def test_no_piece_of_the_form_says_what_is_typed_in_it(form):
    form.fill(ALL_SECRET)
    called(form, "Make my page").click()
    choose(form, page(FULL).encode())
    for one in all_of(form):
        assert SECRET not in repr(one) and SECRET not in str(one._repr_mimebundle_())
    assert "strategy_canvas()" in str(form._repr_mimebundle_())
    assert SECRET not in repr(form.canvas) + repr(form.canvas.goals) + str(form.children) + str(vars(form))


def test_one_form_for_each_kernel():
    strategy_canvas.cache_clear()
    strategy_canvas().fill(FULL)
    assert strategy_canvas().canvas == FULL, "a cell that is run again shows what was typed"
    strategy_canvas.cache_clear()


def test_nothing_typed_is_in_the_saved_notebook(tmp_path):
    show = "from ssl_helpers.widgets.strategy_canvas import strategy_canvas\nform = strategy_canvas()\nform"
    fill = f"""from dataclasses import fields
from ssl_helpers.canvas import Canvas, Goal
secret = "{SECRET[::-1]}"[::-1]
texts = [one.name for one in fields(Canvas) if one.name != "goals"]
form.fill(Canvas(goals=3 * (Goal("", *3 * [secret]),), **dict.fromkeys(texts, secret)))
form._make(None)"""
    cells = [show, fill, show, "form.children", "display(form, *form.children)", "form.canvas", "form.canvas.goals"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
    # JupyterLab does not save the state of widgets, if nobody ticks that in its settings; here somebody has.
    nbclient.NotebookClient(notebook, kernel_name="python3", store_widget_state=True).execute()
    assert SECRET in json.dumps(notebook.metadata["widgets"]), "the form was filled in"
    model = {"type": "notebook", "content": json.loads(nbformat.writes(notebook))}
    saving.before_saving(model=model, path="course/02_strategy.ipynb")
    saved = json.dumps(model["content"], ensure_ascii=False)
    assert saved.count("strategy_canvas()") > len(cells) and SECRET not in saved
    assert len(model["content"]["cells"][0]["outputs"]) == 1, "the notebook keeps its other outputs"


def test_form_outside_the_courses_jupyterlab_says_that_it_may_be_saved(monkeypatch):
    monkeypatch.delenv(saving.STRIPPING, raising=False)
    assert "may be saved with it" in read_aloud(StrategyCanvas())
    monkeypatch.setenv(saving.STRIPPING, "1")
    monkeypatch.setenv("JPY_SESSION_NAME", "course/02_strategy.ipynb")
    assert "no part of it is saved" in read_aloud(StrategyCanvas())
