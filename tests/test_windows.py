"""What a Windows machine would trip over, found out on any machine: Unix-only modules, paths, encodings, line ends."""

import subprocess
import sys
from pathlib import Path

import pytest
from handed_in import exercise, put

from ssl_helpers.data import COURSE_FOLDER

# What others wrote decides at import how to speak to the system it finds, so it comes first.
WITHOUT_UNIX = """
import os, sys
import faker, IPython, ipykernel.kernelapp, ipywidgets, matplotlib.pyplot, nbclient, nbgrader.apps, pandas, psutil
import rich, typer
for name in ("resource", "fcntl", "pwd", "grp", "termios"):
    sys.modules[name] = None
for name in ("fork", "getuid", "geteuid", "killpg", "setsid"):
    if hasattr(os, name):
        delattr(os, name)
"""
OURS = sorted(
    ".".join(file.relative_to(COURSE_FOLDER).with_suffix("").parts).removesuffix(".__init__")
    for package in ("ssl_helpers", "ssl_trainer")
    for file in (COURSE_FOLDER / package).rglob("*.py")
)


def run(code: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_UNIX + code, *arguments], capture_output=True, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize("module", ["ssl_helpers", "ssl_trainer"])
def test_everything_imports_without_unix(module):
    ours = [one for one in OURS if one.startswith(module)]
    assert len(ours) > 3
    done = run(f"import {', '.join(ours)}")
    assert done.returncode == 0, done.stderr


def test_commands_run_without_unix_in_a_folder_with_spaces_and_danish_letters(tmp_path):
    out = tmp_path / "Ny mappe (æøå) & mere"
    done = run(
        "import sys; sys.argv[0] = 'ssl-trainer'; from ssl_trainer.cli import main; main()",
        "world", "--seed", "7", "--out", str(out),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"\r" not in (out / "accounts.csv").read_bytes()


def test_the_learners_desk_without_unix_in_a_folder_with_spaces_and_danish_letters(tmp_path):
    work = tmp_path / "Ny mappe (æøå) & mere" / "my_work"
    put(work, "06_network", exercise({"listeners": "listeners = 5"}))
    code = (
        "import pathlib; from ssl_helpers import workspace; from ssl_helpers.cli import main\n"
        "here = pathlib.Path(sys.argv.pop(1)); workspace.workspace = lambda course=None: here\n"
        "sys.argv[0] = 'ssl-course'; main()"
    )
    pasted = f'"{work}\\06_network\\06_network.ipynb"'
    for arguments, words in (
        (["submit", pasted, "--name", "Åse Ø/2"], "Åse Ø 2.zip"),
        (["reset", pasted], "06_network 20"),
        (["progress"], "core points"),
    ):
        done = run(code, str(work.parent), *arguments)
        assert done.returncode == 0 and words in done.stdout, done.stderr
    done = run(code, str(work.parent), "certificate", "Åse Ø")
    assert done.returncode == 1 and "No module is finished yet" in done.stderr
    (kept,) = (work / "kept").iterdir()
    assert not set(kept.name) & set('<>:"|?*')


def test_without_a_sandbox_windows_is_told_of_wsl(tmp_path):
    put(tmp_path / "inbox", "anna", exercise())
    # The platform changes after all is imported, and all that a command imports comes before.
    code = (
        "import ssl_trainer.grading, ssl_trainer.doctor; from ssl_trainer.cli import main\n"
        "sys.argv[0] = 'ssl-trainer'; sys.platform = 'win32'; main()"
    )
    for arguments in (["doctor"], ["grade", str(tmp_path / "inbox"), "--out", str(tmp_path / "out")]):
        done = run(code, *arguments)
        assert done.returncode == 1 and "WSL" in done.stdout + done.stderr, done.stderr
    assert not (tmp_path / "out").exists()


def test_every_text_file_is_utf8_with_the_line_ends_git_promises():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=COURSE_FOLDER, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    if not tracked:
        pytest.skip("not a git checkout")
    for name in filter(None, tracked.split("\0")):
        if name.endswith((".zip", ".png", ".pdf", ".ico")):  # binary by .gitattributes
            continue
        content = (COURSE_FOLDER / name).read_bytes()
        content.decode("utf-8")
        if name.endswith(".bat"):
            assert content.count(b"\r\n") == content.count(b"\n"), name
        else:
            assert b"\r" not in content, name


def test_no_file_is_opened_in_the_systems_own_encoding():
    """Windows would read æøå as something else."""
    for package in ("ssl_helpers", "ssl_trainer"):
        for file in (COURSE_FOLDER / package).rglob("*.py"):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                opens = any(call in line for call in ("read_text(", "write_text(", " open("))
                assert not opens or "encoding=" in line, f"{file.name}:{number}: {line.strip()}"


def test_names_fit_windows():
    for file in COURSE_FOLDER.rglob("*"):
        inside = file.relative_to(COURSE_FOLDER)
        if inside.parts[0].startswith(".") or inside.parts[0] in ("my_work", "submitted", "autograded", "feedback"):
            continue
        assert not set(str(inside)) & set('<>:"|?*'), inside
        assert Path(inside.parts[-1]).stem.upper() not in ("CON", "PRN", "AUX", "NUL"), inside
