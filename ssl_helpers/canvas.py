"""Step 1: a firm's strategy on one page. What a canvas holds, what it still lacks, and the page made of it.

What a canvas asks for is what the article of 2 January 2017 counts to the strategy, in questions of our own; the
indicators of a goal are those of benefits that the article of 15 February 2016 names.

A canvas keeps what was typed as it was typed. Numbers and dates are read from it each time, so that nothing is lost
that cannot be read yet.
"""

import calendar
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import jinja2

from ssl_helpers import CourseError, planner
from ssl_helpers.html_page import templates


@dataclass(frozen=True)
class Part:
    """A question of the canvas: its heading on the page, an invented example, and what is said where it is blank."""

    title: str
    question: str
    example: str
    missing: str


PARTS = {
    "audience": Part(
        "Audience",
        "Which people do you want to win?",
        "Maintenance and production managers at dairies with 50 to 500 employees.",
        "Not said yet: which people you want to win.",
    ),
    "medium": Part(
        "Medium",
        "Where do these people read, look and listen?",
        "LinkedIn, mostly before nine in the morning. Many also read their trade association's newsletter.",
        "Not said yet: where your audience reads, looks and listens.",
    ),
    "change": Part(
        "Customer change",
        "Which opinion or habit of theirs should be another in a year?",
        "Maintenance managers think of us when a line stands still, not only when they need a spare part.",
        "Not said yet: which opinion or habit of your customers should change.",
    ),
    "perception": Part(
        "Perception",
        "What should they say of you to a colleague?",
        "As the people who find the fault first, and explain it in plain words.",
        "Not said yet: what customers should say of you.",
    ),
    "message": Part(
        "Message",
        "Which one thing should they remember from you?",
        "An hour of standstill costs more than a sensor. We show how to find the cause before buying anything.",
        "Not said yet: which one thing they should remember from you.",
    ),
    "difference": Part(
        "Difference",
        "Why you, and not the next supplier on their list?",
        "Our technicians share what they learn at the lines. Competitors share their catalogue.",
        "Not said yet: why they should choose you, and not the next supplier.",
    ),
}
"""The parts that are text, in the order of the form and of the page."""

EXAMPLE_FIRM = "Kvistmark Automation A/S, dairies"

UNITS = {
    "visibility": "searches for us a month",
    "top of mind": "customers who name us unprompted",
    "customers come to you": "inbound leads a quarter",
    "less price focus": "% discount per won deal",
}
"""What a goal may be for -> what could be counted for it."""

WHAT_FOR = (*UNITS, "something else")

MOST_GOALS = 3

_GOALS, _WEIGHTS = "Goals", "Branding and leads"

TO_COMPLETE = [*(part.title for part in PARTS.values()), _GOALS, _WEIGHTS]
"""The headings of all that a canvas asks for: the parts, the goals together, the weights."""

_LINE, _LINES = 42, 8
"""So many signs stand in a line of a part on the page, and so many lines keep the page on one sheet."""

_MADE_BY = "The social selling course: strategy canvas"
_DATA = "strategy-canvas"
_LARGEST = 2_000_000
"""So many signs of a file are read: more than any page of ours has."""


@dataclass(frozen=True, repr=False)
class Goal:
    """A goal as it was typed. what_for: one of WHAT_FOR, or blank."""

    what_for: str = ""
    number: str = ""
    unit: str = ""
    deadline: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, one.name).strip() for one in fields(self))

    def __repr__(self) -> str:
        # The usual one would put what was typed in a cell's output, and so in the notebook's file.
        return "Goal(…)"


@dataclass(frozen=True, repr=False)
class Canvas:
    """A canvas as it was typed. All is text; a blank is "". goals: at most three.

    branding, leads: how much each weighs, such as "2" and "1".
    """

    firm: str = ""
    change: str = ""
    perception: str = ""
    message: str = ""
    difference: str = ""
    audience: str = ""
    medium: str = ""
    goals: tuple[Goal, ...] = ()
    branding: str = ""
    leads: str = ""

    def __bool__(self) -> bool:
        return any(self.goals) or any(getattr(self, name).strip() for name in _TEXTS)

    def __repr__(self) -> str:
        return "Canvas(…)"


