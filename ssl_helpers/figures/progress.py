"""How far a learner is, as a picture, as words and as links."""

import html
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from ssl_helpers import plots, progress
from ssl_helpers.checking import outcomes
from ssl_helpers.next_step import link, next_step, next_task


def picture(modules: pd.DataFrame) -> Figure:
    """The core points of each module: those earned filled, the others hatched, both written beside the bar."""
    with plots.style():
        figure, axes = plt.subplots(figsize=(7, 0.42 * len(modules) + 1.3))
        signs = ["✓ " if done else "" for done in modules["done"]]
        numbers = map(progress.number, modules.index)
        names = [f"{sign}{at}  {title}" for sign, at, title in zip(signs, numbers, modules["title"], strict=True)]
        open_points = modules["max_points"] - modules["points"]
        axes.barh(names, modules["points"], color=plots.MARKED, edgecolor="white")
        rest = axes.barh(
            names, open_points, left=modules["points"], color="white", hatch="//", edgecolor=plots.PLAIN, linewidth=0.8
        )
        written = [f"{row['points']} of {row['max_points']}" for _, row in modules.iterrows()]
        axes.bar_label(rest, labels=written, padding=4)
        axes.invert_yaxis()
        axes.margins(x=0.15)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_title("How far you are")
        axes.set_xlabel("points of the core tasks (filled: yours)")
    return figure


def show_progress() -> None:
    """Show picture, words and the link to the next step in the notebook."""
    done = progress.tasks()
    modules, task = progress.modules(done), next_task(done)
    lines = [progress.summary(modules), *progress.by_module(modules)]
    image = plots.image(picture(modules), alt=" ".join(lines))
    step, address = html.escape(next_step(task)), html.escape(link(task, Path.cwd()))
    linked = f'<a href="{address}">{step}</a>' if address else step
    content = [outcomes.paragraph(html.escape(lines[0])), image, outcomes.paragraph(linked)]
    card = outcomes.framed(outcomes.TELLING, "Your progress", "", "".join(content))
    display({"text/html": card, "text/plain": "\n".join([*lines, next_step(task)])}, raw=True)
