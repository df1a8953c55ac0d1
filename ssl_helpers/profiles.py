"""Module 4: what stands in the firm's profiles and pages, held against stated rules.

Source of the model: articles of a Danish social selling consultancy, 2 January 2017 (step 2: the company page says
sharply what you help with, and the website says the same; step 3: everybody with customer contact needs a profile,
since buyers look people up) and 15 February 2016 (buyers search before they contact sales). The five points of a
profile are this course's own rule: they can be counted, and say nothing about the person.
"""

from collections.abc import Mapping

import pandas as pd

from ssl_helpers import headline
from ssl_helpers.limits import LIMITS
from ssl_helpers.page_text import words

PILLARS = ["brand", "people", "insights", "relationships"]
"""The four parts of LinkedIn's Social Selling Index, each 0 to 25: professional brand, finding people, insights,
relationships."""

ABOUT, POSITIONS, SKILLS = 200, 2, 5
"""At least so many characters of the about text, positions and skills earn a point each."""

FIRST = 5
"""How many profiles to look at first."""


def points(profiles: pd.DataFrame) -> pd.DataFrame:
    """Which of the five points each profile has, one column of True and False each.

    profiles: columns photo, is_default (bool), about (text), positions, skills (counts); same rows, same index.
    """
    rows = [_points(row) for row in profiles.to_dict("records")]
    return pd.DataFrame(rows, index=profiles.index, columns=list(_POINTS), dtype=bool)


_POINTS = {
    "photo": lambda row: bool(row["photo"]),
    "headline of their own": lambda row: not row["is_default"],
    f"about of at least {ABOUT} characters": lambda row: len(row["about"].strip()) >= ABOUT,
    f"at least {POSITIONS} positions": lambda row: row["positions"] >= POSITIONS,
    f"at least {SKILLS} skills": lambda row: row["skills"] >= SKILLS,
}


def _points(row: Mapping) -> dict[str, bool]:
    return {name: has(row) for name, has in _POINTS.items()}


def completeness(row: Mapping) -> int:
    """How many of the five points a profile has, 0 to 5. row: a line of the table, or a dict, as for `points`."""
    return sum(_points(row).values())


def judged(profiles: pd.DataFrame) -> pd.DataFrame:
    """The profiles with two more columns: is_default (bool) and score, the points from 0 to 5.

    profiles: columns title, company, headline, photo, about, positions, skills.
    """
    lines = zip(profiles["headline"], profiles["title"], profiles["company"], strict=True)
    default = profiles.assign(is_default=[headline.is_default(*line) for line in lines])
    return default.assign(score=points(default).sum(axis=1))


def too_long(headlines: pd.Series) -> int:
    """How many headlines have more characters than LinkedIn takes."""
    return int((headlines.str.len() > LIMITS["headline"]).sum())


def default_rate(profiles: pd.DataFrame) -> float:
    """Of the people with customer contact, the proportion (0 to 1) whose headline is LinkedIn's own.

    profiles: columns customer_facing, is_default (bool). Without anybody with customer contact NaN: unknown.
    """
    return float(profiles["is_default"][profiles["customer_facing"]].mean())


def ssi_total(ssi: pd.DataFrame) -> pd.Series:
    """The Social Selling Index, 0 to 100: the sum of its four pillars, indexed by id. ssi: columns id and PILLARS."""
    return ssi.set_index("id")[PILLARS].sum(axis=1).rename("ssi_total")


def fix_first(profiles: pd.DataFrame, most: int = FIRST) -> list[int]:
    """The ids of the `most` profiles of people with customer contact that have the fewest points, ties lowest id.

    profiles: columns id, customer_facing (bool), score.
    """
    facing = profiles[profiles["customer_facing"]]
    return facing.sort_values(["score", "id"])["id"].head(most).tolist()


def overlap(one: str, other: str) -> float:
    """Jaccard: different words in both texts divided by different words in either, 0 to 1; NaN without any word."""
    a, b = words(one), words(other)
    return len(a & b) / len(a | b) if a | b else float("nan")
