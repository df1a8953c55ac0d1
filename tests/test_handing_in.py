"""Handing in: what is missing, unsaved or private is told and not handed in; the rest arrives as one learner's."""

import json
import os
import re
import shutil
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from handed_in import exercise, put, solved
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from ssl_helpers import CourseError, handing_in
from ssl_helpers.alongside import METADATA, MOST, PAUSE, firm_mark, minutes_needed, read_firm, read_minutes
from ssl_helpers.checking import outcomes, record
from ssl_helpers.checking.exercises import exercises_of, find, module_of, topics
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.cli import app
from ssl_helpers.data import firm_in
from ssl_helpers.handing_in import hand_in, learner_name
from ssl_helpers.my_network.saving import PRIVATE
from ssl_helpers.workspace import handed_out, own_notebook, released_notebook
from ssl_trainer import COURSE_SEED
from ssl_trainer.intake import learners, submissions

NETWORK, CONTENT = module_of("network"), module_of("content")
MODULES = [module_of(topic) for topic in topics()]
ANSWER = {"listeners": "listeners = len(people)", "reflection": "I would ask what occupies them."}


@pytest.fixture(autouse=True)
def work(my_work) -> Path:
    """A my_work in which module 6 has been begun."""
    put(my_work, NETWORK.stem, exercise(ANSWER))
    return my_work


def releases() -> dict[str, nbformat.NotebookNode]:
    return {one.stem: nbformat.read(released_notebook(one), as_version=4) for one in MODULES}


def refused(module=NETWORK, name: str = "Anna Holm") -> str:
    with pytest.raises(CourseError) as told:
        hand_in(module, name)
    return str(told.value)


def checked(exercise_id: str, kind: str, source: str) -> None:
    one = find(exercise_id)
    points = one.points if kind == outcomes.CORRECT else 0
    record.add_check(Outcome(one.id, kind, "…", points, one.points), [record.digest(source)], kept=True)


# --- what is made --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.stem)
@pytest.mark.parametrize("folder", ["exercises", "solutions"])
def test_no_false_alarm_on_what_the_course_itself_says(work, module, folder):
    shutil.rmtree(work / NETWORK.stem)
    put(work, module.stem, exercise(stem=module.stem, folder=folder), f"{module.stem}.ipynb")
    assert f"to_hand_in{os.sep}Anna Holm.zip" in hand_in(module, "Anna Holm")


def test_zip_holds_the_notebook_without_what_it_showed(work):
    notebook = exercise(ANSWER)
    notebook.metadata["widgets"] = {"state": "typed"}
    notebook.metadata["vscode"] = {"interpreter": "/opt/anna"}
    answer = next(cell for cell in notebook.cells if cell.cell_type == "code")
    answer.outputs = [nbformat.v4.new_output("stream", text="SHOWN-42")]
    answer.execution_count = 7
    answer.metadata["execution"] = {"shell.execute_reply": "2026-11-22T14:05:00Z"}
    notebook.cells[0].attachments = {"left.png": {"image/png": "AAAA"}}
    put(work, NETWORK.stem, notebook)
    before = own_notebook(NETWORK).read_bytes()
    hand_in(NETWORK, "Anna Holm")
    with zipfile.ZipFile(work / "to_hand_in" / "Anna Holm.zip") as archive:
        assert archive.namelist() == ["06_network/06_network.ipynb"]
        text = archive.read("06_network/06_network.ipynb").decode("utf-8")
    packed = nbformat.reads(text, as_version=4)
    nbformat.validate(packed)
    assert [cell.source for cell in packed.cells] == [cell.source for cell in notebook.cells]
    for word in ("typed", "anna", "SHOWN-42", "14:05", "AAAA"):
        assert word not in text
    assert own_notebook(NETWORK).read_bytes() == before


