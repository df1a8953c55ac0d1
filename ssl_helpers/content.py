"""Step 5 of the five-step model: how often you post, and how much of it helps the reader.

Source of the model: articles of a Danish social selling consultancy, 15 February 2016 (three to five posts a week,
about four helpful ones to each about products or the company) and 2 January 2017 (the step). A customer story told from
the customer's problem is inspiration; company news is product.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

KINDS = ["inspiration", "product"]

PER_WEEK = (3, 5)
"""Posts a week, from and to, that the model asks for."""

HELPFUL = 4
"""Inspiring posts that the model asks for with each product post."""


def monday_of(moments: pd.Series) -> pd.Series:
    """The Monday, at midnight, of the calendar week (Monday to Sunday) of each datetime; missing stays missing.

    With a time zone the day is that in UTC.
    """
    day = pd.to_datetime(pd.Series(moments), utc=True).dt.tz_localize(None).dt.normalize()
    return day - pd.to_timedelta(day.dt.day_of_week, unit="D")


def full_weeks(last_day: object, weeks: int = 26) -> pd.DatetimeIndex:
    """The Mondays of the `weeks` full calendar weeks that end on or before `last_day`, oldest first, named "week"."""
    last = pd.Timestamp(last_day).tz_localize(None).normalize()
    # Day 6 is a Sunday: the last full week began on the Monday before last_day's next Monday.
    next_monday = last + pd.Timedelta(days=1) - pd.Timedelta(days=(last.day_of_week + 1) % 7)
    return pd.date_range(end=next_monday - pd.Timedelta(weeks=1), periods=weeks, freq="7D", name="week")


def per_week(posted_at: pd.Series, last_day: object, weeks: int = 26) -> pd.Series:
    """Posts in each of the `weeks` full calendar weeks (Monday to Sunday) that end on or before `last_day`.

    posted_at: datetimes, one per post; with a time zone they are counted by their day in UTC. Gives a Series named
    "posts", indexed by "week", the Monday of each, oldest first. A week without a post is 0; posts of other weeks and
    missing dates are left out.
    """
    mondays = full_weeks(last_day, weeks)
    return monday_of(posted_at).value_counts().reindex(mondays, fill_value=0).rename("posts")


def joined(shares: pd.DataFrame, labels: pd.DataFrame, stats: pd.DataFrame) -> pd.DataFrame:
    """Posts with what they are and what came of them: one row per post, in the order of `shares`.

    shares: as `load("shares")` gives them (link, posted_at, text …). labels: ShareLink, kind, format, own_new. stats:
    ShareLink, impressions, engagements. Gives posted_at, week (its Monday), kind, format, own_new, impressions,
    engagements, text. Raises MergeError if an address stands twice.
    """
    more = labels.merge(stats, on="ShareLink", validate="one_to_one")
    both = shares.merge(more, left_on="link", right_on="ShareLink", validate="one_to_one")
    both["week"] = monday_of(both.posted_at)
    return both[["posted_at", "week", "kind", "format", "own_new", "impressions", "engagements", "text"]]


def engagement_rate(posts: pd.DataFrame, by: str | list[str]) -> pd.Series:
    """Engagements divided by impressions, totals by totals, for each group of posts: proportions from 0 to 1.

    posts: columns impressions, engagements and `by`. Each impression counts once; without impressions NaN: unknown.
    """
    total = posts.groupby(by)[["engagements", "impressions"]].sum()
    return (total.engagements / total.impressions).rename("rate")


def weeks_with_new(posts: pd.DataFrame) -> int:
    """How many weeks have at least one post that is one's own and new. posts: columns week, own_new (bool)."""
    return int(posts.week[posts.own_new].nunique())


def weeks_on_target(per_week: pd.Series) -> int:
    """How many weeks have 3, 4 or 5 posts. per_week: posts of each week, zeros included."""
    return int(per_week.between(*PER_WEEK).sum())


def _count(kinds: pd.Series) -> tuple[int, int]:
    """Inspiring posts and product posts among the kinds; what is neither, or missing, counts as neither."""
    return tuple(int(kinds.eq(kind).sum()) for kind in KINDS)


def ratio(kinds: pd.Series) -> float:
    """Inspiring posts for each product post: the model asks for about 4. Without a product post NaN: unknown."""
    inspiration, product = _count(kinds)
    return inspiration / product if product else float("nan")


def product_proportion(kinds: pd.Series) -> float:
    """Proportion of product posts among the posts of both kinds, from 0 to 1; NaN (unknown) without posts."""
    inspiration, product = _count(kinds)
    return product / (inspiration + product) if inspiration + product else float("nan")


