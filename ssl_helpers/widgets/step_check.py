"""Module 2: the five-step check of one of the firm's teams, or of one's own, as picture, sentence and code.

What is set for one's own team stays in the kernel and the page: it is written to no file.
"""

import html

import ipywidgets as widgets
import pandas as pd

from ssl_helpers import plots, strategy
from ssl_helpers.figures.strategy import described, said, steps_picture
from ssl_helpers.strategy import GET_GOING, SCALE, STEPS

OWN = "our own team"

_MIDDLE = len(SCALE) // 2


class StepCheck(widgets.VBox):
    """A box that does not tell the notebook's file what is set in it."""

    def __repr__(self) -> str:
        # The usual one would put what was set in the cell's output, and so in the notebook's file.
        return "step_check()"


def code(team: str, scores: pd.Series) -> str:
    """Lines of Python that give the weak steps; of one's own team they name the scores, for a notebook of one's own."""
    if team == OWN:
        steps = ",\n".join(f'    "{step}": {scores[step]}' for step in STEPS)
        found = f"scores = pd.Series({{\n{steps},\n}})"
    else:
        found = f'team = step_scores[step_scores["team"] == "{team}"]\nscores = team[strategy.STEPS].iloc[0]'
    return f"{found}\nscores[scores <= {strategy.WEAK}]"


def going(scores: pd.Series) -> str:
    """What is said of get_going, which is no step."""
    return f"{GET_GOING} stands at {scores[GET_GOING]}: it is no step, but what you do when the five stand."


def step_check(step_scores: pd.DataFrame) -> StepCheck:
    """A choice of team, six sliders from 0 to 4, and below them picture, sentence and code.

    The sliders show a team's scores; for "our own team" they can be moved. step_scores: as the firm's table has it.
    """
    means = strategy.step_means(step_scores)
    team = widgets.Dropdown(
        options=[*step_scores["team"], OWN],
        description="Team",
        layout={"width": "30em"},
        style={"description_width": "9em"},
    )
    sliders = {
        step: widgets.IntSlider(
            min=0,
            max=len(SCALE) - 1,
            value=_MIDDLE,
            description=step,
            layout={"width": "30em"},
            style={"description_width": "9em"},
        )
        for step in [*STEPS, GET_GOING]
    }
    own = dict.fromkeys(sliders, _MIDDLE)
    shown = widgets.HTML()
    setting = False

    def choose(_change: object = None) -> None:
        nonlocal setting
        scores = own if team.value == OWN else strategy.scores_of(step_scores, team.value)
        # Six sliders move at once; one picture at the end is enough.
        setting = True
        for step, slider in sliders.items():
            slider.value, slider.disabled = int(scores[step]), team.value != OWN
        setting = False
        update()

    def update(_change: object = None) -> None:
        if setting:
            return
        scores = pd.Series({step: slider.value for step, slider in sliders.items()})
        if team.value == OWN:
            own.update(scores.to_dict())
        shown.value = _as_html(team.value, scores, means)

    team.observe(choose, names="value")
    for slider in sliders.values():
        slider.observe(update, names="value")
    choose()
    return StepCheck([team, *sliders.values(), shown])


def _as_html(team: str, scores: pd.Series, means: pd.Series) -> str:
    who = team[0].upper() + team[1:]
    figure = plots.image(steps_picture(who, scores, means), alt=described(who, scores, means))
    return (
        '<div style="line-height:1.45;max-width:46em">'
        f'<p role="status" aria-live="polite"><b>{html.escape(said(who, scores))}</b> {html.escape(going(scores))}</p>'
        f"{figure}<p>The code that gives the weak steps:</p><pre>{html.escape(code(team, scores))}</pre></div>"
    )
