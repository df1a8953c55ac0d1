"""The rows of one file of the archive: out of whatever bytes a browser, Excel or a half download made of it."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl

from ssl_helpers import CourseError
from ssl_helpers.linkedin.formats import TABLES, Table

MOST_ROWS = 300_000
"""Rows read of one file. LinkedIn lets nobody have more than 30,000 connections."""

_HEADER_WITHIN = 60
_LONGEST_HEADER = 5_000
_MOST_TORN = 500
_CHUNK = 1 << 20
_NORDIC = "æøåÆØÅäöÄÖéüÜ"


@dataclass
class Rows:
    """header: the cells of the header line. rows: the lines below it, each as long as the header. notes: in words.

    preamble: whether lines stood above the header. cut_off: whether the file ends in the middle of a line.
    """

    table: Table
    header: list[str]
    rows: list[list[str]]
    notes: list[str]
    preamble: bool = False


def read(data: bytes, table: Table | None) -> Rows | None:
    """The rows of a file, or None where no line of it looks like the header of `table` (None: of any table).

    Raises CourseError where the file cannot be read at all.
    """
    notes: list[str] = []
    lines = _sheet(data) if data.startswith(b"PK\x03\x04") else _lines(data, notes)
    return _table(lines, table, notes)


@dataclass
class _Lines:
    """A text, line by line, from its start each time it is asked; or the rows of a sheet, already in cells."""

    open: object
    cells: bool = False
    ends_well: bool = True


def _lines(data: bytes, notes: list[str]) -> _Lines:
    encoding, errors = _encoding(data, notes)
    has_nul = b"\0" in data and not encoding.startswith("utf-16")
    if has_nul:
        notes.append("NUL signs were taken out: something has damaged the file.")

    def lines() -> Iterator[str]:
        text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors=errors, newline="")
        return (line.replace("\0", "") for line in text) if has_nul else iter(text)

    return _Lines(lines, ends_well=data.rstrip(b"\0")[-1:] in (b"\n", b"\r"))


def _encoding(data: bytes, notes: list[str]) -> tuple[str, str]:
    """The encoding of a text and how to treat what does not fit it; what is not as LinkedIn writes it goes to notes."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", "replace"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "replace"
    start = data[:2000]
    if len(start) > 20 and start[1::2].count(0) > 0.4 * len(start) / 2 > 10 * start[::2].count(0):
        return "utf-16-le", "replace"
    wrong = _not_utf8(data)
    if not wrong:
        return "utf-8", "replace"
    if wrong == 1 and data.isascii() is False and _letters(data.decode("utf-8", "ignore")) > 3:
        notes.append("A few signs could not be read and are shown as �.")
        return "utf-8", "replace"
    beyond = bytes(sorted({byte for byte in data if byte > 127}))
    sample = bytes(byte for byte in data[: 50 * _CHUNK] if byte > 127)[:20_000] or beyond
    as_windows, as_mac = (_letters(sample.decode(one, "replace")) for one in ("cp1252", "mac_roman"))
    encoding, system = ("mac_roman", "an older Mac") if as_mac > as_windows else ("cp1252", "Windows")
    notes.append(
        f"The file was saved in the letters of {system}, not as LinkedIn wrote it. If æ, ø or å look wrong, use "
        "the file as it came from LinkedIn."
    )
    return encoding, "replace"


def _letters(text: str) -> int:
    return sum(text.count(letter) for letter in _NORDIC)


def _not_utf8(data: bytes) -> int:
    """How far the bytes are from UTF-8: 0 not at all, 1 at a few places, 2 at many. A letter cut off at the end: 0."""
    decoder, wrong = codecs.getincrementaldecoder("utf-8")("strict"), 0
    for at in range(0, len(data), _CHUNK):
        try:
            decoder.decode(data[at : at + _CHUNK])
        except UnicodeDecodeError:
            decoder.reset()
            part = data[at : at + _CHUNK].decode("utf-8", "replace").count("�")
            wrong += part
            if wrong > 20:
                return 2
    return 1 if wrong else 0


