"""The course in a real JupyterLab and a real browser, as a learner meets it."""

import csv
import io
import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import icalendar
import nbformat
import pytest
from conftest import CHROMIUM, NO_CHROMIUM
from lab_server import TOKEN, served

from ssl_helpers import canvas, headline
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.widgets.stills import SENTENCE

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM),
    # One JupyterLab serves all of them.
]


MODULE = "Who is in your network?"


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
        # Playwright would wait for ever where the page does.
        late = "new Promise((_, fail) => setTimeout(() => fail(new Error('not done in four minutes')), 240_000))"
        return self.page.evaluate(f"argument => Promise.race([({prepared}{script} }})(argument), {late}])", argument)

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

    def saved(self, file: Path) -> str:
        """What stands in the notebook's file once JupyterLab has saved it by itself, with a word in the second cell.

        Saved on demand in that same moment, it would ask whether to overwrite the file, and wait for an answer.
        """
        for number in range(60):
            # What is typed while JupyterLab saves does not count as a change: so the word changes.
            self.do("cells[1].model.sharedModel.setSource(argument)", f"saved {number}")
            time.sleep(1)
            text = file.read_text(encoding="utf-8")
            if '"saved ' in text:
                return text
        raise AssertionError(f"{file.name} was not saved within a minute")

    def errors(self) -> list[str]:
        return self.do(
            "return cells.filter(cell => cell.model.type === 'code').flatMap(cell => cell.model.outputs.toJSON())"
            ".filter(one => one.output_type === 'error').map(one => one.evalue)"
        )

    def scroll_to(self, cell_id: str):
        """The output area of a cell, in sight and at rest.

        While the page above still grows, the cell moves out of sight again, where its output is not drawn.
        """
        at_rest = self.do(
            """
            const cell = cells[argument];
            let scroll = true, before, rested = 0;
            for (const end = Date.now() + 120_000; rested < 10 && Date.now() < end;) {
                if (scroll) {
                    await panel.content.scrollToItem(argument, 'start');
                    panel.content.activeCellIndex = argument;
                }
                await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 50)));
                const view = panel.content.node.getBoundingClientRect();
                const { top, bottom, height } = (cell.outputArea ?? cell).node.getBoundingClientRect();
                const seen = height > 0 && top < view.bottom && bottom > view.top;
                rested = seen && top === before ? rested + 1 : 0;
                before = top;
                scroll = !seen;
            }
            return rested === 10;
            """,
            self.at(cell_id),
        )
        assert at_rest, f"the output of the cell {cell_id} does not come in sight and stay there"
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
    page.get_by_role("link", name="Choose your module").click()
    page.get_by_role("link", name="Who is in your network?").first.click()
    page.get_by_role("heading", name="1 · Who hears you?").locator("visible=true").wait_for(timeout=60_000)
    page.go_back()
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)", timeout=60_000)
    Notebook(page, "course/00_start.ipynb").scroll_to("modules")
    page.get_by_role("link", name="exercise 6").click()
    page.get_by_role("heading", name="Exercise 6: Who is in your network?").wait_for(timeout=60_000)
    assert page.get_by_role("menuitem", name="Nbgrader").count() == 0, "trainers' menus are hidden from learners"
    assert page.get_by_role("button", name="Validate").count() == 0, "it fails for each task that is still open"
    assert page.get_by_role("tab", name="Extension Manager").count() == 0, "it would ask the network"
    page.evaluate("window.jupyterapp.commands.execute('filebrowser:go-to-path', {path: '/'}).then(() => null)")
    page.locator(".jp-DirListing-item").get_by_text("my_work").wait_for()
    listed = page.locator(".jp-DirListing-itemText").all_inner_texts()
    assert sorted(listed) == ["README.md", "course", "datasets", "docs", "my_work"]


def test_newcomer_comes_to_a_first_correct_check(page):
    notebook = Notebook(page, "course/00_start.ipynb")
    assert "It works" in notebook.run("hello")
    for place in ("If something goes wrong", "Where am I?"):
        notebook.scroll_to("title")
        page.get_by_role("link", name=place).click()
        sync_api.expect(page.get_by_role("heading", name=place)).to_be_in_viewport()
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
    assert "A single = gives `connections` its value" in notebook.run("connections-check")
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
    piece = notebook.scroll_to("table-widget")
    question = piece.locator("select")
    question.wait_for()
    question.focus()
    assert piece.get_by_text("connections = 600").count() == 0, "the code waits for the guess"
    page.keyboard.press("Tab")
    page.keyboard.type("600")
    page.keyboard.press("Enter")
    piece.get_by_text("connections = 600").wait_for()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    # The kernel has emptied the field for the next guess.
    piece.get_by_text("Now type your guess").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("20 %")
    page.keyboard.press("Enter")
    piece.get_by_text("product_proportion = 1 / (1 + 4)").wait_for()
    piece.get_by_text("✓ You said 0.2. Python says 0.2.").wait_for()
    page.keyboard.type("b")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    piece.get_by_text("Type a number from 0 up").wait_for()
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


