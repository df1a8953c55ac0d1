"""Module 2: strategy, and the check of the five steps."""

import re

import pandas as pd

from ssl_helpers import strategy
from ssl_helpers.checking import expect
from ssl_helpers.checking.exercises import Module, Question, exercise
from ssl_helpers.checking.values import as_items, as_number, count, is_a, show
from ssl_helpers.data import load
from ssl_helpers.strategy import GET_GOING, STEPS

AS_PRINTED = ["content", "get_going", "strategy", "network", "company_profile", "personal_profile"]
"""The six names as the exercise shows them."""


def _shuffled() -> list[str]:
    return AS_PRINTED.copy()


def _channels() -> pd.DataFrame:
    return load("channels")


def _step_scores() -> pd.DataFrame:
    return load("step_scores")


MODULE = Module(
    stem="02_strategy",
    title="Strategy and the five steps",
    outcome="Know whom to win and where they listen, set goals that can be measured, find your weakest step.",
    lesson_minutes=21,
    reflection_minutes=5,
    given={"shuffled": _shuffled, "channels": _channels, "step_scores": _step_scores},
    quiz={
        "jumped": Question(
            "A firm posts every day, about everything it makes. Nobody has said who should read it. Which step was "
            "jumped?",
            {
                "a": (
                    "Content: the posts are not good enough",
                    "Perhaps they are good. Nobody can say so before it is clear for whom they are written.",
                ),
                "b": (
                    "Network: too few people see them",
                    "More readers do not help if nobody has said which ones. That is said in an earlier step.",
                ),
                "c": (
                    "Strategy: whom to reach, and what should change for them",
                    "Right. The model says: strategy comes first, since every later step asks for whom it is done.",
                ),
            },
            right="c",
        ),
        "measurable": Question(
            "Which of these goals can be measured?",
            {
                "a": (
                    "0 complaints about late answers in October 2026",
                    "Right. Number, unit and deadline are all there. Zero is a number; blank is not.",
                ),
                "b": (
                    "Many more leads by 31 December 2026",
                    "Unit and deadline are there, but 'many more' is no number. On 1 January everybody could be right.",
                ),
                "c": (
                    "25 inbound leads",
                    "Number and unit are there. By when? Without a deadline it is never missed, and never reached.",
                ),
            },
            right="a",
        ),
        "reach": Question(
            "A channel has a target reach of 800 people. What do you know?",
            {
                "a": (
                    "800 people of the target group will read what you post",
                    "That would be fine. But not everybody in an audience listens: it is an estimate of the most.",
                ),
                "b": (
                    "About 800 people of the target group could see it, if all of them looked",
                    "Right. It is an estimate of the most, made of two estimates. It is good for comparing channels.",
                ),
                "c": (
                    "You will get 800 leads",
                    "A lead is somebody who asks you for something. Reach only says who could see you.",
                ),
            },
            right="b",
        ),
    },
)


def _one_name(key: object) -> object:
    """A name in one form: `Company profile` and `company-profile` are company_profile."""
    return re.sub(r"[\s_-]+", "_", key.casefold()) if isinstance(key, str) else key


_NO_COMMA = "Each name stands in quotes of its own, with a comma between two: add the commas or the quotes."
_LIST_IN_A_LIST = "There is a list inside your list. Write one pair of square brackets only."


def _refuse_odd_list(answer: object) -> None:
    """Tell several names in one pair of quotes, and a list in a list, from a wrong order."""
    one = "|".join(AS_PRINTED)
    things = as_items(answer) or []
    for name in things:
        if is_a(name, str) and re.fullmatch(rf"({one})([\s,]*({one}))+", name.strip()):
            raise expect.NotYet(
                f"You gave {count(len(things), 'name')}: {show(name)} counts as one. {_NO_COMMA}", _NO_COMMA
            )
    if len(things) == 1 and is_a(things[0], list, tuple):
        raise expect.NotYet(f"You gave {show(answer)}. {_LIST_IN_A_LIST}", _LIST_IN_A_LIST)


