"""How exercises, modules and quiz questions are declared, and how they are found by their id."""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ssl_helpers import CourseError, checks
from ssl_helpers.checking.expect import PROBE, Expected, NotYet
from ssl_helpers.checking.values import guarded
from ssl_helpers.spelling import did_you_mean


@dataclass(frozen=True)
class Exercise:
    """One task: what it is worth, what helps, and the function that checks it.

    names: the variables or functions the learner writes; their values are handed to `judge` in this order.
    reads: the tables of the setup cell that the answer starts from.
    core: core tasks make the score, extra tasks stand beside it. minutes: for a newcomer. hints: small to large.
    why: what the number means on Monday, shown after success.
    """

    id: str
    names: tuple[str, ...]
    reads: tuple[str, ...]
    points: int
    minutes: int
    core: bool
    hints: tuple[str, ...]
    why: str
    judge: Callable[..., None]

    @property
    def grade_id(self) -> str:
        """nbgrader allows no dots in its ids."""
        return self.id.replace(".", "-")

    def expected(self) -> Expected:
        """What is right and what is a known mistake, computed on the firm at hand."""
        try:
            self.judge(*[PROBE] * len(self.names))
        except Expected as expected:
            return expected
        raise TypeError(f"The check of {self.id} compares nothing: end it with a call of expect.")


@dataclass(frozen=True)
class Question:
    """A quiz question of a lesson: `options` maps a letter to (answer, feedback)."""

    text: str
    options: dict[str, tuple[str, str]]
    right: str


@dataclass(frozen=True)
class Module:
    """A module of the course, as the README table and the notebook headings show it. Minutes are a newcomer's.

    given: the tables that the exercise's setup cell gives, each with the function that makes it afresh.
    """

    stem: str
    title: str
    outcome: str
    lesson_minutes: int
    reflection_minutes: int
    given: dict[str, Callable[[], object]]
    quiz: dict[str, Question]

    @property
    def topic(self) -> str:
        return self.stem.split("_", 1)[1]


def exercise(
    *,
    points: int,
    minutes: int,
    hints: Sequence[str],
    why: str,
    core: bool = True,
    names: Sequence[str] = (),
    reads: Sequence[str] = (),
) -> Callable[[Callable[..., None]], Exercise]:
    """Declare the decorated check function `listeners` in `checks/network.py` as the exercise `network.listeners`.

    The function gets the learner's answer (one argument per name; without names, the one called as the function) and
    ends with a call of `expect`, which raises NotYet unless the answer is right.
    """

    def declare(judge: Callable[..., None]) -> Exercise:
        topic = judge.__module__.rsplit(".", 1)[-1]
        return Exercise(
            id=f"{topic}.{judge.__name__}",
            names=tuple(names) or (judge.__name__,),
            reads=tuple(reads),
            points=points,
            minutes=minutes,
            core=core,
            hints=tuple(hints),
            why=why,
            judge=judge,
        )

    return declare


def topics() -> list[str]:
    """The topics that have checks, alphabetically."""
    # A backup such as "network copy.py" is none.
    return sorted(module.name for module in pkgutil.iter_modules(checks.__path__) if module.name.isidentifier())


def module_of(topic: str) -> Module:
    return importlib.import_module(f"ssl_helpers.checks.{topic}").MODULE


def module_called(stem: str) -> Module | None:
    """The module with this stem, "06_network", or None if the course has none."""
    return next((module for topic in topics() if (module := module_of(topic)).stem == stem), None)


def module_meant(text: object) -> Module:
    """The module that a person calls 6, "06", "network", "06_network", or by the path of its notebook, perhaps quoted.

    Raises CourseError with the nearest name, and the list, for one that the course does not have.
    """
    # Pasted from Windows, also on another system.
    path = str(text).strip().strip("\"'").strip().replace("\\", "/").rstrip("/")
    word = path.rpartition("/")[2].casefold().removesuffix(".ipynb").strip()
    modules = sorted(map(module_of, topics()), key=lambda one: one.stem)
    names = {name: one for one in modules for name in (one.stem, one.topic, one.stem.partition("_")[0])}
    names |= {str(int(name)): one for name, one in names.items() if name.isdecimal()}
    if word in names:
        return names[word]
    asked = f"There is no module {word!r}." if word else "Which module?"
    meant = did_you_mean(word, [name for name in names if not name.isdecimal()])
    listed = ", ".join(f"{int(one.stem.partition('_')[0])} ({one.topic})" for one in modules)
    raise CourseError(f"{asked}{meant} The modules are: {listed}.")


def exercises_of(topic: str) -> list[Exercise]:
    """The exercises of a topic in the order of their declaration."""
    declared = vars(importlib.import_module(f"ssl_helpers.checks.{topic}")).values()
    return [value for value in declared if isinstance(value, Exercise)]


def find(exercise_id: str) -> Exercise:
    """The exercise with this id. Raises CourseError with the nearest id for one that is not there."""
    if not isinstance(exercise_id, str):
        raise CourseError(
            'Write the name of the task in quotes, as in "network.mix". It stands in the check and in the hint cell.'
        )
    topic = exercise_id.partition(".")[0]
    for one in exercises_of(topic) if topic in topics() else []:
        if one.id == exercise_id:
            return one
    known = [one.id for name in topics() for one in exercises_of(name)]
    copied = " Copy the name from the check or the hint cell of your task."
    raise CourseError(f"There is no exercise {exercise_id!r}.{did_you_mean(exercise_id, known) or copied}")


def find_question(question_id: str) -> Question:
    """The quiz question `topic.name`. Raises CourseError for an id that is not there."""
    topic, _, name = str(question_id).partition(".")
    quiz = module_of(topic).quiz if topic in topics() else {}
    if name not in quiz:
        known = [f"{topic}.{one}" for one in quiz]
        copied = " Copy the line from the lesson."
        raise CourseError(f"There is no quiz question {question_id!r}.{did_you_mean(question_id, known) or copied}")
    return quiz[name]


def judged_by(one: Exercise, answers: Sequence[object]) -> NotYet | None:
    """None when the check accepts the answers, else what it says against them.

    A check that stumbles over an odd answer must not stop the class: the answer is then not accepted, and the words
    say that it was the check that failed.
    """
    try:
        one.judge(*answers)
    except NotYet as not_yet:
        return not_yet
    except (Exception, SystemExit) as error:
        kinds = ", ".join(type(answer).__name__ for answer in answers)
        return NotYet(
            f"The check cannot read this kind of answer ({kinds}). Write the answer as the task describes it. If you "
            f"think that it is right, show this to your trainer: {type(error).__name__}: {guarded(str)(error)}."
        )
    return None
