"""Read LinkedIn's "Get a copy of your data" archive. Everything stays in memory, nothing is sent."""

import io
import re
from pathlib import Path

import pandas as pd

from ssl_helpers import CourseError

CONNECTIONS_COLUMNS = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]

# Recent archives open with a note and a blank line, older ones do not, so the header line is searched for.
_HEADER = re.compile(r'^"?First Name"?,', re.MULTILINE)


def read_connections(path: str | Path) -> pd.DataFrame:
    """Read LinkedIn's Connections.csv as it is: one row per connection, LinkedIn's own column names, all text.

    Blank cells are missing. People who closed or hid their profile are rows with nothing but a date.
    Raises CourseError when the file is no Connections.csv.
    """
    text = Path(path).read_text(encoding="utf-8-sig")
    header = _HEADER.search(text)
    if header is None:
        raise CourseError(
            f"{Path(path).name} has no line that starts with First Name, so it is not LinkedIn's Connections.csv. "
            "Pick the file Connections.csv in the folder you unzipped."
        )
    table = io.StringIO(text[header.start() :])
    return pd.read_csv(table, dtype=str, keep_default_na=False, na_values=[""])


def tidy_connections(raw: pd.DataFrame) -> pd.DataFrame:
    """One row per person you can name, from the frame that `read_connections` gives.

    Columns: first_name, last_name, slug (the last part of the profile address, lower case), email, company, position
    (both as they are today, not on the day you connected), connected_on (datetime). Rows with only a date are left out.
    """
    named = raw[raw["First Name"].notna() | raw["Last Name"].notna()]
    return pd.DataFrame(
        {
            "first_name": named["First Name"],
            "last_name": named["Last Name"],
            "slug": named["URL"].str.rstrip("/").str.rsplit("/", n=1).str[-1].str.lower(),
            "email": named["Email Address"],
            "company": named["Company"],
            "position": named["Position"],
            "connected_on": pd.to_datetime(named["Connected On"], format="%d %b %Y"),
        }
    ).reset_index(drop=True)