def test_same_work_gives_the_same_bytes(work):
    hand_in(NETWORK, "Anna Holm")
    path = work / "to_hand_in" / "Anna Holm.zip"
    first = path.read_bytes()
    hand_in(NETWORK, "Anna Holm")
    assert path.read_bytes() == first and [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("inboxes", [1, 2])
def test_two_modules_come_to_one_learner_in_one_inbox_and_in_two(work, tmp_path, inboxes):
    put(work, CONTENT.stem, exercise({"ratio": "ratio = 2"}, CONTENT.stem), f"{CONTENT.stem}.ipynb")
    found = {}
    for number, module in enumerate([NETWORK, CONTENT]):
        hand_in(module, "Åse Ørsted")
        inbox = tmp_path / f"inbox {number % inboxes}"
        inbox.mkdir(exist_ok=True)
        shutil.copy(work / "to_hand_in" / "Åse Ørsted.zip", inbox)
        for one in submissions(learners(inbox), releases()):
            assert (one.learner, one.status, one.repaired) == ("Åse Ørsted", "", ())
            found[number, one.assignment] = one
    assert set(found) == {(0, NETWORK.stem), (1, NETWORK.stem), (1, CONTENT.stem)}
    sources = [cell.source for cell in found[1, CONTENT.stem].notebook.cells]
    assert "ratio = 2" in sources


def test_the_version_handed_in_last_is_in_the_zip(work, tmp_path):
    hand_in(NETWORK, "Anna")
    put(work, NETWORK.stem, exercise({"listeners": "listeners = 2"}))
    hand_in(NETWORK, "Anna")
    (one,) = submissions(learners(work / "to_hand_in"), releases())
    assert "listeners = 2" in [cell.source for cell in one.notebook.cells]


def test_marking_knows_when_it_was_saved(work):
    saved = time.mktime((2026, 11, 22, 14, 5, 6, 0, 0, -1))
    os.utime(own_notebook(NETWORK), (saved, saved))
    hand_in(NETWORK, "Anna")
    with zipfile.ZipFile(work / "to_hand_in" / "Anna.zip") as archive:
        assert archive.infolist()[0].date_time == (2026, 11, 22, 14, 5, 6)
    for wrong in (0, time.mktime((2150, 1, 1, 0, 0, 0, 0, 0, -1))):
        os.utime(own_notebook(NETWORK), (wrong, wrong))
        assert hand_in(NETWORK, "Anna"), "a clock that was never set"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"no zip"])
def test_an_earlier_zip_that_is_damaged_is_put_aside(work, data):
    path = work / "to_hand_in" / "Anna.zip"
    path.parent.mkdir()
    path.write_bytes(data)
    told = hand_in(NETWORK, "Anna")
    assert zipfile.ZipFile(path).testzip() is None
    (kept,) = (work / "kept").iterdir()
    assert kept.read_bytes() == data and str(kept) in told and "could not be read" in told


def test_a_damaged_packed_notebook_is_put_aside_too(work):
    path = work / "to_hand_in" / "Anna.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("07_content/07_content.ipynb", "x" * 500)
    data = bytearray(path.read_bytes())
    at = data.index(b"07_content.ipynb") + len("07_content.ipynb")
    data[at : at + 4] = b"\xff" * 4
    path.write_bytes(data)
    assert "could not be read" in hand_in(NETWORK, "Anna")


def test_only_notebooks_of_the_course_stay_in_the_zip(work):
    path = work / "to_hand_in" / "Anna.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", "private")
        archive.writestr("06_network/notes.txt", "private")
    hand_in(NETWORK, "Anna")
    assert zipfile.ZipFile(path).namelist() == ["06_network/06_network.ipynb"]


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_half_written(work, monkeypatch, stop):
    hand_in(NETWORK, "Anna")
    path = work / "to_hand_in" / "Anna.zip"
    first = path.read_bytes()
    put(work, NETWORK.stem, exercise({"listeners": "listeners = 2"}))

    def cut_off(self: Path, data: bytes) -> None:
        with self.open("wb") as file:
            file.write(data[:99])
        raise stop

    monkeypatch.setattr(Path, "write_bytes", cut_off)
    with pytest.raises(CourseError if isinstance(stop, OSError) else KeyboardInterrupt):
        hand_in(NETWORK, "Anna")
    assert path.read_bytes() == first


def test_words_say_points_open_tasks_and_an_empty_reflection(work):
    core = [one for one in exercises_of("network") if one.core]
    for one in core[:-1]:
        checked(one.id, outcomes.CORRECT, "listeners = len(people)")
    told = hand_in(NETWORK, "Anna Holm")
    points, of = sum(one.points for one in core[:-1]), sum(one.points for one in core)
    assert f"{points} of {of} core points so far, 1 core task not attempted." in told
    assert "reflection" not in told and "trainer" in told and "Nothing was sent" in told
    put(work, NETWORK.stem, exercise({"listeners": "listeners = len(people)"}))
    assert "The reflection is still empty" in hand_in(NETWORK, "Anna Holm")


