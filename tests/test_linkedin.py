"""The reader of LinkedIn's archive: every age and re-saving that is known, what is none, and what is meant to do harm.

LinkedIn publishes no description: the forms are those that public parsers measured in real archives.
"""

import csv
import io
import os
import re
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssl_helpers import CourseError
from ssl_helpers.data import COURSE_FOLDER, load
from ssl_helpers.linkedin import Export, archive, dates, read_connections, read_export, rows, slug
from ssl_helpers.linkedin.formats import BLANK, DAY, LENGTH, MOMENT, MONTH, PRIVATE, SPONSORED, TABLES, YES, by_name

NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing, ""as '
    'they chose"", so."\n\n'
)
OLD = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
NEW = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ANE = "Ane,Holm,https://www.linkedin.com/in/ane-holm,,Fjord A/S,Indkøber,08 Feb 2026\n"
BO = "Bo,Lind,https://www.linkedin.com/in/bo-lind,,Havn ApS,CEO,21 Mar 2019\n"
CONNECTIONS = NOTES + NEW + ANE + BO

NINE = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT"
TEN = NINE + ",FOLDER"
THIRTEEN = TEN + ",ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
SENT = (
    "2-a=,,Ane Holm,https://www.linkedin.com/in/ane-holm,Mig,https://www.linkedin.com/in/mig,2025-06-01 14:03:22 UTC,,"
)
INVITED = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
SHARED = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
COMMENTED = "Date,Link,Message\n"
JULY_9 = "7/9/26, 2:37\u202fPM"


def day(*parts: int) -> pd.Timestamp:
    return pd.Timestamp(*parts)


def quoted(text: str) -> str:
    """The same table with every cell in quotes, as LinkedIn writes messages since 2026."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(text, newline="")))
    return file.getvalue()


def with_delimiter(text: str, delimiter: str) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(csv.reader(io.StringIO(text, newline="")))
    return file.getvalue()


def in_column_a(text: str) -> str:
    """What Danish Excel saves when it opened a file with commas: each line is one cell."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows([line] for line in text.splitlines())
    return file.getvalue()


def sheet(rows_of_cells: list[list], title: str = "Connections") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows_of_cells:
        book.active.append(row)
    return saved(book)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            # Without the time of day: the same bytes each time.
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    return zipped(
        {name: re.sub(rb"20..-..-..T..:..:..Z", b"2026-01-01T00:00:00Z", part) for name, part in parts.items()}
    )


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def cells(frame: pd.DataFrame, column: str) -> list:
    """The cells of a column, the missing ones as None."""
    return [None if pd.isna(cell) else cell for cell in frame[column]]


def said(export: Export) -> str:
    return "\n".join(export.report.lines())


BOTH = {"first_name": ["Ane", "Bo"], "connected_on": [day(2026, 2, 8), day(2019, 3, 21)]}


def dated(*written: str) -> str:
    return NEW + "".join(f"P{at},Q,https://x.com/in/p{at},,,,{one}\n" for at, one in enumerate(written))


def people(*rows_below: str) -> str:
    return NOTES + NEW + "\n".join(rows_below)


