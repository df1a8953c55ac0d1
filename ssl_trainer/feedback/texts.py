"""Texts of a submission as a page may show them: without codes, shortened, highlighted; and the tasks' own markdown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import mistune
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

MAX_LINES = 40
MAX_CHARACTERS = 4_000
"""Of one text. What is beyond is left out with a remark."""
MAX_ANSWER = 20_000


@dataclass(frozen=True)
class Piece:
    """A part of a cell as it is shown. kind: code, text, printed, remark, stopped, note or picture."""

    kind: str
    body: str | Markup
    source: str = ""
    wide: bool = False


_ANSI = re.compile(r"\x1b(?:\[[0-9;:?]{0,40}[@-~]|\][^\x07\x1b]{0,400}(?:\x07|\x1b\\)|[@-Z\\-_])")
# Lone surrogates cannot be written, control characters are no text, and signs that turn the direction of writing could
# make a line read as something else than it is.
_UNSHOWABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_ENOUGH = 200_000


def get(thing: object, key: str) -> object:
    return thing.get(key) if isinstance(thing, Mapping) else None


def list_of(thing: object) -> list:
    return list(thing) if isinstance(thing, list | tuple) else []


def text_of(thing: object, limit: int = _ENOUGH) -> str:
    """A text of the notebook format, which is a string or a list of strings, up to `limit` characters."""
    if isinstance(thing, str):
        return thing[:limit]
    parts, length = [], 0
    for part in list_of(thing):
        if length > limit:
            break
        if isinstance(part, str):
            parts.append(part[: limit - length + 1])
            length += len(parts[-1])
    return "".join(parts)


def clean(text: object) -> str:
    """The text without colours and other codes of terminals, and writable as UTF-8."""
    if not isinstance(text, str):
        return ""
    text = _ANSI.sub("", text).replace("\r\n", "\n")
    if "\r" in text:
        # A progress bar goes back to the start of its line and writes over it.
        text = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return _UNSHOWABLE.sub("\ufffd", text)


def first_lines(text: str, lines: int = MAX_LINES, characters: int = MAX_CHARACTERS) -> tuple[list[str], bool]:
    """The first lines of a clean text, and whether there was more of it."""
    all_lines = text.split("\n")
    short = "\n".join(all_lines[:lines])
    return short[:characters].split("\n"), len(all_lines) > lines or len(short) > characters


def cut(text: str, lines: int = MAX_LINES, characters: int = MAX_CHARACTERS) -> list[Piece]:
    """The text, shortened with a remark where it is long; nothing where there is none."""
    kept, more = first_lines(clean(text).strip("\n"), lines, characters)
    body = "\n".join(kept)
    pieces = [Piece("text", body)] if body.strip() else []
    if more:
        pieces.append(Piece("note", "There is more of this, left out here. Your own notebook has all of it."))
    return pieces


def is_wide(text: str) -> bool:
    """Whether the text may not fit a phone: then it must be possible to scroll it by keyboard."""
    return max(map(len, text.split("\n"))) > 36


_LEXER = PythonLexer(stripnl=False, ensurenl=False)
_FORMATTER = HtmlFormatter(nowrap=True)


def highlighted(code: str) -> Markup | str:
    # A newcomer's answer is short. What is long costs time that a class waits for, and stays plain.
    return Markup(highlight(code, _LEXER, _FORMATTER).rstrip("\n")) if len(code) <= MAX_CHARACTERS else code


class _Release(mistune.HTMLRenderer):
    """Task texts as HTML. They stand below a heading of the page, and no link or picture of theirs works outside it."""

    def heading(self, text: str, level: int, **_: object) -> str:
        below = min(max(4, level + 1), 6)
        return f"<h{below}>{text}</h{below}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = mistune.escape(url)
        return f"{text} ({address})" if url.startswith("https://") and address != text else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return mistune.escape(text)


_markdown = mistune.create_markdown(escape=True, renderer=_Release(escape=True), plugins=["table", "strikethrough"])


@lru_cache(maxsize=256)
def title_and_text(task: str) -> tuple[str, Markup]:
    """A task's heading as plain text, and the rest of it as HTML. A class has the same tasks: each is rendered once."""
    task = clean(task).strip()
    first, _, rest = task.partition("\n")
    if not first.startswith("#"):
        first, rest = "", task
    return first.lstrip("# ").replace("`", "").replace("*", ""), Markup(_markdown(rest))
