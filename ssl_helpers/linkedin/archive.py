"""Find the files of an archive: in LinkedIn's zip, in a zip or folder somebody made of it, or one file alone.

Nothing is unpacked: what is read is read into memory, within limits, and only if the course has a use for it.
"""

import codecs
import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ssl_helpers import CourseError
from ssl_helpers.linkedin.formats import by_name
from ssl_helpers.paths import pasted

MOST_OF_A_FILE = 200 << 20
MOST_IN_ALL = 500 << 20
"""Bytes read of one file and of all. A large archive has a tenth of this; more is a zip made to do harm."""

_MOST_FILES = 5_000
_DEEPEST = 5
_ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".tmp", ".opdownload")
_WEB_PAGE = "a web page (perhaps the link no longer worked, or you were not logged in)"
_NO_ARCHIVE = {
    b"rar!": "a RAR file",
    b"7z\xbc\xaf": "a 7-Zip file",
    b"\x1f\x8b": "a packed file of another kind",
    b"%pdf": "a PDF, perhaps your profile",
    b"\xd0\xcf\x11\xe0": "an Excel file of the old kind or with a password (save it in Excel as .xlsx without one)",
    b"\xff\xd8\xff": "a picture",
    b"\x89png": "a picture",
    b"<!doctype html": _WEB_PAGE,
    b"<html": _WEB_PAGE,
}
"""How files begin that are given in place of the archive, in small letters, and what they are."""

_START = 64 << 10
GET_ANOTHER = (
    "In LinkedIn choose Settings, Data privacy, Get a copy of your data. The link in LinkedIn's mail works for 72 "
    "hours."
)
GIVE = f"Give the zip file from LinkedIn, the folder you unzipped, or one of its CSV files. {GET_ANOTHER}"
_CLOSE = "Close the program that has it open, or copy it to a folder of your own, and try again."


@dataclass(frozen=True)
class File:
    """name: as the file is called. place: where it stands in the archive. open: a stream of its bytes."""

    name: str
    place: str
    open: Callable[[], BinaryIO]
    limit: "Limit"

    @property
    def depth(self) -> int:
        return self.place.count("/")

    def read(self) -> bytes:
        """All of it. Raises CourseError, in sentences about "it", where that cannot be had."""
        data = self._bytes(self.limit.most)
        if len(data) > self.limit.most:
            raise CourseError("It is far larger than such a file can be.")
        self.limit.left -= len(data)
        return data

    def start(self) -> bytes:
        """The first bytes, enough to see what kind of file it is."""
        return self._bytes(_START)

    def _bytes(self, most: int) -> bytes:
        """The first bytes of it, one more than `most` if there are more."""
        try:
            with self.open() as stream:
                return stream.read(most + 1)
        except NotImplementedError as error:
            raise CourseError("It is packed in a way not known here. Unzip the archive and give the folder.") from error
        except RuntimeError as error:
            raise CourseError("It is locked with a password. Unzip the archive and give the folder.") from error
        except OSError as error:
            raise CourseError(f"It cannot be opened: {error.strerror or error}. {_CLOSE}") from error
        except Exception as error:
            # Each way of packing raises its own errors; to the learner they are one.
            raise CourseError("It is damaged. Download the archive again.") from error


@dataclass
class Limit:
    """Bytes that may still be read of an archive."""

    left: int = MOST_IN_ALL

    @property
    def most(self) -> int:
        return min(self.left, MOST_OF_A_FILE)


@contextmanager
def opened(path: Path) -> Iterator[tuple[list[File], list[str]]]:
    """The files of the archive at `path`, and what there is to say about the way they were found.

    Raises CourseError, in a sentence that says what to do, for what is no archive.
    """
    with ExitStack() as stack:
        yield _files(path, Limit(), stack)


def find(path: str | Path) -> Path:
    """The file or folder that a learner named, however it was pasted. Raises CourseError where there is none."""
    text = pasted(path)
    if not text or "\0" in text:
        raise CourseError("No file was named. Give the path of LinkedIn's zip file or of the folder you unzipped.")
    try:
        path = Path(text)
        kind = path.stat().st_mode
    except PermissionError as error:
        raise CourseError(_closed(path, error)) from error
    except (OSError, ValueError) as error:
        raise CourseError(_not_there(text)) from error
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise CourseError(f"{path} is neither a file nor a folder, so there is nothing to read.")
    return path


def _not_there(text: str) -> str:
    # Windows shows the inside of a zip file like a folder.
    if around := next((one for one in Path(text).parents if one.suffix.lower() == ".zip" and one.is_file()), None):
        return f"{text[:300]} stands inside a zip file. Give the zip file itself: {around}."
    return (
        f"There is no file or folder {text[:300]}. In Windows, right-click the file and choose Copy as path; on a "
        "Mac, hold Alt while you right-click it."
    )


def _closed(path: Path, error: OSError) -> str:
    return f"{path} cannot be opened: {error.strerror or error}. {_CLOSE}"


