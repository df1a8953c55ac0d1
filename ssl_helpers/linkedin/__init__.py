"""Read LinkedIn's "Get a copy of your data" archive: in memory, with nothing sent and nothing written."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pandas as pd

from ssl_helpers import CourseError
from ssl_helpers.linkedin import dates, rows
from ssl_helpers.linkedin.archive import GIVE, File, find, opened
from ssl_helpers.linkedin.formats import (
    ADDRESS_BOOK,
    ASSISTANTS,
    BLANK,
    DAY,
    KNOWN,
    LENGTH,
    MOMENT,
    MONTH,
    PRIVATE,
    SLUG,
    SLUGS,
    SPONSORED,
    TABLES,
    WORD,
    YES,
    Column,
    Table,
    by_name,
    file_key,
    key,
)
from ssl_helpers.linkedin.report import Reading, Report, printable

CONNECTIONS_COLUMNS = [column.header for column in TABLES["connections"].columns]

_TEXT = pd.Series(["text"]).dtype
"""What this pandas makes of text: `str` from pandas 3 on."""

_OWN = "A file with a name of your own"

_CORE = ["connections", "invitations", "messages", "shares", "comments", "reactions", "profile", "positions"]


@dataclass(frozen=True)
class Export:
    """tables: a tidy frame for every table of `formats.TABLES`, empty where the archive has no such file.

    Text stays text, blank is missing, dates are datetimes without a zone (LinkedIn writes UTC; of Invitations the zone
    is not known), profile addresses are slugs: their last part, lower case. Of messages, invitations and
    recommendations the text is never kept, only its length in characters. Exact duplicates and, among the connections,
    people whose profile is hidden are left out; the report counts them.
    """

    tables: dict[str, pd.DataFrame]
    report: Report


def read_export(path: str | Path) -> Export:
    """Read an archive: LinkedIn's zip, the folder somebody unzipped, or a single file of it.

    Raises CourseError for what is no archive, and never anything else. What can be read is read; what cannot, or only
    by an assumption, is said in the report.
    """
    try:
        path = find(path)
        with opened(path) as (files, notes):
            report = Report(path.resolve().name, notes=notes)
            tables = _read_files(files, report)
        if not report.read:
            raise CourseError(_nothing(report))
    except CourseError as error:
        raise CourseError(printable(str(error))) from error
    report.absent = [TABLES[name].file for name in _CORE if name not in tables]
    return Export({name: tables.get(name, _empty(table)) for name, table in TABLES.items()}, report)


def _nothing(report: Report) -> str:
    if report.skipped:
        first_with = {why: name for name, why in reversed(report.skipped)}
        reasons = [why if name in (report.archive, _OWN) else f"{name}: {why}" for why, name in first_with.items()]
        return f"Nothing could be read from {report.archive}. {' '.join(reasons[:3])}"
    if report.unread and not report.others:
        return f"Nothing here needs {', '.join(report.unread)}, so it was not opened. {GIVE}"
    return f"{report.archive} holds nothing that looks like LinkedIn's archive. {GIVE}"


def _read_files(files: list[File], report: Report) -> dict[str, pd.DataFrame]:
    """The tables of the files that are there, each once; the report says the rest."""
    tables: dict[str, pd.DataFrame] = {}
    folders = set()
    # LinkedIn's own names before others, files on top before files deep in folders.
    for file in sorted(files, key=lambda file: (by_name(file.name) is None, file.depth, len(file.name), file.place)):
        if file_key(file.name) in PRIVATE:
            report.unread.append(file.name)
            continue
        try:
            read = _rows_of(file, len(files) == 1, tables)
        except CourseError as reason:
            report.skipped.append((_name(file), str(reason)))
            continue
        if read is None:
            report.others += 1
            continue
        if read.table is not by_name(file.name):
            read.notes.insert(0, "It has another name and was known by its column names.")
        tables[read.table.name] = _tidy(_name(file) if by_name(file.name) else read.table.file, read, report)
        folders.add(file.place.rpartition("/")[0])
    if len(folders) > 1:
        report.notes.append(
            f"The files stood in {len(folders)} folders. If those are several archives, give one of them alone."
        )
    return tables


def _name(file: File) -> str:
    """What the report calls a file: by its name only if LinkedIn gave it, for a learner's own may name a person."""
    return file.name if file_key(file.name) in KNOWN else _OWN


