"""Profiles of employees, the firm's pages and LinkedIn's index, with the patterns of module 4 planted.

Most people with customer contact have the headline that LinkedIn proposes; website and company page have drifted apart.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from ssl_helpers import profiles as model
from ssl_helpers.data import FIRM, SELLER, firm_in, load
from ssl_helpers.limits import LIMITS, longest_count
from ssl_helpers.page_text import words
from ssl_trainer import COURSE_SEED
from ssl_trainer.world.archive import stream
from ssl_trainer.world.network import near
from ssl_trainer.world.package import write_tables
from ssl_trainer.world.part import Part

PROFILES = 30
LIMIT = LIMITS["headline"]

# People with customer contact whose headline is LinkedIn's own, and whose is not; people of the back office whose
# headline is their own, and too long. Headlines longer than the limit, of exactly the limit, and those that are not
# longer but take more bytes than it. Headlines of one's own with "at" or "hos", among people with customer
# contact. People with customer contact without any point; so many that with those of one point they are four.
PLAN_2026 = {
    "default": 12,
    "own": 8,
    "back_office": 1,
    "too_long": 3,
    "exact": 1,
    "bytes": 2,
    "employer": 4,
    "no_points": 1,
}

_FACING = ["Sales", "Service", "Marketing"]
_BACK_OFFICE = ["Engineering", "Production", "Finance and HR"]

_ENGLISH = [
    "I help dairies start on time every Monday",
    "Fewer stoppages in food production",
    "Packaging lines that change format in ten minutes",
    "Robots for small batches",
    "Less waste, same crew",
    "From first sketch to a running line",
    "Asking the operators first",
    "Spare parts before the line stops",
    "Simple automation for bakeries",
    "Safe lifting and palletising",
    "Ask me about old machines",
    "Service day and night",
    "Energy saved in every shift",
    "Better data from the shop floor",
    "Training that operators remember",
    "Speaker on maintenance",
    "Happy to compare notes",
]
_DANISH = [
    "Jeg hjælper mejerier med færre stop på linjen",
    "Små bagerier, der kører uden ophold hele døgnet",
    "Forebyggende eftersyn før næste nedbrud",
    "Løsninger, som operatørerne også kan lide",
    "Mindre spild på pakkelinjen",
    "Spørg mig om ældre anlæg på små værksteder",
    "Tænker på sikkerhed, før vi løfter",
    "Måler først, køber bagefter",
    "Når en fejl gemmer sig, går jeg på jagt",
    "Kører gerne ud på fabrikken i Ålborg og på Sjælland",
    "Fødevarer, køl og frost på få kvadratmeter",
    "Hører gerne, hvad der driller på jeres anlæg",
]
_SIGNS = ["🤖", "🔧", "🚀", "🥛"]

_ABOUT = [
    "Jeg har arbejdet med pakkelinjer i mange år og kender de fleste fejl ved lyden.",
    "Most of my days I stand beside a machine and listen to those who run it.",
    "Ring, hvis en linje står stille; vi finder ud af det sammen.",
    "I like plain answers and a drawing on a napkin.",
    "Før jeg kom til firmaet, var jeg med til at bygge kølehuse på Fyn.",
    "My customers make bread, cheese and juice, and none of them likes to wait.",
    "Jeg skriver om små forbedringer, som ikke koster ret meget.",
    "What I have learned from forty start-ups I share with whoever asks.",
    "Uden for arbejdet ror jeg kajak og lærer børn at svømme.",
    "Please connect if you care about maintenance, safety or less waste.",
    "På kontoret er jeg den, som spørger en gang mere.",
    "I came from production planning, so I know what a lost hour costs.",
]

# Each page is drawn from sentences of its own; "{}" is what the firm's customers make.
_MAKE = ["cheese", "bread", "juice", "furniture", "windows", "sausages", "chocolate", "medicine", "beer", "paint"]
_OPENING = "We help factories that make {} and {} keep their lines running"
_WEBSITE = [
    "When a machine stops at night, one call brings an engineer who knows your plant",
    "Before you buy anything, we measure where the hours are lost and show you the three cheapest changes",
    "Our robots pack small batches and learn a new format in minutes",
    "Operators test every solution before we leave, because they live with it",
    "You get spare parts from our own stock on the same day",
    "A fixed price for service makes next year easy to plan",
    "Old equipment may stay: we connect it to new controls and cut energy",
    "Safety comes first in every drawing, and we train each shift",
    "Customers tell us that waste falls in the first months",
]
_OLD_PAGE = [
    "Kvistmark Automation A/S was founded in a small workshop and is today a leading supplier in Northern Europe",
    "We are proud of our long tradition, our modern headquarters and our certified quality management",
    "The product range covers conveyors, cabinets, sensors, software and complete turnkey systems",
    "With a strong focus on innovation we create value for shareholders, employees and partners",
    "Visit our stand at the large trade fairs in Hannover, Herning and Stockholm",
    "Our engineering team has decades of experience with demanding industrial projects",
    "Follow the page for news about awards, new colleagues and open positions",
]
_CLOSING = "Tell us what stops your line, and we answer within a day"


def other_plan(rng: np.random.Generator) -> dict:
    """What to plant on another firm, drawn again until the proportion differs from seed 2026's."""
    while True:
        plan = {name: near(rng, PLAN_2026[name]) for name in ("default", "own", "employer")}
        # No slip may lead to the number of seed 2026: not the headlines of at least the limit, nor those of people with
        # customer contact only. Nor may a slip, such as those of exactly the limit, lead to the right one.
        plan |= {"too_long": 4, "exact": 1, "back_office": 2, "bytes": 3, "no_points": 2}
        if abs(_rate(plan) / _rate(PLAN_2026) - 1) > 0.02:
            return plan


