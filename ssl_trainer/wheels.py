"""The packages of the lock as wheels for the computers in a class's room, for a set-up without internet."""

import hashlib
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs
from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement

from ssl_helpers import CourseError
from ssl_helpers.data import COURSE_FOLDER

_MARKERS = {
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin", "platform_machine": "arm64"},
    "linux": {
        "sys_platform": "linux",
        "os_name": "posix",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
    },
}
_PLATFORMS = {
    "windows": ["win_amd64"],
    # Apple's processors; for Intel's, not every package of the lock has a wheel. pip adds earlier ones by itself.
    "macos": ["macosx_12_0_arm64"],
    # What runs on systems from 2018 on; pip adds none by itself.
    "linux": [f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)] + ["manylinux2014_x86_64", "linux_x86_64"],
}
SYSTEMS = tuple(_PLATFORMS)
_OLDEST_PATCH, _NEWEST_PATCH = 0, 99
"""Of a Python: the lock tells some apart, and which one a participant has is not known."""


def pythons() -> list[str]:
    """The versions of Python that the course was tried with, as start.py says them: "3.11" …"""
    return runpy.run_path(str(COURSE_FOLDER / "start.py"))["TRIED"]


def download(
    entries: Iterable[str],
    systems: Iterable[str],
    versions: Iterable[str],
    *,
    tell: Callable[[str], None] = lambda step: None,
) -> dict[str, Path]:
    """Get the wheels that each of the systems needs with each version of Python; file name -> file.

    entries: of the lock (`release.lock_entries`). They come into a cache folder: what was got before a stop is not got
    again. Raises CourseError naming every system and Python for which a package has no wheel, or if pip fails.
    """
    entries = list(entries)
    cache = platformdirs.user_cache_path("social-selling-course", appauthor=False) / "wheels"
    files, failures = {}, []
    targets = list(product(systems, versions))
    for number, (system, version) in enumerate(targets, start=1):
        tell(f"Packages for {system}, Python {version} ({number} of {len(targets)})")
        wanted = _lines(entries, system, version)
        done = cache / f"{system}-{version}-{_digest(repr(wanted).encode())[:16]}.txt"
        found = _found(done, wanted)
        if found is None:
            try:
                found = _got(wanted, system, version, done)
            except CourseError as error:
                failures.append(f"{system}, Python {version}: {error}")
                continue
        files |= {path.name: path for path in found}
    if failures:
        raise CourseError(
            "Some packages could not be had, so no zip was made: a computer in the room would stop there.\n"
            + "\n".join(failures)
            + "\nLook at your internet connection; what was got is kept. Where a package has no wheel, leave that "
            "system out of --wheels, or name the versions of Python that the class has with --python."
        )
    return files


def _lines(entries: list[str], system: str, version: str) -> list[tuple[str, list[str]]]:
    """(full version of Python, entries without their markers): two parts where the newest patch needs another package.

    The markers are judged here, as pip would do it for the machine that it runs on.
    """
    parts, before = [], set()
    for patch in (_NEWEST_PATCH, _OLDEST_PATCH):
        full = f"{version}.{patch}"
        environment = _environment(system, version, full)
        needed = [entry for entry in entries if _needed(entry, environment)]
        parts.append((full, [_without_marker(entry) for entry in needed if entry not in before]))
        before = {*before, *needed}
    return [part for part in parts if part[1]]


def _environment(system: str, version: str, full: str) -> Environment:
    python = {"python_version": version, "python_full_version": full, "implementation_version": full}
    kind = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    return {**default_environment(), **kind, **_MARKERS[system], **python}


def _needed(entry: str, environment: Environment) -> bool:
    marker = Requirement(entry.partition("\\")[0]).marker
    return marker is None or marker.evaluate(environment)


def _without_marker(entry: str) -> str:
    head, _, hashes = entry.partition("\\")
    return f"{head.partition(';')[0].strip()} \\{hashes}"


def _got(wanted: list[tuple[str, list[str]]], system: str, version: str, done: Path) -> list[Path]:
    """Get the wheels of one target into the cache; the list of them is written last."""
    done.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=done.parent) as folder:
        for full, lines in wanted:
            lock = Path(folder, "lock.txt")
            lock.write_text("".join(lines), encoding="utf-8")
            _pip(_command(system, version, full, lock, folder))
        got = sorted(Path(folder).glob("*.whl"))
        for wheel in got:
            shutil.move(wheel, done.parent / wheel.name)
    done.write_text("".join(f"{wheel.name}\n" for wheel in got), encoding="utf-8")
    return [done.parent / wheel.name for wheel in got]


def _command(system: str, version: str, full: str, lock: Path, folder: str | Path) -> list[str]:
    platforms = [word for platform in _PLATFORMS[system] for word in ("--platform", platform)]
    return [
        *(sys.executable, "-m", "pip", "download", "--no-input", "--disable-pip-version-check", "--no-deps"),
        *("--only-binary=:all:", "--require-hashes", "-r", str(lock), "--dest", str(folder), *platforms),
        *("--implementation", "cp", "--python-version", full, "--abi", f"cp{version.replace('.', '')}"),
    ]


def _pip(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        missing = re.search(r"No matching distribution found for (\S+)", done.stderr)
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1].removeprefix("ERROR: ")
        raise CourseError(f"{missing[1]} has no wheel there, or it was not found." if missing else last)


def _found(done: Path, wanted: list[tuple[str, list[str]]]) -> list[Path] | None:
    """The wheels of a target that was got before; None unless each that is wanted is there, as the lock says."""
    if not done.is_file():
        return None
    found = [done.parent / name for name in done.read_text(encoding="utf-8").splitlines()]
    digests = {_digest(path.read_bytes()) for path in found if path.is_file()}
    entries = [set(re.findall(r"sha256:([0-9a-f]{64})", entry)) for _, lines in wanted for entry in lines]
    whole = len(digests) == len(found) and all(entry & digests for entry in entries)
    return found if whole else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
