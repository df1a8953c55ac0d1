"""My network keeps to itself: nothing is sent, nothing is written but the named report, nothing shown is saved."""

import csv
import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from ssl_helpers import CourseError
from ssl_helpers.data import COURSE_FOLDER, datasets_folder, load
from ssl_helpers.my_network import saving, screen
from ssl_helpers.my_network.report_file import write_report

NOTEBOOK = COURSE_FOLDER / "course" / "my_network.ipynb"
ARCHIVE = next(datasets_folder().glob("*LinkedInDataExport*.zip"))
ACCOUNTS = datasets_folder() / "accounts.csv"


@pytest.fixture
def mine() -> screen.MyNetwork:
    return screen.MyNetwork()


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "ssl_helpers.cli", "my-network", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        env=dict(os.environ, PYTHONUTF8="1", COLUMNS="200") | environment,
    )


def people_named() -> list[str]:
    people = load("connections")
    return (people.first_name + " " + people.last_name).tolist()


def message_texts() -> list[str]:
    with (datasets_folder() / "linkedin_export" / "messages.csv").open(encoding="utf-8", newline="") as file:
        texts = {row["CONTENT"].strip() for row in csv.DictReader(file)}
    return [text for text in texts if len(text) > 25]


def words(page: str) -> str:
    return html.unescape(re.sub(r"(?s)<style>.*?</style>|<[^>]+>", "", page))


# What is shown


def test_command_shows_numbers_and_no_person_and_no_message():
    done = command(ARCHIVE, "--accounts", ACCOUNTS)
    assert done.returncode == 0, done.stderr
    assert "600 people you can name" in done.stdout and "3 of 3" in done.stdout and "§ 10" in done.stdout
    assert [name for name in people_named() if name in done.stdout] == []
    assert [text for text in message_texts() if text in done.stdout] == []


