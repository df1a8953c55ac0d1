"""The salesperson's posts, with the patterns of module 7 planted."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd

from ssl_trainer.world import phrases
from ssl_trainer.world.archive import activity, as_csv, read
from ssl_trainer.world.network import near

# Posts per kind and those of them with an image; reposts, those of them on products, and weeks with nothing but
# reposts; weeks with three to five posts and weeks with more. Another seed draws its own counts around these, each a
# different one.
PLAN_2026 = {
    "inspiration": 57,
    "product": 29,
    "inspiration_images": 40,
    "product_images": 6,
    "reposts": 10,
    "product_reposts": 4,
    "repost_weeks": 2,
    "weeks_on_target": 15,
    "busy_weeks": 4,
}

# The salesperson began to post with the campaign, so there is nothing before the first of these Mondays.
FIRST_WEEK = datetime(2026, 3, 30)
WEEKS = 26

SHARES_COLUMNS = ["Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"]


def other_plan(rng: np.random.Generator) -> dict:
    """The counts to plant on another firm, drawn again until module 7's answers differ from seed 2026's."""
    while True:
        plan = {name: near(rng, count) for name, count in PLAN_2026.items()}
        if _tells_apart(plan):
            return plan


def to_drop(plan: Mapping) -> int:
    """The smallest number of product posts to drop for at least four inspiration posts to each product post."""
    return plan["product"] - plan["inspiration"] // 4


def _tells_apart(plan: Mapping) -> bool:
    product, inspiration = plan["product"], plan["inspiration"]
    total = inspiration + product
    fewest, most = (sum(sizes) for sizes in _bounds(plan))
    own_product = product - plan["product_reposts"]
    own_inspiration = inspiration - plan["reposts"] + plan["product_reposts"]
    # Right, then what module 7 knows as mistakes: posts that may stay, a fifth of all posts as they are, one to three,
    # one to five, without the reposts, and the lesson's colleague.
    drops = [to_drop(plan), inspiration // 4, product - total // 5, product - inspiration // 3]
    drops += [product - inspiration // 5, own_product - own_inspiration // 4, 9 - 22 // 4]
    rounded = product - -(-inspiration // 4)
    # In the same way: without the reposts, of the formats, the colleague's, the remainder left out, all posts on top.
    images = plan["inspiration_images"] + plan["product_images"]
    ratios = [inspiration / product, own_inspiration / own_product, images / (total - images), 22 / 9]
    ratios += [inspiration // product, total / product]
    ratio_2026 = PLAN_2026["inspiration"] / PLAN_2026["product"]
    # Posts a week: right, without the empty weeks, without the first, and without the reposts.
    means = [total / WEEKS, total / (WEEKS - 2), total / (WEEKS - 1), (total - plan["reposts"]) / WEEKS]
    mean_2026 = (PLAN_2026["inspiration"] + PLAN_2026["product"]) / WEEKS
    return (
        product > 0.25 * total
        # Neither what is right on seed 2026 nor a mistake that would look typed in from there.
        and to_drop(PLAN_2026) not in [*drops, rounded]
        and all(abs(mean / mean_2026 - 1) > 0.011 for mean in means)
        and all(abs(ratio / ratio_2026 - 1) > 0.011 for ratio in ratios)
        and len(set(drops)) == len(drops)
        and (rounded == inspiration // 4 or rounded not in drops)
        and all(abs(one / other - 1) > 0.011 for one, other in permutations(ratios, 2))
        and inspiration % 4 != 0  # or rounding down would be right
        and to_drop(plan) not in (-(-inspiration // 4), product // 2, -(-product // 2))  # on seed 2026 it is
        and round(inspiration / 4) != inspiration // 4  # or rounding would be; on seed 2026 it is
        and plan["repost_weeks"] < _quiet(plan)
        and fewest <= total <= most
        and 0.46 <= _rates(plan) <= 0.54
    )


def _rates(plan: Mapping) -> float:
    """Expected engagement of product over inspiration posts, if an image doubles it and a product costs three tenths.

    Module 7 draws the engagement later; here the images are laid so that it can show what it must.
    """
    images = {kind: plan[f"{kind}_images"] / plan[kind] for kind in ("inspiration", "product")}
    return 0.7 * (1 + images["product"]) / (1 + images["inspiration"])


def _quiet(plan: Mapping) -> int:
    """How many weeks have one or two posts: two of all weeks have none."""
    return WEEKS - 2 - plan["weeks_on_target"] - plan["busy_weeks"]


def _bounds(plan: Mapping) -> tuple[list[int], list[int]]:
    """The fewest and the most posts of each week with posts: quiet ones, then those on target, then busy ones.

    One week on target has three posts and one has five, so it matters that both bounds count.
    """
    target, busy = plan["weeks_on_target"], plan["busy_weeks"]
    fewest = [1] * _quiet(plan) + [3, 5] + [3] * (target - 2) + [6] * busy
    return fewest, [2] * _quiet(plan) + [3, 5] + [5] * (target - 2) + [8] * busy


def posts(rng: np.random.Generator, plan: Mapping) -> pd.DataFrame:
    """LinkedIn's columns, newest first, and three that no archive has: kind, format, own_new.

    kind: inspiration or product; a customer's story is inspiration, news of the firm is product. format: text or image.
    own_new: False for a repost, which LinkedIn gives without any text.
    """
    sizes = _sizes(rng, plan)
    # The first week is empty and one in the middle, so both edges and gaps can be forgotten.
    middle = int(rng.integers(9, 18))
    weeks = [int(week) for week in rng.permutation([week for week in range(1, WEEKS) if week != middle])]
    week_of = [week for week, size in zip(weeks, sizes, strict=True) for _ in range(size)]
    table = pd.DataFrame({"week": week_of, "at": _times(rng, week_of)})
    table["own_new"] = ~table.index.isin(_reposts(rng, plan, table, weeks[: _quiet(plan)]))
    table["kind"] = "inspiration"
    of_reposts = plan["product_reposts"]
    for own_new, product in ((False, of_reposts), (True, plan["product"] - of_reposts)):
        there = table.index[table.own_new == own_new]
        table.loc[rng.choice(there, size=product, replace=False), "kind"] = "product"
    table["format"] = "text"
    for kind in ("inspiration", "product"):
        there = table.index[table.kind == kind]
        table.loc[rng.choice(there, size=plan[f"{kind}_images"], replace=False), "format"] = "image"
    table = table.sort_values("at", ascending=False, kind="stable", ignore_index=True)
    table["Date"] = table["at"].dt.strftime("%Y-%m-%d %H:%M:%S")
    table["ShareLink"] = [activity(rng, at.to_pydatetime(), "share") for at in table["at"]]
    table["ShareCommentary"] = _texts(rng, table)
    table["SharedUrl"] = _shared(rng, table)
    image = table.own_new & (table.format == "image")
    table["MediaUrl"] = [
        f"https://media.licdn.com/dms/image/v2/{rng.integers(1 << 60):015x}/feedshare-shrink_1280/0" if one else ""
        for one in image
    ]
    table["Visibility"] = "MEMBER_NETWORK"
    return table[[*SHARES_COLUMNS, "kind", "format", "own_new"]]


def shares_csv(table: pd.DataFrame) -> str:
    """Shares.csv as LinkedIn writes it: where a text breaks into a new line, a quotation mark ends and begins one."""
    broken = table["ShareCommentary"].str.replace("\n", '"\n"', regex=False)
    return as_csv(table.assign(ShareCommentary=broken)[SHARES_COLUMNS])


def _sizes(rng: np.random.Generator, plan: Mapping) -> list[int]:
    """How many posts each of the 24 weeks with posts has, quiet weeks first."""
    sizes, most = _bounds(plan)
    for _ in range(plan["inspiration"] + plan["product"] - sum(sizes)):
        room = [at for at, size in enumerate(sizes) if size < most[at]]
        sizes[room[rng.integers(len(room))]] += 1
    return sizes


def _times(rng: np.random.Generator, week_of: list[int]) -> list[datetime]:
    """A moment of its week for each post, by day (UTC) and sometimes at a weekend."""
    days = [0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 6]
    return [
        FIRST_WEEK
        + timedelta(days=7 * week + days[rng.integers(len(days))], hours=5, seconds=int(rng.integers(14 * 3600)))
        for week in week_of
    ]


def _reposts(rng: np.random.Generator, plan: Mapping, table: pd.DataFrame, quiet: list[int]) -> list[int]:
    """The posts that are reposts: all of a few quiet weeks, all but one of another, and some of the others.

    No other week has nothing but reposts; and one with a single post of one's own has something new, too.
    """
    *whole, single = rng.permutation(quiet)[: plan["repost_weeks"] + 1]
    # The first of each week stays the salesperson's own.
    spare = table.week.duplicated() & ~table.week.isin(whole)
    chosen = table.index[table.week.isin(whole) | (spare & (table.week == single))].tolist()
    others = table.index[spare & (table.week != single)]
    return chosen + rng.choice(others, size=plan["reposts"] - len(chosen), replace=False).tolist()


def _texts(rng: np.random.Generator, table: pd.DataFrame) -> list[str]:
    """A text for each post, no two alike; none for a repost."""
    texts = []
    for kind, own_new in table[["kind", "own_new"]].itertuples(index=False):
        text = phrases.post(rng, kind) if own_new else ""
        while text and text in texts:
            text = phrases.post(rng, kind)
        texts.append(text)
    return texts


def _shared(rng: np.random.Generator, table: pd.DataFrame) -> list[str]:
    """Some text posts share an article: the firm's own news, or somebody else's."""
    site = {"inspiration": "www.fabrikbladet.example/artikler", "product": "www.kvistmark-automation.example/nyheder"}
    shared = table.own_new & (table.format == "text") & (rng.random(len(table)) < 0.4)
    return [
        f"https://{site[kind]}/{rng.integers(1000, 10000)}" if one else ""
        for kind, one in zip(table.kind, shared, strict=True)
    ]


def assert_patterns(folder: Path, labels: pd.DataFrame, plan: Mapping) -> None:
    """What module 7 promises of Shares.csv in `folder`. labels: ShareLink, kind, format, own_new."""
    found = read(folder, "Shares.csv").merge(labels[["ShareLink", "kind", "format", "own_new"]], on="ShareLink")
    assert len(found) == len(labels) == plan["inspiration"] + plan["product"], f"{len(found)} posts"
    assert found.ShareLink.is_unique, "a post's address"
    number = found.ShareLink.str.rsplit("%3A", n=1).str[1].astype("int64")
    at = pd.to_datetime(number // 2**22, unit="ms").dt.floor("s")
    assert (at.dt.strftime("%Y-%m-%d %H:%M:%S") == found.Date).all(), "the number of a post holds its time"
    count = found.groupby(["kind", "format"]).size()
    for kind in ("inspiration", "product"):
        images = plan[f"{kind}_images"]
        assert (count[kind, "image"], count[kind, "text"]) == (images, plan[kind] - images), f"formats of {kind}"
    week = (at - pd.Timestamp(FIRST_WEEK)).dt.days // 7
    per_week = week.value_counts().reindex(range(WEEKS), fill_value=0)
    assert per_week.sum() == len(found) and (per_week == 0).sum() == 2, "26 weeks, two of them empty"
    assert per_week[0] == 0 and (per_week[8:18] == 0).any() and per_week[WEEKS - 1] > 0, "which weeks are empty"
    assert per_week.between(3, 5).sum() == plan["weeks_on_target"], "weeks with three to five posts"
    new_per_week = week[found.own_new].value_counts()
    slips = new_per_week.between(3, 5).sum(), (new_per_week >= 2).sum()
    right_2026 = PLAN_2026["weeks_on_target"], WEEKS - 2 - PLAN_2026["repost_weeks"]
    typed = any(slip == right for slip, right in zip(slips, right_2026, strict=True))
    assert plan is PLAN_2026 or not typed, "a mistake would look typed in from seed 2026"
    assert len(new_per_week) == WEEKS - 2 - plan["repost_weeks"], "weeks with something new"
    assert (new_per_week == 1).any(), "a week with a single post of one's own"
    assert (per_week == 2).any(), "a week just below the target"
    assert (found.kind[~found.own_new] == "product").sum() == plan["product_reposts"], "reposts on products"
    assert (found.ShareCommentary == "").eq(~found.own_new).all(), "a repost has no text"
    new = found[found.own_new]
    assert (new.ShareCommentary.map(phrases.is_product) == (new.kind == "product")).all(), "the text shows the kind"
