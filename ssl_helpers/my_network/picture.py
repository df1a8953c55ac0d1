"""From an archive and a list of accounts to a picture: counts, white spots, cadence, dialogue and three suggestions."""

import datetime
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from ssl_helpers import content, network
from ssl_helpers.account_list import AccountList, company_key, near
from ssl_helpers.linkedin import Export
from ssl_helpers.my_network import messages
from ssl_helpers.my_network.groups import by_relation, by_year, hushed_part, too_few
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
_BUYERS = ["customer", "prospect"]
_MOST_NAMES = 200
_WEEKS = 26

_FAR = pd.Timedelta(days=3 * 365)
_DATED = (
    ("connections", "connected_on"),
    ("messages", "sent_at"),
    ("shares", "posted_at"),
    ("comments", "commented_at"),
    ("reactions", "reacted_at"),
    ("invitations", "sent_at"),
)

_NO_COMPANY = {
    *("selvstændig", "selvstendig", "egenföretagare", "freelance", "freelancer", "self-employed", "privat"),
    *("studerende", "student", "ledig", "jobsøgende", "arbejdssøgende", "pensionist", "pensioneret", "retired"),
    *("n/a", "na", "none", "ingen", "inga", "ukendt", "-", "."),
}
"""What people write who have no company: it joins nobody to anybody."""

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
    changed: Mapping[str, str | None] | None = None,
    same: Mapping[str, str] | None = None,
    names: bool = False,
) -> Picture:
    """The picture of the network in the archive `export`.

    accounts: the learner's own customers, prospects and partners; without it nobody can be told to be a customer.
    product_words and changed ({link of a post: kind}, see `kinds`): how posts are sorted. same: {key of a company: key
    of the account or firm that it is, too}, as the learner said. names: whether to list names, too.
    """
    until = last_day(export)
    me = messages.owner(export)
    people = relations(export, accounts, same)
    talks, left_out = messages.talks(export.tables["messages"], me) if me.slug or me.name else ([], 0)
    partners = _partners(talks, people)
    if len(people):
        connected = set(partners.partner)
        left_out += sum(talk.partner not in connected for talk in talks)
        talks = [talk for talk in talks if talk.partner in connected]
    weeks = content.per_week(export.tables["shares"].posted_at, until, _WEEKS)
    missing = _missing(export, accounts)
    found = {
        "network": None if "network" in missing else _network(people, export, accounts),
        "coverage": None if "coverage" in missing else _coverage(people, accounts, alike(export, accounts)),
        "posts": None if "posts" in missing else _posts(kinds(export, product_words, changed), weeks),
        "dialogue": None if "dialogue" in missing else _dialogue(export, partners, talks, weeks, until),
    }
    return Picture(
        archive=export.report.archive if "LinkedInDataExport" in export.report.archive else "your LinkedIn archive",
        until=until.date(),
        read=(*export.report.lines(), *_about(export, me, until, left_out)),
        missing=missing,
        suggestions=three(**found),
        names=_names(people, partners, talks, until) if names else None,
        **found,
    )


def last_day(export: Export) -> pd.Timestamp:
    """The last day that the archive knows of: the date that LinkedIn put in its name, or else its latest date.

    Of the latest dates up to five that lie more than three years after all others are not believed: somebody's
    computer, or a misreading, put them there.
    """
    if dated := re.search(r"LinkedInDataExport_(\d\d)-(\d\d)-(20\d\d)", export.report.archive):
        month, day, year = map(int, dated.groups())
        try:
            return pd.Timestamp(datetime.date(year, month, day))
        except ValueError:
            pass  # No date of LinkedIn's, which has the month first.
    dates = [export.tables[table][column] for table, column in _DATED]
    days = pd.concat(dates).dropna().dt.normalize().sort_values(ascending=False).drop_duplicates().tolist()
    last = min(5, len(days) - 1)
    believed = next((day for day, before in pairwise(days[: last + 1]) if day - before <= _FAR), None)
    return believed or (days[last] if days else pd.Timestamp("2003-05-05"))


