"""One submission: run it in its room, and take down what each check found. Workers do this; it touches no gradebook."""

import ast
import asyncio
import contextlib
import errno
import html
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.notebooknode import NotebookNode
from nbgrader.utils import compute_checksum, is_grade, is_solution

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise, exercises_of, find
from ssl_helpers.checking.outcomes import Outcome
from ssl_helpers.kernel import names_made_by
from ssl_trainer import records
from ssl_trainer.kernels import START_SECONDS, Guard, Limits, Room, RoomKernelManager, end, exit_words

MOST_OUTPUT = 5_000_000
"""Characters of output that are kept of one notebook."""


@dataclass(frozen=True)
class Job:
    """A submission to mark: the file of the rebuilt notebook, its module's stem, and how and where to run it.

    marked: the file that the notebook is written to as it ran. scratch: a folder in which the worker may make its own.
    A job is small, as is what comes of it: more would fill the pipe to a worker that has died, and wait for ever.
    """

    stem: str
    notebook: Path
    marked: Path
    firm: Path
    open_firm: Path | None
    limits: Limits
    sandboxed: bool
    scratch: Path


@dataclass(frozen=True)
class Marked:
    """What came of it: a status, a note, and the outcomes of the checks reached."""

    status: str
    note: str
    outcomes: tuple[Outcome, ...]


class KernelNotStarted(Exception):
    """The machine could not start a kernel: no fault of the submission."""


def mark(job: Job) -> Marked:
    """Run the cells in order; before each check, the same check must refuse a wrong answer.

    Raises KernelNotStarted when Python itself does not come up in the room.
    """
    notebook = nbformat.read(job.notebook, as_version=4)
    with TemporaryDirectory(dir=job.scratch, ignore_cleanup_errors=True) as scratch:
        room = Room(job.stem, job.firm, Path(scratch), job.limits, job.sandboxed, job.open_firm)
        if not job.sandboxed:
            _furnish(room)
        run = _Run(notebook, room)
        run.go()
    found = run.found if run.status in records.JUDGED else {}
    tidy(notebook, found, run.status)
    nbformat.write(notebook, job.marked)
    return Marked(run.status, run.note, tuple(found[one.id] for one in run.exercises if one.id in found))


TRIES = 3
"""How often a check is tried after cells that are not its own answer cell: for answers elsewhere, not for guessing."""


