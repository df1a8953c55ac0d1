"""Module 6: who is in your network?"""

import random

import pandas as pd

from ssl_helpers import network
from ssl_helpers.checking import expect
from ssl_helpers.checking.exercises import Module, Question, exercise
from ssl_helpers.data import load


def _raw() -> pd.DataFrame:
    return load("connections_raw")


def _people() -> pd.DataFrame:
    return network.classify(load("connections"), load("accounts"), load("employers"))


def _accounts() -> pd.DataFrame:
    return network.keyed(load("accounts"))


MODULE = Module(
    stem="06_network",
    title="Who is in your network?",
    outcome="See which customers you do not know yet, and open a dialogue without selling.",
    lesson_minutes=30,
    reflection_minutes=5,
    given={"raw": _raw, "people": _people, "accounts": _accounts},
    quiz={
        "invitation": Question(
            "Which of these can count as marketing, so that Danish law asks for consent first?",
            {
                "a": (
                    "Only e-mail newsletters",
                    "The Danish Consumer Ombudsman has treated a LinkedIn invitation as electronic mail: its purpose "
                    "counts, not the channel.",
                ),
                "b": (
                    "Nothing that goes to a company rather than a consumer",
                    "§ 10 covers messages to companies as well.",
                ),
                "c": (
                    "Any electronic message, an invitation too, if its purpose is to sell",
                    "Right. The purpose decides (Danish Marketing Practices Act § 10). General information, no legal "
                    "advice: ask a lawyer about your own case.",
                ),
            },
            right="c",
        ),
        "upper_bound": Question(
            "You have 800 connections and publish a post. How many people read it?",
            {
                "a": (
                    "800, because each connection is a listener",
                    "800 is the most you could hope for. LinkedIn shows a post to a part of your network first, and "
                    "publishes no figure for how large that part is.",
                ),
                "b": (
                    "At most 800 from your own network, and probably far fewer",
                    "Right. The number of connections is an upper bound: it tells how many could listen, not who does.",
                ),
                "c": (
                    "About 56, because 7 % see a post",
                    "5 to 7 % is one trainer's guess. LinkedIn publishes no figure, so do not plan with one.",
                ),
            },
            right="b",
        ),
        "category_rule": Question(
            "Your former employer has become a customer. In which category is a person who works there?",
            {
                "a": (
                    "Customer, because customer comes first in the rule",
                    "Right. One person, one category: the first that fits. So the seven proportions add up to 1.",
                ),
                "b": (
                    "Former colleague, because that is how we met",
                    "It is how you met, but the course's rule takes the first category that fits, and customer stands "
                    "before former colleague in the list.",
                ),
                "c": (
                    "Both, so the person counts twice",
                    "Then the seven proportions would add up to more than 1. Each person has one category.",
                ),
            },
            right="a",
        ),
    },
)


@exercise(
    points=1,
    minutes=3,
    reads=["people"],
    hints=[
        "A listener is a person you can name. Which table has one row for each of them: raw or people?",
        "len(…) counts the rows of a table. Put the name of the table between the brackets.",
        "listeners = len(people)",
    ],
    why="This is the most people your posts can reach directly. How many really read them, LinkedIn does not say. So "
    "the useful question is not how many they are, but who: that is the next task.",
)
def listeners(answer: object) -> None:
    people = _people()
    expect.number(
        answer,
        len(people),
        what="a whole number of people",
        mistakes={
            "You counted every row of LinkedIn's file. Some of them are only a date: people who hid or closed their "
            "profile. Count the people you can name, in the table people.": len(_raw()),
            "You counted companies, not people. Count the rows of the table people.": people.company_key.nunique(),
            "You counted the letters of a word. The name of a table stands without quotes.": len("people"),
        },
    )


@exercise(
    points=2,
    minutes=6,
    reads=["people"],
    hints=[
        "Each person has one category. Count how often each one stands in the column category of people.",
        'people["category"].value_counts() gives the counts. A proportion is a count divided by all people, '
        "so divide by len(people).",
        'mix = people["category"].value_counts() / len(people)',
    ],
    why="Read it aloud: of ten people who could hear me, how many are customers? The model says that most networks "
    "hold many colleagues and few customers. This one does.",
)
def mix(answer: object) -> None:
    people = _people()
    naive = network.classify(load("connections"), load("accounts"), load("employers"), key=network.exact)
    expect.series(
        answer,
        network.mix(people),
        what="the proportion of each of the seven categories, counted over all people",
        proportion=True,
        mistakes={
            "You compared company names letter by letter, so a customer written in another way became 'other'. Use "
            "the column category: it was found through company_key.": network.mix(naive),
            "You left out the people who are on no list. They hear you too: keep the category other and divide by all "
            "people.": people.category[people.category != "other"].value_counts(normalize=True),
            "These are counts. Divide them by the number of people to get proportions.": people.category.value_counts(),
            "You divided by all rows of LinkedIn's file. Divide by the people you can name, the rows of people.": (
                people.category.value_counts() / len(_raw())
            ),
            "You divided by the rows of accounts. Divide by the people, the rows of people.": (
                people.category.value_counts() / len(load("accounts"))
            ),
        },
    )