_TEXTS = [one.name for one in fields(Canvas) if one.name != "goals"]

EXAMPLE_GOAL = Goal("customers come to you", "12", UNITS["customers come to you"], "30.6.2027")
EXAMPLE_WEIGHTS = ("1", "2")


# Reading what was typed

# Whole thousands are parted by blanks, points or commas, always the same; the other sign parts the decimals.
_NUMBER = re.compile(r"(?=.*\d)([+-]?(?:[1-9]\d{0,2}([ .,])\d{3}(?:\2\d{3})*|\d*))(?:(?!\2)[.,](\d+))?", re.ASCII)
_TWO_NUMBERS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_RANGE = re.compile(r"[\d.,]+ ?[-\u2013] ?[\d.,]+", re.ASCII)
_WITH_UNIT = re.compile(r"([+-]?[\d., ]*\d)\s*\D+", re.ASCII)


def number(typed: str) -> float:
    """The number that somebody typed: 12, 0,5, 0.5, 1 500, 1.500,50.

    Raises CourseError for what is none, and for 1.500, which one reader takes for 1500 and the next for 1.5.
    """
    text = re.sub("^[\u2212\u2013]", "-", " ".join(typed.split()))
    if _TWO_NUMBERS.fullmatch(text):
        whole = re.sub("[.,]", "", text)
        short = f"{float(text.replace(',', '.')):.2f}".rstrip("0").rstrip(".")
        raise CourseError(f"“{text}” can be read as two numbers. Write {whole}, or {short} with fewer decimals.")
    found = _NUMBER.fullmatch(text)
    if not found:
        if _RANGE.fullmatch(text):
            raise CourseError(f"“{_short(text)}” is a range. Choose one number, and write it in figures.")
        if with_unit := _WITH_UNIT.fullmatch(text):
            number(with_unit[1])  # what is wrong with the number itself comes first
            raise CourseError(
                f"“{_short(text)}” is more than a number. Write {with_unit[1]} here; what it counts is the unit."
            )
        raise CourseError(f"“{_short(text)}” is not a number. Write it in figures, such as 12 or 0,5.")
    value = float(f"{re.sub('[ .,]', '', found[1])}.{found[3] or 0}")
    if abs(value) >= 1e12:
        raise CourseError(f"“{_short(text)}” is more than anybody counts. Check the number.")
    return value or 0.0  # -0 is 0


_MONTHS = [
    "january januar januari",
    "february februar februari",
    "march marts mars",
    "april",
    "may maj mai",
    "june juni",
    "july juli",
    "august augusti",
    "september",
    "october oktober",
    "november",
    "december desember",
]
"""The months' names in English, Danish, Norwegian and Swedish."""

_DATES = [
    re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[-./ ]{1,2}(?P<month>\d{1,2})[-./ ]{1,2}(?P<year>\d{4}|\d{2})", re.ASCII),
    re.compile(
        r"(?:den )?(?P<day>\d{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?(?P<name>[a-z]{3,9})\.?,? ?(?P<year>\d{4})", re.ASCII
    ),
    re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})", re.ASCII),
]


def day(typed: str) -> date:
    """The date that somebody typed: 30.6.2027, 30/6 2027, 30. juni 2027, June 30, 2027, 2027-06-30.

    In figures the day comes before the month, as in the Nordic countries. Raises CourseError for what is no date.
    """
    text = " ".join(typed.lower().split())
    found = next(filter(None, (one.fullmatch(text) for one in _DATES)), None)
    parts = found.groupdict() if found else {}
    month = _month(parts["name"]) if parts.get("name") else int(parts.get("month", 0))
    if not found or (parts.get("name") and not month):
        raise CourseError(f"“{_short(typed)}” is not a date. Write day, month and year, such as 30.6.2027.")
    short = len(parts["year"]) == 2
    if short and "-" in text:
        raise CourseError(
            f"“{_short(typed)}” can be read as two dates. Write the year with four figures, such as 30.6.2027."
        )
    year = int(parts["year"]) + (2000 if short else 0)
    try:
        read = date(year, month, int(parts["day"]))
    except ValueError:
        there = 1 <= month <= 12 and 28 < int(parts["day"]) <= 31
        why = (
            f": {calendar.month_name[month]} {year} has {calendar.monthrange(year, month)[1]} days."
            if there
            else ". Write the day first, then the month: 30.6.2027."
        )
        raise CourseError(f"“{_short(typed)}” is no day of the calendar{why}") from None
    if not 2000 <= read.year < (2070 if short else 2200):
        raise CourseError(f"“{_short(typed)}” lies in the year {read.year}. Check the year.")
    return read


