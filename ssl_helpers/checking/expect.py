"""The comparison kit: each function compares an answer with the right value and with the known mistakes.

All take the learner's answer, the right value, `what` (the kind of thing that "… was expected") and `mistakes`: a
sentence for the learner -> the value that this mistake gives on the same data. They return None when the answer is
right and raise NotYet otherwise, whatever the answer is. A known mistake that happens to equal the right value on the
firm at hand is skipped; of several that fit, the nearest is told. `values` reads the answer; nothing here touches it.
"""

import contextlib
import copy
import inspect
import io
import math
import re
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from numbers import Integral
from types import FunctionType, MethodType
from typing import NoReturn

import numpy as np
import pandas as pd

from ssl_helpers.checking.values import (
    FALSE,
    GROUPINGS,
    LOCATORS,
    MANY,
    REL,
    TRUE,
    UNKNOWN,
    as_items,
    as_labelled,
    as_number,
    as_rows,
    as_table,
    count,
    guarded,
    is_a,
    label,
    name_of,
    near,
    plain,
    same,
    show,
    untouched,
)
from ssl_helpers.kernel import causes


class NotYet(Exception):
    """The answer is not right yet. `mistake` is the known mistake's sentence, or ""."""

    def __init__(self, message: str, mistake: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mistake = mistake


PROBE = object()
"""Given as the answer, it makes a comparison tell what it expects instead of comparing."""


class Expected(Exception):
    """Raised for PROBE: the right value and the mistakes."""

    def __init__(self, compare: Callable[..., None], right: object, mistakes: Mapping[str, object], **how) -> None:
        super().__init__()
        self.right = right
        self.mistakes = dict(mistakes)
        self._compare, self._how = compare, how

    def indistinct(self) -> list[str]:
        """What this firm cannot tell apart, with twice the tolerance (1 %) as margin.

        Mistakes must differ from the right value, and from one another: a learner would be told the wrong one.
        """
        how = self._how | ({"rel": 2 * self._how["rel"]} if "rel" in self._how else {})
        values = {"the right answer": self.right, **self.mistakes}
        clashes = []
        for (one, value), (other, another) in combinations(values.items(), 2):
            # A mistaken function may stop on an input where the right one would not: that tells them apart.
            with contextlib.suppress(NotYet if value is self.right else Exception):
                self._compare(another, value, mistakes={}, **how)
                clashes.append(f"{one} – {other}")
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
    if as_number(answer) is None:
        _refuse(number, answer, what)
    given = plain(answer)

    def read(value: float) -> dict:
        return {"": plain(value)}

    if not _off({"": given}, read(right), _tolerance(right, rel)):
        return
    told = f"You gave {show(given)}."
    _recognise(told, {"": given}, right, mistakes, read, rel)
    if given in (UNKNOWN, math.inf, -math.inf):
        raise NotYet(f"{told} Something was divided by zero, or a number is missing. {_sentence(what)}")
    if isinstance(right, Integral) and given == 0:
        _tell(told, NOTHING_FOUND)
    if isinstance(right, Integral) and type(answer) is float and 1 <= given <= right / 10:
        # 1.000 has been read as 1 by now: only that it is far too small still shows.
        raise NotYet(f"{told} {POINT} {_sentence(what)}")
    if isinstance(right, Integral) and isinstance(given, float):
        _tell(told, WHOLE)
    if proportion and not 0 <= given <= 1:
        _tell(told, OUTSIDE)
    raise NotYet(f"{told} A number is right, but this is not the one. {_sentence(what)}")


PERCENT = "That is in percent. The task asks for a proportion, a number from 0 to 1: do not multiply by 100."
ROUNDED = (
    "That is what rounding makes of the right number. If you rounded, do not round: hand it over as Python gives it. "
    "If not, look again."
)
ROUNDED_WHOLE = (
    "That comes near, but it is not exact: do not round, and divide with one /, not with //. Hand over the number as "
    "Python gives it."
)
WHOLE = "This counts things you can point at, so it must be a whole number."
POINT = "If the point was to group thousands, take it away: for Python 1.000 is 1."
OUTSIDE = "A proportion lies between 0 and 1. Put the part on top and the whole below."
DECIMAL_COMMA = (
    "With a comma Python sees several things, not one number. Write decimals with a point, 0.7, thousands as in 33600, "
    "and no comma at the end."
)
QUOTED = "The quotes make it text. Write the number without quotes."
QUOTED_COMMA = "The quotes make it text. Write the number without quotes, and decimals with a point, as in 0.5."
QUOTED_PERCENT = (
    "The quotes make it text, and Python knows no percent sign. Write the number without both, as a proportion from 0 "
    "to 1, and with a point, as in 0.5."
)
QUOTED_WORDS = "The quotes make it text. Write the number without quotes, in digits and with no word beside it."
NOTHING_PICKED = "That picks nothing yet. Behind {0} stand square brackets, not round ones: {0}[…]."
COMMAND = "That is the command itself, not its result. Put round brackets behind it"
NOTHING = "That is Python's word for nothing. print() shows a value but hands nothing over: write name = value instead."
IN_BRACKETS = "There is one thing inside a container. Take it out first: write it without the brackets around."
IN_A_BOX = "There is one thing inside a container. Take it out first: .item() does it, in a table .iloc[0, 0]."
FIRST_OF = "That is a column, not one name. Put .iloc[0] behind it: that reads its first row."
EACH_WITH_ITS_NAME = (
    "These are numbers, each with its name. Put .idxmin() behind them for the name of the lowest, .idxmax() for the "
    "name of the highest."
)
HOW_MANY_TRUE = "That is True or False for each one, not a number. .sum() behind it counts the True."
TABLE_FOR_NUMBER = "That is many values, not one number. Use len(…), .sum() or pick out the one you need."
NOTHING_FOUND = (
    "Nothing was found. Are the labels in quotes written just as the table writes them, with small letters and _?"
)
TABLE_FOR_NAMES = 'That is a whole table. Pick the column you need: put its name at the end, as in ["company"].'
HOW_MANY = "That is one number. Say which ones they are: give a column or a list."
HOW_MANY_ROWS = "That is a number. Give the rows themselves: a table, without len(…)."
ONE_COLUMN = (
    "That is a table with several columns of numbers, but each label needs one value. Pick one column, or calculate "
    "one."
)
NO_LABELS = (
    "There are no labels, so nobody can tell which value belongs to which. Give the column as Python makes it: its "
    "labels come along."
)
COMMA_WITHOUT_LABELS = (
    "With a comma Python sees several things: a decimal has a point, as in 0.5. And each value needs its label, so "
    "give the column as Python makes it."
)
WORDS = "That is a word for each row. Count them first, with .value_counts()."
FILTER = "That is True or False for each row: a filter, not the rows. Put it in square brackets after the table."
GROUPED = "In the groups nothing is calculated yet. Put for instance .size() or .mean() at the end."
TEXT_DATES = "The dates are still text. pd.to_datetime(…) makes real dates of them."
ONE_TEXT = "That is one text. Several things were expected: put them in a list, with square brackets around."
NO_ORDER = "A set keeps no order, but here the order counts. Put them in a list, with square brackets around."
ORDER = "The right ones are all there, but in another order than the task asks for."
TWICE = "Each may be there once only."


def text(
    answer: object,
    right: str,
    *,
    what: str,
    mistakes: Mapping[str, object],
    among: Iterable[str] = (),
    alike: Callable[[str], str] = str.casefold,
) -> None:
    """One text. Blanks around it do not matter, nor what `alike` looks past: upper and lower case by itself.

    among: the texts that could be chosen, so that a wrong one of them is told from a stranger.
    """
    _probe(text, answer, right, mistakes, what=what, among=among, alike=alike)

    def form(value: object) -> object:
        one = plain(value)
        return alike(one.strip()) if isinstance(one, str) else one

    given, wanted = form(answer), form(right)
    if given == wanted:
        return
    told = f"You gave {show(answer)}."
    for sentence, wrong in mistakes.items():
        if given == form(wrong):
            _tell(told, sentence)
    if not isinstance(given, str):
        _refuse(text, answer, what)
    chosen = " That is one to choose from, but not the right one." if given in map(form, among) else ""
    raise NotYet(f"{told}{chosen} {_sentence(what)}")


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

    alike: things with the same `alike(label of the thing)` are one and the same, for instance two spellings that are
    both right.
    """
    right = list(right)
    _probe(items, answer, right, mistakes, what=what, ordered=ordered, alike=alike)
    things = as_items(answer)
    if is_a(answer, str):
        _tell(f"You gave {show(answer)}.", ONE_TEXT)
    if things is None:
        _refuse(items, answer, what, "were")
    labels = [label(one) for one in things]
    if labels and all(one in (TRUE, FALSE) for one in labels):
        _tell(f"You gave {show(answer)}.", FILTER)
    if len(things) > MANY:
        raise NotYet(f"You gave more than {MANY} things. {_sentence(what, 'were')}")
    told = f"You gave {count(len(things), _noun(labels))}."

    def forms(values: Iterable) -> list:
        return [alike(label(one)) for one in values]

    order = list if ordered else Counter
    given, wanted = forms(labels), forms(right)
    unordered = ordered and is_a(answer, set, frozenset)
    if order(given) == order(wanted) and not unordered:
        return
    # Exactly; or else a mistake in which some things stand twice besides. The order of a set is nobody's mistake.
    for compared in [] if unordered else [order] if ordered else [order, set]:
        for sentence, wrong in mistakes.items():
            if compared(given) == compared(forms(wrong)) != compared(wanted):
                _tell(told, sentence)
    known, times = set(wanted), Counter(given)
    strangers = [one for one, form in zip(labels, given, strict=True) if form not in known]
    missing = len(known - times.keys())
    if not strangers and not missing:
        if unordered:
            _tell(told, NO_ORDER)
        twice = [one for one, form in zip(labels, given, strict=True) if times[form] > 1]
        if not twice:
            _tell(told, ORDER)
        raise NotYet(f"{told} {show(twice[0])} is there more than once. {TWICE}", TWICE)
    problems = []
    if strangers:
        some = f"{len(strangers)} of them should not be there, for instance {show(strangers[0])}"
        problems.append(some if len(strangers) > 1 else f"{show(strangers[0])} should not be there")
    if missing:
        there = "" if strangers else f"{len(wanted) - missing} of {len(wanted)} are there, "
        problems.append(f"{there}{missing} {'is' if missing == 1 else 'are'} missing")
    raise NotYet(f"{told} {_capital(', and '.join(problems))}. {_sentence(what, 'were')}")


def series(
    answer: object,
    right: pd.Series,
    *,
    what: str,
    mistakes: Mapping[str, pd.Series | pd.DataFrame],
    proportion: bool = False,
    rel: float = REL,
    alike: Callable[[object], object] = label,
) -> None:
    """One value per label: a Series, a dict or a table that holds just that, in any order.

    proportion: the values are fractions from 0 to 1, so that percent is a known mistake. alike: labels with the same
    `alike(label)` are one and the same, for instance two days of one week.
    """
    if proportion:
        mistakes = {**mistakes, PERCENT: 100 * right}
    _probe(series, answer, right, mistakes, what=what, rel=rel, alike=alike)
    labels = {key for key, _ in as_labelled(right, frozenset(), alike)}
    pairs = as_labelled(answer, labels, alike)
    if pairs is None:
        _refuse(series, answer, what)
    if len(pairs) > MANY:
        raise NotYet(f"You gave more than {MANY} values. {_sentence(what)}")
    strange = not labels & {key for key, _ in pairs}
    if pairs and strange and all(is_a(one, str) for _, one in pairs):
        _tell(f"You gave {count(len(pairs), 'value')}.", WORDS)

    def read(value: pd.Series) -> dict:
        return {key: plain(one) for key, one in as_labelled(value, labels, alike)}

    def at(key: object) -> str:
        # A number alone may be taken for the number of a row.
        named = right.index.name if isinstance(key, Integral) else None
        return f"{named} {_name(key)}" if named else _name(key)

    told, wanted = f"You gave {count(len(pairs), 'value')}.", read(right)
    given = {key: plain(one) for key, one in pairs}
    if len(given) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise NotYet(f"{told} The label {_name(twice)} is there more than once. {TWICE}", TWICE)
    missing, extra = [key for key in wanted if key not in given], [key for key in given if key not in wanted]
    off = _off(given, wanted, _tolerance(right, rel))
    if not off:
        return
    _recognise(told, given, right, mistakes, read, rel)
    if not pairs:
        _tell(told, NOTHING_FOUND)
    # Of words, not of days: one day looks like any other.
    meant = (
        causes.nearest(extra[0], missing) if extra and isinstance(extra[0], str) and extra[0][:1].isalpha() else None
    )
    if meant:
        raise NotYet(f"{told} There is no label {_name(extra[0])}: write {_name(meant)}, as the table does.")
    numbers = guarded(lambda: answer.select_dtypes("number").shape[1])() if is_a(answer, pd.DataFrame) else 0
    if extra and len(missing) == len(wanted) and (numbers or 0) > 1:
        raise NotYet(f"You gave {show(answer)}. {ONE_COLUMN} {_sentence(what)}", ONE_COLUMN)
    if extra and len(missing) == len(wanted):
        raise NotYet(f"{told} The labels are not those of the task, for instance {_name(extra[0])}. {_sentence(what)}")
    if missing or extra:
        problem = f"{at(missing[0])} is missing" if missing else f"{at(extra[0])} should not be there"
        raise NotYet(f"{told} The label {problem}. {_sentence(what)}")
    fit, first = len(wanted) - len(off), given[off[0]]
    if isinstance(first, str) and _number_in(first):
        _tell(f"{told} At {at(off[0])} you have {show(first)}.", QUOTED)
    if not fit:
        a_word = isinstance(first, str) and isinstance(wanted[off[0]], int | float)
        where = ", a word, but a number belongs there" if a_word else ""
        wrong = f"The labels are right, the values are not: at {at(off[0])} you have {show(first)}{where}."
        raise NotYet(f"{told} {wrong} What was expected: {what}.")
    some = f"{fit} of {len(wanted)} {'is' if fit == 1 else 'are'} right"
    raise NotYet(f"{told} {some}; at {at(off[0])} you have {show(first)}. {_sentence(what)}")


def frame(
    answer: object,
    right: pd.DataFrame,
    *,
    what: str,
    mistakes: Mapping[str, pd.DataFrame],
) -> None:
    """A table that has all columns of `right` with the same rows, floats within the tolerance.

    Further columns, column order, row order and the index do not matter.
    """
    _probe(frame, answer, right, mistakes, what=what)
    table, wanted = as_table(answer), as_table(right)
    if table is None:
        _refuse(frame, answer, what)
    if _same_rows(table, wanted):
        return
    told = f"You gave {show(table)}."
    for sentence, wrong in mistakes.items():
        if _same_rows(table, as_table(wrong)) and not _same_rows(as_table(wrong), wanted):
            _tell(told, sentence)
    for name in wanted.columns:
        times = list(table.columns).count(name)
        if times != 1:
            problem = f"There are {times} columns called" if times else "There is no column"
            raise NotYet(f"{told} {problem} {show(name)}. {_sentence(what)}")
        dates = pd.api.types.is_datetime64_any_dtype(wanted[name])
        if dates and any(isinstance(one, str) for (one,) in as_rows(table.head(MANY), [name])):
            _tell(told, TEXT_DATES)
    if len(table) != len(wanted):
        more = "too many" if len(table) > len(wanted) else "too few"
        raise NotYet(f"{told} That is {more} rows. {_sentence(what)}")
    off = [name for name in wanted.columns if not _same_rows(table, wanted[[name]])]
    problem = f"but not what stands in the column {show(off[0])}" if off else "but the columns do not fit together"
    raise NotYet(f"{told} The number of rows is right, {problem}. {_sentence(what)}")


def function(
    answer: object,
    right: Callable,
    *,
    what: str,
    inputs: Sequence[tuple],
    mistakes: Mapping[str, Callable],
    breaks: Callable[[tuple, list], str] | None = None,
) -> None:
    """The learner's function, tried on all `inputs` (tuples of arguments: edge cases, generated ones, the task's own).

    It gets copies, so a function that changes its input is found out, and each input twice, in another order, so one
    that remembers is. The message shows the smallest failing input.

    breaks: for a task with many right answers, each of them several things in order. Given the arguments and the
    things as plain values, it hands over the rule that they break, as a sentence, or "". A known mistake is then one
    that gives the same things in whatever order, or what is no list in the same places.
    """
    _probe(function, answer, right, mistakes, what=what, inputs=inputs, breaks=breaks)
    if not callable(answer) or is_a(answer, type):
        raise NotYet(f"You gave {show(answer)}. A function was expected: {what}. Keep the line that starts with def.")
    name = name_of(answer) or "your_function"
    calls = [f"{name}({', '.join(map(_spelled, given))})" for given in inputs]
    if not _takes(answer, inputs[0]):
        must = f"{name} must take {count(len(inputs[0]), 'input')}, as in the line with def"
        raise NotYet(f"{calls[0]} does not work: {must}.")
    wanted = [right(*copy.deepcopy(given)) for given in inputs]
    found = [_call(answer, given) for given in inputs]
    again = [_call(answer, given) for given in reversed(inputs)][::-1]

    def fits(at: int, result: _Result) -> bool:
        return result.gives(wanted[at]) if breaks is None else result.problem(inputs[at], breaks) == ""

    failing = [at for at, result in enumerate(found) if not fits(at, result)]
    unsteady = [at for at, result in enumerate(again) if fits(at, result) is (at in failing)]
    changed = [at for at, result in enumerate(found) if result.changed_input]
    if not failing and not unsteady and not changed:
        return

    def size(at: int) -> tuple:
        # An ordinary input first: the edge cases come when that works. And a wrong result before none at all.
        return any(map(_is_empty, inputs[at])), bool(found[at].stopped), sum(map(_size, inputs[at]))

    at = min(unsteady or failing or changed, key=size)
    if unsteady:
        unlike = REMEMBERS if breaks is None else UNSTEADY
        raise NotYet(f"{calls[at]} {found[at]}, and when called once more it {again[at]}. {unlike}", unlike)
    if not failing:
        raise NotYet(f"{calls[at]} changes what it is given. {CHANGES}", CHANGES)
    told = f"{calls[at]} {found[at]}."
    for sentence, wrong in mistakes.items():
        results = [_call(wrong, given) for given in inputs]
        is_wrong = not all(map(fits, range(len(inputs)), results))
        like = _Result.is_like if breaks is None else _Result.holds_the_same
        if is_wrong and all(map(like, found, results)):
            _tell(told, sentence)
    if not found[at].stopped and all(result.value is None for result in found):
        _tell(told, PRINTS if any(result.printed for result in found) else NO_RETURN)
    told += found[at].cause
    if breaks is not None:
        broken = found[at].problem(inputs[at], breaks)
        raise NotYet(f"{told} {broken or f'What was expected: {what}.'}", broken or "")
    expected = _spelled(wanted[at])
    if str(found[at]) == f"gives {expected}":
        raise NotYet(f"{told} That was expected, but not all that stands in it is right.")
    raise NotYet(f"{told} {_sentence(expected)}")


CHANGES = (
    "What it is given must stay as it was. Put what you make under a name of its own; of a table or a list, begin with "
    ".copy()."
)
REMEMBERS = "A function must begin afresh each time: make what it needs inside it, and use only what it is given."
UNSTEADY = (
    "It does not hand over the same each time, and not everything that it hands over keeps the rules. Leave nothing to "
    "chance, and make what it needs inside it."
)
NO_RETURN = "Your function ends without handing anything over. Did you forget return?"
PRINTS = "It prints the answer but hands nothing over. Write return instead of print."


class _Result:
    """What one call gave: a value or the error that stopped it, whether it printed, whether it changed its input."""

    def __init__(self, value: object, stopped: BaseException | None, printed: bool, changed_input: bool) -> None:
        self.value, self.stopped, self.printed, self.changed_input = value, stopped, printed, changed_input

    def __str__(self) -> str:
        return "stops without an answer" if self.stopped else f"gives {show(self.value)}"

    @property
    def cause(self) -> str:
        """What stopped it, as sentences with a blank before them; "" if nothing did."""
        if not self.stopped:
            return ""
        cause = guarded(causes.cause_of)(self.stopped) or name_of(type(self.stopped))
        return f" {cause}" if cause.endswith((".", "?")) else f" {cause}."

    def gives(self, wanted: object) -> bool:
        # Nothing handed over is not the same as an unknown number.
        return not self.stopped and (self.value is None) is (wanted is None) and bool(same(self.value, wanted))

    @property
    def things(self) -> list | None:
        """Several things in order as plain values, or None for anything else."""
        unordered = self.stopped or is_a(self.value, set, frozenset, Iterator)
        things = None if unordered else as_items(self.value)
        return None if things is None else [plain(one) for one in things]

    def problem(self, given: tuple, breaks: Callable[[tuple, list], str]) -> str | None:
        """The rule that it breaks, "" if it keeps them all; None if these are not several things in order."""
        return None if self.things is None else breaks(given, self.things)

    def holds_the_same(self, known: "_Result") -> bool:
        if None in (self.things, known.things):
            return self.is_like(known)
        return Counter(self.things) == Counter(known.things)

    def is_like(self, known: "_Result") -> bool:
        if self.stopped or known.stopped:
            return type(self.stopped) is type(known.stopped)
        return self.gives(known.value)


def _takes(function: Callable, given: tuple) -> bool:
    signature = guarded(inspect.signature)(function)
    try:
        # A command without a readable line with def: the calls will show.
        return signature is None or bool(signature.bind(*given))
    except TypeError:
        return False


def _call(function: Callable, given: tuple) -> _Result:
    value, stopped, printed, theirs = None, None, io.StringIO(), copy.deepcopy(given)
    with warnings.catch_warnings(), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            value = function(*theirs)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            stopped = error
    return _Result(value, stopped, printed.closed or bool(printed.getvalue()), not untouched(theirs, given))


def _noun(things: Collection) -> str:
    """What things are called, one of them."""
    if things and all(isinstance(one, str) for one in things):
        # Numbers in quotes are no names.
        return "name" if any(re.search(r"[^\W\d]", one) for one in things) else "text"
    return "number" if things and all(isinstance(one, int | float) for one in things) else "thing"


def _probe(compare: Callable, answer: object, right: object, mistakes: Mapping, **how) -> None:
    if answer is PROBE:
        raise Expected(compare, right, mistakes, **how)


def _tell(told: str, sentence: str) -> NoReturn:
    raise NotYet(f"{told} {sentence}", sentence)


def _off(given: dict, right: dict, rel: float) -> list:
    """The labels at which the values differ; all, if the labels are not the same."""
    return [key for key in right if given.keys() != right.keys() or not near(given[key], right[key], rel)]


def _recognise(
    told: str, given: dict, right: object, mistakes: Mapping[str, object], read: Callable[[object], dict], rel: float
) -> None:
    """Tell the nearest known mistake that gives these values, rounded or not. To round the right ones is one, too."""
    wanted, tolerance = read(right), _tolerance(right, rel)
    known, only_rounded = {}, set()
    whole = all(isinstance(one, int) for one in given.values())
    rounded = ROUNDED_WHOLE if whole else ROUNDED
    for sentence, value in {**mistakes, rounded: right}.items():
        wrong = read(value)
        if sentence != rounded and not _off(wrong, wanted, tolerance):
            continue
        off = _off(given, wrong, _tolerance(value, rel))
        if given.keys() == wrong.keys() and all(_is_rounding(given[key], wrong[key]) for key in off):
            known[sentence] = sum(_distance(given[key], wrong[key]) for key in wrong)
            only_rounded |= {sentence} if off else set()
    if rounded in known:
        # Who gave the right value rounded has made no other mistake, as far as anybody can see.
        known = {
            sentence: far for sentence, far in known.items() if sentence == rounded or sentence not in only_rounded
        }
    if known:
        _tell(told, min(known, key=known.get))


def _refuse(compare: Callable, answer: object, what: str, verb: str = "was") -> NoReturn:
    """Say that the answer is not even the kind of thing that `compare` can read, and name the usual slip behind it."""
    slip = ""
    inside = as_items(answer) or ()
    if answer is None:
        slip = NOTHING
    elif is_a(answer, *GROUPINGS):
        slip = GROUPED
    elif type(answer) in LOCATORS:
        slip = NOTHING_PICKED.format(LOCATORS[type(answer)])
    elif callable(answer):
        method = is_a(answer, MethodType) and is_a(answer.__func__, FunctionType)
        slip = f"{COMMAND}: .{answer.__name__}()." if method else f"{COMMAND}, as in len(…)."
    elif compare is text and is_a(answer, pd.Series) and inside and all(is_a(one, str) for one in inside):
        slip = FIRST_OF
    elif compare is text and is_a(answer, pd.Series) and all(is_a(key, str) for key in answer.index):
        slip = EACH_WITH_ITS_NAME if inside and all(as_number(one) is not None for one in inside) else ""
    elif compare in (number, text) and len(inside) == 1 and not is_a(answer, tuple):
        slip = IN_BRACKETS if is_a(answer, list, set) else IN_A_BOX
    elif compare is items and is_a(answer, pd.DataFrame):
        slip = TABLE_FOR_NAMES
    elif compare is items and as_number(answer) is not None:
        slip = HOW_MANY
    elif compare is frame and as_number(answer) is not None:
        slip = HOW_MANY_ROWS
    elif compare is series and inside:
        slip = COMMA_WITHOUT_LABELS if is_a(answer, tuple) and len(inside) <= 3 else NO_LABELS
    elif compare is frame and inside and all(plain(one) in (TRUE, FALSE) for one in inside):
        slip = FILTER
    elif compare is number:
        if is_a(answer, str):
            slip = _quoted(str.__str__(answer))
        elif is_a(answer, tuple) and 0 < len(inside) <= 3 and all(as_number(one) is not None for one in inside):
            slip = DECIMAL_COMMA
        elif inside and all(plain(one) in (TRUE, FALSE) for one in inside):
            slip = HOW_MANY_TRUE
        elif inside or (is_a(answer, pd.DataFrame, np.ndarray) and guarded(np.size)(answer)):
            slip = TABLE_FOR_NUMBER
    raise NotYet(f"You gave {show(answer)}. {slip or _sentence(what, verb)}", slip)


def _quoted(text: str) -> str:
    if "%" in text:
        return QUOTED_PERCENT
    if re.search(r"\d,\d", text):
        return QUOTED_COMMA
    return QUOTED if _number_in(text) else QUOTED_WORDS


def _number_in(text: str) -> bool:
    return re.fullmatch(r"\s*[+-]?\d+([.,]\d+)?\s*", text) is not None


def _sentence(what: str, verb: str = "was") -> str:
    return f"What was expected: {what}." if "," in what else f"{_capital(what)} {verb} expected."


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _name(key: object) -> str:
    return show(" and ".join(map(str, key)) if isinstance(key, tuple) else key)


def _spelled(value: object) -> str:
    """An input, or what the right function makes of it, as Python writes it."""
    if isinstance(value, pd.Series) and 1 < len(value) <= 8 and all(isinstance(key, str) for key in value.index):
        # A line of a table.
        inside = ", ".join(f"{key}: {_spelled(one)}" for key, one in value.items())
        return f"a row with {inside}"
    if not isinstance(value, str | list | tuple | dict | set | None):
        return show(value)
    written = repr(value)
    if len(written) <= 60:
        return written
    return f"{written[:29]}…{written[0]} ({len(value)} characters)" if isinstance(value, str) else f"{written[:59]}…"


def _is_empty(value: object) -> bool:
    """Whether an input is an edge case: nothing, zero, no text, an empty list."""
    return (
        value is None
        or (isinstance(value, int | float) and not value)
        or (isinstance(value, str | list | tuple | dict | set) and not (str(value).strip() and value))
    )


def _size(value: object) -> int:
    return value.size if isinstance(value, pd.DataFrame | pd.Series | np.ndarray) else len(repr(value))


def _tolerance(right: object, rel: float) -> float:
    """Whole numbers are counts and must be exact."""
    whole = pd.api.types.is_integer_dtype(right.dtype) if isinstance(right, pd.Series) else isinstance(right, Integral)
    return 0 if whole else rel


def _distance(given: object, wrong: object) -> float:
    return 0.0 if given == wrong else abs(given - wrong)


def _is_rounding(given: object, right: object) -> bool:
    """Whether `given` is `right` rounded to 0–6 decimals, half up or half even, and still tells roughly the same."""
    if not near(given, right, rel=0.1) or given == right:
        return False
    return any(given == round(given, digits) and abs(given - right) <= 0.5001 * 10**-digits for digits in range(7))


def _same_rows(table: pd.DataFrame, right: pd.DataFrame) -> bool:
    """Whether `table` has the rows of `right` in its columns, in any order."""
    if len(table) != len(right):
        return False
    exact = [name for name in right.columns if not pd.api.types.is_float_dtype(right[name])]
    columns = [*exact, *(name for name in right.columns if name not in exact)]
    rows, wanted = as_rows(table, columns), as_rows(right, columns)
    if rows is None or len(exact) == len(columns):
        return rows is not None and Counter(rows) == Counter(wanted)
    return all(
        near(one, other, 0 if at < len(exact) else REL)
        for row, right_row in zip(sorted(rows, key=_order), sorted(wanted, key=_order), strict=True)
        for at, (one, other) in enumerate(zip(row, right_row, strict=True))
    )


def _order(row: tuple) -> list[tuple]:
    """A sort key for any row. What calculating with floats leaves behind the sixth digit must not change the order."""
    return [
        (0, float(f"{one:.6g}")) if isinstance(one, float) else (0, one) if isinstance(one, int) else (1, repr(one))
        for one in row
    ]