# File name, content, what the columns of its table then hold, what the report says of it.
READ: Mapping[str, tuple[str, str | bytes, Mapping[str, list], list[str]]] = {
    # -- Connections.csv of every age
    "connections to 2021": (
        "Connections.csv",
        OLD + "Ane,Holm,,Fjord,,08 Feb 2021\n",
        {"slug": [None], "connected_on": [day(2021, 2, 8)], "email": [None]},
        ["1 row read", "no profile addresses, as in archives up to 2021: messages are matched by name"],
    ),
    "connections to 2023": (
        "Connections.csv",
        NOTES + OLD + "Ane,Holm,ane@fjord.dk,Fjord,,08 Feb 2023\n",
        {"email": ["ane@fjord.dk"], "company": ["Fjord"]},
        ["archives up to 2023"],
    ),
    "connections today": (
        "Connections.csv",
        CONNECTIONS.rstrip("\n"),
        {**BOTH, "slug": ["ane-holm", "bo-lind"], "email": [None, None], "position": ["Indkøber", "CEO"]},
        ["Connections.csv: 2 rows read (people you are connected with)."],
    ),
    "nobody connected": ("Connections.csv", NOTES + NEW, {"first_name": []}, ["0 rows read"]),
    "hidden people": (
        "Connections.csv",
        people(ANE.strip(), ",,,,,,07 Jun 2026", ",,,,,,07 Jun 2026"),
        {"first_name": ["Ane"]},
        ["1 row read", "2 people without a name left out: their profile is hidden or closed"],
    ),
    "commas and quotes in cells": (
        "Connections.csv",
        people('Ane,"Holm, MBA","https://www.linkedin.com/in/ane",,"Fjord, ""Nord"" A/S",,08 Feb 2026'),
        {"last_name": ["Holm, MBA"], "company": ['Fjord, "Nord" A/S']},
        [],
    ),
    "emoji, other scripts, signs that look like missing": (
        "Connections.csv",
        people("Ane 🚀,NA,,,None,nan,08 Feb 2026", "李,None,,,null,N/A,08 Feb 2026", "-,nan,,,1234,007,08 Feb 2026"),
        {
            "first_name": ["Ane 🚀", "李", "-"],
            "last_name": ["NA", "None", "nan"],
            "company": ["None", "null", "1234"],
            "position": ["nan", "N/A", "007"],
        },
        [],
    ),
    "the same row twice": (
        "Connections.csv",
        CONNECTIONS + ANE,
        BOTH,
        ["2 rows read", "1 row stood there twice; each counts once"],
    ),
    "the same person twice with another job": (
        "Connections.csv",
        CONNECTIONS + ANE.replace("Indkøber", "CEO"),
        {**BOTH, "position": ["Indkøber", "CEO"]},
        ["1 person stood there twice with different details; the first row counts"],
    ),
    "two people without an address of their own": (
        "Connections.csv",
        NEW + "Ane,Holm,https://www.linkedin.com/in/,,,,\nBo,Lind,https://www.linkedin.com/in/,,,,\n",
        {"first_name": ["Ane", "Bo"], "slug": [None, None]},
        [],
    ),
    # -- saved again
    "with a mark at the start": ("Connections.csv", b"\xef\xbb\xbf" + CONNECTIONS.encode(), BOTH, []),
    "a mark before the first name": ("Connections.csv", b"\xef\xbb\xbf" + (NEW + ANE + BO).encode(), BOTH, []),
    "Windows line ends": ("Connections.csv", CONNECTIONS.replace("\n", "\r\n"), BOTH, []),
    "old Mac line ends": ("Connections.csv", CONNECTIONS.replace("\n", "\r"), BOTH, []),
    "line ends turned twice": ("Connections.csv", CONNECTIONS.replace("\n", "\r\r\n"), BOTH, []),
    "semicolons": ("Connections.csv", with_delimiter(CONNECTIONS, ";"), BOTH, ["separated by semicolons"]),
    "tabs": ("Connections.csv", with_delimiter(CONNECTIONS, "\t"), BOTH, ["separated by tabs"]),
    "semicolons and UTF-16": ("Connections.txt", with_delimiter(CONNECTIONS, ";").encode("utf-16"), BOTH, ["semicol"]),
    "Excel's Unicode text": ("Connections.txt", with_delimiter(CONNECTIONS, "\t").encode("utf-16"), BOTH, ["tabs"]),
    "UTF-16 without a mark": ("Connections.csv", CONNECTIONS.encode("utf-16-le"), BOTH, []),
    "UTF-16 the other way": ("Connections.csv", ("\ufeff" + CONNECTIONS).encode("utf-16-be"), BOTH, []),
    "letters of Windows": (
        "Connections.csv",
        CONNECTIONS.replace("Fjord", "Ærø Smørrebrød").encode("cp1252"),
        {**BOTH, "company": ["Ærø Smørrebrød A/S", "Havn ApS"], "position": ["Indkøber", "CEO"]},
        ["letters of Windows, not in those of the web. If æ, ø or å look wrong"],
    ),
    "letters of an older Mac": (
        "Connections.csv",
        CONNECTIONS.replace("Fjord", "Ærø Smørrebrød på Fanø").encode("mac_roman"),
        {**BOTH, "position": ["Indkøber", "CEO"]},
        ["letters of an older Mac"],
    ),
    "a few bytes damaged": (
        "Connections.csv",
        (CONNECTIONS + "Åse,Møl,,,Blåbær,,08 Feb 2026\n").encode().replace("å".encode(), b"\xff"),
        {"first_name": ["Ane", "Bo", "Åse"], "company": ["Fjord A/S", "Havn ApS", "Bl�bær"]},
        ["A few signs could not be read"],
    ),
    "NUL signs": (
        "Connections.csv",
        CONNECTIONS.replace("Bo", "B\0o"),
        BOTH,
        ["Signs without a meaning were taken out"],
    ),
    "Excel's first line": ("Connections.csv", "sep=;\r\n" + with_delimiter(NEW + ANE + BO, ";"), BOTH, ["semicolons"]),
    "whole rows in column A": (
        "Connections.csv",
        in_column_a(CONNECTIONS + 'Ea,"Krog, MBA",,,,,08 Feb 2026\n'),
        {"first_name": ["Ane", "Bo", "Ea"], "last_name": ["Holm", "Lind", "Krog, MBA"]},
        ["Each row stood in one cell"],
    ),
    "whole rows in column A, one of them with a semicolon": (
        "Connections.csv",
        NEW.replace("\n", ";\n")
        + ANE.replace("\n", ";\n")
        + "Bo,Lind,,,Havn,Salg; marked,21 Mar 2019\n"
        + '"Ea,""Krog, MBA"",,,Hav,Salg"; marked,08 Feb 2026\n',
        {
            "first_name": ["Ane", "Bo", "Ea"],
            "last_name": ["Holm", "Lind", "Krog, MBA"],
            "position": ["Indkøber", "Salg; marked", "Salg; marked"],
            "connected_on": [day(2026, 2, 8), day(2019, 3, 21), day(2026, 2, 8)],
        },
        ["3 rows read", "Each row stood in one cell"],
    ),
    "an Excel file with whole rows in column A, one of them with a semicolon": (
        "Connections.xlsx",
        sheet([[NEW.strip()], ["Bo,Lind,,,Havn,Salg", " marked,21 Mar 2019"], ["Ea,Krog,,,,,"]]),
        {"first_name": ["Bo", "Ea"], "position": ["Salg; marked", None], "connected_on": [day(2019, 3, 21), None]},
        ["Each row stood in one cell"],
    ),
    "letters that Excel spoilt": (
        "Connections.csv",
        b"\xef\xbb\xbf" + CONNECTIONS.encode().decode("cp1252").encode(),
        {**BOTH, "position": ["IndkÃ¸ber", "CEO"]},
        ["Letters such as ø were spoilt when it was saved (Ã¸). Use the file as it first came."],
    ),
    "an Excel file": (
        "Connections.xlsx",
        sheet(
            [["Notes:"], [], NEW.strip().split(","), ["Ane", "Holm", None, None, 1234, "x", pd.Timestamp(2026, 2, 8)]]
        ),
        {"first_name": ["Ane"], "company": ["1234"], "connected_on": [day(2026, 2, 8)]},
        [],
    ),
    "an Excel file with whole rows in column A": (
        "Connections.xlsx",
        sheet([[line] for line in CONNECTIONS.splitlines()]),
        BOTH,
        ["stood in one cell"],
    ),
    "an Excel file with days as numbers": (
        "Connections.xlsx",
        sheet([NEW.strip().split(","), ["Ane", "Holm", None, None, None, None, 46061]]),
        {"connected_on": [day(2026, 2, 8)]},
        ["Excel had turned 1 date into day numbers"],
    ),
    "an Excel file that is called CSV": (
        "Connections.csv",
        sheet([line.split(",") for line in (NEW + ANE + BO).splitlines()]),
        BOTH,
        [],
    ),
    "columns in another order": (
        "Connections.csv",
        "Connected On,Position,Last Name,First Name,URL\n08 Feb 2026,CEO,Holm,Ane,https://x.com/in/ane\n",
        {"first_name": ["Ane"], "position": ["CEO"], "slug": ["ane"], "company": [None]},
        ["The columns Email Address, Company are missing."],
    ),
    "columns taken out": (
        "Connections.csv",
        "First Name,Last Name\nAne,Holm\n",
        {"first_name": ["Ane"], "connected_on": [None]},
        ["The columns Email Address, Company, Position, Connected On are missing."],
    ),
    "a column twice": (
        "Connections.csv",
        "First Name,Last Name,Last Name,Connected On\nAne,Holm,Lind,\n",
        {"last_name": ["Holm"]},
        [],
    ),
    "headers in small letters": ("Connections.csv", NEW.lower().replace(" ", "_") + ANE + BO, BOTH, []),
    "empty columns behind": (
        "Connections.csv",
        "".join(f"{one},,,\n" for one in (NEW + ANE + BO).splitlines()),
        BOTH,
        ["2 rows read"],
    ),
    "a comma too many": (
        "Connections.csv",
        NEW + ANE + BO + "Ea,Krog, MBA,,,,,08 Feb 2026\n",
        BOTH,
        ["1 row had more cells than there are columns, so left out"],
    ),
    "a row that is short": (
        "Connections.csv",
        NEW + "Ea,Krog\n" + ANE,
        {"first_name": ["Ea", "Ane"]},
        ["1 row had fewer cells than there are columns"],
    ),
    "headers in Danish": (
        "Connections.csv",
        "Fornavn;Efternavn;URL;E-mailadresse;Virksomhed;Stilling;Forbundet den\nAne;Holm;;;Fjord;CEO;8. maj 2026\n",
        {"company": ["Fjord"], "position": ["CEO"], "connected_on": [day(2026, 5, 8)]},
        ["The headers Fornavn, Efternavn,", "were taken as LinkedIn's English ones", "not English (maj)"],
    ),
    "headers in German": (
        "Connections.csv",
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\nAne,Holm,,,Fjord,CEO,08 Mär 2026\n",
        {"company": ["Fjord"], "connected_on": [day(2026, 3, 8)]},
        ["The headers Vorname, Nachname"],
    ),
    "cut off in a row": (
        "Connections.csv",
        CONNECTIONS + "Ea,Krog,https://www.linke",
        BOTH,
        ["2 rows read", "The file ends in the middle of a row", "left out, and whatever came after it is missing"],
    ),
    "cut off within quotes": (
        "Connections.csv",
        CONNECTIONS + 'Ea,Krog,,,"Fjord, Hav',
        BOTH,
        ["The file ends in the middle of a row"],
    ),
    "cut off in the last text of a row": (
        "Comments.csv",
        COMMENTED + '2026-02-09 01:21:47,x,"Enig"\n2026-02-09 01:21:47,x,"Godt\nset',
        {"text": ["Enig"]},
        ["The file ends in the middle of a row"],
    ),
    # -- dates
    "days first, told by one of them": (
        "Connections.csv",
        dated("08-02-2026", "21-03-2019"),
        {"connected_on": [day(2026, 2, 8), day(2019, 3, 21)]},
        [],
    ),
    "months first, told by one of them": (
        "Connections.csv",
        dated("2/8/26", "3/21/2019"),
        {"connected_on": [day(2026, 2, 8), day(2019, 3, 21)]},
        [],
    ),
    "dates that do not tell": (
        "Connections.csv",
        dated("08-02-2026", "03-04-2019"),
        {"connected_on": [day(2026, 2, 8), day(2019, 4, 3)]},
        ["can be read in two ways and none of them tells which. They were read with the day first"],
    ),
    "dates that contradict each other": (
        "Connections.csv",
        dated("21-03-2019", "03/21/2019", "03-04-2019"),
        {"connected_on": [day(2019, 3, 21), day(2019, 3, 21), None]},
        ["some dates have the day first and some the month. 1 date could be either, so left blank"],
    ),
    "Excel's short months": (
        "Connections.csv",
        dated("4-Apr-21", "12-Oct-09"),
        {"connected_on": [day(2021, 4, 4), day(2009, 10, 12)]},
        [],
    ),
    "Danish, Norwegian and Swedish months": (
        "Connections.csv",
        dated("8. maj 2026", "8 okt. 2026", "08 desember 2026", "8 augusti 2026", "8 marts 2026", "08-okt-26"),
        {
            "connected_on": [
                day(2026, 5, 8),
                day(2026, 10, 8),
                day(2026, 12, 8),
                day(2026, 8, 8),
                day(2026, 3, 8),
                day(2026, 10, 8),
            ]
        },
        ["month names that are not English"],
    ),
    "German and French months": (
        "Connections.csv",
        dated("8. März 2026", "08 Dez 2026", "8 févr. 2026", "1er août 2026", "8 juil. 2026"),
        {"connected_on": [day(2026, 3, 8), day(2026, 12, 8), day(2026, 2, 8), day(2026, 8, 1), day(2026, 7, 8)]},
        ["month names that are not English"],
    ),
    "dates that are none": (
        "Connections.csv",
        dated("32 Feb 2026", "31 Feb 2026", "08 Feb 1899", "Ane Holm", "0", "08 Xyz 2026"),
        {"connected_on": [None] * 6},
        ["Connected On: 6 dates not understood, so left blank, such as 3"],
    ),
    "dates with the time of day": (
        "Connections.csv",
        dated("2026-02-08T14:03:22Z", "2026-02-08"),
        {"first_name": ["P0", "P1"]},
        [],
    ),
    # -- Invitations
    "9 July, not 7 September": (
        "Invitations.csv",
        INVITED + f'Mig,Ane Holm,"{JULY_9}",Hej Ane,OUTGOING,https://www.linkedin.com/in/mig,www.linkedin.com/in/Ane\n',
        {
            "sent_at": [day(2026, 7, 9, 14, 37)],
            "direction": ["outgoing"],
            "inviter_slug": ["mig"],
            "invitee_slug": ["ane"],
            "characters": [7],
        },
        ["1 row read"],
    ),
    "invitations of before 2023": (
        "Invitations.csv",
        "From,To,Sent At,Message,Direction\n"
        'Ane,Mig,"12/31/22, 12:05 AM",,INCOMING\nBo,Mig,"12/3/22, 12:05 PM",,INCOMING\n',
        {"sent_at": [day(2022, 12, 31, 0, 5), day(2022, 12, 3, 12, 5)], "invitee_slug": [None, None]},
        ["The columns inviterProfileUrl, inviteeProfileUrl are missing, as in older archives"],
    ),
    "invitations that Excel saved in Danish order": (
        "Invitations.csv",
        "From;To;Sent At;Message;Direction\nAne;Mig;29-01-2026 14:37;;INCOMING\nBo;Mig;09-07-2026 14.37;;INCOMING\n",
        {"sent_at": [day(2026, 1, 29, 14, 37), day(2026, 7, 9, 14, 37)]},
        ["semicolons"],
    ),
    # -- messages
    "messages of before 2023": (
        "messages.csv",
        f"{NINE}\n{SENT}Hej\n",
        {"sent_at": [day(2025, 6, 1, 14, 3, 22)], "characters": [3], "folder": [None], "draft": [False]},
        ["The columns FOLDER, IS MESSAGE DRAFT are missing, as in older archives"],
    ),
    "messages with a folder": ("messages.csv", f"{TEN}\n{SENT}Hej,INBOX\n", {"folder": ["inbox"]}, ["1 row read"]),
    "messages with attachments": (
        "messages.csv",
        f"{TEN},ATTACHMENTS\n{SENT}Hej,ARCHIVE,\n",
        {"folder": ["archive"], "draft": [False]},
        [],
    ),
    "messages with one draft column": (
        "messages.csv",
        f"{TEN},ATTACHMENTS,IS MESSAGE DRAFT\n{SENT}Hej,,,Yes\n",
        {"draft": [True], "folder": [None]},
        [],
    ),
    "messages today, over several lines": (
        "messages.csv",
        quoted(f'{THIRTEEN}\n{SENT}"Hej Mig,\n\n""tak"" 😀\nHilsen",INBOX,,No,No\n{SENT}Ja,,,true,No\n'),
        {
            "conversation_id": ["2-a=", "2-a="],
            "sender": ["Ane Holm", "Ane Holm"],
            "sender_slug": ["ane-holm", "ane-holm"],
            "recipient_slugs": ["mig", "mig"],
            "characters": [len('Hej Mig,\n\n"tak" 😀\nHilsen'), 2],
            "draft": [False, True],
        },
        ["messages.csv: 2 rows read (messages, without their text)."],
    ),
    "to several people, by LinkedIn Member, sponsored": (
        "messages.csv",
        f'{TEN}\nc,,LinkedIn Member,,"A, B","https://www.linkedin.com/in/A%C3%98,https://www.linkedin.com/in/b/",'
        '2025-06-01 14:03:22 UTC,,<p class="spinmail-quill">Hej %FIRSTNAME%</p>,SPAM\n',
        {"sender": ["LinkedIn Member"], "sender_slug": [None], "recipient_slugs": ["aø,b"], "sponsored": [True]},
        [],
    ),
    "messages torn by Excel": (
        "messages.csv",
        f"{TEN}\n{SENT}Hej,INBOX\nHilsen Ane\nSalg, Fjord\n",
        {"sender": ["Ane Holm"]},
        ["1 row read", "2 rows broke off after the first cells, so left out"],
    ),
    # -- what one wrote
    "posts with quotes around each line": (
        "Shares.csv",
        SHARED + '2026-02-09 01:21:47,https://l.com/1,"Første""\n""""\n""anden ""vigtige"" linje",,,MEMBER_NETWORK\n',
        {"text": ['Første\n\nanden "vigtige" linje'], "visibility": ["MEMBER_NETWORK"]},
        ["1 row read"],
    ),
    "posts torn at their lines": (
        "Shares.csv",
        SHARED
        + '2026-02-09 01:21:47,https://l.com/1,"Første"\n""\n"2026-02-09 var en dag"\n"sidste",,,MEMBER_NETWORK\n'
        "2026-02-10 01:21:47,https://l.com/2,Kort,,,PUBLIC\n",
        {
            "text": ["Første\n\n2026-02-09 var en dag\nsidste", "Kort"],
            "visibility": ["MEMBER_NETWORK", "PUBLIC"],
            "posted_at": [day(2026, 2, 9, 1, 21, 47), day(2026, 2, 10, 1, 21, 47)],
        },
        ["2 rows read"],
    ),
    "posts with plain line breaks and without a text": (
        "Shares.csv",
        SHARED + '2026-02-09 01:21:47,https://l.com/1,"En\nto",,,X\n,https://l.com/2,,https://x.dk,,X\n',
        {"text": ["En\nto", None], "posted_at": [day(2026, 2, 9, 1, 21, 47), None]},
        ["2 rows read"],
    ),
    "comments with backslashes and blank dates": (
        "Comments.csv",
        COMMENTED + '2026-02-09 01:21:47,https://l.com/1,"Han sagde \\"ja\\", tror jeg"\n,https://l.com/2,Enig\n',
        {"text": ['Han sagde "ja", tror jeg', "Enig"], "commented_at": [day(2026, 2, 9, 1, 21, 47), None]},
        ["2 rows read"],
    ),
    "comments with doubled quotes": (
        "Comments_123456.csv",
        COMMENTED + '2026-02-09 01:21:47,x,"Han sagde ""ja"""\n',
        {"text": ['Han sagde "ja"']},
        [],
    ),
    "reactions": ("Reactions.csv", "Date,Type,Link\n2026-02-09 01:21:47,EMPATHY,x\n", {"kind": ["EMPATHY"]}, []),
    "reposts": ("InstantReposts_123456.csv", "Date,Link\n2026-02-09 01:21:47,x\n", {"link": ["x"]}, []),
    # -- the rest
    "companies followed": (
        "Company Follows.csv",
        "Organization,Followed On\nFjord A/S,Sat Sep 05 08:12:14 UTC 2026\n",
        {"company": ["Fjord A/S"], "followed_on": [day(2026, 9, 5, 8, 12, 14)]},
        ["companies you follow"],
    ),
    "people followed": (
        "Member_Follows.csv",
        "Date,Status,FullName\n2026-02-09 01:21:47,Active,A\n",
        {"name": ["A"]},
        [],
    ),
    "one's profile, without what is nobody's business": (
        "Profile.csv",
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry\n"
        "Mig,Selv,,Vej 1,May 1,Sælger,,\n",
        {"first_name": ["Mig"], "headline": ["Sælger"]},
        ["your own profile"],
    ),
    "jobs by month": (
        "Positions.csv",
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        "Fjord,CEO,,,Jan 2024,\nHav,KAM,,,maj 1998,2001\n",
        {"started_on": [day(2024, 1, 1), day(1998, 5, 1)], "finished_on": [None, day(2001, 1, 1)]},
        ["Started On: month names that are not English (maj)"],
    ),
    "education by year": (
        "Education.csv",
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\nAAU,1998,Jun 2003,,Cand.merc.,\n",
        {"started_on": [day(1998, 1, 1)], "finished_on": [day(2003, 6, 1)]},
        [],
    ),
    "skills": ("Skills.csv", "Name\nSalg\nNA\n", {"name": ["Salg", "NA"]}, []),
    "languages": ("Languages.csv", "Name,Proficiency\nDansk,Native\n", {"proficiency": ["Native"]}, []),
    "endorsements received": (
        "Endorsement_Received_Info.csv",
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
        "2026/08/01 10:00:00 UTC,Salg,Ane,Holm,www.linkedin.com/in/ane-holm-%C3%B8,ACCEPTED\n",
        {"slug": ["ane-holm-ø"], "endorsed_on": [day(2026, 8, 1, 10)], "status": ["ACCEPTED"]},
        [],
    ),
    "endorsements given": (
        "Endorsement_Given_Info.csv",
        "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status\n"
        "2026/08/01 10:00:00 UTC,Salg,Ane,Holm,www.linkedin.com/in/ane,HIDDEN\n",
        {"slug": ["ane"]},
        [],
    ),
    "recommendations, without their text": (
        "Recommendations_Received.csv",
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        'Ane,Holm,Fjord,CEO,Dygtig,"02/09/26, 01:21 PM",V\n',
        {"characters": [6], "written_on": [day(2026, 2, 9, 13, 21)]},
        [],
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_every_form_is_read_and_the_report_says_what_was_odd(kind, tmp_path):
    name, content, expected, sentences = READ[kind]
    table = by_name(name).name
    path = put(tmp_path, {name: content}) / name
    export = read_export(path)
    frame = export.tables[table]
    assert {column: cells(frame, column) for column in expected} == dict(expected)
    assert [one.rows for one in export.report.read] == [len(frame)]
    for sentence in sentences:
        assert sentence in said(export)
    assert read_export(tmp_path).tables[table].equals(frame), "the same in a folder"


@pytest.mark.parametrize("kind", READ)
def test_types_are_those_the_course_promises_also_where_nothing_was_read(kind, tmp_path):
    name, content, *_ = READ[kind]
    export = read_export(put(tmp_path, {name: content}) / name)
    assert export.tables.keys() == TABLES.keys()
    for table in TABLES.values():
        frame = export.tables[table.name]
        assert list(frame.columns) == [column.name for column in table.columns]
        for column in table.columns:
            types = frame[column.name].dtype
            if column.kind in (DAY, MOMENT, MONTH):
                assert types == "datetime64[us]"
            elif column.kind in (YES, SPONSORED, BLANK):
                assert pd.api.types.is_bool_dtype(types)
            elif column.kind == LENGTH:
                assert pd.api.types.is_integer_dtype(types)
            else:
                # pandas 2 calls text without cells "object", pandas 3 "str".
                assert types == pd.Series(["text"]).dtype


@pytest.mark.parametrize(
    "name",
    [
        "CONNECTIONS.CSV",
        "connections.csv",
        "Connections (1).csv",
        "Connections(12).csv",
        "Connections_123456.csv",
        "Connections_123456 (2).csv",
        "Kopi af Connections.csv",
        "Kopia av Connections.csv",
        "Copy of Connections.csv",
        "Connections - Kopi.csv",
        "Connections – Kopie.csv",
        "Connections - Copy (2).csv",
        "Connections copy 2.csv",
        "Connections kopi.csv",
        " connections_.txt",
    ],
)
def test_a_file_is_known_by_whatever_its_name_became(name, tmp_path):
    export = read_export(put(tmp_path, {name: CONNECTIONS, "andet.csv": "a,b\n1,2\n"}))
    assert cells(export.tables["connections"], "first_name") == ["Ane", "Bo"]
    assert f"{name}: 2 rows read" in said(export)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("company_follows.csv", "company_follows"),
        ("CompanyFollows_99.csv", "company_follows"),
        ("member follows.csv", "member_follows"),
        ("Instant Reposts.csv", "reposts"),
        ("Endorsement_Received_Info_1.csv", "endorsements_received"),
        ("MESSAGES.csv", "messages"),
        ("guide_messages.csv", None),
        ("learning_coach_messages.csv", None),
        ("learning_role_play_messages.csv", None),
        ("messages_old.csv", None),
        ("Connections of Ane.csv", None),
        ("Receipts_v2.csv", None),
    ],
)
def test_names_that_are_and_are_not_a_tables(name, table):
    known = by_name(name)
    assert (known and known.name) == table


