"""From an inbox of whatever learners handed in to notebooks that can be run.

Nothing of it is executed, unpacked to disk or changed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from nbformat import NotebookNode

from ssl_helpers.alongside import read_firm, read_minutes
from ssl_helpers.notebook_file import Unreadable, read
from ssl_trainer.intake.files import ARCHIVES, Budget, File, Refused, files_in, parts_of, suffix
from ssl_trainer.intake.mending import assignment_of, holds_work, rebuild
from ssl_trainer.intake.people import CANVAS, Handed, Platform, learners, platform
from ssl_trainer.records import UNREADABLE, WRONG_ASSIGNMENT

__all__ = ["Handed", "Platform", "Submission", "learners", "of_learner", "platform", "submissions"]


@dataclass(frozen=True)
class Submission:
    """What one learner handed in for one assignment.

    learner: a name that may be a folder's, on Windows too. assignment: a stem such as "06_network", or "" when nothing
    tells. status: "" for a notebook that is to be run, else UNREADABLE or WRONG_ASSIGNMENT. notebook: put together from
    the release, or None. repaired: a sentence for each mended thing. note: the reason of a status, and what was left
    out. source: where in the inbox it was, with forward slashes. minutes: exercise id -> what the learner's own course
    measured, where it did. firm: the mark of the firm that it was worked on, where it says so.
    """

    learner: str
    assignment: str
    status: str
    notebook: NotebookNode | None
    repaired: tuple[str, ...]
    note: str
    source: str
    minutes: Mapping[str, float] = field(default_factory=dict)
    firm: str = ""


def submissions(listed: Mapping[str, list[Handed]], releases: Mapping[str, NotebookNode]) -> Iterator[Submission]:
    """One submission for each learner and assignment, learner by learner; read when it is asked for.

    listed: as `learners` gives it. releases: the released notebook of each stem.
    """
    for learner, handed in listed.items():
        yield from of_learner(learner, handed, releases)


@dataclass(frozen=True)
class _Version:
    """A notebook that was recognised. rank: the higher one wins."""

    notebook: NotebookNode
    repaired: tuple[str, ...]
    source: str
    worked: bool
    rank: tuple
    minutes: Mapping[str, float]
    firm: str


def of_learner(learner: str, handed: list[Handed], releases: Mapping[str, NotebookNode]) -> list[Submission]:
    """All submissions of one learner, by assignment; at least one."""
    versions: dict[str, list[_Version]] = defaultdict(list)
    unreadable: dict[str, list[tuple[str, str]]] = defaultdict(list)
    refused: list[tuple[str, str]] = []
    foreign: list[str] = []
    others: list[str] = []
    budget = Budget()
    for file in (file for one in handed for file in files_in(one, budget)):
        try:
            if file.refused:
                raise Refused(file.refused)
            if not file.is_notebook():
                others.append(file.where)
                continue
            handed_in, remarks = read(file.read(budget))
        except Unreadable as reason:
            unreadable[_stem_in(file.name, releases)].append((file.where, str(reason)))
            continue
        except Refused as reason:
            told = _stem_in(file.name, releases)
            (unreadable[told] if told else refused).append((file.where, str(reason)))
            continue
        stem = assignment_of(handed_in, releases)
        if not stem:
            foreign.append(file.where)
            continue
        notebook, repaired = rebuild(handed_in, releases[stem])
        worked = holds_work(notebook, releases[stem])
        along = read_minutes(handed_in.get("metadata")), read_firm(handed_in.get("metadata"))
        versions[stem].append(
            _Version(notebook, (*file.renamed(), *remarks, *repaired), file.where, worked, _rank(file, worked), *along)
        )

    left_out = [f"{where} {reason}." for where, reason in refused]
    found = [_newest(learner, stem, versions[stem], unreadable.pop(stem, []), left_out) for stem in sorted(versions)]
    nowhere = unreadable.pop("", [])
    for stem in sorted(unreadable):
        note = [f"{where} {reason}." for where, reason in unreadable[stem]]
        found.append(_lost(learner, stem, UNREADABLE, [*note, *left_out], unreadable[stem][0][0]))
    if found:
        words = [f"{where} {reason}." for where, reason in nowhere]
        return [replace(one, note=_joined([one.note, *words])) for one in sorted(found, key=lambda one: one.assignment)]
    if nowhere or (refused and not foreign):
        problems = [*nowhere, *refused]
        note = [f"{where} {reason}." for where, reason in problems]
        return [_lost(learner, "", UNREADABLE, note, problems[0][0])]
    if foreign:
        note = [f"No cell of any module's exercise is in {_few(foreign)}.", *left_out]
        return [_lost(learner, "", WRONG_ASSIGNMENT, note, foreign[0])]
    return [_lost(learner, "", UNREADABLE, [_no_notebook(others, handed)], (others or [handed[0].where])[0])]


def _newest(
    learner: str, stem: str, versions: list[_Version], unreadable: list[tuple[str, str]], left_out: list[str]
) -> Submission:
    *older, best = sorted(versions, key=lambda version: version.rank)
    older = [one for one in older if _CHECKPOINTS not in parts_of(one.source)]
    names = [one.source if one.worked else f"{one.source} (untouched)" for one in reversed(older)]
    many = "1 older version was" if len(older) == 1 else f"{len(older)} older versions were"
    note = [f"{many} left: {_few(names)}."] if older else []
    folders = {tuple(where[:2]) for one in [*older, best] if one.worked and len(where := parts_of(one.source)) > 2}
    if len(folders) > 1:
        note.append("If these are several people's, hand them in one by one.")
    note += [f"{where} {reason}." for where, reason in unreadable]
    return Submission(
        learner,
        stem,
        "",
        best.notebook,
        best.repaired,
        _joined([*note, *left_out]),
        best.source,
        best.minutes,
        best.firm,
    )


def _lost(learner: str, stem: str, status: str, note: list[str], source: str) -> Submission:
    return Submission(learner, stem, status, None, (), _joined(note), source)


def _no_notebook(others: list[str], handed: list[Handed]) -> str:
    if not others:
        return f"{handed[0].where} holds no file at all."
    if any(suffix(name) in ARCHIVES for name in others):
        packed = [name for name in others if suffix(name) in ARCHIVES]
        return f"{_few(packed)} cannot be unpacked here: a zip is needed, or the notebook itself."
    what = "is not a notebook" if len(others) == 1 else "are not notebooks"
    return f"{_few(others)} {what}: the file that ends in .ipynb is needed."


def _rank(file: "File", worked: bool) -> tuple:
    """By this the versions of one assignment are ordered; the model solution never passes for the learner's work."""
    parts = parts_of(file.where)
    again = next((int(m["again"] or 0) for part in parts if (m := CANVAS.fullmatch(part))), 0)
    place = "solutions" not in map(str.lower, parts[:-1]), worked, _CHECKPOINTS not in parts
    return *place, file.time, again, file.where


_CHECKPOINTS = ".ipynb_checkpoints"
"""Where Jupyter keeps the version that was last saved by hand: for want of a better one."""


def _stem_in(name: str, releases: Mapping[str, NotebookNode]) -> str:
    return next((stem for stem in sorted(releases, key=len, reverse=True) if stem.casefold() in name.casefold()), "")


def _few(names: list[str]) -> str:
    return f"{', '.join(names[:5])}{f' and {len(names) - 5} more' if len(names) > 5 else ''}"


def _joined(sentences: list[str]) -> str:
    told = list(dict.fromkeys(filter(None, sentences)))
    more = [f"{len(told) - 10} more things were left out."] if len(told) > 10 else []
    return " ".join([*told[:10], *more])
