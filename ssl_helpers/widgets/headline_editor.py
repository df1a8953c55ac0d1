"""Module 4: rewrite one's own headline beside the old one, count its characters, and see what the rules say.

What is typed stays in the kernel and the page: it is sent nowhere, and written to no file.
"""

import html
from functools import cache
from pathlib import Path

import anywidget
import traitlets

from ssl_helpers import headline
from ssl_helpers.limits import STANDING
from ssl_helpers.widgets import stills, style

CODE = f"len(headline)\nlen(headline) <= {headline.LIMIT}"
"""How Python counts."""

ASKED = [
    "Your title",
    "Your employer",
    "Whom do you help?",
    "With what?",
    "Words your buyers search for, with commas between",
]
"""The fields' names, for the picture; the page has them with an example in each."""


class HeadlineEditor(stills.Still, anywidget.AnyWidget):
    """The widget. `new` is the headline as it becomes; `said` what the rules see in it."""

    SHOWN_AS = "headline_editor()"
    _esm = Path(__file__).with_name("headline_editor.js")
    _css = style("headline_editor")
    # What the learner types.
    title = traitlets.Unicode().tag(sync=True)
    company = traitlets.Unicode().tag(sync=True)
    helps = traitlets.Unicode().tag(sync=True)
    with_what = traitlets.Unicode().tag(sync=True)
    search_words = traitlets.Unicode().tag(sync=True)
    old = traitlets.Unicode().tag(sync=True)
    new = traitlets.Unicode().tag(sync=True)
    # What Python answers.
    limit = traitlets.Int(headline.LIMIT).tag(sync=True)
    standing = traitlets.Unicode(STANDING).tag(sync=True)
    code = traitlets.Unicode(CODE).tag(sync=True)
    said = traitlets.Dict().tag(sync=True)

    _TYPED = ("title", "company", "helps", "with_what", "search_words", "old", "new")

    def __init__(self) -> None:
        super().__init__()
        self._answer()
        self.still = self._drawn()
        self.observe(self._answer, names=self._TYPED)

    def _answer(self, _change: object = None) -> None:
        words = headline.listed(self.search_words)
        remarks = headline.review(self.new, self.helps, self.with_what, words, self.title, self.company)
        # With what it is about, so that the page can tell an answer to an earlier wording from one to this.
        self.said = {"of": [getattr(self, name) for name in self._TYPED], "remarks": [list(one) for one in remarks]}

    def _drawn(self) -> str:
        """The picture of the empty editor."""
        old, new = (
            stills.field(label) + html.escape(headline.counter(""))
            for label in ("Your headline today", "Your new headline")
        )
        remarks = "".join(
            f"<p>{html.escape(sign)} <b>{html.escape(what)}</b> {html.escape(why)}</p>"
            for sign, what, why in self.said["remarks"]
        )
        return (
            f"{''.join(map(stills.field, ASKED))}{stills.beside([old, new])}{stills.button('Copy the new headline')}"
            f"<p><b>What the rules see in the new headline</b></p>{remarks}<p>{html.escape(STANDING)}</p>"
            f"<p>The code that counts, for a headline in quotation marks:</p><pre>{html.escape(CODE)}</pre>"
        )


@cache
def headline_editor() -> HeadlineEditor:
    """An editor for one's own headline. Each call gives the same one, so that no call throws away what was typed."""
    return HeadlineEditor()
