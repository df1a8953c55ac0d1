"""The synthetic firm: its tables drawn from a seed, its planted patterns asserted, its files described and written."""

import shutil
import tempfile
from pathlib import Path

import numpy as np

from ssl_helpers import CourseError
from ssl_helpers import network as model
from ssl_helpers.checking.exercises import exercises_of, topics
from ssl_helpers.data import firm_in, load
from ssl_trainer import COURSE_SEED
from ssl_trainer.world import network, skeleton
from ssl_trainer.world.package import write_package

_TRIES = 200


class PatternMissing(CourseError):
    """A draw in which a planted pattern does not show, or a known mistake cannot be told from the right answer."""


def make(seed: int, out: str | Path) -> None:
    """Write the firm of `seed` to the folder `out`: the same bytes for the same seed on every platform.

    A draw that fails its assertions is thrown away and the next sub-seed taken. Nothing is written to `out` before a
    draw has passed. Raises PatternMissing if none of 200 draws does.
    """
    failures = []
    for sub in range(_TRIES):
        with tempfile.TemporaryDirectory() as folder:
            try:
                _draw(seed, sub, Path(folder))
            except (AssertionError, PatternMissing) as failure:
                failures.append(str(failure))
                continue
            _move(Path(folder), Path(out))
            return
    raise PatternMissing(f"No draw of seed {seed} shows all patterns. The last one: {failures[-1]}")


def _draw(seed: int, sub: int, folder: Path) -> None:
    rng = np.random.default_rng([seed, sub])
    counts = network.PLAN_2026 if seed == COURSE_SEED else network.other_plan(rng)
    names_seed = 1000 * seed + 2 * sub
    staff = skeleton.employees(rng, names_seed)
    accounts, employers, others = skeleton.companies(rng)
    # A white spot is a customer of long standing, so never the former employer.
    customers = accounts.company[(accounts.category == "customer") & ~accounts.company.isin(employers.company)]
    uncovered = [str(one) for one in rng.choice(customers, size=counts["white_spots"], replace=False)]
    accounts = network.with_spellings(rng, accounts, uncovered)
    rows = network.connections(rng, names_seed, counts, staff, accounts, employers, others, uncovered)
    tables = {"employees": staff, "accounts": accounts, "employers": employers}
    write_package(folder, tables, {"linkedin_export/Connections.csv": network.connections_csv(rows)})
    with firm_in(folder):
        people = model.classify(load("connections"), load("accounts"), load("employers"))
        network.assert_patterns(people, accounts, employers, counts)
        _assert_mistakes_show()


def _assert_mistakes_show() -> None:
    for topic in topics():
        for one in exercises_of(topic):
            for sentence in one.expected().indistinct():
                raise PatternMissing(f"{one.id}: this firm cannot tell apart: {sentence}")


def _move(written: Path, out: Path) -> None:
    try:
        shutil.copytree(written, out, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        raise CourseError(f"The firm cannot be written to {out}: {error}. Choose another folder with --out.") from error