@exercise(
    points=1,
    minutes=2,
    hints=[
        "First you decide whom you want to win. Then the firm shows who it is, then the person. Only then come those "
        "who listen, and last what they hear.",
        'A list: square brackets outside, each name in quotes, a comma between two names. It begins ["strategy", and '
        "has five names.",
        'steps = ["strategy", "company_profile", "personal_profile", "network", "content"]',
    ],
    why="Each step stands on the one before. Many are tempted to begin with the last one, since a post is soon "
    "written. To get going is not counted among the five: it is what you do when they stand.",
)
def steps(answer: object) -> None:
    _refuse_odd_list(answer)
    swapped = ["strategy", "company_profile", "personal_profile", "content", "network"]
    person_first = ["strategy", "personal_profile", "company_profile", "network", "content"]
    profiles_first = ["company_profile", "personal_profile", "strategy", "network", "content"]
    network_first = ["strategy", "network", "company_profile", "personal_profile", "content"]
    going = "One of the six is not counted: what you do when the five stand. Leave it out."
    expect.items(
        answer,
        STEPS,
        what="the five steps, each in quotes, in the order of the model",
        ordered=True,
        alike=_one_name,
        mistakes={
            f"The first five are in order. {going}": [*STEPS, GET_GOING],
            f"These are the six names as they were printed. Put them in order. {going}": AS_PRINTED,
            f"You began with getting going. {going}": [GET_GOING, *STEPS],
            "You put content before network. First find those who should listen, then speak to them.": swapped,
            "You put the person before the firm. Who looks you up also looks at your firm, so its profile comes first; "
            "then yours.": person_first,
            "You put the profiles before the strategy. A profile says whom you help, and that is decided first.": (
                profiles_first
            ),
            "You put the network before the profiles. Whom you invite looks you up first, so the profiles come before "
            "it.": network_first,
            "That is the right order, read from the end. Begin with what is done first.": STEPS[::-1],
            "These are the names as they were printed, without get_going. Put them in order: what comes first?": [
                one for one in AS_PRINTED if one != GET_GOING
            ],
            "That is the order of the alphabet. Put the steps in the order in which they are done.": sorted(STEPS),
            "The last of them is not counted among the five. Put in its place what your network will hear.": [
                *STEPS[:-1],
                GET_GOING,
            ],
            "One of the five is missing: the one that says whom you want to win, and comes first.": STEPS[1:],
        },
    )


def _labelled(answer: object, channels: pd.DataFrame) -> object:
    """Of the whole table its column target_reach; numbers without labels as those of the rows, in their order."""
    if is_a(answer, pd.DataFrame) and "target_reach" in answer.columns:
        return answer.set_index("channel")["target_reach"] if "channel" in answer.columns else answer["target_reach"]
    numbers = None if is_a(answer, pd.Series, set, frozenset) else as_items(answer)
    if numbers and all(as_number(one) is not None for one in numbers):
        if len(numbers) != len(channels):
            raise expect.NotYet(f"You gave {count(len(numbers), 'number')}. {_EACH_LINE}", _EACH_LINE)
        return dict(enumerate(numbers))
    return answer


_EACH_LINE = "Give one number for each row of channels: calculate with whole columns."