# --- the name ------------------------------------------------------------------------------------------------------


@given(st.text(max_size=90))
def test_marking_reads_the_very_name(tmp_path_factory, typed):
    try:
        name = learner_name(typed)
    except CourseError:
        assert not re.search(r"[^\W_]", typed)
        return
    inbox = tmp_path_factory.mktemp("inbox")
    (inbox / f"{name}.zip").touch()
    assert list(learners(inbox)) == [name] and learner_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Åse   Ørsted-Ængberg ", "Åse Ørsted-Ængberg"),
        ("A\u030ase", "Åse"),
        ("con", "con_"),
        ("LPT1", "LPT1_"),
        ("Holm, Anna", "Holm, Anna"),
        ("Anna/Holm: *?", "Anna Holm"),
        ("anna.holm.zip", "anna holm zip"),
        ("anna_LATE_123_4567_x.ipynb", "anna LATE 123 4567 x ipynb"),
        ("J. R. Holm Jr.", "J. R. Holm Jr"),
        ("..\\..\\anna", "anna"),
        ("李明", "李明"),
    ],
)
def test_name(typed, name):
    assert learner_name(typed) == name


@pytest.mark.parametrize("typed", ["", "  ", "...", "///", "\u202e"])
def test_no_name(typed):
    assert refused(name=typed) == handing_in.NO_NAME


def test_name_is_asked_for_once_and_remembered(work):
    told = CliRunner().invoke(app, ["submit", "7"], input="Åse Ørsted\n")
    assert told.exit_code == 1 and "as your trainer knows it" in told.output
    told = CliRunner().invoke(app, ["submit", str(own_notebook(NETWORK))])
    assert told.exit_code == 0 and "as your trainer knows it" not in told.output
    assert [one.name for one in (work / "to_hand_in").iterdir()] == ["Åse Ørsted.zip"]
    told = CliRunner().invoke(app, ["submit", "network", "--name", "Bo"])
    assert told.exit_code == 0 and record.learner() == "Bo"


# --- what is refused -----------------------------------------------------------------------------------------------


def test_not_there(work):
    own_notebook(NETWORK).unlink()
    assert "is not there" in refused() and str(own_notebook(NETWORK)) in refused()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty."),
        (b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n", "holds the marks of a merge conflict"),
        (b"hello", "is no notebook."),
        (b'{"cells": [', "is cut off"),
        (b"{}", "is JSON but no notebook."),
    ],
)
def test_unreadable(work, data, words):
    own_notebook(NETWORK).write_bytes(data)
    assert words in refused() and "reset(6)" in refused()
    assert not (work / "to_hand_in").exists()


def test_may_not_be_read(work):
    own_notebook(NETWORK).unlink()
    own_notebook(NETWORK).mkdir()
    assert "may not be read" in refused()


def test_unsaved_answer(work):
    own = own_notebook(NETWORK)
    os.utime(own, (time.time() - 60,) * 2)
    checked("network.listeners", outcomes.NOT_YET, "listeners = 5")
    checked("network.mix", outcomes.NOT_YET, "mix = 5")
    told = refused()
    assert "tasks 1 and 2 is not saved" in told and "the tab of exercise 6 (06_network.ipynb) and press Ctrl+S" in told
    put(work, NETWORK.stem, exercise({"listeners": "listeners = 5", "mix": "mix = 5"}))
    assert hand_in(NETWORK, "Anna")


def test_an_answer_that_was_right_and_is_not_in_the_file(work):
    checked("network.listeners", outcomes.CORRECT, "listeners = 7")
    checked("network.mix", outcomes.CORRECT, "mix = 7")
    # Saved since, and so by the file's time: what counts is what is in it.
    for later in (2, 3600):
        os.utime(own_notebook(NETWORK), (time.time() + later,) * 2)
        assert "In tasks 1 and 2 the file holds another answer than the one you checked" in refused()
    put(work, NETWORK.stem, exercise({"listeners": "listeners = 7", "mix": "mix = 7"}))
    assert hand_in(NETWORK, "Anna")


def test_whoever_gives_an_answer_up_can_hand_in(work):
    checked("network.mix", outcomes.NOT_YET, "mix = 5")
    os.utime(own_notebook(NETWORK), (time.time() + 60,) * 2)
    assert hand_in(NETWORK, "Anna")