@pytest.mark.parametrize(
    "name",
    ["guide_messages.csv", "coach_messages.csv", "learning_coach_messages.csv", "Learning Role Play Messages.csv"],
)
@pytest.mark.parametrize("beside", [{}, {"messages.csv": f"{TEN}\n{SENT}Hej,INBOX\n"}])
def test_talks_with_an_assistant_are_no_messages(name, beside, tmp_path):
    talk = f"{TEN}\n" + f"{SENT}Hvad er salg?,INBOX\n" * 3
    export = read_export(put(tmp_path, {"Connections.csv": CONNECTIONS, name: talk, **beside}))
    assert len(export.tables["messages"]) == len(beside)
    assert f"{name}: not read. It holds talks with LinkedIn's assistant, not messages to people." in said(export)


@pytest.mark.parametrize("name", ["Contacts.csv", "ImportedContacts.csv", "Imported Contacts_12.csv"])
def test_an_address_book_is_no_list_of_connections(name, tmp_path):
    book = "Source,FirstName,LastName,Companies,Title,CreatedAt\nx,Ane,Holm,Fjord,CEO,08 Feb 2026\n"
    with pytest.raises(CourseError, match="address book that was once uploaded, not your connections"):
        read_export(put(tmp_path, {name: book}) / name)
    export = read_export(put(tmp_path, {"Skills.csv": "Name\nSalg\n", "mine.csv": book}))
    assert export.tables["connections"].empty and "Connections.csv" in export.report.absent


