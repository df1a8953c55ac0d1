"""A content plan of one's own: propose it, hold it against the rules of step 5, take it along to calendar and Excel.

The rules are those of `content`: three to five posts a week, about four inspiring posts to each about products (so at
most 20 % product), and at most one product post in any five in a row.

A plan is a table with a row for each post: day (date), kind (one of `content.KINDS`), format (one of FORMATS), audience
(whom the post is for) and idea (free text, may be blank). The order of the rows makes no difference, except that
of posts on one day.
"""

import csv
import io
import unicodedata
import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from numbers import Integral

import pandas as pd
from icalendar import Calendar, Event

from ssl_helpers import CourseError, content
from ssl_helpers.sheets import harmless

COLUMNS = ["day", "kind", "format", "audience", "idea"]

FORMATS = ["text", "image", "video", "link"]
"""Four, told apart by what they cost to make: words alone (a question, a short story); a picture to take or draw; a
film to record; a page of one's own that must exist before the post can lead to it (an article, a guide, a podcast)."""

MOST_WEEKS = 13
"""A plan covers a quarter of a year at most: nobody knows what occupies the audience later than that."""

_WEEKDAYS = {1: [2], 2: [1, 3], 3: [0, 2, 4], 4: [0, 1, 3, 4], 5: [0, 1, 2, 3, 4]}
"""Posts a week -> the days they are spread over, from 0, Monday, to 4, Friday."""


def said(day: object) -> str:
    """A date in words: Tuesday 6 October 2026."""
    # strftime would speak the computer's language on some machines, and English on others.
    at = pd.Timestamp(day)
    return f"{at.day_name()} {at.day} {at.month_name()} {at.year}"


def monday_after(day: date) -> date:
    """The first Monday later than `day`."""
    return day + timedelta(days=7 - day.weekday())


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else pd.Timestamp(value).date()
    except (TypeError, ValueError):
        day = None
    # Not NaT, not the year 26, and no plain number, which would be read as a time near 1970.
    if not isinstance(day, date) or not 2000 <= day.year < 2200 or isinstance(value, Integral | float):
        raise CourseError(
            f'{value!r} is no date that a plan can start on. Write year, month and day, such as "2026-10-05".'
        )
    return day


def _monday(value: object) -> date:
    day = _day(value)
    if day.weekday():
        before = day - timedelta(days=day.weekday())
        raise CourseError(
            f"A plan starts on a Monday, and {day} is a {said(day).split()[0]}. Start on {before} or on "
            f"{monday_after(day)}."
        )
    return day


def _whole(value: object, most: int, what: str, why: str) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral) or not 1 <= value <= most:
        raise CourseError(f"{what} is {value!r}. Give a whole number from 1 to {most}: {why}.")
    return int(value)


def propose(
    start_monday: date | str,
    weeks: int,
    per_week: int,
    audience: str = "",
    formats: Sequence[str] = tuple(FORMATS),
) -> pd.DataFrame:
    """A plan of weeks × per_week posts from `start_monday` on, ideas left blank.

    weeks: 1 to 13. per_week: 1 to 5, spread over Monday to Friday. Every fifth post is about products, the others are
    inspiration; `formats` take turns. Fewer than three posts a week is less than the model asks for, and
    `broken_rules` says so. Gives the columns of a plan, in the order of days. Raises CourseError for a start that is
    no Monday and for numbers and formats that no plan can have.
    """
    monday = _monday(start_monday)
    weeks = _whole(weeks, MOST_WEEKS, "The number of weeks", "a plan covers a quarter of a year at most")
    per_week = _whole(per_week, 5, "The number of posts a week", "one a day, Monday to Friday")
    unknown = [one for one in formats if one not in FORMATS] if not isinstance(formats, str) else [formats]
    if unknown or not len(formats):
        given = f"{unknown[0]!r} is" if unknown else "An empty list is"
        raise CourseError(f"{given} no list of formats. Give some of these in square brackets: {FORMATS}.")
    days = [monday + timedelta(weeks=week, days=day) for week in range(weeks) for day in _WEEKDAYS[per_week]]
    fifth = content.HELPFUL + 1
    return pd.DataFrame(
        {
            "day": pd.to_datetime(days),
            "kind": ["product" if at % fifth == content.HELPFUL else "inspiration" for at in range(len(days))],
            # Fewer formats than five: so product posts, too, go through all of them.
            "format": [formats[at % len(formats)] for at in range(len(days))],
            "audience": audience,
            "idea": "",
        },
        columns=COLUMNS,
    )


