"""The rest of the salesperson's LinkedIn archive, beside connections and posts, and the zip that holds all of it.

Every file has a random stream of its own, so a change to one changes no byte of another.
"""

import base64
import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from ssl_helpers.data import FIRM, SELLER, TODAY
from ssl_helpers.network import CATEGORIES, keyed
from ssl_trainer.world import names, phrases
from ssl_trainer.world.network import near, slug

# What is planted: conversation partners per category in the order of network.CATEGORIES; customer people with a
# dialogue that ended more than a year ago; conversations that the salesperson began with a pitch or with help, and how
# many of each were answered; group conversations; invitations by what became of them; comments, reactions, companies
# followed. These are seed 2026's; another seed draws its own around them, each a different one.
PLAN_2026 = {
    "partners": dict(zip(CATEGORIES, (80, 24, 20, 22, 78, 10, 14), strict=True)),
    "dormant": 14,
    "pitches": 44,
    "pitches_answered": 4,
    "helps": 76,
    "helps_answered": 46,
    "groups": 7,
    "invitations_accepted": 36,
    "invitations_to_prospects": 14,
    "invitations_waiting": 10,
    "comments": 52,
    "reactions": 330,
    "follows": 35,
}

ZIP = "Complete_LinkedInDataExport_09-30-2026.zip"
"""The archive's name as LinkedIn writes it: the day is TODAY."""

MESSAGES_COLUMNS = [
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
    "IS CONVERSATION DRAFT",
]
INVITATIONS_COLUMNS = [
    "From",
    "To",
    "Sent At",
    "Message",
    "Direction",
    "inviterProfileUrl",
    "inviteeProfileUrl",
]
COMMENTS_COLUMNS = ["Date", "Link", "Message"]
REACTIONS_COLUMNS = ["Date", "Type", "Link"]
PROFILE_COLUMNS = [
    "First Name",
    "Last Name",
    "Maiden Name",
    "Address",
    "Birth Date",
    "Headline",
    "Summary",
    "Industry",
    "Zip Code",
    "Geo Location",
    "Twitter Handles",
    "Websites",
    "Instant Messengers",
]
POSITIONS_COLUMNS = ["Company Name", "Title", "Description", "Location", "Started On", "Finished On"]
FOLLOWS_COLUMNS = ["Organization", "Followed On"]

_PROFILE = "https://www.linkedin.com/in/"
_FIRST_MESSAGE = datetime(2021, 10, 4)
_LAST_DAY = TODAY.to_pydatetime() - timedelta(days=1)
_A_YEAR_AGO = TODAY.to_pydatetime() - timedelta(days=365)
# A dialogue that went to sleep ended clearly before the year, one that did not began clearly within it, so no reading
# of "a year ago" moves a person from one to the other.
_ASLEEP_BY, _AWAKE_FROM = _A_YEAR_AGO - timedelta(days=18), _A_YEAR_AGO + timedelta(days=60)
# An answer comes within eight days, so a conversation that begins this long before the end has room for it.
_ROOM = timedelta(days=20)

# How a person of this category begins a conversation, where it is not the category's own way.
_BEGINS = {"prospect": "customer", "former_colleague": "friend", "other": "friend"}

_SKILLS = [
    "Automation",
    "B2B",
    "CRM",
    "Customer Relationship Management",
    "Fødevareproduktion",
    "Industriel automation",
    "Key Account Management",
    "Kundeservice",
    "Lean Manufacturing",
    "Ledelse",
    "Maskinsikkerhed",
    "Microsoft Excel",
    "Negotiation",
    "PLC",
    "Projektledelse",
    "Robotics",
    "Salg",
    "Social Selling",
    "Teamwork",
    "Teknisk salg",
    "Tilbudsgivning",
]


class Person(NamedTuple):
    """Somebody who writes: the name as shown, the first name as addressed, the profile's address."""

    name: str
    first: str
    url: str


def other_plan(rng: np.random.Generator) -> dict:
    """The counts to plant on another firm."""
    partners = {category: near(rng, count) for category, count in PLAN_2026["partners"].items()}
    return {name: partners if name == "partners" else near(rng, count) for name, count in PLAN_2026.items()}


