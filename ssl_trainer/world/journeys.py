"""The journeys of people from Know to Buy, with the patterns of module 5 planted.

Who is keen gets further and says yes more often at every stage. So Trust looks better than it is: part of the gap is
who was asked there.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ssl_helpers import kltb
from ssl_helpers.data import TODAY, firm_in, load
from ssl_trainer import COURSE_SEED
from ssl_trainer.world.archive import stream
from ssl_trainer.world.network import near
from ssl_trainer.world.package import write_tables
from ssl_trainer.world.part import Part

# How many people of each interest get to Know, Like, Trust and Buy as their furthest stage. How many leave the model:
# jump from Know to Trust and no further; buy without Trust; begin at Like; get no further than Like, and Know is noted
# after it; fall one stage back at the end. How many get no further than Know and are met on 2 July 2026, as many on the
# day after. Of 100 asks of each interest, how many are accepted at Know, Like and Trust. Another seed draws its own
# around these.
PLAN_2026 = {
    "furthest": {"low": [1020, 390, 75, 15], "high": [25, 75, 225, 175]},
    "jumps": 230,
    "skips": 25,
    "late": 53,
    "noted": 40,
    "back": 92,
    "met": 90,
    "accepted": {"low": [2, 3, 5], "high": [13, 16, 22]},
}

# Proportion of the events at each stage at which somebody is asked.
_ASK = dict(zip(kltb.ASKED, (0.50, 0.70, 0.85), strict=True))

_FIRST_DAY = pd.Timestamp("2025-03-01")

# Beside the last day that counts in the task on moving on.
_MET = {"met on the last day": kltb.FOLLOWED, "met a day too late": kltb.FOLLOWED + pd.Timedelta(days=1)}


def other_plan(rng: np.random.Generator) -> dict:
    """What to plant on another firm, drawn again until its people's answers differ from seed 2026's."""
    while True:
        plan = {name: near(rng, PLAN_2026[name]) for name in ("jumps", "skips", "late", "noted", "back", "met")}
        plan["furthest"] = {
            interest: [near(rng, count) for count in counts] for interest, counts in PLAN_2026["furthest"].items()
        }
        # One factor for all stages keeps their order and the gap between them.
        factor = {
            interest: rng.choice([rng.uniform(0.88, 0.96), rng.uniform(1.04, 1.12)]) for interest in plan["furthest"]
        }
        plan["accepted"] = {
            interest: [round(rate * factor[interest], 3) for rate in rates]
            for interest, rates in PLAN_2026["accepted"].items()
        }
        planned, in_2026 = _given(plan), _given(PLAN_2026)
        if all(abs(one / other - 1) > 0.02 for one, other in zip(planned, in_2026, strict=True)):
            return plan


def _given(plan: Mapping) -> tuple[float, float]:
    """The proportions P(Buy|Trust) and P(Trust|Buy) that a plan leads to."""
    _, _, trust, buy = (sum(counts) for counts in zip(*plan["furthest"].values(), strict=True))
    both = buy - plan["skips"]
    return both / (trust + both + plan["jumps"]), both / buy


def journeys(rng: np.random.Generator, plan: Mapping) -> pd.DataFrame:
    """The table journeys: one row per event, newest first."""
    people = [(interest, stages, _days(rng, stages, met)) for interest, stages, met in _people(rng, plan)]
    # The firm numbers people as it meets them.
    people.sort(key=lambda person: person[2][0])
    events = [
        (number, day, stage, interest)
        for number, (interest, stages, days) in enumerate(people, start=1)
        for day, stage in zip(days, stages, strict=True)
    ]
    table = pd.DataFrame(events, columns=["person_id", "ts", "stage", "interest"])
    asked = [_some(rng, table.index[table.stage == stage], part) for stage, part in _ASK.items()]
    table["ask"] = table.index.isin(np.concatenate(asked))
    accepted = [
        _some(rng, table.index[table.ask & (table.interest == interest) & (table.stage == stage)], rate / 100)
        for interest, rates in plan["accepted"].items()
        for stage, rate in zip(kltb.ASKED, rates, strict=True)
    ]
    table["accepted"] = table.index.isin(np.concatenate(accepted))
    table = table.sort_values(["ts", "person_id"], ascending=[False, True], ignore_index=True)
    return table[["person_id", "ts", "stage", "ask", "accepted", "interest"]]


def _people(rng: np.random.Generator, plan: Mapping) -> list[tuple[str, list[str], pd.Timestamp | None]]:
    """Interest, path (repeated events included) and, where it is planned, the first day of each person."""
    kinds = [
        (interest, furthest)
        for interest, counts in plan["furthest"].items()
        for furthest, count in enumerate(counts)
        for _ in range(count)
    ]
    kinds = [kinds[at] for at in rng.permutation(len(kinds)).tolist()]
    furthest = np.array([one for _, one in kinds])
    planned = dict.fromkeys(range(len(kinds)), "")
    for how, count, who in (
        ("jumps", plan["jumps"], furthest == 0),
        ("skips", plan["skips"], furthest == 3),
        ("noted", plan["noted"], furthest == 1),
        ("late", plan["late"], furthest > 0),
        ("back", plan["back"], furthest > 0),
        ("met on the last day", plan["met"], furthest == 0),
        ("met a day too late", plan["met"], furthest == 0),
    ):
        free = [at for at in np.flatnonzero(who).tolist() if not planned[at]]
        for at in rng.choice(free, size=count, replace=False).tolist():
            planned[at] = how
    return [(interest, _path(rng, far, planned[at]), _MET.get(planned[at])) for at, (interest, far) in enumerate(kinds)]


def _path(rng: np.random.Generator, furthest: int, planned: str) -> list[str]:
    """One or two events at each stage up to the furthest, and one where somebody jumps or falls back."""
    on_the_way = kltb.STAGES[: furthest + 1]
    if planned == "skips":
        on_the_way = ["Know", "Like", "Buy"]
    elif planned == "late":
        on_the_way = on_the_way[1:]
    elif planned == "noted":
        # Only a day at Like after the one at Know is a move; half of them have one.
        return ["Like", "Know", "Like"] if rng.random() < 0.5 else ["Like", "Know"]
    path = [stage for stage in on_the_way for _ in range(rng.integers(1, 3))]
    if planned == "jumps":
        path.append("Trust")
    elif planned == "back":
        path.append(kltb.STAGES[furthest - 1])
    return path


def _days(rng: np.random.Generator, stages: list[str], first: pd.Timestamp | None) -> list[pd.Timestamp]:
    """The days of a person's events: each later than the one before, none after TODAY."""
    after = np.concatenate([[0], rng.integers(4, 41, size=len(stages) - 1)]).cumsum()
    room = (TODAY - _FIRST_DAY).days - int(after[-1])
    # The whole way to Buy takes its time: who has gone it was met early.
    if {"Trust", "Buy"} <= set(stages):
        room //= 2
    first = first or _FIRST_DAY + pd.Timedelta(days=int(rng.integers(0, room + 1)))
    return [first + pd.Timedelta(days=int(days)) for days in after]


