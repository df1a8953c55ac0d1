"""Module 2: ask the firm's channels for their target reach and for the best one."""

import pandas as pd

from ssl_helpers.figures.strategy import per_hour
from ssl_helpers.widgets.boxes import Box
from ssl_helpers.widgets.explorer import Question, explorer


def _say_reach(reach: pd.Series) -> str:
    named = ", ".join(f"{channel} {people:g}" for channel, people in reach.items())
    return f"People of the target group whom each channel can reach at most, by the estimates: {named}."


_REACH = 'channels["audience"] * channels["target_pct"] / 100'

ABOUT_CHANNELS = [
    Question(
        "Which channel has the biggest audience?",
        'ranking = channels.sort_values("audience", ascending=False)\nranking["channel"].iloc[0]',
        lambda name: f"The biggest audience, wanted or not, has {name}.",
    ),
    Question(
        "How many of the target group can a channel reach?",
        f'channels["target_reach"] = {_REACH}\nchannels.set_index("channel")["target_reach"]',
        _say_reach,
    ),
    Question(
        "Which channel reaches the most of them per hour?",
        f'reach = {_REACH}\nchannels["per_hour"] = reach / channels["hours_week"]\n'
        'ranking = channels.sort_values("per_hour", ascending=False)\n'
        'ranking.set_index("channel")["per_hour"]',
        lambda ranking: (
            f"{ranking.index[0]} reaches the most of the target group for an hour a week: up to {ranking.iloc[0]:.0f} "
            "people."
        ),
        per_hour,
    ),
]


def channel_explorer(channels: pd.DataFrame) -> Box:
    """Two choices (the question; which channels) and, below, sentence, code and often a figure.

    channels: as the firm's table has them.
    """
    ways = {
        "all channels": "",
        "only the half with the fewest hours": 'middle = channels["hours_week"].median()\n'
        'channels = channels[channels["hours_week"] <= middle]',
    }
    return explorer(ABOUT_CHANNELS, "Channels", ways, {"channels": channels}, "channel_explorer(channels)")
