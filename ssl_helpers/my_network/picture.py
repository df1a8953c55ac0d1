"""From an archive and a list of accounts to a picture: counts, white spots, cadence, dialogue and three suggestions."""

import datetime
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from ssl_helpers import content, network
from ssl_helpers.account_list import AccountList, company_key, near
from ssl_helpers.linkedin import Export
from ssl_helpers.my_network import messages
from ssl_helpers.my_network.groups import by_relation, by_year, hushed, hushed_part
from ssl_helpers.my_network.shapes import SMALLEST, Coverage, Dialogue, NameList, Network, Picture, Posts, Week
from ssl_helpers.my_network.suggestions import three

LABELS = {
    "colleague": "present colleagues",
    "customer": "customers",
    "prospect": "prospects",
    "partner": "partners",
    "former_colleague": "former colleagues",
    "recruiter": "recruiters",
    "other": "everybody else",
}
STRANGER = "not connected"
_BUYERS = ["customer", "prospect"]
_MOST_NAMES = 20
_WEEKS = 26

_RECRUITS = re.compile(r"\b(?:recruit\w*|rekrutter\w*|headhunt\w*|talent acquisition|executive search)", re.IGNORECASE)

_RULE = (
    "A post with one of the product words (a price, an offer, a launch, news about the company) or with your firm's "
    "name is proposed as product, every other post with words of your own as helpful. A post passed on without a word "
    "of your own is neither."
)


def picture(
    export: Export,
    accounts: AccountList | None = None,
    product_words: Sequence[str] = content.PRODUCT_WORDS,
    changed: Mapping[int, str] | None = None,
    names: bool = False,
) -> Picture:
    """The picture of the network in the archive `export`.

    accounts: the learner's own customers, prospects and partners; without it nobody can be told to be a customer.
    product_words and changed ({number of the post: kind}, see `kinds`): how posts are sorted. names: whether to
    list names, too.
    """
    until = last_day(export)
    me = messages.owner(export)
    people = relations(export, accounts)
    talks = messages.talks(export.tables["messages"], me) if me.slug or me.name else []
    missing = _missing(export, accounts, me)
    posts = None if "posts" in missing else _posts(kinds(export, product_words, changed), until)
    found = {
        "network": None if "network" in missing else _network(people, export, accounts),
        "coverage": None if "coverage" in missing else _coverage(people, accounts),
        "posts": posts,
        "dialogue": None if "dialogue" in missing else _dialogue(export, people, talks, me, until),
    }
    return Picture(
        archive=export.report.archive,
        until=until.date(),
        read=(*export.report.lines(), *_about(export, me)),
        missing=missing,
        suggestions=three(**found),
        names=_names(people, talks, until) if names else None,
        **found,
    )


def last_day(export: Export) -> pd.Timestamp:
    """The last day that the archive knows of: the date in its name if it has one, or else its latest date."""
    if dated := re.search(r"(\d\d)-(\d\d)-(20\d\d)", export.report.archive):
        month, day, year = map(int, dated.groups())
        try:
            return pd.Timestamp(datetime.date(year, month, day))
        except ValueError:
            pass  # No date of LinkedIn's, which has the month first.
    ends = [
        export.tables[table][column].max()
        for table, column in (
            ("connections", "connected_on"),
            ("messages", "sent_at"),
            ("shares", "posted_at"),
            ("comments", "commented_at"),
            ("reactions", "reacted_at"),
            ("invitations", "sent_at"),
        )
    ]
    return max((end.normalize() for end in ends if pd.notna(end)), default=pd.Timestamp("2003-05-05"))


def relations(export: Export, accounts: AccountList | None) -> pd.DataFrame:
    """The connections with company_key and category, as `network.classify` gives them.

    Own and former firms come from Positions.csv. Whoever is on no list but recruits by title is a recruiter.
    """
    positions = export.tables["positions"].dropna(subset=["company"])
    kind = positions.finished_on.isna().map({True: "own", False: "former"})
    employers = pd.DataFrame({"company": positions.company, "kind": kind})
    listed = accounts.accounts if accounts else pd.DataFrame({"company": [], "category": []})
    people = network.classify(export.tables["connections"], listed, employers, key=company_key)
    # A blank company matches nobody's blank company.
    people.loc[people.company_key.eq(""), "category"] = "other"
    recruits = people.category.eq("other") & people.position.fillna("").str.contains(_RECRUITS)
    return people.assign(category=people.category.mask(recruits, "recruiter"))


