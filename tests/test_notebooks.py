"""Notebooks have the template's shape, say what the checks declare, carry no outputs and are fresh."""

import ast
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from ssl_helpers import solutions
from ssl_helpers.checking.exercises import exercises_of, find, module_of, topics
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.my_network.saving import PRIVATE
from ssl_helpers.next_step import LANDING_PAGE
from ssl_trainer import readme
from ssl_trainer.notebooks import make_exercises
from ssl_trainer.readme import START_PAGE_CELL, module_table, start_page_table

LESSONS = sorted((COURSE_FOLDER / "course").glob("*.ipynb"))
SOLUTIONS = sorted((COURSE_FOLDER / "solutions").glob("*/*.ipynb"))
EXERCISES = sorted((COURSE_FOLDER / "exercises").glob("*/*.ipynb"))
TEMPLATES = sorted((COURSE_FOLDER / "docs").glob("*.ipynb"))
ALL = [*LESSONS, *SOLUTIONS, *EXERCISES, *TEMPLATES]
OWN_DATA = COURSE_FOLDER / "course" / "my_network.ipynb"
"""No lesson, but the notebook for one's own archive."""
START_PAGE = COURSE_FOLDER / LANDING_PAGE
"""Welcomes everybody; the lesson of module 0 begins further down."""
OWN_COURSE = COURSE_FOLDER / "course" / "my_course.ipynb"
"""No lesson either: what a learner does around the exercises."""
MODULES = [path for path in LESSONS if path not in (OWN_DATA, OWN_COURSE)]
WIDEST = 70
"""Characters of code that a lesson shows without scrolling on a page 1024 pixels wide."""
LONGEST_STRETCH = 120
"""Words that a lesson may say before there is something to run."""


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def name(path: Path) -> str:
    return str(path.relative_to(COURSE_FOLDER))


def grade_id(cell: nbformat.NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def next_line(cell: nbformat.NotebookNode) -> str:
    """The line of a text that leads on, or ""."""
    return next((line for line in cell.source.splitlines() if line.startswith("**Next:** ")), "")


def links(text: str, path: Path) -> dict[str, Path]:
    """The links to notebooks in a text of the notebook `path`, each with the file that it leads to."""
    # Learners work on copies in my_work, which mirrors exercises.
    start = COURSE_FOLDER / "my_work" / path.parent.name if path in EXERCISES else path.parent
    found = {}
    for link in re.findall(r"\]\(([^)#:]+\.ipynb)\)", text):
        target = os.path.normpath(start / link)
        found[link] = Path(target.replace(f"{os.sep}my_work{os.sep}", f"{os.sep}exercises{os.sep}"))
    return found


def texts(notebook: nbformat.NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_there_are_notebooks():
    assert {path.stem for path in SOLUTIONS} == {module_of(topic).stem for topic in topics()}
    assert {path.stem for path in SOLUTIONS} == {path.stem for path in EXERCISES}
    assert {path.stem for path in SOLUTIONS} <= {path.stem for path in LESSONS}


@pytest.mark.parametrize("path", ALL, ids=name)
def test_is_stripped_and_plain(path):
    assert b"\r\n" not in path.read_bytes()
    notebook = read(path)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert set(notebook.metadata) <= {"kernelspec", "language_info", *([PRIVATE] if path == OWN_DATA else [])}
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))
    for number, cell in enumerate(notebook.cells):
        where = f"{name(path)}, cell {number} ({cell.id})"
        assert re.fullmatch(r"[a-z][a-z0-9-]*", cell.id), f"{where}: the id is not a readable one"
        assert not cell.get("outputs") and not cell.get("execution_count"), f"{where}: has outputs"
        assert not set(cell.metadata.get("tags", [])) & {"raises-exception", "skip-execution"}, where
        assert "%%capture" not in cell.source, where
        assert cell.source.strip(), f"{where}: is empty"


