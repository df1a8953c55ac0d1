"""The points of one submission: its marks, and the groups that the course tells apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ssl_helpers.checking.exercises import Exercise, exercises_of


@dataclass(frozen=True)
class Grade:
    """The mark of one cell.

    score: None if it was not judged. awaiting: it waits for the trainer. comment: the trainer's words, plain text.
    again: the trainer's score is of an earlier version. by_hand: the trainer gave the score.
    """

    score: float | None
    max_score: float
    awaiting: bool = False
    comment: str = ""
    again: bool = False
    by_hand: bool = False


@dataclass(frozen=True)
class Points:
    """What one submission reached. A score is None where not one check of its group was judged.

    awaiting: the reflection, or a part of it, waits for the trainer. max_reflection is 0 where there is no reflection.
    by_hand: the trainer has given points for the reflection.
    """

    core: float | None
    max_core: float
    extra: float | None
    max_extra: float
    reflection: float | None
    max_reflection: float
    awaiting: bool
    by_hand: bool = False


def points(topic: str, grades: Mapping[str, Grade]) -> Points:
    """The points of one submission, in the three groups that the course tells apart.

    grades: grade_id -> Grade. Checks of core and of extra tasks are known from their declarations, so that a check that
    has no grade still counts in the maximum; every other grade that is worth points is of the reflection.
    """
    declared = exercises_of(topic)
    core = [one for one in declared if one.core]
    extra = [one for one in declared if not one.core]
    checks = {one.grade_id for one in declared}
    # Answer cells carry comments only.
    reflection = [grade for name, grade in grades.items() if name not in checks and grade.max_score > 0]
    return Points(
        core=_sum(grades[one.grade_id] for one in core if one.grade_id in grades),
        max_core=sum(_worth(one, grades) for one in core),
        extra=_sum(grades[one.grade_id] for one in extra if one.grade_id in grades),
        max_extra=sum(_worth(one, grades) for one in extra),
        reflection=_sum(reflection),
        max_reflection=sum(grade.max_score for grade in reflection),
        awaiting=any(grade.awaiting for grade in reflection),
        by_hand=any(grade.by_hand for grade in reflection),
    )


def _worth(one: Exercise, grades: Mapping[str, Grade]) -> float:
    return grades[one.grade_id].max_score if one.grade_id in grades else one.points


def _sum(grades: Iterable[Grade]) -> float | None:
    scores = [grade.score for grade in grades if grade.score is not None]
    return sum(scores) if scores else None
