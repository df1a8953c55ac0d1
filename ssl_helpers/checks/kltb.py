"""Module 5: Know-Like-Trust-Buy."""

import random

import pandas as pd

from ssl_helpers import kltb
from ssl_helpers.checking import expect
from ssl_helpers.checking.exercises import Module, Question, exercise
from ssl_helpers.data import TODAY, load
from ssl_helpers.kltb import ASKED, STAGES


def _journeys() -> pd.DataFrame:
    return load("journeys")


def _ever() -> dict[str, set[int]]:
    return kltb.ever(_journeys())


MODULE = Module(
    stem="05_kltb",
    title="Know-Like-Trust-Buy",
    outcome="Ask when the customer is ready, and compare like with like before you say what the ask has done.",
    lesson_minutes=25,
    reflection_minutes=5,
    given={"journeys": _journeys, "ever": _ever},
    quiz={
        "telesales": Question(
            "A stranger rings, uses your first name five times and wants an order within three minutes. You say no. At "
            "which stage was the ask made?",
            {
                "a": (
                    "At Buy, because an order was asked for",
                    "Buy is a yes that was given. What is asked for does not move anybody to a stage.",
                ),
                "b": (
                    "At Know at best: you had heard the name of the firm",
                    "Right. The model says: Like and Trust were jumped, so you put up a guard, and the firm's name "
                    "suffers with it. That is a story to think with; it measures nothing.",
                ),
                "c": (
                    "At Like, because the salesperson was so friendly",
                    "The stage is the customer's, not the salesperson's. Borrowed friendliness is what put you off.",
                ),
            },
            right="b",
        ),
        "order": Question(
            "Which of these paths keeps to the course's rule?",
            {
                "a": (
                    "Know, Know, Like, Trust",
                    "Right. It starts at Know, and each step is the same stage or one up. Nobody has to reach Buy.",
                ),
                "b": (
                    "Know, Trust, Buy",
                    "Like is jumped. The model says that no stage can be jumped.",
                ),
                "c": (
                    "Like, Trust, Buy",
                    "This one does not start at Know. Perhaps nobody wrote down how the two met; by the rule the path "
                    "is off the model.",
                ),
            },
            right="a",
        ),
        "newsletter": Question(
            "Somebody signs up for your newsletter. Is that a Buy?",
            {
                "a": (
                    "It can be: the model lets Buy be any yes to what you ask for, a newsletter too",
                    "Right. The article names a seminar and a newsletter. So say what your Buy is before you count; "
                    "here it is an order.",
                ),
                "b": (
                    "No, only an order is",
                    "The article that describes the model counts a sign-up for a seminar or a newsletter as well. Say "
                    "what your Buy is before you count.",
                ),
                "c": (
                    "No, it is a Like",
                    "Like is how somebody feels about you. A sign-up is a yes to something you asked for.",
                ),
            },
            right="a",
        ),
    },
)


_EVENTS = "You divided by all events at the stage, asked or not. Keep the asks first: the rows where ask is True."
_EVENTS_BUY = (
    "You took all events, asked or not, so even Buy is in there, where nobody is asked. Keep the asks first: the rows "
    "where ask is True."
)
_EVENTS_BUY_UNKNOWN = (
    "You divided by all events at the stage, asked or not, so Buy is in there too, without a number. Divide by the "
    "asks: the rows where ask is True."
)
_BUY_UNKNOWN = "Buy is in there too. Nobody is asked at Buy, so there is nothing to divide by. Leave Buy out."
_BUY_ZERO = "Buy is in there too, with a 0. Nobody is asked at Buy, so nothing was refused there. Leave Buy out."
_ALL_ASKS = "You divided by all asks of the table. Divide by the asks at the same stage."
_COUNTS = "These are counts of accepted asks. Divide each by the asks in the same group."
_ASKS = "These are counts of asks. The task asks which proportion of them was accepted."
_REFUSED = "That is the proportion of asks that was refused. Take accepted, not what is left of it."
_OF_ACCEPTED = "You divided by the accepted asks. They stand on top; below the line stand the asks in the same group."
_ALL_ONE = (
    "That is 1 everywhere: in the rows you kept, the column you took the mean of is always True, as ask is among the "
    "asks. Keep the asks, all of them, and take the mean of accepted."
)
_SPREAD = "That is how the asks are spread over the groups. Divide the accepted asks in a group by the asks in it."
_HOW_OFTEN = "That is how often somebody was asked. The task asks how often an ask was accepted."


