"""Three things to do: in each of network, content and dialogue the one where the archive is farthest from the model.

Source of the models: articles of a Danish social selling consultancy (2016–2018), a LinkedIn article on employees and
customers (c. 2015–17). Each suggestion keeps apart what the model says and what the evidence says.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ssl_helpers import content
from ssl_helpers.my_network.shapes import Coverage, Dialogue, Network, Posts, Suggestion

_BLOG = "Social Selling Company, Danish blog"
_LOGIC = "That what you publish does not reach them directly is plain logic."
_NO_COUNT = "Practitioners' advice; no count behind it is known."


class Advice(NamedTuple):
    """What is suggested, apart from the learner's own number."""

    area: str
    title: str
    model: str
    evidence: str
    do: str
    source: str


ADVICE = {
    "count": Advice(
        "network",
        "Lay your list of accounts over your network",
        "Your network should hold the customers you have and those you want.",
        f"{_LOGIC} How much more a network with customers sells, the articles do not show.",
        "Export your accounts from your CRM, one company on each line, and look again with that list.",
        f"{_BLOG}, 2017",
    ),
    "white spots": Advice(
        "network",
        "Fill one white spot a week",
        "Step 4 of the five: include present and future customers, then cultivate them by dialogue.",
        f"{_LOGIC} What a filled spot sells, nobody has measured here.",
        "Choose one white spot. Find out who works there and what occupies them. Comment on something they wrote, and "
        "ask to connect when there is something to go on with.",
        f"{_BLOG}, 2017",
    ),
    "composition": Advice(
        "network",
        "Let the next ten connections be customers or prospects",
        "Most networks hold many colleagues and few customers, because LinkedIn began as an electronic CV.",
        "Two trainers saw this in many profiles but published no count. Yours is now counted.",
        "Each week, write down two people at customers or prospects. Read first, comment, then connect.",
        f"{_BLOG}, 2016",
    ),
    "second person": Advice(
        "network",
        "Know a second person at each account",
        "Relations should not hang on one person: if that one moves on, the account is a white spot again.",
        "People change jobs, so contacts age. How fast yours do, this archive cannot say.",
        "Choose three accounts. Ask the person you know whom else your next article would interest.",
        "Blog on social relations management, 2010",
    ),
    "first posts": Advice(
        "content",
        "Plan your first three posts",
        "Step 5 of the five: something relevant 3 to 5 times a week, four helpful posts to each one about products.",
        "No study behind these numbers is known. That nobody reads what is not written is certain.",
        "Write down three questions that customers asked you last month. Answer one of them in each post.",
        f"{_BLOG}, 2016",
    ),
    "order posts": Advice(
        "content",
        "Order the larger archive",
        "Publish 3 to 5 posts a week, four helpful ones to each one about products.",
        "No study behind these numbers is known.",
        "In LinkedIn order the larger archive, which has your posts. Until then, count this week's by hand.",
        f"{_BLOG}, 2016",
    ),
    "order dialogue": Advice(
        "dialogue",
        "Look at your dialogue, too",
        "Relations are cultivated by dialogue, for instance by commenting.",
        _NO_COUNT,
        "Order LinkedIn's larger archive, which has your comments and messages. Until then: three comments a week.",
        f"{_BLOG}, 2017",
    ),
    "steady": Advice(
        "content",
        "Keep a steady week",
        "Publish 3 to 5 posts a week, every week.",
        "No study behind 3 to 5 is known. What a gap costs, the articles do not show.",
        "Book two half hours in your calendar each week, and aim at 3 to 5 posts in each of the next four weeks.",
        f"{_BLOG}, 2016",
    ),
    "keep": Advice(
        "content",
        "Keep your rhythm",
        "Publish 3 to 5 posts a week, four helpful ones to each one about products.",
        "No study behind these numbers is known. See for yourself which of your posts customers answer.",
        "Look up the three posts of this half year that customers commented on. Go on with the same question.",
        f"{_BLOG}, 2016",
    ),
    "fewer": Advice(
        "content",
        "Fewer posts, more answers",
        "Publish 3 to 5 posts a week.",
        "No study behind 3 to 5 is known.",
        "Leave out every other post for four weeks. Use the time for comments on what customers write.",
        f"{_BLOG}, 2016",
    ),
    "mix": Advice(
        "content",
        "Four helpful posts to each one about products",
        "About four times as much inspiration as product and company material. (The same article also says: do not "
        "sell in posts at all. The course takes 1 in 5 as the most, in a helpful tone.)",
        "A practitioners' rule with many relatives; no count behind it is known.",
        "Turn your next product post into a customer's story: their problem, what they did, what changed.",
        f"{_BLOG}, 2016",
    ),
    "comments": Advice(
        "dialogue",
        "Write three comments a week",
        "To write is one skill, to share and comment another. Relations are cultivated by commenting.",
        "One founder's story and practitioners' advice; no count behind it is known.",
        "Choose three customers. Each week, comment once on what each of them writes: a fact, an example, a question.",
        f"{_BLOG}, 2017 and 2018",
    ),
    "quiet": Advice(
        "dialogue",
        "Wake up five quiet relations",
        "Know, Like, Trust and Buy come one after the other. Somebody who has answered you knows you already.",
        "The sequence is a model, not a law. That a quiet contact is easier to reach than a stranger, nobody has shown "
        "here.",
        "Write to five of them with something of use to them and nothing to sell: an answer, an article, thanks.",
        f"{_BLOG}, 2016",
    ),
    "help first": Advice(
        "dialogue",
        "Help before you ask",
        "There is no jump from Know to Buy: an ask that comes too early makes people defensive.",
        "Why people did not answer, an archive cannot say: the ask, the day, or a profile that is hardly used.",
        "Before your next five messages, read what the other wrote last. Begin with that, and ask for nothing.",
        f"{_BLOG}, 2016",
    ),
    "answer": Advice(
        "dialogue",
        "Answer within a day",
        "Active buyers expect an answer: open questions on LinkedIn fill quickly.",
        "Said without data. That a question which somebody else has answered is gone is plain.",
        "Look into your messages at a fixed time on each working day.",
        "LinkedIn article on employees and customers, c. 2015–17",
    ),
    "go on": Advice(
        "dialogue",
        "Keep the dialogue going",
        "Relations are cultivated by dialogue.",
        _NO_COUNT,
        "Choose three customers, and read each week what they write.",
        f"{_BLOG}, 2017",
    ),
}

