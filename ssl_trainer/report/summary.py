"""What the class report says, as tables made from checks.csv and grades.csv.

checks: one row for each learner and check, with the columns of checks.csv and `core`. grades: one row for each learner
and assignment, with the columns of grades.csv. `read_checks` and `read_grades` give them.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from ssl_helpers import CourseError
from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise, exercises_of, topics
from ssl_helpers.sheets import as_it_was
from ssl_trainer.records import NOT_REACHED

KINDS = (outcomes.CORRECT, outcomes.NOT_YET, outcomes.STOPPED, outcomes.NOT_ATTEMPTED, NOT_REACHED)

WORTH_SHARE, WORTH_LEARNERS, MOST_TAKEN_UP = 0.25, 2, 5
"""What is taken up again: missed by this proportion of those who tried, and by so many learners; at most so many."""

SMALL = 5
"""Learners. Quartiles of fewer say nothing, nor does a distance from their median."""

PARTS = {"all": 1.0, "75 to 99 %": 0.75, "50 to 74 %": 0.5, "25 to 49 %": 0.25, "less than 25 %": 0.0}
"""What a part of the core points is called -> where it begins; it ends below the part before."""

_CHECK = ["assignment", "exercise"]


def read_checks(path: Path) -> pd.DataFrame:
    """checks.csv. points, max_points and minutes are numbers, NaN where blank; everything else is text as it was.

    core: whether it is a core task; what the course does not declare counts as one. Raises CourseError for a file that
    is not there or is no such table.
    """
    checks = _read(path, ["learner", *_CHECK, "outcome", "points", "max_points", "mistake", "message"])
    if "minutes" not in checks:
        checks["minutes"] = ""
    checks = _numbers(checks, ["points", "max_points", "minutes"])
    extra = {one.id for one in declared().values() if not one.core}
    checks["core"] = ~checks["exercise"].isin(extra)
    # What no check of ours says, no check has said.
    checks["outcome"] = checks["outcome"].where(checks["outcome"].isin(KINDS), NOT_REACHED)
    return checks.drop_duplicates(["learner", *_CHECK], keep="last").reset_index(drop=True)


def read_grades(path: Path) -> pd.DataFrame:
    """grades.csv. Points are numbers, NaN where blank. Raises CourseError like `read_checks`."""
    points = ["score", "max_score", "extra", "max_extra", "reflection", "max_reflection"]
    return _numbers(_read(path, ["learner", "assignment", "status", "repaired", *points, "note"]), points)


def _read(path: Path, columns: Iterable[str]) -> pd.DataFrame:
    """A table of marking, every cell as its text: a learner may be called NA, 007 or 1e5."""
    remedy = "Give the command ssl-trainer grade again: it writes the tables anew."
    try:
        table = pd.read_csv(path, dtype=str, na_filter=False, encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CourseError(f"There is no {path}. {remedy}") from error
    except (OSError, ValueError) as error:
        raise CourseError(f"{path} cannot be read as a table: {error}. {remedy}") from error
    without = [name for name in columns if name not in table]
    if without:
        raise CourseError(f"{path} lacks the column {without[0]}. {remedy}")
    return table.map(as_it_was)


def _numbers(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return table.assign(**{name: pd.to_numeric(table[name], errors="coerce").astype(float) for name in columns})


@cache
def declared() -> dict[str, Exercise]:
    """Exercise id -> its declaration, in the order of the course's topics."""
    return {one.id: one for topic in topics() for one in exercises_of(topic)}


def per_check(checks: pd.DataFrame) -> pd.DataFrame:
    """How each check went: one row per check, in the order of the course.

    Columns: assignment, exercise, core, a count of learners per outcome, tried (correct, not yet or stopped), missed
    (tried and not correct), share (missed divided by tried, NaN where nobody tried).
    """
    order = checks[[*_CHECK, "core"]].drop_duplicates(_CHECK).sort_values("assignment", kind="stable")
    counts = (
        checks.groupby([*_CHECK, "outcome"]).size().unstack(fill_value=0).reindex(columns=list(KINDS), fill_value=0)
    )
    table = order.merge(counts, left_on=_CHECK, right_index=True)
    table["missed"] = table[outcomes.NOT_YET] + table[outcomes.STOPPED]
    table["tried"] = table[outcomes.CORRECT] + table["missed"]
    # Nobody divided by nobody is not known.
    table["share"] = table["missed"] / table["tried"].where(table["tried"] > 0)
    return table.reset_index(drop=True)


