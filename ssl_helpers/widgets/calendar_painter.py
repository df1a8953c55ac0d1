"""Module 7: paint one's own content plan, see at once what the model says of it, and take it along.

What is typed stays in the kernel and the page: it is sent nowhere, and written to no file but the two that the
learner downloads.
"""

import html
import json
from datetime import date, timedelta
from pathlib import Path

import anywidget
import pandas as pd
import traitlets

from ssl_helpers import CourseError, content, planner
from ssl_helpers.widgets import stills, style

FILES = {"plan.ics": (planner.to_ics, "text/calendar"), "plan.csv": (planner.to_csv, "text/csv")}
"""File to download -> what makes it, and its type."""


def plan_of(posts: dict, ideas: dict, start: str, weeks: int, audience: str) -> pd.DataFrame:
    """The plan that is painted. posts: day's number from 0, as text -> [kind, format]. ideas: the same -> text.

    Days after the last week count as not painted, and ideas only on days with a post.
    """
    days = sorted(int(at) for at in posts if int(at) < 7 * weeks)
    rows = [
        (date.fromisoformat(start) + timedelta(days=at), *posts[str(at)], audience, ideas.get(str(at), ""))
        for at in days
    ]
    plan = pd.DataFrame(rows, columns=planner.COLUMNS)
    return plan.assign(day=pd.to_datetime(plan["day"]))


def in_words(kinds: pd.Series, weeks: int) -> str:
    """Cadence and mix of a plan in two sentences."""
    count = kinds.value_counts()
    inspiring, product = (int(count.get(kind, 0)) for kind in content.KINDS)
    cadence = (
        f"{planner.counted(len(kinds), 'post')} in {planner.counted(weeks, 'week')}: {len(kinds) / weeks:.1f} a week."
    )
    if not product:
        return f"{cadence} None is about products, so there is no ratio."
    return (
        f"{cadence} {inspiring} inspiring and {product} about products: {content.ratio(kinds):.1f} inspiring posts for "
        f"each product post; the model asks for about {content.HELPFUL}."
    )


def code(plan: pd.DataFrame, start: str, weeks: int, per_week: int, audience: str) -> str:
    """Lines of Python that give the plan, if it is just the proposed one, or its kinds, and then the ratio."""
    columns = ["day", "kind", "format"]
    if plan[columns].to_dict("list") == planner.propose(start, weeks, per_week)[columns].to_dict("list"):
        given = f'"{start}", weeks={weeks}, per_week={per_week}'
        if audience:
            given = f"\n    {given},\n    audience={json.dumps(audience, ensure_ascii=False)},\n"
        return f'plan = planner.propose({given})\ncontent.ratio(plan["kind"])'
    inspiring, product = (int(plan["kind"].eq(kind).sum()) for kind in content.KINDS)
    return f'kinds = pd.Series({inspiring} * ["inspiration"]\n    + {product} * ["product"])\ncontent.ratio(kinds)'


def _week(number: int, posts: int, begun: bool) -> dict[str, str]:
    if not begun:
        return {"week": f"Week {number}", "posts": "0 so far"}
    fewest, most = content.PER_WEEK
    sign, words = ("✓", "") if fewest <= posts <= most else ("→", ", too few" if posts < fewest else ", too many")
    return {"week": f"Week {number}", "posts": f"{sign} {posts}{words}"}