def product_to_drop(kinds: pd.Series) -> int:
    """Smallest number of product posts to drop, all inspiration kept, to have at least 4 inspiring ones to each."""
    inspiration, product = _count(kinds)
    return max(0, product - inspiration // HELPFUL)


def too_close(kinds: Sequence[str]) -> list[int]:
    """Positions, from 0, of the product posts that have another one among the four posts before them.

    kinds: in the order of posting. An empty list means: at most one product post in any five posts in a row.
    """
    at = [number for number, kind in enumerate(kinds) if kind == "product"]
    return [later for earlier, later in pairwise(at) if later - earlier <= HELPFUL]


def plan(weeks: int, per_week: int) -> list[str]:
    """Kinds for `weeks` weeks with `per_week` posts each, in the order of posting: every fifth post is product."""
    kinds = [KINDS[0]] * (weeks * per_week)
    for at in range(HELPFUL, len(kinds), HELPFUL + 1):
        kinds[at] = KINDS[1]
    return kinds


# "*" stands for any ending: "lancer*" finds "lancerer" and "lancering".
PRODUCT_WORDS = (
    # Danish
    *(
        "tilbud",
        "tilbuddet",
        "rabat*",
        "pris",
        "prisen på",
        "prisliste",
        "priser fra",
        "lancer*",
        "nyhed*",
        "vores nye",
    ),
    *(
        "bestil*",
        "køb nu",
        "køb den",
        "køb dit",
        "webshop*",
        "demo",
        "mød os på",
        "vores stand",
        "besøg os",
        "kampagne*",
    ),
    *("stolt af", "stolte af", "ny kollega", "nye kolleger", "nye kollegaer", "vi søger", "søger vi", "ledig stilling"),
    *("velkommen til vores", "vi fejrer", "jubilæum*", "fås nu", "nu kan du få", "vores produkt*", "vores løsning*"),
    # Norwegian
    *("tilbudet", "rabatt*", "pris fra", "lanser*", "nyhet*", "vår nye", "vårt nye", "våre nye", "bestill*", "kjøp nå"),
    *("nettbutikk*", "møt oss på", "vår stand", "besøk oss", "kampanje*", "stolte over", "stolt over", "ny kollega"),
    *("vi søker", "søker vi", "ledig stilling", "vi feirer", "våre produkt*", "vår løsning*", "få den nå"),
    # Swedish
    *("erbjudande*", "priset på", "prislista*", "pris från", "lansering*", "lanserar", "nyhet*", "vår nya", "vårt nya"),
    *(
        "våra nya",
        "beställ*",
        "köp nu",
        "köp din",
        "webbutik*",
        "webbshop*",
        "boka en demo",
        "träffa oss på",
        "vår monter",
    ),
    *("besök oss", "kampanj*", "stolta över", "stolt över", "ny kollega", "nya kollegor", "vi söker", "söker vi"),
    *("vi firar", "våra produkt*", "vår lösning*"),
    # English
    *(
        "special offer",
        "our offer*",
        "on offer",
        "discount*",
        "price list",
        "prices from",
        "launch*",
        "our new",
        "our latest",
    ),
    *("proud to", "proud of our", "buy now", "buy yours", "order now", "order yours", "pre order*", "available now"),
    *("book a demo", "book your demo", "free trial", "our booth", "our stand", "visit us", "campaign", "we are hiring"),
    *("we re hiring", "now hiring", "join our team", "new colleague", "welcome to the team", "award*", "our product*"),
    *("our solution*", "per cent off", "black friday", "sign up for our"),
)
"""Words and phrases that mark a post as one about your own product, price, launch, campaign or company news."""

# LinkedIn allows 3,000 characters in a post.
_LONGEST = 10_000


class Proposal(NamedTuple):
    """A kind proposed for a post, and the word that decided or a short reason. Without a kind there is None."""

    kind: str | None
    because: str


def _words(text: str) -> list[str]:
    """The words of a text in lower case, without web addresses, punctuation and emoji."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST]).casefold()
    return re.findall(r"\w+", re.sub(r"https?://\S+", " ", plain))


def _needles(product_words: Iterable[str]) -> list[tuple[str, str]]:
    """Each product word as written, and as it is searched for in words that single spaces join and surround."""
    texts = [word for word in product_words if isinstance(word, str)]
    spelt = [(word, " ".join(_words(word)), word.rstrip().endswith("*")) for word in texts]
    return [(word, f" {plain}" if stem else f" {plain} ") for word, plain, stem in dict.fromkeys(spelt) if plain]


def _propose(text: object, needles: list[tuple[str, str]]) -> Proposal:
    words = _words(text) if isinstance(text, str) else []
    if not words:
        return Proposal(None, "no words of your own")
    joined = f" {' '.join(words)} "
    for word, needle in needles:
        if needle in joined:
            return Proposal("product", word)
    return Proposal("inspiration", "a question" if "?" in text else "none of the product words")


def propose_kind(text: str | None, product_words: Iterable[str] = PRODUCT_WORDS) -> Proposal:
    """A first guess at a post's kind, for its author to correct.

    A post with any of the product words is "product", and `because` is the first of them in the order of the list. Any
    other text is "inspiration". Without words of one's own, as in a repost, the kind is None.

    A word counts where it stands whole, a phrase where its words follow one another, and with * at the end ("lancer*")
    whatever the ending. Letter case and punctuation make no difference. Blank or missing product words are
    ignored.
    """
    return _propose(text, _needles(product_words))


def propose_kinds(shares: pd.DataFrame, product_words: Iterable[str] = PRODUCT_WORDS) -> pd.DataFrame:
    """`propose_kind` of every post. shares: columns posted_at (datetime), text (missing in a repost).

    Gives columns posted_at, kind (missing where nothing is proposed), because; same rows, same index.
    """
    needles = _needles(product_words)
    proposals = [_propose(text, needles) for text in shares.text]
    proposed = pd.DataFrame(proposals, columns=Proposal._fields, index=shares.index)
    return proposed.assign(posted_at=shares.posted_at)[["posted_at", "kind", "because"]]