def test_an_exercise_is_solved_by_typing_alone(page, course_copy):
    """Keys only, as a person has them: the answer, the hint, the solution, what comes next."""
    notebook = Notebook(page, "my_work/07_content/07_content.ipynb")
    notebook.run("setup")

    def run(cell_id: str, source: str = "") -> str:
        """Type a cell anew, if there is something to type; run it with Shift+Enter; what it shows on the page."""
        at = notebook.at(cell_id)
        notebook.do(
            "await panel.content.scrollToItem(argument); panel.content.activeCellIndex = argument; "
            "await cells[argument].ready; cells[argument].editor.focus()",
            at,
        )
        if source:
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(source)
        before = notebook.do("return cells[argument].model.executionCount", at)
        page.keyboard.press("Shift+Enter")
        count = "jupyterapp.shell.currentWidget.content.widgets[at].model.executionCount"
        page.wait_for_function(f"([at, before]) => ![null, before].includes({count})", arg=[at, before])
        return "" if cell_id.endswith("-answer") else notebook.scroll_to(cell_id).inner_text()

    assert "○ Not attempted" in run("ratio-check")
    run("ratio-answer", 'count = posts["kind"].value_counts()\nratio = count["product"] / count["inspiration"]')
    wrong = run("ratio-check")
    assert "→ Not yet" in wrong and "0 of 1 point" in wrong and "other way round" in wrong
    assert "Hint 1 of 3" in run("ratio-hint", 'hint("content.ratio")')
    assert "Not open yet" in run("ratio-hint", 'solution("content.ratio")')
    run("ratio-answer", 'count = posts["kind"].value_counts()\nratio = count["inspiration"] / count["product"]')
    assert "✓ Correct" in run("ratio-check")
    assert "One solution" in run("ratio-hint", 'solution("content.ratio")')
    assert 'count["inspiration"]' in notebook.scroll_to("ratio-hint").locator("pre").first.inner_text()

    assert "Next: exercise 7, task 1" in run("ratio-hint", "progress()")
    picture = notebook.scroll_to("ratio-hint").locator("img")
    assert "7 Content cadence and mix: 1 of " in picture.get_attribute("alt")
    page.get_by_role("link", name="Next: exercise 7, task 1").click()
    sync_api.expect(page.get_by_role("heading", name="1 · ").locator("visible=true")).to_be_in_viewport()

    notebook.do("await panel.sessionContext.session.kernel.restart()")
    notebook.run("setup")
    assert "7 Content cadence and mix: 1 of " in notebook.run("ratio-hint"), "it is remembered across sessions"
    lines = (course_copy / "my_work" / "progress.jsonl").read_text(encoding="utf-8").split("\n")
    kinds = [
        event["outcome"] for event in map(json.loads, filter(None, lines)) if event.get("exercise") == "content.ratio"
    ]
    assert kinds == ["not attempted", "not yet", "correct"]


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


def test_stage_mover_by_mouse_and_by_keyboard(page):
    notebook = Notebook(page, "course/05_kltb.ipynb")
    notebook.run_all()
    assert notebook.errors() == []
    mover = notebook.scroll_to("why-widget")
    on = mover.get_by_role("button", name="one stage on")
    on.wait_for()
    on.click()
    sync_api.expect(mover.get_by_role("status")).to_contain_text("The person is at Like.")
    on.focus()
    page.keyboard.press("Space")
    sync_api.expect(mover.get_by_role("status")).to_contain_text("The person is at Trust.")
    low = mover.get_by_role("button", name="low interest")
    low.focus()
    page.keyboard.press("Space")
    sync_api.expect(mover.get_by_role("status")).to_contain_text("(low interest)")


def test_five_step_check_of_ones_own_team_by_keyboard(page, course_copy):
    notebook, widget = scratch(
        page,
        course_copy,
        "own team",
        "from ssl_helpers.data import load\nfrom ssl_helpers.widgets.step_check import step_check\n\n"
        'step_check(load("step_scores"))',
    )
    team = widget.get_by_label("Team")
    team.wait_for()
    team.focus()
    page.keyboard.press("End")
    sync_api.expect(widget.get_by_role("status")).to_contain_text("Our own team: strong steps (3 or 4): none.")
    widget.get_by_label("network").focus()
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    sync_api.expect(widget.get_by_role("status")).to_contain_text("Weak steps (0 or 1): network.")
    saved = notebook.saved(course_copy / "own team.ipynb")
    # The picture tells of the firm's first team, never of one's own.
    assert "step_check()" in saved and "Aalborg: strong steps" in saved
    assert "Our own team" not in saved and "Weak steps (0 or 1): network." not in saved


def test_canvas_and_benefits_stand_in_the_strategy_lesson(page):
    notebook = Notebook(page, "course/02_strategy.ipynb")
    notebook.run_all()
    assert notebook.errors() == []
    sorter = notebook.scroll_to("goals-match")
    fits = sorter.get_by_role("button", name="customers who name us unprompted").first
    fits.focus()
    page.keyboard.press("Space")
    sorter.get_by_text("✓ The course says so too.").first.wait_for()
    sorter.get_by_text("1 of 4 sorted, 1 as the course says").wait_for()
    notebook.scroll_to("goals-canvas").get_by_role("button", name="Make my page").wait_for()


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
    # The setup cell's own words: the copy is made of what was saved, and has to run.
    by_hand = notebook.do("return cells[argument].model.sharedModel.getSource()", notebook.at("setup"))
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


def scratch(page, course_copy: Path, name: str, code: str) -> tuple[Notebook, object]:
    """A notebook with one cell, run, and that cell's output area."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code, id="widget"), nbformat.v4.new_markdown_cell("Below", id="below")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, course_copy / f"{name}.ipynb")
    opened = Notebook(page, f"{name}.ipynb")
    opened.run_all()
    assert opened.errors() == []
    return opened, opened.scroll_to("widget")


def python(notebook: Notebook, code: str) -> str:
    """What `code` prints, run in the notebook's kernel without a cell."""
    return notebook.do(
        "let text = ''; const asked = panel.sessionContext.session.kernel.requestExecute({code: argument}); "
        "asked.onIOPub = one => { text += one.content.text || (one.content.traceback || []).join('\\n') }; "
        "await asked.done; return text.trim()",
        code,
    )


