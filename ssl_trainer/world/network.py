"""The salesperson's LinkedIn connections, with the patterns of module 6 planted."""

import re

import numpy as np
import pandas as pd

from ssl_helpers import network
from ssl_helpers.data import FIRM, SELLER, TODAY
from ssl_helpers.linkedin import CONNECTIONS_COLUMNS
from ssl_trainer.world import names

# People per category in the order of network.CATEGORIES, people whose profile is hidden, customers without anyone,
# customer people whose company is spelt as in accounts, customer people connected from 2024 on, decision makers among
# the customer and prospect people. These are seed 2026's; another seed draws its own around them, each a different one.
PLAN_2026 = {
    "people": dict(zip(network.CATEGORIES, (150, 45, 36, 80, 155, 48, 86), strict=True)),
    "hidden": 20,
    "white_spots": 2,
    "spelt_alike": 12,
    "recent_customers": 31,
    "recent_others": 190,
    "decision_makers": 27,
}

_DECIDES = [
    "CEO",
    "CTO",
    "Adm. direktør",
    "Salgsdirektør",
    "Director of Operations",
    "Indkøbschef",
    "Fabrikschef",
    "Owner",
]
_DOES_NOT = [
    "Assistant to the Director",
    "Direktørassistent",
    "CEO's assistant",
    "Indkøber",
    "Projektleder",
    "Automation Engineer",
    "Produktionstekniker",
    "Quality Specialist",
]
_OTHER_TITLES = ["Studerende", "Konsulent", "Lærer", "Selvstændig", "Grafiker", "Owner", "CEO", "Analytiker"]
_RECRUITER_TITLES = ["Headhunter", "Talent Partner", "Recruiter", "Research Consultant"]

# LinkedIn's own words at the top of Connections.csv.
PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only '
    "see email addresses for connections who have allowed their connections to see or download their email address "
    "using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n'
    "\n"
)


def other_plan(rng: np.random.Generator) -> dict:
    """The counts to plant on another firm: drawn within about 15 % of those of seed 2026 and never equal to them."""
    people = {category: near(rng, count) for category, count in PLAN_2026["people"].items()}
    drawn = {name: near(rng, count) for name, count in PLAN_2026.items() if name != "people"}
    return {**drawn, "people": people, "white_spots": int(rng.integers(1, 5))}


def near(rng: np.random.Generator, count: int) -> int:
    """A count within about 15 % of the given one and never equal to it."""
    most = max(1, round(0.14 * count))
    return count + int(rng.choice([step for step in range(-most, most + 1) if step]))


def with_spellings(rng: np.random.Generator, accounts: pd.DataFrame, uncovered: list[str]) -> pd.DataFrame:
    """accounts with two more rows that repeat a customer in another spelling: a covered one and a white spot."""
    covered = accounts.company[(accounts.category == "customer") & ~accounts.company.isin(uncovered)]
    repeated = [uncovered[0], str(rng.choice(covered))]
    more = pd.DataFrame(
        {
            "account_id": [f"A{len(accounts) + number:03}" for number in (1, 2)],
            "company": [names.misspelt(rng, company) for company in repeated],
            "category": "customer",
        }
    )
    return pd.concat([accounts, more], ignore_index=True)


