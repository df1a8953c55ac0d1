"""Module 6: ask a network four questions, and see what the way of matching company names does to the answers."""

import pandas as pd

from ssl_helpers import network, plots
from ssl_helpers.widgets.boxes import Box
from ssl_helpers.widgets.explorer import Question, explorer


def _say_mix(mix: pd.Series) -> str:
    biggest = mix.idxmax().replace("_", " ")
    return (
        f"Of 100 people who hear you, {100 * mix.get('customer', 0):.1f} are at customers. The largest group is "
        f"{biggest} with {100 * mix.max():.1f}."
    )


def _say_white_spots(companies: list[str]) -> str:
    named = ", ".join(companies[:5]) + (" …" if len(companies) > 5 else "")
    return f"You know nobody at {len(companies)} customers: {named}."


QUESTIONS = [
    Question(
        "How many people can hear me?",
        "len(people)",
        lambda value: f"{value} people can hear you. That is an upper bound: how many do, nobody publishes.",
    ),
    Question(
        "What is my network composed of?",
        "people.category.value_counts() / len(people)",
        _say_mix,
        lambda mix: plots.bars(mix, "What the network is composed of", "% of all people", marked=["customer"]),
    ),
    Question(
        "How many colleagues for each customer?",
        'count = people.category.value_counts()\n(count["colleague"] + count["former_colleague"]) / count["customer"]',
        lambda value: f"For each person at a customer, {value:.2f} present or former colleagues hear you.",
    ),
    Question(
        "At which customers do I know nobody?",
        'customers = accounts[accounts.category == "customer"].drop_duplicates("company_key")\n'
        "customers[~customers.company_key.isin(people.company_key)].company.tolist()",
        _say_white_spots,
    ),
]


def category_explorer(people: pd.DataFrame, accounts: pd.DataFrame, employers: pd.DataFrame) -> Box:
    """Two choices (the question; how company names are matched) and, below, sentence, code and figure.

    people: as `network.classify` gives it. accounts: with company_key. employers: company, kind.
    """
    ways = {
        "by company key (spelling does not matter)": "",
        "letter by letter": "people = network.classify(people, accounts, employers, key=network.exact)\n"
        "accounts = accounts.assign(company_key=accounts.company)",
    }
    tables = {"people": people, "accounts": accounts, "employers": employers, "network": network}
    return explorer(QUESTIONS, "Matching", ways, tables, "category_explorer(people, accounts, employers)")
