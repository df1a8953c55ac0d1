"""What a check says: one of four outcomes, as a card for the eye, as words, and as data for the trainer."""

import html
import re
from dataclasses import asdict, dataclass

CORRECT = "correct"
NOT_YET = "not yet"
NOT_ATTEMPTED = "not attempted"
STOPPED = "your code stopped"

MIME = "application/vnd.social-selling-course.outcome+json"
"""Marking looks for this among a check cell's outputs: without it the cell earns no points."""

# Sign and colour go together, so that colour is never the only signal. Nothing unfinished is red.
LOOK = {
    CORRECT: ("✓", "#1a7f37"),
    NOT_YET: ("→", "#b26a00"),
    NOT_ATTEMPTED: ("○", "#5b6b7b"),
    STOPPED: ("■", "#a5408f"),
}
ASKING = ("?", "#2f6fb0")
TELLING = ("◆", "#2f6fb0")


@dataclass(frozen=True)
class Outcome:
    """The result of one check. `mistake` is the known mistake's own sentence, or "" when none was recognised."""

    exercise: str
    kind: str
    message: str
    points: int
    max_points: int
    mistake: str = ""

    @property
    def _aside(self) -> str:
        return f"{self.exercise} · {self.points} of {self.max_points} point{'' if self.max_points == 1 else 's'}"

    @property
    def words(self) -> str:
        return f"{LOOK[self.kind][0]} {self.kind.capitalize()} · {self._aside}\n{self.message}"

    @property
    def card(self) -> str:
        return card(LOOK[self.kind], self.kind.capitalize(), self._aside, self.message)

    @property
    def bundle(self) -> dict:
        """The mime bundle that a notebook shows and keeps."""
        return {"text/plain": self.words, "text/html": self.card, MIME: asdict(self)}


def card(look: tuple[str, str], heading: str, aside: str, message: str) -> str:
    """One card as HTML; look: its sign and colour. The text is escaped: what a learner typed is shown, never run."""
    return framed(look, heading, aside, "".join(paragraph(html.escape(line)) for line in message.split("\n")))


def paragraph(content: str) -> str:
    """One paragraph of a card; content: HTML, in which code stands between backticks, or in a line set in."""
    if not content.startswith("    "):
        content = re.sub("`([^`]+)`", r"<code>\1</code>", content)
    return f'<p style="margin:.3em 0 0;white-space:pre-wrap;overflow-wrap:anywhere">{content}</p>'


def framed(look: tuple[str, str], heading: str, aside: str, content: str) -> str:
    """The frame of a card around `content`, which is HTML; heading and aside are escaped."""
    sign, colour = look
    return (
        f'<div style="border:1px solid {colour};border-left:.5em solid {colour};border-radius:4px;padding:.5em .8em;'
        f'margin:.2em 0;max-width:46em;line-height:1.45">'
        f'<strong><span aria-hidden="true">{sign}</span> {html.escape(heading)}</strong>'
        f'<span style="opacity:.8;margin-left:.8em;font-size:90%">{html.escape(aside)}</span>{content}</div>'
    )
