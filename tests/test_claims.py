"""The claims register is well-formed, its cards say all of it, and no lesson states a figure without its standing."""

import ast
import html
import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from ssl_helpers import CourseError, law
from ssl_helpers import claims as cards
from ssl_helpers.claims import claim, standing
from ssl_helpers.data import COURSE_FOLDER, load
from ssl_trainer.world.claims import ABOUT, assert_well_formed, register

LESSONS = sorted((COURSE_FOLDER / "course").glob("*.ipynb"))
NOTEBOOKS = sorted(
    path for part in ("course", "solutions", "exercises", "docs") for path in (COURSE_FOLDER / part).rglob("*.ipynb")
)
IDS = register().claim_id.tolist()


def name(path: Path) -> str:
    return str(path.relative_to(COURSE_FOLDER))


def test_every_firm_has_the_whole_register():
    pd.testing.assert_frame_equal(load("claims"), register().drop(columns=ABOUT))


def test_register_is_well_formed():
    assert_well_formed(register())


@pytest.mark.parametrize(
    ("claim_id", "column", "value", "says"),
    [
        ("listeners", "claim_id", "cadence", "claim_id"),
        ("listeners", "claim_id", "Listeners!", "claim_id"),
        ("listeners", "evidence", None, "leaves out"),
        ("listeners", "year", None, "leaves out"),
        ("listeners", "source_found", "maybe", "neither True nor False"),
        ("listeners", "source", "somebody", "named"),
        ("adopters_growth", "source", None, "named"),
        ("listeners", "sponsor", "somebody", "sponsored"),
        ("buyers_use_linkedin", "sponsor", None, "sponsored"),
        ("listeners", "matches_source", "yes", "found"),
        ("measured_strategy", "matches_source", None, "found"),
        ("measured_strategy", "matches_source", "hardly", "matches_source"),
        ("listeners", "confidence", "H", "confidence"),
    ],
)
def test_spoilt_row_is_seen(claim_id, column, value, says):
    spoilt = register().astype(object)
    spoilt.loc[spoilt.claim_id == claim_id, column] = value
    with pytest.raises(AssertionError, match=says):
        assert_well_formed(spoilt)


@pytest.mark.parametrize(
    ("found", "matches", "sponsored", "expected"),
    [
        (False, float("nan"), False, "untraceable"),
        (False, float("nan"), True, "untraceable"),
        (True, "no", False, "misquoted"),
        (True, "no", True, "misquoted"),
        (True, "partly", False, "weak"),
        (True, "partly", True, "weak"),
        (True, "yes", True, "weak"),
        (True, "yes", False, "supported"),
    ],
)
def test_first_rule_that_fits_gives_the_standing(found, matches, sponsored, expected):
    assert standing({"source_found": found, "matches_source": matches, "sponsored": sponsored}) == expected


def test_standings_of_the_register():
    by_id = load("claims").set_index("claim_id").apply(standing, axis=1)
    assert by_id["measured_strategy"] == "misquoted"
    assert (by_id[["listeners", "cadence", "four_to_one"]] == "untraceable").all()


def test_law_is_as_old_here_as_elsewhere():
    (looked_up,) = re.findall(r"on (\d+ \w+ \d{4})", law.STANDING)
    on_law = load("claims").evidence.loc[lambda evidence: evidence.str.contains("legal advice")]
    assert len(on_law) and on_law.str.contains(looked_up).all()


