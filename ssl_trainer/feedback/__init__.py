"""The page a learner gets back after marking: one HTML file that holds everything and is safe to open.

Whatever comes from a submission is data here: its code, its outputs, its outcomes and its learner's name are escaped
text, pictures are decoded and written anew, and everything else is left out. The page itself forbids scripts and
requests.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup
from nbformat import NotebookNode

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise, exercises_of, module_called
from ssl_helpers.checking.outcomes import Outcome
from ssl_trainer import records
from ssl_trainer.feedback.cells import Own, Piece, Section, is_untouched, own_cells, pieces_of, sections_of
from ssl_trainer.feedback.marks import Grade, Points, points
from ssl_trainer.feedback.texts import MAX_ANSWER, MAX_CHARACTERS, clean, cut, first_lines, text_of, title_and_text
from ssl_trainer.marking import unframed
from ssl_trainer.records import Record

__all__ = ["Grade", "Points", "page", "points", "summary"]


def page(record: Record, notebook: NotebookNode | None, grades: Mapping[str, Grade]) -> str:
    """The page of one submission, as a whole HTML document.

    notebook: as it was marked, its task texts those of the release; None where there was none to mark.
    """
    module = module_called(record.assignment)
    tasks, before, reflection = [], None, None
    if module:
        sections = sections_of(module.topic, notebook)
        tasks, before, reflection = _shown(module.topic, sections, record, grades)
    heading, told = _STATUS.get(record.status, ("", "") if record.status == records.GRADED else _UNKNOWN_STATUS)
    html = _template().render(
        title=module.title if module else "What you handed in",
        number=module.stem.partition("_")[0].lstrip("0") if module else "",
        learner=clean(record.learner)[:200],
        status_heading=heading,
        status_told=told,
        note=clean(record.note)[:MAX_CHARACTERS] if heading else "",
        repaired=[clean(one)[:1_000] for one in record.repaired],
        figures=_figures(points(module.topic, grades), record.status) if module else [],
        groups=[
            (name, group)
            for name, group in (
                ("Core tasks", [one for one in tasks if one.core]),
                ("Extra tasks", [one for one in tasks if not one.core]),
            )
            if group
        ],
        before=before,
        reflection=reflection,
    )
    return html.strip() + "\n"


def summary(record: Record, grades: Mapping[str, Grade]) -> str:
    """What the head of the page says, as one line of plain text: for the comment of a learning platform."""
    module = module_called(record.assignment)
    figures = _figures(points(module.topic, grades), record.status) if module else []
    heading, _ = _STATUS.get(record.status, ("", "") if record.status == records.GRADED else _UNKNOWN_STATUS)
    return " ".join([*(f"{one['name']}: {one['words']}." for one in figures), *([f"{heading}."] if heading else [])])


@dataclass(frozen=True)
class _Task:
    """A task, or the reflection, as the page shows it. look: sign and colour of the result in the overview."""

    id: str
    title: str
    text: Markup
    core: bool
    answer: Sequence[Piece]
    look: tuple[str, str]
    result: str
    points: str
    card: Markup
    own: Own
    comments: Sequence[str]


_TOLD = "Please talk to your trainer."
_STATUS = {
    records.TIMEOUT: (
        "Your notebook ran too long",
        "Marking runs your notebook from top to bottom and gives each cell, and the whole, a limited time. Something "
        "was stopped when its time was over: look for a loop that never ends. What could be checked counts.",
    ),
    records.MEMORY: (
        "Your notebook needed too much memory",
        "Marking runs your notebook from top to bottom and gives it a limited amount of memory. It was used up before "
        "the end. What was checked until then counts.",
    ),
    records.CRASHED: (
        "Python stopped before the end",
        "Marking runs your notebook from top to bottom. Python itself ended on the way. What was checked until then "
        "counts.",
    ),
    records.TAMPERED: (
        "The checks were not counted this time",
        "One check was changed so that it judged a wrong answer right. This can happen by accident. Because of it, the "
        f"checks of this notebook were not counted. {_TOLD}",
    ),
    records.UNREADABLE: (
        "Your file could not be opened",
        "What arrived could not be read as a notebook, so nothing in it was marked. Open your exercise in JupyterLab, "
        "save it with Ctrl+S (on a Mac Cmd+S) and hand in the file that ends in .ipynb.",
    ),
    records.WRONG_ASSIGNMENT: (
        "This is not one of the exercises",
        "What arrived is a notebook, but it holds none of the tasks of the course, so nothing in it was marked. Look "
        "for the exercise that you worked on, in the folder my_work, and hand in that one.",
    ),
    records.MISSING: (
        "Nothing was handed in",
        f"There is no notebook of yours for this module yet. If you handed one in, tell your trainer. {_TOLD}",
    ),
}
_UNKNOWN_STATUS = ("Marking did not come to its end", _TOLD)
_NOT_REACHED = {
    records.GRADED: "This check left no result. Run your notebook from top to bottom in JupyterLab: each check shows a "
    "card. If it does there, talk to your trainer.",
    records.TIMEOUT: "The time was over before this check.",
    records.MEMORY: "The memory was used up before this check.",
    records.CRASHED: "Python stopped before this check.",
}
_BY_TRAINER = "Given by your trainer."
_NEUTRAL = outcomes.LOOK[outcomes.NOT_ATTEMPTED]


def _figures(reached: Points, status: str) -> list[dict[str, object]]:
    """The three figures at the head of the page: name, words, and the share that its bar fills."""
    known = [("Core points", reached.core, reached.max_core), ("Extra points", reached.extra, reached.max_extra)]
    figures = [_figure(name, score, maximum) for name, score, maximum in known if maximum]
    if reached.max_reflection:
        figures.append(_figure("Reflection", reached.reflection, reached.max_reflection, reached.awaiting))
    # Without a notebook there is nothing to be judged: three times "not judged" would say no more than the status.
    judged = any(score is not None for score in (reached.core, reached.extra, reached.reflection))
    return figures if judged or status in (*records.JUDGED, records.TAMPERED) else []


def _figure(name: str, score: float | None, maximum: float, awaiting: bool = False) -> dict[str, object]:
    known = score is not None and math.isfinite(score) and not awaiting
    share = max(0, min(100, round(100 * score / maximum))) if known else None
    return {"name": name, "words": _so_far(score, maximum, awaiting), "share": share}


def _so_far(score: float | None, maximum: float, awaiting: bool = False) -> str:
    if awaiting:
        return "awaiting your trainer"
    return "not judged" if score is None else f"{_number(score)} of {_number(maximum)}"


def _shown(
    topic: str, sections: Sequence[Section], record: Record, grades: Mapping[str, Grade]
) -> tuple[list[_Task], Own | None, _Task | None]:
    """The tasks in the notebook's order, what the learner wrote before the first one, and the reflection."""
    declared = {one.grade_id: one for one in exercises_of(topic)}
    # The last outcome of an exercise counts, as in the notebook. What is no text cannot name one.
    left = {one.exercise: one for one in record.outcomes if isinstance(one.exercise, str)}
    tasks, before, reflection = [], None, None
    for section in sections:
        one = declared.get(section.grade_id)
        if one:
            tasks.append(_task(one, section, record.status, left.get(one.id), grades))
        elif section.answer is not None:
            reflection = _reflection(section, grades)
        elif section.own:
            before = own_cells(section.own)
    if record.status in (*records.JUDGED, records.TAMPERED):
        there = {one.id for one in tasks}
        for one in declared.values():
            if one.grade_id not in there:
                tasks.append(_task(one, Section(), record.status, left.get(one.id), grades))
    return tasks, before, reflection


