"""Read a table that somebody keeps in CSV or Excel as plain rows of text, and make one that Excel opens safely.

Nothing is run or sent. The files that are read are not to be trusted: sizes are looked at before anything is unpacked,
and every failure is a sentence.
"""

import csv
import datetime
import io
import itertools
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ssl_helpers import CourseError
from ssl_helpers.letters import encoding
from ssl_helpers.workbooks import TooLarge, worksheets

MOST_ROWS = 200_000
_MOST_BYTES = 25_000_000
# Excel's own limits, and a bound for files in which every row names a far column.
_MOST_SHEET_ROWS = 1_048_576
_MOST_SLOTS = 20_000_000
# Names and categories are short; a longer cell is cut.
_LONGEST_CELL = 1_000

_TEXT = {".csv", ".txt", ".tsv", ".tab"}
_EXCEL = {".xlsx", ".xlsm"}
_OTHER = {
    ".xls": "an old Excel file",
    ".xlsb": "a binary Excel file",
    ".ods": "an OpenDocument file",
    ".numbers": "a Numbers file",
    ".pdf": "a PDF",
    ".docx": "a Word file",
    ".html": "a web page",
    ".htm": "a web page",
    ".zip": "a zip file",
}
_SAVE_AS = "Open it in Excel and save it as .xlsx or CSV."

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\ufeff]+")
# Excel writes these where a formula has no answer.
_EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|I/T|REFERENS!|SAKNAS!)\Z", re.IGNORECASE)


class Sheet(NamedTuple):
    """One table: its rows without blank ones, and sentences that say what was assumed in reading it."""

    rows: list[list[str]]
    notes: list[str]