@contextmanager
def busy(notebook: Notebook, folder: Path) -> Iterator[None]:
    """Within this block the kernel runs a long cell, and answers nothing."""
    done = folder / "the long cell may end"
    code = f"import pathlib, time\nwhile not pathlib.Path({str(done)!r}).exists(): time.sleep(0.05)"
    notebook.do("panel.sessionContext.session.kernel.requestExecute({code: argument})", code)
    yield
    done.touch()


LETTERS_OF_SHORTCUTS = ["a", "b", "x", "y", "m", "z", "d", "d", "Enter", "Shift+Enter", "ArrowDown", "ArrowUp"]
ORDERING = """from ssl_helpers.widgets.ordering import ordering
stages = ["Know", "Like", "Trust", "Buy"]
order = ordering("Which <b>stage</b> comes first?", stages, says={"Buy": "Help <i>first</i>."})
order"""


def items(widget) -> list[str]:
    return [one.get_attribute("aria-label").split(",")[0] for one in widget.get_by_role("listitem").all()]


def test_an_order_is_made_by_mouse(page, course_copy):
    notebook, widget = scratch(page, course_copy, "order by mouse", ORDERING)
    widget.get_by_role("list", name="Which <b>stage</b> comes first?").wait_for()
    check = widget.get_by_role("button", name="Check the order")
    while items(widget)[0] != "Buy":
        widget.get_by_role("button", name="Move Buy up").click()
    check.click()
    widget.get_by_text("→ Not yet. “Buy” is the first in a wrong place. Help <i>first</i>.").wait_for()
    for place, stage in enumerate(["Know", "Like", "Trust"]):
        before = items(widget)
        row, target = (widget.get_by_role("listitem").nth(at).bounding_box() for at in (before.index(stage), place))
        page.mouse.move(row["x"] + 20, row["y"] + row["height"] / 2)
        page.mouse.down()
        page.mouse.move(target["x"] + 20, target["y"] + target["height"] / 2, steps=8)
        page.mouse.up()
        before.remove(stage)
        assert items(widget) == [*before[:place], stage, *before[place:]]
        widget.get_by_text(f"{stage}, now {place + 1} of 4").wait_for()
    assert widget.get_by_text("Not yet").count() == 0, "what was said of another order is gone"
    check.click()
    widget.get_by_text("✓ Right: Know, Like, Trust, Buy.").wait_for()
    assert python(notebook, "print(order.value, order.verdict[0])") == "['Know', 'Like', 'Trust', 'Buy'] ✓"


