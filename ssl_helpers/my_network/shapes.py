"""What a picture of one's own network is made of: counts and sentences, no person.

Whoever shows a picture needs nothing else, and can give nothing else away: a group of people is never smaller than
SMALLEST, and the one place with names, `Picture.names`, is None unless they were asked for.
"""

import datetime
from dataclasses import dataclass

SMALLEST = 5
"""People are counted in groups of at least this many. Of fewer nothing is said but that they are fewer."""


@dataclass(frozen=True)
class Group:
    """People counted together: 0, or at least SMALLEST. part: proportion of all people in the same list, 0 to 1."""

    label: str
    count: int
    part: float


@dataclass(frozen=True)
class Network:
    """Who is in the network. None means: 1 to 4 people, or not known (then `not_known` says why).

    people: connections with a name. hidden: rows with only a date. groups: by relation to the firm, small ones put
    together. years: by year of connecting, years with few put together. buyers: people at customers and prospects.
    deciders: those of them whose title is one of a person who decides; None also if 1 to 4 do not, since subtraction
    would tell. colleagues_per_customer: None if fewer than SMALLEST people are at customers.
    """

    people: int
    hidden: int
    groups: tuple[Group, ...]
    years: tuple[Group, ...]
    buyers: int | None
    deciders: int | None
    colleagues_per_customer: float | None
    not_known: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """The learner's own accounts laid over the network. These are companies from the learner's own list, not people.

    customers and prospects: how many such accounts. nobody, few (1 to 4 people), several (5 or more): how many of both
    together. white_spots: those with nobody, in the learner's spelling. perhaps: accounts that may stand in the network
    under another name. notes: what was assumed about the list.
    """

    customers: int
    prospects: int
    nobody: int
    few: int
    several: int
    white_spots: tuple[str, ...]
    perhaps: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Week:
    monday: datetime.date
    posts: int


@dataclass(frozen=True)
class Posts:
    """Posts in the last 26 full weeks. helpful, product and undecided (no words of one's own) add up to all posts.

    product_part: product posts as a proportion of helpful and product ones, None without any. rule: how they were
    sorted.
    """

    weeks: tuple[Week, ...]
    posts: int
    per_week: float
    weeks_on_target: int
    empty_weeks: int
    helpful: int
    product: int
    undecided: int
    product_part: float | None
    rule: str


@dataclass(frozen=True)
class Dialogue:
    """Comments given, and messages by who wrote when; no text. Counts of people are 0, at least SMALLEST, or None.

    comments and comments_per_post: in the same 26 weeks as the posts. begun and answered: one-to-one conversations that
    the learner began, and those of them that the other answered. received and replied: the other way round.
    days_to_reply: median, in days; None for fewer than SMALLEST answers. partners: people written with, by group.
    dormant: people both sides wrote with, but not in the last 365 days; dormant_buyers: those of them at customers and
    prospects.
    """

    comments: int | None
    comments_per_post: float | None
    begun: int | None
    answered: int | None
    received: int | None
    replied: int | None
    days_to_reply: float | None
    partners: tuple[Group, ...]
    dormant: int | None
    dormant_buyers: int | None
    not_known: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """One thing to do. area: network, content or dialogue. number: what the archive shows. model and evidence: the two
    voices."""

    area: str
    title: str
    number: str
    model: str
    evidence: str
    do: str
    source: str


@dataclass(frozen=True)
class NameList:
    """Names, shown only where they were asked for. why: what the people in it have in common."""

    title: str
    why: str
    names: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Picture:
    """All there is to show. A part (network, coverage, posts, dialogue) is None when the archive has no file for it;
    then `missing` says so in words, by the name of the part.

    archive: the name of the file. until: the last day that the archive knows of. read: what was read, skipped and not
    understood. names: None unless asked for.
    """

    archive: str
    until: datetime.date
    read: tuple[str, ...]
    network: Network | None
    coverage: Coverage | None
    posts: Posts | None
    dialogue: Dialogue | None
    missing: dict[str, str]
    suggestions: tuple[Suggestion, Suggestion, Suggestion]
    names: tuple[NameList, ...] | None
