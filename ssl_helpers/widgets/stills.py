"""A picture of each widget as it begins, in HTML, for a reader without the kernel that makes it live.

It stands in the notebook's file. So it is made before anything can be typed, and never again.
"""

import html
from collections.abc import Sequence

import ipywidgets as widgets

from ssl_helpers.widgets import LIVE, Unsaid
from ssl_helpers.widgets.opening import MADE_BY, this_kernel

SENTENCE = "This is a picture. To use it, run the setup cell and then this cell."

# The colour of the letters, so that it follows a light and a dark theme.
_EDGE = "border:1px solid currentColor;border-radius:3px;padding:0.1em 0.6em"


class Still(Unsaid):
    """A widget whose cell keeps a picture, too. `still` is the picture's HTML."""

    still = ""

    def _repr_mimebundle_(self, **asked: object) -> tuple[dict, dict]:
        made = super()._repr_mimebundle_(**asked)
        data, metadata = made if isinstance(made, tuple) else (made, {})
        return {**data, "text/html": _framed(self.still)}, {**metadata, MADE_BY: this_kernel()}


def _framed(still: str) -> str:
    # Nothing in a picture changes, so nothing in it is to be read aloud unasked.
    return (
        f'<div style="border-left:3px solid currentColor;padding-left:0.8em;max-width:52em"><p><i>{SENTENCE}</i></p>'
        f"{still.replace(LIVE, '')}</div>"
    )


def drawn(widget: widgets.Widget) -> str:
    """The HTML of a widget of ipywidgets; fields to type in are empty, whatever is typed there."""
    match widget:
        case widgets.Widget(layout=widgets.Layout(display="none")):
            return ""
        case widgets.HTML(value=words):
            return words
        case widgets.HBox(children=children):
            return beside([drawn(child) for child in children])
        case widgets.Box(children=children):
            return f"<div>{''.join(drawn(child) for child in children)}</div>"
        case widgets.Text(description=label) | widgets.Textarea(description=label):
            return field(label)
        case widgets.Dropdown(description=label, label=chosen):
            return field(label, f"{chosen} ▾")
        case widgets.Checkbox(description=label):
            return f"<p>☐ {html.escape(label)}</p>"
        case widgets.ToggleButtons(description=label, options=options, value=chosen):
            signed = [f"✓ {one}" if one == chosen else one for one in options]
            return beside([html.escape(label), *map(button, signed)])
        case widgets.Button(description=label) | widgets.FileUpload(description=label):
            return button(label)
    raise NotImplementedError(f"There is no picture of a {type(widget).__name__} yet.")


def field(label: str, value: str = "") -> str:
    """A field with its label; empty, if there is no value."""
    inside = html.escape(value) or 12 * "&nbsp;"
    return f'<p>{html.escape(label)} <span style="display:inline-block;{_EDGE}">{inside}</span></p>'


def button(label: str) -> str:
    return f'<span style="display:inline-block;{_EDGE}"><b>{html.escape(label)}</b></span>'


def beside(pieces: Sequence[str]) -> str:
    """Pieces of HTML in a row, which goes on below where the page is narrow."""
    inside = "".join(f"<div>{piece}</div>" for piece in pieces if piece)
    return f'<div style="display:flex;flex-wrap:wrap;align-items:center;gap:0.3em 1em;margin:0.4em 0">{inside}</div>'
