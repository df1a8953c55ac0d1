"""The learner's doctor: each thing it looks at is seen well and ill, and each problem comes with its cure."""

import json
import shutil
import webbrowser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

from ssl_helpers import doctor, workspace
from ssl_helpers.cli import app
from ssl_helpers.data import COURSE_FOLDER, firm_in
from ssl_helpers.doctor import Finding
from ssl_helpers.workspace import PROGRESS

WELL = {"product": "42", "watch": "True", "history": "False"}


def ill(found: Finding, *words: str) -> None:
    assert not found.ok and found.what.endswith(".") and found.cure.endswith(".")
    assert all(word in found.what for word in words), found.what
    assert found.words.startswith("✗ ") and found.cure in found.words


def well(found: Finding, *words: str) -> None:
    assert found.ok and not found.cure and found.words.startswith("✓ ")
    assert all(word in found.what for word in words), found.what


def stop(*_: object) -> None:
    raise RuntimeError("Kernel died\nbefore replying")


def test_python():
    well(doctor.python((3, 11, 0)), "3.11.0")
    well(doctor.python((4, 0, 1)))
    ill(doctor.python((3, 10, 14)), "3.10.14")


def test_oldest_python_is_that_of_the_project():
    needs = f'requires-python = ">={".".join(map(str, doctor.OLDEST_PYTHON))}"'
    assert needs in (COURSE_FOLDER / "pyproject.toml").read_text(encoding="utf-8")


def test_packages():
    required = [Requirement(one) for one in ("pandas>=2.2", "rich>=13.7", "colorama; sys_platform == 'nowhere'")]
    well(doctor.packages(required, {"pandas": "3.0.0rc1", "rich": "13.7"}), "all 2")
    ill(doctor.packages(required, {"pandas": "2.1.4", "rich": None}), "missing: rich", "pandas 2.1.4 (needed: >=2.2)")


def test_packages_of_the_course_itself():
    well(doctor.packages(doctor._required(), doctor._installed()))
    assert doctor._version("no-such-package-anywhere") is None


def test_browser():
    def none() -> None:
        raise webbrowser.Error("could not locate runnable browser")

    well(doctor.browser(lambda: object()))
    ill(doctor.browser(none))


@pytest.fixture
def firm_copy(tmp_path) -> Path:
    return Path(shutil.copytree(COURSE_FOLDER / "datasets", tmp_path / "data æøå"))


def test_tables(firm_copy):
    with firm_in(firm_copy):
        well(doctor.tables(firm_copy))
        (firm_copy / "accounts.csv").unlink()
        (firm_copy / "linkedin_export/Connections.csv").write_bytes(b"")
        ill(doctor.tables(firm_copy), "accounts", "connections")


@pytest.mark.parametrize("spoilt", [None, b"{", b"[]", b"{}"])
def test_list_of_tables(firm_copy, spoilt):
    listed = firm_copy / "datapackage.json"
    listed.unlink() if spoilt is None else listed.write_bytes(spoilt)
    ill(doctor.tables(firm_copy), "datapackage.json")


def test_room():
    well(doctor.room(doctor.ROOM))
    ill(doctor.room(doctor.ROOM / 2))


def test_writable(tmp_path, monkeypatch):
    well(doctor.writable(COURSE_FOLDER / "my_work"), str(COURSE_FOLDER))
    well(doctor.writable(tmp_path / "Mine dokumenter" / "my_work"), "may not be written to")
    assert not list(tmp_path.iterdir()), "the trial leaves nothing behind"

    def refuse(dir: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    ill(doctor.writable(tmp_path / "my_work"), "Permission denied")


def test_path_length(tmp_path):
    far = Path("C:/") / ("x" * 200) / "my_work"
    ill(doctor.path_length(far, windows=True, long_paths=False))
    well(doctor.path_length(far, windows=True, long_paths=True))
    well(doctor.path_length(far, windows=False, long_paths=False))
    well(doctor.path_length(Path("C:/course/my_work"), windows=True, long_paths=False))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<<<<<<< HEAD\n{}\n=======\n>>>>>>> other\n", "merge conflict"),
        (b'{"cells": [', "cut off"),
        (b"{}", "no notebook"),
    ],
)
def test_exercises(tmp_path, data, words):
    good, bad = tmp_path / "06_network.ipynb", tmp_path / "07_content.ipynb"
    well(doctor.exercises([good, bad]), "no exercises")
    shutil.copy(COURSE_FOLDER / "exercises/06_network/06_network.ipynb", good)
    well(doctor.exercises([good, bad]), "1,")
    bad.write_bytes(data)
    found = doctor.exercises([good, bad])
    ill(found, "07_content", words)
    assert "reset('07_content')" in found.cure


