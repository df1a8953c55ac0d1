"""Who handed something in: the learner is named by the outermost file or folder, or by the learning platform."""

import os
import re
import stat
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ssl_helpers import CourseError
from ssl_helpers.paths import file_name
from ssl_trainer.intake.files import (
    CappedFile,
    Handed,
    Refused,
    decoded,
    entry_name,
    is_ignored,
    parts_of,
    plain,
    refusing,
    suffix,
)

_SUFFIXES = re.compile(
    r"(\.(ipynb|zip|json|txt|bin|download|7z|rar|tar|gz|tgz|bz2|xz|docx?|odt|pages|pdf|rtf|md|html?|py|xlsx?|csv|pptx?"
    r"|png|jpe?g|heic))+$",
    re.IGNORECASE,
)
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(file|onlinetext)(_.*)?")
CANVAS = re.compile(r"(?P<name>[^_]+)(_LATE)?_(?P<number>\d{2,})_\d{3,}_.+?(-(?P<again>\d+))?(\.\w+)+")


class Platform(NamedTuple):
    """Where a learner handed in: "moodle" or "canvas", and the number by which that platform knows the learner."""

    name: str
    number: str


def platform(learner: str, source: str) -> Platform | None:
    """The learning platform that a hand-in was downloaded from; None where it was none.

    source: where in the inbox it was. The two outermost names count, if they made the learner's name: what lies in a
    learner's own zip may be called anything.
    """
    for part in parts_of(source)[:2]:
        for name, pattern in ("moodle", _MOODLE), ("canvas", CANVAS):
            found = pattern.fullmatch(part)
            if found and learner.startswith(_cut(_as_folder(_numbered(found)))):
                return Platform(name, found["number"])
    return None


def learners(inbox: Path) -> dict[str, list[Handed]]:
    """What each learner handed in, by the learner's name, in order. No notebook is read yet.

    Raises CourseError, with what to do, for an inbox that is not there, is empty or may not be read.
    """
    grouped: dict[str, list[Handed]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for handed, name in sorted(_outermost(Path(inbox)), key=lambda pair: pair[0].where):
        key = unicodedata.normalize("NFC", name)
        spelled.setdefault(key, name)
        grouped[key].append(handed)
    if not grouped:
        raise CourseError(f"There is nothing in the inbox {inbox}. Put the zips, folders or notebooks there, one each.")
    names = _distinct(spelled)
    return {names[key]: grouped[key] for key in sorted(grouped, key=lambda key: (names[key].casefold(), names[key]))}


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
        except Refused as reason:
            raise CourseError(f"The inbox {inbox} {reason}. Give a folder or a whole zip.") from reason
        yield from ((Handed(inbox, top, top), _person(top, folder)) for top, folder in tops.items())
        return
    for path, is_folder in entries:
        name, person = plain(os.fsencode(path.name)), decoded(os.fsencode(path.name))
        if is_ignored(name):
            continue
        tops = _class_zip(path)
        for top, folder in tops.items():
            yield Handed(path, f"{name}/{top}", top), _person(top, folder)
        if not tops:
            yield Handed(path, name), _person(person, is_folder)


def _class_zip(path: Path) -> dict[str, bool]:
    """The outermost names in a zip that a learning platform made of a whole class; none in any other file."""
    try:
        if suffix(path.name) != ".zip" or not stat.S_ISREG(path.lstat().st_mode):
            return {}
        tops = _tops(path)
    except (OSError, Refused):
        return {}
    # Moodle may add a table of marks.
    moodle = any(map(_MOODLE.fullmatch, tops)) and all(_MOODLE.fullmatch(top) or not tops[top] for top in tops)
    tops = {top: folder for top, folder in tops.items() if not moodle or _MOODLE.fullmatch(top)}
    canvas = all(CANVAS.fullmatch(top) and not folder for top, folder in tops.items())
    return tops if moodle or canvas else {}


def _tops(path: Path) -> dict[str, bool]:
    """The outermost names in a zip -> whether it is a folder."""
    tops: dict[str, bool] = {}
    with refusing(), CappedFile(path) as stream, zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            top, *below = parts_of(entry_name(info)) or [""]
            if top and top != ".." and not is_ignored(top):
                tops[top] = tops.get(top, False) or bool(below) or info.is_dir()
    return tops


def _person(name: str, folder: bool) -> str:
    on_platform = _MOODLE.fullmatch(name) or (None if folder else CANVAS.fullmatch(name))
    if on_platform:
        return _numbered(on_platform)
    named_as_file = not folder or suffix(name) in (".ipynb", ".zip")
    return (_SUFFIXES.sub("", name) if named_as_file else name) or name


def _distinct(spelled: Mapping[str, str]) -> dict[str, str]:
    """The names as folders may have them, by the same keys; no two of them the same, in small letters either."""
    names = {key: _as_folder(name) for key, name in spelled.items()}
    alike: dict[str, list[str]] = defaultdict(list)
    for key in sorted(names):
        alike[names[key].casefold()].append(key)
    for keys in alike.values():
        _, *others = sorted(keys, key=lambda key: names[key] != key)
        for key in others:
            # By what it was, not by a number: so the name stays when others hand in later.
            names[key] = f"{_cut(names[key])} ({sha256(key.encode('utf-8', 'replace')).hexdigest()[:6]})"
    return names


def _numbered(found: re.Match) -> str:
    return f"{found['name']} ({found['number']})"


def _as_folder(name: str) -> str:
    # In a table nobody can tell one blank from two.
    return file_name(" ".join(name.split()))


def _cut(name: str) -> str:
    return name[:70].rstrip(". ")
