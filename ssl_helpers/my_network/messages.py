"""Who wrote when: what messages tell without their text."""

from dataclasses import dataclass, field

import pandas as pd

from ssl_helpers.linkedin import Export

_DORMANT = pd.Timedelta(days=365)
_NO_ANSWER = pd.Timedelta(days=30)
_MOST = 0.5


@dataclass(frozen=True)
class Me:
    """slug and name of the archive's owner, either of them None if not known, and how they were found."""

    slug: str | None
    name: str | None
    how: str


@dataclass
class Talk:
    """A one-to-one conversation. partner: the other's slug, or name where there is none. mine: who wrote, in order.

    name: the other's name, if a message has it.
    """

    partner: str
    name: str | None
    times: list[pd.Timestamp] = field(default_factory=list)
    mine: list[bool] = field(default_factory=list)

    @property
    def begun_by_me(self) -> bool:
        return self.mine[0]

    @property
    def answered(self) -> bool:
        """Whether the one who did not begin has written."""
        return len(set(self.mine)) == 2

    def waits(self, after: pd.Timestamp) -> list[float]:
        """For each time since `after` that the other wrote and I answered: days from their first message to my answer.

        Whoever writes after more than 30 days begins anew, and answers nothing.
        """
        waits, since = [], None
        for time, mine in zip(self.times, self.mine, strict=True):
            if mine and since is not None and since >= after and time - since <= _NO_ANSWER:
                waits.append((time - since).total_seconds() / 86_400)
            since = None if mine else since or time
        return waits


def owner(export: Export) -> Me:
    """Whose archive it is. LinkedIn does not say so outright: the profile has no address of its own.

    An invitation has its owner at one end. Otherwise it is who has the profile's name, or else the one person who
    takes part in most conversations.
    """
    profile, messages = export.tables["profile"], export.tables["messages"]
    name = " ".join(profile[["first_name", "last_name"]].iloc[0].dropna()) if len(profile) else ""
    slug, how = _owners_slug(export, name)
    if slug and not name:
        name = next(iter(messages.sender[messages.sender_slug == slug].dropna()), "")
    if not slug and name and (messages.sender == name).any():
        how = _BY_NAME
    return Me(slug, (name or None) if how else None, how)


_BY_NAME = "the name in your profile"


def _owners_slug(export: Export, name: str) -> tuple[str | None, str]:
    """The slug of the archive's owner, and how it was found."""
    invitations, messages = export.tables["invitations"], export.tables["messages"]
    sent, got = invitations.direction == "outgoing", invitations.direction == "incoming"
    ends = pd.concat([invitations.inviter_slug[sent], invitations.invitee_slug[got]]).dropna().unique()
    if len(ends) == 1:
        return str(ends[0]), "the invitations"
    named = messages.sender_slug[messages.sender == name].dropna().unique()
    if len(named) == 1:
        return str(named[0]), _BY_NAME
    wrote_in = messages.drop_duplicates(["conversation_id", "sender_slug"]).sender_slug.value_counts()
    half = _MOST * messages.conversation_id.nunique()
    if len(wrote_in) > 1 and wrote_in.iloc[0] > max(wrote_in.iloc[1], half):
        return str(wrote_in.index[0]), "who writes in most conversations"
    return None, ""


def talks(messages: pd.DataFrame, me: Me) -> tuple[list[Talk], int]:
    """The conversations between `me` and one other person, in the order of their messages; and how many are left out.

    Left out: conversations of several people, those with an advertisement or in the folder spam, and those with
    somebody whose account is gone. Drafts are no messages. Archives from before 2023 have the address of who wrote, and
    of who got it the name alone: the name is then looked up among those who wrote.
    """
    real = messages[~messages.draft & messages.sent_at.notna() & messages.sender.notna()]
    real = real[real.conversation_id.notna()].sort_values("sent_at", kind="stable")
    wrote = real.dropna(subset=["sender_slug"]).drop_duplicates(["sender", "sender_slug"])
    names = dict(zip(wrote.sender_slug, wrote.sender, strict=True))
    # A name that two people have tells neither.
    alone = wrote.drop_duplicates("sender", keep=False)
    slugs = dict(zip(alone.sender, alone.sender_slug, strict=True))
    conversations: dict[str, list] = {}
    for row in real.itertuples():
        conversations.setdefault(row.conversation_id, []).append(row)
    found = []
    for rows in conversations.values():
        others = {one for row in rows for one in _others(row, me, slugs)}
        # Advertisers and accounts that are gone have no address where others have one.
        nobody = len(wrote) and any(not isinstance(row.sender_slug, str) and row.sender != me.name for row in rows)
        if len(others) == 1 and not nobody and not any(row.sponsored or row.folder == "spam" for row in rows):
            partner = others.pop()
            times, mine = [row.sent_at for row in rows], [_is_me(row.sender_slug, row.sender, me) for row in rows]
            found.append(Talk(partner, names.get(partner) or _recipient(rows, me, partner), times, mine))
    return found, len(conversations) - len(found)


def _recipient(rows: list, me: Me, partner: str) -> str | None:
    """The name of somebody who never wrote, from a message to that person alone."""
    return next((row.recipients for row in rows if _is_me(row.sender_slug, row.sender, me)), partner)


def _is_me(slug: object, name: object, me: Me) -> bool:
    if isinstance(slug, str) and me.slug:
        return slug == me.slug
    return isinstance(name, str) and name == me.name


def _others(row, me: Me, slugs: dict[str, str]) -> set[str]:
    """The people besides me at both ends of a message, by slug where one is known."""
    sender = row.sender_slug if isinstance(row.sender_slug, str) else slugs.get(row.sender, row.sender)
    people = set() if _is_me(row.sender_slug, row.sender, me) else {sender}
    if isinstance(row.recipient_slugs, str):
        return people | {one for one in row.recipient_slugs.split(",") if one != me.slug}
    if isinstance(row.recipients, str):
        # "Ane Holm, MBA" is one name if somebody of that name has written, or else looks like two people.
        named = [row.recipients] if row.recipients in slugs else row.recipients.split(", ")
        people |= {slugs.get(one, one) for one in named if one != me.name and slugs.get(one) != me.slug}
    return people


def dormant(talks: list[Talk], until: pd.Timestamp) -> set[str]:
    """The partners with whom both sides have written, but nobody in the 365 days before `until`."""
    last: dict[str, pd.Timestamp] = {}
    for talk in talks:
        last[talk.partner] = max(last.get(talk.partner, talk.times[-1]), talk.times[-1])
    both = {talk.partner for talk in talks if talk.answered}
    return {partner for partner in both if last[partner] < until - _DORMANT}
