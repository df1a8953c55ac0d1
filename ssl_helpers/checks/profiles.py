"""Module 4: company page and personal profile."""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from ssl_helpers import profiles
from ssl_helpers.checking import expect
from ssl_helpers.checking.exercises import Module, Question, exercise
from ssl_helpers.checking.values import as_items, as_number, count, guarded, is_a, show
from ssl_helpers.data import load
from ssl_helpers.limits import LIMITS
from ssl_helpers.page_text import words

LIMIT = LIMITS["headline"]


def _profiles() -> pd.DataFrame:
    return profiles.judged(load("profiles"))


def _ssi() -> pd.DataFrame:
    return load("ssi")


def _pages() -> pd.DataFrame:
    return load("pages")


MODULE = Module(
    stem="04_profiles",
    title="Company page and personal profile",
    outcome="Say in one line whom you help with what, on the company page and in every profile that customers see.",
    lesson_minutes=23,
    reflection_minutes=5,
    given={"profiles": _profiles, "ssi": _ssi, "pages": _pages},
    quiz={
        "employer": Question(
            "You write about automation on LinkedIn, and your firm sells it. What do you do about your employer?",
            {
                "a": (
                    "Hide the employer: then people take me for a neutral voice",
                    "The model names this as one way to keep the two names apart. But a reader can find out whom you "
                    "work for, and may then wonder why you did not say so.",
                ),
                "b": (
                    "Show it, and say so where I write about what we sell",
                    "Right. The model says only that your own name and your employer's have merged. We add: so be open "
                    "about it. A reader can then weigh what you write.",
                ),
                "c": (
                    "Keep two accounts, one for work and one as a private person",
                    "The model names this as one way to keep the two names apart. But your knowledge and your "
                    "relations then stand in two places, and LinkedIn's own rules, as far as known, want one profile "
                    "for each person.",
                ),
            },
            right="b",
        ),
        "headline": Question(
            "Which headline tells a buyer most?",
            {
                "a": (
                    "“Key Account Manager at Kvistmark Automation A/S”",
                    "It says where you work and what your card says. Whom you help, and with what, a buyer has to "
                    "guess.",
                ),
                "b": (
                    "“Passionate, result-oriented team player and innovator”",
                    "Words about yourself. No buyer types them into a search.",
                ),
                "c": (
                    "“I help dairies avoid stoppages on the packing line | Kvistmark Automation”",
                    "Right. Whom you help, with what, in words that a dairy searches for, and the employer is there.",
                ),
            },
            right="c",
        ),
        "index": Question(
            "A colleague's Social Selling Index went up by ten points last month. What do you know?",
            {
                "a": (
                    "Something rose that LinkedIn counts: the profile, activity or others' reactions",
                    "Right. More you cannot know, since the formula is not published in full. Whether customers gained "
                    "by it, ask the customers and your CRM.",
                ),
                "b": (
                    "The colleague will sell more next quarter",
                    "The index counts what happens on LinkedIn, not orders. That some people have both proves no "
                    "cause.",
                ),
                "c": (
                    "The colleague's profile is now complete",
                    "The index counts other things, too. It can rise without a word changed in the profile.",
                ),
            },
            right="a",
        ),
    },
)