@exercise(
    points=2,
    minutes=5,
    reads=["people"],
    hints=[
        "Count three groups: people whose category is colleague, former_colleague and customer.",
        'count = people["category"].value_counts() gives all the counts, and count["customer"] is one of them. Round '
        "brackets around a sum make Python add before it divides.",
        'count = people["category"].value_counts()\n'
        'colleagues_per_customer = (count["colleague"] + count["former_colleague"]) / count["customer"]',
    ],
    why="So many people who know your firm already hear you for each one who could buy. On Monday, before you invite "
    "another colleague, look for one person at a customer.",
)
def colleagues_per_customer(answer: object) -> None:
    count = _people().category.value_counts()
    colleagues = count["colleague"] + count["former_colleague"]
    expect.number(
        answer,
        colleagues / count["customer"],
        what="a number of colleagues, present and former, for each person at a customer",
        mistakes={
            "You divided the other way round: that is customers per colleague. Colleagues stand on top, customers "
            "below.": count["customer"] / colleagues,
            "You counted former colleagues only. Add the present ones on top.": count["former_colleague"]
            / count["customer"],
            "You counted present colleagues only. Add the former ones on top.": count["colleague"] / count["customer"],
            "You counted partners as customers. Below the line stand people at customers only.": colleagues
            / (count["customer"] + count["partner"]),
            "That is the difference between the two groups. Divide, do not subtract.": colleagues - count["customer"],
            "That is the number of colleagues. Divide it by the number of people at customers.": colleagues,
            "You divided by everybody. Below the line stand the people at customers only.": colleagues / count.sum(),
            "Python divides before it adds. Put round brackets around the sum of the two groups of colleagues, then "
            "divide.": count["colleague"] + count["former_colleague"] / count["customer"],
            "Python divides before it adds. Put round brackets around the sum: (colleagues + former colleagues) / "
            "customers.": count["former_colleague"] + count["colleague"] / count["customer"],
        },
    )


@exercise(
    points=3,
    minutes=6,
    reads=["people", "accounts"],
    hints=[
        "Do as the lesson did for prospects: take the accounts that are customers, ask of each whether its key stands "
        "in people, keep those where it does not.",
        'customer_accounts["company_key"].isin(people["company_key"]) is True where you know somebody. A ~ in front '
        'turns it round. At the end, .drop_duplicates("company_key") and then ["company"].',
        'customer_accounts = accounts[accounts["category"] == "customer"]\n'
        'known = customer_accounts["company_key"].isin(people["company_key"])\n'
        'white_spots = customer_accounts[~known].drop_duplicates("company_key")["company"]',
    ],
    why="These customers cannot hear you, since you know nobody there. They are the first names on your list: read "
    "what they write, comment, and only then ask to connect.",
)
def white_spots(answer: object) -> None:
    people, accounts = _people(), _accounts()
    customers = accounts[accounts.category == "customer"]
    known = customers.company_key.isin(people.company_key)
    first = ~customers.company_key.duplicated()
    right = network.white_spots(people, accounts)
    key_of = dict(zip(accounts.company, accounts.company_key, strict=True))
    expect.items(
        answer,
        right,
        what="companies, as they are written in accounts",
        # A company that stands twice in accounts may be given in either of its spellings.
        alike=lambda name: ("account", key_of[name]) if isinstance(name, str) and name in key_of else name,
        mistakes={
            "You compared company names letter by letter, so customers you know, written in another way, look like "
            "white spots. Compare company_key with company_key.": customers.company[
                ~customers.company.isin(people.company)
            ],
            "You compared keys with names. Both sides need the same column: company_key in accounts and company_key in "
            "people.": customers.company[~customers.company_key.isin(people.company)],
            # No name is a key, so who compares the two keeps them all, too.
            "These are all the customers. Leave out those where you know somebody. To find them, compare company_key "
            "in accounts with company_key in people.": customers.company,
            "That is empty. Begin with accounts, and write customer just as accounts writes it, in small letters.": [],
            "Accounts that are no customers are in there too. Keep those whose category is customer.": (
                network.white_spots(people, accounts, ("customer", "prospect", "partner"))
            ),
            "These are prospects. The task asks for customers.": network.white_spots(people, accounts, ("prospect",)),
            "These are the keys. Give the names as accounts writes them, in the column company.": [
                network.norm(name) for name in right
            ],
            "These are the customers where you know somebody. The task asks for the others: put a ~ in front of the "
            "condition.": customers.company[known & first],
            "One company stands there twice, in two spellings: accounts has it twice. Use "
            '.drop_duplicates("company_key") first.': customers.company[~known],
        },
    )


