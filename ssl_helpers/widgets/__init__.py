"""Interactive pieces of the lessons. Each works by mouse and keyboard and says its state in words."""

import html


def status(words: str) -> str:
    """Words that a screen reader says as soon as they change."""
    return f'<span role="status" aria-live="polite">{html.escape(words)}</span>'
