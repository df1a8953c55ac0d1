"""Firms and courses that several tests need, made once per run and worker."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import own_sockets  # noqa: F401
import pytest
from xdist.scheduler import LoadScopeScheduling

from ssl_helpers import next_step, workspace
from ssl_helpers.checking import record
from ssl_helpers.data import COURSE_FOLDER
from ssl_trainer import COURSE_SEED
from ssl_trainer.notebooks import nbgrader
from ssl_trainer.world import make

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
NO_CHROMIUM = "no Chromium or Chrome on this machine: install one to run these tests"


# How long one example takes depends on what else the machine does.
hypothesis.settings.register_profile("course", deadline=None)
hypothesis.settings.load_profile("course")


class Together(LoadScopeScheduling):
    """Each test goes to whichever worker is free, but tests that share a server or a marked class go to one.

    xdist's own groups do nothing under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        shared = "test_browser.py" in nodeid or "::TestClass::" in nodeid
        return nodeid.rpartition("::")[0] if shared else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Together:
    return Together(config, log)


@pytest.fixture(scope="session")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """The folder of the firm of a seed; seed 2026 is the committed one."""
    made = {COURSE_SEED: COURSE_FOLDER / "datasets"}

    def folder(seed: int) -> Path:
        if seed not in made:
            made[seed] = tmp_path_factory.mktemp(f"firm{seed}")
            make(seed, made[seed])
        return made[seed]

    return folder


@pytest.fixture
def my_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty my_work, in a course folder with a space and Danish letters."""
    folder = tmp_path / "kursus æøå" / "my_work"
    folder.mkdir(parents=True)
    monkeypatch.setattr(workspace, "workspace", lambda course=COURSE_FOLDER: folder.parent)
    monkeypatch.setattr(next_step, "workspace", lambda: folder.parent)
    for events in ("_waiting", "_elsewhere"):
        monkeypatch.setattr(record, events, [])
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """A browser for pages that are files."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with sync_api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course folder as nbgrader sees it, its gradebook knowing the exercises; with a space and Danish letters."""
    folder = tmp_path / "kursus æøå"
    for part in ("solutions", "exercises"):
        shutil.copytree(COURSE_FOLDER / part, folder / part)
    shutil.copy(COURSE_FOLDER / "nbgrader_config.py", folder)
    for solution in sorted((folder / "solutions").iterdir()):
        nbgrader(folder, "generate_assignment", solution.name)
    return folder
