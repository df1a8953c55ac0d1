"""Module 0: the first cells, the first proportions, and what stays private."""

import math
import random

import pandas as pd

from ssl_helpers.checking import expect
from ssl_helpers.checking.exercises import Module, Question, exercise
from ssl_helpers.data import load

# Said in the task texts, so the same on every firm.
CONNECTIONS = 600
CUSTOMERS = 42
HELPFUL_PER_PRODUCT_POST = 4
# Said in the lesson.
FOLLOWERS = 900

_ONE_STROKE = "Divide with one /, since // throws away what stands behind the point; so does round."


def _raw() -> pd.DataFrame:
    return load("mini_connections")


MODULE = Module(
    stem="00_start",
    title="Start here",
    outcome="Run your first cells, calculate your first proportions, and know what stays private.",
    lesson_minutes=13,
    reflection_minutes=5,
    given={"raw": _raw},
    quiz={
        "pink_box": Question(
            "A cell shows a pink box. What do you do first?",
            {
                "a": (
                    "Close the page and start again",
                    "Nothing is broken, and what you typed is still there. The box tells you what to change.",
                ),
                "b": (
                    "Read which line it names and what it says below",
                    "Right. The line, the likely cause, the next step. Change that line and run the cell again.",
                ),
                "c": (
                    "Run the same cell again and hope",
                    "The same line gives the same box. Read what it says, change the line, then run it.",
                ),
            },
            right="b",
        ),
        "private": Question(
            "Which of these files stays with you and is never handed in?",
            {
                "a": (
                    "datasets/mini_connections.csv",
                    "Everyone in the folder datasets is invented. These files belong to the course, and everybody "
                    "has them.",
                ),
                "b": (
                    "my_work/00_start/00_start.ipynb",
                    "That is your exercise, and it is made to be handed in. So keep real names out of it.",
                ),
                "c": (
                    "The archive of your own network that LinkedIn sends you",
                    "Right. It holds the names and messages of real people, and nobody has asked them. It goes into "
                    "the notebook My network only, which is never handed in.",
                ),
            },
            right="c",
        ),
        "handed_in": Question(
            "You have done exercise 0 in a workshop. What does your trainer get?",
            {
                "a": (
                    "The file my_work/00_start/00_start.ipynb, after you have saved it",
                    "Right. Save first: what is on the screen but not saved is not in the file.",
                ),
                "b": (
                    "A picture of the green cards",
                    "A picture cannot be marked. The file can: the checks in it are run once more.",
                ),
                "c": (
                    "The whole course folder",
                    "That is more than is needed, and your own archive may lie in it. Give the one file.",
                ),
            },
            right="a",
        ),
    },
)


@exercise(
    points=1,
    minutes=2,
    hints=[
        "Which number does the task name? It takes the place of the three dots.",
        "A number stands alone: no quotes, no word behind it. The name stands at the left of the =.",
        "connections = 600",
    ],
    why="Your first correct check. From now on this number has a name: wherever you write the name, Python puts the "
    "number. 600 people are connected to this salesperson; how many hear a post, LinkedIn does not say.",
)
def connections(answer: object) -> None:
    expect.number(
        answer,
        CONNECTIONS,
        what="the whole number of people that the task names",
        mistakes={
            "That is the number of followers in the lesson. Look at the number of connections in the task.": FOLLOWERS,
            "That is how many of them work at customers, in task 3. Here give all the connections.": CUSTOMERS,
            "There is a zero too few. Look at the number in the task once more.": CONNECTIONS // 10,
            "There is a zero too many. Look at the number in the task once more.": CONNECTIONS * 10,
        },
    )


@exercise(
    points=1,
    minutes=2,
    hints=[
        "Think of one round: the helpful posts, and the one about products. How many posts is that in all?",
        "The part stands on top: the one post about products. The whole stands below: all posts of the round. Between "
        "them stands /, and round brackets go around a sum.",
        "product_proportion = 1 / (1 + 4)",
    ],
    why="Count your own last ten posts: how many are about products? The model says one in five is enough. It is "
    "a rule of thumb: nobody has published what another mix would sell.",
)
def product_proportion(answer: object) -> None:
    helpful, posts = HELPFUL_PER_PRODUCT_POST, HELPFUL_PER_PRODUCT_POST + 1
    one_of_four = "one post of four. The whole is all posts of the task: the helpful ones and the one about products."
    the_helpful = "the proportion of helpful posts. On top stand the posts about products."
    expect.number(
        answer,
        1 / posts,
        what="the posts about products, divided by all posts",
        proportion=True,
        mistakes={
            f"That is {one_of_four}": 1 / helpful,
            f"That is {the_helpful}": helpful / posts,
            f"A proportion is a number from 0 to 1. If this is in percent, it is {one_of_four}": 100 / helpful,
            f"A proportion is a number from 0 to 1. If this is in percent, it is {the_helpful}": 100 * helpful / posts,
            "The part stands on top, the whole below. If the whole is a sum, put round brackets around it: Python "
            "divides before it adds.": float(posts),
            "That is how many helpful posts go with each one about products. The task asks for a part of all posts: "
            "products on top, all posts below.": float(helpful),
            f"0 would mean that no post is about products. {_ONE_STROKE}": 0.0,
            "Python divides before it adds. Put round brackets around the sum, so that all posts stand below.": 1
            / helpful
            + 1,
        },
    )