@exercise(
    points=2,
    minutes=4,
    reads=["channels"],
    hints=[
        "As with the guests of the seminars: a number of people, times how many of 100 you want, divided by 100.",
        'channels["…"] is one column. * is times and / is divided by; Python calculates row by row. Which two '
        "columns go into it?",
        'target_reach = channels["audience"] * channels["target_pct"] / 100',
    ],
    why="A big audience shrinks when you count only the people you want. Both numbers are estimates, so read the "
    "result as an estimate of the most.",
)
def target_reach(answer: object) -> None:
    channels = _channels()
    name_of = channels["channel"].to_dict()
    by_name = channels.set_index("channel")
    right = strategy.target_reach(by_name)
    audience, percent, hours = by_name["audience"], by_name["target_pct"], by_name["hours_week"]
    per_cent_times = "You forgot that target_pct is in percent: 5 means 5 of 100 people. Divide by 100."
    expect.series(
        _labelled(answer, channels),
        right,
        what="one number for each row of channels: the people of its audience who belong to the target group",
        alike=lambda key: name_of.get(key, key),
        # Audience and percent are given, so there is nothing to be about right.
        rel=1e-6,
        mistakes={
            per_cent_times: audience * percent,
            "You divided by target_pct. So many of 100 are in the target group: times target_pct, divided by 100.": (
                audience / percent
            ),
            "You turned target_pct the wrong way. Divide it by 100, then it is a proportion to multiply with.": (
                audience * 100 / percent
            ),
            "You divided by 100 twice. target_pct is in percent once: one division by 100 is enough.": right / 100,
            "That is the audience, wanted or not. Multiply it by target_pct and divide by 100.": audience,
            "That is audience divided by 100. Which column says how many of 100 you want? Multiply by it.": (
                audience / 100
            ),
            "That is target_pct as a proportion. Multiply the audience by it, then you have people.": percent / 100,
            "That is target_pct as it stands, in percent. The task asks for people: begin with the audience.": (
                percent.astype(float)
            ),
            "These are the people outside the target group. Take the part that target_pct names, not the rest.": (
                audience - right
            ),
            "You divided by hours_week: that is task 3. Here give the people, whatever the hours.": right / hours,
            "You divided by hours_week, and not by 100. Here give the people, whatever the hours; target_pct is in "
            "percent, so divide by 100.": audience * percent / hours,
            "That is audience divided by hours_week. Leave the hours for task 3: multiply the audience by target_pct, "
            "and divide by 100.": audience / hours,
            "That is hours_week. The task asks for people: begin with the audience.": hours,
            "All of these are whole: do not round, and cut nothing off. Hand the numbers over as Python gives them.": (
                right // 1
            ),
        },
    )


_MORE_THAN_A_NAME = 'There is more than the name. Choose the column first, then its first row: ["channel"].iloc[0].'


@exercise(
    points=3,
    minutes=5,
    reads=["channels"],
    hints=[
        "Three lines, as with the seminars: a new column, sort by it with the highest first, read the name in the "
        "first row.",
        'channels["per_hour"] = … / channels["hours_week"] makes the column. .sort_values("…", ascending=False) sorts '
        'the table; give the sorted table a name, and ["channel"].iloc[0] behind that name reads the first.',
        'channels["reach"] = reach_of(channels)\n'
        'channels["per_hour"] = channels["reach"] / channels["hours_week"]\n'
        'ranking = channels.sort_values("per_hour", ascending=False)\n'
        'best_channel = ranking["channel"].iloc[0]',
    ],
    why="Neither the biggest audience nor the best fit nor the highest reach wins, but the most wanted people for an "
    "hour of your week. In a small channel the second hour may reach fewer. The course goes on with LinkedIn, where a "
    "salesperson can work alone: that is a choice, no result.",
)
def best_channel(answer: object) -> None:
    if is_a(answer, pd.DataFrame) or (is_a(answer, pd.Series) and "channel" in answer.index):
        raise expect.NotYet(f"You gave {show(answer)}. {_MORE_THAN_A_NAME}", _MORE_THAN_A_NAME)
    channels = _channels()
    by_name = channels.set_index("channel")
    reach = strategy.target_reach(by_name)
    per_hour = strategy.reach_per_hour(channels)
    expect.text(
        answer,
        str(per_hour.idxmax()),
        what="the name of the channel with the highest target reach per hour, as the column channel writes it",
        among=by_name.index,
        alike=_one_name,
        mistakes={
            "That channel has the biggest audience, but few of 100 are in the target group. Multiply by target_pct / "
            "100, and divide by hours_week.": str(by_name["audience"].idxmax()),
            "That channel has the highest percent in the target group, and the second highest target reach per hour. "
            "Sort by the reach per hour; .iloc[0] reads the first row, .iloc[1] the second.": str(
                by_name["target_pct"].idxmax()
            ),
            "That is the first row of the unsorted table. Give the sorted table a name, and take "
            '["channel"].iloc[0] of it.': str(channels["channel"].iloc[0]),
            "That is the highest number, not the name. Sort the table by it, and read the name in the first row.": (
                float(per_hour.max())
            ),
            "That channel reaches the most people of the target group, but it takes many hours. Divide the target "
            "reach by hours_week, then sort.": str(reach.idxmax()),
            "That channel takes the fewest hours, but it reaches few of the target group. Divide the target reach by "
            "hours_week, and take the highest.": str(by_name["hours_week"].idxmin()),
            "That channel reaches the fewest of the target group per hour. Sort with the highest first: "
            "ascending=False.": str(per_hour.idxmin()),
            "That is the number of a row, not a name. Read the column channel of the sorted table: "
            '["channel"].iloc[0].': int(channels.index[per_hour.argmax()]),
        },
    )