@exercise(
    points=2,
    minutes=3,
    reads=["profiles"],
    hints=[
        "Two steps: how many characters has each headline, and how many headlines have more than the limit? The lesson "
        "did it for about texts.",
        'profiles["headline"].str.len() gives the characters of each. > 220 behind it makes True and False, and '
        "(…).sum() around all of it counts the True.",
        'too_long = (profiles["headline"].str.len() > 220).sum()',
    ],
    why="So many drafts have to be shortened. And put whom you help at the beginning: lists show only the first 60 "
    "characters or so.",
)
def too_long(answer: object) -> None:
    table = load("profiles")
    headline, size = table.headline, table.headline.str.len()
    expect.number(
        answer,
        profiles.too_long(headline),
        what="a whole number of headlines",
        mistakes={
            "You counted bytes, a computer's way of storing letters: æ, ø and å take two each. Count characters, with "
            ".str.len().": int((headline.str.encode("utf-8").str.len() > LIMIT).sum()),
            f"A headline of exactly {LIMIT} characters still fits. Too long means more: > instead of >=.": int(
                (size >= LIMIT).sum()
            ),
            "These are the headlines that fit. The task asks for those that are too long: turn the sign round, >.": int(
                (size <= LIMIT).sum()
            ),
            "You looked at the about texts. The task asks for the column headline.": int(
                (table.about.str.len() > LIMIT).sum()
            ),
            f"These are the about texts above 300, the lesson's question. Here: the column headline, and {LIMIT}.": int(
                (table.about.str.len() > 300).sum()
            ),
            "You looked only at people with customer contact. The task asks for all profiles.": int(
                (size[table.customer_facing] > LIMIT).sum()
            ),
            f"These are the headlines of fewer than {LIMIT} characters. The task asks for those that are too long: "
            "turn the sign round, >.": int((size < LIMIT).sum()),
            f"So many have exactly {LIMIT} characters, and they still fit. Too long means more: >.": int(
                (size == LIMIT).sum()
            ),
            f"So many are longer than a smaller number, such as 120 (LinkedIn's limit until 2020). Compare with "
            f"{LIMIT}, the number in the task.": int((size > 120).sum()),
            f"By your line no headline is too long. Does it take the column headline, and more than {LIMIT}, not the "
            "300 of the lesson?": 0,
            "That is the number of all profiles: len counts True and False alike. Put .sum() behind the brackets, it "
            "counts the True.": len(table),
            "That is the number of characters in all headlines together. First compare each with the limit, then "
            "count.": (int(size.sum())),
            "That is how long the longest headline is. Compare each with the limit, and count those above.": int(
                size.max()
            ),
        },
    )


_ALL_BELOW = "You divided by all profiles. Divide by the people with customer contact only."
_OWN = "That is the proportion with a headline of their own. The task asks for the default ones: is_default is True."


@exercise(
    points=2,
    minutes=3,
    reads=["profiles"],
    hints=[
        "First keep the people with customer contact. Of these, which proportion has the default headline?",
        'facing = profiles[profiles["customer_facing"]] keeps them. facing["is_default"].sum() counts the True, and '
        "len(facing) is what you divide by.",
        'facing = profiles[profiles["customer_facing"]]\ndefault_rate = facing["is_default"].sum() / len(facing)',
    ],
    why="These profiles do not yet say in their headline what you help with. With one hour together, the number is "
    "another one.",
)
def default_rate(answer: object) -> None:
    table = _profiles()
    contact, default = table.customer_facing, table.is_default
    facing = table[contact]
    text, both = facing.headline, facing.title + " {} " + facing.company
    all_below, own = (contact & default).sum() / len(table), 1 - profiles.default_rate(table)
    # On some firms the two come to the same; then whoever gives it is told both.
    slips = (
        {f"Two slips give this number. {_ALL_BELOW} Or: {_OWN[0].lower()}{_OWN[1:]}": own}
        if abs(all_below / own - 1) < 0.02
        else {_ALL_BELOW: all_below, _OWN: own}
    )
    expect.number(
        answer,
        profiles.default_rate(table),
        what="a proportion of the people with customer contact",
        proportion=True,
        mistakes={
            **slips,
            "So part and whole are the same: len counts True and False alike, or only people with a default headline "
            "were kept. Count the True with .sum(), and divide by all people with customer contact.": 1.0,
            "That is the proportion with a photo. The task asks for the default headline: is_default.": (
                facing.photo.mean()
            ),
            "That is the lesson's question, of the people with a photo. Here keep the people with customer contact, "
            "and count the default headlines.": contact[table.photo].mean(),
            "You took everybody, the back office too. Keep the people with customer contact first, for the number on "
            "top and for the one below.": default.mean(),
            "You looked for the word at or hos anywhere. Who writes a headline of their own may name the employer, "
            "too: use the column is_default.": text.str.contains(r"\b(?:at|hos)\b", case=False).mean(),
            "You compared letter by letter, so a headline in capitals or with a blank before it was left out. Use the "
            "column is_default.": ((text == _with(both, "at")) | (text == _with(both, "hos"))).mean(),
            "You counted only the English ones, with at. The Danish ones, with hos, are default, too: use the column "
            "is_default.": (text.str.strip().str.lower() == _with(both, "at").str.lower()).mean(),
            "0 would mean that nobody with customer contact has the default headline. If you divided with //, write "
            "one /: // throws away what stands behind the point.": 0.0,
            "That is how many people it is. Divide by the number of people with customer contact.": int(
                facing.is_default.sum()
            ),
            "On top stand the default headlines of everybody, below only the people with customer contact. Keep these "
            "people first, then count.": default.sum() / len(facing),
            "You turned it round: that is the proportion with customer contact among those with a default headline. "
            "Below the / stand the people with customer contact.": contact[default].mean(),
            "These are the people of the back office. Keep those for whom customer_facing is True.": (
                default[~contact].mean()
            ),
            "That is the proportion of people with customer contact among all. Of these, how many have the default "
            "headline?": contact.mean(),
        },
    )


