"""Start an exercise afresh: the released one takes the place of one's own, which is kept."""

from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from ssl_helpers import CourseError
from ssl_helpers.checking import record
from ssl_helpers.checking.exercises import Module
from ssl_helpers.my_network.saving import PRIVATE
from ssl_helpers.notebook_file import Unreadable, bare_cells, read
from ssl_helpers.workspace import copy_whole, my_work, own_notebook, released_notebook


def reset(module: Module) -> str:
    """Put a fresh copy of the exercise in the place of one's own; what was done, in words.

    One's own is kept in my_work/kept. At no moment is there no notebook. Raises CourseError when it cannot be written.
    """
    own, released = own_notebook(module), released_notebook(module)
    if not own.exists():
        _copy(released, own)
        record.add({"reset": module.stem})
        return f"There was no notebook of this module. A fresh one is here now: {own}"
    if not _differs(own, released):
        return f"Nothing to do: {own} is as it was handed out."
    kept = _kept(own)
    try:
        _copy(released, own)
    except CourseError:
        kept.unlink()
        raise
    record.add({"reset": module.stem})
    return (
        f"The fresh exercise is here: {own}\nYour earlier one is kept here: {kept}\n"
        "If it is open in JupyterLab: close its tab and open it again, without saving."
    )


def _differs(own: Path, released: Path) -> bool:
    """Whether anything but outputs sets the two apart."""
    try:
        notebook = read(own.read_bytes())[0]
    except (Unreadable, OSError):
        return True
    given = read(released.read_bytes())[0]
    metadata = notebook.get("metadata")
    return bare_cells(notebook) != bare_cells(given) or (isinstance(metadata, dict) and PRIVATE in metadata)


def _kept(own: Path) -> Path:
    """A copy of the notebook in my_work/kept, named by the time; nothing there is ever written over."""
    named = f"{own.stem} {datetime.now():%Y-%m-%d %H.%M}"
    names = (f"{named}{again}{own.suffix}" for again in chain([""], map(" ({})".format, count(2))))
    kept = next(file for name in names if not (file := my_work() / "kept" / name).exists())
    _copy(own, kept)
    return kept


def _copy(source: Path, target: Path) -> None:
    try:
        copy_whole(source, target)
    except OSError as error:
        with suppress(OSError):
            target.with_name(f"{target.name}.part").unlink()
        raise CourseError(
            f"{target} cannot be written: {error.strerror or error}. Nothing was changed. Make room there, or close "
            "the notebook wherever it is open, then try again."
        ) from error