def _task(one: Exercise, section: Section, status: str, outcome: Outcome | None, grades: Mapping[str, Grade]) -> _Task:
    grade = grades.get(one.grade_id)
    title, text = title_and_text(section.task)
    look, result, card = _card(one, status, outcome, grade)
    return _Task(
        id=one.grade_id,
        title=title or f"Task {one.id}",
        text=text,
        core=one.core,
        answer=[_not_twice(piece, outcome) for piece in pieces_of(section.answer)],
        look=look,
        result=result,
        points=_so_far(grade.score, grade.max_score, grade.awaiting) if grade else _so_far(None, one.points),
        card=card,
        own=own_cells(section.own),
        comments=_comments(grades, one.grade_id),
    )


def _reflection(section: Section, grades: Mapping[str, Grade]) -> _Task:
    grade = grades.get(section.grade_id)
    title, text = title_and_text(section.task)
    words = cut(unframed(text_of((section.answer or {}).get("source"))), lines=500, characters=MAX_ANSWER)
    given = _so_far(grade.score, grade.max_score, grade.awaiting) if grade else _so_far(None, 0)
    untouched = section.answer is not None and is_untouched(section.answer)
    if grade and grade.awaiting:
        told = card = "Awaiting your trainer"
        look, message = _NEUTRAL, "Your trainer reads this and gives the points."
    elif grade and grade.score is not None:
        # Only an untouched cell is marked by itself, with 0: no trainer has read it.
        told, message = ("Not attempted", "Nothing is written here yet.") if untouched else ("Marked", _BY_TRAINER)
        look, card = _NEUTRAL if untouched else ("✎", outcomes.ASKING[1]), f"{given} {_points_word(grade.max_score)}"
    else:
        told = card = "Not judged"
        look, message = _NEUTRAL, _TOLD
    return _Task(
        id=section.grade_id,
        title=title or "Reflection",
        text=text,
        core=False,
        answer=list(words) if any(piece.body.strip() for piece in words) else [Piece("note", "You left this empty.")],
        look=look,
        result=told,
        points=f"up to {_number(grade.max_score)}" if grade and grade.awaiting else given,
        card=Markup(outcomes.card(look, card, "", message)),
        own=own_cells(section.own),
        comments=_comments(grades, section.grade_id),
    )


