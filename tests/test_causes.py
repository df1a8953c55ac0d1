"""Plain English for a learner's slips, read where the learner reads it: in the `error` message of a real kernel.

The table `SLIPS` is the list of what Nordic beginners type. A slip is a cell, the words that its message must contain,
and the number of the line that is to blame (the last one, unless said otherwise).
"""

import contextlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager, start_new_kernel

from ssl_helpers import CourseError
from ssl_helpers.kernel import causes

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "solutions" / "06_network" / "06_network.ipynb"

# What a learner has made in other cells before the slip.
BEFORE = """
count = people.category.value_counts()
mix = ...
def key(name):
    words = name.lowr()
    return words
"""
KEEP = '_kept = {name: thing for name, thing in globals().items() if name[:1] != "_"}'
RESTORE = """
for _name in [name for name in globals() if name[:1] != "_" and name not in _kept]:
    del globals()[_name]
globals().update(_kept)
"""


@dataclass(frozen=True)
class Told:
    """What a cell brought: its `error` message (ename, lines) and everything else it wrote."""

    ename: str
    lines: list[str]
    errors: int
    wrote: str

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def cause(self) -> str:
        """The sentences for the learner, without the place and without Python's own words."""
        place = list(takewhile(lambda line: line.startswith(("Your code", "in your", "    ")), self.lines))
        return " ".join(takewhile(bool, self.lines[len(place) :]))


class Notebook:
    """A kernel in which the setup cell of module 6 has run."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient) -> None:
        self.manager, self.client = manager, client

    def run(self, source: str, silent: bool = False) -> Told:
        messages: list[dict] = []
        self.client.execute_interactive(
            source, silent=silent, allow_stdin=False, timeout=60, output_hook=messages.append
        )
        errors = [one["content"] for one in messages if one["msg_type"] == "error"]
        wrote = "".join(one["content"]["text"] for one in messages if one["msg_type"] == "stream")
        first = errors[0] if errors else {"ename": "", "traceback": []}
        return Told(first["ename"], first["traceback"], len(errors), wrote)

    def shown(self, source: str) -> str:
        """What the value of the cell's last line looks like."""
        messages: list[dict] = []
        self.client.execute_interactive(source, timeout=60, output_hook=messages.append)
        return "".join(one["content"]["data"]["text/plain"] for one in messages if one["msg_type"] == "execute_result")

    def setup(self) -> None:
        cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
        told = self.run("".join(next(cell["source"] for cell in cells if cell["id"] == "setup")))
        assert "Ready." in told.wrote, told