def relations(export: Export, accounts: AccountList | None, same: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The connections with company_key and category, as `network.classify` gives them.

    Own and former firms come from Positions.csv. Whoever is on no list but recruits by title is a recruiter.
    """
    employers, same = _employers(export), same or {}

    def key(company: object) -> str:
        own = company_key(company)
        return same.get(own, own)

    listed = accounts.accounts if accounts else pd.DataFrame({"company": [], "category": []})
    people = network.classify(export.tables["connections"], listed, employers, key=key)
    nowhere = people.company_key.eq("") | people.company.fillna("").str.casefold().str.strip().isin(_NO_COMPANY)
    people["company_key"] = people.company_key.mask(nowhere, "")
    people["category"] = people.category.mask(nowhere, "other")
    recruits = people.category.eq("other") & people.position.fillna("").str.contains(_RECRUITS)
    return people.assign(category=people.category.mask(recruits, "recruiter"))


def _employers(export: Export) -> pd.DataFrame:
    positions = export.tables["positions"].dropna(subset=["company"])
    return pd.DataFrame({"company": positions.company, "kind": positions.current.map({True: "own", False: "former"})})


def alike(export: Export, accounts: AccountList | None) -> pd.DataFrame:
    """Companies in the network that may be an account, or a firm of one's own, under another name.

    Columns company and account (the two spellings), company_key and account_key.
    """
    employers = _employers(export)
    known = employers.assign(company_key=employers.company.map(company_key))
    if accounts:
        known = pd.concat([accounts.accounts[["company", "company_key"]], known])
    known = known.drop_duplicates("company_key")
    pairs = near(export.tables["connections"].company.dropna().drop_duplicates(), known[["company", "company_key"]])
    return pairs.assign(company_key=pairs.company.map(company_key), account_key=pairs.account.map(company_key))


def kinds(
    export: Export,
    product_words: Sequence[str] = content.PRODUCT_WORDS,
    changed: Mapping[str, str | None] | None = None,
) -> pd.DataFrame:
    """One row per post, newest first, numbered from 1: posted_at, kind (one of `content.KINDS`, or missing), because,
    text, link.

    changed: the kind that the learner gave to a post, by its link, instead of the one proposed.
    """
    posts = export.tables["shares"].dropna(subset=["posted_at"]).sort_values("posted_at", ascending=False)
    positions = export.tables["positions"]
    own_firms = positions.company[positions.current].dropna().map(network.norm)
    proposed = content.propose_kinds(posts, [*product_words, *own_firms])
    proposed = proposed.assign(text=posts.text, link=posts.link)
    proposed.index = pd.RangeIndex(1, len(proposed) + 1, name="post")
    for link, kind in (changed or {}).items():
        proposed.loc[proposed.link == link, ["kind", "because"]] = [kind, "you said so"]
    return proposed


def _missing(export: Export, accounts: AccountList | None) -> dict[str, str]:
    """Why a part of the picture cannot be drawn, in words."""
    missing = {}
    read = {one.table for one in export.report.read}
    if export.tables["connections"].empty:
        missing["network"] = (
            "Your Connections.csv names nobody: all have hidden or closed their profile."
            if "connections" in read
            else "The archive has no Connections.csv, so nobody can be counted."
        )
        missing["coverage"] = missing["network"]
    elif accounts is None:
        missing["coverage"] = (
            "Without your list of accounts nobody can tell who is a customer. Export it from your CRM as CSV or Excel, "
            "with one company on each line."
        )
    if "shares" not in read:
        missing["posts"] = (
            "What you gave has no Shares.csv. Posts come only with LinkedIn's larger archive: order that one."
        )
    if not {"messages", "comments"} & read:
        missing["dialogue"] = (
            "What you gave has no messages or comments. Comments come only with LinkedIn's larger archive."
        )
    return missing


def _about(export: Export, me: messages.Me, until: pd.Timestamp, left_out: int) -> list[str]:
    """What was assumed that the reader's own report does not know of."""
    about = [f"The archive is taken to end on {until:%Y-%m-%d}: the weeks and the 365 days count back from there."]
    later = sum(int((export.tables[table][column] >= until + pd.Timedelta(days=2)).sum()) for table, column in _DATED)
    if later:
        about.append(f"Rows with a date after that day, which no count of recent weeks has: {later:,}.")
    if not export.tables["messages"].empty:
        about.append(
            f"Which messages are yours was told by {me.how}."
            if me.how
            else "Whose archive this is could not be told, so messages were not sorted into yours and others'."
        )
        if left_out:
            about.append(
                f"Conversations that the dialogue leaves out: {left_out:,}. They are with several people, with "
                "somebody you are not connected with, advertisements or spam."
            )
        if export.tables["messages"].recipient_slugs.isna().all():
            about.append("Who got a message is known by name alone, so some conversations may be missed.")
    return about


def _network(people: pd.DataFrame, export: Export, accounts: AccountList | None) -> Network:
    not_known = []
    no_positions = export.tables["positions"].empty
    if no_positions:
        not_known.append("The archive has no Positions.csv, so colleagues stand among everybody else.")
    if accounts is None:
        not_known.append("No list of accounts was given, so customers stand among everybody else.")
    labels = {key: label for key, label in LABELS.items() if accounts or key not in (*_BUYERS, "partner")}
    count = people.category.value_counts().reindex(list(LABELS), fill_value=0)
    if accounts and too_few(count["customer"]):
        not_known.append(f"Fewer than {SMALLEST} people are at customers, so they stand among everybody else.")
    in_ratio = count[["customer", "colleague", "former_colleague"]]
    return Network(
        people=len(people),
        hidden=export.report.hidden,
        groups=by_relation(people.category, labels, "other"),
        years=by_year(people.connected_on.dt.year),
        buyers=_buyers(people) if accounts else None,
        deciders=_deciders(people) if accounts else None,
        colleagues_per_customer=(
            float(network.colleagues_per_customer(people.assign(category=pd.Categorical(people.category, LABELS))))
            if count["customer"] and not no_positions and not in_ratio.map(too_few).any()
            else None
        ),
        not_known=tuple(not_known),
    )


def _buyers(people: pd.DataFrame) -> int | None:
    """People at customers and prospects; None where that and the other counts would tell a small group."""
    groups = [int((people.category == kind).sum()) for kind in _BUYERS]
    at_each = people[people.category.isin(_BUYERS)].company_key.value_counts()
    # As many people as companies with few: then each company has one.
    tells_each = len(at_each) > 0 and at_each.max() < SMALLEST and sum(groups) in (len(at_each), 4 * len(at_each))
    return None if any(map(too_few, groups)) or tells_each else hushed_part(sum(groups), len(people))


def _deciders(people: pd.DataFrame) -> int | None:
    buyers = people[people.category.isin(_BUYERS)]
    if _buyers(people) is None:
        return None
    return hushed_part(sum(map(network.is_decision_maker, buyers.position)), len(buyers))


def _coverage(people: pd.DataFrame, accounts: AccountList, alike: pd.DataFrame) -> Coverage:
    wanted = accounts.accounts[accounts.accounts.category.isin(_BUYERS)].sort_values("category", kind="stable")
    # A company that the learner has judged to be the account stands under the account's key.
    open_ones = alike.company_key.isin(people.company_key) & ~alike.account_key.isin(people.company_key)
    perhaps = alike.account[open_ones & alike.account.isin(wanted.company)]
    known = wanted.company_key.map(people.company_key.value_counts()).fillna(0)
    return Coverage(
        customers=int((wanted.category == "customer").sum()),
        prospects=int((wanted.category == "prospect").sum()),
        nobody=int((known == 0).sum()),
        few=int(known.between(1, SMALLEST - 1).sum()),
        several=int((known >= SMALLEST).sum()),
        white_spots=tuple(wanted.company[known == 0]),
        perhaps=tuple(dict.fromkeys(perhaps)),
        notes=accounts.notes,
    )


def _posts(sorted_posts: pd.DataFrame, weeks: pd.Series) -> Posts:
    counted = sorted_posts[_within(sorted_posts.posted_at, weeks)]
    helpful, product = (int((counted.kind == kind).sum()) for kind in content.KINDS)
    return Posts(
        weeks=tuple(Week(monday.date(), int(count)) for monday, count in weeks.items()),
        posts=len(counted),
        per_week=float(weeks.mean()),
        weeks_on_target=content.weeks_on_target(weeks),
        empty_weeks=int((weeks == 0).sum()),
        helpful=helpful,
        product=product,
        undecided=len(counted) - helpful - product,
        product_part=product / (helpful + product) if helpful + product else None,
        rule=_RULE,
    )


def recent(posts: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """The posts (column posted_at) of the weeks that the picture counts."""
    return posts[_within(posts.posted_at, content.per_week(posts.posted_at, until, _WEEKS))]


def _within(when: pd.Series, weeks: pd.Series) -> pd.Series:
    return when.ge(weeks.index[0]) & when.lt(weeks.index[-1] + pd.Timedelta(weeks=1))


def _dialogue(
    export: Export, partners: pd.DataFrame, talks: list[messages.Talk], weeks: pd.Series, until: pd.Timestamp
) -> Dialogue:
    comments, not_known = _comments(export, weeks)
    if export.tables["messages"].empty:
        not_known.append("The archive has no messages.")
    elif not talks:
        not_known.append(
            "No conversation between you and one other person was found, so nothing is said about messages."
        )
    buyers = partners[partners.category.isin(_BUYERS)]
    old = messages.dormant(talks, until)
    quiet_buyers = int(buyers.partner.isin(old).sum())
    begun, received = [talk for talk in talks if talk.begun_by_me], [talk for talk in talks if not talk.begun_by_me]
    # Together they are all conversations, so one alone would tell the other.
    told = bool(talks) and _enough(begun) and _enough(received)
    lately = until - pd.Timedelta(days=365)
    waits = [(talk.partner, wait) for talk in talks for wait in talk.waits(lately)]
    return Dialogue(
        comments=comments,
        comments_per_post=comments / int(weeks.sum()) if comments is not None and weeks.sum() else None,
        begun=len(begun) if told else None,
        answered=_answered(begun) if told else None,
        received=len(received) if told else None,
        replied=_answered(received) if told else None,
        days_to_reply=(
            float(pd.Series([wait for _, wait in waits]).median())
            if len({partner for partner, _ in waits}) >= SMALLEST
            else None
        ),
        partners=by_relation(partners.category, LABELS, "other"),
        dormant=hushed_part(len(old), len(partners)) if len(partners) else None,
        dormant_buyers=hushed_part(quiet_buyers, len(old), len(buyers)) if len(partners) else None,
        not_known=tuple(not_known),
    )


def _comments(export: Export, weeks: pd.Series) -> tuple[int | None, list[str]]:
    """Comments given in the weeks, or None if the archive does not tell; and what there is to say about them."""
    commented = export.tables["comments"].commented_at
    if "comments" not in {one.table for one in export.report.read}:
        return None, ["The archive has no Comments.csv: it comes only with LinkedIn's larger archive."]
    undated = int(commented.isna().sum())
    notes = [f"Comments without a date, which are not counted: {undated:,}."] if undated else []
    return (None if undated and undated == len(commented) else int(_within(commented, weeks).sum())), notes


def _enough(talks: list[messages.Talk]) -> bool:
    return not too_few(len({talk.partner for talk in talks}))


def _answered(talks: list[messages.Talk]) -> int | None:
    """How many of the conversations were answered; None if those with or without an answer are with 1 to 4 people."""
    answered = [talk for talk in talks if talk.answered]
    return len(answered) if _enough(answered) and _enough([talk for talk in talks if not talk.answered]) else None


def _partners(talks: list[messages.Talk], people: pd.DataFrame) -> pd.DataFrame:
    """One row per connection written with: partner, name, company, position and category."""
    named = people.assign(name=_full_name(people))
    # By address where there is one, or else by name, unless two people have it.
    by_slug = named.dropna(subset=["slug"]).drop_duplicates("slug").set_index("slug")
    by_name = named.drop_duplicates("name", keep=False).set_index("name", drop=False)
    once = {talk.partner: talk.name for talk in talks}
    found = [partner if partner in by_slug.index else name for partner, name in once.items()]
    known = pd.concat([by_slug, by_name[~by_name.index.isin(by_slug.index)]])
    partners = known.reindex(found)[["name", "company", "position", "category"]]
    return partners.assign(partner=list(once)).dropna(subset=["category"]).reset_index(drop=True)


def _full_name(people: pd.DataFrame) -> pd.Series:
    return people.first_name.fillna("").str.cat(people.last_name.fillna(""), sep=" ").str.strip()


def _names(
    people: pd.DataFrame, partners: pd.DataFrame, talks: list[messages.Talk], until: pd.Timestamp
) -> tuple[NameList, ...]:
    old = partners[partners.partner.isin(messages.dormant(talks, until)) & partners.category.isin(_BUYERS)]
    open_ones = {talk.partner for talk in talks if not talk.mine[-1]}
    waiting = partners[partners.partner.isin(open_ones) & partners.category.isin(_BUYERS)]
    decides = pd.Series(map(network.is_decision_maker, people.position), index=people.index, dtype=bool)
    deciders = people.assign(name=_full_name(people))[people.category.isin(_BUYERS) & decides]
    return (
        _list("Dialogue gone quiet", "Customers and prospects: you both wrote, but not in the last 365 days.", old),
        _list("The last word was theirs", "Customers and prospects whose last message you have not answered.", waiting),
        _list("Who decides", "People at customers and prospects with a deciding title.", deciders),
    )


def _list(title: str, why: str, people: pd.DataFrame) -> NameList:
    named = people.dropna(subset=["name"])
    shown = named.head(_MOST_NAMES)
    about = shown[["name", "position", "company"]].fillna("").itertuples(index=False)
    return NameList(title, why, tuple(", ".join(filter(None, row)) for row in about), len(named) - len(shown))