def connections(
    rng: np.random.Generator,
    seed: int,
    counts: dict,
    staff: pd.DataFrame,
    accounts: pd.DataFrame,
    employers: pd.DataFrame,
    others: list[str],
    uncovered: list[str],
) -> pd.DataFrame:
    """The rows of Connections.csv in LinkedIn's own columns, newest first, hidden people as rows with only a date."""
    size = counts["people"]
    of_kind = {kind: employers.company[employers.kind == kind].tolist() for kind in ("former", "recruiter")}
    once = network.keyed(accounts).drop_duplicates("company_key")
    of = {kind: once.company[once.category == kind].tolist() for kind in ("customer", "prospect", "partner")}
    customers = [company for company in of["customer"] if company not in uncovered]
    # Every covered customer has somebody; the rest come from a few of them, the former employer among them.
    once_a_colleague = of_kind["former"][0]
    extra = size["customer"] - len(customers)
    at_customers = customers + [once_a_colleague] * min(2, extra) + _some(rng, customers, max(0, extra - 2))
    prospects = of["prospect"][: -int(rng.integers(2, 5))]
    company_of = {
        "colleague": [FIRM] * size["colleague"],
        "customer": at_customers[: size["customer"]],
        "prospect": _some(rng, prospects, size["prospect"]),
        "partner": _some(rng, of["partner"], size["partner"]),
        "former_colleague": _some(rng, of_kind["former"][1:], size["former_colleague"]),
        "recruiter": _some(rng, of_kind["recruiter"], size["recruiter"]),
        "other": _some(rng, others, size["other"]),
    }
    people = pd.DataFrame(
        [(category, company) for category, companies in company_of.items() for company in companies],
        columns=["category", "Company"],
    )
    people["Company"] = _as_written(rng, people, counts["spelt_alike"], set(accounts.company))
    people["Position"] = _titles(rng, people, counts["decision_makers"])
    _name(rng, seed, people, staff)
    people["day"] = _days(rng, people.category == "customer", counts)
    # A few people on no list give no company, as in life.
    nowhere = rng.choice(people.index[people.category == "other"], size=6, replace=False)
    people.loc[nowhere, "Company"] = None
    hidden = pd.DataFrame({"day": _day(rng, counts["hidden"], "2010-01-01", TODAY)})
    rows = pd.concat([people, hidden], ignore_index=True)
    rows = rows.sample(frac=1, random_state=rng).sort_values("day", ascending=False, kind="stable")
    rows["Connected On"] = rows.day.dt.strftime("%d %b %Y")
    rows["Email Address"] = None
    allow = rows.index[rows["URL"].notna()][[40, 300]]
    rows.loc[allow, "Email Address"] = rows.loc[allow, "URL"].str.split("/in/").str[1] + "@example.com"
    return rows[CONNECTIONS_COLUMNS]


def connections_csv(rows: pd.DataFrame) -> str:
    """The file as LinkedIn writes it: note, blank line, header, rows, no line end after the last."""
    return PREAMBLE + rows.to_csv(index=False, lineterminator="\n").removesuffix("\n")


def assert_patterns(people: pd.DataFrame, accounts: pd.DataFrame, employers: pd.DataFrame, counts: dict) -> None:
    """What module 6 promises about the firm, as read back from the written files."""
    found = people.category.value_counts().to_dict()
    assert found == counts["people"], f"categories {found}"
    naive = network.classify(people, accounts, employers, key=network.exact)
    assert (naive.category == "customer").sum() == counts["spelt_alike"], "customers met letter by letter"
    before, after = network.before_after(people)
    assert before <= 0.05 and after >= 0.10, f"customers {before:.3f} to 2023, {after:.3f} after"
    assert len(network.white_spots(people, accounts)) == counts["white_spots"], "white spots"
    assert len(network.white_spots(people, accounts, ("prospect",))) >= 2, "prospects without anyone"
    former = employers[employers.kind == "former"].company.map(network.norm)
    customers = network.keyed(accounts[accounts.category == "customer"]).company_key
    assert former.isin(customers).sum() == 1, "one former employer is a customer"
    assert people[people.category == "customer"].company_key.isin(former).any(), "somebody works there"
    buyers = people[people.category.isin(["customer", "prospect"])]
    assert buyers.position.map(network.is_decision_maker).sum() == counts["decision_makers"], "decision makers"
    ratio = network.colleagues_per_customer(people)
    assert abs(round(ratio) / ratio - 1) > 0.01, "a rounded ratio cannot be told from the exact one"
    if counts is not PLAN_2026:
        in_2026 = PLAN_2026["people"]
        ratio_2026 = (in_2026["colleague"] + in_2026["former_colleague"]) / in_2026["customer"]
        assert len(people) != sum(in_2026.values()), "as many people as in seed 2026"
        assert abs(ratio / ratio_2026 - 1) > 0.01, "the same ratio as in seed 2026"


