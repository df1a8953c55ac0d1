"""The class report: one page that tells a trainer in ten minutes what to take up again, and with whom.

It is made from checks.csv and grades.csv alone. Names, notes and messages come from learners: they are escaped text,
shortened where they are long. The page forbids scripts and requests, and hides names until somebody asks for them.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
from markupsafe import Markup

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise, module_called
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.html_page import templates
from ssl_helpers.paths import write_whole
from ssl_trainer import feedback, records
from ssl_trainer.feedback.cells import sections_of
from ssl_trainer.feedback.texts import clean, title_and_text
from ssl_trainer.records import NOT_REACHED
from ssl_trainer.report import summary

__all__ = ["write"]

FILE = "report.html"

SIGNS = {
    outcomes.CORRECT: ("y", "✓"),
    outcomes.NOT_YET: ("n", "✗"),
    outcomes.STOPPED: ("s", "!"),
    outcomes.NOT_ATTEMPTED: ("a", "–"),
    NOT_REACHED: ("r", "·"),
}
"""Outcome -> class in the style sheet, and the sign that says the same without colour."""

_SAID = {
    outcomes.CORRECT: "correct",
    outcomes.NOT_YET: "not yet",
    outcomes.STOPPED: "the code stopped",
    outcomes.NOT_ATTEMPTED: "not attempted",
    NOT_REACHED: "not reached",
}
_LEFT = {outcomes.NOT_ATTEMPTED: "did not attempt it", NOT_REACHED: "did not get so far"}
_REASON = {
    outcomes.NOT_YET: "Something else: no known mistake.",
    outcomes.STOPPED: "The code stopped.",
    outcomes.NOT_ATTEMPTED: "Not attempted.",
    NOT_REACHED: "Not reached: the run ended before this check, or the check left no result.",
}
LONGEST_NAME, LONGEST_TEXT, MOST_MISTAKES = 200, 400, 10


def write(results: Path) -> Path:
    """Write RESULTS/report.html from RESULTS/checks.csv and RESULTS/grades.csv, and give its path.

    Raises CourseError when a table is missing or not one of marking, or when the page cannot be written.
    """
    checks = summary.read_checks(results / "checks.csv")
    grades = summary.read_grades(results / "grades.csv")
    path = results / FILE
    write_whole(path, page(checks, grades).encode("utf-8"))
    return path


def page(checks: pd.DataFrame, grades: pd.DataFrame) -> str:
    """The report as a whole HTML document; checks and grades as `summary` reads them."""
    numbers = summary.numbered([*grades["learner"], *checks["learner"]])
    table = summary.per_check(checks)
    why = dict(list(summary.reasons(checks).groupby(["assignment", "exercise"], sort=False)))
    stems = sorted({*grades["assignment"], *checks["assignment"]} - {""})
    judged = grades.loc[grades["status"].isin(records.JUDGED), "learner"].nunique()
    html = (
        templates(Path(__file__).parent, Path(feedback.__file__).parent)
        .get_template("page.html.j2")
        .render(
            people={name: {"name": clean(name)[:LONGEST_NAME], "number": number} for name, number in numbers.items()},
            learners=grades["learner"].nunique(),
            judged=judged,
            handed_in=int((grades["status"] != records.MISSING).sum()),
            small=judged < summary.SMALL,
            worth=(f"{summary.WORTH_SHARE:.0%}".replace("%", " %"), summary.WORTH_LEARNERS),
            smallest=summary.SMALL,
            take_up=[_check(row, why) for row in _rows(summary.to_take_up(table))],
            missed=[_check(row, why) for row in _rows(summary.most_missed(table))],
            checks=[_check(row, why) for row in _rows(table)],
            needing=list(_needing(grades, numbers)),
            modules=[_module(stem, checks, grades, numbers) for stem in stems],
            minutes=[_minutes(row) for row in _rows(summary.minutes_needed(checks))],
            signs=[(_SAID[kind], *look) for kind, look in SIGNS.items()],
        )
    )
    return html.strip() + "\n"


def _rows(table: pd.DataFrame) -> list[dict]:
    return table.to_dict("records")


def _check(row: dict, why: dict) -> dict[str, object]:
    """A row of `summary.per_check` as the page shows it, with what stands behind it and a way to take it up."""
    declared = summary.declared().get(row["exercise"])
    behind = why.get((row["assignment"], row["exercise"]))
    reasons = [_reason(one) for one in _rows(behind)] if behind is not None else []
    wrong = [one for one in reasons if one["outcome"] in (outcomes.NOT_YET, outcomes.STOPPED)]
    # Known mistakes stand first, also where another answer is as common.
    known, others = [one for one in reasons if one["known"]], [one for one in reasons if not one["known"]]
    return {
        **row,
        "title": _title(row["assignment"], row["exercise"]),
        "lesson": _lesson(row["assignment"]),
        "percent": _percent(row["share"]),
        "correct": row[outcomes.CORRECT],
        "left": [(row[kind], said) for kind, said in _LEFT.items() if row[kind]],
        "commonest": max(wrong, key=lambda one: one["learners"], default=None),
        # As many distinct "known mistakes" can arrive as there are learners; ours are fewer.
        "reasons": [*known[:MOST_MISTAKES], *others],
        "more": len(known) - MOST_MISTAKES,
        "hint": declared.hints[-2] if declared and len(declared.hints) > 1 else "",
    }


def _reason(row: dict) -> dict[str, object]:
    """A row of `summary.reasons`: what it is called, and the words that learners read around it."""
    mistake, message = clean(row["mistake"]), clean(row["message"])
    before, found, after = message.partition(mistake) if mistake else ("", "", "")
    return {
        "outcome": row["outcome"],
        "learners": row["learners"],
        "known": bool(mistake),
        "before": _short(before),
        "said": _short(mistake or _REASON[row["outcome"]]),
        "after": _short(after if found else ""),
        "message": "" if found else _short(message),
    }


def _short(text: str, characters: int = LONGEST_TEXT) -> str:
    text = clean(text)
    return text if len(text) <= characters else f"{text[:characters].rstrip()} …"


def _percent(share: float) -> str:
    return "" if pd.isna(share) else f"{share:.0%}".replace("%", " %")


def _number(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.6g}"


def _minute(value: float) -> str:
    return _number(round(value, 1))


# --- who needs you ---


def _needing(grades: pd.DataFrame, numbers: dict[str, int]) -> Iterator[dict[str, object]]:
    """The groups of learners who need their trainer, the most urgent first; empty groups are left out."""
    urgent = [status for status in records.STATUSES if status not in (records.GRADED, records.MISSING)]
    by_number = grades.assign(number=grades["learner"].map(numbers)).sort_values(["number", "assignment"])
    groups = (
        (
            "Look at these hand-ins",
            "Marking did not come to its end, or did not begin. What each status means stands in docs/marking.md.",
            by_number[by_number["status"].isin(urgent)],
        ),
        (
            "Far behind",
            f"Less than half of the class's median of core points in this module, where {summary.SMALL} learners or "
            "more were judged.",
            summary.far_behind(by_number),
        ),
        ("Nothing handed in", "On the roster, and nothing has come.", _of(by_number, records.MISSING)),
        (
            "Mended before marking",
            "Nothing was lost. Perhaps they would like to know how it happened.",
            by_number[by_number["repaired"] != ""],
        ),
        (
            "Reflections that await your marks",
            "Give them with ssl-trainer reflections.",
            summary.awaiting(by_number),
        ),
    )
    for heading, told, rows in groups:
        if len(rows):
            yield {
                "heading": heading,
                "told": told,
                "people": rows["learner"].nunique(),
                "rows": [_needs(row) for row in _rows(rows)],
            }


def _of(grades: pd.DataFrame, status: str) -> pd.DataFrame:
    return grades[grades["status"] == status]


def _needs(row: dict) -> dict[str, object]:
    notes = [row["note"], row["repaired"]]
    return {
        "learner": row["learner"],
        "lesson": _lesson(row["assignment"])["name"] if row["assignment"] else "not known",
        "status": row["status"],
        "points": _points(row["score"], row["max_score"]),
        "note": _short(" ".join(filter(None, notes))),
    }


def _points(score: float, maximum: float) -> str:
    return "not judged" if pd.isna(score) else f"{_number(score)} of {_number(maximum)}"


# --- modules ---


def _module(stem: str, checks: pd.DataFrame, grades: pd.DataFrame, numbers: dict[str, int]) -> dict[str, object]:
    """A module's heat map and the distribution of its points."""
    checks, grades = checks[checks["assignment"] == stem], grades[grades["assignment"] == stem]
    ordered = summary.by_points(grades, numbers).drop_duplicates("learner")
    cells = summary.outcomes_of(checks, ordered["learner"])
    found = summary.per_check(checks)
    judged = grades[grades["score"].notna()]
    learners = len(judged)
    return {
        **_lesson(stem),
        "stem": stem,
        "exercises": [
            {"name": row["exercise"].rpartition(".")[2], "core": row["core"], "got": row[outcomes.CORRECT], **row}
            for row in _rows(found)
        ],
        "rows": [
            {"learner": row["learner"], "points": _points(row["score"], row["max_score"]), "cells": _cells(kinds)}
            for row, kinds in zip(_rows(ordered), cells.to_numpy(), strict=True)
        ]
        if len(found)
        else [],
        "judged": learners,
        "parts": [
            {"name": name, "learners": number, "percent": _percent(number / learners)}
            for name, number in summary.parts_of_core(judged).items()
        ]
        if learners
        else [],
        "core": _median(judged, "score", "max_score"),
        "extra": _median(judged, "extra", "max_extra"),
    }


