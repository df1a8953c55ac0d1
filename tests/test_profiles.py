"""The model of module 4: points of a profile, what is looked at first, overlap, and the figures that show them."""

import math

import pandas as pd
import pytest

from ssl_helpers import profiles
from ssl_helpers.checking.exercises import find, judged_by
from ssl_helpers.data import load
from ssl_helpers.figures import profiles as figures

BARE = {"photo": False, "is_default": True, "about": "", "positions": 0, "skills": 0}
FULL = {"photo": True, "is_default": False, "about": 200 * "a", "positions": 2, "skills": 5}


@pytest.mark.parametrize(
    ("more", "points"),
    [
        ({}, 0),
        ({"photo": True}, 1),
        ({"is_default": False}, 1),
        ({"about": 200 * "a"}, 1),
        ({"about": 199 * "a"}, 0),
        ({"about": 300 * " "}, 0),
        ({"about": f"{50 * ' '}{199 * 'a'}{50 * ' '}"}, 0),
        ({"about": f" {200 * 'å'} "}, 1),
        ({"positions": 2}, 1),
        ({"positions": 1}, 0),
        ({"skills": 5}, 1),
        ({"skills": 4}, 0),
        (FULL, 5),
    ],
)
def test_a_profile_earns_a_point_for_each_rule_it_keeps(more, points):
    assert profiles.completeness(BARE | more) == points
    assert profiles.points(pd.DataFrame([BARE | more])).to_numpy().sum() == points


def test_score_of_a_table_is_that_of_each_line():
    table = profiles.judged(load("profiles"))
    assert table.score.tolist() == [profiles.completeness(row) for _, row in table.iterrows()]
    assert profiles.points(table.head(0)).shape == (0, 5)


@pytest.mark.parametrize(
    ("headline", "default"),
    [
        ("Sælger hos Kvist A/S", True),
        ("  SÆLGER AT KVIST A/S ", True),
        ("Sælger ved Kvist A/S", False),
        ("Sælger at Kvist A/S | robots", False),
        ("Hjælper mejerier hos Kvist A/S", False),
    ],
)
def test_default_headline_is_known_in_two_languages_and_any_case(headline, default):
    line = BARE | {"title": "Sælger", "company": "Kvist A/S", "headline": headline}
    assert profiles.judged(pd.DataFrame([line])).is_default.tolist() == [default]


SOME = pd.DataFrame(
    {
        "id": [9, 4, 7, 2, 5],
        "customer_facing": [True, True, True, False, True],
        "is_default": [True, False, True, True, False],
        "score": [1, 1, 0, 0, 3],
    }
)


def test_fewest_points_come_first_then_the_lowest_id_and_no_back_office():
    assert profiles.fix_first(SOME) == [7, 4, 9, 5] and profiles.fix_first(SOME, 2) == [7, 4]


def test_default_rate_is_of_people_with_customer_contact():
    assert profiles.default_rate(SOME) == 0.5
    assert math.isnan(profiles.default_rate(SOME[~SOME.customer_facing]))


def test_headlines_are_counted_in_characters():
    headlines = pd.Series([220 * "å", 221 * "å", 220 * "🤖", 230 * " "])
    assert profiles.too_long(headlines) == 2


def test_index_is_the_sum_of_four_pillars_by_id():
    ssi = pd.DataFrame(
        {"id": [30, 4], "brand": [1, 25], "people": [2, 25], "insights": [3, 25], "relationships": [4, 25]}
    )
    assert profiles.ssi_total(ssi).to_dict() == {30: 10, 4: 100}


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("Robots pack bread.", "ROBOTS bake bread", 0.5),
        ("robots robots robots", "Robots!", 1),
        ("robots pack bread and cheese", "robots", 0.25),
        ("robots", "", 0),
        ("robots", "the and", 0),
    ],
)
def test_overlap_is_words_in_both_by_words_in_either(one, other, value):
    assert profiles.overlap(one, other) == profiles.overlap(other, one) == value


def test_overlap_of_nothing_is_unknown():
    assert math.isnan(profiles.overlap("", "the")) and math.isnan(profiles.overlap("", ""))


def test_index_may_be_labelled_by_line_or_by_id_but_not_mixed_up():
    ssi, right = load("ssi"), find("profiles.ssi_total").expected().right
    by_line = right.set_axis(ssi.index)
    for answer in (right, by_line, by_line[::-1], right.to_dict(), by_line.to_dict(), by_line.tolist()):
        assert judged_by(find("profiles.ssi_total"), [answer]) is None
    for answer in (
        by_line[::-1].tolist(),
        by_line.set_axis(ssi.index + 1),
        right.set_axis(right.index[::-1]),
        set(right),
    ):
        assert judged_by(find("profiles.ssi_total"), [answer]) is not None
    assert by_line.index.tolist() == ssi.index.tolist(), "an answer is left as it is"


def test_a_wrong_count_is_told_with_the_line_it_was_given():
    said = judged_by(find("profiles.completeness"), [lambda row: 7]).message
    assert "a row with photo: " in said and "about: '" in said


def test_figure_points_out_the_headlines_above_the_limit():
    size = pd.Series([220, 221, 40], index=[3, 1, 2])
    (axes,) = figures.lengths(size).axes
    bars = dict(zip([label.get_text() for label in axes.get_yticklabels()], axes.patches, strict=True))
    assert list(bars) == ["id 1", "id 3", "id 2"] and [one.get_hatch() or "" for one in bars.values()] == ["//", "", ""]
