"""Write the report to the one file that the learner named, and to no other."""

from pathlib import Path

from ssl_helpers import CourseError
from ssl_helpers.my_network.page import MADE_BY, report
from ssl_helpers.my_network.shapes import Picture
from ssl_helpers.paths import pasted


def write_report(picture: Picture, path: str | Path) -> Path:
    """Write the picture as an HTML page; give the file's whole path. A report that stands there is replaced.

    Raises CourseError when the file cannot be written, or is something else than such a report.
    """
    text = pasted(path)
    if not text or "\0" in text:
        raise CourseError("The report needs a file name, for instance my_network.html.")
    file = Path(text)
    if file.suffix.lower() not in (".html", ".htm"):
        raise CourseError(f"{file.name} should end in .html, so that a browser opens it. Name it {file.stem}.html.")
    page = report(picture).encode("utf-8")
    try:
        if file.exists() and (not file.is_file() or MADE_BY.encode() not in file.read_bytes()[:4_000]):
            raise CourseError(f"{file} is there already and is no report of the course. Choose another name.")
        is_new = not file.exists()
        try:
            file.write_bytes(page)
        except OSError:
            if is_new:
                file.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CourseError(
            f"The report cannot be written to {file}: {reason}. Choose a folder that is there and that you may write."
        ) from error
    return file.resolve()
