"""Figures in one visual style, each shown with a text that says what it shows."""

import base64
import html
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

PLAIN, MARKED = "#8fa3b5", "#b4540a"

# A white ground of its own keeps a figure readable in JupyterLab's dark theme.
_STYLE = {
    "figure.facecolor": "white",
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "hatch.linewidth": 0.6,
}


def style() -> AbstractContextManager[None]:
    """Within this block, figures are drawn in the course's style."""
    return mpl.rc_context(_STYLE)


def percent(proportion: float) -> str:
    return f"{100 * proportion:.1f} %"


def image(figure: Figure, alt: str) -> str:
    """The figure as an HTML image of its own with `alt` as its text; the figure is closed."""
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=110, bbox_inches="tight")
    plt.close(figure)
    data = base64.b64encode(picture.getvalue()).decode("ascii")
    return f'<img alt="{html.escape(alt)}" style="max-width:100%" src="data:image/png;base64,{data}">'


_kept: list[list[str]] = []


@contextmanager
def kept() -> Iterator[list[str]]:
    """Within this block no figure is shown: each is put on the list that the block gets, as an HTML image."""
    _kept.append([])
    try:
        yield _kept[-1]
    finally:
        _kept.pop()


def show(figure: Figure, alt: str) -> None:
    """Show the figure in the notebook with `alt`, the sentence that a screen reader says in its place."""
    if _kept:
        _kept[-1].append(image(figure, alt))
        return
    # Only an <img> keeps its alt text in JupyterLab.
    display({"text/html": image(figure, alt), "text/plain": alt}, raw=True)


def bars(
    values: pd.Series,
    title: str,
    unit: str,
    marked: Collection[object] = (),
    write: Callable[[float], str] = percent,
) -> Figure:
    """Horizontal bars, one per label, from top to bottom in the order given, with the value written behind each.

    unit: what the values are, below the axis. marked: labels to point out, by colour, hatching and bold type.
    write: how a value is written.
    """
    with style():
        figure, axes = plt.subplots(figsize=(7, 0.42 * len(values) + 1.3))
        labels = [str(label) for label in values.index]
        is_marked = [label in marked for label in values.index]
        drawn = axes.barh(
            labels,
            values.to_numpy(),
            color=[MARKED if one else PLAIN for one in is_marked],
            hatch=["//" if one else "" for one in is_marked],
            edgecolor="white",
        )
        axes.bar_label(drawn, labels=[write(value) for value in values], padding=4)
        for tick, one in zip(axes.get_yticklabels(), is_marked, strict=True):
            tick.set_fontweight("bold" if one else "normal")
        axes.invert_yaxis()
        axes.xaxis.set_major_formatter(lambda value, _position: write(value))
        axes.margins(x=0.15)
        axes.set_title(title)
        axes.set_xlabel(unit)
    return figure


def tiles(covered: pd.Series, title: str, columns: int = 10) -> Figure:
    """One tile per value, filled and with a dot where `covered` is True, hatched and with a ? where it is False."""
    with style():
        rows = -(-len(covered) // columns)
        figure, axes = plt.subplots(figsize=(7, 0.6 * rows + 0.8))
        for at, is_covered in enumerate(covered):
            x, y = at % columns, at // columns
            colour, hatch, sign = (PLAIN, "", "●") if is_covered else ("white", "//", "?")
            axes.add_patch(plt.Rectangle((x, y), 0.9, 0.9, facecolor=colour, hatch=hatch, edgecolor=MARKED))
            axes.text(x + 0.45, y + 0.45, sign, ha="center", va="center", fontweight="bold")
        axes.set(xlim=(0, columns), ylim=(rows, 0))
        axes.set_axis_off()
        axes.set_title(title)
    return figure


def chain(texts: Mapping[str, str], title: str) -> Figure:
    """Boxes in a row, from each an arrow to the next and one to itself. texts: a box's name -> what stands below it."""
    with style():
        figure, axes = plt.subplots(figsize=(7, 1.9))
        for at, (name, text) in enumerate(texts.items()):
            axes.add_patch(plt.Rectangle((at, 0), 0.7, 1, facecolor="white", edgecolor=MARKED, linewidth=1.5))
            axes.text(at + 0.35, 0.72, name, ha="center", va="center", fontweight="bold")
            axes.text(at + 0.35, 0.32, text, ha="center", va="center")
            stay = {"arrowstyle": "->", "color": MARKED, "connectionstyle": "arc3,rad=-1.3"}
            axes.annotate("", (at + 0.48, 1), (at + 0.22, 1), arrowprops=stay)
            if at:
                axes.annotate("", (at, 0.5), (at - 0.3, 0.5), arrowprops={"arrowstyle": "->", "color": MARKED})
        axes.set(xlim=(-0.05, len(texts) - 0.25), ylim=(-0.05, 1.5))
        axes.set_axis_off()
        axes.set_title(title)
    return figure


def columns(values: pd.Series, title: str, unit: str, band: tuple[float, float], band_name: str) -> Figure:
    """Upright columns of whole numbers, from left to right in the order given, with the number written above each.

    A column of 0 is marked by its number and colour. unit: what the values are, beside the axis. band: from and to
    which values are as wanted, shaded and named `band_name`. Every second label is written.
    """
    with style():
        figure, axes = plt.subplots(figsize=(7.6, 3.4))
        places = range(len(values))
        axes.axhspan(band[0] - 0.5, band[1] + 0.5, color=PLAIN, alpha=0.25, linewidth=0, label=band_name)
        drawn = axes.bar(places, values.to_numpy(), color=PLAIN, edgecolor="white")
        for text, value in zip(axes.bar_label(drawn, padding=2), values, strict=True):
            if value == 0:
                text.set(color=MARKED, fontweight="bold")
        axes.set_xticks(places[::2], [str(label) for label in values.index[::2]], rotation=60, ha="right", fontsize=9)
        axes.set_ylim(0, max(values.max(), band[1]) + 1.6)
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.legend(loc="upper right", frameon=False)
        axes.set_title(title)
        axes.set_ylabel(unit)
    return figure
