"""Module 2: ask the firm's channels and teams for the order of the steps, the best channel and the weakest step."""

import ipywidgets as widgets
import pandas as pd

from ssl_helpers import strategy
from ssl_helpers.figures.strategy import per_hour
from ssl_helpers.widgets.explorer import Question, explorer


def _say_reach(reach: pd.Series) -> str:
    named = ", ".join(f"{channel} {people:.0f}" for channel, people in reach.items())
    return f"People of the target group whom each channel can reach at most: {named}."


def _say_steps(steps: list[str]) -> str:
    return f"The five steps in order: {', '.join(steps)}. To get going is no step."


def _say_means(means: pd.Series) -> str:
    named = ", ".join(f"{step} {mean:.2f}" for step, mean in means.items())
    return f"The lowest mean of the five has {means.idxmin()}. Means over the teams, 0 to 4: {named}."


_REACH = 'channels["audience"] * channels["target_pct"] / 100'
_FIVE = '[\n    "strategy", "company_profile",\n    "personal_profile", "network", "content",\n]'

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
ABOUT_STEPS = [
    Question("In which order do the steps stand?", "strategy.STEPS", _say_steps),
    Question("Which step is the weakest?", f"five = {_FIVE}\nstep_scores[five].mean()", _say_means),
]


def channel_explorer(channels: pd.DataFrame) -> widgets.VBox:
    """Two choices (the question; which channels) and, below, sentence, code and often a figure.

    channels: as the firm's table has them.
    """
    ways = {
        "all channels": "",
        "only the half with the fewest hours": 'middle = channels["hours_week"].median()\n'
        'channels = channels[channels["hours_week"] <= middle]',
    }
    return explorer(ABOUT_CHANNELS, "Channels", ways, {"channels": channels})


def step_explorer(step_scores: pd.DataFrame) -> widgets.VBox:
    """Two choices (the question; which teams) and, below, sentence and code.

    step_scores: as the firm's table has it.
    """
    ways = {
        "all teams": "",
        "only teams that have begun a strategy (2 to 4)": f'begun = step_scores["strategy"] > {strategy.WEAK}\n'
        "step_scores = step_scores[begun]",
    }
    return explorer(ABOUT_STEPS, "Teams", ways, {"step_scores": step_scores, "strategy": strategy})