def _rows_of(file: File, alone: bool, taken: Container[str]) -> rows.Rows | None:
    """The rows of a file, or None if it is none of those the course reads. Raises CourseError where it cannot be.

    taken: the tables that other files have given already.
    """
    called, table = file_key(file.name), by_name(file.name)
    if called in ASSISTANTS:
        raise CourseError("It holds talks with LinkedIn's assistant, not messages to people.")
    if called in ADDRESS_BOOK:
        raise CourseError("It is an address book that was once uploaded, not your connections.")
    if table is None and not alone:
        table = rows.kind(file.start())
        if table is None:
            return None
    # Before it is read: a zip made to do harm has the same list a thousand times.
    if table and table.name in taken:
        raise CourseError(
            f"It holds the same kind of list as another file, which was read as {table.file}. Keep only the one you "
            "want."
        )
    data = file.read()
    read = rows.read(data, table) or (rows.read(data, None) if alone else None)
    if read is None:
        what = "No line of it has LinkedIn's column names, such as First Name, or it is empty."
        raise CourseError(f"{what} {GIVE}" if alone else what)
    return read


def _tidy(name: str, read: rows.Rows, report: Report) -> pd.DataFrame:
    """The tidy frame of one file; what there is to say goes to the report."""
    table, found, notes = read.table, read.table.found_in(read.header), list(read.notes)
    kept = read.rows
    if table.name == "connections":
        notes += _era(read, found)
        kept = [row for row in kept if row[found["first_name"]].strip() or row[found["last_name"]].strip()]
        report.hidden = len(read.rows) - len(kept)
        if report.hidden:
            notes.append(f"{_people(report.hidden)} without a name left out: their profile is hidden or closed.")
    elif missing := [column.header for column in table.columns if column.name not in found]:
        notes.append(f"{_columns(missing)} missing, as in older archives or where columns were taken out.")
    once = list(dict.fromkeys(map(tuple, kept)))
    if len(once) < len(kept):
        notes.append(f"{_rows(len(kept) - len(once))} stood there twice; each counts once.")
    frame = _frame(table, once, found, notes)
    if table.name == "connections":
        again = frame.slug.notna() & frame.slug.duplicated()
        if again.any():
            notes.append(f"{_people(int(again.sum()))} stood there twice with different details; the first row counts.")
            frame = frame[~again].reset_index(drop=True)
    report.read.append(Reading(name, table.name, table.what, len(frame), tuple(notes)))
    return frame


def _era(read: rows.Rows, found: dict[str, int]) -> list[str]:
    """Of which age the archive's list of connections is, and what a missing column means."""
    notes = []
    if "slug" not in found:
        age = "up to 2023" if read.preamble else "up to 2021"
        notes.append(f"It has no profile addresses, as in archives {age}: messages are matched by name.")
    lacking = [column.header for column in read.table.columns if column.name not in found and column.name != "slug"]
    if lacking:
        notes.append(f"{_columns(lacking)} missing.")
    english = {key(column.header) for column in read.table.columns}
    others = [read.header[at].strip() for at in found.values() if key(read.header[at]) not in english]
    if others:
        notes.append(f"The headers {', '.join(others)} were taken as LinkedIn's English ones.")
    return notes


def _frame(table: Table, cells: Sequence[Sequence[str]], found: dict[str, int], notes: list[str]) -> pd.DataFrame:
    columns = {}
    for column in table.columns:
        at = found.get(column.name)
        own = [row[at].strip() or None for row in cells] if at is not None else [None] * len(cells)
        columns[column.name] = _column(column, own, notes)
    frame = pd.DataFrame(columns)
    if table.name == "shares":
        frame["text"] = frame.text.map(_untorn, na_action="ignore").astype(_TEXT)
    return frame


def _empty(table: Table) -> pd.DataFrame:
    return _frame(table, [], {}, [])


def _column(column: Column, cells: list[str | None], notes: list[str]) -> pd.Series:
    if column.kind in (DAY, MOMENT, MONTH):
        read, remarks = dates.read(cells, column.kind)
        notes += _about(column.header, remarks)
        return read
    read_one = _READ.get(column.kind)
    if column.kind in (LENGTH, SPONSORED, YES, BLANK):
        return pd.Series([read_one(cell) for cell in cells], dtype="int64" if column.kind == LENGTH else "bool")
    if read_one:
        once = {cell: read_one(cell) for cell in set(cells) if cell is not None}
        cells = [once.get(cell) for cell in cells]
    return pd.Series(cells, dtype=_TEXT)