def _plain(value: object) -> str:
    """Text without what no calendar can hold: control characters and halves of characters. Missing gives ""."""
    if not isinstance(value, str):
        return "" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value)
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs")).strip()


def checked(plan: pd.DataFrame) -> pd.DataFrame:
    """The plan as it is meant, in the order of days, its days datetimes and its texts plain.

    audience and idea may be missing. Raises CourseError for what is no plan, and says in which row.
    """
    if not isinstance(plan, pd.DataFrame) or not {"day", "kind", "format"} <= set(plan.columns):
        raise CourseError(f"A plan is a table with the columns {', '.join(COLUMNS)}. planner.propose makes one.")
    table = plan.reindex(columns=COLUMNS).reset_index(drop=True)
    for name, known in (("kind", content.KINDS), ("format", FORMATS)):
        for row, value in zip(plan.index, table[name], strict=True):
            if not isinstance(value, str) or value not in known:
                raise CourseError(f"Row {row} of the plan has the {name} {value!r}. Write one of {', '.join(known)}.")
    days = []
    for row, value in zip(plan.index, table["day"], strict=True):
        try:
            days.append(_day(value))
        except CourseError:
            raise CourseError(
                f'Row {row} of the plan has the day {value!r}. Write year, month and day, such as "2026-10-05".'
            ) from None
    texts = {name: [_plain(value) for value in table[name]] for name in ("audience", "idea")}
    return table.assign(day=pd.to_datetime(days), **texts).sort_values("day", kind="stable", ignore_index=True)


