"""The page of one's own network: every number in words, what is missing said, and nothing of the data runs in it."""

import datetime
import html
import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ssl_helpers import CourseError, html_page
from ssl_helpers.my_network import page
from ssl_helpers.my_network.page import PARTS, report, section
from ssl_helpers.my_network.shapes import (
    Coverage,
    Dialogue,
    Group,
    NameList,
    Network,
    Picture,
    Posts,
    Suggestion,
    Week,
)

MONDAY = datetime.date(2026, 5, 18)
COUNTS = (0, 2, 3, 4, 1, 0, 3, 5, 6, 2, 3, 0, 0, 4, 3, 2, 8, 1, 3, 4, 5, 2, 0, 3, 3, 1)
GENERAL = "No names in this page. Groups under 5 people are put together."
WARNING = "This page contains names: personal data of others. Keep it to yourself, delete it after use."


def groups(**counts: int) -> tuple[Group, ...]:
    total = sum(counts.values()) or 1
    return tuple(Group(label.removeprefix("y"), count, count / total) for label, count in counts.items())


NETWORK = Network(
    people=1_284,
    hidden=37,
    groups=groups(former_colleague=412, other=389, colleague=203, recruiter=118, customer=91, partner=71),
    years=groups(
        y2012=41, y2013=58, y2014=77, y2015=103, y2016=88, y2017=95, y2018=120, y2019=131, y2020=64, y2021=99,
        y2022=141, y2023=102, y2024=77, y2025=53, y2026=35,
    ),
    buyers=133,
    deciders=24,
    colleagues_per_customer=2.2,
    not_known=(),
)  # fmt: skip
PLACES = ("Nordlys", "Brønderslev", "Vestjysk", "Havnens", "Østerby", "Skagen", "Ådalens", "Aarhus", "Fyns", "Thy")
TRADES = ("Pumper A/S", "Køl & Søn", "Emballage ApS")
COVERAGE = Coverage(
    customers=28,
    prospects=34,
    nobody=29,
    few=21,
    several=12,
    white_spots=tuple(f"{place} {trade}" for place in PLACES for trade in TRADES)[:29],
    perhaps=("Nordlys Pumper: perhaps Nordlys Pumps Denmark", "Djurs Logistik: perhaps DJL Group"),
    notes=("3 accounts stood twice on your list and were counted once.",),
)
POSTS = Posts(
    weeks=tuple(Week(MONDAY + datetime.timedelta(weeks=at), count) for at, count in enumerate(COUNTS)),
    posts=71,
    per_week=2.73,
    weeks_on_target=12,
    empty_weeks=5,
    helpful=41,
    product=22,
    undecided=8,
    product_part=22 / 63,
    rule="A post is about product or firm when it has one of the words price, offer, launch, new model or campaign.",
)
DIALOGUE = Dialogue(
    comments=46,
    comments_per_post=0.66,
    begun=84,
    answered=31,
    received=57,
    replied=49,
    days_to_reply=1.4,
    partners=groups(former_colleague=44, other=38, customer=17, colleague=12),
    dormant=63,
    dormant_buyers=9,
    not_known=(),
)
SUGGESTIONS = (
    Suggestion(
        "network",
        "Go where you know nobody",
        "29 of your 62 accounts are white spots.",
        "a network that is to help you sell must include customers of today and tomorrow.",
        "how much it sells to fill a white spot, the articles do not show.",
        "Choose five white spots. Read what their people post, comment on three of it, then connect.",
        "Articles of a Danish consultancy, 25 June 2016 and 2 January 2017",
    ),
    Suggestion(
        "content",
        "Make every second product post helpful",
        "22 of 63 sorted posts are about product or firm: 34.9 %.",
        "four helpful posts for each one about your product.",
        "a rule of thumb. The article names no study.",
        "Take your next product post and tell it as a customer's problem: what they had, what they did, what changed.",
        "Article of a Danish consultancy, 15 February 2016",
    ),
    Suggestion(
        "dialogue",
        "Wake up nine dormant buyers",
        "9 people at customers and prospects have not heard from you for a year.",
        "relations are cultivated by dialogue.",
        "old contacts often remember you. How many buy, the articles do not show.",
        "Write to one of them each day. Thank, ask or send an article. Sell nothing.",
        "Article of a Danish consultancy, 2 January 2017",
    ),
)
FULL = Picture(
    archive="Complete_LinkedInDataExport_11-21-2026.zip",
    until=datetime.date(2026, 11, 21),
    read=(
        "Connections.csv: 1,321 rows, 1,284 of them people with a name.",
        "Shares.csv: 212 posts, 71 of them in the last 26 full weeks.",
        "messages.csv: 3,904 messages. Only who wrote when was read, no text.",
        "Skipped: 31 other files.",
    ),
    network=NETWORK,
    coverage=COVERAGE,
    posts=POSTS,
    dialogue=DIALOGUE,
    missing={},
    suggestions=SUGGESTIONS,
    names=None,
)
NAMED = replace(
    FULL,
    names=(
        NameList("Dormant buyers", "Not in the last 365 days.", ("Anna Zetterqvist", "Bo Ørnfeldt"), 7),
        NameList("Buyers who decide", "By their title.", (), 0),
    ),
)
EMPTY = Picture(
    archive="Basic_LinkedInDataExport.zip",
    until=datetime.date(2026, 1, 1),
    read=(),
    network=None,
    coverage=None,
    posts=None,
    dialogue=None,
    missing={
        "network": "Connections.csv is not in the archive. Ask LinkedIn for it.",
        "coverage": "You gave no list of accounts.",
        "posts": "Shares.csv is not in the archive.",
    },
    suggestions=SUGGESTIONS,
    names=None,
)
NOTHING = replace(
    FULL,
    network=Network(0, 0, (), (), None, None, None, ("No list of accounts: who is a customer is not known.",)),
    coverage=Coverage(0, 0, 0, 0, 0, (), (), ()),
    posts=Posts((), 0, 0.0, 0, 0, 0, 0, 0, None, ""),
    dialogue=Dialogue(None, None, None, None, None, None, None, (), None, None, ()),
    names=(),
)
HUGE = 10**30
ENDLESS = replace(
    FULL,
    network=Network(
        HUGE, HUGE, groups(customer=HUGE, none=0), groups(**{f"y{year}": HUGE for year in range(1990, 2040)}), HUGE, 0,
        float("inf"), (),
    ),
    coverage=Coverage(HUGE, HUGE, 1, HUGE, HUGE, tuple(f"Firm {at:,}" for at in range(2_000)), ("x" * 300,) * 40, ()),
    posts=Posts(
        tuple(Week(MONDAY + datetime.timedelta(weeks=at), HUGE * at) for at in range(26)),
        HUGE, 1e300, 0, 26, HUGE, 0, 0, float("nan"), "y" * 5_000,
    ),
    dialogue=Dialogue(0, 0.0, 0, 0, HUGE, HUGE, 1e9, groups(customer=HUGE), 0, None, ("z" * 2_000,)),
    names=(NameList("n" * 300, "w" * 300, tuple(f"Person {at}" for at in range(3_000)), HUGE),),
)  # fmt: skip
HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" style="background:url(//evil.example/x)',
    "{{ 7 * 7 }}{% for x in y %}{# #}",
    "=cmd|'/c calc'!A1",
    "שלום עולם‮ drawkcab",
    "\x00\x1b[31mred\ud800",
    "👩‍👩‍👧 & Søn <bdi>",
    "$x^2$ **bold** [a](javascript:alert(1))",
    "W" * 300,
)