def stream(seed: int, sub: int, number: int) -> np.random.Generator:
    """The random stream of one file, from number 1 on: to NumPy [seed, sub, 0] is [seed, sub], the tables' stream."""
    return np.random.default_rng([seed, sub, number])


def files(
    seed: int,
    sub: int,
    counts: Mapping,
    staff: pd.DataFrame,
    people: pd.DataFrame,
    accounts: pd.DataFrame,
    employers: pd.DataFrame,
    others: list[str],
) -> dict[str, str]:
    """File name -> content of all files of the archive but Connections.csv and Shares.csv.

    people: the named connections with their category. others: companies on no list.
    """
    seller = _seller(stream(seed, sub, 1), staff)
    taken = set(zip(staff.first_name, staff.last_name, strict=True))
    taken |= set(zip(people.first_name, people.last_name, strict=True))
    # Some for the messages and some for the invitations, so neither file depends on how many the other needs.
    strangers = list(islice(_strangers(stream(seed, sub, 2), 10**9 + 1000 * seed + sub, taken), 40))
    since = people.connected_on.min().to_pydatetime()
    jobs = _positions(stream(seed, sub, 3), employers, since)
    written = messages(stream(seed, sub, 4), counts, people, seller, strangers[:3], others)
    invited = invitations(stream(seed, sub, 5), counts, people, seller, strangers[3:], accounts)
    reacted = reactions(stream(seed, sub, 7), counts["reactions"])
    followed = follows(stream(seed, sub, 8), counts["follows"], accounts, others)
    skills = stream(seed, sub, 9).permutation(_SKILLS)[:20]
    return {
        "messages.csv": as_csv(written, quoting=csv.QUOTE_ALL),
        "Invitations.csv": as_csv(invited),
        "Comments.csv": comments_csv(comments(stream(seed, sub, 6), counts["comments"], people)),
        "Reactions.csv": as_csv(reacted),
        "Profile.csv": as_csv(_profile(staff, people, jobs)),
        "Positions.csv": as_csv(jobs),
        "Skills.csv": as_csv(pd.DataFrame({"Name": skills})),
        "Company Follows.csv": as_csv(followed),
    }


def as_csv(table: pd.DataFrame, **how: object) -> str:
    return table.to_csv(index=False, lineterminator="\n", **how)


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """A zip of the files, the same bytes everywhere: nothing is compressed, and every entry says the same of itself."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, date_time=TODAY.timetuple()[:6])
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, contents[name])
    return whole.getvalue()


def activity(rng: np.random.Generator, at: datetime, kind: str = "activity") -> str:
    """The address of something published at that moment (UTC): its number holds the milliseconds since 1970."""
    milliseconds = (at - datetime(1970, 1, 1)) // timedelta(milliseconds=1) + int(rng.integers(1000))
    number = (milliseconds << 22) + int(rng.integers(1 << 22))
    return f"https://www.linkedin.com/feed/update/urn%3Ali%3A{kind}%3A{number}"


# People


def _seller(rng: np.random.Generator, staff: pd.DataFrame) -> Person:
    return _person(rng, *staff.loc[staff.id == SELLER, ["first_name", "last_name"]].iloc[0])


def _person(rng: np.random.Generator, first: str, last: str) -> Person:
    return Person(f"{first} {last}", first, f"{_PROFILE}{slug(first)}-{slug(last)}-{rng.integers(16**8):08x}")


def _strangers(rng: np.random.Generator, seed: int, taken: set[tuple[str, str]]) -> Iterator[Person]:
    """Endless people who are no connections and do not work at the firm."""
    return (_person(rng, *pair) for pair in names.people(seed) if pair not in taken)


def _known(people: pd.DataFrame) -> list[Person]:
    """The connections as people who write, in the order of the table."""
    return [
        # A picture behind the first name belongs to the name, but nobody is addressed with it.
        Person(f"{first} {last}", first.split()[0], _PROFILE + slug)
        for first, last, slug in people[["first_name", "last_name", "slug"]].itertuples(index=False)
    ]


def _one(rng: np.random.Generator, some: list) -> object:
    return some[rng.integers(len(some))]


def _some(rng: np.random.Generator, some: list, size: int) -> list:
    return [some[at] for at in rng.permutation(len(some))[:size]]


# Messages


class Talk(NamedTuple):
    """A one-to-one conversation before it is written: with whom, who begins how, whether the other answers."""

    person: Person
    role: str
    answered: bool
    earliest: datetime
    latest: datetime


def messages(
    rng: np.random.Generator,
    counts: Mapping,
    people: pd.DataFrame,
    seller: Person,
    strangers: list[Person],
    others: list[str],
) -> pd.DataFrame:
    """messages.csv in LinkedIn's columns, all text: the conversation with the newest message first, in it too."""
    talks = _talks(rng, counts, people)
    conversations = [_conversation(rng, talk, seller) for talk in talks]
    met = {talk.person for talk in talks}
    conversations += [_group(rng, people, seller) for _ in range(counts["groups"])]
    conversations += [_spam(rng, stranger, seller) for stranger in strangers]
    conversations += [_sponsored(rng, str(_one(rng, others)), seller), _nobody(rng, seller)]
    unmet = [person for person in _known(people[people.category == "prospect"]) if person not in met]
    conversations.append(_draft(rng, _one(rng, unmet), seller))
    conversations.sort(key=lambda rows: rows[-1]["DATE"], reverse=True)
    table = pd.DataFrame([row for rows in conversations for row in reversed(rows)], columns=MESSAGES_COLUMNS)
    with_files = rng.choice(table.index[table["IS MESSAGE DRAFT"] == "No"], size=6, replace=False)
    table.loc[with_files, "ATTACHMENTS"] = [
        f"https://www.linkedin.com/dms/prv/image/v2/{rng.integers(1 << 60):015x}/messaging-image/0" for _ in with_files
    ]
    return table


