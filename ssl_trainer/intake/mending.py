"""A learner's notebook, put together anew from the release: only strings are taken from what was handed in.

So whatever a submission holds, what is run is a valid notebook with every cell of the exercise exactly once.
"""

import ast
import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, takewhile

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from ssl_helpers import CourseError
from ssl_helpers.checking.exercises import find
from ssl_helpers.kernel import names_made_by

_NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
_CHECK = re.compile(r"""\bcheck\(\s*["']([\w.]+)["']""")
_SETTINGS = ("grade", "solution", "locked", "task", "points", "schema_version")
_TAGS = {"skip-execution", "raises-exception"}

DAMAGED = "Damaged cells were read as far as possible"
KERNEL = "The notebook named another language; it is run with Python"
UNMARKED = "Cells without their grade_id were recognised by id, text or place"
FOREIGN = "Cells with a grade_id that this exercise does not have were taken as the learner's own"
SETTINGS = "Changed points, flags or versions were set back"
TAGS = "Tags that change how a cell is run were taken away"
TWICE = "Cells that stood more than once were brought together"
STUBS = "Untouched copies of an answer cell were left out, so that they do not wipe the answer"
ORDER = "Cells stood in another order and were put back in their own"
RETYPED = "Cells had another type and were given their own again"
EDITED = "Cells of the exercise had been edited and were put back as released"
DELETED = "Deleted cells were put back"
REFLECTION = "The reflection stood in a cell of its own and was put into the reflection cell"


class Mended(defaultdict[str, list[str]]):
    """What was mended -> the cells it concerns; the list may be empty for the notebook as a whole."""

    def __init__(self) -> None:
        super().__init__(list)

    def note(self, what: str, cells: list[str]) -> None:
        """Note that this was done to these cells, if there are any."""
        if cells:
            self[what] += cells

    def sentences(self) -> tuple[str, ...]:
        return tuple(f"{what}{_listed(cells)}." for what, cells in self.items())


@dataclass(frozen=True, eq=False)
class Given:
    """One cell as it was handed in. kind: code, markdown or raw. id, grade_id: "" where there is none."""

    kind: str
    source: str
    id: str = ""
    grade_id: str = ""
    settings: Mapping = field(default_factory=dict)
    tags: frozenset[str] = frozenset()

    @cached_property
    def made(self) -> set[str]:
        """The names that the cell makes when it is run."""
        return _made_by(self.source) if self.kind == "code" else set()


@dataclass(frozen=True)
class Task:
    """The grade_ids of an answer cell and of its check, and the names that the exercise asks for."""

    answer: str
    check: str
    names: set[str]


def assignment_of(handed_in: dict, releases: Mapping[str, NotebookNode]) -> str:
    """The stem of the release that the notebook has most of: grade_ids, or else check("…") calls. "" if it has none."""
    cells = _given(handed_in, Mended())
    marked = {cell.grade_id for cell in cells} - {""}
    called = {grade_id for cell in cells if cell.kind == "code" for grade_id in _checks_in(cell.source)}
    for told in (marked, called):
        shared = {stem: len(told & _known(release).keys()) for stem, release in sorted(releases.items())}
        best = max(shared, key=shared.get, default="")
        if best and shared[best]:
            return best
    return ""


def rebuild(handed_in: dict, release: NotebookNode) -> tuple[NotebookNode, tuple[str, ...]]:
    """The released notebook with the learner's answers and own cells, and a sentence for each thing that was mended.

    handed_in: a notebook's JSON with a list `cells`; whatever is damaged in it is passed over.
    """
    mended = Mended()
    released = _known(release)
    given = _given(handed_in, mended)
    _look_at_kernel(handed_in, mended)
    tasks = _tasks(released)
    stands_for = _recognised(given, released, tasks, mended)
    chosen, beside, own = _chosen(given, stands_for, released, mended)
    before, after = _placed(own, chosen, beside, released, tasks)
    sources = {grade_id: cell.source for grade_id, cell in chosen.items()}
    _find_reflection(sources, chosen, after, released, mended)

    row: list[tuple[str, Given | None]] = []
    for grade_id in released:
        row += [("", cell) for cell in before[grade_id]]
        row += [(grade_id, None)]
        row += [("", cell) for cell in after[grade_id]]
    return _notebook(row, sources, released, release), mended.sentences()


def holds_work(notebook: NotebookNode, release: NotebookNode) -> bool:
    """Whether a rebuilt notebook holds anything that the release does not."""
    released = {_squeezed(cell.source) for cell in release.cells}
    return any(_squeezed(cell.source) not in released | {""} for cell in notebook.cells)


# --- what was handed in --------------------------------------------------------------------------------------------


