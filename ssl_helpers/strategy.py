"""Step 1 of the five-step model: whom to reach and where, measurable goals, and how far a team is with all five.

Source of the model: an article of a Danish social selling consultancy, 2 January 2017: five steps in order, and one
more, "get going", which the course does not count. That a channel is judged by the people of the target group it
reaches per hour of work, the scale of the scores, and number, unit and deadline of a goal are this course's own.
"""

from collections.abc import Mapping

import pandas as pd

STEPS = ["strategy", "company_profile", "personal_profile", "network", "content"]
"""The five steps in their order, as the columns of `step_scores` are called."""

GET_GOING = "get_going"
"""What comes when the five stand. It has a column in `step_scores`, too, but is not counted."""

SCALE = ["not begun", "planned", "begun", "in place", "in place and kept up"]
"""What the scores 0 to 4 mean."""

STRONG, WEAK = 3, 1
"""A step is strong from this score up; weak from this score down."""


def target_reach(channels: pd.DataFrame) -> pd.Series:
    """People of the target group whom each channel can reach at most: audience × target_pct / 100.

    channels: columns audience (people) and target_pct (percent, 0 to 100).
    """
    return (channels["audience"] * channels["target_pct"] / 100).rename("target_reach")


def reach_per_hour(channels: pd.DataFrame) -> pd.Series:
    """People of the target group per hour of work in a week. channels: audience, target_pct, hours_week (above 0).

    Indexed by channel, in the order of the table.
    """
    return pd.Series((target_reach(channels) / channels["hours_week"]).to_numpy(), index=channels["channel"])


def ahead(channels: pd.DataFrame) -> float:
    """How far the best channel by `reach_per_hour` is ahead of the second: best ÷ second − 1, a proportion."""
    best, second = reach_per_hour(channels).nlargest(2)
    return float(best / second - 1)


def step_means(step_scores: pd.DataFrame) -> pd.Series:
    """Mean score of each of the five steps over all teams, 0 to 4, in the order of the steps."""
    return step_scores[STEPS].mean()


def weakest_step(step_scores: pd.DataFrame) -> str:
    """The step with the lowest mean over all teams."""
    return str(step_means(step_scores).idxmin())


def scores_of(step_scores: pd.DataFrame, team: str) -> pd.Series:
    """The scores of one team: the five steps in order, then get_going."""
    return step_scores.set_index("team").loc[team, [*STEPS, GET_GOING]].astype(int)


def strong_and_weak(scores: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """The strong steps (score 3 or 4) and the weak ones (0 or 1), each in the order of the steps.

    scores: a score from 0 to 4 for each of the five steps; whatever else it holds, such as get_going, is left out.
    """
    strong = [step for step in STEPS if scores[step] >= STRONG]
    weak = [step for step in STEPS if scores[step] <= WEAK]
    return strong, weak


def is_measurable(goal: Mapping[str, object]) -> bool:
    """Whether a goal has a number, a unit and a deadline. Zero is a number; None, "" and blanks alone are not there."""
    return all(goal[part] is not None and str(goal[part]).strip() != "" for part in ("number", "unit", "deadline"))


def seminars() -> pd.DataFrame:
    """Five invented seminars, the lesson's example. invited: people; came_pct: percent of them; hours: of work."""
    return pd.DataFrame(
        [
            ("Robots for beginners", 900, 6.0, 30.0),
            ("Fewer stops on the line", 240, 25.0, 12.0),
            ("Safety inspections", 60, 55.0, 8.0),
            ("Energy for packers", 400, 18.0, 45.0),
            ("Spare parts in time", 150, 8.0, 6.0),
        ],
        columns=["seminar", "invited", "came_pct", "hours"],
    )


def ratings() -> pd.DataFrame:
    """Ratings of one invented seminar, 1 to 5, the lesson's example. One row per guest; parking is not the host's."""
    return pd.DataFrame(
        [
            ("Guest A", 5, 4, 3, 2),
            ("Guest B", 4, 5, 3, 1),
            ("Guest C", 5, 4, 2, 2),
            ("Guest D", 3, 1, 3, 1),
            ("Guest E", 5, 4, 2, 3),
            ("Guest F", 4, 5, 2, 1),
        ],
        columns=["guest", "topic", "speaker", "food", "parking"],
    )