@contextlib.contextmanager
def started() -> Iterator[Notebook]:
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(NOTEBOOK.parent))
    try:
        yield Notebook(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def opened() -> Iterator[Notebook]:
    with started() as notebook:
        notebook.setup()
        notebook.run(BEFORE)
        notebook.run(KEEP, silent=True)
        yield notebook


@pytest.fixture
def notebook(opened: Notebook) -> Iterator[Notebook]:
    yield opened
    opened.run(RESTORE, silent=True)


def assert_plain(told: Told) -> None:
    """One `error` message, in our words, which are short and free of jargon."""
    assert told.errors == 1 and told.lines, told
    assert told.lines[0].startswith("Your code stopped")
    for sign in ("Traceback (most recent call last)", 'File "', "File <", "----->", "---->", "\x1b["):
        assert sign not in told.text
    assert not re.search(r"\b(iterable|callable|attribute|tuple|simply|NoneType|ellipsis)\b", told.cause), told.cause
    assert len(told.cause) < 260 and len(told.text) < 900, told.cause
    python = told.lines[-1]
    if python.startswith("("):
        # For a cell that ends too early, IPython and Python call the error by different names.
        assert python.startswith(f"({told.ename}") or re.search("SyntaxError|Incomplete", told.ename)
        assert python.endswith(")")


# --- the table ------------------------------------------------------------------------------------------------------


def slip(source: str, *words: str, line: int = -1) -> object:
    number = line if line > 0 else len(source.split("\n"))
    return pytest.param(source, words, number, id=source.replace("\n", " ⏎ ")[:60])


NUMBERS = [
    slip("x = 0,07", "`0,07`", "0.07"),
    slip("x = 0;07", "`0;07`", "0.07"),
    slip("x = 08", "8, not 08"),
    slip("x = 2024-08-01", "quotes", '"2024-12-31"'),
    slip("pd.Timestamp(2024, 08, 01)", "8, not 08"),
    slip("share = 7%", "`7%`", "0.07"),
    slip("share = 12,5 %", "`12,5 %`", "0.125"),
    slip("share = 7% * len(people)", "`7%`", "0.07"),
    slip("\n\nshare = 7%", "`7%`"),
    slip("x = 1 000 000", "1000000"),
    slip("x = 1.000.000", "1000000"),
    slip("x = 1'000", "large numbers"),
    slip("share = 0,7\nshare + 1", "`share`", "0 and 7", "0.7"),
    slip("share = 0,7\n5 / share", "`share`", "0.7"),
    slip("x = 5 / 0", "divided by 0"),
    slip("none = 0\nlen(people) / none", "`none` is 0"),
    slip("len(people) / (len(people) - len(people))", "`len(people) - len(people)` is 0"),
    slip('int("600,5")', '"600,5"', 'float("600.5")'),
    slip('float("600,5")', '"600,5"', "600.5"),
    slip('float("7 %")', '"7 %"', "0.07"),
    slip('int("")', "empty text"),
    slip('people.groupby("category", "company").size()', "in a list", '.groupby(["category", "company"])'),
    slip("ever = {'Buy': {1}}\never('Buy')", "square brackets", "ever['Buy']"),
    slip("{1} + {2}", "two sets", "& keeps what is in both"),
    slip("{1} & {2} / {2}", "two sets", "len(…)"),
    slip('int("mange")', '"mange"'),
    slip('int(float("nan"))', "missing"),
    slip("2(3 + 4)", "+ - * or /"),
    slip("2024_people = 5", "`2024_people`", "begins with a digit"),
    slip("x = 600 people", "`600 people`", "Take `people` away"),
    slip("x = 42 of 600", "stands a sign", "42 / 600"),
    slip("x = 1 ud af 5", "1 / 5"),
    slip("x = =1/5", "One = is enough: x = 1/5"),
    slip("=3*40", "Excel", "take the = away"),
    slip("x = sixhundred", "`sixhundred`", "digits"),
    slip("x = six hundred", "digits"),
    slip('"one" / "five"', "in digits and without quotes"),
    slip('"42" / "600"', "quotes", "42 / 600"),
    slip('42 / "600"', "quotes", "42 / 600"),
    slip("x = about 600", "Write the number alone: x = 600"),
    slip("x = 600 (persons)", "Take `(persons)` away"),
    slip("x = 600persons", "Take `persons` away"),
    slip("x = 6OO", "digit 0"),
    slip("people.head(O)", "`O` is a letter", "digit 0"),
    *(slip(f"x = 600{sign}", "away: x = 600") for sign in (" !", ":", " .")),
    slip("x = 1 / (1 + 4) %", "Take it away"),
    slip("x = 600 %", "take the % away"),
    slip("x = 0.07%", "If you mean 0.07", "0.0007"),
    slip("x = 1 / [1 + 4]", "round brackets", ": 1 / (1 + 4)"),
    slip("x = 1 \\ 5", "To divide, write /"),
    slip("x = (1 + 4) : 4", "(1 + 4) / 4"),
    slip("x = 600 y = 0.2", "one = in each line"),
    slip("x = 600, y = 0.2", "one = in each line"),
    slip('x = {}\nx[5] = "a", x[6] = "b"', "one = in each line"),
    *(slip(f"x = {typed}", "three dots", "away: x = 600") for typed in ("... = 600", "...600", "600...", "... 600")),
    slip('... = people["category"]', "three dots", "name"),
    slip("x = 6 00", "without blanks", "600"),
    slip("x = 0, 07", "`0, 07`", "0.07"),
    slip("x = ,2", "`,2`", "0.2"),
    slip("x = 42:600", "42 / 600"),
    slip("42 : 600", "42 / 600"),
    slip("x = 42/600 %", "Take it away"),
    slip("x = 42 / 600 = 0.07", "One = is enough"),
    slip("x 600", "x = 600"),
    slip("x := 600", "x = 600"),
    slip("followers == 600", "`==` asks", "followers = 600"),
    slip("x = 5kr", "`5kr`", "no letters"),
    slip("x = 2.5 ^ 2", "**"),
]

SIGNS = [
    *(
        slip(f"people[people.category == {left}customer{right}]", f"The sign {left}", "straight ones")
        for left, right in ("“”", "””", "„“", "»«", "’’", "´´", "``")
    ),
    slip('x = "customer”', "The sign ”", "straight ones"),
    slip("people(“category”)", "The sign “", "straight ones"),
    slip("x = 5 +\u00a06", "invisible sign", "anew"),
    slip("def f():\n\u00a0\u00a0\u00a0\u00a0return 5", "invisible sign"),
    slip("x = 5\u200b", "invisible sign"),
    slip("x = 5 – 3", "`–`", "plain minus"),
    slip("x = —3", "`—`", "plain minus"),
    slip("x = 5 × 3", "`×`", "Write *"),
    slip("x = 5 ÷ 3", "`÷`", "Write /"),
    slip("x = ½", "`½`", "0.5"),
    slip("x = 5 ≥ 3", "`≥`", ">="),
    slip("x = 5 => 3", "`=>`", ">="),
    slip("x = 5 <> 3", "`<>`", "!="),
    slip("people[(count > 5) && (count < 9)]", "`&&`", "Write &"),
    slip("x = $5", "`$`", "number alone"),
    slip("x = 5€", "`€`", "number alone"),
    slip("mix = …", "`…`", "three points"),
]

NAMES = [
    slip("len(peeple)", "`peeple`", "did you mean `people`"),
    slip("Len(people)", "`Len`", "did you mean `len`"),
    slip("People", "`People`", "did you mean `people`"),
    slip("årstal = 2024\narstal + 1", "`arstal`", "did you mean `årstal`"),
    slip("årstal = 2024\naarstal + 1", "`aarstal`", "did you mean `årstal`"),
    slip("arstal = 2024\nårstal + 1", "`årstal`", "did you mean `arstal`"),
    slip("købere = 4\nkobere", "`kobere`", "did you mean `købere`"),
    slip("købere = 4\nkoebere", "`koebere`", "did you mean `købere`"),
    slip("købere = 4\nköbere", "`köbere`", "did you mean `købere`"),
    slip("lærere = 4\nlaerere", "`laerere`", "did you mean `lærere`"),
    slip("white_spots = 4\nwhitespots", "`whitespots`", "did you mean `white_spots`"),
    slip("peoplecategory", "`peoplecategory`", "did you mean `people.category`"),
    slip("x = true", "True, not true"),
    slip("x = None\nx = none", "None, not none"),
    slip("people[category]", "`category` is a column of `people`", '"category"'),
    slip("people[categry]", "`categry`", '"category", with quotes'),
    slip("people[people.category == customer]", '`customer` is a value in the column "category"', "quotes"),
    slip("people[people.category == Customer]", "`Customer`", '"customer", with quotes'),
    slip("count[customer]", "`customer` is a label in `count`", '"customer"'),
    slip("x = Kvistmark", "`Kvistmark`", "quotes around it"),
    slip("value_counts(people.category)", "`value_counts`", "people.category.value_counts()"),
    slip('hint = 5\nHint("network.mix")', "`Hint`", "did you mean `hint`"),
    slip("def f(table):\n    antal = len(table)\n    return anatl\nf(people)", "`anatl`", "did you mean `antal`"),
    slip("def f():\n    y = y + 1\nf()", "`y`", "Inside your function"),
    slip("len = 5\nlen(people)", "`len`", "Python's own", "`del len`"),
    slip("my count = 5", "my_count", "blank"),
    slip('"x" = 600', "no quotes", "x = 600"),
    slip("I don't know", "sentence"),
    slip("The answer is 600", "sentence"),
    slip('check("network.listeners") = 600', "answer cell", "listeners = 600"),
    slip('check("network.listeners", 600)', "answer cell", "listeners = 600"),
    slip("AVERAGE(people)", "`AVERAGE`", ".mean()"),
    slip("SUM(1, 4)", "`SUM`", ".sum()"),
    slip('COUNTIF(people["category"])', "`COUNTIF`", 'people["category"].value_counts()'),
    slip("SUM(1;4)", "Excel", "comma"),
    slip("def f(part):\n    return part\npart / 5", "only inside `f`", "four blanks"),
    slip("def f(part):\n    x = part\nreturn x", "`def f(part):`", "four blanks"),
    slip("print(Hello world)", 'print("Hello world")'),
    slip("def my count(x):\n    return x", "my_count", line=1),
    slip("white-spots = 5", "white_spots", "hyphen"),
    slip("class = 5", "`class`", "Python's own"),
    slip("from = 5", "`from`", "Python's own"),
    slip("True = 5", "`True`", "Python's own"),
    slip("def import(x):\n    return x", "`import`", "Python's own", line=1),
    slip("5 = x", "left of =", "x = 5"),
    slip("len(people) = listeners", "listeners = len(people)"),
    slip("For one in count: print(one)", "`for`", "small letters"),
]

COLUMNS = [
    slip("people.categry", "`people` has no `.categry`", "did you mean `.category`"),
    slip("people.Category", "`.Category`", "did you mean `.category`"),
    slip('people["categry"]', '"categry"', "`people`", 'did you mean "category"'),
    slip('people["Category"]', '"Category"', 'did you mean "category"'),
    slip('raw["Firstname"]', '"Firstname"', 'did you mean "First Name"'),
    slip("raw.First Name", 'raw["First Name"]'),
    slip("raw[raw[First Name].notna()]", "`First Name`", 'quotes around it: "First Name"'),
    slip('raw["First Name".notna()]', "only the name of a column", 'raw["First Name"].notna'),
    slip('raw[raw["First Name"].notna]', "`.notna`", ".notna()"),
    slip('raw[raw["First Name"]]', "True or False for each row", 'raw["First Name"].notna()'),
    slip("raw.FirstName", 'raw["First Name"]'),
    slip('accounts["position"]', '"position"', "`people` has that column"),
    slip("accounts.position", '"position"', "`people` has that column"),
    slip('count["Customer"]', '"Customer"', "`count`", 'did you mean "customer"'),
    slip('count["custmer"]', 'did you mean "customer"'),
    slip('count["banana"]', '"banana"', "former_colleague", "recruiter"),
    slip("count.Customer", "`.Customer`", "did you mean `.customer`"),
    slip("count.loc[99]", "no label 99 in `count`", ".iloc"),
    slip('count["customer", "colleague"]', '[["customer", "colleague"]]'),
    slip('people["company", "category"]', '[["company", "category"]]'),
    slip('people.groupby("category")["company", "email"].count()', '[["company", "email"]]'),
    slip('people["category"]["customer"]', '"customer" is a value', '== "customer"', ".value_counts()"),
    slip('people["customer"]', '"customer" is a value', 'people[people["category"] == "customer"]'),
    slip("people.customer", '"customer" is a value', 'people[people["category"] == "customer"]'),
    slip("people[0]", "no column 0 in `people`", ".iloc"),
    slip("people[[0, 1]]", "`people`", ".iloc"),
    slip('people.drop("categry")', '"categry"', 'did you mean "category"'),
    slip('people.drop(columns="categry")', '"categry"', 'did you mean "category"'),
    slip('people.drop("category")', '"category" is a column', 'drop(columns="category")'),
    slip('people.groupby("categry").size()', '"categry"', 'did you mean "category"'),
    slip('people.groupby("category")["compny"]', '"compny"', 'did you mean "company"'),
    slip('people[["company", "categry"]]', '"categry"', 'did you mean "category"'),
    slip('people[["banana", "kiwi"]]', '"banana"', "company_key"),
    slip('people.sort_values("categry")', '"categry"', 'did you mean "category"'),
    slip('people.merge(accounts, on="compny")', '"compny"', 'did you mean "company"'),
    slip('people.drop_duplicates("companykey")', '"companykey"', 'did you mean "company_key"'),
    slip('people.query("categry == 5")', '"categry"', 'did you mean "category"'),
    slip('ages = {"Anna": 5}\nages["anna"]', '"anna"', "`ages`", 'did you mean "Anna"'),
    slip("people.class", "`class`", '["class"]'),
    slip("people.iloc[99999]", "too high", "counts from 0"),
    slip("[1, 2][5]", "too high", "counts from 0"),
    slip("people.category.contains('a')", "people.category.str.contains"),
    slip("people.connected_on.year", "people.connected_on.dt.year"),
    slip("people.category.dt.year", "`.dt`", "pd.to_datetime"),
    slip("people.connected_on.str.lower()", "`.str`", "texts"),
    slip("people.connected_on.dt.yaer", "`.yaer`", "did you mean `.year`"),
    slip('network.keyed(load("employees"))', "`network.keyed`", '"company"', "right table"),
]

BRACKETS_AND_QUOTES = [
    slip('x = people[people.category == "customer]', "quote is missing"),
    slip('x = people[people.category == customer"]', "quote is missing"),
    slip("print('hej)", "quote is missing"),
    slip("x = 'it's a customer'", "apostrophe", "double quotes"),
    slip('x = """hej', "three quotes"),
    slip('x = f"{len(people)"', "{"),
    slip("x = 'C:\\Users\\anna'", "\\", "write /"),
    slip("listeners = len(people", "`(`", "never closed"),
    slip('x = people[people.category == "customer"', "`[`", "never closed"),
    slip('x = people["category"\nprint(x)', "`[`", "never closed", line=1),
    slip("%time x = 5\nx = len(people", "`(`", "never closed"),
    slip("listeners = len(people))", "`)`", "closes nothing"),
    slip('x = people[people.category == "customer")', "`[`", "`)`"),
    slip('people[people.category = "customer"]', "=="),
    slip('len(people[people["category"] = "customer"])', "=="),
    slip('people[(people.category = "customer") & (people.company == "x")]', "=="),
    slip("if count.customer = 5:\n    print(5)", "==", line=1),
    slip('spots = accounts[accounts.category = "customer"]', "=="),
    slip('spots = accounts[\n    accounts.category = "customer"\n]', "==", line=2),
    slip("people.category = = 5", "`= =`", "=="),
    slip('people("category")', 'people["category"]'),
    slip('people.category("customer")', 'square brackets: people.category["customer"]'),
    slip("people.shape()", "`people.shape`", "brackets away"),
    slip("antal = len(people)\nantal()", "`antal` is a number", "brackets away"),
    slip("network(people)", "`network` is a package", "after a point"),
    slip("people.head[5]", "`people.head`", "people.head(5)"),
    slip('people.groupby["category"]', 'people.groupby("category")'),
    slip('total = people.category.value_counts\ntotal["customer"]', "`total`", ".value_counts()"),
    slip('people["category"] notna()', "point", 'people["category"].notna()'),
    slip('people{"category"}', "square brackets"),
    slip('quiz("network.x", ""b"")', '"b"'),
    slip('"A dairy said "help us" each Monday"', "quotes inside"),
    slip('count.reindex("people", fill_value=0)', "`people`", "without quotes"),
    slip("count.reindex(people, 0)", "fill_value=0"),
    slip("count.reindex(people, fill value=0)", "fill_value"),
    slip('two = people.groupby("category")[["company", "email"]]\ntwo["company"]', "`two`", ".sum()"),
    slip('people[["compny", "categry"]]', '"company", "category"'),
    slip("people / people.company.unique()", "len(…)"),
    slip('people.category.value_counts["customer"]', 'people.category.value_counts()["customer"]'),
    slip('load["accounts"]', 'load("accounts")'),
    slip("len(people.head)", "`people.head`", "people.head()"),
    slip("people.category.value_counts / 5", "people.category.value_counts()"),
    slip("people.head.category", "`people.head`", "people.head()"),
    slip("people.head > 5", "`people.head`", "people.head()"),
    slip("len people", "`len`", "len(people)"),
    slip("print people", "`print`", "print(people)"),
    slip('print "hej"', 'print("hej")'),
    slip("people category", "`people`", "`category`", "point"),
    slip("people.category value_counts()", "`people.category`", "`value_counts`", "point"),
    slip('count "customer"', "`count`", "Something is missing"),
    slip("x = [1 2 3]", "comma"),
    slip("x = 5 +", "ends too early"),
    slip("x == 5:", "`:`"),
    slip("check(network.listeners)", 'Put quotes around it: "network.listeners"'),
    slip("load(accounts)", "`accounts` is a table", '"accounts"'),
]

BLOCKS = [
    slip("x = 5\n  y = 6", "too many blanks"),
    slip("def f(name):\nreturn name", "`def f(name):`", "four blanks"),
    slip("if count.customer > 5:\nprint(5)", "`if count.customer > 5:`", "four blanks"),
    slip("def f(name):", "`def f(name):`", "four blanks"),
    slip("def f():\n    x = 5\n  return x", "This line begins"),
    slip("def f():\n\tx = 5\n        return x", "tabs"),
    slip("def f(name)\n    return name", "colon", line=1),
    slip("if count.customer > 5\n    print(5)", "colon", line=1),
    slip("for one in count\n    print(one)", "colon", line=1),
    slip("def f:\n    return 5", "def f():", line=1),
    slip("else:\n    x = 5", "`else` has no `if`", line=1),
    slip("return 5", "inside a function"),
]

NEWCOMERS = [
    slip("x = 42 / all 600", "number alone: x = 42 / 600"),
    slip("x = 42 / total 600", "number alone: x = 42 / 600"),
    slip("x = 1 / all posts", "`all posts`", "in digits"),
    slip("x = 1/(all posts)", "`all posts`", "in digits"),
    slip("x = 1 / all", "`all`", "in digits"),
    slip("x = 3 x 40", "multiply", "3 * 40"),
    slip("x = 3x40", "multiply", "3 * 40"),
    slip("x = 5 times 40", "5 * 40"),
    slip("x = 1 plus 3", "1 + 3"),
    slip("x = 1 og 4", "1 + 4"),
    slip("x = 1 minus 4", "1 - 4"),
    slip("x = 42 out of 600", "divide", "42 / 600"),
    slip("x = 0.2 eller 20", "+ - * or /"),
    slip("x = 0.2 0.07", "Two numbers stand here"),
    slip("x = 1/5 0.2", "Two numbers stand here"),
    slip("x = 1 5", "Two numbers stand here"),
    slip("x = 42 600", "42600", "two numbers"),
    slip("x = 1/(4;1)", "4 + 1", "4.1"),
    slip("x = 1/(4,1)", "4 + 1", "4.1"),
    slip("x = 1/{1+3}", "round brackets", ": 1/(1+3)"),
    slip("x = 1/sum(4,1)", "+ adds two numbers"),
    slip("x = 1/sum(4+1)", "+ adds two numbers"),
    slip("x = ,07", "0.07"),
    slip("x = O,07", "0.07"),
    slip("x = 0:07", "0.07"),
    slip("x = 600..", "left over", "x = 600"),
    slip("x = .. 42/600", "left over", "x = 42/600"),
    slip("x = 600 . . .", "left over", "x = 600"),
    slip(" x = 42/600\n# so", "in front", "x = 42/600", line=1),
    slip("x = 1 (4 + 1)", "+ - * or /"),
    slip("x = #600", "x = 600"),
    slip("x = # how many people", "Write the answer before it"),
    slip("x = 5 / people 5", "between `people` and `5`"),
    slip("if 5:\n    x = 5\nelse if 6:\n    x = 6", "elif", line=3),
    slip("x = 42/600*100%", "Take `*100%` away"),
    slip("hint(start.connections)", 'quotes: "start.connections"'),
    slip("solution(start.connections)", 'quotes: "start.connections"'),
    slip("raw[['First Name'].notna()]", "raw['First Name'].notna"),
    slip('raw[[raw["First Name"].notna()]]', 'raw[raw["First Name"].notna()]'),
    slip('raw[raw["First Name"] is not None]', 'raw["First Name"].notna()'),
    slip('raw["First Name" == "Ann"]', 'raw["First Name"]'),
    slip('raw[raw["First Name"]notna()]', "point", 'raw[raw["First Name"].notna()]'),
    slip('raw[raw["First Name"].notna[]]', "round brackets: .notna()"),
    slip('raw[raw["First Name"].not na()]', "`.notna()` is one word"),
    slip("if 5:\n    x = 5\nelse x = 6", "directly behind else"),
]

KINDS = [
    slip("600 / pd.DatetimeIndex(people.connected_on)", "row of dates", "len(…)"),
    slip('people[people.category == "customer" | people.category == "prospect"]', "`|`", "round brackets"),
    slip('people[people.category == "customer" & people.category == "prospect"]', "`&`", "round brackets"),
    slip('people[people.connected_on > "2024" & people.category == "prospect"]', "`&`", "round brackets"),
    slip("count[count > 5 & count < 100]", "`&`", "round brackets"),
    slip('people[(people.category == "a") and (people.category == "b")]', "`and`", "`&`", "round brackets"),
    slip('people[people.category == "customer" or "prospect"]', "`or`", "`|`"),
    slip('people[not people.category == "customer"]', "`not`", "`~`"),
    slip('people[~people.category == "customer"]', "~", "ound brackets"),
    slip('if people.category == "customer":\n    print(5)', "`if`", "square brackets", line=1),
    slip('people[people.category in ["customer"]]', 'people.category.isin(["customer"])'),
    slip("people.company_key in accounts.company_key", "people.company_key.isin(accounts.company_key)"),
    slip("people.company == accounts.company", ".isin"),
    slip('people[accounts.category == "customer"]', "another table"),
    slip('people.category.isin("customer")', "isin", "list"),
    slip('people["nr"] = [1, 2, 3]', "3 values"),
    slip('"People: " + 5', "str(5)"),
    slip('antal = len(people)\nprint("People: " + antal)', "str(antal)"),
    slip('5 + "x"', "str(5)"),
    slip('total = "600"\ntotal / 5', "`total` is text", "float(total)"),
    slip('"600" * 1.5', '`"600"` is text'),
    slip('"600" > 5', '`"600"` is text'),
    slip("people.category / 2", "`people.category`", "text"),
    slip('mix = people["category"] / len(people)', """`people["category"]`""", "text"),
    slip('people["category"].mean()', """`people["category"]` holds text"""),
    slip("people.category.mean()", "`.mean()`", "`people.category` holds text", ".value_counts()"),
    slip("people.mean()", "`.mean()`", "`people`", "text"),
    slip('people.groupby("category").mean()', "`.mean()`", "text"),
    slip("people.len()", "len(people)"),
    slip('pd.load("accounts")', "load(…)"),
    slip("people.category.count_values()", "`.count_values`", "did you mean `.value_counts`"),
    slip('pd.readcsv("x.csv")', "`.readcsv`", "did you mean `.read_csv`"),
    slip("network.classfy(people)", "`.classfy`", "did you mean `.classify`"),
    slip("people.append(people)", "`people` is a table", "`.append`"),
    slip("people = 5\npeople.category", "`.category`", "`people` is a number", "setup cell"),
    slip("mix / 5", "`mix`", "three dots"),
    slip('mix["customer"]', "`mix`", "three dots"),
    slip("mix.sum()", "`mix`", "three dots"),
    slip("x = print()\nx + 1", "`x` is None", "print()"),
    slip('x = print()\nx["a"]', "`x` is None"),
    slip("x = print()\nx.head()", "`x` is None"),
    slip("x = 5\nx[0]", "`x` is a number"),
    slip("len(5)", "`5` is a number"),
    slip("for one in 5:\n    print(one)", "a number", line=1),
    slip("int(people.category)", "int(…)", "`people.category`"),
    slip('round("a")', '`"a"` is text'),
    slip("a, b = 5, 6, 7", "2 names"),
    slip("people.connected_on > 2023", "date", '"2024-12-31"'),
    slip("key()", "`key`", "name"),
    slip('key("a", "b")', "`key` takes 1 thing", "not 2"),
    slip("len(people, accounts)", "`len` takes 1 thing", "not 2"),
    slip("len()", "`len` takes 1 thing", "not 0"),
    slip("people.sort_values()", "`sort_values`", "by"),
    slip('people.drop(colums="category")', "`colums=`", "did you mean `columns=`"),
    slip('pd.to_datetime(raw["Connected On"], format="%Y-%m-%d")', '"%Y-%m-%d"', "%d is the day"),
    slip('pd.to_datetime("banana")', '"banana"', "year first"),
    slip("def f(x):\n    return f(x)\nf(5)", "calls itself"),
]

FILES = [
    slip("submit 6", 'Write submit(6, name="…")'),
    slip('submit 6, name="Mette Hansen"', 'Write submit(6, name="Mette Hansen")'),
    slip("submit 6 Mette Hansen", 'Write submit(6, name="Mette Hansen")'),
    slip("certificate Mette", 'Write certificate("Mette")'),
    slip("hint network.mix", 'Write hint("network.mix")'),
    slip('check "network.mix"', 'Write check("network.mix")'),
    slip("submit = 6\nsubmit(6)", "a word of the course", "Run the setup cell again"),
    slip("hint()", 'as in hint("network.mix")'),
    slip("solution()", 'as in solution("network.mix")'),
    slip("mix = {1: 2}\nsolution(mix)", "in quotes", "hint cell"),
    slip("import panda", "`panda`", "did you mean `pandas`"),
    slip("import Pandas as pd", "`Pandas`", "did you mean `pandas`"),
    slip("import seaborn_xyz", "`seaborn_xyz`", "take this line away"),
    slip("import ssl_helpers.netwrk", "`netwrk`", "did you mean `network`"),
    slip("from ssl_helpers import netwrk", "`netwrk`", "did you mean `network`"),
    slip("from ssl_helpers.data import laod", "`laod`", "did you mean `load`"),
    slip("from ssl_helpers.network import norm, classfy", "`classfy`", "did you mean `classify`"),
    slip('pd.read_csv("acounts.csv")', '"acounts.csv"', 'load("accounts")'),
    slip('pd.read_csv("../../datasets/emploees.csv")', 'load("employees")'),
    slip('open("C:\\new\\accounts.csv")', "\\", "write /"),
    slip('pd.read_csv("../../datasets")', "folder"),
    slip('pd.read_csv("../../datasets/linkedin_export/Connections.csv")', "load(…)", 'sep=";"'),
    slip('load("acounts")', "'acounts'", "Did you mean 'accounts'"),
    slip('check("network.lisetners")', "Did you mean 'network.listeners'"),
    slip('input("name? ")', "input", "Write the value"),
    slip("raise SystemExit", "take this line away"),
    slip("import sys; sys.exit(3)", "take this line away"),
    slip("found = set()\nfound.append(1)", "found.add(…)"),
    slip("found = []\nfound.add(1)", "found.append(…)"),
]


# What salespeople typed in module 4, or the same on the tables of module 6.
SSI = 'ssi = load("ssi")\n'
MEANT = [
    slip('(people["company"].str.len() > 20.sum())', "number 20 only", "(… > 20).sum()"),
    slip('people["company"].str.len() > 20 .sum()', "number 20 only", "(… > 20).sum()"),
    slip("position.str.len()", "`position` is a column", 'quotes around it, as in people["position"]'),
    slip("len(position)", "`position` is a column", 'people["position"]'),
    slip(SSI + "ssi.head()\nbrand + insights", "`brand` is a column", 'ssi["brand"]'),
    slip('people["category" == "customer"]', 'people["category"]'),
    slip('"position".str.len()', "only the name of a column", 'people["position"].str'),
    slip('["position"].sum() / len(people)', "only the name of a column", 'people["position"].sum'),
    slip(SSI + 'ssi["brand"] + ["people"]', '`["people"]` is only the name', 'ssi["people"]'),
    slip(SSI + '"brand" + ssi["people"]', '`"brand"` is only the name', 'ssi["brand"]'),
    slip(SSI + 'ssi["brand" > 5]', '`"brand"` is only the name', 'ssi["brand"]'),
    slip('people.sort_values["company", "category"]', 'people.sort_values(["company", "category"])'),
    slip(
        'people[people["category"].notna()].sort_values["company", "category"]',
        '[people["category"].notna()].sort_values(["company", "category"])',
    ),
    slip('people.sort_values("company", "category")', "in a list", 'people.sort_values(["company", "category"])'),
    slip('people.drop_duplicates("company", "category")', 'people.drop_duplicates(["company", "category"])'),
    slip('people["company"].len()', 'people["company"].str.len()', 'len(people["company"])'),
    slip('(len(people["company"]) > 20).sum()', "counts the rows", 'people["company"].str.len()'),
    slip("len(people).sum()", "`len(people)` is one number", "Take `.sum()` away"),
    slip('len(people["company"] > 20)', "holds text", 'people["company"].str.len()', ".value_counts()"),
    slip('people["company"].str.len() > "20"', '`"20"` is text', 'away: people["company"].str.len() > 20'),
    slip("people.head(5).tolist()", "is a table", 'people.head(5)["…"].tolist'),
    slip('people["company"].tolist().head(5)', "before .tolist()", 'people["company"].head(…).tolist()'),
    slip(SSI + 'ssi["id"].list()', 'ssi["id"].tolist()'),
    slip('people.head["company"]', 'people.head()["company"]'),
    slip('people.sort_values("company").head["company"]', '.head()["company"]'),
    slip(SSI + "ssi[id]", "`id` is a command", 'as "id"'),
    slip(SSI + 'ssi.sort_values(["brand", id])', "`id` is a command", 'as "id"'),
    slip('(people["company"].str.len() > 20).sum / 5', "> 20).sum()"),
    slip('people[(people["category"] == "customer").sum()]', "True or False for each row", "take `.sum()` away"),
    slip("len(people) / accounts", "whole table `accounts`", "len(accounts)"),
    slip("people with company = 5", "people_with_company"),
    slip("people in company = 5", "people_in_company"),
    slip("x = len(people) +\nlen(accounts)", "ends with +", "in one line", "round brackets", line=1),
    slip("x = people\n.head(5)", "begins with `.`", "in one line", "round brackets"),
    slip("x = people\n    .head(5)", "begins with `.`", "in one line", "round brackets"),
    slip('people.sort_values(["company, category"])', '"company", "category"'),
    slip('people.sort_values(["company" "category"])', "comma is missing", '"company", "category"'),
    slip("=SUM(B2:E2)", "`B2:E2` are cells of Excel", "+ between them"),
    slip(SSI + 'SUM(ssi["brand"]:ssi["insights"])', 'ssi["brand"] + … + ssi["insights"]'),
    slip(SSI + 'ssi["brand":"insights"].sum()', 'ssi["brand"] + … + ssi["insights"]'),
    slip(SSI + 'sum(ssi["brand"], ssi["people"], ssi["insights"])', 'ssi["brand"] + ssi["people"] + ssi["insights"]'),
    slip(SSI + 'ssi["brand"] & ssi["people"]', "these are numbers", 'ssi["brand"] + ssi["people"]'),
    slip("x = 215 79 119 283 5", "commas", "[215, 79, 119, 283, 5]"),
    slip('people["category"].sort_values(["company"])', "Sort the table first"),
    slip(
        'people["known"] = people["category"].notna()\npeople["known"].sort_values("company")',
        'people[people["known"]]',
    ),
    slip("ever = {'Buy': {1}}\n'Buy' & 'Buy'", "only a label", "ever['Buy']"),
    slip('def both(a, b):\n    return a & b\nboth("one", "two")', "two texts", "set of words", line=3),
    slip('def long(row):\n    return row["company"].str.len()\nlong(people.iloc[0])', 'len(row["company"])', line=3),
]


# The same for module 2.
CHANNELS = 'channels = load("channels")\n'
RANKED = CHANNELS + 'ranking = channels.sort_values("audience")\n'
STRATEGY = [
    slip(CHANNELS + 'reach = seminars["audience"] / 100', "`seminars`", "tables here", "`channels`", "lesson"),
    slip(CHANNELS + 'seminars.sort_values("came")', "`seminars`", "tables here", "`channels`"),
    slip("ratings[host].mean()", "`ratings`", "tables here", "`people`"),
    slip(CHANNELS + 'channel["audience"]', "did you mean `channels`?"),
    slip('position["customer"]', "`position` is a column", 'as in people["position"]'),
    slip("positio.str.len()", 'did you mean people["position"]?'),
    slip("people[positio.notna()]", 'did you mean people["position"]?'),
    slip('people[people["category"] == custmer]', 'did you mean "customer", with quotes'),
    slip(CHANNELS + '"audience" * "target_pct" / 100', 'as in channels["audience"]'),
    slip(CHANNELS + 'channels["audience" * "target_pct"]', 'as in channels["audience"]'),
    slip(CHANNELS + 'channels["audience"] * ["target_pct"] / 100', 'as in channels["target_pct"]'),
    slip(CHANNELS + '["audience"] * ["target_pct"] / 100', 'as in channels["audience"]'),
    slip(CHANNELS + 'channels.sort_values(channels["audience"])', 'in quotes: "audience"'),
    slip(CHANNELS + 'audience = channels["audience"]\nchannels.sort_values(by=audience)', 'in quotes: "audience"'),
    slip(
        CHANNELS + 'reach = channels["audience"] / 100\nchannels.sort_values(reach, ascending=False)',
        'first, as a column: channels["reach"] = reach',
    ),
    slip(CHANNELS + 'channels.sort_values(channels["audience"] / 100)', "name of a column", "put into it first"),
    slip(RANKED + 'ranking.iloc(0)["channel"]', "square brackets, not round ones: .iloc[0]"),
    slip(RANKED + 'ranking["channel"].iloc["0"]', 'without quotes: ranking["channel"].iloc[0]'),
    slip(RANKED + 'ranking.iloc["channel"]', "number of a row", "whole number"),
    slip(CHANNELS + 'channels.sort_values["audience", ascending=False]', '.sort_values("audience", ascending=False)'),
    slip(CHANNELS + 'channels.sort_values["audience", "channel", ascending=False]', "round brackets, not square ones."),
    slip(
        CHANNELS + 'channels.sort_values[["audience"], ascending=False]', '.sort_values(["audience"], ascending=False)'
    ),
    slip(CHANNELS + "channels.sort_values[audience, ascending=False]", "round brackets, not square ones."),
    slip(CHANNELS + 'channels.sort_values("audience", ascending="False")', "without quotes, as in ascending=False"),
    slip(CHANNELS + 'channels.sort_values("audience", ascending="no")', "True or False, without quotes."),
    *(
        slip(CHANNELS + f'channels["audience"] {sign} "100"', f'away: channels["audience"] {sign} 100')
        for sign in ("/", "*", "+", "-")
    ),
    slip(CHANNELS + '"channels"["audience"]', 'has none: channels["audience"]'),
    slip('best = "podcast"\nbest["channel"]', "`best` is text, not a table"),
    slip(CHANNELS + 'channels["audience"] * channels["target_pct"]%', 'channels["target_pct"] / 100'),
    slip(CHANNELS + 'channels["audience"] * channels["target_pct"] / 100%', "Take it away."),
    slip(CHANNELS + 'channels["audience"] x channels["target_pct"]', 'channels["audience"] * channels["target_pct"]'),
    slip(
        CHANNELS + 'per_hour = channels["audience"] / 5\nper_hour.sort_values("per_hour", ascending=False)',
        "`per_hour` is one column, without a table",
        "then sort the table",
    ),
    slip(CHANNELS + 'channels["reach"] = channels["audience"] / 100,0', "two values", "a point: 100.0"),
    slip(
        CHANNELS + 'reach = channels["audience"] / 100,0\nchannels["reach"] = reach', "`reach` is two values", "point"
    ),
    slip(CHANNELS + 'channels["reach"] = channels["audience"], channels["target_pct"]', "2 values", "8 rows"),
    slip(CHANNELS + 'channels["target_pct]" / 100', 'Close the quote first: ["target_pct"]'),
    slip('load("channels)"', 'Close the quote first: ("channels")'),
    slip('scores = load("step_scores")\nscores.mean()', "columns of text", "scores[[…]].mean()"),
    slip(
        'scores = load("step_scores")\nfive = ["strategy", "content"]\nfive.mean()',
        "list of names",
        "scores[five].mean()",
    ),
    slip('quiz("strategy.where", b)', 'letter in quotes: "b"'),
    slip(
        CHANNELS + 'channels["reach"] = ...\nchannels.sort_values("reach")', '`channels["reach"]` still holds the three'
    ),
    slip('["position"].count()', "only the name of a column", 'people["position"].count()'),
    slip('"position".count()', "only the name of a column", 'people["position"].count()'),
    slip("[1, 2].count()", "takes 1 thing", "not 0"),
    slip(SSI + 'ssi["brand"] and ssi["people"]', "these are numbers", 'ssi["brand"] + ssi["people"]'),
]


SLIPS = {
    "Numbers": NUMBERS,
    "Signs": SIGNS,
    "Names": NAMES,
    "Columns and labels": COLUMNS,
    "Brackets and quotes": BRACKETS_AND_QUOTES,
    "Blocks": BLOCKS,
    "What newcomers type": NEWCOMERS,
    "Things of another kind": KINDS,
    "Files, packages, commands": FILES,
    "What salespeople typed": MEANT,
    "What they typed in module 2": STRATEGY,
}


@pytest.mark.parametrize(("source", "words", "number"), [one for slips in SLIPS.values() for one in slips])
def test_slip(notebook: Notebook, source: str, words: tuple[str, ...], number: int) -> None:
    told = notebook.run(source)
    assert_plain(told)
    assert told.lines[0] == f"Your code stopped in line {number}:"
    assert told.lines[1] == "    " + source.split("\n")[number - 1].strip()
    for word in words:
        assert word in told.cause


@pytest.mark.parametrize(
    "source",
    [
        "x = 0,7",
        "x = 0;7",
        "  x = 5",
        ">>> len(people)",
        "In [1]: len(people)",
        "Out[1]: 45",
        "round(0,7)",
        "x = 7 % 2",
    ],
)
def test_no_error_for_python(notebook: Notebook, source: str) -> None:
    assert not notebook.run(source).errors


# --- where it stopped -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source", ['\n\n\nkey("A")', "x = 5\npeople.company.map(key)", "[key(one) for one in people.company]"]
)
def test_function_of_another_cell(notebook: Notebook, source: str) -> None:
    told = notebook.run(source)
    assert_plain(told)
    assert told.lines[:4] == [
        f"Your code stopped in line {source.count(chr(10)) + 1}:",
        "    " + source.split("\n")[-1],
        "in your function `key`:",
        "    words = name.lowr()",
    ]
    assert "`name` has no `.lowr`: did you mean `.lower`?" in told.cause