def _median(grades: pd.DataFrame, points: str, maximum: str) -> str:
    """The median in words, "" where there is nothing of that kind."""
    known = grades[grades[points].notna() & (grades[maximum] > 0)]
    return f"{_number(known[points].median())} of {_number(known[maximum].max())}" if len(known) else ""


def _cells(kinds: Iterable[str]) -> Markup:
    """The cells of a row: 300 learners have tens of thousands, which a template takes seconds for."""
    return Markup("").join(_CELLS[kind] for kind in kinds)


_CELLS = {
    "": Markup("<td></td>"),
    **{
        kind: Markup('<td class="{}" aria-label="{}">{}</td>').format(name, _SAID[kind], sign)
        for kind, (name, sign) in SIGNS.items()
    },
}


def _minutes(row: dict) -> dict[str, object]:
    declared = summary.declared().get(row["exercise"])
    known = not pd.isna(row["low"])
    return {
        "title": _title(row["assignment"], row["exercise"]),
        "lesson": _lesson(row["assignment"])["name"],
        "exercise": row["exercise"],
        "declared": declared.minutes if declared else "",
        "median": _minute(row["median"]),
        "quartiles": f"{_minute(row['low'])} to {_minute(row['high'])}" if known else "",
        "learners": row["learners"],
    }


# --- names of the course ---


@cache
def _lesson(stem: str) -> dict[str, str]:
    """What a module's lesson is called, and where it stands. An assignment that the course has not keeps its name."""
    module = module_called(stem)
    if module is None:
        return {"name": clean(stem), "where": ""}
    number = int(module.stem.partition("_")[0])
    return {"name": f"{number} · {module.title}", "where": f"course/{module.stem}.ipynb"}


def _title(stem: str, exercise: str) -> str:
    """The task's heading in the released exercise, or its id where the course has none."""
    declared: Exercise | None = summary.declared().get(exercise)
    return _titles(stem).get(declared.grade_id, exercise) if declared else clean(exercise)


@cache
def _titles(stem: str) -> dict[str, str]:
    """grade_id -> heading of the task, of a module of the course."""
    path = COURSE_FOLDER / "exercises" / stem / f"{stem}.ipynb"
    module = module_called(stem)
    if module is None or not path.is_file():
        return {}
    sections = sections_of(module.topic, nbformat.read(path, as_version=4))
    found = {one.grade_id: title_and_text(one.task)[0] for one in sections if one.grade_id}
    return {grade_id: title for grade_id, title in found.items() if title}