def _rate(plan: Mapping) -> float:
    return plan["default"] / (plan["default"] + plan["own"])


def profiles(rng: np.random.Generator, staff: pd.DataFrame, plan: Mapping) -> pd.DataFrame:
    """The table profiles: 30 employees in any order, the salesperson of the archive not among them."""
    facing = plan["default"] + plan["own"]
    table = pd.concat([_some(rng, staff, _FACING, facing), _some(rng, staff, _BACK_OFFICE, PROFILES - facing)])
    table = pd.DataFrame(
        {
            "id": table.id.to_numpy(),
            "name": (table.first_name + " " + table.last_name).to_numpy(),
            "company": FIRM,
            "title": table.title.to_numpy(),
            "customer_facing": np.arange(PROFILES) < facing,
        }
    )
    own = (np.arange(PROFILES) >= plan["default"]) & (np.arange(PROFILES) < facing + plan["back_office"])
    table["headline"] = ""
    table.loc[own, "headline"] = _own_headlines(rng, table.title[own].tolist(), plan)
    table.loc[~own, "headline"] = _default_headlines(rng, table.title[~own].tolist())
    scores = np.r_[_scores(rng, own[:facing], plan), rng.integers(0, 4, size=PROFILES - facing) + own[facing:]]
    more = [_points(rng, int(score - mine)) for score, mine in zip(scores, own, strict=True)]
    table = pd.concat([table, pd.DataFrame(more)], axis=1)
    table["about"] = _abouts(rng, table.about.to_numpy())
    columns = ["id", "name", "company", "title", "customer_facing", "headline", "about", "photo", "positions", "skills"]
    return table[columns].iloc[rng.permutation(PROFILES)]


def _some(rng: np.random.Generator, staff: pd.DataFrame, depts: Sequence[str], count: int) -> pd.DataFrame:
    there = staff[staff.dept.isin(depts) & (staff.id != SELLER)]
    return there.iloc[rng.choice(len(there), size=count, replace=False)]


def _default_headlines(rng: np.random.Generator, titles: Sequence[str]) -> list[str]:
    """LinkedIn's proposal, some in other letter case or with blanks around."""
    ways: list[Callable[[str], str]] = [str, str.upper, "  {}".format, str, str.lower, "{} ".format]
    return [
        ways[number % len(ways)](f"{title} {rng.choice(['at', 'hos'])} {FIRM}")
        for number, title in zip(rng.permutation(len(titles)).tolist(), titles, strict=True)
    ]