def _files(path: Path, limit: Limit, stack: ExitStack) -> tuple[list[File], list[str]]:
    try:
        if path.is_dir():
            os.scandir(path).close()
            return _in_folder(path, limit, stack)
        with path.open("rb") as file:
            start = file.read(512)
    except OSError as error:
        raise CourseError(_closed(path, error)) from error
    if path.suffix.lower() in _UNFINISHED:
        raise CourseError(
            f"{path.name} is a download that has not ended. Wait for it, or start it again. {GET_ANOTHER}"
        )
    if not start:
        raise CourseError(f"{path.name} is empty, so the download did not work. {GET_ANOTHER}")
    if what := next((what for magic, what in _NO_ARCHIVE.items() if _plain(start).startswith(magic)), None):
        raise CourseError(f"{path.name} is {what}, not LinkedIn's archive. {GIVE}")
    if start.startswith(b"PK") and path.suffix.lower() not in (".xlsx", ".xlsm"):
        archive = _zip(path.name, path, stack)
        # An Excel file is a zip file, too, also when it was renamed.
        if "[Content_Types].xml" not in archive.NameToInfo:
            return _in_zip(archive, "", path.name, limit, stack), []
    return [_on_disk(path, path.parent, limit)], []


def _plain(start: bytes) -> bytes:
    """The first bytes as they are compared: small letters, no mark or blanks before them."""
    return start.removeprefix(codecs.BOM_UTF8).lstrip().lower()


def _on_disk(path: Path, top: Path, limit: Limit) -> File:
    return File(path.name, path.relative_to(top).as_posix(), lambda: path.open("rb"), limit)


def _in_folder(folder: Path, limit: Limit, stack: ExitStack) -> tuple[list[File], list[str]]:
    files, zips, notes, seen, unfinished = [], [], [], 0, False
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        depth = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(one for one in folders if depth < _DEEPEST and not one.startswith((".", "__MACOSX")))
        for name in sorted(names):
            seen += 1
            if seen > _MOST_FILES:
                raise CourseError(_too_many(folder))
            path = Path(place) / name
            # Path.is_file raises where a folder forbids the question.
            if name.startswith(".") or not os.path.isfile(path):  # noqa: PTH113
                continue
            unfinished |= name.lower().endswith(_UNFINISHED)
            if name.lower().endswith(_ENDINGS):
                files.append(_on_disk(path, folder, limit))
            elif name.lower().endswith(".zip"):
                zips.append(path)
    if closed:
        notes.append(f"{len(closed)} of the folders in it could not be opened.")
    if any(by_name(file.name) for file in files):
        if zips:
            notes.append(f"The unzipped files were read. {zips[0].name} beside them was left alone.")
        return files, notes
    if zips:
        meant = _the_one(zips, str(folder), "Give the one you mean.")
        found, more = _files(meant, limit, stack)
        return found, [*notes, f"In this folder {meant.name} was read.", *more]
    if files:
        return files, notes
    wait = " There is a download in it that has not ended: wait for it." if unfinished else ""
    raise CourseError(f"{folder} holds no file of LinkedIn's archive.{wait} {GIVE}")


def _too_many(holder: str | Path) -> str:
    return (
        f"{holder} holds more than {_MOST_FILES:,} files, so it is hardly the archive alone. Give the zip file from "
        "LinkedIn, or the folder you unzipped."
    )


def _the_one(zips: Sequence, holder: str, advice: str) -> Path | File:
    """The zip that is meant: LinkedIn's own by its name, or the only one."""
    meant = [one for one in zips if "linkedindataexport" in re.sub(r"[\W_]+", "", one.name.lower())] or zips
    if len(meant) > 1:
        some = ", ".join(one.name for one in meant[:4]) + (" …" if len(meant) > 4 else "")
        raise CourseError(f"{holder} holds {len(meant)} zip files: {some}. {advice}")
    return meant[0]


def _zip(name: str, source: Path | io.BytesIO, stack: ExitStack) -> zipfile.ZipFile:
    try:
        return stack.enter_context(zipfile.ZipFile(source))
    except Exception as error:
        # A file cut off anywhere makes zipfile stumble in as many ways.
        raise CourseError(
            f"{name} is a zip file that is not whole, so probably the download broke off. Download it again. "
            f"{GET_ANOTHER}"
        ) from error


def _in_zip(
    archive: zipfile.ZipFile, above: str, name: str, limit: Limit, stack: ExitStack, deep: int = 0
) -> list[File]:
    """The files in a zip, or in the zip in it if it holds none of LinkedIn's itself."""
    files, zips = [], []
    for info in archive.infolist():
        place = info.filename.replace("\\", "/")
        called = PurePosixPath(place).name
        if info.is_dir() or called.startswith("._") or "__MACOSX" in place:
            continue
        file = File(called, above + place, partial(archive.open, info), limit)
        if called.lower().endswith(_ENDINGS):
            files.append(file)
        elif called.lower().endswith(".zip"):
            zips.append(file)
    if len(files) > _MOST_FILES:
        raise CourseError(_too_many(name))
    if any(by_name(file.name) for file in files) or not zips or deep >= _DEEPEST:
        return files
    inner = _the_one(zips, name, "Unzip it and give the one you mean.")
    try:
        data = inner.read()
    except CourseError as reason:
        raise CourseError(f"{inner.name} in {name} could not be read. {reason}") from reason
    within = _zip(f"{inner.name} in {name}", io.BytesIO(data), stack)
    return _in_zip(within, f"{inner.place}/", inner.name, limit, stack, deep + 1)