def _some(rng: np.random.Generator, rows: pd.Index, part: float) -> np.ndarray:
    """This part of the rows, as exactly as whole numbers allow."""
    return rng.choice(rows.to_numpy(), size=round(part * len(rows)), replace=False)


def assert_patterns(table: pd.DataFrame, plan: Mapping) -> None:
    """What module 5 promises; on another seed than 2026 the ranges are wider, since the plan differs."""
    wide = 0 if plan is PLAN_2026 else 0.15
    counts, was_at = kltb.tally(table), kltb.ever(table)
    stage, by = kltb.accept_by_stage(counts), kltb.accept_by_interest(counts)
    asks = counts.asks.unstack()[kltb.ASKED]

    def between(value: float, low: float, high: float, what: str) -> None:
        assert low * (1 - wide) <= value <= high * (1 + wide), f"{what}: {value:.4f}"

    assert not table.duplicated(["person_id", "ts"]).any() and table.ts.max() <= TODAY, "days of the events"
    assert not (table.accepted & ~table.ask).any() and not table.ask[table.stage == "Buy"].any(), "who was asked"
    first = table.groupby("person_id").ts.min()
    assert first.is_monotonic_increasing, "numbered as they are met"
    assert (first.value_counts()[list(_MET.values())] >= plan["met"]).all(), "people met beside the last day"
    off = sum(plan[how] for how in ("jumps", "skips", "late", "noted", "back"))
    assert len(kltb.off_model(table)) == off, "people who leave the model"
    in_model = 1 - off / table.person_id.nunique()
    assert abs(in_model - 0.78) <= (0.01 if plan is PLAN_2026 else 0.05), f"in the model: {in_model:.3f}"
    assert (asks.sum() >= np.array([1300, 900, 700]) * (1 - wide)).all(), "asks at a stage"
    assert asks.to_numpy().min() >= 250 * (1 - wide), "the smallest cell"
    for one, low, high in zip(kltb.ASKED, (0.04, 0.09, 0.15), (0.05, 0.10, 0.165), strict=True):
        between(stage[one], low, high, f"accepted at {one}")
    crude = stage["Trust"] - stage["Know"]
    within = [by[interest, "Trust"] - by[interest, "Know"] for interest in kltb.INTERESTS]
    between(crude, 0.10, 0.115, "gap from Know to Trust")
    between(within[0], 0.028, 0.032, "gap within low interest")
    between(within[1], 0.085, 0.095, "gap within high interest")
    assert (by.unstack()[kltb.ASKED].diff(axis=1).iloc[:, 1:] > 0).all(axis=None), "later asks are accepted more often"
    assert max(within) < crude, "like with like the gap is smaller"
    least, most = (0.50, 0.60) if plan is PLAN_2026 else (0.45, 0.66)
    assert least <= sum(within) / 2 / crude <= most, f"within by crude gap: {sum(within) / 2 / crude:.3f}"
    between(kltb.given(was_at, "Buy", "Trust"), 0.20, 0.28, "P(Buy|Trust)")
    between(kltb.given(was_at, "Trust", "Buy"), 0.82, 0.94, "P(Trust|Buy)")
    both, trust = was_at["Trust"] & was_at["Buy"], was_at["Trust"]
    assert sum(both) / len(both) < 0.75 * sum(trust) / len(trust), "who went the whole way was met early"


def draw(seed: int, sub: int, folder: Path) -> None:
    rng = stream(seed, sub, 40)
    plan = PLAN_2026 if seed == COURSE_SEED else other_plan(rng)
    write_tables(folder, {"journeys": journeys(rng, plan)})
    with firm_in(folder):
        assert_patterns(load("journeys"), plan)


PART = Part(("kltb",), draw)