@exercise(
    points=2,
    minutes=4,
    reads=["journeys"],
    hints=[
        "Two steps, as with the guests in the lesson: keep the rows where somebody was asked, then group them by "
        "stage.",
        'asks = journeys[journeys["ask"]] keeps the asks. asks.groupby("…")["…"].mean() gives the proportion of True '
        "in "
        "a column, for each group.",
        'asks = journeys[journeys["ask"]]\naccept_by_stage = asks.groupby("stage")["accepted"].mean()',
    ],
    why="The later the stage, the more often an ask is accepted, as the model says. But were the same kind of people "
    "asked at each stage? The next task looks.",
)
def accept_by_stage(answer: object) -> None:
    counts = kltb.tally(_journeys())
    stage = counts.groupby(level="stage").sum()
    right, asked = kltb.accept_by_stage(counts), stage.loc[ASKED]
    expect.series(
        answer,
        right,
        what="the proportion of asks that was accepted at each of the three stages Know, Like and Trust",
        proportion=True,
        mistakes={
            _EVENTS: asked.accepted / asked.events,
            _EVENTS_BUY: stage.accepted / stage.events,
            _ALL_ASKS: asked.accepted / asked.asks.sum(),
            "You divided by all events of the table. Divide by the asks at the same stage.": asked.accepted
            / stage.events.sum(),
            _COUNTS: asked.accepted,
            "These are counts, and Buy is in there, where nobody is asked. Keep the asks, the rows where ask is True, "
            "and divide the accepted ones by them.": stage.accepted,
            _ASKS: asked.asks,
            _EVENTS_BUY_UNKNOWN: (asked.accepted / asked.events).reindex(STAGES),
            _BUY_UNKNOWN: right.reindex(STAGES),
            _BUY_ZERO: right.reindex(STAGES, fill_value=0.0),
            _REFUSED: 1 - right,
            _OF_ACCEPTED: asked.accepted / asked.accepted.sum(),
            "That is how many asks it takes for one that is accepted. Turn the division round: accepted on top, asks "
            "below.": 1 / right,
            _HOW_OFTEN: stage.asks / stage.events,
            _ALL_ONE: right * 0 + 1,
            _SPREAD: asked.asks / asked.asks.sum(),
            "You grouped by interest. The task asks for the groups of the column stage.": (
                counts.groupby(level="interest").accepted.sum() / counts.groupby(level="interest").asks.sum()
            ),
        },
    )


