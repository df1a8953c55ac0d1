"""Module 4: which words two texts of a firm, such as its website and its company page, have in common.

The idea that the two should say the same is step 2 of the five-step model (a Danish consultancy, 2 January 2017).
"""

import re
import unicodedata

_ENGLISH = """
    a all also an and are as at be but by can do for from has have he her his how i if in into is it its more not of on
    or our she so than that the their them then there these they this those to too up us was we were what when which who
    will with you your
"""
_DANISH = """
    af alle at blev bliver da de dem den der deres det dig din dine dit du efter eller en end er et for fra få gør
    ha han har hun hvad hvem hvor hvordan i ikke ind jeg jer jeres kan man med mere mig min mit når og også om op os
    over på skal som så til ud var ved vi vil vores
"""
STOP_WORDS = frozenset(f"{_ENGLISH} {_DANISH}".split())
"""Words that every text has, English and Danish: they say nothing of a firm, and are left out."""

# A hyphen or an apostrophe inside a word belongs to it (e-mail, B2B-salg); at its end ("service- og") it does not.
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
# What web pages hide in words: places where a word may be broken, and hyphens and apostrophes of other shapes.
_SHAPES = {0x00AD: None, 0x200B: None, 0x2060: None, 0xFEFF: None, 0x2010: "-", 0x2011: "-", 0x2019: "'"}


def plain(text: str) -> str:
    """The text with each letter, hyphen and apostrophe in one way: an å may be stored as one sign or as two."""
    return unicodedata.normalize("NFC", text.translate(_SHAPES))


def words(text: str) -> set[str]:
    """The different words of `text`: lower case, without punctuation, blanks, emoji and STOP_WORDS.

    æ, ø and å are letters, a number is a word. "e-mail" is one word, and another one than "email".
    """
    return {word.lower() for word in _WORD.findall(plain(text))} - STOP_WORDS


def pieces(text: str) -> list[tuple[str, str]]:
    """The plain text in pieces that follow one another, each with its word in lower case; between words that is ""."""
    text = plain(text)
    found, end = [], 0
    for match in _WORD.finditer(text):
        found += [(text[end : match.start()], ""), (match[0], match[0].lower())]
        end = match.end()
    return [(piece, word) for piece, word in [*found, (text[end:], "")] if piece]
