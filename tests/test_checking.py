"""The comparison kit under attack: right in any form passes, wrong never does, every refusal is a plain sentence."""

import asyncio
import functools
import io
import itertools
import math
import os
import random
import re
import statistics
import sys
import time
import types
import warnings
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from unittest import mock

import numpy as np
import pandas as pd
import pytest

from ssl_helpers import CourseError
from ssl_helpers.checking import expect, outcomes, session
from ssl_helpers.checking.exercises import exercises_of, judged_by, topics
from ssl_helpers.checking.expect import NotYet
from ssl_helpers.checking.values import REL
from ssl_helpers.data import COURSE_FOLDER, firm_in
from ssl_helpers.kernel.causes import cause_of

WHAT = {
    "number": "a whole number of people",
    "text": "the name of one channel",
    "items": "companies, as they are written in accounts",
    "series": "the proportion of each category",
    "frame": "a table with one row for each person",
    "function": "it takes a part and a whole and hands over the proportion",
}


def judged(kind: str, answer: object, right: object, mistakes=None, **how) -> NotYet | None:
    """None if the kit's function `kind` accepts the answer, else its refusal. Anything else raised fails the test."""
    compare = getattr(expect, kind)
    try:
        compare(answer, right, what=how.pop("what", WHAT[kind]), mistakes=mistakes or {}, **how)
    except NotYet as refusal:
        return refusal
    return None


def each(names: str | tuple[str, ...], cases: Sequence) -> pytest.MarkDecorator:
    """One test per case; they have numbers, since most have no name of their own."""
    return pytest.mark.parametrize(names, cases, ids=range(len(cases)))


# --- What a card looks like -------------------------------------------------------------------------------------------


def test_code_in_a_card_is_shown_as_code_and_stays_inside():
    outcome = outcomes.Outcome("network.mix", outcomes.STOPPED, "In\n    x = `a`\nwrite `a<b`, not ` alone.", 0, 2)
    assert "write <code>a&lt;b</code>, not ` alone." in outcome.card and "    x = `a`" in outcome.card
    assert outcome.card.count("overflow-wrap:anywhere") == 3, "a line without blanks is broken in the card"
    assert "`a<b`" in outcome.words


def test_the_last_hint_says_what_to_do_with_it():
    said = []
    with mock.patch.object(session, "display", lambda bundle, raw: said.append(bundle["text/plain"])):
        for _ in range(4):
            session.hint("start.connections")
    first, _, last, again = said
    assert "next hint" in first and "next hint" not in last
    assert "This was the last hint. Put it in the answer cell" in last and again == last
    for one in [one for topic in topics() for one in exercises_of(topic)]:
        assert re.search(rf"^(def )?{one.names[0]}\b", one.hints[-1], re.MULTILINE), f"{one.id}: the last is an answer"


@pytest.mark.parametrize("given", [{"customer": 0.2}, 5, ..., pd.Series([1])])
def test_a_task_without_quotes(given):
    with pytest.raises(CourseError, match="in quotes, as in"):
        session.hint(given)


# --- Right in any reasonable form -------------------------------------------------------------------------------------

SIX_HUNDRED = [
    600,
    600.0,
    np.int64(600),
    np.int32(600),
    np.uint16(600),
    np.float64(600),
    np.float32(600),
    np.longdouble(600),
    Decimal(600),
    Decimal("600.00"),
    Fraction(1200, 2),
    np.array(600),
    np.array(600.0),
    np.array(600, dtype=object),
    type("Whole", (int,), {})(600),
]


@each("answer", SIX_HUNDRED)
@pytest.mark.parametrize("right", [600, np.int64(600), 600.0])
def test_a_number_in_any_form_passes(answer, right):
    assert judged("number", answer, right) is None


@pytest.mark.parametrize("answer", [math.nan, np.nan, np.float32("nan"), Decimal("nan"), pd.NA, pd.NaT])
def test_unknown_in_any_form_passes_where_unknown_is_right(answer):
    assert judged("number", answer, math.nan) is None
    assert judged("number", answer, 0.5) is not None


@pytest.mark.parametrize("right", [0.07, 81.0, 1234567.8, -0.369, 1e-7])
def test_floats_pass_within_the_tolerance_and_not_beyond(right):
    for off in (0, REL * 0.98, -REL * 0.98):
        assert judged("number", right * (1 + off), right) is None
    for off in (0.006, -0.006):
        assert judged("number", right * (1 + off), right) is not None
    assert judged("number", right * 1.04, right, rel=0.05) is None
    assert judged("number", right * 1.02, right, rel=0.01) is not None


def test_a_number_too_large_for_a_float_is_refused():
    for answer in (10**400, -(10**400)):
        assert "infinity" in judged("number", answer, 0.5, proportion=True).message


def test_what_floats_leave_of_zero_is_zero():
    assert judged("number", 0.1 + 0.2 - 0.3, 0.0) is None
    assert judged("number", 1e-9, 0.0) is not None


TEXTS = [
    "LinkedIn",
    " linkedin ",
    "LINKEDIN\n",
    np.str_("LinkedIn"),
    np.array("LinkedIn"),
    type("T", (str,), {})("LinkedIn"),
]


@each("answer", TEXTS)
def test_a_text_passes_whatever_its_case_and_the_blanks_around(answer):
    assert judged("text", answer, "LinkedIn") is None


NAMES = ["Åkær Foto", "Basisfoto A/S", "Myr Plast"]

CONTAINERS: list[Callable[[list], object]] = [
    list,
    tuple,
    set,
    frozenset,
    deque,
    pd.Series,
    pd.Index,
    iter,
    reversed,
    pd.Categorical,
    np.array,
    lambda names: np.array(names, dtype=object),
    lambda names: np.array(names).reshape(-1, 1),
    lambda names: dict.fromkeys(names).keys(),
    lambda names: dict(enumerate(names)).values(),
    lambda names: (name for name in names),
    lambda names: map(str, names),
    lambda names: filter(None, names),
    lambda names: pd.Series(names, index=[7] * len(names)),
    lambda names: pd.Series(names, dtype="string"),
    lambda names: pd.Series(names, dtype="category"),
    lambda names: pd.Series(names, dtype=object),
    lambda names: pd.Series(names).unique(),
    lambda names: pd.DataFrame({"company": names}),
    lambda names: pd.DataFrame({"company": names}).to_numpy(),
    lambda names: pd.DataFrame({"company": names}).to_numpy().tolist(),
    lambda names: [f" {name} " for name in names],
    lambda names: [np.str_(name) for name in names],
]


@each("made", CONTAINERS)
def test_several_things_pass_in_any_container(made):
    assert judged("items", made(NAMES), NAMES) is None
    assert judged("items", made(NAMES[::-1]), NAMES) is None
    assert judged("items", made(NAMES[:2]), NAMES) is not None
    ordered = not isinstance(made(NAMES), set | frozenset) and made is not reversed
    assert (judged("items", made(NAMES), NAMES, ordered=True) is None) is ordered
    assert judged("items", made(NAMES[1:] + NAMES[:1]), NAMES, ordered=True) is not None


def test_an_iterator_may_be_checked_again():
    answer = (name for name in NAMES)
    assert judged("items", answer, NAMES) is None
    assert judged("items", answer, NAMES) is None


@each(
    "made",
    [
        list,
        set,
        np.array,
        pd.Series,
        lambda ids: [float(one) for one in ids],
        lambda ids: pd.Series(ids, dtype="Int64"),
        lambda ids: [Decimal(one) for one in ids],
    ],
)
def test_numbers_among_several_things_are_equal_in_any_form(made):
    people = [17, 3, 12345678901]
    assert judged("items", made(people), people) is None
    assert judged("items", [str(one) for one in people], people) is not None
    assert judged("items", [17, 3, 12345678902], people) is not None


MIX = pd.Series({"colleague": 0.25, "customer": 0.075, "other": 0.675}, name="proportion")

LABELLED: list[Callable[[pd.Series], object]] = [
    lambda mix: mix,
    dict,
    OrderedDict,
    lambda mix: types.MappingProxyType(dict(mix)),
    lambda mix: mix[::-1],
    lambda mix: mix.rename("x").rename_axis("y"),
    lambda mix: mix.astype("Float64"),
    lambda mix: mix.map(np.float64).astype(object),
    lambda mix: mix.astype(object),
    lambda mix: mix.map(Decimal),
    lambda mix: mix.map(Fraction),
    lambda mix: mix.to_frame(),
    lambda mix: mix.to_frame().T,
    lambda mix: mix.rename_axis("category").reset_index(),
    lambda mix: mix.rename_axis("category").reset_index()[["proportion", "category"]],
    lambda mix: mix.rename_axis("category").reset_index().set_axis(pd.RangeIndex(5, 5 + len(mix))),
    lambda mix: pd.DataFrame([dict(mix)]),
    lambda mix: mix.set_axis(mix.index.astype("string")),
    lambda mix: mix.set_axis(mix.index.astype("object")),
    lambda mix: mix.set_axis(pd.CategoricalIndex(mix.index, categories=[*mix.index, "none"])),
    lambda mix: mix.set_axis(pd.MultiIndex.from_arrays([mix.index])),
    lambda mix: {f" {key}": value for key, value in mix.items()},
    lambda mix: {np.str_(key): np.float64(value) for key, value in mix.items()},
    lambda mix: list(mix.items()),
    lambda mix: [[key, value] for key, value in mix.items()],
    lambda mix: dict(mix).items(),
]