@pytest.mark.parametrize("answer", [[], ["0" * 16]], ids=["of no known cell", "of a cell in another notebook"])
def test_points_of_dots_are_not_praised(work, answer):
    one = find("network.mix")
    record.add_check(Outcome(one.id, outcomes.CORRECT, "…", one.points, one.points), answer, kept=True)
    os.utime(own_notebook(NETWORK), (time.time() + 60,) * 2)
    assert "In task 2 the file holds another answer" in refused()
    put(work, NETWORK.stem, exercise(ANSWER | {"mix": "%time mix = people.category.value_counts(normalize=True)"}))
    os.utime(own_notebook(NETWORK), (time.time() + 60,) * 2)
    if not answer:
        assert f"{one.points} of " in hand_in(NETWORK, "Anna")


def test_an_empty_exercise_takes_no_answers_out_of_the_zip(work):
    hand_in(NETWORK, "Anna")
    path = work / "to_hand_in" / "Anna.zip"
    before = path.read_bytes()
    put(work, NETWORK.stem, exercise())
    assert "has no answer in it yet, and the one you handed in before has some" in refused(name="Anna")
    assert path.read_bytes() == before
    put(work, NETWORK.stem, exercise({"mix": "mix = 1"}))
    assert hand_in(NETWORK, "Anna") and path.read_bytes() != before
    put(work, NETWORK.stem, exercise())
    assert hand_in(NETWORK, "Bo"), "who handed in nothing before may hand in an empty one"


def test_two_at_once_are_both_in_the_zip(work, monkeypatch):
    put(work, CONTENT.stem, exercise({"ratio": "ratio = 2"}, CONTENT.stem), f"{CONTENT.stem}.ipynb")
    real, turns = handing_in._packed, []

    def other_first(entries):
        turns.append(entries)
        if len(turns) == 1:
            hand_in(CONTENT, "Anna")
        return real(entries)

    monkeypatch.setattr(handing_in, "_packed", other_first)
    assert "In it are the modules 6 and 7" in hand_in(NETWORK, "Anna")
    with zipfile.ZipFile(work / "to_hand_in" / "Anna.zip") as archive:
        assert [name.partition("/")[0] for name in archive.namelist()] == [NETWORK.stem, CONTENT.stem]


def test_a_zip_that_may_not_be_read_is_not_written_over(work, monkeypatch):
    hand_in(NETWORK, "Anna")
    path = work / "to_hand_in" / "Anna.zip"
    before, real = path.read_bytes(), Path.read_bytes

    def offline(self):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", offline)
    assert "may not be read: Permission denied" in refused(name="Anna")
    monkeypatch.undo()
    assert path.read_bytes() == before


def test_zips_in_another_name_are_told(work):
    assert "Beside it" not in hand_in(NETWORK, "Anna Holm") and "In it is module 6." in hand_in(NETWORK, "Anna Holm")
    told = hand_in(NETWORK, "Anna Maria Holm")
    assert "Beside it lies Anna Holm.zip, made in another name." in told


def test_what_no_keyboard_gives_is_no_part_of_a_name(work):
    assert hand_in(NETWORK, " J\udcf8rgen\u2028 Holm ")
    assert record.learner() == "J rgen Holm" and (work / "to_hand_in" / "J rgen Holm.zip").exists()


def test_exercise_of_before_an_update(work):
    """What the update put in is no fault of the learner's; what was handed out and is gone is."""
    notebook = exercise(ANSWER)
    for grade_id in ("network-mix-task", "network-mix-answer", "network-mix"):
        notebook.cells.remove(cell_of(notebook, grade_id))
    put(work, NETWORK.stem, notebook)
    assert "is missing in" in refused()
    handed_out(NETWORK).parent.mkdir()
    handed_out(NETWORK).write_text(nbformat.writes(notebook), encoding="utf-8")
    hand_in(NETWORK, "Anna")
    (one,) = submissions(learners(work / "to_hand_in"), releases())
    assert one.status == "" and ANSWER["listeners"] in [cell.source for cell in one.notebook.cells]


def test_words_for_the_terminal(work):
    for command in ("submit", "reset"):
        refusal = CliRunner().invoke(app, [command]).exception
        assert isinstance(refusal, CourseError) and f"{command} 6" in str(refusal)
    assert CliRunner().invoke(app, ["submit", "6", "Anna", "Holm"]).exit_code == 0
    assert CliRunner().invoke(app, ["submit", "6", "--name", "Anna", "Maria"]).exit_code == 0
    assert {one.stem for one in (work / "to_hand_in").iterdir()} == {"Anna Holm", "Anna Maria"}


