"""What a trainer sees while a class is being marked."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from ssl_helpers import CourseError
from ssl_trainer import records
from ssl_trainer.records import Record

LAST = 8


@contextmanager
def marking(console: Console, out: Path) -> Iterator[Callable[[Record | None, int, bool], None]]:
    """A live table: how far, how long still, how many of each status, and the last ones that want a look.

    Where there is no terminal, a line for each new record instead. Ctrl-C ends it with a sentence.
    """
    bar = Progress(
        TextColumn("Marking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("learners"),
        TimeElapsedColumn(),
        TextColumn("· left"),
        TimeRemainingColumn(),
    )
    task = bar.add_task("marking", total=None)
    found: Counter[str] = Counter()
    learners: set[str] = set()
    notable: list[Record] = []
    before = 0
    live = Live(console=console, refresh_per_second=4, transient=True) if console.is_terminal else None

    def tell(record: Record | None, total: int, unchanged: bool) -> None:
        nonlocal before
        bar.update(task, total=total)
        if record:
            found[record.status] += 1
            learners.add(record.learner)
            bar.update(task, completed=len(learners))
            before += unchanged
            if record.status != records.GRADED and not unchanged:
                notable.append(record)
            if not live and not unchanged:
                console.print(_line(record), highlight=False, markup=False, soft_wrap=True)
        if live:
            live.update(Group(bar, _table(found, notable[-LAST:])))

    try:
        if live:
            with live:
                yield tell
        else:
            yield tell
        if before:
            console.print(f"{before:6d}  unchanged since the last run", highlight=False)
    except KeyboardInterrupt:
        done = sum(found.values())
        raise CourseError(
            f"Stopped after {done} submission{'' if done == 1 else 's'}. What is marked is kept below {out}; the same "
            "command goes on from there, and writes the tables at its end."
        ) from None


def _table(found: Counter[str], notable: list[Record]) -> Table:
    table = Table(box=None, show_header=False)
    for status in records.STATUSES:
        if found[status]:
            table.add_row(str(found[status]), status)
    for record in notable:
        # As plain text: a file's name may hold what Rich takes for markup.
        table.add_row("", Text(_line(record)))
    return table


def _line(record: Record) -> str:
    repaired = ", repaired" if record.repaired else ""
    told = f": {record.note}" if record.note else ""
    return f"{record.learner} · {record.assignment or '?'} · {record.status}{repaired}{told}"
