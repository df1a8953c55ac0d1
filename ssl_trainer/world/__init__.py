"""The synthetic firm: its tables drawn from a seed, its planted patterns asserted, its files described and written."""

import shutil
import tempfile
from pathlib import Path

from ssl_helpers import CourseError
from ssl_helpers.checking.exercises import exercises_of
from ssl_helpers.data import firm_in
from ssl_trainer.world import claims, journeys, mini_connections, profiles, salesperson, strategy
from ssl_trainer.world.package import write_description
from ssl_trainer.world.part import Part

PARTS = (salesperson.PART, mini_connections.PART, strategy.PART, profiles.PART, journeys.PART, claims.PART)
"""In the order of drawing: a part may join to those before it."""

_TRIES = 200


class PatternMissing(CourseError):
    """A draw in which a planted pattern does not show, or a known mistake cannot be told from the right answer."""


def make(seed: int, out: str | Path) -> None:
    """Write the firm of `seed` to the folder `out`: the same bytes for the same seed on every platform.

    Each part that fails its assertions is thrown away and drawn again with the next sub-seed. Nothing is written to
    `out` before all have passed. Raises PatternMissing if none of 200 draws of a part does.
    """
    with tempfile.TemporaryDirectory() as folder:
        firm = Path(folder) / "0"
        write_description(firm)
        for number, part in enumerate(PARTS, start=1):
            firm = _drawn(part, seed, firm, Path(folder) / str(number))
        _move(firm, Path(out))


def _drawn(part: Part, seed: int, firm: Path, tries: Path) -> Path:
    """A folder, below `tries`, with the tables of `firm` and of the part's first draw that shows its patterns."""
    failures = []
    for sub in range(_TRIES):
        # A folder of its own: `load` knows a file by its place and time.
        folder = Path(shutil.copytree(firm, tries / str(sub)))
        try:
            part.draw(seed, sub, folder)
            _assert_mistakes_show(part, folder)
        except (AssertionError, PatternMissing) as failure:
            failures.append(str(failure))
            shutil.rmtree(folder)
            continue
        return folder
    raise PatternMissing(f"No draw of seed {seed} shows all patterns. The last one: {failures[-1]}")


def _assert_mistakes_show(part: Part, folder: Path) -> None:
    with firm_in(folder):
        for one in (one for topic in part.topics for one in exercises_of(topic)):
            for sentence in one.expected().indistinct():
                raise PatternMissing(f"{one.id}: this firm cannot tell apart: {sentence}")


def _move(written: Path, out: Path) -> None:
    try:
        shutil.copytree(written, out, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        raise CourseError(f"The firm cannot be written to {out}: {error}. Choose another folder with --out.") from error