def test_command_can_be_sent_to_a_file_in_windows_own_letters():
    done = command(ARCHIVE, "--accounts", ACCOUNTS, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    danish = [one for one in load("accounts").company if not one.isascii() and one in done.stdout]
    assert danish and "=====" in done.stdout and "Traceback" not in done.stderr


def test_names_come_only_when_asked_for(tmp_path):
    done = command(ARCHIVE, "--accounts", ACCOUNTS, "--names", "--report", tmp_path / "med navne.html")
    assert done.returncode == 0, done.stderr
    named = [name for name in people_named() if name in done.stdout]
    assert 20 <= len(named) <= 60
    page = (tmp_path / "med navne.html").read_text(encoding="utf-8")
    assert "This page contains names" in page
    assert command(ARCHIVE, "--accounts", ACCOUNTS, "--report", tmp_path / "uden.html").returncode == 0
    plain = words((tmp_path / "uden.html").read_text(encoding="utf-8"))
    assert "No names in this page" in plain
    assert [name for name in people_named() if name in plain] == []
    assert [text for text in message_texts() if text in plain] == []


def test_notebooks_parts_show_no_person_until_the_box_is_ticked(mine):
    parts = [
        screen.show(mine, part).value
        for part in ("read", "network", "coverage", "posts", "dialogue", "suggestions", "law")
    ]
    shown = words(" ".join(parts))
    assert [name for name in people_named() if name in shown] == []
    _, asked, names = screen.names(mine).children
    assert [name for name in people_named() if name in words(names.value)] == []
    asked.value = True
    assert [name for name in people_named() if name in words(names.value)] != []
    mine.take(mine.export, None, "again")
    assert asked.value is False, "another archive unticks the box"
    assert [name for name in people_named() if name in words(names.value)] == []


def test_message_text_is_not_even_read(mine):
    kept = set(mine.export.tables["messages"])
    assert not kept & {"content", "text", "subject", "title"} and "characters" in kept


# The pieces of the notebook


def pressed(box, label: str) -> str:
    """Press the button with this label, and give what the last line of the box then says."""
    next(one for one in box.children if getattr(one, "description", "") == label).click()
    return words(box.children[-1].value)


def fields(box) -> dict:
    return {one.description: one for one in box.children if getattr(one, "description", "") and hasattr(one, "value")}


def test_another_archive_changes_every_part(mine, tmp_path):
    file = tmp_path / "Connections.csv"
    file.write_text(
        "First Name,Last Name,Connected On\n" + "Nina,Ny,08 Feb 2026\n" + "Ole,Ny,08 Feb 2026\n" * 6, encoding="utf-8"
    )
    chooser, network = screen.choose(mine), screen.show(mine, "network")
    assert "600" in network.value
    archive = next(one for one in chooser.children if getattr(one, "description", "") == "Path")
    archive.value = f'"{file}"'
    assert "✓ Read. Connections.csv, 2 people. No list of accounts." in pressed(chooser, "Read")
    assert "600" not in words(network.value) and "2 people" in words(network.value)
    assert mine.accounts is None, "the practice firm's accounts say nothing about somebody else's network"
    archive.value = str(tmp_path / "gone.zip")
    assert "✗ There is no file or folder" in pressed(chooser, "Read")
    assert mine.export.report.archive == "Connections.csv", "what was read before stays"


def test_sorting_a_post_changes_the_mix(mine):
    sorter = screen.sort_posts(mine)
    posts = sorter.children[2].children
    before = mine.picture().posts
    at = next(at for at, row in enumerate(posts) if row.children[1].value == "helpful")
    posts[at].children[1].value = "product"
    after = mine.picture().posts
    assert (after.helpful, after.product) == (before.helpful - 1, before.product + 1)
    assert sorter.children[2].children is posts, "rows stay, so that the keyboard stays where it was"
    # Neither a repost, which has no words of one's own, nor a post that a word of the rule has decided already.
    kinds = mine.kinds()
    helpful = kinds.index[kinds.kind == "inspiration"]
    newest_not_sorted_by_hand = next(number for number in helpful if number - 1 != at)
    word = mine.kinds().text[newest_not_sorted_by_hand].split()[0].strip(",.?!")
    fields(sorter)["More words"].value = f" {word[:-1]} ,"
    assert mine.kinds().because[newest_not_sorted_by_hand] == f"{word[:-1]}*"
    assert f"because: {word[:-1]}*" in words(
        sorter.children[2].children[newest_not_sorted_by_hand - 1].children[0].value
    )
    fields(sorter)["Fewer words"].value = ", ".join([*screen.content.PRODUCT_WORDS, f"{word[:-1]}*"])
    assert mine.product_words == () and mine.kinds().because[newest_not_sorted_by_hand] != f"{word[:-1]}*"


def test_corrections_outlive_another_reading_of_the_archive(mine):
    sorter = screen.sort_posts(mine)
    newest = sorter.children[2].children[0].children[1]
    newest.value = "neither" if newest.value != "neither" else "product"
    chooser = screen.choose(mine)
    assert "✓ Read. Practice" in pressed(chooser, "Read")
    assert mine.kinds().because.iloc[0] == "you said so"


def test_company_under_another_name_counts_once_it_is_ticked(mine, tmp_path):
    file = tmp_path / "Connections.csv"
    rows = "".join(f"Nina{at},Ny,Nørholm Nordic,08 Feb 2026\n" for at in range(6))
    file.write_text("First Name,Last Name,Company,Connected On\n" + rows, encoding="utf-8")
    accounts = tmp_path / "kunder.csv"
    accounts.write_text("Firma\nNørholm A/S\nTom A/S\n", encoding="utf-8")
    mine.take(screen.read_export(file), screen.read_accounts(accounts), "mine")
    assert mine.picture().network.buyers == 0 and mine.picture().coverage.perhaps == ("Nørholm A/S",)
    box = screen.same_companies(mine)
    tick = box.children[2].children[0]
    assert tick.description == "Nørholm Nordic is Nørholm A/S"
    tick.value = True
    assert mine.picture().network.buyers == 6 and mine.picture().coverage.white_spots == ("Tom A/S",)
    assert mine.picture().coverage.perhaps == (), "what was judged is no question any more"
    tick.value = False
    assert mine.picture().network.buyers == 0


def test_every_part_says_whose_it_is(mine, tmp_path):
    part = screen.show(mine, "network")
    assert "all invented" in words(part.value)
    mine.take(mine.export, None, "Connections.csv, 7 people.")
    assert "Connections.csv, 7 people." in words(part.value) and "all invented" not in words(part.value)


def test_report_goes_to_the_named_file(mine, tmp_path, monkeypatch):
    monkeypatch.setattr(screen.Path, "home", lambda: tmp_path)
    box = screen.report(mine)
    assert "needs a file name" in pressed(box, "Write the report")
    fields(box)["File"].value = "mit netværk.html"
    assert "✓ Written" in pressed(box, "Write the report")
    assert [file.name for file in tmp_path.iterdir()] == ["mit netværk.html"]


def test_notebook_that_would_be_saved_with_what_it_shows_says_so(mine, monkeypatch):
    monkeypatch.setenv(saving.STRIPPING, "1")
    # Jupyter's server tells a notebook's kernel this, and nothing of it to what is started in a terminal.
    monkeypatch.setenv("JPY_SESSION_NAME", "/course/my_network.ipynb")
    assert "may be saved with it" not in str([getattr(one, "value", "") for one in screen.choose(mine).children])
    monkeypatch.delenv(saving.STRIPPING)
    assert "may be saved with it" in str([getattr(one, "value", "") for one in screen.choose(mine).children])


# The report's file


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "needs a file name"),
        ("net.csv", "should end in .html"),
        ("ikke/her/net.html", "cannot be written"),
        ("andet.html", "is no report of the course"),
        ("mappe.html", "is no report of the course"),
        ("net\0.html", "needs a file name"),
    ],
)
def test_report_that_cannot_be_written_gets_a_sentence_and_harms_no_file(name, says, mine, tmp_path):
    (tmp_path / "andet.html").write_text("<p>min side</p>", encoding="utf-8")
    (tmp_path / "mappe.html").mkdir()
    with pytest.raises(CourseError, match=says):
        write_report(mine.picture(), tmp_path / name if name and "\0" not in name else name)
    assert (tmp_path / "andet.html").read_text(encoding="utf-8") == "<p>min side</p>"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["andet.html", "mappe.html"]


