"""Module 4: lay two texts of a firm beside each other, and see which words they share.

What is typed stays in the kernel and the page: it is sent nowhere, and written to no file.
"""

import html
import json
from collections.abc import Iterable

import ipywidgets as widgets
import pandas as pd

from ssl_helpers import page_text
from ssl_helpers.widgets import status
from ssl_helpers.widgets.boxes import Box

OWN = "my own text"
MOST = 40
"""Words that a list shows; of the others it says how many they are."""

_typed = {"Left": "", "Right": ""}
"""What was last typed on each side, so that running the cell again does not throw it away."""


def in_words(left: set[str], right: set[str]) -> str:
    """How much two sets of words have in common, in sentences."""
    shared, every = len(left & right), len(left | right)
    if not every:
        return "Neither text has words yet, so there is nothing to compare."
    return (
        f"The two texts have {every} different words; {shared} of them stand in both. Their overlap is "
        f"{shared} / {every} = {shared / every:.2f}."
    )


def code(left: str, right: str) -> str:
    """Lines of Python that give the overlap of two sources of `pages`, or of a text `my_left` or `my_right`."""
    sides = [("left", left), ("right", right)]
    given = [f"my_{side}" if name == OWN else f"text[{json.dumps(name, ensure_ascii=False)}]" for side, name in sides]
    table = [] if left == right == OWN else ['text = pages.set_index("source")["text"]']
    return "\n".join([*table, f"a = words({given[0]})", f"b = words({given[1]})", "len(a & b) / len(a | b)"])


def page_words(pages: pd.DataFrame) -> Box:
    """Two choices of a text and, below, both with the words they share marked, the three lists, the overlap, the code.

    pages: columns source, text; a row for each text, each source once. Instead of one of them a text of one's own may
    be compared.
    """
    texts = dict(zip(pages["source"], pages["text"].fillna(""), strict=True))
    sides = [_side(side, texts, at) for at, side in enumerate(_typed)]
    shown = widgets.HTML()

    def update(_change: object = None) -> None:
        both = []
        for choice, box in sides:
            own = choice.value == OWN
            box.layout.display = "" if own else "none"
            both.append((choice.value, box.value if own else texts[choice.value]))
        shown.value = _as_html(*both)

    def keep(_change: dict) -> None:
        _typed.update(zip(_typed, (box.value for _, box in sides), strict=True))
        update()

    update()
    half = {"flex": "1 1 0", "min_width": "0"}
    columns = [widgets.VBox(side, layout=half) for side in sides]
    box_of_all = Box("page_words(pages)", [widgets.HBox(columns), shown], layout={"max_width": "52em"})
    # The picture is made: from now on there may be words of one's own.
    for side, (_, box) in zip(_typed, sides, strict=True):
        box.value = _typed[side]
    update()
    for choice, box in sides:
        choice.observe(update, names="value")
        box.observe(keep, names="value")
    return box_of_all


def _side(side: str, texts: dict[str, str], at: int) -> tuple[widgets.Dropdown, widgets.Textarea]:
    """The choice of a text, at first the one at that place, and the field for one's own."""
    options = [*texts, OWN]
    first = options[min(at, len(texts))]
    label = {"description_width": "7.5em"}
    choice = widgets.Dropdown(options=options, value=first, description=side, style=label, layout={"width": "auto"})
    # Tab and a click elsewhere hand the text over: one answer, not one for each key.
    box = widgets.Textarea(
        description=f"My {side.lower()} text",
        style=label,
        placeholder="Paste it here, then press Tab.",
        continuous_update=False,
        layout={"width": "auto", "height": "9em"},
    )
    return choice, box


_MARK = '<mark style="background:#ffe9a8;color:#222;font-weight:bold;text-decoration:underline">'


def _marked(text: str, shared: set[str]) -> str:
    """The text as HTML, its words that stand in `shared` marked by letters and a line, not by a colour alone."""
    return "".join(
        f"{_MARK}{html.escape(piece)}</mark>" if word in shared else html.escape(piece)
        for piece, word in page_text.pieces(text)
    )


def _list(name: str, found: Iterable[str]) -> str:
    found = sorted(found)
    more = f" … and {len(found) - MOST} more" if len(found) > MOST else ""
    return f"<p><b>{html.escape(name)} ({len(found)}):</b> {html.escape(', '.join(found[:MOST]) or 'none')}{more}</p>"


def _as_html(left: tuple[str, str], right: tuple[str, str]) -> str:
    a, b = (page_text.words(text) for _, text in (left, right))
    own = [f"my_{side}" for side, (name, _) in (("left", left), ("right", right)) if name == OWN]
    yours = f" ({' and '.join(own)}: your own text)" if own else ""
    sides = "".join(
        f'<div style="flex:1 1 0;min-width:0"><p><b>{html.escape(name)}</b></p>'
        f'<p style="overflow-wrap:anywhere;white-space:pre-line">{_marked(text, a & b)}</p></div>'
        for name, text in (left, right)
    )
    return (
        f'<div style="line-height:1.45"><p><b>{status(in_words(a, b))}</b></p>'
        "<p>0 means no word in common, 1 the same words. The proportion is called Jaccard. Words such as “and” and "
        "“vi” are not counted.</p><p>Words that both have are bold and underlined:</p>"
        f'<div style="display:flex;gap:1.5em">{sides}</div>'
        f"{_list('In both', a & b)}{_list(f'Only on the left, {left[0]}', a - b)}"
        f"{_list(f'Only on the right, {right[0]}', b - a)}"
        f"<p>The code that gives the overlap{yours}:</p><pre>{html.escape(code(left[0], right[0]))}</pre></div>"
    )
