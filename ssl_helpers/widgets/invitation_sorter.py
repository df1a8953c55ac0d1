"""Module 6: sort twelve invitations by the connection policy, with an answer to each choice."""

import html
from dataclasses import dataclass

import ipywidgets as widgets

from ssl_helpers.widgets import status

CHOICES = ["accept", "ask first", "decline"]


@dataclass(frozen=True)
class Invitation:
    """An invented invitation, the choice that the policy suggests, and why."""

    who: str
    choice: str
    why: str


INVITATIONS = [
    Invitation(
        "A buyer at a customer, who heard your talk in March",
        "accept",
        "Someone from your audience, and at a customer: the model's first choice.",
    ),
    Invitation(
        "A student who asked a good question below your article",
        "accept",
        "A reader. Students become buyers, though it takes years.",
    ),
    Invitation(
        "“Hi dear”, no picture, no job, two connections",
        "decline",
        "Nobody you could hold a dialogue with. Quality before quantity.",
    ),
    Invitation(
        "A maintenance manager who commented on your post about spare parts",
        "accept",
        "A reader who already speaks with you. You need not have met.",
    ),
    Invitation(
        "A recruiter: “I may have something for you”",
        "ask first",
        "It depends on what it is about. One polite question costs nothing.",
    ),
    Invitation(
        "“We deliver 50 guaranteed leads a month – let us connect!”",
        "decline",
        "The invitation itself is an advertisement. Remember how it felt when you write your own.",
    ),
    Invitation(
        "A consultant in your trade whom you have never met, without a word",
        "ask first",
        "“What made you think of me?” opens a dialogue, and the answer decides.",
    ),
    Invitation(
        "A former colleague who now works for a prospect",
        "accept",
        "You know each other, and a prospect begins to hear you.",
    ),
    Invitation(
        "A technical manager at a prospect, who looked at your profile yesterday",
        "accept",
        "An interested visitor. The model says: connect with those, too.",
    ),
    Invitation(
        "A salesperson of your toughest competitor",
        "ask first",
        "They may see your network. Agree with your manager how your firm handles this.",
    ),
    Invitation(
        "A second profile with a colleague's name and picture; you are connected with the first",
        "decline",
        "It looks like a copy. Ask the colleague in another way, and report it.",
    ),
    Invitation(
        "The speaker of a trade fair talk that you praised in a comment",
        "accept",
        "Your comment opened the dialogue. Go on with it.",
    ),
]


def reply(invitation: Invitation, choice: str) -> str:
    """What is said about a choice, sign and words first."""
    if choice == invitation.choice:
        return f"✓ The policy says so too. {invitation.why}"
    return f"→ The policy says: {invitation.choice}. {invitation.why}"


def invitation_sorter() -> widgets.VBox:
    """Twelve invitations with three choices each; the reply appears below the choice, the count at the end."""
    total = widgets.HTML("0 of 12 sorted")
    chosen: dict[int, str] = {}
    rows = []
    for number, invitation in enumerate(INVITATIONS, start=1):
        choice = widgets.ToggleButtons(
            options=CHOICES, value=None, tooltips=[f"{one} invitation {number}" for one in CHOICES]
        )
        said = widgets.HTML()

        def update(change: dict, number=number, invitation=invitation, said=said) -> None:
            chosen[number] = change["new"]
            said.value = status(reply(invitation, change["new"]))
            agreed = sum(chosen[at] == one.choice for at, one in enumerate(INVITATIONS, start=1) if at in chosen)
            total.value = status(f"{len(chosen)} of 12 sorted, {agreed} as the policy says")

        choice.observe(update, names="value")
        rows += [widgets.HTML(f"<b>{number}. {html.escape(invitation.who)}</b>"), choice, said]
    return widgets.VBox([*rows, total])
