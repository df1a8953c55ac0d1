"""Step 5: full weeks, the mix, and what a post is proposed to be."""

import math
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_helpers import content
from ssl_helpers.checks.content import _week
from ssl_helpers.content import PRODUCT_WORDS, Proposal, propose_kind, propose_kinds
from ssl_helpers.figures.content import show_gap, show_within_format

# Invented posts with the kind that a reader gave them before the rule was run on them.
SAMPLES = [
    # Danish
    ("inspiration", "Tre spørgsmål, der får en indkøbschef til at tale om det, der driller i produktionen."),
    ("inspiration", "Hvad gør I, når en maskine står stille en fredag eftermiddag?"),
    ("inspiration", "I går ringede en kunde: linjen stod. Han havde selv fundet fejlen. Her er, hvad han gjorde."),
    ("inspiration", "Prisen er sjældent grunden, når en kunde siger nej. Oftere er det tvivl om leveringen."),
    ("inspiration", "En tjekliste på fem punkter til dig, der skal skifte en pumpe i et mejeri."),
    ("inspiration", "God artikel om energiforbrug i trykluft. Læs især afsnittet om lækager."),
    ("product", "Vi lancerer i dag vores nye pumpe til fødevareindustrien."),
    ("product", "Sommertilbud: 20 % på alle ventiler til og med fredag."),
    ("product", "Vi er stolte af at kunne byde velkommen til Anton, ny kollega i salg."),
    ("product", "Mød os på messen i Herning, stand K4512. Kaffen er varm."),
    ("product", "Vi søger en servicetekniker til vores afdeling i Kolding."),
    ("product", "Så er kataloget for 2026 klar. Hent det på vores hjemmeside."),
    # Norwegian
    ("inspiration", "Hva spør du om i det første møtet med en ny kunde?"),
    ("inspiration", "Fem ting jeg har lært av å lytte til innkjøpere i tjue år."),
    ("inspiration", "Slik leser du et datablad uten å sovne. En kort guide."),
    ("inspiration", "Et bakeri hadde for mye svinn. De målte i to uker og fant årsaken i kjølen."),
    ("product", "Nyhet! Våre nye sensorer er på lager, bestill i nettbutikken."),
    ("product", "Bli med på webinar om vår løsning for pakking."),
    ("product", "Vi søker en dyktig selger til Bergen."),
    ("product", "Kampanje i mars: rabatt på alle filtre."),
    # Swedish
    ("inspiration", "Varför svarar kunder inte på mejl? Tre skäl som jag ofta hör."),
    ("inspiration", "Att köpa en maskin tar nio månader. Här är frågorna som ställs på vägen."),
    ("inspiration", "En bra text om underhåll i livsmedelsindustrin, värd tio minuter."),
    ("inspiration", "Min bästa vän på mässan är alltid den som frågar först och pratar sedan."),
    ("product", "Vi lanserar en ny generation växlar. Boka en demo redan i dag."),
    ("product", "Stort erbjudande på lagervaror hela veckan."),
    ("product", "Vi är stolta över att ha fått pris som årets leverantör."),
    ("product", "Ny kollega på plats i Malmö: varmt välkommen, Elin!"),
    # English
    ("inspiration", "How do you tell a customer that their plan will not work?"),
    ("inspiration", "What buyers read before they call anybody: four things, and none of them is a brochure."),
    ("inspiration", "A bakery lost two hours a week to one valve. Here is how they found out."),
    ("inspiration", "Stand in your customer's queue for an hour. You learn more than in a meeting."),
    ("inspiration", "A demo is no conversation. Ask first."),
    ("inspiration", "Worth reading: a study of how long a purchase takes, and who takes part."),
    ("product", "Proud to announce that our company has won an award for design."),
    ("product", "We're hiring! Two engineers wanted in Aarhus."),
    ("product", "Our new controller is here. Order now and get 10% discount."),
    ("product", "Meet us in hall 4, booth 12."),
    ("product", "We just signed our hundredth customer. Thank you, team!"),
    ("product", "Version 5 of the X-200 has twice the memory and half the noise."),
]