def kinds(
    export: Export,
    product_words: Sequence[str] = content.PRODUCT_WORDS,
    changed: Mapping[int, str] | None = None,
) -> pd.DataFrame:
    """One row per post, newest first, numbered from 1: posted_at, kind (one of `content.KINDS`, or missing), because.

    changed: the kind that the learner gave to a post, by its number, instead of the one proposed.
    """
    posts = export.tables["shares"].dropna(subset=["posted_at"]).sort_values("posted_at", ascending=False)
    positions = export.tables["positions"]
    own_firms = positions.company[positions.finished_on.isna()].dropna().map(network.norm)
    proposed = content.propose_kinds(posts, [*product_words, *own_firms]).assign(text=posts.text.to_numpy())
    proposed.index = pd.RangeIndex(1, len(proposed) + 1, name="post")
    for number, kind in (changed or {}).items():
        if number in proposed.index:
            proposed.loc[number, ["kind", "because"]] = [kind, "you said so"]
    return proposed


def _missing(export: Export, accounts: AccountList | None, me: messages.Me) -> dict[str, str]:
    """Why a part of the picture cannot be drawn, in words."""
    tables, missing = export.tables, {}
    if tables["connections"].empty:
        missing["network"] = "The archive has no Connections.csv, so nobody can be counted."
        missing["coverage"] = missing["network"]
    elif accounts is None:
        missing["coverage"] = (
            "Without your list of accounts nobody can tell who is a customer. Export it from your CRM as CSV or Excel, "
            "with one company on each line."
        )
    if tables["shares"].empty:
        missing["posts"] = (
            "The archive has no post of yours. Either there is none, or it is LinkedIn's smaller archive: posts come "
            "only with the complete one."
        )
    if tables["messages"].empty and tables["comments"].empty:
        missing["dialogue"] = "The archive has neither messages nor comments."
    return missing


def _about(export: Export, me: messages.Me) -> list[str]:
    """What was assumed that the reader's own report does not know of."""
    about = []
    if not export.tables["messages"].empty:
        about.append(
            f"Which messages are yours was told by {me.how}."
            if me.how
            else "Whose archive this is could not be told, so messages were not sorted into yours and others'."
        )
    return about


def _network(people: pd.DataFrame, export: Export, accounts: AccountList | None) -> Network:
    not_known = []
    if export.tables["positions"].empty:
        not_known.append("The archive has no Positions.csv, so colleagues stand among everybody else.")
    if accounts is None:
        not_known.append("No list of accounts was given, so customers stand among everybody else.")
    labels = {key: label for key, label in LABELS.items() if accounts or key not in (*_BUYERS, "partner")}
    buyers = people[people.category.isin(_BUYERS)]
    count = people.category.value_counts()
    customers = int(count.get("customer", 0))
    if accounts and 0 < customers < SMALLEST:
        not_known.append(f"Fewer than {SMALLEST} people are at customers, so they stand among everybody else.")
    return Network(
        people=len(people),
        hidden=export.report.hidden,
        groups=by_relation(people.category, labels, "other"),
        years=by_year(people.connected_on.dt.year),
        buyers=hushed(len(buyers)) if accounts else None,
        deciders=hushed_part(int(buyers.position.map(network.is_decision_maker).sum()), len(buyers))
        if accounts
        else None,
        colleagues_per_customer=(
            float(network.colleagues_per_customer(people.assign(category=pd.Categorical(people.category, LABELS))))
            if customers >= SMALLEST and not export.tables["positions"].empty
            else None
        ),
        not_known=tuple(not_known),
    )


def _coverage(people: pd.DataFrame, accounts: AccountList) -> Coverage:
    wanted = accounts.accounts[accounts.accounts.category.isin(_BUYERS)]
    known = wanted.company_key.map(people.company_key.value_counts()).fillna(0)
    # Nobody's own firm is a white spot: colleagues are counted as colleagues.
    listed = set(accounts.accounts.company_key)
    strangers = people.company[~people.company_key.isin(listed)].dropna().drop_duplicates()
    return Coverage(
        customers=int((wanted.category == "customer").sum()),
        prospects=int((wanted.category == "prospect").sum()),
        nobody=int((known == 0).sum()),
        few=int(known.between(1, SMALLEST - 1).sum()),
        several=int((known >= SMALLEST).sum()),
        white_spots=tuple(wanted.company[known == 0]),
        perhaps=tuple(dict.fromkeys(near(strangers.tolist(), wanted).account)),
        notes=accounts.notes,
    )


def _posts(sorted_posts: pd.DataFrame, until: pd.Timestamp) -> Posts:
    weeks = content.per_week(sorted_posts.posted_at, until, _WEEKS)
    recent = sorted_posts[_within(sorted_posts.posted_at, weeks)]
    helpful, product = (int((recent.kind == kind).sum()) for kind in content.KINDS)
    return Posts(
        weeks=tuple(Week(monday.date(), int(count)) for monday, count in weeks.items()),
        posts=len(recent),
        per_week=float(weeks.mean()),
        weeks_on_target=content.weeks_on_target(weeks),
        empty_weeks=int((weeks == 0).sum()),
        helpful=helpful,
        product=product,
        undecided=len(recent) - helpful - product,
        product_part=product / (helpful + product) if helpful + product else None,
        rule=_RULE,
    )


