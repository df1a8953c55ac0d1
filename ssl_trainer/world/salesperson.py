"""The firm's skeleton, and one salesperson's LinkedIn archive: the tables of the modules on network and content."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ssl_helpers import content, linkedin
from ssl_helpers import network as model
from ssl_helpers.data import firm_in, load
from ssl_trainer import COURSE_SEED
from ssl_trainer.world import archive, engagement, network, posts, skeleton
from ssl_trainer.world.package import write_files, write_tables
from ssl_trainer.world.part import Part

EXPORT = "linkedin_export"


def draw(seed: int, sub: int, folder: Path) -> None:
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
    people = model.classify(linkedin.tidy_connections(rows), accounts, employers)
    archive_counts, post_counts = _plans(seed, sub)
    shared = posts.posts(archive.stream(seed, sub, 20), post_counts)
    labels = shared[["ShareLink", "kind", "format", "own_new"]]
    stats = engagement.stats(archive.stream(seed, sub, 41), labels, seed == COURSE_SEED)
    export = {
        "Connections.csv": network.connections_csv(rows),
        "Shares.csv": posts.shares_csv(shared),
        **archive.files(seed, sub, archive_counts, staff, people, accounts, employers, others),
    }
    write_tables(folder, {"employees": staff, "accounts": accounts, "employers": employers})
    write_tables(folder, {"post_labels": labels, "post_stats": stats})
    write_files(folder, _in_folder_and_zip(export))
    with firm_in(folder):
        people = model.classify(load("connections"), load("accounts"), load("employers"))
        network.assert_patterns(people, accounts, employers, counts)
        archive.assert_patterns(folder / EXPORT, people, accounts, archive_counts)
        posts.assert_patterns(folder / EXPORT, load("post_labels"), post_counts)
        joined = content.joined(load("shares"), load("post_labels"), load("post_stats"))
        engagement.assert_patterns(joined, seed == COURSE_SEED)


PART = Part(("network", "content"), draw)


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