def test_34_of_40_sample_posts_are_proposed_right():
    """A first guess, no more: five product posts have none of the words, and one inspiring post has "demo".

    The posts were written by the author of the rule, so other people's posts will do worse.
    """
    wrong = [(kind, text.split()[0]) for kind, text in SAMPLES if propose_kind(text).kind != kind]
    assert len(SAMPLES) == 40
    assert [first for kind, first in wrong if kind == "product"] == ["Sommertilbud:", "Så", "Meet", "We", "Version"]
    assert [first for kind, first in wrong if kind == "inspiration"] == ["A"]


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Vi LANCERER noget", ("product", "lancer*")),
        ("Så er der rabat!", ("product", "rabat*")),
        ("Nu har vi et godt tilbud?", ("product", "tilbud")),
        ("Læs om #webshoppen", ("product", "webshop*")),
        ("Order  now,\nplease", ("product", "order now")),
        ("We’re hiring", ("product", "we re hiring")),
        ("Bo\u0308r vi so\u0308ker ny personal", ("product", "vi söker")),
        ("Hvad koster tillid?", ("inspiration", "a question")),
        ("En god dag på landet.", ("inspiration", "none of the product words")),
        ("En prisme og en demonstration af prioritet", ("inspiration", "none of the product words")),
        ("https://example.com/tilbud", (None, "no words of your own")),
        ("👏👏", (None, "no words of your own")),
        ("", (None, "no words of your own")),
        (" \n", (None, "no words of your own")),
        (None, (None, "no words of your own")),
        (float("nan"), (None, "no words of your own")),
    ],
)
def test_what_decides(text, proposal):
    assert propose_kind(text) == Proposal(*proposal)


def test_own_product_words():
    words = ["", "  ", "*", "(.*)+$", "  Pumpe*", "c++", None, float("nan")]
    assert propose_kind("Vores pumper", words) == ("product", "  Pumpe*")
    assert propose_kind("Vores hævert", words) == ("inspiration", "none of the product words")
    assert propose_kind("Tilbud på tilbud", []).kind == "inspiration"
    assert propose_kind("Sprog: c", words).because == "c++"


def test_no_product_word_is_blank_or_found_through_another():
    for word in PRODUCT_WORDS:
        assert propose_kind(word.removesuffix("*")).kind == "product", word


def test_all_posts_of_a_frame():
    shares = pd.DataFrame(
        {
            "posted_at": pd.to_datetime(["2026-09-01 10:00", "2026-09-02 11:00", None]),
            "text": ["Rabat", None, "Hvorfor?"],
        },
        index=[7, 3, 3],
    )
    proposed = propose_kinds(shares)
    assert proposed.columns.tolist() == ["posted_at", "kind", "because"]
    assert proposed.index.tolist() == [7, 3, 3]
    assert proposed.kind.fillna("?").tolist() == ["product", "?", "inspiration"]
    assert proposed.posted_at.equals(shares.posted_at)
    none = propose_kinds(shares.iloc[:0])
    assert none.empty and none.columns.tolist() == proposed.columns.tolist()
    assert propose_kinds(shares.assign(text=None)).kind.isna().all()


def test_ten_thousand_posts_take_less_than_two_seconds():
    words = ["vi", "talte", "med", "en", "kunde", "om", "drift", "og", "fandt", "en", "anden", "vej", "til", "målet"]
    rng = np.random.default_rng(1)
    texts = [" ".join(rng.choice(words, size=330))[:1000] for _ in range(200)] * 50
    assert {len(text) for text in texts} == {1000}
    shares = pd.DataFrame({"posted_at": pd.Timestamp("2026-09-01"), "text": texts})
    start = time.process_time()
    proposed = propose_kinds(shares)
    assert time.process_time() - start < 2
    assert len(proposed) == 10_000


@pytest.mark.parametrize("unit", ["a", " ", "https://", "http", "\u0301\u0323", "tilbu ", "?"])
def test_a_megabyte_takes_no_time(unit):
    start = time.process_time()
    propose_kind((unit * 1_000_000)[:1_000_000])
    assert time.process_time() - start < 0.2


@given(st.text(), st.lists(st.text()))
def test_any_text_and_any_words_have_an_answer(text, words):
    kind, because = propose_kind(text, words)
    assert kind in (*content.KINDS, None) and because
    if kind == "product":
        assert because in words