@exercise(
    points=2,
    minutes=1,
    hints=[
        "Which number is the part, and which one is the whole? The whole holds everybody, the customers too.",
        "The part stands on top, the whole below, and / divides. Let Python calculate: no comma, no % sign.",
        "customer_proportion = 42 / 600",
    ],
    why="Of 100 people who could hear this salesperson, seven work at customers. Lesson 6 asks of such a network who "
    "the others are.",
)
def customer_proportion(answer: object) -> None:
    right = CUSTOMERS / CONNECTIONS
    expect.number(
        answer,
        right,
        what="the people at customers, divided by all people",
        proportion=True,
        mistakes={
            "You divided the other way round. The part stands on top, the people at customers; the whole, all people, "
            "stands below.": CONNECTIONS / CUSTOMERS,
            "You divided by the people who are not at customers. The whole is all people, the customers too.": CUSTOMERS
            / (CONNECTIONS - CUSTOMERS),
            "You counted the customers twice: they are among all people already. Divide by all people alone.": CUSTOMERS
            / (CUSTOMERS + CONNECTIONS),
            "That is the proportion of people who are not at customers. The task asks for those who are.": 1 - right,
            "That is ten times too much: seven of ten people. Let Python divide the two numbers of the task.": 10
            * right,
            "That is the part alone. Divide it by the whole, all people.": float(CUSTOMERS),
            "That is the whole alone. It stands below the line, and the people at customers stand on top.": float(
                CONNECTIONS
            ),
            "That is the difference of the two numbers. Divide, do not subtract.": float(CONNECTIONS - CUSTOMERS),
            f"0 would mean that nobody works at a customer. {_ONE_STROKE}": 0.0,
        },
    )


@exercise(
    points=2,
    minutes=2,
    reads=["raw"],
    hints=[
        "Do as the lesson did for the column Company, but ask about another column: which one does a hidden person "
        "leave empty, and everybody else not?",
        'raw["First Name"].notna() is True where a first name stands. In square brackets after raw, it keeps these.',
        'people = raw[raw["First Name"].notna()]',
    ],
    why="You have cleaned your first table. Each row is now a person you can name, and who gives no company is still "
    "there: that person can hear you, too.",
)
def people(answer: object) -> None:
    raw = _raw()
    named = raw[raw["First Name"].notna()]
    expect.frame(
        answer,
        named,
        what="whole rows of raw, with all seven columns, without those that have no first name",
        mistakes={
            "The rows without a name are still in there. Keep those where First Name is not empty.": raw,
            "No row is left: every row has a date, and none is full, for nobody here shows an e-mail address. Ask "
            "about the column First Name alone.": raw.dropna(),
            "People who give no company are gone, and they have a name. Ask about First Name, not about Company.": (
                named[named["Company"].notna()]
            ),
            "These are the rows without a name. You want the others: .notna() keeps what is there, .isna() what is "
            "missing.": raw[raw["First Name"].isna()],
        },
    )


def _parts_and_wholes() -> list[tuple[float, float]]:
    """Ordinary ones, edge cases, then generated ones."""
    draw = random.Random(0)
    generated = [(draw.randint(0, whole), whole) for whole in (draw.randint(1, 900) for _ in range(40))]
    return [(1, 4), (1, 3), (CUSTOMERS, CONNECTIONS), (0, 0), (5, 0), (0, 40), (7, 7), (1.5, 6.0), *generated]


def _proportion(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def _percent(part: float, whole: float) -> float:
    return 100 * _proportion(part, whole)


def _rounded(part: float, whole: float) -> float:
    return round(_proportion(part, whole), 2)


def _whole_part_of_it(part: float, whole: float) -> float:
    return part // whole if whole else math.nan


def _inverted(part: float, whole: float) -> float:
    return _proportion(whole, part)


def _nothing_is_zero(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _nothing_is_none(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _fails_on_zero(part: float, whole: float) -> float:
    return part / whole


@exercise(
    core=False,
    points=2,
    minutes=15,
    hints=[
        "Two cases. If the whole is 0, the proportion is not known. Otherwise divide the part by the whole.",
        "if whole == 0: begins a step that is done only then; its next line stands four blanks further in. "
        'float("nan") is Python\'s number for not known. return hands a value over.',
        'def proportion(part, whole):\n    if whole == 0:\n        return float("nan")\n    return part / whole',
    ],
    why="Nobody asked is not the same as nobody said yes. With 0 of 0 the honest answer is: not known. The whole "
    "course counts in this way.",
)
def proportion(answer: object) -> None:
    expect.function(
        answer,
        _proportion,
        what="it takes a part and a whole and hands over the part divided by the whole",
        inputs=_parts_and_wholes(),
        mistakes={
            "That is in percent. Hand over a proportion, a number from 0 to 1: do not multiply by 100.": _percent,
            "That is rounded. Hand over the number as Python gives it, without round().": _rounded,
            _ONE_STROKE: _whole_part_of_it,
            "It divides the other way round. The part stands on top, the whole below.": _inverted,
            "0 would mean: there are some, and none of them is such a one. Of a whole of 0 nothing is known: hand over "
            'float("nan").': _nothing_is_zero,
            'It hands over nothing when the whole is 0. Hand over a number that says not known: float("nan").': (
                _nothing_is_none
            ),
            "It stops when the whole is 0, since nothing can be divided by 0. Treat that case first, with if.": (
                _fails_on_zero
            ),
        },
    )
