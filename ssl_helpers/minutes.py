"""How long each task took a learner, as far as the checks tell. It goes along with what is handed in."""

from collections.abc import Mapping, Sequence

import pandas as pd

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Module, exercises_of, topics
from ssl_helpers.checking.record import events

METADATA = "social_selling_course"
"""The key of a notebook's metadata under which they stand: {"minutes": {exercise: minutes}}."""

PAUSE = 30
"""Minutes without any check or opening. Longer than that was no work on one task."""

MOST = 600
"""Minutes. More is no measurement."""


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
    kept = metadata.get(METADATA) if isinstance(metadata, Mapping) else None
    told = kept.get("minutes") if isinstance(kept, Mapping) else None
    if not isinstance(told, Mapping):
        return {}
    numbers = {one.id: told.get(one.id) for topic in topics() for one in exercises_of(topic)}
    return {
        exercise: round(float(minutes), 1)
        for exercise, minutes in numbers.items()
        if isinstance(minutes, int | float) and not isinstance(minutes, bool) and 0 <= minutes <= MOST
    }