@exercise(
    points=3,
    minutes=5,
    reads=["journeys"],
    hints=[
        "The same two steps as for one group: keep the asks, then group them. Now two columns make the groups.",
        'Two columns stand in a list, in square brackets: .groupby(["…", "…"]). Each pair of labels gets a number.',
        'asks = journeys[journeys["ask"]]\naccept_by_interest = asks.groupby(["interest", "stage"])["accepted"].mean()',
    ],
    why="Compare Trust with Know at high interest, then at low. Both gaps are smaller than the one you saw "
    "before: part of that gap was who was asked, not when. And what is left is still no proof.",
)
def accept_by_interest(answer: object) -> None:
    counts = kltb.tally(_journeys())
    right, asked = kltb.accept_by_interest(counts), counts[counts.index.isin(ASKED, level="stage")]
    per_stage = asked.groupby(level="stage")
    per_interest = asked.groupby(level="interest")
    every = counts.index
    expect.series(
        answer,
        right,
        what="six values: the proportion of asks that was accepted, for each interest (low, high) at each of the "
        "stages Know, Like and Trust",
        proportion=True,
        mistakes={
            "You divided by all asks at the stage, of people with low and high interest together. Divide by the asks "
            "with the same interest at the same stage.": asked.accepted / per_stage.asks.transform("sum"),
            "You divided by all asks with the same interest. Divide by the asks with that interest at the same "
            "stage.": (asked.accepted / per_interest.asks.transform("sum")),
            _EVENTS: asked.accepted / asked.events,
            _EVENTS_BUY: counts.accepted / counts.events,
            "You divided by all asks of the table. Divide by the asks with the same interest at the same stage.": (
                asked.accepted / asked.asks.sum()
            ),
            _COUNTS: asked.accepted,
            "These are counts, and Buy is in there, where nobody is asked. Keep the asks, the rows where ask is True, "
            "and divide the accepted ones by them.": counts.accepted,
            _ASKS: asked.asks,
            _EVENTS_BUY_UNKNOWN: (asked.accepted / asked.events).reindex(every),
            _BUY_UNKNOWN: right.reindex(every),
            _BUY_ZERO: right.reindex(every, fill_value=0.0),
            _REFUSED: 1 - right,
            _OF_ACCEPTED: asked.accepted / asked.accepted.sum(),
            _HOW_OFTEN: counts.asks / counts.events,
            _ALL_ONE: right * 0 + 1,
            _SPREAD: asked.asks / asked.asks.sum(),
            "You grouped by stage only. Group by two columns, interest and stage: six groups.": (
                kltb.accept_by_stage(counts)
            ),
            "These are the people with high interest only. Keep all the asks, and group by two columns, interest and "
            "stage: six groups.": right["high"],
            "These are the people with low interest only. Keep all the asks, and group by two columns, interest and "
            "stage: six groups.": right["low"],
            "You grouped by interest only. Group by two columns, interest and stage: six groups.": (
                per_interest.accepted.sum() / per_interest.asks.sum()
            ),
        },
    )


_SAME = (
    "That is 1: as many people stand on top as below. On top go only those who were at both, Trust and Buy: put & "
    "between these two sets. The word and would give one whole set."
)
_ADDED_UP = "You added up the person numbers, which only name people: sum adds, len counts. Put len(…) around the sets."
_EITHER = "The sign | keeps who is in one set or the other. Put & between the sets: it keeps who is in both."
_BOTH_COUNT = "That is how many people were at both stages. Divide it by the people that the task sets below the line."
_ALL_PEOPLE = "You divided by all people. Below the line stand only the people that the task names after 'of'."
_SUM = "You divided by the sum of the two groups. Below the line stands one group only, the one that the task names."
_UNION = (
    "You divided by everybody who was at one of the two stages. Below the line stands one group only, the one that the "
    "task names."
)


def _slips_given(top: str, below: str) -> dict[str, float]:
    """What the same slips lead to in either task: of the people ever at `below`, the proportion ever at `top`."""
    journeys, was_at = _journeys(), _ever()
    wanted, whole, events = was_at[top], was_at[below], journeys.stage.value_counts()
    both = len(wanted & whole)
    return {
        f"You went through the events at {below}. A person may have several: count people, with the sets in ever.": (
            journeys.person_id[journeys.stage == below].isin(wanted).mean()
        ),
        f"You turned the condition round: below the line stand the people who were ever at {top}. Put those who were "
        f"ever at {below} there.": both / len(wanted),
        _ALL_PEOPLE: both / journeys.person_id.nunique(),
        "You counted events. A person may have several at one stage: count people, with the sets in ever.": (
            events[top] / events[below]
        ),
        _BOTH_COUNT: both,
        _SUM: both / (len(wanted) + len(whole)),
        _UNION: both / len(wanted | whole),
        _EITHER: len(wanted | whole) / len(whole),
        _ADDED_UP: sum(wanted & whole) / sum(whole),
        f"That is the proportion of all events that stand at {top}. Count people, with the sets in ever.": (
            events[top] / events.sum()
        ),
        _SAME: 1.0,
    }