def _with(both: pd.Series, link: str) -> pd.Series:
    return both.str.replace("{}", link, regex=False)


@guarded
def _labelled_by_id(answer: object, ids: list[int]) -> object | None:
    """The answer's values with ids as labels where it has the table's row numbers, or the table's order; else None.

    Of a Series that has only the first rows, these.
    """
    if is_a(answer, pd.DataFrame):
        new = [name for name in answer.columns if name not in ("id", "index", *profiles.PILLARS)]
        label = next((name for name in ("id", "index") if name in answer.columns), None)
        if label and len(new) == 1:
            answer = answer.set_index(label)[new[0]]
        if label == "id":
            return answer
    if is_a(answer, dict):
        answer = pd.Series(answer)
    in_order = is_a(answer, pd.Series, pd.DataFrame, list, tuple, np.ndarray, pd.api.extensions.ExtensionArray)
    things = as_items(answer) if in_order else None
    if not things or any(as_number(one) is None and not is_a(one, str) for one in things):
        return None
    numbered = is_a(answer, pd.Series, pd.DataFrame)
    rows = answer.index.tolist() if numbered else list(range(len(things)))
    there = range(len(things) if numbered else len(ids))
    return pd.Series(things, index=[ids[row] for row in rows]) if set(rows) == set(there) else None


_ONE_NUMBER = (
    "That is one number for all, but each row needs its own. Add the columns with +, and leave a .sum() around or "
    "behind it out."
)
_SIDE_BY_SIDE = "These are the four columns one after the other. Put + between them: then Python adds them row by row."


