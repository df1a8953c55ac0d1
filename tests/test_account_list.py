"""A learner's own list of accounts: every file that people keep one in, and the files that are none."""

import io
import os
import time
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssl_helpers import CourseError, network, sheets
from ssl_helpers.account_list import company_key, near, read_accounts
from ssl_trainer.world import names

PLAIN = "Firma;Type\nNørholm Glas A/S;Kunde\nEgevang Plast ApS;Emne\nLøvtoft Køl;Leverandør\n"


def written(folder: Path, content: str | bytes, name: str = "konti æøå.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def book(folder: Path, *tables: list[list[object]], name: str = "konti.xlsx") -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, table in enumerate(tables, start=1):
        sheet = workbook.create_sheet(f"Ark{number}")
        for row in table:
            sheet.append(row)
    workbook.save(folder / name)
    return folder / name


def said(path: Path) -> str:
    return " ".join(read_accounts(path).notes)


def companies(path: Path) -> list[str]:
    return read_accounts(path).accounts.company.tolist()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_way_to_store_it(tmp_path, encoding, separator, line_end):
    text = PLAIN.replace(";", separator).replace("\n", line_end)
    read = read_accounts(written(tmp_path, text.encode(encoding)))
    assert read.accounts.company.tolist() == ["Nørholm Glas A/S", "Egevang Plast ApS", "Løvtoft Køl"]
    assert read.accounts.category.tolist() == ["customer", "prospect", "partner"]
    assert read.accounts.company_key.tolist() == ["nørholm glas", "egevang plast", "løvtoft køl"]
    assert 'the column "Firma"' in read.notes[0]
    assert any("Windows" in note for note in read.notes) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("sep=;\nFirma;By\nAlfa;Aarhus\nBeta, Gamma & Co;Odense\n", ["Alfa", "Beta, Gamma & Co"]),
        ("Kundeliste 2026\n\nUdtrukket 1. maj\nNr;Navn;By\n1;Alfa;Aarhus\n2;Beta;Odense\n;I alt;\n", ["Alfa", "Beta"]),
        ('Company,City\n"Alfa, Beta & Co","Aarhus"\n"Gamma ""X""",Odense\n', ["Alfa, Beta & Co", 'Gamma "X"']),
        ("Nørholm Glas A/S\nEgevang Plast\n\nLøvtoft\n", ["Nørholm Glas A/S", "Egevang Plast", "Løvtoft"]),
        ("Firma\nAlfa\nBeta\n", ["Alfa", "Beta"]),
        ("Mine kunder\nAlfa\nBeta\n", ["Alfa", "Beta"]),
        ("Kunde\n3\n1881\nQ8\nAlfa\nBeta\nGamma\n", ["3", "1881", "Q8", "Alfa", "Beta", "Gamma"]),
        ("Alfa A/S;Aarhus\nBeta A/S;Aarhus\nGamma;Odense\n", ["Alfa A/S", "Beta A/S", "Gamma"]),
        ("Alfa A/S;Kunde\nBeta A/S;Kunde\nGamma;Emne\n", ["Alfa A/S", "Beta A/S", "Gamma"]),
        ("Account ID,Account Owner,Account Name\n1,Ida Holm,Alfa\n2,Bo Lund,Beta\n", ["Alfa", "Beta"]),
        ("Kundenr;Kundeansvarlig;Kundenavn;Kontaktperson\n1;Ida;Alfa;Per\n2;Ida;Beta;Kim\n", ["Alfa", "Beta"]),
        ("Kunde;Navn\n1001;Alfa\n1002;Beta\n", ["Alfa", "Beta"]),
        ("Navn;Firma\nIda Holm;Alfa\nBo Lund;Beta\n", ["Alfa", "Beta"]),
        ("CompanyName,CompanySize\nAlfa,10-50\nBeta,51-200\n", ["Alfa", "Beta"]),
        ("Företag;Stad\nAlfa AB;Malmö\nBeta AB;Lund\n", ["Alfa AB", "Beta AB"]),
        ("Bedrift;Sted\nAlfa AS;Oslo\nBeta AS;Bergen\n", ["Alfa AS", "Beta AS"]),
        ("E-mail;Lieferant X;Stadt\na@b.dk;Alfa GmbH;Kiel\nc@d.dk;Beta GmbH;Kiel\n", ["Alfa GmbH", "Beta GmbH"]),
        ("Firma\nAlfa\nFirma\nBeta\nTotal: 2\n---\n", ["Alfa", "Beta"]),
        ('Firma;By\n"Alfa;Aarhus\nBeta;Odense\nGamma;Odense\n', ["Alfa", "Beta", "Gamma"]),
        ("Firma;By\nAlfa;Aarhus\nBet", ["Alfa", "Bet"]),
        (
            "Firma;By\n=cmd|'/c calc'!A1;x\n<script>alert(1)</script>;y\n",
            ["=cmd|'/c calc'!A1", "<script>alert(1)</script>"],
        ),
        ("Firma;By\nAl\x00fa;Aarhus\nBeta;Odense\n", ["Al fa", "Beta"]),
        (";".join(["Firma", *(f"k{n}" for n in range(400))]) + "\nAlfa" + ";1" * 400 + "\n", ["Alfa"]),
    ],
)
def test_which_cells_are_companies(tmp_path, text, right):
    assert companies(written(tmp_path, text)) == right


