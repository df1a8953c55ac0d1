"""Start an exercise afresh: the released one takes the place of one's own, which is kept."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ssl_helpers import CourseError
from ssl_helpers.checking import record
from ssl_helpers.checking.exercises import Module
from ssl_helpers.my_network.saving import PRIVATE
from ssl_helpers.notebook_file import Unreadable, bare_cells, read
from ssl_helpers.progress import number
from ssl_helpers.saved import refuse_unsaved
from ssl_helpers.workspace import hand_out, keep, my_work, own_notebook, released_notebook


def reset(module: Module) -> str:
    """Put a fresh copy of the exercise in the place of one's own; what was done, in words.

    One's own is kept in my_work/kept. At no moment is there no notebook. Raises CourseError when it cannot be written,
    or when an answer that was checked is not in its file.
    """
    own, released = own_notebook(module), released_notebook(module)
    if not own.exists():
        _write(own, lambda: hand_out(released, own))
        record.add({"reset": module.stem})
        return f"There was no notebook of this module. A fresh one is here now: {own}"
    if not differs(own, released):
        return f"Nothing to do: {own} is as it was handed out."
    _refuse_unsaved(module, own)
    # Read once, and kept under a name of its own: of two who reset at once, both keep what they found.
    kept = _write(own, lambda: keep(own.name, own.read_bytes(), my_work()))
    try:
        _write(own, lambda: hand_out(released, own))
    except CourseError:
        kept.unlink()
        raise
    record.add({"reset": module.stem})
    exercise = f"exercise {number(module.stem)}"
    return (
        f"If {exercise} is open in JupyterLab: close its tab and open it again, without saving. A box “File Changed” "
        f"may come: choose Revert.\nThe fresh exercise is here: {own}\nYour earlier one is kept here: {kept}\n"
        "To have it back: open it, and copy your answers from there into the fresh exercise. Run each answer and its "
        "check there, and save. What you check in the kept one does not count."
    )


def differs(own: Path, other: Path) -> bool:
    """Whether anything but outputs sets a learner's notebook apart from one that the course handed out."""
    try:
        notebook = read(own.read_bytes())[0]
    except (Unreadable, OSError):
        return True
    given = read(other.read_bytes())[0]
    metadata = notebook.get("metadata")
    return bare_cells(notebook) != bare_cells(given) or (isinstance(metadata, dict) and PRIVATE in metadata)


def _refuse_unsaved(module: Module, own: Path) -> None:
    # Of a notebook that cannot be read nothing more can be saved.
    with suppress(Unreadable, OSError):
        refuse_unsaved(module, bare_cells(read(own.read_bytes())[0]), own.stat().st_mtime, "reset it again")


def _write(target: Path, write: Callable[[], Path | None]) -> Path | None:
    try:
        return write()
    except OSError as error:
        with suppress(OSError):
            target.with_name(f"{target.name}.part").unlink()
        raise CourseError(
            f"{error.filename or target} cannot be written: {error.strerror or error}. Nothing was changed. Make room "
            "there, or close the notebook wherever it is open, then try again."
        ) from error
