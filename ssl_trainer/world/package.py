"""Write the firm's tables and datapackage.json, which describes every column (Frictionless Data Package)."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ssl_helpers.linkedin import CONNECTIONS_COLUMNS

# Column -> (type, meaning with its unit). A list as type is the closed list of values.
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
            ("date", "Day on which the two connected"),
        ],
        strict=True,
    )
)


def write_package(folder: Path, tables: Mapping[str, pd.DataFrame], files: Mapping[str, str]) -> None:
    """Write `tables` as CSV (UTF-8, LF), `files` as they are, and datapackage.json into `folder`."""
    for name, table in tables.items():
        _write(folder / f"{name}.csv", table.to_csv(index=False, lineterminator="\n"))
    for path, text in files.items():
        _write(folder / path, text)
    _write(folder / "datapackage.json", json.dumps(_PACKAGE, ensure_ascii=False, indent=2) + "\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _resource(path: str, title: str, columns: Mapping[str, tuple], **more: object) -> dict:
    fields = []
    for column, (kind, meaning) in columns.items():
        field = {"name": column, "type": kind if isinstance(kind, str) else "string", "description": meaning}
        if isinstance(kind, list):
            field["constraints"] = {"enum": kind, "required": True}
        fields.append(field)
    if "Connected On" in columns:
        fields[-1]["format"] = "%d %b %Y"
    name = Path(path).stem.lower()
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
            "linkedin_export/Connections.csv",
            "The salesperson's LinkedIn connections, in LinkedIn's own format",
            _CONNECTIONS,
            # A note of two lines and a blank one stand above the header.
            dialect={"headerRows": [4]},
        ),
    ],
}
