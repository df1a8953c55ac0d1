"""Find and load the tables of the synthetic firm, Kvistmark Automation A/S.

Every person and company in these tables is invented.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pandas as pd

from ssl_helpers import CourseError, linkedin
from ssl_helpers.linkedin.formats import TABLES
from ssl_helpers.spelling import did_you_mean

FIRM = "Kvistmark Automation A/S"
TODAY = pd.Timestamp("2026-09-30")
"""The day on which the course's data ends (a Wednesday). Only a plan of one's own asks the system clock."""

SELLER = 17
"""Employee id of the salesperson whose LinkedIn archive the course works on."""

COURSE_FOLDER = Path(__file__).resolve().parent.parent

# LinkedIn's own files have their own reader; every other table is a plain CSV described in datapackage.json.
ARCHIVE = "linkedin_export"
_CONNECTIONS_AS_THEY_ARE = "connections_raw"
_SMALL_CONNECTIONS = "mini_connections"
_LINKEDIN = {
    **{name: table.file for name, table in TABLES.items()},
    _CONNECTIONS_AS_THEY_ARE: TABLES["connections"].file,
}


def datasets_folder() -> Path:
    """The folder with the firm's tables: SSL_DATASETS if it is set (another firm), else the course's own."""
    chosen = os.environ.get("SSL_DATASETS")
    return Path(chosen) if chosen else COURSE_FOLDER / "datasets"


@contextmanager
def firm_in(folder: str | Path) -> Iterator[None]:
    """Within this block, `load` reads the firm in `folder`."""
    before = os.environ.get("SSL_DATASETS")
    os.environ["SSL_DATASETS"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SSL_DATASETS"]
        else:
            os.environ["SSL_DATASETS"] = before


def dataset_path(name: str) -> Path:
    """The file of the table `name` ("accounts", "connections", …). Raises CourseError for an unknown name."""
    folder = datasets_folder()
    path = folder / (f"{ARCHIVE}/{_LINKEDIN[name]}" if name in _LINKEDIN else f"{name}.csv")
    if path.is_file():
        return path
    in_archive = {one for one, file in _LINKEDIN.items() if (folder / ARCHIVE / file).is_file()}
    tables = sorted({file.stem for file in folder.glob("*.csv")} | in_archive)
    if not folder.is_dir():
        raise CourseError(f"The folder with the firm's tables is not there: {folder}. Get the course folder anew.")
    meant = did_you_mean(name, tables) or f" The tables are: {', '.join(tables)}."
    raise CourseError(f"There is no table called {name!r}.{meant}")


def load(name: str) -> pd.DataFrame:
    """Load one table of the firm as a DataFrame of your own: changing it changes no file.

    Columns, types and units stand in `datasets/datapackage.json`. Text stays text (a surname "None" survives), a blank
    is missing, dates are datetimes. The files of the salesperson's LinkedIn archive are tables, too ("connections",
    "messages", "shares" …), as `linkedin.read_export` gives them: of connections one row per person you can name, of
    messages no text. `load("connections_raw")` gives LinkedIn's file as it is (`linkedin.read_connections`), and
    `load("mini_connections")` a small one of its kind.

    Raises CourseError for a name that is no table.
    """
    path = dataset_path(name)
    stat = path.stat()
    return _read(name, path, stat.st_mtime_ns, stat.st_size).copy()


@lru_cache(maxsize=64)
def _read(name: str, path: Path, _mtime: int, _size: int) -> pd.DataFrame:
    if name in (_CONNECTIONS_AS_THEY_ARE, _SMALL_CONNECTIONS):
        return linkedin.read_connections(path)
    if name in _LINKEDIN:
        return linkedin.read_export(path).tables[name]
    dates = [field["name"] for field in _fields(path) if field["type"] in ("date", "datetime")]
    return pd.read_csv(path, keep_default_na=False, na_values=[""], parse_dates=dates)


def _fields(path: Path) -> list[dict]:
    described = json.loads((path.parent / "datapackage.json").read_text(encoding="utf-8"))
    return next(table["schema"]["fields"] for table in described["resources"] if table["path"] == path.name)
