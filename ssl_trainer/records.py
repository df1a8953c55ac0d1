"""What marking keeps about each submission: one small file each, written last, so that a cut-off run can go on."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ssl_helpers.checking.outcomes import Outcome
from ssl_trainer import COURSE_SEED

GRADED = "graded"
TIMEOUT = "timeout"
MEMORY = "memory"
CRASHED = "crashed"
TAMPERED = "tampered"
UNREADABLE = "unreadable"
WRONG_ASSIGNMENT = "wrong_assignment"
MISSING = "missing"

STATUSES = (GRADED, TIMEOUT, MEMORY, CRASHED, TAMPERED, UNREADABLE, WRONG_ASSIGNMENT, MISSING)
NOT_REACHED = "not reached"
"""Of a check: that it left no outcome."""

JUDGED = (GRADED, TIMEOUT, MEMORY, CRASHED)
"""The statuses in which checks that left an outcome keep their marks."""


@dataclass(frozen=True)
class Record:
    """How marking one submission of one learner ended.

    assignment: the module's stem, "06_network", or "" where nothing tells which it is. repaired: a sentence for each
    thing that intake mended. note: the reason for a status, or what else the trainer should know. outcomes: of the
    checks that were reached, in the order of the notebook. source: which file of the inbox it was. fingerprint: of
    everything the marks depend on; the same fingerprint need not be marked again. sealed: the seed of the firm it was
    marked on, None for the one that the learner worked with. firm: the seed of that one. minutes: exercise id ->
    minutes that it took the learner, where that is known.
    """

    learner: str
    assignment: str
    status: str
    repaired: tuple[str, ...] = ()
    note: str = ""
    outcomes: tuple[Outcome, ...] = ()
    source: str = ""
    fingerprint: str = ""
    sealed: int | None = None
    firm: int = COURSE_SEED
    minutes: Mapping[str, float] = field(default_factory=dict)


def save(results: Path, record: Record) -> None:
    """Write one record below the folder `results`; whole or not at all."""
    path = _path(results, record.learner, record.assignment)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_text(json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    half.replace(path)


def load(results: Path, learner: str, assignment: str) -> Record | None:
    """The record of one learner's assignment, or None if there is none or it cannot be read: then it is marked anew."""
    try:
        kept = json.loads(_path(results, learner, assignment).read_text(encoding="utf-8"))
        outcomes = tuple(Outcome(**one) for one in kept.pop("outcomes"))
        return Record(**{**kept, "repaired": tuple(kept["repaired"]), "outcomes": outcomes})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def all_in(results: Path) -> Iterator[Record]:
    """The records below the folder `results`, by learner and assignment."""
    for path in sorted((results / "records").glob("*/*.json")):
        record = load(results, path.parent.name, "" if path.stem == _UNKNOWN else path.stem)
        if record:
            yield record


_UNKNOWN = "unknown"


def _path(results: Path, learner: str, assignment: str) -> Path:
    return results / "records" / learner / f"{assignment or _UNKNOWN}.json"