@exercise(
    points=2,
    minutes=3,
    reads=["ever"],
    hints=[
        "Of the people who were ever at Trust: they go below the line. On top go those of them who were ever at Buy.",
        'ever["Trust"] & ever["Buy"] are the people in both sets. len(…) counts the people in a set.',
        'buy_given_trust = len(ever["Trust"] & ever["Buy"]) / len(ever["Trust"])',
    ],
    why="Most people who trust you have not bought, so far. Trust is a good place to ask from, and no promise.",
)
def buy_given_trust(answer: object) -> None:
    was_at = _ever()
    trust, buy, everybody = was_at["Trust"], was_at["Buy"], _journeys().person_id.nunique()
    expect.number(
        answer,
        len(trust & buy) / len(trust),
        what="a proportion of the people who were ever at Trust",
        proportion=True,
        mistakes={
            **_slips_given("Buy", "Trust"),
            "On top stand all who ever bought, also those who were never at Trust. Keep the people in both sets: put & "
            "between the sets.": len(buy) / len(trust),
            "That is the proportion of all people who were ever at Trust. Of these, how many were ever at Buy?": (
                len(trust) / everybody
            ),
            "That is the proportion of all people who ever bought. Look only at those who were ever at Trust.": (
                len(buy) / everybody
            ),
            "These are the people who were at Trust but never at Buy. Take those who were at both: & instead of -.": (
                len(trust - buy) / len(trust)
            ),
        },
    )


@exercise(
    points=2,
    minutes=3,
    reads=["ever"],
    hints=[
        "Now the people who were ever at Buy go below the line. On top stand the same people as in task 3.",
        'len(ever["Trust"] & ever["Buy"]) are the people at both. Which set goes below the line?',
        'trust_given_buy = len(ever["Trust"] & ever["Buy"]) / len(ever["Buy"])',
    ],
    why="The same people on top, another group below, and quite another number. 'Most who bought had trusted us' "
    "does not say that nearly all who trust us buy. Listen for that swap in the next sales meeting.",
)
def trust_given_buy(answer: object) -> None:
    was_at = _ever()
    trust, buy = was_at["Trust"], was_at["Buy"]
    expect.number(
        answer,
        len(trust & buy) / len(buy),
        what="a proportion of the people who were ever at Buy",
        proportion=True,
        mistakes={
            **_slips_given("Trust", "Buy"),
            "On top stand all who were ever at Trust, also those who never bought. Keep the people in both sets: put & "
            "between the sets.": len(trust) / len(buy),
            "These are the people who bought and were never at Trust. Take those who were at both: & instead of -.": (
                len(buy - trust) / len(buy)
            ),
        },
    )


def _index_without_end(stage: str) -> str:
    return STAGES[STAGES.index(stage) + 1]


def _round_and_round(stage: str) -> str:
    return STAGES[(STAGES.index(stage) + 1) % len(STAGES)]


def _stays_at_buy(stage: str) -> str:
    return kltb.next_stage(stage) or "Buy"


def _one_back(stage: str) -> str | None:
    return STAGES[STAGES.index(stage) - 1] if stage != "Know" else None


def _none_in_quotes(stage: str) -> str:
    return kltb.next_stage(stage) or "None"


def _position(stage: str) -> int | None:
    return STAGES.index(stage) + 1 if stage != "Buy" else None


@exercise(
    core=False,
    points=1,
    minutes=3,
    hints=[
        "After Buy there is nothing more: treat it first. For the other stages, find the place in STAGES and take the "
        "one after it.",
        "STAGES.index(stage) is the place of a stage, counted from 0, and STAGES[1] is the stage at place 1. return "
        "hands something over.",
        'def next_stage(stage):\n    if stage == "Buy":\n        return None\n'
        "    return STAGES[STAGES.index(stage) + 1]",
    ],
    why="Four stages and one rule for moving: that is a state machine. Your CRM's list of deal stages is one, too.",
)
def next_stage(answer: object) -> None:
    expect.function(
        answer,
        kltb.next_stage,
        what="it takes a stage and hands over the next one",
        inputs=[(stage,) for stage in [*STAGES, *reversed(STAGES)]],
        mistakes={
            "It stops at Buy, since STAGES has nothing after it. Treat Buy first: hand over None.": _index_without_end,
            "From Buy it goes back to Know. There is nothing after Buy: hand over None.": _round_and_round,
            "It stays at Buy. There is nothing after Buy: hand over None.": _stays_at_buy,
            "After Buy it hands over the word None. Take the quotes away: None stands without them.": _none_in_quotes,
            "It goes one stage back. The next stage stands one place further: + 1.": _one_back,
            "That is a place in the list. Hand over the stage that stands there: STAGES[…].": _position,
        },
    )