def _given(handed_in: dict, mended: Mended) -> list[Given]:
    cells = handed_in.get("cells")
    cells = cells if isinstance(cells, list) else []
    return [_read(cell, number, mended) for number, cell in enumerate(cells, 1) if _is_dict(cell, number, mended)]


def _is_dict(cell: object, number: int, mended: Mended) -> bool:
    if not isinstance(cell, dict):
        mended[DAMAGED].append(f"cell {number}")
    return isinstance(cell, dict)


def _read(cell: dict, number: int, mended: Mended) -> Given:
    kind, source, metadata = _text(cell.get("cell_type")), cell.get("source"), cell.get("metadata")
    lines = source if isinstance(source, list) else [source]
    whole = [line for line in lines if isinstance(line, str)]
    text = "".join(whole)
    # A lone half of a surrogate pair is valid in JSON and in no file.
    safe = text.encode("utf-8", "replace").decode("utf-8")
    settings = metadata.get("nbgrader", {}) if isinstance(metadata, dict) else {}
    if (
        kind not in _NEW
        or len(whole) < len(lines)
        or safe != text
        or not isinstance(metadata, dict)
        or not isinstance(settings, dict)
    ):
        mended[DAMAGED].append(f"cell {number}")
    settings = settings if isinstance(settings, dict) else {}
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return Given(
        # What nobody can tell the type of is not run.
        kind=kind if kind in _NEW else "raw",
        source=safe,
        id=_text(cell.get("id")),
        grade_id=_text(settings.get("grade_id")),
        settings=settings,
        tags=frozenset(_text(tag) for tag in tags) if isinstance(tags, list) else frozenset(),
    )


def _look_at_kernel(handed_in: dict, mended: Mended) -> None:
    def named(part: str, key: str) -> str:
        metadata = handed_in.get("metadata")
        inner = metadata.get(part) if isinstance(metadata, dict) else None
        return _text(inner.get(key)) if isinstance(inner, dict) else ""

    kernel = named("kernelspec", "name")
    languages = {named("kernelspec", "language"), named("language_info", "name")} - {""}
    # Python goes by many kernel names: those of environments, of editors, of other versions.
    if languages and not languages & {"python", "ipython", "Python"}:
        mended[KERNEL].append(_shown(kernel or min(languages)))


# --- which cell is which -------------------------------------------------------------------------------------------


def _known(release: NotebookNode) -> dict[str, NotebookNode]:
    """The cells of the exercise by grade_id, in order; not those for hints and progress: they are the learner's own."""
    return {cell.metadata.nbgrader.grade_id: cell for cell in release.cells if "nbgrader" in cell.metadata}


def _tasks(released: Mapping[str, NotebookNode]) -> list[Task]:
    tasks, answer = [], ""
    for grade_id, cell in released.items():
        if cell.cell_type == "code" and cell.metadata.nbgrader.solution:
            answer = grade_id
        elif answer and _is_check(cell):
            tasks.append(Task(answer, grade_id, _names(grade_id, released[answer].source)))
            answer = ""
    return tasks


def _names(grade_id: str, stub: str) -> set[str]:
    try:
        return set(find(grade_id.replace("-", ".", 1)).names)
    except CourseError:
        return _made_by(stub)


def _recognised(
    given: list[Given], released: Mapping[str, NotebookNode], tasks: list[Task], mended: Mended
) -> list[str]:
    """For each given cell the grade_id of the cell it stands for, or ""."""
    stands_for = [cell.grade_id if cell.grade_id in released else "" for cell in given]
    mended.note(FOREIGN, [_shown(c.grade_id) for c in given if c.grade_id and c.grade_id not in released])
    missing = set(released) - set(stands_for)
    by_id = {cell.id: grade_id for grade_id, cell in released.items()}
    by_text = {_squeezed(cell.source): g for g, cell in released.items() if not cell.metadata.nbgrader.solution}
    found = []

    def take(number: int, grade_id: str) -> None:
        stands_for[number] = grade_id
        missing.remove(grade_id)
        found.append(grade_id)

    ways: list[Callable[[Given], str]] = [
        lambda cell: by_id.get(cell.id, ""),
        lambda cell: by_text.get(_squeezed(cell.source), ""),
        lambda cell: next((g for g in _checks_in(cell.source) if g in missing), "") if cell.kind == "code" else "",
    ]
    for way in ways:
        for number, cell in enumerate(given) if missing else ():
            if not cell.grade_id and not stands_for[number] and (grade_id := way(cell)) in missing:
                take(number, grade_id)
    for task in tasks:
        if task.answer in missing and task.check in stands_for:
            at = _stood_in_for(given, stands_for, task)
            if at is not None:
                take(at, task.answer)
    mended.note(UNMARKED, [grade_id for grade_id in released if grade_id in found])
    return stands_for


