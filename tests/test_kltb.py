"""The model of module 5: the stages as a machine, and the piece that moves a person through them."""

import random
import re
from html import unescape

import pandas as pd
import pytest

from ssl_helpers import CourseError, kltb
from ssl_helpers.checking.exercises import find
from ssl_helpers.data import firm_in, load
from ssl_helpers.kltb import ASKED, STAGES
from ssl_helpers.widgets import stage_mover


def journeys(*events: tuple) -> pd.DataFrame:
    """Events (person, day in 2026 as month-day, stage, ask, accepted) in the order given, all of low interest."""
    table = pd.DataFrame(events, columns=["person_id", "ts", "stage", "ask", "accepted"])
    return table.assign(ts=pd.to_datetime("2026-" + table.ts), interest="low")


SOME = journeys(
    (1, "09-20", "Like", False, False),
    (1, "06-01", "Know", True, False),
    (2, "08-01", "Know", True, True),
    (3, "07-02", "Know", False, False),
    (3, "08-02", "Trust", True, True),
    (4, "07-03", "Like", False, False),
    (4, "09-01", "Trust", False, False),
)


def test_machine_goes_one_stage_on_and_ends_at_buy():
    walked, stage = [], STAGES[0]
    while stage:
        walked.append(stage)
        stage = kltb.next_stage(stage)
    assert walked == STAGES == ["Know", "Like", "Trust", "Buy"]
    with pytest.raises(CourseError, match="The stages are Know, Like, Trust, Buy"):
        kltb.next_stage("know")


@pytest.mark.parametrize(
    ("path", "valid"),
    [
        ([], False),
        (["Know"], True),
        (["Like"], False),
        (["Buy"], False),
        (STAGES, True),
        (["Know", "Know", "Like", "Like"], True),
        (["Know", "Trust"], False),
        (["Know", "Like", "Buy"], False),
        (["Know", "Like", "Know"], False),
        (["Like", "Trust", "Buy"], False),
    ],
)
def test_a_path_is_valid_if_it_starts_at_know_and_stays_or_goes_one_up(path, valid):
    assert kltb.is_valid(path) is valid


def test_who_is_off_the_model_is_the_same_by_table_and_by_path():
    draw = random.Random(5)
    events = [
        (person, f"{month:02}-{draw.randint(1, 28):02}", draw.choice(STAGES), False, False)
        for person in range(300)
        for month in range(1, draw.randint(2, 6))
    ]
    draw.shuffle(events)
    table = journeys(*events)
    by_path = {person for person, path in kltb.paths(table).items() if not kltb.is_valid(path)}
    assert kltb.off_model(table) == by_path and 0 < len(by_path) < 300


def test_paths_run_from_the_first_event_to_the_last_and_are_ones_own():
    path_of = kltb.path_finder(SOME)
    assert path_of(1) == ["Know", "Like"]
    path_of(1).append("Buy")
    assert path_of(1) == ["Know", "Like"]
    with pytest.raises(CourseError, match=r"\.map\(path_of\)"):
        path_of(SOME.person_id)
    with pytest.raises(CourseError, match="no person 99"):
        path_of(99)


def test_asks_are_counted_where_somebody_was_asked():
    counts = kltb.tally(SOME)
    assert counts.loc[("low", "Know")].to_dict() == {"events": 3, "asks": 2, "accepted": 1}
    rate = kltb.accept_by_stage(counts)
    assert rate["Know"] == 0.5 and rate["Trust"] == 1 and pd.isna(rate["Like"]) and rate.index.tolist() == ASKED
    by = kltb.accept_by_interest(counts)
    assert by["low", "Know"] == 0.5 and pd.isna(by["high", "Know"]) and len(by) == 6


def test_a_condition_says_who_stands_below_the_line():
    was_at = kltb.ever(SOME)
    assert was_at == {"Know": {1, 2, 3}, "Like": {1, 4}, "Trust": {3, 4}, "Buy": set()}
    assert kltb.given(was_at, "Like", "Know") == 1 / 3 and kltb.given(was_at, "Know", "Like") == 1 / 2


def test_only_who_was_followed_for_90_days_counts_as_moving_on_or_not():
    assert pd.Timestamp("2026-07-02") == kltb.FOLLOWED
    found = kltb.conversion(kltb.spans(SOME))
    assert found["Know"] == 1 / 2, "1 moved on, 3 came on the very day and did not, 2 came later"
    assert pd.isna(found["Like"]), "4 came to Like a day too late"
    assert kltb.conversion(kltb.spans(SOME), until=pd.Timestamp("2026-09-30")).tolist() == [1 / 3, 1 / 2, 0]


def test_guest_list_shows_a_gap_that_is_smaller_like_with_like():
    guests = kltb.guests()
    assert not guests.came[~guests.invited].any()
    invited = guests[guests.invited]
    all_guests = invited.groupby("contact").came.mean()
    alike = invited.groupby(["tie", "contact"]).came.mean().unstack()
    gaps = alike["phone"] - alike["e-mail"]
    assert (gaps > 0).all() and (gaps < (all_guests["phone"] - all_guests["e-mail"]) / 3).all()


@pytest.fixture
def mover():
    piece = stage_mover.stage_mover(load("journeys"))
    _, who, buttons, shown = piece.children
    return who, *buttons.children, shown


def text(shown) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", shown.value))


def test_mover_goes_through_the_stages_and_says_where_it_is(mover):
    _, on, again, shown = mover
    for stage in STAGES:
        assert f"The person is at {stage}." in text(shown) and f"● {stage}" in text(shown)
        assert 'role="status"' in shown.value
        on.click()
    assert stage_mover.NO_FURTHER in text(shown) and "● Buy" in text(shown)
    again.click()
    assert "The person is at Know." in text(shown)


@pytest.mark.parametrize("seed", [2026, 7])
def test_mover_shows_every_core_number_with_the_code_that_gives_it(seed, firm):
    with firm_in(firm(seed)):
        right = {name: find(f"kltb.{name}").expected().right for name in CORE}
        table = load("journeys")
        _, who, buttons, shown = stage_mover.stage_mover(table).children
    on, again = buttons.children
    shown_at = {}
    for choice, interest in stage_mover.WHO.items():
        who.value = choice
        again.click()
        for stage in STAGES:
            facts = stage_mover.facts(stage, choice)
            for fact in facts:
                assert fact.said(table) in text(shown) and fact.code in unescape(shown.value)
            shown_at[interest, stage] = [fact.value(table) for fact in facts]
            on.click()
    for stage in ASKED:
        assert shown_at[None, stage][0] == pytest.approx(right["accept_by_stage"][stage])
        for interest in kltb.INTERESTS:
            assert shown_at[interest, stage][0] == pytest.approx(right["accept_by_interest"][interest, stage])
    assert shown_at[None, "Trust"][1] == pytest.approx(right["buy_given_trust"])
    assert shown_at[None, "Buy"] == [pytest.approx(right["trust_given_buy"])]


CORE = ["accept_by_stage", "accept_by_interest", "buy_given_trust", "trust_given_buy"]