def test_an_answer_that_is_in_the_file_is_saved(work):
    os.utime(own_notebook(NETWORK), (time.time() - 60,) * 2)
    checked("network.listeners", outcomes.CORRECT, "listeners  =  len( people )  # mine")
    assert hand_in(NETWORK, "Anna")


def cell_of(notebook: nbformat.NotebookNode, grade_id: str) -> nbformat.NotebookNode:
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


@pytest.mark.parametrize("suffix", ["", "-answer"])
def test_cells_missing_doubled_or_changed(work, suffix):
    heading = cell_of(exercise(), "network-mix-task").source.partition("\n")[0].lstrip("# ")
    gone = exercise(ANSWER)
    gone.cells.remove(cell_of(gone, f"network-mix{suffix}"))
    twice = exercise(ANSWER)
    twice.cells.append(cell_of(twice, f"network-mix{suffix}"))
    put(work, NETWORK.stem, gone)
    assert f"is missing in “{heading}”" in refused() and "reset(6)" in refused()
    put(work, NETWORK.stem, twice)
    if suffix:
        assert hand_in(NETWORK, "Anna"), "an answer cell that was split"
    else:
        assert f"is there twice in “{heading}”" in refused() and "reset(6)" in refused()
    changed = exercise(ANSWER)
    cell_of(changed, "network-mix").source = 'print("Correct")'
    put(work, NETWORK.stem, changed)
    assert f"is changed in “{heading}”" in refused()


def test_both_halves_of_a_split_cell_arrive(work):
    """JupyterLab gives both halves the same grade_id."""
    notebook = exercise({"listeners": "base = people", "reflection": "The first half."})
    halves = {"network-listeners-answer": "listeners = len(base)", "network-reflection": "The rest."}
    for grade_id, second in halves.items():
        half = cell_of(notebook, grade_id).copy()
        half.id, half.source = f"{half.id}-2", second
        notebook.cells.insert(notebook.cells.index(cell_of(notebook, grade_id)) + 1, half)
    put(work, NETWORK.stem, notebook)
    hand_in(NETWORK, "Anna")
    (one,) = submissions(learners(work / "to_hand_in"), releases())
    sources = "\n".join(cell.source for cell in one.notebook.cells)
    assert one.status == "" and "The first half." in sources and "The rest." in sources
    assert 0 <= sources.find("base = people") < sources.find("listeners = len(base)")


def test_everything_wrong_with_cells_is_told_at_once(work):
    notebook = exercise(ANSWER)
    notebook.cells = [cell for cell in notebook.cells if "nbgrader" not in cell.metadata]
    put(work, NETWORK.stem, notebook)
    titles = re.findall(r"“(.+?)”", refused())
    assert len(titles) == len(exercises_of("network")) + 1, "each task and the reflection, once"


def test_marked_as_private(work):
    notebook = exercise(ANSWER)
    notebook.metadata[PRIVATE] = True
    put(work, NETWORK.stem, notebook)
    assert "network of your own" in refused()


def with_cell(source: str, kind: str = "code") -> nbformat.NotebookNode:
    """The exercise with a cell of one's own below the answer to task 2."""
    notebook = exercise(ANSWER)
    new = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    notebook.cells.insert(notebook.cells.index(cell_of(notebook, "network-mix-answer")) + 1, new(source))
    return notebook


