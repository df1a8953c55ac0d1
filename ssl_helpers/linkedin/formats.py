"""The files of LinkedIn's archive that the course reads: LinkedIn's headers, and what they become.

Source: header lines that public parsers and format studies measured in real archives from 2020 to 2026. LinkedIn
publishes no description, archives differ in age and completeness, and nothing here was checked against an account.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

# How a column's cells are read. LENGTH and SPONSORED are read in place of a text that is nobody else's business.
TEXT, SLUG, SLUGS, DAY, MOMENT, MONTH, YES, WORD = "text", "slug", "slugs", "day", "moment", "month", "yes", "word"
LENGTH, SPONSORED, BLANK = "length", "sponsored", "blank"


@dataclass(frozen=True)
class Column:
    """name: in the tidy frame. header: LinkedIn's. kind: how its cells are read. also: other headers it may have."""

    name: str
    header: str
    kind: str = TEXT
    also: tuple[str, ...] = ()

    @property
    def keys(self) -> list[str]:
        return [key(one) for one in (self.header, *self.also)]


@dataclass(frozen=True)
class Table:
    """One file. telling: the columns that must be there. backslash: quotes inside a text are written as \\".

    by_header: whether a file with another name is known by its header line.
    """

    name: str
    file: str
    what: str
    columns: tuple[Column, ...]
    telling: tuple[str, ...]
    backslash: bool = False
    by_header: bool = False

    def found_in(self, header: Sequence[str]) -> dict[str, int]:
        """Where in a header line each column stands that is there; empty unless the telling ones are."""
        keys = [key(cell) for cell in header]
        found = {}
        for column in self.columns:
            at = next((keys.index(one) for one in column.keys if one in keys), None)
            if at is not None:
                found[column.name] = at
        return found if set(self.telling) <= set(found) else {}


def key(header: str) -> str:
    """What a header is compared by: its letters and digits, lower case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", header)).casefold()


_PERSON = (Column("first_name", "First Name"), Column("last_name", "Last Name"))

TABLES = {
    table.name: table
    for table in (
        Table(
            "connections",
            "Connections.csv",
            "people you are connected with",
            # No archive with other than English headers is known for certain; these are what a person or a program
            # might translate them to.
            (
                Column("first_name", "First Name", also=("Fornavn", "Förnamn", "Vorname", "Prénom")),
                Column("last_name", "Last Name", also=("Efternavn", "Etternavn", "Efternamn", "Nachname", "Nom")),
                Column("slug", "URL", SLUG, also=("Profil-URL", "URL-adresse", "Profile URL")),
                Column(
                    "email",
                    "Email Address",
                    also=("E-mailadresse", "E-postadresse", "E-postadress", "E-Mail-Adresse", "Adresse e-mail"),
                ),
                Column(
                    "company",
                    "Company",
                    also=("Virksomhed", "Firma", "Bedrift", "Företag", "Unternehmen", "Entreprise"),
                ),
                Column("position", "Position", also=("Stilling", "Titel", "Befattning", "Poste")),
                Column(
                    "connected_on",
                    "Connected On",
                    DAY,
                    also=("Forbundet den", "Tilknyttet", "Ansluten den", "Verbunden am", "Connecté le"),
                ),
            ),
            ("first_name", "last_name"),
            by_header=True,
        ),
        Table(
            "invitations",
            "Invitations.csv",
            "invitations, mostly recent or open ones",
            (
                Column("direction", "Direction", WORD),
                Column("from_name", "From"),
                Column("to_name", "To"),
                Column("inviter_slug", "inviterProfileUrl", SLUG),
                Column("invitee_slug", "inviteeProfileUrl", SLUG),
                Column("sent_at", "Sent At", MOMENT),
                Column("characters", "Message", LENGTH),
            ),
            ("direction", "from_name", "to_name"),
            by_header=True,
        ),
        Table(
            "messages",
            "messages.csv",
            "messages, without their text",
            (
                Column("conversation_id", "CONVERSATION ID"),
                Column("sender", "FROM"),
                Column("sender_slug", "SENDER PROFILE URL", SLUG),
                Column("recipients", "TO"),
                Column("recipient_slugs", "RECIPIENT PROFILE URLS", SLUGS),
                Column("sent_at", "DATE", MOMENT),
                Column("folder", "FOLDER", WORD),
                Column("draft", "IS MESSAGE DRAFT", YES),
                Column("characters", "CONTENT", LENGTH),
                Column("sponsored", "CONTENT", SPONSORED),
            ),
            ("conversation_id", "sender", "sent_at"),
            by_header=True,
        ),
        Table(
            "shares",
            "Shares.csv",
            "your posts",
            (
                Column("posted_at", "Date", MOMENT),
                Column("link", "ShareLink"),
                Column("text", "ShareCommentary"),
                Column("shared_url", "SharedUrl"),
                Column("media_url", "MediaUrl"),
                Column("visibility", "Visibility"),
            ),
            ("posted_at", "link", "text"),
            by_header=True,
        ),
        Table(
            "comments",
            "Comments.csv",
            "comments you gave",
            (Column("commented_at", "Date", MOMENT), Column("link", "Link"), Column("text", "Message")),
            ("commented_at", "link", "text"),
            backslash=True,
            by_header=True,
        ),
        Table(
            "reactions",
            "Reactions.csv",
            "reactions you gave",
            (Column("reacted_at", "Date", MOMENT), Column("kind", "Type"), Column("link", "Link")),
            ("reacted_at", "kind", "link"),
            by_header=True,
        ),
        Table(
            "reposts",
            "InstantReposts.csv",
            "posts of others that you passed on",
            (Column("reposted_at", "Date", MOMENT), Column("link", "Link")),
            ("reposted_at", "link"),
        ),
        Table(
            "profile",
            "Profile.csv",
            "your own profile",
            # Birth date, address and the like stand in the file, too. Nothing here needs them, so they stay there.
            (*_PERSON, Column("headline", "Headline"), Column("summary", "Summary"), Column("industry", "Industry")),
            ("first_name", "last_name", "headline"),
        ),
        Table(
            "positions",
            "Positions.csv",
            "your own jobs",
            (
                Column("company", "Company Name"),
                Column("title", "Title"),
                Column("description", "Description"),
                Column("location", "Location"),
                Column("started_on", "Started On", MONTH),
                Column("finished_on", "Finished On", MONTH),
                Column("current", "Finished On", BLANK),
            ),
            ("company", "title", "started_on"),
            by_header=True,
        ),
        Table(
            "education",
            "Education.csv",
            "your own education",
            (
                Column("school", "School Name"),
                Column("started_on", "Start Date", MONTH),
                Column("finished_on", "End Date", MONTH),
                Column("degree", "Degree Name"),
            ),
            ("school", "degree"),
        ),
        Table("skills", "Skills.csv", "your own skills", (Column("name", "Name"),), ("name",)),
        Table(
            "languages",
            "Languages.csv",
            "your own languages",
            (Column("name", "Name"), Column("proficiency", "Proficiency")),
            ("name", "proficiency"),
        ),
        Table(
            "company_follows",
            "Company Follows.csv",
            "companies you follow",
            (Column("company", "Organization"), Column("followed_on", "Followed On", MOMENT)),
            ("company", "followed_on"),
            by_header=True,
        ),
        Table(
            "member_follows",
            "Member_Follows.csv",
            "people you follow",
            (Column("followed_on", "Date", MOMENT), Column("status", "Status"), Column("name", "FullName")),
            ("status", "name"),
        ),
        *(
            Table(
                f"endorsements_{way}",
                f"Endorsement_{way.title()}_Info.csv",
                f"skills endorsed, {way}",
                (
                    Column("endorsed_on", "Endorsement Date", MOMENT),
                    Column("skill", "Skill Name"),
                    Column("first_name", f"{who} First Name"),
                    Column("last_name", f"{who} Last Name"),
                    Column("slug", f"{who} Public Url", SLUG),
                    Column("status", "Endorsement Status"),
                ),
                ("endorsed_on", "skill", "first_name"),
            )
            for way, who in (("received", "Endorser"), ("given", "Endorsee"))
        ),
        *(
            Table(
                f"recommendations_{way}",
                f"Recommendations_{way.title()}.csv",
                f"recommendations {way}",
                (
                    *_PERSON,
                    Column("company", "Company"),
                    Column("title", "Job Title"),
                    Column("written_on", "Creation Date", MOMENT),
                    Column("status", "Status"),
                    Column("characters", "Text", LENGTH),
                ),
                ("first_name", "last_name", "title", "characters"),
            )
            for way in ("received", "given")
        ),
    )
}
"""The tables by name. Each is a frame with the columns named here, also when the archive lacks the file."""

_BY_FILE = {key(PurePosixPath(table.file).stem): table for table in TABLES.values()}

ASSISTANTS = {"guidemessages", "coachmessages", "learningcoachmessages", "learningroleplaymessages"}
"""Files shaped like messages.csv that hold conversations with LinkedIn's own assistants."""

