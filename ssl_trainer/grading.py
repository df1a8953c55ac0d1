"""Marking a class: from the inbox to marks, whatever arrives. One process reads and writes; workers run submissions."""

import contextlib
import errno
import hashlib
import itertools
import multiprocessing
import os
import shutil
import signal
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat.notebooknode import NotebookNode

from ssl_helpers import CourseError
from ssl_helpers.alongside import firm_mark
from ssl_helpers.data import COURSE_FOLDER
from ssl_trainer import COURSE_SEED, gradebook, intake, records, results, roster, world
from ssl_trainer.intake import Submission
from ssl_trainer.kernels import Limits, end_all_in, end_family, protection
from ssl_trainer.marking import Job, KernelNotStarted, Marked, framed, mark, tidy
from ssl_trainer.records import Record


@dataclass(frozen=True)
class Firm:
    """What answers are judged on: the firm that the learners had, or a sealed one beside it."""

    folder: Path
    open: Path | None = None


def grade(
    inbox: Path,
    out: Path,
    *,
    firm: int = COURSE_SEED,
    sealed: int | None = None,
    names: Path | None = None,
    workers: int | None = None,
    unsafe: bool = False,
    limits: Limits = Limits(),  # noqa: B008
    tell: Callable[[Record | None, int, bool], None] = lambda record, total, unchanged: None,
) -> tuple[list[Record], int]:
    """Mark everything in `inbox`, with the results below `out`.

    Gives all records of `out`, with those of the missing, and how many submissions wait for the trainer's marks.

    firm: the seed of the firm that the learners had. sealed: that of another one to mark on. names: the file of the
    roster. tell: called with each record as it is finished (first with None), the number of learners in the inbox, and
    whether it was there before.

    What is marked already, and has not changed since, is not marked again. Interrupted at any point, the same call goes
    on. Raises CourseError for whatever the trainer can put right; everything marked until then is kept.
    """
    inbox, out = inbox.absolute(), out.absolute()
    releases = _releases()
    _assert_apart(inbox, out)
    if not unsafe:
        _assert_protected()
    listed = roster.read(names) if names else []
    learners = intake.learners(inbox)
    with (
        _told(out),
        _alone(out),
        TemporaryDirectory(dir=out, prefix=".work-", ignore_cleanup_errors=True) as scratch,
        _ctrl_c() as heed,
    ):
        _sweep(out, keep=Path(scratch))
        _assert_same_firm(out, firm, sealed)
        tables = _firm(firm, sealed, out)
        gradebook.prepare(out, releases)
        tell(None, len(learners), False)
        basis, numbers = _basis(tables, limits), itertools.count()
        released = {stem: nbformat.writes(release) for stem, release in releases.items()}

        def waiting() -> Iterator[tuple[Record, Job]]:
            for one in intake.submissions(learners, releases):
                record = _begun(one, firm, sealed, firm_mark(tables.open or tables.folder))
                if record.status:
                    before = records.load(out, record.learner, record.assignment)
                    now = _kept(out, record, before)
                    tell(now, len(learners), now == before)
                    continue
                text = nbformat.writes(one.notebook)
                record = replace(record, fingerprint=_digest(basis, released[one.assignment], text))
                before = records.load(out, record.learner, record.assignment)
                if before and before.fingerprint == record.fingerprint:
                    # What was said of the hand-in may have changed, such as its name.
                    tell(_again(out, before, record), len(learners), True)
                    continue
                files = Path(scratch, f"{next(numbers)}.ipynb"), Path(scratch, f"{next(numbers)}.ipynb")
                files[0].write_text(text, encoding="utf-8")
                yield record, Job(one.assignment, *files, tables.folder, tables.open, limits, not unsafe, Path(scratch))

        for record, job, marked in _run(waiting(), workers or os.cpu_count() or 1, heed):
            tell(_finish(out, record, job, marked), len(learners), False)
        roster.keep(out / ROSTER, listed)
        kept, awaiting = results.write(out, listed)
        gradebook.add_learners(out, [one.learner for one in kept if one.status == records.MISSING])
        return kept, awaiting


ROSTER = ".roster.csv"
"""Below the results: the names that the last run was given."""


def report(out: Path) -> tuple[list[Record], int]:
    """Write all tables and pages below `out` anew, with the marks given by hand since; gives what `grade` gives.

    No submission is run again. Raises CourseError where nothing has been marked.
    """
    out = marked_class(out)
    with _told(out), _alone(out):
        names = out / ROSTER
        return results.write(out, roster.read(names) if names.is_file() else [])


def marked_class(out: Path) -> Path:
    """The folder of results as an absolute path. Raises CourseError where nothing has been marked."""
    if not (out / gradebook.FILE).is_file():
        raise CourseError(f"{out} holds no marks. Name the folder that you gave to `ssl-trainer grade` with --out.")
    return out.absolute()