def _some(rng: np.random.Generator, companies: list[str], size: int) -> list[str]:
    """`size` of the companies, each at least once where there is room for it."""
    once = list(rng.permutation(companies))[:size]
    return [str(one) for one in [*once, *rng.choice(companies, size=size - len(once))]]


def _as_written(rng: np.random.Generator, people: pd.DataFrame, alike: int, spellings: set[str]) -> list[str]:
    """The companies as people write them: `alike` customer people as in accounts, the others of them in other ways."""
    exact = set(rng.choice(people.index[people.category == "customer"], size=alike, replace=False))
    written = []
    for at, category, company in people[["category", "Company"]].itertuples():
        keep = at in exact if category == "customer" else rng.random() < 0.6
        spelt = company
        while not keep and (spelt == company or spelt in spellings):
            spelt = names.misspelt(rng, company)
        written.append(spelt)
    return written


def _titles(rng: np.random.Generator, people: pd.DataFrame, deciding: int) -> pd.Series:
    """A title for each person; `deciding` people at customers and prospects have a decision maker's."""
    titles = pd.Series(rng.choice(_DECIDES + _DOES_NOT, size=len(people)), index=people.index, dtype=object)
    buyers = people.index[people.category.isin(["customer", "prospect"])]
    titles[buyers] = rng.choice(_DOES_NOT, size=len(buyers))
    decide = rng.choice(buyers, size=deciding, replace=False)
    titles[decide] = [_DECIDES[at % len(_DECIDES)] for at in range(deciding)]
    for category, some in (("recruiter", _RECRUITER_TITLES), ("other", _OTHER_TITLES)):
        who = people.index[people.category == category]
        titles[who] = rng.choice(some, size=len(who))
    return titles


def _name(rng: np.random.Generator, seed: int, people: pd.DataFrame, staff: pd.DataFrame) -> None:
    """Names and profile addresses; colleagues are employees of the firm with their real titles, never the seller."""
    known = staff[staff.id != SELLER].sample(n=int((people.category == "colleague").sum()), random_state=rng)
    taken = set(zip(staff.first_name, staff.last_name, strict=True))
    fresh = (pair for pair in names.people(seed + 1) if pair not in taken)
    colleagues = people.category == "colleague"
    pairs = [next(fresh) for _ in people.index]
    people["First Name"], people["Last Name"] = zip(*pairs, strict=True)
    people.loc[colleagues, "First Name"] = known.first_name.to_numpy()
    people.loc[colleagues, "Last Name"] = known.last_name.to_numpy()
    people.loc[colleagues, "Position"] = known.title.to_numpy()
    people["URL"] = [
        f"https://www.linkedin.com/in/{slug(first)}-{slug(last)}-{rng.integers(16**8):08x}"
        for first, last in zip(people["First Name"], people["Last Name"], strict=True)
    ]
    # As in life: a degree behind a name, with its comma, and a picture in another.
    decorated = rng.choice(people.index[~colleagues], size=6, replace=False)
    people.loc[decorated[:4], "Last Name"] += ", MBA"
    people.loc[decorated[4:], "First Name"] += " 🚀"


def slug(name: str) -> str:
    """A name as a profile address writes it."""
    plain = name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[^a-z]+", "-", plain).strip("-")


def _days(rng: np.random.Generator, is_customer: pd.Series, counts: dict) -> pd.Series:
    """Days of connecting: `recent_customers` and `recent_others` from 2024 on, the rest before."""
    days = pd.Series(_day(rng, len(is_customer), "2010-01-01", pd.Timestamp("2023-12-31")), index=is_customer.index)
    for who, size in ((is_customer, counts["recent_customers"]), (~is_customer, counts["recent_others"])):
        recent = rng.choice(is_customer.index[who], size=size, replace=False)
        days[recent] = _day(rng, size, "2024-01-01", TODAY)
    return days


def _day(rng: np.random.Generator, size: int, first: str, last: pd.Timestamp) -> pd.DatetimeIndex:
    start = pd.Timestamp(first)
    return start + pd.to_timedelta(rng.integers(0, (last - start).days + 1, size=size), unit="D")