def _month(name: str) -> int:
    """The number of the month with this name, or that begins so; 0 for another word."""
    of_name = (at for at, names in enumerate(_MONTHS, start=1) if any(one.startswith(name) for one in names.split()))
    return next(of_name, 0)


def weights(branding: float, lead: float) -> tuple[float, float]:
    """What proportion of the effort is for branding and what for leads, each from 0 to 1; together they are 1.

    branding, lead: how much each weighs, in any unit: 2 and 1 give what 20 and 10 give. Raises CourseError when one
    is negative or no number, and when both are 0.
    """
    for name, weight in (("branding", branding), ("leads", lead)):
        if not math.isfinite(weight):
            raise CourseError(f"The weight of {name} is no number. Give 0 or more.")
        if weight < 0:
            raise CourseError(f"The weight of {name} is below 0. Give 0 or more.")
    if branding == lead == 0:
        raise CourseError(
            "Branding and leads both weigh 0, so there is nothing to divide. Give one of them more than 0."
        )
    largest = max(branding, lead)
    branding, lead = branding / largest, lead / largest
    return branding / (branding + lead), lead / (branding + lead)


def proportions(canvas: Canvas) -> tuple[float, float]:
    """The weights of a canvas, as `weights` gives them. Raises CourseError when one is blank or cannot be read."""
    if not canvas.branding.strip() or not canvas.leads.strip():
        raise CourseError("Not said yet: how much branding and leads weigh. Give each a number; 0 is one too.")
    return weights(*(number(typed.strip().removesuffix("%")) for typed in (canvas.branding, canvas.leads)))


def in_percent(canvas: Canvas) -> str:
    """The two weights in words. Raises CourseError as `proportions` does."""
    branding, leads = _percents(proportions(canvas)[0])
    return f"Branding {branding}\u00a0%, leads {leads}\u00a0%."


def _percents(branding: float) -> tuple[str, str]:
    """The percent of branding and of leads, which are 100 together. Nothing and all are only called so if they are."""
    if 0 < branding < 0.01:
        return "under 1", "over 99"
    if 0.99 < branding < 1:
        return "over 99", "under 1"
    return f"{round(100 * branding)}", f"{100 - round(100 * branding)}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else f"{text[:29]}…"


# What is missing


def missing(canvas: Canvas) -> list[str]:
    """A sentence for each thing that is to be done yet; first what was typed but cannot be read, then what is blank."""
    wrong, blank = [], []
    for name, part in PARTS.items():
        text = getattr(canvas, name)
        if not text.strip():
            blank.append(part.missing)
        elif sum(max(1, math.ceil(len(line) / _LINE)) for line in text.strip().splitlines()) > _LINES:
            wrong.append(f"“{part.title}” is long: the page may need a second sheet. Keep what you would say aloud.")
    if not any(canvas.goals):
        blank.append("There is no goal yet: a number, its unit and a deadline.")
    for at, goal in _given(canvas):
        _judge(goal, f"Goal {at}" if sum(map(bool, canvas.goals)) > 1 else "The goal", wrong, blank)
    try:
        proportions(canvas)
    except CourseError as error:
        typed = canvas.branding.strip() and canvas.leads.strip()
        (wrong if typed else blank).append(str(error))
    return wrong + blank


def _given(canvas: Canvas) -> Iterator[tuple[int, Goal]]:
    return ((at, goal) for at, goal in enumerate(canvas.goals, start=1) if goal)


