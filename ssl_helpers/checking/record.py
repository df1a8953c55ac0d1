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

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise
from ssl_helpers.workspace import PROGRESS, my_work

TRIES = 3
"""After so many different answers that were not right, the solution is open."""

_not_kept: list[dict] = []
"""Events that could not be written: they count until the notebook's kernel ends."""


def is_kept() -> bool:
    """Whether what is done here counts: in a notebook of my_work, not in a trial anywhere else."""
    try:
        return Path.cwd().resolve().is_relative_to(my_work().resolve())
    except OSError:
        return False


def add(event: dict) -> None:
    """Add one event, with the time. Where it cannot be written it is remembered until the program ends."""
    event = {"at": datetime.now(UTC).isoformat(timespec="microseconds"), **event}
    try:
        with (my_work() / PROGRESS).open("a", encoding="utf-8", newline="\n") as file:
            # The newline stands before it, so that a line cut off by a crash does not swallow the next.
            file.write(("\n" if file.tell() else "") + json.dumps(event, ensure_ascii=False))
    except OSError:
        _not_kept.append(event)


def add_check(outcome: outcomes.Outcome, answer: list[str], *, kept: bool) -> None:
    """Add the outcome of a check unless it is what was said last of the same answer; kept: see `is_kept`."""
    before = next((event for event in reversed(events()) if event.get("exercise") == outcome.exercise), {})
    if (before.get("outcome"), before.get("answer")) == (outcome.kind, answer):
        return
    event = {"exercise": outcome.exercise, "outcome": outcome.kind, "answer": answer}
    if kept:
        add(event)
    else:
        _not_kept.append(event)


def events() -> list[dict]:
    """All events in order. A line that cannot be read, such as one cut off by a crash, is left out."""
    file = my_work() / PROGRESS
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
        add({"learner": name})
