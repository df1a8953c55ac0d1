"""The course in a real JupyterLab and a real browser, as a learner meets it."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CHROMIUM, NO_CHROMIUM
from lab_server import TOKEN, served

from ssl_helpers.data import COURSE_FOLDER

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM),
    # One JupyterLab serves all of them.
]


def copy_of_the_course(folder: Path) -> Path:
    shutil.copytree(
        COURSE_FOLDER,
        folder,
        ignore=shutil.ignore_patterns(".venv*", ".git", "my_work", "__pycache__", ".*_cache", "gradebook.db"),
    )
    return folder


@pytest.fixture(scope="module")
def course_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_course(tmp_path_factory.mktemp("browser") / "mit kursus æøå")


@pytest.fixture(scope="module")
def lab(course_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab that `ssl-course start` opened on a copy of the course."""
    home, course = tmp_path_factory.mktemp("home"), course_copy
    # JupyterLab saves by itself every two minutes; nobody wants to wait for that.
    saving = home / "CONFIG" / "lab" / "user-settings" / "@jupyterlab" / "docmanager-extension"
    saving.mkdir(parents=True)
    (saving / "plugin.jupyterlab-settings").write_text('{"autosaveInterval": 2}', encoding="utf-8")
    # The copy's packages, not those of the checkout, so that its datasets and my_work are the ones in use.
    with served(["ssl_helpers.cli", "start"], course, home, PYTHONPATH=str(course)) as address:
        yield address


class Notebook:
    """A notebook open in the browser, worked with as a person would: type in a cell, run it, read what comes."""

    def __init__(self, page, path: str) -> None:
        self.page = page
        page.evaluate("path => window.jupyterapp.commands.execute('docmanager:open', {path}).then(() => null)", path)
        page.wait_for_function(
            "path => window.jupyterapp.shell.currentWidget?.context?.path === path", arg=path, timeout=60_000
        )
        self.do("await panel.context.ready; await panel.sessionContext.ready")

    def do(self, script: str, argument: object = None) -> object:
        """Run JavaScript with `panel` (this notebook), `cells` and `argument` at hand."""
        prepared = (
            "async argument => { const app = window.jupyterapp; const panel = app.shell.currentWidget; "
            "const cells = panel.content.widgets; "
        )
        return self.page.evaluate(prepared + script + " }", argument)

    def at(self, cell_id: str) -> int:
        found = self.do("return cells.findIndex(cell => cell.model.id === argument)", cell_id)
        assert found >= 0, f"no cell {cell_id}"
        return found

    def run_all(self) -> None:
        self.do("await app.commands.execute('notebook:run-all-cells')")

    def write(self, cell_id: str, source: str) -> None:
        self.do("cells[argument[0]].model.sharedModel.setSource(argument[1])", [self.at(cell_id), source])

    def run(self, cell_id: str) -> str:
        """Run one cell and give back what it shows."""
        self.do(
            "panel.content.deselectAll(); panel.content.activeCellIndex = argument; "
            "await app.commands.execute('notebook:run-cell')",
            self.at(cell_id),
        )
        return self.shown(cell_id)

    def shown(self, cell_id: str) -> str:
        """The words of a cell's outputs, as the page has them in its model."""
        return self.do(
            "const outputs = cells[argument].model.outputs.toJSON(); return outputs.map(one => "
            "one.text || (one.traceback || []).join('\\n') || (one.data || {})['text/plain'] || '').join('\\n')",
            self.at(cell_id),
        )

    def errors(self) -> list[str]:
        return self.do(
            "return cells.filter(cell => cell.model.type === 'code').flatMap(cell => cell.model.outputs.toJSON())"
            ".filter(one => one.output_type === 'error').map(one => one.evalue)"
        )

    def scroll_to(self, cell_id: str):
        """The output area of a cell, in sight."""
        self.do(
            "await panel.content.scrollToItem(argument, 'start'); panel.content.activeCellIndex = argument",
            self.at(cell_id),
        )
        return self.page.locator(".jp-Notebook:visible .jp-Cell.jp-mod-active .jp-OutputArea").first


@pytest.fixture
def page(lab) -> Iterator:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        page = browser.new_page(viewport={"width": 1024, "height": 900})
        page.asked_for = []
        page.on("request", lambda request: page.asked_for.append(request.url))
        page.goto(f"{lab}/lab?token={TOKEN}&reset")
        page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)", timeout=60_000)
        yield page
        outside = [
            url for url in page.asked_for if not url.startswith((lab, lab.replace("http", "ws"), "data:", "blob:"))
        ]
        assert outside == [], "a page of the course asked for something outside this machine"
        browser.close()


def test_course_opens_at_its_start_page_and_leads_to_lesson_and_exercise(page, lab):
    page.goto(f"{lab}/?token={TOKEN}")
    page.get_by_role("heading", name="The social selling course").wait_for(timeout=60_000)
    page.get_by_role("link", name="Who is in your network?").click()
    page.get_by_role("heading", name="1 · Who hears you?").locator("visible=true").wait_for(timeout=60_000)
    page.go_back()
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)", timeout=60_000)
    Notebook(page, "course/00_start.ipynb")
    page.get_by_role("link", name="exercise 6").click()
    page.get_by_role("heading", name="Exercise 6: Who is in your network?").wait_for(timeout=60_000)
    assert page.get_by_role("menuitem", name="Nbgrader").count() == 0, "trainers' menus are hidden from learners"
    assert page.get_by_role("button", name="Validate").count() > 0, "validating stays"