def test_exercise_that_is_a_folder(tmp_path):
    ill(doctor.exercises([tmp_path]), "may not be read")


def test_kernel():
    runs, is_set = doctor.kernel(lambda asked: dict.fromkeys(asked, "") | WELL)
    well(runs, "seconds")
    well(is_set)
    ill(*doctor.kernel(stop), "Kernel died before replying")
    ill(*doctor.kernel(lambda asked: {"product": ""}), "does not calculate")


@pytest.mark.parametrize("off", [{"watch": "False"}, {"history": "True"}, {"watch": ""}])
def test_kernel_without_the_courses_settings(off):
    runs, is_set = doctor.kernel(lambda asked: WELL | off)
    well(runs)
    ill(is_set, "plain English")


def test_a_real_kernel_calculates():
    told = doctor._run_in_kernel({"product": "6 * 7", "odd": "1 / 0"})
    assert told == {"product": "42", "odd": ""}


def test_settings(tmp_path):
    ill(doctor.settings(tmp_path), *doctor.SETTINGS)
    for name, place in doctor.SETTINGS.items():
        target = tmp_path / place
        target.parent.mkdir(parents=True)
        shutil.copy(COURSE_FOLDER / "jupyter" / name, target)
    well(doctor.settings(tmp_path))
    target.write_text("{", encoding="utf-8")
    ill(doctor.settings(tmp_path), name)


def test_settings_stand_where_the_project_puts_them():
    project = (COURSE_FOLDER / "pyproject.toml").read_text(encoding="utf-8")
    assert all(f'"jupyter/{name}" = "{place}"' in project for name, place in doctor.SETTINGS.items())


def test_a_look_that_fails_is_told_and_the_others_go_on(monkeypatch):
    monkeypatch.setattr(doctor, "_run_in_kernel", lambda asked: WELL)
    monkeypatch.setattr(doctor.shutil, "disk_usage", stop)
    found = doctor.findings()
    (failed,) = [one for one in found if "could not be looked at" in one.what]
    ill(failed, "RuntimeError")
    assert len(found) > 8


@pytest.mark.parametrize(("bad", "words"), [(0, "Everything is"), (1, "One thing"), (2, "2 things")])
def test_report_and_exit_code(monkeypatch, bad, words):
    found = [Finding(True, "Well."), *[Finding(False, "Ill.", "Do this.")] * bad]
    monkeypatch.setattr(doctor, "findings", lambda: found)
    told = CliRunner().invoke(app, ["doctor"])
    assert told.exit_code == (1 if bad else 0)
    assert words in told.output.splitlines()[-1] and told.output.count("✗ Ill.\n  Do this.") == bad


def test_all_of_it_on_this_computer(tmp_path, monkeypatch):
    monkeypatch.setattr(workspace, "workspace", lambda course=COURSE_FOLDER: tmp_path)
    monkeypatch.setattr(doctor.webbrowser, "get", lambda: object())
    lines = doctor.report(doctor.findings()).splitlines()
    assert json.dumps([line for line in lines if line.startswith("✗")]) == "[]"


def test_points_that_cannot_be_saved(my_work):
    assert doctor.writable(my_work).ok and not list(my_work.iterdir()), "looking leaves nothing behind"
    (my_work / PROGRESS).mkdir()
    found = doctor.writable(my_work)
    assert not found.ok and str(my_work / PROGRESS) in found.what and "move progress.jsonl out of my_work" in found.cure


def test_no_browser_is_looked_for_where_one_is_open(monkeypatch):
    def none() -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    monkeypatch.setattr(doctor, "kernel", lambda run: [])
    asked, spared = (doctor.report(doctor.findings(with_browser=one)) for one in (True, False))
    assert "No browser" in asked and "rowser" not in spared
