"""Read what a learner gave, in any reasonable form: numbers, texts, containers, labelled values, tables.

An answer may be any object: one that claims to equal everything, one that raises wherever it is touched, one without
end. So the functions here read it, once, into plain values of our own making, and only these are compared.
"""

import functools
import math
import re
from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, Mapping, Set
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from numbers import Integral

import numpy as np
import pandas as pd

REL = 0.005
"""Relative tolerance of all floats in the course."""

MANY = 10_000
"""More things than any task asks for. Reading stops here, so that an endless container cannot hang a check."""

LOCATORS = {type(pd.Series(dtype=float).iloc): ".iloc", type(pd.Series(dtype=float).loc): ".loc"}
GROUPINGS = (pd.api.typing.DataFrameGroupBy, pd.api.typing.SeriesGroupBy)

_NOISE = 1e-12  # what is left of zero after calculating with floats
_CONTAINERS = (list, tuple, set, frozenset, dict)
_SIMPLE = (int, float, str, bool, type(None))
_BETWEEN = re.compile(r"[\W_]+")
_DAY = re.compile(r"(\d{4}-\d\d)(-\d\d)?(?:[ T]00:00(?::00)?)?")

# An iterator can be read only once, but its check may run twice. It is kept with its things, so that its id stays its.
_read_before: dict[int, tuple[Iterator, list]] = {}


class Token:
    """A value that equals only itself: True, False, unknown, or a stranger that is no kind of value known here."""

    def __init__(self, shown: str) -> None:
        self.shown = shown

    def __repr__(self) -> str:
        return self.shown


# Apart from 1 and 0, which Python takes for the same; and NaN, None and NA are one, which Python keeps apart.
TRUE, FALSE, UNKNOWN = Token("True"), Token("False"), Token("NaN (unknown)")


def is_a(value: object, *kinds: type) -> bool:
    """isinstance that asks the type only, since a learner's object may lie about its class or raise."""
    return issubclass(type(value), kinds)


def guarded(read: Callable) -> Callable:
    """Let `read` return None for an answer that raises when it is touched. Only the interrupt button gets through."""

    @functools.wraps(read)
    def reader(*answer: object) -> object:
        try:
            return read(*answer)
        except KeyboardInterrupt:
            raise
        except BaseException:
            return None

    return reader


def count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def show(value: object, longest: int = 60) -> str:
    """A short description of `value` for a sentence that starts with "You gave"."""
    if is_a(value, str):
        text = str.__str__(value)
        return repr(text if len(text) <= longest else text[: longest - 1] + "…")
    text = _shown(value, longest) or "something that cannot be shown"
    return text if len(text) <= longest else text[: longest - 1] + "…"


@guarded
def _shown(value: object, longest: int) -> str:
    value = _unboxed(value)
    if is_a(value, *GROUPINGS):
        return "grouped rows"
    if is_a(value, pd.DataFrame):
        return f"a table of {count(value.shape[0], 'row')} and {count(value.shape[1], 'column')}"
    if is_a(value, pd.Series):
        return f"a column of {count(len(value), 'value')}"
    if is_a(value, pd.Index):
        return f"an index of {count(len(value), 'value')}"
    if is_a(value, pd.api.extensions.ExtensionArray, np.ndarray):
        return f"an array of {count(value.size, 'value')}"
    if is_a(value, bool, np.bool_):
        return str(bool(value))
    number = as_number(value)
    if number is not None:
        return show_number(number)
    for kind in _CONTAINERS:
        if is_a(value, kind):
            return _as_typed(value, longest) or f"a {kind.__name__} of {count(len(value), 'thing')}"
    if is_a(value, date, np.datetime64, pd.Period):
        return str(value).removesuffix(" 00:00:00")
    if value is None or is_a(value, Token, complex, bytes, range):
        return repr(value)
    if type(value) in LOCATORS:
        return f"{LOCATORS[type(value)]} alone"
    if callable(value):
        return f"a function ({name_of(value)})" if name_of(value) else "a function"
    return f"something of the kind {type(value).__name__}"