class _Run:
    """The course of one run: which status it has come to, and the outcomes so far."""

    def __init__(self, notebook: NotebookNode, room: Room) -> None:
        self.notebook, self.room = notebook, room
        self.client = _Client(notebook, room)
        checked = (check_of(cell) for cell in notebook.cells)
        self.exercises = [one for one in checked if one]
        self.found: dict[str, Outcome] = {}
        self.tries: Counter[str] = Counter()
        self.section: list[str] = []
        self.sections: dict[str, list[str]] = {}
        self.setup, self.lasting = "", []
        self.status, self.note, self.remarks = records.GRADED, "", []
        self.finished, self.slow = False, []
        self.task = "the first cell"

    def go(self) -> None:
        with self._kernel() as guard:
            try:
                for index, cell in enumerate(self.notebook.cells):
                    if cell.cell_type == "code" and cell.source.strip():
                        self._one(cell, index)
                self._second_chances()
            except _Tampered:
                self._end(records.TAMPERED, f"At {self.task}, a wrong answer was not refused.")
            except Exception as error:
                if not self.finished:
                    self._failed(error, guard)
            if self.slow and self.status == records.GRADED:
                seconds = f"{self.room.limits.cell_seconds:g} seconds"
                self._end(records.TIMEOUT, f"Stopped after {seconds}: {', '.join(self.slow)}. The rest was run.")
        self.note = " ".join(filter(None, [self.note, *self.remarks]))

    def _one(self, cell: NotebookNode, index: int) -> None:
        """Run a cell of the notebook. What counts is any moment at which the learner could have seen a check agree."""
        exercise = check_of(cell)
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        self._at(f"the check of {exercise.id}" if exercise else _place(grade_id, self.task))
        if exercise:
            outcome = self._ask(exercise, lambda: self.client.execute_cell(cell, index))
            if outcome and not self._is_right(exercise):
                self.found[exercise.id] = outcome
            self.sections[exercise.id] = self.section
            self.section = []
            return
        self.client.execute_cell(cell, index)
        if grade_id and not grade_id.endswith("-answer"):
            self.setup = cell.source
            return
        self.section.append(cell.source)
        self.lasting += _lasting(cell.source)
        made = names_made_by(cell.source)
        for one in self.exercises:
            # An answer in another cell than its own: below its check, for instance.
            if made & set(one.names) and grade_id != f"{one.grade_id}-answer" and self.tries[one.id] < TRIES:
                self.tries[one.id] += 1
                self._hope(one)

    def _ask(self, exercise: Exercise, run: Callable[[], NotebookNode] | None = None) -> Outcome | None:
        """Run a check; its outcome, if it left one that can be trusted."""
        trusted = self._refuses_a_wrong_answer(exercise)
        cell = run() if run else self._run(f'check("{exercise.id}")', silent=False)
        left = outcomes_in(cell, exercise)
        if not trusted or len(left) != 1:
            return None
        if left[0].kind == outcomes.NOT_YET and self.room.open_firm:
            told = self._hidden("on_open_firm", exercise.id, str(self.room.course / "open_firm"))
            return next(iter(outcomes_in(told, exercise)), left[0])
        return left[0]

    def _hope(self, exercise: Exercise, after: str = "") -> None:
        """Run a check once more: if it agrees now, that counts; if it does not, the outcome at its own place stays."""
        if self._is_right(exercise):
            return
        outcome = self._ask(exercise)
        if outcome and outcome.kind == outcomes.CORRECT:
            self.found[exercise.id] = outcome
            if after:
                self.remarks.append(f"Right when run again {after}: {exercise.id}.")

    def _is_right(self, exercise: Exercise) -> bool:
        found = self.found.get(exercise.id)
        return found is not None and found.kind == outcomes.CORRECT

    def _second_chances(self) -> None:
        """After the last cell, for answers that are not right: a learner runs cells in any order, and restarts kernels.

        One who spoils a table, and runs the setup again as the course says, has seen the check of the next task agree.
        Whatever goes wrong from here on changes nothing: all cells have run.
        """
        self.finished, self.slow = True, list(self.client.slow)
        wrong = [one for one in self.exercises if one.id in self.found and not self._is_right(one)]
        for exercise in wrong:
            section = self.sections[exercise.id]
            self._hope(exercise, "at the end")
            if self.client.slow or not any(names_made_by(source) & set(exercise.names) for source in section):
                continue
            self._again(exercise, section, "after all cells")
            answer = [source for source in section if names_made_by(source) & set(exercise.names)][-1:]
            # With the learner's own cells beside the answer, and, if they are what spoils it, without them.
            for sources in [section] + [answer] * (answer != section):
                self._hidden("afresh")
                self._again(exercise, [self.setup, *self.lasting, *sources], "after the setup")
                self._hidden("back")

    def _again(self, exercise: Exercise, sources: list[str], after: str) -> None:
        if not self._is_right(exercise):
            for source in sources:
                self._run(source, silent=False)
            self._hope(exercise, after)

    def _refuses_a_wrong_answer(self, exercise: Exercise) -> bool:
        """Whether the check does its work. Raises _Tampered if it accepts what is wrong, or does nothing at all.

        A check that fails in another way, since files or memory have run out, proves nothing: then it just counts not.
        """
        for _ in range(2):
            self._hidden("poison", exercise.id)
            if self.client.ended != "ok":
                return False
            trial = self._run(f'check("{exercise.id}")', silent=False)
            ended = self.client.ended
            self._hidden("restore", exercise.id)
            left = [one.kind for one in outcomes_in(trial, exercise)]
            if left == [outcomes.NOT_YET]:
                return True
            if left:
                raise _Tampered
        if ended == "ok":
            raise _Tampered
        return False

    def _hidden(self, order: str, *arguments: str) -> NotebookNode:
        given = ", ".join(map(repr, arguments))
        return self._run(f"__import__('sys').modules['ssl_trainer.trial'].{order}({given})", silent=True)

    def _run(self, source: str, *, silent: bool) -> NotebookNode:
        return self.client.execute_aside(nbformat.v4.new_code_cell(source), silent)

    def _at(self, task: str) -> None:
        self.task = self.client.task = task

    @contextlib.contextmanager
    def _kernel(self) -> Iterator[Guard]:
        environment = {} if self.room.sandboxed else {"env": self.room.environment, "cwd": str(self.room.home)}
        setup = self.client.setup_kernel(**environment)
        try:
            setup.__enter__()
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                raise  # the disk is full, which has nothing to do with Python
            raise KernelNotStarted(f"{type(error).__name__}: {error}") from error
        process = self.client.km.provisioner.process
        guard = Guard(process, self.room.limits)
        self.client.guard = guard
        guard.start()
        try:
            yield guard
        finally:
            guard.done()
            end(process)
            with contextlib.suppress(Exception):
                setup.__exit__(None, None, None)
            process.wait()

    def _failed(self, error: Exception, guard: Guard) -> None:
        if not guard.reason and not isinstance(error, DeadKernelError):
            # Messages that no kernel of ours sends, for instance.
            self._end(records.CRASHED, f"It could not be followed at {self.task}: {type(error).__name__}.")
            return
        limits = self.room.limits
        words = {
            "timeout": (
                records.TIMEOUT,
                f"Stopped at {self.task}: the notebook took over {limits.notebook_seconds:g} seconds in all.",
            ),
            "stuck": (
                records.TIMEOUT,
                f"Stopped at {self.task}: it took over {limits.cell_seconds:g} seconds and could not be interrupted.",
            ),
            "memory": (records.MEMORY, f"Stopped at {self.task}: it used over {limits.memory_mb} MB of memory."),
            "processes": (records.CRASHED, f"Stopped at {self.task}: it started over {limits.processes} processes."),
        }
        ended = exit_words(self.client.km.provisioner.process.poll() if self.client.km.provisioner.process else None)
        self._end(*words.get(guard.reason, (records.CRASHED, f"Its Python ended by itself at {self.task} ({ended}).")))

    def _end(self, status: str, note: str) -> None:
        self.status, self.note = status, note


