"""The zip for participants. It is put together from an allow-list, so nothing else of the trainer's folder gets in."""

import hashlib
import json
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from jinja2 import Environment, PackageLoader, StrictUndefined

from ssl_helpers import CourseError
from ssl_helpers.checking.exercises import module_of, topics
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.my_network.saving import PRIVATE
from ssl_helpers.notebook_file import Unreadable, bare_cells, read
from ssl_helpers.paths import file_name, write_whole
from ssl_trainer import COURSE_SEED, notebooks, readme, wheels, world

FILES = ("LICENSE", "environment.yml", "start.bat", "start.py")
"""Handed out as they are, beside SETTINGS and CODE."""

SETTINGS = tuple(
    f"jupyter/{name}"
    for name in ("ipython_kernel_config.py", "overrides.json", "page_config.json", "server_extension.json")
)
CODE = (".py", ".css", ".js", ".j2")
"""What of ssl_helpers is the course's, beside stubs.json, which is made anew; the rest was put there by somebody."""

NOT_NEEDED = ("faker", "hypothesis", "playwright", "ruff")
"""Packages of the lock that only the makers of the course need: a third of the room that .venv takes.

None of them is a dependency of what participants need (a test looks).
"""

LINK = re.compile(r"\]\(([^)\s]+)\)")
_KEPT_TABLES = ("[build-system]", "[project]", "[project.scripts]", "[tool.hatch.")
CHECKSUMS = "course/notebooks.sha256"
_AROUND = ("my_course", "my_network")
"""The notebooks in course/ that are no lessons."""
_MARK = b"Participants' copy of the social selling course"
"""The comment of each such zip: only what bears it is written over."""

_DAY = datetime(2026, 9, 30)
"""The day on which the course's data ends, as the date of every file: the same course gives the same bytes."""


def release(
    out: Path,
    *,
    seed: int = COURSE_SEED,
    solutions: bool = False,
    systems: Sequence[str] = (),
    pythons: Sequence[str] | None = None,
    tell: Callable[[str], None] = lambda step: None,
) -> None:
    """Write the zip `out` for participants.

    Exercises and tables are made anew, lessons lose what running them left behind. seed: of the class's firm. systems:
    for which packages are put in, of `wheels.SYSTEMS`. pythons: for which versions of it, otherwise those that were
    tried. tell: called with each step.

    Raises CourseError, with nothing written, for a notebook that is not the course's own, for an `out` that is no zip
    or holds something else, and for packages that cannot be had.
    """
    _assert_may_be_written(out)
    versions = _versions(pythons, systems)
    tell("Looking through the lessons")
    files = {**own_notebooks(solutions), **_copied()}
    with TemporaryDirectory() as folder:
        made = Path(folder)
        tell("Making the exercises from the solutions")
        notebooks.make_exercises(made)
        tell(f"Making firm {seed}")
        world.make(seed, made / "datasets")
        files |= {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*.*") if path.is_file()}
    files["pyproject.toml"] = _for_participants((COURSE_FOLDER / "pyproject.toml").read_text(encoding="utf-8")).encode()
    lock = [entry for name, entry in lock_entries().items() if name not in NOT_NEEDED]
    files["requirements.lock"] = "".join(lock).encode()
    # Without it, nbgrader's part of JupyterLab warns in the participants' window.
    files["nbgrader_config.py"] = b"c = get_config()\n"
    files["README.md"] = _readme(seed, solutions, versions if systems else []).encode()
    files = _without_dead_links(files)
    packages = wheels.download(lock, systems, versions, tell=tell)
    tell("Packing")
    write_whole(out, _packed(file_name(out.stem), files, packages))


def _assert_may_be_written(out: Path) -> None:
    """Raises CourseError unless `out` is a zip that is not there yet, or an earlier release."""
    if out.suffix.lower() != ".zip":
        raise CourseError(f"{out} is no name for a zip. Give one that ends in .zip, such as --out course.zip.")
    if not out.exists():
        return
    try:
        with zipfile.ZipFile(out) as there:
            ours = there.comment == _MARK
    except (OSError, zipfile.BadZipFile):
        ours = False
    if not ours:
        raise CourseError(f"{out} is there and is no zip of the course, so it stays. Choose another name with --out.")


# --- notebooks ---


def own_notebooks(solutions: bool) -> dict[str, bytes]:
    """Path -> bytes of the lessons, and with `solutions` of the solutions, as the course was written.

    What was typed into a lesson cannot be told from the lesson, so each must be the one of CHECKSUMS. Raises
    CourseError with the names of those that are not.
    """
    listed = dict(reversed(line.split("  ", 1)) for line in _text(CHECKSUMS).splitlines())
    found = {path: _normal(path) for path in listed if (COURSE_FOLDER / path).is_file()}
    missing = [path for path in listed if path not in found]
    # The exercises are made from the solutions, so these must be whole even where they stay here.
    changed = [path for path, data in found.items() if hashlib.sha256(data).hexdigest() != listed[path]]
    if missing or changed:
        raise CourseError(
            f"Not as the course was written: {', '.join([*changed, *missing])}. What was typed there would be handed "
            "out. Take the file anew from the copy of the course that you got; or, if the change is meant for "
            "learners, give `ssl-trainer exercises` and then this command again."
        )
    return {path: data for path, data in found.items() if solutions or not path.startswith("solutions/")}


def write_checksums(out: Path = COURSE_FOLDER) -> Path:
    """Write the checksums of all lessons and solutions as they are now, for `sha256sum -c` in the course folder."""
    # By their names: a notebook of the trainer's own must not get onto the list.
    stems = sorted(module_of(topic).stem for topic in topics())
    names = [f"course/{stem}.ipynb" for stem in (*stems, *_AROUND)] + [f"solutions/{s}/{s}.ipynb" for s in stems]
    text = "".join(f"{hashlib.sha256(_normal(name)).hexdigest()}  {name}\n" for name in names)
    file = out / CHECKSUMS
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def _normal(path: str) -> bytes:
    """A notebook as the course keeps it: without outputs, counts, and whatever else running and showing it left."""
    try:
        notebook, _ = read((COURSE_FOLDER / path).read_bytes())
    except Unreadable as error:
        raise CourseError(f"{path} {error}. Take it anew from the copy of the course that you got.") from error
    cells = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in bare_cells(notebook)]
    return _stored({**notebook, "cells": cells})