def _paths() -> list[tuple[list[str]]]:
    """Edge cases, then walks that keep to the model, some of them spoilt in one place, then the firm's own paths."""
    draw = random.Random(5)
    edges = [
        [],
        *([stage] for stage in STAGES),
        STAGES,
        ["Know", "Know"],
        ["Know", "Like", "Like", "Trust"],
        ["Know", "Trust"],
        ["Know", "Buy"],
        ["Like", "Trust", "Buy"],
        ["Know", "Like", "Know"],
        ["Know", "Like", "Trust", "Know"],
        ["Know", "Like", "Buy"],
        STAGES[::-1],
    ]
    walks = []
    for _ in range(60):
        walk = [stage for stage in STAGES[: draw.randint(1, 4)] for _ in range(draw.randint(1, 3))]
        spoilt = draw.choice(["", "", "skip", "back", "late", "mixed"])
        if spoilt == "skip":
            gone = draw.choice(walk)
            walk = [stage for stage in walk if stage != gone]
        elif spoilt == "back":
            walk.insert(draw.randint(1, len(walk)), draw.choice(STAGES))
        elif spoilt == "late":
            walk = walk[draw.randint(0, len(walk) - 1) :]
        elif spoilt == "mixed":
            draw.shuffle(walk)
        walks.append(walk)
    own = list(kltb.paths(_journeys().head(400)).values())[:20]
    return [(list(path),) for path in [*edges, *walks, *own]]


def _places(path: list[str]) -> list[int]:
    return [STAGES.index(stage) for stage in path]


def _steps(path: list[str]) -> list[int]:
    places = _places(path)
    return [after - before for before, after in zip(places, places[1:], strict=False)]


def _alphabetical(path: list[str]) -> bool:
    return sorted(path) == path


def _sorted_by_stage(path: list[str]) -> bool:
    return path[:1] == ["Know"] and _places(path) == sorted(_places(path))


def _sorted_by_stage_from_anywhere(path: list[str]) -> bool:
    return len(path) > 0 and _places(path) == sorted(_places(path))


def _late_start(path: list[str]) -> bool:
    return len(path) > 0 and all(step in (0, 1) for step in _steps(path))


def _late_start_and_empty(path: list[str]) -> bool:
    return all(step in (0, 1) for step in _steps(path))


def _no_repeats(path: list[str]) -> bool:
    return path[:1] == ["Know"] and all(step == 1 for step in _steps(path))


def _falls_back(path: list[str]) -> bool:
    return path[:1] == ["Know"] and all(step in (-1, 0, 1) for step in _steps(path))


def _any_fall(path: list[str]) -> bool:
    return path[:1] == ["Know"] and all(step <= 1 for step in _steps(path))


def _empty_is_valid(path: list[str]) -> bool:
    return not path or kltb.is_valid(path)


def _stops_on_empty(path: list[str]) -> bool:
    return path[0] == "Know" and kltb.is_valid(path)


def _in_quotes(path: list[str]) -> str:
    return str(kltb.is_valid(path))


def _shows_only_and_stops_on_empty(path: list[str]) -> None:
    path[0]  # stops


def _only_the_start(path: list[str]) -> bool:
    return path[:1] == ["Know"]


def _must_buy(path: list[str]) -> bool:
    return kltb.is_valid(path) and path[-1] == "Buy"


