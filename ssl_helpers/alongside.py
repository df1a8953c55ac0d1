"""What goes along with an exercise that is handed in: how long its tasks took, and which firm it was worked on."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Module, exercises_of, topics
from ssl_helpers.checking.record import events
from ssl_helpers.data import datasets_folder

METADATA = "social_selling_course"
"""The key of a notebook's metadata under which it stands: {"minutes": {exercise: minutes}, "firm": its mark}."""

PAUSE = 30
"""Minutes without any check or opening. Longer than that was no work on one task."""

MOST = 600
"""Minutes. More is no measurement."""


def alongside(module: Module) -> dict[str, dict]:
    """What the metadata of an exercise gets when it is handed in."""
    return {METADATA: {"minutes": minutes_needed(module), "firm": firm_mark(datasets_folder())}}


def firm_mark(folder: Path) -> str:
    """A short digest by which a firm is known, of its list of accounts; "" where there is none."""
    accounts = folder / "accounts.csv"
    return hashlib.sha256(accounts.read_bytes()).hexdigest()[:16] if accounts.is_file() else ""


def minutes_needed(module: Module, kept: Sequence[Mapping] | None = None) -> dict[str, float]:
    """Exercise id -> minutes until its answer was first right, since the module was begun or begun afresh.

    The time before each check is that of its task. A task that was solved after a pause, or whose beginning is not
    known, is left out: a lesson read in between looks like a pause, too. kept: as `record.events()` gives them.
    """
    spent: dict[str, float] = {}
    done: dict[str, float] = {}
    unknown: set[str] = set()
    before = pd.NaT
    for event in events() if kept is None else kept:
        at = pd.to_datetime(event.get("at"), utc=True, errors="coerce", format="ISO8601")
        if event.get("reset") == module.stem:
            spent, done, unknown = {}, {}, set()
        exercise = event.get("exercise", "")
        if exercise.partition(".")[0] == module.topic and exercise not in done:
            gap = (at - before).total_seconds() / 60
            # A clock may have been set back; and a time that is missing compares as false.
            if 0 <= gap <= PAUSE:
                spent[exercise] = spent.get(exercise, 0) + gap
            else:
                unknown.add(exercise)
            if event.get("outcome") == outcomes.CORRECT:
                done[exercise] = round(spent.get(exercise, 0), 1)
        before = at
    return {exercise: minutes for exercise, minutes in done.items() if exercise not in unknown}


def read_minutes(metadata: object) -> dict[str, float]:
    """Exercise id -> minutes in a notebook's metadata, whoever wrote them: those that can be true."""
    told = _told(metadata).get("minutes")
    if not isinstance(told, Mapping):
        return {}
    numbers = {one.id: told.get(one.id) for topic in topics() for one in exercises_of(topic)}
    return {
        exercise: round(float(minutes), 1)
        for exercise, minutes in numbers.items()
        if isinstance(minutes, int | float) and not isinstance(minutes, bool) and 0 <= minutes <= MOST
    }


def read_firm(metadata: object) -> str:
    """The mark of the firm that a notebook was worked on, or "" where it does not say."""
    firm = _told(metadata).get("firm")
    return firm[:16] if isinstance(firm, str) else ""


def _told(metadata: object) -> Mapping:
    told = metadata.get(METADATA) if isinstance(metadata, Mapping) else None
    return told if isinstance(told, Mapping) else {}