@pytest.mark.parametrize(
    ("name", "content", "table"),
    [
        ("Ane Holms netværk.csv", CONNECTIONS, "connections"),
        ("eksport.txt", f"{TEN}\n{SENT}Hej,INBOX\n", "messages"),
        ("a.csv", COMMENTED + "2026-02-09 01:21:47,x,Enig\n", "comments"),
        ("b.csv", "Date,Type,Link\n2026-02-09 01:21:47,LIKE,x\n", "reactions"),
    ],
)
def test_a_file_with_another_name_is_known_by_its_header_and_that_is_said(name, content, table, tmp_path):
    for path in (put(tmp_path, {name: content}) / name, put(tmp_path, {"andet.csv": "a,b\n1,2\n"})):
        export = read_export(path)
        assert len(export.tables[table]) and "It has another name and was known by its column names." in said(export)
        assert name not in said(export), "a name that a learner gave may be a person's"


def test_a_list_of_customers_is_no_list_of_connections(tmp_path):
    customers = "First Name,Last Name,Email Address,Company,Position\nAne,Holm,a@b.dk,Fjord,CEO\n"
    export = read_export(put(tmp_path, {"Skills.csv": "Name\nSalg\n", "kunder.csv": customers}))
    assert export.tables["connections"].empty and "1 other file is none of those the course reads." in said(export)