@pytest.fixture
def shown(monkeypatch) -> list[dict]:
    bundles = []
    monkeypatch.setattr(cards, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


def in_words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def test_card_says_the_whole_row_to_eye_and_ear(shown):
    claim(*IDS)
    assert len(shown) == len(IDS)
    for bundle, (_, row) in zip(shown, load("claims").iterrows(), strict=True):
        page = in_words(bundle["text/html"])
        for column in ("claim_id", "figure", "text", "article", "year", "source", "sponsor", "evidence", "confidence"):
            if pd.notna(row[column]):
                assert str(row[column]) in bundle["text/plain"] and str(row[column]) in page, (row.claim_id, column)
        first_line = bundle["text/plain"].splitlines()[0]
        sign, words = {
            "supported": ("✓", "supported"),
            "weak": ("~", "weak"),
            "misquoted": ("✗", "misquoted"),
            "untraceable": ("?", "no source found"),
        }[standing(row)]
        assert first_line.startswith(f"{sign} ") and words in first_line and words in page, row.claim_id
        assert f'aria-hidden="true">{sign}<' in bundle["text/html"] and "title=" not in bundle["text/html"]


def test_card_of_each_standing_says_what_became_of_the_source():
    row = load("claims").set_index("claim_id").loc["measured_strategy"].copy()
    told = {}
    for matches in ("yes", "partly", "no"):
        row["matches_source"] = matches
        told[matches] = cards.bundle(row)["text/plain"]
    assert "✓" in told["yes"] and "and it says so." in told["yes"]
    assert "~" in told["partly"] and "only in part" in told["partly"]
    assert "✗" in told["no"] and "something else" in told["no"]


def test_card_shows_signs_of_html_and_runs_none():
    row = load("claims").set_index("claim_id").loc["listeners"].copy()
    row["evidence"] = "<script>alert(1)</script>"
    assert "<script>" not in cards.bundle(row)["text/html"]


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (("listener",), "Did you mean 'listeners'?"),
        (("cadence", "for_to_one"), "Did you mean 'four_to_one'?"),
        (("@@@",), 'load("claims") shows them all'),
        ((["cadence"],), "There is no claim called"),
        ((), 'claim("listeners")'),
    ],
)
def test_unknown_claim_is_a_sentence_and_shows_nothing(ids, words, shown):
    with pytest.raises(CourseError) as caught:
        claim(*ids)
    assert words in str(caught.value) and not shown


# A lesson may quote a figure only where its card stands: at or before the text, or in the cell after it.

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PERCENT = r"\s*(?:%|per\s?cent\b|pct\b)"
_FIGURE = re.compile(r"\d[\d,.]*\d|\d|[–%×]|[^\W\d]+")
_PERCENTS = re.compile(r"\d+(?:\.\d+)?(?:–\d+)? %")