def _stood_in_for(given: list[Given], stands_for: list[str], task: Task) -> int | None:
    """Which cell above the check is its answer: the nearest that makes a name; in a stripped notebook the nearest."""
    check = stands_for.index(task.check)
    run = takewhile(lambda number: not stands_for[number], range(check - 1, -1, -1))
    near = [number for number in run if given[number].kind == "code" and not given[number].grade_id]
    for number in near:
        if given[number].made & task.names:
            return number
    stripped = not given[check].grade_id
    return near[0] if near and stripped and not re.match(r"[#\s]*(hint|solution)\(", given[near[0]].source) else None


def _chosen(
    given: list[Given], stands_for: list[str], released: Mapping[str, NotebookNode], mended: Mended
) -> tuple[dict[str, Given], dict[str, list[Given]], list[tuple[str, Given]]]:
    """Which given cell each released one takes its text from, what is kept beside it, and the learner's own cells.

    The own cells come with the released cell above them; ("", cell) where none is above.
    """
    places: dict[str, list[Given]] = defaultdict(list)
    for cell, grade_id in zip(given, stands_for, strict=True):
        if grade_id:
            places[grade_id].append(cell)
    order = [grade_id for grade_id in released if grade_id in places]
    mended.note(DELETED, [grade_id for grade_id in released if grade_id not in places])
    mended.note(TWICE, [grade_id for grade_id in order if len(places[grade_id]) > 1])
    if list(places) != order:
        mended[ORDER] = []

    chosen, beside, loose = {}, defaultdict(list), set()
    for grade_id in order:
        cell, others = _best(places[grade_id], released[grade_id])
        chosen[grade_id] = cell
        for other in others:
            if released[grade_id].metadata.nbgrader.solution:
                beside[grade_id].append(other)
            else:
                loose.add(other)
        _compare(grade_id, cell, released[grade_id], mended)
        if not released[grade_id].metadata.nbgrader.solution and _differs(cell, released[grade_id]):
            mended[EDITED].append(grade_id)
            if "code" in (cell.kind, released[grade_id].cell_type) and cell.source.strip():
                beside[grade_id].append(cell)

    stubs = {_squeezed(c.source) for c in released.values() if c.metadata.nbgrader.solution and c.cell_type == "code"}
    own, above = [], ""
    for cell, grade_id in zip(given, stands_for, strict=True):
        if not grade_id and cell.kind == "code" and _squeezed(cell.source) in stubs:
            mended[STUBS] = []
        elif not grade_id or cell in loose:
            own.append((above, cell))
        elif cell is places[grade_id][0]:
            above = grade_id
    return chosen, beside, own


def _best(cells: list[Given], released: NotebookNode) -> tuple[Given, list[Given]]:
    """Of cells with one grade_id the one that counts, and those of the others that are kept."""
    if released.metadata.nbgrader.solution:
        worked = [cell for cell in cells if _is_work(cell.source, released)]
        return (worked[-1], worked[:-1]) if worked else (cells[0], [])
    best = next((cell for cell in cells if not _differs(cell, released)), cells[0])
    # A copy of the setup cell may be there to begin afresh: it is run where it stands.
    again = released.cell_type == "code" and not _is_check(released)
    return best, [cell for cell in cells if cell is not best and (again or _differs(cell, released))]


def _compare(grade_id: str, cell: Given, released: NotebookNode, mended: Mended) -> None:
    """Note what else was changed about a cell of the exercise."""
    if cell.kind != released.cell_type:
        mended[RETYPED].append(grade_id)
    wanted = released.metadata.nbgrader
    if cell.grade_id and any(cell.settings.get(key) != wanted.get(key) for key in _SETTINGS):
        mended[SETTINGS].append(grade_id)
    if cell.tags & _TAGS - set(released.metadata.get("tags", [])):
        mended[TAGS].append(grade_id)


# --- where it goes -------------------------------------------------------------------------------------------------


def _placed(
    own: list[tuple[str, Given]],
    chosen: Mapping[str, Given],
    beside: Mapping[str, list[Given]],
    released: Mapping[str, NotebookNode],
    tasks: list[Task],
) -> tuple[dict[str, list[Given]], dict[str, list[Given]]]:
    """The cells that go directly before, and after, each released one."""
    before, after = defaultdict(list), defaultdict(list)
    order = list(released)
    names = {task.answer: task.names for task in tasks}
    checks = {task.check for task in tasks}
    setups = {g for g, cell in released.items() if cell.cell_type == "code"} - names.keys() - checks
    first = next((number for number, grade_id in enumerate(order) if grade_id in chosen), len(order))
    for grade_id, cells in beside.items():
        (before if grade_id in names or grade_id in checks else after)[grade_id] += cells
    last, at = None, 0
    for above, cell in own:
        if above != last:
            # What stood above every cell of the exercise stays directly above the first of those that were there.
            last, at = above, order.index(above) if above else first - 1
        # Cells put back come below what stood in their gap. But a stub must not wipe the learner's answer in there, and
        # what the setup makes is needed.
        gap = list(takewhile(lambda grade_id: grade_id not in chosen, order[at + 1 :])) if above else []
        for step, grade_id in enumerate(gap, 1):
            if grade_id in setups or names.get(grade_id, set()) & cell.made:
                at += step
                break
        (after[order[at]] if at >= 0 else before[order[0]]).append(cell)
    return before, after


