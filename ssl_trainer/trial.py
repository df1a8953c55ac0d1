"""What marking does in the kernel of a submission, between its cells.

Before a check judges an answer, it must refuse a wrong one. That finds careless tampering. It is no protection against
code that sets out to fool it: that runs in the same Python.
"""

from numbers import Number

import pandas as pd
from IPython import get_ipython
from IPython.display import display

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise, exercises_of
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.checking.session import judge
from ssl_helpers.data import firm_in
from ssl_helpers.kernel import watch

_put_aside: dict[str, object] = {}
_at_first: dict[str, object] = {}
_meanwhile: dict[str, object] = {}


_exercises: dict[str, Exercise] = {}


def begin(topic: str) -> None:
    """Remember the names of a notebook that has run nothing yet, and the exercises before anything is changed."""
    _at_first.update(get_ipython().user_ns)
    _exercises.update((one.id, one) for one in exercises_of(topic))


def poison(exercise_id: str) -> None:
    """Put a wrong answer in place of the learner's."""
    exercise, shell = _exercises[exercise_id], get_ipython()
    seen = watch(shell)
    _put_aside.update(
        names={name: shell.user_ns[name] for name in exercise.names if name in shell.user_ns},
        runs={name: seen.runs.pop(name) for name in exercise.names if name in seen.runs},
        last=seen.last,
    )
    seen.last = None
    shell.user_ns.update(dict.fromkeys(exercise.names, _wrong(exercise)))


def restore(exercise_id: str) -> None:
    """Give the learner's answer back."""
    shell = get_ipython()
    seen = watch(shell)
    for name in _exercises[exercise_id].names:
        shell.user_ns.pop(name, None)
    shell.user_ns.update(_put_aside["names"])
    seen.runs.update(_put_aside["runs"])
    seen.last = _put_aside["last"]


def _wrong(exercise: Exercise) -> object:
    """An answer of the right kind with the wrong values, so that the comparison itself is tried."""
    try:
        right = exercise.expected().right
        if callable(right):
            return lambda *given, **named: "not an answer"
        if isinstance(right, str):
            return f"not {right}"
        if isinstance(right, pd.DataFrame | pd.Series):
            return right.map(_other)
        if isinstance(right, Number):
            return _other(right)
        return [_other(value) for value in right]
    except Exception:
        # Whatever the submission has changed: this is no right answer to anything.
        return object()


def _other(value: object) -> object:
    return 3 * value + 7 if isinstance(value, Number) else "not an answer"


def afresh() -> None:
    """Put all names of the notebook aside, as a restarted kernel would."""
    shell = get_ipython()
    seen = watch(shell)
    _meanwhile.update(names=dict(shell.user_ns), runs=dict(seen.runs), last=seen.last)
    seen.runs.clear()
    shell.user_ns.clear()
    shell.user_ns.update(_at_first)


def back() -> None:
    """Give them back."""
    shell = get_ipython()
    seen = watch(shell)
    shell.user_ns.clear()
    shell.user_ns.update(_meanwhile["names"])
    seen.runs.clear()
    seen.runs.update(_meanwhile["runs"])
    seen.last = _meanwhile["last"]


TYPED_IN = (
    "That is right on the firm you worked with, but it is typed in: your trainer marks on another firm, with other "
    "people and numbers. Let Python calculate it from the tables."
)


def on_open_firm(exercise_id: str, firm: str) -> None:
    """On a sealed firm: say so if an answer that is wrong here is right on `firm`, which the learner worked with."""
    exercise, shell = _exercises[exercise_id], get_ipython()
    with firm_in(firm):
        outcome = judge(exercise, shell.user_ns)
    if outcome.kind == outcomes.CORRECT:
        told = Outcome(exercise.id, outcomes.NOT_YET, TYPED_IN, 0, exercise.points, TYPED_IN)
        display({outcomes.MIME: told.bundle[outcomes.MIME]}, raw=True)