def _releases() -> dict[str, NotebookNode]:
    found = sorted((COURSE_FOLDER / "exercises").glob("*/*.ipynb"))
    if not found:
        raise CourseError(
            f"There are no exercises in {COURSE_FOLDER}. Run ssl-trainer from the course folder that has exercises/, "
            "solutions/ and datasets/, as the README sets it up."
        )
    return {path.stem: nbformat.read(path, as_version=4) for path in found}


def _assert_apart(inbox: Path, out: Path) -> None:
    inside = out.resolve()
    if inside == inbox.resolve() or inbox.resolve() in inside.parents:
        raise CourseError(f"The results, {out}, would lie in the inbox, as if handed in. Choose another --out.")
    if inside.is_file():
        raise CourseError(f"{out} is a file. Choose a folder with --out.")
    if inside == COURSE_FOLDER:
        raise CourseError("The results would lie among the course's own files. Choose another --out.")


def _assert_protected() -> None:
    held = protection()
    if not held.works:
        raise CourseError(
            f"{held.why}\nWithout a sandbox, learners' code can read and change whatever you can. `ssl-trainer doctor` "
            "says how to get one; on Windows, that is WSL. If you trust every learner, give --unsafe."
        )


def _firm(own: int, sealed: int | None, out: Path) -> Firm:
    if sealed is None:
        return Firm(_tables(own, out))
    return Firm(_tables(sealed, out), _tables(own, out))


def _tables(seed: int, out: Path) -> Path:
    """The folder with the tables of a firm, made below `out` unless it is the course's own."""
    if seed == COURSE_SEED:
        return COURSE_FOLDER / "datasets"
    folder = out / "firms" / f"firm_{seed}"
    if not (folder / "datapackage.json").is_file():
        with TemporaryDirectory(dir=out, prefix=".work-") as half:
            world.make(seed, half)
            folder.parent.mkdir(exist_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(half, folder)
    return folder


OTHER_FIRM = "This was worked on another firm, so right answers are judged wrong."
"""Noted of a hand-in that says so."""


def _begun(one: Submission, firm: int, sealed: int | None, mark: str) -> Record:
    note = f"{OTHER_FIRM} {one.note}".strip() if one.firm not in ("", mark) else one.note
    return Record(
        *(one.learner, one.assignment, one.status, one.repaired, note),
        source=one.source,
        sealed=sealed,
        firm=firm,
        minutes=one.minutes,
    )


def _assert_same_firm(out: Path, firm: int, sealed: int | None) -> None:
    """Marks on several firms in one table would be told apart by nobody. So those that are there are all on one."""
    if sealed == firm:
        raise CourseError(f"Firm {firm} is the one that the class worked on, so it is not sealed. Choose another one.")
    now = firm, sealed
    before = next(((one.firm, one.sealed) for one in records.all_in(out) if one.outcomes), now)
    if before != now:
        class_firm = "" if before[0] == COURSE_SEED else f" --firm {before[0]}"
        given = class_firm + ("" if before[1] is None else f" --sealed {before[1]}")
        how = f"given with{given}" if given else "the course's own firm, without --firm and --sealed"
        raise CourseError(
            f"{out} holds marks on another firm ({how}). Give the same again, or choose another folder with --out."
        )


def _kept(out: Path, record: Record, before: Record | None) -> Record:
    """Keep what could not be marked; but what cannot be read never takes the place of what was marked before."""
    if before and before.status in (*records.JUDGED, records.TAMPERED):
        if record.note not in before.note:
            before = replace(before, note=f"{before.note} A later hand-in was not marked: {record.note}".strip())
            records.save(out, before)
        return before
    gradebook.add_learners(out, [record.learner])
    records.save(out, record)
    return record


def _again(out: Path, before: Record, record: Record) -> Record:
    now = replace(before, repaired=record.repaired, source=record.source, minutes=record.minutes)
    if now != before:
        records.save(out, now)
    return now


def _finish(out: Path, record: Record, job: Job, marked: Marked) -> Record:
    """Enter one submission: the notebook, then the gradebook, and the record last: without it, it is done again."""
    notebook = nbformat.read(job.marked, as_version=4)
    record = replace(
        record,
        status=marked.status,
        note=" ".join(filter(None, (marked.note, record.note))),
        outcomes=marked.outcomes,
    )
    path = results.notebook_path(out, record.learner, record.assignment)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    nbformat.write(framed(notebook), half)
    half.replace(path)
    gradebook.enter(out, record, notebook)
    records.save(out, record)
    for file in (job.notebook, job.marked):
        file.unlink()
    return record


# --- workers ---


def _run(
    waiting: Iterator[tuple[Record, Job]], workers: int, heed: Callable[[], None]
) -> Iterator[tuple[Record, Job, Marked]]:
    """Mark in parallel, in the order in which they finish. A few are kept ready, so that an inbox of any size fits.

    heed: called often, raises KeyboardInterrupt if the trainer wants to stop.

    A submission that takes its worker down drags along what else was running; those are marked again, each alone, and
    only the one that does it once more has crashed.
    """
    alone: list[tuple[Record, Job]] = []
    while True:
        with _pool(workers) as pool:
            running: dict[Future, tuple[Record, Job]] = {}
            try:
                for one in waiting:
                    try:
                        running[pool.submit(_work, one[1])] = one
                    except BrokenProcessPool:
                        alone.append(one)
                        raise
                    if len(running) >= 2 * workers:
                        yield from _finished(running, heed)
                while running:
                    yield from _finished(running, heed)
                break
            except BrokenProcessPool:
                alone += running.values()
    for record, job in alone:
        with _pool(1) as pool:
            try:
                marked = pool.submit(_work, job).result()
            except BrokenProcessPool:
                notebook = nbformat.read(job.notebook, as_version=4)
                tidy(notebook, {})
                nbformat.write(notebook, job.marked)
                marked = Marked(records.CRASHED, "It brought down the process that marks it, twice.", ())
        yield record, job, marked


def _finished(
    running: dict[Future, tuple[Record, Job]], heed: Callable[[], None]
) -> Iterator[tuple[Record, Job, Marked]]:
    done: set[Future] = set()
    while not done:
        heed()
        done = wait(running, timeout=1, return_when=FIRST_COMPLETED).done
    for future in done:
        marked = future.result()
        yield *running.pop(future), marked


def _work(job: Job) -> Marked:
    try:
        return mark(job)
    except KernelNotStarted:
        # A machine that is short of something for a moment.
        return mark(job)


@contextlib.contextmanager
def _ctrl_c() -> Iterator[Callable[[], None]]:
    """A function that raises KeyboardInterrupt if Ctrl-C came, even where Python swallows it.

    It does so while it clears away an object: in its finalizer, or in what waits for its end.
    """
    came = threading.Event()

    def note(number: int, frame: object) -> None:
        came.set()
        raise KeyboardInterrupt

    def heed() -> None:
        if came.is_set():
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        # Only the main thread is told of Ctrl-C.
        yield heed
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield heed
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes that are gone at the end, whatever they are doing."""
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)
    try:
        yield pool
        pool.shutdown()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            end_family(child.pid)
            child.join()


def _begin() -> None:
    """In a worker: leave Ctrl-C to the main process, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        parent.join()
        end_family(os.getpid(), itself=False)
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


# --- what a run rests on ---


def _digest(*parts: str | bytes) -> str:
    summed = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "replace") if isinstance(part, str) else part
        summed.update(f"{len(data)}:".encode() + data)
    return summed.hexdigest()