@pytest.mark.parametrize(
    ("value", "category"),
    [
        *[
            (value, "customer")
            for value in ("kunde", "Customer", "CLIENT", "Aktiv kunde", "A-kunde", "Kund", "Closed Won")
        ],
        *[(value, "prospect") for value in ("emne", "Kundeemne", "Lead", "Prospect", "Potentiel", "Mulig kunde")],
        *[(value, "prospect") for value in ("Tidligere kunde", "lost", "Inaktiv", "Ikke kunde", "Former customer")],
        *[(value, "partner") for value in ("Partner", "Forhandler", "leverandør", "Supplier", "Återförsäljare")],
        *[(value, "customer") for value in ("?", "Konkurrent", "")],
    ],
)
def test_categories(tmp_path, value, category):
    rows = "".join(f"Selskab {letter};Kunde\n" for letter in "ABC")
    read = read_accounts(written(tmp_path, f"Firma;Status\n{rows}Alfa;{value}\n"))
    assert read.accounts.category.tolist() == ["customer"] * 3 + [category]
    notes = " ".join(read.notes)
    assert 'categories were taken from the column "Status"' in notes
    assert ("not understood" in notes) == (value in ("?", "Konkurrent", ""))
    assert ("no customers today" in notes) == (
        value in ("Tidligere kunde", "lost", "Inaktiv", "Ikke kunde", "Former customer")
    )


def test_without_categories_all_are_customers_and_the_note_says_so(tmp_path):
    for text in ("Firma\nAlfa\nBeta\n", "Firma;Type\nAlfa;X1\nBeta;X2\n"):
        path = written(tmp_path, text)
        assert set(read_accounts(path).accounts.category) == {"customer"}
        assert "add a column Category with customer, prospect or partner" in said(path)


def test_the_notes_say_what_was_assumed(tmp_path):
    text = "Company;Account Name;Type\nAlfa A/S;Alfa;Lead\nALFA;Alfa;Kunde\nBeta;Beta;Lead\n;x;\nTotal;;\n"
    path = written(tmp_path, text)
    notes = said(path)
    assert 'from the column "Company"' in notes and 'The column "Account Name" could be meant too' in notes
    assert "repeat a company" in notes and "without a company that were left out: 1." in notes
    accounts = read_accounts(path).accounts
    assert accounts.company.tolist() == ["Alfa A/S", "Beta"]
    assert accounts.category.tolist() == ["customer", "prospect"], "a customer stays one"
    notes = said(written(tmp_path, "Alfa A/S;Aarhus\nBeta A/S;Aarhus\nGamma;Odense\n"))
    assert "column 1, which looks most like" in notes and "first row counts as an account" in notes


def test_no_column_fits(tmp_path):
    with pytest.raises(CourseError, match='Its columns are: "E-mail", "Telefon". Rename the right one to Company'):
        read_accounts(written(tmp_path, "E-mail;Telefon\na@b.dk;12\nc@d.dk;13\n"))


def test_excel(tmp_path):
    table = [["Kundeliste"], [], ["Nr", "Kundenavn", "Kundetype"], [1, "Nørholm Glas A/S", "Kunde"], [2, 1881, "Emne"]]
    table += [[3, 3.0, None], [None, None, None], [None, "Total", 3], [4, "#N/A", "Kunde"]]
    path = book(tmp_path, [["Forside"]], table, name="Konti.XLSX")
    read = read_accounts(path)
    assert read.accounts.company.tolist() == ["Nørholm Glas A/S", "1881", "3"]
    assert read.accounts.category.tolist() == ["customer", "prospect", "customer"]
    assert 'The sheet "Ark2" was read.' in read.notes
    # As text by another name, too.
    assert companies(path.rename(tmp_path / "konti.csv")) == read.accounts.company.tolist()


