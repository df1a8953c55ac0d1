"""The comparison kit: each function compares an answer with the right value and with the known mistakes.

All take the learner's answer, the right value, `what` (what kind of thing was expected, as the end of the sentence
"… was expected") and `mistakes`: a sentence for the learner -> the value that this mistake gives on the same data.
They return None when the answer is right and raise NotYet otherwise. A known mistake that happens to equal the right
value on the firm at hand is skipped.
"""

import contextlib
import copy
import inspect
import io
import math
import numbers
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

import numpy as np
import pandas as pd

from ssl_helpers.checking.values import REL, as_items, as_labelled, as_number, close, label, same, show, show_number
from ssl_helpers.kernel import causes


class NotYet(Exception):
    """The answer is not right yet. `mistake` is the known mistake's sentence, or ""."""

    def __init__(self, message: str, mistake: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mistake = mistake


class NotAttempted(NotYet):
    """The answer is still as it was handed out."""


PROBE = object()
"""Given as the answer, it makes a comparison tell what it expects instead of comparing."""


class Expected(Exception):
    """Raised for PROBE: the right value, the mistakes, and `tells(value)`, the sentence of the mistake recognised."""

    def __init__(self, compare: Callable[..., None], right: object, mistakes: Mapping[str, object], **how) -> None:
        super().__init__()
        self.right = right
        self.mistakes = dict(mistakes)
        self._compare, self._how = compare, how

    def indistinct(self) -> list[str]:
        """The mistakes that this firm cannot tell from the right value, with twice the tolerance (1 %) as margin."""
        how = self._how | ({"rel": 2 * REL} if "rel" in self._how else {})
        clashes = []
        for sentence, wrong in self.mistakes.items():
            with contextlib.suppress(NotYet):
                self._compare(wrong, self.right, mistakes={}, **how)
                clashes.append(sentence)
        return clashes


def number(
    answer: object,
    right: float,
    *,
    what: str,
    mistakes: Mapping[str, float],
    proportion: bool = False,
    rel: float = REL,
) -> None:
    """A single number. An int as right value asks for exactly that, a float for the relative tolerance `rel`.

    proportion: the right value is a fraction from 0 to 1, so that percent is a known mistake.
    """
    if proportion:
        mistakes = {**mistakes, PERCENT: 100 * right}
    _probe(number, answer, right, mistakes, what=what, rel=rel)
    given = as_number(answer)
    if given is None:
        _refuse_kind(answer, f"{what} was expected")
    exact = isinstance(right, numbers.Integral)

    def equal(value: float, wanted: float) -> bool:
        return value == wanted if exact else close(value, wanted, rel)

    if equal(given, right):
        return
    told = f"You gave {show_number(given)}."
    like = equal if exact else lambda value, wrong: _looks_like(value, wrong, rel)
    known = [one for one, wrong in mistakes.items() if not equal(wrong, right) and like(given, wrong)]
    if known:
        nearest = min(known, key=lambda one: _distance(given, mistakes[one]))
        raise NotYet(f"{told} {nearest}", nearest)
    if _is_rounding(given, right):
        raise NotYet(f"{told} {ROUNDED}", ROUNDED)
    if exact and math.isfinite(given) and given != int(given):
        raise NotYet(f"{told} {WHOLE}", WHOLE)
    if math.isnan(given) or math.isinf(given):
        raise NotYet(f"{told} Something was divided by zero, or a number is missing. {_sentence(what)}")
    if proportion and not 0 <= given <= 1:
        raise NotYet(f"{told} {OUTSIDE}", OUTSIDE)
    raise NotYet(f"{told} {_sentence(what)}")


PERCENT = "That is in percent. The task asks for a proportion, a number from 0 to 1: do not multiply by 100."
ROUNDED = "Right way, but do not round: hand over the number as Python gives it."
WHOLE = "This counts things you can point at, so it must be a whole number."
OUTSIDE = "A proportion lies between 0 and 1. Put the part on top and the whole below."
DECIMAL_COMMA = (
    "With a comma Python sees two things, not one number. Write decimals with a point: 0.7, and no comma at the end."
)
QUOTED = "The quotes make it text. Write the number without quotes."
NO_PARENTHESES = "That is the command itself, not its result. Put parentheses after it, as in len(people)."
NOTHING = (
    "That is None: Python's word for nothing. print() shows a value but hands nothing over; write name = value without "
    "print."
)
IN_A_BOX = "There is one thing inside a container. Take it out first, for instance with [0] or .item()."
TABLE_FOR_NUMBER = "That is many values, not one number. Use len(…), .sum() or pick out the one you need."
FILTER = "That is True or False for each row: a filter, not the rows. Put it in square brackets after the table."
TEXT_DATES = "The dates are still text. pd.to_datetime(…) makes real dates of them."
ONE_TEXT = "That is one text. Several things were expected: put them in a list, with square brackets around."


def text(answer: object, right: str, *, what: str, mistakes: Mapping[str, str]) -> None:
    """One text. Blanks around it and upper or lower case do not matter."""
    _probe(text, answer, right, mistakes, what=what)
    if not isinstance(answer, str):
        _refuse_kind(answer, f"{what} was expected")

    def form(value: str) -> str:
        return str.__str__(value).strip().casefold()

    if form(answer) == form(right):
        return
    for sentence, wrong in mistakes.items():
        if form(str(wrong)) != form(right) and form(answer) == form(str(wrong)):
            raise NotYet(f"You gave {show(answer)}. {sentence}", sentence)
    raise NotYet(f"You gave {show(answer)}. {_sentence(what)}")


def items(
    answer: object,
    right: Iterable,
    *,
    what: str,
    mistakes: Mapping[str, Iterable],
    ordered: bool = False,
    alike: Callable[[object], object] = label,
) -> None:
    """Several things, each once, in any container. Their order counts only if `ordered`.

    alike: things with the same `alike(thing)` are one and the same, for instance two spellings that are both right.
    """
    right = list(right)
    _probe(items, answer, right, mistakes, what=what, ordered=ordered, alike=alike)
    given = as_items(answer)
    if isinstance(answer, str):
        raise NotYet(f"You gave {show(answer)}. {ONE_TEXT}", ONE_TEXT)
    if given is None or isinstance(answer, dict):
        _refuse_kind(answer, f"{what} were expected")
    if given and all(isinstance(one, bool | np.bool_) for one in given):
        raise NotYet(f"You gave {show(answer)}. {FILTER}", FILTER)

    def form(values: Iterable) -> Counter | list:
        forms = [_hashable(alike(one)) for one in values]
        return forms if ordered else Counter(forms)

    given_form, right_form = form(given), form(right)
    if given_form == right_form:
        return
    told = f"You gave {_count(len(given))}."
    for sentence, wrong in mistakes.items():
        if form(wrong) != right_form and given_form == form(wrong):
            raise NotYet(f"{told} {sentence}", sentence)
    known = {_hashable(alike(one)) for one in right}
    strangers = [one for one in given if _hashable(alike(one)) not in known]
    twice = [one for one, times in Counter(_hashable(alike(one)) for one in given).items() if times > 1]
    missing = len(known - {_hashable(alike(one)) for one in given})
    if ordered and not strangers and not twice and not missing:
        raise NotYet(f"{told} The right ones are all there, but in another order than the task asks for.")
    if twice and not strangers and not missing:
        first = next(one for one in given if _hashable(alike(one)) in twice)
        raise NotYet(f"{told} Each may stand there once only, and {show(first)} is there more than once.", "twice")
    parts = []
    if strangers:
        parts.append(f"{len(strangers)} of them should not be there, for instance {show(strangers[0])}.")
    if missing:
        parts.append(f"{missing} {'is' if missing == 1 else 'are'} missing.")
    raise NotYet(" ".join([told, *parts, _sentence(what, "were")]))


def series(
    answer: object,
    right: pd.Series,
    *,
    what: str,
    mistakes: Mapping[str, pd.Series],
    proportion: bool = False,
    rel: float = REL,
) -> None:
    """One value per label: a Series, a dict or a table that holds just that, in any order.

    proportion: the values are fractions from 0 to 1, so that percent is a known mistake.
    """
    if proportion:
        mistakes = {**mistakes, PERCENT: 100 * right}
    _probe(series, answer, right, mistakes, what=what, rel=rel)
    given, wanted = as_labelled(answer), as_labelled(right)
    if given is None:
        _refuse_kind(answer, f"{what} was expected")
    exact = pd.api.types.is_integer_dtype(right.dtype)

    def equal(values: dict, others: dict) -> bool:
        return values.keys() == others.keys() and all(_equal_at(values[key], others[key], exact, rel) for key in others)

    if equal(given, wanted):
        return
    told = f"You gave {_count(len(given), 'value')}."
    for sentence, wrong in mistakes.items():
        wrong = as_labelled(wrong)
        if equal(wrong, wanted) or given.keys() != wrong.keys():
            continue
        if all(_looks_like_at(given[key], wrong[key], rel) for key in wrong):
            raise NotYet(f"{told} {sentence}", sentence)
    missing, extra = [key for key in wanted if key not in given], [key for key in given if key not in wanted]
    if missing and len(missing) == len(wanted):
        raise NotYet(f"{told} Their labels are not those of the task, for instance {_name(extra)}. {_sentence(what)}")
    if missing or extra:
        problem = f"{_name(missing)} is missing" if missing else f"{_name(extra)} should not be there"
        raise NotYet(f"{told} The label {problem}. {_sentence(what)}")
    off = [key for key in wanted if not _equal_at(given[key], wanted[key], exact, rel)]
    if all(_is_rounding(as_number(given[key]), as_number(wanted[key])) for key in off):
        raise NotYet(f"{told} {ROUNDED}", ROUNDED)
    raise NotYet(
        f"{told} {len(wanted) - len(off)} of {len(wanted)} are right. Look at {_name(off)}: you have "
        f"{show(given[off[0]])}. {_sentence(what)}"
    )


def frame(
    answer: object,
    right: pd.DataFrame,
    *,
    what: str,
    mistakes: Mapping[str, pd.DataFrame],
) -> None:
    """A table that has all columns of `right` with the same rows (numbers to nine digits).

    Further columns, column order, row order and the index do not matter.
    """
    _probe(frame, answer, right, mistakes, what=what)
    if not isinstance(answer, pd.DataFrame):
        _refuse_kind(answer, f"{what} was expected")
    told = f"You gave {show(answer)}."
    for sentence, wrong in mistakes.items():
        if not _same_rows(wrong, right) and _same_rows(answer, wrong):
            raise NotYet(f"{told} {sentence}", sentence)
    absent = [column for column in right.columns if column not in answer.columns]
    if absent:
        raise NotYet(f"{told} There is no column {show(absent[0])}. {_sentence(what)}")
    for column in right.columns:
        if pd.api.types.is_datetime64_any_dtype(right[column]) and _is_text(answer[column]):
            raise NotYet(f"{told} In column {column!r} the dates are text. {TEXT_DATES}", TEXT_DATES)
    if len(answer) != len(right):
        more = "too many" if len(answer) > len(right) else "too few"
        raise NotYet(f"{told} That is {more} rows. {_sentence(what)}")
    if not _same_rows(answer, right):
        off = [column for column in right.columns if not _same_rows(answer, right[[column]])]
        raise NotYet(f"{told} The number of rows is right, but not what stands in {_name(off or right.columns)}.")


def function(
    answer: object,
    right: Callable,
    *,
    what: str,
    inputs: Sequence[tuple],
    mistakes: Mapping[str, Callable],
) -> None:
    """The learner's function, tried on all `inputs` (tuples of arguments: edge cases, generated ones, the task's own).

    It gets copies, so a function that changes its input is found out. The message shows the smallest failing input.
    """
    _probe(function, answer, right, mistakes, what=what, inputs=inputs)
    if not callable(answer) or isinstance(answer, type):
        raise NotYet(f"You gave {show(answer)}. A function was expected: {what}. Keep the line that starts with def.")
    name = getattr(answer, "__name__", "your function")
    try:
        inspect.signature(answer).bind(*inputs[0])
    except TypeError:
        raise NotYet(f"{name} must take {_count(len(inputs[0]), 'input')}, as in the line with def.") from None
    except ValueError:
        pass  # a built-in without a readable signature: the calls below will show
    wanted = [right(*copy.deepcopy(given)) for given in inputs]
    found = [_call(answer, given) for given in inputs]
    failing = [at for at, result in enumerate(found) if result.stopped or not same(result.value, wanted[at])]
    changed = [at for at, result in enumerate(found) if result.changed_input]
    if not failing and not changed:
        return
    at = min(failing or changed, key=lambda one: len(repr(inputs[one])))
    call = f"{name}({', '.join(_argument(one) for one in inputs[at])})"
    if not failing:
        raise NotYet(f"{call} changes what it is given. {CHANGES}", CHANGES)
    for sentence, wrong in mistakes.items():
        results = [_call(wrong, given) for given in inputs]
        if all(_alike(one, other) for one, other in zip(found, results, strict=True)):
            raise NotYet(f"{call} gives {found[at]}. {sentence}", sentence)
    if all(result.value is None and not result.stopped for result in found):
        sentence = PRINTS if any(result.printed for result in found) else NO_RETURN
        raise NotYet(f"{call} gives None. {sentence}", sentence)
    raise NotYet(f"{call} gives {found[at]}; {show(wanted[at])} was expected.")


CHANGES = "Work on a copy, so that the caller's table or list stays as it was: begin with .copy()."
NO_RETURN = "Your function ends without handing anything over. Did you forget return?"
PRINTS = "It prints the answer but hands nothing over. Write return instead of print."


class _Result:
    """What one call gave: a value or the error that stopped it, whether it printed, whether it changed its input."""

    def __init__(self, value: object, stopped: Exception | None, printed: bool, changed_input: bool) -> None:
        self.value, self.stopped, self.printed, self.changed_input = value, stopped, printed, changed_input

    def __str__(self) -> str:
        if self.stopped:
            return f"no answer, your code stopped: {causes.cause_of(self.stopped)}"
        return show(self.value)


def _call(learners: Callable, given: tuple) -> _Result:
    ours, theirs = copy.deepcopy(given), copy.deepcopy(given)
    value, stopped, printed = None, None, io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            value = learners(*theirs)
        except (Exception, SystemExit) as error:
            stopped = error
    changed = not all(same(one, other, rel=0) for one, other in zip(theirs, ours, strict=True))
    return _Result(value, stopped, bool(printed.getvalue()), changed)


def _alike(found: _Result, known: _Result) -> bool:
    if found.stopped or known.stopped:
        return type(found.stopped) is type(known.stopped)
    return same(found.value, known.value)


def _probe(compare: Callable, answer: object, right: object, mistakes: Mapping, **how) -> None:
    if answer is PROBE:
        raise Expected(compare, right, mistakes, **how)


def _refuse_kind(answer: object, expected: str) -> NoReturn:
    """Say that the answer is not even the right kind of thing, with the usual slip behind it where there is one."""
    slip = ""
    inside = as_items(answer)
    if answer is None:
        slip = NOTHING
    elif isinstance(answer, str):
        slip = QUOTED if "number" in expected else ""
    elif isinstance(answer, tuple) and len(answer) <= 2 and all(as_number(one) is not None for one in answer):
        slip = DECIMAL_COMMA
    elif callable(answer):
        slip = NO_PARENTHESES
    elif inside is not None and len(inside) == 1:
        slip = IN_A_BOX
    elif isinstance(answer, pd.Series | pd.DataFrame | np.ndarray) and "number" in expected:
        slip = TABLE_FOR_NUMBER
    raise NotYet(f"You gave {show(answer)}. {slip or _sentence(expected, '')}", slip)


def _sentence(what: str, verb: str = "was") -> str:
    expected = f"{what} {verb} expected" if verb else what
    return f"{expected[0].upper()}{expected[1:]}."


def _count(number: int, thing: str = "thing") -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _name(keys: Sequence) -> str:
    key = keys[0]
    return " and ".join(map(str, key)) if isinstance(key, tuple) else repr(int(key) if _is_whole(key) else key)


def _is_whole(key: object) -> bool:
    return isinstance(key, float) and key.is_integer()


def _hashable(value: object) -> object:
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value


def _argument(value: object) -> str:
    return repr(value) if isinstance(value, str | list | tuple | dict | set | None) else show(value)


def _distance(given: float, wanted: float) -> float:
    return 0.0 if math.isnan(given) and math.isnan(wanted) else abs(given - wanted)


def _is_rounding(given: float | None, right: float | None) -> bool:
    """Whether `given` is `right` rounded to 0–6 decimals and still tells roughly the same."""
    if given is None or right is None or not math.isfinite(right):
        return False
    return close(given, right, rel=0.1) and any(given == round(right, digits) for digits in range(7))


def _looks_like(given: float, wrong: float, rel: float) -> bool:
    return close(given, wrong, rel) or _is_rounding(given, wrong)


def _looks_like_at(given: object, wrong: object, rel: float) -> bool:
    given, wrong = as_number(given), as_number(wrong)
    return given is not None and wrong is not None and _looks_like(given, wrong, rel)


def _equal_at(given: object, wanted: object, exact: bool, rel: float) -> bool:
    given, wanted = as_number(given), as_number(wanted)
    if given is None or wanted is None:
        return given is wanted
    return given == wanted if exact else close(given, wanted, rel)


def _is_text(column: pd.Series) -> bool:
    return column.map(lambda value: isinstance(value, str)).any()


def _same_rows(table: pd.DataFrame, right: pd.DataFrame) -> bool:
    """Whether `table` has the rows of `right` in its columns, in any order."""
    if not set(right.columns) <= set(table.columns) or len(table) != len(right):
        return False
    return Counter(_rows(table[list(right.columns)])) == Counter(_rows(right))


def _rows(table: pd.DataFrame) -> Iterable[tuple]:
    return zip(*(_cells(table.iloc[:, at]) for at in range(table.shape[1])), strict=True)


def _cells(column: pd.Series) -> list:
    """The cells in one comparable form; text that looks like a date stays text."""
    kind = pd.api.types.infer_dtype(column, skipna=True)
    if kind in ("date", "datetime", "datetime64"):
        return pd.to_datetime(column).to_numpy(dtype="datetime64[s]").tolist()
    if kind in ("floating", "mixed-integer-float", "decimal"):
        return [None if pd.isna(value) else float(f"{value:.9g}") for value in column]
    return [None if pd.isna(value) else _hashable(value) for value in column]