PRIVATE_CODE = {
    "from ssl_helpers.my_network import screen": "shows a network of your own",
    'mine = read_export("Complete_LinkedInDataExport_11-01-2026.zip")': "LinkedInDataExport",
    'place = "D:\\\\archive.zip"\nmine = linkedin.read_export(place)': "archive.zip",
    'raw = read_connections(r"C:\\Users\\anna\\Connections.csv")': "Connections.csv",
    'pd.read_csv("customers.csv")': "customers.csv",
    'pd.read_excel(io="../customers.xlsx")': "customers.xlsx",
    'open("/tmp/mine.txt").read()': "/tmp/mine.txt",
    'from pathlib import Path\nPath("notes.md").read_text("utf-8")': "notes.md",
    'from pathlib import Path\n(Path.home() / "Downloads" / "x.csv").read_text()': "~/Downloads/x.csv",
    'import os\nfolder = "../.."\npd.read_csv(os.path.join(folder, "crm.csv"))': "../../crm.csv",
    'import gzip\ngzip.open("crm.gz")': "crm.gz",
    'from pathlib import Path\npd.read_csv(sorted(Path("~/crm").glob("*.csv"))[-1])': "~/crm",
    'pd.read_csv("https://example.com/crm.csv")': "https://example.com/crm.csv",
    "%matplotlib inline\npd.read_csv('crm.csv')": "crm.csv",
    "pd.read_csv('crm.csv'": "crm.csv",
    'pd.read_csv("../../datasets/../my_work/crm.csv")': "crm.csv",
    "# ask anna.holm@firma.dk": "e-mail address (anna.holm@firma.dk)",
    'who = "https://www.linkedin.com/in/anna-holm-123/"': "LinkedIn profile (linkedin.com/in/anna-holm-123/)",
    "# tlf. 12345678": "phone number",
    "note = 'C:/Users/anna/x'": "folder on your computer (C:/Users/anna)",
    "note = '/home/anna/x'": "/home/anna",
    "note = '/Users/Anna/x'": "/Users/Anna",
    "note = '/mnt/c/Users/anna/x'": "/mnt/c/Users/anna",
    "Kunde Bo Holm bo.holm@kunde.dk +45 20 30 40 50": "e-mail address (bo.holm@kunde.dk)",
    "https://www.linkedin.com/in/bo-holm": "linkedin.com/in/bo-holm",
    "%%markdown\nanna@firma.dk": "anna@firma.dk",
    "anna@firma.dk": "anna@firma.dk",
    "!echo anna@firma.dk": "anna@firma.dk",
    'for f in ["mine.csv"]:\n    pd.read_csv(f)': "mine.csv",
    '[pd.read_csv(f) for f in ["mine.csv"]]': "mine.csv",
    'def get(path):\n    return pd.read_csv(path)\n\nget("D:/arkiv/Connections.csv")': "D:/arkiv/Connections.csv",
    'a, b = "mine.csv", 2\npd.read_csv(a)': "mine.csv",
    'path: str = "mine.csv"\npd.read_csv(path)': "mine.csv",
    'from ssl_helpers.linkedin import read_connections as rc\nrc("Connections of mine.csv")': "Connections of mine.csv",
    "pd.read_clipboard()": "reads what you copied last",
    'import sqlite3\nsqlite3.connect("crm.db")': "crm.db",
    'pd.read_csv("/opt/course/datasets/accounts.csv")': "/opt/course/datasets/accounts.csv",
    "pages = 'linkedin.com/pub/bo-holm and more'": "linkedin.com/pub/bo-holm",
    "page = 'https://www.linkedin.com/sales/lead/ABC'": "linkedin.com/sales/lead/ABC",
}


@pytest.mark.parametrize("source", PRIVATE_CODE)
def test_private_code(work, source):
    put(work, NETWORK.stem, with_cell(source))
    told = refused()
    begin = source.partition("\n")[0][:40]
    heading = cell_of(exercise(), "network-mix-task").source.partition("\n")[0].lstrip("# ")
    assert PRIVATE_CODE[source] in told and begin in told and f"Below “{heading}”" in told
    assert not (work / "to_hand_in").exists()


PRIVATE_TEXTS = {
    "Ring til Anna: +45 12 34 56 78": "phone number",
    "0046 70-123 45 67": "phone number",
    "Mobil 22334455": "phone number",
    "Anna, 22 33 44 55, vil gerne": "phone number (22 33 44 55)",
    "010190-1234": "CPR number (010190-1234)",
    "Født 3112991234.": "CPR number",
    "cpr-nr. 3112991234": "CPR number",
    "010190\u20111234": "CPR number",
    "ring 20304050": "phone number",
    "20-30-40-50": "phone number",
    "telefonnummer 20304050": "phone number",
    "mobilnummer: 20304050": "phone number",
    "tlf.nr. 20304050": "phone number",
    "+49 151 23456789": "phone number",
    "+1 (212) 555-0123-44": "phone number",
    "<img src='attachment:a.png'>": "holds a picture",
    "[1]: attachment:a.png": "holds a picture",
    "åse.ø@virksomhed.co.uk": "e-mail address",
    "![picture](attachment:anna.png)": "holds a picture",
    "![picture](data:image/png;base64,AAAA)": "holds a picture",
    "See file:///home/anna/notes": "folder on your computer",
}