def _own_headlines(rng: np.random.Generator, titles: Sequence[str], plan: Mapping) -> list[str]:
    """Headlines of one's own, those of the back office, at the end, too long. The first ones name the employer."""
    last = ["exact"] * plan["exact"] + ["too_long"] * plan["back_office"]
    may_name = ["bytes"] * plan["bytes"] + ["too_long"] * (plan["too_long"] - plan["back_office"])
    may_name += ["short"] * (len(titles) - len(may_name) - len(last))
    # One of exactly the limit does not name the job, whose title may take more bytes than it has letters.
    in_order = [*(may_name[at] for at in rng.permutation(len(may_name))), *last]
    return [
        _own_headline(rng, kind, title, at < plan["employer"])
        for at, (kind, title) in enumerate(zip(in_order, titles, strict=True))
    ]


def _own_headline(rng: np.random.Generator, kind: str, title: str, employer: bool) -> str:
    job = f"{title} {'at' if kind == 'too_long' else 'hos' if kind == 'bytes' else rng.choice(['at', 'hos'])} {FIRM}"
    pieces, lengths = {
        "short": (_ENGLISH, range(70, 119)),
        "bytes": (_DANISH, range(200, LIMIT)),
        "exact": (_ENGLISH, range(LIMIT, LIMIT + 1)),
        "too_long": ([*_ENGLISH, *_DANISH], range(LIMIT + 1, LIMIT + 40)),
    }[kind]
    sign = f"{rng.choice(_SIGNS)} " if kind in ("short", "too_long") and rng.random() < 0.6 else ""
    while True:
        some = rng.permutation(pieces)[: rng.integers(1, 9)].tolist()
        text = sign + " | ".join([*some, job] if employer else some)
        if len(text) in lengths and (kind != "bytes" or len(text.encode("utf-8")) > LIMIT):
            return text


def _scores(rng: np.random.Generator, own: np.ndarray, plan: Mapping) -> np.ndarray:
    """Points of the people with customer contact: four of them 0 or 1, three of them 2, the others more."""
    none = plan["no_points"]
    default, mine = (rng.permutation(np.flatnonzero(kind)).tolist() for kind in (~own, own))
    # A headline of one's own is a point by itself.
    low = [*[0] * none, *[1] * (3 - none), 2, 2]
    scores = np.zeros(len(own), int)
    scores[default[: len(low)]] = low
    scores[mine[:2]] = [1, 2]
    rest = np.array([*default[len(low) :], *mine[2:]])
    scores[rest] = 3 + rng.integers(0, 2 + own[rest])
    return scores


def _points(rng: np.random.Generator, points: int) -> dict:
    """So many of the four other points of a profile; the bounds of each are met, too."""
    has = rng.permutation([True] * points + [False] * (4 - points)).tolist()
    return {
        "photo": has[0],
        "about": has[1],
        "positions": int(rng.choice([2, 2, 3, 4, 5]) if has[2] else rng.choice([0, 1, 1])),
        "skills": int(rng.choice([5, 5, 8, 12, 20, 31]) if has[3] else rng.choice([0, 1, 3, 4, 4])),
    }


def _abouts(rng: np.random.Generator, filled: np.ndarray) -> list[str]:
    """About texts: long enough where `filled`, one of them just so; of the others two hold nothing but blanks."""
    texts = []
    for is_filled in filled.tolist():
        lengths = range(model.ABOUT, 480) if is_filled else range(40, model.ABOUT)
        texts.append(_about(rng, lengths))
    texts[int(rng.choice(np.flatnonzero(filled)))] = _about(rng, range(model.ABOUT, model.ABOUT + 1))
    for at, blanks in zip(rng.choice(np.flatnonzero(~filled), size=2, replace=False).tolist(), (1, 4), strict=True):
        texts[at] = blanks * " "
    return texts


def _about(rng: np.random.Generator, lengths: range) -> str:
    while True:
        text = " ".join(rng.permutation(_ABOUT)[: rng.integers(1, 8)])
        if len(text) in lengths:
            return text


def pages(rng: np.random.Generator) -> pd.DataFrame:
    """The table pages: the website, the company page of today, a tagline, and the company page rewritten."""
    opening = _OPENING.format(*rng.choice(_MAKE, size=2, replace=False))
    site = [opening, *rng.permutation(_WEBSITE)[:6].tolist()]
    old = rng.permutation(_OLD_PAGE)[:4].tolist()
    kept = rng.permutation(site[1:])[:2].tolist()
    texts = {
        "website": [*site, _CLOSING],
        "company page": [*old[:2], *kept, *old[2:]],
        "tagline": ["We keep your lines running"],
        "rewritten page": [*site[:5], _CLOSING],
    }
    rows = [(source, " ".join(f"{one}." for one in sentences)) for source, sentences in texts.items()]
    return pd.DataFrame(rows, columns=["source", "text"])