def hostile(text: str) -> Picture:
    """A picture that has the text wherever a text can be."""
    group = (Group("customer " + text, 7, 1.0), Group(text, 5, 0.0))
    return Picture(
        archive=text,
        until=MONDAY,
        read=(text,),
        network=replace(NETWORK, groups=group, years=group, not_known=(text,), buyers=None),
        coverage=replace(COVERAGE, white_spots=(text,), perhaps=(text,), notes=(text,)),
        posts=replace(POSTS, rule=text),
        dialogue=replace(DIALOGUE, partners=group, not_known=(text,), dormant=None),
        missing={},
        suggestions=tuple(Suggestion(text, text, text, text, text, text, text) for _ in range(3)),
        names=(NameList(text, text, (text,), 1),),
    )


SHORT_YEARS = replace(hostile("<b>"), network=replace(NETWORK, years=(Group('"<b>', 5, 0.5), Group("=1+1", 5, 0.5))))
ABSENT = replace(EMPTY, missing=dict.fromkeys(("network", "coverage", "posts", "dialogue"), HOSTILE_TEXTS[0]))
PICTURES = {
    "full": FULL,
    "named": NAMED,
    "empty": EMPTY,
    "nothing": NOTHING,
    "endless": ENDLESS,
    "short years": SHORT_YEARS,
    "absent": ABSENT,
    **{f"hostile {at}": hostile(text) for at, text in enumerate(HOSTILE_TEXTS)},
}
every_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
every_part = pytest.mark.parametrize("name", PARTS)

