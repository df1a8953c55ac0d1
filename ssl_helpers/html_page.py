"""How the course's pages of HTML are made from their templates: escaped, strict, with nothing that cannot be shown."""

import re
from pathlib import Path

import jinja2
from markupsafe import Markup

# Lone surrogates cannot be written, control characters are no text, and signs that turn the direction of writing could
# make a line read as something else than it is.
_UNSHOWABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def showable(value: object) -> object:
    """What each expression of a template passes on its way into the page; escaping follows after it."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _UNSHOWABLE.sub("\ufffd", value)


def templates(*folders: Path) -> jinja2.Environment:
    """The templates of these folders."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        finalize=showable,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