@pytest.mark.parametrize("text", PRIVATE_TEXTS)
def test_private_text(work, text):
    put(work, NETWORK.stem, exercise(ANSWER | {"reflection": text}))
    assert PRIVATE_TEXTS[text] in refused()
    put(work, NETWORK.stem, with_cell(text, "markdown"))
    assert PRIVATE_TEXTS[text] in refused()


def test_an_output_of_ones_own_network(work):
    notebook = exercise(ANSWER)
    output = nbformat.v4.new_output("display_data", {"text/html": '<div class="ssl-picture">'})
    cell_of(notebook, "network-listeners-answer").outputs = [output]
    put(work, NETWORK.stem, notebook)
    assert "shows a network of your own" in refused()


@pytest.mark.parametrize(
    "source",
    [
        'pd.read_csv("../../datasets/accounts.csv")',
        'pd.read_csv("..\\\\..\\\\datasets\\\\accounts.csv")',
        'folder = "../../datasets"\npd.read_csv(f"{folder}/accounts.csv")',
        'from pathlib import Path\nhere = Path("../../datasets")\n(here / "accounts.csv").read_text("utf-8")',
        'raw = read_connections(dataset_path("mini_connections"))',
        'path = dataset_path("mini_connections")\nopen(path, encoding="utf-8").read()',
        'import io\npd.read_csv(io.StringIO("a,b\\n1,2"))',
        "load('accounts')",
        "def read_one(row):\n    return row['a.b']\n\nread_one(accounts)",
        "impressions = 12345678\nshare = 22334455 / 3112991234",
        "matrix = accounts@weights.T",
        "path = path\npd.read_csv(path)",
        'url = "https://example.com/home/page"',
        "open = 3",
        "people.query('a / b > 2')",
        "my_network = people.head()  # my_network is a good name",
        'def read_title(text):\n    return text\n\nread_title("Sales manager")',
        'from ssl_helpers.data import COURSE_FOLDER\npd.read_csv(COURSE_FOLDER / "datasets" / "accounts.csv")',
        'pd.read_csv(datasets_folder() / "accounts.csv")',
        'for name in ["accounts", "pages"]:\n    pd.read_csv(f"../../datasets/{name}.csv")',
        'pd.read_html("<table><tr><td>1</td></tr></table>")',
        'print("accounts.csv")\nprint("I read accounts.csv")',
    ],
)
def test_no_false_alarm_on_code(work, source):
    put(work, NETWORK.stem, with_cell(source))
    assert hand_in(NETWORK, "Anna")


@pytest.mark.parametrize(
    "text",
    [
        "In weeks 10 20 30 40 we post.",
        "Sales rose by +45 500 000 DKK, then +1 500 000.",
        "From 2026-09-30 12:34:56 on, 12.345.678 DKK; 22 33 44 55 66 posts; 20260930.",
        "Follow https://www.linkedin.com/company/kvistmark and @kvistmark.",
        "At home/work we ask; and/or; users/visitors.",
        "Order 1234567890 and 3512991234.",
        "Weeks 21, 22 33 44 55 posts.",
        "weeks 40 41 42 43",
        "Then 40 41 42 43.",
        "Contact rate: 25 30 40 45 per week",
        "Mobile 2 500 000 impressions",
        "order no 3112260930",
        "She is https://www.linkedin.com/in/sille-moeller-904b8957.",
    ],
)
def test_no_false_alarm_on_text(work, text):
    put(work, NETWORK.stem, exercise(ANSWER | {"reflection": text}))
    assert hand_in(NETWORK, "Anna")


def test_solved_exercise_arrives_whole(work):
    put(work, NETWORK.stem, solved())
    hand_in(NETWORK, "Anna")
    (one,) = submissions(learners(work / "to_hand_in"), releases())
    assert (one.learner, one.assignment, one.status, one.repaired) == ("Anna", NETWORK.stem, "", ())
    wanted = {cell.id: cell.source for cell in solved().cells}
    assert {cell.id: cell.source for cell in one.notebook.cells} == wanted


def test_odd_notebooks_never_crash(work):
    for cells in (["x", None, 3], [{}], [{"cell_type": "code", "source": ["\ud800", 1], "metadata": {"nbgrader": 5}}]):
        own_notebook(NETWORK).write_text(json.dumps({"cells": cells, "metadata": [], "nbformat": 4}), encoding="utf-8")
        assert "is missing in" in refused()


# --- minutes -------------------------------------------------------------------------------------------------------


