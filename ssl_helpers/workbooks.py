"""Open an Excel file that nobody vouches for: its sizes are looked at first, and every failure is one sentence."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from ssl_helpers import CourseError

# An .xlsx is a zip. Unpacked, 200,000 rows of ten columns make 105 MB, which openpyxl reads in half a minute. Styles
# and the other descriptions are small in a real workbook, and read far more slowly.
_MOST_UNPACKED = 200_000_000
_MOST_IN_SHEETS = 120_000_000
_MOST_IN_DESCRIPTIONS = 5_000_000
_SHEETS = re.compile(r"xl/(?:worksheets/[^/]*\.xml|sharedStrings\.xml)\Z", re.IGNORECASE)
# openpyxl does not open these when it only reads values.
_UNREAD = re.compile(r"xl/(?:media|drawings|charts|embeddings|pivot\w+|printerSettings|comments)", re.IGNORECASE)
_MOST_MEMBERS = 2_000
_MOST_SHEETS = 20

Taken = TypeVar("Taken")
Take = Callable[[Iterable[Sequence[object]]], Taken]


class TooLarge(CourseError):
    """A workbook that is far larger than any list of people or firms."""


@contextmanager
def worksheets(data: bytes) -> Iterator[list[tuple[str, Callable[[Take], Taken]]]]:
    """The visible sheets of a workbook: each a title and a function that gives its rows of values to another.

    Raises CourseError, in a sentence about "it", and TooLarge among them.
    """
    _look_at_sizes(data)
    workbook = _safely(lambda: _open(data))
    try:
        seen = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"] or workbook.worksheets
        yield [(sheet.title, partial(_rows, sheet)) for sheet in seen[:_MOST_SHEETS]]
    finally:
        workbook.close()


def _look_at_sizes(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _damaged() from None
    # zipfile never gives more of a member than the size that its header names, so a lie there gains nothing.
    in_sheets = sum(part.file_size for part in members if _SHEETS.match(part.filename))
    of_all = sum(part.file_size for part in members)
    described = sum(
        part.file_size for part in members if not _SHEETS.match(part.filename) and not _UNREAD.match(part.filename)
    )
    if (
        len(members) > _MOST_MEMBERS
        or of_all > _MOST_UNPACKED
        or in_sheets > _MOST_IN_SHEETS
        or described > _MOST_IN_DESCRIPTIONS
    ):
        raise TooLarge("It is far larger than any list of people or firms.")
    if "xl/workbook.xml" not in {part.filename for part in members}:
        raise _damaged()


def _open(data: bytes) -> Any:
    # Imported here: whoever has a CSV does not wait for it.
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in workbook.worksheets:
        # Some programs write a wrong size of the sheet, and openpyxl would believe it.
        sheet.reset_dimensions()
    return workbook


def _rows(sheet: Any, take: Take) -> Taken:
    return _safely(lambda: take(sheet.iter_rows(values_only=True)))


def _safely(read: Callable[[], Taken]) -> Taken:
    """What `read` gives, without openpyxl's warnings about what it does not support."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read()
    except CourseError:
        raise
    # openpyxl has no error of its own for a workbook that is not as it should be: KeyError, ValueError, TypeError,
    # ParseError and others come from deep within.
    except Exception:
        raise _damaged() from None


def _damaged() -> CourseError:
    return CourseError("It is damaged, or no Excel workbook. Save it again in Excel, as .xlsx or CSV.")