@exercise(
    points=2,
    minutes=3,
    reads=["step_scores"],
    hints=[
        "As with the ratings of the seminar: choose the columns that count, take their means, and ask which is lowest.",
        'step_scores[["…", "…"]] keeps the columns you name; here you need the five steps. .mean() gives the mean of '
        "each, and .idxmin() behind it the name of the lowest.",
        'five = ["strategy", "company_profile", "personal_profile", "network", "content"]\n'
        "weakest_step = step_scores[five].mean().idxmin()",
    ],
    why="There the twelve teams together have most left to do, so it is a place to begin. A team's own weak step may "
    "be another one: look at both.",
)
def weakest_step(answer: object) -> None:
    scores = _step_scores().set_index("team")
    means = scores[STEPS].mean()
    of_team = scores[STEPS].mean(axis=1)
    expect.text(
        answer,
        str(means.idxmin()),
        what="the name of the step with the lowest mean, as the table writes it",
        among=[*STEPS, *scores.index],
        alike=_one_name,
        mistakes={
            "There stands the single lowest score, and the most low ones. But other teams are far with that step: take "
            "the mean of each step over all teams, then the lowest mean.": str(scores[STEPS].min().idxmin()),
            "That is the lowest mean itself. Put .idxmin() in place of .min(): it names the step.": float(means.min()),
            "That is a place, counted from 0, and no name. Put .idxmin() in place of .argmin().": int(means.argmin()),
            "That is the number of a row, so of a team. Take the mean of each column: .mean() with nothing in its "
            "brackets.": int(of_team.argmin()),
            "That is the strongest step: it has the highest mean. .idxmin() names the lowest.": str(means.idxmax()),
            "That is not one of the five, but what you do when they stand. Keep the five columns first, then take the "
            "means.": (GET_GOING),
            "That is a team. The task asks for a step: take the mean of each column, over all teams.": str(
                of_team.idxmin()
            ),
        },
    )