def test_report_is_written_anew_over_an_older_one(mine, tmp_path):
    file = write_report(mine.picture(), tmp_path / "net.html")
    file.write_text(file.read_text(encoding="utf-8") + "old", encoding="utf-8")
    write_report(mine.picture(), f'"{file}"')
    assert file.read_text(encoding="utf-8").endswith("</html>\n")


def test_command_that_fails_says_why_and_writes_nothing(tmp_path):
    for arguments, says in (
        (["findes ikke.zip"], "There is no file or folder"),
        ([ARCHIVE, "--accounts", tmp_path / "findes ikke.csv"], "There is no file"),
        ([ARCHIVE, "--report", tmp_path / "net.txt"], "should end in .html"),
        ([], "Missing argument"),
    ):
        done = command(*arguments)
        assert done.returncode != 0 and says in " ".join((done.stdout + done.stderr).split()), done.stderr
        assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


# What is saved


def test_what_a_private_notebook_shows_is_not_saved():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("stream", text="Tom Lund")]
    code.execution_count, code.metadata["execution"] = 3, {"iopub.execute_input": "2026"}
    notebook.metadata["widgets"] = {"state": {"a": "Tom Lund"}}
    for path in ("course/my_network.ipynb", "course/Kopi.ipynb"):
        model = {"type": "notebook", "content": json.loads(nbformat.writes(notebook))}
        saving.before_saving(model=model, path=path, contents_manager=None)
        assert "Tom Lund" not in json.dumps(model["content"], ensure_ascii=False)
        nbformat.validate(nbformat.from_dict(model["content"]))
    assert json.loads(NOTEBOOK.read_text(encoding="utf-8"))["metadata"][saving.PRIVATE] is True


@pytest.mark.parametrize("code", ["from ssl_helpers.my_network import screen", "shown"])
def test_other_notebook_that_shows_a_network_is_saved_without_it_too(code):
    output = nbformat.v4.new_output("display_data", {"text/html": "<div class='ssl-picture'>Tom Lund</div>"})
    cell = nbformat.v4.new_code_cell(code, outputs=[output] if code == "shown" else [])
    picture_of_mine = {"picture.png": {"image/png": "aGVq"}}
    text = nbformat.v4.new_markdown_cell("Mit billede", attachments=picture_of_mine)
    notebook = nbformat.v4.new_notebook(cells=[text, cell], metadata={"widgets": {"state": "Tom Lund"}})
    model = {"type": "notebook", "content": notebook}
    saving.before_saving(model=model, path="Untitled.ipynb")
    assert "Tom Lund" not in json.dumps(notebook) and notebook.cells[0].attachments == picture_of_mine


def test_signs_that_steer_a_terminal_are_not_passed_on(tmp_path):
    file = tmp_path / "Connections.csv"
    steer = "\x1b]0;owned\x07\u202e"
    rows = "".join(f"Nina{at}{steer},Ny,,,Kunde A/S,CEO,08 Feb 2026\n" for at in range(7))
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    file.write_text(header + rows, encoding="utf-8")
    accounts = tmp_path / "kunder.csv"
    accounts.write_text(f"Firma\nKunde A/S\nTom{steer} A/S\n", encoding="utf-8")
    done = command(file, "--accounts", accounts, "--names")
    assert done.returncode == 0 and "Nina1" in done.stdout, done.stderr
    assert not set(done.stdout) & {"\x1b", "\x07", "\u202e"}


def test_other_notebooks_and_files_are_saved_as_they_are():
    lesson = {"metadata": {}, "cells": [{"cell_type": "code", "outputs": [1], "metadata": {}, "execution_count": 1}]}
    for model in (
        {"type": "notebook", "content": lesson},
        {"type": "file", "content": "tekst"},
        {"type": "directory", "content": None},
    ):
        before = json.dumps(model)
        saving.before_saving(model=model, path="course/06_network.ipynb")
        assert json.dumps(model) == before


