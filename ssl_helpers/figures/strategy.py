"""Module 2: strategy, and the check of the five steps."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from ssl_helpers import plots, strategy
from ssl_helpers.strategy import STEPS


def _listed(steps: list[str]) -> str:
    return ", ".join(steps) or "none"


def said(who: str, scores: Mapping[str, int]) -> str:
    """The strong and weak steps in a sentence. scores: as `strategy.strong_and_weak` takes them."""
    strong, weak = strategy.strong_and_weak(scores)
    return (
        f"{who}: strong steps (3 or 4): {_listed(strong)}. Weak steps (0 or 1): {_listed(weak)}. A weak step is work "
        "that is left, no mark for anybody."
    )


def described(who: str, scores: Mapping[str, int], means: pd.Series) -> str:
    """The picture in words: each step's score beside the mean of all teams."""
    each = ", ".join(f"{step} {scores[step]} ({means[step]:.1f})" for step in STEPS)
    return f"Five bars, one for each step, 0 to 4, with the mean of all teams in brackets. {who}: {each}."


def steps_picture(who: str, scores: Mapping[str, int], means: pd.Series) -> Figure:
    """Bars: the score of each step, in the order of the steps, with a line at the mean of all teams.

    Weak steps are hatched, strong and weak ones named in words. means: as `strategy.step_means` gives them.
    """
    strong, weak = strategy.strong_and_weak(scores)
    word = {**dict.fromkeys(strong, "strong"), **dict.fromkeys(weak, "weak")}
    values = pd.Series({step: float(scores[step]) for step in STEPS})
    texts = [" · ".join(filter(None, [f"{scores[step]}", word.get(step, "")])) for step in STEPS]
    figure = plots.bars(values, f"{who} and the five steps", "score, 0 to 4", marked=weak, write="{:.0f}".format)
    (axes,) = figure.axes
    for at, (label, text) in enumerate(zip(axes.texts, texts, strict=True)):
        # In a column of their own, where no line of a mean can cross them.
        label.set_visible(False)
        axes.annotate(text, (4.2, at), va="center")
    axes.vlines(means, [at - 0.4 for at in range(5)], [at + 0.4 for at in range(5)], colors="black", linewidth=2)
    axes.plot([], [], color="black", linewidth=2, label="mean of all teams")
    axes.set_xlim(0, 5.3)
    axes.set_xticks(range(5))
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.2), frameon=False)
    return figure


def said_of_all(means: pd.Series) -> str:
    """The means of all teams and the lowest of them, in a sentence. means: as `strategy.step_means` gives them."""
    lowest = means.index[means == means.min()].tolist()
    named = ", ".join(f"{step} {mean:.2f}" for step, mean in means.items())
    return f"All teams together, means from 0 to 4: {named}. The lowest mean has {' and '.join(lowest)}."


def means_picture(means: pd.Series) -> Figure:
    """Bars: the mean of each step over all teams, in the order of the steps, with the lowest pointed out."""
    lowest = means.index[means == means.min()]
    return plots.bars(means, "All teams and the five steps", "mean score, 0 to 4", lowest, write="{:.2f}".format)


def per_hour(reach: pd.Series) -> Figure:
    """Bars: people of the target group per hour, the highest first and pointed out. Index: the channels."""
    highest = reach.sort_values(ascending=False)
    return plots.bars(
        highest,
        "Target reach per hour a week",
        "people of the target group per hour",
        marked=highest.index[:1],
        write="{:.0f}".format,
    )