def test_full_weeks_with_their_zeros():
    # Sunday 27 September 2026 ends the last full week before Wednesday the 30th.
    days = ["2026-09-13 23:59", "2026-09-14 00:00", "2026-09-20 23:59", "2026-09-27", "2026-09-28", None, "2030-01-01"]
    posts = content.per_week(pd.Series(pd.to_datetime(days, format="mixed")), "2026-09-30", weeks=3)
    assert posts.to_dict() == {
        pd.Timestamp("2026-09-07"): 1,
        pd.Timestamp("2026-09-14"): 2,
        pd.Timestamp("2026-09-21"): 1,
    }
    assert (posts.name, posts.index.name) == ("posts", "week")
    assert pd.api.types.is_integer_dtype(posts)


@pytest.mark.parametrize(
    ("last_day", "last_monday"),
    [
        ("2026-09-26", "2026-09-14"),
        ("2026-09-27", "2026-09-21"),
        ("2026-09-28", "2026-09-21"),
        ("2026-10-04 23:00", "2026-09-28"),
    ],
)
def test_last_full_week(last_day, last_monday):
    posts = content.per_week(pd.Series(pd.to_datetime([])), pd.Timestamp(last_day))
    assert len(posts) == 26 and posts.sum() == 0
    assert posts.index[-1] == pd.Timestamp(last_monday) and set(posts.index.day_of_week) == {0}


def test_a_time_zone_is_counted_in_utc():
    posted_at = pd.Series(pd.to_datetime(["2026-09-28 00:30"])).dt.tz_localize("Europe/Copenhagen")
    assert content.per_week(posted_at, pd.Timestamp("2026-09-30", tz="UTC")).iloc[-1] == 1


