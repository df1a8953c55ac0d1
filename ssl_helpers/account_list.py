"""A learner's own list of accounts, in whatever columns they keep it, and the key under which spellings meet.

Nothing is guessed silently: what was assumed stands in the notes. The cells are whatever the file holds; who shows them
on a page must escape them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ssl_helpers import CourseError, network
from ssl_helpers.linkedin.formats import TABLES
from ssl_helpers.paths import pasted
from ssl_helpers.sheets import Sheet, read_sheets

_LONGEST_NAME = 200


@dataclass(frozen=True, eq=False)
class AccountList:
    """accounts: columns company (as written), category (customer, prospect, partner), company_key; one row per key.

    notes: sentences for the learner that say what was assumed.
    """

    accounts: pd.DataFrame
    notes: tuple[str, ...]


# --- the key of a company ---------------------------------------------------------------------------------------------

# Dots between single letters are read as slashes, so that "is" (ice), "spa" and "ks" are words and "I/S", "S.p.A." and
# "K/S" are not. Group, Holding, Danmark and Nordic tell companies apart and stay.
_LEGAL_FORMS = network.LEGAL_FORMS | {
    *("a/s", "i/s", "k/s", "p/s", "g/s", "ivs", "amba", "fmba", "smba", "aktieselskab", "anpartsselskab"),
    *("asa", "ab", "hb", "aktiebolag", "oy", "oyj", "gmbh", "ag", "kg", "ltd", "limited", "inc", "llc", "plc"),
    *("bv", "nv", "se", "sa", "sas", "s/p/a", "b/v", "n/v", "a/m/b/a", "f/m/b/a", "s/m/b/a", "a/b"),
}
# "AB Volvo", "Oy Karl", "A/S Storebælt": these stand in front too. "AS Watson" is a name.
_IN_FRONT = {"a/s", "ab", "oy", "aktieselskabet", "aktiebolaget"}

_MARKS = re.compile(r"[™®©℠'’`´]")
# "A / S", "a.s.", "S.p.A.": single letters with a dot or a slash between belong together.
_LETTERS = re.compile(r"(?<!\w)([^\W\d])\s*[./]\s*(?=[^\W\d](?!\w))")
# "C++" is not "C#", and "3.5" not "35".
_APART = re.compile(r"[^\w/+#.]+|_+|(?<![0-9])\.|\.(?![0-9])|(?<!\w\b)/|/(?!\w\b)|(?<![\w+#])[+#]+")
# "Danish Crown A/S, Horsens" is the company, and Horsens one of its places.
_BRANCH = re.compile(
    r"^(.*(?:\ba/s|\baps|\bas|\bab|\ba\.?m\.?b\.?a|\bgmbh|\boy)\.?)\s*[,(–-]\s*[^,]{2,40}$", re.IGNORECASE
)
_AND = {"and": "og", "och": "og"}


def company_key(name: object) -> str:
    """The key under which the spellings of one company meet: "Nørholm Glas A/S", "NØRHOLM GLAS", "Nørholm-Glas a.s.".

    Further than `network.norm`: punctuation, more legal forms, & for and, og, och. Letters keep their accents: å is not
    a, and aa not å. None, missing or without letters and digits gives "". Use it with `.map`.
    """
    if name is None or (isinstance(name, float) and name != name) or name is pd.NA or name is pd.NaT:
        return ""
    # The limit keeps a hostile cell from costing time: NFKC sorts a run of accents slowly.
    text = _BRANCH.sub(r"\1", _MARKS.sub("", str(name)[:_LONGEST_NAME]))
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " og ")
    text = _LETTERS.sub(r"\1/", text)
    words = [_AND.get(word, word) for word in _APART.sub(" ", text).split()]
    if words[-2:] == ["ab", "publ"]:
        words.pop()
    if words[-4:] == ["gmbh", "og", "co", "kg"]:
        words = words[:-3]
    bare = network.norm(" ".join(words)).split() or words
    while len(bare) > 1 and bare[-1] in _LEGAL_FORMS:
        bare.pop()
    while len(bare) > 1 and bare[0] in _IN_FRONT:
        bare.pop(0)
    # "J.P. Hansen" and "J. P. Hansen" are one, and no legal form.
    return " ".join(bare).replace("/", "")


_SHORTEST_START = 4
"""A shorter key, such as "post", begins too many names."""

_MOST_NEAR = 3
_COMMON = {
    *(
        "dansk",
        "danske",
        "danish",
        "danmark",
        "nordic",
        "nordisk",
        "norsk",
        "norske",
        "svensk",
        "svenska",
        "scandinavian",
    ),
    *("royal", "super", "first", "international", "global", "general", "united", "første", "østjysk", "vestjysk"),
}
"""First words that many companies share."""

_LONE_SLIP = range(5, 61)
"""Lengths of keys in which one other letter is more likely a slip than another company; longer ones cost time."""


def near(unknown_companies: Iterable[object], accounts: pd.DataFrame) -> pd.DataFrame:
    """Companies on no list that may be one of the accounts under another name: columns company, account.

    Proposed for a person to judge, never counted. A company is near when its key goes on where an account's key ends
    ("Nørholm Glas Nordic"), or the other way round, when they differ by one letter, or when no other account begins
    with the same word. accounts: columns company, company_key.
    """
    account_of = dict(zip(accounts.company_key, accounts.company, strict=True))
    missing_one: dict[str, list[str]] = {}
    longer: dict[str, list[str]] = {}
    for key in account_of:
        for shorter in _without_one(key):
            missing_one.setdefault(shorter, []).append(key)
        for start in _starts(key):
            longer.setdefault(start, []).append(key)
    company_of: dict[str, object] = {}
    for company in unknown_companies:
        company_of.setdefault(company_key(company), company)
    pairs = []
    for key, company in company_of.items():
        if not key or key in account_of:
            continue
        within = [start for start in _starts(key) if start in account_of][:1]
        slips = {other for shorter in _without_one(key) for other in missing_one.get(shorter, [])}
        first = key.split()[0]
        # "Skole 1" is not "Skole 2".
        tells = len(first) >= _SHORTEST_START and first not in _COMMON and not re.search("[0-9]", key)
        begins_alike = longer.get(first, []) if tells else []
        found = (
            within
            or longer.get(key, [])
            or sorted(other for other in slips if _one_letter_apart(key, other))
            or (begins_alike if len(begins_alike) == 1 else [])
        )
        pairs += [(company, account_of[other]) for other in found[:_MOST_NEAR]]
    return pd.DataFrame(pairs, columns=["company", "account"])


def _starts(key: str) -> list[str]:
    """What the key is without its last words, the longest first."""
    words = key.split()
    starts = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
    return [start for start in starts if len(start) >= _SHORTEST_START]


def _without_one(key: str) -> set[str]:
    """The key and all that is left of it without one letter: two keys one letter apart have one of these in common."""
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))} if len(key) in _LONE_SLIP else set()


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter added, missing or another. A digit is no slip: "Skole 1" is not "Skole 2"."""
    short, long = sorted((one, other), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    end = 0
    while end < len(short) - start and short[-1 - end] == long[-1 - end]:
        end += 1
    differing = short[start : len(short) - end], long[start : len(long) - end]
    return all(len(part) <= 1 and not part.isdigit() for part in differing)


# --- the columns ------------------------------------------------------------------------------------------------------

# Headers as `_plain` gives them; the first group that fits counts more.
_COMPANY_NAMES = {
    *("firma", "firmanavn", "virksomhed", "virksomhedsnavn", "selskab", "selskabsnavn", "kundenavn", "debitornavn"),
    *("kontonavn", "organisationsnavn", "virksomhet", "virksomhetsnavn", "selskap", "selskapsnavn", "bedrift"),
    *("bedriftsnavn", "organisasjon", "organisasjonsnavn", "företag", "företagsnamn", "firmanamn", "bolag", "kundnamn"),
    *("company", "company name", "account name", "customer name", "client name", "organisation", "organization"),
    *("organisation name", "organization name", "business name", "legal name", "unternehmen", "firmenname"),
    *("kundenname", "navn på firma", "navn på virksomhed", "name of company"),
}
_ACCOUNTS = {
    *(
        "kunde",
        "kunder",
        "debitor",
        "debitorer",
        "konto",
        "klient",
        "virksomheder",
        "firmaer",
        "bedrifter",
        "selskaper",
    ),
    *("kund", "account", "accounts", "customer", "customers", "client", "clients", "companies", "kundeliste"),
}
_NAMES = {"navn", "name", "namn", "names", "navne"}
_HARMLESS = {
    *(
        "the",
        "of",
        "my",
        "our",
        "mine",
        "vores",
        "våre",
        "våra",
        "full",
        "primary",
        "main",
        "legal",
        "official",
        "parent",
    ),
    *(
        "list",
        "liste",
        "alle",
        "all",
        "over",
        "do",
        "not",
        "modify",
        "company",
        "account",
        "customer",
        "kunde",
        "kunder",
    ),
    *("navn", "name", "namn"),
}
# A column with one of these in its header never holds the company's name.
_NOT_COMPANY = re.compile(
    r"\b(?:id|ids|nr|no|nummer|number|num|code|kode|key|e ?mail|epost|mail|kontakt\w*|contact\w*|person\w*|owner|ejer"
    r"|eier|ägare|\w*ansvarlig\w*|\w*ansvarig\w*|responsible|manager|rep|sælger|selger|säljare|seller|first|last|fornavn"
    r"|efternavn|etternavn|förnamn|efternamn|vorname|nachname|titel|title|position|stilling|size|størrelse|storlek|type"
    r"|typ|kategori|category|status|segment|stage|fase|relation\w*|country|land|city|by|stad|sted|ort|town|postnr|zip"
    r"|adresse|adress|address|gade|street|phone|telefon|tlf|mobil|mobile|web|website|hjemmeside|url|domain|domæne"
    r"|industry|branche|bransje|bransch|date|dato|datum|cvr|vat|org ?nr|moms\w*|revenue|omsætning|omsetning|omsättning"
    r"|turnover|employees|ansatte|anställda|antal|antall|sum|total|amount|beløb|belopp|note|notes|noter|comment\w*|kommentar\w*"
    r"|description|beskrivelse|linkedin|created|oprettet|\w+(?:nr|nummer|type|gruppe|kategori|status|segment))\b"
)
_CATEGORY_HEADER = re.compile(
    r"\b(?:\w*type|\w*typ|\w*kategori|category|\w*status|\w*segment|stage|fase|\w*gruppe|group|relation\w*|forhold"
    r"|lifecycle|role|rolle|roll)\b"
)

_OF_A_PERSON = re.compile(r"\b(?:mobil\w*|mobile|cell|titel|tittel|title|stilling|job\w*|fornavn|first name)\b")

# The words of a category, in the order in which they are tried: "mulig kunde" is a prospect.
_LOST = re.compile(
    r"\b(?:tidl|tidligere|tidigare|former|ex|lost|tabt|tapt|förlorad|inaktiv\w*|inactive|churn\w*|ophørt|opsagt"
    r"|avslutad|avsluttet|passiv|sovende|dormant|non|not|no|ikke|inte|nicht)\b"
)
_CATEGORY_WORDS = {
    "prospect": re.compile(
        r"\b(?:emne\w*|kundeemne\w*|kundemne\w*|leads?|prospe[ck]t\w*|poten[ts]i\w*|mulig\w*|möjlig\w*|potential"
        r"|pipeline|opportunit\w*|salgsmulighed\w*|target\w*|mql|sql|interessent\w*|future|kommende|tilbud|proposal)\b"
    ),
    "customer": re.compile(
        r"\b(?:\w*kunder?|\w*kund|kunden|customers?|clients?|klient\w*|debitor\w*|aktiv\w*|active|won|vundet|vunnet"
        r"|existing|eksisterende|befintlig\w*)\b"
    ),
    "partner": re.compile(
        r"\b(?:\w*partner\w*|forhandler\w*|leverandør\w*|underleverandør\w*|supplier\w*|vendor\w*|resellers?"
        r"|distribut\w*|leverantör\w*|återförsäljar\w*|agent\w*|integrator\w*|alliance\w*)\b"
    ),
}
_LEGAL_FORM = re.compile(
    r"(?<!\w)(?:a/s|i/s|k/s|p/s|aps|as|asa|ab|oy|oyj|gmbh|ag|ltd|limited|inc|llc|plc|bv|nv|group|holding)\.?\Z",
    re.IGNORECASE,
)
_TOTALS = re.compile(
    r"(?:grand |sub)?(?:total|totalt|i alt|ialt|sum|summa|samlet|gesamt|antal|count)\b[\s:=]*[\d.,\s]*\Z",
    re.IGNORECASE,
)
_SAMPLE = 300
_HEADER_ROWS = 30


def _plain(header: str) -> str:
    """A header in words: "CompanyName", "company_name" and "Company name:" are one."""
    apart = re.sub(r"(?<=[a-zæøåäö])(?=[A-ZÆØÅÄÖ])", " ", unicodedata.normalize("NFKC", header[:_LONGEST_NAME]))
    return " ".join(re.findall(r"[^\W_]+", apart.casefold()))


def _header_score(header: str) -> int:
    """How well a header names the company: 4 outright, 3 with other words, 2 an account, 1 a name, 0 not."""
    plain = _plain(header)
    if not plain or _NOT_COMPANY.search(plain):
        return 0
    for score, known in ((4, _COMPANY_NAMES), (2, _ACCOUNTS), (1, _NAMES)):
        if plain in known:
            return score
    words = set(plain.split())
    for score, known in ((3, _COMPANY_NAMES), (2, _ACCOUNTS)):
        if words & known and words - known <= _HARMLESS | {word for word in words if word.isdigit()}:
            return score
    return 0


def _category(value: str) -> tuple[str | None, bool]:
    """The category that a value names, if any, and whether it is one of the past or a "no"."""
    plain = _plain(value)
    named = next((name for name, words in _CATEGORY_WORDS.items() if words.search(plain)), None)
    if _LOST.search(plain):
        return "prospect", True
    return named, False


def _column(rows: list[list[str]], at: int) -> list[str]:
    """The cells of a column that are not blank."""
    return [row[at] for row in rows if at < len(row) and row[at]]


def _could_be_names(cells: list[str], texty: float = 0.5) -> bool:
    """Names have letters and differ; a column of yes and no, of numbers, e-mail or categories has none.

    texty: the proportion of cells that must have letters. A company may be called 1881.
    """
    if not cells:
        return False
    letters = sum(any(letter.isalpha() for letter in cell) and "@" not in cell for cell in cells)
    understood = sum(
        # A legal form makes a company even of "Partner A/S".
        _category(cell)[0] is not None and len(cell.split()) <= 3 and not _LEGAL_FORM.search(cell)
        for cell in cells
    )
    differ = len(cells) < 4 or len(set(cells)) > 0.1 * len(cells)
    return letters > texty * len(cells) and differ and understood <= 0.5 * len(cells)


def _likeness(cells: list[str], rows: int) -> float:
    """How much a column's cells look like names of companies, from 0 to 2: letters, differences, legal forms."""
    if not _could_be_names(cells):
        return 0.0
    texty = sum(any(letter.isalpha() for letter in cell) and not re.search(r"@|://|^\d", cell) for cell in cells)
    legal = sum(bool(_LEGAL_FORM.search(cell)) for cell in cells)
    return len(cells) / rows * texty / len(cells) * len(set(cells)) / len(cells) + min(1.0, 2 * legal / len(cells))


@dataclass(frozen=True)
class _Found:
    """Where a table's accounts are: the row of its header (None without one), the company's column, what else fits."""

    header: int | None
    company: int
    also: int | None
    by_header: bool


def _find(rows: list[list[str]]) -> _Found | None:
    """The header and the company's column of a table, by its words, else by the look of its cells; None without."""
    sample = rows[:_SAMPLE]
    # Titles above a table fill fewer cells than its rows do.
    width = Counter(sum(map(bool, row)) for row in sample).most_common(1)[0][0]
    for at, row in enumerate(sample[:_HEADER_ROWS]):
        below = sample[at + 1 :]
        if sum(map(bool, row)) < min(2, width):
            continue
        scored = {}
        for column, cell in enumerate(row):
            score = _header_score(cell)
            if score == 3 and width < 2:
                score = 0
            cells = _column(below, column) if score else []
            # A header says what it is more surely than its cells do, and may stand again on each page. A value that
            # stands again and again is no header.
            names = _could_be_names(cells, texty=0.1 if score > 2 else 0.5)
            if names and cells.count(cell) <= max(1, 0.1 * len(cells)):
                scored[column] = (score, round(len(cells) / len(below), 1))
        if scored:
            best, *others = sorted(scored, key=lambda column: (*(-part for part in scored[column]), column))
            also = next((column for column in others if scored[best][0] - scored[column][0] <= 1), None)
            return _Found(at, best, also, by_header=True)
    return _find_by_content(sample, width)


def _find_by_content(sample: list[list[str]], width: int) -> _Found | None:
    header = None
    if width > 1:
        # A header of other words has one that says what its column is, and no number.
        for at, row in enumerate(sample[:_HEADER_ROWS]):
            words = [_plain(cell) for cell in row if cell]
            known = sum(bool(_NOT_COMPANY.search(word)) and len(word.split()) <= 3 for word in words)
            if len(words) >= 2 and known >= 1 and not any(word.replace(" ", "").isdigit() for word in words):
                header = at
                break
    body = sample if header is None else sample[header + 1 :]
    # Category words in the first row are a value where the column goes on with more of them.
    if header is not None and any(
        cell and cell in _column(body, at) for at, cell in enumerate(sample[header]) if len(_column(body, at)) > 1
    ):
        header, body = None, sample
    widest = max(map(len, sample))
    names = sample[header] + [""] * widest if header is not None else [""] * widest
    scores = {
        at: _likeness(_column(body, at), len(body))
        for at in range(widest)
        if not _NOT_COMPANY.search(_plain(names[at]))
    }
    best, *others = sorted(scores, key=lambda at: (-scores[at], at)) or [None]
    if best is None or scores[best] < 0.5 or len(body) < 2:
        return None
    also = next((at for at in others if scores[at] > max(0.5, scores[best] - 0.2)), None)
    return _Found(header, best, also, by_header=False)


def _category_column(rows: list[list[str]], header: list[str], company: int) -> int | None:
    """The column whose values are understood best: by its header, or in a table without one by its values alone."""
    best, most = None, 0.5
    for at in range(max(map(len, rows[:_SAMPLE]))):
        named = at < len(header) and bool(_CATEGORY_HEADER.search(_plain(header[at])))
        cells = _column(rows[:_SAMPLE], at)
        if at == company or not cells or not (named or not header):
            continue
        understood = sum(_category(cell)[0] is not None for cell in cells) / len(cells)
        if understood >= most and (best is None or understood > most):
            best, most = at, understood
    return best


# --- the list ---------------------------------------------------------------------------------------------------------


def read_accounts(path: str | Path) -> AccountList:
    """Read your own list of accounts from a CSV or Excel file (.csv, .txt, .tsv, .xlsx, .xlsm).

    The company's column is found by its header in Danish, Norwegian, Swedish, English or German, else by its look; so
    is a column with the category. The notes say which were taken. Of a workbook the first sheet with such a table is
    read. At most 200,000 rows are.
    Raises CourseError, with what to do, when the file cannot be read or no column holds companies.
    """
    if not (named := pasted(path)):
        raise CourseError("No list was named. Give the path of your list of accounts, a CSV or Excel file.")
    path = Path(named)
    first: Sheet | None = None
    by_content: tuple[Sheet, _Found] | None = None
    chosen: tuple[Sheet, _Found] | None = None
    for sheet in read_sheets(path):
        if not sheet.rows:
            continue
        first = first or sheet
        if any(one.by_header and one.found_in(row) for row in sheet.rows[:_HEADER_ROWS] for one in TABLES.values()):
            raise CourseError(f"{path.name} comes from LinkedIn, so it is an archive and no list of accounts. {_THERE}")
        found = _find(sheet.rows)
        if found and found.by_header:
            chosen = sheet, found
            break
        by_content = by_content or (found and (sheet, found))
    chosen = chosen or by_content
    if chosen is None:
        raise _no_company(path.name, first)
    sheet, found = chosen
    accounts, notes = _accounts(path.name, sheet, found)
    return AccountList(accounts, (*notes, *sheet.notes))


def _no_company(name: str, sheet: Sheet | None) -> CourseError:
    if sheet is None:
        return CourseError(f"{name} has no filled cells. Name the file that holds your list of accounts.")
    width = max(map(len, sheet.rows[:_HEADER_ROWS]))
    header = max(sheet.rows[:_HEADER_ROWS], key=lambda row: sum(map(bool, row)))
    shown = ", ".join(_shown(cell) for cell in header if cell)[:400] if width else ""
    return CourseError(
        f"No column of {name} looks like names of companies. Its columns are: {shown}. Rename the right one to "
        "Company, save the file and try again."
    )


def _shown(text: str) -> str:
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


def _called(header: list[str], at: int) -> str:
    """A column as the learner knows it: its header, or its number from 1."""
    return f"the column {_shown(header[at])}" if at < len(header) and header[at] else f"column {at + 1}"


def _accounts(name: str, sheet: Sheet, found: _Found) -> tuple[pd.DataFrame, list[str]]:
    header = sheet.rows[found.header] if found.header is not None else []
    rows = sheet.rows[found.header + 1 :] if found.header is not None else sheet.rows
    notes = [f"The companies were taken from {_called(header, found.company)}."]
    if not found.by_header:
        notes[0] = notes[0][:-1] + ", which looks most like names of companies."
        if not header:
            notes.append("No line of headers was recognised, so the first row counts as an account.")
    if found.also is not None:
        also = _called(header, found.also)
        notes.append(
            f"{also[0].upper()}{also[1:]} could be meant too. If it is, rename it to Company, and the other "
            "one to something else."
        )
    personal = next((cell for cell in header if _OF_A_PERSON.search(_plain(cell))), None)
    if personal and found.company < len(header) and _plain(header[found.company]) in _NAMES:
        notes.append(
            f"Beside it stands {_shown(personal)}. If {_called(header, found.company)} holds people and not companies, "
            "give another list: its words are shown as they stand."
        )
    named = [row for row in rows if found.company < len(row) and row[found.company]]
    headers_again = header[found.company] if found.company < len(header) else None
    kept = [
        row
        for row in named
        if row[found.company] != headers_again
        and not _TOTALS.match(row[found.company])
        and company_key(row[found.company])
    ]
    if not kept:
        raise CourseError(f"{name} has no companies below its headers. Fill the column, save the file and try again.")
    if len(rows) > len(named):
        notes.append(f"Rows without a company that were left out: {len(rows) - len(named):,}.")
    if len(named) > len(kept):
        notes.append(
            f"Totals, repeated headers and rows without a letter that were left out: {len(named) - len(kept):,}."
        )
    company = [row[found.company][:_LONGEST_NAME] for row in kept]
    category, more = _categories(kept, header, found.company)
    accounts = pd.DataFrame({"company": company, "category": category})
    accounts["company_key"] = accounts.company.map(company_key)
    # A company listed as a customer and as a prospect is a customer: the order in which categories are tried.
    rank = accounts.category.map(network.CATEGORIES.index)
    by_rank = accounts.assign(rank=rank).sort_values("rank", kind="stable").drop_duplicates("company_key")
    once = accounts.drop_duplicates("company_key").set_index("company_key")
    once["category"] = by_rank.set_index("company_key").category
    repeated = len(accounts) - len(once)
    if repeated:
        twice = accounts[accounts.company_key.duplicated(keep=False)].drop_duplicates("company")
        spelt = twice.groupby("company_key", sort=False).company.agg(list)
        some = "; ".join(" and ".join(map(_shown, names[:3])) for names in spelt[spelt.map(len) > 1][:3])
        more.append(
            f"Rows that repeat a company, in the same or another spelling, and count once with it: {repeated:,}"
            + (f". Taken as one: {some}." if some else ".")
        )
    return once.reset_index()[["company", "category", "company_key"]], notes + more


_THERE = "Give it where your archive is asked for, and here the list of your customers from your CRM."
_HOW_TO = "a column Category with customer, prospect or partner"


def _categories(rows: list[list[str]], header: list[str], company: int) -> tuple[list[str], list[str]]:
    """The category of each row, and what was assumed."""
    at = _category_column(rows, header, company)
    if at is None:
        return ["customer"] * len(rows), [
            f"No column says who is a customer, so all count as customers. To change it, add {_HOW_TO}."
        ]
    values = [row[at] if at < len(row) else "" for row in rows]
    meaning = {value: _category(value) for value in set(values)}
    notes = [f"The categories were taken from {_called(header, at)}."]
    unclear = Counter(value for value in values if meaning[value][0] is None)
    if unclear:
        # A value that stands there once or twice may be somebody's name.
        often = [_shown(value) if value else "blank" for value, count in unclear.most_common(5) if count > 4]
        shown = ", ".join(often) or "each value a few times"
        notes.append(
            f"Rows whose category was not understood, which count as customers: {unclear.total():,} ({shown}). To "
            f"change it, give the file {_HOW_TO}."
        )
    lost = Counter(value for value in values if meaning[value][1])
    if lost:
        shown = ", ".join(_shown(value) for value, _ in lost.most_common(5))
        notes.append(f"Rows that count as prospects, since they are no customers today: {lost.total():,} ({shown}).")
    return [meaning[value][0] or "customer" for value in values], notes