VOID = {"meta", "br", "hr", "img", "link", "input"}
KNOWN_TAGS = re.compile(
    "html|head|meta|title|style|body|header|main|footer|nav|section|div|span|p|[uo]l|li|a|bdi|strong|em|h[1-4]"
    "|table|caption|thead|tbody|t[rhd]|details|summary"
)
KNOWN_ATTRIBUTES = re.compile(
    "lang|charset|http-equiv|content|name|class|id|href|style|role|aria-(label|labelledby|hidden)|scope"
)
KNOWN_STYLES = re.compile(r"--columns:\d+|(width|height|bottom):[\d.]+%(;height:[\d.]+%)?|grid-column:span \d+")


class Reader(HTMLParser):
    """Reads HTML and keeps what tests ask for; a tag that is not closed in its turn is a failure."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attributes):
        assert len(dict(attributes)) == len(attributes), f"an attribute twice in {tag}"
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data):
        if "style" not in self.open and "title" not in self.open:
            self.words.append(data)

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.words).split())

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def said(text: str) -> str:
    return Reader(text).said


def everything(picture: Picture) -> list[str]:
    return [report(picture), *(section(name, picture) for name in PARTS)]


# What is well made


@every_picture
def test_every_page_and_part_is_well_formed_and_runs_and_loads_nothing(picture):
    for text in everything(picture):
        read = Reader(text)
        assert all(KNOWN_TAGS.fullmatch(tag) for tag, _ in read.tags)
        assert all(KNOWN_ATTRIBUTES.fullmatch(name) for _, attributes in read.tags for name in attributes)
        assert all(one.startswith("#") for one in read.attributes("href"))
        styles = " ".join([*read.attributes("style"), *re.findall(r"<style>(.*?)</style>", text, re.DOTALL)])
        assert not re.search(r"url\(|@import|expression|javascript:|//", styles)
        assert all(KNOWN_STYLES.fullmatch(one) for one in read.attributes("style"))
        ids = read.attributes("id")
        assert len(ids) == len(set(ids)) and set(read.attributes("aria-labelledby")) <= set(ids)
        assert {one[1:] for one in read.attributes("href")} <= set(ids)
        text.encode("utf-8")


@every_picture
def test_the_page_forbids_scripts_and_requests_and_is_a_whole_document(picture):
    text = report(picture)
    assert text.startswith("<!DOCTYPE html>") and '<html lang="en">' in text
    assert "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" in text
    assert text.count("<style>") == 1 and "prefers-color-scheme: dark" in text and "@media print" in text


@every_picture
def test_headings_go_down_by_one_step(picture):
    first, *rest = Reader(report(picture)).headings
    assert first == 1 and rest.count(1) == 0
    for text in everything(picture):
        headings = Reader(text).headings
        assert all(after - before <= 1 for before, after in zip(headings, headings[1:], strict=False))


@every_picture
@every_part
def test_a_part_is_a_fragment_that_keeps_its_style_to_itself(picture, name):
    text = section(name, picture)
    assert text.startswith('<div class="ssl-picture ssl-picture-cell"')
    assert not re.search(r"<(html|head|body|meta)\b", text) and " id=" not in text
    assert not re.search(r"\n\s*\n", text)
    assert Reader(text).said.startswith(PARTS[name])


def test_every_rule_of_the_style_is_about_the_picture_alone():
    style = Path(page.__file__).with_name("parts.css").read_text(encoding="utf-8")
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    selectors = [one.strip() for one in re.findall(r"([^{}]+)\{", style)]
    for selector in selectors:
        if not selector.startswith("@"):
            outside = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", selector))
            assert all(one.strip().startswith(".ssl-picture") for one in outside.split(",")), selector


def test_an_unknown_part_is_told_in_a_sentence():
    for name in ("price", "", "Posts", None, 3, "x" * 10_000, ["posts"]):
        with pytest.raises(CourseError, match="Choose one of: coverage, dialogue, law") as told:
            section(name, FULL)
        assert len(str(told.value)) < 250


# What it says


def test_the_page_is_made_of_the_parts():
    text = re.sub(r"h\d>", "h>", report(NAMED))
    for name in PARTS:
        body = section(name, NAMED).partition("</h3>")[2].rpartition("</div>\n</div>")[0]
        assert re.sub(r"h\d>", "h>", body).strip() in re.sub(r"\n\s*\n", "\n", text)


@pytest.mark.parametrize("number", ["1,284 people", "37 people", "133 people", "24 people", "2.2 colleagues"])
def test_the_network_is_said_in_figures(number):
    assert number in said(section("network", FULL))


def test_groups_and_years_are_said_with_number_and_percent_and_customers_are_pointed_out():
    text = section("network", FULL)
    words = said(text)
    for group in NETWORK.groups:
        mark = "◆ " if group.label == "customer" else ""
        assert f"{mark}{group.label} {group.count} people {100 * group.part:.1f} %" in words
    for year in NETWORK.years:
        assert f"{year.label} {year.count} {100 * year.part:.1f} %" in words
    assert text.count('<tr class="marked">') == 1 and "bold and striped: customers" in words


def test_years_with_long_names_are_bars():
    years = groups(**{"y2004, 2005 and 2009 together": 9, "y2010": 20})
    text = section("network", replace(FULL, network=replace(NETWORK, years=years)))
    assert 'role="img"' not in text and "2004, 2005 and 2009 together 9 people 31.0 %" in said(text)


def test_a_count_that_is_none_is_never_a_number():
    few = replace(FULL, network=replace(NETWORK, deciders=None))
    words = said(section("network", few))
    assert "Who decide there not shown" in words and "are fewer than 5" in words and "None" not in words
    reason = "No list of accounts: who is a customer is not known."
    unknown = said(section("network", replace(FULL, network=replace(NETWORK, buyers=None, not_known=(reason,)))))
    assert "At customers and prospects not shown" in unknown and reason in unknown
    assert "or it is not known" in unknown and "or it is not known" not in words


def test_accounts_are_said_in_figures_and_tiles():
    text = section("coverage", FULL)
    words = said(text)
    for one in (
        "62 accounts from your own list: 28 customers and 34 prospects",
        "12 accounts of all accounts (19.4 %)",
        "21 accounts of all accounts (33.9 %)",
        "29 accounts of all accounts (46.8 %)",
        *COVERAGE.white_spots,
        "and 9 more",
        *COVERAGE.perhaps,
        *COVERAGE.notes,
    ):
        assert one in words
    before, _, folded = words.partition("and 9 more")
    assert COVERAGE.white_spots[19] in before and COVERAGE.white_spots[20] in folded
    assert text.count('class="tile several">●') == 12
    assert text.count('class="tile few">○') == 21
    assert text.count('class="tile nobody">?') == 29
    (alt,) = Reader(text).attributes("aria-label")
    assert "12 have a dot" in alt and "21 have a ring" in alt and "29 are striped" in alt


def test_many_accounts_share_tiles_and_no_kind_is_lost():
    many = replace(COVERAGE, nobody=2_000, few=1, several=499, white_spots=tuple(f"Firm {at}" for at in range(2_000)))
    text = section("coverage", replace(FULL, coverage=many))
    assert "Each tile stands for up to 20 accounts" in said(text) and "and 1,980 more" in said(text)
    assert [text.count(f'class="tile {kind}">') for kind in ("several", "few", "nobody")] == [25, 1, 100]


def test_posts_are_said_week_by_week_and_against_the_model():
    text = section("posts", FULL)
    words = said(text)
    for one in (
        "71 posts in 26 full weeks",
        "Mean per week 2.7 posts",
        "12 weeks of 26 with 3 to 5 posts",
        "5 weeks of 26 without a post",
        "18 May 2026 0 ○ empty",
        "1 June 2026 3 ✓ yes",
        "13 July 2026 6 no",
        "helpful 41 57.7 %",
        "about product or firm 22 31.0 %",
        "8 11.3 %",
        "34.9 % of the posts that were sorted",
        "You have 1.9 helpful to 1; the model has 4 to 1",
        POSTS.rule,
    ):
        assert one in words
    weekly, mix = (one for one in Reader(text).attributes("aria-label"))
    assert ", ".join(map(str, COUNTS)) in weekly and "12 weeks on target, 5 empty" in weekly
    assert "41 helpful, 22 about product or firm, 8 neither" in mix and "4 helpful to 1" in mix
    assert text.count('class="column on"') == 12


def test_the_product_part_says_what_it_is_a_part_of_only_where_that_is_sure():
    def basis(part):
        return said(section("posts", replace(FULL, posts=replace(POSTS, product_part=part))))

    assert "31.0 % of all posts." in basis(22 / 71)
    assert "34.9 % of the posts that were sorted." in basis(22 / 63)
    assert "50.0 % of the posts." in basis(0.5)
    assert "not known: no post could be sorted" in basis(None)


def test_dialogue_is_said_in_figures():
    words = said(section("dialogue", FULL))
    for one in (
        "46 comments",
        "0.7 comments",
        "84 conversations",
        "31 conversations the other wrote back (36.9 %)",
        "57 conversations",
        "49 conversations you wrote back (86.0 %)",
        "1.4 days",
        "63 people",
        "9 people",
        "customer 17 people 15.3 %",
    ):
        assert one in words
    unknown = said(section("dialogue", NOTHING))
    assert unknown.count("not shown") == 9 and "None" not in unknown


def test_three_cards_keep_the_two_voices_apart_and_the_order_given():
    for order in (SUGGESTIONS, SUGGESTIONS[::-1]):
        words = said(section("suggestions", replace(FULL, suggestions=order)))
        at = [words.index(one.title) for one in order]
        assert at == sorted(at)
        for number, one in enumerate(order, 1):
            assert f"{number} {one.area} {one.title} {one.number} The model says: {one.model}" in words
            assert f"The evidence says: {one.evidence} Do this: {one.do} Source: {one.source}" in words


def test_the_law_has_its_date_and_is_no_advice():
    words = said(section("law", EMPTY))
    for one in (
        "18/16364",
        "DKK 10,000",
        "DKK 14,000",
        "Companies count, too",
        "as far as known to the authors on 22 November 2026; not checked against the official text.",
        "General information, no legal advice.",
        "processing of personal data",
    ):
        assert one in words


@pytest.mark.parametrize("name", ["network", "coverage", "posts", "dialogue"])
def test_a_missing_part_says_why(name):
    told = EMPTY.missing.get(name, "The archive has no file for this part")
    assert told in said(section(name, EMPTY)) and told in said(report(EMPTY))


def test_what_was_read_is_listed():
    assert all(one in said(section("read", FULL)) for one in FULL.read)
    assert "Nothing was read." in said(section("read", EMPTY))


@every_picture
def test_no_value_is_written_as_python_writes_it(picture):
    for text in everything(picture):
        assert not re.search(r"\b(None|nan|inf|True|False)\b|datetime|Group\(", said(text))


@every_picture
def test_every_chart_has_a_text(picture):
    for text in everything(picture):
        for tag, attributes in Reader(text).tags:
            if attributes.get("role") == "img":
                assert len(attributes["aria-label"]) > 40, tag
            if attributes.get("class", "").split()[:1] in (["columns"], ["tiles"], ["mix"]):
                assert attributes["role"] == "img"
    assert "2012: 41, 2013: 58" in " ".join(Reader(report(FULL)).attributes("aria-label"))


# Names


def test_without_names_there_are_none():
    for text in everything(FULL):
        assert "Zetterqvist" not in text and "Ørnfeldt" not in text and WARNING not in text
    assert GENERAL in said(report(FULL)) and 'id="names"' not in report(FULL)
    assert GENERAL in said(section("names", FULL))


def test_with_names_the_page_warns_at_the_top_and_at_the_lists():
    words = said(report(NAMED))
    assert words.count(WARNING) == 2 and GENERAL not in words
    assert words.index(WARNING) < words.index("Three things to do next")
    assert said(section("names", NAMED)).count(WARNING) == 1
    for one in (
        "Anna Zetterqvist",
        "Bo Ørnfeldt",
        "and 7 more",
        "Not in the last 365 days.",
        "By their title. Nobody.",
    ):
        assert one in words
    others = [name for name in PARTS if name != "names"]
    assert not any("Zetterqvist" in section(name, NAMED) for name in others)


def test_companies_that_are_named_are_announced():
    announced = "Companies from your own list of accounts are named."
    assert announced in said(report(FULL)) and announced not in said(report(EMPTY))


# What others wrote is text


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=range(len(HOSTILE_TEXTS)))
def test_hostile_text_comes_out_as_it_stands(text):
    picture = hostile(text)
    shown = " ".join(html_page.showable(text).split())
    times_in = {"read": 1, "network": 5, "coverage": 3, "posts": 1, "dialogue": 3, "suggestions": 20, "names": 3}
    for name, times in times_in.items():
        assert said(section(name, picture)).count(shown) >= times, name
    whole = report(picture)
    assert shown in said(whole)
    assert "‮" not in whole and "\x00" not in whole
    assert html.escape(text) == text or text not in whole


def test_names_and_companies_are_kept_apart_from_the_direction_of_the_sentence():
    text = report(hostile("שלום"))
    assert text.count("<bdi>שלום</bdi>") > 10


def test_every_field_of_a_picture_is_shown():
    """A field that is added to the shapes and forgotten here would go unseen."""
    names = ("parts.html.j2", "page.html.j2", "page.py")
    source = "".join(Path(page.__file__).with_name(name).read_text(encoding="utf-8") for name in names)
    for shape in (Picture, Network, Coverage, Posts, Week, Dialogue, Suggestion, NameList, Group):
        for field in fields(shape):
            assert f".{field.name}" in source, f"{shape.__name__}.{field.name}"


# In a browser


def opened(browser, text: str, folder: Path, width: int, scheme: str = "light"):
    file = folder / "æ picture.html"
    file.write_text(text, encoding="utf-8")
    shown = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    shown.asked, shown.errors = [], []
    shown.on("request", lambda request: shown.asked.append(request.url))
    shown.on("dialog", lambda dialog: (shown.errors.append(dialog.message), dialog.dismiss()))
    shown.on("pageerror", lambda error: shown.errors.append(str(error)))
    shown.on("console", lambda message: shown.errors.append(message.text))
    shown.goto(file.as_uri())
    return shown


@pytest.mark.xdist_group("my_network_page")
@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize("picture", [NAMED, EMPTY, NOTHING, ENDLESS, hostile(HOSTILE_TEXTS[1]), hostile("W" * 300)])
def test_in_a_browser_nothing_is_asked_for_and_all_fits_its_width(browser, picture, width, tmp_path):
    shown = opened(browser, report(picture), tmp_path, width)
    for summary in shown.query_selector_all("summary"):
        summary.press("Enter")
    assert shown.evaluate("[...document.querySelectorAll('details')].every(one => one.open)")
    assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert len(shown.asked) == 1 and not shown.errors
    shown.close()


@pytest.mark.xdist_group("my_network_page")
def test_dark_is_for_the_screen_only(browser, tmp_path):
    shown = opened(browser, report(FULL), tmp_path, 1024, "dark")
    light = "getComputedStyle(document.body).backgroundColor"
    assert shown.evaluate(light) == "rgb(17, 22, 28)"
    shown.emulate_media(media="print", color_scheme="dark")
    assert shown.evaluate(light) == "rgb(255, 255, 255)"
    assert shown.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(27, 36, 48)"
    assert shown.evaluate("getComputedStyle(document.querySelector('.bar')).printColorAdjust") == "exact"
    shown.close()


@pytest.mark.xdist_group("my_network_page")
def test_a_part_takes_the_colours_of_the_notebook_and_gives_it_none(browser, tmp_path):
    around = "<p id=before class='box soft'>Text</p>{}<table id=after class='bars'><tr><td>1</td></tr></table>"
    theme = "<style>:root{--jp-content-font-color1:rgb(1, 2, 3);--jp-layout-color0:rgb(4, 5, 6)}</style>"
    looks = """['#before', '#after td'].map(one => {
        const style = getComputedStyle(document.querySelector(one));
        return [style.color, style.borderTopWidth, style.padding, style.textAlign, style.backgroundColor];
    })"""
    plain = opened(browser, theme + around.format(""), tmp_path, 1024)
    expected = plain.evaluate(looks)
    plain.close()
    shown = opened(browser, theme + around.format(section("network", FULL)), tmp_path, 1024, "dark")
    assert shown.evaluate(looks) == expected
    assert shown.evaluate("getComputedStyle(document.querySelector('.ssl-picture')).color") == "rgb(1, 2, 3)"
    assert shown.evaluate("getComputedStyle(document.querySelector('.ssl-picture')).backgroundColor") == "rgb(4, 5, 6)"
    shown.close()