def at(minute: float, **event: str) -> dict:
    return {"at": (datetime(2026, 9, 30, 9, tzinfo=UTC) + timedelta(minutes=minute)).isoformat(), **event}


def judged_at(minute: float, task: str, kind: str) -> dict:
    return at(minute, exercise=f"network.{task}", outcome=kind)


def test_minutes_are_those_up_to_the_first_right_answer():
    kept = [
        at(0, opened=NETWORK.stem),
        judged_at(4, "listeners", outcomes.NOT_YET),
        judged_at(6.5, "listeners", outcomes.CORRECT),
        judged_at(10, "mix", outcomes.NOT_YET),
        # Another task in between takes its own time.
        judged_at(12, "white_spots", outcomes.CORRECT),
        judged_at(13, "mix", outcomes.CORRECT),
        # What was right before takes no time more, and neither does another module.
        judged_at(20, "listeners", outcomes.CORRECT),
        at(25, exercise="content.ratio", outcome=outcomes.CORRECT),
        judged_at(26, "colleagues_per_customer", outcomes.NOT_YET),
    ]
    assert minutes_needed(NETWORK, kept) == {"network.listeners": 6.5, "network.white_spots": 2.0, "network.mix": 4.5}


@pytest.mark.parametrize(
    "kept",
    [
        [judged_at(0, "listeners", outcomes.CORRECT)],
        [at(0, opened=NETWORK.stem), judged_at(PAUSE + 1, "listeners", outcomes.CORRECT)],
        [at(9, opened=NETWORK.stem), judged_at(3, "listeners", outcomes.CORRECT)],
        [{"at": "yesterday"}, judged_at(3, "listeners", outcomes.CORRECT)],
        [at(0), judged_at(3, "listeners", outcomes.CORRECT), at(4, reset=NETWORK.stem)],
        [at(0), judged_at(3, "listeners", outcomes.NOT_YET)],
    ],
    ids=["no beginning", "a pause", "a clock set back", "no time", "begun afresh", "not right"],
)
def test_minutes_that_nobody_knows_are_left_out(kept):
    assert minutes_needed(NETWORK, kept) == {}


def test_minutes_arrive_in_the_inbox_and_are_told_to_the_learner(work):
    assert "With it go" not in hand_in(NETWORK, "Anna")
    record.add({"opened": NETWORK.stem})
    checked("network.listeners", outcomes.CORRECT, ANSWER["listeners"])
    assert "With it go the minutes" in hand_in(NETWORK, "Anna")
    (one,) = submissions(learners(work / "to_hand_in"), releases())
    assert one.minutes == minutes_needed(NETWORK) and set(one.minutes) == {"network.listeners"}


def test_the_firm_it_was_worked_on_goes_along(work, firm):
    hand_in(NETWORK, "Anna")
    (one,) = submissions(learners(work / "to_hand_in"), releases())
    assert one.firm == firm_mark(firm(COURSE_SEED)) != firm_mark(firm(7))
    with firm_in(firm(7)):
        hand_in(NETWORK, "Bo")
    (_, other) = submissions(learners(work / "to_hand_in"), releases())
    assert other.firm == firm_mark(firm(7))
    assert firm_mark(work) == "" == read_firm({METADATA: {"firm": 7}}) == read_firm(None)


@pytest.mark.parametrize("told", [None, 7, [], {}, {"minutes": 7}, {"minutes": {"a": 1}}])
def test_minutes_that_are_none_are_passed_over(told):
    assert read_minutes({METADATA: told}) == {} == read_minutes(told)


@pytest.mark.parametrize("minutes", [-1, MOST + 1, float("nan"), float("inf"), "7", True, None, [1]])
def test_minutes_that_cannot_be_are_passed_over(minutes):
    told = {"minutes": {"network.listeners": minutes, "network.mix": 3}}
    assert read_minutes({METADATA: told}) == {"network.mix": 3.0}


def test_own_exercise_notes_when_it_is_opened(work, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(own_notebook(NETWORK)))
    record.note_opening()
    assert record.events()[-1]["opened"] == NETWORK.stem
    for other in (work / "kept" / f"{NETWORK.stem}.ipynb", released_notebook(NETWORK), work / "mine.ipynb"):
        monkeypatch.setenv("JPY_SESSION_NAME", str(other))
        record.note_opening()
    assert len([event for event in record.events() if "opened" in event]) == 1