@exercise(
    points=2,
    minutes=2,
    reads=["ssi"],
    hints=[
        "Add up the four columns, row by row, with + between them. The lesson did it with two columns.",
        'Each column is written with the table before it: ssi["brand"] + ssi["people"] and so on, four in all. The '
        "column id is only a name.",
        'ssi_total = ssi["brand"] + ssi["people"] + ssi["insights"] + ssi["relationships"]',
    ],
    why="That is the whole index: four sums of what happens on LinkedIn. It may remind you to be active. It is no "
    "target for a salesperson: whom it helps it cannot know.",
)
def ssi_total(answer: object) -> None:
    table = _ssi()
    pillars, by_id = profiles.PILLARS, table.set_index("id")
    right = profiles.ssi_total(table)
    without = {f"The column {pillar} is missing. Add up all four pillars.": right - by_id[pillar] for pillar in pillars}
    if is_a(answer, tuple, list) and len(answer) in (len(pillars), by_id[pillars].size):
        raise expect.NotYet(f"You gave {show(answer)}. {_SIDE_BY_SIDE}", _SIDE_BY_SIDE)
    if as_number(answer) is not None:
        raise expect.NotYet(f"You gave {show(answer)}. {_ONE_NUMBER}", _ONE_NUMBER)
    labelled = _labelled_by_id(answer, table.id.tolist())
    expect.series(
        answer if labelled is None else labelled,
        right,
        what="for each of the 30 rows of ssi the sum of its four pillars, 0 to 100",
        mistakes={
            **without,
            "These are means of the four pillars. Add them up, and do not divide.": right / len(pillars),
            "The ids are added in, too, and an id is only a name. Add up the four pillars.": right + by_id.index,
            "These are means, and the ids are in them, too. Add up the four pillars only.": (right + by_id.index) / 5,
            "You added up each column, over all people. Add up row by row: one number for each person, with + "
            "between the columns.": by_id[pillars].sum(),
            "You added up each column, over all people, the ids too. Add up row by row: one number for each person, "
            "with + between the columns.": table.sum(),
            "That is the largest of the four pillars. Add up all four.": by_id[pillars].max(axis=1),
            "You divided by 100. The task asks for points, from 0 to 100.": right / 100,
            "You left out the decimals. Hand over the sums as Python gives them.": right.astype(int),
            **{
                f"These are only the first {first} of {len(table)} rows. Take .head(…) away.": right.head(first)
                for first in (3, 5)
            },
        },
    )


@exercise(
    points=3,
    minutes=4,
    reads=["profiles"],
    hints=[
        "Three steps: keep the people with customer contact, sort them by score and id, take the first five. The "
        "lesson did it for the back office.",
        'facing = profiles[profiles["customer_facing"]] keeps them. facing.sort_values(["score", "id"]) puts the '
        'lowest score first, and among equals the lowest id. .head(5)["id"].tolist() hands over five ids.',
        'facing = profiles[profiles["customer_facing"]]\n'
        'fix_first = facing.sort_values(["score", "id"]).head(5)["id"].tolist()',
    ],
    why="Begin there, with an offer: half an hour and a photographer. The list says which profiles lack most. It says "
    "nothing about the people, some of whom customers would follow anywhere.",
)
def fix_first(answer: object) -> None:
    table = _profiles()
    facing = table[table.customer_facing]
    lowest = facing.sort_values(["score", "id"])

    def first(some: pd.DataFrame, column: str = "id") -> list:
        return some[column].head(profiles.FIRST).tolist()

    right = profiles.fix_first(table)
    if is_a(answer, pd.DataFrame) and answer.shape[1] > 1:
        raise expect.NotYet(f"You gave {show(answer)}. {_WHOLE_TABLE}", _WHOLE_TABLE)
    in_table = first(facing.sort_values("score", kind="stable"))
    mistakes = {
        "Among equals you left people as they stand in the table. Sort by two columns, score and then id.": in_table,
        "The back office is in there. Keep the people with customer contact first.": first(
            table.sort_values(["score", "id"])
        ),
        "These are people of the back office. Keep those for whom customer_facing is True.": first(
            table[~table.customer_facing].sort_values(["score", "id"])
        ),
        "These have the highest score. Begin with the lowest: sort_values does so by itself.": first(
            facing.sort_values(["score", "id"], ascending=[False, True])
        ),
        "These are the highest scores, and among equals the highest id. Begin with the lowest: sort_values does "
        "so by itself.": first(lowest[::-1]),
        "These are the names. Give the ids: a name may be there twice.": first(lowest, "name"),
        "These are the scores. Give the ids of these people.": first(lowest, "score"),
        "These are row numbers, which say only where somebody stands in the table. Pick the column id: ["
        '"id"].': lowest.head(profiles.FIRST).index.tolist(),
        "Among equals you put the names in order. The task says the lowest id first.": first(
            facing.sort_values(["score", "name"])
        ),
        "Among equals you put the highest id first. The task says the lowest.": first(
            facing.sort_values(["score", "id"], ascending=[True, False])
        ),
        "These are the lowest ids. Sort by score first, and by id only among equals.": first(facing.sort_values("id")),
        "These are the first five rows of the table, put in order. Sort first, then take five.": first(
            facing.head(profiles.FIRST).sort_values(["score", "id"])
        ),
        "These are the first five as they stand in the table. Sorting makes a new table: write .head(5) right "
        "behind it, or give it a name.": first(facing),
        "You sorted by positions, as the lesson did. Here sort by score, and among equals by id.": first(
            facing.sort_values(["positions", "id"])
        ),
        "That is the lesson's question, of the people with a photo. Here keep the people with customer contact, "
        "and sort by score.": first(table[table.photo].sort_values(["positions", "id"])),
        "These are the right people, but text. Give numbers, without quotes.": [str(one) for one in right],
        "The scores are in there, too. Give the ids alone.": list(zip(right, lowest.score, strict=False)),
        **{
            f"These are the first {number}. The task asks for five, with .head(5).": lowest.id.head(number).tolist()
            for number in (3, 4, 6, 10)
        },
        "All people with customer contact are there. Take the first five, with .head(5).": lowest.id.tolist(),
    }
    # Among equals pandas keeps no order, unless it is asked to: by chance that looks like another slip.
    unordered = first(facing.sort_values("score"))
    if unordered not in (right, in_table):
        mistakes = {sentence: wrong for sentence, wrong in mistakes.items() if wrong != unordered}
        mistakes["Among equals you gave no order. Sort by two columns, score and then id."] = unordered
    expect.items(
        answer,
        right,
        what="five ids of people with customer contact, the lowest score first, among equals the lowest id first",
        ordered=True,
        mistakes=mistakes,
    )


