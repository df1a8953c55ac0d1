"""The files that somebody handed in, those in zips too. A link is never followed, a pipe never opened, and no more is
read than the limits below allow, whatever a file says about its size.
"""

import io
import os
import re
import stat
import struct
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

MB = 2**20
NOTEBOOK_BYTES = 100 * MB
LEARNER_BYTES = 500 * MB
"""What is read from all that one learner handed in, zips within zips included."""
ARCHIVE_BYTES = 300 * MB
ARCHIVE_ENTRIES = 50_000
ARCHIVE_LEVELS = 3
DIRECTORY_BYTES = 16 * MB
"""Of an archive's table of contents, which is read at one go: about 100,000 entries."""
FOLDER_FILES = 50_000
FOLDER_LEVELS = 20

_NAME_LETTERS = 1000
_IGNORED = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini"}
_PRUNED = {".venv", "venv", "site-packages", "node_modules", "__pycache__", ".git"}
"""Folders of thousands of files that are nobody's work."""
_PACKED = {"", ".ipynb", ".zip", ".json", ".txt", ".bin", ".download"}
"""Endings of what is a zip if it begins like one; a .docx does, too, and is none."""
ARCHIVES = {".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"}
"""Endings of what is packed in another way."""


@dataclass(frozen=True)
class Handed:
    """One outermost thing of the inbox: a file or folder, or (with `inside`) what a class's zip holds below a name."""

    path: Path
    where: str
    inside: str = ""


_TOO_LARGE = "is too large"


class Refused(Exception):
    """Something that is not opened; the text goes on after its name."""


class Budget:
    """What may still be read of one learner."""

    def __init__(self) -> None:
        self.bytes = LEARNER_BYTES
        self.entries = ARCHIVE_ENTRIES
        self.files = FOLDER_FILES


@dataclass(frozen=True)
class File:
    """A file on disk or in a zip.

    time: when it was changed, in seconds. size: in bytes, as declared. refused: why it must not be opened, or "".
    """

    where: str
    time: float = 0
    size: int = 0
    open: Callable[[], BinaryIO] | None = None
    refused: str = ""

    @property
    def name(self) -> str:
        return self.where.rsplit("/", 1)[-1]

    @property
    def says_notebook(self) -> bool:
        return self.name.lower().endswith((".ipynb", ".ipynb.txt", ".ipynb.json"))

    def is_notebook(self) -> bool:
        """Whether the file claims to be a notebook: by its name, or, since browsers rename files, by how it begins."""
        if self.says_notebook:
            return True
        head = self.head()
        # Every other byte is 0 in UTF-16.
        head = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
        return head.startswith(b"{") and any(key in head for key in (b'"cells"', b'"worksheets"', b'"nbformat"'))

    def renamed(self) -> tuple[str, ...]:
        plain = self.name.lower().endswith(".ipynb")
        return () if plain else (f"The file was named {self.name} and was read as a notebook.",)

    def head(self) -> bytes:
        with refusing(), self.open() as stream:
            return stream.read(4096)

    def read(self, budget: Budget, limit: int | None = None) -> bytes:
        """All of it, counted against the budget. Raises Refused for more than the limit, whatever it declares."""
        limit = NOTEBOOK_BYTES if limit is None else limit
        if self.size > limit:
            raise Refused(_TOO_LARGE)
        parts, left = [], min(limit, budget.bytes)
        with refusing(), self.open() as stream:
            while part := stream.read(MB):
                parts.append(part)
                left -= len(part)
                budget.bytes -= len(part)
                if left < 0:
                    raise Refused(_TOO_LARGE if budget.bytes > 0 else "was left out: the whole hand-in is too large")
        return b"".join(parts)


@contextmanager
def refusing() -> Iterator[None]:
    """Say in plain words why something cannot be opened."""
    try:
        yield
    except PermissionError as error:
        raise Refused("may not be read: its permissions forbid it") from error
    except NotImplementedError as error:
        raise Refused("is packed in a way that cannot be read here: an ordinary zip is needed") from error
    except _BROKEN as error:
        raise Refused("is damaged or was cut off") from error


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    RuntimeError,
    MemoryError,
)


class _Capped:
    """An archive's bytes; no single read of its table of contents takes more memory than the limit."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > DIRECTORY_BYTES:
            raise zipfile.BadZipFile("too many entries")
        return super().read(size)


class CappedFile(_Capped, io.FileIO):
    pass


class _CappedBytes(_Capped, io.BytesIO):
    pass


def files_in(handed: Handed, budget: Budget) -> Iterator[File]:
    """All files of an outermost thing, those in zips too, without what is nobody's work."""
    if not handed.inside:
        for file in _on_disk(handed.path, handed.where, budget, 0):
            yield from _unpacked(file, budget, 1)
        return
    inbox = handed.where.removesuffix(handed.inside).rstrip("/")
    try:
        with refusing():
            stream = CappedFile(handed.path)
        yield from _in_zip(stream, inbox, budget, 0, handed.inside)
    except Refused as reason:
        yield File(handed.where, refused=str(reason))


