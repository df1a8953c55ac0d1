"""The model of module 2, its picture of a team's steps, and the pieces of its lesson."""

import re
from html import unescape

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from ssl_helpers import strategy
from ssl_helpers.checking.exercises import find, judged_by
from ssl_helpers.data import firm_in, load
from ssl_helpers.figures import strategy as figures
from ssl_helpers.strategy import GET_GOING, SCALE, STEPS
from ssl_helpers.widgets import step_check, strategy_explorer
from ssl_helpers.widgets.explorer import answer

CHANNELS = pd.DataFrame(
    {
        "channel": ["wide", "close", "slow"],
        "audience": [1000, 200, 500],
        "target_pct": [5.0, 50.0, 40.0],
        "hours_week": [1.0, 1.6, 10.0],
    }
)
SCORES = pd.DataFrame(
    [["A", 4, 3, 2, 1, 0, 1], ["B", 2, 3, 3, 1, 4, 2]],
    columns=["team", *STEPS, GET_GOING],
)


def words(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page))


def test_reach_counts_the_people_wanted_and_the_hours_they_cost():
    assert strategy.target_reach(CHANNELS).tolist() == [50, 100, 200]
    per_hour = strategy.reach_per_hour(CHANNELS)
    assert per_hour.to_dict() == {"wide": 50, "close": 62.5, "slow": 20}
    assert strategy.ahead(CHANNELS) == 0.25


def test_weakest_step_has_the_lowest_mean_of_the_five():
    assert strategy.step_means(SCORES).to_dict() == dict(zip(STEPS, [3, 3, 2.5, 1, 2], strict=True))
    assert strategy.weakest_step(SCORES) == "network", "neither the 0 of one team nor get_going"


def test_strong_and_weak_steps_keep_the_order_of_the_steps():
    assert strategy.scores_of(SCORES, "A").tolist() == [4, 3, 2, 1, 0, 1]
    assert strategy.strong_and_weak(strategy.scores_of(SCORES, "A")) == (STEPS[:2], STEPS[3:])
    assert strategy.strong_and_weak(dict.fromkeys(STEPS, 2) | {GET_GOING: 0}) == ([], [])


@pytest.mark.parametrize(
    ("number", "unit", "deadline", "measurable"),
    [
        (12, "leads", "2026-12-31", True),
        (0, "complaints", "2026-12-31", True),
        (None, "leads", "2026-12-31", False),
        (12, "", "2026-12-31", False),
        (12, "leads", "  ", False),
        ("", "leads", "2026-12-31", False),
    ],
)
def test_a_goal_needs_number_unit_and_deadline(number, unit, deadline, measurable):
    assert strategy.is_measurable({"number": number, "unit": unit, "deadline": deadline}) is measurable


def test_examples_of_the_lesson_surprise_as_it_says():
    seminars, ratings = strategy.seminars(), strategy.ratings()
    came = seminars.invited * seminars.came_pct / 100
    ways = [seminars.invited, seminars.came_pct, came, came / seminars.hours]
    assert len({way.idxmax() for way in ways}) == 4, "each way of counting has another winner"
    assert ((came % 1) == 0).all(), "guests are whole people"
    means = ratings.drop(columns="guest").mean()
    host = means.drop("parking")
    assert means.idxmin() == "parking" and host.idxmin() == "food"
    assert ratings[host.index].min().idxmin() == "speaker", "the single worst mark stands at another column"
    assert (ratings[host.index] == 1).sum().sum() == 1


def test_picture_shows_the_steps_in_order_and_says_strong_and_weak_in_words():
    scores, means = strategy.scores_of(SCORES, "A"), strategy.step_means(SCORES)
    figure = figures.steps_picture("A", scores, means)
    (axes,) = figure.axes
    assert [tick.get_text() for tick in axes.get_yticklabels()] == STEPS
    assert [bar.get_width() for bar in axes.patches] == [4, 3, 2, 1, 0]
    written = [one.get_text() for one in axes.texts if one.get_visible()]
    assert written == ["4 · strong", "3 · strong", "2", "1 · weak", "0 · weak"]
    assert [line[0][0] for line in axes.collections[0].get_segments()] == means.tolist()
    plt.close(figure)
    alt = figures.described("A", scores, means)
    assert (
        "strategy 4 (3.0), company_profile 3 (3.0), personal_profile 2 (2.5), network 1 (1.0), content 0 (2.0)" in alt
    )
    said = figures.said("A", scores)
    assert "strong steps (3 or 4): strategy, company_profile." in said and "(0 or 1): network, content." in said
    assert "strong steps (3 or 4): none" in figures.said("B", dict.fromkeys(STEPS, 2))


@pytest.mark.parametrize(
    ("task", "typed"), [("best_channel", "webinars"), ("weakest_step", "Personal profile"), ("weakest_step", "Malmö")]
)
def test_another_name_of_the_table_is_told_from_a_stranger(task, typed):
    said = judged_by(find(f"strategy.{task}"), [typed]).message
    assert said.startswith(f"You gave {typed!r}. That is one to choose from, but not the right one. What was expected")
    assert "to choose from" not in judged_by(find(f"strategy.{task}"), ["TikTok"]).message


