"""The claims register: what the articles say in figures, and how each figure stands. The same in every firm."""

from pathlib import Path

import pandas as pd

from ssl_trainer.world.package import write_tables
from ssl_trainer.world.part import Part

REGISTER = Path(__file__).with_name("claims.csv")

ABOUT = "about"
"""The column that stays here: beginnings of words, of which a text that quotes the figure has at least one."""


def register() -> pd.DataFrame:
    """The register as it is kept: one row per figure, columns as in datapackage.json, and ABOUT."""
    return pd.read_csv(REGISTER, keep_default_na=False, na_values=[""])


def assert_well_formed(claims: pd.DataFrame) -> None:
    """Raises AssertionError if a row contradicts itself or leaves out what every claim must say."""
    assert claims.claim_id.is_unique and claims.claim_id.str.fullmatch(r"[a-z][a-z0-9_]*").all(), "claim_id"
    said = ["figure", "text", "article", "year", "evidence", "confidence"]
    assert claims[said].notna().all(axis=None), "a claim leaves out what each must say"
    for column in ("source_named", "source_found", "sponsored"):
        assert claims[column].isin([True, False]).all(), f"{column} is neither True nor False"
    assert (claims.source.notna() == claims.source_named).all(), "source stands there if, and only if, it is named"
    assert (claims.sponsor.notna() == claims.sponsored).all(), "sponsor stands there if, and only if, it is sponsored"
    assert (claims.matches_source.notna() == claims.source_found).all(), "only what was found can say the same"
    assert claims.matches_source.dropna().isin(["yes", "partly", "no"]).all(), "matches_source"
    assert claims.confidence.isin(["high", "medium", "low"]).all(), "confidence"


def draw(_seed: int, _sub: int, folder: Path) -> None:
    claims = register()
    assert_well_formed(claims)
    write_tables(folder, {"claims": claims.drop(columns=ABOUT)})


PART = Part((), draw)
