"""The learner's own copies of the exercises, in the folder my_work. An update of the course never touches them."""

import shutil
from pathlib import Path

from ssl_helpers import CourseError
from ssl_helpers.data import COURSE_FOLDER


def copy_missing_exercises(course: Path = COURSE_FOLDER) -> list[Path]:
    """Copy each released exercise that is not yet in my_work; give the notebooks copied. What is there stays as it is.

    Raises CourseError when my_work cannot be written.
    """
    copied = []
    for released in sorted((course / "exercises").glob("*/*.ipynb")):
        own = course / "my_work" / released.parent.name / released.name
        if own.exists():
            continue
        try:
            own.parent.mkdir(parents=True, exist_ok=True)
            # First beside it under another name: a copy that is cut off must not pass for the learner's notebook.
            half = own.with_suffix(".part")
            shutil.copyfile(released, half)
            half.replace(own)
        except OSError as error:
            raise CourseError(
                f"Your exercises cannot be copied to {own.parent}: {error.strerror or error}. "
                "Move the course to a folder that you may write, such as Documents, and start again."
            ) from error
        copied.append(own)
    return copied