@each("made", LABELLED)
def test_labelled_values_pass_in_any_form(made):
    assert judged("series", made(MIX), MIX, proportion=True) is None
    assert judged("series", made(MIX * (1 + REL * 0.9)), MIX) is None
    wrong = MIX.copy()
    wrong.iloc[1] *= 1.011
    assert judged("series", made(wrong), MIX, proportion=True) is not None
    assert judged("series", made(MIX.rename({"other": "others"})), MIX) is not None
    swapped = pd.Series(MIX.to_numpy(), index=MIX.index[::-1], name=MIX.name)
    assert judged("series", made(swapped), MIX) is not None


RATES = pd.Series(
    [0.02, 0.13, 0.03, 0.16, 0.05, math.nan],
    index=pd.MultiIndex.from_product([["Know", "Like", "Trust"], ["low", "high"]], names=["stage", "interest"]),
    name="rate",
)

BY_TWO: list[Callable[[pd.Series], object]] = [
    lambda rates: rates,
    dict,
    lambda rates: rates.unstack(),
    lambda rates: rates.unstack(0),
    lambda rates: rates.unstack().rename_axis(None, axis=1),
    lambda rates: rates.swaplevel().sort_index(),
    lambda rates: rates.reset_index(),
    lambda rates: rates.reset_index()[["interest", "rate", "stage"]],
    lambda rates: rates.unstack().reset_index(),
    lambda rates: rates.unstack(0).reset_index(),
    lambda rates: rates.to_frame().unstack(),
    lambda rates: rates.to_frame().unstack(0),
    lambda rates: rates.to_frame().assign(asks=1).unstack()[["rate"]],
    lambda rates: pd.DataFrame([{"who": who, **some.droplevel(1)} for who, some in rates.groupby(level="interest")]),
    lambda rates: {" ".join(key): value for key, value in rates.items()},
    lambda rates: {" and ".join(key[::-1]): value for key, value in rates.items()},
    lambda rates: rates.set_axis(["_".join(key) for key in rates.index]),
    lambda rates: {key: None if math.isnan(value) else value for key, value in rates.items()},
    lambda rates: rates.astype("Float64"),
    lambda rates: {stage: dict(some.droplevel("stage")) for stage, some in rates.groupby(level="stage")},
    lambda rates: {who: some.droplevel("interest") for who, some in rates.groupby(level="interest")},
    lambda rates: [(stage, interest, rate) for (stage, interest), rate in rates.items()],
    lambda rates: {f"{stage} {interest}": rate for (stage, interest), rate in rates.items()},
    lambda rates: {f"{stage}_{interest}": rate for (stage, interest), rate in rates.items()},
]


@each("made", BY_TWO)
def test_values_with_two_labels_pass_as_a_series_or_a_two_way_table(made):
    assert judged("series", made(RATES), RATES) is None
    assert judged("series", made(RATES.fillna(0.5)), RATES) is not None
    assert judged("series", made(1 - RATES), RATES) is not None


WEEKS = pd.Series([3, 0, 4], index=pd.to_datetime(["2026-03-30", "2026-04-06", "2026-04-13"]))

DATED: list[Callable[[pd.Series], object]] = [
    lambda weeks: weeks,
    lambda weeks: weeks.set_axis(weeks.index.astype("datetime64[s]")),
    lambda weeks: weeks.set_axis(weeks.index.astype("datetime64[us]")),
    lambda weeks: weeks.set_axis(weeks.index.tz_localize("UTC")),
    lambda weeks: weeks.set_axis(weeks.index.date),
    lambda weeks: weeks.set_axis(weeks.index.strftime("%Y-%m-%d")),
    lambda weeks: weeks.set_axis(weeks.index.map(str)),
    lambda weeks: weeks.set_axis(weeks.index.to_period("W")),
    lambda weeks: weeks.set_axis(weeks.index.to_period("D")),
    lambda weeks: {key.to_numpy(): value for key, value in weeks.items()},
    lambda weeks: {key.to_pydatetime(): value for key, value in weeks.items()},
    lambda weeks: weeks.rename_axis("week").rename("posts").reset_index(),
    lambda weeks: weeks.astype(float),
    lambda weeks: weeks.astype("Int64"),
]


@each("made", DATED)
def test_dates_as_labels_pass_in_any_form(made):
    assert judged("series", made(WEEKS), WEEKS) is None
    assert judged("series", made(WEEKS + 1), WEEKS) is not None
    assert judged("series", made(WEEKS.set_axis(WEEKS.index + pd.Timedelta(days=7))), WEEKS) is not None


def test_labels_that_are_alike_are_one_and_the_same():
    def first_letter(key):
        return key[0].lower() if isinstance(key, str) and key else key

    right = pd.Series({"customer": 45, "partner": 36})
    for answer in ({"Customers": 45, "p": 36}, pd.DataFrame({"of": ["PARTNER", "C"], "people": [36, 45]})):
        assert judged("series", answer, right, alike=first_letter) is None
        assert judged("series", answer, right) is not None
    mistakes = {"The other way round.": right[::-1].set_axis(right.index)}
    assert judged("series", {"cu": 36, "pa": 45}, right, mistakes, alike=first_letter).mistake == "The other way round."
    # Two labels that would become one are left as they are.
    refused = judged("series", {"customer": 45, "partner": 36, "prospect": 80}, right, alike=first_letter)
    assert "labels are not those of the task" in refused.message


def test_months_as_labels_pass_in_any_form():
    right = pd.Series([1.5, 2.5], index=pd.PeriodIndex(["2026-03", "2026-04"], freq="M"))
    for labels in (right.index.astype(str), right.index.to_timestamp(), right.index):
        assert judged("series", right.set_axis(labels), right) is None


def test_numbers_as_labels_are_free_of_noise_and_bools_are_none():
    right = pd.Series({0.2: 0.1, 0.6: 0.4, 0.8: 0.6})
    assert judged("series", {0.2: 0.1, 3 * 0.2: 0.4, np.float64(0.8): 0.6}, right) is None
    assert judged("series", right.rename_axis("prob").reset_index(), right) is None
    assert judged("series", {True: 0.5, False: 0.2}, pd.Series({1: 0.5, 0: 0.2})) is not None
    by_truth = pd.Series([0.5, 0.2], index=[True, False])
    assert judged("series", {np.True_: 0.5, np.False_: 0.2}, by_truth) is None
    assert judged("series", {1: 0.5, 0: 0.2}, by_truth) is not None


PEOPLE = pd.DataFrame(
    {
        "id": [1, 2, 3, 4],
        "name": ["Åse", "Bo", None, "Bo"],
        "connected_on": pd.to_datetime(["2023-05-01", "2024-01-01", None, "2026-09-30"]),
        "answered": [True, False, True, True],
        "rate": [0.25, math.nan, 1 / 3, 600.0],
    }
)

TABLES: list[Callable[[pd.DataFrame], object]] = [
    lambda people: people,
    lambda people: people[people.columns[::-1]],
    lambda people: people.assign(more=1, **{"": None}),
    lambda people: people.sample(frac=1, random_state=3),
    lambda people: people.set_axis([9] * len(people)),
    lambda people: people.set_index("id", drop=False),
    lambda people: people.convert_dtypes(),
    lambda people: people.astype(object),
    lambda people: people.astype({"name": "category", "id": "Int64", "answered": "boolean"}),
    lambda people: people.astype({"name": "string", "id": float}),
    lambda people: people.assign(connected_on=people.connected_on.astype("datetime64[s]")),
    lambda people: people.assign(connected_on=people.connected_on.astype("datetime64[us]")),
    lambda people: people.assign(connected_on=people.connected_on.dt.tz_localize("UTC")),
    lambda people: people.assign(connected_on=people.connected_on.dt.date),
    lambda people: people.assign(name=people.name.where(people.name.notna(), math.nan)),
    lambda people: people.rename(columns=np.str_),
    lambda people: people.rename_axis(columns="field"),
    lambda people: type("Table", (pd.DataFrame,), {})(people),
]


@each("made", TABLES)
def test_a_table_passes_in_any_form(made):
    assert judged("frame", made(PEOPLE), PEOPLE) is None
    for off in (1e-12, REL * 0.9, -REL * 0.9):
        assert judged("frame", made(PEOPLE.assign(rate=PEOPLE.rate * (1 + off))), PEOPLE) is None
    for column in PEOPLE:
        off = PEOPLE.copy()
        off[column] = PEOPLE[column].to_numpy()[::-1]
        assert judged("frame", made(off), PEOPLE) is not None, f"{column} stands in the wrong rows"
    assert judged("frame", made(PEOPLE.iloc[[0, 0, 1, 2]]), PEOPLE) is not None
    assert judged("frame", made(PEOPLE.iloc[:3]), PEOPLE) is not None
    assert judged("frame", made(PEOPLE.drop(columns="rate")), PEOPLE) is not None
    assert judged("frame", made(PEOPLE.assign(rate=PEOPLE.rate * 1.006)), PEOPLE) is not None


