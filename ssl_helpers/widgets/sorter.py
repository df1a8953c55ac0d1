"""Give each of several things one of the choices, with an answer to every choice."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

import ipywidgets as widgets

from ssl_helpers.widgets import status
from ssl_helpers.widgets.boxes import Box


@dataclass(frozen=True)
class Item:
    """What is to be sorted, the choice that fits, and why."""

    what: str
    choice: str
    why: str


def reply(item: Item, choice: str, voice: str) -> str:
    """What is said about a choice, sign and words first."""
    if choice == item.choice:
        return f"✓ {voice.capitalize()} says so too. {item.why}"
    return f"→ {voice.capitalize()} says: {item.choice}. {item.why}"


def sorter(items: Sequence[Item], choices: Sequence[str], thing: str, voice: str, shown_as: str) -> Box:
    """The items, each with its choices; the reply appears below the choice, the count at the end.

    thing: what an item is, for a screen reader: "accept invitation 3". voice: who says which choice fits: "the policy".
    shown_as: the lesson's call that makes the sorter.
    """
    total = widgets.HTML(f"0 of {len(items)} sorted")
    chosen: dict[int, str] = {}
    rows = []
    for number, item in enumerate(items, start=1):
        choice = widgets.ToggleButtons(
            options=list(choices),
            value=None,
            tooltips=[f"{one} {thing} {number}" for one in choices],
            # The usual width would cut longer words off.
            style={"button_width": "auto"},
        )
        said = widgets.HTML()

        def update(change: dict, number=number, item=item, said=said) -> None:
            chosen[number] = change["new"]
            said.value = status(reply(item, change["new"], voice))
            agreed = sum(chosen[at] == one.choice for at, one in enumerate(items, start=1) if at in chosen)
            total.value = status(f"{len(chosen)} of {len(items)} sorted, {agreed} as {voice} says")

        choice.observe(update, names="value")
        rows += [widgets.HTML(f"<b>{number}. {html.escape(item.what)}</b>"), choice, said]
    return Box(shown_as, [*rows, total])
