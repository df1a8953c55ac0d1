"""Put things in their order: by mouse, by keyboard or with a screen reader."""

import html
import random
from collections.abc import Sequence
from pathlib import Path

import anywidget
import traitlets

from ssl_helpers import CourseError
from ssl_helpers.widgets import stills, style


def verdict(value: Sequence[str], right: Sequence[str], says: dict[str, str] | None = None) -> str:
    """What is said about the order `value`, sign and words first: right, or which item is the first in a wrong place.

    says: item -> what to add when that item is the one.
    """
    if list(value) == list(right):
        return f"✓ Right: {', '.join(right)}."
    at = next(at for at, (given, wanted) in enumerate(zip(value, right, strict=True)) if given != wanted)
    before = f"The first {at} are right." if at > 1 else "The first is right." if at else ""
    words = ["→ Not yet.", before, f"“{value[at]}” is the first in a wrong place.", (says or {}).get(value[at], "")]
    return " ".join(filter(None, words))


def shuffled(right: Sequence[str]) -> list[str]:
    """The items in another order, for the same items always the same one. Raises CourseError if there is none."""
    if len(set(right)) < max(2, len(right)):
        raise CourseError(f"Give at least two items to order, all of them different. You gave {list(right)}.")
    order, dice = list(right), random.Random("|".join(right))
    # Nor may it be right from the bottom up; of two items there is no other order.
    while order in [list(right), list(reversed(right))][: len(right) - 1]:
        dice.shuffle(order)
    return order


class Ordering(stills.Still, anywidget.AnyWidget):
    """The widget: `value` is the order as it stands, `verdict` what was said about it, "" until it is checked."""

    SHOWN_AS = "ordering(…)"
    _esm = Path(__file__).with_name("ordering.js")
    _css = style("ordering")
    question = traitlets.Unicode().tag(sync=True)
    value = traitlets.List(traitlets.Unicode()).tag(sync=True)
    verdict = traitlets.Unicode().tag(sync=True)
    # How often the learner has asked. A message would overtake the moves that wait for a busy kernel; this cannot.
    checks = traitlets.Int().tag(sync=True)

    def __init__(self, question: str, right: list[str], says: dict[str, str] | None = None) -> None:
        super().__init__(question=question, value=shuffled(right))
        rows = "".join(f"<li>{html.escape(name)}</li>" for name in self.value)
        self.still = f"<p><b>{html.escape(question)}</b></p><ol>{rows}</ol>{stills.button('Check the order')}"

        def judge(_change: object) -> None:
            self.verdict = verdict(self.value, right, says)

        self.observe(judge, names="checks")


def ordering(question: str, right: list[str], says: dict[str, str] | None = None) -> Ordering:
    """The items of `right`, shuffled, below the question; the learner orders them and has the order checked.

    says: item -> what to add to the verdict when that item is the first in a wrong place.
    """
    return Ordering(question, right, says)