# A Japanese or Chinese Excel takes the wide signs for the others.
_FORMULA = tuple("=+-@＝＋－＠")
# They take no room, so that a formula would stand first to the eye, and after some program has cleaned the text.
_UNSEEN = "".join(map(chr, (0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))


def harmless(text: str) -> str:
    """Text for a cell of a CSV file: on one line, and with an apostrophe before what Excel would take for a formula.

    Blanks, tabs and line ends before it are left out; what is not seen before it protects nothing. What has such an
    apostrophe of its own gets another: no two texts become one.
    """
    line = " ".join(text.split())
    return f"'{line}" if line.lstrip(_UNSEEN + " '").startswith(_FORMULA) else line


def plain(value: object) -> object:
    """A value without needless decimals: 12.0 is 12."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A CSV file with these columns: commas, UTF-8 with the mark by which Excel knows it, decimal points.

    Text is harmless; what is None, or not in a row, is blank. Raises ValueError for a row with another column.
    """
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, columns, lineterminator="\n")
    table.writeheader()
    table.writerows({name: _written(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(value: object) -> object:
    return harmless(value) if isinstance(value, str) else plain(value)


def as_it_was(text: str) -> str:
    """The text of which `harmless` has made this cell."""
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def read_sheets(path: str | Path) -> Iterator[Sheet]:
    """The sheets of a CSV or Excel file, one by one: a text file has one. Cells are text, blank cells are "".

    Rows may differ in length. At most MOST_ROWS rows are read, and a note of the sheet says when there were more.
    Raises CourseError when the file is not there, cannot be read, is too large, damaged or of another kind.
    """
    path = Path(path)
    data = _bytes(path)
    if data[:4] == b"PK\x03\x04" and path.suffix.lower() in _TEXT | _EXCEL:
        yield from _excel(path.name, data)
    elif data[:4] == b"\xd0\xcf\x11\xe0" and path.suffix.lower() in _EXCEL:
        raise CourseError(
            f"{path.name} is protected with a password, or an old Excel file with a new name. Open it in Excel and "
            "save it without a password as .xlsx or CSV."
        )
    elif path.suffix.lower() in _EXCEL:
        raise CourseError(f"{path.name} is no Excel file, whatever its name says, or it is damaged. {_SAVE_AS}")
    elif path.suffix.lower() in _TEXT:
        yield _text(path.name, data)
    else:
        kind = _OTHER.get(path.suffix.lower(), "a kind of file")
        cure = _SAVE_AS if "file" in kind and kind != "a zip file" else "Give a list in CSV or Excel."
        raise CourseError(f"{path.name} is {kind} that cannot be read here. {cure}")


def _bytes(path: Path) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise CourseError(f"{path} is a folder. Name the file in it that holds your list of accounts.")
        if not stat.S_ISREG(found.st_mode):
            raise CourseError(f"{path} is no ordinary file. Name the CSV or Excel file that holds your accounts.")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    # A path with a NUL in it is a ValueError.
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise CourseError(f"There is no file {str(path)!r}. Look at its name and folder, and write both.") from None
    except PermissionError:
        raise CourseError(
            f"{path} may not be read. If it is open in another program, close it there; else copy it elsewhere."
        ) from None
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise CourseError(f"{path} cannot be read ({why}). Copy the file to your own folder and try again.") from None
    if len(data) > _MOST_BYTES:
        raise _too_large(path.name)
    if not data.strip(b"\x00\t\r\n ,;"):
        raise CourseError(f"{path.name} is empty. Name the file that holds your list of accounts.")
    return data


def _too_large(name: str) -> CourseError:
    return CourseError(
        f"{name} is too large for a list of accounts. Save a copy that has only the columns with the company and the "
        "category."
    )


def _rows(rows: Iterable[Sequence[object]]) -> tuple[list[list[str]], list[str]]:
    """The rows that are not blank, as text, and a note when there were too many."""
    kept: list[list[str]] = []
    slots = 0
    for row in itertools.islice(rows, _MOST_SHEET_ROWS):
        slots += len(row)
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells and (len(kept) == MOST_ROWS or slots > _MOST_SLOTS):
            return kept, [f"The file is long: only its first {len(kept):,} rows were read."]
        if cells:
            kept.append(cells)
    return kept, []


def _cell(value: object) -> str:
    """A cell as text in one line: 42.0 is "42", a day "2026-09-30", one of Excel's errors blank."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    text = value if isinstance(value, str) else str(value)
    text = _CONTROL.sub(" ", text[:_LONGEST_CELL]).strip()
    return "" if _EXCEL_ERROR.match(text) else text


# --- text -------------------------------------------------------------------------------------------------------------


def _text(name: str, data: bytes) -> Sheet:
    text, notes = _decoded(name, data)
    # Excel's own first line, "sep=;", says what separates the columns.
    said = re.match(r'"?sep=(.)"?[\r\n]+', text)
    separator = said[1] if said and said[1] in ",;\t" else _separator(text)
    text = text[said.end() :] if said else text
    # csv refuses a field of more than 131,072 characters, a limit of the whole process.
    before = csv.field_size_limit(_MOST_BYTES)
    try:
        rows, more = _rows(csv.reader(_lines(text), delimiter=separator, strict=True))
    except csv.Error:
        # Its partner is missing, and a reader would take the rest of the file for one cell.
        notes.append("A quotation mark has no partner: each line of the file was read as one row.")
        unquoted = csv.reader(_lines(text), delimiter=separator, quoting=csv.QUOTE_NONE)
        rows, more = _rows([cell.strip().strip('"') for cell in row] for row in unquoted)
    finally:
        csv.field_size_limit(before)
    return Sheet(rows, notes + more)


def _lines(text: str) -> Iterable[str]:
    """The lines of a text as csv wants them: a cell may hold line ends, rarer ones (str.splitlines) end nothing."""
    return io.StringIO(text, newline="")


def _decoded(name: str, data: bytes) -> tuple[str, list[str]]:
    """The text of a file, and a note where its letters are not those of the web."""
    found, notes = encoding(data)
    start = data[:4000]
    odd = re.findall(rb"[\x00-\x08\x0e-\x1f]", start)
    if not found.startswith("utf-16") and len(odd) > 0.1 * len(start):
        raise CourseError(f"{name} holds no text, whatever its name says. {_SAVE_AS}")
    return data.decode(found, errors="replace"), notes


def _separator(text: str) -> str:
    """Tab, semicolon or comma: the one that cuts most of the first rows into equally many cells, two or more."""
    lines = list(itertools.islice(_lines(text[:100_000]), 300))

    def agreeing(separator: str) -> float:
        rows = [row for row in csv.reader(lines, delimiter=separator) if any(cell.strip() for cell in row)]
        widths = [len(row) for row in rows if len(row) > 1]
        return round(max(map(widths.count, set(widths))) / len(rows), 1) if widths else 0

    # On equal terms a comma is the likelier one to be part of a name or a number.
    return max("\t;,", key=agreeing)


# --- Excel ------------------------------------------------------------------------------------------------------------


def _excel(name: str, data: bytes) -> Iterator[Sheet]:
    try:
        with worksheets(data) as sheets:
            for title, read in sheets:
                rows, notes = read(_rows)
                which = [f'The sheet "{_cell(title)}" was read.'] if len(sheets) > 1 else []
                yield Sheet(rows, which + notes)
    except TooLarge:
        raise _too_large(name) from None
    except CourseError as error:
        raise CourseError(f"{name}: {error}") from None