def in_letters(number: int) -> str:
    """The English words of a number below 1,000,000, as a pattern."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10 - 2] + (rf"[-\s]{_ONES[number % 10]}" if number % 10 else "")
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    many = rf"(?:a|{in_letters(number // size)})" if number // size == 1 else in_letters(number // size)
    return rf"{many}\s{word}" + (rf"(?:\sand)?\s{in_letters(number % size)}" if number % size else "")


def number_pattern(written: str) -> str:
    """A number as digits or in letters, and no part of another number."""
    whole = written.replace(",", "")
    in_digits = written.replace(".", r"\.").replace(",", r"[,.\s]?")
    alone = rf"(?<!\d)(?<!\d[.,]){in_digits}(?![.,]?\d)"
    return rf"(?:{alone}|\b{in_letters(int(whole))}\b)" if whole.isdigit() else alone


def ratio_pattern(many: str, few: str) -> str:
    """All ways of saying 4:1, also "four … to each one", "one in five" and "20 %"."""
    in_percent = f"{100 * int(few) / (int(many) + int(few)):g}"
    in_all = number_pattern(str(int(many) + int(few)))
    many, few = number_pattern(many), number_pattern(few)
    return "|".join(
        [
            rf"{many}(?::|\s:\s){few}",
            # "For one" is something else: four weeks for one audience.
            rf"{many}\s(?:\w+\s){{0,5}}(?:to\s(?:each\b|every\b|{few})|for\s(?:each|every)\b)",
            rf"{few}\s(?:\w+\s){{0,6}}(?:to\s(?:each\s|every\s)?|for\s(?:each|every)\s){many}",
            rf"{many}\s(?:times|×|x)\s(?:as|more)\b",
            rf"{few}\s(?:\w+\s){{0,2}}(?:in|out\sof)\s(?:each\s|every\s)?{in_all}",
            rf"{number_pattern(in_percent)}{_PERCENT}",
        ]
    )


def pattern(figure: str) -> re.Pattern:
    """Finds a figure of the register however a text writes it: 16 %, 16%, sixteen per cent; 3–5, 3-5, three to five."""
    ratio = re.fullmatch(r"(\d+):(\d+)", figure)
    if ratio:
        return re.compile(ratio_pattern(*ratio.groups()), re.IGNORECASE)
    # "5 %" is another figure than the end of "3–5 %".
    parts = [r"(?<![–-])"]
    for part in _FIGURE.findall(figure):
        first = len(parts) == 1
        if part[0].isdigit():
            parts.append(("" if first else r"\s*") + number_pattern(part))
        elif part == "–":
            parts.append(rf"(?:{_PERCENT})?\s*(?:[–—-]|to\b|or\b|and\b)")
        elif part == "%":
            parts.append(_PERCENT)
        elif part == "×":
            parts.append(r"\s*(?:×|x\b|times\b)")
        elif part == "a":
            parts.append(r"(?:\s+\w+){0,3}\s+(?:an?|each|every|per)\b")
        else:
            parts.append(("" if first else r"(?:\s+\w+){0,2}\s+") + rf"\b{part}\b")
    if "%" not in figure:
        parts.append(rf"(?!{_PERCENT})")
    return re.compile("".join(parts), re.IGNORECASE)


def patterns() -> dict[str, tuple[list[re.Pattern], re.Pattern]]:
    """For each claim its figures, those of its evidence among them, and the words of which a quoting text has one."""
    return {
        row.claim_id: (
            [pattern(one) for one in dict.fromkeys([row.figure, *_PERCENTS.findall(row.evidence)])],
            re.compile("|".join(rf"\b{word}" for word in row[ABOUT].split()), re.IGNORECASE),
        )
        for _, row in register().iterrows()
    }


PATTERNS = patterns()


def plain(markdown: str) -> str:
    return re.sub(r"[*_`]", "", html.unescape(markdown))


def stated(markdown: str) -> list[tuple[str, set[str]]]:
    """The figures of the register that a text states, each with the claims that it may be."""
    text = plain(markdown)
    found: dict[str, set[str]] = {}
    for claim_id, (figures, about) in PATTERNS.items():
        for hit in (hit for one in figures for hit in one.finditer(text) if about.search(text)):
            found.setdefault(hit.group(), set()).add(claim_id)
    return sorted(found.items())


def claims_shown(source: str) -> list[str]:
    """The ids that a code cell gives to `claim`."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        argument.value if isinstance(argument, ast.Constant) else ast.unparse(argument)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "claim"
        for argument in call.args
    ]


def stated_alone(notebook: nbformat.NotebookNode) -> list[str]:
    """The figures that a lesson states where no card has been shown, and none comes in the next cell."""
    alone, seen = [], set()
    for at, cell in enumerate(notebook.cells):
        next_one = notebook.cells[at + 1 : at + 2]
        for code in (one for one in [cell, *next_one] if one.cell_type == "code"):
            seen |= set(claims_shown(code.source))
        if cell.cell_type == "markdown":
            alone += [
                f"{cell.id}: {hit!r} ({', '.join(sorted(of))})" for hit, of in stated(cell.source) if not of & seen
            ]
    return alone


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_lesson_states_no_figure_without_its_standing(path):
    assert stated_alone(nbformat.read(path, as_version=4)) == [], f'{name(path)}: show the card first, claim("…")'


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_every_claim_that_is_shown_exists(path):
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert {one for source in cells for one in claims_shown(source)} <= set(IDS)


def notebook(*cells: str) -> nbformat.NotebookNode:
    """A lesson of these cells: what has a call of claim is code, the rest is text."""
    made = nbformat.v4.new_notebook()
    for number, source in enumerate(cells):
        new = nbformat.v4.new_code_cell if "claim(" in source else nbformat.v4.new_markdown_cell
        made.cells.append(new(source, id=f"cell-{number}"))
    return made


def test_every_figure_of_the_register_is_seen_as_the_register_writes_it():
    for _, row in register().iterrows():
        assert row.claim_id in {one for _, of in stated(row.text) for one in of}, row.claim_id