@pytest.mark.parametrize("path", [*SOLUTIONS, *EXERCISES], ids=name)
def test_grade_ids_are_unique(path):
    ids = [grade_id(cell) for cell in read(path).cells if grade_id(cell)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_lesson_has_the_templates_shape(path):
    notebook, module = read(path), module_of(path.stem.split("_", 1)[1])
    text = texts(notebook)
    (first,) = [cell.source for cell in notebook.cells if cell.source.startswith(f"# {module.title}\n")]
    assert module.outcome in first and (first == notebook.cells[0].source or path == START_PAGE)
    assert f"**{module.lesson_minutes} minutes**" in first
    stated = [int(minutes) for minutes in re.findall(r"^\*(\d+) minutes", text, re.MULTILINE)]
    assert sum(stated) == module.lesson_minutes
    # A newcomer runs cells first and reads no plan.
    if path != START_PAGE:
        assert len(re.findall(r"^- ", first, re.MULTILINE)) == 3, "three things you can do after it"
    assert [cell.id for cell in notebook.cells if cell.metadata.get("jupyter", {}).get("source_hidden")] == ["setup"]
    for words in (
        "**The model says",
        "**The evidence says",
        "**Predict, then run.**",
        "**Try it.**",
        "**Honest data.**",
    ):
        assert words in text, f"{name(path)} lacks: {words}"
    for heading in ("### So do this on Monday", "### What you have learned", "### Sources"):
        assert heading in text, f"{name(path)} lacks: {heading}"
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert re.findall(r'quiz\("(\w+)\.(\w+)", ""\)', code) == [(module.topic, one) for one in module.quiz]


@pytest.mark.parametrize("path", [*LESSONS, *EXERCISES], ids=name)
def test_setup_is_run_each_time(path):
    cells = read(path).cells
    at = next(number for number, cell in enumerate(cells) if cell.id == "setup")
    assert "**each time you open this page**" in cells[at - 1].source


@pytest.mark.parametrize("path", EXERCISES, ids=name)
def test_exercise_says_what_is_easily_mixed_up(path):
    cells = {cell.id: cell.source for cell in read(path).cells}
    assert f"**Two tabs** may be called *{path.stem}*" in cells["title"]
    if "real" in cells["reflection-task"]:
        assert re.search(r"without (real )?names", cells["reflection-task"])


@pytest.mark.parametrize(("before", "after"), list(pairwise(MODULES)), ids=name)
def test_lesson_takes_up_the_one_before_and_its_exercise_leads_here(before, after):
    thread, done = read(after).cells[1], read(SOLUTIONS[MODULES.index(before)]).cells[-1]
    assert thread.id == "thread" and thread.source.startswith("**Where you are.** ")
    assert f"]({before.name})" in thread.source
    assert grade_id(done).endswith("-done") and f"](../../course/{after.name})" in next_line(done)


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_lesson_code_fits_the_page(path):
    for cell in read(path).cells:
        if cell.cell_type == "code" and cell.id != "setup":
            too_wide = [line for line in cell.source.splitlines() if len(line) > WIDEST]
            assert not too_wide, f"{name(path)}, cell {cell.id}: {too_wide}"


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_reader_always_has_something_to_do_soon(path):
    words = 0
    for cell in read(path).cells:
        if cell.cell_type == "code":
            words = 0
        # Not what stands after the last thing to do: Monday, summary, sources. Nor a table to choose from.
        elif not cell.source.startswith("### ") and cell.id != START_PAGE_CELL:
            words += len(re.findall(r"\w+", cell.source))
            assert words <= LONGEST_STRETCH, f"{name(path)}, cell {cell.id}: {words} words without anything to do"


@pytest.mark.parametrize("path", SOLUTIONS, ids=name)
def test_solution_says_what_the_checks_declare(path):
    notebook, declared = read(path), exercises_of(path.stem.split("_", 1)[1])
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    for number, one in enumerate(declared, start=1):
        task = cells[f"{one.grade_id}-task"]
        points = f"{one.points} point{'' if one.points == 1 else 's'}"
        minutes = f"{one.minutes} minute{'' if one.minutes == 1 else 's'}"
        kind = "core" if one.core else "extra"
        assert re.match(rf"## {number} · .+\n\n\*{kind} · {minutes} · {points}\*\n", task.source), one.id
        assert all(f"`{answer}`" in task.source for answer in one.names), f"{one.id}: the task must say the name"
        answer, check = cells[f"{one.grade_id}-answer"], cells[one.grade_id]
        assert answer.metadata.nbgrader.solution and not answer.metadata.nbgrader.locked
        assert check.source == f'check("{one.id}")'
        assert check.metadata.nbgrader.grade and check.metadata.nbgrader.locked
        assert check.metadata.nbgrader.points == one.points, one.id
        at = notebook.cells.index(task)
        assert notebook.cells[at + 1 : at + 3] == [answer, check], f"{one.id}: task, answer, check stand together"
        assert notebook.cells[at + 3].source == f'# hint("{one.id}")\n# solution("{one.id}")'
    assert [cell for cell in cells if cells[cell].metadata.nbgrader.grade] == [
        *(one.grade_id for one in declared),
        f"{path.stem.split('_', 1)[1]}-reflection",
    ]


@pytest.mark.parametrize("path", SOLUTIONS, ids=name)
def test_every_solution_says_why_it_is_so(path):
    answers = [cell for cell in read(path).cells if grade_id(cell).endswith("-answer")]
    assert len(answers) == len(exercises_of(path.stem.split("_", 1)[1]))
    for cell in answers:
        reason = solutions.read(cell.source).reason
        assert 10 <= len(reason.split()) <= 40, f"{grade_id(cell)}: {reason or 'no comment after ### BEGIN SOLUTION'}"
        comments = [line for line in cell.source.splitlines() if re.match(r"\s*# ", line)]
        assert len(comments) <= 3 and max(map(len, comments)) <= 100, f"{grade_id(cell)}: {comments}"


@pytest.mark.parametrize("path", SOLUTIONS, ids=name)
def test_no_task_reads_an_earlier_answer(path):
    notebook, declared = read(path), exercises_of(path.stem.split("_", 1)[1])
    written = {answer for one in declared for answer in one.names}
    for cell in notebook.cells:
        if not grade_id(cell).endswith("-answer"):
            continue
        own = find(grade_id(cell).removesuffix("-answer").replace("-", ".", 1)).names
        nodes = list(ast.walk(ast.parse(cell.source)))
        # A function's own inputs may be called as an answer is.
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        used -= {node.arg for node in nodes if isinstance(node, ast.arg)}
        assert not used & written - set(own), f"{grade_id(cell)} reads the answer of another task"


@pytest.mark.parametrize("path", SOLUTIONS, ids=name)
def test_setup_gives_the_tables_that_the_checks_expect(path):
    notebook, module = read(path), module_of(path.stem.split("_", 1)[1])
    given: dict = {}
    exec(next(cell.source for cell in notebook.cells if cell.id == "setup"), given)
    for table, make in module.given.items():
        mine, fresh = given[table], make()
        same = mine.equals(fresh) if hasattr(fresh, "equals") else mine == fresh
        assert same, f"the setup cell and the checks disagree about {table}"


@pytest.mark.parametrize("path", SOLUTIONS, ids=name)
def test_folder_of_the_solution_holds_nothing_else(path):
    """nbgrader would copy any other file into the release."""
    assert [file.name for file in path.parent.iterdir() if file.name != ".ipynb_checkpoints"] == [path.name]


def test_exercises_and_stubs_are_fresh(tmp_path):
    for made in make_exercises(tmp_path):
        committed = COURSE_FOLDER / made.relative_to(tmp_path)
        assert committed.read_bytes() == made.read_bytes(), (
            f"{committed.name} is not what the solutions give now: ssl-trainer exercises"
        )


def test_released_exercises_hold_no_solution():
    for path in EXERCISES:
        released = path.read_text(encoding="utf-8")
        assert "BEGIN SOLUTION" not in released and "END SOLUTION" not in released
        for cell in read(path).cells:
            if grade_id(cell).endswith("-answer"):
                assert "..." in cell.source and "put your answer in place of" in cell.source


def test_links_between_notebooks_lead_somewhere():
    for path in ALL:
        for link, target in links(texts(read(path)), path).items():
            assert target.is_file(), f"{name(path)} links to {link}, which is not there"


@pytest.mark.parametrize("path", [*MODULES, OWN_DATA, *SOLUTIONS, *EXERCISES, *TEMPLATES], ids=name)
def test_last_cell_leads_on(path):
    leads_to = links(next_line(read(path).cells[-1]), path).values()
    assert leads_to and all(target.is_file() for target in leads_to), "a line **Next:** with a link that is there"


@pytest.mark.parametrize("path", SOLUTIONS, ids=name)
def test_exercise_ends_with_where_you_are_and_where_to_hand_in(path):
    *_, progress, done = read(path).cells
    assert (progress.id, progress.cell_type, progress.source) == ("progress", "code", "progress()")
    assert "](../../course/my_course.ipynb)" in done.source


def test_readme_table_says_what_the_modules_declare():
    assert module_table() in (COURSE_FOLDER / "README.md").read_text(encoding="utf-8"), "ssl-trainer readme"


def test_start_page_table_says_what_the_modules_declare():
    cell = next(cell for cell in read(START_PAGE).cells if cell.id == START_PAGE_CELL)
    assert cell.source == start_page_table(), "ssl-trainer readme"
    rows = re.findall(r"^\| \d.*", cell.source, re.MULTILINE)
    assert [path.stem for path in SOLUTIONS] == [re.search(r"\.\./my_work/(\w+)/\1\.ipynb", row)[1] for row in rows], (
        "a row for each module, in their order"
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({0, 5, 6, 7}, "Modules still being written: 1 to 4, 8 to 14."),
        ({0, 1, 3, *range(5, 15)}, "Modules still being written: 2, 4."),
        (set(range(15)), ""),
    ],
)
def test_start_page_says_which_modules_are_to_come(written, words):
    assert readme.to_come(written) == words