def test_line_within_pandas(notebook: Notebook) -> None:
    told = notebook.run("antal = 5\npeople.company.map(lambda one: one.lowr())\nantal = 6")
    assert_plain(told)
    assert told.lines[1] == "    people.company.map(lambda one: one.lowr())"
    assert "did you mean `.lower`" in told.cause


def test_ipythons_own_lines(notebook: Notebook) -> None:
    assert notebook.run("x = 5\n%time len(peeple)").lines[1] == "    %time len(peeple)"
    told = notebook.run("%%time\nx = 5\nlen(peeple)")
    assert_plain(told)
    assert "did you mean `people`" in told.cause


def test_tb_shows_the_real_traceback(notebook: Notebook) -> None:
    notebook.run("len(peeple)")
    told = notebook.run("%tb")
    assert told.errors == 1 and told.ename == "NameError"
    assert "Traceback (most recent call last)" in told.text and "peeple" in told.text


# --- the kernel's life ----------------------------------------------------------------------------------------------


def test_answer_of_another_task(notebook: Notebook) -> None:
    assert "Run the answer cell of that task first" in notebook.run("5 / listeners").cause


def test_no_warnings_of_pythons_own(notebook: Notebook) -> None:
    assert not notebook.run("x = 1 (4 + 1)").wrote


