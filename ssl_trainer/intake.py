"""From an inbox of whatever learners handed in to notebooks that can be run.

Nothing of it is executed, unpacked to disk or changed. A link is never followed, a pipe never opened, and no more is
read than the limits below allow, whatever a file says about its size.
"""

import io
import json
import os
import re
import stat
import struct
import time
import unicodedata
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import nbformat
from nbformat import NotebookNode

from ssl_helpers import CourseError
from ssl_trainer.rebuild import assignment_of, holds_work, rebuild
from ssl_trainer.records import UNREADABLE, WRONG_ASSIGNMENT

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
_IGNORED = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini", ".ipynb_checkpoints"}
_PRUNED = {".venv", "venv", "site-packages", "node_modules", "__pycache__", ".git"}
"""Folders of thousands of files that are nobody's work."""
_READ = {"", ".ipynb", ".zip", ".json", ".txt", ".bin", ".download"}
_ARCHIVES = {".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"}
_SUFFIXES = re.compile(
    r"(\.(ipynb|zip|json|txt|bin|download|7z|rar|tar|gz|tgz|bz2|xz|docx?|odt|pages|pdf|rtf|md|html?|py|xlsx?|csv|pptx?"
    r"|png|jpe?g|heic))+$",
    re.IGNORECASE,
)
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(file|onlinetext)(_.*)?")
_CANVAS = re.compile(r"(?P<name>[^_]+)(_LATE)?_(?P<number>\d{2,})_\d{3,}_.+?(-(?P<again>\d+))?(\.\w+)+")
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Submission:
    """What one learner handed in for one assignment.

    learner: a name that may be a folder's, on Windows too. assignment: a stem such as "06_network", or "" when nothing
    tells. status: "" for a notebook that is to be run, else UNREADABLE or WRONG_ASSIGNMENT. notebook: put together from
    the release, or None. repaired: a sentence for each mended thing. note: the reason of a status, and what was left
    out. source: where in the inbox it was, with forward slashes.
    """

    learner: str
    assignment: str
    status: str
    notebook: NotebookNode | None
    repaired: tuple[str, ...]
    note: str
    source: str


@dataclass(frozen=True)
class Handed:
    """One outermost thing of the inbox: a file or folder, or (with `inside`) what a class's zip holds below a name."""

    path: Path
    where: str
    inside: str = ""