def test_excel_that_lies_about_its_size(tmp_path):
    path = book(tmp_path, [["Firma"], ["Alfa"], ["Beta"]])
    changed = changed_book(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"A1:A3", b"A1:A1"))
    assert companies(changed) == ["Alfa", "Beta"]


def changed_book(path: Path, member: str, change) -> Path:
    with zipfile.ZipFile(path) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    parts[member] = change(parts[member])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return path


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/media/image1.png"])
def test_a_zip_bomb_is_not_opened(tmp_path, member, monkeypatch):
    path = book(tmp_path, [["Firma"], ["Alfa"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/image1.png", "w") as image:
        image.write(b"\0")
    changed_book(path, member, lambda _: b"\0" * 200_000_001)
    assert path.stat().st_size < 1_000_000
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    with pytest.raises(CourseError, match="too large"):
        read_accounts(path)


def test_a_zip_bomb_that_lies_about_its_size_gains_nothing(tmp_path):
    path = book(tmp_path, [["Firma"], ["Alfa"]])
    changed_book(path, "xl/worksheets/sheet1.xml", lambda _: b" " * 190_000_000)
    data = path.read_bytes().replace((190_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    start = time.process_time()
    with pytest.raises(CourseError, match="damaged"):
        read_accounts(written(tmp_path, data, "bombe.xlsx"))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "row", ['<row r="1000000000"><c r="A1"><v>1</v></c></row>', '<row r="2"><c r="ZZZ2"><v>1</v></c></row>' * 3000]
)
def test_far_cells_cost_little(tmp_path, row):
    path = book(tmp_path, [["Firma"], ["Alfa"]])
    changed_book(
        path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", row.encode() + b"</sheetData>")
    )
    start = time.process_time()
    assert companies(path)[0] == "Alfa"
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0old", "an old Excel file.*save it as .xlsx or CSV"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0locked", "password"),
        ("a.ods", b"PK\x03\x04", "an OpenDocument file"),
        ("a.pdf", b"%PDF-1.7", "a PDF"),
        ("a.json", b"{}", "cannot be read here"),
        ("a", b"Firma\nAlfa\n", "cannot be read here"),
        ("a.xlsx", b"Firma\nAlfa\n", "is no Excel file"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\x00\x00\n\n", "is empty"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "holds no text"),
        ("a.csv", b" \n \n", "(empty|filled)"),
        ("a.csv", b"Firma;By\n", "(below its headers|No column)"),
        ("a.csv", b"Firma\n" + b"x" * 25_000_000, "too large"),
    ],
)
def test_what_is_no_list_gets_a_sentence(tmp_path, name, content, match):
    with pytest.raises(CourseError, match=match):
        read_accounts(written(tmp_path, content, name))


def test_places_without_a_file_get_a_sentence(tmp_path, monkeypatch):
    for path, match in ((tmp_path, "folder"), (tmp_path / "x.csv", "no file"), ("a\0b.csv", "no file")):
        with pytest.raises(CourseError, match=match):
            read_accounts(path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        with pytest.raises(CourseError, match="no ordinary file"):
            read_accounts(tmp_path / "pipe.csv")

    def refuse(*_, **__):
        raise PermissionError(13, "no")

    path = written(tmp_path, PLAIN)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CourseError, match="may not be read"):
        read_accounts(path)


def test_every_cut_of_a_workbook_gets_a_sentence_or_a_list(tmp_path):
    whole = book(tmp_path, [["Firma", "Type"], ["Alfa", "Kunde"], ["Beta", "Emne"]]).read_bytes()
    for size in range(4, len(whole), 97):
        with pytest.raises(CourseError):
            read_accounts(written(tmp_path, whole[:size], "cut.xlsx"))


def test_a_long_list_is_cut_and_says_so(tmp_path):
    rows = "".join(f"Selskab {number} A/S;Kunde;by\n" for number in range(210_000))
    path = written(tmp_path, "Firma;Type;By\n" + rows)
    start = time.process_time()
    read = read_accounts(path)
    assert time.process_time() - start < 15
    assert len(read.accounts) == sheets.MOST_ROWS - 1
    assert any("only its first 200,000 rows" in note for note in read.notes)


def test_a_huge_cell_is_cut(tmp_path):
    path = written(tmp_path, f"Firma;By\n{'x' * 1_000_000};Aarhus\n{'=' * 1_000_000};B\nBeta;{'y' * 1_000_000}\n")
    assert [len(company) for company in companies(path)] == [200, 4]


def good(path: Path) -> None:
    """A sentence or a list that keeps its promises, whatever the file holds."""
    try:
        read = read_accounts(path)
    except CourseError as error:
        assert str(error)
        return
    accounts = read.accounts
    assert accounts.columns.tolist() == ["company", "category", "company_key"]
    assert len(accounts) and accounts.company.str.strip().ne("").all() and accounts.company_key.ne("").all()
    assert set(accounts.category) <= {"customer", "prospect", "partner"} and accounts.company_key.is_unique
    assert read.notes and all(note.endswith((".", ")")) for note in read.notes)


FUZZ = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
HOSTILE = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["Firma", "Kunde", "Navn", "Type", "=cmd()", "<script>", "\0", '"', '""', ";", "\t", "\n", "Total", "é" * 300]
    ),
)