def test_newcomer_comes_to_a_first_correct_check(page):
    notebook = Notebook(page, "course/00_start.ipynb")
    assert "It works" in notebook.run("hello")
    page.get_by_role("link", name="If something goes wrong").click()
    page.get_by_role("heading", name="If something goes wrong").wait_for()
    notebook.run_all()
    assert notebook.errors() == []
    notebook.write("stops-quote", 'print("Customers first)')
    assert "A quote is missing" in notebook.run("stops-quote")
    notebook.write("stops-name", "followers = 900\nprint(folowers)")
    assert "did you mean `followers`" in notebook.run("stops-name")
    notebook.write("stops-quote", 'print("Customers first")')
    notebook.write("stops-name", "followers = 900\nprint(followers)")
    assert "Customers first" in notebook.run("stops-quote") and "900" in notebook.run("stops-name")

    notebook.scroll_to("stops-check")
    page.locator(".jp-Notebook:visible .jp-Cell.jp-mod-active").get_by_role("link", name="exercise 0").click()
    page.get_by_role("heading", name="Exercise 0: Start here").wait_for(timeout=60_000)
    notebook = Notebook(page, "my_work/00_start/00_start.ipynb")
    notebook.run_all()
    assert notebook.errors() == []
    notebook.write("connections-answer", "connections = 600 people")
    assert "Take `people` away" in notebook.run("connections-answer")
    assert "Your code stopped" in notebook.run("connections-check")
    notebook.write("connections-answer", "connections == 600")
    assert "False" in notebook.run("connections-answer")
    assert "`connections` has no value yet" in notebook.run("connections-check")
    notebook.write("connections-answer", "connections = 600")
    notebook.run("connections-answer")
    assert "✓ Correct" in notebook.run("connections-check")
    page.get_by_role("menuitem", name="File").click()
    page.get_by_role("menuitem", name="Download", exact=True).wait_for()
    page.keyboard.press("Escape")


def test_guesses_by_keyboard(page):
    notebook = Notebook(page, "course/00_start.ipynb")
    notebook.run_all()
    cells_before = notebook.do("return cells.length")
    piece = notebook.scroll_to("part-widget")
    question = piece.locator("select")
    question.wait_for()
    question.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    piece.get_by_text("customer_proportion = 42 / 600").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("7 %")
    page.keyboard.press("Enter")
    piece.get_by_text("✓ You said 0.07. Python says 0.07.").wait_for()
    page.keyboard.type("b")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    piece.get_by_text("That is no number").wait_for()
    assert notebook.do("return cells.length") == cells_before, "what is typed in the field changes no cell"


def test_exercise_from_not_attempted_through_a_mistake_to_correct(page):
    notebook = Notebook(page, "my_work/06_network/06_network.ipynb")
    notebook.run_all()
    assert notebook.errors() == [], "nothing is red that is only unfinished"
    assert "Not attempted" in notebook.shown("listeners-check")

    notebook.write("listeners-answer", "listeners = len(raw)")
    notebook.run("listeners-answer")
    assert "Some of them are only a date" in notebook.run("listeners-check")
    card = notebook.scroll_to("listeners-check")
    assert "→ Not yet" in card.inner_text() and "Some of them are only a date" in card.inner_text()

    notebook.write("listeners-hint", 'hint("network.listeners")')
    assert "Hint 1 of 3" in notebook.run("listeners-hint")
    assert "Hint 2 of 3" in notebook.run("listeners-hint")

    notebook.write("listeners-answer", "listeners = len(people)")
    notebook.run("listeners-answer")
    assert "✓ Correct" in notebook.run("listeners-check")


def test_wrong_turns_get_words(page):
    notebook = Notebook(page, "my_work/06_network/06_network.ipynb")
    notebook.run("setup")

    notebook.write("mix-answer", "mix = peeple.category")
    assert "did you mean `people`" in notebook.run("mix-answer")
    assert "Your code stopped" in notebook.run("mix-check")

    notebook.write("mix-answer", "check = 5\nmix = people.category.value_counts()")
    notebook.run("mix-answer")
    assert "These are counts" in notebook.run("mix-check"), "a variable called check does no harm"

    notebook.write("mix-answer", "   ")
    notebook.run("mix-answer")
    assert "These are counts" in notebook.run("mix-check"), "an emptied cell leaves the answer that was given before"

    notebook.do("await panel.sessionContext.session.kernel.restart()")
    assert "run the setup cell" in notebook.run("mix-check")
    notebook.run("setup")
    assert "There is no `mix` yet" in notebook.run("mix-check"), "after a restart the emptied cell gives no answer"
    assert "Not attempted" in notebook.run("white-spots-check"), "cells may run in any order"


