"""A picture of one's own network as a page of its own, or part by part for a notebook.

Both are made of the same parts, in parts.html.j2. Whatever a picture holds is text here: escaped, and never run.
"""

import datetime
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from ssl_helpers import CourseError, content, law
from ssl_helpers.html_page import templates
from ssl_helpers.my_network.shapes import SMALLEST, Coverage, Group, Picture, Posts, Week

PARTS = {
    "suggestions": "Three things to do next",
    "network": "Your network",
    "coverage": "Your accounts",
    "posts": "Your posts",
    "dialogue": "Your dialogue",
    "law": "Before you write to anyone",
    "read": "What was read",
    "names": "Names",
}
"""The parts and their headings, in the order of the page: first what to do, then what it rests on, names last."""

LISTED = 20
"""Of a long list of accounts so many are shown."""

TARGET = content.PER_WEEK

MADE_BY = "The social selling course: my network"
"""Stands in each page, so that a page can be told from any other file."""

MOST_LISTED = 1_000

MOST_TILES = 150


def report(picture: Picture) -> str:
    """The whole picture as one HTML document: no script, nothing loaded, fit for paper."""
    shown = {name: title for name, title in PARTS.items() if name != "names" or picture.names is not None}
    html = _templates().get_template("page.html.j2").render(picture=picture, shown=shown, glance=_glance(picture))
    return html.strip() + "\n"


def section(name: str, picture: Picture) -> str:
    """One part as a fragment of HTML for a notebook. Raises CourseError when no part has this name."""
    if not isinstance(name, str) or name not in PARTS:
        choice = ", ".join(sorted(PARTS))
        raise CourseError(f"There is no part {str(name)[:60]!r} of a picture. Choose one of: {choice}.")
    html = _templates().get_template("fragment.html.j2").render(picture=picture, name=name)
    # A blank line would end the HTML where Markdown is around it.
    return re.sub(r"\n\s*\n", "\n", html).strip() + "\n"


def _glance(picture: Picture) -> list[tuple[str, str, str]]:
    """The figures at the head of the page, from the parts there are: name, figure, what it is."""
    network, coverage, posts, found = picture.network, picture.coverage, picture.posts, []
    if network:
        found.append(("In your network", _counted(network.people, "person", "people"), "connections with a name"))
        buyers = _counted(network.buyers, "person", "people")
        found.append(("At customers and prospects", buyers, "whom you can reach directly"))
    if coverage:
        accounts = _counted(coverage.nobody, "account", "accounts")
        found.append(("White spots", accounts, f"of {_number(_accounts(coverage))}: you know nobody there"))
    if posts:
        weeks = _counted(posts.weeks_on_target, "week", "weeks")
        found.append(("Weeks on target", weeks, f"of {len(posts.weeks):,} with {TARGET[0]} to {TARGET[1]} posts"))
    return found


# Figures in words


def _is_known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _number(value: float | None) -> str:
    """With commas, and a decimal only where the number is no count."""
    if not _is_known(value):
        return "not known"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def _percent(proportion: float | None) -> str:
    # No line ends before the sign.
    return f"{100 * proportion:,.1f}\u00a0%" if _is_known(proportion) else "not known"


def _counted(value: float | None, one: str, many: str) -> str:
    """A number with its unit: "1 week", "2.4 posts"."""
    return f"{_number(value)} {one if value == 1 else many}" if _is_known(value) else "not shown"


def _day(day: datetime.date) -> str:
    # Not strftime: its names of months follow the computer's language.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ["January", "February", "March", "April", "May", "June"]
_MONTHS += ["July", "August", "September", "October", "November", "December"]


def _part_of(some: int | None, all_of_them: int | None) -> str:
    """What percentage the first is of the second, in brackets; nothing where it cannot be said."""
    return f"({_percent(some / all_of_them)})" if _is_known(some) and all_of_them else ""


# Lengths of bars and columns, in percent


def _lengths(values: Iterable[float | None]) -> list[str]:
    """Of each value, in proportion to the largest: a bar begins at 0."""
    known = [max(value, 0) if _is_known(value) else 0 for value in values]
    largest = max(known, default=0)
    return [_length_in_percent(value / largest if largest else 0) for value in known]


def _length_in_percent(proportion: float) -> str:
    return f"{100 * min(max(proportion, 0), 1):.2f}%"