_WHOLE_TABLE = 'That is a whole table. Take the column with the ids: put ["id"] at the end.'


_ROW = ["photo", "is_default", "positions", "skills", "about"]


def _rows() -> list[tuple[pd.Series]]:
    """Rows at and beside each bound, some of any kind, then the firm's own; without the column score.

    Each twice, as pandas hands rows over: by .iloc with NumPy's True and False, by .apply with Python's own.
    """
    draw = random.Random(4)
    abouts = [size * "a" for size in (0, 1, 199, 200, 201, 350)]
    abouts += ["  ", 250 * " ", f" {190 * 'a'}{30 * ' '}", f"{30 * ' '}{190 * 'a'}", f"{20 * ' '}{200 * 'a'} "]
    abouts += [f"{150 * 'a'}{40 * ' '}{20 * 'a'}", 199 * "æ"]
    rows = [(photo, default, 3, 8, 250 * "a") for photo in (True, False) for default in (True, False)]
    rows += [(True, False, positions, skills, "a") for positions in (0, 1, 2, 3) for skills in (0, 4, 5, 6)]
    rows += [(False, True, 1, 2, about) for about in abouts]
    rows += [
        (draw.random() < 0.5, draw.random() < 0.5, draw.randint(0, 4), draw.randint(2, 8), draw.choice(abouts))
        for _ in range(12)
    ]
    own = _profiles()[_ROW].head(8)
    table = pd.concat([pd.DataFrame(rows, columns=_ROW), own], ignore_index=True)
    plain = [pd.Series(list(row), index=_ROW, dtype=object) for row in table.itertuples(index=False)]
    return [(row,) for row in [*plain, *(table.iloc[at] for at in range(len(table)))]]


