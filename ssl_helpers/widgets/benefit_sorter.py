"""Module 2: which number would show which benefit of social selling?"""

from ssl_helpers.canvas import UNITS
from ssl_helpers.widgets.boxes import Box
from ssl_helpers.widgets.sorter import Item, sorter

CHOICES = sorted(UNITS.values())

BENEFITS = [
    Item(
        "Top of mind: they think of you when the need comes",
        UNITS["top of mind"],
        "Ask customers which suppliers come to mind, and show them no list.",
    ),
    Item(
        "Customers come to you",
        UNITS["customers come to you"],
        "A lead is inbound if the customer made the first move. Note who did, or you cannot count it.",
    ),
    Item(
        "Visibility: they find you",
        UNITS["visibility"],
        "Look at what people searched for before they came to your website.",
    ),
    Item(
        "Less price focus",
        UNITS["less price focus"],
        "Here less is better. Note the discount of each deal you win, or you only remember the worst.",
    ),
]


def benefit_sorter() -> Box:
    """Four benefits, each with four numbers to choose from; the reply appears below the choice."""
    return sorter(BENEFITS, CHOICES, thing="for benefit", voice="the course", shown_as="benefit_sorter()")