def _as_typed(container: Collection, longest: int) -> str:
    """A short container of simple things as Python writes it, else ""."""
    if type(container) not in _CONTAINERS or not 0 < len(container) <= longest:
        return ""
    inside = [*container, *container.values()] if isinstance(container, dict) else container
    text = repr(container) if all(type(one) in _SIMPLE for one in inside) else ""
    return text if len(text) <= longest else ""


def name_of(function: object) -> str:
    """The name that a function was defined with; "" for one without."""
    name = guarded(getattr)(function, "__name__", "")
    return name if type(name) is str and name.isidentifier() else ""


def show_number(number: float) -> str:
    if not math.isfinite(number):
        return {math.inf: "infinity", -math.inf: "minus infinity"}.get(number, "NaN (unknown)")
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    if not 1e-6 < abs(number) < 1e15:
        return f"{number:.4g}"
    short = f"{number:.4g}" if abs(number) < 1000 else f"{number:.2f}"
    # 599.9999 must not be shown as 600, nor a small number in powers of ten.
    exact = np.format_float_positional(number, trim="-")
    return exact if "e" in short or float(short).is_integer() else short


@guarded
def as_number(value: object) -> float | None:
    """The number that `value` is, or None. True and False are no numbers here; a missing value is NaN."""
    value = _unboxed(value)
    if is_a(value, bool):
        return None
    if is_a(value, int, np.integer):
        whole = int.__int__(value) if is_a(value, int) else int(value)
        return whole if abs(whole) < 1e300 else math.inf if whole > 0 else -math.inf
    if is_a(value, float):
        return float.__float__(value)
    if value is pd.NA or value is pd.NaT:
        return math.nan
    return float(value) if is_a(value, np.floating, Decimal, Fraction) else None


def _unboxed(value: object) -> object:
    """The one thing in an array without length, as NumPy makes it."""
    return value.item() if is_a(value, np.ndarray) and value.ndim == 0 else value


def plain(value: object, depth: int = 2) -> object:
    """`value` as a number, text, datetime, tuple, frozenset or Token: they are hashable and can all be compared."""
    # The commonest kinds first: an answer may hold thousands of them.
    if type(value) is str or type(value) is Token or (type(value) is int and abs(value) < 1e15):
        return value
    known = _known_kind(value, depth)
    return Token(show(value)) if known is None else known


@guarded
def _known_kind(value: object, depth: int) -> object | None:
    value = _unboxed(value)
    if value is None:
        return UNKNOWN
    if is_a(value, str):
        return str.__str__(value)
    if is_a(value, date, np.datetime64, pd.Period):
        stamp = pd.Timestamp(value.start_time if is_a(value, pd.Period) else value)
        return UNKNOWN if stamp is pd.NaT else stamp.to_pydatetime(warn=False).replace(tzinfo=None)
    if is_a(value, bool, np.bool_):
        return TRUE if value else FALSE
    number = as_number(value)
    if number is not None:
        if math.isnan(number):
            return UNKNOWN
        return int(number) if abs(number) < 1e15 and number == int(number) else number
    if depth and is_a(value, tuple, list, set, frozenset) and len(value) <= 10:
        parts = (plain(part, depth - 1) for part in islice(value, 10))
        return tuple(parts) if is_a(value, tuple, list) else frozenset(parts)
    return None


def label(key: object) -> object:
    """A label in one form, whatever the route to it: dates as ISO text, without blanks around or noise behind."""
    key = plain(key)
    if isinstance(key, tuple):
        return label(key[0]) if len(key) == 1 else tuple(map(label, key))
    if isinstance(key, float):
        return float(f"{key:.12g}")
    if isinstance(key, datetime):
        key = key.isoformat(" ")
    if isinstance(key, str):
        key = key.strip()
        day = _DAY.fullmatch(key)
        return f"{day[1]}{day[2] or '-01'}" if day else key
    return key


