"""Interactive pieces of the lessons. Each works by mouse and keyboard and says its state in words."""

import html
from pathlib import Path

LIVE = ' role="status" aria-live="polite"'
"""What makes a screen reader say the words of an element of HTML as soon as they change."""


def status(words: str) -> str:
    """Words that a screen reader says as soon as they change."""
    return f"<span{LIVE}>{html.escape(words)}</span>"


class Unsaid:
    """A widget that does not say what is typed in it: the usual words would stand in the notebook's file."""

    SHOWN_AS = ""
    """What stands there instead."""

    def __repr__(self) -> str:
        return self.SHOWN_AS


def style(*widget: str) -> str:
    """The style sheet that all widgets share, and after it the one of a widget that has more to say."""
    sheets = [Path(__file__).with_name(f"{name}.css") for name in ("controls", *widget)]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