SAYINGS = [
    ("listeners", "With 600 connections, six hundred people listen."),
    ("listeners", "Your reach is at most **600** people."),
    ("listeners", "A post reaches 5-7% of them at first."),
    ("listeners", "Of those who hear you, five to seven per cent read it."),
    ("listeners", "Reach fell by 50&nbsp;% in a year."),
    ("adopters_growth", "Firms that sell in this way earn 16% more."),
    ("adopters_growth", "They earn 16 per cent more."),
    ("adopters_growth", "Aberdeen: sixteen\npercent."),
    ("cadence", "Publish 3–5 times a week."),
    ("cadence", "Three to five posts a week."),
    ("cadence", "Publish between 3 and 5 posts."),
    ("cadence", "Post 3-5 times."),
    ("budget_growth", "The marketing budget grows by 3 to 5 %."),
    ("four_to_one", "Inspiration to product is 4:1."),
    ("four_to_one", "Keep inspiration and product at four to one."),
    ("four_to_one", "Write four helpful posts to each one about products."),
    ("four_to_one", "One product post for every four helpful ones."),
    ("four_to_one", "Four inspiring posts to one about products."),
    ("four_to_one", "Four posts that help for every one that sells a product."),
    ("four_to_one", "Four times as much inspiration as product."),
    ("four_to_one", "One in five posts is about products."),
    ("four_to_one", "At most 20 % of the posts are about products."),
    ("followup_never", "48 % of salespeople never follow up."),
    ("followup_never", "Forty-eight per cent of salespeople stop."),
    ("contract_fine", "A missing contract costs DKK 10,000."),
    ("contract_fine", "A missing contract costs DKK 10.000."),
    ("survey_people", "A thousand employees took part in a survey."),
    ("survey_firms", "The survey was made at eight Nordic firms."),
    ("employees_reach", "Employees reach 7 times as many."),
    ("weekly_article", "The founder wrote one LinkedIn article every week."),
    ("six_platforms", "Six new platforms, smaller slices."),
    ("journey_70", "Buyers do over 70% of the journey alone."),
]


@pytest.mark.parametrize(("claim_id", "says"), SAYINGS)
def test_lesson_is_spoilt_by_a_figure_without_its_card(claim_id, says):
    assert claim_id in {one for _, of in stated(says) for one in of}
    card = f'claim("{claim_id}")'
    assert stated_alone(notebook(says))
    assert stated_alone(notebook(says, "Some text.", card)), "a card further down comes too late"
    assert stated_alone(notebook(says, f"# {card}")), "the card must run"
    assert not stated_alone(notebook(says, card))
    assert not stated_alone(notebook(card, "Some text.", says))


@pytest.mark.parametrize("lesson", ["06_network", "my_network"])
def test_lesson_that_loses_its_card_is_seen(lesson):
    spoilt = nbformat.read(COURSE_FOLDER / "course" / f"{lesson}.ipynb", as_version=4)
    spoilt.cells = [cell for cell in spoilt.cells if not cell.source.startswith("claim(")]
    spoilt.cells[-1].source += "\n\nThe 600 connections of a salesperson are 600 listeners."
    assert any("600" in one for one in stated_alone(spoilt))


@pytest.mark.parametrize(
    "says",
    [
        "Four short tasks make the score; four more are there for those who like them.",
        "*5 minutes* for one question about the posts of a customer.",
        "| 3 White spots | 6 |\n| 4 From listening to dialogue | 7 |",
        "The salesperson has 600 connections.",
        "600 kroner for a slot on the radio.",
        "Answer within 3 to 5 days.",
        "**Comment** on three posts. Read five of them again.",
        "A test slice of 10 % with a stop rule.",
        "1,600 people listen.",
        "Of the 3,600 people in reach, 16 wrote.",
        "In 2016 you had 16 customers.",
        "Extra task 4: 1 point, about posts.",
        "Plan your posts of four weeks for one audience.",
        "Write to one audience for four weeks, in posts.",
    ],
)
def test_other_numbers_are_left_alone(says):
    assert stated_alone(notebook(says)) == []
