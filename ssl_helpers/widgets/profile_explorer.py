"""Module 4: ask the firm's profiles about headlines and what is missing, everybody's or those that customers see."""

import pandas as pd

from ssl_helpers import profiles as model
from ssl_helpers.figures.profiles import lengths, missing
from ssl_helpers.limits import LIMITS
from ssl_helpers.widgets.boxes import Box
from ssl_helpers.widgets.explorer import Question, explorer

_FACING = 'facing = profiles[profiles["customer_facing"]]\n'


def _say_lengths(size: pd.Series) -> str:
    return (
        f"The longest headline has {size.max()} characters, the shortest {size.min()}; half of them have "
        f"{size.median():.0f} or fewer."
    )


def _say_missing(found: pd.DataFrame) -> str:
    count = (~found).sum()
    named = ", ".join(f"{point} in {number}" for point, number in count.items())
    return f"Of {len(found)} profiles, without it: {named}."


def _questions(people: int) -> list[Question]:
    """people: how many have customer contact."""
    return [
        Question(
            "How many headlines are too long?",
            f'(profiles["headline"].str.len() > {LIMITS["headline"]}).sum()',
            lambda value: (
                f"{value} headlines have more than {LIMITS['headline']} characters: LinkedIn's field takes no more."
            ),
        ),
        Question(
            "How many customer profiles have the default headline?",
            f'{_FACING}facing["is_default"].sum() / len(facing)',
            lambda value: (
                f"{people * value:.0f} of the {people} people with customer contact have the headline that LinkedIn "
                f"proposes ({value:.4g})."
            ),
        ),
        Question(
            "How high is the Social Selling Index?",
            'ssi["brand"] + ssi["people"] + ssi["insights"] + ssi["relationships"]',
            lambda value: (
                f"Of 100 points, half of the people have {value.median():.0f} or fewer. It counts what happens there."
            ),
        ),
        Question(
            "Which profiles first?",
            f'{_FACING}facing.sort_values(["score", "id"]).head(5)["id"].tolist()',
            lambda value: f"In the profiles with the ids {', '.join(map(str, value))} most is missing. Begin there.",
        ),
        Question(
            "How long are the headlines?",
            'profiles.set_index("id")["headline"].str.len()',
            _say_lengths,
            lengths,
        ),
        Question(
            "What is missing?",
            "points(profiles)",
            _say_missing,
            lambda found: missing(found, "What is missing in the profiles"),
        ),
    ]


def profile_explorer(profiles: pd.DataFrame, ssi: pd.DataFrame) -> Box:
    """Two choices (the question; whose profiles are looked at) and, below, sentence, code and figure.

    profiles: as `profiles.judged` gives them. ssi: columns id and the four pillars.
    """
    ways = {
        f"all {len(profiles)} people": "",
        "people with customer contact": 'profiles = profiles[profiles["customer_facing"]]\n'
        'ssi = ssi[ssi["id"].isin(profiles["id"])]',
    }
    people = int(profiles["customer_facing"].sum())
    return explorer(_questions(people), "Whose", ways, tables(profiles, ssi), "profile_explorer(profiles, ssi)")


def tables(profiles: pd.DataFrame, ssi: pd.DataFrame) -> dict[str, object]:
    """The names that the questions' code uses."""
    return {"profiles": profiles, "ssi": ssi, "points": model.points}
