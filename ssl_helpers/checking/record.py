"""What a learner has done, kept in my_work/progress.jsonl: one line for each event, so that nothing is ever rewritten.

An event is {"at", "exercise", "outcome", "answer", "value"} for a check (answer: a digest of each cell that made it;
value: a digest of what they gave, "" where there is none), {"at", "opened"} with the stem of the exercise whose kernel
began, {"at", "reset"} with the stem of a module that was started afresh, or {"at", "learner"} with the name typed.
"""

import ast
import hashlib
import json
import os
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise, Module, module_called, module_of
from ssl_helpers.checking.values import guarded
from ssl_helpers.workspace import PROGRESS, my_work, own_notebook

# Looked at once, before a cell can go elsewhere.
_STARTED_IN = Path.cwd()

TRIES = 3
"""After so many different answers that were not right, the solution is open."""

_elsewhere: list[dict] = []
"""Events of a notebook that does not count: they open solutions there until its kernel ends."""
_waiting: list[dict] = []
"""Events that could not be written: they are written with the next one that can."""


def is_own_notebook(module: Module) -> bool:
    """Whether this kernel runs the learner's own exercise of the module: no copy of it, no kept one, no solution."""
    # The server tells the kernel of a notebook which one it is; other programs tell only where, as the folder.
    told = Path(os.environ.get("JPY_SESSION_NAME", ""))
    own = own_notebook(module)
    try:
        if told.is_absolute():
            return told.resolve() == own.resolve()
        return _STARTED_IN.resolve() == own.parent.resolve()
    except OSError:
        return False


def note_opening() -> None:
    """Remember that the learner's own exercise was opened, if this kernel is its: work on its first task begins."""
    stem = Path(os.environ.get("JPY_SESSION_NAME", "")).stem or _STARTED_IN.name
    module = module_called(stem)
    if module and is_own_notebook(module):
        add({"opened": stem})


def add(event: dict) -> None:
    """Add one event, with the time. Where it cannot be written it waits for the next one that can."""
    _waiting.append({"at": datetime.now(UTC).isoformat(timespec="microseconds"), **event})
    # A line cut off by a crash must not swallow the next; nor must two programs that write at once.
    lines = "".join(f"\n{json.dumps(one, ensure_ascii=False)}\n" for one in _waiting)
    try:
        with (my_work() / PROGRESS).open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(lines)
        _waiting.clear()
    except OSError:
        pass


def is_waiting() -> bool:
    """Whether what was done could not be written."""
    return bool(_waiting)


def add_check(outcome: outcomes.Outcome, answer: list[str], value: str = "", *, kept: bool = True) -> None:
    """Add the outcome of a check unless it is what was said last of the same answer; kept: see `is_own_notebook`.

    Where nothing was run of the answer, as in a notebook opened again, what was said before stays.
    """
    before = _last_of(outcome.exercise)
    event = {"exercise": outcome.exercise, "outcome": outcome.kind, "answer": answer, "value": value}
    not_run = outcome.kind == outcomes.NOT_ATTEMPTED and not answer
    if before and (not_run or event == {name: before.get(name) for name in event}):
        return
    if kept:
        add(event)
    else:
        _elsewhere.append(event)


def _last_of(exercise: str) -> dict:
    """The last check of an exercise since its module was begun, or begun afresh; {} without one."""
    stem = module_of(exercise.partition(".")[0]).stem
    for event in reversed(events()):
        if event.get("reset") == stem:
            return {}
        if event.get("exercise") == exercise:
            return event
    return {}


def events() -> list[dict]:
    """All events in order. A line that cannot be read, such as one cut off by a crash, is left out."""
    file = my_work() / PROGRESS
    try:
        stat = file.stat()
        kept = _read(file, stat.st_mtime_ns, stat.st_size)
    except OSError:
        kept = ()
    return [*kept, *_waiting, *_elsewhere]


@lru_cache(maxsize=1)
def _read(file: Path, _mtime: int, _size: int) -> tuple[dict, ...]:
    # Not splitlines(): a name may hold what that takes for the end of a line.
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    return tuple(event for line in lines if (event := _event(line)))


def _event(line: str) -> dict:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return event if isinstance(event, dict) and all(_is_sound(*one) for one in event.items()) else {}


def _is_sound(name: str, value: object) -> bool:
    if name == "answer":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def tries(exercise: Exercise) -> int:
    """How many different answers were checked and not right, those that stopped among them.

    What gives the same again, or only looks different, is no new try.
    """
    missed = (outcomes.NOT_YET, outcomes.STOPPED)
    tried = [one for one in _checks(exercise) if one.get("outcome") in missed]
    return len({one.get("value") or str(one.get("answer")) for one in tried})


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
    return _short(meant)


def value_digest(values: Sequence[object]) -> str:
    """The same for answers that show the same; "" for a function, which is judged by its source."""
    if any(map(callable, values)):
        return ""
    shown = guarded(lambda: "|".join(f"{type(value).__name__} {value!r}" for value in values))()
    return _short(shown) if isinstance(shown, str) else ""


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def learner() -> str:
    """The name that the learner typed last, or ""."""
    return next((str(event["learner"]) for event in reversed(events()) if event.get("learner")), "")


def remember_learner(name: str) -> None:
    if name != learner():
        add({"learner": name})
