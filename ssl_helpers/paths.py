"""Paths as people give them."""

from pathlib import Path


def pasted(path: str | Path | None) -> str:
    """The path that was meant, or "": Windows' "Copy as path" puts quotes around it, and ~ is one's own folder."""
    text = str(path or "").strip().strip("\"'").strip()
    try:
        return str(Path(text).expanduser()) if text else ""
    except RuntimeError:
        # "~nobody" is nobody's folder.
        return text
