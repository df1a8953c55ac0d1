"""Hand in an exercise: looked at first, then put without its outputs into the one zip that goes to the trainer.

All modules of a learner come into one zip that has the learner's name, since the outermost file names the learner. So
a later zip that takes the place of an earlier one never loses a module.
"""

import json
import re
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pandas as pd

from ssl_helpers import CourseError
from ssl_helpers.alongside import METADATA, alongside
from ssl_helpers.checking import outcomes, record
from ssl_helpers.checking.exercises import Module, module_called
from ssl_helpers.checking.values import count
from ssl_helpers.my_network.saving import PRIVATE
from ssl_helpers.notebook_file import Unreadable, bare_cells, grade_id, read
from ssl_helpers.paths import file_name, write_whole
from ssl_helpers.private_things import private_things
from ssl_helpers.progress import number, tasks
from ssl_helpers.saved import refuse_unsaved, tasks_listed
from ssl_helpers.workspace import handed_out, keep, my_work, own_notebook, released_notebook

FOLDER = "to_hand_in"
NO_NAME = 'Whose work is it? Write your name, as your trainer knows it, between the quotes: name="Mette Hansen".'
_MINUTES = "With it go the minutes that each solved task took you, so that your trainer can plan the next class."
_SEND = "Give this one file to your trainer, as your trainer has told you. Nothing was sent."
LONGEST_NAME = 60
_MARKED_PRIVATE = "This notebook is marked as one that shows a network of your own. Such a notebook is never handed in."


def hand_in(module: Module, name: str = "") -> str:
    """Put the learner's exercise into the zip for the trainer; where it is and what is in it, in words.

    name: the learner's, or "" for the one typed last. Raises CourseError, with what to do, where something is missing,
    is not saved or is private.
    """
    typed = _printable(name) or _printable(record.learner())
    learner = learner_name(typed)
    # Now, so that who is refused need not type it again.
    record.remember_learner(typed)
    own = own_notebook(module)
    notebook, saved = _read(module, own)
    done = tasks().query("stem == @module.stem")
    cells = bare_cells(notebook)
    release = read(released_notebook(module).read_bytes())[0]
    released = bare_cells(release)
    got = _as_handed_out(module, released)
    path = my_work() / FOLDER / f"{learner}.zip"
    _refuse_other_answers(module, cells, saved)
    _refuse_nothing_for_something(path, module, cells, got)
    problems = list(_problems(module, notebook, cells, got, released))
    if problems:
        told = "\n".join(f"• {one}" for one in problems)
        raise CourseError(f"Not ready to be handed in, and no file was made.\n{told}\nThen save, and hand it in again.")
    for cell in cells:
        cell.pop("attachments", None)
    along = alongside(module)
    metadata = {**release["metadata"], **along}
    bare = {"metadata": metadata, "nbformat": 4, "nbformat_minor": release["nbformat_minor"], "cells": cells}
    inside, damaged = _add(path, module, json.dumps(bare, ensure_ascii=False, indent=1) + "\n", saved)
    minutes = [_MINUTES] if along[METADATA]["minutes"] else []
    return "\n".join([*_told(path, inside, damaged, done, cells, got), *minutes, _SEND])


def learner_name(typed: str) -> str:
    """The name as a file may have it, and as marking reads it again from the zip. Raises CourseError for none."""
    # Marking takes endings and the codes of learning platforms away: a name has no dots within words, and no _.
    words = re.sub(r"\.(?=\S)|_", " ", file_name(typed)).split()
    name = " ".join(words)[:LONGEST_NAME].strip(". ")
    if not re.search(r"\w", name):
        raise CourseError(NO_NAME)
    return file_name(name)


def _printable(typed: str) -> str:
    """The name without what no keyboard gives, such as half a letter or the end of a line."""
    # With the joiner, by which some emoji are one picture.
    return " ".join("".join(one if one.isprintable() or one == "\u200d" else " " for one in typed).split())


def _read(module: Module, own: Path) -> tuple[dict, float]:
    """The notebook and when it was saved, in seconds."""
    try:
        saved = own.stat().st_mtime
        return read(own.read_bytes())[0], saved
    except FileNotFoundError as error:
        raise CourseError(
            f"Your notebook is not there: {own}. If it has another name or place now, put it back; if not, start the "
            "course again, which makes a fresh one."
        ) from error
    except OSError as error:
        raise CourseError(f"{own} may not be read: {error.strerror or error}. Close it wherever it is open.") from error
    except Unreadable as reason:
        raise CourseError(f"{own} {str(reason).partition(':')[0]}. {_afresh(module)}") from reason