def _lasting(source: str) -> list[str]:
    """What a cell makes for good: its imports and functions."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    kinds = ast.Import | ast.ImportFrom | ast.FunctionDef
    return [part for node in tree.body if isinstance(node, kinds) and (part := ast.get_source_segment(source, node))]


class _Tampered(Exception):
    """A check accepts a wrong answer."""


def _place(grade_id: str, before: str) -> str:
    """What to call a cell in a note."""
    if grade_id.endswith("-answer"):
        return f"the answer to {grade_id.removesuffix('-answer').replace('-', '.', 1)}"
    if grade_id:
        return f"the cell {grade_id}"
    return before if before.startswith("a cell after") else f"a cell after {before}"


class _Client(NotebookClient):
    """nbclient for one Room: an interrupt after the time for a cell, the end soon after, and only so much output."""

    def __init__(self, notebook: NotebookNode, room: Room) -> None:
        super().__init__(
            notebook,
            timeout=room.limits.cell_seconds,
            startup_timeout=START_SECONDS,
            interrupt_on_timeout=True,
            allow_errors=True,
            record_timing=False,
            store_widget_state=False,
            # A learner's tag must not skip a check.
            skip_cells_with_tag="",
            shutdown_kernel="immediate",
            ipython_hist_file="",
        )
        self.room = room
        self.guard: Guard | None = None
        self.task = ""
        self.slow: list[str] = []
        self.kept = 0
        self.ended = ""
        self.on_cell_executed = self._remember
        self.log.setLevel("CRITICAL")

    def create_kernel_manager(self) -> RoomKernelManager:
        connection = str(self.room.scratch / "connection.json")
        self.km = RoomKernelManager(room=self.room, connection_file=connection)
        self.km.log.setLevel("CRITICAL")
        return self.km

    def _remember(self, cell: NotebookNode, cell_index: int, execute_reply: dict | None) -> None:
        self.ended = execute_reply["content"].get("status", "") if execute_reply else ""

    def execute_aside(self, cell: NotebookNode, silent: bool) -> NotebookNode:
        """Run a cell that is not in the notebook; the cell with its outputs."""
        whole, run = self.nb, self.kc.execute
        shown, self._display_id_map = self._display_id_map, {}
        self.nb = nbformat.v4.new_notebook(cells=[cell])
        self.kc.execute = lambda *source, **how: run(*source, **{**how, "silent": silent, "store_history": False})
        try:
            return self.execute_cell(cell, 0)
        finally:
            self.nb, self._display_id_map, self.kc.execute = whole, shown, run

    async def _async_handle_timeout(self, timeout, cell=None):
        if self.task not in self.slow:
            self.slow.append(self.task)
        # Code that swallows the interrupt is ended.
        asyncio.get_running_loop().call_later(min(5, timeout), self._end_if_still_in, cell)
        self._waiting_for = cell
        return await super()._async_handle_timeout(timeout, cell)

    _waiting_for: NotebookNode | None = None

    def _end_if_still_in(self, cell: NotebookNode) -> None:
        if self._waiting_for is cell and self.guard:
            self.guard.stop("stuck")

    async def async_execute_cell(self, cell, cell_index, *given, **named):
        # What nbclient leaves behind when a kernel dies is told by the status.
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        self.ended = ""
        try:
            return await super().async_execute_cell(cell, cell_index, *given, **named)
        finally:
            self._waiting_for = None

    def output(self, outs, msg, display_id, cell_index):
        size = sum(map(len, map(str, msg["content"].get("data", msg["content"]).values())))
        # Outcomes come through where all else is full.
        small = size < 50_000 and outcomes.MIME in msg["content"].get("data", {})
        if self.kept + size > (2 if small else 1) * MOST_OUTPUT:
            return None
        self.kept += size
        return super().output(outs, msg, display_id, cell_index)

    def handle_comm_msg(self, outs, msg, cell_index):
        """Widgets do nothing while marking."""


def check_of(cell: NotebookNode) -> Exercise | None:
    """The exercise that this cell checks, or None if it is no check cell."""
    if cell.cell_type != "code" or not is_grade(cell) or is_solution(cell):
        return None
    return next((one for one in _exercises(cell) if one.grade_id == cell.metadata.nbgrader.grade_id), None)


def _exercises(cell: NotebookNode) -> list[Exercise]:
    return exercises_of(cell.metadata.nbgrader.grade_id.partition("-")[0])


def outcomes_in(cell: NotebookNode, exercise: Exercise) -> list[Outcome]:
    """The outcomes of this exercise among the cell's outputs. Points count as declared, whatever the output says."""
    return [
        found
        for one in cell.get("outputs", [])
        if (found := read_outcome(one.get("data", {}).get(outcomes.MIME))) and found.exercise == exercise.id
    ]