def _basis(firm: Firm, limits: Limits) -> str:
    """All that the marks depend on besides the submission: the checks, the tables of the firm, the limits."""
    files = [
        *sorted((COURSE_FOLDER / "ssl_helpers").rglob("*.py")),
        *sorted((COURSE_FOLDER / "ssl_helpers").rglob("*.json")),
        *(COURSE_FOLDER / "ssl_trainer" / name for name in ("marking.py", "trial.py", "inside.py")),
    ]
    tables = [path for folder in (firm.folder, firm.open) if folder for path in sorted(folder.rglob("*.*"))]
    named = [(path.name, path.read_bytes()) for path in [*files, *tables] if path.is_file()]
    return _digest(repr(limits), str(firm.open is not None), *(part for pair in named for part in pair))


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """One run at a time in a results folder. The lock ends with the process, however that ends."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / ".running"
    try:
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
        lock.execute("begin exclusive")
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise CourseError(f"Another run is marking into {out}. Wait until it has ended.") from error
        raise CourseError(
            f"{path} cannot be written: {error}. Delete that file, or choose a folder with --out that you may write."
        ) from error
    with contextlib.closing(lock):
        yield


def _sweep(out: Path, keep: Path) -> None:
    """Clear away what a run that was cut off has left."""
    for left in out.glob(".work-*"):
        if left != keep:
            end_all_in(left)
            shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _told(out: Path) -> Iterator[None]:
    """Trouble with the machine, in a sentence."""
    try:
        yield
    except KernelNotStarted as error:
        raise CourseError(
            f"Python could not be started for a submission ({error}). `ssl-trainer doctor` looks into it. What is "
            "marked is kept; the same command goes on."
        ) from error
    except OSError as error:
        where, words = error.filename or out, error.strerror or error
        if error.errno == errno.ENOSPC:
            todo = "Make room and give the command again"
        elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
            todo = "Choose a folder with --out that you may write"
        else:
            todo = "Give the command again; if it comes again, choose another folder with --out"
        raise CourseError(f"{where}: {words}. {todo}. What is marked is kept.") from error


def statuses(kept: list[Record]) -> Counter:
    """How many records have which status, in the order of the statuses."""
    found = Counter(one.status for one in kept)
    return Counter({status: found[status] for status in records.STATUSES if found[status]})