def to_take_up(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of `per_check` that are worth the class's time: core before extra, then what most learners missed."""
    worth = table[(table["share"] >= WORTH_SHARE) & (table["missed"] >= WORTH_LEARNERS)]
    ranked = worth.sort_values(["core", "missed", "share"], ascending=False, kind="stable")
    return ranked.head(MOST_TAKEN_UP)


def most_missed(table: pd.DataFrame, rows: int = 8) -> pd.DataFrame:
    """The rows of `per_check` that most learners missed, core or extra."""
    missed = table[table["missed"] > 0]
    return missed.sort_values(["missed", "share"], ascending=False, kind="stable").head(rows)


def reasons(checks: pd.DataFrame) -> pd.DataFrame:
    """Why checks were not correct: one row per check, outcome and mistake, the commonest first, ties by their text.

    Columns: assignment, exercise, outcome, mistake ("" where none was recognised), learners, message (the one that most
    of them saw). Of one check come first the known mistakes, then other wrong answers, code that stopped, and what was
    not attempted or not reached.
    """
    wrong = checks[checks["outcome"] != outcomes.CORRECT]
    kind = [*_CHECK, "outcome", "mistake"]
    # groupby sorts by the text, and a stable sort leaves ties in that order: it does not depend on who is first.
    messages = wrong.groupby([*kind, "message"]).size().rename("learners").reset_index()
    messages = messages.sort_values("learners", ascending=False, kind="stable")
    found = messages.groupby(kind, as_index=False).agg(learners=("learners", "sum"), message=("message", "first"))
    found["rank"] = found["outcome"].map({kind: at for at, kind in enumerate(KINDS)})
    found["other"] = found["mistake"] == ""
    found["fewer"] = -found["learners"]
    order = [*_CHECK, "rank", "other", "fewer", "mistake"]
    return found.sort_values(order, kind="stable").drop(columns=["rank", "other", "fewer"]).reset_index(drop=True)


def by_points(grades: pd.DataFrame, numbers: dict[str, int]) -> pd.DataFrame:
    """The rows of grades, most points first, core before extra. Equals stand by their number: no alphabet shows."""
    number = grades["learner"].map(numbers).astype(float)
    ordered = grades.assign(number=number).sort_values(
        ["score", "extra", "number"], ascending=[False, False, True], na_position="last", kind="stable"
    )
    return ordered.drop(columns="number")


def numbered(learners: Iterable[str]) -> dict[str, int]:
    """Learner -> a number to hide behind, from 1. It follows neither the alphabet nor the points."""
    everyone = sorted(set(learners), key=lambda name: hashlib.sha256(name.encode("utf-8", "replace")).digest())
    return {name: at for at, name in enumerate(everyone, start=1)}


def far_behind(grades: pd.DataFrame) -> pd.DataFrame:
    """The rows of grades with less than half of the median core points of the module; of SMALL learners or more."""
    scores = grades.groupby("assignment")["score"]
    median, learners = scores.transform("median"), scores.transform("count")
    return grades[(learners >= SMALL) & (grades["score"] < median / 2)]


def awaiting(grades: pd.DataFrame) -> pd.DataFrame:
    """The rows of grades whose reflection has no mark yet."""
    return grades[grades["reflection"].isna() & (grades["max_reflection"] > 0)]


def parts_of_core(grades: pd.DataFrame) -> pd.Series:
    """How many of the judged learners have which part (PARTS) of the core points; grades: of one module."""
    share = grades["score"] / grades["max_score"].where(grades["max_score"] > 0)
    edges = [float("-inf"), *sorted(PARTS.values())[1:], float("inf")]
    parts = pd.cut(share, edges, right=False, labels=list(reversed(PARTS)))
    return parts.value_counts().reindex(list(PARTS), fill_value=0)


def minutes_needed(checks: pd.DataFrame) -> pd.DataFrame:
    """Minutes per check where they are known, in the order of the course.

    Columns: assignment, exercise, learners (how many it rests on), median, low and high (the quartiles; NaN for fewer
    than SMALL learners).
    """
    order = {exercise: at for at, exercise in enumerate(declared())}
    known = checks[checks["minutes"] >= 0]
    known = known.assign(order=known["exercise"].map(order)).sort_values(["assignment", "order"], kind="stable")
    groups = known.groupby(_CHECK, sort=False)["minutes"]
    table = groups.agg(learners="count", median="median").reset_index()
    for name, quantile in (("low", 0.25), ("high", 0.75)):
        table[name] = groups.quantile(quantile).to_numpy()
        table[name] = table[name].where(table["learners"] >= SMALL)
    return table


def outcomes_of(checks: pd.DataFrame, learners: Iterable[str]) -> pd.DataFrame:
    """learners x checks of one module: the outcome, "" where nothing was judged. Rows as given, checks as declared."""
    order = list(dict.fromkeys(checks["exercise"]))
    table = checks.pivot(index="learner", columns="exercise", values="outcome")
    return table.reindex(index=list(learners), columns=order).fillna("")