def _on_disk(path: Path, where: str, budget: Budget, level: int) -> Iterator[File]:
    try:
        about = path.lstat()
    except OSError:
        yield File(where, refused="may not be read")
        return
    junction = getattr(about, "st_reparse_tag", 0) == 0xA0000003
    if stat.S_ISLNK(about.st_mode) or junction:
        yield File(where, refused="is a link, which is not followed: hand in the file itself")
    elif stat.S_ISREG(about.st_mode):
        yield File(where, about.st_mtime, about.st_size, lambda: CappedFile(path))
    elif not stat.S_ISDIR(about.st_mode):
        yield File(where, refused="is no ordinary file")
    elif level >= FOLDER_LEVELS:
        yield File(where, refused=f"was left out: folders are more than {FOLDER_LEVELS} deep")
    else:
        try:
            below = sorted(entry.name for entry in os.scandir(path))
        except OSError:
            yield File(where, refused="may not be read: its permissions forbid it")
            return
        for name in below:
            shown = plain(os.fsencode(name))
            if is_ignored(shown) or shown.lower() in _PRUNED:
                continue
            budget.files -= 1
            if budget.files < 0:
                yield File(where, refused=f"holds more than {FOLDER_FILES} files; the rest was left out")
                return
            yield from _on_disk(path / name, f"{where}/{shown}", budget, level + 1)


def _unpacked(file: File, budget: Budget, level: int) -> Iterator[File]:
    """The file, or the files in it if it is a zip. level: how many zips deep it would be."""
    if file.refused or suffix(file.name) not in _PACKED:
        yield file
        return
    try:
        head = file.head()
        if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            if suffix(file.name) == ".zip" and not file.is_notebook():
                raise Refused("is damaged or was cut off: it is no whole zip" if head else "is an empty file")
            yield file
            return
        if level > ARCHIVE_LEVELS:
            raise Refused(f"was left out: zips are more than {ARCHIVE_LEVELS} deep in each other")
        with refusing():
            stream = file.open()
            if not isinstance(stream, CappedFile):
                stream.close()
                stream = _CappedBytes(file.read(budget, ARCHIVE_BYTES))
            elif os.fstat(stream.fileno()).st_size > ARCHIVE_BYTES:
                stream.close()
                raise Refused(_TOO_LARGE)
        yield from _in_zip(stream, file.where, budget, level)
    except Refused as reason:
        yield replace(file, refused=str(reason))


def _in_zip(stream: BinaryIO, where: str, budget: Budget, level: int, inside: str = "") -> Iterator[File]:
    """The files of a zip, with `inside` only those below that name. Raises Refused if it cannot be read."""
    with stream:
        with refusing():
            archive = zipfile.ZipFile(stream)
        entries = archive.infolist()
        if len(entries) > ARCHIVE_ENTRIES:
            raise Refused(f"holds more than {ARCHIVE_ENTRIES} entries")
        overlapping = _overlapping(entries)
        for info in entries:
            name = entry_name(info)
            parts = parts_of(name)
            hidden = any(is_ignored(part) or part.lower() in _PRUNED for part in parts)
            if name.endswith("/") or not parts or hidden or (inside and parts[0] != inside):
                continue
            budget.entries -= 1
            if budget.entries < 0:
                raise Refused(f"was left out: there are more than {ARCHIVE_ENTRIES} entries")
            shown = "/".join([*([where] if where else []), *parts])
            reason = _why_not(info, name, parts) or ("overlaps another entry" if info in overlapping else "")
            file = File(shown, _changed(info), info.file_size, _opener(archive, info), reason)
            yield from _unpacked(file, budget, level + 1)


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: archive.open(info)


def _why_not(info: zipfile.ZipInfo, name: str, parts: list[str]) -> str:
    """Why an entry of a zip must not be opened, or ""."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if stat.S_ISLNK(kind):
        return "is a link, which is not followed: hand in the file itself"
    if kind and not stat.S_ISREG(kind):
        return "is no ordinary file"
    if name.startswith("/") or re.match("[A-Za-z]:", name) or ".." in parts:
        return "names a place outside its zip"
    if info.flag_bits & 1:
        return "is protected by a password: a zip without one is needed"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # Python reads two more, but a few bytes of those may unpack to gigabytes at one go.
        return "is packed in a way that cannot be read here: an ordinary zip is needed"
    return ""


def _overlapping(entries: list[zipfile.ZipInfo]) -> set[zipfile.ZipInfo]:
    """The entries that claim bytes of the next one, by which a small zip unpacks to an endless amount."""
    ordered = sorted(entries, key=lambda info: info.header_offset)
    pairs = zip(ordered, ordered[1:], strict=False)
    return {one for one, other in pairs if one.header_offset + 30 + one.compress_size > other.header_offset}


def entry_name(info: zipfile.ZipInfo) -> str:
    raw = info.orig_filename
    name = printable(raw) if info.flag_bits & 0x800 else plain(raw.encode("cp437"), "cp850")
    return name.replace("\\", "/")[-_NAME_LETTERS:]


def parts_of(name: str) -> list[str]:
    return [part for part in name.split("/") if part not in ("", ".")]


def _changed(info: zipfile.ZipInfo) -> float:
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0


def plain(name: bytes, other: str = "cp1252") -> str:
    return printable(decoded(name, other))


def decoded(name: bytes, other: str = "cp1252") -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode(other, "replace")


def printable(name: str) -> str:
    """The name without line ends and marks that turn the direction of writing."""
    return "".join("_" if unicodedata.category(letter).startswith("C") else letter for letter in name)


def is_ignored(name: str) -> bool:
    return name.lower() in _IGNORED or name.startswith("._")


def suffix(name: str) -> str:
    return Path(name).suffix.lower()
