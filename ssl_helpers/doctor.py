"""What `ssl-course doctor` looks at: whether all that the course needs on this computer is there and works."""

import json
import os
import shutil
import sys
import tempfile
import time
import tomllib
import webbrowser
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from ssl_helpers import CourseError
from ssl_helpers.checking.exercises import module_of, topics
from ssl_helpers.data import COURSE_FOLDER, datasets_folder, load
from ssl_helpers.notebook_file import Unreadable, read
from ssl_helpers.workspace import PROGRESS, my_work, own_notebook

ROOM = 100e6
"""Bytes that should be free for what a learner writes."""
OLDEST_PYTHON = (3, 11)
KERNEL_SECONDS = 60
LONGEST_PATH = 259
"""Characters, on a Windows without long paths."""

# Where the course's settings stand in the folder jupyter of the course, and in its environment.
SETTINGS = {
    "overrides.json": "share/jupyter/lab/settings/overrides.d/social-selling-course.json",
    "page_config.json": "etc/jupyter/labconfig/page_config.json",
    "server_extension.json": "etc/jupyter/jupyter_server_config.d/social-selling-course.json",
}

ANEW = (
    "Close the course, delete the folder .venv in the course folder, and start with start.py, which sets it up anew "
    "(with conda instead: conda env update -f environment.yml)."
)
GET_ANEW = "Get the course folder anew and put your folder my_work in it."


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. cure: what to do, in a sentence; "" where there is no problem."""

    ok: bool
    what: str
    cure: str = ""

    @property
    def words(self) -> str:
        return f"{'✓' if self.ok else '✗'} {self.what}" + (f"\n  {self.cure}" if self.cure else "")


def findings(*, with_browser: bool = True) -> list[Finding]:
    """All that is looked at on this computer, in the order in which one thing needs another. Takes some seconds.

    with_browser: whether a browser is looked for; in a notebook one is open.
    """
    looks: list[Callable[[], list[Finding]]] = [
        lambda: [python(sys.version_info[:3])],
        lambda: [packages(_required(), _installed())],
        lambda: [browser(webbrowser.get)] if with_browser else [],
        lambda: [tables(datasets_folder())],
        lambda: [writable(my_work()), room(shutil.disk_usage(_nearest(my_work())).free)],
        lambda: [path_length(my_work(), os.name == "nt", _long_paths())],
        lambda: [exercises([own_notebook(module_of(topic)) for topic in topics()])],
        lambda: kernel(_run_in_kernel),
        lambda: [settings(Path(sys.prefix))],
    ]
    return [one for look in looks for one in _looked(look)]


def report(found: Iterable[Finding]) -> str:
    """The findings in words, with a sentence on the whole at the end."""
    found = list(found)
    problems = sum(not one.ok for one in found)
    whole = {0: "Everything is as it should be.", 1: "One thing is wrong: its cure stands below it."}.get(
        problems, f"{problems} things are wrong: the cure stands below each. Begin with the first."
    )
    return "\n".join([*(one.words for one in found), whole])


def _looked(look: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return look()
    except Exception as error:
        # Whoever looks for what is wrong must get an answer whatever is wrong.
        told = f"One thing could not be looked at ({type(error).__name__}: {error})."
        return [Finding(False, told, "Show this line to your trainer.")]


def python(version: tuple[int, ...]) -> Finding:
    told = f"Python {'.'.join(map(str, version))}"
    if tuple(version[:2]) < OLDEST_PYTHON:
        cure = "Get Python 3.11 or newer from python.org/downloads, then start the course with start.py."
        return Finding(False, f"{told} is too old.", cure)
    return Finding(True, f"{told}.")


def packages(required: Iterable[Requirement], installed: Mapping[str, str | None]) -> Finding:
    """required: what the course asks for. installed: the version of each by its name, None where it is missing."""
    required = [one for one in required if one.marker is None or one.marker.evaluate()]
    missing = [one.name for one in required if not installed[one.name]]
    unfit = [
        f"{one.name} {installed[one.name]} (needed: {one.specifier})"
        for one in required
        if installed[one.name] and not one.specifier.contains(installed[one.name], prereleases=True)
    ]
    told = [f"missing: {', '.join(missing)}"] if missing else []
    told += [f"of another version: {', '.join(unfit)}"] if unfit else []
    if told:
        return Finding(False, f"Packages {'; '.join(told)}.", ANEW)
    return Finding(True, f"Packages: all {len(required)} that the course asks for are there.")


def browser(get: Callable[[], object]) -> Finding:
    try:
        get()
    except webbrowser.Error:
        cure = "Open a browser by hand and go to the address that the course shows in its window when it starts."
        return Finding(False, "No browser can be opened from here.", cure)
    return Finding(True, "A browser can be opened.")


def tables(folder: Path) -> Finding:
    """Whether every table that the firm's description names can be loaded."""
    try:
        described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        names = [table["name"] for table in described]
    except (OSError, ValueError, KeyError, TypeError):
        return Finding(False, f"The list of the firm's tables cannot be read: {folder / 'datapackage.json'}.", GET_ANEW)
    damaged = [name for name in names if not _loads(name)]
    if damaged:
        return Finding(False, f"Tables of the firm that are missing or cannot be read: {', '.join(damaged)}.", GET_ANEW)
    return Finding(True, f"The firm's tables: all {len(names)} can be read.")


def _loads(name: str) -> bool:
    try:
        return len(load(name)) > 0
    except (CourseError, OSError, ValueError, LookupError):
        return False