# With the network taken away and the file system watched

BWRAP = shutil.which("bwrap")


def in_a_box(folder: Path, *arguments: object) -> subprocess.CompletedProcess:
    """Run Python where there is no network, and where all that can be written lies in `folder`."""
    for name in ("home", "tmp", "here"):
        (folder / name).mkdir(exist_ok=True)
    inside = dict(
        os.environ,
        HOME=str(folder / "home"),
        TMPDIR=str(folder / "tmp"),
        PYTHONUTF8="1",
        MPLBACKEND="agg",
        COLUMNS="200",
    )
    box = [BWRAP, "--ro-bind", "/", "/", "--dev", "/dev", "--bind", str(folder), str(folder), "--unshare-net"]
    return subprocess.run(
        [*box, "--chdir", str(folder / "here"), sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={name: value for name, value in inside.items() if not name.startswith("XDG_")},
    )


def written(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if not file.is_dir())


def boxed() -> bool:
    return (
        BWRAP is not None
        and subprocess.run([BWRAP, "--ro-bind", "/", "/", "true"], capture_output=True).returncode == 0
    )


needs_box = pytest.mark.skipif(not boxed(), reason="bubblewrap is not here, or may not be used: nothing can be watched")


@needs_box
def test_the_watch_sees_what_is_written_and_the_network_is_gone(tmp_path):
    code = "import pathlib, socket; pathlib.Path.home().joinpath('spor').write_text('x'); print(socket.if_nameindex())"
    done = in_a_box(tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr
    assert written(tmp_path) == ["home/spor"] and re.findall(r"'(\w+)'", done.stdout) == ["lo"]


@needs_box
@pytest.mark.parametrize("report", [True, False])
def test_command_writes_the_named_report_and_nothing_else(report, tmp_path):
    more = ["--report", "mit net.html"] if report else []
    done = in_a_box(
        tmp_path, "-c", "import sys; sys.path.insert(0, sys.argv.pop(1)); from ssl_helpers.cli import main; main()",
        COURSE_FOLDER, "my-network", ARCHIVE, "--accounts", ACCOUNTS, "--names", *more,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert written(tmp_path) == (["here/mit net.html"] if report else [])


@needs_box
def test_notebooks_pieces_write_the_named_report_and_nothing_else(tmp_path):
    code = """
import sys
sys.path.insert(0, sys.argv[1])
from ssl_helpers.my_network import screen
mine = screen.MyNetwork()
chooser = screen.choose(mine)
chooser.children[-6].value = sys.argv[2]
chooser.children[-2].click()
assert "Read. " in chooser.children[-1].value, chooser.children[-1].value
parts = [screen.show(mine, part) for part in ("read", "network", "coverage", "posts", "dialogue", "suggestions", "law")]
sorter = screen.sort_posts(mine)
sorter.children[2].children[0].children[1].value = "product"
_, asked, names = screen.names(mine).children
asked.value = True
report = screen.report(mine)
report.children[1].value = "net.html"
report.children[3].click()
assert "Written" in report.children[-1].value, report.children[-1].value
"""
    done = in_a_box(tmp_path, "-c", code, COURSE_FOLDER, ARCHIVE)
    assert done.returncode == 0, done.stderr
    assert written(tmp_path) == ["home/net.html"]


@needs_box
def test_notebook_runs_without_a_network_and_leaves_no_person_behind(tmp_path):
    code = """
import sys
import nbclient, nbformat
notebook = nbformat.read(sys.argv[2], as_version=4)
asked = '_, asked, _ = screen.names(mine).children\\nasked.value = True\\nprint(_.value)'
notebook.cells.append(nbformat.v4.new_code_cell(asked))
nbclient.NotebookClient(notebook, resources={"metadata": {"path": sys.argv[1] + "/course"}}).execute()
shown = [one for cell in notebook.cells if cell.cell_type == "code" for one in cell.outputs]
print(notebook.cells[-1].outputs[0].text)
assert len(shown) > 10 and not [one for one in shown if one.output_type == "error"], shown
"""
    done = in_a_box(tmp_path, "-c", code, COURSE_FOLDER, NOTEBOOK)
    assert done.returncode == 0, done.stderr
    named = [name for name in people_named() if name in words(done.stdout)]
    assert named, "names were shown"
    # Jupyter keeps what was typed, in a history of its own, but nothing that was shown.
    left = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert [name for name in named if name.encode() in left] == []
    assert not [path for path in written(tmp_path) if not path.startswith("home/")]
