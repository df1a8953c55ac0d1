"""Read what a learner gave, in any reasonable form: numbers, texts, containers, labelled values, tables.

Nothing here calls the answer's own comparison, so an answer that claims to equal everything convinces nobody.
"""

import math
import numbers
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd

REL = 0.005
"""Relative tolerance of all floats in the course."""


def show(value: object, longest: int = 60) -> str:
    """A short description of `value` for a sentence that starts with "You gave"."""
    if isinstance(value, pd.DataFrame):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if isinstance(value, pd.Series):
        return f"a Series of {len(value)} values"
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    if isinstance(value, np.ndarray) and value.ndim:
        return f"an array of {len(value)} values"
    number = as_number(value)
    if number is not None:
        return show_number(number)
    if isinstance(value, str):
        text = str.__str__(value)
        return repr(text if len(text) <= longest else text[: longest - 1] + "…")
    if isinstance(value, list | tuple | set | frozenset | dict) and len(value) > 4:
        return f"a {type(value).__name__} of {len(value)} things"
    if callable(value):
        return f"a function ({getattr(value, '__name__', type(value).__name__)})"
    try:
        text = repr(value)
    except Exception:
        text = type(value).__name__
    return text if len(text) <= longest else text[: longest - 1] + "…"


def show_number(number: float) -> str:
    if not math.isfinite(number):
        return {math.inf: "infinity", -math.inf: "minus infinity"}.get(number, "NaN (unknown)")
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.4g}" if abs(number) < 10_000 else f"{number:.2f}"


def as_number(value: object) -> float | None:
    """The number that `value` is, or None. True and False are no numbers here."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real | Decimal):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def close(given: float, right: float, rel: float = REL) -> bool:
    """Within the relative tolerance; unknown (NaN) equals unknown."""
    if math.isnan(right) or math.isnan(given):
        return math.isnan(right) and math.isnan(given)
    return given == right or abs(given - right) <= rel * abs(right)


def as_items(value: object) -> list | None:
    """The things in a container (list, tuple, set, Series, Index, array, dict keys, table of one column), or None."""
    if isinstance(value, pd.DataFrame):
        return value.iloc[:, 0].tolist() if value.shape[1] == 1 else None
    if isinstance(value, pd.Series | pd.Index | np.ndarray):
        return value.tolist() if value.ndim == 1 else None
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return None
    return list(value)


def as_labelled(value: object) -> dict | None:
    """label -> value of a Series, dict, or table that holds just that; None for anything else.

    Labels are normalised by `label`. A table may be one column of values, a column of labels and one of values, or
    the two-way form of a Series with two levels of labels.
    """
    if isinstance(value, pd.DataFrame):
        if value.shape[1] == 1:
            value = value.iloc[:, 0]
        elif value.shape[1] == 2 and not pd.api.types.is_numeric_dtype(value.dtypes.iloc[0]):
            value = value.set_index(value.columns[0]).iloc[:, 0]
        else:
            value = value.stack()
    if isinstance(value, pd.Series | dict):
        return {label(key): one for key, one in value.items()}
    return None


def label(key: object) -> object:
    """A label in one form, whatever the route to it: numbers as numbers, dates as ISO text, pairs as tuples."""
    if isinstance(key, tuple):
        return tuple(label(part) for part in key)
    if isinstance(key, bool | np.bool_):
        return bool(key)
    if isinstance(key, date | datetime | np.datetime64 | pd.Period):
        return str(pd.Timestamp(str(key)).date())
    number = as_number(key)
    if number is not None:
        return number
    return str.__str__(key).strip() if isinstance(key, str) else key


def same(given: object, right: object, rel: float = REL) -> bool:
    """Whether a function's result is the right one, by the kind of the right one."""
    if right is None:
        return given is None
    if isinstance(right, bool):
        return isinstance(given, bool | np.bool_) and bool(given) == right
    if isinstance(right, str):
        return isinstance(given, str) and str.__str__(given) == right
    if isinstance(right, pd.DataFrame):
        return (
            isinstance(given, pd.DataFrame)
            and set(right.columns) <= set(given.columns)
            and all(same(given[column].tolist(), right[column].tolist(), rel) for column in right.columns)
        )
    if isinstance(right, pd.Series | dict):
        labelled, wanted = as_labelled(given), as_labelled(right)
        return (
            labelled is not None
            and labelled.keys() == wanted.keys()
            and all(same(labelled[key], one, rel) for key, one in wanted.items())
        )
    if isinstance(right, set | frozenset):
        items = as_items(given)
        return items is not None and len(items) == len(right) and set(map(label, items)) == set(map(label, right))
    if isinstance(right, list | tuple | np.ndarray | pd.Index):
        items, wanted = as_items(given), list(right)
        return (
            items is not None
            and not isinstance(given, set | frozenset)
            and len(items) == len(wanted)
            and all(same(one, other, rel) for one, other in zip(items, wanted, strict=True))
        )
    if isinstance(right, date | datetime):
        return isinstance(given, date | datetime | np.datetime64) and pd.Timestamp(given) == pd.Timestamp(right)
    number, wanted = as_number(given), as_number(right)
    if wanted is None:
        return type(given) is type(right) and given == right
    if number is None:
        return False
    return number == wanted if isinstance(right, numbers.Integral) else close(number, wanted, rel)