def _count(
    about: Callable[[str], bool] = lambda text: len(text.strip()) >= profiles.ABOUT,
    positions: Callable[[int], bool] = lambda number: number >= profiles.POSITIONS,
    skills: Callable[[int], bool] = lambda number: number >= profiles.SKILLS,
    headline: Callable[[bool], bool] = lambda default: not default,
    photo: Callable[[bool], bool] = bool,
) -> Callable[[Mapping], int]:
    """The number of points, some of them by another rule."""

    def counted(row: Mapping) -> int:
        earned = [
            about(row["about"]),
            positions(row["positions"]),
            skills(row["skills"]),
            headline(row["is_default"]),
            photo(row["photo"]),
        ]
        return sum(map(bool, earned))

    return counted


def _added(row: Mapping, headline: Callable[[bool], bool] = lambda default: not default) -> object:
    """The points with + between True and False: between those of NumPy, + means or."""
    filled = len(row["about"].strip()) >= profiles.ABOUT
    here, there = row["positions"] >= profiles.POSITIONS, row["skills"] >= profiles.SKILLS
    return row["photo"] + headline(row["is_default"]) + filled + here + there


def _never(_value: object) -> bool:
    return False


@exercise(
    core=False,
    points=3,
    minutes=10,
    reads=["profiles"],
    hints=[
        "Begin with points = 0 and ask five questions, one after the other. Each yes adds one point. At the end hand "
        "over the points.",
        'if row["photo"]: ends with a colon, and the next line, four blanks further in, says points = points + 1. '
        'row["about"].strip() takes the blanks around a text away, len(…) counts what is left. not turns True round.',
        "def completeness(row):\n    points = 0\n"
        '    if row["photo"]:\n        points = points + 1\n'
        '    if not row["is_default"]:\n        points = points + 1\n'
        '    if len(row["about"].strip()) >= 200:\n        points = points + 1\n'
        '    if row["positions"] >= 2:\n        points = points + 1\n'
        '    if row["skills"] >= 5:\n        points = points + 1\n'
        "    return points",
    ],
    why="A rule that is written down can be discussed: why five skills, why no point for a reference? And it counts "
    "what stands in a profile, not what its owner is worth.",
)
def completeness(answer: object) -> None:
    at_least = {
        "about": lambda text: len(text.strip()) > profiles.ABOUT,
        "positions": lambda number: number > profiles.POSITIONS,
        "skills": lambda number: number > profiles.SKILLS,
    }
    bound = {"about": profiles.ABOUT, "positions": profiles.POSITIONS, "skills": profiles.SKILLS}
    left_out = {"photo": "photo", "headline": "headline of their own", **{name: name for name in at_least}}
    expect.function(
        answer,
        profiles.completeness,
        what="it takes one row of the table and hands over how many of the five points the profile has, 0 to 5",
        inputs=_rows(),
        mistakes={
            "It counts the blanks around an about text, so one of nothing but blanks may earn the point. Write "
            ".strip() before you count.": _count(about=lambda text: len(text) >= profiles.ABOUT),
            "It gives the point to any about text. It must have at least 200 characters, blanks around it not "
            "counted.": (_count(about=lambda text: len(text.strip()) > 0)),
            "It gives the point to any about text, even to one of blanks. It must have at least 200 characters, blanks "
            "around it not counted.": _count(about=lambda text: len(text) > 0),
            "It asks for more than the bounds. At least 2 means 2 or more: >= instead of >, three times.": _count(
                **at_least
            ),
            **{
                f"At {name} it asks for more than {bound[name]}. At least {bound[name]} earns the point: >= instead of "
                ">.": _count(**{name: rule})
                for name, rule in at_least.items()
            },
            "It gives the point to the default headline. A headline of one's own earns it: write not before "
            "is_default.": _count(headline=bool),
            **{f"It leaves a point out: {said}.": _count(**{name: _never}) for name, said in left_out.items()},
            "It hands over a proportion. Do not divide: the points are a number from 0 to 5.": lambda row: (
                profiles.completeness(row) / 5
            ),
            '`~` turns a whole column round. For one value write not: not row["is_default"].': _count(
                headline=lambda default: bool(~default)
            ),
            "With + between them, True and True do not always make 2. Ask with if, and add 1 to points for each yes.": (
                _added
            ),
            "The default headline earns no point: write not before is_default. And with + between them, True and True "
            "do not always make 2: ask with if, and add 1 to points for each yes.": (
                lambda row: _added(row, headline=lambda default: default)
            ),
            "It takes something from the row that is not there. The rows of the check have photo, is_default, about, "
            "positions and skills, and no score.": lambda row: row["score"],
            "It hands over 0 for every row. points + 1 alone is not kept: write points = points + 1.": lambda row: 0,
            "It hands over nothing if the last answer is no: return stands inside the last if. Begin it under the word "
            "if.": (lambda row: profiles.completeness(row) if row["skills"] >= profiles.SKILLS else None),
            "It says only whether all five are there. Count them: each yes adds one point.": lambda row: (
                profiles.completeness(row) == 5
            ),
            "It says only whether any of the five is there. Count them: each yes adds one point.": lambda row: int(
                profiles.completeness(row) > 0
            ),
        },
    )