def ssi(rng: np.random.Generator, ids: Sequence[int]) -> pd.DataFrame:
    """The table ssi: one row per profile, by id; each pillar 0 to 25."""
    active = rng.uniform(0.15, 0.85, size=len(ids))
    table = pd.DataFrame({"id": sorted(ids)})
    for pillar in model.PILLARS:
        table[pillar] = np.clip(25 * active + rng.normal(0, 3, size=len(ids)), 1, 25).round(2)
    return table


def assert_patterns(table: pd.DataFrame, page: pd.DataFrame, index: pd.DataFrame, plan: Mapping) -> None:
    """What module 4 promises about the tables, as read back."""
    table = model.judged(table)
    size, facing = table.headline.str.len(), table[table.customer_facing]
    in_bytes, most = table.headline.map(lambda one: len(one.encode("utf-8"))), table.headline.map(longest_count)
    own = table[~table.is_default]
    assert len(table) == PROFILES and table.id.is_unique and table.name.is_unique, "30 people"
    assert not table.isna().any(axis=None), "nothing is missing"
    assert len(facing) == plan["default"] + plan["own"] and facing.is_default.sum() == plan["default"], "default"
    assert (~table.is_default[~table.customer_facing]).sum() == plan["back_office"], "the back office's own"
    assert (size > LIMIT).sum() == plan["too_long"] and (size == LIMIT).sum() == plan["exact"], "headlines too long"
    assert ((size <= LIMIT) & (in_bytes > LIMIT)).sum() == plan["bytes"], "bytes are no characters"
    assert ((most > LIMIT) == (size > LIMIT)).all(), "however LinkedIn counts an emoji"
    assert ((table.headline.str.strip().str.len() > LIMIT) == (size > LIMIT)).all(), "with blanks around or without"
    named = own.headline.str.contains(" at | hos ")
    assert named.sum() == plan["employer"] >= 3, "a headline of one's own may name the employer"
    given = table.headline[table.is_default]
    assert (given != given.str.strip()).sum() >= 2 and given.str.isupper().any() and given.str.islower().any(), "ways"
    assert (table.about.str.strip() == "").sum() == 2, "abouts of nothing but blanks"
    assert (table.about.str.strip().str.len() == model.ABOUT).any(), "an about just long enough"
    assert (table.positions == model.POSITIONS).any() and (table.skills == model.SKILLS).any(), "points just earned"
    in_order = sorted(facing.score)
    assert in_order.count(in_order[4]) == 3 and in_order[3] < in_order[4] < in_order[7], "the fifth ties with two"
    assert model.fix_first(table[~table.photo]) != model.fix_first(table), "the photo alone does not decide"
    contact = table.customer_facing
    slips = [facing.photo.mean(), contact[table.photo].mean(), contact.mean()]
    typed_in = plan is not PLAN_2026 and any(abs(one / _rate(PLAN_2026) - 1) < 0.02 for one in slips)
    assert not typed_in, "no slip leads to the proportion of seed 2026"
    assert model.completeness(table.iloc[0]) == table.score.iloc[0], "one rule"
    assert index.id.tolist() == sorted(table.id) and index[model.PILLARS].stack().between(0, 25).all(), "four pillars"
    text = page.set_index("source").text
    like = {source: model.overlap(text["website"], text[source]) for source in text.index}
    assert like["company page"] < 0.25 and like["rewritten page"] > 0.6, "drifted apart, and brought together"
    assert words(text["tagline"]) < words(text["website"]) and like["tagline"] < like["company page"] / 2, "lengths"
    assert all(60 <= len(text[one].split()) <= 150 for one in text.index if one != "tagline"), "60 to 150 words"


def draw(seed: int, sub: int, folder: Path) -> None:
    rng = stream(seed, sub, 54)
    plan = PLAN_2026 if seed == COURSE_SEED else other_plan(rng)
    with firm_in(folder):
        table = profiles(rng, load("employees"), plan)
    write_tables(folder, {"profiles": table, "pages": pages(rng), "ssi": ssi(rng, table.id.tolist())})
    with firm_in(folder):
        assert_patterns(load("profiles"), load("pages"), load("ssi"), plan)


PART = Part(("profiles",), draw)
