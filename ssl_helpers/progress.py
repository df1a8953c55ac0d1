"""What a learner has done, kept in my_work/progress.jsonl: one line for each event, so that nothing is ever rewritten.

An event is {"at", "exercise", "outcome", "answer"} for a check (answer: a digest of each cell that made it),
{"at", "reset"} with the stem of a module that was started afresh, or {"at", "learner"} with the name typed.
"""

import ast
import hashlib
import json
import textwrap
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise, exercises_of, module_called, module_of, topics
from ssl_helpers.workspace import my_work

TRIES = 3
"""After so many different answers that were not right, the solution is open."""

FILE = "progress.jsonl"
_not_kept: list[dict] = []
"""Events that could not be written: they count until the notebook's kernel ends."""


def is_kept() -> bool:
    """Whether what is done here counts: in a notebook of my_work, not in a trial anywhere else."""
    try:
        return Path.cwd().resolve().is_relative_to(my_work().resolve())
    except OSError:
        return False


def record(event: dict) -> None:
    """Add one event, with the time. Where it cannot be written it is remembered until the program ends."""
    event = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **event}
    try:
        with (my_work() / FILE).open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(event, ensure_ascii=False) + "\n")
    except OSError:
        _not_kept.append(event)


def record_check(outcome: outcomes.Outcome, answer: list[str], *, kept: bool) -> None:
    """Add the outcome of a check unless it is what was said last of the same answer; kept: see `is_kept`."""
    before = next((event for event in reversed(events()) if event.get("exercise") == outcome.exercise), {})
    if (before.get("outcome"), before.get("answer")) == (outcome.kind, answer):
        return
    event = {"exercise": outcome.exercise, "outcome": outcome.kind, "answer": answer}
    if kept:
        record(event)
    else:
        _not_kept.append(event)


def events() -> list[dict]:
    """All events in order. A line that cannot be read, such as one cut off by a crash, is left out."""
    file = my_work() / FILE
    try:
        stat = file.stat()
        kept = _read(file, stat.st_mtime_ns, stat.st_size)
    except OSError:
        kept = ()
    return [*kept, *_not_kept]


@lru_cache(maxsize=1)
def _read(file: Path, _mtime: int, _size: int) -> tuple[dict, ...]:
    found = []
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            found.append(event)
    return tuple(found)


def tries(exercise: Exercise) -> int:
    """How many different answers were checked and not right: what runs again or only looks different is no new try."""
    missed = (outcomes.NOT_YET, outcomes.STOPPED)
    return len({str(one.get("answer")) for one in _checks(exercise) if one.get("outcome") in missed})


def was_right(exercise: Exercise) -> bool:
    """Whether an answer to it was ever right."""
    return any(one.get("outcome") == outcomes.CORRECT for one in _checks(exercise))


def _checks(exercise: Exercise) -> list[dict]:
    return [event for event in events() if event.get("exercise") == exercise.id]


def tasks() -> pd.DataFrame:
    """One row for each task, in the order of the course.

    Columns: stem, exercise (its id), number (in its notebook, from 1), core, points (earned by the last check),
    max_points, minutes, outcome (of the last check since the module was begun or reset, "not attempted" without one),
    tries, answer (digests of the cells last checked), checked (the time of the last check, UTC; missing without one).
    """
    last: dict[str, dict] = {}
    for event in events():
        if "exercise" in event:
            last[event["exercise"]] = event
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
                    "checked": pd.to_datetime(event.get("at"), utc=True),
                }
            )
    return pd.DataFrame(rows)


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
    beside = f", and {extra} of the extra tasks" if extra else ""
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


def digest(source: str) -> str:
    """The same for two cells that differ in blanks and comments only."""
    try:
        meant = ast.dump(ast.parse(textwrap.dedent(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        meant = "".join(source.split())
    return hashlib.sha256(meant.encode("utf-8", "replace")).hexdigest()[:16]


def learner() -> str:
    """The name that the learner typed last, or ""."""
    return next((str(event["learner"]) for event in reversed(events()) if event.get("learner")), "")


def remember_learner(name: str) -> None:
    if name != learner():
        record({"learner": name})