_VOCABULARY = ["robots", "help", "dairies", "start", "on", "time", "we", "and", "bakeries", "service", "æbler", "line"]


def _texts() -> list[tuple[str, str]]:
    """Pairs of texts: edge cases, invented ones with capitals, punctuation and repeats, then the firm's own pages."""
    draw = random.Random(44)
    pairs = [("", ""), ("and we", "on the"), ("", "robots"), ("robots", ""), ("Robots help.", "robots, HELP!")]
    for _ in range(20):
        pair = []
        for size in draw.sample([2, 3, 4, 5, 7, 9, 14], 2):
            text = " ".join(draw.choice(_VOCABULARY) for _ in range(size))
            pair.append(draw.choice([str, str.capitalize, str.upper, str.title])(text) + draw.choice(["", ".", "!"]))
        pairs.append(tuple(pair))
    page = _pages().set_index("source").text
    return [*pairs, *((page["website"], text) for text in page)]


def _ratio(below: Callable[[set, set], int], split: Callable[[str], set] = words) -> Callable[[str, str], float]:
    """The words in both, divided by what `below` makes of the two sets; it stops where that is 0."""

    def of(one: str, other: str) -> float:
        a, b = split(one), split(other)
        return len(a & b) / below(a, b)

    return of


def _either(a: set, b: set) -> int:
    return len(a | b)


def _unknown_if_stopped(rule: Callable[[str, str], float]) -> Callable[[str, str], float]:
    def of(one: str, other: str) -> float:
        try:
            return rule(one, other)
        except ZeroDivisionError:
            return float("nan")

    return of


_TREAT_FIRST = 'And it stops where there is nothing to divide by: treat that first, and hand over float("nan").'


def _with_and_without_nan(mistakes: Mapping[str, Callable]) -> dict[str, Callable]:
    """Each mistake twice: by somebody who has thought of texts without words, and by somebody who has not."""
    safe = {sentence: _unknown_if_stopped(rule) for sentence, rule in mistakes.items()}
    return safe | {f"{sentence} {_TREAT_FIRST}": rule for sentence, rule in mistakes.items()}


def _with_repeats(one: str, other: str) -> float:
    a, b = (Counter(word for word in re.findall(r"\w+", text.lower()) if word in words(text)) for text in (one, other))
    return (a & b).total() / (a | b).total() if a | b else float("nan")


def _with_and_or(one: str, other: str) -> float:
    both, either = words(one) and words(other), words(one) or words(other)
    return len(both) / len(either) if either else float("nan")


def _zero_without_words(one: str, other: str) -> float:
    return profiles.overlap(one, other) if words(one) | words(other) else 0.0


def _one_without_words(one: str, other: str) -> float:
    return profiles.overlap(one, other) if words(one) | words(other) else 1.0


_BELOW = "Below stand the words in either text, each once: words(a) | words(b)."


