"""Firms and courses that several tests need, made once per run and worker."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ssl_helpers.data import COURSE_FOLDER
from ssl_trainer.notebooks import nbgrader
from ssl_trainer.world import COURSE_SEED, make


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
def course(tmp_path: Path) -> Path:
    """A course folder as nbgrader sees it, its gradebook knowing the exercises; with a space and Danish letters."""
    folder = tmp_path / "kursus æøå"
    for part in ("solutions", "exercises"):
        shutil.copytree(COURSE_FOLDER / part, folder / part)
    shutil.copy(COURSE_FOLDER / "nbgrader_config.py", folder)
    for solution in sorted((folder / "solutions").iterdir()):
        nbgrader(folder, "generate_assignment", solution.name)
    return folder
