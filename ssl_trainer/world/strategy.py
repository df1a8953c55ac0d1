"""The firm's channels and the five-step scores of its teams, with the patterns of module 2 planted.

Four channels win in four ways: by audience, by the part of it that is wanted, by the people this makes, and by these
people per hour of work. None of them is the first in the table, so that reading its first line is found out. And the
one score of 0, and the most low scores, stand at another step than the weakest one.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ssl_helpers import strategy
from ssl_helpers.data import firm_in, load
from ssl_helpers.strategy import GET_GOING, STEPS
from ssl_trainer import COURSE_SEED
from ssl_trainer.world.archive import stream
from ssl_trainer.world.network import near
from ssl_trainer.world.package import write_tables
from ssl_trainer.world.part import Part

# What each kind of channel has: audience (people), percent of it in the target group, hours a week. The first four win
# by audience, by percent, by target reach and by target reach per hour.
_KINDS = {
    "audience": (64_000, 2.5, 6.0),
    "percent": (1_900, 46.0, 1.9),
    "reach": (21_000, 14.0, 8.5),
    "per_hour": (5_200, 31.0, 2.5),
    "quick": (1_700, 2.2, 1.0),
    "slow": (2_000, 12.0, 14.0),
    "first_other": (2_400, 27.0, 2.0),
    "second_other": (2_600, 12.0, 1.5),
}
_FIRST_LINE = "second_other"
"""It wins in no way: it is the first in the table, where whoever forgets to sort looks."""
_BEST = ("per_hour", "percent")
"""The best and the second best by target reach per hour: neither stands first, second or last in the table."""
# Which channel is of which kind, and the sum of each step's scores over the twelve teams. Another firm has other
# channels in these places, another weakest step, and its own numbers around these.
PLAN_2026 = {
    "channels": {
        "audience": "YouTube",
        "percent": "trade association",
        "reach": "LinkedIn",
        "per_hour": "trade newsletter",
        "quick": "Instagram",
        "slow": "trade fairs",
        "first_other": "webinars",
        "second_other": "podcast",
    },
    "sums": {"strategy": 29, "company_profile": 33, "personal_profile": 27, "network": 19, "content": 25},
    "get_going": 14,
}

_TEAMS = [
    *("Aalborg", "Aarhus", "Bergen", "Esbjerg", "Göteborg", "Herning"),
    *("København", "Malmö", "Odense", "Oslo", "Randers", "Tampere"),
]
_HIGHEST = 4


def other_plan(rng: np.random.Generator) -> dict:
    """What to plant on another firm: no right answer of seed 2026's is right there."""
    places = PLAN_2026["channels"]
    best = rng.choice([places["first_other"], places["second_other"], places["percent"]])
    # Seed 2026's best goes where no known mistake leads: who makes one here must not be told of typing that in.
    fixed = {"per_hour": str(best), "first_other": places["per_hour"]}
    rest = rng.permutation([one for one in places.values() if one not in fixed.values()]).tolist()
    channels = {place: fixed.get(place) or rest.pop() for place in places}
    # The lowest sum goes to another step, never to content, where the only 0 stands; the highest stays elsewhere, too.
    order = rng.permutation(["strategy", "company_profile", "personal_profile"]).tolist()
    sums = {order[0]: PLAN_2026["sums"]["network"], order[1]: PLAN_2026["sums"]["company_profile"]}
    sums |= {order[2]: 29, "network": 27, "content": PLAN_2026["sums"]["content"]}
    return {
        "channels": channels,
        "sums": {step: near(rng, sums[step]) for step in STEPS},
        "get_going": near(rng, PLAN_2026["get_going"]),
    }


def channels(rng: np.random.Generator, plan: Mapping) -> pd.DataFrame:
    """The table channels: one row per channel, one that wins by nothing first, the rest in no order."""
    exact = plan is PLAN_2026
    rows = []
    for place, name in plan["channels"].items():
        audience, percent, hours = _KINDS[place] if exact else np.array(_KINDS[place]) * rng.uniform(0.92, 1.08, 3)
        rows.append((name, round(int(audience), -2), round(float(percent), 1), round(float(hours), 1)))
    table = pd.DataFrame(rows, columns=["channel", "audience", "target_pct", "hours_week"])
    by_place = table.set_index(pd.Index(plan["channels"]))
    second, *middle, last = rng.permutation([one for one in _KINDS if one not in (_FIRST_LINE, *_BEST)])
    middle = rng.permutation([*middle, *_BEST])
    return by_place.loc[[_FIRST_LINE, second, *middle, last]].reset_index(drop=True)


