"""Module 2: the five-step check of one of the firm's teams, of all, or of one's own, as picture, sentence and code.

What is set for one's own team stays in the kernel and the page: it is written to no file.
"""

import html

import ipywidgets as widgets
import pandas as pd

from ssl_helpers import plots, strategy
from ssl_helpers.figures.strategy import described, means_picture, said, said_of_all, steps_picture
from ssl_helpers.strategy import GET_GOING, SCALE, STEPS
from ssl_helpers.widgets import LIVE
from ssl_helpers.widgets.boxes import Box

ALL = "all teams"
OWN = "our own team"

CODE_OF_ALL = (
    'five = [\n    "strategy", "company_profile",\n    "personal_profile", "network", "content",\n]\n'
    "step_scores[five].mean()"
)
"""Lines of Python that give the mean of each step over all teams."""

_MIDDLE = len(SCALE) // 2


def code(team: str, scores: pd.Series) -> str:
    """Lines of Python that give the weak steps; of one's own team they name the scores, for a notebook of one's own."""
    if team == OWN:
        steps = ",\n".join(f'    "{step}": {scores[step]}' for step in STEPS)
        found = f"scores = pd.Series({{\n{steps},\n}})"
    else:
        found = f'team = step_scores[step_scores["team"] == "{team}"]\nscores = team[strategy.STEPS].iloc[0]'
    return f"{found}\nscores[scores <= {strategy.WEAK}]"


def going(scores: pd.Series) -> str:
    """What is said of get_going, which is not counted among the five."""
    return f"{GET_GOING} stands at {scores[GET_GOING]}: it is not one of the five, but what you do when they stand."


def step_check(step_scores: pd.DataFrame) -> Box:
    """A choice of team, six scores from 0 to 4, and below them picture, sentence and code.

    The six show a team's scores; for "our own team" they can be changed, and for all teams there are none.
    step_scores: as the firm's table has it.
    """
    means = strategy.step_means(step_scores)
    team = widgets.Dropdown(
        options=[*step_scores["team"], ALL, OWN],
        description="Team",
        layout={"width": "30em"},
        style={"description_width": "9em"},
    )
    # No sliders: those of ipywidgets have no name for a screen reader.
    fields = {
        step: widgets.Dropdown(
            options=[(f"{score}: {words}", score) for score, words in enumerate(SCALE)],
            value=_MIDDLE,
            description=step,
            layout={"width": "30em"},
            style={"description_width": "9em"},
        )
        for step in [*STEPS, GET_GOING]
    }
    own = dict.fromkeys(fields, _MIDDLE)
    shown = widgets.HTML()
    setting = False

    def choose(_change: object = None) -> None:
        nonlocal setting
        for field in fields.values():
            field.layout.display = "none" if team.value == ALL else ""
        if team.value == ALL:
            shown.value = _all_as_html(means)
            return
        scores = own if team.value == OWN else strategy.scores_of(step_scores, team.value)
        # All six change at once; one picture at the end is enough.
        setting = True
        for step, field in fields.items():
            field.value, field.disabled = int(scores[step]), team.value != OWN
        setting = False
        update()

    def update(_change: object = None) -> None:
        if setting:
            return
        scores = pd.Series({step: field.value for step, field in fields.items()})
        if team.value == OWN:
            own.update(scores.to_dict())
        shown.value = _as_html(team.value, scores, means)

    team.observe(choose, names="value")
    for field in fields.values():
        field.observe(update, names="value")
    choose()
    return Box("step_check()", [team, *fields.values(), shown])


def _as_html(team: str, scores: pd.Series, means: pd.Series) -> str:
    who = team[0].upper() + team[1:]
    figure = plots.image(steps_picture(who, scores, means), alt=described(who, scores, means))
    words = f"<b>{html.escape(said(who, scores))}</b> {html.escape(going(scores))}"
    return _page(words, figure, "the weak steps", code(team, scores))


def _all_as_html(means: pd.Series) -> str:
    sentence = said_of_all(means)
    figure = plots.image(means_picture(means), alt=sentence)
    return _page(f"<b>{html.escape(sentence)}</b>", figure, "the means", CODE_OF_ALL)


def _page(words: str, figure: str, gives: str, shown: str) -> str:
    return (
        '<div style="line-height:1.45;max-width:46em">'
        f"<p{LIVE}>{words}</p>"
        f"{figure}<p>The code that gives {gives}:</p><pre>{html.escape(shown)}</pre></div>"
    )