def read_outcome(left: object) -> Outcome | None:
    """An outcome as a check leaves it, or None for anything else. What it says is the learner's kernel's word."""
    if not isinstance(left, dict) or not isinstance(left.get("kind"), str) or left["kind"] not in outcomes.LOOK:
        return None
    try:
        exercise = find(left["exercise"])
        words = {name: _plain(left[name])[:4000] for name in ("message", "mistake")}
    except Exception:
        return None
    points = exercise.points if left["kind"] == outcomes.CORRECT else 0
    return Outcome(exercise.id, left["kind"], points=points, max_points=exercise.points, **words)


NOT_REACHED = "Not reached: the check left no outcome, so it earns no points."
NOT_COUNTED = "Not counted: a check in this notebook accepted a wrong answer."


def tidy(notebook: NotebookNode, found: dict[str, Outcome], status: str = records.GRADED) -> None:
    """Leave in the notebook what may be shown: figures, text, and the outcomes. nbgrader then scores the checks by it.

    Nothing of a submission may run in the trainer's browser: no HTML, no script, no widget.
    """
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = [safe for one in cell.outputs if (safe := _safe(one))]
        exercise = check_of(cell)
        if exercise:
            reason = NOT_COUNTED if status == records.TAMPERED else NOT_REACHED
            tidy_check(cell, found.get(exercise.id), reason)


