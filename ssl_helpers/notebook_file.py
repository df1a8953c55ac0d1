"""What is in a file that should be a notebook: its JSON, or the reason why there is none; and its bare cells."""

import json
import re
from collections.abc import Mapping

_METADATA = ("deletable", "editable", "jupyter", "nbgrader", "tags")
"""What of a cell's metadata is the exercise's own; editors put more there, such as times and places."""


class Unreadable(Exception):
    """A file that should be a notebook and is none; the text goes on after its name."""


def read(data: bytes) -> tuple[dict, tuple[str, ...]]:
    """The JSON of a notebook in format 4, and what had to be mended for it. Raises Unreadable with the reason."""
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("is empty" if not data else "is empty: it holds nothing but blanks")
    repaired = []
    try:
        text = data.decode(json.detect_encoding(data)).rstrip("\0")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        repaired.append("The file was not saved as UTF-8; it was read as Windows text.")
    try:
        handed_in = json.loads(text, strict=False)
    except (RecursionError, MemoryError) as error:
        raise Unreadable("is nested too deep or too large to be read") from error
    except ValueError as error:
        raise Unreadable(_why_no_json(text, getattr(error, "pos", 0))) from error
    if not isinstance(handed_in, dict):
        raise Unreadable("is JSON but no notebook")
    major, cells, sheets = (handed_in.get(key) for key in ("nbformat", "cells", "worksheets"))
    if isinstance(cells, list) and major != 1:
        return handed_in, tuple(repaired)
    if not isinstance(cells if major == 1 else sheets, list):
        raise Unreadable("is JSON but no notebook: it has no cells")
    repaired.append("The notebook was in an old format and was converted.")
    return _converted(handed_in, major if major in (1, 2) else 3), tuple(repaired)


def bare_cells(notebook: Mapping) -> list[dict]:
    """Copies of the cells with what somebody wrote in them, without what running and showing them left behind.

    Each has cell_type, metadata and source (one text), perhaps id and attachments, and as code empty outputs.
    """
    return [_bare(cell) for cell in notebook["cells"] if isinstance(cell, dict)]


def grade_id(cell: Mapping) -> str:
    """nbgrader's id of a bare cell, or ""."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _bare(cell: dict) -> dict:
    metadata, source = cell.get("metadata"), cell.get("source")
    kept = {key: metadata[key] for key in _METADATA if key in metadata} if isinstance(metadata, dict) else {}
    if not isinstance(kept.get("nbgrader", {}), dict):
        del kept["nbgrader"]
    lines = source if isinstance(source, list) else [source]
    bare = {key: cell[key] for key in ("id", "attachments") if cell.get(key)}
    bare |= {"cell_type": cell.get("cell_type"), "metadata": kept}
    bare["source"] = "".join(line for line in lines if isinstance(line, str))
    return bare | ({"execution_count": None, "outputs": []} if cell.get("cell_type") == "code" else {})


def _why_no_json(text: str, at: int) -> str:
    text = text.lstrip("\ufeff \r\n\t").rstrip("\0 \r\n\t")
    if re.search(r"^<{7}( |$)", text, re.MULTILINE) and re.search(r"^>{7}( |$)", text, re.MULTILINE):
        return "holds the marks of a merge conflict (<<<<<<< and >>>>>>>): the version before the merge is needed"
    if text.startswith("<"):
        return "is a web page instead of a notebook: the file that the download button gives is needed"
    if text.startswith("{") and (not text.endswith("}") or at >= len(text)):
        return "is cut off in the middle, as an incomplete download is: it is needed again"
    return "is no notebook: its text is not JSON"


def _converted(handed_in: dict, major: int) -> dict:
    """A notebook of format 1 to 3 in format 4, without outputs, which need not be in order."""

    # Only old formats need it, and its start takes longer than the rest of the course's.
    import nbformat

    def cell(old: dict) -> dict:
        code, metadata = old.get("cell_type") == "code", old.get("metadata")
        new = {"cell_type": old.get("cell_type"), "metadata": metadata if isinstance(metadata, dict) else {}}
        if "level" in old:
            new["level"] = old["level"]
        if code and major > 1:
            new |= {"language": "python", "outputs": []}
        words = ("code" if code else "text") if major == 1 else ("input" if code else "source")
        return new | {words: _line(old.get(words))}

    def cells(some: object) -> list[dict]:
        return [cell(one) for one in some if isinstance(one, dict)] if isinstance(some, list) else []

    parts = {"nbformat": major, "nbformat_minor": 0, "metadata": {"name": ""}}
    if major == 1:
        parts["cells"] = cells(handed_in["cells"])
    else:
        sheets = [sheet for sheet in handed_in["worksheets"] if isinstance(sheet, dict)]
        parts["worksheets"] = [{"cells": cells(sheet.get("cells")), "metadata": {}} for sheet in sheets]
    try:
        converted = nbformat.convert(nbformat.from_dict(parts), 4)
    except Exception as error:  # The converter has no error of its own for a damaged notebook.
        raise Unreadable(f"is in the old format {major} and damaged, so that it cannot be converted") from error
    for one in converted.cells:
        # The converter draws ids, other ones each time.
        one.pop("id", None)
    return converted


def _line(source: object) -> str:
    return "".join(part for part in (source if isinstance(source, list) else [source]) if isinstance(part, str))
