"""Widgets that are made of ipywidgets' own: they look like those with a page of their own, and have a picture."""

from collections.abc import Sequence

import ipywidgets as widgets

from ssl_helpers.widgets import style
from ssl_helpers.widgets.stills import Still, drawn


def dressed(box: widgets.Box, *sheet: str) -> widgets.Box:
    """The box in the look of the course's widgets; its first child holds the style sheet.

    sheet: the name of one that has more to say.
    """
    # JupyterLab takes cells that are out of sight off the page, so each box brings the sheet along.
    box.children = [widgets.HTML(f"<style>{style(*sheet)}</style>", layout={"display": "none"}), *box.children]
    box.add_class("ssl-widget")
    return box


class Box(Still, widgets.VBox):
    """Several widgets below each other, as one widget of a lesson; its picture is made from them."""

    def __init__(self, shown_as: str, children: Sequence[widgets.Widget], **named: object) -> None:
        """shown_as: the code that makes it, which stands in the notebook's file in place of what it holds."""
        super().__init__(children, **named)
        self.SHOWN_AS = shown_as
        self.still = drawn(self)
        dressed(self)