def near(given: object, right: object, rel: float = REL) -> bool:
    """Whether two plain values are equal; numbers within the relative tolerance (0: exactly)."""
    if given == right:
        return True
    if not (isinstance(given, int | float) and isinstance(right, int | float) and rel and math.isfinite(right)):
        return False
    return abs(given - right) <= max(rel * abs(right), _NOISE)


@guarded
def as_items(value: object) -> list | None:
    """The things in a container (list, set, Series, Index, array, table of one column …), or None.

    Of more than MANY things, one too many is read.
    """
    if is_a(value, pd.DataFrame, np.ndarray) and value.ndim == 2 and value.shape[1] == 1:
        value = value.iloc[:, 0] if is_a(value, pd.DataFrame) else value[:, 0]
    if is_a(value, str, bytes, Mapping, pd.DataFrame, *GROUPINGS) or not is_a(value, Iterable):
        return None
    if is_a(value, Iterator):
        if id(value) not in _read_before:
            _read_before[id(value)] = value, list(islice(value, MANY + 1))
        return _read_before[id(value)][1]
    return None if is_a(value, np.ndarray) and value.ndim != 1 else list(islice(value, MANY + 1))


@guarded
def as_labelled(
    value: object, labels: Set = frozenset(), alike: Callable[[object], object] = lambda key: key
) -> list[tuple] | None:
    """Pairs (label, value) of a Series, dict, table or list of pairs; None for anything else.

    Of too many pairs, MANY + 1 are read.

    A table, or pairs of labels, can be meant in several ways: the one that has (most of) `labels` is taken. A pair may
    be one text, as in "low Know". Each label is read through `alike`, unless two labels of one answer would then be
    the same.
    """
    readings = [[(label(key), one) for key, one in islice(pairs, MANY + 1)] for pairs in _readings(value)]
    if any(isinstance(key, tuple) for key in labels):
        readings += [[(_words(key), one) for key, one in pairs] for pairs in readings]
        readings += [[(key[::-1], one) for key, one in pairs] for pairs in readings if _by_two(pairs)]
    readings = [_renamed(pairs, alike) for pairs in readings]
    return max(readings, key=lambda pairs: len({key for key, _ in pairs} & labels), default=None)


def _renamed(pairs: list[tuple], alike: Callable[[object], object]) -> list[tuple]:
    renamed = [(alike(key), one) for key, one in pairs]
    return renamed if len(dict(renamed)) == len(dict(pairs)) else pairs


def _by_two(pairs: list[tuple]) -> bool:
    return all(isinstance(key, tuple) and len(key) == 2 for key, _ in pairs)


def _words(key: object) -> object:
    """The words of a text, the word "and" left out; any other label as it is."""
    return tuple(word for word in _BETWEEN.split(key) if word not in ("", "and")) if isinstance(key, str) else key


def _readings(value: object) -> list[Iterable[tuple]]:
    """The ways in which `value` gives labels and values, the likeliest first."""
    if is_a(value, pd.Series, Mapping):
        boxes = list(islice(value.items(), MANY)) if is_a(value, Mapping) else []
        # A dict of dicts or of Series is a table with two ways in.
        if boxes and all(is_a(one, pd.Series, Mapping) for _, one in boxes):
            return [[((row, name), one) for name, box in boxes for row, one in islice(box.items(), MANY)]]
        return [value.items()]
    if is_a(value, list, tuple, Iterator, ItemsView):
        return _as_pairs(as_items(value))
    if not is_a(value, pd.DataFrame) or value.size > MANY:
        return []
    columns = [value.iloc[:, at].tolist() for at in range(value.shape[1])]
    if len(columns) == 1:
        return [zip(value.index, columns[0], strict=True)]
    # A first level that is the same for all columns, as .agg({…}).unstack() makes it, says nothing.
    same_first = value.columns.nlevels > 1 and value.columns.get_level_values(0).nunique() == 1
    names = list(value.columns.droplevel(0) if same_first else value.columns)
    # The labels of the rows are their index; or, as after reset_index(), the first column.
    two_way = [
        [
            ((row, name), one)
            for name, column in zip(names[at:], columns[at:], strict=True)
            for row, one in zip(rows, column, strict=True)
        ]
        for at, rows in enumerate([value.index, *columns[:1]])
    ]
    # As after reset_index(): one column of values, beside it one or two columns of labels.
    long = [
        zip(zip(*columns[:at], *columns[at + 1 :], strict=True), columns[at], strict=True)
        for at in reversed(range(len(columns)))
        if len(columns) <= 3
    ]
    one_row = [zip(value.columns, value.iloc[0], strict=True)] if len(value) == 1 else []
    return [*one_row, *two_way, *long]


