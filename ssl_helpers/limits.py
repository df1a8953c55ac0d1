"""How much LinkedIn's fields hold, in one place, with the day on which the authors last looked."""

CHECKED = "22 November 2026"

LIMITS = {
    "headline": 220,
    "about": 2600,
    "company tagline": 120,
    "company about": 2000,
    "post": 3000,
    "invitation note": 300,
}
"""Field -> the most characters it holds. "about" is a person's, "company about" that of a company's page."""

KNOWN = {
    "headline": "220 characters since April 2020; before that 120, which old guides still say.",
    "about": "2,600 characters; until about 2019 it was 2,000.",
    "company tagline": "120 characters, the line below a company's name.",
    "company about": "2,000 characters.",
    "post": "3,000 characters; guides of 2020 and before say 1,300.",
    "invitation note": "300 characters; in many accounts that pay nothing 200, say newer guides.",
}
"""Field -> what is known about its limit."""

HOW_SURE = (
    "Confidence: medium. LinkedIn's help pages do not list all limits. Independent guides of 2020 to 2023 agree on the "
    "headline and on a person's About; for the other fields there are fewer. Not tried on a live account."
)

STANDING = (
    f"LinkedIn's limits as independent guides give them, looked up on {CHECKED}; they may change, and LinkedIn's own "
    "field has the last word."
)

SHOWN_FIRST = 60
"""Characters of a headline that lists and comment lines show, about: one guide says 60 to 70, confidence low."""

EMOJI = "An emoji counts one here, or more if it has parts (a flag, a skin tone); LinkedIn may count two for each."


def longest_count(text: str) -> int:
    """Characters of `text` as LinkedIn may count them at most: an emoji, or each part of one, counts two.

    Python's `len` counts one for each; for letters, æ, ø and å included, the two are the same.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