def test_what_floats_leave_behind_does_not_spoil_the_order_of_rows():
    right = pd.DataFrame({"a": [0.3, 0.3, 0.3], "b": [1.5, 2.5, 3.5]})
    answer = pd.DataFrame({"a": [0.3, 0.1 + 0.2, 0.3 - 1e-16], "b": [1.5, 2.5, 3.5]})
    for order in itertools.permutations(range(3)):
        assert judged("frame", answer.iloc[list(order)], right) is None


@each(
    ("column", "values"),
    [
        ("id", ["1", "2", "3", "4"]),
        ("id", [1, 2, 3, 4.001]),
        ("id", [True, 2, 3, 4]),
        ("answered", [1, 0, 1, 1]),
        ("answered", ["True", "False", "True", "True"]),
        ("connected_on", ["2023-05-01", "2024-01-01", None, "2026-09-30"]),
        ("connected_on", PEOPLE.connected_on + pd.Timedelta(hours=12)),
        ("name", ["Åse", "Bo", "None", "Bo"]),
        ("name", ["Åse", "Bo", "nan", "Bo"]),
        ("rate", [0.25, 0, 1 / 3, 600.0]),
        ("rate", [0.25, math.inf, 1 / 3, 600.0]),
        ("rate", ["0.25", None, str(1 / 3), "600"]),
        ("rate", [mock.ANY] * 4),
    ],
)
def test_a_table_with_another_kind_of_thing_in_a_column_is_refused(column, values):
    assert judged("frame", PEOPLE.assign(**{column: values}), PEOPLE) is not None


# --- Wrong never passes -----------------------------------------------------------------------------------------------


def yes(*_: object) -> bool:
    return True


LIES = {
    "__eq__": yes,
    "__ne__": lambda *_: False,
    "__bool__": yes,
    "__lt__": yes,
    "__le__": yes,
    "__ge__": yes,
    "__gt__": yes,
    "__contains__": yes,
    "__instancecheck__": yes,
}
RIGHT = {
    "number": 600,
    "text": "LinkedIn",
    "items": NAMES,
    "series": MIX,
    "frame": PEOPLE,
}


def liars(right: object) -> list[object]:
    """Objects that claim to equal everything, hash like `right` and turn into what it is when asked."""
    plain_hash = hash(right) if isinstance(right, int | str) else 1
    lies = LIES | {"__hash__": lambda self: plain_hash}
    turn = {
        "__float__": lambda self: 600.0,
        "__int__": lambda self: 600,
        "__index__": lambda self: 600,
        "__str__": lambda self: "LinkedIn",
        "__repr__": lambda self: "LinkedIn",
        "strip": lambda self: "LinkedIn",
        "casefold": lambda self: "LinkedIn",
    }
    return [
        mock.ANY,
        [mock.ANY] * 3,
        dict.fromkeys(MIX.index, mock.ANY),
        pd.Series([mock.ANY] * 3, index=MIX.index),
        pd.DataFrame(dict.fromkeys(PEOPLE.columns, [mock.ANY] * len(PEOPLE))),
        mock.MagicMock(),
        mock.Mock(spec=type(right)),
        mock.MagicMock(spec=pd.DataFrame),
        mock.MagicMock(spec=pd.Series),
        type("Liar", (), lies)(),
        type("LiarsClass", (type,), lies)("Liar", (), lies)(),
        [type("LiarsClass", (type,), lies)("Liar", (), lies)()] * 3,
        dict.fromkeys(MIX.index, type("LiarsClass", (type,), lies)("Liar", (), lies)()),
        type("Turncoat", (), lies | turn)(),
        [type("Liar", (), lies)() for _ in range(3)],
        type("LiarFloat", (float,), lies | turn)(1.5),
        type("LiarInt", (int,), lies | turn)(1),
        type("LiarText", (str,), lies | turn)("wrong"),
        type("LiarList", (list,), lies)(["wrong", "x", "y"]),
        type("LiarDict", (dict,), lies)(colleague=1, customer=2, other=3),
        [type("LiarText", (str,), lies | turn)("wrong") for _ in range(3)],
        {type("LiarText", (str,), {"__eq__": yes, "__hash__": lambda self: hash("other")})("wrong"): 0.675},
        type("LiarSeries", (pd.Series,), {"equals": yes, "__eq__": yes})([1, 2, 3], index=MIX.index),
        type("LiarTable", (pd.DataFrame,), {"equals": yes, "__eq__": yes})(PEOPLE.assign(id=0)),
    ]


@pytest.mark.parametrize("kind", RIGHT)
def test_nothing_passes_by_claiming_to_be_equal(kind):
    for answer in liars(RIGHT[kind]):
        assert judged(kind, answer, RIGHT[kind]) is not None, type(answer).__name__
        assert judged(kind, answer, RIGHT[kind], {"Known.": RIGHT[kind]}).mistake != "Known."


@each(
    ("answer", "right"),
    [
        (True, 1),
        (np.True_, 1),
        (np.array(True), 1.0),
        (False, 0),
        ("600", 600),
        ("600", 600.0),
        (b"600", 600),
        (600 + 0j, 600),
        (600.5, 600),
        (600.0000001, 600),
        (599, 600),
        (-600, 600),
        (math.nan, 600),
        (math.inf, 600),
        (-math.inf, 600.0),
        (math.inf, math.nan),
        (0, math.nan),
        (None, math.nan),
        (5.0, math.inf),
        (math.nan, math.inf),
        (10**400, 600),
        (10**400, 0.5),
        (-(10**400), math.inf),
        (2**53 + 1, 2**53),
        (0.067, 0.0678),
        (7, 6.7778),
        (6.7, 6.7778),
        ([600], 600),
        ((600,), 600),
        ({600}, 600),
        (np.array([600]), 600),
        (pd.Series([600]), 600),
        (pd.DataFrame([600]), 600),
        (timedelta(600), 600),
        (pd.Timedelta(600), 600),
        (pd.Timestamp(600), 600),
        (Decimal("sNaN"), 600),
        (Decimal("Infinity"), 600),
    ],
)
def test_a_wrong_number_never_passes(answer, right):
    assert judged("number", answer, right) is not None


@each("answer", ["Linked In", "", "LinkedIn.", b"LinkedIn", ["LinkedIn"], pd.Series(["LinkedIn"]), 0])
def test_a_wrong_text_never_passes(answer):
    assert judged("text", answer, "LinkedIn") is not None


@each(
    "answer",
    [
        [*NAMES, NAMES[0]],
        [*NAMES, f" {NAMES[0]}"],
        [*NAMES, "Lasby"],
        [*NAMES, None],
        NAMES[:2],
        [NAMES],
        [name.upper() for name in NAMES],
        dict.fromkeys(NAMES, 1),
        pd.Series(1, index=NAMES),
        pd.DataFrame({"company": NAMES, "more": 1}),
        ", ".join(NAMES),
        itertools.cycle(NAMES),
        [True, True, True],
    ],
)
def test_wrong_things_never_pass(answer):
    assert judged("items", answer, NAMES) is not None


def test_true_is_not_one_among_several_things():
    assert judged("items", [True, 2, 3], [1, 2, 3]) is not None
    assert judged("items", [1.0, 2, 3], [1, 2, 3]) is None


@each(
    "answer",
    [
        list(MIX),
        MIX.to_numpy(),
        MIX.reset_index(drop=True),
        MIX.iloc[:2],
        MIX.map(str),
        MIX > 0,
        pd.concat([MIX, MIX]),
        pd.concat([MIX, pd.Series({"customer": 0.9})]),
        pd.concat([pd.Series({"customer": 0.9}), MIX]),
        {**MIX, " customer": 0.9},
        {**MIX, "total": 1.0},
        MIX.replace(0.675, math.nan),
        MIX.replace(0.675, math.inf),
        pd.DataFrame({"count": MIX * 600, "proportion": MIX}),
    ],
)
def test_wrong_labelled_values_never_pass(answer):
    assert judged("series", answer, MIX) is not None


def test_counts_by_label_are_exact():
    assert judged("series", WEEKS.astype(float) + 1e-6, WEEKS) is not None
    assert judged("series", WEEKS.astype(bool), pd.Series(1, index=WEEKS.index)) is not None


def test_texts_and_truths_by_label_are_compared_too():
    boxes = pd.Series({1: "weak", 2: "misquoted"})
    assert judged("series", {1: "weak", 2: "misquoted"}, boxes) is None
    assert judged("series", {1: "weak", 2: "weak"}, boxes) is not None
    found = pd.Series({1: True, 2: False})
    assert judged("series", {1: np.True_, 2: False}, found) is None
    assert judged("series", {1: 1, 2: 0}, found) is not None


