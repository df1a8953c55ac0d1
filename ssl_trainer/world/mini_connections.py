"""A small Connections.csv in LinkedIn's own format, with the gaps of module 0 planted."""

from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from ssl_helpers.data import FIRM, TODAY, firm_in, load
from ssl_helpers.linkedin import CONNECTIONS_COLUMNS
from ssl_trainer import COURSE_SEED
from ssl_trainer.world import archive, names
from ssl_trainer.world.network import connections_csv, near, slug
from ssl_trainer.world.package import write_files
from ssl_trainer.world.part import Part

# People with a name, people whose profile is hidden, and how many of the named ones have no present job. These are seed
# 2026's; another seed draws its own around them, each a different one.
PLAN_2026 = {"people": 23, "hidden": 2, "without_company": 2}

_TITLES = ["Indkøber", "Fabrikschef", "Projektleder", "Konsulent", "Automation Engineer", "Salgschef", "CTO", "Montør"]


def draw(seed: int, sub: int, folder: Path) -> None:
    rng = archive.stream(seed, sub, 43)
    counts = PLAN_2026 if seed == COURSE_SEED else {name: near(rng, count) for name, count in PLAN_2026.items()}
    # Far from the seeds of the names in the salesperson's archive, so that these are other people.
    table = connections(rng, 2 * 10**9 + 1000 * seed + sub, counts)
    write_files(folder, {"mini_connections.csv": connections_csv(table).encode("utf-8")})
    with firm_in(folder):
        assert_patterns(load("mini_connections"), counts)


PART = Part(("start",), draw)


def connections(rng: np.random.Generator, seed: int, counts: dict) -> pd.DataFrame:
    """The rows of the file in LinkedIn's own columns, newest first. Nobody shows an e-mail address."""
    people = counts["people"]
    first, last = zip(*islice(names.people(seed), people), strict=True)
    companies = [FIRM] * 4 + list(islice(names.companies(rng), people - 4))
    rows = pd.DataFrame(
        {
            "First Name": first,
            "Last Name": last,
            "URL": [
                f"https://www.linkedin.com/in/{slug(one)}-{slug(other)}-{rng.integers(16**8):08x}"
                for one, other in zip(first, last, strict=True)
            ],
            "Company": rng.permutation(companies),
            "Position": rng.choice(_TITLES, size=people),
        },
        dtype=object,
    )
    between_jobs = rng.choice(people, size=counts["without_company"], replace=False)
    rows.loc[between_jobs, ["Company", "Position"]] = None
    rows = rows.reindex(columns=CONNECTIONS_COLUMNS, index=range(people + counts["hidden"]))
    rows = rows.iloc[rng.permutation(len(rows))]
    days = np.sort(rng.choice(2_000, size=len(rows), replace=False))
    rows["Connected On"] = [(TODAY - pd.Timedelta(days=int(ago))).strftime("%d %b %Y") for ago in days]
    return rows


def assert_patterns(raw: pd.DataFrame, counts: dict) -> None:
    """What module 0 promises about the file, as read back."""
    named = raw[raw["First Name"].notna()]
    hidden = raw[raw["First Name"].isna()]
    assert list(raw.columns) == CONNECTIONS_COLUMNS, "LinkedIn's seven columns"
    assert (len(named), len(hidden)) == (counts["people"], counts["hidden"]), "people, and lines with only a date"
    assert hidden.drop(columns="Connected On").isna().all(axis=None) and raw["Connected On"].notna().all()
    assert named["Company"].isna().sum() == counts["without_company"], "people without a company"
    assert raw["Email Address"].isna().all(), "no e-mail address"
    assert (named["Company"] == FIRM).any(), "a colleague"
    if counts is not PLAN_2026:
        assert len(raw) != PLAN_2026["people"] + PLAN_2026["hidden"], "as many lines as in seed 2026"
