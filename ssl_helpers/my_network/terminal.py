"""The picture in a terminal: what the page says, in short."""

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ssl_helpers import law
from ssl_helpers.linkedin.report import printable
from ssl_helpers.my_network import shapes
from ssl_helpers.my_network.shapes import SMALLEST, Coverage, Dialogue, Network, Picture, Posts

_WIDEST_BAR = 24
# A sign that the letters of every system have.
_BAR = "="
_LISTED = 20
_NOT_SHOWN = "not shown"


def _said(words: str, **style: str) -> Text:
    # What a file says may hold signs that steer a terminal.
    return Text(printable(words), **style)


def show(picture: Picture, console: Console) -> None:
    """Print the picture, part by part, and at the end the three suggestions and the law."""
    console.print(_titled("What was read", [*map(_said, picture.read)]))
    parts = (("network", _network), ("coverage", _coverage), ("posts", _posts), ("dialogue", _dialogue))
    titles = {
        "network": "Your network",
        "coverage": "Your accounts",
        "posts": "Your posts",
        "dialogue": "Your dialogue",
    }
    for name, lines in parts:
        part = getattr(picture, name)
        console.print(_titled(titles[name], list(lines(part)) if part else [_said(picture.missing[name])]))
    for number, one in enumerate(picture.suggestions, start=1):
        says = [
            _said(one.number),
            Text.assemble(("The model says: ", "bold"), one.model),
            Text.assemble(("The evidence says: ", "bold"), one.evidence),
            Text.assemble(("Do this: ", "bold"), one.do),
            _said(one.source, style="dim"),
        ]
        console.print(_titled(f"{number} of 3: {one.title}", says))
    for some in picture.names or ():
        more = [_said(f"and {some.more} more")] if some.more else []
        console.print(_titled(some.title, [_said(some.why), *map(_said, some.names or ["nobody"]), *more]))
    box = [*law.UNWANTED_MESSAGES, law.STANDING, law.COPYING_PEOPLE]
    console.print(_titled("Before you write to anyone: § 10", [_said(sentence) for sentence in box]))


def _titled(title: str, lines: list[RenderableType]) -> Panel:
    return Panel(Group(*lines), title=Text(title, style="bold"), title_align="left", padding=(0, 1))


def _bars(groups: Sequence[shapes.Group]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(max_width=44, overflow="fold")
    table.add_column(justify="right")
    table.add_column()
    most = max((group.part for group in groups), default=0)
    for one in groups:
        bar = _BAR * round(_WIDEST_BAR * one.part / most if most else 0)
        table.add_row(_said(one.label), f"{one.count:,} ({100 * one.part:.1f} %)", bar)
    return table


def _count(count: int | None) -> str:
    return _NOT_SHOWN if count is None else f"{count:,}"


def _network(network: Network) -> Iterable[RenderableType]:
    yield _said(f"{network.people:,} people you can name, and {network.hidden:,} whose profile is hidden or closed.")
    yield _bars(network.groups)
    if network.buyers is not None:
        yield _said(
            f"At customers and prospects: {network.buyers:,} people, {_count(network.deciders)} with a deciding title."
        )
    if network.colleagues_per_customer is not None:
        yield _said(
            f"Present and former colleagues for each person at a customer: {network.colleagues_per_customer:.1f}."
        )
    yield _said("Connected in:")
    yield _bars(network.years)
    yield from map(_said, network.not_known)


def _coverage(coverage: Coverage) -> Iterable[RenderableType]:
    yield _said(
        f"{coverage.customers:,} customers and {coverage.prospects:,} prospects on your list. You know nobody at "
        f"{coverage.nobody:,} of them, 1 to {SMALLEST - 1} people at {coverage.few:,}, and {SMALLEST} or more at "
        f"{coverage.several:,}."
    )
    if coverage.white_spots:
        more = len(coverage.white_spots) - _LISTED
        shown = ", ".join(coverage.white_spots[:_LISTED]) + (f", and {more} more" if more > 0 else "")
        yield _said(f"White spots: {shown}.")
    if coverage.perhaps:
        yield _said(f"Perhaps there under another name: {', '.join(coverage.perhaps[:_LISTED])}.")
    yield from map(_said, coverage.notes)


def _posts(posts: Posts) -> Iterable[RenderableType]:
    first, last = posts.weeks[0].monday, posts.weeks[-1].monday
    yield _said(
        f"{posts.posts:,} posts in {len(posts.weeks)} weeks (the first began on {first:%Y-%m-%d}, the last on "
        f"{last:%Y-%m-%d}): {posts.per_week:.1f} a week. {posts.weeks_on_target} weeks have 3 to 5 posts, "
        f"{posts.empty_weeks} have none."
    )
    yield _said("Posts per week: " + " ".join(str(week.posts) for week in posts.weeks))
    rule = "the model's rule of thumb: 20 %"
    part = "" if posts.product_part is None else f" ({100 * posts.product_part:.0f} % of those sorted; {rule})"
    yield _said(f"{posts.helpful:,} helpful, {posts.product:,} about products{part}, {posts.undecided:,} neither.")
    yield _said(posts.rule + " In the notebook My network you can sort them yourself.", style="dim")


def _dialogue(dialogue: Dialogue) -> Iterable[RenderableType]:
    if dialogue.comments is not None:
        each = (
            "" if dialogue.comments_per_post is None else f", {dialogue.comments_per_post:.1f} for each post of yours"
        )
        yield _said(f"Comments given in the same 26 weeks: {dialogue.comments:,}{each}.")
    if dialogue.partners:
        yield _said(f"Conversations you began: {_count(dialogue.begun)}; answered: {_count(dialogue.answered)}.")
        yield _said(
            f"Conversations others began: {_count(dialogue.received)}; you answered: {_count(dialogue.replied)}."
        )
        if dialogue.days_to_reply is not None:
            yield _said(f"Until you answer: {dialogue.days_to_reply:.1f} days (the median).")
        yield _said(
            f"Both wrote once, nobody in the last 365 days: {_count(dialogue.dormant)} people, of them at customers "
            f"and prospects: {_count(dialogue.dormant_buyers)}."
        )
        yield _said("You write with:")
        yield _bars(dialogue.partners)
    yield from map(_said, dialogue.not_known)
