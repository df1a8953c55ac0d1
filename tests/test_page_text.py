"""Which words of a page count, and what the widget says that lays two pages beside each other."""

import html
import re
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_helpers.page_text import STOP_WORDS, pieces, plain, words
from ssl_helpers.widgets import page_words as module
from ssl_helpers.widgets.boxes import Box
from ssl_helpers.widgets.page_words import MOST, OWN, code, in_words, page_words

PAGES = pd.DataFrame(
    {
        "source": ["website", "company page", "brochure", "empty"],
        "text": [
            "We help dairies <b>pack</b> with fewer stops.\nService- og salgsafdeling i Ølgod: robots & more.",
            "Robots for dairies since 1962. Salgsafdeling.",
            "Cranes.",
            None,
        ],
    }
)
texts = st.text(max_size=200)


@pytest.fixture(autouse=True)
def nothing_typed(monkeypatch):
    monkeypatch.setattr(module, "_typed", {"Left": "", "Right": ""})


# --- Words ---


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Robots, robots! ROBOTS?", {"robots"}),
        ("Få mere på bånd æøå", {"bånd", "æøå"}),
        (unicodedata.normalize("NFD", "bånd Ålborg"), {"bånd", "ålborg"}),
        ("e-mail and B2B-salg", {"e-mail", "b2b-salg"}),
        ("Service- og salgsafdeling -", {"service", "salgsafdeling"}),
        ("salgs\u00adafdeling e\u2011mail", {"salgsafdeling", "e-mail"}),
        ("the customer’s customer's", {"customer's"}),
        ("1962 · 24/7 🙂 snake_case", {"1962", "24", "7", "snake", "case"}),
        ("The and og i", set()),
        ("", set()),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@given(texts)
def test_words_are_lower_case_without_blanks_or_stop_words(text):
    for word in words(text):
        assert word and word == word.strip() and word not in STOP_WORDS and word == word.lower()


@given(texts, texts)
def test_two_texts_in_one_have_the_words_of_both(one, other):
    assert words(f"{one} {other}") == words(one) | words(other)


@given(texts)
def test_the_pieces_give_the_text_and_its_words(text):
    assert "".join(piece for piece, _ in pieces(text)) == plain(text)
    assert {word for _, word in pieces(text) if word} - STOP_WORDS == words(text)


def test_every_stop_word_is_one_that_words_would_give():
    assert all(re.fullmatch(r"[a-zæøå]+", word) for word in STOP_WORDS)


# --- The widget ---


def controls(widget: Box) -> tuple:
    """Choice and own text of the left, then of the right, and what is shown."""
    _, columns, shown = widget.children
    (left, my_left), (right, my_right) = (column.children for column in columns.children)
    return left, my_left, right, my_right, shown


def seen(shown) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown.value)).split())


def test_it_begins_with_the_first_two_texts():
    left, my_left, right, my_right, shown = controls(page_words(PAGES))
    assert (left.value, right.value) == ("website", "company page")
    assert my_left.layout.display == my_right.layout.display == "none"
    assert "In both (3): dairies, robots, salgsafdeling" in seen(shown)
    assert "Only on the right, company page (2): 1962, since" in seen(shown)


@pytest.mark.parametrize("chosen", PAGES["source"])
def test_the_code_shown_gives_the_overlap_that_is_said(chosen):
    *_, right, _, shown = controls(page_words(PAGES))
    right.value = chosen
    lines = html.unescape(re.search(r"<pre>(.*)</pre>", shown.value, re.DOTALL)[1])
    *steps, last = lines.splitlines()
    names = {"pages": PAGES.fillna(""), "words": words}
    exec("\n".join(steps), names)
    assert f"{eval(last, names):.2f}." in seen(shown)
    assert max(map(len, lines.splitlines())) <= 70


def test_a_text_is_shown_as_it_is_and_its_shared_words_are_marked():
    *_, shown = controls(page_words(PAGES))
    assert "&lt;b&gt;" in shown.value and "<b>pack" not in shown.value
    marked = re.findall(r"<mark style=\"[^\"]*underline[^\"]*\">(.*?)</mark>", shown.value)
    assert marked == ["dairies", "salgsafdeling", "robots", "Robots", "dairies", "Salgsafdeling"]


def test_ones_own_text_is_compared_and_stays_when_the_cell_runs_again():
    left, my_left, right, my_right, shown = controls(page_words(PAGES))
    left.value, right.value = OWN, OWN
    assert "Neither text has words yet" in seen(shown)
    my_left.value, my_right.value = "Hemmelige <i>robotter</i>", "Robotter"
    assert my_left.layout.display == "" and "&lt;i&gt;robotter" not in shown.value
    assert "In both (1): robotter" in seen(shown) and "my_left and my_right" in seen(shown)
    again = page_words(PAGES)
    _, my_left, *_ = controls(again)
    assert my_left.value == "Hemmelige <i>robotter</i>"
    assert "emmelige" not in str(again._repr_mimebundle_())


def test_a_missing_text_has_no_words():
    *_, right, _, shown = controls(page_words(PAGES))
    right.value = "empty"
    assert "In both (0): none" in seen(shown) and "= 0.00." in seen(shown)


@pytest.mark.parametrize("sources", [1, 0])
def test_with_fewer_than_two_texts_ones_own_is_the_other(sources):
    left, _, right, _, _ = controls(page_words(PAGES.head(sources)))
    assert right.value == OWN and left.value == ("website" if sources else OWN)


def test_a_long_list_is_cut_with_a_count():
    many = pd.DataFrame({"source": ["a", "b"], "text": [" ".join(f"w{at}" for at in range(MOST + 12)), "x"]})
    *_, shown = controls(page_words(many))
    assert f"Only on the left, a ({MOST + 12})" in seen(shown) and "… and 12 more" in seen(shown)
    assert len(re.findall(r"\bw\d+,", seen(shown).split("Only on the left")[1])) == MOST - 1


@given(texts, texts)
def test_the_overlap_is_the_same_from_both_sides_and_between_0_and_1(one, other):
    a, b = words(one), words(other)
    assert in_words(a, b) == in_words(b, a)
    if a | b:
        assert 0 <= float(re.search(r"= (\d\.\d\d)\.$", in_words(a, b))[1]) <= 1


def test_a_source_with_signs_in_its_name_makes_code_that_runs():
    assert 'text["Kvistmarks \\"side\\" æ"]' in code('Kvistmarks "side" æ', OWN)
