"""Dates as LinkedIn writes them, as Excel saves them again, with English, Nordic, German or French month names.

What can be read in two ways is told by the other dates of the same column. Where those do not tell, one way is taken
and said, and where they contradict each other, none is.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

FIRST_YEAR = {"day": 2003, "moment": 2003, "month": 1930}
"""LinkedIn opened in 2003: an earlier date of anything done there is a misreading. Jobs and schools may be older."""
LAST_YEAR = 2100

_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS = {
    1: "jan january januar januari janv janvier jän jänner",
    2: "feb february februar februari févr février fevr",
    3: "mar march marts mars mär märz maerz mrz",
    4: "apr april avr avril",
    5: "may maj mai",
    6: "jun june juni juin",
    7: "jul july juli juil juillet",
    8: "aug august augusti août aout",
    9: "sep sept september septembre",
    10: "oct october okt oktober octobre",
    11: "nov november novembre",
    12: "dec december des desember dez dezember déc décembre",
}
_MONTH_OF = {word: number for number, words in _MONTHS.items() for word in words.split()}

_TIME = (
    r"(?:[,T]?\s*(?P<H>[0-9]{1,2})[:.](?P<M>[0-9]{2})(?:[:.](?P<S>[0-9]{2}))?(?:[.,][0-9]+)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?\s*(?:UTC|GMT|Z)?"
)
_WORD = r"(?P<word>[^\W\d_]{3,12})\.?"


def _compiled(*forms: str) -> list[re.Pattern]:
    return [re.compile(form + r"\s*$") for form in forms]


_FORMS = _compiled(
    rf"(?P<Y>[0-9]{{4}})[-/.](?P<m>[0-9]{{1,2}})[-/.](?P<d>[0-9]{{1,2}}){_TIME}",
    rf"(?P<d>[0-9]{{1,2}})\.?(?:er)?[\s\-/]*{_WORD}[\s\-/,]*(?P<Y>[0-9]{{4}}|[0-9]{{2}}){_TIME}",
    rf"(?P<first>[0-9]{{1,2}})[./-](?P<second>[0-9]{{1,2}})[./-](?P<Y>[0-9]{{4}}|[0-9]{{2}}){_TIME}",
    rf"(?:[^\W\d_]{{2,10}}\.?,?\s+)?{_WORD}\s+(?P<d>[0-9]{{1,2}}),?{_TIME}\s+(?P<Y>[0-9]{{4}})",
    rf"{_WORD}\s+(?P<d>[0-9]{{1,2}}),?\s+(?P<Y>[0-9]{{4}}){_TIME}",
)
_MONTH_FORMS = _compiled(
    rf"{_WORD}[\s\-]+(?P<Y>[0-9]{{4}}|[0-9]{{2}})",
    r"(?P<Y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})",
    r"(?P<m>[0-9]{1,2})[-/.](?P<Y>[0-9]{4})",
    r"(?P<Y>[0-9]{4})",
)
_LONGEST = 60
_LIKE_A_DATE = re.compile(
    r"[0-9]{1,4}[-/. ]{1,2}(?:[0-9]{1,2}|[^\W\d_]{3,10}\.?)[-/. ][0-9]{2,4}(?:[ T][0-9:.]{4,12})?"
)
# Excel's count of days, where a column lost its format.
_DAY_NUMBER = re.compile(r"[0-9]{5}(\.[0-9]+)?")
_EXCEL_DAY_0 = datetime.datetime(1899, 12, 30)


@dataclass
class Remarks:
    """What there is to say about a column of dates. assumed: the order taken where the column does not tell.

    example: a cell not understood, if it looks like a date; anything else might be a person's name or a message.
    """

    not_understood: int = 0
    example: str = ""
    month_words: set[str] = field(default_factory=set)
    assumed: str = ""
    contradictory: int = 0
    excel_numbers: int = 0


def read(cells: Sequence[str | None], kind: str) -> tuple[pd.Series, Remarks]:
    """The cells as datetimes (missing where blank or not understood), and what there is to say.

    kind: "day", "moment" (day and time; LinkedIn writes UTC, but for invitations no zone) or "month" (its first day).
    """
    remarks = Remarks()
    once = {cell for cell in cells if cell is not None}
    parts = {cell: _parts(cell, kind) for cell in once}
    orders = {
        half: _order([part for part in parts.values() if part and part.open and part.half is half])
        for half in (True, False)
    }
    whens = {cell: _when(part, orders[part.half] if part.open else None, kind) for cell, part in parts.items() if part}
    read_as = [whens.get(cell) if cell is not None else None for cell in cells]
    for cell, when in zip(cells, read_as, strict=True):
        if cell is None:
            continue
        part = parts[cell]
        if when is None:
            remarks.not_understood += 1
            remarks.contradictory += bool(part and part.open and orders[part.half] == "both")
            remarks.example = remarks.example or (cell.strip() if _LIKE_A_DATE.fullmatch(cell.strip()) else "")
        elif part.word and part.word[:3] not in _ENGLISH:
            remarks.month_words.add(part.word)
        if when is not None and part.serial:
            remarks.excel_numbers += 1
    for half, order in orders.items():
        # With AM or PM the month comes first wherever such times are written, so that is no guess.
        if order == "either" and not half:
            remarks.assumed = "day first"
    return pd.Series(read_as, dtype="datetime64[us]"), remarks


@dataclass(frozen=True)
class _Parts:
    """A date taken apart. open: whether day and month may be either way round, as `first` and `second`."""

    year: int
    month: int = 1
    day: int = 1
    hour: int = 0
    minute: int = 0
    second: int = 0
    open: bool = False
    half: bool = False
    word: str = ""
    serial: bool = False


def _parts(cell: str, kind: str) -> _Parts | None:
    text = cell.strip()
    if len(text) > _LONGEST:
        return None
    if _DAY_NUMBER.fullmatch(text):
        when = _EXCEL_DAY_0 + datetime.timedelta(days=float(text))
        return _Parts(when.year, when.month, when.day, when.hour, when.minute, when.second, serial=True)
    found = next(filter(None, (form.match(text) for form in (_MONTH_FORMS if kind == "month" else []) + _FORMS)), None)
    if found is None:
        return None
    got = found.groupdict()
    year = int(got["Y"])
    if len(got["Y"]) == 2:
        # Excel makes Jan-98 of Jan 1998.
        year += 1900 if year >= 50 else 2000
    word = (got.get("word") or "").casefold()
    half = (got.get("half") or "").replace(".", "").upper()
    hour = int(got.get("H") or 0)
    if half:
        hour = hour % 12 + 12 * (half == "PM")
    time = (hour, int(got.get("M") or 0), int(got.get("S") or 0))
    if got.get("first"):
        return _Parts(year, int(got["second"]), int(got["first"]), *time, open=True, half=bool(half))
    month = _MONTH_OF.get(word, 0) if word else int(got.get("m") or 1)
    return _Parts(year, month, int(got.get("d") or 1), *time, half=bool(half), word=word)


def _order(parts: list[_Parts]) -> str:
    """How the dates of a column that could be read either way are to be read: day first, month first, either, both."""
    if not parts:
        return ""
    day_first, month_first = any(part.day > 12 for part in parts), any(part.month > 12 for part in parts)
    if day_first and month_first:
        return "both"
    if not day_first and not month_first and any(part.day != part.month for part in parts):
        return "either"
    return "month first" if month_first else "day first"


def _when(part: _Parts, order: str | None, kind: str) -> datetime.datetime | None:
    day, month = part.day, part.month
    if order == "both" and day <= 12 and month <= 12 and day != month:
        return None
    if order == "month first" or (order == "either" and part.half) or (order == "both" and month > 12):
        day, month = month, day
    if not FIRST_YEAR[kind] <= part.year <= LAST_YEAR:
        return None
    try:
        return datetime.datetime(part.year, month, day, part.hour, part.minute, part.second)
    except ValueError:
        return None