@pytest.mark.parametrize(
    "name", ["Ad_Targeting", "SearchQueries", "Inferences_about_you", "Notes", "Rich_Media", "Learning"]
)
def test_what_is_nobodys_business_is_never_opened(name, tmp_path):
    private = f"{name}_123456.csv"
    # A damaged member of a zip raises when it is read.
    damaged = zipped({"Connections.csv": CONNECTIONS, f"Jobs/{private}": "secret" * 50})
    at = damaged.index(private.encode()) + len(private)
    damaged = damaged[:at] + b"\xff" * 8 + damaged[at + 8 :]
    path = put(tmp_path, {"x.zip": damaged}) / "x.zip"
    with zipfile.ZipFile(path) as whole, pytest.raises((zipfile.BadZipFile, zlib.error)):
        whole.read(f"Jobs/{private}")
    export = read_export(path)
    assert export.report.unread == [private] and not export.report.skipped
    assert f"Not opened, because nothing here needs them: {private}." in said(export)
    with pytest.raises(CourseError, match="Nothing here needs .*, so it was not opened"):
        read_export(put(tmp_path, {private: "a,b\n"}) / private)


def test_no_private_file_has_the_name_of_a_table():
    assert not [name for name in PRIVATE if by_name(name)]


# -- where the files stand

BASIC = {"Connections.csv": CONNECTIONS, "Invitations.csv": INVITED, "Jobs/Job Applications.csv": "a,b\n", "x.html": ""}
QUINE = "Basic_LinkedInDataExport_10-08-2026.zip"

HOLDERS: Mapping[str, tuple[str, Mapping[str, str | bytes], str]] = {
    "LinkedIn's zip": (QUINE, {QUINE: zipped(BASIC)}, ""),
    "a zip without an ending": ("arkiv", {"arkiv": zipped(BASIC)}, ""),
    "one folder on top": (
        "a.zip",
        {"a.zip": zipped({f"Basic 10-08/{name}": text for name, text in BASIC.items()})},
        "",
    ),
    "backslashes": ("a.zip", {"a.zip": zipped({f"Basic\\{name}": text for name, text in BASIC.items()})}, ""),
    "zipped again": ("a.zip", {"a.zip": zipped({QUINE: zipped(BASIC)})}, ""),
    "zipped three times more": (
        "a.zip",
        {"a.zip": zipped({"b/b.zip": zipped({"c.zip": zipped({QUINE: zipped(BASIC)})})})},
        "",
    ),
    "zipped on a Mac": (
        "a.zip",
        {"a.zip": zipped({"__MACOSX/._Connections.csv": b"\0\5\26\7", "._Connections.csv": b"\0\5\26\7", **BASIC})},
        "",
    ),
    "unzipped": ("a", {f"a/{name}": text for name, text in BASIC.items()}, ""),
    "unzipped on a Mac": (
        "a",
        {"a/._Connections.csv": b"\0\5", "a/.DS_Store": b"", "a/b/Connections.csv": CONNECTIONS},
        "",
    ),
    "unzipped, with the zip beside": (
        "a",
        {"a/Connections.csv": CONNECTIONS, f"a/{QUINE}": zipped({"Connections.csv": NEW})},
        "beside them was left alone",
    ),
    "a folder with the zip": (
        "a",
        {f"a/{QUINE}": zipped(BASIC), "a/noter.csv": "a,b\n"},
        f"In this folder {QUINE} was read",
    ),
    "a folder with the zip and another": (
        "a",
        {f"a/{QUINE}": zipped(BASIC), "a/billeder.zip": zipped({"x.png": ""})},
        f"In this folder {QUINE} was read",
    ),
    "a single file in a zip": ("a.zip", {"a.zip": zipped({"Connections.csv": CONNECTIONS})}, ""),
    "sub-folders, two of them with lists": (
        "a",
        {
            "a/ny/Connections.csv": CONNECTIONS,
            "a/gammel/2020/Connections.csv": NEW,
            "a/gammel/2020/Skills.csv": "Name\nSalg\n",
        },
        "The files stood in 2 folders. If those are several archives, give one of them alone.",
    ),
    "the same list twice": (
        "a",
        {"a/Connections.csv": CONNECTIONS, "a/Connections (1).csv": NEW},
        "Connections (1).csv: not read. It holds the same kind of list as another file, which was read as",
    ),
}


@pytest.mark.parametrize("kind", HOLDERS)
@pytest.mark.parametrize("pasted", ["{}", '"{}"', " '{}' \n"])
def test_the_archive_is_found_wherever_it_stands(kind, pasted, tmp_path):
    name, files, sentence = HOLDERS[kind]
    export = read_export(pasted.format(put(tmp_path, files) / name))
    assert cells(export.tables["connections"], "first_name") == ["Ane", "Bo"]
    assert export.report.archive == name and str(export.report).startswith(f"Read from {name}:\n- ")
    assert sentence in said(export)


def test_a_path_may_begin_at_home(tmp_path, monkeypatch):
    put(tmp_path, {"Connections.csv": CONNECTIONS})
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert read_export("~/Connections.csv").report.archive == "Connections.csv"


def test_a_damaged_file_leaves_the_others(tmp_path):
    data = zipped({"Connections.csv": CONNECTIONS, "Shares.csv": SHARED * 9})
    at = data.index(b"Shares.csv") + len("Shares.csv")
    path = put(tmp_path, {"a.zip": data[:at] + b"\xff" * 9 + data[at + 9 :]}) / "a.zip"
    export = read_export(path)
    assert len(export.tables["connections"]) == 2 and export.tables["shares"].empty
    assert "Shares.csv: not read. It is damaged. Download the archive again." in said(export)


def patched(data: bytes, offset: int, value: int) -> bytes:
    """The zip with two bytes of each member's header changed, where it stands and in the list at the end."""
    changed = bytearray(data)
    for mark, further in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        for found in re.finditer(re.escape(mark), data):
            struct.pack_into("<H", changed, found.start() + offset + further, value)
    return bytes(changed)


def locked(data: bytes) -> bytes:
    return patched(data, 6, 1)


def packed_as(method: int, data: bytes) -> bytes:
    return patched(data, 8, method)


LOGIN = "\n<!DOCTYPE html><html><head><title>LinkedIn Login</title></head></html>"
ANALYTICS = "Content_2026-01-01_2026-12-31_Ane.xlsx"


def analytics() -> bytes:
    book = openpyxl.Workbook()
    for title in ("DISCOVERY", "ENGAGEMENT", "TOP POSTS", "FOLLOWERS", "DEMOGRAPHICS"):
        book.create_sheet(title)
    del book["Sheet"]
    return saved(book)


