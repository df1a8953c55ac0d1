"""Figures from the articles, each shown with its standing: the one way in which a lesson quotes a figure."""

import html
from collections.abc import Mapping

import pandas as pd
from IPython.display import display

from ssl_helpers import CourseError
from ssl_helpers.checking import outcomes
from ssl_helpers.data import load
from ssl_helpers.spelling import did_you_mean

SUPPORTED, WEAK, MISQUOTED, UNTRACEABLE = "supported", "weak", "misquoted", "untraceable"

# Sign, colour and words go together, so that neither sign nor colour is the only signal.
_LOOK = {
    SUPPORTED: (outcomes.LOOK[outcomes.CORRECT], "supported"),
    WEAK: (("~", outcomes.LOOK[outcomes.NOT_YET][1]), "weak"),
    MISQUOTED: (("✗", outcomes.LOOK[outcomes.STOPPED][1]), "misquoted: the source says something else"),
    UNTRACEABLE: (("?", outcomes.LOOK[outcomes.NOT_ATTEMPTED][1]), "no source found"),
}
_SAYS_THE_SAME = {
    "yes": "It was found, and it says so.",
    "partly": "It was found, and it says so only in part.",
    "no": "It was found, and it says something else.",
}


def claim(*claim_ids: str) -> None:
    """Show, for each id, a card: the figure, what is claimed, by whom, on what source, and what is known about it.

    The ids are those of the table "claims". Raises CourseError for an id that is not there; no card is shown then.
    """
    claims = load("claims").set_index("claim_id")
    known = claims.index.tolist()
    if not claim_ids:
        raise CourseError('Write the name of a claim between the brackets, in quotes: claim("listeners").')
    for one in claim_ids:
        if one not in known:
            meant = did_you_mean(one, known, cutoff=0.4)
            raise CourseError(f'There is no claim called {one!r}.{meant} load("claims") shows them all.')
    for one in claim_ids:
        display(bundle(claims.loc[one]), raw=True)


def standing(row: Mapping[str, object]) -> str:
    """How a claim stands, by the first rule that fits.

    row: a row of the table "claims". Its source was not found: "untraceable"; it says something else: "misquoted"; it
    says so only in part, or is sponsored: "weak"; else "supported".
    """
    if not row["source_found"]:
        return UNTRACEABLE
    if row["matches_source"] == "no":
        return MISQUOTED
    if row["matches_source"] == "partly" or row["sponsored"]:
        return WEAK
    return SUPPORTED


def bundle(row: pd.Series) -> dict[str, str]:
    """The card of one claim, for the eye and as words. row: a row of the table "claims", its name the claim_id."""
    look, words = _LOOK[standing(row)]
    heading = f"{row['figure']} · {words}"
    lines = {
        "The claim": row["text"],
        "Who says so": f"{row['article']}, {row['year']}.",
        "Where it comes from": _origin(row),
        "The evidence says": row["evidence"],
        "How sure we are of this evidence": f"{row['confidence']}.",
    }
    paragraphs = (outcomes.paragraph(f"<strong>{label}:</strong> {html.escape(said)}") for label, said in lines.items())
    told = "\n".join(f"{label}: {said}" for label, said in lines.items())
    return {
        "text/plain": f"{look[0]} {heading} · {row.name}\n{told}",
        "text/html": outcomes.framed(look, heading, str(row.name), "".join(paragraphs)),
    }


def _origin(row: pd.Series) -> str:
    named = f"The article names {row['source']}." if row["source_named"] else "The article names no source."
    found = _SAYS_THE_SAME[row["matches_source"]] if row["source_found"] else "The figure was not found there."
    sponsored = f" Sponsor: {row['sponsor']}." if row["sponsored"] else ""
    return named + (f" {found}" if row["source_named"] else "") + sponsored