Found = Iterable[tuple[float, str, str]]
"""How far the archive is from the model (0: as it says, 1: as far as can be), the key of the advice, the number."""


def three(
    network: Network | None, coverage: Coverage | None, posts: Posts | None, dialogue: Dialogue | None
) -> tuple[Suggestion, Suggestion, Suggestion]:
    """One suggestion for the network, one for the content, one for the dialogue."""
    return (
        _farthest(_for_network(network, coverage)),
        _farthest(_for_content(posts)),
        _farthest(_for_dialogue(dialogue)),
    )


def _farthest(found: Found) -> Suggestion:
    _, key, number = max(found, key=lambda one: one[0])
    return Suggestion(number=number, **ADVICE[key]._asdict())


def _for_network(network: Network | None, coverage: Coverage | None) -> Found:
    listed = coverage.customers + coverage.prospects if coverage else 0
    if network is None or coverage is None or not listed:
        yield 1, "count", "Nobody has counted yet which of your connections are customers or prospects."
        return
    yield 0, "second person", f"You know somebody at each of the {listed} accounts on your list."
    if coverage.nobody:
        yield coverage.nobody / listed, "white spots", f"You know nobody at {coverage.nobody} of {listed} accounts."
    if network.colleagues_per_customer is not None and network.colleagues_per_customer > 1:
        ratio = network.colleagues_per_customer
        number = f"For each person at a customer you know {ratio:.1f} present or former colleagues."
        yield 1 - 1 / ratio, "composition", number


def _for_content(posts: Posts | None) -> Found:
    if posts is None:
        yield 1, "order posts", "What you gave says nothing about your posts."
        return
    if not posts.posts:
        yield 1, "first posts", "The archive shows no post of yours in its last 26 full weeks."
        return
    low, high = content.PER_WEEK
    all_weeks = len(posts.weeks)
    number = (
        f"Posts in {all_weeks} weeks: {posts.posts}. Weeks with {low} to {high} posts: {posts.weeks_on_target}; weeks "
        f"without any: {posts.empty_weeks}."
    )
    yield 0, "keep", number
    if posts.per_week > high:
        yield (posts.per_week - high) / high, "fewer", number
    elif posts.weeks_on_target < all_weeks:
        missing = 1 - posts.weeks_on_target / all_weeks
        yield 0.5 * missing + 0.5 * max(0, low - posts.per_week) / low, "steady", number
    most = 1 / (content.HELPFUL + 1)
    if posts.product_part is not None and posts.product_part > most:
        part = f"{100 * posts.product_part:.0f} %"
        number = f"Of the posts that could be sorted, {part} are about products or the company: {posts.product} posts."
        yield (posts.product_part - most) / (1 - most), "mix", number


def _for_dialogue(dialogue: Dialogue | None) -> Found:
    if dialogue is None:
        yield 1, "order dialogue", "What you gave says nothing about your dialogue."
        return
    if dialogue.comments is None and dialogue.begun is None and dialogue.days_to_reply is None:
        yield 1, "comments", "The archive says too little about your dialogue to count it."
        return
    yield 0, "go on", "What the archive shows of your dialogue is close to what the model asks for."
    if dialogue.comments is not None:
        per_post = dialogue.comments_per_post
        for_each = "" if per_post is None else f", {per_post:.1f} for each post of your own"
        # Without posts to compare with: one comment a week.
        gap = 1 - min(1, dialogue.comments / 26 if per_post is None else per_post)
        if gap:
            yield gap, "comments", f"Comments you gave in 26 weeks: {dialogue.comments}{for_each}."
    if dialogue.dormant_buyers:
        number = (
            f"With {dialogue.dormant_buyers} people at customers and prospects you have both written, but nobody has "
            "in the last 365 days."
        )
        yield min(1, dialogue.dormant_buyers / 20), "quiet", number
    if dialogue.begun and dialogue.answered is not None and dialogue.answered < dialogue.begun:
        number = f"Of the {dialogue.begun} conversations that you began, {dialogue.answered} were answered."
        yield 0.8 * (1 - dialogue.answered / dialogue.begun), "help first", number
    if dialogue.days_to_reply is not None and dialogue.days_to_reply > 1:
        number = f"When somebody has written, you answer after {dialogue.days_to_reply:.1f} days (the median)."
        yield min(1, (dialogue.days_to_reply - 1) / 7), "answer", number