def learners(inbox: Path) -> dict[str, list[Handed]]:
    """What each learner handed in, by the learner's name, in order. No notebook is read yet.

    Raises CourseError, with what to do, for an inbox that is not there, is empty or may not be read.
    """
    grouped: dict[str, list[Handed]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for handed, name in sorted(_outermost(Path(inbox)), key=lambda pair: pair[0].where):
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        spelled.setdefault(key, name)
        grouped[key].append(handed)
    if not grouped:
        raise CourseError(f"There is nothing in the inbox {inbox}. Put the zips, folders or notebooks there, one each.")
    names = _distinct(spelled)
    return {names[key]: grouped[key] for key in sorted(grouped, key=lambda key: (names[key].casefold(), names[key]))}


def submissions(inbox: Path, releases: Mapping[str, NotebookNode]) -> Iterator[Submission]:
    """One submission for each learner and assignment, learner by learner; read when it is asked for.

    releases: the released notebook of each stem. Raises CourseError as `learners` does.
    """
    for learner, handed in learners(inbox).items():
        yield from of_learner(learner, handed, releases)


@dataclass(frozen=True)
class _Version:
    """A notebook that was recognised. rank: the higher one wins."""

    notebook: NotebookNode
    repaired: tuple[str, ...]
    source: str
    worked: bool
    rank: tuple


def of_learner(learner: str, handed: list[Handed], releases: Mapping[str, NotebookNode]) -> list[Submission]:
    """All submissions of one learner, by assignment; at least one."""
    versions: dict[str, list[_Version]] = defaultdict(list)
    unreadable: dict[str, list[tuple[str, str]]] = defaultdict(list)
    refused: list[tuple[str, str]] = []
    foreign: list[str] = []
    others: list[str] = []
    budget = _Budget()
    for file in (file for one in handed for file in _files(one, budget)):
        try:
            if file.refused:
                raise _Refused(file.refused)
            if not file.is_notebook():
                others.append(file.where)
                continue
            handed_in, remarks = _read(file.read(budget))
        except _Unreadable as reason:
            unreadable[_stem_in(file.name, releases)].append((file.where, str(reason)))
            continue
        except _Refused as reason:
            told = _stem_in(file.name, releases) if _suffix(file.name) in _READ else ""
            (unreadable[told] if told else refused).append((file.where, str(reason)))
            continue
        stem = assignment_of(handed_in, releases)
        if not stem:
            foreign.append(file.where)
            continue
        notebook, repaired = rebuild(handed_in, releases[stem])
        worked = holds_work(notebook, releases[stem])
        versions[stem].append(
            _Version(notebook, (*file.renamed(), *remarks, *repaired), file.where, worked, _rank(file, worked))
        )

    left_out = [f"{where} {reason}." for where, reason in refused]
    found = [_newest(learner, stem, versions[stem], unreadable.pop(stem, []), left_out) for stem in sorted(versions)]
    nowhere = unreadable.pop("", [])
    for stem in sorted(unreadable):
        note = [f"{where} {reason}." for where, reason in unreadable[stem]]
        found.append(_lost(learner, stem, UNREADABLE, [*note, *left_out], unreadable[stem][0][0]))
    if found:
        words = [f"{where} {reason}." for where, reason in nowhere]
        return [replace(one, note=_joined([one.note, *words])) for one in sorted(found, key=lambda one: one.assignment)]
    if nowhere or (refused and not foreign):
        problems = [*nowhere, *refused]
        note = [f"{where} {reason}." for where, reason in problems]
        return [_lost(learner, "", UNREADABLE, note, problems[0][0])]
    if foreign:
        note = [f"No cell of any module's exercise is in {_few(foreign)}.", *left_out]
        return [_lost(learner, "", WRONG_ASSIGNMENT, note, foreign[0])]
    return [_lost(learner, "", UNREADABLE, [_no_notebook(others, handed)], (others or [handed[0].where])[0])]


def _newest(
    learner: str, stem: str, versions: list[_Version], unreadable: list[tuple[str, str]], left_out: list[str]
) -> Submission:
    *older, best = sorted(versions, key=lambda version: version.rank)
    names = [one.source if one.worked else f"{one.source} (untouched)" for one in reversed(older)]
    many = "1 older version was" if len(older) == 1 else f"{len(older)} older versions were"
    note = [f"{many} left: {_few(names)}."] if older else []
    note += [f"{where} {reason}." for where, reason in unreadable]
    return Submission(learner, stem, "", best.notebook, best.repaired, _joined([*note, *left_out]), best.source)


def _lost(learner: str, stem: str, status: str, note: list[str], source: str) -> Submission:
    return Submission(learner, stem, status, None, (), _joined(note), source)


def _no_notebook(others: list[str], handed: list[Handed]) -> str:
    if not others:
        return f"{handed[0].where} holds no file at all."
    if any(_suffix(name) in _ARCHIVES for name in others):
        packed = [name for name in others if _suffix(name) in _ARCHIVES]
        return f"{_few(packed)} cannot be unpacked here: ask for a zip, or for the notebook itself."
    return f"{_few(others)} {'is not a notebook' if len(others) == 1 else 'are not notebooks'}."


def _rank(file: "_File", worked: bool) -> tuple:
    """By this the versions of one assignment are ordered; the model solution never passes for the learner's work."""
    parts = _parts(file.where)
    again = next((int(m["again"] or 0) for part in parts if (m := _CANVAS.fullmatch(part))), 0)
    return "solutions" not in map(str.lower, parts[:-1]), worked, file.time, again, file.where


def _stem_in(name: str, releases: Mapping[str, NotebookNode]) -> str:
    return next((stem for stem in sorted(releases, key=len, reverse=True) if stem.casefold() in name.casefold()), "")


# --- who it is from ------------------------------------------------------------------------------------------------


def _outermost(inbox: Path) -> Iterator[tuple[Handed, str]]:
    """The outermost things of the inbox, each with the name of the learner as it is written there."""
    try:
        mode = inbox.stat().st_mode
        if stat.S_ISDIR(mode):
            entries = [(Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in os.scandir(inbox)]
        elif not stat.S_ISREG(mode):
            raise CourseError(f"{inbox} is neither a folder nor a zip. Give the folder with what learners handed in.")
    except FileNotFoundError as error:
        raise CourseError(f"There is no inbox {inbox}. Give the folder with what learners handed in.") from error
    except OSError as error:
        raise CourseError(f"The inbox {inbox} cannot be read: {error.strerror or error}. Ask for access.") from error
    if stat.S_ISREG(mode):
        try:
            tops = _tops(inbox)
        except _Refused as reason:
            raise CourseError(f"The inbox {inbox} {reason}. Give a folder or a whole zip.") from reason
        yield from ((Handed(inbox, top, top), _person(top, folder)) for top, folder in tops.items())
        return
    for path, is_folder in entries:
        name = _plain(os.fsencode(path.name))
        if _is_ignored(name):
            continue
        tops = _class_zip(path)
        for top, folder in tops.items():
            yield Handed(path, f"{name}/{top}", top), _person(top, folder)
        if not tops:
            yield Handed(path, name), _person(name, is_folder)


def _class_zip(path: Path) -> dict[str, bool]:
    """The outermost names in a zip that a learning platform made of a whole class; none in any other file."""
    try:
        if _suffix(path.name) != ".zip" or not stat.S_ISREG(path.lstat().st_mode):
            return {}
        tops = _tops(path)
    except (OSError, _Refused):
        return {}
    moodle = all(_MOODLE.fullmatch(top) for top in tops)
    canvas = all(_CANVAS.fullmatch(top) and not folder for top, folder in tops.items())
    return tops if moodle or canvas else {}


def _tops(path: Path) -> dict[str, bool]:
    """The outermost names in a zip -> whether it is a folder."""
    tops: dict[str, bool] = {}
    with _refusing(), _CappedFile(path) as stream, zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            top, *below = _parts(_entry_name(info)) or [""]
            if top and top != ".." and not _is_ignored(top):
                tops[top] = tops.get(top, False) or bool(below) or info.is_dir()
    return tops


def _person(name: str, folder: bool) -> str:
    platform = _MOODLE.fullmatch(name) or (None if folder else _CANVAS.fullmatch(name))
    if platform:
        return f"{platform['name']} ({platform['number']})"
    named_as_file = not folder or _suffix(name) in (".ipynb", ".zip")
    return (_SUFFIXES.sub("", name) if named_as_file else name) or name


def _distinct(spelled: Mapping[str, str]) -> dict[str, str]:
    """The names as folders may have them, by the same keys; no two of them the same."""
    names = {key: _clean(name) for key, name in spelled.items()}
    count = Counter(name.casefold() for name in names.values())
    for key, name in names.items():
        if count[name.casefold()] > 1 and name.casefold() != key:
            # By what it was, not by a number: so the name stays when others hand in later.
            names[key] = f"{name[:70].rstrip('. ')} ({sha256(key.encode()).hexdigest()[:6]})"
    return names


def _clean(name: str) -> str:
    name = unicodedata.normalize("NFC", name)
    name = "".join("_" if letter in '<>:"/\\|?*[]{}%#' else letter for letter in _printable(name))
    name = name.strip().lstrip(". ")[:80].rstrip(". ")
    return f"{name}_" if _RESERVED.fullmatch(name) else name or "_"


# --- which files there are -----------------------------------------------------------------------------------------


_TOO_LARGE = "is too large"


class _Refused(Exception):
    """Something that is not opened; the text goes on after its name."""


class _Unreadable(Exception):
    """A file that should be a notebook and is none; the text goes on after its name."""


class _Budget:
    """What may still be read of one learner."""

    def __init__(self) -> None:
        self.bytes = LEARNER_BYTES
        self.entries = ARCHIVE_ENTRIES
        self.files = FOLDER_FILES


@dataclass(frozen=True)
class _File:
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
        """Whether the file claims to be a notebook: by its name, or by how it begins where the name does not tell."""
        if self.says_notebook or _suffix(self.name) not in _READ:
            return self.says_notebook
        head = self.head().lstrip(b"\xef\xbb\xbf \r\n\t")
        return head.startswith(b"{") and any(key in head for key in (b'"cells"', b'"worksheets"', b'"nbformat"'))

    def renamed(self) -> tuple[str, ...]:
        plain = self.name.lower().endswith(".ipynb")
        return () if plain else (f"The file was named {self.name} and was read as a notebook.",)

    def head(self) -> bytes:
        with _refusing(), self.open() as stream:
            return stream.read(4096)

    def read(self, budget: _Budget, limit: int | None = None) -> bytes:
        """All of it, counted against the budget. Raises _Refused for more than the limit, whatever it declares."""
        limit = NOTEBOOK_BYTES if limit is None else limit
        if self.size > limit:
            raise _Refused(_TOO_LARGE)
        parts, left = [], min(limit, budget.bytes)
        with _refusing(), self.open() as stream:
            while part := stream.read(MB):
                parts.append(part)
                left -= len(part)
                budget.bytes -= len(part)
                if left < 0:
                    raise _Refused(_TOO_LARGE if budget.bytes > 0 else "was left out: the whole hand-in is too large")
        return b"".join(parts)


@contextmanager
def _refusing() -> Iterator[None]:
    """Say in plain words why something cannot be opened."""
    try:
        yield
    except PermissionError as error:
        raise _Refused("may not be read: its permissions forbid it") from error
    except NotImplementedError as error:
        raise _Refused("is packed in a way that cannot be read here: ask for an ordinary zip") from error
    except _BROKEN as error:
        raise _Refused("is damaged or was cut off") from error


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


class _CappedFile(_Capped, io.FileIO):
    pass


class _CappedBytes(_Capped, io.BytesIO):
    pass


def _files(handed: Handed, budget: _Budget) -> Iterator[_File]:
    """All files of an outermost thing, those in zips too, without what is nobody's work."""
    if not handed.inside:
        for file in _on_disk(handed.path, handed.where, budget, 0):
            yield from _unpacked(file, budget, 1)
        return
    inbox = handed.where.removesuffix(handed.inside).rstrip("/")
    try:
        with _refusing():
            stream = _CappedFile(handed.path)
        yield from _in_zip(stream, inbox, budget, 0, handed.inside)
    except _Refused as reason:
        yield _File(handed.where, refused=str(reason))


def _on_disk(path: Path, where: str, budget: _Budget, level: int) -> Iterator[_File]:
    try:
        about = path.lstat()
    except OSError:
        yield _File(where, refused="may not be read")
        return
    junction = getattr(about, "st_reparse_tag", 0) == 0xA0000003
    if stat.S_ISLNK(about.st_mode) or junction:
        yield _File(where, refused="is a link, which is not followed: hand in the file itself")
    elif stat.S_ISREG(about.st_mode):
        yield _File(where, about.st_mtime, about.st_size, lambda: _CappedFile(path))
    elif not stat.S_ISDIR(about.st_mode):
        yield _File(where, refused="is no ordinary file")
    elif level >= FOLDER_LEVELS:
        yield _File(where, refused=f"was left out: folders are more than {FOLDER_LEVELS} deep")
    else:
        try:
            below = sorted(entry.name for entry in os.scandir(path))
        except OSError:
            yield _File(where, refused="may not be read: its permissions forbid it")
            return
        for name in below:
            shown = _plain(os.fsencode(name))
            if _is_ignored(shown) or shown.lower() in _PRUNED:
                continue
            budget.files -= 1
            if budget.files < 0:
                yield _File(where, refused=f"holds more than {FOLDER_FILES} files; the rest was left out")
                return
            yield from _on_disk(path / name, f"{where}/{shown}", budget, level + 1)


def _unpacked(file: _File, budget: _Budget, level: int) -> Iterator[_File]:
    """The file, or the files in it if it is a zip. level: how many zips deep it would be."""
    if file.refused or _suffix(file.name) not in _READ:
        yield file
        return
    try:
        head = file.head()
        if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            if _suffix(file.name) == ".zip" and not file.is_notebook():
                raise _Refused("is damaged or was cut off: it is no whole zip" if head else "is an empty file")
            yield file
            return
        if level > ARCHIVE_LEVELS:
            raise _Refused(f"was left out: zips are more than {ARCHIVE_LEVELS} deep in each other")
        with _refusing():
            stream = file.open()
            if not isinstance(stream, _CappedFile):
                stream.close()
                stream = _CappedBytes(file.read(budget, ARCHIVE_BYTES))
            elif os.fstat(stream.fileno()).st_size > ARCHIVE_BYTES:
                stream.close()
                raise _Refused(_TOO_LARGE)
        yield from _in_zip(stream, file.where, budget, level)
    except _Refused as reason:
        yield replace(file, refused=str(reason))


def _in_zip(stream: BinaryIO, where: str, budget: _Budget, level: int, inside: str = "") -> Iterator[_File]:
    """The files of a zip, with `inside` only those below that name. Raises _Refused if it cannot be read."""
    with stream:
        with _refusing():
            archive = zipfile.ZipFile(stream)
        entries = archive.infolist()
        if len(entries) > ARCHIVE_ENTRIES:
            raise _Refused(f"holds more than {ARCHIVE_ENTRIES} entries")
        overlapping = _overlapping(entries)
        for info in entries:
            name = _entry_name(info)
            parts = _parts(name)
            hidden = any(_is_ignored(part) or part.lower() in _PRUNED for part in parts)
            if name.endswith("/") or not parts or hidden or (inside and parts[0] != inside):
                continue
            budget.entries -= 1
            if budget.entries < 0:
                raise _Refused(f"was left out: there are more than {ARCHIVE_ENTRIES} entries")
            shown = "/".join([*([where] if where else []), *parts])
            reason = _why_not(info, name, parts) or ("overlaps another entry" if info in overlapping else "")
            file = _File(shown, _changed(info), info.file_size, _opener(archive, info), reason)
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
        return "is protected by a password: ask for a zip without one"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # Python reads two more, but a few bytes of those may unpack to gigabytes at one go.
        return "is packed in a way that cannot be read here: ask for an ordinary zip"
    return ""


def _overlapping(entries: list[zipfile.ZipInfo]) -> set[zipfile.ZipInfo]:
    """The entries that claim bytes of the next one, by which a small zip unpacks to an endless amount."""
    ordered = sorted(entries, key=lambda info: info.header_offset)
    pairs = zip(ordered, ordered[1:], strict=False)
    return {one for one, other in pairs if one.header_offset + 30 + one.compress_size > other.header_offset}


def _entry_name(info: zipfile.ZipInfo) -> str:
    raw = info.orig_filename
    name = _printable(raw) if info.flag_bits & 0x800 else _plain(raw.encode("cp437"), "cp850")
    return name.replace("\\", "/")[-_NAME_LETTERS:]


def _parts(name: str) -> list[str]:
    return [part for part in name.split("/") if part not in ("", ".")]


def _changed(info: zipfile.ZipInfo) -> float:
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0


def _plain(name: bytes, other: str = "cp1252") -> str:
    try:
        return _printable(name.decode("utf-8"))
    except UnicodeDecodeError:
        return _printable(name.decode(other, "replace"))


def _printable(name: str) -> str:
    """The name without line ends and marks that turn the direction of writing."""
    return "".join("_" if unicodedata.category(letter).startswith("C") else letter for letter in name)


def _is_ignored(name: str) -> bool:
    return name.lower() in _IGNORED or name.startswith("._")


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


# --- what is in a file ---------------------------------------------------------------------------------------------


def _read(data: bytes) -> tuple[dict, tuple[str, ...]]:
    """The JSON of a notebook in format 4, and what had to be mended for it. Raises _Unreadable with the reason."""
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise _Unreadable("is empty" if not data else "is empty: it holds nothing but blanks")
    repaired = []
    try:
        text = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        repaired.append("The file was not saved as UTF-8; it was read as Windows text.")
    try:
        handed_in = json.loads(text, strict=False)
    except (RecursionError, MemoryError) as error:
        raise _Unreadable("is nested too deep or too large to be read") from error
    except ValueError as error:
        raise _Unreadable(_why_no_json(text, getattr(error, "pos", 0))) from error
    if not isinstance(handed_in, dict):
        raise _Unreadable("is JSON but no notebook")
    major, cells, sheets = (handed_in.get(key) for key in ("nbformat", "cells", "worksheets"))
    if isinstance(cells, list) and major != 1:
        return handed_in, tuple(repaired)
    if not isinstance(cells if major == 1 else sheets, list):
        raise _Unreadable("is JSON but no notebook: it has no cells")
    repaired.append("The notebook was in an old format and was converted.")
    return _converted(handed_in, major if major in (1, 2) else 3), tuple(repaired)


def _why_no_json(text: str, at: int) -> str:
    text = text.lstrip("\ufeff \r\n\t").rstrip("\0 \r\n\t")
    if re.search(r"^<{7}( |$)", text, re.MULTILINE) and re.search(r"^>{7}( |$)", text, re.MULTILINE):
        return "holds the marks of a merge conflict (<<<<<<< and >>>>>>>): ask for the version before the merge"
    if text.startswith("<"):
        return "is a web page instead of a notebook: ask for the file that the download button gives"
    if text.startswith("{") and (not text.endswith("}") or at >= len(text)):
        return "is cut off in the middle, as an incomplete download is: ask for it again"
    return "is no notebook: its text is not JSON"


def _converted(handed_in: dict, major: int) -> dict:
    """A notebook of format 1 to 3 in format 4, without outputs, which need not be in order."""

    def cell(old: dict) -> dict:
        code, metadata = old.get("cell_type") == "code", old.get("metadata")
        new = {"cell_type": old.get("cell_type"), "metadata": metadata if isinstance(metadata, dict) else {}}
        if "level" in old:
            new["level"] = old["level"]
        if code and major > 1:
            new |= {"language": "python", "outputs": []}
        words = ("code" if code else "text") if major == 1 else ("input" if code else "source")
        return new | {words: _line(old.get(words))}

    def cells(some: object) -> list[dict]:
        return [cell(one) for one in some if isinstance(one, dict)] if isinstance(some, list) else []

    parts = {"nbformat": major, "nbformat_minor": 0, "metadata": {"name": ""}}
    if major == 1:
        parts["cells"] = cells(handed_in["cells"])
    else:
        sheets = [sheet for sheet in handed_in["worksheets"] if isinstance(sheet, dict)]
        parts["worksheets"] = [{"cells": cells(sheet.get("cells")), "metadata": {}} for sheet in sheets]
    try:
        converted = nbformat.convert(nbformat.from_dict(parts), 4)
    except Exception as error:  # The converter has no error of its own for a damaged notebook.
        raise _Unreadable(f"is in the old format {major} and damaged, so that it cannot be converted") from error
    for one in converted.cells:
        # The converter draws ids, other ones each time.
        one.pop("id", None)
    return converted


def _line(source: object) -> str:
    return "".join(part for part in (source if isinstance(source, list) else [source]) if isinstance(part, str))


def _few(names: list[str]) -> str:
    return f"{', '.join(names[:5])}{f' and {len(names) - 5} more' if len(names) > 5 else ''}"


def _joined(sentences: list[str]) -> str:
    told = list(dict.fromkeys(filter(None, sentences)))
    more = [f"{len(told) - 10} more things were left out."] if len(told) > 10 else []
    return " ".join([*told[:10], *more])
