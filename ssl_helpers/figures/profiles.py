"""Module 4: company page and personal profile."""

import pandas as pd
from matplotlib.figure import Figure

from ssl_helpers import plots
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