@FUZZ
@given(st.one_of(st.binary(), st.text().map(str.encode), st.text().map(lambda text: text.encode("utf-16", "ignore"))))
def test_any_bytes_as_csv(tmp_path, data):
    good(written(tmp_path, data))


@FUZZ
@given(st.lists(st.lists(HOSTILE, max_size=5), max_size=8), st.sampled_from(",;\t"))
def test_any_cells_as_csv(tmp_path, table, separator):
    good(written(tmp_path, "\n".join(separator.join(row) for row in table).encode("utf-8", "ignore")))


@FUZZ
@given(st.binary())
def test_any_bytes_as_xlsx(tmp_path, data):
    good(written(tmp_path, b"PK\x03\x04" + data, "a.xlsx"))


CELLS = st.one_of(
    HOSTILE, st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.datetimes()
)


@FUZZ
@given(st.lists(st.lists(CELLS, max_size=4), max_size=6))
def test_any_cells_as_xlsx(tmp_path, table):
    illegal = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE
    clean = [[illegal.sub("", cell) if isinstance(cell, str) else cell for cell in row] for row in table]
    good(book(tmp_path, clean))


@settings(max_examples=150)
@given(st.data())
def test_any_damage_to_a_workbook(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("damaged")
    path = book(folder, [["Firma", "Type"], ["Alfa", "Kunde"], ["Beta", "Emne"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    member = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[member])))
    parts[member] = (
        parts[member][:at] + data.draw(st.binary(max_size=20)) + parts[member][at + data.draw(st.integers(0, 40)) :]
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    good(written(folder, packed.getvalue(), "damaged.xlsx"))


# --- the key ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spellings",
    [
        [
            "Nørholm Glas A/S",
            "NØRHOLM GLAS",
            "nørholm  glas a.s.",
            "Nørholm-Glas, A / S",
            "Nørholm Glas AS",
            "A/S Nørholm Glas",
        ],
        ["Hansen & Søn I/S", "Hansen og Søn", "HANSEN AND SØN ApS", "Hansen och Søn AB"],
        ["Müller GmbH & Co. KG", "Müller GmbH", "Müller"],
        ["AB Volvo", "Volvo AB (publ)", "Volvo"],
        ["Fiat S.p.A.", "FIAT"],
        ["J.P. Hansen A/S", "J. P. Hansen", "JP Hansen"],
        ["McDonald's", "McDonalds", "McDonald’s Ltd."],
        [
            "Egevang Inc.",
            "Egevang, LLC",
            "Egevang Limited",
            "Egevang B.V.",
            "Egevang Oyj",
            "Egevang IVS",
            "Egevang AmbA",
        ],
    ],
)
def test_spellings_that_meet(spellings):
    assert len(set(map(company_key, spellings))) == 1, [company_key(spelling) for spelling in spellings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nørholm Glas", "Nørholm Glas Nordic"),
        ("Nørholm", "Nørholm Group"),
        ("Nørholm", "Nørholm Holding A/S"),
        ("Nørholm Danmark", "Nørholm"),
        ("Å Glas", "A Glas"),
        ("Aarhus Glas", "Århus Glas"),
        ("Kold Is", "Kold"),
        ("Wellness Spa", "Wellness"),
        ("AB", "AS"),
        ("Skole 1", "Skole 2"),
    ],
)
def test_companies_that_do_not_meet(one, other):
    assert company_key(one) != company_key(other)


def test_nothing_has_no_key():
    assert {company_key(name) for name in (None, float("nan"), pd.NA, pd.NaT, "", "  ", "---", "&&&"[:0])} == {""}
    assert company_key(1881) == "1881"


def test_what_meets_in_the_exercise_meets_here():
    rng = np.random.default_rng(1)
    for company, _ in zip(names.companies(rng), range(100), strict=False):
        assert company_key(names.misspelt(rng, company)) == company_key(company)


@given(st.text())
def test_any_name_has_a_key(name):
    key = company_key(name)
    assert key == key.strip() and "  " not in key
    assert key == company_key(f" {name}  ")


