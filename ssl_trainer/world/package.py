"""Write the firm's tables and datapackage.json, which describes every column (Frictionless Data Package)."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ssl_helpers import kltb, strategy
from ssl_helpers.linkedin import CONNECTIONS_COLUMNS
from ssl_trainer.world import archive, posts

# Column -> (type, meaning with its unit, and a date's format). A list as type is the closed list of values, with "" if
# the column may be blank.
_EMPLOYEES = {
    "id": ("integer", "Number of the employee; 17 is the salesperson whose LinkedIn archive the course works on"),
    "first_name": ("string", "First name (invented)"),
    "last_name": ("string", "Last name (invented)"),
    "dept": ("string", "Department"),
    "title": ("string", "Job title"),
    "manager": ("boolean", "True if the employee leads others"),
}
_ACCOUNTS = {
    "account_id": ("string", "Number of the account in the CRM, A001 and up"),
    "company": ("string", "Company name as the CRM writes it; two companies stand there twice, in two spellings"),
    "category": (["customer", "prospect", "partner"], "What the company is to the firm"),
}
_EMPLOYERS = {
    "company": ("string", "Company name"),
    "kind": (["own", "former", "recruiter"], "Own firm, a firm the salesperson worked for before, or a recruiter"),
}
_CLAIMS = {
    "claim_id": ("string", "Short name of the claim"),
    "figure": ("string", "The figure as a lesson writes it, with its unit or sign if it has one"),
    "text": ("string", "What is claimed, in one sentence of the course's own, with unit"),
    "article": ("string", "The article that claims it"),
    "year": ("string", "Year of the article; after c. it is an estimate, because the article carries no date"),
    "source_named": ("boolean", "True if the article says where the figure comes from"),
    "source": ("string", "Where the article says it comes from; blank if it names no source"),
    "source_found": (
        "boolean",
        "True if the authors of the course found the figure's source; a practitioner's own rule has none to be found",
    ),
    "sponsored": (
        "boolean",
        "True if the figure was made or paid for by somebody who gains by it, as far as known; of a source that was "
        "not found, the nearest one known counts",
    ),
    "sponsor": ("string", "Who that is; blank if not sponsored"),
    "matches_source": (
        ["yes", "partly", "no", ""],
        "Does the source that was found say what the article says? Blank if none was found",
    ),
    "evidence": ("string", "What is known for and against the claim"),
    "confidence": (
        ["high", "medium", "low"],
        "How sure the authors of the course are of what stands under evidence (not of the claim): high, official or "
        "several independent sources; medium, one decent source; low, from memory, or nobody has looked",
    ),
}
_JOURNEYS = {
    "person_id": ("integer", "Number of the person; no person of the other tables"),
    "ts": ("date", "Day of the event; no two events of a person are on one day"),
    "stage": (kltb.STAGES, "Stage of the model Know-Like-Trust-Buy at which the person was"),
    "ask": ("boolean", "True if the person was asked for something, such as a meeting or an order; never at Buy"),
    "accepted": ("boolean", "True if the person was asked and said yes; False if not asked"),
    "interest": (kltb.INTERESTS, "Interest in the subject, from an interview at the first meeting; one per person"),
}
_PROFILES = {
    "id": ("integer", "Number of the employee, as in employees.csv"),
    "name": ("string", "First and last name (invented)"),
    "company": ("string", "Employer, as the profile writes it"),
    "title": ("string", "Job title"),
    "customer_facing": ("boolean", "True if the person has contact with customers"),
    "headline": ("string", "Line under the name, a draft: it may be longer than LinkedIn takes"),
    "about": ("string", "Text about the person; of some it is nothing but blanks"),
    "photo": ("boolean", "True if the profile has a photo"),
    "positions": ("integer", "Jobs that the profile names"),
    "skills": ("integer", "Skills that the profile names"),
}
_PAGES = {
    "source": (
        ["website", "company page", "tagline", "rewritten page"],
        "Where the text stands: the firm's website, its LinkedIn page, the line below its name there, or a draft of "
        "the LinkedIn page that says what the website says",
    ),
    "text": ("string", "The text (invented)"),
}
_SSI = {
    "id": ("integer", "Number of the employee, as in profiles.csv"),
    "brand": ("number", "LinkedIn's Social Selling Index, pillar 1: professional brand, 0 to 25 points"),
    "people": ("number", "Pillar 2: finding the right people, 0 to 25 points"),
    "insights": ("number", "Pillar 3: engaging with insights, 0 to 25 points"),
    "relationships": ("number", "Pillar 4: building relationships, 0 to 25 points"),
}
_CHANNELS = {
    "channel": ("string", "Channel on which the firm could be seen"),
    "audience": ("integer", "People whom the channel could reach at most"),
    "target_pct": ("number", "How many of 100 people in the audience belong to the target group, 0 to 100"),
    "hours_week": ("number", "Hours of work that the channel takes in a week, above 0"),
}
_SCORE = "0 not begun, 1 planned, 2 begun, 3 in place, 4 in place and kept up"
_STEP_SCORES = {
    "team": ("string", "Sales team, called by its town"),
    **dict.fromkeys(strategy.STEPS, ("integer", f"How far the team is with this step: {_SCORE}")),
    strategy.GET_GOING: ("integer", f"How far the team has got going, not counted among the five: {_SCORE}"),
}
_POST_LABELS = {
    "ShareLink": ("string", "Address of the post, as in Shares.csv"),
    "kind": (
        ["inspiration", "product"],
        "inspiration helps the reader, a customer's story too; product is about what the firm sells, or its news",
    ),
    "format": (["text", "image"], "image if the post shows one, else text"),
    "own_new": ("boolean", "False for a repost of what somebody else has written"),
}
_POST_STATS = {
    "ShareLink": ("string", "Address of the post, as in Shares.csv"),
    "impressions": ("integer", "How many times the post was shown on a screen"),
    "engagements": ("integer", "Reactions, comments and reposts that the post got"),
}
_CONNECTIONS = dict(
    zip(
        CONNECTIONS_COLUMNS,
        [
            ("string", "First name; blank if the person hides or has closed the profile"),
            ("string", "Last name, sometimes with a degree"),
            ("string", "Address of the profile (invented)"),
            ("string", "E-mail address, nearly always blank"),
            ("string", "Company today, as the person writes it"),
            ("string", "Job title today, as the person writes it"),
            ("date", "Day on which the two connected", "%d %b %Y"),
        ],
        strict=True,
    )
)
_MESSAGES = dict(
    zip(
        archive.MESSAGES_COLUMNS,
        [
            ("string", "Conversation that the message belongs to"),
            ("string", "Title of a group conversation or of an advertisement, else blank"),
            ("string", "Name of the sender; LinkedIn Member if the person has left"),
            ("string", "Profile address of the sender (invented); blank for an advertisement and for who has left"),
            ("string", "Names of the recipients, between them a comma and a blank; a name may hold a comma too"),
            ("string", "Profile addresses of the recipients (invented), between them a comma without a blank"),
            ("datetime", "Moment of sending (UTC)", "%Y-%m-%d %H:%M:%S UTC"),
            ("string", "Subject, mostly blank"),
            ("string", "Text, often of several lines; HTML in an advertisement"),
            (["INBOX", "ARCHIVE", "SPAM"], "Folder; sent messages are in INBOX too"),
            ("string", "Addresses of attached files (invented), mostly blank"),
            (["Yes", "No"], "Yes if the message was never sent"),
            (["Yes", "No"], "Yes if no message of the conversation was ever sent"),
        ],
        strict=True,
    )
)
_INVITATIONS = dict(
    zip(
        archive.INVITATIONS_COLUMNS,
        [
            ("string", "Name of the person who invites"),
            ("string", "Name of the person who is invited"),
            ("datetime", "Moment of sending, month before day, without a time zone", "%m/%d/%y, %I:%M %p"),
            ("string", "Note of the invitation, mostly blank"),
            (["INCOMING", "OUTGOING"], "OUTGOING if the salesperson invites"),
            ("string", "Profile address of the person who invites (invented)"),
            ("string", "Profile address of the person who is invited (invented)"),
        ],
        strict=True,
    )
)
_SHARES = dict(
    zip(
        posts.SHARES_COLUMNS,
        [
            ("datetime", "Moment of posting (UTC)", "%Y-%m-%d %H:%M:%S"),
            ("string", "Address of the post (invented); its number divided by 2^22 is the moment in ms since 1970"),
            ("string", "Text; a line break in it stands between two quotation marks; blank for a repost"),
            ("string", "Address of an article that the post shares (invented), mostly blank"),
            ("string", "Address of the post's image (invented), blank if there is none"),
            (["MEMBER_NETWORK"], "Who may see the post"),
        ],
        strict=True,
    )
)
_COMMENTS = dict(
    zip(
        archive.COMMENTS_COLUMNS,
        [
            ("datetime", "Moment of commenting (UTC), sometimes blank", "%Y-%m-%d %H:%M:%S"),
            ("string", "Address of the post that is commented on (invented)"),
            ("string", "Text of the comment"),
        ],
        strict=True,
    )
)
_REACTIONS = dict(
    zip(
        archive.REACTIONS_COLUMNS,
        [
            ("datetime", "Moment of reacting (UTC)", "%Y-%m-%d %H:%M:%S"),
            (["LIKE", "PRAISE", "INTEREST", "EMPATHY"], "Kind of reaction"),
            ("string", "Address of the post that is reacted to (invented)"),
        ],
        strict=True,
    )
)
_PROFILE = dict(
    zip(
        archive.PROFILE_COLUMNS,
        [
            ("string", "First name of the salesperson"),
            ("string", "Last name of the salesperson"),
            ("string", "Maiden name, blank"),
            ("string", "Address, blank"),
            ("string", "Date of birth, blank"),
            ("string", "Line under the name on the profile"),
            ("string", "Text about the person"),
            ("string", "Industry, one of LinkedIn's"),
            ("string", "Zip code, blank"),
            ("string", "Country"),
            ("string", "Twitter names, blank"),
            ("string", "Websites (invented), in square brackets"),
            ("string", "Instant messengers, blank"),
        ],
        strict=True,
    )
)
_POSITIONS = dict(
    zip(
        archive.POSITIONS_COLUMNS,
        [
            ("string", "Employer, as in employers.csv"),
            ("string", "Job title"),
            ("string", "What the job is about, mostly blank"),
            ("string", "Country"),
            ("date", "First month", "%b %Y"),
            ("date", "Last month; blank for the present job", "%b %Y"),
        ],
        strict=True,
    )
)
_SKILLS = {"Name": ("string", "Skill that the salesperson names")}
_FOLLOWS = dict(
    zip(
        archive.FOLLOWS_COLUMNS,
        [
            ("string", "Company that the salesperson follows"),
            ("datetime", "Moment of following", "%a %b %d %H:%M:%S UTC %Y"),
        ],
        strict=True,
    )
)


def write_description(folder: Path) -> None:
    """Write datapackage.json into `folder`."""
    _write(folder / "datapackage.json", (json.dumps(_PACKAGE, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def write_tables(folder: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write `tables` as CSV (UTF-8, LF) into `folder`."""
    for name, table in tables.items():
        _write(folder / f"{name}.csv", table.to_csv(index=False, lineterminator="\n").encode("utf-8"))


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` as they are into `folder`."""
    for path, content in files.items():
        _write(folder / path, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _resource(path: str, title: str, columns: Mapping[str, tuple], **more: object) -> dict:
    fields = []
    for column, (kind, meaning, *form) in columns.items():
        field = {"name": column, "type": kind if isinstance(kind, str) else "string", "description": meaning}
        if isinstance(kind, list):
            field["constraints"] = {"enum": [value for value in kind if value], "required": "" not in kind}
        if form:
            field["format"] = form[0]
        fields.append(field)
    name = Path(path).stem.lower().replace(" ", "_")
    schema = {"fields": fields, "missingValues": [""], **more.pop("schema", {})}
    return {
        "name": name,
        "type": "table",
        "path": path,
        "title": title,
        "encoding": "utf-8",
        "schema": schema,
        **more,
    }


_PACKAGE = {
    "name": "kvistmark-automation",
    "title": "Kvistmark Automation A/S, a synthetic firm",
    "description": "Invented data for the social selling course: no person, company or address in it is real. "
    "'Today' is 2026-09-30.",
    "resources": [
        _resource("employees.csv", "The firm's 420 employees", _EMPLOYEES, schema={"primaryKey": ["id"]}),
        _resource(
            "accounts.csv", "Customers, prospects and partners", _ACCOUNTS, schema={"primaryKey": ["account_id"]}
        ),
        _resource("employers.csv", "Own firm, former employers and recruiters", _EMPLOYERS),
        _resource(
            "claims.csv",
            "Claims register: every figure of the articles, and how it stands (not invented; the same in every firm)",
            _CLAIMS,
            schema={"primaryKey": ["claim_id"]},
        ),
        _resource(
            "journeys.csv",
            "Events on people's way from Know to Buy, newest first",
            _JOURNEYS,
            schema={"primaryKey": ["person_id", "ts"]},
        ),
        _resource("channels.csv", "Channels and what they reach", _CHANNELS, schema={"primaryKey": ["channel"]}),
        _resource(
            "step_scores.csv",
            "How far the sales teams are with the five steps",
            _STEP_SCORES,
            schema={"primaryKey": ["team"]},
        ),
        _resource(
            "mini_connections.csv",
            "A few LinkedIn connections, in LinkedIn's own format",
            _CONNECTIONS,
            dialect={"headerRows": [4]},
        ),
        _resource(
            "post_labels.csv", "What the salesperson's posts are", _POST_LABELS, schema={"primaryKey": ["ShareLink"]}
        ),
        _resource(
            "post_stats.csv", "What came of the salesperson's posts", _POST_STATS, schema={"primaryKey": ["ShareLink"]}
        ),
        _resource("profiles.csv", "LinkedIn profiles of 30 employees", _PROFILES, schema={"primaryKey": ["id"]}),
        _resource(
            "pages.csv", "Four texts in which the firm says what it does", _PAGES, schema={"primaryKey": ["source"]}
        ),
        _resource("ssi.csv", "Social Selling Index of the 30 employees, by id", _SSI, schema={"primaryKey": ["id"]}),
        _resource(
            "linkedin_export/Connections.csv",
            "The salesperson's LinkedIn connections, in LinkedIn's own format",
            _CONNECTIONS,
            # A note of two lines and a blank one stand above the header.
            dialect={"headerRows": [4]},
        ),
        _resource("linkedin_export/Invitations.csv", "The salesperson's invitations, sent and received", _INVITATIONS),
        _resource("linkedin_export/messages.csv", "The salesperson's messages, sent and received", _MESSAGES),
        _resource("linkedin_export/Shares.csv", "The salesperson's posts", _SHARES),
        _resource(
            "linkedin_export/Comments.csv",
            "The salesperson's comments on others' posts",
            _COMMENTS,
            # A quotation mark in a text has a backslash before it, not a second mark.
            dialect={"csv": {"escapeChar": "\\", "doubleQuote": False}},
        ),
        _resource("linkedin_export/Reactions.csv", "The salesperson's reactions to others' posts", _REACTIONS),
        _resource("linkedin_export/Profile.csv", "The salesperson's profile, one row", _PROFILE),
        _resource("linkedin_export/Positions.csv", "The salesperson's jobs, newest first", _POSITIONS),
        _resource("linkedin_export/Skills.csv", "The salesperson's skills", _SKILLS),
        _resource("linkedin_export/Company Follows.csv", "Companies that the salesperson follows", _FOLLOWS),
    ],
}