def test_restarted_notebook() -> None:
    with started() as fresh:
        for source in ('check("network.listeners")', "listeners = len(people)", 'pd.read_csv("x.csv")', "hint()"):
            told = fresh.run(source)
            assert_plain(told)
            assert told.ename == "NameError" and "run the setup cell at the top first" in told.cause
        assert "did you mean `print`" in fresh.run('Print("Hello")').cause
        assert 'print("Hello")' in fresh.run("print(Hello)").cause
        assert "True, not true" in fresh.run("x = true").cause
        assert "`7%`" in fresh.run("x = 7%").cause


def test_course_words_are_restored(notebook: Notebook) -> None:
    assert not notebook.run("check = 5\nhint = 6").errors
    assert not notebook.run('check("network.listeners")\nhint("network.listeners")').errors


def test_course_words_without_brackets(notebook: Notebook) -> None:
    assert not notebook.run("from ssl_helpers.desk import certificate, doctor, reset, submit").errors
    assert "Write reset(6)" in notebook.run("reset 6").cause, "not IPython's own word"
    for word in ("hint", "solution", "submit", "progress"):
        assert f"{word} needs round brackets, as in {word}(" in notebook.shown(word)
    assert "function" in notebook.shown("key"), "of the learner's own"


def test_a_long_cause_ends_its_lines_at_blanks(notebook: Notebook) -> None:
    told = notebook.run("submit = 6\nsubmit(6)")
    lines = told.lines[2 : told.lines.index("")]
    assert len(lines) > 1 and max(map(len, lines)) <= causes.WIDTH
    assert all(line == line.strip() for line in lines) and " ".join(lines) == told.cause


