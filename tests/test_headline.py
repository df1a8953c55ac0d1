"""LinkedIn's limits, the rules for a headline, and what the editor says in Python."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_helpers import limits
from ssl_helpers.headline import KEPT, LIMIT, OPEN, Remark, counter, first_part, found, is_default, listed, review
from ssl_helpers.widgets.headline_editor import HeadlineEditor, headline_editor

NEW = "I help dairies pack with fewer stops · Robots that a Tuesday team can run | Kvistmark Automation"
GIVEN = {
    "helps": "dairies in Denmark",
    "with_what": "fewer stops in packing",
    "search_words": ["packing robot", "robots"],
    "title": "Salgschef",
    "company": "Kvistmark Automation A/S",
}
RULES = ["length", "default", "helps", "with_what", "search_words", "first", "employer"]
texts = st.text(max_size=300)


def remarks(headline: str = NEW, **changed) -> dict[str, Remark]:
    return dict(zip(RULES, review(headline, **{**GIVEN, **changed}), strict=True))


# --- Limits ---


def test_what_is_known_of_each_limit_says_the_limit_and_the_day_stands_beside():
    assert limits.KNOWN.keys() == limits.LIMITS.keys()
    for field, most in limits.LIMITS.items():
        assert limits.KNOWN[field].startswith(f"{most:,} characters")
    assert limits.CHECKED in limits.STANDING and "last word" in limits.STANDING


@given(texts)
def test_linkedin_may_count_more_for_emoji_and_never_less(text):
    beyond = sum(ord(letter) > 0xFFFF for letter in text)
    assert limits.longest_count(text) == len(text) + beyond


def test_danish_letters_count_one():
    assert limits.longest_count("Bæredygtig køling på værkstedet") == len("Bæredygtig køling på værkstedet")


# --- The rules ---


@pytest.mark.parametrize(
    "length, said", [(0, "✓ 0 of 220 characters; 220 left"), (220, "✓ 220 of 220 characters; 0 left")]
)
def test_the_limit_itself_is_kept(length, said):
    assert counter("ø" * length) == said


@given(st.integers(LIMIT + 1, 5 * LIMIT))
def test_beyond_the_limit_the_words_say_by_how_many(length):
    assert counter("x" * length) == f"→ {length} of {LIMIT} characters; {length - LIMIT} too many"
    remark = remarks("x" * length)["length"]
    assert remark.sign == OPEN and f"{length} characters; {length - LIMIT} too many" in remark.what


def test_emoji_that_fit_by_one_count_only_are_a_next_step():
    fits = remarks(NEW + "🙂")["length"]
    assert fits.sign == KEPT and f"up to {len(NEW) + 2} characters" in fits.why
    tight = remarks("x" * (LIMIT - 1) + "🙂")["length"]
    assert tight.sign == OPEN and f"up to {LIMIT + 1} characters" in tight.why
    assert "emoji" not in remarks()["length"].why


@pytest.mark.parametrize(
    "headline",
    [
        "Salgschef hos Kvistmark Automation A/S",
        "  salgschef at KVISTMARK automation a/s ",
        "Salgschef  at\tKvistmark Automation A/S",
        unicodedata.normalize("NFD", "Salgschef hos Kvistmark Automation A/S"),
    ],
)
def test_the_proposed_headline_is_known_in_any_dress(headline):
    assert is_default(headline, GIVEN["title"], GIVEN["company"])
    assert remarks(headline)["default"].sign == OPEN


@pytest.mark.parametrize("headline", [NEW, "Salgschef", "Ny salgschef hos Kvistmark Automation A/S", "At home hos us"])
def test_a_headline_with_at_or_hos_in_it_is_not_yet_the_proposed_one(headline):
    assert not is_default(headline, GIVEN["title"], GIVEN["company"])
    assert remarks(headline)["default"].sign == KEPT


@pytest.mark.parametrize(
    "headline, wanted, there",
    [
        ("Køl til mejerier", "KØL", True),
        (unicodedata.normalize("NFD", "Få mere på bånd"), "bånd", True),
        ("Energy-saving robots", "energy saving", True),
        ("Energy saving robots", "energy-saving", True),
        ("(Robots)", "robots", True),
        ("Robots", "robot", False),
        ("Kølerobotter", "robotter", False),
        ("Packing with a robot", "packing robot", False),
        ("Robots", " ", False),
        ("Robots", "·", False),
    ],
)
def test_whole_words_are_found_in_any_case_and_parts_of_words_are_not(headline, wanted, there):
    assert found(headline, [wanted]) == ([wanted] if there else [])


def test_all_rules_kept():
    assert [remark.sign for remark in review(NEW, **GIVEN)] == [KEPT] * len(RULES)


def test_what_is_found_and_what_is_missing_is_named():
    helps, searched = remarks()["helps"], remarks()["search_words"]
    assert "“dairies”" in helps.what and "“denmark”" in helps.why and "“in”" not in str(helps)
    assert "“robots”" in searched.what and "“packing robot”" in searched.why
    assert "Not in it" not in str(remarks(helps="dairies")["helps"])


@pytest.mark.parametrize(
    "rule, changed",
    [
        ("helps", {"helps": "breweries"}),
        ("with_what", {"with_what": "cranes"}),
        ("search_words", {"search_words": ["crane", "palletizing"]}),
        ("employer", {"company": "Fjorddal Emballage ApS"}),
        ("helps", {"helps": "the and"}),
        ("with_what", {"with_what": ""}),
        ("search_words", {"search_words": [" "]}),
        ("employer", {"company": " "}),
        ("default", {"title": ""}),
        ("first", {"helps": "Kvistmark", "with_what": "Automation", "search_words": ["run"]}),
        ("first", {"helps": "", "with_what": "", "search_words": []}),
    ],
)
def test_a_rule_that_is_not_kept_gives_a_next_step(rule, changed):
    assert remarks(**changed)[rule].sign == OPEN


def test_words_that_were_looked_for_stand_in_the_remark():
    assert "“breweries”" in remarks(helps="breweries")["helps"].why
    assert "“crane”, “palletizing”" in remarks(search_words=["crane", "palletizing"])["search_words"].why


@pytest.mark.parametrize("spelling", ["Kvistmark Automation", "kvistmark automation A/S", "Kvistmark-Automation"])
def test_the_employer_is_visible_without_its_legal_form(spelling):
    assert remarks(f"Robots | {spelling}")["employer"].sign == KEPT


def test_a_name_that_is_only_part_of_another_is_no_employer():
    assert remarks("Robots | Kvistmark Automationsskole")["employer"].sign == OPEN


@pytest.mark.parametrize("headline", ["", "  ", "\n", "\u200b"])
def test_without_a_headline_there_is_one_next_step(headline):
    assert [remark.sign for remark in review(headline, **GIVEN)] == [OPEN]


@given(texts)
def test_the_first_part_has_whole_words_and_is_not_longer_than_what_is_shown(text):
    start, line = first_part(text), unicodedata.normalize("NFC", text).strip()
    assert len(start) <= limits.SHOWN_FIRST
    if len(line) <= limits.SHOWN_FIRST and "\u200b" not in line:
        assert set(found(line, line.split())) == set(found(start, line.split()))


def test_the_first_part_cuts_before_a_word_that_is_not_whole():
    assert first_part("x " * 29 + "robots") == " ".join("x" * 29)
    assert first_part("x " * 27 + "robots and more") == "x " * 27 + "robots"
    assert first_part("x" * 90) == "x" * limits.SHOWN_FIRST


@given(texts, texts, texts, st.lists(texts, max_size=4), texts, texts)
def test_any_text_gets_remarks_that_are_sentences(headline, helps, with_what, search_words, title, company):
    for remark in review(headline, helps, with_what, search_words, title, company):
        assert remark.sign in (KEPT, OPEN)
        assert remark.what[-1] in ".”" and remark.why[-1] == "."
        assert str(remark).startswith(f"{remark.sign} {remark.what} ")


def test_search_words_are_listed_however_they_are_separated():
    assert listed("packing robot, robots;\npalletizing , ,robots") == ["packing robot", "robots", "palletizing"]
    assert listed(" ") == []


# --- The editor ---


def test_the_editor_says_what_the_rules_see():
    editor = HeadlineEditor()
    assert [sign for sign, *_ in editor.said["remarks"]] == [OPEN]
    for name in ("helps", "with_what", "title", "company"):
        setattr(editor, name, GIVEN[name])
    editor.search_words = "packing robot, robots"
    editor.new = NEW
    assert [Remark(*one) for one in editor.said["remarks"]] == review(NEW, **GIVEN)
    assert editor.said["of"][-1] == NEW


def test_the_editors_code_counts_as_its_counter_does():
    count, fits = HeadlineEditor().code.splitlines()
    for headline in ("", NEW, "🙂" * LIMIT, "x" * (LIMIT + 1)):
        assert f"{eval(count, {'headline': headline})} of {LIMIT}" in counter(headline)
        assert eval(fits, {"headline": headline}) == counter(headline).startswith(KEPT)


def test_another_call_gives_the_same_editor_and_its_name_tells_nothing_of_what_was_typed():
    headline_editor().new = "hemmelig"
    assert headline_editor().new == "hemmelig"
    assert "hemmelig" not in str(headline_editor()._repr_mimebundle_())
    headline_editor.cache_clear()
