"""The rows of one file of the archive: out of whatever bytes a browser, Excel or a half download made of it."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from ssl_helpers import CourseError
from ssl_helpers.letters import encoding
from ssl_helpers.linkedin.formats import DAY, MOMENT, MONTH, TABLES, Table
from ssl_helpers.workbooks import worksheets

MOST_ROWS = 300_000
"""Rows read of one file. LinkedIn lets nobody have more than 30,000 connections."""

_HEADER_WITHIN = 60
_LONGEST_HEADER = 5_000
_LONGEST_LINE = 4 << 20
_LONGEST_TEXT = 16 << 20
_MOST_CELLS = 200
_MOST_TORN = 500
_ZIP = b"PK\x03\x04"
_NAMES = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas"}
"""What may stand between cells; commas last, because a header line with another sign in it is not LinkedIn's own."""
_DATE = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\b")


@dataclass
class Rows:
    """header: the cells of the header line. rows: the lines below it, each as long as the header. notes: in words.

    preamble: whether lines stood above the header, as LinkedIn's notes do since 2021.
    """

    table: Table
    header: list[str]
    rows: list[list[str]]
    notes: list[str]
    preamble: bool = False


def read(data: bytes, table: Table | None) -> Rows | None:
    """The rows of a file, or None where no line of it looks like the header of `table` (None: of any table).

    Raises CourseError, in sentences about "it", where the file cannot be read at all.
    """
    notes: list[str] = []
    lines = _sheet(data) if data.startswith(_ZIP) else _lines(data, notes)
    limit_before = csv.field_size_limit(_LONGEST_TEXT)
    try:
        return _table(lines, table, notes)
    finally:
        csv.field_size_limit(limit_before)


def kind(start: bytes) -> Table | None:
    """The table whose header line stands in the first bytes of a text."""
    found = None if start.startswith(_ZIP) else read(start, None)
    return found and found.table


@dataclass
class _Lines:
    """A text, line by line, from its start each time it is asked; or the rows of a sheet, already in cells.

    cut: whether the text ends without the end of a line. in_quotes: whether it does so within quotes, once it was read.
    """

    open: Callable[[], Iterator]
    cells: bool = False
    cut: bool = False
    in_quotes: bool = False


def _lines(data: bytes, notes: list[str]) -> _Lines:
    found, about = encoding(data)
    notes += about
    has_nul = b"\0" in data
    if has_nul and not found.startswith("utf-16"):
        notes.append("Signs without a meaning were taken out: something has damaged the file.")

    def lines() -> Iterator[str]:
        text = io.TextIOWrapper(io.BytesIO(data), encoding=found, errors="replace", newline="")
        # A line of many megabytes is nothing of LinkedIn's; in parts it cannot take all the memory.
        parts = iter(partial(text.readline, _LONGEST_LINE), "")
        return (part.replace("\0", "") for part in parts) if has_nul else parts

    return _Lines(lines, cut=data[-4:].rstrip(b"\0")[-1:] not in (b"\n", b"\r"))


def _sheet(data: bytes) -> _Lines:
    """The first sheet of an Excel file."""
    with worksheets(data) as sheets:
        if any(title == "TOP POSTS" for title, _ in sheets):
            raise CourseError(
                "It is the export of LinkedIn's Analytics, which is not part of the archive. In LinkedIn choose "
                "Settings, Data privacy, Get a copy of your data."
            )
        rows = sheets[0][1](_as_text)
    return _Lines(lambda: iter(rows), cells=True)