# --- Known mistakes ---------------------------------------------------------------------------------------------------


@each("answer", [6.68, 6.7, 7, 6.6789, np.float64(6.6789), Decimal("6.6789"), np.array(6.6789), Fraction(66789, 10000)])
def test_a_known_mistake_is_recognised_in_any_form_and_rounded(answer):
    assert judged("number", answer, 0.15, {"Turned round.": 6.6789, "Added.": 12.0}).mistake == "Turned round."


def test_the_nearest_known_mistake_is_told():
    mistakes = {"Far.": 0.2510, "Near.": 0.2503, "Farther.": 0.2495}
    assert judged("number", 0.2502, 0.9, mistakes).mistake == "Near."
    by_label = {name: pd.Series({"a": wrong, "b": 0.5}) for name, wrong in mistakes.items()}
    assert judged("series", {"a": 0.2502, "b": 0.5}, pd.Series({"a": 0.9, "b": 0.5}), by_label).mistake == "Near."


@pytest.mark.parametrize("kind", RIGHT)
def test_a_known_mistake_that_equals_the_right_value_is_skipped(kind):
    other = {
        "number": 620,
        "text": "Print",
        "items": NAMES[:2],
        "series": MIX / 2,
        "frame": PEOPLE.iloc[:2],
    }[kind]
    mistakes = {"The same.": RIGHT[kind], "Another.": other}
    assert judged(kind, RIGHT[kind], RIGHT[kind], mistakes) is None
    assert judged(kind, other, RIGHT[kind], mistakes).mistake == "Another."


def test_a_known_mistake_within_the_tolerance_of_the_right_value_is_skipped():
    near, beyond = 1 + REL * 0.8, 1 + REL * 1.2
    for kind in ("number", "series", "frame"):
        right = {"number": 0.25, "series": MIX, "frame": PEOPLE[["rate"]]}[kind]
        assert judged(kind, right * beyond, right, {"The same.": right * near}).mistake == ""
        assert judged(kind, right * beyond, right, {"Another.": right * (beyond + REL)}).mistake == "Another."


def test_a_round_number_far_from_the_right_one_is_no_rounding():
    for answer, right in ((0, 0.4), (1, 0.6), (3, 2.6), (0.1, 0.149)):
        assert judged("number", answer, right).mistake != expect.ROUNDED, answer


def test_a_mistake_that_is_infinite_or_unknown_is_recognised_by_that_only():
    mistakes = {"Infinite.": math.inf, "Unknown.": math.nan}
    assert judged("number", math.inf, 5.0, mistakes).mistake == "Infinite."
    assert judged("number", pd.NA, 5.0, mistakes).mistake == "Unknown."
    assert judged("number", 7.0, 5.0, mistakes).mistake == ""
    right, wrong = pd.Series({"a": 1.5, "b": math.nan}), pd.Series({"a": 1.5, "b": math.inf})
    assert judged("series", wrong, right, {"Infinite.": wrong}).mistake == "Infinite."
    assert judged("series", {"a": 1.5, "b": 7.0}, right, {"Infinite.": wrong}).mistake == ""


@each("made", CONTAINERS)
def test_wrong_things_are_recognised_in_any_container(made):
    assert judged("items", made(["x", "y", "z"]), NAMES, {"Keys.": ("z", "x", "y")}).mistake == "Keys."


@each("made", LABELLED)
def test_wrong_labelled_values_are_recognised_in_any_form(made):
    counts = (MIX * 600).astype(int)
    mistakes = {"These are counts.": counts, "One less.": MIX.drop("other") * 2}
    assert judged("series", made(counts.rename("proportion")), MIX, mistakes).mistake == "These are counts."
    assert judged("series", made(MIX.drop("other") * 2), MIX, mistakes).mistake == "One less."
    assert judged("series", made(MIX * 100), MIX, mistakes, proportion=True).mistake == expect.PERCENT
    thirds = pd.Series({"a": 2 / 3, "b": 0.5, "c": 1 / 3}, name="proportion")
    assert judged("series", made(thirds.round(1)), thirds).mistake == expect.ROUNDED


@each("made", TABLES)
def test_a_wrong_table_is_recognised_in_any_form(made):
    wrong = PEOPLE.assign(id=PEOPLE.id + 1)
    assert judged("frame", made(wrong), PEOPLE, {"One more.": wrong}).mistake == "One more."


@each(
    ("kind", "answer", "right", "how", "slip"),
    [
        ("number", None, 600, {}, expect.NOTHING),
        ("series", None, MIX, {}, expect.NOTHING),
        ("number", "600", 600, {}, expect.QUOTED),
        ("number", (0, 7), 0.7, {"what": "a proportion"}, expect.DECIMAL_COMMA),
        ("number", (600,), 600, {}, expect.DECIMAL_COMMA),
        ("number", (1, 234, 567), 1234567, {}, expect.DECIMAL_COMMA),
        ("number", "0.7", 0.7, {"what": "a proportion"}, expect.QUOTED),
        ("number", len, 600, {}, f"{expect.COMMAND}, as in len(…)."),
        ("number", PEOPLE.count, 600, {}, f"{expect.COMMAND}: .count()."),
        ("text", PEOPLE.iloc(0), "customer", {}, expect.NOTHING_PICKED.format(".iloc")),
        ("number", [600], 600, {}, expect.IN_BRACKETS),
        ("number", {600}, 600, {}, expect.IN_BRACKETS),
        ("number", "0,07", 0.07, {}, expect.QUOTED_COMMA),
        ("number", "7 %", 0.07, {}, expect.QUOTED_PERCENT),
        ("number", "six hundred", 600, {}, expect.QUOTED_WORDS),
        ("number", pd.Series([True, False]), 600, {}, expect.HOW_MANY_TRUE),
        ("number", 3, 3.3, {}, expect.ROUNDED_WHOLE),
        ("series", {**MIX, "other": "0.675"}, MIX, {}, expect.QUOTED),
        ("series", pd.DataFrame({"count": MIX * 600, "proportion": MIX}), MIX, {}, expect.ONE_COLUMN),
        ("number", pd.Series([600]), 600, {}, expect.IN_A_BOX),
        ("text", np.array(["LinkedIn"]), "LinkedIn", {}, expect.IN_A_BOX),
        ("number", PEOPLE, 600, {}, expect.TABLE_FOR_NUMBER),
        ("number", PEOPLE.id, 600, {}, expect.TABLE_FOR_NUMBER),
        ("number", [1, 2], 600, {}, expect.TABLE_FOR_NUMBER),
        ("number", 600.5, 600, {}, expect.WHOLE),
        ("number", 7.5, 0.075, {"proportion": True}, expect.PERCENT),
        ("number", 8, 0.075, {"proportion": True}, expect.PERCENT),
        ("number", 1.6, 0.075, {"proportion": True}, expect.OUTSIDE),
        ("number", 6.8, 6.756, {"rel": 0.001}, expect.ROUNDED),
        ("number", 0.13, 0.125, {}, expect.ROUNDED),
        ("number", 0.12, 0.125, {}, expect.ROUNDED),
        ("items", "Åkær Foto", NAMES, {}, expect.ONE_TEXT),
        ("items", pd.Series([True, False]), NAMES, {}, expect.FILTER),
        ("items", [np.True_, np.False_], NAMES, {}, expect.FILTER),
        ("frame", PEOPLE.name.notna(), PEOPLE, {}, expect.FILTER),
        ("items", set(NAMES), NAMES, {"ordered": True}, expect.NO_ORDER),
        ("items", {1, 2, 3}, [1, 2, 3], {"ordered": True}, expect.NO_ORDER),
        ("items", frozenset([1, 2, 3]), [1, 2, 3], {"ordered": True}, expect.NO_ORDER),
        ("items", NAMES[::-1], NAMES, {"ordered": True}, expect.ORDER),
        ("items", [*NAMES, NAMES[1]], NAMES, {}, expect.TWICE),
        ("items", [*NAMES, NAMES[1]], NAMES, {"ordered": True}, expect.TWICE),
        ("series", pd.concat([MIX, MIX]), MIX, {}, expect.TWICE),
        ("series", PEOPLE.groupby("name"), MIX, {}, expect.GROUPED),
        ("series", PEOPLE.groupby("name").rate, MIX, {}, expect.GROUPED),
        ("items", PEOPLE.groupby("name"), NAMES, {}, expect.GROUPED),
        ("frame", PEOPLE.assign(connected_on=PEOPLE.connected_on.astype(str)), PEOPLE, {}, expect.TEXT_DATES),
    ],
)
def test_the_usual_slips_are_named(kind, answer, right, how, slip):
    refusal = judged(kind, answer, right, **how)
    assert (refusal.mistake, slip in refusal.message) == (slip, True), refusal.message


# --- The words --------------------------------------------------------------------------------------------------------

QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\{[^}]*\}|\([^()]*\)")
JARGON = re.compile(r"\b(iterable|dtype|object|instance of|callable|nan|ndarray|exception|0x[0-9a-f]+)\b")
# One of many, "many are", a word twice, two blanks or points, a comma before the verb, a half line.
UNGRAMMATICAL = re.compile(r"\b1 (?!is\b)[a-z]+s\b|\bare 1\b|\b(\w+) \1\b|  |[.?][.?]|, (was|were) expected|\n")


def assert_plain(message: str, starts: str = "You gave ") -> None:
    """What was given and one to three further sentences: short, without jargon, grammatical as far as that shows."""
    assert message.startswith(starts), message
    assert message[-1] in ".?" and len(message) <= 300, message
    words = QUOTED.sub("…", message)
    assert len(re.findall(r"[.?](?= [A-Z0-9…]|$)", words)) <= 4, message
    assert not JARGON.search(words), message
    assert not UNGRAMMATICAL.search(words), message


REFUSED = [
    ("number", 620, 600, {}),
    ("number", -0.5, 0.07, {"what": "a proportion, from 0 to 1"}),
    ("number", math.inf, 600, {}),
    ("number", pd.NA, 600, {}),
    ("number", True, 600, {}),
    ("number", [], 600, {}),
    ("number", {}, 600, {}),
    ("number", {"a": 1}, 600, {}),
    ("number", 599.99999, 600, {}),
    ("number", datetime(2026, 9, 30), 600, {}),
    ("text", "Print", "LinkedIn", {}),
    ("text", 3, "LinkedIn", {}),
    ("items", [], NAMES, {}),
    ("items", ["x"], NAMES, {}),
    ("items", [*NAMES, "x"], NAMES, {}),
    ("items", NAMES[:2], NAMES, {}),
    ("items", NAMES[:1], NAMES, {}),
    ("items", [*NAMES[:2], "x", "y"], NAMES, {"what": "people"}),
    ("items", [*NAMES[:2], NAMES[0]], NAMES, {"what": "people"}),
    ("items", 5, NAMES, {}),
    ("items", {"a": 1}, NAMES, {}),
    ("items", range(10**7), NAMES, {}),
    ("series", [0.1, 0.2], MIX, {}),
    ("series", {}, MIX, {}),
    ("series", {"customer": 0.5}, MIX, {}),
    ("series", {"x": 0.5}, MIX, {}),
    ("series", {**MIX, "x": 0.5}, MIX, {}),
    ("series", {**MIX, "other": 0.5}, MIX, {}),
    ("series", {**MIX, "other": None}, MIX, {}),
    ("series", {**RATES, ("Know", "low"): 0.5}, RATES, {}),
    ("series", dict(list(RATES.items())[1:]), RATES, {}),
    ("series", {**WEEKS, WEEKS.index[0]: 7}, WEEKS, {}),
    ("series", 0.5, MIX, {"what": "for each category, the proportion"}),
    ("frame", PEOPLE.name, PEOPLE, {}),
    ("frame", PEOPLE.iloc[:1], PEOPLE, {}),
    ("frame", pd.concat([PEOPLE, PEOPLE]), PEOPLE, {}),
    ("frame", PEOPLE[["id"]], PEOPLE, {}),
    ("frame", PEOPLE.assign(id=0), PEOPLE, {}),
    ("frame", PEOPLE.assign(id=[2, 1, 3, 4]), PEOPLE, {}),
    ("frame", pd.concat([PEOPLE, PEOPLE.id], axis=1), PEOPLE, {}),
    ("frame", [PEOPLE], PEOPLE, {}),
]


@each(("kind", "answer", "right", "how"), REFUSED)
def test_a_refusal_is_a_few_plain_sentences_that_do_not_give_the_value_away(kind, answer, right, how):
    message = judged(kind, answer, right, **how).message
    assert_plain(message)
    known = set(answer) if kind == "items" and isinstance(answer, list) else {1, 3, 0}
    secret = {"number": [right], "text": [right], "items": right, "series": right, "frame": PEOPLE.name[:2]}[kind]
    assert [one for one in secret if one not in known and str(one) in message] == [], message


@each(
    ("kind", "answer", "right", "message"),
    [
        (
            "number",
            599.99999,
            600,
            "You gave 599.99999. This counts things you can point at, so it must be a whole number.",
        ),
        (
            "number",
            1234.5,
            1000.0,
            "You gave 1234.50. A number is right, but this is not the one. A whole number of people was expected.",
        ),
        (
            "number",
            900,
            600,
            "You gave 900. A number is right, but this is not the one. A whole number of people was expected.",
        ),
        (
            "series",
            dict.fromkeys(MIX.index, 0.9),
            MIX,
            "You gave 3 values. The labels are right, the values are not: at 'colleague' you have 0.9. What was "
            "expected: the proportion of each category.",
        ),
        (
            "series",
            {**dict(MIX.drop("other")), "Other": 0.675},
            MIX,
            "You gave 3 values. There is no label 'Other': write 'other', as the table does.",
        ),
        (
            "items",
            ["x"],
            NAMES,
            "You gave 1 name. 'x' should not be there, and 3 are missing. What was expected: "
            "companies, as they are written in accounts.",
        ),
        (
            "items",
            NAMES[:2],
            NAMES,
            "You gave 2 names. 2 of 3 are there, 1 is missing. What was expected: companies, as they are written in "
            "accounts.",
        ),
        (
            "series",
            {"customer": 0.5},
            MIX,
            "You gave 1 value. The label 'colleague' is missing. The proportion of each category was expected.",
        ),
        (
            "series",
            {**RATES, ("Know", "low"): 0.5},
            RATES,
            "You gave 6 values. 5 of 6 are right; at 'Know and low' you have 0.5. The proportion of each category was "
            "expected.",
        ),
        (
            "frame",
            pd.concat([PEOPLE, PEOPLE.id], axis=1),
            PEOPLE,
            "You gave a table of 4 rows and 6 columns. There are 2 columns called 'id'. A table with one row for each "
            "person was expected.",
        ),
        (
            "frame",
            PEOPLE.iloc[:1, :1],
            PEOPLE,
            "You gave a table of 1 row and 1 column. There is no column 'name'. A "
            "table with one row for each person was expected.",
        ),
    ],
)
def test_the_words_read_aloud(kind, answer, right, message):
    assert judged(kind, answer, right).message == message


# --- Odd objects ------------------------------------------------------------------------------------------------------


def raises(*_: object, **__: object) -> object:
    raise RuntimeError("touched")


def leaves(*_: object, **__: object) -> object:
    raise SystemExit(3)


SPECIAL = [
    "__repr__",
    "__str__",
    "__len__",
    "__iter__",
    "__next__",
    "__bool__",
    "__eq__",
    "__hash__",
    "__float__",
    "__int__",
    "__index__",
    "__getattr__",
    "__contains__",
    "__getitem__",
    "__call__",
    "__array__",
    "__lt__",
]


def hostile(raising: Callable, *bases: type) -> type:
    return type("Hostile", bases, dict.fromkeys(SPECIAL, raising))


def array_of(make: Callable, number: int) -> np.ndarray:
    """An array of objects that raise when NumPy looks at them: it must get them one by one."""
    array = np.empty(number, dtype=object)
    for at in range(number):
        array[at] = make()
    return array


def turned_hostile(table: pd.DataFrame | pd.Series, *more: str) -> object:
    names = [name for name in [*SPECIAL, "items", "tolist", *more] if name != "__getattr__"]
    table.__class__ = type("Hostile", (type(table),), {name: property(raises) for name in names})
    return table


class LiesAboutItsClass:
    @property
    def __class__(self):
        raise RuntimeError("touched")


class Meta(type):
    @property
    def __name__(cls):
        raise RuntimeError("touched")


def recursive_list() -> list:
    inside = []
    inside.append(inside)
    return inside


def recursive_dict() -> dict:
    inside = {}
    inside["customer"] = inside
    return inside


def broken_generator():
    yield "x"
    raise RuntimeError("touched")


