"""Ask the module's questions of its tables: each answer is a sentence, the code that gives it, and often a figure."""

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import ipywidgets as widgets
import pandas as pd
from matplotlib.figure import Figure

from ssl_helpers import plots
from ssl_helpers.widgets import LIVE
from ssl_helpers.widgets.boxes import Box


@dataclass(frozen=True)
class Question:
    """A question, the code that answers it from the module's tables, and how its value is said and drawn."""

    asked: str
    code: str
    said: Callable[[object], str]
    drawn: Callable[[object], Figure] | None = None


def answer(code: str, tables: Mapping[str, object]) -> object:
    """The value of the code, whose last line is an expression. tables: the names that it uses."""
    *steps, last = code.split("\n")
    names = {name: table.copy() if isinstance(table, pd.DataFrame) else table for name, table in tables.items()}
    exec("\n".join(steps), names)
    return eval(last, names)


def explorer(
    questions: Sequence[Question],
    choice: str,
    ways: Mapping[str, str],
    tables: Mapping[str, object],
    shown_as: str,
) -> Box:
    """Two choices and, below, sentence, code and figure: the question, and of which part of the tables it is asked.

    choice: what the second choice is about. ways: each of its options -> the lines of code that come first, "" for the
    tables as they are. tables: the names that the code uses. shown_as: the lesson's call that makes the explorer.
    """
    question = widgets.Dropdown(
        options=[(one.asked, one) for one in questions],
        description="Question",
        layout={"width": "30em"},
    )
    way = widgets.Dropdown(options=list(ways), description=choice, layout={"width": "30em"})
    shown = widgets.HTML()

    def update(_change: object = None) -> None:
        code = "\n".join(filter(None, [ways[way.value], question.value.code]))
        shown.value = _as_html(question.value, code, answer(code, tables))

    for control in (question, way):
        control.observe(update, names="value")
    update()
    return Box(shown_as, [question, way, shown])


def _as_html(question: Question, code: str, value: object) -> str:
    sentence = question.said(value)
    figure = plots.image(question.drawn(value), alt=sentence) if question.drawn else ""
    return (
        f'<div{LIVE} style="line-height:1.45;max-width:46em">'
        f"<p><b>{html.escape(sentence)}</b></p><p>The code that gives it:</p>"
        f"<pre>{html.escape(code)}</pre>{figure}</div>"
    )