def _refuse_other_answers(module: Module, cells: Sequence[Mapping], saved: float) -> None:
    """Refuse a file that lacks an answer which was right: the points said would not be its own.

    Whoever has given up on an answer that was not right hands in what is there.
    """
    lost = refuse_unsaved(module, cells, saved, "hand it in again").query("outcome == @outcomes.CORRECT")
    if len(lost):
        raise CourseError(
            f"In {tasks_listed(lost)} the file holds another answer than the one you checked. In exercise "
            f"{number(module.stem)}, run the answer and its check again, save, and hand it in again. The file is "
            f"{own_notebook(module)}."
        )


def _refuse_nothing_for_something(
    path: Path, module: Module, cells: Sequence[Mapping], released: Sequence[Mapping]
) -> None:
    """Refuse to put an exercise with no answer in the place of one that was handed in with some."""
    _, earlier = (_entries(_bytes(path)) or {}).get(module.stem, ((), b""))
    try:
        before = bare_cells(read(earlier)[0])
    except Unreadable:
        return
    if _answered(before, released) and not _answered(cells, released):
        raise CourseError(
            f"Exercise {number(module.stem)} has no answer in it yet, and the one you handed in before has some: it is "
            "still in the file for your trainer. Nothing was changed. Answer a task first, save, and hand it in again."
        )


def _answered(cells: Sequence[Mapping], released: Sequence[Mapping]) -> bool:
    as_released = {(grade_id(cell), *cell["source"].split()) for cell in released}
    return any((grade_id(cell), *cell["source"].split()) not in as_released for cell in cells if _is_answer(cell))


def _is_answer(cell: Mapping) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def _problems(
    module: Module,
    notebook: Mapping,
    cells: Sequence[Mapping],
    got: Sequence[Mapping],
    released: Sequence[Mapping],
) -> Iterator[str]:
    """got: the cells as this learner got them. released: as they are handed out now."""
    metadata = notebook.get("metadata")
    if isinstance(metadata, dict) and metadata.get(PRIVATE):
        yield _MARKED_PRIVATE
    # What an update has changed since marking puts right; and who put the new one there by hand has all of that.
    yield from min((list(_changed_cells(module, cells, one)) for one in (got, released)), key=len)
    as_released = {_words(cell) for cell in [*got, *released]}
    titles = _titles(released) | _titles(got)
    shown = [cell.get("outputs") for cell in notebook["cells"] if isinstance(cell, dict)]
    for place, found in private_things(cells, shown):
        # The course's own words name no one.
        if _words(cells[place]) not in as_released:
            yield f"{_where(cells, place, titles)} {found}"


def _as_handed_out(module: Module, released: Sequence[Mapping]) -> Sequence[Mapping]:
    """The cells as this learner got them, perhaps before an update; as they are now where that is not known."""
    try:
        return bare_cells(read(handed_out(module).read_bytes())[0])
    except (OSError, Unreadable):
        return released


def _words(cell: Mapping) -> tuple[str, str]:
    return cell["cell_type"], cell["source"]


def _changed_cells(module: Module, cells: Sequence[Mapping], released: Sequence[Mapping]) -> Iterator[str]:
    """What is wrong with the cells that marking needs: the answers, and the checks, which stay as they are."""
    found = Counter(grade_id(cell) for cell in cells)
    sources = {grade_id(cell): cell["source"].strip() for cell in cells}
    titles, about = _titles(released), ""
    wrong: dict[str, list[str]] = {"missing": [], "there twice": [], "changed": []}
    for cell in released:
        settings, own_id = cell["metadata"].get("nbgrader", {}), grade_id(cell)
        about = titles.get(own_id, about)
        if not (settings.get("grade") or settings.get("solution")):
            continue
        if not found[own_id]:
            wrong["missing"].append(about)
        # An answer cell that was split makes two, and marking takes both.
        elif found[own_id] > 1 and not settings.get("solution"):
            wrong["there twice"].append(about)
        elif not settings.get("solution") and sources[own_id] != cell["source"].strip():
            wrong["changed"].append(about)
    for how, where in wrong.items():
        if where:
            tasks_meant = _listed([f"“{one}”" for one in dict.fromkeys(where)])
            yield f"The answer or check cell is {how} in {tasks_meant}. {_afresh(module)}"


def _afresh(module: Module) -> str:
    again = f"reset({number(module.stem)})"
    return f"Start the exercise afresh with {again} in My course, which keeps this one, and copy your answers over."