def _as_text(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    texts = (["" if cell is None else str(cell) for cell in row[:_MOST_CELLS]] for row in islice(rows, MOST_ROWS))
    return [_without_end(row) for row in texts]


def _without_end(cells: list[str]) -> list[str]:
    """The cells without the blank ones at the end, which a sheet may have by the hundred."""
    last = next((at for at in range(len(cells), 0, -1) if cells[at - 1]), 0)
    return cells[:last]


def _table(lines: _Lines, table: Table | None, notes: list[str]) -> Rows | None:
    candidates = [table] if table else [one for one in TABLES.values() if one.by_header]
    for number, line in enumerate(islice(lines.open(), _HEADER_WITHIN)):
        for delimiter in _NAMES:
            written = line if lines.cells else _header_cells(line, delimiter)
            packed = len(_without_end(written)) == 1 and "," in written[0]
            header = _unpacked(written, delimiter) if packed else written
            best = max(candidates, key=lambda one: len(one.found_in(header)))
            found = best.found_in(header)
            # A file with another name must have a date: an address book has names, too.
            if found and (table or any(one.kind in (DAY, MOMENT, MONTH) and one.name in found for one in best.columns)):
                while header[-1:] and not header[-1].strip():
                    header.pop()
                # A single line above is Excel's "sep=;".
                read = Rows(best, header, [], notes, preamble=number > 1)
                if delimiter != "," and not lines.cells and not packed:
                    notes.append(f"Columns are separated by {_NAMES[delimiter]}, as after saving in Excel.")
                _fill(read, islice(_cells(lines, number, delimiter, best), MOST_ROWS + 1), lines, delimiter)
                return read
    return None


def _header_cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line, if it may be a header."""
    if len(line) > _LONGEST_HEADER or (delimiter != "," and delimiter not in line):
        return []
    return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])


def _unpacked(cells: list[str], delimiter: str) -> list[str]:
    """The cells of a row that Danish Excel took for one cell, torn only where a delimiter stood in a text."""
    whole = delimiter.join(_without_end(cells))
    if "," not in whole or len(whole) > _LONGEST_LINE:
        return []
    return next(csv.reader(io.StringIO(whole, newline="")), [])


def _cells(lines: _Lines, skip: int, delimiter: str, table: Table) -> Iterator[list[str]]:
    """The rows below the header line, which stands below `skip` others; not one that breaks off within quotes."""
    rows = islice(lines.open(), skip + 1, None)
    if lines.cells:
        yield from rows
        return
    asked_for_more = False

    def text() -> Iterator[str]:
        nonlocal asked_for_more
        yield from rows
        asked_for_more = True

    for row in csv.reader(text(), delimiter=delimiter, escapechar="\\" if table.backslash else None):
        if asked_for_more:
            lines.in_quotes = True
            return
        yield row


def _fill(read: Rows, rows: Iterator[list[str]], lines: _Lines, delimiter: str) -> None:
    """Put the rows into `read`, each as long as its header, and what was odd about them into its notes."""
    width = len(read.header)
    found = read.table.found_in(read.header)
    reach = 1 + max(found[name] for name in read.table.telling)
    kept: list[list[str]] = []
    too_long = unpacked = 0
    try:
        for number, row in enumerate(_joined(rows, width) if read.table.name == "shares" else rows):
            if number >= MOST_ROWS:
                read.notes.append(f"Only the first {MOST_ROWS:,} rows were read.")
                break
            if len(row) < width and len(again := _unpacked(row, delimiter)) == width:
                row, unpacked = again, unpacked + 1
            if any(map(str.strip, row[width:])):
                too_long += 1
            elif any(map(str.strip, row)):
                kept.append(row)
    except csv.Error:
        read.notes.append(
            f"After {_rows(len(kept))} comes a text longer than any of LinkedIn's, so the rest was not read."
        )
    cut_off = lines.in_quotes
    if lines.cut and kept and len(kept[-1]) < width:
        kept.pop()
        cut_off = True
    whole = [row for row in kept if len(row) >= reach or lines.cells]
    read.rows = [row if len(row) == width else row[:width] + [""] * (width - len(row)) for row in whole]
    broken = len(kept) - len(whole)
    short = 0 if lines.cells else sum(len(row) < width for row in kept) - broken
    if cut_off:
        read.notes.append(
            "The file ends in the middle of a row, so it was not saved or downloaded wholly. That row is left out, and "
            "whatever came after it is missing."
        )
    if too_long:
        read.notes.append(f"{_rows(too_long)} had more cells than there are columns, so left out.")
    if broken:
        read.notes.append(f"{_rows(broken)} broke off after the first cells, so left out.")
    if short:
        read.notes.append(f"{_rows(short)} had fewer cells than there are columns; the rest was taken as blank.")
    if unpacked:
        read.notes.append(
            "Each row stood in one cell, as when Excel opens a file with commas and saves it. It was unpacked."
        )


def _joined(rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    """Rows of which some were torn at a line break inside a text: parts are put together until a row is whole."""
    held: list[str] = []
    torn = 0
    for row in rows:
        starts_anew = len(row) > 1 and _DATE.match(row[0])
        if held and (starts_anew or len(held) >= width or torn >= _MOST_TORN):
            yield held
            held, torn = [], 0
        if held:
            held = [*held[:-1], held[-1] + "\n" + (row[0] if row else ""), *row[1:]]
            torn += 1
        else:
            held = row
    if held:
        yield held


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
