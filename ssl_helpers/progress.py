"""How far a learner is: the events that were kept, as tables of tasks and modules."""

import pandas as pd

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import exercises_of, module_called, module_of, topics
from ssl_helpers.checking.record import events, tries


def tasks() -> pd.DataFrame:
    """One row for each task, in the order of the course.

    Columns: stem, exercise (its id), number (in its notebook, from 1), core, points (earned by the last check),
    max_points, minutes, outcome (of the last check since the module was begun or reset, "not attempted" without one),
    tries, answer (digests of the cells last checked), checked (the time of the last check, UTC; missing without one),
    position (of the last check among all events, -1 without one: a clock may have been set back).
    """
    last: dict[str, dict] = {}
    for position, event in enumerate(events()):
        if "exercise" in event:
            last[event["exercise"]] = {**event, "position": position}
        elif module := module_called(str(event.get("reset"))):
            for one in exercises_of(module.topic):
                last.pop(one.id, None)
    rows = []
    for module in sorted(map(module_of, topics()), key=lambda one: one.stem):
        for number, one in enumerate(exercises_of(module.topic), start=1):
            event = last.get(one.id, {})
            right = event.get("outcome") == outcomes.CORRECT
            rows.append(
                {
                    "stem": module.stem,
                    "exercise": one.id,
                    "number": number,
                    "core": one.core,
                    "points": one.points if right else 0,
                    "max_points": one.points,
                    "minutes": one.minutes,
                    "outcome": event.get("outcome", outcomes.NOT_ATTEMPTED),
                    "tries": tries(one),
                    "answer": event.get("answer", []),
                    "checked": event.get("at"),
                    "position": event.get("position", -1),
                }
            )
    done = pd.DataFrame(rows)
    return done.assign(checked=pd.to_datetime(done["checked"], utc=True, errors="coerce", format="ISO8601"))


def modules(done: pd.DataFrame) -> pd.DataFrame:
    """One row for each module of `tasks()`, labelled by its stem.

    Columns: title, points and max_points of the core tasks, extra and max_extra of the others, minutes_left (of the
    open core tasks; with the reflection while one of them is open, with the lesson while none was tried), done.
    """
    rows = {}
    for stem, own in done.groupby("stem"):
        module, core, extra = module_called(stem), own[own["core"]], own[~own["core"]]
        still_open = core[core["outcome"] != outcomes.CORRECT]
        begun = (own["outcome"] != outcomes.NOT_ATTEMPTED).any()
        left = still_open["minutes"].sum() + (module.reflection_minutes if len(still_open) else 0)
        rows[stem] = {
            "title": module.title,
            "points": core["points"].sum(),
            "max_points": core["max_points"].sum(),
            "extra": extra["points"].sum(),
            "max_extra": extra["max_points"].sum(),
            "minutes_left": left + (0 if begun else module.lesson_minutes),
            "done": still_open.empty,
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def summary(modules: pd.DataFrame) -> str:
    """Points and minutes in one sentence each."""
    extra = modules["extra"].sum()
    beside = f", and {extra} extra point{'' if extra == 1 else 's'}" if extra else ""
    left = modules["minutes_left"].sum()
    time = f"About {left} minutes are left." if left else "All core tasks are done."
    return f"You have {modules['points'].sum()} of {modules['max_points'].sum()} core points{beside}. {time}"


def by_module(modules: pd.DataFrame) -> list[str]:
    """One line for each module."""
    return [
        f"{'✓' if row['done'] else '○'} {number(stem)} {row['title']}: {row['points']} of {row['max_points']} points"
        + ("" if row["done"] else f", about {row['minutes_left']} minutes left")
        for stem, row in modules.iterrows()
    ]


def number(stem: str) -> int:
    return int(stem.partition("_")[0])