def _talks(rng: np.random.Generator, counts: Mapping, people: pd.DataFrame) -> list[Talk]:
    """Who talks with the salesperson: the planned number of partners, pitches, offers of help, answers and sleepers."""
    people = people[people.connected_on < _LAST_DAY - _ROOM]
    chosen, asleep = [], set()
    for category, size in counts["partners"].items():
        there = people.index[people.category == category].tolist()
        if category == "customer":
            early = people.index[(people.category == category) & (people.connected_on < _ASLEEP_BY - _ROOM)]
            asleep = set(_some(rng, early.tolist(), counts["dormant"]))
            size -= len(asleep)
            there = [at for at in there if at not in asleep]
        chosen += _some(rng, there, size)
    category = people.category.to_dict()
    role, answered = _openers(rng, counts, [(at, category[at]) for at in chosen], sorted(asleep))
    person = dict(zip(people.index, _known(people), strict=True))
    talks = []
    for at in [*chosen, *sorted(asleep)]:
        earliest = max(people.connected_on[at].to_pydatetime() + timedelta(days=1), _FIRST_MESSAGE)
        if category[at] == "customer" and at not in asleep:
            earliest = max(earliest, _AWAKE_FROM)
        begins = role.get(at, _BEGINS.get(category[at], category[at]))
        replies = at in answered if at in role else at in asleep or rng.random() < 0.9
        latest = _ASLEEP_BY if at in asleep else _LAST_DAY
        talks.append(Talk(person[at], begins, replies, earliest, latest))
    return talks