@exercise(
    core=False,
    points=3,
    minutes=5,
    hints=[
        "Three steps: an empty path is not valid; a path that does not start at Know is not valid; then look at each "
        "two stages that follow each other.",
        "places = [STAGES.index(stage) for stage in path] turns stages into numbers from 0 to 3. From one number to "
        "the next the difference must be 0 or 1.",
        'def is_valid(path):\n    if len(path) == 0 or path[0] != "Know":\n        return False\n'
        "    places = [STAGES.index(stage) for stage in path]\n"
        "    steps = [places[number] - places[number - 1] for number in range(1, len(places))]\n"
        "    return all(step in (0, 1) for step in steps)",
    ],
    why="A rule that a computer can follow is a rule that a team can discuss: is falling back really forbidden at your "
    "firm?",
)
def is_valid(answer: object) -> None:
    expect.function(
        answer,
        kltb.is_valid,
        what="it takes a path, a list of stages, and hands over True or False",
        inputs=_paths(),
        mistakes={
            "sorted() puts words in the order of the alphabet, with Buy first. Compare their places in STAGES "
            "instead.": (_alphabetical),
            "It lets a path jump over a stage. From one stage to the next, the place may grow by 1 at most.": (
                _sorted_by_stage
            ),
            "It lets a path jump over a stage, and start anywhere. The path starts at Know, and the place grows by 1 "
            "at most.": _sorted_by_stage_from_anywhere,
            "It lets a path start later than at Know. Ask whether its first stage is Know.": _late_start,
            "It lets a path start later than at Know, and takes an empty path for valid. Ask whether there is a first "
            "stage, and whether it is Know.": _late_start_and_empty,
            "It refuses a path in which a stage repeats. The same stage may come again.": _no_repeats,
            "It lets a path fall back by one stage. The next stage is the same or one up.": _falls_back,
            "It lets a path fall back. The next stage is the same or one up.": _any_fall,
            "It takes an empty path for valid. Who was never met has not started: hand over False.": _empty_is_valid,
            "It stops at an empty path, which has no first stage. Treat the empty path first: hand over False.": (
                _stops_on_empty
            ),
            "It hands over words. Take the quotes away: True and False stand without them.": _in_quotes,
            "It hands nothing over, and it stops at an empty path. print() only shows: write return. And treat the "
            "empty path first: hand over False.": _shows_only_and_stops_on_empty,
            "It looks at the start only. Look at each two stages that follow each other, too.": _only_the_start,
            "It refuses a path that has not reached Buy. Nobody has to get there.": _must_buy,
        },
    )


@exercise(
    core=False,
    points=2,
    minutes=5,
    reads=["journeys"],
    hints=[
        "Take each person once, ask for the person's path, and keep the person if the path is not valid.",
        'journeys["person_id"].unique() gives each number once. for person in …: goes through them. A set starts '
        "empty, "
        "set(), and .add(…) puts one more in it.",
        'off_model = set()\nfor person in journeys["person_id"].unique():\n'
        "    if not keeps_to_rule(path_of(person)):\n        off_model.add(person)",
    ],
    why="So many people do not follow the model, buyers among them. A model is a map: useful, and not the land.",
)
def off_model(answer: object) -> None:
    journeys = _journeys()
    right = kltb.off_model(journeys)
    expect.items(
        answer,
        right,
        what="the person_ids whose path is not valid, each once",
        mistakes={
            "You took the events in the order of the file, newest first. path_of(…) gives a path from the first event "
            "to the last.": kltb.off_model_as_filed(journeys),
            "These are the people whose path is valid. The task asks for the others: put not in front of the "
            "condition.": (sorted(set(journeys.person_id.tolist()) - right)),
            "It is empty. If the cell stopped with an error, mend that and run it again; else its condition is never "
            "true.": [],
            "These are all people. Keep those whose path is not valid.": journeys.person_id.unique(),
            "You went through the events, so each person stands there once for each. Take each person once, with "
            ".unique() or in a set.": journeys.person_id[journeys.person_id.isin(right)],
        },
    )


_DAY = pd.Timedelta(days=1)


def _next_event_only(journeys: pd.DataFrame) -> pd.Series:
    """As `kltb.conversion`, but only the event right after the first one at a stage is looked at."""
    events = journeys.sort_values(["person_id", "ts"])
    same = events.person_id.shift(-1) == events.person_id
    events = events.assign(following=events.stage.shift(-1).where(same))
    first = events[~events.duplicated(["person_id", "stage"]) & (events.ts <= kltb.FOLLOWED)]
    up = first.following == first.stage.map(dict(zip(STAGES, STAGES[1:], strict=False)))
    return up.groupby(first.stage).mean().reindex(ASKED)