class CalendarPainter(stills.Still, anywidget.AnyWidget):
    """The widget. `plan` is the painted plan, a table as `planner` has it."""

    SHOWN_AS = "calendar_painter()"
    _esm = Path(__file__).with_name("calendar_painter.js")
    _css = style("calendar_painter")
    # What the learner decides. Erasing a post leaves its idea, so that a slip of the brush costs no words.
    posts = traitlets.Dict().tag(sync=True)
    ideas = traitlets.Dict().tag(sync=True)
    audience = traitlets.Unicode().tag(sync=True)
    start = traitlets.Unicode().tag(sync=True)
    weeks = traitlets.Int(4).tag(sync=True)
    per_week = traitlets.Int(content.PER_WEEK[0]).tag(sync=True)
    # What the learner asks for: how many proposals; which file, and a number. Messages would overtake the changes that
    # wait for a busy kernel; these cannot.
    proposals = traitlets.Int().tag(sync=True)
    wanted = traitlets.List().tag(sync=True)
    # What Python answers.
    formats = traitlets.List(planner.FORMATS).tag(sync=True)
    said = traitlets.Dict().tag(sync=True)

    def __init__(self, start: date | str) -> None:
        super().__init__(start=str(start))
        planner.propose(self.start, self.weeks, self.per_week)  # the start is a Monday, or this says so
        self._answer()
        self.still = self._drawn()
        self.observe(self._answer, names=["posts", "ideas", "audience", "start", "weeks", "per_week"])
        self.observe(self._propose, names="proposals")
        self.observe(self._export, names="wanted")

    @property
    def plan(self) -> pd.DataFrame:
        """A row for each painted post: day, kind, format, audience, idea."""
        return plan_of(self.posts, self.ideas, *self._shown, self.audience)

    def _answer(self, _change: object = None) -> None:
        trouble = ""
        try:
            planner.propose(self.start, self.weeks, self.per_week, self.audience)
            self._shown, self._per_week = (self.start, self.weeks), self.per_week
        except CourseError as error:
            trouble = str(error)  # the calendar stays as it was
        start, weeks = self._shown
        days = [date.fromisoformat(start) + timedelta(days=at) for at in range(7 * weeks)]
        plan = self.plan
        begun, by_week = len(plan) > 0, planner.weekly(plan, start, weeks)
        self.said = {
            "trouble": trouble,
            "days": [planner.said(day).rsplit(" ", 1)[0] for day in days],
            "weeks": [_week(at, posts, begun) for at, posts in enumerate(by_week, start=1)],
            "words": in_words(plan["kind"], weeks),
            "broken": planner.broken_rules(plan, start, weeks),
            "mix": [int(plan["kind"].eq(kind).sum()) for kind in content.KINDS],
            "code": code(plan, start, weeks, self._per_week, self.audience),
        }

    def _drawn(self) -> str:
        """The picture of the empty calendar."""
        given = {"Audience": "", "First Monday": self.start, "Weeks": self.weeks, "Posts a week": self.per_week}
        fields = [stills.field(label, str(value)) for label, value in given.items()]
        days = [day.split(" ") for day in self.said["days"]]  # such as "Monday 5 October"
        columns = ["Week", *(weekday[:3] for weekday, _, _ in days[:7])]
        cells = [f"{day} {month[:3]}" for _, day, month in days]
        heads = [f"{said['week']} {said['posts']}" for said in self.said["weeks"]]
        table = pd.DataFrame([[head, *cells[7 * at : 7 * at + 7]] for at, head in enumerate(heads)], columns=columns)
        broken = "".join(f"<p>→ {html.escape(line)}</p>" for line in self.said["broken"])
        return (
            f"{stills.beside([*fields, stills.button('Propose a plan')])}{table.to_html(index=False)}"
            f"<p><b>{html.escape(self.said['words'])}</b></p>{broken}"
            f"{stills.beside([stills.button(f'Download {file}') for file in FILES])}"
            f"<p>The code that gives it:</p><pre>{html.escape(self.said['code'])}</pre>"
        )

    def _propose(self, _change: object) -> None:
        try:
            proposal = planner.propose(self.start, self.weeks, self.per_week)
        except CourseError as error:
            self.send({"words": f"→ {error}"})
            return
        at = (proposal["day"] - pd.Timestamp(self.start)).dt.days.astype(str)
        self.posts = dict(zip(at, proposal[["kind", "format"]].to_numpy().tolist(), strict=True))
        self.send({"words": "✓ A plan is proposed. Change it as you like."})

    def _export(self, _change: object) -> None:
        self._answer()  # what was changed in the same moment counts
        file = self.wanted[0]
        make, kind = FILES[file]
        try:
            self.send({"file": file, "kind": kind}, buffers=[make(self.plan)])
        except CourseError as error:
            self.send({"words": f"→ {error}"})


def calendar_painter(start: date | str | None = None) -> CalendarPainter:
    """An empty calendar of four weeks to paint posts in, or to have a plan proposed.

    start: the first Monday; the next one by default. This is the one place of the course that asks for the real date,
    since the plan is the learner's own.
    """
    return CalendarPainter(planner.monday_after(date.today()) if start is None else start)
