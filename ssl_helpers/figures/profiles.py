"""Module 4: company page and personal profile."""

import pandas as pd
from matplotlib.figure import Figure

from ssl_helpers import plots, profiles
from ssl_helpers.limits import LIMITS


def missing(found: pd.DataFrame, title: str) -> Figure:
    """Bars: in how many profiles each point is missing, the commonest pointed out. found: as `profiles.points`."""
    count = (~found).sum().sort_values(ascending=False, kind="stable")
    return plots.bars(count, title, "profiles without it", marked=[count.index[0]], write="{:.0f}".format)


def lengths(size: pd.Series) -> Figure:
    """Bars: characters of the longest headlines, those above LinkedIn's limit pointed out. size: indexed by id."""
    longest = size.sort_values(ascending=False, kind="stable").head(10)
    longest.index = [f"id {one}" for one in longest.index]
    return plots.bars(
        longest,
        f"The longest headlines (hatched: more than {LIMITS['headline']})",
        "characters",
        marked=longest.index[longest > LIMITS["headline"]],
        write="{:.0f}".format,
    )


def show_missing(table: pd.DataFrame) -> None:
    """Bars: what is missing in the profiles of people with customer contact, the headline left for the exercise.

    table: customer_facing and the columns of `profiles.points`.
    """
    facing = table[table["customer_facing"]]
    found = profiles.points(facing).drop(columns=profiles.OWN_HEADLINE)
    named = ", ".join(f"{point} {count}" for point, count in (~found).sum().items())
    plots.show(
        missing(found, f"What is missing in the {len(facing)} profiles that customers see"),
        alt=f"Bar chart of the {len(facing)} profiles of people with customer contact, and in how many of them a point "
        f"is missing: {named}.",
    )