@pytest.mark.parametrize("word", ["hint", "solution"])
def test_blank_that_is_left_in_a_hint_cell(notebook: Notebook, word: str) -> None:
    """Only the # was deleted, and a blank stood behind it."""
    cell = '# hint("network.mix")\n# solution("network.mix")'
    assert not notebook.run(cell.replace(f"# {word}", f" {word}")).errors
    assert notebook.run("x = 5\n hint").ename == "IndentationError", "code of the learner's own is left as it is"


def test_stopped_by_the_learner(notebook: Notebook) -> None:
    notebook.run("import time")
    request = notebook.client.execute("print('on', flush=True)\ntime.sleep(60)")
    messages: list[dict] = []
    while not messages or messages[-1]["content"].get("execution_state") != "idle":
        message = notebook.client.get_iopub_msg(timeout=30)
        if message["parent_header"].get("msg_id") == request:
            messages.append(message)
            if message["msg_type"] == "stream":
                time.sleep(0.1)  # until it sleeps
                notebook.manager.interrupt_kernel()
    (error,) = [one["content"] for one in messages if one["msg_type"] == "error"]
    assert error["ename"] == "KeyboardInterrupt"
    assert error["traceback"][:3] == [
        "Your code stopped in line 2:",
        "    time.sleep(60)",
        "This cell was stopped before it was done.",
    ]


