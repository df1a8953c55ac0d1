"""Know-Like-Trust-Buy: the stages a person goes through before saying yes, and how often an ask is accepted at each.

Source of the model: articles of a Danish social selling consultancy, 18 September 2016, where it is credited to "an
Englishman". "Know, like and trust" is Bob Burg's rule of networking (1990s), who does not claim a strict sequence. The
article says that no stage can be jumped; that nobody falls back is this course's own rule.

Each function on a DataFrame takes `journeys`, one row per event: person_id, ts (day), stage, ask (somebody was asked
for something), accepted (False where nobody was asked), interest (low or high, of the person). Its rows may stand in
any order.
"""

from collections.abc import Callable, Mapping, Sequence, Set

import numpy as np
import pandas as pd

from ssl_helpers import CourseError
from ssl_helpers.data import TODAY

STAGES = ["Know", "Like", "Trust", "Buy"]
"""The four stages, in their order."""

ASKED = STAGES[:-1]
"""The stages at which somebody may be asked: at Buy the answer is there."""

INTERESTS = ["low", "high"]

_CELLS = pd.MultiIndex.from_product([INTERESTS, STAGES], names=["interest", "stage"])

FOLLOWED = TODAY - pd.Timedelta(days=90)
"""Who came to a stage after this day, 2 July 2026, has not been followed for 90 days."""


def next_stage(stage: str) -> str | None:
    """The stage that comes after `stage`, None after Buy. Raises CourseError for what is no stage."""
    if stage not in STAGES:
        raise CourseError(f"There is no stage {stage!r}. The stages are {', '.join(STAGES)}, written just so.")
    return dict(zip(STAGES, STAGES[1:], strict=False)).get(stage)


def is_valid(path: Sequence[str]) -> bool:
    """Whether a path keeps to the model: it starts at Know, and each next stage is the same or one up.

    An empty path is not valid.
    """
    if len(path) == 0 or path[0] != STAGES[0]:
        return False
    return all(after in (before, next_stage(before)) for before, after in zip(path, path[1:], strict=False))


def paths(journeys: pd.DataFrame) -> dict[int, list[str]]:
    """person_id -> the stages of the person's events, the earliest first."""
    found: dict[int, list[str]] = {}
    in_order = journeys.sort_values("ts")
    for person, stage in zip(in_order.person_id.tolist(), in_order.stage.tolist(), strict=True):
        found.setdefault(person, []).append(stage)
    return found


def path_finder(journeys: pd.DataFrame) -> Callable[[int], list[str]]:
    """The function `path_of` that takes a person_id and gives the person's path, a list of one's own."""
    known = paths(journeys)

    def path_of(person_id: int) -> list[str]:
        """The stages of one person's events, the earliest first."""
        if isinstance(person_id, pd.Series | pd.DataFrame):
            raise CourseError(
                "path_of looks at one person at a time, and this is a whole column. Write the column first, then "
                ".map(path_of): it asks each row."
            )
        if person_id not in known:
            raise CourseError(f"There is no person {person_id!r}. The numbers stand in the column person_id.")
        return known[person_id].copy()

    return path_of


def ever(journeys: pd.DataFrame) -> dict[str, set[int]]:
    """Stage -> the person_ids that have an event at it."""
    return {stage: set(journeys.person_id[journeys.stage == stage].tolist()) for stage in STAGES}


def given(was_at: Mapping[str, Set[int]], stage: str, condition: str) -> float:
    """Of the people who were ever at the stage `condition`, the proportion who were ever at `stage` too.

    was_at: as `ever` gives it.
    """
    return len(was_at[stage] & was_at[condition]) / len(was_at[condition])


