"""Step 4 of the five-step model: what a network is composed of, and where its white spots are.

Source of the model: articles of a Danish social selling consultancy, 25 June 2016 (composition, "listeners") and
2 January 2017 (the step).
"""

from collections.abc import Callable

import pandas as pd

from ssl_helpers import CourseError, titles

CATEGORIES = ["colleague", "customer", "prospect", "partner", "former_colleague", "recruiter", "other"]
"""The seven categories, in the order in which they are tried: the first that fits counts."""

_EMPLOYED = {"own": "colleague", "former": "former_colleague", "recruiter": "recruiter"}


LEGAL_FORMS = {"a/s", "as", "aps"}


def _one(function: str, value: object) -> object:
    """The value, unless it is a whole column: then the learner is told how to go through one."""
    if isinstance(value, pd.Series):
        raise CourseError(
            f"{function} looks at one thing at a time, and this is a whole column. Write the column first, then "
            f".map({function}): it asks each row."
        )
    return value


def norm(name: str | None) -> str:
    """The key of a company name: lower case, single spaces, no final A/S, AS or ApS. None or missing gives ""."""
    if name is None or pd.isna(_one("norm", name)):
        return ""
    words = name.lower().split()
    while words and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def keyed(table: pd.DataFrame) -> pd.DataFrame:
    """The table with one more column, company_key: the `norm` of its column company."""
    return table.assign(company_key=table.company.map(norm))


def classify(
    connections: pd.DataFrame,
    accounts: pd.DataFrame,
    employers: pd.DataFrame,
    key: Callable[[str | None], str] = norm,
) -> pd.DataFrame:
    """Give each connection a `company_key` and one of the seven CATEGORIES.

    connections: one row per person, column company. accounts: columns company, category (customer, prospect, partner).
    employers: columns company, kind (own, former, recruiter). Two spellings are the same company when `key` says so.
    A person whose company is on no list is "other". Companies are those of today, not of the day you connected.
    """
    listed = [
        *zip(accounts.company, accounts.category, strict=True),
        *((company, _EMPLOYED[kind]) for company, kind in zip(employers.company, employers.kind, strict=True)),
    ]
    category_of: dict[str, str] = {}
    for company, category in sorted(listed, key=lambda one: CATEGORIES.index(one[1])):
        category_of.setdefault(key(company), category)
    company_key = connections.company.map(key)
    return connections.assign(company_key=company_key, category=[category_of.get(one, "other") for one in company_key])


def exact(name: str | None) -> str:
    """The key of someone who compares company names letter by letter: the name itself."""
    return "" if name is None or pd.isna(name) else name


def mix(people: pd.DataFrame) -> pd.Series:
    """Proportion of each category among all `people` (column category): a Series of seven values with sum 1."""
    return people.category.value_counts(normalize=True).reindex(CATEGORIES, fill_value=0.0)


def colleagues_per_customer(people: pd.DataFrame) -> float:
    """Present and former colleagues divided by people at customers."""
    count = people.category.value_counts()
    return (count["colleague"] + count["former_colleague"]) / count["customer"]


def white_spots(people: pd.DataFrame, accounts: pd.DataFrame, categories: tuple[str, ...] = ("customer",)) -> list[str]:
    """Companies of the given categories in `accounts` where you know nobody: each once, in the spelling met first."""
    wanted = accounts[accounts.category.isin(categories)]
    keys = wanted.company.map(norm)
    uncovered = ~keys.isin(people.company_key) & ~keys.duplicated()
    return wanted.company[uncovered].tolist()


PERIODS = ["to 2023", "from 2024"]


def period(connected_on: pd.Series) -> pd.Series:
    """The two periods of the module: connected up to and including 31 December 2023, or from 1 January 2024 on."""
    return connected_on.dt.year.le(2023).map({True: PERIODS[0], False: PERIODS[1]})


def before_after(people: pd.DataFrame) -> pd.Series:
    """Proportion of customers among the people connected in each of the two PERIODS (companies are today's)."""
    is_customer = people.category.eq("customer")
    return is_customer.groupby(period(people.connected_on)).mean().reindex(PERIODS).rename("customer")


def is_decision_maker(title: str | None) -> bool:
    """True if the title is one of a person who decides: CEO, Director, Head of, Salgsdirektør, Innkjøpssjef, Ägare …

    "CEO's assistant" is no CEO. A missing title gives False. A stated rule, not a fact about the person: its words
    stand in `titles`, in Danish, Norwegian, Swedish and English.
    """
    if title is None or pd.isna(_one("is_decision_maker", title)):
        return False
    return titles.decides(title)
