"""Who wrote when: what messages tell without their text."""

from dataclasses import dataclass, field

import pandas as pd

from ssl_helpers.linkedin import Export

_DORMANT = pd.Timedelta(days=365)
_MOST = 0.5
_GONE = "LinkedIn Member"


@dataclass(frozen=True)
class Me:
    """slug and name of the archive's owner, either of them None if not known, and how they were found."""

    slug: str | None
    name: str | None
    how: str


@dataclass
class Talk:
    """A one-to-one conversation. partner: the other's slug, or name where there is none. mine: who wrote, in order."""

    partner: str
    times: list[pd.Timestamp] = field(default_factory=list)
    mine: list[bool] = field(default_factory=list)

    @property
    def begun_by_me(self) -> bool:
        return self.mine[0]

    @property
    def answered(self) -> bool:
        """Whether the one who did not begin has written."""
        return len(set(self.mine)) == 2

    @property
    def waits(self) -> list[float]:
        """For each time that the other wrote and I answered: days from the first of their messages to my answer."""
        waits, since = [], None
        for time, mine in zip(self.times, self.mine, strict=True):
            if mine and since is not None:
                waits.append((time - since).total_seconds() / 86_400)
            since = None if mine else since or time
        return waits


def owner(export: Export) -> Me:
    """Whose archive it is. LinkedIn does not say so outright: the profile has no address of its own.

    An invitation has its owner at one end. Otherwise it is who has the profile's name, or else the one person who
    takes part in most conversations.
    """
    profile, messages = export.tables["profile"], export.tables["messages"]
    name = None
    if len(profile):
        parts = profile[["first_name", "last_name"]].iloc[0].dropna()
        name = " ".join(parts) or None
    invitations = export.tables["invitations"]
    sent, got = invitations.direction == "outgoing", invitations.direction == "incoming"
    ends = pd.concat([invitations.inviter_slug[sent], invitations.invitee_slug[got]]).dropna().unique()
    if len(ends) == 1:
        return Me(str(ends[0]), name, "the invitations")
    named = messages.sender_slug[messages.sender == name].dropna().unique()
    if len(named) == 1:
        return Me(str(named[0]), name, "the name in your profile")
    if name and (messages.sender == name).any():
        return Me(None, name, "the name in your profile")
    wrote_in = messages.drop_duplicates(["conversation_id", "sender_slug"]).sender_slug.value_counts()
    if len(wrote_in) > 1 and wrote_in.iloc[0] > max(wrote_in.iloc[1], _MOST * messages.conversation_id.nunique()):
        return Me(str(wrote_in.index[0]), name, "who writes in most conversations")
    return Me(None, None, "")


def talks(messages: pd.DataFrame, me: Me) -> list[Talk]:
    """The conversations between `me` and one other person, each in the order of its messages.

    Left out: drafts, advertisements, the folder spam, conversations of several people, and messages of accounts that
    are gone ("LinkedIn Member").
    """
    real = messages[~messages.draft & ~messages.sponsored & messages.folder.ne("spam") & messages.sent_at.notna()]
    real = real[real.sender.notna() & real.conversation_id.notna()].sort_values("sent_at", kind="stable")
    conversations: dict[str, list] = {}
    for row in real.itertuples():
        conversations.setdefault(row.conversation_id, []).append(row)
    found = []
    for rows in conversations.values():
        others = {one for row in rows for one in _others(row, me)}
        if len(others) == 1 and _GONE not in others:
            times, mine = [row.sent_at for row in rows], [_is_me(row.sender_slug, row.sender, me) for row in rows]
            found.append(Talk(others.pop(), times, mine))
    return found


def _is_me(slug: object, name: object, me: Me) -> bool:
    if isinstance(slug, str) and me.slug:
        return slug == me.slug
    return isinstance(name, str) and name == me.name


def _others(row, me: Me) -> set[str]:
    """The people besides me at both ends of a message, by slug where there is one."""
    sender = row.sender_slug if isinstance(row.sender_slug, str) else row.sender
    people = set() if _is_me(row.sender_slug, row.sender, me) else {sender}
    if isinstance(row.recipient_slugs, str):
        people |= {one for one in row.recipient_slugs.split(",") if one != me.slug}
    elif not people and isinstance(row.recipients, str):
        people.add(row.recipients)
    return people


def last_written(talks: list[Talk]) -> pd.DataFrame:
    """One row per partner with whom both sides have written: partner, last (the time of the last message)."""
    last: dict[str, pd.Timestamp] = {}
    for talk in talks:
        if talk.answered:
            last[talk.partner] = max(last.get(talk.partner, talk.times[-1]), talk.times[-1])
    # Written with again in a conversation that nobody answered is still not dormant.
    for talk in talks:
        if talk.partner in last:
            last[talk.partner] = max(last[talk.partner], talk.times[-1])
    return pd.DataFrame({"partner": list(last), "last": pd.Series(list(last.values()), dtype="datetime64[us]")})


def dormant(talks: list[Talk], until: pd.Timestamp) -> list[str]:
    """The partners with whom both sides have written, but nobody in the 365 days before `until`."""
    written = last_written(talks)
    return written.partner[written["last"] < until - _DORMANT].tolist()