def _stored(notebook: Mapping) -> bytes:
    kept = {
        "cells": notebook["cells"],
        "metadata": {
            **{key: value for key, value in notebook["metadata"].items() if key == PRIVATE and value is True},
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


# --- the other files ---


def _copied() -> dict[str, bytes]:
    code = [
        path
        for path in (COURSE_FOLDER / "ssl_helpers").rglob("*")
        if path.suffix in CODE and path.is_file() and not path.is_symlink()
    ]
    names = [*FILES, *SETTINGS, *(path.relative_to(COURSE_FOLDER).as_posix() for path in code)]
    return {name: (COURSE_FOLDER / name).read_bytes() for name in names if not _hidden(name)}


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in name.split("/"))


def lock_entries() -> dict[str, str]:
    """The lock, entry by entry: its name, with `#2` behind it for the second of two versions -> its lines."""
    entries: dict[str, str] = {}
    for entry in re.findall(r"(?m)^[\w.-]+==.*\n(?: .*\n)*", _text("requirements.lock")):
        name = entry.partition("==")[0]
        entries[f"{name}#2" if name in entries else name] = entry
    return entries


def _for_participants(project: str) -> str:
    """pyproject.toml without the trainer's command and tools, which are not in the zip."""
    tables = re.split(r"(?m)^(?=\[)", project)
    kept = (one for one in tables if one.startswith(_KEPT_TABLES))
    text = "".join(kept).replace('ssl-trainer = "ssl_trainer.cli:main"\n', "").replace(', "ssl_trainer"]', "]")
    return text.rstrip("\n") + "\n"


def _versions(pythons: Sequence[str] | None, systems: Sequence[str]) -> list[str]:
    tried = wheels.pythons()
    unknown = sorted({*(pythons or [])} - {*tried})
    if unknown or pythons and not systems:
        raise CourseError(f"--python goes with --wheels, and is one of {', '.join(tried)}.")
    return list(pythons or tried)


def _readme(seed: int, solutions: bool, pythons: Sequence[str]) -> str:
    pages = Environment(loader=PackageLoader("ssl_trainer", "."), undefined=StrictUndefined, keep_trailing_newline=True)
    firm = None if seed == COURSE_SEED else seed
    return pages.get_template("release_readme.md.j2").render(
        table=readme.module_table(), firm=firm, solutions=solutions, pythons=pythons
    )


def _without_dead_links(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, the lessons without the lines that link to what only a trainer's copy of the course has."""

    def leads_on(page: str, link: str) -> bool:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link.partition("#")[0])))
        # The first start fills my_work.
        return ":" in link or link.startswith("#") or target.startswith("my_work/") or target in files

    def cut(page: str, data: bytes) -> bytes:
        notebook = json.loads(data)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                lines = (line for line in cell["source"] if all(leads_on(page, link) for link in LINK.findall(line)))
                cell["source"] = "".join(lines).rstrip("\n").splitlines(keepends=True)
        return _stored(notebook)

    return {name: cut(name, data) if name.startswith("course/") else data for name, data in files.items()}


def _packed(folder: str, files: Mapping[str, bytes], packages: Mapping[str, Path]) -> memoryview:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.comment = _MARK
        for name, data in _in_order(files, packages):
            # Not packed smaller, so that the same course gives the same bytes everywhere.
            entry = zipfile.ZipInfo(f"{folder}/{name}", _time(data))
            entry.create_system, entry.external_attr = 3, (0o100755 if name == "start.py" else 0o100644) << 16
            archive.writestr(entry, data)
    return packed.getbuffer()


def _time(data: bytes) -> tuple[int, ...]:
    """A time that changes with the content: by it Python knows whether what it compiled before still holds.

    A newer zip may be unzipped over an older one.
    """
    # A zip counts in steps of two seconds.
    step = int.from_bytes(hashlib.sha256(data).digest()[:4]) % (12 * 60 * 60)
    return (_DAY + timedelta(seconds=2 * step)).timetuple()[:6]


def _in_order(files: Mapping[str, bytes], packages: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    yield from sorted(files.items())
    for name, path in sorted(packages.items()):
        yield f"wheels/{name}", path.read_bytes()


def _text(name: str) -> str:
    try:
        return (COURSE_FOLDER / name).read_text(encoding="utf-8")
    except OSError as error:
        file = COURSE_FOLDER / name
        raise CourseError(f"{file} cannot be read: {error.strerror}. Get the course folder anew.") from error