@exercise(
    core=False,
    points=2,
    minutes=3,
    reads=["channels"],
    hints=[
        "You need the two highest numbers of target reach per hour. How much more has the first, as a part of the "
        "second?",
        'Make the column per_hour and sort the table by it, as in task 3. Of the sorted table, ["per_hour"].iloc[0] is '
        "the first number, .iloc[1] the second. Best divided by second, minus 1.",
        'channels["per_hour"] = channels["audience"] * channels["target_pct"] / 100 / channels["hours_week"]\n'
        'top = channels.sort_values("per_hour", ascending=False)["per_hour"]\n'
        "ahead = top.iloc[0] / top.iloc[1] - 1",
    ],
    why="Audience and percent are estimates. Only if the best channel's estimate is too high by more than this "
    "does the second win, as long as the second's is right.",
)
def ahead(answer: object) -> None:
    channels = _channels()
    per_hour = strategy.reach_per_hour(channels)
    best, second, third = per_hour.nlargest(3)
    lowest, next_lowest = per_hour.nsmallest(2)
    reach = strategy.target_reach(channels)
    most, next_most = reach.nlargest(2)
    expect.number(
        answer,
        best / second - 1,
        what="the best channel's target reach per hour divided by the second's, minus 1",
        mistakes={
            "The best stands above the second, but 1 is not yet subtracted from what comes out. Divide first, then "
            "subtract 1.": best / second,
            "That is in percent. A quarter more is 0.25 here: do not multiply by 100.": 100 * (best / second - 1),
            "You sorted with the lowest first. The best stands on top with ascending=False.": lowest / next_lowest - 1,
            "You took the first two rows of the unsorted table. Sort it first, and take them of the sorted table.": (
                per_hour.iloc[0] / per_hour.iloc[1] - 1
            ),
            "You compared the second with the third. Python counts from 0: the best is .iloc[0].": second / third - 1,
            "You divided by the best. Below the line stands the second: how far ahead of it is the best?": (
                1 - second / best
            ),
            "You divided the second by the best. The best stands on top; then subtract 1.": second / best,
            "You divided the second by the best and then subtracted 1. The best stands on top.": second / best - 1,
            "That is a number of people per hour. Divide it by the second's target reach per hour.": best - second,
            "You compared with the mean of all channels. Below the line stands the second best.": best / per_hour.mean()
            - 1,
            "You compared with the third. Below stands the second best: .iloc counts from 0.": best / third - 1,
            "You took the target reach, whatever the hours. Divide it by hours_week first.": most / next_most - 1,
        },
    )


# As the task's text says: a number or None, and two texts that may be empty or only blanks.
_GOALS = [
    {"number": number, "unit": unit, "deadline": deadline}
    for number, unit, deadline in (
        (25, "inbound leads", "2026-12-31"),
        (40, "people who name us unprompted", "2027-03-31"),
        (None, "leads", "2026-12-31"),
        (12, "", "2026-12-31"),
        (12, "leads", ""),
        (0, "complaints", "2026-10-31"),
        (12, "leads", "   "),
        (12, "  ", "2026-12-31"),
        (0, "", "2026-12-31"),
        (0, "orders lost on price", ""),
        (None, "", ""),
        (None, "", "2026-12-31"),
        (None, "leads", ""),
        (5, "", ""),
        (0.5, "discounts per won deal, in percent", "2026-12-31"),
        (0.0, "unanswered questions", "2026-11-30"),
        # Whatever the texts say: any that is not blank is there.
        (3000, "%", "30 June 2027"),
        (-5, "pp", "soon"),
        (12, "x", "Q2"),
    )
]


def _filled(value: object) -> bool:
    return bool(str(value).strip())


def _zero_refused(goal: dict) -> bool:
    return bool(goal["number"]) and _filled(goal["unit"]) and _filled(goal["deadline"])


def _zero_and_blanks(goal: dict) -> bool:
    return bool(goal["number"] and goal["unit"] and goal["deadline"])


def _blanks_counted(goal: dict) -> bool:
    return goal["number"] is not None and goal["unit"] != "" and goal["deadline"] != ""


def _no_number(goal: dict) -> bool:
    return _filled(goal["unit"]) and _filled(goal["deadline"])


def _no_unit(goal: dict) -> bool:
    return goal["number"] is not None and _filled(goal["deadline"])


def _no_deadline(goal: dict) -> bool:
    return goal["number"] is not None and _filled(goal["unit"])


def _only_number(goal: dict) -> bool:
    return goal["number"] is not None


