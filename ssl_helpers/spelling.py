"""Which known word was meant by one that is not known."""

import difflib
import re
from collections.abc import Iterable, Sequence


def nearest(word: str, known: Iterable[object]) -> str | None:
    """The known word that `word` most likely stands for, also when æ, ø, å were typed in another way."""
    words = [one for one in known if isinstance(one, str) and one != word and one[:1] != "_" and fold(one)]
    # `count` is not a slip for `accounts`.
    words = [one for one in words if abs(len(fold(one)) - len(fold(word))) <= max(2, len(word) // 4)]
    # count_values for value_counts
    swapped = [one for one in words if "_" in word and _parts(one) == _parts(word)]
    close = difflib.get_close_matches(fold(word), {fold(one) for one in words}, n=4, cutoff=0.75)
    alike = swapped or [one for one in words if fold(one) in close]
    # Those that differ in æ, ø, å or capitals only are equally near: then the spelling decides.
    return max(alike, key=lambda one: (_likeness(fold(word), fold(one)), _likeness(word, one)), default=None)


def did_you_mean(word: object, known: Sequence[str], cutoff: float = 0.6) -> str:
    """The known id that `word` is most like as the next sentence of a refusal, or "" if none is like it.

    cutoff: how alike the two must be at least, from 0 to 1.
    """
    close = difflib.get_close_matches(str(word), known, n=1, cutoff=cutoff)
    return f" Did you mean {close[0]!r}?" if close else ""


def _likeness(word: str, other: str) -> float:
    return difflib.SequenceMatcher(None, word, other).ratio()


def fold(word: str) -> str:
    """What is left of a word when one looks past capitals, blanks, and the ways to write æ, ø and å."""
    plain = word.casefold().translate(str.maketrans("æøåäö", "aoaao"))
    return re.sub(r"[\s_.-]", "", plain.replace("aa", "a").replace("ae", "a").replace("oe", "o"))


def _parts(word: str) -> list[str]:
    return sorted(part.removesuffix("s") for part in word.casefold().split("_"))
