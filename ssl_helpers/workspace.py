"""Where a learner works: the own copies of the exercises, in my_work. An update of the course never touches them."""

import errno
import hashlib
import json
import shutil
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from ssl_helpers import CourseError
from ssl_helpers.data import COURSE_FOLDER

if TYPE_CHECKING:
    from ssl_helpers.checking.exercises import Module

ELSEWHERE = "Social selling course"
"""The folder in Documents that is worked in where the course folder may not be written."""

# What the notebooks there link to, and what an answer may read by its path.
_TAKEN_ALONG = ("course", "datasets", "docs", "README.md", "CONTRIBUTING.md")
_NOTES = "copied.json"
# In my_work; JupyterLab does not list what begins with a point, and nobody hands in what is no .ipynb.
_HANDED_OUT = ".handed_out"
PROGRESS = "progress.jsonl"
"""In my_work, what was done (`checking.record`)."""
_SHOWN = ("course", "my_work", "datasets", "docs", "README.md")
"""What JupyterLab lists of the workspace: solutions would tell too much, and exercises are worked on in my_work."""


@lru_cache
def workspace(course: Path = COURSE_FOLDER) -> Path:
    """The folder that holds my_work: the course folder or, where that may not be written, one in Documents."""
    return course if _may_be_written(course / "my_work") else platformdirs.user_documents_path() / ELSEWHERE


def my_work() -> Path:
    return workspace() / "my_work"


def own_notebook(module: "Module") -> Path:
    """The learner's own copy of the module's exercise, which may not be there yet."""
    return my_work() / module.stem / f"{module.stem}.ipynb"


def released_notebook(module: "Module", course: Path = COURSE_FOLDER) -> Path:
    return course / "exercises" / module.stem / f"{module.stem}.ipynb"


def handed_out(module: "Module") -> Path:
    """The exercise as it was when the learner got it; there is none for one that an older course handed out."""
    return my_work() / _HANDED_OUT / f"{module.stem}.json"


def prepare(course: Path = COURSE_FOLDER) -> list[Path]:
    """Copy what is missing to the workspace; give the exercises copied. What a learner wrote stays as it is.

    Raises CourseError when it cannot be written.
    """
    place = workspace(course)
    try:
        if place != course:
            _take_along(course, place)
        return [_copied(released, place) for released in _missing_exercises(course, place)]
    except OSError as error:
        raise CourseError(
            f"Your exercises cannot be copied to {place / 'my_work'}: {error.strerror or error}. "
            "Make room there or move the course to a folder that you may write, and start again."
        ) from error


def _missing_exercises(course: Path, place: Path) -> list[Path]:
    released = sorted((course / "exercises").glob("*/*.ipynb"))
    return [file for file in released if not (place / "my_work" / file.parent.name / file.name).exists()]


def _copied(released: Path, place: Path) -> Path:
    own = place / "my_work" / released.parent.name / released.name
    hand_out(released, own)
    return own


def hand_out(released: Path, own: Path) -> None:
    """Copy an exercise to the learner's place, and note how it was then."""
    copy_whole(released, own)
    # What cannot be noted is only not known later.
    with suppress(OSError):
        copy_whole(released, own.parent.parent / _HANDED_OUT / f"{own.stem}.json")


def not_for_learners(place: Path) -> list[str]:
    """The names that JupyterLab does not list; a link still opens what it leads to."""
    return [*sorted({entry.name for entry in place.iterdir()} - set(_SHOWN)), PROGRESS]


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file; a copy that is cut off never passes for it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, half)
    half.replace(target)


def keep(name: str, data: bytes, work: Path) -> Path:
    """Write what is to be kept into the folder kept of my_work, named by the time; nothing there is ever written over.

    Of a file that cannot be written whole nothing is left. Raises OSError.
    """
    stem, suffix = Path(name).stem, Path(name).suffix
    place = work / "kept"
    place.mkdir(parents=True, exist_ok=True)
    named = f"{stem} {datetime.now():%Y-%m-%d %H.%M}"
    kept, number = place / f"{named}{suffix}", 1
    while True:
        try:
            file = kept.open("xb")
            break
        except FileExistsError:
            number += 1
            kept = place / f"{named} ({number}){suffix}"
    try:
        with file:
            file.write(data)
    except BaseException:
        kept.unlink()
        raise
    return kept


def _may_be_written(folder: Path) -> bool:
    trial = (folder if folder.exists() else folder.parent) / ".may_be_written"
    try:
        trial.touch()
        trial.unlink(missing_ok=True)
    except OSError as error:
        # Anything else, such as a full disk, may pass, and must not make the work seem to be gone.
        return error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS)
    return True


def _take_along(course: Path, place: Path) -> None:
    """Copy the lessons and what belongs to them, anew where an update changed them.

    A lesson that the learner has changed is put aside into my_work/kept before the updated one takes its place.
    """
    notes = place / _NOTES
    known = _noted(notes)
    for source in _files(course):
        name = source.relative_to(course).as_posix()
        target, now = place / name, _digest(source)
        if known.get(name) == now and target.exists():
            continue
        if target.exists() and _digest(target) not in (known.get(name), now):
            keep(target.name, target.read_bytes(), place / "my_work")
        copy_whole(source, target)
        known[name] = now
    half = notes.with_name(f"{_NOTES}.part")
    half.write_text(json.dumps(known, indent=1), encoding="utf-8")
    half.replace(notes)


def _noted(notes: Path) -> dict[str, str]:
    """What was copied. Of notes that cannot be read nothing is known: then what differs is kept."""
    try:
        known = json.loads(notes.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def _files(course: Path) -> list[Path]:
    found = [course / name for name in _TAKEN_ALONG]
    inside = [file for folder in found if folder.is_dir() for file in folder.rglob("*")]
    return sorted(file for file in [*found, *inside] if file.is_file() and ".ipynb_checkpoints" not in file.parts)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