def tally(journeys: pd.DataFrame) -> pd.DataFrame:
    """How many events, asks and accepted asks there are: one row for each (interest, stage), Buy included."""
    # Counting places in a list is several times faster than grouping by two columns of text, and a check waits for it.
    at = len(STAGES) * pd.Index(INTERESTS).get_indexer(journeys.interest) + pd.Index(STAGES).get_indexer(journeys.stage)
    kept = {"events": at, "asks": at[journeys.ask], "accepted": at[journeys.accepted]}
    counted = {name: np.bincount(rows, minlength=len(_CELLS)) for name, rows in kept.items()}
    return pd.DataFrame(counted, index=_CELLS)


def accept_by_stage(counts: pd.DataFrame) -> pd.Series:
    """Accepted asks divided by asks at Know, Like and Trust. counts: as `tally` gives them."""
    total = counts.groupby(level="stage").sum().loc[ASKED]
    return (total.accepted / total.asks).rename("accepted")


def accept_by_interest(counts: pd.DataFrame) -> pd.Series:
    """Accepted asks divided by asks for each (interest, stage), six values. counts: as `tally` gives them."""
    asked = counts[counts.index.get_level_values("stage").isin(ASKED)]
    return (asked.accepted / asked.asks).rename("accepted")


def off_model(journeys: pd.DataFrame) -> set[int]:
    """The person_ids whose path, in the order of ts, is not valid."""
    return _invalid(journeys.sort_values(["person_id", "ts"]))


def _invalid(events: pd.DataFrame) -> set[int]:
    """Whose path is not valid, taken in the order of the rows; each person's rows stand together."""
    at = events.stage.map({stage: at for at, stage in enumerate(STAGES)})
    first = events.person_id != events.person_id.shift()
    breaks = at.ne(0).where(first, ~at.diff().isin([0, 1]))
    return set(events.person_id[breaks].tolist())


def off_model_as_filed(journeys: pd.DataFrame) -> set[int]:
    """The person_ids that somebody finds who takes the events in the order of the file."""
    return _invalid(journeys.sort_values("person_id", kind="stable"))


def spans(journeys: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The day of each person's "first" and "last" event at each stage: one row per person, a column per stage.

    Blank where the person never was.
    """
    days = journeys.groupby([journeys.person_id, pd.Index(STAGES).get_indexer(journeys.stage)]).ts
    found = {"first": days.min(), "last": days.max()}
    # A stage at which nobody was gets a column of blanks that can still be compared with days.
    return {
        which: by_stage.unstack().reindex(columns=range(len(STAGES))).astype(by_stage.dtype).set_axis(STAGES, axis=1)
        for which, by_stage in found.items()
    }


def conversion(span: Mapping[str, pd.DataFrame], until: pd.Timestamp = FOLLOWED) -> pd.Series:
    """For Know, Like and Trust: of the people first there by `until`, the proportion later seen one stage up.

    span: as `spans` gives it.
    """
    # As arrays, since a check waits for it; a blank is never before nor after a day.
    here, above = span["first"][ASKED].to_numpy(), span["last"][STAGES[1:]].to_numpy()
    followed = here <= until.to_datetime64()
    moved = pd.Series(((above > here) & followed).sum(axis=0), index=ASKED, name="conversion")
    return moved / followed.sum(axis=0)


# Guests of an invented seminar: how the salesperson speaks with them, whether they are customers, how many there are,
# how many were invited and how many of these came. Customers come more often, and it is customers who get a phone call.
_GUESTS = [
    ("phone", "customer", 90, 80, 50),
    ("phone", "stranger", 50, 32, 5),
    ("e-mail", "customer", 60, 32, 18),
    ("e-mail", "stranger", 150, 128, 14),
]


def guests() -> pd.DataFrame:
    """The guest list of an invented seminar, the lesson's example. One row per guest.

    contact: phone or e-mail. tie: customer or stranger. invited, came: True or False; who was not invited did not come.
    """
    rows = [
        (contact, tie, number < invited, number < came)
        for contact, tie, size, invited, came in _GUESTS
        for number in range(size)
    ]
    table = pd.DataFrame(rows, columns=["contact", "tie", "invited", "came"])
    # Mixed, so that the first rows show all kinds.
    return table.sample(frac=1, random_state=5).reset_index(drop=True)