# What is given, the files, and what the sentence says: what it is, and what to do.
NONE: Mapping[str, tuple[str, Mapping[str, str | bytes], list[str]]] = {
    "a PDF": ("Profile.pdf", {"Profile.pdf": b"%PDF-1.7"}, ["is a PDF, perhaps your profile", "Give the zip file"]),
    "a login page": ("a.zip", {"a.zip": LOGIN}, ["is a web page (perhaps the link no longer worked", "Get a copy of"]),
    "a photo": ("a.jpg", {"a.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256))}, ["is a picture", "Give the zip file"]),
    "an empty file": ("a.zip", {"a.zip": ""}, ["is empty, so the download did not work"]),
    "an empty folder": ("a", {"a/.x": ""}, ["holds no file of LinkedIn's archive", "Give the zip file"]),
    "a folder with a download": ("a", {"a/b.crdownload": "PK"}, ["a download in it that has not ended: wait for it"]),
    "a download": ("b.crdownload", {"b.crdownload": zipped(BASIC)[:99]}, ["is a download that has not ended. Wait"]),
    "half a download": ("b.zip", {"b.zip": zipped(BASIC)[:-30]}, ["a zip file that is not whole", "Download it again"]),
    "half a zip in a zip": (
        "b.zip",
        {"b.zip": zipped({"c.zip": zipped(BASIC)[:-30]})},
        ["c.zip in b.zip is a zip file that is not whole"],
    ),
    "a RAR": ("a.rar", {"a.rar": b"Rar!\x1a\7"}, ["is a RAR file", "Give the zip file"]),
    "a 7-Zip": ("a.7z", {"a.7z": b"7z\xbc\xaf\x27\x1c"}, ["is a 7-Zip file"]),
    "a tar": ("a.tgz", {"a.tgz": b"\x1f\x8b\x08"}, ["is a packed file of another kind"]),
    "an old Excel file": (
        "Connections.xls",
        {"Connections.xls": b"\xd0\xcf\x11\xe0"},
        ["an Excel file of the old kind or"],
    ),
    "Analytics": (ANALYTICS, {ANALYTICS: analytics()}, ["It is the export of LinkedIn's Analytics, which is not part"]),
    "half an Excel file": (
        "a.xlsx",
        {"a.xlsx": sheet([["a"]])[:500]},
        ["It is damaged, or no Excel workbook. Save it again"],
    ),
    "another table": (
        "a.csv",
        {"a.csv": "navn,by\nAne,Ry\n"},
        ["No line of it has LinkedIn's column names, such as First Name"],
    ),
    "a header cut off": (
        "Connections.csv",
        {"Connections.csv": NOTES + "First Na"},
        ["No line of it has LinkedIn's column names"],
    ),
    "another zip": ("a.zip", {"a.zip": zipped({"x.png": ""})}, ["holds nothing that looks like LinkedIn's archive"]),
    "an empty zip": ("a.zip", {"a.zip": zipped({})}, ["holds nothing that looks like LinkedIn's archive"]),
    "a locked zip": (
        "a.zip",
        {"a.zip": locked(zipped(BASIC))},
        ["Connections.csv: It is locked with a password. Unzip the archive and"],
    ),
    "a locked zip in a zip": (
        "a.zip",
        {"a.zip": locked(zipped({"b.zip": zipped(BASIC)}))},
        ["b.zip in a.zip could not be read. It is locked"],
    ),
    "Windows' packing of large files": (
        "a.zip",
        {"a.zip": packed_as(9, zipped(BASIC))},
        ["It is packed in a way not known here. Unzip the archive and"],
    ),
    "two zips": (
        "a",
        {f"a/Basic_{QUINE}": zipped(BASIC), f"a/{QUINE}": zipped(BASIC)},
        [f"holds 2 zip files: Basic_{QUINE}, {QUINE}. Give the one you mean."],
    ),
    "two zips in a zip": (
        "a.zip",
        {"a.zip": zipped({"b.zip": zipped(BASIC), "c.zip": b""})},
        ["a.zip holds 2 zip files: b.zip, c.zip. Unzip"],
    ),
    "a file inside a zip": (
        f"{QUINE}/Connections.csv",
        {QUINE: zipped(BASIC)},
        ["stands inside a zip file. Give the zip"],
    ),
    "what is not there": ("væk.zip", {}, ["There is no file or folder", "choose Copy as path"]),
    "no name": ("\0", {}, ["No file was named"]),
    "a name that no system takes": ("x" * 5000, {}, ["There is no file or folder"]),
    "a name with half a sign": ("\ud800.zip", {}, ["There is no file or folder"]),
}


def refused(path: object) -> str:
    with pytest.raises(CourseError) as caught:
        read_export(path)
    sentence = str(caught.value)
    sentence.encode()
    assert all(sign.isprintable() for sign in sentence)
    assert sentence[-1] == "." and "  " not in sentence and ".." not in sentence and len(sentence) < 900
    assert not re.search(r"Traceback|Error|Errno|None|nan\b|<|\\x|BOM|UTF|NUL|parse", sentence), sentence
    return sentence


@pytest.mark.parametrize("kind", NONE)
def test_what_is_no_archive_is_named_and_the_next_step_is_told(kind, tmp_path):
    name, files, words = NONE[kind]
    sentence = refused(str(put(tmp_path, files) / name))
    for word in words:
        assert word in sentence


@pytest.mark.parametrize("path", ["", "  ", '""', "~nobody-has-this-name/a.zip", None, 5])
def test_what_names_no_file_gets_a_sentence(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert re.match("No file was named|There is no file or folder", refused(path))


@pytest.mark.skipif(os.name == "nt", reason="no such files in Windows")
def test_what_is_neither_file_nor_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    (tmp_path / "null.csv").symlink_to("/dev/zero")
    assert "is neither a file nor a folder" in refused(tmp_path / "pipe.csv")
    assert "is neither a file nor a folder" in refused("/dev/zero")
    assert "is neither a file nor a folder" in refused(tmp_path / "null.csv")
    assert "There is no file or folder" in refused(tmp_path / "round")
    (tmp_path / "again").symlink_to(tmp_path)
    put(tmp_path, {"Connections.csv": CONNECTIONS})
    export = read_export(tmp_path)
    assert [one.rows for one in export.report.read] == [2] and not export.report.skipped


@contextmanager
def closed(monkeypatch: pytest.MonkeyPatch, *names: tuple[object, str]) -> Iterator[None]:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        for owner, name in names:
            patch.setattr(owner, name, forbidden)
        yield


def test_what_another_program_holds_gets_a_sentence(tmp_path, monkeypatch):
    put(tmp_path, {"a/Connections.csv": CONNECTIONS})
    step = "cannot be opened: Permission denied. Close the program that has it open, or copy it to a folder of your own"
    with closed(monkeypatch, (Path, "open")):
        assert step in refused(tmp_path / "a" / "Connections.csv")
        assert f"Connections.csv: It {step}" in refused(tmp_path / "a")
    with closed(monkeypatch, (os, "scandir")):
        assert step in refused(tmp_path / "a")
    with closed(monkeypatch, (Path, "stat")):
        assert step in refused(tmp_path / "a")


def test_a_folder_with_everything_in_it_is_not_searched_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_MOST_FILES", 3)
    put(tmp_path, {f"{at}.txt": "" for at in range(5)})
    assert "holds more than 3 files, so it is hardly the archive alone" in refused(tmp_path)
    put(tmp_path, {"b/a.zip": zipped({f"{at}.txt": "" for at in range(5)})})
    assert "a.zip holds more than 3 files" in refused(tmp_path / "b" / "a.zip")


def test_only_so_many_rows_are_read_and_that_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "MOST_ROWS", 3)
    export = read_export(put(tmp_path, {"Connections.csv": dated(*["08 Feb 2026"] * 5)}) / "Connections.csv")
    assert len(export.tables["connections"]) == 3 and "Only the first 3 rows were read." in said(export)


@pytest.mark.parametrize("cut", range(40, len(CONNECTIONS.encode()), 7))
def test_a_list_cut_off_anywhere_gives_whole_people_or_a_sentence(cut, tmp_path):
    path = put(tmp_path, {"Connections.csv": CONNECTIONS.encode()[:cut]}) / "Connections.csv"
    if cut < len(NOTES + "First Name,Last Name"):
        assert "No line of it has LinkedIn's column names" in refused(path)
        return
    export = read_export(path)
    people = export.tables["connections"]
    assert cells(people, "first_name") in ([], ["Ane"], ["Ane", "Bo"])
    assert people.connected_on.notna().all() or "not understood" in said(export) or "missing" in said(export)


@pytest.mark.parametrize("part", range(0, 100, 3))
def test_a_zip_cut_off_anywhere_is_said_to_be_cut_off(part, tmp_path):
    data = zipped(BASIC)
    sentence = refused(put(tmp_path, {"a.zip": data[: len(data) * part // 100]}) / "a.zip")
    assert re.search(
        "is not whole, so probably the download broke off|is empty, so the download|No line of it has", sentence
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.linkedin.com/in/Ane-Holm-123", "ane-holm-123"),
        ("www.linkedin.com/in/ane/", "ane"),
        ("https://dk.linkedin.com/in/ane/da", "ane"),
        ("https://www.linkedin.com/in/ane?trk=x#y", "ane"),
        ("https://www.linkedin.com/in/%C3%A5se-%F0%9F%9A%80", "åse-🚀"),
        ("https://www.linkedin.com/company/fjord", "fjord"),
        ("ane", "ane"),
        ("https://www.linkedin.com/in/", None),
        ("https://www.linkedin.com/in", None),
        ("?", None),
    ],
)
def test_slug_tells_one_person_from_another(address, expected):
    assert slug(address) == expected


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        (JULY_9, MOMENT, day(2026, 7, 9, 14, 37)),
        ("12/1/25, 12:00\u202fAM", MOMENT, day(2025, 12, 1)),
        ("1/2/26, 2:37 p.m.", MOMENT, day(2026, 1, 2, 14, 37)),
        ("Sat Sep 05 08:12:14 UTC 2026", MOMENT, day(2026, 9, 5, 8, 12, 14)),
        ("2026/08/01 10:00:00 UTC", MOMENT, day(2026, 8, 1, 10)),
        ("August 1, 2026", DAY, day(2026, 8, 1)),
        ("8. Februar 2026", DAY, day(2026, 2, 8)),
        ("4-Apr-21", DAY, day(2021, 4, 4)),
        ("46061.5", MOMENT, day(2026, 2, 8, 12)),
        ("Jan 2024", MONTH, day(2024, 1, 1)),
        ("Jan-24", MONTH, day(2024, 1, 1)),
        ("jan-98", MONTH, day(1998, 1, 1)),
        ("01-01-2024", MONTH, day(2024, 1, 1)),
        ("2024", MONTH, day(2024, 1, 1)),
        ("29 Feb 2025", DAY, None),
        ("08 Feb 1999", DAY, None),
        ("08 Feb 2999", DAY, None),
        ("99999", DAY, None),
        ("٠٨ Feb 2026", DAY, None),
        ("25:00", MOMENT, None),
        ("2026-02-08 25:00:00", MOMENT, None),
        ("1" * 5000, DAY, None),
    ],
)
def test_each_way_to_write_a_date(written, kind, expected):
    read, remarks = dates.read([written, None], kind)
    assert [None if pd.isna(one) else one for one in read] == [expected, None]
    assert remarks.not_understood == (expected is None)


SECRET = "Ane Hemmelig"


@pytest.mark.parametrize(
    "files",
    [
        {"Connections.csv": dated(SECRET, f"8 {SECRET} 2026")},
        {
            "Connections.csv": NEW
            + f'{SECRET},x,,,,,08 Feb 2026,{SECRET},{SECRET}\n{SECRET}\n{SECRET},x\n{SECRET},,"{SECRET}'
        },
        {"Connections.csv": f"First Name,Last Name,{SECRET},Efternavn,Company {SECRET}\nA,B,,,\n"},
        {"messages.csv": f"{TEN}\n{SENT}{SECRET},INBOX\n{SECRET}\na,b,c,d,e,f,{SECRET},,x,y\n"},
        {"Skills.csv": "Name\nSalg\n", f"{SECRET}.csv": f"{SECRET}\n", f"Connections {SECRET}.csv": CONNECTIONS},
        {"Skills.csv": "Name\nSalg\n", f"{SECRET}/Connections.csv": NEW, f"{SECRET} 2/Connections.csv": NEW},
        {"Connections.csv": CONNECTIONS, f"{SECRET}.csv": CONNECTIONS},
        {"Skills.csv": "Name\nSalg\n", f"{SECRET}.xlsx": sheet([[SECRET]])},
        {"Comments.csv": COMMENTED + f'{SECRET},{SECRET},"{SECRET} \\"'},
        {"Connections.xlsx": sheet([NEW.strip().split(","), ["A", "B", None, None, None, None, SECRET]], title=SECRET)},
    ],
)
def test_no_sentence_names_a_person_or_repeats_a_text(files, tmp_path):
    report = str(read_export(put(tmp_path / "arkiv", files)).report)
    assert "rows read" in report or "1 row read" in report
    assert "Hemmelig" not in report


def test_every_sentence_of_the_reader_reads_well(tmp_path):
    sentences = set()
    for at, (name, content, *_) in enumerate(READ.values()):
        sentences.update(read_export(put(tmp_path / str(at), {name: content}) / name).report.lines())
    assert len(sentences) > 60
    for sentence in sentences:
        assert sentence[-1] == "." and ".." not in sentence.replace("…", "") and "  " not in sentence, sentence
        assert not re.search(r"\b(None|nan|NaT|Error|UTF|BOM|NUL|dtype|parse|column\(s\))", sentence), sentence
        assert not re.search(r"\b1 (rows|dates|people|person are|row were|date were)\b", sentence), sentence


def test_the_report_cannot_steer_a_terminal(tmp_path):
    path = put(tmp_path / "a\x1b[31m\u202eb", {"Connections.csv": CONNECTIONS}) if os.name != "nt" else tmp_path
    put(path, {"Connections.csv": CONNECTIONS})
    assert all(sign.isprintable() or sign == "\n" for sign in str(read_export(path).report))


def test_the_courses_own_connections_are_read_alike():
    """The archive's reader and the course's own table give the same people."""
    path = COURSE_FOLDER / "datasets" / "linkedin_export" / "Connections.csv"
    own = read_export(path)
    pd.testing.assert_frame_equal(own.tables["connections"], load("connections"))
    raw = read_connections(path)
    assert len(raw) == len(own.tables["connections"]) + own.report.hidden
    assert raw.equals(load("connections_raw"))


# -- what is meant to do harm

settings.register_profile(
    "reader",
    derandomize=not os.environ.get("SSL_FUZZ"),
    database=None,
    max_examples=int(os.environ.get("SSL_FUZZ") or 200),
    suppress_health_check=list(HealthCheck),
)
fuzzed = settings.get_profile("reader")

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "a\0b",
    '"',
    '""',
    "\\",
    '\\"',
    "\n",
    "\r",
    "\u202eabc",
    "\u200f",
    "\ufeff",
    "\x1b[31m",
    "\x1c\x85\u2028",
    "x" * 200_000,
    "9" * 6000,
    "{0.__class__}",
    "%s%n",
    "NaN",
    "12345",
    "1e999",
    "46061",
    "08 Feb 2026",
    "7/9/26, 2:37 PM",
    "99999",
    "00000.9",
    "https://[::1",
    "https://x.com/in/%ff%00",
]
HEADERS = sorted(
    {header for _, content, *_ in READ.values() if isinstance(content, str) for header in content.split("\n")[:4]}
)
NAMES = st.one_of(
    st.sampled_from(
        [table.file for table in TABLES.values()] + ["Connections.xlsx", "a.csv", "Ad_Targeting.csv", "a.zip"]
    ),
    st.sampled_from(
        ["../Connections.csv", "/etc/passwd.csv", "C:\\x\\Shares.csv", "a/../../b.csv", "", ".csv", "\x1b[31m.csv"]
    ),
    st.text(max_size=12).map(lambda text: f"{text}.csv"),
)
CELL = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), st.dates().map(str), st.integers().map(str))
ROW = st.lists(CELL, max_size=15)