ADDRESS_BOOK = {"contacts", "importedcontacts"}
"""What somebody once uploaded from a telephone: not connections."""

PRIVATE = {
    "adtargeting",
    "adsclicked",
    "lanadsengagement",
    "inferencesaboutyou",
    "notes",
    "phonenumbers",
    "whatsappphonenumbers",
    "emailaddresses",
    "searchqueries",
    "logins",
    "securitychallenges",
    "registration",
    "receipts",
    "receiptsv2",
    "learning",
    "privateidentityasset",
    "verifications",
    "jobapplications",
    "jobseekerpreferences",
    "savedjobs",
    "savedjobalerts",
    "jobapplicantsavedanswers",
    "jobapplicantsavedscreeningquestionresponses",
    "onlinejobpostings",
    "saveditems",
    "events",
    "votes",
    "richmedia",
    "hashtagfollows",
    "profilesummary",
    "certifications",
    "volunteering",
    "projects",
    "publications",
    "patents",
    "honors",
    "organizations",
    "courses",
    "testscores",
}
"""Files that nothing in the course needs. They are never opened; some of them are sensitive."""


KNOWN = {*_BY_FILE, *ASSISTANTS, *ADDRESS_BOOK, *PRIVATE}
"""The names that LinkedIn gives, as `file_key` has them."""


def file_key(name: str) -> str:
    """What a file's name is compared by: no ending, no (1), no member number, no "Copy of", no blanks."""
    name = unicodedata.normalize("NFC", name)
    stem = re.sub(r"(?i)\.(csv|txt|tsv|xlsx|xlsm)$", "", PurePosixPath(name.replace("\\", "/")).name)
    stem = re.sub(r"\s*\(\d+\)", "", stem)
    stem = re.sub(r"(?i)^(copy of|kopi a[fv]|kopia av|kopie von|copie de)\s+|[\s–-]+(copy|kopi[ae]?|copie)\b", "", stem)
    return key(re.sub(r"[_\s-]\d+$", "", stem.strip()))


def by_name(name: str) -> Table | None:
    """The table whose file is called so, whatever the case, blanks, underscores, a number behind it, or (1)."""
    return _BY_FILE.get(file_key(name))