def _any_of_them(goal: dict) -> bool:
    return goal["number"] is not None or _filled(goal["unit"]) or _filled(goal["deadline"])


def _turned_round(goal: dict) -> bool:
    return not strategy.is_measurable(goal)


def _always(_goal: dict) -> bool:
    return True


def _the_last_part(goal: dict) -> object:
    return goal["number"] is not None and goal["unit"].strip() and goal["deadline"].strip()


def _one_of_the_parts(goal: dict) -> object:
    return goal["number"] and goal["unit"] and goal["deadline"]


def _one_of_the_stripped_parts(goal: dict) -> object:
    return goal["number"] and goal["unit"].strip() and goal["deadline"].strip()


def _above_zero(goal: dict) -> bool:
    return goal["number"] is not None and goal["number"] > 0 and _filled(goal["unit"]) and _filled(goal["deadline"])


def _nothing_or_true(goal: dict) -> bool | None:
    return True if strategy.is_measurable(goal) else None


def _never(_goal: dict) -> bool:
    return False


def _as_a_word(goal: dict) -> str:
    return str(strategy.is_measurable(goal))


@exercise(
    core=False,
    points=3,
    minutes=7,
    hints=[
        "Three questions, and all three must be answered with yes: is there a number, is there a unit, is there a "
        "deadline?",
        'goal["number"] is not None is True where a number stands, zero too. goal["unit"].strip() takes blanks away '
        'from both ends, and != "" asks whether anything is left. Put and between the three.',
        "def is_measurable(goal):\n"
        '    has_number = goal["number"] is not None\n'
        '    has_unit = goal["unit"].strip() != ""\n'
        '    has_deadline = goal["deadline"].strip() != ""\n'
        "    return has_number and has_unit and has_deadline",
    ],
    why="A goal of zero complaints is a goal; a goal that nobody filled in is not. Programs mix the two up easily, and "
    "so do people: 'we wrote nothing down' is not 'we want none'.",
)
def is_measurable(answer: object) -> None:
    expect.function(
        answer,
        strategy.is_measurable,
        what="it takes a goal and hands over True if number, unit and deadline are all there, else False",
        inputs=[(goal,) for goal in _GOALS],
        mistakes={
            "A goal of zero is refused. Python takes 0 for False, so ask: is not None.": _zero_refused,
            "A goal of zero is refused, and blanks count as filled in. Ask of the number: is not None; and use "
            ".strip() on the texts.": _zero_and_blanks,
            "Blanks alone count as filled in. Take them away with .strip() before you compare.": _blanks_counted,
            "It does not ask for the number. All three parts must be there.": _no_number,
            "It does not ask for the unit. All three parts must be there.": _no_unit,
            "It does not ask for the deadline. All three parts must be there.": _no_deadline,
            "It asks for the number only. All three parts must be there.": _only_number,
            "One part is enough for it. All three must be there: and, not or.": _any_of_them,
            "It is turned round: it says True where a part is missing.": _turned_round,
            "It says True to every goal. Ask for each of the three parts.": _always,
            "It says False to every goal. It must say True where all three parts are there.": _never,
            "It asks for a number above 0, so a goal of zero is refused. Any number will do: ask is not None.": (
                _above_zero
            ),
            "Where a part is missing, it hands over nothing. Add a last line: return False.": _nothing_or_true,
            "It hands over one of the parts, refuses a goal of zero and lets blanks pass. Ask of the number: is not "
            'None; take the blanks of the texts away with .strip(), and compare with "".': _one_of_the_parts,
            "It hands over one of the parts, and refuses a goal of zero. Ask of the number: is not None; compare each "
            'text with "": that gives True or False.': _one_of_the_stripped_parts,
            'It hands over one of the texts. Compare each text with "": that gives True or False.': _the_last_part,
            "It hands over the word in quotes. True and False are written without quotes.": _as_a_word,
        },
    )
