"""Module 7: ask the salesperson's posts about cadence, mix and engagement, with and without the empty weeks."""

import pandas as pd

from ssl_helpers import content
from ssl_helpers.figures.content import cadence, rates
from ssl_helpers.widgets.boxes import Box
from ssl_helpers.widgets.explorer import Question, explorer


def _say_weeks(per_week: pd.Series) -> str:
    low, high = content.PER_WEEK
    return (
        f"{per_week.sum()} posts in {len(per_week)} weeks. {content.weeks_on_target(per_week)} weeks have {low} to "
        f"{high} posts, {(per_week == 0).sum()} have none."
    )


def _say_rates(rate: pd.Series) -> str:
    named = [f"{100 * value:.1f} on {' with '.join(reversed(_names(group)))}" for group, value in rate.items()]
    return f"Of 100 impressions led to an engagement: {', '.join(named)}."


def _names(group: object) -> list[str]:
    return list(group) if isinstance(group, tuple) else [f"{group} posts"]


_TOTALS = '[["engagements", "impressions"]].sum()\ntotal["engagements"] / total["impressions"]'

QUESTIONS = [
    Question(
        "How many posts in each week?",
        'posts["week"].value_counts().reindex(weeks, fill_value=0)',
        _say_weeks,
        cadence,
    ),
    Question(
        "How many inspiration posts for each product post?",
        'count = posts["kind"].value_counts()\ncount["inspiration"] / count["product"]',
        lambda value: f"{value:.2f} inspiration posts stand beside each product post. The model asks for about 4.",
    ),
    Question(
        "How many product posts too many?",
        'count = posts["kind"].value_counts()\ncount["product"] - count["inspiration"] // 4',
        lambda value: (
            f"With {value} product posts fewer there would be at least four inspiration posts to each of the others."
        ),
    ),
    Question(
        "What do people react to?",
        f'total = posts.groupby("kind"){_TOTALS}',
        _say_rates,
        lambda rate: rates(rate, "Engagement rate of each kind"),
    ),
    Question(
        "And within the same format?",
        f'total = posts.groupby(["format", "kind"]){_TOTALS}',
        _say_rates,
        lambda rate: rates(rate, "Engagement rate within each format"),
    ),
    Question(
        "How many posts a week on average?",
        "len(posts) / len(weeks)",
        lambda value: f"{value:.2f} posts a week. A mean hides the empty weeks.",
    ),
]


def mix_explorer(posts: pd.DataFrame, weeks: pd.DatetimeIndex) -> Box:
    """Two choices (the question; which weeks are counted) and, below, sentence, code and figure.

    posts: as `content.joined` gives them. weeks: the Mondays of all weeks, oldest first.
    """
    ways = {"every week": "", "only weeks with a post": 'weeks = weeks[weeks.isin(posts["week"])]'}
    return explorer(QUESTIONS, "Weeks", ways, {"posts": posts, "weeks": weeks}, "mix_explorer(posts, weeks)")
