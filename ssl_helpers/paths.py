"""Paths as people give them, and names as files may have them."""

import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from ssl_helpers import CourseError

_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


def pasted(path: str | Path | None) -> str:
    """The path that was meant, or "": Windows' "Copy as path" puts quotes around it, and ~ is one's own folder."""
    text = str(path or "").strip().strip("\"'").strip()
    try:
        return str(Path(text).expanduser()) if text else ""
    except RuntimeError:
        # "~nobody" is nobody's folder.
        return text


_JOINER = "\u200d"
"""Between two pictures it makes one of them; elsewhere it cannot be seen."""


def _unfit(name: str, at: int) -> bool:
    """Whether a letter of the name is none for a file: line ends, too, and marks that turn the text."""
    if name[at] == _JOINER:
        around = name[at - 1 : at], name[at + 1 : at + 2]
        return not all(one and unicodedata.category(one) in ("So", "Sk", "Mn") for one in around)
    return name[at] in '<>:"/\\|?*[]{}%#' or unicodedata.category(name[at]).startswith("C")


def file_name(name: str) -> str:
    """The name as a file or folder may have it on every system, of at most 80 letters; "_" if nothing is left."""
    # Double quotes are what people write in names, and what Windows cannot have.
    name = unicodedata.normalize("NFC", name).replace('"', "'")
    name = "".join("_" if _unfit(name, at) else letter for at, letter in enumerate(name))
    name = name.strip().lstrip(". ")[:80].rstrip(". ")
    return f"{name}_" if _RESERVED.fullmatch(name) else name or "_"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; one that is cut off never passes for it. Raises CourseError when it cannot be written."""
    half = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.replace(path)
    except BaseException as error:
        with suppress(OSError):
            half.unlink()
        if not isinstance(error, OSError):
            raise
        raise CourseError(
            f"{path} cannot be written: {error.strerror or error}. Close the file wherever it is open, or make some "
            "room, then try again."
        ) from error