@st.composite
def a_list(draw: st.DrawFn) -> bytes:
    """A table of LinkedIn's with its columns shuffled, doubled or missing, hostile cells, and in any encoding."""
    header = draw(st.sampled_from(HEADERS)).split(",")
    header = draw(st.one_of(st.just(header), st.permutations(header), st.lists(st.sampled_from(header), max_size=15)))
    file = io.StringIO(newline="")
    table = csv.writer(
        file,
        delimiter=draw(st.sampled_from(",,,;\t|")),
        lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    )
    file.write(draw(st.sampled_from(["", NOTES, "sep=;\n", "\ufeff", "\n\n"])))
    table.writerows([header, *draw(st.lists(ROW, max_size=6))])
    data = file.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "utf-7"])), "replace")
    data = data[: draw(st.sampled_from([None, None, len(data) // 2, len(data) - 1]))]
    where = draw(st.integers(0, len(data)))
    return data[:where] + draw(st.one_of(st.just(b""), st.binary(max_size=9))) + data[where:]


CONTENT = st.one_of(
    st.binary(max_size=300),
    a_list(),
    st.builds(sheet, st.lists(st.lists(st.one_of(st.none(), st.integers(), st.dates()), max_size=4), max_size=4)),
    st.sampled_from([content if isinstance(content, bytes) else content.encode() for _, content, *_ in READ.values()]),
)


@st.composite
def a_zip(draw: st.DrawFn) -> bytes:
    """A zip, perhaps cut off, with bytes changed, or with another in it."""
    file = io.BytesIO()
    inside = st.one_of(CONTENT, CONTENT.map(lambda data: zipped({"Connections.csv": data})))
    with zipfile.ZipFile(file, "w", draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))) as made:
        for name, data in draw(st.dictionaries(NAMES, inside, max_size=4)).items():
            made.writestr(zipfile.ZipInfo(name.replace("\0", "") or "x"), data)
    data = bytearray(file.getvalue())
    for _ in range(draw(st.integers(0, 3))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.one_of(st.none(), st.integers(0, len(data))))])


SECONDS = 20