@exercise(
    core=False,
    points=3,
    minutes=10,
    reads=["pages"],
    hints=[
        "Make the set of words of each text with words(…). On top stand the words in both sets, below the words in "
        "either. Where there is no word at all, nothing can be said: treat that first.",
        "both = words(a) & words(b) keeps what is in both, words(a) | words(b) what is in one or the other. len(…) "
        'counts. float("nan") is Python\'s word for unknown; return hands something over.',
        "def overlap(a, b):\n    both = words(a) & words(b)\n    either = words(a) | words(b)\n"
        '    if len(either) == 0:\n        return float("nan")\n'
        "    return len(both) / len(either)",
    ],
    why="One number for 'do website and company page say the same?' Compare texts of like length only, and read them, "
    "too: equal words in another order can say the opposite.",
)
def overlap(answer: object) -> None:
    expect.function(
        answer,
        profiles.overlap,
        what="it takes two texts and hands over the words in both divided by the words in either, 0 to 1, NaN without "
        "any word",
        inputs=_texts(),
        mistakes={
            **_with_and_without_nan(
                {
                    "It compares characters, not words. words(a) gives the set of words of a text.": _ratio(
                        _either, set
                    ),
                    "It splits the texts without words(…), so that capitals, full stops and words such as and make a "
                    "difference. Take words(a) and words(b).": _ratio(_either, lambda text: set(text.split())),
                    "It splits the texts without words(…), so that full stops and words such as and make a difference. "
                    "Take words(a) and words(b).": _ratio(_either, lambda text: set(text.lower().split())),
                    f"It divides by the words of the shorter text. {_BELOW}": _ratio(lambda a, b: min(len(a), len(b))),
                    f"It divides by the words of the longer text. {_BELOW}": _ratio(lambda a, b: max(len(a), len(b))),
                    f"It divides by the words of the first text. {_BELOW}": _ratio(lambda a, b: len(a)),
                    f"It divides by the words of the second text. {_BELOW}": _ratio(lambda a, b: len(b)),
                    f"It divides by the two numbers of words added up, so that a word in both counts twice. {_BELOW}": (
                        _ratio(lambda a, b: len(a) + len(b))
                    ),
                    f"It takes the words in both twice on top, and below, too. Take them once. {_BELOW}": _ratio(
                        lambda a, b: (len(a) + len(b)) / 2
                    ),
                }
            ),
            **{
                f"It rounds to {count(digits, 'decimal')}. Do not round: hand the number over as Python gives it.": (
                    lambda a, b, digits=digits: round(profiles.overlap(a, b), digits)
                )
                for digits in (1, 2)
            },
            "Where only one of the texts has words, it hands over NaN. There the overlap is 0; unknown is only what "
            "has no word at all.": lambda a, b: profiles.overlap(a, b) if words(a) and words(b) else float("nan"),
            "Between two sets, and picks one of them, and so does or. Write & for the words in both, | for those in "
            "either.": _with_and_or,
            "It counts a word as often as it is repeated. Each different word counts once: words(a) gives a set.": (
                _with_repeats
            ),
            "It stops where neither text has a word: nothing can be divided by 0. Treat that first, and hand over "
            'float("nan").': _ratio(_either),
            "Where neither text has a word it hands over 0. Nothing is known there: hand over "
            'float("nan").': _zero_without_words,
            "Where neither text has a word it hands over 1. Nothing is known there: hand over "
            'float("nan").': _one_without_words,
            "It hands over percent. Do not multiply by 100: the task asks for a number from 0 to 1.": lambda a, b: (
                100 * profiles.overlap(a, b)
            ),
            "It hands over how many words are in both. Divide by the number of words in either.": lambda a, b: len(
                words(a) & words(b)
            ),
            "It hands over the proportion of words that are in one text only. On top stand the words in both: &.": (
                lambda a, b: 1 - profiles.overlap(a, b)
            ),
        },
    )
