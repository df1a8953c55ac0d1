"""Module 5: move a person through the stages, and see at each how often an ask is accepted, split by interest."""

import html
from dataclasses import dataclass

import ipywidgets as widgets
import pandas as pd

from ssl_helpers import kltb
from ssl_helpers.widgets import status
from ssl_helpers.widgets.boxes import Box

EVERYBODY = "all people"
WHO = {EVERYBODY: None, "low interest": "low", "high interest": "high"}
"""What can be chosen -> the interest, None for both together."""

NO_FURTHER = "There is nothing after Buy. Press “start again”."


@dataclass(frozen=True)
class Fact:
    """A number of the module: the code that gives it, whose last line is an expression, and the sentence to say it."""

    code: str
    sentence: str

    def value(self, journeys: pd.DataFrame) -> float:
        *steps, last = self.code.split("\n")
        names = {"journeys": journeys, "ever": kltb.ever(journeys), "kltb": kltb}
        exec("\n".join(steps), names)
        return eval(last, names)

    def said(self, journeys: pd.DataFrame) -> str:
        return self.sentence.format(f"{100 * self.value(journeys):.1f}")


def facts(stage: str, who: str) -> list[Fact]:
    """What there is to say at a stage about `who`, a key of WHO."""
    found = [_accepted(stage, who)] if stage in kltb.ASKED else []
    given = {"Trust": ("Trust", "Buy"), "Buy": ("Buy", "Trust")}.get(stage)
    return [*found, _given(*given, who)] if given else found


def _accepted(stage: str, who: str) -> Fact:
    interest = WHO[who]
    groups, labels = '"stage"', f'"{stage}"'
    if interest is not None:
        groups, labels = '["interest", "stage"]', f'"{interest}", "{stage}"'
    code = f'asks = journeys[journeys["ask"]]\nasks.groupby({groups})["accepted"].mean()[{labels}]'
    return Fact(code, f"Of 100 asks at {stage}, {{}} are accepted ({who}).")


def _given(condition: str, stage: str, who: str) -> Fact:
    interest = WHO[who]
    some = f'some = journeys[journeys["interest"] == "{interest}"]\never = kltb.ever(some)\n' if interest else ""
    code = f'{some}len(ever["Trust"] & ever["Buy"]) / len(ever["{condition}"])'
    return Fact(code, f"Of 100 people who were ever at {condition}, {{}} were ever at {stage} ({who}).")


def way(stage: str, who: str, journeys: pd.DataFrame) -> str:
    """What the person has passed so far, in words."""
    passed = kltb.ASKED[: kltb.STAGES.index(stage) + 1]
    rates = [100 * _accepted(one, who).value(journeys) for one in passed]
    so_far = ", ".join(f"{one} {rate:.1f}" for one, rate in zip(passed, rates, strict=True))
    gap = f" From Know to {passed[-1]} that is {rates[-1] - rates[0]:.1f} more." if len(passed) > 1 else ""
    return f"Accepted of 100 asks on the way, {who}: {so_far}.{gap}"


def stage_mover(journeys: pd.DataFrame) -> Box:
    """A choice (whose asks count), two buttons (one stage on, start again) and, below, stage, sentences and code."""
    who = widgets.ToggleButtons(options=list(WHO), description="Count", tooltips=[f"count {one}" for one in WHO])
    on, again = widgets.Button(description="one stage on"), widgets.Button(description="start again")
    shown = widgets.HTML()
    at = kltb.STAGES[0]

    def update(_change: object = None, note: str = "") -> None:
        shown.value = _as_html(at, who.value, journeys, note)

    def move(_button: widgets.Button) -> None:
        nonlocal at
        after = kltb.next_stage(at)
        at = after or at
        update(note="" if after else NO_FURTHER)

    def start(_button: widgets.Button) -> None:
        nonlocal at
        at = kltb.STAGES[0]
        update()

    who.observe(update, names="value")
    on.on_click(move)
    again.on_click(start)
    update()
    return Box("stage_mover(journeys)", [who, widgets.HBox([on, again]), shown])


def _as_html(at: str, who: str, journeys: pd.DataFrame, note: str) -> str:
    stages = " → ".join(f"<b>● {one}</b>" if one == at else f"○ {one}" for one in kltb.STAGES)
    found = facts(at, who)
    said = " ".join([note or f"The person is at {at}.", *(one.said(journeys) for one in found)])
    code = "".join(f"<pre>{html.escape(one.code)}</pre>" for one in found)
    return (
        f'<div style="line-height:1.45;max-width:46em"><p aria-hidden="true" style="font-size:115%">{stages}</p>'
        f"<p><b>{status(said)}</b></p><p>{html.escape(way(at, who, journeys))}</p>"
        f"<p>The code that gives the numbers in bold:</p>{code}</div>"
    )