ODD: list[Callable[[], object]] = [
    lambda: None,
    lambda: ...,
    lambda: NotImplemented,
    lambda: expect,
    lambda: object(),
    lambda: int,
    lambda: type,
    lambda: pd.DataFrame,
    lambda: NotYet,
    lambda: NotYet("x"),
    lambda: lambda: 1,
    lambda: functools.partial(len),
    lambda: print,
    lambda: len.__call__,
    lambda: broken_generator(),
    lambda: (one for one in ()),
    lambda: itertools.count(),
    lambda: itertools.repeat("x"),
    lambda: zip(itertools.count(), itertools.count(), strict=False),
    lambda: io.StringIO("line\n" * 5),
    lambda: 10**400,
    lambda: -(10**5000),
    lambda: Fraction(10**400),
    lambda: Decimal("1e999"),
    lambda: Decimal("sNaN"),
    lambda: 1j,
    lambda: complex("nan"),
    lambda: 1e308,
    lambda: 5e-324,
    lambda: -0.0,
    lambda: b"600",
    lambda: bytearray(b"x"),
    lambda: memoryview(b"x"),
    lambda: "",
    lambda: "\ud800",
    lambda: "x" * 10**6,
    lambda: "a\nb\tc\x00",
    lambda: [],
    lambda: (),
    lambda: {},
    lambda: set(),
    lambda: frozenset({frozenset()}),
    lambda: [[], [[]], [[[]]], {}],
    lambda: [[1], [1, 2], "x", None, {"a": [1]}],
    lambda: [[0] * 5000] * 5000,
    recursive_list,
    recursive_dict,
    lambda: functools.reduce(lambda inside, _: [inside] * 10, range(12), 1),
    lambda: [recursive_list(), {"x": recursive_list()}],
    lambda: ((),),
    lambda: range(10**7),
    lambda: [0] * 10**7,
    lambda: pd.Series(range(10**6)),
    lambda: np.zeros(10**7),
    lambda: pd.DataFrame(np.zeros((10**6, 3)), columns=["id", "name", "connected_on"]),
    lambda: dict.fromkeys(range(10**5)),
    lambda: pd.Series(dtype=object),
    lambda: pd.Series([[1], {2}, None, {}]),
    lambda: pd.Series([1, 2], index=["a", "a"]),
    lambda: pd.Series([1, 2], index=pd.MultiIndex.from_tuples([("a", None), (math.nan, "b")])),
    lambda: pd.Series([recursive_list()]),
    lambda: pd.DataFrame(),
    lambda: pd.DataFrame(index=range(4)),
    lambda: pd.DataFrame(columns=["id", "name"]),
    lambda: pd.DataFrame([[1, 2, 3]] * 4, columns=["id", "id", "name"]),
    lambda: pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("id", "x"), ("id", "y")])),
    lambda: pd.DataFrame({"id": [[1], {2}, None, object()]}),
    lambda: pd.DataFrame({(): [1], None: [2], 1.5: [3]}),
    lambda: PEOPLE.groupby("id"),
    lambda: PEOPLE.rolling(2),
    lambda: PEOPLE.iloc,
    lambda: PEOPLE.connected_on.dt,
    lambda: pd.Index([]),
    lambda: pd.IntervalIndex.from_breaks([0, 1, 2]),
    lambda: pd.Interval(0, 1),
    lambda: pd.Series([1, 2]).to_frame().T.columns,
    lambda: pd.NaT,
    lambda: pd.NA,
    lambda: pd.Timestamp.max,
    lambda: date.min,
    lambda: datetime.max,
    lambda: np.datetime64("99999999-01-01"),
    lambda: np.datetime64("NaT"),
    lambda: np.timedelta64(3, "D"),
    lambda: np.zeros((2, 3, 4)),
    lambda: np.zeros(0),
    lambda: np.zeros((0, 1)),
    lambda: np.array(None),
    lambda: np.array([1, "x", None], dtype=object),
    lambda: np.ma.masked_array([1, 2], mask=[True, False]),
    lambda: np.rec.array([(1, "x")]),
    lambda: np.ma.masked,
    lambda: hostile(raises),
    hostile(raises),
    hostile(leaves),
    lambda: hostile(raises, int)(5),
    lambda: hostile(raises, float)(5),
    lambda: hostile(raises, str)("x"),
    lambda: hostile(raises, list)("xyz"),
    lambda: hostile(raises, tuple)("xyz"),
    lambda: hostile(raises, dict)(x=1),
    lambda: hostile(raises, set)("xyz"),
    lambda: hostile(raises, Exception)("x"),
    lambda: turned_hostile(MIX * 2),
    lambda: turned_hostile(PEOPLE.iloc[:2]),
    lambda: turned_hostile(PEOPLE.iloc[:2], "shape", "iloc", "columns", "index", "_mgr"),
    lambda: [hostile(raises)()] * 3,
    lambda: [hostile(raises, str)("x")] * 3,
    lambda: {"customer": hostile(raises)()},
    lambda: pd.Series(array_of(hostile(raises), 3), index=MIX.index),
    lambda: pd.DataFrame({name: array_of(hostile(raises), 4) for name in PEOPLE}),
    LiesAboutItsClass,
    Meta("Nameless", (), {}),
    lambda: Meta("Nameless", (), {}),
    mock.Mock,
    mock.MagicMock,
    lambda: mock.MagicMock(spec=list),
    lambda: mock.create_autospec(pd.DataFrame),
    lambda: ChainMap({"a": 1}, {"b": 2}),
    lambda: Counter("abc"),
    lambda: defaultdict(list),
    lambda: types.SimpleNamespace(a=1),
    lambda: sys.stdout,
    lambda: os.environ,
]


def seconds_to_refuse(kind: str, make: Callable[[], object], right: object, **how) -> float:
    """Seconds of this process that it takes to refuse an odd answer; the words must be fit to be shown."""
    answer = make()
    begun = time.process_time()
    refusal = judged(kind, answer, right, **how)
    taken = time.process_time() - begun
    if refusal is None:
        pytest.fail(f"An odd answer passed: {type(answer)}")
    message = refusal.message
    assert message.startswith("You gave ") or kind == "function", message
    assert len(message) < 400 and "\n" not in message and not re.search("0x[0-9a-f]{6}", message), message
    assert message.encode("utf-8")
    return taken


@pytest.mark.filterwarnings("ignore")
@each("make", ODD)
def test_odd_answers_are_refused_in_words_and_soon(make):
    for kind, right in RIGHT.items():
        # The time of this process, not of a busy machine, and the best of three.
        taken = (seconds_to_refuse(kind, make, right) for _ in range(3))
        assert any(one < 0.2 for one in taken), kind
    assert seconds_to_refuse("function", make, proportion, inputs=INPUTS) < 5


@pytest.mark.filterwarnings("ignore")
def test_odd_things_in_containers_are_refused():
    draw = random.Random(6)
    kinds = list(RIGHT)
    for _ in range(300):
        inside = [draw.choice(ODD) for _ in range(draw.randrange(1, 4))]
        wrap = draw.choice([list, tuple, lambda some: dict(enumerate(some)), lambda some: (one for one in some)])
        kind = draw.choice(kinds)
        seconds_to_refuse(kind, lambda inside=inside, wrap=wrap: wrap([make() for make in inside]), RIGHT[kind])


# --- Functions --------------------------------------------------------------------------------------------------------