@exercise(
    core=False,
    points=2,
    minutes=8,
    reads=["raw"],
    hints=[
        "Two steps. Keep the rows where First Name is not empty: .notna() is True where something stands. Then make "
        'the new column: conn["connected_on"] = … gives a table one more.',
        'raw[raw["First Name"].notna()].copy() keeps the people you can name, in a table of its own. '
        'pd.to_datetime(conn["Connected On"], format="%d %b %Y") reads dates such as 08 Feb 2026.',
        'conn = raw[raw["First Name"].notna()].copy()\n'
        'conn["connected_on"] = pd.to_datetime(conn["Connected On"], format="%d %b %Y")',
    ],
    why="These two steps are what the setup cell has done for you all along. Now you can do them with your own file.",
)
def conn(answer: object) -> None:
    raw = _raw()
    right = load("connections")[["connected_on"]]
    expect.frame(
        answer,
        right,
        what="a table with one row for each person you can name and real dates in a column connected_on",
        mistakes={
            "The rows that hold only a date are still in there. Keep the rows that have a First Name.": pd.DataFrame(
                {"connected_on": pd.to_datetime(raw["Connected On"], format="%d %b %Y")}
            ),
            expect.TEXT_DATES: raw.dropna(subset=["First Name"])[["Connected On"]].set_axis(["connected_on"], axis=1),
        },
    )


_PLACES = ["Tange", "Basislund", "Åkær", "Apsvig", "Rosdal", "Ørnbæk", "Lasby", "Myr"]
_TRADES = ["Foto", "Plast", "Maskiner", "Aps Data", "Glas", "As Trading"]
_FORMS = ["", " A/S", " a/s", " AS", " As", " as", " ApS", " APS", " aps"]


def _company_names() -> list[tuple[str | None]]:
    """Edge cases, then generated spellings, then names of the firm at hand."""
    draw = random.Random(6)
    generated = []
    for _ in range(60):
        name = draw.choice(_PLACES) + draw.choice([" ", "  "]) + draw.choice(_TRADES) + draw.choice(_FORMS)
        name = draw.choice([str, str.upper, str.lower])(name)
        generated.append(draw.choice(["", " "]) + name + draw.choice(["", "  "]))
    edges = [None, "", "  ", "Basisfoto", "Basisfoto A/S", "KVISTMARK", "Lasby  Glas  aps"]
    own = load("accounts").company.tolist()[:40]
    return [(name,) for name in [*edges, *generated, *own]]


def _legal_forms_anywhere(name: str | None) -> str:
    for form in sorted(network.LEGAL_FORMS):
        name = (name or "").lower().replace(form, "")
    return " ".join(name.split())


def _legal_words_anywhere(name: str | None) -> str:
    return " ".join(word for word in (name or "").lower().split() if word not in network.LEGAL_FORMS)


def _legal_forms_in_one_case(name: str | None) -> str:
    words = (name or "").split()
    return " ".join(words[:-1] if words and words[-1] in ("A/S", "AS", "ApS") else words).lower()


def _legal_forms_kept(name: str | None) -> str:
    return " ".join((name or "").lower().split())


def _double_spaces_kept(name: str | None) -> str:
    kept = (name or "").lower().strip()
    for form in network.LEGAL_FORMS:
        kept = kept.removesuffix(" " + form).strip()
    return kept


def _fails_on_none(name: str | None) -> str:
    return network.norm(name.lower())


