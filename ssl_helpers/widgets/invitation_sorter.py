"""Module 6: sort twelve invitations by the connection policy, with an answer to each choice."""

from ssl_helpers.widgets.boxes import Box
from ssl_helpers.widgets.sorter import Item, sorter

CHOICES = ["accept", "ask first", "decline"]


INVITATIONS = [
    Item(
        "A buyer at a customer, who heard your talk in March",
        "accept",
        "Someone from your audience, and at a customer: the model's first choice.",
    ),
    Item(
        "A student who asked a good question below your article",
        "accept",
        "A reader. Students become buyers, though it takes years.",
    ),
    Item(
        "“Hi dear”, no picture, no job, two connections",
        "decline",
        "Nobody you could hold a dialogue with. Quality before quantity.",
    ),
    Item(
        "A maintenance manager who commented on your post about spare parts",
        "accept",
        "A reader who already speaks with you. You need not have met.",
    ),
    Item(
        "A recruiter: “I may have something for you”",
        "ask first",
        "It depends on what it is about. One polite question costs nothing.",
    ),
    Item(
        "“We deliver 50 guaranteed leads a month – let us connect!”",
        "decline",
        "The invitation itself is an advertisement. Remember how it felt when you write your own.",
    ),
    Item(
        "A consultant in your trade whom you have never met, without a word",
        "ask first",
        "“What made you think of me?” opens a dialogue, and the answer decides.",
    ),
    Item(
        "A former colleague who now works for a prospect",
        "accept",
        "You know each other, and a prospect begins to hear you.",
    ),
    Item(
        "A technical manager at a prospect, who looked at your profile yesterday",
        "accept",
        "An interested visitor. The model says: connect with those, too.",
    ),
    Item(
        "A salesperson of your toughest competitor",
        "ask first",
        "They may see your network. Agree with your manager how your firm handles this.",
    ),
    Item(
        "A second profile with a colleague's name and picture; you are connected with the first",
        "decline",
        "It looks like a copy. Ask the colleague in another way, and report it.",
    ),
    Item(
        "The speaker of a trade fair talk that you praised in a comment",
        "accept",
        "Your comment opened the dialogue. Go on with it.",
    ),
]


def invitation_sorter() -> Box:
    """Twelve invitations with three choices each; the reply appears below the choice, the count at the end."""
    return sorter(INVITATIONS, CHOICES, thing="invitation", voice="the policy", shown_as="invitation_sorter()")
