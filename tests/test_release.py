"""The participants' zip: what is in it, and that nothing else gets in; the packages for a room without internet."""

import hashlib
import json
import os
import posixpath
import re
import shutil
import stat
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.testing import CliRunner

from ssl_helpers import CourseError
from ssl_helpers.data import COURSE_FOLDER
from ssl_trainer import COURSE_SEED, release, wheels
from ssl_trainer.cli import System, app
from ssl_trainer.notebooks import STUBS

SECRET = "Petra Hemmelig"
FOLDER = "kursus æøå"


def trainers_folder(folder: Path) -> Path:
    """A trainer's copy of the course in which everything that is theirs holds SECRET."""
    for part in ("course", "solutions", "ssl_helpers", "jupyter"):
        shutil.copytree(COURSE_FOLDER / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (*release.FILES, "pyproject.toml", "requirements.lock"):
        shutil.copy(COURSE_FOLDER / name, folder)
    lesson = folder / "course" / "my_network.ipynb"
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    notebook["metadata"] |= {"widgets": {"state": SECRET}, "title": SECRET}
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"]["execution"] = {"seen": SECRET}
        if cell["cell_type"] == "code":
            cell |= {
                "execution_count": number,
                "outputs": [{"output_type": "stream", "name": "stdout", "text": SECRET}],
            }
    lesson.write_text(json.dumps(notebook), encoding="utf-8")
    own = (
        "my_work/06_network/06_network.ipynb",
        "course/own.ipynb",
        "course/Connections.csv",
        "exercises/06_network/06_network.ipynb",
        "datasets/accounts.csv",
        "datasets/Petra.csv",
        "ssl_helpers/customers.json",
        "ssl_helpers/notes.txt",
        "ssl_helpers/__pycache__/data.py",
        "ssl_helpers/.ipynb_checkpoints/data-checkpoint.py",
        "jupyter/own.json",
        "results/grades.csv",
        "docs/messages.md",
        "tests/answers/network.py",
        "ssl_trainer/own.py",
        ".venv/own.py",
        "wheels/own.whl",
        "Petra.zip",
        "README.md",
        "nbgrader_config.py",
    )
    for name in own:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(SECRET, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trainer(tmp_path_factory):
    """The trainer's folder. Exercises and firm are the committed ones: other tests make them anew."""
    folder = trainers_folder(tmp_path_factory.mktemp("trainer"))

    def make_exercises(out: Path) -> None:
        shutil.copytree(COURSE_FOLDER / "exercises", out / "exercises")
        (out / STUBS).parent.mkdir(parents=True)
        shutil.copy(COURSE_FOLDER / STUBS, out / STUBS)

    def make(seed: int, out: Path) -> None:
        shutil.copytree(COURSE_FOLDER / "datasets", out)
        if seed != COURSE_SEED:
            (out / "accounts.csv").write_text(f"of firm {seed}\n")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "COURSE_FOLDER", folder)
        patch.setattr(release.notebooks, "make_exercises", make_exercises)
        patch.setattr(release.world, "make", make)
        yield folder


@pytest.fixture(scope="module")
def packed(trainer, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("out") / f"{FOLDER}.zip"
    release.release(out)
    return out


@pytest.fixture(scope="module")
def files(packed) -> dict[str, bytes]:
    return contents(packed)


def contents(packed: Path) -> dict[str, bytes]:
    """Name in the zip's folder -> bytes."""
    with zipfile.ZipFile(packed) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {packed.stem}
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


# What is in it


def test_nothing_of_the_trainers_gets_in(trainer, files):
    planted = [path for path in trainer.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert len(planted) == 21
    assert [name for name, data in files.items() if SECRET.encode() in data] == []
    assert not [name for name in files if "Petra" in name or Path(name).stem == "own"]
    tops = {name.partition("/")[0] for name in files}
    assert tops == {"course", "datasets", "exercises", "jupyter", "ssl_helpers", *(n for n in files if "/" not in n)}


def test_notebooks_are_the_courses_own(files):
    for name in (name for name in files if name.endswith(".ipynb")):
        if name != "course/00_start.ipynb":
            assert files[name] == (COURSE_FOLDER / name).read_bytes(), name
    start = files["course/00_start.ipynb"].decode()
    assert "You learn alone" in start and "You train others" not in start


def test_checksums_are_fresh_and_in_the_usual_form(tmp_path):
    made = release.write_checksums(tmp_path).read_bytes()
    assert (COURSE_FOLDER / release.CHECKSUMS).read_bytes() == made, "the notebooks changed: ssl-trainer exercises"
    for line in made.decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((COURSE_FOLDER / name).read_bytes()).hexdigest() == digest, f"{name} is not stripped"


@pytest.mark.parametrize("name", ["course/06_network.ipynb", "solutions/06_network/06_network.ipynb"])
def test_what_was_typed_into_a_notebook_is_not_handed_out(trainer, tmp_path, name):
    page = trainer / name
    before = page.read_text(encoding="utf-8")
    notebook = json.loads(before)
    next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")["source"] = [f"customer = '{SECRET}'"]
    page.write_text(json.dumps(notebook), encoding="utf-8")
    try:
        with pytest.raises(CourseError, match=rf"(?s){name}\..*copy of the course.*ssl-trainer exercises"):
            release.release(tmp_path / "course.zip")
        page.unlink()
        with pytest.raises(CourseError, match=name):
            release.release(tmp_path / "course.zip")
    finally:
        page.write_text(before, encoding="utf-8", newline="\n")
    assert not list(tmp_path.iterdir())


def test_solutions_and_firm_are_those_asked_for(trainer, files, tmp_path):
    release.release(tmp_path / "self.zip", solutions=True, seed=7)
    own = contents(tmp_path / "self.zip")
    added = {name: data for name, data in own.items() if name not in files}
    assert added == {
        path.relative_to(COURSE_FOLDER).as_posix(): path.read_bytes()
        for path in (COURSE_FOLDER / "solutions").glob("*/*.ipynb")
    }
    assert {name for name in files if own[name] != files[name]} == {"README.md", "datasets/accounts.csv"}
    assert own["datasets/accounts.csv"] == b"of firm 7\n"
    assert b"number 7" in own["README.md"] and b"`solutions`" in own["README.md"]
    assert b"own, number" not in files["README.md"] and b"`solutions`" not in files["README.md"]
    tables = {name: data for name, data in files.items() if name.startswith("datasets/")}
    assert tables == {
        path.relative_to(COURSE_FOLDER).as_posix(): path.read_bytes()
        for path in (COURSE_FOLDER / "datasets").rglob("*.*")
    }


def test_every_link_leads_to_something_in_the_zip(files):
    pages = {name: data.decode() for name, data in files.items() if name.endswith(".md")}
    for name, data in files.items():
        if name.endswith(".ipynb"):
            cells = json.loads(data)["cells"]
            # Exercises are worked on in my_work, which mirrors exercises.
            place = name.replace("exercises/", "my_work/")
            pages[place] = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    found = [(page, link) for page, text in pages.items() for link in release.LINK.findall(text)]
    local = [(page, link.partition("#")[0]) for page, link in found if ":" not in link and not link.startswith("#")]
    assert {page for page, _ in local} >= {"README.md", "course/00_start.ipynb", "my_work/06_network/06_network.ipynb"}
    for page, link in local:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
        assert target.replace("my_work/", "exercises/", 1) in files, f"{page} links to {link}"


def test_zip_is_the_same_each_time_with_modes_and_line_ends(trainer, packed, tmp_path):
    again = tmp_path / packed.name
    release.release(again)
    assert again.read_bytes() == packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        modes = {entry.filename.partition("/")[2]: entry.external_attr >> 16 for entry in archive.infolist()}
        assert not [entry.filename for entry in archive.infolist() if "\\" in entry.filename or entry.is_dir()]
    assert {name for name, mode in modes.items() if mode & stat.S_IXUSR} == {"start.py"}
    assert all(stat.S_ISREG(mode) for mode in modes.values())
    text = {name: data for name, data in contents(packed).items() if not name.endswith(".zip")}
    # LinkedIn's own files have the line ends that LinkedIn gives them.
    assert {name for name, data in text.items() if b"\r\n" in data and "linkedin_export" not in name} == {"start.bat"}


def test_only_an_earlier_release_is_written_over(trainer, packed, tmp_path):
    for name, data in (("own.zip", b"PK"), ("own.txt", b"x")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CourseError, match="--out"):
            release.release(tmp_path / name)
        assert (tmp_path / name).read_bytes() == data
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("start.py", "")
    with pytest.raises(CourseError, match="is no zip of the course"):
        release.release(tmp_path / "other.zip")
    shutil.copy(packed, tmp_path / "course.zip")
    release.release(tmp_path / "course.zip")
    assert contents(tmp_path / "course.zip").keys() == contents(packed).keys()


# What a participant can do with it


def needs(names: list[str]) -> set[str]:
    """The packages that these need here, and theirs in turn."""
    found, todo = set(), [Requirement(name) for name in names]
    while todo:
        one = todo.pop()
        if (name := canonicalize_name(one.name)) in found:
            continue
        found.add(name)
        try:
            wanted = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        todo += [each for each in map(Requirement, wanted) if not each.marker or "extra" not in str(each.marker)]
    return found


def test_what_is_left_out_is_needed_by_no_participant(files):
    project = tomllib.loads(files["pyproject.toml"].decode())
    course = tomllib.loads((COURSE_FOLDER / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dependencies"] == course["project"]["dependencies"]
    assert project["build-system"] == course["build-system"] and "trainer" not in files["pyproject.toml"].decode()
    locked = set(re.findall(r"(?m)^([\w.-]+)==", files["requirements.lock"].decode()))
    whole = set(re.findall(r"(?m)^([\w.-]+)==", (COURSE_FOLDER / "requirements.lock").read_text(encoding="utf-8")))
    assert whole - locked == set(release.NOT_NEEDED)
    wanted = needs([*project["project"]["dependencies"], *project["build-system"]["requires"]])
    assert not wanted & set(release.NOT_NEEDED) and {"jupyterlab", "pandas", "hatchling"} <= wanted & locked


def test_an_exercise_runs_from_the_unzipped_folder(packed, tmp_path):
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    course = tmp_path / FOLDER
    exercise = json.loads((course / "exercises/06_network/06_network.ipynb").read_text(encoding="utf-8"))
    [setup] = [cell for cell in exercise["cells"] if cell["id"] == "setup"]
    program = "".join(setup["source"]) + (
        "\nimport sys, ssl_helpers\n"
        "from ssl_helpers.checking.exercises import find\n"
        "from ssl_helpers.solutions import model_solution\n"
        "print(model_solution(find('network.conn')))\n"
        "print(ssl_helpers.__file__, len(accounts), 'ssl_trainer' in sys.modules)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(course), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=course, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    solution, seen = done.stdout.splitlines()[-2:]
    assert solution == "None" and str(course) in seen and seen.endswith("False")


# Packages


def entry(name: str, marker: str = "") -> str:
    return f"{name}==1.0{f' ; {marker}' if marker else ''} \\\n    --hash=sha256:{digest(name)}\n"


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


ENTRIES = [
    entry("everywhere"),
    entry("windows_only", "sys_platform == 'win32' and os_name == 'nt'"),
    entry("mac_only", "sys_platform == 'darwin'"),
    entry("early", "python_full_version < '3.11.5'"),
    entry("late", "python_full_version >= '3.11.5'"),
    entry("old", "python_full_version < '3.12'"),
]


@pytest.fixture
def pip(monkeypatch, tmp_path):
    """A pip that makes the wheels that it is asked for; its calls are kept, and whatever is in `missing` has none."""

    class Pip:
        calls: list[list[str]] = []
        missing: set[str] = set()

        def __call__(self, command):
            words = {command[at]: command[at + 1] for at in range(len(command) - 1)}
            names = re.findall(r"(?m)^(\w+)==1.0 \\$", Path(words["-r"]).read_text(encoding="utf-8"))
            self.calls.append([*command, *names])
            if self.missing & {*names}:
                raise CourseError("no wheel there")
            for name in names:
                (Path(words["--dest"]) / f"{name}.whl").write_text(name)

    fake = Pip()
    fake.calls = []
    monkeypatch.setattr(wheels, "_pip", fake)
    monkeypatch.setattr(wheels.platformdirs, "user_cache_path", lambda *names, **choices: tmp_path / "cache")
    return fake


def test_markers_are_judged_for_the_room_and_not_for_this_machine(pip):
    got = {
        (system, version): {name.removesuffix(".whl") for name in wheels.download(ENTRIES, [system], [version])}
        for system in wheels.SYSTEMS
        for version in ("3.11", "3.12")
    }
    only = {"windows": {"windows_only"}, "linux": set()}
    for (system, version), names in got.items():
        patches = {"early", "old"} if version == "3.11" else set()
        assert names == {"everywhere", "late", *patches, *only.get(system, {"mac_only"})}, (system, version)


def test_pip_is_asked_for_each_system_and_python(pip):
    wheels.download(ENTRIES, ["windows"], ["3.11"])
    newest, oldest = pip.calls
    assert newest[-4:] == ["everywhere", "windows_only", "late", "old"] and oldest[-1:] == ["early"]
    line = " ".join(newest)
    for words in (
        "-m pip download",
        "--only-binary=:all:",
        "--require-hashes",
        "--no-deps",
        "--platform win_amd64 --implementation cp --python-version 3.11.99 --abi cp311",
    ):
        assert words in line
    assert "--python-version 3.11.0 " in " ".join(oldest)


def test_what_was_got_is_not_got_again(pip):
    pip.missing = {"mac_only"}
    with pytest.raises(CourseError, match=r"(?s)macos, Python 3\.12: no wheel there.*macos, Python 3\.13.*--python"):
        wheels.download(ENTRIES, ["macos", "linux"], ["3.12", "3.13"])
    pip.missing, pip.calls = set(), []
    files = wheels.download(ENTRIES, ["macos", "linux"], ["3.12", "3.13"])
    assert len(pip.calls) == 2 and {path.name for path in files.values()} == files.keys()
    files["everywhere.whl"].write_text("damaged")
    pip.calls = []
    assert wheels.download(ENTRIES, ["linux"], ["3.12"])["everywhere.whl"].read_text() == "everywhere"
    assert len(pip.calls) == 1


def test_wheels_lie_in_the_zip(pip, trainer, packed, tmp_path, monkeypatch):
    monkeypatch.setattr(release, "lock_entries", lambda: {"everywhere": ENTRIES[0], "faker": entry("faker")})
    release.release(tmp_path / f"{FOLDER}.zip", systems=["linux", "windows"])
    found = contents(tmp_path / f"{FOLDER}.zip")
    assert {name: data for name, data in found.items() if name.startswith("wheels/")} == {
        "wheels/everywhere.whl": b"everywhere"
    }
    assert len(pip.calls) == 2 * len(wheels.pythons()) and b"`wheels`" in found["README.md"]
    pip.missing = {"other"}
    monkeypatch.setattr(release, "lock_entries", lambda: {"other": entry("other")})
    with pytest.raises(CourseError, match="no zip was made"):
        release.release(tmp_path / "new.zip", systems=["linux"])
    assert not (tmp_path / "new.zip").exists()


def test_the_command_offers_the_systems_and_asks_for_a_python_that_was_tried(tmp_path):
    assert tuple(System) == wheels.SYSTEMS
    for words in (["--python", "3.11"], ["--wheels", "linux", "--python", "3.1"]):
        done = CliRunner().invoke(app, ["release", "--out", str(tmp_path / "course.zip"), *words])
        assert isinstance(done.exception, CourseError) and "--python goes with --wheels" in str(done.exception)
    assert f"{wheels.pythons()[0]} to {wheels.pythons()[-1]} were tried" in " ".join(
        (COURSE_FOLDER / "docs" / "release.md").read_text(encoding="utf-8").split()
    )


def test_a_file_of_another_zip_has_another_time():
    times = {release._time(str(number).encode()) for number in range(100)}
    assert len(times) > 90 and release._time(b"x") == release._time(b"x")
    assert {time[:3] for time in times} == {(2026, 9, 30)}
