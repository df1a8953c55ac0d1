"""ssl-trainer: the trainer's and maintainer's command."""

from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ssl_helpers.cli import run
from ssl_trainer import COURSE_SEED

if TYPE_CHECKING:
    from ssl_trainer.records import Record

# What a command needs is imported in it: so Ctrl-C in the first second, too, ends with a sentence.


class System(StrEnum):
    """What `release` has packages for (`wheels.SYSTEMS`)."""

    WINDOWS = "windows"
    MACOS = "macos"
    LINUX = "linux"


app = typer.Typer(add_completion=False, no_args_is_help=True, help="For trainers of the social selling course.")
console = Console()

_Results = Annotated[Path, typer.Argument(help="The folder given to `ssl-trainer grade` with --out.")]


@app.command()
def world(
    out: Annotated[Path, typer.Option(help="Folder for the firm's tables.")],
    seed: Annotated[int, typer.Option(min=0, help="Which firm: the same number gives the same firm.")] = COURSE_SEED,
) -> None:
    """Make a firm: the same tables as in datasets/, with other people, companies and numbers."""
    from ssl_trainer.world import make

    make(seed, out)
    console.print(f"Firm {seed} is in {out}.", highlight=False)


@app.command()
def grade(
    inbox: Annotated[Path, typer.Argument(help="What learners handed in: a folder with zips, folders, notebooks.")],
    out: Annotated[Path, typer.Option(help="Folder for the marks and the feedback.")],
    sealed: Annotated[int | None, typer.Option(min=0, help="Mark on the firm of this seed, which is new.")] = None,
    firm: Annotated[int, typer.Option(min=0, help="Which firm the class worked on.")] = COURSE_SEED,
    roster: Annotated[Path | None, typer.Option(help="File with the learners' names, one in each line.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="How many at once; as many as there are cores.")] = None,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="Run learners' code without a sandbox.")] = False,
) -> None:
    """Mark a class. Whatever arrives, everyone gets a mark or a named reason. Stop it at any time: it goes on."""
    from ssl_trainer import grading
    from ssl_trainer.progress import marking

    with marking(console, out) as tell:
        kept, waiting = grading.grade(
            inbox, out, firm=firm, sealed=sealed, names=roster, workers=workers, unsafe=unsafe, tell=tell
        )
    _tell(out, kept, waiting)


@app.command()
def report(results: _Results) -> None:
    """Write the tables, the pages and the class report anew, with the marks that you have given by hand since."""
    from ssl_trainer import grading

    with console.status("Writing the tables and pages …"):
        kept, waiting = grading.report(results)
    _tell(results, kept, waiting)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def reflections(context: typer.Context, results: _Results) -> None:
    """Mark reflections in your browser, in nbgrader's formgrader. Ctrl+C ends it, and everything is written anew.

    Further options go to JupyterLab, for instance --no-browser.
    """
    from ssl_trainer import formgrader, grading

    console.print("The formgrader opens in your browser. When you are done, press Ctrl+C here.")
    formgrader.serve(grading.marked_class(results), context.args)
    report(results)


def _tell(out: Path, kept: "list[Record]", waiting: int) -> None:
    """How many submissions have which status, and where everything is."""
    from ssl_trainer import exports
    from ssl_trainer.grading import OTHER_FIRM, statuses

    lines = [f"{number:6d}  {status}" for status, number in statuses(kept).items()]
    if waiting:
        lines += [f"{waiting:6d}  reflections are awaiting your marks: ssl-trainer reflections {quote(str(out))}"]
    lines += [f"        {out / name}" for name in ("report.html", "grades.csv", "checks.csv", "feedback", "exports")]
    if left_out := exports.without_number(kept):
        lines += [exports.told(left_out)]
    if others := sum(OTHER_FIRM in one.note for one in kept):
        told = f"{others} of them were worked on another firm, so right answers are judged wrong."
        lines += [f"{told} The README that the class got names its firm: give --firm, and another folder with --out."]
    for line in lines:
        console.print(line, highlight=False, markup=False, soft_wrap=True)


@app.command()
def doctor() -> None:
    """Say how well this machine protects you from learners' code, and how to get the best protection."""
    from ssl_trainer.doctor import examine

    if not examine(console):
        raise typer.Exit(1)


@app.command()
def release(
    out: Annotated[Path, typer.Option(help="The zip for participants.")],
    solutions: Annotated[bool, typer.Option("--solutions", help="With the model solutions.")] = False,
    seed: Annotated[int, typer.Option(min=0, help="Which firm the class works on.")] = COURSE_SEED,
    wheels: Annotated[
        list[System] | None, typer.Option(help="With the packages for this system, for a room without internet.")
    ] = None,
    python: Annotated[
        list[str] | None, typer.Option(help="With --wheels: for this Python, such as 3.12; otherwise for all.")
    ] = None,
) -> None:
    """Make the zip that participants unzip and open: made anew, with nothing of your own work in it."""
    from ssl_trainer import release as making

    with console.status("Making the zip") as status:

        def tell(step: str) -> None:
            status.update(f"{step} …")

        making.release(
            out, seed=seed, solutions=solutions, systems=[one.value for one in wheels or []], pythons=python, tell=tell
        )
    console.print(f"Made {out} ({out.stat().st_size / 1e6:.0f} MB).", highlight=False, soft_wrap=True)
    if seed != COURSE_SEED:
        console.print(f"Mark this class with: ssl-trainer grade INBOX --out RESULTS --firm {seed}", highlight=False)


@app.command()
def exercises() -> None:
    """Make the exercises anew from the solutions, and the checksums of all notebooks."""
    from ssl_trainer.notebooks import make_exercises
    from ssl_trainer.release import write_checksums

    for file in [*make_exercises(), write_checksums()]:
        console.print(f"Made {file}", highlight=False)


@app.command()
def readme() -> None:
    """Write the tables of modules in the README and on the start page anew from what the checks declare."""
    from ssl_trainer.readme import write_module_tables

    write_module_tables()


@app.command()
def guide() -> None:
    """Write the plans in docs/trainer.md and the list of tasks, docs/tasks.md, anew from what the checks declare."""
    from ssl_trainer.guide import write

    for file in write():
        console.print(f"Made {file}", highlight=False)


@app.command()
def cards(
    out: Annotated[Path, typer.Option(help="The page to print, for instance cards.html.")],
    seed: Annotated[int, typer.Option(min=0, help="With the tables of this firm.")] = COURSE_SEED,
) -> None:
    """Make the cards of a workshop: one page to print, in any browser, with the answers on each card's back."""
    from ssl_trainer.guide.cards import write

    write(out, seed)
    console.print(f"The cards are in {out}. Open it in a browser and print it.", highlight=False, soft_wrap=True)


def main() -> None:
    run(app)


if __name__ == "__main__":
    main()