def _card(
    one: Exercise, status: str, outcome: Outcome | None, grade: Grade | None
) -> tuple[tuple[str, str], str, Markup]:
    """Look, result in words, and the card. All but the outcome's kind and message comes from the declaration."""
    if status == records.TAMPERED:
        card = _plain_card("Not counted", one.id, f"The check was not counted. {_TOLD}")
        return _NEUTRAL, "Not counted", card + _differing(grade, 0)
    if outcome is None:
        judged = grade is not None and grade.score is not None
        so_far = f"{_so_far(grade.score, one.points)} {_points_word(one.points)}" if judged else "not judged"
        told = _NOT_REACHED.get(status, "Marking did not come to this check.")
        return _NEUTRAL, "Not reached", _plain_card("Not reached", f"{one.id} · {so_far}", told)
    message = "\n".join(first_lines(clean(outcome.message if isinstance(outcome.message, str) else ""))[0])
    kind = outcome.kind if isinstance(outcome.kind, str) else ""
    if kind not in outcomes.LOOK:
        told = "Unknown result"
        return outcomes.ASKING, told, Markup(outcomes.card(outcomes.ASKING, told, one.id, message))
    earned = one.points if kind == outcomes.CORRECT else 0
    safe = Outcome(one.id, kind, message, earned, one.points)
    return outcomes.LOOK[kind], kind.capitalize(), Markup(safe.card) + _differing(grade, earned)


def _differing(grade: Grade | None, earned: float) -> Markup:
    """What counts where a trainer gave other points than the check did."""
    if grade is None or grade.score is None or grade.score == earned:
        return Markup("")
    counts = _so_far(grade.score, grade.max_score)
    return Markup('<p class="differs">Points that count here: {}.</p>').format(counts)


def _not_twice(piece: Piece, outcome: Outcome | None) -> Piece:
    """Where the card tells the story of an error already, only Python's own words of it stay with the answer."""
    story, _, python = piece.body.partition("\n\n") if piece.kind == "stopped" else ("", "", "")
    told = outcome is not None and isinstance(outcome.message, str) and story in clean(outcome.message)
    return replace(piece, body=python.removeprefix("(").removesuffix(")")) if python and told else piece


def _plain_card(heading: str, aside: str, message: str) -> Markup:
    return Markup(outcomes.card(_NEUTRAL, heading, aside, message))


def _comments(grades: Mapping[str, Grade], grade_id: str) -> list[str]:
    found = (grades[name].comment for name in (grade_id, f"{grade_id}-answer") if name in grades)
    return list(dict.fromkeys(clean(one).strip()[:MAX_ANSWER] for one in found if one and one.strip()))


@cache
def _template() -> jinja2.Template:
    folder = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(
        loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("page.html.j2")


def _points_word(maximum: float) -> str:
    return "point" if maximum == 1 else "points"


def _number(value: float) -> str:
    return f"{value:.6g}"