@pytest.fixture
def checker():
    piece = step_check.step_check(load("step_scores"))
    _, team, *fields, shown = piece.children
    return piece, team, {field.description: field for field in fields}, shown


def test_check_of_each_team_shows_its_steps_with_the_code_that_gives_them(checker):
    _, team, fields, shown = checker
    table = load("step_scores")
    assert list(fields) == [*STEPS, GET_GOING]
    for name in table["team"]:
        team.value = name
        scores = strategy.scores_of(table, name)
        assert {step: field.value for step, field in fields.items()} == scores.to_dict()
        assert all(field.disabled for field in fields.values())
        assert figures.said(name, scores) in words(shown.value) and step_check.going(scores) in words(shown.value)
        assert 'role="status"' in shown.value and "no mark for anybody" in shown.value
        assert figures.described(name, scores, strategy.step_means(table)) in unescape(shown.value)
        code = step_check.code(name, scores)
        assert code in unescape(shown.value)
        assert run(code, step_scores=table).index.tolist() == strategy.strong_and_weak(scores)[1]


def test_check_of_ones_own_team_follows_the_fields_and_is_kept_while_another_is_shown(checker):
    _, team, fields, shown = checker
    team.value = step_check.OWN
    assert not any(field.disabled for field in fields.values())
    options = [(f"{score}: {words}", score) for score, words in enumerate(SCALE)]
    assert all((list(field.options), field.value) == (options, 2) for field in fields.values())
    for step, score in zip(fields, [4, 0, 3, 2, 1, 3], strict=True):
        fields[step].value = score
    assert "strong steps (3 or 4): strategy, personal_profile." in words(shown.value)
    assert "Weak steps (0 or 1): company_profile, content." in words(shown.value)
    code = step_check.code(step_check.OWN, pd.Series({step: one.value for step, one in fields.items()}))
    assert code in unescape(shown.value) and run(code).to_dict() == {"company_profile": 0, "content": 1}
    team.value = "Oslo"
    assert fields["strategy"].value == strategy.scores_of(load("step_scores"), "Oslo")["strategy"]
    team.value = step_check.OWN
    assert [field.value for field in fields.values()] == [4, 0, 3, 2, 1, 3]


def test_what_is_set_for_ones_own_team_is_not_in_the_words_that_the_file_keeps(checker):
    piece, team, fields, _ = checker
    team.value = step_check.OWN
    fields["network"].value = 4
    assert repr(piece) == "step_check()"
    data, _ = piece._repr_mimebundle_()
    assert data["text/plain"] == "step_check()"


def run(code: str, **names: object) -> object:
    *steps, last = code.split("\n")
    names |= {"pd": pd, "strategy": strategy}
    exec("\n".join(steps), names)
    return eval(last, names)


@pytest.mark.parametrize("seed", [2026, 7, 4711])
def test_widgets_show_every_core_number_with_the_code_that_gives_it(seed, firm):
    with firm_in(firm(seed)):
        right = {name: find(f"strategy.{name}").expected().right for name in CORE}
        channels, scores = load("channels"), load("step_scores")
    values, seen = [], []
    _, question, way, shown = strategy_explorer.channel_explorer(channels).children
    for _, one in question.options:
        question.value = one
        values.append(answer(one.code, {"channels": channels}))
        assert one.said(values[-1]) in words(shown.value) and one.code in unescape(shown.value), one.asked
        seen.append(shown.value)
    way.value = way.options[1]
    assert shown.value != seen[-1], "the second choice changes the last question's answer"
    first, reach, ranking = values
    assert first == channels.set_index("channel").audience.idxmax(), "no task's number stands there before a guess"
    assert reach.to_dict() == right["target_reach"].to_dict()
    assert ranking.index[0] == right["best_channel"] and ranking.index[0] in words(seen[2])
    assert "per_hour" not in channels, "the lesson's table is as before"

    _, team, *fields, shown = step_check.step_check(scores).children
    assert right["weakest_step"] not in team.options, "a guess comes first"
    team.value = step_check.ALL
    assert [field.layout.display for field in fields] == ["none"] * len(fields)
    means = run(step_check.CODE_OF_ALL, step_scores=scores)
    assert step_check.CODE_OF_ALL in unescape(shown.value) and figures.said_of_all(means) in words(shown.value)
    assert means.index.tolist() == right["steps"] and f"lowest mean has {right['weakest_step']}." in words(shown.value)
    team.value = "Oslo"
    assert [field.layout.display for field in fields] == [""] * len(fields)


def test_steps_that_are_level_are_all_named():
    means = pd.Series([2.0, 1.5, 3.0, 1.5, 2.5], index=STEPS)
    assert "The lowest mean has company_profile and network." in figures.said_of_all(means)


CORE = ["steps", "target_reach", "best_channel", "weakest_step"]
