"""Module 4: hold a LinkedIn headline against stated rules. What comes out are words about the text, never a score.

Source of the rules: articles of a Danish social selling consultancy, 2 January 2017 (say what you help with; buyers
look people up) and 15 February 2016 (buyers search before they contact sales), and an undated one on employees and
customers (say whom you work for).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ssl_helpers import page_text
from ssl_helpers.limits import EMOJI, LIMITS, SHOWN_FIRST, longest_count
from ssl_helpers.network import norm

LIMIT = LIMITS["headline"]
KEPT, OPEN = "✓", "→"


class Remark(NamedTuple):
    """What one rule sees: the sign (✓ kept, → a next step), what is so, and why it matters or what to do."""

    sign: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.sign} {self.what} {self.why}"


def counter(headline: str) -> str:
    """How many characters of the limit are used, sign first. The editor's JavaScript says the same."""
    left = LIMIT - len(headline)
    rest = f"{left} left" if left >= 0 else f"{-left} too many"
    return f"{KEPT if left >= 0 else OPEN} {len(headline)} of {LIMIT} characters; {rest}"


def is_default(headline: str, title: str, company: str) -> bool:
    """True if the headline is "title at company" or "title hos company", as LinkedIn proposes it.

    Blanks around and between words, and letter case, make no difference.
    """
    return _line(headline) in {_line(f"{title} {link} {company}") for link in ("at", "hos")}


def listed(typed: str) -> list[str]:
    """What somebody typed with commas (or semicolons, or line breaks) between, each once."""
    return list(dict.fromkeys(one.strip() for one in re.split(r"[,;\n]", typed) if one.strip()))


def found(headline: str, wanted: Iterable[str]) -> list[str]:
    """Those of the words and phrases in `wanted` that stand in the headline as whole words, in any letter case.

    Only that very spelling counts: "dairy" does not find "dairies". A hyphen counts as a blank.
    """
    joined = _tokens(headline)
    return [one for one in wanted if _tokens(one).strip() and _tokens(one) in joined]


def first_part(headline: str) -> str:
    """What lists and comment lines show of the headline, about: its first whole words, 60 characters at most."""
    line = page_text.plain(headline).strip()
    whole_words = re.match(rf"(?s).{{0,{SHOWN_FIRST}}}(?!\w)", line)
    return whole_words[0].strip() if whole_words else line[:SHOWN_FIRST]


def review(
    headline: str,
    helps: str,
    with_what: str,
    search_words: Iterable[str],
    title: str = "",
    company: str = "",
) -> list[Remark]:
    """What the rules see in a headline, one Remark for each rule.

    helps: whom you help. with_what: what you help them with. search_words: words and phrases that your buyers type.
    title, company: yours. What is empty cannot be compared, and its remark asks for it.
    """
    if not page_text.plain(headline).strip():
        return [Remark(OPEN, "There is no headline yet.", "Begin with whom you help, and with what.")]
    search_words = [one for one in search_words if one.strip()]
    # In the first 60 characters one word of any field is enough.
    said = [*page_text.words(helps), *page_text.words(with_what), *search_words]
    return [
        _length(headline),
        _default(headline, title, company),
        _says(headline, helps, "whom you help", "Whom do you help?"),
        _says(headline, with_what, "what you help with", "With what?"),
        _searched(headline, search_words),
        _first(headline, said),
        _employer(headline, company),
    ]


def _line(text: str) -> str:
    return " ".join(page_text.plain(text).lower().split())


def _tokens(text: str) -> str:
    """The words in lower case, with single blanks between and around them."""
    words = re.findall(r"[^\W_]+", page_text.plain(text).lower())
    return f" {' '.join(words)} "


def _quoted(several: Iterable[str]) -> str:
    return ", ".join(f"“{one}”" for one in several)


def _not_in(missing: list[str]) -> str:
    return f" Not in it, in this very spelling: {_quoted(missing)}. Not every word has to fit." if missing else ""


def _length(headline: str) -> Remark:
    count, most = len(headline), longest_count(headline)
    if count > LIMIT:
        why = "LinkedIn does not take more. Leave out what a reader can find lower down in your profile."
        return Remark(OPEN, f"The headline has {count} characters; {count - LIMIT} too many.", why)
    what = f"The headline has {count} of {LIMIT} characters; {LIMIT - count} left."
    if most == count:
        return Remark(KEPT, what, "Nobody has to use them all.")
    sign = KEPT if most <= LIMIT else OPEN
    return Remark(sign, what, f"LinkedIn may count up to {most} characters. {EMOJI}")


def _default(headline: str, title: str, company: str) -> Remark:
    if not (title.strip() and company.strip()):
        what = "Title and employer are not both filled in."
        return Remark(OPEN, what, "With them you see whether this is the headline that LinkedIn proposes.")
    if is_default(headline, title, company):
        why = "It says where you work, and not yet whom you help. Write your own."
        return Remark(OPEN, "This is the headline that LinkedIn proposes: title and employer.", why)
    return Remark(KEPT, "It is not the headline that LinkedIn proposes.", "That one has only title and employer.")


def _says(headline: str, field: str, what: str, asked: str) -> Remark:
    # In the order in which they were typed, each once.
    wanted = list(dict.fromkeys(word for _, word in page_text.pieces(field) if word in page_text.words(field)))
    if not wanted:
        return Remark(OPEN, f"“{asked}” is empty.", "Fill it in, and its words are looked for in the headline.")
    there = found(headline, wanted)
    missing = [word for word in wanted if word not in there]
    if not there:
        why = f"Looked for, in this very spelling: {_quoted(wanted)}. One of them is enough."
        return Remark(OPEN, f"The headline has none of your words for {what}.", why)
    why = f"A reader sees at once whether it is for them.{_not_in(missing)}"
    return Remark(KEPT, f"It says {what}: {_quoted(there)}.", why)


def _searched(headline: str, search_words: list[str]) -> Remark:
    if not search_words:
        why = "Buyers search before they contact sales. Ask a customer which words they would type."
        return Remark(OPEN, "There are no search words yet.", why)
    there = found(headline, search_words)
    missing = [word for word in search_words if word not in there]
    if not there:
        why = f"Looked for, in this very spelling: {_quoted(missing)}. Buyers search before they contact sales."
        return Remark(OPEN, "None of the words that your buyers search for stands in it.", why)
    why = f"Buyers search before they contact sales.{_not_in(missing)}"
    return Remark(KEPT, f"Your buyers' words stand in it: {_quoted(there)}.", why)


def _first(headline: str, said: list[str]) -> Remark:
    if len(headline.strip()) <= SHOWN_FIRST:
        return Remark(KEPT, "It is short enough for lists and comments.", f"They show about {SHOWN_FIRST} characters.")
    start = first_part(headline)
    what = f"Lists and comments show about the first {SHOWN_FIRST} characters: “{start} …”"
    if found(start, said):
        return Remark(KEPT, what, "It begins with what matters to your buyers.")
    if not said:
        return Remark(OPEN, what, "Say whom you help and with what; then this part is compared with it.")
    return Remark(OPEN, what, "None of the words you gave stands there. Begin with the most important one.")


def _employer(headline: str, company: str) -> Remark:
    if not company.strip():
        return Remark(OPEN, "“Your employer” is empty.", "Fill it in to see whether readers learn whom you work for.")
    # In a headline people leave out "A/S".
    if found(headline, [norm(company)]):
        return Remark(KEPT, "It says whom you work for.", "A reader then knows for whom you speak.")
    return Remark(
        OPEN, f"“{company.strip()}” does not stand in it.", "Say openly whom you work for; the name is enough."
    )
