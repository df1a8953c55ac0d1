"""How many people saw the salesperson's posts and how many reacted, with the patterns of module 7 planted."""

import numpy as np
import pandas as pd

from ssl_helpers import content

# Engagements per impression of an inspiring post; a product post has seven tenths of it.
TRUE_RATE = {"text": 0.02, "image": 0.04}
PRODUCT = 0.7

# What the rate of all inspiring posts comes to on seed 2026; on other seeds it lies elsewhere.
INSPIRATION_2026 = 0.034

_SPREAD = 0.3  # of a post's own rate, as the standard deviation of its logarithm
_TRIES = 1000


def stats(rng: np.random.Generator, labels: pd.DataFrame, is_2026: bool) -> pd.DataFrame:
    """ShareLink, impressions and engagements of each post; drawn anew until the patterns show.

    labels: ShareLink, kind, format, own_new. Raises AssertionError after 1,000 draws.
    """
    level = 1.0 if is_2026 else 1 + float(rng.choice([-1, 1]) * rng.uniform(0.08, 0.14))
    for _ in range(_TRIES):
        table = _drawn(rng, labels, level)
        if not _missing(labels.merge(table, on="ShareLink"), is_2026):
            return table
    raise AssertionError("no draw of impressions and engagements shows what they must")


def assert_patterns(posts: pd.DataFrame, is_2026: bool) -> None:
    """What module 7 promises of the engagement, as read back. posts: labels and stats."""
    missing = _missing(posts, is_2026)
    assert not missing, missing


def _drawn(rng: np.random.Generator, labels: pd.DataFrame, level: float) -> pd.DataFrame:
    true = labels.format.map(TRUE_RATE) * np.where(labels.kind == "product", PRODUCT, 1.0) * level
    z = rng.normal(size=len(labels))
    # A post that many react to is shown to more people, so its higher rate weighs more in the totals than in a mean
    # of rates. The last term keeps the rate of the totals at the true one.
    rate = true * np.exp(_SPREAD * z - _SPREAD**2)
    impressions = np.exp(rng.normal(np.log(600), 0.4, size=len(labels)) + _SPREAD / 2 * z).round().astype(int)
    # Rounded, so that the last bit of a logarithm is the same on every machine.
    engagements = rng.binomial(impressions, rate.round(6))
    return pd.DataFrame({"ShareLink": labels.ShareLink, "impressions": impressions, "engagements": engagements})


def _missing(posts: pd.DataFrame, is_2026: bool) -> str:
    """The first pattern that does not show, or ""."""
    by_kind, within = content.engagement_rate(posts, "kind"), content.engagement_rate(posts, ["format", "kind"])
    mean_of_rates = (posts.engagements / posts.impressions).groupby(posts.kind).mean()
    of_own = content.engagement_rate(posts[posts.own_new], "kind")
    off_2026 = abs(by_kind["inspiration"] / INSPIRATION_2026 - 1)
    if not 0.44 <= by_kind["product"] / by_kind["inspiration"] <= 0.56:
        return "product over inspiration"
    if not all(0.60 <= within[one, "product"] / within[one, "inspiration"] <= 0.82 for one in TRUE_RATE):
        return "product over inspiration within a format"
    if (mean_of_rates / by_kind - 1).abs().min() < 0.015:
        return "mean of rates apart from rate of totals"
    if (of_own / by_kind - 1).abs().max() < 0.015:
        return "rate of own posts apart from that of all posts"
    if off_2026 > 0.02 if is_2026 else off_2026 < 0.05:
        return "rate of inspiration"
    return ""
