"""Module 2: which number would show which benefit of social selling?"""

import ipywidgets as widgets

from ssl_helpers.widgets.sorter import Item, sorter

CHOICES = ["people who search for you", "people who name you unprompted", "inbound leads", "discount per won deal"]

BENEFITS = [
    Item(
        "Top of mind: they think of you when the need comes",
        "people who name you unprompted",
        "Ask customers which suppliers come to mind, and show them no list.",
    ),
    Item(
        "Customers come to you",
        "inbound leads",
        "A lead is inbound if the customer made the first move. Note who did, or you cannot count it.",
    ),
    Item(
        "Visibility: they can find you",
        "people who search for you",
        "Look for your firm's name among the searches that lead to your website, and on LinkedIn for profile views.",
    ),
    Item(
        "Less talk about price",
        "discount per won deal",
        "Here less is better: write down the discount, in percent of the list price, of each deal you win.",
    ),
]


def benefit_sorter() -> widgets.VBox:
    """Four benefits, each with four numbers to choose from; the reply appears below the choice."""
    return sorter(BENEFITS, CHOICES, thing="for benefit", voice="the course")
