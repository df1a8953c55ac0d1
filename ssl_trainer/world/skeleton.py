"""The firm's skeleton, which later tables join to: its employees, its accounts, and employers people came from."""

import numpy as np
import pandas as pd

from ssl_helpers.data import FIRM, SELLER
from ssl_trainer.world import names

EMPLOYEES = 420
ACCOUNTS = {"customer": 40, "prospect": 20, "partner": 10}
FORMER_EMPLOYERS = 3
RECRUITERS = 6

# Department -> proportion of the staff and the titles there; the first title is the manager's.
_DEPARTMENTS = {
    "Management": (0.01, ["CEO", "CFO", "COO", "CTO"]),
    "Sales": (0.14, ["Salgsdirektør", "Key Account Manager", "Sales Engineer", "Sælger", "Salgskoordinator"]),
    "Marketing": (0.05, ["Marketingchef", "Content Manager", "Marketingkoordinator"]),
    "Service": (0.20, ["Servicechef", "Servicetekniker", "Service Coordinator"]),
    "Engineering": (0.25, ["Head of Engineering", "Automation Engineer", "Softwareudvikler", "Projektleder"]),
    "Production": (0.25, ["Produktionschef", "Montør", "Produktionsplanlægger"]),
    "Finance and HR": (0.10, ["HR Director", "Bogholder", "HR Partner", "Assistant to the Director"]),
}
_PER_MANAGER = 15


def employees(rng: np.random.Generator, seed: int) -> pd.DataFrame:
    """420 rows: id, first_name, last_name, dept, title, manager. SELLER is a key account manager in Sales."""
    depts, weights = list(_DEPARTMENTS), [proportion for proportion, _ in _DEPARTMENTS.values()]
    dept = rng.choice(depts, size=EMPLOYEES, p=weights)
    dept[SELLER - 1] = "Sales"
    person = names.people(seed)
    rows, met = [], dict.fromkeys(depts, 0)
    for at in range(EMPLOYEES):
        first_name, last_name = next(person)
        titles = _DEPARTMENTS[dept[at]][1]
        manager = at != SELLER - 1 and met[dept[at]] % _PER_MANAGER == 0
        title = titles[0] if manager else "Key Account Manager" if at == SELLER - 1 else str(rng.choice(titles[1:]))
        met[dept[at]] += 1
        rows.append((at + 1, first_name, last_name, str(dept[at]), title, manager))
    return pd.DataFrame(rows, columns=["id", "first_name", "last_name", "dept", "title", "manager"])


def companies(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """accounts (70 rows: account_id, company, category), employers (company, kind) and 60 companies on no list.

    One former employer is a customer today: the first customer.
    """
    name = names.companies(rng)
    category = [kind for kind, count in ACCOUNTS.items() for _ in range(count)]
    accounts = pd.DataFrame({"company": [next(name) for _ in category], "category": category})
    former = [accounts.company[0], *(next(name) for _ in range(FORMER_EMPLOYERS - 1))]
    recruiters = [next(name).split()[0] + " Rekruttering" for _ in range(RECRUITERS)]
    kinds = [("own", [FIRM]), ("former", former), ("recruiter", recruiters)]
    employers = pd.DataFrame([(one, kind) for kind, some in kinds for one in some], columns=["company", "kind"])
    accounts = accounts.sample(frac=1, random_state=rng, ignore_index=True)
    accounts.insert(0, "account_id", [f"A{number:03}" for number in accounts.index + 1])
    return accounts, employers, [next(name) for _ in range(60)]