def test_warnings(notebook: Notebook) -> None:
    told = notebook.run("import warnings\nwarnings.warn('beware')\n5 is 5\nlen(peeple)")
    assert_plain(told)
    assert "beware" in told.wrote and "did you mean `people`" in told.cause
    told = notebook.run(
        "import warnings\nwith warnings.catch_warnings():\n    warnings.simplefilter('error')\n    2(3)"
    )
    assert told.errors == 1 and "Between a number and a bracket" in told.cause


def test_only_names_that_exist_now(notebook: Notebook) -> None:
    notebook.run("ventetid = 5\n_vented = 6")
    notebook.run("del ventetid")
    told = notebook.run("ventetd + 1")
    assert_plain(told)
    assert "did you mean" not in told.cause


# --- odd errors -----------------------------------------------------------------------------------------------------


def test_error_that_nobody_knows(notebook: Notebook) -> None:
    told = notebook.run("raise RuntimeError('the moon is full')")
    assert_plain(told)
    assert told.lines[2:] == ["RuntimeError: the moon is full"]


@pytest.mark.parametrize("text", ["raise ValueError('no')", "return 5", "return None"])
def test_error_that_says_nothing(notebook: Notebook, text: str) -> None:
    told = notebook.run(f"class Odd(Exception):\n    def __str__(self):\n        {text}\nraise Odd()")
    # IPython stumbles over it once more, when it has shown it.
    assert told.ename == "Odd" and told.lines == ["Your code stopped in line 4:", "    raise Odd()", "Odd"]