def proportion(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


INPUTS = [(42, 600), (0, 0), (1, 4), (3, 7), (0, 5), (5, 5)]


def decorated(function: Callable) -> Callable:
    @functools.wraps(function)
    def wrapper(*given):
        return function(*given)

    return wrapper


def prints_too(part, whole):
    print(part, file=sys.stderr)
    print(whole)
    return proportion(part, whole)


def warns(part, whole):
    warnings.warn("careful", stacklevel=1)
    return np.float64(part) / np.float64(whole)  # NumPy warns of 0/0, and gives NaN


class Calculator:
    def __call__(self, part, whole):
        return proportion(part, whole)

    method = __call__
    fixed = staticmethod(proportion)


RIGHT_FUNCTIONS = [
    proportion,
    lambda part, whole: proportion(part, whole),
    functools.partial(proportion),
    decorated(proportion),
    functools.lru_cache(proportion),
    Calculator(),
    Calculator().method,
    Calculator.fixed,
    np.divide,
    prints_too,
    warns,
    lambda part, whole, places=None: proportion(part, whole),
    lambda *given: proportion(*given),
    lambda part, whole: np.float32(proportion(part, whole)),
    lambda part, whole: np.array(proportion(part, whole)),
    lambda part, whole: Fraction(part, whole) if whole else pd.NA,
    lambda part, whole: Decimal(part) / whole if whole else Decimal("nan"),
    lambda part, whole: proportion(part, whole) * (1 + REL * 0.9),
]


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@each("answer", RIGHT_FUNCTIONS)
def test_a_right_function_passes_however_it_is_written(answer, capfd):
    assert judged("function", answer, proportion, inputs=INPUTS) is None
    assert capfd.readouterr() == ("", "")


def hard_coded(part, whole):
    return {(42, 600): 0.07, (0, 0): math.nan, (1, 4): 0.25}[part, whole]


def swallows(part, whole):
    try:
        return part / whole
    except:  # noqa: E722
        return 0.0


people_of_the_task = (42, 600)


def reads_a_global(part, whole):
    return people_of_the_task[0] / people_of_the_task[1]


def prints_only(part, whole):
    print(proportion(part, whole))


def yields(part, whole):
    yield proportion(part, whole)


async def later(part, whole):
    return proportion(part, whole)


def shuts_the_door(part, whole):
    sys.stdout.close()
    return 1


def ends(error: BaseException) -> Callable:
    def function(part, whole):
        raise error

    return function


class Unspeakable(Exception):
    def __str__(self):
        raise RuntimeError("touched")


def counts_calls(right_until: int) -> Callable:
    calls = itertools.count()
    return lambda part, whole: proportion(part, whole) if next(calls) < right_until else 2.5


def right_once() -> Callable:
    seen = set()

    def function(part, whole):
        again = (part, whole) in seen
        seen.add((part, whole))
        return 2.5 if again else proportion(part, whole)

    return function


class Sneaky:
    def __new__(cls, part, whole):
        return proportion(part, whole)


WRONG_FUNCTIONS: list[Callable[[], object]] = [
    lambda: hard_coded,
    lambda: swallows,
    lambda: reads_a_global,
    lambda: prints_only,
    lambda: yields,
    lambda: later,
    lambda: shuts_the_door,
    lambda: Sneaky,
    lambda: functools.partial(proportion, 1),
    lambda: functools.partial(lambda part, whole: 1.5),
    lambda: decorated(lambda part, whole: None),
    lambda: lambda: 0.07,
    lambda: lambda part: 0.07,
    lambda: lambda part, whole, more: 0.07,
    lambda: lambda part, *, whole: 0.07,
    lambda: lambda part, whole: part / whole if whole else None,
    lambda: lambda part, whole: str(proportion(part, whole)),
    lambda: lambda part, whole: [proportion(part, whole)],
    lambda: lambda part, whole: (proportion(part, whole),),
    lambda: lambda part, whole: np.array([proportion(part, whole)]),
    lambda: lambda part, whole: {"proportion": proportion(part, whole)},
    lambda: lambda part, whole: proportion(part, whole) * 1.006,
    lambda: lambda part, whole: True,
    lambda: lambda part, whole: mock.ANY,
    lambda: lambda part, whole: type("Liar", (), LIES)(),
    lambda: lambda part, whole: type("Liar", (float,), LIES)(1.5),
    lambda: lambda part, whole: hostile(raises)(),
    lambda: lambda part, whole: function_calling_itself(part),
    lambda: ends(SystemExit(0)),
    lambda: ends(SystemExit("bye")),
    lambda: ends(GeneratorExit()),
    lambda: ends(asyncio.CancelledError()),
    lambda: ends(NotYet("x")),
    lambda: ends(Unspeakable()),
    lambda: ends(NameError("name 'prnt' is not defined", name="prnt")),
    lambda: lambda part, whole: [][part],
    lambda: ends(ValueError("a\nb" * 500)),
    lambda: ends(pytest.fail.Exception("x")),
    lambda: counts_calls(0),
    lambda: counts_calls(1),
    lambda: counts_calls(len(INPUTS)),
    lambda: counts_calls(2 * len(INPUTS) - 1),
    right_once,
    lambda: functools.lru_cache(lambda part, whole: 1.5),
]


def function_calling_itself(part):
    return function_calling_itself(part)


@pytest.mark.filterwarnings("ignore:coroutine")
@each("make", WRONG_FUNCTIONS)
def test_a_wrong_function_never_passes(make, capfd):
    refusal = judged("function", make(), proportion, inputs=INPUTS)
    if refusal is None:
        pytest.fail("A wrong function passed.")
    assert_plain(refusal.message, starts=refusal.message.split("(")[0])
    assert capfd.readouterr() == ("", "")


def test_the_interrupt_button_still_interrupts():
    with pytest.raises(KeyboardInterrupt):
        judged("function", ends(KeyboardInterrupt()), proportion, inputs=INPUTS)


@each(
    ("answer", "message"),
    [
        (
            lambda part, whole: part * 4 / whole if whole else math.nan,
            "your_function(1, 4) gives 1. 0.25 was expected.",
        ),
        (swallows, "swallows(0, 0) gives 0. NaN (unknown) was expected."),
        (
            ends(ZeroDivisionError()),
            f"function(1, 4) stops without an answer. {cause_of(ZeroDivisionError())} 0.25 was expected.",
        ),
        (
            lambda part: part,
            "your_function(42, 600) does not work: your_function must take 2 inputs, as in the line with def.",
        ),
        (prints_only, f"prints_only(1, 4) gives None. {expect.PRINTS}"),
        (lambda part, whole: None, f"your_function(1, 4) gives None. {expect.NO_RETURN}"),
        (lambda part, whole: print(part / whole), f"your_function(1, 4) gives None. {expect.PRINTS}"),
        (
            right_once(),
            f"function(1, 4) gives 0.25, and when called once more it gives 2.5. {expect.REMEMBERS}",
        ),
        (
            0.07,
            "You gave 0.07. A function was expected: it takes a part and a whole and hands over the proportion. Keep "
            "the line that starts with def.",
        ),
    ],
)
def test_what_is_said_of_a_function_read_aloud(answer, message):
    assert judged("function", answer, proportion, inputs=INPUTS).message == message


def test_a_known_mistake_of_a_function_is_recognised_by_all_its_results():
    mistakes = {
        "The same.": lambda part, whole: proportion(part, whole) * (1 + REL / 2),
        "Zero.": swallows,
        "It stops.": lambda part, whole: part / whole,
    }
    for answer, sentence in (
        (lambda part, whole: np.float64(part / whole) if whole else 0, "Zero."),
        (lambda part, whole: 1 / (whole / part) if part else 0 / whole, "It stops."),
        (lambda part, whole: proportion(part, whole) * (1 + REL * 1.2), ""),
        (lambda part, whole: 0, ""),
    ):
        assert judged("function", answer, proportion, mistakes, inputs=INPUTS).mistake == sentence


def sorted_sales(table: pd.DataFrame, names: list, by: dict) -> pd.DataFrame:
    return table.sort_values("sales").assign(more=len(names) + len(by))


TABLE_INPUTS = [
    (pd.DataFrame({"firm": ["Myr", "Tange"], "sales": [5, 3]}), ["a"], {"x": [1]}),
    (pd.DataFrame({"firm": ["Lasby", "Myr", "Tange"], "sales": [9, 1, 4]}), ["b", ["c"]], {"x": [1], "y": [2]}),
]


def sorts_in_place(table, names, by):
    table.sort_values("sales", inplace=True)
    return sorted_sales(table, names, by)


def adds_a_column(table, names, by):
    table["rank"] = 1
    return sorted_sales(table, names, by)


def drops_a_column(table, names, by):
    result = sorted_sales(table, names, by)
    table.drop(columns="firm", inplace=True)
    return result


def sets_an_index(table, names, by):
    result = sorted_sales(table, names, by)
    table.index = table.index + 1
    return result


def writes_a_cell(table, names, by):
    result = sorted_sales(table, names, by)
    table.loc[0, "sales"] += 1
    return result


def empties_the_list(table, names, by):
    result = sorted_sales(table, names, by)
    names.clear()
    return result


def turns_the_list_round(table, names, by):
    names.reverse()
    names.append(mock.ANY)
    return sorted_sales(table, names[:-1], by)


def changes_what_is_inside(table, names, by):
    by["x"].append(2)
    return sorted_sales(table, names, by)


def takes_a_key(table, names, by):
    result = sorted_sales(table, names, by)
    by.pop("x")
    return result


def turns_a_number_into_truth(table, names, by):
    by["x"][0] = True
    return sorted_sales(table, names, by)


@each(
    "answer",
    [
        sorts_in_place,
        adds_a_column,
        drops_a_column,
        sets_an_index,
        writes_a_cell,
        empties_the_list,
        turns_the_list_round,
        changes_what_is_inside,
        takes_a_key,
        turns_a_number_into_truth,
    ],
)
def test_a_function_that_changes_its_input_is_found_out(answer):
    refusal = judged("function", answer, sorted_sales, inputs=TABLE_INPUTS)
    assert refusal.mistake == expect.CHANGES
    assert_plain(refusal.message, starts=f"{answer.__name__}(a table of 2 rows and 2 columns, ['a'], {{'x': [1]}})")
    fresh = [table.copy() for table, *_ in TABLE_INPUTS]
    assert all(table.equals(given) for table, (given, *_) in zip(fresh, TABLE_INPUTS, strict=True))


def test_a_function_that_works_on_a_copy_passes():
    def answer(table, names, by):
        table, names, by = table.copy(), list(names), dict(by)
        table["more"] = len(names) + len(by)
        names.clear()
        by.clear()
        return table[["more", "sales", "firm"]].sort_values("sales").reset_index(drop=True)

    assert judged("function", answer, sorted_sales, inputs=TABLE_INPUTS) is None
    assert judged("function", lambda *given: answer(*given)[::-1], sorted_sales, inputs=TABLE_INPUTS) is not None
    assert judged("function", lambda *given: given[0], sorted_sales, inputs=TABLE_INPUTS) is not None
    refusal = judged("function", lambda *given: answer(*given).assign(sales=0), sorted_sales, inputs=TABLE_INPUTS)
    assert (
        "but not all that stands in it is right"
        in judged(
            "function", lambda *given: sorted_sales(*given).assign(sales=0), sorted_sales, inputs=TABLE_INPUTS
        ).message
    ), refusal.message


@each(
    ("right", "good", "bad"),
    [
        (
            True,
            [True, np.True_, np.array(True), pd.array([True], dtype="boolean")[0]],
            [1, 1.0, "True", False, None, [True]],
        ),
        (3, [3, 3.0, np.int8(3), Decimal(3), np.array(3)], [3.01, True, "3", [3], None, math.nan]),
        (0.25, [0.25, 0.2501, np.float32(0.25), Fraction(1, 4)], [0.2515, "0.25", None, math.nan, 0.25 + 0j]),
        (math.nan, [np.nan, pd.NA, Decimal("nan")], [None, 0, 0.0, math.inf, "nan"]),
        (None, [None], [math.nan, pd.NA, 0, "", "None", False, []]),
        ("a", ["a", np.str_("a")], ["A", " a", "a ", b"a", ["a"], 1, None]),
        ("", [""], [None, " ", [], 0, math.nan]),
        (
            [1, 2],
            [[1, 2], (1, 2), np.array([1, 2]), pd.Series([1, 2]), [1.0, 2.0], range(1, 3)],
            [[2, 1], {1, 2}, frozenset([1, 2]), {1: 1, 2: 2}, [1], [1, 2, 3], [True, 2], iter([1, 2]), "12", None],
        ),
        ([], [[], (), pd.Series(dtype=object), np.array([])], [None, {}, "", set(), 0, [None], [[]]]),
        (
            [[1, "a"], None],
            [[(1, "a"), None], [[1.0, np.str_("a")], math.nan]],
            [[[1, "b"], None], [1, "a", None], [[1, "a"], 0]],
        ),
        (
            {1, 2},
            [{1, 2}, [2, 1], (1, 2), pd.Index([2, 1]), {1: 0, 2: 0}.keys()],
            [[1, 2, 2], {1}, {1: 0, 2: 0}, {1, "2"}, {True, 2}],
        ),
        (
            {"a": 1, "b": 0.5},
            [{"b": 0.5, "a": 1}, pd.Series({"a": 1, "b": 0.5}), pd.DataFrame({"k": ["a", "b"], "v": [1, 0.5]})],
            [{"a": 1}, {"a": 1, "b": 0.5, "c": 0}, {"a": True, "b": 0.5}, ["a", "b"], {"a": 0.5, "b": 1}, None],
        ),
        ({"a": [1, 2]}, [{"a": [1, 2]}, {"a": (1, 2)}], [{"a": [2, 1]}, {"a": {1, 2}}, {"a": 1}]),
        (
            pd.Series({"a": 1, "b": 2}),
            [{"a": 1, "b": 2}, pd.Series({"b": 2.0, "a": 1.0})],
            [pd.Series({"a": 2, "b": 1}), pd.Series([1, 2]), pd.Series([1, 2, 2], index=["a", "b", "b"]), [1, 2]],
        ),
        (
            date(2026, 9, 30),
            [date(2026, 9, 30), pd.Timestamp("2026-09-30"), np.datetime64("2026-09-30"), datetime(2026, 9, 30)],
            ["2026-09-30", pd.Timestamp("2026-09-30 08:00"), date(2026, 9, 29), None, pd.NaT],
        ),
    ],
)
def test_what_a_function_hands_over_is_compared_by_the_kind_of_the_right_one(right, good, bad):
    for result in good:
        assert judged("function", lambda _, result=result: result, lambda _: right, inputs=[(1,)]) is None, repr(result)
    for result in bad:
        refused = judged("function", lambda _, result=result: result, lambda _: right, inputs=[(1,)])
        assert refused is not None, repr(result)
        assert_plain(refused.message, starts="your_function(1) gives ")


def seats(tables, each):
    """One right answer of many: as many letters as seats, exactly one of them k where there is a seat."""
    return ["k", *"g" * (tables * each - 1)][: tables * each]


def breaks_seats(given, things):
    if len(things) != given[0] * given[1]:
        return "One thing for each seat."
    return "" if things.count("k") == min(1, len(things)) else "Exactly one must be k."


def judged_seats(answer, mistakes=None):
    inputs = [(0, 2), (1, 1), (2, 3), (4, 4)]
    what = "it seats the guests"
    return judged("function", answer, seats, mistakes, what=what, inputs=inputs, breaks=breaks_seats)


def shuffled(tables, each):
    made = seats(tables, each)
    random.shuffle(made)
    return made


@each(
    "answer",
    [
        seats,
        lambda tables, each: seats(tables, each)[::-1],
        lambda tables, each: tuple(seats(tables, each)),
        lambda tables, each: np.array(seats(tables, each)),
        lambda tables, each: pd.Series(seats(tables, each), dtype=object),
        shuffled,
    ],
)
def test_where_many_answers_are_right_each_that_keeps_the_rules_passes(answer):
    assert judged_seats(answer) is None


@each(
    ("answer", "message"),
    [
        (lambda tables, each: ["k"], "your_function(2, 3) gives ['k']. One thing for each seat."),
        (
            lambda tables, each: ["g"] * tables * each,
            "your_function(1, 1) gives ['g']. Exactly one must be k.",
        ),
        (lambda tables, each: "k", "your_function(1, 1) gives 'k'. What was expected: it seats the guests."),
        (lambda tables, each: {"k"}, "your_function(1, 1) gives {'k'}. What was expected: it seats the guests."),
        (lambda tables, each: None, f"your_function(1, 1) gives None. {expect.NO_RETURN}"),
        (lambda tables, each: iter(seats(tables, each)), "your_function(1, 1) gives something of the kind"),
        (lambda tables, each: 1 / 0, "your_function(1, 1) stops without an answer."),
    ],
)
def test_what_is_said_of_a_broken_rule(answer, message):
    assert_plain(judged_seats(answer).message, starts=message)


def test_a_broken_rule_is_the_mistake_that_is_counted():
    assert judged_seats(lambda tables, each: ["g"] * tables * each).mistake == "Exactly one must be k."


def test_where_many_answers_are_right_a_known_mistake_is_known_in_any_order():
    mistakes = {"One k for each table.": lambda tables, each: (["k"] + ["g"] * (each - 1)) * tables}
    assert judged_seats(lambda tables, each: ["k"] * tables + ["g"] * (tables * each - tables), mistakes).mistake == (
        "One k for each table."
    )


def test_one_that_keeps_the_rules_only_now_and_then_is_told_so():
    calls = []

    def now_and_then(tables, each):
        calls.append(1)
        return seats(tables, each) if len(calls) % 2 else ["g"] * tables * each

    assert judged_seats(now_and_then).mistake == expect.UNSTEADY


def test_a_function_among_the_inputs_counts_as_unchanged():
    assert judged("function", lambda of, name: of(name), lambda of, name: of(name), inputs=[(len, "Myr")]) is None


def test_long_and_odd_inputs_are_shown_short():
    inputs = [(list(range(1000)), "x" * 1000, pd.Series([1]), None, np.float64(0.5))]
    refusal = judged("function", lambda *given: 1, lambda *given: 2, inputs=inputs)
    assert len(refusal.message) < 250 and "a column of 1 value, None, 0.5" in refusal.message


# --- The declared exercises -------------------------------------------------------------------------------------------

EXERCISES = [one for topic in topics() for one in exercises_of(topic)]


@pytest.fixture(autouse=True)
def committed_firm():
    with firm_in(COURSE_FOLDER / "datasets"):
        yield


@pytest.mark.parametrize("one", EXERCISES, ids=lambda one: one.id)
def test_declared_mistakes_are_told_apart_and_read_well(one):
    expected = one.expected()
    assert judged_by(one, [expected.right]) is None
    assert expected.indistinct() == []
    for sentence, wrong in expected.mistakes.items():
        refusal = judged_by(one, [wrong])
        assert refusal.mistake == sentence
        assert not UNGRAMMATICAL.search(QUOTED.sub("…", refusal.message)), refusal.message


def test_a_mistake_within_twice_the_tolerance_is_indistinct():
    mistakes = {"Near.": 0.5 * (1 + 1.9 * REL), "Far.": 0.5 * (1 + 2.1 * REL), "Wide.": 0.55}
    with pytest.raises(expect.Expected) as probed:
        expect.number(expect.PROBE, 0.5, what="a proportion", mistakes=mistakes)
    assert probed.value.right == 0.5
    assert probed.value.indistinct() == ["the right answer – Near.", "Near. – Far."]
    with pytest.raises(expect.Expected) as probed:
        expect.number(expect.PROBE, 0.5, what="a proportion", mistakes=mistakes, rel=0.06)
    pairs = itertools.combinations(["the right answer", *mistakes], 2)
    assert probed.value.indistinct() == [f"{one} – {other}" for one, other in pairs]


@pytest.mark.parametrize("one", EXERCISES, ids=lambda one: one.id)
def test_a_check_is_quick(one):
    expected = one.expected()
    limit = 0.150 if callable(expected.right) else 0.025
    for answer in [expected.right, *expected.mistakes.values(), None, "x"]:
        taken = []
        for _ in range(20):
            begun = time.process_time()
            judged_by(one, [answer])
            taken.append(time.process_time() - begun)
        assert statistics.median(taken) < limit, one.id