def counted(number: int, thing: str) -> str:
    """A number of things in words: 1 post, 2 posts."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def weekly(plan: pd.DataFrame, start_monday: date | str | None = None, weeks: int = 1) -> pd.Series:
    """Posts in each week of the plan, weeks without any included: indexed by the Monday of each.

    The weeks are the `weeks` from `start_monday` on, and in any case all from the first post to the last.
    """
    table = checked(plan)
    days = [stamp.date() for stamp in table["day"]]
    if start_monday is not None:
        monday = _monday(start_monday)
        weeks = _whole(weeks, MOST_WEEKS, "The number of weeks", "a plan covers a quarter of a year at most")
        days += [monday, monday + timedelta(weeks=weeks - 1)]
    if not days:
        return pd.Series(dtype="int64", name="posts")
    first, last = (day - timedelta(days=day.weekday()) for day in (min(days), max(days)))
    return content.per_week(table["day"], last + timedelta(days=6), (last - first).days // 7 + 1)


def broken_rules(plan: pd.DataFrame, start_monday: date | str | None = None, weeks: int = 1) -> list[str]:
    """Sentences that say which rules of the model the plan breaks, and where: an empty list if it keeps them all.

    The weeks looked at are the `weeks` from `start_monday` on, and in any case all from the first post to the last, so
    that weeks without a post count. Raises CourseError for what is no plan.
    """
    table = checked(plan)
    counts = weekly(table, start_monday, weeks)
    if table.empty:
        return ["The plan has no posts yet."]
    fewest, most = content.PER_WEEK
    found = []
    for number, (monday, posts) in enumerate(counts.items(), start=1):
        if not fewest <= posts <= most:
            has = counted(posts, "post") if posts else "no post"
            todo = f"Write {fewest - posts} more" if posts < fewest else f"Move or drop {posts - most}"
            found.append(
                f"Week {number} (from {said(monday)}) has {has}; the model asks for {fewest} to {most}. {todo}."
            )
    kinds, days = table["kind"].tolist(), table["day"].tolist()
    for at in content.too_close(kinds):
        earlier = max(before for before in range(at) if kinds[before] == "product")
        found.append(
            f"The product post of {said(days[at])} comes too soon after that of {said(days[earlier])}. Put at least "
            f"{content.HELPFUL} inspiring posts between them, or make one of the two inspiring."
        )
    product, allowed = content.product_proportion(table["kind"]), 1 / (content.HELPFUL + 1)
    if product > allowed:
        drop = counted(content.product_to_drop(table["kind"]), "post")
        found.append(
            f"Of {counted(len(kinds), 'post')}, {kinds.count('product')} (a proportion of {product:.2f}) are about "
            f"products; the model allows {allowed:.2f}. Drop {drop} about products, or write more inspiring ones."
        )
    return found


def _to_export(plan: pd.DataFrame) -> pd.DataFrame:
    table = checked(plan)
    if table.empty:
        raise CourseError("The plan has no posts yet, so there is nothing to take along. Plan a post first.")
    return table


_UIDS = uuid.uuid5(uuid.NAMESPACE_DNS, "planner.social-selling-course.example")


def to_ics(plan: pd.DataFrame) -> bytes:
    """The plan as an iCalendar file (RFC 5545) for Outlook, Google or Apple Calendar: an all-day event for each post.

    Kind and format are the event's categories, audience and idea its description. The same plan gives the same bytes.
    An event is known by its day, its audience and its number on that day, so importing a plan twice, or again with
    other ideas, doubles nothing. Raises CourseError for a plan without posts and for what is no plan.
    """
    table = _to_export(plan)
    calendar = Calendar()
    calendar.add("prodid", "-//social selling course//planner//EN")
    # No METHOD: this is a file to import and no invitation, for which RFC 5546 would ask for an organizer.
    calendar.add("version", "2.0")
    on_day = table.groupby(["day", "audience"]).cumcount()
    for post, number in zip(table.itertuples(index=False), on_day, strict=True):
        day = post.day.date()
        event = Event()
        event.add("uid", f"{uuid.uuid5(_UIDS, f'{day} {number} {post.audience}')}@social-selling-course.example")
        # No clock, so that the same plan gives the same file.
        event.add("dtstamp", datetime.fromisoformat(f"{day}T00:00:00+00:00"))
        # All day: a time of day would need a time zone, and calendars read one without differently.
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a post to write does not make you busy
        event.add("summary", summary(post.kind, post.format, post.audience, post.idea))
        event.add("categories", [post.kind, post.format])
        event.add("description", f"For: {' '.join(post.audience.split()) or 'nobody named'}\n\n{post.idea}")
        calendar.add_component(event)
    return calendar.to_ical()


def summary(kind: str, form: str, audience: str, idea: str) -> str:
    """A post in one line of a calendar: its idea, or whom it is for as long as there is none."""
    words = " ".join(idea.split()) or (f"for {' '.join(audience.split())}" if audience else "idea still open")
    return f"Post ({kind}, {form}): {words if len(words) <= 80 else words[:79].rstrip() + '…'}"


def to_csv(plan: pd.DataFrame) -> bytes:
    """The plan as a table that a Nordic Excel opens with a double click: semicolons, UTF-8 with its mark.

    A text that Excel would take for a formula gets an apostrophe before it, and a text of several lines becomes
    one. Raises CourseError for a plan without posts and for what is no plan.
    """
    table = _to_export(plan)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for post in table.itertuples(index=False):
        writer.writerow([post.day.date(), *(harmless(one) for one in post[1:])])
    return text.getvalue().encode("utf-8-sig")