def survives(path: Path) -> None:
    """Reading ends soon, in an export or a CourseError with a printable sentence, and leaves csv as it was."""
    limit, started = 99_991, time.process_time()
    limit_before = csv.field_size_limit(limit)
    try:
        export = read_export(path)
        text = str(export.report)
        assert set(export.tables) == set(TABLES)
    except CourseError as error:
        text = str(error)
    text.encode()
    assert all(sign.isprintable() or sign == "\n" for sign in text)
    assert csv.field_size_limit(limit_before) == limit and time.process_time() - started < SECONDS


@fuzzed
@given(
    name=NAMES.map(lambda name: Path(name).name.replace("\0", "").encode(errors="replace").decode()[:60]), data=CONTENT
)
def test_any_bytes_as_a_file(name, data, tmp_path_factory):
    path = tmp_path_factory.mktemp("f") / (re.sub(r'[\\/:*?"<>|\r\n]', "_", name) or "x")
    path.write_bytes(data)
    survives(path)


@fuzzed
@given(data=a_zip())
def test_any_bytes_as_a_zip(data, tmp_path_factory):
    path = tmp_path_factory.mktemp("z") / "a.zip"
    path.write_bytes(data)
    survives(path)


@fuzzed
@given(
    files=st.dictionaries(
        st.sampled_from([t.file for t in TABLES.values()] + ["b.csv", "c.zip", "d/e.csv"]), CONTENT, max_size=4
    )
)
def test_any_bytes_in_a_folder(files, tmp_path_factory):
    survives(put(tmp_path_factory.mktemp("d"), files))


@fuzzed
@given(column=st.lists(st.one_of(CELL, st.none()), max_size=8), kind=st.sampled_from([DAY, MOMENT, MONTH]))
def test_any_text_as_a_date(column, kind):
    read, remarks = dates.read(column, kind)
    assert len(read) == len(column) and read.dtype == "datetime64[us]"
    assert read.notna().sum() + remarks.not_understood == sum(cell is not None for cell in column)


@fuzzed
@given(name=st.text(min_size=1, max_size=20), job=st.text(max_size=40))
def test_text_stays_text(name, job, tmp_path_factory):
    """Whatever stands in a cell arrives as it was, but for blanks around it, NULs and halves of signs."""
    file = io.StringIO(newline="")
    file.write(NEW)
    # In quotes: older Pythons write a lone carriage return without them.
    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [["Bo", name, "", "", "", job, ""], ["Ea", "x", "", "", "", "", ""]]
    )
    data = file.getvalue().encode("utf-8", "replace")
    known = [text.encode("utf-8", "replace").decode().replace("\0", "").strip() or None for text in (name, job)]
    people = read_export(put(tmp_path_factory.mktemp("t"), {"Connections.csv": data})).tables["connections"]
    assert [people.last_name[0], None if pd.isna(people.position[0]) else people.position[0]] == known or not known[0]


def overlapping(times: int) -> bytes:
    """A zip whose list names one packed member many times."""
    one = zipped({"Connections.csv": NEW + "a,b,,,,,\n" * 300_000})
    at, end = one.index(b"PK\1\2"), one.index(b"PK\5\6")
    entry = one[at:end]
    last = bytearray(one[end:])
    struct.pack_into("<HHLL", last, 8, times, times, len(entry) * times, at)
    return one[:at] + entry * times + bytes(last)


def nested(levels: int, each: int) -> bytes:
    data = zipped({"Connections.csv": "a,b\n"})
    for _ in range(levels):
        data = zipped({f"{at}.zip": data for at in range(each)})
    return data


def laughing(times: int = 10) -> bytes:
    """An Excel file in which a few bytes of XML stand for a thousand million signs."""
    words = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, times))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "ha">{words}]>'.encode()
    with zipfile.ZipFile(io.BytesIO(sheet([["First Name", "Last Name", "Connected On"], ["a", "b", "c"]]))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    laugh = f"&a{times - 1};".encode()
    first = "xl/worksheets/sheet1.xml"
    parts[first] = doctype + re.sub(rb"<(t|v)>[abc]</", lambda cell: cell[0][:3] + laugh + b"</", parts[first])
    assert laugh in parts[first] and parts[first].count(b"<?xml") == 0
    return zipped(parts)


BOMBS: Mapping[str, object] = {
    "a large ratio": lambda: zipped({"Connections.csv": NEW.encode() + b"\0" * (220 << 20)}),
    "only line ends": lambda: zipped({"Connections.csv": NEW.encode() + b"\n" * (120 << 20)}),
    "only commas": lambda: zipped({"Connections.csv": NEW.encode() + b"," * (60 << 20)}),
    "only quotes": lambda: zipped({"Connections.csv": NEW.encode() + b'"' * (60 << 20)}),
    "one text of megabytes": lambda: zipped({"Connections.csv": NEW.encode() + b'"' + b"x" * (60 << 20)}),
    "only beginnings of posts": lambda: zipped({"Shares.csv": SHARED.encode() + b'"a"\n' * (10 << 20)}),
    "overlapping members": lambda: overlapping(200),
    "20,000 members": lambda: zipped({f"{at}/a.csv": "x" for at in range(20_000)}),
    "2,000 lists": lambda: zipped({f"{at}.csv": NEW for at in range(2_000)}),
    "zips in zips": lambda: nested(7, 1),
    "many zips in zips": lambda: nested(5, 3),
    "a wide sheet": lambda: zipped({"Connections.xlsx": sheet([NEW.split(","), *[["x"] * 5000] * 30])}),
    "XML that grows": lambda: zipped({"Connections.xlsx": laughing()}),
    "a large sheet": lambda: zipped(
        {"Connections.xlsx": zipped({"[Content_Types].xml": "", "xl/workbook.xml": b" " * (120 << 20)})}
    ),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_zip_made_to_do_harm_does_none(kind, tmp_path):
    path = put(tmp_path, {"a.zip": BOMBS[kind]()}) / "a.zip"
    survives(path)


WATCHED = """
import os, sys
from ssl_helpers import CourseError
from ssl_helpers.linkedin import read_export

def watch(event, given):
    if event == "open":
        path, mode, flags = given
        changing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
        writing = isinstance(mode, str) and set(mode) & set("wax+") or (flags or 0) & changing
        assert not writing or str(path) == os.devnull, given
    assert event.split(".")[0] not in ("socket", "subprocess", "shutil", "tempfile"), (event, given)
    assert event not in ("os.mkdir", "os.rename", "os.remove", "os.system", "os.exec", "os.posix_spawn"), (event, given)

read_export(sys.argv[1])
sys.addaudithook(watch)
for path in sys.argv[1:]:
    try:
        read_export(path)
    except CourseError:
        pass
print("ended")
"""


def test_nothing_is_written_and_nothing_sent(tmp_path):
    """Also by names in a zip that lead out of it."""
    bad = ("../Connections.csv", "/tmp/Shares.csv", "C:\\x\\messages.csv", "a/../../Comments.csv")
    put(
        tmp_path, {"a/b/x.zip": zipped(dict.fromkeys(bad, CONNECTIONS)), "c/Connections.xlsx": READ["an Excel file"][1]}
    )
    put(
        tmp_path,
        {"z.zip": zipped({QUINE: zipped(BASIC)}), "d/Connections.csv": CONNECTIONS, "e.zip": zipped(BASIC)[:99]},
    )

    def tree() -> dict:
        return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in tmp_path.rglob("*")}

    before = tree()
    given = [str(tmp_path / one) for one in ("d", "a/b/x.zip", "c", "z.zip", "e.zip", "c/Connections.xlsx", "none")]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *given], capture_output=True, text=True, cwd=COURSE_FOLDER, encoding="utf-8"
    )
    assert (done.stdout, done.returncode) == ("ended\n", 0), done.stderr
    assert tree() == before


def test_a_large_archive_is_read_in_seconds(tmp_path):
    """A tenth of the benchmark's; ten times what it takes here."""
    sys.path.insert(0, str(COURSE_FOLDER / "benchmarks"))
    try:
        from reader import make_archive
    finally:
        sys.path.pop(0)
    make_archive(tmp_path / "a.zip", connections=3_000, messages=5_000, posts=1_000)
    started = time.process_time()
    export = read_export(tmp_path / "a.zip")
    assert time.process_time() - started < 2
    assert [len(export.tables[name]) for name in ("connections", "messages", "shares")] == [3_000, 5_000, 1_000]
    assert not export.tables["shares"].text.str.contains('"\n"', regex=False).any()
