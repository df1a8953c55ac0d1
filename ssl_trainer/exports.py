"""Marks for learning platforms: a grading worksheet for each Moodle assignment, Canvas' gradebook, and JSON.

What the platforms accept was read in the source of their importers; docs/exports.md names the files.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ssl_helpers import CourseError
from ssl_helpers.checking.exercises import Module, module_called
from ssl_helpers.paths import write_whole
from ssl_helpers.sheets import as_csv, plain
from ssl_trainer import feedback, records
from ssl_trainer.feedback import Grade, Points
from ssl_trainer.intake import Platform, platform
from ssl_trainer.records import Record

FOLDER = "exports"
FORMAT = 1

# The words of Moodle in English: it finds the columns by them. Identifier must come first, and no other column may.
MOODLE = ("Identifier", "Full name", "Grade", "Maximum grade", "Last modified (grade)", "Feedback comments")
# The first five must stand in this order; then comes a column for each module.
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
CANVAS_MAXIMUM = "Points Possible"

# Moodle keeps five decimals. A sum such as 17.1 + 0.9 must not come out above its maximum: Moodle would refuse it.
_DECIMALS = 5


@dataclass(frozen=True)
class Mark:
    """What a learning platform is told of one learner's module.

    points: None where it is not known yet, which is no 0. maximum: the same for everyone in a module. comment: plain
    text without HTML. platform: None for who did not hand in through one.
    """

    learner: str
    assignment: str
    points: float | None
    maximum: float
    comment: str
    platform: Platform | None


def write(
    results: Path,
    graded: Sequence[tuple[Record, Mapping[str, Grade]]],
    *,
    grades: Sequence[Mapping[str, object]],
    checks: Sequence[Mapping[str, object]],
) -> list[Path]:
    """Write the files for learning platforms below results/exports, and give their paths.

    graded: each record with its marks. grades, checks: the rows of grades.csv and checks.csv, None where nothing is
    known. A platform through which nobody handed in gets no file. Raises CourseError for a file that is open elsewhere.
    """
    folder, found = results / FOLDER, marks(graded)
    files = {**_moodle(found), **_canvas(found), "results.json": _json(found, grades, checks)}
    written = {folder / name: data for name, data in files.items()}
    for path, data in written.items():
        write_whole(path, data)
    # A file of an earlier run would pass for one of this.
    for path in {*folder.glob("moodle/*.csv"), *folder.glob("canvas.csv")} - set(written):
        try:
            path.unlink()
        except OSError as error:
            raise CourseError(f"{path} is out of date and cannot be deleted. Close it wherever it is open.") from error
    return list(written)


def marks(graded: Sequence[tuple[Record, Mapping[str, Grade]]]) -> list[Mark]:
    """The mark of each learner and module, in the order of the records.

    It is the points of the core tasks. Once the trainer has marked a reflection of a module, the reflection counts for
    everyone in that module, and whose is not marked yet has no mark. Extra tasks never count: the comment names them.
    """
    reached = [
        (record, one, feedback.points(one.topic, found), feedback.summary(record, found))
        for record, found in graded
        if (one := module_called(record.assignment))
    ]
    numbers = _platforms(record for record, _ in graded)
    reflected = {module.stem for _, module, points, _ in reached if points.by_hand}
    worth: dict[str, float] = {}
    for _, module, points, _ in reached:
        most = points.max_core + (points.max_reflection if module.stem in reflected else 0)
        worth[module.stem] = max(most, worth.get(module.stem, 0))
    return [
        Mark(
            record.learner,
            module.stem,
            _mark(points, module.stem in reflected),
            round(worth[module.stem], _DECIMALS),
            comment,
            numbers.get(record.learner),
        )
        for record, module, points, comment in reached
    ]


def without_number(kept: Sequence[Record]) -> list[str]:
    """Who handed in, but not through the learning platform that others of the class used."""
    numbers = _platforms(kept)
    handed_in = {one.learner for one in kept if one.status != records.MISSING}
    return sorted(handed_in - numbers.keys(), key=str.casefold) if numbers else []


def told(left_out: Sequence[str]) -> str:
    """The sentence about those whom a learning platform does not know by their file."""
    names = ", ".join(left_out[:5]) + (f" and {len(left_out) - 5} more" if len(left_out) > 5 else "")
    who = "1 learner has" if len(left_out) == 1 else f"{len(left_out)} learners have"
    return f"{who} no number of Moodle or Canvas, or one that others have too; type in these marks by hand: {names}"


def _platforms(kept: Iterable[Record]) -> dict[str, Platform]:
    """Learner -> number, of those whose number is theirs alone.

    A file that somebody sent by mail may be called carla_2026_1122_start.ipynb, as on Canvas. So names of Canvas count
    in a class that is on Canvas: where at least half of those who handed in have one.
    """
    kept = list(kept)
    found = {one.learner: number for one in kept if (number := platform(one.learner, one.source))}
    on_canvas = sum(number.name == "canvas" for number in found.values())
    if 2 * on_canvas < len({one.learner for one in kept if one.status != records.MISSING}):
        found = {learner: number for learner, number in found.items() if number.name != "canvas"}
    # Moodle numbers people anew in each assignment.
    claims = {(one.learner, found[one.learner], one.assignment) for one in kept if one.learner in found}
    claims |= {(learner, number, "") for learner, number in found.items() if number.name == "canvas"}
    times = Counter((number, assignment) for _, number, assignment in claims)
    shared = {learner for learner, number, assignment in claims if times[number, assignment] > 1}
    return {learner: number for learner, number in found.items() if learner not in shared}


def _mark(reached: Points, with_reflection: bool) -> float | None:
    parts = [reached.core]
    if with_reflection:
        parts.append(None if reached.awaiting else reached.reflection)
    return _sum(parts)


def _sum(parts: Sequence[float | None]) -> float | None:
    """The sum, None if one of them is not known."""
    return None if None in parts else round(sum(parts), _DECIMALS)


# --- Moodle -----------------------------------------------------------------------------------------------------------


def _moodle(found: Sequence[Mark]) -> dict[str, bytes]:
    """File -> worksheet: one for each module, and one with the sums, for a class that has one assignment for it all."""
    here = [one for one in found if one.platform and one.platform.name == "moodle"]
    stems = sorted({one.assignment for one in here})
    files = {stem: [one for one in here if one.assignment == stem] for stem in stems}
    if len(stems) > 1:
        files["all_modules"] = _summed(here, stems)
    return {f"moodle/{name}.csv": as_csv(MOODLE, map(_worksheet_row, rows)) for name, rows in files.items()}


def _worksheet_row(one: Mark) -> dict[str, object]:
    # Without a time of the last grade, Moodle never overwrites a grade of its own unless the trainer allows it.
    values = (f"Participant {one.platform.number}", one.learner, one.points, one.maximum, None, one.comment)
    return dict(zip(MOODLE, values, strict=True))


def _summed(found: Sequence[Mark], stems: Sequence[str]) -> list[Mark]:
    """One mark for each learner over all modules; not known as long as one of them is not."""
    maximum = {one.assignment: one.maximum for one in found}
    learners = {one.learner: one.platform for one in found}
    by_name = {(one.learner, one.assignment): one for one in found}
    rows = []
    for learner, number in learners.items():
        theirs = [by_name.get((learner, stem)) for stem in stems]
        comment = " ".join(f"{_title(module_called(one.assignment))}. {one.comment}" for one in theirs if one)
        points = _sum([one.points if one else None for one in theirs])
        rows.append(Mark(learner, "", points, sum(maximum.values()), comment, number))
    return rows


# --- Canvas -----------------------------------------------------------------------------------------------------------


def _canvas(found: Sequence[Mark]) -> dict[str, bytes]:
    """The gradebook with a column for each module, or no file."""
    here = [one for one in found if one.platform and one.platform.name == "canvas"]
    if not here:
        return {}
    stems = sorted({one.assignment for one in here})
    titles = {stem: _title(module_called(stem)) for stem in stems}
    rows: dict[str, dict[str, object]] = {"": {"Student": CANVAS_MAXIMUM}}
    for one in here:
        rows[""][titles[one.assignment]] = one.maximum
        # Canvas takes any row with those words for the maximum's.
        name = one.learner.replace(CANVAS_MAXIMUM, CANVAS_MAXIMUM.lower())
        row = rows.setdefault(one.learner, {"Student": name, "ID": one.platform.number})
        row[titles[one.assignment]] = one.points
    return {"canvas.csv": as_csv([*CANVAS, *titles.values()], rows.values())}


def _title(module: Module) -> str:
    return f"Module {int(module.stem.partition('_')[0])}: {module.title}"


# --- JSON -------------------------------------------------------------------------------------------------------------


def _json(
    found: Sequence[Mark], grades: Iterable[Mapping[str, object]], checks: Iterable[Mapping[str, object]]
) -> bytes:
    known = [{**asdict(one), **_known_as(one.platform)} for one in found]
    tables = {"marks": known, "grades": grades, "checks": checks}
    tidy = {name: [{key: plain(value) for key, value in row.items()} for row in rows] for name, rows in tables.items()}
    return (json.dumps({"format": FORMAT, **tidy}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _known_as(number: Platform | None) -> dict[str, str | None]:
    return {"platform": number.name, "number": number.number} if number else {"platform": None, "number": None}