def _openers(
    rng: np.random.Generator, counts: Mapping, chosen: list[tuple[int, str]], asleep: list[int]
) -> tuple[dict[int, str], set[int]]:
    """With whom the salesperson begins, by a pitch or by help, and who of them answers.

    Nobody pitches to a colleague, and recruiters write first. Customers and prospects get both, so the difference is
    not one between categories only.
    """
    buyers = _some(rng, [at for at, category in chosen if category in ("customer", "prospect")], len(chosen))
    rest = [at for at, category in chosen if category in ("partner", "former_colleague", "other")]
    pitched, to_buyers = buyers[: len(buyers) // 2], buyers[len(buyers) // 2 :][: len(buyers) // 3]
    pitched += _some(rng, rest, counts["pitches"] - len(pitched))
    left = [at for at, category in chosen if at not in {*pitched, *buyers} and category != "recruiter"]
    # A dialogue that went to sleep was one, so these were answered.
    woken = _some(rng, asleep, len(asleep) // 2)
    helped = to_buyers + _some(rng, left, counts["helps"] - len(woken) - len(to_buyers))
    answered = {*woken, *_some(rng, helped, counts["helps_answered"] - len(woken))}
    answered |= {*_some(rng, pitched, counts["pitches_answered"])}
    return {**dict.fromkeys(pitched, "pitch"), **dict.fromkeys([*woken, *helped], "help")}, answered


def _conversation(rng: np.random.Generator, talk: Talk, seller: Person) -> list[dict]:
    """The messages of one conversation, oldest first."""
    own = talk.role in ("pitch", "help")
    turns = _turns(rng, own, talk.answered)
    days = (talk.latest - (_ROOM if talk.answered else timedelta()) - talk.earliest).days
    start = talk.earliest + timedelta(days=int(rng.integers(days + 1)))
    times = [at for at in _times(rng, turns, start) if at < talk.latest + timedelta(days=1)]
    tongue, folder = phrases.language(rng), "ARCHIVE" if rng.random() < 0.12 else "INBOX"
    head = {"CONVERSATION ID": _conversation_id(rng), "FOLDER": folder}
    if talk.role == "recruiter":
        head["SUBJECT"] = "Et spændende job" if tongue == phrases.DANISH else "An exciting opportunity"
    rows = []
    for place, (at, by_seller) in enumerate(zip(times, turns, strict=False)):
        sender, reader = (seller, talk.person) if by_seller else (talk.person, seller)
        text = _text(rng, talk, place, tongue, sender, reader, seller)
        rows.append(_row(head, sender, [reader], at, text))
    return rows


def _turns(rng: np.random.Generator, own: bool, answered: bool) -> list[bool]:
    """For each message whether the salesperson wrote it; in an answered conversation the second is the answer."""
    if not answered:
        return [own] * (1 if rng.random() < 0.75 else 2)
    turns = [own, not own]
    for _ in range(int(rng.integers(0, 8))):
        turns.append(turns[-1] if rng.random() < 0.15 else not turns[-1])
    return turns


def _times(rng: np.random.Generator, turns: list[bool], start: datetime) -> list[datetime]:
    """When each message was sent, in working hours (UTC). The salesperson mostly lets days pass before an answer."""
    times = [_in_hours(rng, start)]
    for place, (before, by_seller) in enumerate(pairwise(turns), start=1):
        slow = by_seller and not before
        if before == by_seller and place == 1:
            days = int(rng.integers(3, 15))  # a second try
        elif not by_seller and place > 1 and rng.random() < 0.05:
            days = int(rng.integers(30, 150))  # months later somebody takes it up again
        elif rng.random() < (0.3 if slow else 0.5):
            days = 0
        else:
            days = int(rng.integers(2, 7)) if slow else int(rng.integers(1, 4))
        later = times[-1] + timedelta(minutes=int(rng.integers(4, 110)), seconds=int(rng.integers(60)))
        times.append(_in_hours(rng, times[-1] + timedelta(days=days)) if days else later)
    return times


def _in_hours(rng: np.random.Generator, day: datetime) -> datetime:
    """Some moment from 6 to 17 o'clock of that day, or of the Monday after it at a weekend."""
    monday = timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
    return datetime.combine(day.date(), time(6)) + monday + timedelta(seconds=int(rng.integers(11 * 3600)))


def _text(
    rng: np.random.Generator,
    talk: Talk,
    place: int,
    tongue: int,
    sender: Person,
    reader: Person,
    seller: Person,
) -> str:
    """The text of a conversation's message, by its place from 0."""
    if place == 0:
        role = talk.role
    elif not talk.answered:
        role = "nudge"
    elif talk.role == "pitch" and sender != seller and rng.random() < 0.6:
        role = "refusal"
    else:
        return phrases.answer(rng, tongue, reader.first, sender.first)
    first = reader.first if role == "nudge" else talk.person.first
    return phrases.one(rng, phrases.MESSAGES[role], tongue, first=first, me=seller.first)


def _row(head: Mapping, sender: Person, readers: list[Person], at: datetime, text: str) -> dict:
    blank = dict.fromkeys(MESSAGES_COLUMNS, "")
    return {
        **blank,
        "FROM": sender.name,
        "SENDER PROFILE URL": sender.url,
        "TO": ", ".join(reader.name for reader in readers),
        "RECIPIENT PROFILE URLS": ",".join(reader.url for reader in readers),
        "DATE": f"{at:%Y-%m-%d %H:%M:%S} UTC",
        "CONTENT": text,
        "FOLDER": "INBOX",
        "IS MESSAGE DRAFT": "No",
        "IS CONVERSATION DRAFT": "No",
        **head,
    }


def _conversation_id(rng: np.random.Generator) -> str:
    number = f"{rng.integers(1 << 62):016x}{rng.integers(1 << 62):016x}"
    parts = (number[:8], number[8:12], number[12:16], number[16:20], number[20:])
    return "2-" + base64.b64encode(f"{'-'.join(parts)}_{rng.integers(1000):03}".encode()).decode()


def _group(rng: np.random.Generator, people: pd.DataFrame, seller: Person) -> list[dict]:
    """A conversation of four to six: never with customers, so their one-to-one dialogues are all there is."""
    early = people[people.connected_on < _A_YEAR_AGO]
    there = early[early.category.isin(["colleague", "former_colleague", "partner"])]
    picked = there.iloc[rng.permutation(len(there))[: int(rng.integers(3, 6))]]
    everyone = [seller, *_known(picked)]
    start = max(picked.connected_on.max().to_pydatetime(), _FIRST_MESSAGE)
    start += timedelta(days=int(rng.integers((_LAST_DAY - start).days - 90)))
    senders = [_one(rng, everyone) for _ in range(int(rng.integers(5, 11)))]
    tongue = phrases.language(rng)
    title = _one(rng, ["Salgsmøde", "Fagmesse", "Sommerfest 🌞", "Projektgruppe", "Frokost, fredag", ""])
    head = {"CONVERSATION ID": _conversation_id(rng), "CONVERSATION TITLE": title}
    return [
        _row(
            head,
            sender,
            [one for one in everyone if one != sender],
            at,
            phrases.one(rng, phrases.MESSAGES["group"], tongue),
        )
        for sender, at in zip(senders, _times(rng, [True] * len(senders), start), strict=True)
    ]


def _spam(rng: np.random.Generator, sender: Person, seller: Person) -> list[dict]:
    at = _in_hours(rng, _LAST_DAY - timedelta(days=int(rng.integers(30, 900))))
    text = f"Dear {seller.first}, I have 10,000 qualified leads for you. Only today!!!"
    return [_row({"CONVERSATION ID": _conversation_id(rng), "FOLDER": "SPAM"}, sender, [seller], at, text)]


def _sponsored(rng: np.random.Generator, company: str, seller: Person) -> list[dict]:
    """An advertisement: no address of a sender, HTML, and a slot that nobody filled."""
    paragraph = '<p class="spinmail-quill-editor__spin-break">'
    text = f"{paragraph}Hej %FIRSTNAME%,</p>{paragraph}<br></p>{paragraph}Hent vores guide til bedre møder.</p>"
    head = {"CONVERSATION ID": _conversation_id(rng), "CONVERSATION TITLE": "Sponsored Conversation"}
    at = _in_hours(rng, _LAST_DAY - timedelta(days=int(rng.integers(10, 300))))
    return [_row(head, Person(company, company, ""), [seller], at, text)]


def _nobody(rng: np.random.Generator, seller: Person) -> list[dict]:
    """A message of somebody who has left LinkedIn since."""
    at = _in_hours(rng, _LAST_DAY - timedelta(days=int(rng.integers(400, 1200))))
    text = "Hej, er du stadig den rette at tale med om service på jeres anlæg?"
    head = {"CONVERSATION ID": _conversation_id(rng)}
    return [_row(head, Person("LinkedIn Member", "", ""), [seller], at, text)]


def _draft(rng: np.random.Generator, reader: Person, seller: Person) -> list[dict]:
    at = _in_hours(rng, _LAST_DAY - timedelta(days=int(rng.integers(5, 60))))
    head = {"CONVERSATION ID": _conversation_id(rng), "IS MESSAGE DRAFT": "Yes", "IS CONVERSATION DRAFT": "Yes"}
    return [_row(head, seller, [reader], at, f"Hej {reader.first}. Jeg har længe villet")]


# The other files


def invitations(
    rng: np.random.Generator,
    counts: Mapping,
    people: pd.DataFrame,
    seller: Person,
    strangers: list[Person],
    accounts: pd.DataFrame,
) -> pd.DataFrame:
    """Invitations.csv, newest first: those behind the newest connections, and those that nobody has accepted yet."""
    rows, unknown = [], iter(strangers)
    newest = people.sort_values("connected_on", ascending=False, kind="stable")[: counts["invitations_accepted"]]
    for person, day in zip(_known(newest), newest.connected_on, strict=True):
        sent = _in_hours(rng, day.to_pydatetime() - timedelta(days=int(rng.integers(3, 12))))
        out = rng.random() < 0.6
        rows.append(_invitation(rng, seller, person, out, sent, "to others" if out else "from others", 0.3))
    prospects = accounts.company[accounts.category == "prospect"].tolist()
    for company in _some(rng, prospects, counts["invitations_to_prospects"]):
        sent = _in_hours(rng, _LAST_DAY - timedelta(days=int(rng.integers(2, 180))))
        rows.append(_invitation(rng, seller, next(unknown), True, sent, "to prospect", 0.8, company))
    for _ in range(counts["invitations_waiting"]):
        sent = _in_hours(rng, _LAST_DAY - timedelta(days=int(rng.integers(2, 90))))
        rows.append(_invitation(rng, seller, next(unknown), False, sent, "from others", 0.4))
    rows.sort(key=lambda row: row[0], reverse=True)
    return pd.DataFrame([row[1:] for row in rows], columns=INVITATIONS_COLUMNS)


def _invitation(
    rng: np.random.Generator,
    seller: Person,
    person: Person,
    out: bool,
    sent: datetime,
    role: str,
    chance: float,
    company: str = "",
) -> tuple:
    text = ""
    if rng.random() < chance:
        some, tongue = phrases.INVITATIONS[role], phrases.language(rng)
        text = phrases.one(rng, some, tongue, first=person.first, me=seller.first, company=company)
    sender, reader = (seller, person) if out else (person, seller)
    direction = "OUTGOING" if out else "INCOMING"
    return sent, sender.name, reader.name, _us(sent), text, direction, sender.url, reader.url


def _us(at: datetime) -> str:
    """1/29/26, 2:37 PM, without the platform's own codes for hours without a zero."""
    return f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"


def _this_year(rng: np.random.Generator, size: int) -> list[datetime]:
    """Moments of 2026 up to the last day, newest first."""
    days = (_LAST_DAY - datetime(2026, 1, 5)).days
    return sorted(_in_hours(rng, _LAST_DAY - timedelta(days=int(rng.integers(2, days)))) for _ in range(size))[::-1]


def comments(rng: np.random.Generator, size: int, people: pd.DataFrame) -> pd.DataFrame:
    """Comments.csv: what the salesperson wrote below others' posts, newest first; LinkedIn leaves some dates blank."""
    known = _known(people)
    rows = []
    for at in _this_year(rng, size):
        link = activity(rng, at - timedelta(hours=int(rng.integers(1, 48))))
        text = phrases.one(rng, phrases.COMMENTS, phrases.language(rng), first=_one(rng, known).first)
        rows.append((f"{at:%Y-%m-%d %H:%M:%S}", link, text))
    table = pd.DataFrame(rows, columns=COMMENTS_COLUMNS)
    table.loc[rng.choice(table.index, size=3, replace=False), "Date"] = ""
    return table


def comments_csv(table: pd.DataFrame) -> str:
    """The file as LinkedIn writes it, with a backslash before a quotation mark instead of a second one."""
    rows = [",".join(table.columns)]
    for date, link, text in table.itertuples(index=False):
        quoted = '"' + text.replace('"', '\\"') + '"' if any(one in text for one in ',"\n') else text
        rows.append(f"{date},{link},{quoted}")
    return "\n".join(rows) + "\n"


def reactions(rng: np.random.Generator, size: int) -> pd.DataFrame:
    """Reactions.csv, newest first: mostly the quickest one."""
    kinds = ["LIKE"] * 70 + ["PRAISE"] * 13 + ["INTEREST"] * 10 + ["EMPATHY"] * 7
    rows = [
        (f"{at:%Y-%m-%d %H:%M:%S}", _one(rng, kinds), activity(rng, at - timedelta(hours=int(rng.integers(1, 72)))))
        for at in _this_year(rng, size)
    ]
    return pd.DataFrame(rows, columns=REACTIONS_COLUMNS)


def follows(rng: np.random.Generator, size: int, accounts: pd.DataFrame, others: list[str]) -> pd.DataFrame:
    """Company Follows.csv, newest first: the own firm and partners, many companies on no list and few customers."""
    # Two customers stand in the list twice, the second time at its end and in another spelling.
    once = keyed(accounts).drop_duplicates("company_key")
    of = {kind: once.company[once.category == kind].tolist() for kind in ("customer", "prospect", "partner")}
    companies = [FIRM, *_some(rng, of["partner"], 9), *_some(rng, of["customer"], 3), *_some(rng, of["prospect"], 2)]
    companies += _some(rng, others, size - len(companies))
    days = (_LAST_DAY - datetime(2016, 1, 4)).days
    followed = [(_in_hours(rng, _LAST_DAY - timedelta(days=int(rng.integers(2, days)))), one) for one in companies]
    rows = [(company, f"{at:%a %b %d %H:%M:%S} UTC {at:%Y}") for at, company in sorted(followed, reverse=True)]
    return pd.DataFrame(rows, columns=FOLLOWS_COLUMNS)


def _positions(rng: np.random.Generator, employers: pd.DataFrame, first_connected: datetime) -> pd.DataFrame:
    """Positions.csv, newest first: here since some month of 2016 to 2019, before that with the former employers.

    The first job begins before the first connection, and each next one the month after the last.
    """
    former = _some(rng, employers.company[employers.kind == "former"].tolist(), len(employers))
    titles = ["Sales Engineer", "Sælger", "Salgsassistent"]
    until = 12 * int(rng.integers(2016, 2020)) + int(rng.integers(12))
    rows = [(FIRM, "Key Account Manager", "Kunder i fødevare- og emballageindustrien.", "Denmark", _month(until), "")]
    earliest = 12 * first_connected.year + first_connected.month - 1 - int(rng.integers(3, 30))
    months = (until - earliest) // len(former)
    for company, title in zip(former, titles, strict=True):
        began = until - months if company != former[-1] else earliest
        rows.append((company, title, "", "Denmark", _month(began), _month(until - 1)))
        until = began
    return pd.DataFrame(rows, columns=POSITIONS_COLUMNS)


def _month(number: int) -> str:
    """Jan 2024, from twelve times the year plus the month from 0."""
    return f"{datetime(number // 12, number % 12 + 1, 1):%b %Y}"


def _profile(staff: pd.DataFrame, people: pd.DataFrame, jobs: pd.DataFrame) -> pd.DataFrame:
    first, last, title = staff.loc[staff.id == SELLER, ["first_name", "last_name", "title"]].iloc[0]
    filled = {
        "First Name": first,
        "Last Name": last,
        "Headline": f"{title} at {FIRM}",
        "Summary": "Jeg hjælper fabrikker med at finde de timer, der forsvinder mellem maskinerne. "
        "Spørg mig om pakkelinjer, omstilling og småstop.",
        "Industry": "Automation Machinery Manufacturing",
        "Geo Location": "Denmark",
        "Websites": "[COMPANY:https://www.kvistmark-automation.example]",
    }
    return pd.DataFrame([{**dict.fromkeys(PROFILE_COLUMNS, ""), **filled}])


# What the files promise, as read back


def read(folder: Path, name: str, **how: object) -> pd.DataFrame:
    """A file of the archive as text, blank cells as ""."""
    return pd.read_csv(folder / name, dtype=str, keep_default_na=False, **how)


def dialogues(table: pd.DataFrame, seller_name: str) -> pd.DataFrame:
    """One-to-one conversations, one row each: url of the other, began (by the salesperson), opener, both wrote, last.

    table: messages.csv. Drafts, groups and senders without an address are left out.
    """
    sent = table[(table["IS MESSAGE DRAFT"] == "No") & (table["SENDER PROFILE URL"] != "")]
    sent = sent[~sent["RECIPIENT PROFILE URLS"].str.contains(",", regex=False)].assign(
        at=lambda rows: pd.to_datetime(rows.DATE, format="%Y-%m-%d %H:%M:%S UTC"),
        own=lambda rows: rows.FROM.eq(seller_name),
    )
    sent = sent.assign(url=sent["SENDER PROFILE URL"].where(~sent.own, sent["RECIPIENT PROFILE URLS"]))
    each = sent.sort_values("at", kind="stable").groupby("CONVERSATION ID")
    return pd.DataFrame(
        {
            "url": each.url.first(),
            "began": each.own.first(),
            "opener": each.CONTENT.first(),
            "both": each.own.nunique() == 2,
            "last": each["at"].last(),
        }
    )


def hours_to_answer(table: pd.DataFrame, seller_name: str) -> pd.Series:
    """Hours from another's message to the salesperson's next one, in one-to-one conversations."""
    sent = table[(table["IS MESSAGE DRAFT"] == "No") & ~table["RECIPIENT PROFILE URLS"].str.contains(",", regex=False)]
    sent = sent.assign(at=pd.to_datetime(sent.DATE, format="%Y-%m-%d %H:%M:%S UTC"), own=sent.FROM.eq(seller_name))
    sent = sent.sort_values(["CONVERSATION ID", "at"], kind="stable")
    before = sent.groupby("CONVERSATION ID").shift()
    answers = sent.own & before.own.eq(False)
    return (sent["at"] - before["at"])[answers].dt.total_seconds() / 3600


def assert_patterns(folder: Path, people: pd.DataFrame, accounts: pd.DataFrame, counts: Mapping) -> None:
    """What the archive in `folder` (the unzipped files) promises. people: the named connections with their category."""
    profile = read(folder, "Profile.csv").iloc[0]
    me = f"{profile['First Name']} {profile['Last Name']}"
    table = read(folder, "messages.csv")
    category = dict(zip(_PROFILE + people.slug, people.category, strict=True))
    talks = dialogues(table, me)
    talks["category"] = talks.url.map(category)
    partners = talks.category.value_counts()
    assert partners.to_dict() == counts["partners"], f"conversation partners {partners.to_dict()}"
    assert partners["customer"] <= 0.15 * partners.sum(), "few conversations with customers"
    assert partners["colleague"] + partners["former_colleague"] > 0.5 * partners.sum(), "most with colleagues"
    own = talks[talks.began]
    pitch = own.opener.map(phrases.is_product)
    found = (pitch.sum(), own.both[pitch].sum(), (~pitch).sum(), own.both[~pitch].sum())
    planned = tuple(counts[name] for name in ("pitches", "pitches_answered", "helps", "helps_answered"))
    assert found == planned, f"pitches, answered, helps, answered: {found}"
    assert own.both[pitch].mean() <= 0.15 and own.both[~pitch].mean() >= 0.45, "pitches are answered less"
    asleep = talks[(talks.category == "customer") & talks.both & (talks["last"] < _A_YEAR_AGO)]
    assert len(asleep) == counts["dormant"] >= 12, f"{len(asleep)} dialogues with customers sleep"
    assert hours_to_answer(table, me).median() >= 36, "answers take more than a day"
    assert 850 <= len(table) <= 1300, f"{len(table)} messages"
    asked = read(folder, "Invitations.csv")
    waiting = asked[(asked.Direction == "OUTGOING") & ~asked.inviteeProfileUrl.isin(category)]
    assert len(waiting) == counts["invitations_to_prospects"], "invitations that prospects have not accepted"
    given = read(folder, "Comments.csv", escapechar="\\")
    assert len(given) == counts["comments"] < len(read(folder, "Shares.csv")), "fewer comments than posts"
    customers = accounts.company[accounts.category == "customer"]
    followed = read(folder, "Company Follows.csv").Organization
    assert FIRM in set(followed) and 0 < followed.isin(customers).sum() <= 5, "few customers followed"