@exercise(
    core=False,
    points=3,
    minutes=9,
    hints=[
        "Go step by step, one line each: nothing given, lower case, split into words, drop the last word if it is a "
        "legal form, put the words together again. The last line begins with return: it hands the key over.",
        "name.lower().split() gives the words in lower case, without any blanks. words[-1] is the last word, "
        'words[:-1] are all but the last. if words[-1] in ("a/s", "as", "aps"): begins a step that is done only then; '
        'its next line stands four blanks further in. " ".join(words) puts the words together with single blanks.',
        'def norm(name):\n    if name is None:\n        return ""\n    words = name.lower().split()\n'
        '    if words and words[-1] in ("a/s", "as", "aps"):\n        words = words[:-1]\n    return " ".join(words)',
    ],
    why="One small rule finds the customers that spelling had hidden. Your CRM and LinkedIn never agree on how a "
    "company is written, so you will need it again.",
)
def norm(answer: object) -> None:
    expect.function(
        answer,
        network.norm,
        what="it takes a company name and hands over its key",
        inputs=_company_names(),
        mistakes={
            "It deletes the letters of a legal form inside other words as well. Take away whole words at the end "
            "only.": _legal_forms_anywhere,
            "It takes away such a word wherever it stands. Only at the end is it a legal form.": _legal_words_anywhere,
            "It knows a legal form in one way of writing only. Make everything lower case first.": (
                _legal_forms_in_one_case
            ),
            "The legal form at the end is still there. Drop the last word if it is one.": _legal_forms_kept,
            'Double blanks inside the name are still there. .split() and then " ".join(…) leave single ones.': (
                _double_spaces_kept
            ),
            'It stops when no company is given. Treat None first: hand over an empty text, "".': _fails_on_none,
        },
    )


@exercise(
    core=False,
    points=2,
    minutes=7,
    reads=["people"],
    hints=[
        "Divide the people into two periods first, then ask in each: what proportion are customers?",
        'people[people["connected_on"] < "2024-01-01"] are the people of the first period: a date stands in quotes, '
        "year first. Count the customers among them and divide by all of them.",
        'early = people[people["connected_on"] < "2024-01-01"]\n'
        'late = people[people["connected_on"] >= "2024-01-01"]\n'
        "before_after = {\n"
        '    "to 2023": len(early[early["category"] == "customer"]) / len(early),\n'
        '    "from 2024": len(late[late["category"] == "customer"]) / len(late),\n}',
    ],
    why="The mix changed when this salesperson began to connect on purpose. Mind that the companies are today's: "
    "somebody met years ago may have moved to a customer since.",
)
def before_after(answer: object) -> None:
    people = _people()
    customers = people[people.category == "customer"]
    in_period = network.period(customers.connected_on).value_counts()
    expect.series(
        answer,
        network.before_after(people),
        what='the proportion of customers in each of the two periods, "to 2023" and "from 2024"',
        proportion=True,
        mistakes={
            "You divided by all customers. Divide by the people connected in the same period.": in_period
            / len(customers),
            "You divided by all people. Divide by the people connected in the same period.": in_period / len(people),
            "These are counts of customers. Divide each by the people connected in the same period.": in_period,
        },
    )


@exercise(
    core=False,
    points=2,
    minutes=6,
    reads=["people"],
    hints=[
        "Two steps: keep the people at customers and prospects, then ask of each title whether its owner decides.",
        'people["category"].isin(["customer", "prospect"]) is True for the people you need. '
        "A column followed by .map(is_decision_maker) asks each row in turn, and .sum() counts the yes.",
        'buyers = people[people["category"].isin(["customer", "prospect"])]\n'
        'decision_makers = buyers["position"].map(is_decision_maker).sum()',
    ],
    why="These people can say yes, and they can hear you. The model says that they can be reached with a message; "
    "comment on something of theirs first.",
)
def decision_makers(answer: object) -> None:
    people = _people()
    decides = people.position.map(network.is_decision_maker)
    buyers = people.category.isin(["customer", "prospect"])
    title = people.position.fillna("").str.lower()
    expect.number(
        answer,
        int((decides & buyers).sum()),
        what="a whole number of people",
        mistakes={
            "You counted in the whole network, your own boss included. Keep people at customers and prospects "
            "first.": int(decides.sum()),
            "You left out the prospects. Keep both categories, customer and prospect.": int(
                (decides & (people.category == "customer")).sum()
            ),
            "You left out the customers. Keep both categories, customer and prospect.": int(
                (decides & (people.category == "prospect")).sum()
            ),
            "You counted everyone at customers and prospects, whatever their title. Ask each title: "
            ".map(is_decision_maker).": int(buyers.sum()),
            'You searched for the letters "director". That misses the other titles and counts the director\'s '
            "assistant. Use is_decision_maker.": int((title.str.contains("director") & buyers).sum()),
            'You searched for the letters "direktør". That misses the other titles and counts the assistant too. '
            "Use is_decision_maker.": int((title.str.contains("direktør") & buyers).sum()),
            "You searched for letters inside the titles. That misses some and counts assistants. Use "
            "is_decision_maker.": int((title.str.contains("director|direktør") & buyers).sum()),
        },
    )
