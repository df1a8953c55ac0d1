"""Find the files of an archive: in LinkedIn's zip, in a zip or folder somebody made of it, or one file alone.

Nothing is unpacked: what is read is read into memory, within limits, and only if the course has a use for it.
"""

import io
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ssl_helpers import CourseError
from ssl_helpers.linkedin.formats import by_name

MOST_OF_A_FILE = 200 << 20
MOST_IN_ALL = 500 << 20
"""Bytes read of one file and of all. A large archive has a tenth of this; more is a zip made to do harm."""

_MOST_FILES = 5_000
_DEEPEST = 5
_ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".tmp", ".opdownload")
_NOT_A_ZIP = {
    b"Rar!": "a RAR file",
    b"7z\xbc\xaf": "a 7-Zip file",
    b"\x1f\x8b": "a packed file of another kind",
    b"%PDF": "a PDF, perhaps your profile",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
}
_START = 64 << 10
GET_ANOTHER = (
    "In LinkedIn choose Settings, Data privacy, Get a copy of your data. The link in LinkedIn's mail works for 72 "
    "hours."
)
_GIVE = f"Give the zip file from LinkedIn, the folder you unzipped, or one of its CSV files. {GET_ANOTHER}"


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
        """All of it. Raises CourseError, beginning with the file's name, where that cannot be had."""
        return self._bytes(self.limit.most, counted=True)

    def start(self) -> bytes:
        """The first bytes, enough to see what kind of file it is; of an Excel file all, since part of it is nothing."""
        return self.read() if self.name.lower().endswith((".xlsx", ".xlsm")) else self._bytes(_START, counted=False)

    def _bytes(self, most: int, counted: bool) -> bytes:
        try:
            with self.open() as stream:
                data = stream.read(most + 1)
        except RuntimeError as error:
            what = (
                "is packed in a way that is not known here" if isinstance(error, NotImplementedError) else "is locked"
            )
            raise CourseError(f"{self.name} {what}. Unzip the archive yourself and give the folder.") from error
        except Exception as error:
            # Each way of packing raises its own errors; to the learner they are one.
            raise CourseError(f"{self.name} is damaged. Download the archive again. {GET_ANOTHER}") from error
        if counted:
            if len(data) > most:
                raise CourseError(f"{self.name} is far larger than such a file can be, so it was not read.")
            self.limit.left -= len(data)
        return data[:most]


@dataclass
class Limit:
    """Bytes that may still be read of an archive."""

    left: int = MOST_IN_ALL

    @property
    def most(self) -> int:
        return min(self.left, MOST_OF_A_FILE)


@contextmanager
def opened(path: str | Path) -> Iterator[tuple[list[File], list[str]]]:
    """The files of the archive at `path`, and what there is to say about the way they were found.

    Raises CourseError, in a sentence that says what to do, for what is no archive.
    """
    with ExitStack() as stack:
        yield _files(_path(path), Limit(), stack)


def _files(path: Path, limit: Limit, stack: ExitStack) -> tuple[list[File], list[str]]:
    try:
        if path.is_dir():
            return _in_folder(path, limit, stack)
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise CourseError(
            f"{path} cannot be opened: {error.strerror or error}. Close the program that has it open, or copy it to a "
            "folder of your own, and try again."
        ) from error
    if path.suffix.lower() in _UNFINISHED:
        raise CourseError(
            f"{path.name} is a download that has not ended. Wait for it, or start it again. {GET_ANOTHER}"
        )
    for magic, what in _NOT_A_ZIP.items():
        if start.startswith(magic):
            raise CourseError(f"{path.name} is {what}, not LinkedIn's archive. {_GIVE}")
    if start.startswith(b"PK") and path.suffix.lower() not in (".xlsx", ".xlsm"):
        return _in_zip(_zip(path.name, path, stack), "", path.name, limit, stack), []
    return [_on_disk(path, path.parent, limit)], []


def _path(path: str | Path) -> Path:
    # Windows' "Copy as path" puts quotes around it.
    text = str(path).strip().strip("\"'").strip()
    if not text or "\0" in text:
        raise CourseError("No file was named. Give the path of LinkedIn's zip file or of the folder you unzipped.")
    path = Path(text).expanduser()
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise CourseError(
            f"There is no file or folder {text[:300]}. In Windows, right-click the file and choose Copy as path; on a "
            "Mac, hold Alt while you right-click it."
        ) from error
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise CourseError(f"{path} is neither a file nor a folder, so there is nothing to read.")
    return path


def _on_disk(path: Path, top: Path, limit: Limit) -> File:
    return File(path.name, path.relative_to(top).as_posix(), lambda: path.open("rb"), limit)


def _in_folder(folder: Path, limit: Limit, stack: ExitStack) -> tuple[list[File], list[str]]:
    files, zips, seen = [], [], 0
    for place, folders, names in os.walk(folder):
        depth = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(one for one in folders if depth < _DEEPEST and not one.startswith((".", "__MACOSX")))
        for name in sorted(names):
            seen += 1
            if seen > _MOST_FILES:
                raise CourseError(
                    f"{folder} holds more than {_MOST_FILES:,} files, so it is hardly the archive alone. Give the zip "
                    "file from LinkedIn, or the folder you unzipped."
                )
            path = Path(place) / name
            if name.startswith(".") or not path.is_file():
                continue
            if name.lower().endswith(_ENDINGS):
                files.append(_on_disk(path, folder, limit))
            elif name.lower().endswith(".zip"):
                zips.append(path)
    if any(by_name(file.name) for file in files):
        beside = f" {zips[0].name} beside them was left alone." if zips else ""
        return files, [f"The unzipped files were read.{beside}"] if zips else []
    named_so = [path for path in zips if "linkedindataexport" in path.name.lower().replace(" ", "")] or zips
    if len(named_so) == 1:
        found, notes = _files(named_so[0], limit, stack)
        return found, [f"In this folder {named_so[0].name} was read.", *notes]
    if named_so:
        some = ", ".join(path.name for path in named_so[:4]) + (" …" if len(named_so) > 4 else "")
        raise CourseError(f"{folder} holds {len(named_so)} zip files: {some}. Give the one you mean.")
    if files:
        return files, []
    raise CourseError(f"{folder} holds no file of LinkedIn's archive. {_GIVE}")


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
    """The files in a zip, and in the zips in it if it holds none of LinkedIn's itself."""
    files, zips = [], []
    for info in archive.infolist()[:_MOST_FILES]:
        place = info.filename.replace("\\", "/")
        called = PurePosixPath(place).name
        if info.is_dir() or called.startswith("._") or "__MACOSX" in place:
            continue
        file = File(called, above + place, partial(archive.open, info), limit)
        if called.lower().endswith(_ENDINGS):
            files.append(file)
        elif called.lower().endswith(".zip"):
            zips.append(file)
    if any(by_name(file.name) for file in files) or deep >= _DEEPEST:
        return files
    for file in zips[:_DEEPEST]:
        inner = _zip(f"{file.name} in {name}", io.BytesIO(file.read()), stack)
        files += _in_zip(inner, f"{file.place}/", file.name, limit, stack, deep + 1)
    return files