def _judge(goal: Goal, name: str, wrong: list[str], blank: list[str]) -> None:
    """Add to the sentences what is wrong with a goal and what is blank in it."""
    unit = UNITS.get(goal.what_for)
    advice = {
        "number": f"{name} has no number: how many, or how much? 0 is a number too.",
        "unit": f"{name} has no unit: a number of what?"
        + (f" For “{goal.what_for}” you could count: {unit}." if unit else ""),
        "deadline": f"{name} has no deadline: by which day?",
    }
    readers = {"number": number, "deadline": day}
    for field, sentence in advice.items():
        typed = getattr(goal, field)
        if not typed.strip():
            blank.append(sentence)
        elif field in readers:
            try:
                readers[field](typed)
            except CourseError as error:
                wrong.append(f"{name}, {field}: {error}")


def complete(canvas: Canvas) -> list[str]:
    """The headings of what is complete; TO_COMPLETE are all there are."""
    done = [part.title for name, part in PARTS.items() if getattr(canvas, name).strip()]
    if any(canvas.goals) and all(is_complete(goal) for _, goal in _given(canvas)):
        done.append(_GOALS)
    try:
        proportions(canvas)
    except CourseError:
        return done
    return [*done, _WEIGHTS]


def is_complete(goal: Goal) -> bool:
    """Whether a goal has a number, a unit and a deadline."""
    lacking: list[str] = []
    _judge(goal, "", lacking, lacking)
    return not lacking


def in_words(goal: Goal) -> str:
    """A goal as the page says it, with "…" where something is missing or cannot be read."""
    return f"{_number_of(goal) or '…'} {goal.unit.strip() or '…'} by {_day_of(goal) or '…'}"


def _number_of(goal: Goal) -> str:
    try:
        # All figures, never a power of ten. Blanks part thousands everywhere; a comma would be a decimal sign to many.
        return f"{Decimal(repr(number(goal.number))).normalize():,f}".replace(",", "\u00a0")
    except CourseError:
        return ""


def _day_of(goal: Goal) -> str:
    try:
        return planner.said(day(goal.deadline)).split(" ", 1)[1]
    except CourseError:
        return ""


# The page


def page(canvas: Canvas) -> str:
    """One HTML page for one A4 sheet. It loads and runs nothing, and holds the canvas as data, to be read back."""
    try:
        branding = proportions(canvas)[0]
        split = {"width": round(100 * branding), "percents": _percents(branding)}
    except CourseError:
        split = None
    data = {name: getattr(canvas, name) for name in _TEXTS}
    data["goals"] = [{one.name: getattr(goal, one.name) for one in fields(Goal)} for goal in canvas.goals]
    return _template().render(
        canvas=canvas, parts=PARTS, goals=[goal for _, goal in _given(canvas)], split=split, data=data
    )


def read_page(html: str) -> Canvas:
    """The canvas that `page` put in this page. Raises CourseError when the text is no such page."""
    # No parser, which may take minutes for a file made to be slow. What is typed never has the block's id in quotes.
    behind = re.split(rf"""\bid=["']{_DATA}["']""", html[:_LARGEST], maxsplit=1)[-1]
    try:
        data = json.loads(behind.partition(">")[2].partition("</script")[0])
        texts = {name: _text(data.get(name, "")) for name in _TEXTS}
        goals = [
            Goal(**{one.name: _text(goal.get(one.name, "")) for one in fields(Goal)}) for goal in data.get("goals", [])
        ]
        goals = [goal if goal.what_for in WHAT_FOR else replace(goal, what_for="") for goal in goals]
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise CourseError(
            "This file is no canvas. Choose the page that you saved here; its name was strategy_canvas.html."
        ) from None
    return Canvas(goals=tuple(goals[:MOST_GOALS]), **texts)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


@cache
def _template() -> jinja2.Template:
    environment = templates(Path(__file__).parent)
    environment.filters.update(number_of=_number_of, day_of=_day_of)
    environment.globals.update(MADE_BY=_MADE_BY, DATA=_DATA)
    return environment.get_template("canvas.html.j2")