def test_lesson_runs_and_its_figures_have_alt_text(page):
    notebook = Notebook(page, "course/06_network.ipynb")
    notebook.run_all()
    assert notebook.errors() == []
    picture = notebook.scroll_to("who-mix").locator("img")
    picture.wait_for()
    assert "Bar chart" in picture.get_attribute("alt")


def test_explorer_by_mouse_and_by_keyboard(page):
    notebook = Notebook(page, "course/06_network.ipynb")
    notebook.run_all()
    explorer = notebook.scroll_to("who-widget")
    question, way = explorer.locator("select").nth(0), explorer.locator("select").nth(1)
    question.wait_for()
    cells_before = notebook.do("return cells.length")

    question.select_option(label="At which customers do I know nobody?")
    explorer.get_by_text("You know nobody at").wait_for()
    sentence = explorer.get_by_role("status").inner_text().splitlines()[0]
    way.focus()
    page.keyboard.press("ArrowDown")
    sync_api.expect(explorer.get_by_role("status")).not_to_contain_text(sentence)

    question.focus()
    page.keyboard.press("b")
    assert notebook.do("return cells.length") == cells_before, "a letter typed in a widget inserts no cell"

    at = notebook.at("hears-idea")
    notebook.scroll_to("hears-idea")
    page.locator(".jp-Notebook:visible .jp-Cell.jp-mod-active").first.focus()
    page.keyboard.press("ArrowDown")
    assert notebook.do("return panel.content.activeCellIndex") == at + 1, "arrows still lead from cell to cell"


def test_sorter_by_keyboard(page):
    notebook = Notebook(page, "course/06_network.ipynb")
    notebook.run_all()
    sorter = notebook.scroll_to("dialogue-widget")
    first = sorter.get_by_role("button", name="accept").first
    first.wait_for()
    first.focus()
    page.keyboard.press("Space")
    sorter.get_by_text("✓ The policy says so too.").first.wait_for()
    sorter.get_by_text("1 of 12 sorted, 1 as the policy says").wait_for()


def typed_and_saved_by_itself(notebook: Notebook, cell_id: str, source: str, file: Path) -> dict:
    """What JupyterLab put in `file`, unasked, after `source` was typed in a cell."""
    # What is typed while JupyterLab is saving counts as saved although it is not, so we go on typing as a person would;
    # and after a save that took long, it waits ten times as long for the next.
    for second in range(180):
        notebook.write(cell_id, f"# typed by hand, {second} s\n{source}")
        time.sleep(1)
        text = file.read_text(encoding="utf-8")
        if "# typed by hand" in text:
            return json.loads(text)
    raise AssertionError("JupyterLab did not save by itself")


@pytest.mark.parametrize("copied", [False, True], ids=["itself", "a copy with another name"])
def test_what_my_network_shows_is_never_in_its_file(copied, page, course_copy):
    path = course_copy / "course" / "my_network.ipynb"
    if copied:
        path = Path(shutil.copy(path, path.with_name("Kopi af det hele.ipynb")))
    notebook = Notebook(page, f"course/{path.name}")
    notebook.run_all()
    assert notebook.errors() == []
    notebook.scroll_to("network").get_by_text("people", exact=True).first.wait_for()
    assert "may be saved with it" not in notebook.scroll_to("choose").inner_text()
    by_hand = "from ssl_helpers.my_network import screen\nmine = screen.my_network()"
    cells = typed_and_saved_by_itself(notebook, "setup", by_hand, path)["cells"]
    assert [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []
    assert notebook.do("return cells.filter(cell => cell.model.outputs?.length > 0).length") > 8, "still on the page"


def test_another_archive_is_read_and_names_shown_by_keyboard(page, course_copy, tmp_path):
    notebook = Notebook(page, "course/my_network.ipynb")
    notebook.run_all()
    archive = tmp_path / "Connections.csv"
    rows = "".join(f"Nina{number},Ny,,,Kunde A/S,Indkøbschef,08 Feb 2026\n" for number in range(7))
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    archive.write_text(header + rows, encoding="utf-8")
    accounts = tmp_path / "kunder.csv"
    accounts.write_text("Firma\nKunde ApS\nTom A/S\n", encoding="utf-8")
    chooser = notebook.scroll_to("choose")
    paths = chooser.get_by_role("textbox")
    paths.nth(0).wait_for()
    for field, file in ((paths.nth(0), archive), (paths.nth(1), accounts)):
        field.focus()
        page.keyboard.type(str(file))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    chooser.get_by_text("✓ Read. Connections.csv, 7 people. kunder.csv, 2 accounts.").wait_for()
    assert "7 people" in " ".join(notebook.scroll_to("network").inner_text().split())
    assert "Tom A/S" in notebook.scroll_to("coverage").inner_text()
    names = notebook.scroll_to("names")
    box = names.get_by_role("checkbox")
    box.wait_for()
    assert "Nina1 Ny" not in names.inner_text()
    box.focus()
    page.keyboard.press("Space")
    names.get_by_text("Nina1 Ny, Indkøbschef, Kunde A/S").wait_for()