def test_tables_are_written_where_they_belong(tmp_path, monkeypatch):
    kept = [COURSE_FOLDER / "README.md", START_PAGE]
    for path in kept:
        copy = tmp_path / path.relative_to(COURSE_FOLDER)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8").replace("Who is in your network?", "?"), encoding="utf-8")
    monkeypatch.setattr(readme, "COURSE_FOLDER", tmp_path)
    readme.write_module_tables()
    assert [(tmp_path / path.relative_to(COURSE_FOLDER)).read_bytes() for path in kept] == [
        path.read_bytes() for path in kept
    ]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_links_within_a_page_lead_to_a_heading(path):
    text = texts(read(path))
    headings = {heading.replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def run_nbval(*paths: Path) -> subprocess.CompletedProcess:
    """nbval in a process of its own, marking, so that an outcome other than correct is an error."""
    plugins = ["-p", "no:cacheprovider", "-p", "own_sockets"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval-lax", "-n0", "-q", *plugins, *map(str, paths)],
        cwd=COURSE_FOLDER,
        env=dict(os.environ, NBGRADER_EXECUTION="nbval", PYTHONUTF8="1", PYTHONPATH=str(Path(__file__).parent)),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("path", [*LESSONS, *SOLUTIONS, *TEMPLATES], ids=name)
def test_runs_under_nbval(path):
    done = run_nbval(path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("spoilt", ["listeners = len(raw)", "listeners = len(peeple)", "listeners = (len(people)"])
def test_nbval_sees_a_broken_copy_fail(spoilt, tmp_path):
    notebook = read(COURSE_FOLDER / "solutions/06_network/06_network.ipynb")
    answer = next(cell for cell in notebook.cells if grade_id(cell) == "network-listeners-answer")
    answer.source = spoilt
    nbformat.write(notebook, tmp_path / "broken.ipynb")
    done = run_nbval(tmp_path / "broken.ipynb")
    assert done.returncode == 1 and "failed" in done.stdout, done.stdout
