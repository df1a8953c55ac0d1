"""The synthetic firm: its tables drawn from a seed, its planted patterns asserted, its files described and written."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ssl_helpers import CourseError, linkedin
from ssl_helpers import network as model
from ssl_helpers.checking.exercises import exercises_of, topics
from ssl_helpers.data import firm_in, load
from ssl_trainer import COURSE_SEED
from ssl_trainer.world import archive, network, posts, skeleton
from ssl_trainer.world.package import write_package

_TRIES = 200
EXPORT = "linkedin_export"


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
    people = model.classify(linkedin.tidy_connections(rows), accounts, employers)
    archive_counts, post_counts = _plans(seed, sub)
    shared = posts.posts(archive.stream(seed, sub, 20), post_counts)
    export = {
        "Connections.csv": network.connections_csv(rows),
        "Shares.csv": posts.shares_csv(shared),
        **archive.files(seed, sub, archive_counts, staff, people, accounts, employers, others),
    }
    write_package(folder, tables, _in_folder_and_zip(export))
    with firm_in(folder):
        people = model.classify(load("connections"), load("accounts"), load("employers"))
        network.assert_patterns(people, accounts, employers, counts)
        archive.assert_patterns(folder / EXPORT, people, accounts, archive_counts)
        posts.assert_patterns(folder / EXPORT, shared, post_counts)
        _assert_mistakes_show()


def _plans(seed: int, sub: int) -> tuple[dict, dict]:
    """What to plant in the archive and in its posts."""
    if seed == COURSE_SEED:
        return archive.PLAN_2026, posts.PLAN_2026
    return archive.other_plan(archive.stream(seed, sub, 30)), posts.other_plan(archive.stream(seed, sub, 31))


def _in_folder_and_zip(export: Mapping[str, str]) -> dict[str, bytes]:
    """The archive's files unzipped, and zipped as they come from LinkedIn."""
    contents = {name: text.encode("utf-8") for name, text in export.items()}
    unzipped = {f"{EXPORT}/{name}": content for name, content in contents.items()}
    return {**unzipped, archive.ZIP: archive.zipped(contents)}


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