@pytest.mark.parametrize("text", ["'x' * 100_000", "'line\\n' * 10_000"])
def test_error_that_says_too_much(notebook: Notebook, text: str) -> None:
    told = notebook.run(f"raise ValueError({text})")
    assert_plain(told)
    assert told.cause.startswith("ValueError: ")


class Evil:
    """Stands for any object of a learner's that does not behave."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)

    def __dir__(self) -> list[str]:
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = None
    __str__ = __repr__ = __len__ = __iter__ = __bool__ = lambda self: 1 / 0


class DataFrame(Evil):
    """Only its name is right."""


@pytest.mark.parametrize("namespace", [None, {}, {"people": DataFrame(), "x": Evil(), 5: 6}])
@pytest.mark.parametrize("source", ["", "x", "\n\n", "people[0]\n\x00", "%%time\n"])
@pytest.mark.parametrize(
    "error",
    [
        SyntaxError(),
        SyntaxError("incomplete input", ("cell", 99, 99, None)),
        SyntaxError("invalid syntax", ("cell", None, None, None)),
        SyntaxError("leading zeros"),
        IndentationError("expected an indented block after x on line 77"),
        NameError(),
        NameError("name 'peeple' is not defined", name="peeple"),
        KeyError(),
        KeyError(Evil()),
        KeyError("None of [] are in the [index]"),
        AttributeError(),
        AttributeError("x", name="x", obj=Evil()),
        AttributeError("x", name="x", obj=DataFrame()),
        TypeError(Evil()),
        TypeError("'int' object is not callable"),
        TypeError("f() takes several positional arguments but 2 were given"),
        ValueError("could not convert string to float: "),
        UnicodeDecodeError("utf-8", b"\xe6", 0, 1, "invalid"),
        ImportError(),
        ModuleNotFoundError(),
        FileNotFoundError(),
        OSError(22, "Invalid argument"),
        IndexError("out of range"),
        ZeroDivisionError(),
        CourseError("Say this."),
        CourseError(Evil()),
        BaseException(Evil()),
    ],
    ids=lambda error: type(error).__name__,
)
def test_report_never_raises(error: BaseException, source: str, namespace: dict | None) -> None:
    lines = causes.report(error, source, namespace)
    assert lines and all(isinstance(line, str) for line in lines)


def test_course_errors_say_it_themselves() -> None:
    assert causes.report(CourseError("Say this.")) == ["Your code stopped.", "Say this."]


# --- the words of other versions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "words"),
    [
        # pandas 2.2
        (TypeError("Cannot perform 'ror_' with a dtyped [object] array and scalar of type [bool]"), "Around `|`"),
        (TypeError("Cannot perform 'rand_' with a dtyped [object] array and scalar of type [bool]"), "Around `&`"),
        (TypeError("unsupported operand type(s) for &: 'str' and 'ArrowStringArray'"), "Around `&`"),
        (TypeError("Could not convert string 'customer\ncolleague' to numeric"), "holds text"),
        (TypeError("Could not convert ['customer' 'colleague'] to numeric"), "holds text"),
        (TypeError("agg function failed [how->mean,dtype->object]"), "holds text"),
        (ValueError("Cannot mask with non-boolean array containing NA / NaN values"), "na=False"),
        (TypeError("Invalid comparison between dtype=datetime64[ns] and int"), "date"),
        (ValueError('time data "8 Feb" doesn\'t match format "%Y", at position 0. You might want to try'), '"8 Feb"'),
        (ValueError("time data '8 Feb' does not match format '%Y'"), '"8 Feb"'),
        (NameError("name 'ArrowDtype' is not defined"), ".tolist()"),
        # Python 3.12 to 3.14
        (TypeError("drop() got an unexpected keyword argument 'colums'. Did you mean 'columns'?"), "`colums=`"),
        (TypeError("argument of type 'int' is not a container or iterable"), "a number"),
        (TypeError("cannot use 'list' as a dict key (unhashable type: 'list')"), "One label"),
        (SyntaxError("unterminated f-string literal (detected at line 1)"), "quote is missing"),
        (SyntaxError("f-string: expecting '}'"), "{"),
        (ZeroDivisionError("division by zero"), "divided by 0"),
        (PermissionError(13, "Permission denied", "kunder.csv"), "Excel"),
        (UnicodeDecodeError("utf-8", b"\xe6", 0, 1, "invalid"), "UTF-8"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_words_of_other_versions(error: BaseException, words: str) -> None:
    assert words in causes.cause_of(error)


# --- finding the word that was meant --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("kobere", ["købere", "kabel"], "købere"),
        ("aar", ["år", "ar"], "ar"),
        ("År", ["år", "ar"], "år"),
        ("count_values", ["sort_values", "value_counts"], "value_counts"),
        ("people", ["people"], None),
        ("x", ["y", "_x", ""], None),
        ("banana", [5, None, "people"], None),
    ],
)
def test_nearest(word: str, known: list, meant: str | None) -> None:
    assert causes.nearest(word, known) == meant


@pytest.mark.parametrize("word", ["Warnng", "credit", "get_ipythn", "xyz", "sales", "quiit", "outt", "kkept"])
def test_no_nonsense(notebook: Notebook, word: str) -> None:
    told = notebook.run(f"{word} + 5")
    assert_plain(told)
    assert "did you mean" not in told.cause


# --- time and weight ------------------------------------------------------------------------------------------------


def test_fast(notebook: Notebook) -> None:
    told = notebook.run(
        "import timeit\n"
        "from ssl_helpers.kernel.causes import report\n"
        "for source in ('peeple', 'zzzzz', 'people[\"zzz\"]', 'people.zzzzz', 'count.mean + 5', 'load(5) + ('):\n"
        "    try:\n"
        "        exec(compile(source, '/tmp/ipykernel_1/1.py', 'single'))\n"
        "    except Exception as error:\n"
        "        one = error\n"
        "    print(min(timeit.repeat(lambda: report(one, source, globals()), number=1, repeat=5)))\n"
    )
    seconds = [float(line) for line in told.wrote.split()]
    assert len(seconds) == 6 and max(seconds) < 0.02, seconds


def test_light() -> None:
    """A kernel loads this at its start: nothing heavy may come with it."""
    heavy = "{'pandas', 'numpy', 'matplotlib', 'IPython', 'ssl_helpers.checking'}"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, ssl_helpers.kernel; print(sorted({heavy} & set(sys.modules)))"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout.strip() == "[]"