def test_an_order_is_made_by_keyboard(page, course_copy):
    notebook, widget = scratch(page, course_copy, "order by keyboard", ORDERING)
    first = widget.get_by_role("listitem").first
    first.wait_for()
    first.focus()
    cells, active = notebook.do("return cells.length"), notebook.do("return panel.content.activeCellIndex")
    for key in LETTERS_OF_SHORTCUTS:
        page.keyboard.press(key)
    assert notebook.do("return cells.length") == cells, "a letter typed in a widget inserts no cell"
    assert notebook.do("return panel.content.activeCellIndex") == active
    for stage in ["Buy", "Trust", "Like", "Know"]:  # each to the top in turn
        item = widget.get_by_role("listitem", name=stage)
        item.focus()
        for place in range(items(widget).index(stage), 0, -1):
            page.keyboard.press("ArrowUp")
            sync_api.expect(item).to_be_focused()
            sync_api.expect(widget.get_by_role("status").first).to_have_text(f"{stage}, now {place} of 4")
    assert items(widget) == ["Know", "Like", "Trust", "Buy"]
    last = widget.get_by_role("listitem", name="Buy")
    last.focus()
    for button in ("Move Buy up", "Move Buy down"):
        page.keyboard.press("Tab")
        sync_api.expect(widget.get_by_role("button", name=button)).to_be_focused()
    page.keyboard.press("Space")
    sync_api.expect(widget.get_by_role("button", name="Move Buy down")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    widget.get_by_text("✓ Right: Know, Like, Trust, Buy.").wait_for()


def test_an_order_waits_for_a_busy_kernel(page, course_copy, tmp_path):
    notebook, widget = scratch(page, course_copy, "order while busy", ORDERING)
    widget.get_by_role("listitem").first.wait_for()
    check = widget.get_by_role("button", name="Check the order")
    with busy(notebook, tmp_path):
        check.click()
        for stage in ["Buy", "Trust", "Like", "Know"]:
            widget.get_by_role("listitem", name=stage).focus()
            for _ in range(3):
                page.keyboard.press("ArrowUp")
        check.click()
        assert items(widget) == ["Know", "Like", "Trust", "Buy"], "the page does not wait"
        assert "✓" not in widget.inner_text() and "Not yet" not in widget.inner_text()
    widget.get_by_text("✓ Right: Know, Like, Trust, Buy.").wait_for()
    assert items(widget) == ["Know", "Like", "Trust", "Buy"]


PAINTER = """from ssl_helpers.widgets.calendar_painter import calendar_painter
painter = calendar_painter("2026-10-05")
painter"""


def downloaded(page, widget, file: str) -> bytes:
    with page.expect_download() as coming:
        widget.get_by_role("button", name=f"Download {file}").click()
    widget.get_by_text(f"✓ {file} is among your browser's downloads.").wait_for()
    assert coming.value.suggested_filename == file
    return Path(coming.value.path()).read_bytes()


def test_a_plan_is_painted_by_mouse_and_taken_along(page, course_copy):
    notebook, widget = scratch(page, course_copy, "paint by mouse", PAINTER)
    grid = widget.get_by_role("grid", name="Content plan")
    grid.wait_for()
    widget.get_by_text("The plan has no posts yet.").wait_for()
    widget.get_by_role("button", name="Download plan.ics").click()
    widget.get_by_text("→ The plan has no posts yet, so there is nothing to take along.").wait_for()

    widget.get_by_label("Audience").fill("indkøbere; mejerier")
    widget.get_by_label("Weeks").fill("2")
    widget.get_by_role("button", name="Propose a plan").click()
    widget.get_by_text("✓ The plan keeps every rule.").wait_for()
    assert grid.get_by_role("row").count() == 3 and grid.get_by_role("gridcell").count() == 14
    widget.get_by_text("6 posts in 2 weeks: 3.0 a week.").wait_for()

    widget.get_by_role("radio", name="product, video").check()
    start = grid.get_by_role("gridcell", name="Tuesday 6 October, no post").bounding_box()
    end = grid.get_by_role("gridcell", name="Thursday 8 October, no post").bounding_box()
    page.mouse.move(start["x"] + 9, start["y"] + 9)
    page.mouse.down()
    page.mouse.move(end["x"] + 9, end["y"] + 9, steps=12)
    page.mouse.up()
    widget.get_by_text("The product post of Wednesday 7 October 2026 comes too soon").wait_for()
    widget.get_by_role("img", name="4 inspiring posts, 4 about products").wait_for()
    widget.get_by_role("radio", name="eraser").check()
    grid.get_by_role("gridcell", name="Thursday 8 October, product, video").click()
    widget.get_by_role("radio", name="write ideas").check()
    grid.get_by_role("gridcell", name="Tuesday 6 October, product, video").click()
    idea = "=1+1; <b>æøå</b>, “til salg”"
    page.keyboard.type(idea)
    grid.get_by_role("gridcell", name=f"Tuesday 6 October, product, video, {idea}").wait_for()
    widget.get_by_label("First Monday").fill("2026-10-13")
    widget.get_by_role("alert").get_by_text("2026-10-13 is a Tuesday. Start on 2026-10-12 or on 2026-10-19.").wait_for()
    widget.get_by_label("First Monday").fill("2026-10-12")
    grid.get_by_role("gridcell", name=f"Tuesday 13 October, product, video, {idea}").wait_for()

    kinds = ["inspiration", "product", "product", "inspiration", "inspiration", "product", "inspiration"]
    days = [date(2026, 10, day) for day in (12, 13, 14, 16, 19, 21, 23)]
    events = icalendar.Calendar.from_ical(downloaded(page, widget, "plan.ics")).walk("VEVENT")
    planned = list(zip(days, kinds, strict=True))
    assert [(event["dtstart"].dt, event["categories"].cats[0]) for event in events] == planned
    assert str(events[1]["description"]) == f"For: indkøbere; mejerier\n\n{idea}"
    table = downloaded(page, widget, "plan.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline=""), delimiter=";"))
    assert [(date.fromisoformat(row["day"]), row["kind"]) for row in rows] == planned
    assert rows[1]["idea"] == f"'{idea}" and rows[1]["audience"] == "indkøbere; mejerier"
    assert python(notebook, "print(painter.plan['idea'][1])") == idea


def test_a_plan_is_painted_by_keyboard(page, course_copy):
    notebook, widget = scratch(page, course_copy, "paint by keyboard", PAINTER)
    grid = widget.get_by_role("grid", name="Content plan")
    grid.wait_for()
    assert grid.locator("td[tabindex='0']").count() == 1, "one stop for Tab, the arrows do the rest"
    cells, active = notebook.do("return cells.length"), notebook.do("return panel.content.activeCellIndex")
    widget.get_by_role("radio", name="inspiration, text").focus()
    page.keyboard.press("Tab")
    sync_api.expect(grid.get_by_role("gridcell", name="Monday 5 October")).to_be_focused()
    for key in ["ArrowRight", "2", "Space", "ArrowDown", "End", "Home", "5", "Enter"]:
        page.keyboard.press(key)
    sync_api.expect(grid.get_by_role("gridcell", name="Tuesday 6 October, inspiration, image")).to_have_count(1)
    monday = grid.get_by_role("gridcell", name="Monday 12 October, product, text")
    sync_api.expect(monday).to_be_focused()
    status = widget.get_by_role("status")
    sync_api.expect(status.first).to_have_text("Monday 12 October, product, text")
    sync_api.expect(status.last).to_contain_text("2 posts in 4 weeks: 0.5 a week. 1 inspiring and 1 about products")
    widget.get_by_role("rowheader", name="Week 1 → 1, too few").wait_for()

    page.keyboard.press("Tab")
    idea = widget.get_by_label("Idea for Monday 12 October (product, text)")
    sync_api.expect(idea).to_be_focused()
    page.keyboard.type("bad ideas 12")
    page.keyboard.press("Enter")
    sync_api.expect(monday).to_be_focused()
    sync_api.expect(monday).to_have_attribute("aria-label", "Monday 12 October, product, text, bad ideas 12")
    for key in [*LETTERS_OF_SHORTCUTS, "Delete"]:
        page.keyboard.press(key)
    sync_api.expect(status.last).to_contain_text("1 post in 4 weeks")
    widget.get_by_role("radio", name="eraser").focus()
    for key in LETTERS_OF_SHORTCUTS:
        page.keyboard.press(key)
    assert notebook.do("return cells.length") == cells, "a letter typed in a widget inserts no cell"
    assert notebook.do("return panel.content.activeCellIndex") == active
    assert python(notebook, "print(painter.plan['format'].tolist())") == "['image']"


def test_painting_does_not_wait_for_a_busy_kernel(page, course_copy, tmp_path):
    notebook, widget = scratch(page, course_copy, "paint while busy", PAINTER)
    cell = widget.get_by_role("gridcell", name="Monday 5 October")
    cell.wait_for()
    painted = widget.get_by_role("gridcell", name="inspiration, text")
    with page.expect_download() as coming, busy(notebook, tmp_path):
        cell.focus()
        for _ in range(6):
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
        widget.get_by_role("button", name="Download plan.ics").click()
        assert painted.count() == 6
        assert "no posts yet" in widget.inner_text(), "Python has not answered yet"
    events = icalendar.Calendar.from_ical(Path(coming.value.path()).read_bytes()).walk("VEVENT")
    assert len(events) == 6, "the file has what was painted before it was asked for"
    widget.get_by_text("Week 1 (from Monday 5 October 2026) has 6 posts").wait_for()
    assert painted.count() == 6


def test_what_is_typed_in_a_plan_is_not_saved_in_the_notebook(page, course_copy):
    notebook, widget = scratch(page, course_copy, "private plan", PAINTER)
    widget.get_by_label("Audience").fill("hemmelige kunder")
    widget.get_by_role("button", name="Propose a plan").click()
    widget.get_by_text("✓ The plan keeps every rule.").wait_for()
    saved = notebook.saved(course_copy / "private plan.ipynb")
    assert "calendar_painter()" in saved and "hemmelige" not in saved


EDITOR = """from ssl_helpers.widgets.headline_editor import headline_editor
editor = headline_editor()
editor"""
COUNTERS = ["", "Bæredygtig køling 🙂 👩‍🔧", "x" * 220, "🙂" * 110 + "ø" * 111]


def test_a_headline_is_rewritten_by_keyboard(page, course_copy):
    notebook, widget = scratch(page, course_copy, "headline by keyboard", EDITOR)
    title = widget.get_by_label("Your title")
    title.wait_for()
    cells, active = notebook.do("return cells.length"), notebook.do("return panel.content.activeCellIndex")
    title.focus()
    fields = {
        "Your title": "Salgschef",
        "Your employer": "Kvistmark Automation A/S",
        "Whom do you help?": "mejerier",
        "With what?": "færre stop",
        "Words your buyers search for, with commas between": "pakkerobot, robotter",
        "Your headline today": "Salgschef hos Kvistmark Automation A/S",
        "Your new headline": "abxymzdd",
    }
    for label, typed in fields.items():
        sync_api.expect(widget.get_by_label(label)).to_be_focused()
        page.keyboard.type(typed)
        if label != "Your new headline":
            page.keyboard.press("Tab")
    rules = widget.get_by_role("list", name="What the rules see in the new headline")
    rules.get_by_text("Looked for, in this very spelling: “mejerier”.").wait_for()
    new = widget.get_by_label("Your new headline")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Mejerier: færre stop med robotter")
    for key in ["Enter", "Shift+Enter", "ArrowDown", "ArrowUp"]:
        page.keyboard.press(key)
    sync_api.expect(new).to_have_value("Mejerier: færre stop med robotter")
    widget.get_by_text("✓ 33 of 220 characters; 187 left").first.wait_for()
    rules.get_by_text("Your buyers' words stand in it: “robotter”.").wait_for()
    rules.get_by_text("“Kvistmark Automation A/S” does not stand in it.").wait_for()
    # A screen reader hears of it once, after a pause: how long it is, and the next step.
    heard = widget.get_by_role("status").last
    sync_api.expect(heard).to_have_text(
        "✓ 33 of 220 characters; 187 left. Next: “Kvistmark Automation A/S” does not stand in it."
    )
    page.keyboard.press("Tab")
    sync_api.expect(widget.get_by_role("button", name="Copy the new headline")).to_be_focused()
    page.keyboard.press("Space")
    sync_api.expect(widget.get_by_role("status").first).to_have_text("✓ Copied. Paste it in LinkedIn's own field.")
    page.keyboard.press("Shift+Tab")
    sync_api.expect(new).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.press("ControlOrMeta+v")
    sync_api.expect(new).to_have_value("Mejerier: færre stop med robotter")
    assert notebook.do("return cells.length") == cells, "a letter typed in a widget inserts no cell"
    assert notebook.do("return panel.content.activeCellIndex") == active
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')) }")
    widget.get_by_role("button", name="Copy the new headline").press("Enter")
    widget.get_by_text("→ The new headline is marked. Press Ctrl+C").wait_for()
    sync_api.expect(new).to_be_focused()
    assert page.evaluate("() => window.document.activeElement.selectionEnd") == len("Mejerier: færre stop med robotter")
    assert page.evaluate("() => window.document.activeElement.selectionStart") == 0
    assert python(notebook, "print(editor.new, editor.title)") == "Mejerier: færre stop med robotter Salgschef"


def test_the_counter_waits_for_no_kernel_and_counts_as_python_does(page, course_copy, tmp_path):
    notebook, widget = scratch(page, course_copy, "headline while busy", EDITOR)
    new = widget.get_by_label("Your new headline")
    new.wait_for()
    counter = widget.locator(".ssl-headline-counter").last
    earlier = widget.get_by_text("The list below is still about what you had typed before.")
    sync_api.expect(earlier).to_be_hidden()
    with busy(notebook, tmp_path):
        for text in COUNTERS:
            new.fill(text)
            sync_api.expect(counter).to_have_text(headline.counter(text))
        sync_api.expect(earlier).to_be_visible()
        assert widget.get_by_text("There is no headline yet.").is_visible(), "Python has not answered yet"
    widget.get_by_text("The headline has 221 characters; 1 too many.").wait_for()
    sync_api.expect(earlier).to_be_hidden()
    new.fill("two\nlines ")
    sync_api.expect(new).to_have_value("two lines ")


def test_a_headline_stays_when_its_cell_runs_again_and_is_not_saved_in_the_notebook(page, course_copy):
    notebook, widget = scratch(page, course_copy, "private headline", EDITOR)
    widget.get_by_label("Your employer").fill("Hemmelig A/S")
    widget.get_by_label("Your new headline").fill("hemmelige robotter")
    widget.get_by_text("✓ 18 of 220 characters; 202 left").first.wait_for()
    widget.get_by_text("The headline has 18 of 220 characters").wait_for()
    assert notebook.run("widget") == "headline_editor()"
    sync_api.expect(widget.get_by_label("Your new headline")).to_have_value("hemmelige robotter")
    saved = notebook.saved(course_copy / "private headline.ipynb")
    assert "headline_editor()" in saved and "emmelig" not in saved


PAGES = """import pandas as pd
from ssl_helpers.widgets.page_words import page_words
pages = pd.DataFrame({"source": ["website", "company page", "brochure"],
    "text": ["Robots <b>for</b> dairies.", "We sell robots.", "Cranes."]})
page_words(pages)"""


def test_the_words_of_two_pages_by_keyboard(page, course_copy):
    notebook, widget = scratch(page, course_copy, "pages", PAGES)
    left, right = (widget.get_by_label(side, exact=True) for side in ("Left", "Right"))
    left.wait_for()
    cells, active = notebook.do("return cells.length"), notebook.do("return panel.content.activeCellIndex")
    status = widget.get_by_role("status")
    sync_api.expect(status).to_contain_text("4 different words; 1 of them stand")
    left.focus()
    page.keyboard.press("Tab")
    sync_api.expect(right).to_be_focused()
    page.keyboard.press("ArrowDown")
    sync_api.expect(status).to_contain_text("= 0.00.")
    page.keyboard.press("ArrowDown")
    mine = widget.get_by_label("My right text")
    sync_api.expect(mine).to_be_visible()
    page.keyboard.press("Tab")
    sync_api.expect(mine).to_be_focused()
    for key in [*LETTERS_OF_SHORTCUTS, "ControlOrMeta+a"]:
        page.keyboard.press(key)
    page.keyboard.type("hemmelige dairies")
    page.keyboard.press("Tab")
    sync_api.expect(status).to_contain_text("1 / 4 = 0.25.")
    sync_api.expect(widget.locator("mark")).to_have_text(["dairies", "dairies"])
    assert notebook.do("return cells.length") == cells, "a letter typed in a widget inserts no cell"
    assert notebook.do("return panel.content.activeCellIndex") == active
    # Run again, the text is there, and it is not in the file.
    assert notebook.run("widget") == "page_words(pages)"
    right.select_option(label="my own text")
    sync_api.expect(mine).to_have_value("hemmelige dairies")
    saved = notebook.saved(course_copy / "pages.ipynb")
    assert "page_words(pages)" in saved and "emmelig" not in saved


CANVAS = """from ssl_helpers.widgets.strategy_canvas import strategy_canvas
strategy_canvas()"""


def test_canvas_is_filled_in_saved_and_opened_again_by_keyboard(page, course_copy, tmp_path):
    notebook, widget = scratch(page, course_copy, "canvas by keyboard", CANVAS)
    first = widget.get_by_label("Your firm, and the customers this is for")
    first.wait_for()
    cells, active = notebook.do("return cells.length"), notebook.do("return panel.content.activeCellIndex")
    first.focus()
    page.keyboard.type("Nordlys æøå")
    for part in canvas.PARTS.values():
        page.keyboard.press("Tab")
        sync_api.expect(widget.get_by_label(part.question)).to_be_focused()
        page.keyboard.type(f"bad {part.title} y")
        for key in ("Enter", "Shift+Enter", "Enter"):
            page.keyboard.press(key)
        page.keyboard.type("<b>x</b>")
    assert notebook.do("return panel.content.activeCellIndex") == active, "Shift+Enter in a field runs no cell"
    page.keyboard.press("Tab")
    sync_api.expect(widget.get_by_label("Goal 1: what for?")).to_be_focused()
    page.keyboard.type("customers")
    for label, typed in (("number", "1.500"), ("unit", "leads “a” year"), ("deadline", "30. juni 2027")):
        page.keyboard.press("Tab")
        sync_api.expect(widget.get_by_label(f"Goal 1: {label}")).to_be_focused()
        page.keyboard.type(typed)
    status = widget.get_by_role("status").first
    sync_api.expect(status).to_contain_text("The goal, number: “1.500” can be read as two numbers. Write 1500, or 1.5")
    widget.get_by_label("Goal 1: number").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1500")
    widget.get_by_label("Branding").focus()
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    sync_api.expect(widget.get_by_role("button", name="Make my page")).to_be_focused()
    sync_api.expect(status).to_have_text("✓ 8 of 8 are complete. Branding 25 %, leads 75 %. Nothing is missing.")
    widget.get_by_text("✓ Goal 1: 1\u00a0500 leads “a” year by 30 June 2027.").wait_for()

    page.keyboard.press("Enter")
    link = widget.get_by_role("link", name="Save my page")
    link.wait_for()
    preview = widget.frame_locator("iframe[title='Preview of my page']")
    preview.get_by_role("heading", name="Nordlys æøå").wait_for()
    assert preview.locator("b").count() == 0, "what is typed stays text"
    link.focus()
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename == "strategy_canvas.html"
    saved = tmp_path / "strategy_canvas.html"
    coming.value.save_as(saved)
    read = canvas.read_page(saved.read_text(encoding="utf-8"))
    assert [goal.number for goal in read.goals] == ["1500"] and (read.branding, read.leads) == ("1", "3")
    assert read.goals[0].what_for == "customers come to you"
    for name, part in canvas.PARTS.items():
        assert getattr(read, name) == f"bad {part.title} y\n\n\n<b>x</b>", name

    widget.get_by_role("button", name="Start afresh").focus()
    page.keyboard.press("Enter")
    widget.get_by_text("→ Empty the whole form? What you typed is then gone.").wait_for()
    page.keyboard.press("Tab")
    sync_api.expect(widget.get_by_role("button", name="Yes, empty it")).to_be_focused()
    page.keyboard.press("Enter")
    sync_api.expect(first).to_have_value("")
    # The old page is gone with what was typed.
    sync_api.expect(link).to_have_count(0)
    with page.expect_file_chooser() as chooser:
        widget.get_by_role("button", name="Open a canvas I saved").focus()
        page.keyboard.press("Enter")
    chooser.value.set_files(saved)
    sync_api.expect(first).to_have_value("Nordlys æøå")
    sync_api.expect(widget.get_by_label("Goal 1: what for?")).to_have_value("customers come to you")
    sync_api.expect(status).to_contain_text("8 of 8 are complete")
    widget.get_by_label("Show an example").focus()
    page.keyboard.press("Space")
    widget.get_by_text(f"Example: {canvas.PARTS['change'].example}").wait_for()
    page.keyboard.type("abxymzdd")
    assert notebook.do("return cells.length") == cells, "a letter typed in a widget inserts no cell"


def test_what_is_typed_in_a_canvas_survives_the_cell_and_is_not_saved_in_the_notebook(page, course_copy):
    notebook, widget = scratch(page, course_copy, "private canvas", f"{CANVAS}\ndisplay(strategy_canvas())\n{CANVAS}")
    question = canvas.PARTS["audience"].question
    fields = widget.get_by_label(question)
    fields.first.fill("hemmelige kunder")
    sync_api.expect(fields.last).to_have_value("hemmelige kunder")
    assert fields.count() == 2, "shown twice, it is one form"
    widget.get_by_role("button", name="Make my page").first.click()
    widget.get_by_role("link", name="Save my page").first.wait_for()
    notebook.run("widget")
    sync_api.expect(notebook.scroll_to("widget").get_by_label(question).first).to_have_value("hemmelige kunder")
    # Even where somebody has ticked that JupyterLab saves what widgets hold.
    notebook.do("await app.commands.execute('@jupyter-widgets/jupyterlab-manager:saveWidgetState')")
    try:
        saved = notebook.saved(course_copy / "private canvas.ipynb")
    finally:
        notebook.do("await app.commands.execute('@jupyter-widgets/jupyterlab-manager:saveWidgetState')")
    assert "strategy_canvas()" in saved and "hemmelige" not in saved


EACH = """import pandas as pd
from ssl_helpers.data import load
from ssl_helpers.widgets.benefit_sorter import benefit_sorter
from ssl_helpers.widgets.calendar_painter import calendar_painter
from ssl_helpers.widgets.headline_editor import headline_editor
from ssl_helpers.widgets.ordering import ordering
from ssl_helpers.widgets.page_words import page_words
from ssl_helpers.widgets.predict_then_run import predict_then_run
from ssl_helpers.widgets.stage_mover import stage_mover
from ssl_helpers.widgets.step_check import step_check
from ssl_helpers.widgets.strategy_canvas import strategy_canvas
from ssl_helpers.widgets.strategy_explorer import channel_explorer
display(predict_then_run(load("connections_raw")), channel_explorer(load("channels")), benefit_sorter(),
    stage_mover(load("journeys")), step_check(load("step_scores")), ordering("Which?", ["a", "b", "c"]),
    calendar_painter("2026-10-05"), headline_editor(), page_words(load("pages")), strategy_canvas())"""


# Marks the first control of each kind in each widget, and gives the marks.
CONTROLS = """output => [...output.querySelectorAll('.ssl-widget')].flatMap((widget, number) => {
    const kinds = new Set();
    return [...widget.querySelectorAll('button, input, select, textarea, [tabindex="0"]')].filter(one => {
        const kind = [one.tagName, one.type, one.className].join();
        const first = one.offsetParent && !one.disabled && one.type !== 'file' && !kinds.has(kind);
        if (first) kinds.add(kind);
        return first;
    }).map((one, at) => { one.dataset.control = `${number} ${one.tagName} ${at}`; return one.dataset.control });
})"""
RING = """control => {
    const { outlineStyle: style, outlineWidth } = getComputedStyle(control);
    return { style, width: parseFloat(outlineWidth), focused: document.activeElement === control };
}"""


def test_keys_in_every_widget_are_its_own_and_the_focus_is_seen(page, course_copy):
    notebook, output = scratch(page, course_copy, "each", EACH)
    output.get_by_role("button", name="Make my page").wait_for()
    cells, active = notebook.do("return cells.length"), notebook.do("return panel.content.activeCellIndex")
    ran = notebook.do("return cells[0].model.executionCount")
    widgets = output.locator(".ssl-widget")
    assert widgets.count() == EACH.count("import ") - 2, "pandas and load are no widgets"
    assert output.evaluate("one => one.scrollWidth <= one.clientWidth"), "no widget is wider than the page"
    controls = output.evaluate(CONTROLS)
    assert len({one.split()[0] for one in controls}) == widgets.count(), "each has something to go to"
    for control in controls:
        one = output.locator(f"[data-control='{control}']")
        page.keyboard.press("Shift")  # from here on the focus is one of the keyboard's
        one.focus()
        ring = one.evaluate(RING)
        assert ring["focused"] and ring["style"] == "solid" and ring["width"] >= 2, f"{control}: {ring}"
        # Shift+Enter on a button is meant for the notebook, and a list that Enter opens would take the other keys.
        without = ["Enter", "Shift+Enter"] if "SELECT" in control else ["Shift+Enter"]
        for key in [key for key in LETTERS_OF_SHORTCUTS if key not in without]:
            one.focus()
            page.keyboard.press(key)
        now = notebook.do("return [cells.length, panel.content.activeCellIndex, cells[0].model.executionCount]")
        assert now == [cells, active, ran], f"{control}: a key went to the notebook"
    unnamed = [line for line in output.aria_snapshot().splitlines() if re.fullmatch(UNNAMED, line)]
    assert unnamed == [], "a screen reader says the name of each control"


UNNAMED = r"\s*- (button|combobox|textbox|slider|spinbutton|checkbox|radio)( \[.*\])?:?"


def test_widgets_by_mouse(page, course_copy):
    _, output = scratch(page, course_copy, "by mouse", EACH)
    guess, _, sorter, _, steps, _, _, editor, pages, _ = output.locator(".ssl-widget").all()
    guess.get_by_label("My guess").click()
    page.keyboard.type("600")
    guess.get_by_role("button", name="Run").click()
    guess.get_by_text("✓ You said 600. Python says 600.").wait_for()
    sorter.get_by_role("button", name="inbound leads a quarter").first.click()
    # The sign, not the colour alone, and heard as well as seen.
    sorter.get_by_role("button", name="✓ inbound leads a quarter").wait_for()
    sorter.get_by_text("1 of 4 sorted, 0 as the course says").wait_for()
    steps.get_by_label("Team").select_option(label="our own team")
    steps.get_by_label("network").select_option(label="0: not begun")
    sync_api.expect(steps.get_by_role("status")).to_contain_text("Weak steps (0 or 1): network.")
    editor.get_by_label("Your new headline").click()
    page.keyboard.type("robotter")
    editor.get_by_role("button", name="Copy the new headline").click()
    sync_api.expect(editor.get_by_role("status").first).to_contain_text("✓ Copied.")
    editor.get_by_text("The headline has 8 of 220 characters").wait_for()
    pages.get_by_label("Right", exact=True).select_option(label="tagline")
    pages.get_by_text("Only on the right, tagline").wait_for()


STILLS = f"""from ssl_helpers.data import load
from ssl_helpers.widgets.strategy_explorer import channel_explorer
{PAGES}
display(page_words(pages))
channel_explorer(load("channels"))"""


def opened_anew(page, lab: str, name: str) -> tuple[Notebook, object]:
    """The notebook after the page was loaded again, and the output area of its widgets."""
    page.goto(f"{lab}/lab?token={TOKEN}&reset")
    page.wait_for_function("() => window.jupyterapp?.restored.then(() => true)", timeout=60_000)
    notebook = Notebook(page, f"{name}.ipynb")
    return notebook, notebook.scroll_to("widget")


def test_a_widget_without_its_kernel_is_a_picture(page, lab, course_copy):
    notebook, widget = scratch(page, course_copy, "still", STILLS)
    widget.get_by_label("Right", exact=True).select_option(label="my own text")
    widget.get_by_label("My right text").fill("hemmelige robots")
    widget.get_by_label("Left", exact=True).focus()
    sync_api.expect(widget.locator("mark")).to_have_text(["Robots", "robots"])
    saved = notebook.saved(course_copy / "still.ipynb")
    assert saved.count(SENTENCE) == 2 and "emmelige" not in saved

    _, widget = opened_anew(page, lab, "still")
    widget.get_by_label("Question").select_option(index=1)
    widget.get_by_text("can reach at most, by the estimates").wait_for()
    assert widget.get_by_text(SENTENCE).count() == 0, "the kernel runs, so the widget is alive"

    def is_picture(widget) -> None:
        sync_api.expect(widget.get_by_text(SENTENCE)).to_have_count(2)
        widget.get_by_text("The biggest audience, wanted or not, has").wait_for()
        words = widget.inner_text()
        assert "model not found" not in words and "emmelige" not in words and widget.locator("select").count() == 0

    notebook = Notebook(page, "still.ipynb")
    notebook.do("await panel.sessionContext.session.kernel.restart()")
    notebook, widget = opened_anew(page, lab, "still")
    is_picture(widget)
    notebook.do("await panel.sessionContext.shutdown(); panel.dispose()")
    notebook = Notebook(page, "still.ipynb")
    is_picture(notebook.scroll_to("widget"))
    # By now a kernel runs again, but not the one that made the widgets.
    notebook, widget = opened_anew(page, lab, "still")
    is_picture(widget)
    notebook.run("widget")
    widget.get_by_label("Question").wait_for()