def _titles(released: Sequence[Mapping]) -> dict[str, str]:
    """The grade_id of each task's text -> its heading."""
    return {
        grade_id(cell): cell["source"].partition("\n")[0].lstrip("# ")
        for cell in released
        if grade_id(cell).endswith("-task")
    }


def _where(cells: Sequence[Mapping], place: int, titles: Mapping[str, str]) -> str:
    above = [titles[grade_id(cell)] for cell in cells[: place + 1] if grade_id(cell) in titles]
    below = f"Below “{above[-1]}”, the" if above else "The"
    begin = cells[place]["source"].strip().partition("\n")[0]
    return f"{below} cell that begins with “{begin[:40]}{'…' if len(begin) > 40 else ''}”"


def _add(path: Path, module: Module, text: str, saved: float) -> tuple[list[str], Path | None]:
    """Put the notebook into the zip, in the place of an earlier version of it.

    The modules in it by then, and where a zip is kept that was there and could not be read.
    """
    # Marking takes the newest of several: by the time when the learner saved it. A zip knows these years only.
    at = min(max(time.localtime(saved)[:6], (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 58))
    own = {module.stem: (at, text.encode("utf-8", "replace"))}
    while True:
        before = _bytes(path)
        entries = _entries(before)
        packed = _packed({**(entries or {}), **own})
        # Who hands in another module at the same time has put it there by now.
        if _bytes(path) == before:
            break
    damaged = keep(path.name, before, my_work()) if entries is None else None
    write_whole(path, packed)
    return sorted({**(entries or {}), **own}), damaged


def _packed(entries: Mapping[str, tuple[tuple, bytes]]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for stem, (changed, data) in sorted(entries.items()):
            # Not packed smaller, so that the same work gives the same bytes everywhere.
            entry = zipfile.ZipInfo(f"{stem}/{stem}.ipynb", changed)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def _bytes(path: Path) -> bytes | None:
    """The zip of before; None where there is none. Raises CourseError for one that is there and may not be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        # Written anew it would lose the modules that are in it.
        raise CourseError(
            f"{path} may not be read: {error.strerror or error}. Your earlier modules are in it, so nothing was "
            "changed. Close it wherever it is open, and if it lies in a cloud folder, wait until it is here."
        ) from error


def _entries(data: bytes | None) -> dict[str, tuple[tuple, bytes]] | None:
    """What was handed in before: stem -> time and notebook, without what is not ours. None for a damaged zip."""
    if data is None:
        return {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {
                stem: (entry.date_time, archive.read(entry))
                for entry in archive.infolist()
                if module_called(stem := entry.filename.partition("/")[0]) and entry.filename == f"{stem}/{stem}.ipynb"
            }
    except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def _told(
    path: Path,
    inside: list[str],
    damaged: Path | None,
    done: pd.DataFrame,
    cells: Sequence[Mapping],
    released: Sequence[Mapping],
) -> Iterator[str]:
    core = done[done["core"]]
    left = int((core["outcome"] == outcomes.NOT_ATTEMPTED).sum())
    extra = done.loc[~done["core"], "points"].sum()
    yield f"Ready to be handed in: {path}"
    yield (
        f"By what you checked last: {core['points'].sum()} of {core['max_points'].sum()} core points so far"
        + (f", {count(left, 'core task')} not attempted" if left else "")
        + (f"; {count(int(extra), 'extra point')}." if extra else ".")
    )
    if _reflection_is_empty(cells, released):
        yield "The reflection is still empty. You may fill it in, save, and hand in again."
    modules = _listed([number(stem) for stem in inside])
    yield (
        f"In it are the modules {modules}, each as you handed it in last."
        if len(inside) > 1
        else f"In it is module {modules}."
    )
    if damaged:
        yield (
            f"The earlier file could not be read; it is kept here: {damaged}. If it held other modules, hand them in "
            "again."
        )
    if others := sorted(one.name for one in path.parent.glob("*.zip") if one != path):
        yield (
            f"Beside it lies {_listed(others)}, made in another name. If that is you too: hand in those modules again "
            f"in this name, {path.stem}, and delete the other file."
        )


def _reflection_is_empty(cells: Sequence[Mapping], released: Sequence[Mapping]) -> bool:
    given = {grade_id(cell): cell["source"].split() for cell in released if grade_id(cell).endswith("-reflection")}
    return any(cell["source"].split() in ([], given.get(grade_id(cell))) for cell in cells if grade_id(cell) in given)


def _listed(things: Sequence[object]) -> str:
    *first, last = map(str, things)
    return f"{', '.join(first)} and {last}" if first else last