def _as_pairs(things: list) -> list[list[tuple]]:
    """Things that are pairs, or labels and a value at the end, as labels and values."""
    sizes = {len(one) if is_a(one, tuple, list) else 0 for one in things}
    return [[(tuple(one[:-1]), one[-1]) for one in things]] if sizes in ({2}, {3}) else []


@guarded
def as_table(value: object) -> pd.DataFrame | None:
    """A plain DataFrame of a table, its columns named by plain values; None for anything else."""
    if not is_a(value, pd.DataFrame):
        return None
    table = pd.DataFrame(value)
    table.columns = pd.Index([plain(name) for name in value.columns], dtype=object, tupleize_cols=False)
    return table


@guarded
def as_rows(table: pd.DataFrame, columns: Iterable) -> list[tuple]:
    """The rows of these columns as plain values."""
    return list(zip(*(_cells(table[name]) for name in columns), strict=True))


def _cells(column: pd.Series) -> list:
    if pd.api.types.is_datetime64_dtype(column.dtype):  # the same, but much faster than one by one
        return [UNKNOWN if one is None else one for one in column.to_numpy("datetime64[us]").tolist()]
    return [plain(one) for one in column.tolist()]


@guarded
def same(given: object, right: object) -> bool | None:
    """Whether a function's result is the right one, by the kind of the right one. Rows must be in its order."""
    # A result of another kind cannot be read in the way of the right one: that raises, and means no.
    if isinstance(right, pd.DataFrame):
        table = as_table(given)
        return all(same(table[plain(name)].tolist(), right[name].tolist()) for name in right)
    if isinstance(right, pd.Series | dict):
        wanted = dict(as_labelled(right))
        pairs = as_labelled(given, wanted.keys())
        return len(pairs) == len(wanted) and all(key in wanted and same(one, wanted[key]) for key, one in pairs)
    if isinstance(right, set | frozenset | list | tuple | np.ndarray | pd.Index):
        if is_a(given, Iterator):
            return False
        things, wanted = as_items(given), list(right)
        if isinstance(right, set | frozenset):
            return len(things) == len(wanted) and set(map(plain, things)) == set(map(plain, wanted))
        ordered = not is_a(given, set, frozenset)
        return ordered and len(things) == len(wanted) and all(map(same, things, wanted))
    return near(plain(given), plain(right), 0 if isinstance(right, Integral) else REL)


@guarded
def untouched(theirs: object, ours: object) -> bool | None:
    """Whether an argument is, after the learner's function had it, still like our copy of it."""
    # Something of another kind in its place cannot be read in the same way: that raises, and means no.
    if isinstance(ours, pd.DataFrame | pd.Series):
        return theirs.equals(ours)
    if isinstance(ours, dict):
        return untouched(list(theirs.items()), list(ours.items()))
    if isinstance(ours, list | tuple | np.ndarray):
        return len(theirs) == len(ours) and all(map(untouched, theirs, ours))
    if isinstance(ours, set):
        return len(theirs) == len(ours) and set(map(plain, theirs)) == set(map(plain, ours))
    return theirs is ours or plain(theirs) == plain(ours)