def step_scores(rng: np.random.Generator, plan: Mapping) -> pd.DataFrame:
    """The table step_scores: one row per team, the five steps in order and get_going, each 0 to 4."""
    table = pd.DataFrame({"team": _TEAMS})
    weakest = min(plan["sums"], key=plan["sums"].get)
    for step in STEPS:
        total = plan["sums"][step]
        if step == "content":
            # One team has not begun, half of them have planned it, the others are far: many low scores, no low mean.
            half = len(_TEAMS) // 2
            scores = [0, *[1] * half, *_scores(rng, len(_TEAMS) - half - 1, total - half, highest=_HIGHEST)]
        else:
            scores = _scores(rng, len(_TEAMS), total, highest=2 if step == weakest else _HIGHEST)
        table[step] = rng.permutation(scores)
    table[GET_GOING] = _scores(rng, len(_TEAMS), plan["get_going"], highest=_HIGHEST)
    return table


def _scores(rng: np.random.Generator, teams: int, total: int, highest: int) -> np.ndarray:
    """A score from 1 to `highest` for each of so many teams, `total` in all if there is room for it."""
    scores = np.ones(teams, dtype=int)
    for _ in range(min(total, highest * teams) - teams):
        scores[rng.choice(np.flatnonzero(scores < highest))] += 1
    return scores


def assert_patterns(table: pd.DataFrame, scores: pd.DataFrame, plan: Mapping) -> None:
    """What module 2 promises."""
    by_name = table.set_index("channel")
    reach = strategy.target_reach(by_name)
    place = plan["channels"]
    winners = {
        "audience": [by_name.audience, by_name.audience / by_name.hours_week],
        "percent": [by_name.target_pct, by_name.target_pct / by_name.hours_week],
        "reach": [reach, reach * by_name.hours_week],
        "per_hour": [reach / by_name.hours_week],
        "quick": [-by_name.hours_week],
        "slow": [by_name.hours_week, by_name.hours_week / reach],
    }
    for name, ways in winners.items():
        for way in ways:
            first, second = way.nlargest(2)
            assert way.idxmax() == place[name] and first != second, f"winner by {name}: {way.idxmax()}"
    assert (by_name.hours_week > 0).all() and by_name.target_pct.between(0, 100).all(), "hours and percent"
    assert 0.15 <= strategy.ahead(table) <= 0.7, f"best channel ahead by {strategy.ahead(table):.2f}"
    best = (reach / by_name.hours_week).nlargest(2).index.tolist()
    assert best == [place[one] for one in _BEST], f"{best} are the two best"
    lines = table["channel"].tolist()
    assert lines[0] == place[_FIRST_LINE] and not set(best) & {lines[0], lines[1], lines[-1]}, "who sorts nothing errs"
    assert ((reach - reach.round()).abs() > 0.1).any(), "who rounds the people has others"

    means = strategy.step_means(scores).sort_values()
    weakest = min(plan["sums"], key=plan["sums"].get)
    assert means.index[0] == weakest != "content" and means.iloc[1] - means.iloc[0] >= 0.3, "the weakest step"
    low = (scores[STEPS] <= strategy.WEAK).sum()
    assert scores[STEPS].median().drop("content").min() > scores["content"].median(), "content has the lowest median"
    assert low.drop("content").max() < low["content"], "and the most low scores"
    weak_elsewhere = (scores[STEPS] <= strategy.WEAK) & (scores[[weakest]] > strategy.WEAK).to_numpy()
    assert weak_elsewhere.any(axis=None), "a team whose weak step is not that of all teams"
    assert means.index[-1] != "content" and means.iloc[-1] > means.iloc[-2], "the strongest step"
    assert plan is PLAN_2026 or means.index[-1] != min(PLAN_2026["sums"], key=PLAN_2026["sums"].get), "nor seed 2026's"
    assert scores[GET_GOING].mean() <= means.iloc[0] - 0.1, "few have got going"
    points = scores.set_index("team")
    assert points.to_numpy().max() == _HIGHEST and (points == 0).sum().sum() == 1, "one score of 0"
    for columns in (STEPS, [*STEPS, GET_GOING]):
        total = points[columns].sum(axis=1).sort_values()
        assert total.iloc[0] < total.iloc[1], "one team has the lowest total"
        assert points.content[total.index[0]] > 0, "the team without content is not the last"
    assert points[STEPS].sum(axis=1).idxmin() == points.sum(axis=1).idxmin(), "the weakest team, with and without"


def draw(seed: int, sub: int, folder: Path) -> None:
    rng = stream(seed, sub, 44)
    plan = PLAN_2026 if seed == COURSE_SEED else other_plan(rng)
    write_tables(folder, {"channels": channels(rng, plan), "step_scores": step_scores(rng, plan)})
    with firm_in(folder):
        assert_patterns(load("channels"), load("step_scores"), plan)


PART = Part(("strategy",), draw)
