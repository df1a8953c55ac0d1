"""The likely cause of a Python error, in plain English and with the learner's own words.

`report` is what a learner sees in place of a traceback: the line, the cause, the next step. The causes stand in tables,
one file for each kind of slip: for which kind of error, known by which of Python's own words, and what is said then, as
a text (`told`) or by a small function (`cause`).

Only the standard library is imported here: this package is loaded when a kernel starts, before any table is.
"""

import re
import textwrap
from collections.abc import Mapping
from contextlib import suppress

from ssl_helpers import CourseError
from ssl_helpers.kernel.causes import (
    after_a_point,
    missing_labels,
    packages_files_rest,
    unfit_values,
    unknown_names,
    unreadable_pieces,
    unreadable_signs,
    wrong_kinds,
)
from ssl_helpers.kernel.causes.stop import in_a_function, python_says, said_by, spots_of, stop_of, whole
from ssl_helpers.spelling import nearest

__all__ = ["cause_of", "in_a_function", "nearest", "report", "story"]

WIDTH = 68
"""Characters that a line of the pink box has room for, beside the list of files in a small window."""

_AT_BLANKS = {"break_long_words": False, "break_on_hyphens": False}

# The first cause that fits is told. Several files explain one type of error (a SyntaxError may lie in a sign or in a
# piece), and the last causes for a type fit nearly any error of it. So the order of the files here, and that of the
# causes in each, decides which explanation wins.
_CAUSES = [
    *after_a_point.CAUSES,
    *unknown_names.CAUSES,
    *missing_labels.CAUSES,
    *wrong_kinds.CAUSES,
    *unfit_values.CAUSES,
    *unreadable_signs.CAUSES,
    *unreadable_pieces.CAUSES,
    *packages_files_rest.CAUSES,
]


def report(error: BaseException, source: str = "", namespace: Mapping[str, object] | None = None) -> list[str]:
    """The lines shown instead of a traceback: the place, the cause, and Python's own words at the end."""
    *place, told = story(error, source, namespace)
    with suppress(Exception):
        error = whole(error, source)
    python = python_says(error)
    if isinstance(error, CourseError) or told == python:
        return [*place, *_wrapped(told)]
    return [*place, *_wrapped(told), "", f"({python})"]


def _wrapped(told: str) -> list[str]:
    """Lines that end at a blank: JupyterLab breaks those of a pink box anywhere, in the middle of a word."""
    lines = []
    for line in told.split("\n"):
        lines += [line] if line.startswith("    ") else textwrap.wrap(line, WIDTH, **_AT_BLANKS)
    return lines


def story(error: BaseException, source: str = "", namespace: Mapping[str, object] | None = None) -> list[str]:
    """The lines that tell where it stopped and why.

    source: the learner's cell. namespace: the notebook's names, to find the one that was meant.
    """
    spots = []
    with suppress(Exception):
        error = whole(error, source)
        spots = spots_of(error, source)
    lines = [] if spots else ["Your code stopped."]
    for spot in spots:
        where = f"in your function `{spot.function}`" if lines else f"Your code stopped in line {spot.number}"
        lines += [f"{where}:", f"    {spot.line.strip()}"]
    return [*lines, cause_of(error, source, namespace)]


def cause_of(error: BaseException, source: str = "", namespace: Mapping[str, object] | None = None) -> str:
    """One or two sentences: what went wrong, and what to do. For an error that is not known, Python's own words."""
    if isinstance(error, CourseError):
        return said_by(error)
    with suppress(Exception):
        stop = stop_of(whole(error, source), source, namespace or {})
        for kind, pattern, explain in _CAUSES:
            found = isinstance(stop.error, kind) and re.search(pattern, stop.said, re.DOTALL)
            # An odd object of the learner's may trip one cause; the others still have their say.
            with suppress(Exception):
                if found and (told := explain(stop, found)):
                    return told
    return python_says(error)