def _is_customers(group: Group) -> bool:
    return group.label.strip().casefold().startswith("customer")


@dataclass(frozen=True)
class _Column:
    """span: how many columns wide there is room for the label; 0 where there is none to be written."""

    label: str
    span: int
    value: int
    length: str
    sign: str = ""
    on_target: bool = False


def _years(years: Sequence[Group]) -> list[_Column] | None:
    """A column for each year; None where there are too many, or their names are too long to stand below one."""
    if not 2 <= len(years) <= 30 or any(len(one.label) > 11 for one in years):
        return None
    lengths = _lengths(one.count for one in years)
    return [_Column(one.label, 1, one.count, length) for one, length in zip(years, lengths, strict=True)]


def _weeks(weeks: Sequence[Week]) -> list[_Column]:
    """A column for each week, with a date below every fifth or so, and a sign where it is on target or empty."""
    step = max(1, -(-len(weeks) // 5))
    highest = _highest(weeks)
    return [
        _Column(
            label=f"{week.monday.day} {_MONTHS[week.monday.month - 1][:3]}",
            span=0 if at % step else min(step, len(weeks) - at),
            value=week.posts,
            length=_length_in_percent(week.posts / highest),
            sign="✓" if _on_target(week) else "○" if not week.posts else "",
            on_target=_on_target(week),
        )
        for at, week in enumerate(weeks)
    ]


def _highest(weeks: Sequence[Week]) -> int:
    """The height of the chart, in posts: the band of the target always fits."""
    return max([TARGET[1] + 1, *(week.posts for week in weeks)])


def _on_target(week: Week) -> bool:
    return TARGET[0] <= week.posts <= TARGET[1]


def _band(weeks: Sequence[Week]) -> tuple[str, str]:
    """Where the band of the target begins, and how high it is."""
    highest = _highest(weeks)
    return _length_in_percent(TARGET[0] / highest), _length_in_percent((TARGET[1] - TARGET[0]) / highest)


# What else the parts need


def _accounts(coverage: Coverage) -> int:
    return coverage.nobody + coverage.few + coverage.several


def _tiles(coverage: Coverage) -> tuple[int, list[tuple[str, int]]]:
    """How many accounts a tile stands for, and how many tiles of each kind. What is there has at least one."""
    each, total = 1, _accounts(coverage)
    steps = (step * 10**power for power in range(400) for step in (1, 2, 5))
    while total / each > MOST_TILES:
        each = next(steps)
    kinds = [("several", coverage.several), ("few", coverage.few), ("nobody", coverage.nobody)]
    return each, [(kind, -(-max(count, 0) // each)) for kind, count in kinds]


def _mix(posts: Posts) -> list[tuple[str, str, int, float]]:
    """The kinds of posts: name, words, how many, and the proportion of all."""
    kinds = [
        ("helpful", "helpful", posts.helpful),
        ("product", "about product or firm", posts.product),
        ("undecided", "neither", posts.undecided),
    ]
    total = sum(count for _, _, count in kinds)
    return [(name, words, count, count / total if total else 0) for name, words, count in kinds]


def _basis(posts: Posts) -> str:
    """What the product part is a part of: said only where the numbers leave no doubt."""
    bases = [(posts.posts, "of all posts"), (posts.helpful + posts.product, "of the posts that were sorted")]
    for total, words in bases:
        if total and _is_known(posts.product_part) and math.isclose(posts.product / total, posts.product_part):
            return words
    return "of the posts"


@cache
def _templates() -> jinja2.Environment:
    environment = templates(Path(__file__).parent)
    in_words = (_number, _percent, _counted, _day, _basis)
    in_lengths = (_lengths, _length_in_percent, _years, _weeks, _band, _on_target, _accounts, _tiles, _mix)
    environment.filters.update({one.__name__[1:]: one for one in (*in_words, *in_lengths)})
    environment.tests["customers"] = _is_customers
    environment.tests["known"] = _is_known
    environment.globals.update(
        SMALLEST=SMALLEST, LISTED=LISTED, MOST_LISTED=MOST_LISTED, TARGET=TARGET, PARTS=PARTS, MADE_BY=MADE_BY
    )
    environment.globals.update(part_of=_part_of, the_law=law)
    return environment