@exercise(
    core=False,
    points=3,
    minutes=7,
    reads=["journeys"],
    hints=[
        "For one stage first, say Know. Find each person's first day at Know and last day at Like. Keep who was at "
        "Know by 2 July 2026. Then ask: is the last day at Like after the first day at Know?",
        'at_know = journeys[journeys["stage"] == "Know"] and at_know.groupby("person_id")["ts"].min() give the first '
        "day "
        "of each person. .reindex(first.index) lays other people's days beside them; who has none gets a blank, and a "
        "blank is never later.",
        'conversion = {}\nfor stage, after in [("Know", "Like"), ("Like", "Trust"), ("Trust", "Buy")]:\n'
        '    here = journeys[journeys["stage"] == stage]\n'
        '    there = journeys[journeys["stage"] == after]\n'
        '    first = here.groupby("person_id")["ts"].min()\n'
        '    first = first[first <= "2026-07-02"]\n'
        '    last = there.groupby("person_id")["ts"].max().reindex(first.index)\n'
        "    conversion[stage] = (last > first).mean()",
    ],
    why="Who came to a stage last week has had no time to move on, so they would pull the proportion down. Give "
    "everyone the same chance before you compare months or salespeople.",
)
def conversion(answer: object) -> None:
    journeys = _journeys()
    span = kltb.spans(journeys)
    first, last, right = span["first"], span["last"], kltb.conversion(span)
    here, above = first[ASKED], first[STAGES[1:]].set_axis(ASKED, axis=1)
    early = here <= kltb.FOLLOWED
    followed = early.sum()
    moved = (right * followed).round().astype(int)
    expect.series(
        answer,
        right,
        what="for Know, Like and Trust, the proportion of the people first there by 2 July 2026 who have a later "
        "event one stage up",
        proportion=True,
        mistakes={
            "You looked only at the event right after the first one. Any later event one stage up counts.": (
                _next_event_only(journeys)
            ),
            "You did not look at which came first: somebody may have been one stage up before. Only an event there on "
            "a later day counts.": (early & above.notna()).sum() / followed,
            "These are the people who were ever at both stages. Here the days count: first at the stage by 2 July "
            "2026, then one stage up on a later day.": ((here.notna() & above.notna()).sum() / here.notna().sum()),
            "These are the people who were at both stages by 2 July 2026. That day bounds only the first event at the "
            "stage, and which came first counts: one stage up on any later day.": (
                (early & (above <= kltb.FOLLOWED)).sum() / followed
            ),
            "You took the first day one stage up. Somebody may have been there before, and again later: take the last "
            "day there.": kltb.conversion({"first": first, "last": first}),
            "You took the last day at the stage. Take the first one.": kltb.conversion({"first": last, "last": last}),
            'You left out the people who came on 2 July 2026 itself. That day still counts: <= "2026-07-02".': (
                kltb.conversion(span, until=kltb.FOLLOWED - _DAY)
            ),
            "People who came on 3 July 2026 are in there too. The last day that counts is 2 July 2026.": (
                kltb.conversion(span, until=kltb.FOLLOWED + _DAY)
            ),
            "You divided by all people. Divide by those whose first event at the stage is on 2 July 2026 or "
            "before.": moved / journeys.person_id.nunique(),
            "People who came to the stage after 2 July 2026 are in there too. Leave them out, on top and below.": (
                kltb.conversion(span, until=TODAY)
            ),
            "You also left out the events after 2 July 2026 one stage up. The day bounds only the first event; whoever "
            "moved on later has moved on.": kltb.conversion(kltb.spans(journeys[journeys.ts <= kltb.FOLLOWED])),
            "These are counts of people who moved on. Divide each by the people first at the stage by 2 July "
            "2026.": moved,
            "These are counts of the people first at the stage by 2 July 2026. They belong below the line.": followed,
            "You left out the people after 2 July 2026 on top, but not below. Leave them out in both.": moved
            / here.notna().sum(),
        },
    )