def tidy_check(cell: NotebookNode, outcome: Outcome | None, reason: str = NOT_REACHED) -> None:
    """Leave in a check cell its outcome alone, and an error unless it is correct: nbgrader scores by that."""
    cell.outputs = [nbformat.v4.new_output("display_data", data=outcome.bundle)] if outcome else []
    if outcome is None:
        cell.outputs.append(_error("NotReached", reason))
    elif outcome.kind != outcomes.CORRECT:
        cell.outputs.append(_error("NotCorrect", outcome.message))


def _error(name: str, words: str) -> NotebookNode:
    return nbformat.v4.new_output("error", ename=name, evalue=words, traceback=[words])


SAFE = ("text/plain", "image/png", "image/jpeg")


def _safe(output: NotebookNode) -> NotebookNode | None:
    if output.output_type == "stream":
        return nbformat.v4.new_output("stream", name=output.name, text=_plain(output.text))
    if output.output_type == "error":
        words = {part: _plain(output[part]) for part in ("ename", "evalue")}
        return nbformat.v4.new_output("error", traceback=[_plain(line) for line in output.traceback], **words)
    data = {kind: _plain(output.data[kind]) for kind in SAFE if isinstance(output.data.get(kind), str)}
    data = {kind: text for kind, text in data.items() if kind == "text/plain" or _BASE64.fullmatch(text)}
    return nbformat.v4.new_output("display_data", data=data) if data else None


_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


_FRAME = '<pre style="white-space: pre-wrap">{}</pre>'


def framed(notebook: NotebookNode) -> NotebookNode:
    """A copy to be looked at in nbgrader's formgrader: what a learner wrote as text is shown as it is.

    Rendered as markdown it could load pictures, and run scripts, in the trainer's browser.
    """
    copy = deepcopy(notebook)
    for cell in copy.cells:
        told = cell.metadata.get("nbgrader", {})
        released = told.get("locked") or (told and compute_checksum(cell) == told.get("checksum"))
        if cell.cell_type != "code" and not released:
            cell.cell_type = "markdown"
            cell.source = _FRAME.format(html.escape(cell.source))
    return copy


def unframed(source: str) -> str:
    """The learner's own text of a cell that `framed` has dressed."""
    before, after = _FRAME.split("{}")
    return html.unescape(source.removeprefix(before).removesuffix(after)) if source.startswith(before) else source


def _plain(text: object) -> str:
    """Text that any file can hold: half characters replaced."""
    return str(text).encode("utf-8", "replace").decode()


def _furnish(room: Room) -> None:
    """Without a sandbox: a folder that looks like the course's, with the firm's tables in it."""
    shutil.copytree(room.firm, room.course / "datasets")
    if room.open_firm:
        shutil.copytree(room.open_firm, room.course / "open_firm")
    (room.home / "matplotlib").mkdir(parents=True)