def room(free: float) -> Finding:
    """free: bytes of the disk that my_work is on."""
    told = f"{free / 1e6:.0f} MB are free where your work is saved"
    if free < ROOM:
        return Finding(False, f"Only {told}.", "Make some room: empty the recycle bin, or move large files away.")
    return Finding(True, f"{told}.")


def writable(work: Path) -> Finding:
    """Whether files can be written in my_work, and where it is if it is not in the course folder."""
    try:
        with tempfile.TemporaryFile(dir=_nearest(work)) as trial:
            trial.write(b"x")
    except OSError as error:
        cure = "Move the whole course folder to a place of your own, such as Documents, and start it there."
        return Finding(False, f"Your work cannot be saved in {work}: {error.strerror or error}.", cure)
    points = work / PROGRESS
    try:
        if points.exists():
            points.open("a").close()
    except OSError as error:
        cure = f"Close it wherever it is open, or move {PROGRESS} out of my_work: your points then begin anew."
        return Finding(False, f"Your points cannot be saved in {points}: {error.strerror or error}.", cure)
    if work.parent != COURSE_FOLDER:
        return Finding(True, f"Your work is saved in {work}, since the course folder may not be written to.")
    return Finding(True, f"Your work is saved in {work}.")


def path_length(work: Path, windows: bool, long_paths: bool) -> Finding:
    """Whether the longest name that is made in my_work still fits Windows."""
    stem = max((module_of(topic).stem for topic in topics()), key=len)
    longest = len(str(work / stem / ".ipynb_checkpoints" / f"{stem}-checkpoint.ipynb.part"))
    if windows and not long_paths and longest > LONGEST_PATH:
        cure = "Move the course to a shorter place, such as C:\\course."
        return Finding(False, f"The path of your work is too long for Windows: {work}.", cure)
    return Finding(True, "The path of your work is short enough.")


def exercises(notebooks: Iterable[Path]) -> Finding:
    """Whether those of these notebooks that are there can be read."""
    there = [one for one in notebooks if one.exists()]
    damaged = [f"{one.stem} {why}" for one in there if (why := _damage(one))]
    if damaged:
        first = damaged[0].partition(" ")[0]
        cure = f"Start it afresh with reset({first!r}) in My course: your file is kept."
        return Finding(False, f"Exercises that cannot be read: {'; '.join(damaged)}.", cure)
    if not there:
        return Finding(True, "There are no exercises in my_work yet: they are put there when the course starts.")
    return Finding(True, f"Your exercises: {len(there)}, and all can be read.")


def _damage(notebook: Path) -> str:
    try:
        read(notebook.read_bytes())
    except Unreadable as reason:
        return str(reason).partition(":")[0]
    except OSError as error:
        return f"may not be read ({error.strerror or error})"
    return ""


def kernel(run: Callable[[Mapping[str, str]], dict[str, str]]) -> list[Finding]:
    """Whether Python runs in a notebook, how fast it is there, and with the course's settings.

    run: runs Python expressions in a fresh kernel; each name's result as text.
    """
    began = time.monotonic()
    asked = {
        "product": "6 * 7",
        "watch": "'ssl_helpers.kernel' in get_ipython().extension_manager.loaded",
        "history": "get_ipython().history_manager.enabled",
    }
    try:
        told = run(asked)
    except Exception as error:
        # Whatever a system or a virus scanner does to it, it comes as an error of another kind.
        reason = " ".join(str(error).split()) or type(error).__name__
        return [Finding(False, f"Python does not start in a notebook: {reason.rstrip('.')}.", ANEW)]
    seconds = time.monotonic() - began
    if told.get("product") != "42":
        return [Finding(False, "Python starts in a notebook, but does not calculate.", ANEW)]
    found = [Finding(True, f"Python runs in a notebook; it took {seconds:.1f} seconds to start and calculate.")]
    if told.get("watch") != "True" or told.get("history") != "False":
        what = "The course's settings for Python are not in force: errors are not told in plain English."
        return [*found, Finding(False, what, ANEW)]
    return [*found, Finding(True, "Errors are told in plain English, and what you type is kept in no history.")]


def settings(environment: Path) -> Finding:
    """Whether the course's settings for JupyterLab are found in this environment."""
    missing = [name for name, place in SETTINGS.items() if not _is_json(environment / place)]
    if missing:
        return Finding(False, f"Settings for JupyterLab that are not in force: {', '.join(missing)}.", ANEW)
    return Finding(True, "The course's settings for JupyterLab are in force.")


def _is_json(file: Path) -> bool:
    try:
        return bool(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return False


def _required() -> list[Requirement]:
    project = tomllib.loads((COURSE_FOLDER / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(one) for one in project["dependencies"]]


def _installed() -> dict[str, str | None]:
    return {one.name: _version(one.name) for one in _required()}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _nearest(folder: Path) -> Path:
    """The folder, or the first one above it that is there."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def _long_paths() -> bool:
    try:
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return winreg.QueryValueEx(key, "LongPathsEnabled")[0] == 1
    except (ImportError, OSError):
        return False


def _run_in_kernel(expressions: Mapping[str, str]) -> dict[str, str]:
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(startup_timeout=KERNEL_SECONDS, kernel_name="python3")
    try:
        reply = client.execute_interactive(
            "", user_expressions=dict(expressions), store_history=False, timeout=KERNEL_SECONDS
        )
        results = reply["content"]["user_expressions"]
        return {name: one.get("data", {}).get("text/plain", "") for name, one in results.items()}
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