def _sheet(data: bytes) -> _Lines:
    """The first sheet of an Excel file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > 300 << 20:
                raise CourseError("it is far larger than any list of LinkedIn's")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = []
        for row in sheet.iter_rows(values_only=True, max_col=200):
            rows.append(["" if cell is None else str(cell) for cell in row])
            if len(rows) > MOST_ROWS + _HEADER_WITHIN:
                break
    except CourseError:
        raise
    except Exception as error:
        # openpyxl raises whatever its parts raise; to the learner it is one thing.
        raise CourseError("it looks like an Excel file, but cannot be opened") from error
    return _Lines(lambda: iter(rows), cells=True)


def _table(lines: _Lines, table: Table | None, notes: list[str]) -> Rows | None:
    candidates = [table] if table else [one for one in TABLES.values() if one.by_header]
    for number, line in enumerate(lines.open()):
        if number >= _HEADER_WITHIN:
            break
        for delimiter in [""] if lines.cells else [",", ";", "\t", "|"]:
            header = line if lines.cells else _header_cells(line, delimiter)
            found = [(len(one.found_in(header)), one) for one in candidates]
            most, best = max(found, key=lambda one: one[0])
            if most and (table or most >= 3):
                read = Rows(best, header, [], notes, preamble=number > 0)
                if delimiter not in ("", ","):
                    notes.append(f"Columns are separated by {_NAMES[delimiter]}, as after saving in Excel.")
                _fill(read, _cells(lines, number, delimiter, best), lines.ends_well)
                return read
    return None


_NAMES = {";": "semicolons", "\t": "tabs", "|": "bars"}


def _header_cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line, if it may be a header; a line that stands in quotes as a whole is unpacked first."""
    if len(line) > _LONGEST_HEADER or delimiter not in line:
        return []
    cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    inner = [cell for cell in cells if cell]
    return next(csv.reader([inner[0]]), []) if len(inner) == 1 and "," in inner[0] else cells


def _cells(lines: _Lines, skip: int, delimiter: str, table: Table) -> Iterator[list[str]]:
    rows = lines.open()
    for _ in range(skip + 1):
        next(rows)
    if lines.cells:
        return rows
    return csv.reader(rows, delimiter=delimiter, escapechar="\\" if table.backslash else None)


def _fill(read: Rows, rows: Iterator[list[str]], ends_well: bool) -> None:
    """Put the rows into `read`, each as long as its header, and what was odd about them into its notes."""
    width, too_long, unpacked = len(read.header), 0, 0
    while read.header and not read.header[-1].strip():
        read.header.pop()
    width = len(read.header)
    last_short = False
    limit_before = csv.field_size_limit(1 << 30)
    try:
        for row in _joined(rows, width) if read.table.name == "shares" else rows:
            if len(row) < width and (inner := [cell for cell in row if cell]) and len(inner) == 1 and "," in inner[0]:
                again = next(csv.reader([inner[0]]), [])
                if len(again) == width:
                    row, unpacked = again, unpacked + 1
            if not any(cell.strip() for cell in row):
                continue
            if any(cell.strip() for cell in row[width:]):
                too_long += 1
                continue
            if len(read.rows) >= MOST_ROWS:
                read.notes.append(f"Only the first {MOST_ROWS:,} rows were read.")
                break
            last_short = len(row) < width
            read.rows.append(row[:width] + [""] * (width - len(row)))
    except csv.Error as error:
        read.notes.append(f"After {len(read.rows)} rows the file could not be read any further ({error}).")
    finally:
        csv.field_size_limit(limit_before)
    if last_short and not ends_well:
        read.rows.pop()
        read.notes.append(
            "The file ends in the middle of a row, so it was not saved or downloaded wholly. That row is left out, and "
            "whatever came after it is missing."
        )
    if too_long:
        read.notes.append(f"{_rows(too_long)} had more cells than the header and were left out.")
    if unpacked:
        read.notes.append(
            "Each row stood in one cell, as when Excel opens a file with commas and saves it. It was unpacked."
        )


def _joined(rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    """Rows of which some were torn at a line break inside a text: parts are put together until a row is whole."""
    held: list[str] = []
    torn = 0
    for row in rows:
        starts_anew = bool(row) and row[0][:4].isdigit()
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