@given(st.lists(st.datetimes(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-12-31"))), st.integers(1, 20))
def test_each_post_within_the_weeks_is_counted_once(days, weeks):
    posts = content.per_week(pd.Series(days, dtype="datetime64[us]"), "2026-09-30", weeks)
    first = pd.Timestamp("2026-09-28") - pd.Timedelta(weeks=weeks)
    assert posts.sum() == sum(first <= day < pd.Timestamp("2026-09-28") for day in days)
    assert len(posts) == weeks


def test_weeks_on_target():
    assert content.weeks_on_target(pd.Series([0, 2, 3, 4, 5, 6])) == 3
    assert content.weeks_on_target(pd.Series([], dtype=int)) == 0


@pytest.mark.parametrize(
    ("inspiration", "product", "ratio", "proportion", "drop"),
    [
        (57, 29, 57 / 29, 29 / 86, 15),
        (8, 2, 4, 0.2, 0),
        (0, 3, 0, 1, 3),
        (5, 0, None, 0, 0),
        (0, 0, None, None, 0),
        (3, 1, 3, 0.25, 1),
    ],
)
def test_the_mix(inspiration, product, ratio, proportion, drop):
    kinds = pd.Series(["inspiration"] * inspiration + ["product"] * product + [None, "?"])
    for value, right in ((content.ratio(kinds), ratio), (content.product_proportion(kinds), proportion)):
        assert math.isnan(value) if right is None else value == right
    assert content.product_to_drop(kinds) == drop
    assert inspiration >= 4 * (product - drop)


@pytest.mark.parametrize(
    ("kinds", "positions"),
    [
        ("", []),
        ("p", []),
        ("iiiip", []),
        ("piiiip", []),
        ("piiip", [4]),
        ("pp", [1]),
        ("pipip", [2, 4]),
        ("piiiipiiiip", []),
    ],
)
def test_product_posts_that_stand_too_close(kinds, positions):
    names = {"i": "inspiration", "p": "product"}
    spelt = [names[one] for one in kinds]
    assert content.too_close(spelt) == positions
    windows = [spelt[at : at + 5] for at in range(len(spelt))]
    assert bool(positions) is any(window.count("product") > 1 for window in windows)


def test_monday_of_a_moment():
    moments = pd.to_datetime(
        pd.Series(["2026-09-21 00:00", "2026-09-27 23:59", "2026-09-28 12:00", None], name="posted_at")
    )
    mondays = [pd.Timestamp("2026-09-21"), pd.Timestamp("2026-09-21"), pd.Timestamp("2026-09-28"), pd.NaT]
    assert content.monday_of(moments).tolist()[:3] == mondays[:3] and content.monday_of(moments).isna().sum() == 1


def test_the_courses_weeks():
    weeks = content.full_weeks("2026-09-30")
    assert (len(weeks), weeks.name) == (26, "week")
    assert (weeks[0], weeks[-1]) == (pd.Timestamp("2026-03-30"), pd.Timestamp("2026-09-21"))


SHARES = pd.DataFrame(
    {
        "link": ["c", "a", "b"],
        "posted_at": pd.to_datetime(["2026-09-27 10:00", "2026-09-14 10:00", "2026-09-15 10:00"]),
        "text": ["Hvorfor?", None, "Nyhed"],
    }
)
LABELS = pd.DataFrame(
    {
        "ShareLink": ["a", "b", "c"],
        "kind": ["product", "product", "inspiration"],
        "format": ["text", "text", "image"],
        "own_new": [False, True, True],
    }
)
STATS = pd.DataFrame({"ShareLink": ["b", "c", "a"], "impressions": [300, 0, 100], "engagements": [3, 0, 5]})


def test_posts_are_joined_by_their_address():
    posts = content.joined(SHARES, LABELS, STATS)
    assert posts.engagements.tolist() == [0, 5, 3] and posts.kind.tolist() == ["inspiration", "product", "product"]
    assert posts.week.dt.strftime("%d %b").tolist() == ["21 Sep", "14 Sep", "14 Sep"]
    with pytest.raises(pd.errors.MergeError):
        content.joined(SHARES, pd.concat([LABELS, LABELS]), STATS)


def test_rates_are_totals_by_totals_and_unknown_without_impressions():
    rate = content.engagement_rate(content.joined(SHARES, LABELS, STATS), "kind")
    assert rate["product"] == 8 / 400 and math.isnan(rate["inspiration"])


def test_the_gap_between_the_kinds_is_said_without_their_rates(capsys):
    # Help is shown with pictures, and pictures are what people stop at.
    posts = pd.DataFrame(
        [
            ("inspiration", "image", 100, 40),
            ("inspiration", "text", 100, 20),
            ("product", "image", 100, 30),
            ("product", "text", 300, 30),
        ],
        columns=["kind", "format", "impressions", "engagements"],
    )
    show_gap(posts)
    assert capsys.readouterr().out.split(" of ")[0] == "all posts: product posts get 0.50"
    show_within_format(posts)
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" of ")[0] for line in said if ": product posts get" in line] == [
        "image: product posts get 0.75",
        "text: product posts get 0.50",
    ]


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("2026-03-30", "2026-03-30"),
        ("2026-04-05", "2026-03-30"),
        ("2026-03-30/2026-04-05", "2026-03-30"),
        ("2026-04-01 07:15:00", "2026-03-30"),
        ("30-03-2026", "2026-03-30"),
        ("6.4.2026", "2026-04-06"),
        (14, "2026-03-30"),
        ("14", "2026-03-30"),
        ("W14", "2026-03-30"),
        ("2026-W39", "2026-09-21"),
        ((2026, 39), "2026-09-21"),
        # None of the 26 weeks: said as written.
        (3, 3),
        (40, 40),
        ("2026-03-29", "2026-03-29"),
        ("2025-W14", "2025-W14"),
        ("30 March", "30 March"),
        ((2026, "April"), (2026, "April")),
        (14.5, 14.5),
    ],
)
def test_a_label_names_a_week_in_many_ways(label, named):
    assert _week(label) == named


def test_weeks_with_something_new():
    posts = content.joined(SHARES, LABELS, STATS)
    assert content.weeks_with_new(posts) == 2
    assert content.weeks_with_new(posts[posts.kind == "product"]) == 1
    assert content.weeks_with_new(posts[~posts.own_new]) == 0


@given(st.integers(0, 30), st.integers(0, 9))
def test_a_plan_keeps_its_rules(weeks, per_week):
    kinds = content.plan(weeks, per_week)
    assert len(kinds) == weeks * per_week and kinds.count("product") == len(kinds) // 5
    assert content.too_close(kinds) == [] and set(kinds) <= set(content.KINDS)
    if "product" in kinds:
        assert content.ratio(pd.Series(kinds)) >= content.HELPFUL