def _within(when: pd.Series, weeks: pd.Series) -> pd.Series:
    return when.ge(weeks.index[0]) & when.lt(weeks.index[-1] + pd.Timedelta(weeks=1))


def _dialogue(
    export: Export, people: pd.DataFrame, talks: list[messages.Talk], me: messages.Me, until: pd.Timestamp
) -> Dialogue:
    weeks = content.per_week(export.tables["shares"].posted_at, until, _WEEKS)
    commented = export.tables["comments"].commented_at
    comments = None if export.tables["comments"].empty else int(_within(commented, weeks).sum())
    begun = [talk for talk in talks if talk.begun_by_me]
    received = [talk for talk in talks if not talk.begun_by_me]
    waits = pd.Series([wait for talk in talks for wait in talk.waits], dtype=float)
    partners = _partners(talks, people)
    old = messages.dormant(talks, until)
    at_buyers = partners[partners.partner.isin(old) & partners.category.isin(_BUYERS)]
    not_known = []
    if export.tables["messages"].empty:
        not_known.append("The archive has no messages.")
    elif not (me.slug or me.name):
        not_known.append("Whose archive this is could not be told, so nothing is said about messages.")
    if comments is None:
        not_known.append("The archive has no comments: they come only with LinkedIn's complete archive.")
    elif undated := int(commented.isna().sum()):
        not_known.append(f"{undated} comments have no date and are not counted.")
    said = bool(talks)
    return Dialogue(
        comments=comments,
        comments_per_post=comments / int(weeks.sum()) if comments is not None and weeks.sum() else None,
        begun=hushed(len(begun)) if said else None,
        answered=hushed_part(sum(talk.answered for talk in begun), len(begun)) if said else None,
        received=hushed(len(received)) if said else None,
        replied=hushed_part(sum(talk.answered for talk in received), len(received)) if said else None,
        days_to_reply=float(waits.median()) if len(waits) >= SMALLEST else None,
        partners=by_relation(partners.category, {**LABELS, "stranger": STRANGER}, "other") if said else (),
        dormant=hushed(len(old)) if said else None,
        dormant_buyers=hushed_part(len(at_buyers), len(old)) if said else None,
        not_known=tuple(not_known),
    )


def _partners(talks: list[messages.Talk], people: pd.DataFrame) -> pd.DataFrame:
    """One row per person written with: partner, name, company, position and category; "stranger" if not connected."""
    name = people.first_name.fillna("").str.cat(people.last_name.fillna(""), sep=" ").str.strip()
    named = people.assign(name=name)
    # By address where there is one, or else by name, unless two people have it.
    by_slug = named.dropna(subset=["slug"]).drop_duplicates("slug").set_index("slug")
    by_name = named.drop_duplicates("name", keep=False).set_index("name", drop=False)
    known = pd.concat([by_slug, by_name[~by_name.index.isin(by_slug.index)]])
    once = pd.Index(dict.fromkeys(talk.partner for talk in talks), name="partner")
    partners = known.reindex(once)[["name", "company", "position", "category"]].reset_index()
    return partners.assign(category=partners.category.fillna("stranger"))


def _names(people: pd.DataFrame, talks: list[messages.Talk], until: pd.Timestamp) -> tuple[NameList, ...]:
    partners = _partners(talks, people)
    old = partners[partners.partner.isin(messages.dormant(talks, until)) & partners.category.isin(_BUYERS)]
    open_ones = {talk.partner for talk in talks if not talk.mine[-1]}
    waiting = partners[partners.partner.isin(open_ones) & partners.category.isin(_BUYERS)]
    buyers = people[people.category.isin(_BUYERS) & people.position.map(network.is_decision_maker)]
    name = buyers.first_name.fillna("").str.cat(buyers.last_name.fillna(""), sep=" ").str.strip()
    return (
        _list("Dialogue gone quiet", "Customers and prospects: you both wrote, but not in the last 365 days.", old),
        _list("The last word was theirs", "Customers and prospects whose last message you have not answered.", waiting),
        _list("Who decides", "People at customers and prospects with a deciding title.", buyers.assign(name=name)),
    )


def _list(title: str, why: str, people: pd.DataFrame) -> NameList:
    named = people.dropna(subset=["name"])
    shown = named.head(_MOST_NAMES)
    lines = shown.name.where(shown.company.isna(), shown.name + ", " + shown.company.fillna(""))
    return NameList(title, why, tuple(lines), len(named) - len(shown))