def test_keys_are_fast():
    many = pd.Series([f"Nørholm Glas & Søn {number} A/S" for number in range(30_000)])
    start = time.process_time()
    assert many.map(company_key).is_unique
    assert time.process_time() - start < 3
    start = time.process_time()
    company_key("\u0301\u0323" * 500_000)
    assert time.process_time() - start < 5


def keyed(*listed: str) -> pd.DataFrame:
    return pd.DataFrame({"company": listed}).assign(company_key=lambda table: table.company.map(company_key))


def test_list_that_may_hold_people_says_so(tmp_path):
    file = tmp_path / "kontakter.csv"
    file.write_text("Navn;Titel;Mobil\nAne Holm;Indkøber;20202020\nBo Dal;Direktør;30303030\n", encoding="utf-8")
    assert any("holds people and not companies" in note for note in read_accounts(file).notes)
    file.write_text("Navn;By\nHolm A/S;Vejle\nDal ApS;Ribe\n", encoding="utf-8")
    assert not any("people" in note for note in read_accounts(file).notes)


def test_near():
    accounts = keyed("Nørholm Glas A/S", "Nørholm", "Egevang Plast", "Skole 1", "ABB", "A B")
    unknown = ["Nørholm Glas Nordic", "NØRHOLM GLAS NORDIC", "Nørholm Glas", "Egevang Plats", "Egevang Plst", None]
    unknown += ["Egevang Plastt ApS", "Skole 2", "ABC", "Noget andet", "A B Nordic", "Egevangplast"]
    assert near(unknown, accounts).values.tolist() == [
        ["Nørholm Glas Nordic", "Nørholm Glas A/S"],
        ["Egevang Plats", "Egevang Plast"],
        ["Egevang Plst", "Egevang Plast"],
        ["Egevang Plastt ApS", "Egevang Plast"],
        ["Egevangplast", "Egevang Plast"],
    ]
    assert near([], accounts).columns.tolist() == ["company", "account"]
    assert near(pd.Series(unknown), accounts.iloc[:0]).empty


@pytest.mark.parametrize(
    ("written_so", "account", "is_near"),
    [
        ("Coloplast", "Coloplast Danmark A/S", True),
        ("Grundfos Operations", "Grundfos A/S", True),
        ("LEGO System", "LEGO Group", True),
        ("Dansk Metal", "Dansk Industri", False),
        ("Skole 2", "Skole 1", False),
        ("Post Nord", "Post", True),
        ("Abe Kat", "Ab Kat", False),
    ],
)
def test_near_by_beginnings(written_so, account, is_near):
    assert (len(near([written_so], keyed(account))) == 1) is is_near


def test_places_of_a_company_are_the_company():
    key = company_key("Danish Crown A/S")
    for branch in ("Danish Crown A/S, Horsens", "Danish Crown A/S – Herning", "Danish Crown a/s (Holsted)"):
        assert company_key(branch) == key
    assert company_key("Holm, Dal og Partnere") != company_key("Holm")
    assert company_key("Naturmælk A.m.b.a.") == company_key("Naturmælk amba") == "naturmælk"


def test_no_list_at_all_gets_a_sentence():
    for nothing in ("", "  ", '""'):
        with pytest.raises(CourseError, match="No list was named"):
            read_accounts(nothing)


def test_linkedins_own_list_is_no_list_of_accounts(tmp_path):
    file = tmp_path / "Connections.csv"
    file.write_text("First Name,Last Name,URL,Email Address,Company,Position,Connected On\nA,B,,,C A/S,,08 Feb 2026\n")
    with pytest.raises(CourseError, match="comes from LinkedIn"):
        read_accounts(file)


def test_near_is_fast():
    letters = "abcdefghijklmnopqrst"
    words = [f"{a}{b}{c}" for a in letters for b in letters for c in letters]
    accounts = keyed(*(f"Firma {word} nordvest" for word in words[:2000]))
    unknown = [f"Firma {word} nordveste" for word in words[:5000]]
    start = time.process_time()
    assert len(near(unknown, accounts)) == 2000
    assert time.process_time() - start < 5


def test_the_list_goes_into_the_model(tmp_path):
    accounts = read_accounts(written(tmp_path, PLAIN)).accounts
    people = pd.DataFrame({"company": ["NØRHOLM GLAS a.s.", "Egevang Plast", "Ukendt", None]})
    employers = pd.DataFrame({"company": [], "kind": []})
    found = network.classify(people, accounts, employers, key=company_key)
    assert found.category.tolist() == ["customer", "prospect", "other", "other"]