_BEHIND_ADDRESS = re.compile(r"[?#]")


def slug(address: str) -> str | None:
    """The last part of a profile's address, lower case: what tells one person from another."""
    path = _BEHIND_ADDRESS.split(address.strip(), 1)[0].rstrip("/") + "/"
    # Old addresses have a language behind the slug; those of people who have left have nothing.
    last = path.partition("/in/")[2].partition("/")[0] if "/in/" in path else path[:-1].rpartition("/")[2]
    return unquote(last).strip().lower() or None


def _slugs(addresses: str) -> str | None:
    return ",".join(filter(None, map(slug, addresses.split(",")))) or None


_READ: dict[str, Callable] = {
    SLUG: slug,
    SLUGS: _slugs,
    WORD: str.lower,
    YES: lambda cell: (cell or "").lower() in ("yes", "true", "1"),
    LENGTH: lambda cell: len(cell or ""),
    BLANK: lambda cell: not cell,
    SPONSORED: lambda cell: "spinmail" in (cell or "")[:200] or "%FIRSTNAME%" in (cell or ""),
}


def _untorn(text: str) -> str:
    """LinkedIn puts quotes around each line of a post: before and after each line break."""
    lines = text.replace('"\r\n"', "\n").replace('"\n"', "\n").splitlines()
    return "\n".join("" if line in ('"', '""') else line for line in lines)


def _about(header: str, remarks: dates.Remarks) -> list[str]:
    notes = []
    if remarks.month_words:
        words = ", ".join(sorted(remarks.month_words)[:3])
        notes.append(f"{header}: month names that are not English ({words}) were understood.")
    if remarks.assumed:
        notes.append(
            f"{header}: dates such as 03-04-2026 can be read in two ways and none of them tells which. They were read "
            "with the day first."
        )
    if remarks.excel_numbers:
        notes.append(
            f"{header}: Excel had turned {_dates(remarks.excel_numbers)} into day numbers, which were understood."
        )
    if remarks.contradictory:
        notes.append(
            f"{header}: some dates have the day first and some the month. {_dates(remarks.contradictory)} could be "
            "either, so left blank."
        )
    if other := remarks.not_understood - remarks.contradictory:
        example = f", such as {remarks.example}" if remarks.example else ""
        notes.append(f"{header}: {_dates(other)} not understood, so left blank{example}.")
    return notes


def _columns(headers: list[str]) -> str:
    once = list(dict.fromkeys(headers))
    return f"The column {once[0]} is" if len(once) == 1 else f"The columns {', '.join(once)} are"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _dates(count: int) -> str:
    return "1 date" if count == 1 else f"{count:,} dates"


def read_connections(path: str | Path) -> pd.DataFrame:
    """Read LinkedIn's Connections.csv as it is: one row per connection, LinkedIn's own column names, all text.

    Blank cells are missing. People who closed or hid their profile are rows with nothing but a date.
    Raises CourseError when the file is no Connections.csv.
    """
    path = Path(path)
    read = rows.read(path.read_bytes(), TABLES["connections"])
    if read is None:
        raise CourseError(
            f"{path.name} has no line that starts with First Name, so it is not LinkedIn's Connections.csv. "
            "Pick the file Connections.csv in the folder you unzipped."
        )
    found = read.table.found_in(read.header)
    names = {at: column.header for column in read.table.columns if (at := found.get(column.name)) is not None}
    cells = [[cell or None for cell in row] for row in read.rows]
    header = [names.get(at, cell.strip()) for at, cell in enumerate(read.header)]
    return pd.DataFrame(cells, columns=header, dtype=_TEXT)


def tidy_connections(raw: pd.DataFrame) -> pd.DataFrame:
    """One row per person you can name, from the frame that `read_connections` gives.

    Columns: first_name, last_name, slug (the last part of the profile address, lower case), email, company, position
    (both as they are today, not on the day you connected), connected_on (datetime). Rows with only a date are left out.
    """
    named = raw[raw["First Name"].notna() | raw["Last Name"].notna()]
    table = TABLES["connections"]
    return _frame(table, named.fillna("").to_numpy().tolist(), table.found_in(list(raw.columns)), [])
