"""Ask the module's questions of its tables: each answer is a sentence, the code that gives it, and often a figure."""

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import ipywidgets as widgets
from matplotlib.figure import Figure

from ssl_helpers import plots


@dataclass(frozen=True)
class Question:
    """A question, the code that answers it from the module's tables, and how its value is said and drawn."""

    asked: str
    code: str
    said: Callable[[object], str]
    drawn: Callable[[object], Figure] | None = None


def answer(question: Question, tables: Mapping[str, object]) -> object:
    """The value of the question's code, whose last line is an expression. tables: the names that it uses."""
    *steps, last = question.code.split("\n")
    names = dict(tables)
    exec("\n".join(steps), names)
    return eval(last, names)


def explorer(questions: Sequence[Question], choice: str, ways: Mapping[str, Mapping[str, object]]) -> widgets.VBox:
    """Two choices and, below, sentence, code and figure: the question, and which tables it is asked of.

    choice: what the second choice is about. ways: each of its options -> the tables, by name.
    """
    question = widgets.Dropdown(
        options=[(one.asked, one) for one in questions],
        description="Question",
        layout={"width": "30em"},
    )
    way = widgets.Dropdown(options=list(ways), description=choice, layout={"width": "30em"})
    shown = widgets.HTML()

    def update(_change: object = None) -> None:
        shown.value = _as_html(question.value, answer(question.value, ways[way.value]))

    for control in (question, way):
        control.observe(update, names="value")
    update()
    return widgets.VBox([question, way, shown])


def _as_html(question: Question, value: object) -> str:
    sentence = question.said(value)
    figure = plots.image(question.drawn(value), alt=sentence) if question.drawn else ""
    return (
        f'<div role="status" aria-live="polite" style="line-height:1.45;max-width:46em">'
        f"<p><b>{html.escape(sentence)}</b></p><p>The code that gives it:</p>"
        f"<pre>{html.escape(question.code)}</pre>{figure}</div>"
    )
