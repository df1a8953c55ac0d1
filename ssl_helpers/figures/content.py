"""Module 7: content cadence and mix."""

import pandas as pd
from matplotlib.figure import Figure

from ssl_helpers import content, plots


def cadence(per_week: pd.Series) -> Figure:
    """Columns: posts of each week, zeros included, with the model's three to five shaded. Index: Mondays."""
    named = per_week.set_axis([f"{monday.day} {monday:%b}" for monday in per_week.index])
    low, high = content.PER_WEEK
    return plots.columns(named, "Posts in each week", "posts", content.PER_WEEK, f"the model: {low} to {high} a week")


def rates(rate: pd.Series, title: str) -> Figure:
    """Bars: engagement rate of each group, what is product pointed out. Index: a kind, or (format, kind)."""
    labels = [", ".join(one) if isinstance(one, tuple) else one for one in rate.index]
    product = [label for label in labels if label.endswith("product")]
    return plots.bars(rate.set_axis(labels), title, "% of the impressions", marked=product)


def show_cadence(posts: pd.DataFrame, weeks: pd.DatetimeIndex) -> None:
    """Columns: posts of each week. posts: column week. weeks: the Mondays, oldest first."""
    per_week = posts["week"].value_counts().reindex(weeks, fill_value=0)
    empty = [f"{monday.day} {monday:%B}" for monday in per_week.index[per_week == 0]]
    plots.show(
        cadence(per_week),
        alt=f"{len(per_week)} columns, one for each week, from {per_week.min()} to {per_week.max()} posts. "
        f"{content.weeks_on_target(per_week)} weeks lie in the shaded band of the model. Without a post are the weeks "
        f"from {' and from '.join(empty)}.",
    )


def _say_gap(where: str, rate: pd.Series) -> None:
    inspiration, product = (rate[kind] for kind in content.KINDS)
    print(f"{where}: product posts get {product / inspiration:.2f} of the engagement rate of inspiration posts")


def show_gap(posts: pd.DataFrame) -> None:
    """How far the kinds lie apart, without their rates. posts: kind, impressions, engagements."""
    _say_gap("all posts", content.engagement_rate(posts, "kind"))


def show_within_format(posts: pd.DataFrame) -> None:
    """Bars: engagement rate of each kind within each format, and how far the kinds lie apart.

    posts: kind, format, impressions, engagements.
    """
    rate = content.engagement_rate(posts, ["format", "kind"])
    named = ", ".join(f"{' '.join(one)} {plots.percent(value)}" for one, value in rate.items())
    plots.show(
        rates(rate, "Engagement rate within each format"),
        alt=f"Four bars, engagements in percent of impressions: {named}.",
    )
    for one in rate.index.unique("format"):
        _say_gap(one, rate[one])