def _find_reflection(
    sources: dict[str, str],
    chosen: Mapping[str, Given],
    after: Mapping[str, list[Given]],
    released: Mapping[str, NotebookNode],
    mended: Mended,
) -> None:
    """Where the reflection is untouched, fill it with the text that stands right below it, or below or in its task."""
    order = list(released)
    for number, (grade_id, cell) in enumerate(released.items()):
        nbgrader = cell.metadata.nbgrader
        if cell.cell_type != "markdown" or not nbgrader.solution or _is_work(sources.get(grade_id, ""), cell):
            continue
        for above in (grade_id, order[max(number - 1, 0)]):
            texts = list(takewhile(lambda own: own.kind != "code", after.get(above, [])))
            whole = "\n\n".join(own.source.strip() for own in texts if own.source.strip())
            if whole:
                after[above][: len(texts)] = []
                break
        else:
            texts = [_added(chosen[one], released[one]) for one in order[number - 1 :] if one in chosen]
            whole = "\n".join(texts).strip()
        if whole:
            sources[grade_id] = whole
            mended[REFLECTION] = []
            mended[DELETED] = [one for one in mended.pop(DELETED, []) if one != grade_id]
            if not mended[DELETED]:
                del mended[DELETED]


def _added(cell: Given, released: NotebookNode) -> str:
    """The lines that somebody wrote into a text of the exercise."""
    if released.cell_type != "markdown" or released.metadata.nbgrader.solution:
        return ""
    known = {line.strip() for line in released.source.splitlines()}
    return "\n".join(line for line in cell.source.splitlines() if line.strip() and line.strip() not in known)


def _notebook(
    row: list[tuple[str, Given | None]],
    sources: Mapping[str, str],
    released: Mapping[str, NotebookNode],
    release: NotebookNode,
) -> NotebookNode:
    fresh = _fresh_ids({cell.id for cell in released.values()})
    cells = []
    for grade_id, own in row:
        if own:
            cells.append(_NEW[own.kind](own.source, id=fresh(own.id)))
            continue
        cell = deepcopy(released[grade_id])
        answer = sources.get(grade_id)
        if cell.metadata.nbgrader.solution and answer is not None and _is_work(answer, cell):
            cell.source = answer
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
        cells.append(cell)
    return new_notebook(cells=cells, metadata=deepcopy(release.metadata), nbformat_minor=release.nbformat_minor)


def _fresh_ids(taken: set[str]) -> Callable[[str], str]:
    """A function that gives back an id if it is valid and new, and makes one up, always the same, if it is not."""
    used = set(taken)
    numbers = count(1)

    def fresh(wanted: str) -> str:
        while wanted in used or not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", wanted):
            wanted = f"own-{next(numbers)}"
        used.add(wanted)
        return wanted

    return fresh


# --- small things --------------------------------------------------------------------------------------------------


def _is_check(released: NotebookNode) -> bool:
    return released.cell_type == "code" and released.metadata.nbgrader.grade


def _differs(cell: Given, released: NotebookNode) -> bool:
    return _squeezed(cell.source) != _squeezed(released.source)


def _is_work(source: str, released: NotebookNode) -> bool:
    """Whether there is anything of the learner's in it; comments alone are nothing."""
    if _squeezed(source) in ("", _squeezed(released.source)):
        return False
    return released.cell_type != "code" or _code(source) != _code(released.source)


def _code(source: str) -> str:
    """The code without its comments and spaces; what is no Python, as it is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source


def _squeezed(source: str) -> str:
    return "".join(source.split())


def _checks_in(source: str) -> list[str]:
    """The grade_ids of the exercises that a cell checks."""
    return [exercise.replace(".", "-") for exercise in _CHECK.findall(source)]


def _made_by(source: str) -> set[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return names_made_by(source)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _shown(text: str) -> str:
    return "".join(letter if letter.isprintable() else "_" for letter in text[:60])


def _listed(cells: list[str]) -> str:
    if not cells:
        return ""
    more = f" and {len(cells) - 5} more" if len(cells) > 5 else ""
    return f": {', '.join(cells[:5])}{more}"
