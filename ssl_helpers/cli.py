"""ssl-course: the learner's command."""

import glob
import subprocess
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ssl_helpers import CourseError

if TYPE_CHECKING:
    from ssl_helpers.checking.exercises import Module

app = typer.Typer(add_completion=False, no_args_is_help=True, help="The social selling course.")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def start(context: typer.Context) -> None:
    """Open the course in JupyterLab. Further options go to JupyterLab, for instance --no-browser."""
    from ssl_helpers.data import COURSE_FOLDER
    from ssl_helpers.next_step import next_step, next_task, opening
    from ssl_helpers.progress import tasks
    from ssl_helpers.updates import take_up
    from ssl_helpers.workspace import not_for_learners, prepare, workspace

    console = Console()
    copied, place = prepare(), workspace()
    if place != COURSE_FOLDER:
        console.print(f"The folder of the course may not be written to. You work here: {place}", soft_wrap=True)
    for notebook in copied:
        console.print(f"New in your folder my_work: {notebook.parent.name}", highlight=False)
    for changed in take_up():
        console.print(changed, highlight=False, markup=False, soft_wrap=True)
    task = next_task(tasks())
    console.print(next_step(task), highlight=False, markup=False)
    console.print("The course opens in your browser. To end it, close the browser page and press Ctrl+C here.")
    # Given the page as a file, JupyterLab would make its folder the root, and my_work would lie outside.
    where = [f"--ServerApp.root_dir={place}", f"--LabApp.default_url=/lab/tree/{opening(task)}"]
    hidden = [f"--ContentsManager.hide_globs={glob.escape(name)}" for name in not_for_learners(place)]
    # What servers say to each other would bury the lines above.
    quiet = ["--ServerApp.log_level=ERROR", "--LabApp.log_level=ERROR"]
    lab = [sys.executable, "-m", "jupyterlab", *where, *hidden, *quiet, *context.args]
    try:
        ended = subprocess.run(lab, cwd=place).returncode
    except KeyboardInterrupt:
        ended = 0
    raise typer.Exit(ended)


@app.command()
def progress() -> None:
    """Show how far you are, and what comes next."""
    from ssl_helpers.next_step import next_step, next_task
    from ssl_helpers.progress import by_module, modules, summary, tasks

    done = tasks()
    so_far = modules(done)
    for line in [summary(so_far), *by_module(so_far), next_step(next_task(done))]:
        Console().print(line, highlight=False, markup=False)


@app.command()
def doctor() -> None:
    """Look for what is wrong on this computer, and say what to do about it."""
    from ssl_helpers.doctor import findings, report

    console = Console()
    with console.status("Looking …"):
        found = findings()
    console.print(report(found), highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(0 if all(one.ok for one in found) else 1)


_Meant = Annotated[str, typer.Argument(help="Its number (6), its name (network) or the path of its notebook.")]


def _meant(module: str, example: str) -> "Module":
    from ssl_helpers.checking.exercises import module_meant

    if not module:
        raise CourseError(f"Write the number of the module, for instance: {example}")
    return module_meant(module)


@app.command()
def reset(module: _Meant = "") -> None:
    """Start the exercise of a module afresh. Your earlier notebook is kept."""
    from ssl_helpers import starting_afresh

    Console().print(starting_afresh.reset(_meant(module, "reset 6")), highlight=False, markup=False, soft_wrap=True)


@app.command()
def submit(
    module: _Meant = "",
    words: Annotated[list[str] | None, typer.Argument(metavar="[YOUR NAME]", help="As your trainer knows it.")] = None,
    name: Annotated[str, typer.Option(help="The same, in quotes.")] = "",
) -> None:
    """Make the file to hand in, after a look at what is missing or private. Nothing is sent."""
    from ssl_helpers.checking import record
    from ssl_helpers.handing_in import hand_in

    meant = _meant(module, "submit 6")
    # What comes behind --name without quotes belongs to it, too.
    typed = " ".join([name, *(words or [])]).strip()
    told = hand_in(meant, typed or record.learner() or typer.prompt("Your name, as your trainer knows it"))
    Console().print(told, highlight=False, markup=False, soft_wrap=True)


@app.command()
def certificate(
    words: Annotated[list[str] | None, typer.Argument(metavar="[YOUR NAME]", help="As it shall stand there.")] = None,
) -> None:
    """Make a certificate of the modules you have finished, counted by yourself on this computer."""
    from ssl_helpers.certificate import certify, finished_modules
    from ssl_helpers.checking import record

    finished_modules()
    typed = " ".join(words or []).strip()
    made = certify(typed or record.learner() or typer.prompt("Your name, as it shall stand there"))
    for line in (made.words, f"To print: {made.pdf}", f"As a picture: {made.png}"):
        Console().print(line, highlight=False, markup=False, soft_wrap=True)


@app.command()
def my_network(
    archive: Annotated[str, typer.Argument(help="LinkedIn's zip file, the folder you unzipped, or a file of it.")],
    accounts: Annotated[
        str | None, typer.Option(help="Your customers and prospects: CSV or Excel, one company on each line.")
    ] = None,
    report: Annotated[
        str | None, typer.Option(help="Write the picture to this .html file. Nothing else is written.")
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="List some people by name, in the report too.")] = False,
) -> None:
    """Look at your own network, in numbers. Your archive is read in memory; nothing is sent."""
    from ssl_helpers.account_list import read_accounts
    from ssl_helpers.linkedin import read_export
    from ssl_helpers.my_network import terminal
    from ssl_helpers.my_network.picture import picture
    from ssl_helpers.my_network.report_file import write_report

    console = Console()
    with console.status("Reading your archive …"):
        listed = read_accounts(accounts) if accounts else None
        found = picture(read_export(archive), listed, names=names)
    terminal.show(found, console)
    if report:
        console.print(f"The report: {write_report(found, report)}", markup=False, highlight=False, soft_wrap=True)


def run(command: typer.Typer) -> None:
    """Run a command line; what goes wrong is told in a sentence, with exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        # Sent to a file, Windows' own letters lack some signs: a ? in their place is better than a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        command()
    except CourseError as error:
        Console(stderr=True).print(str(error), style="bold", markup=False, highlight=False)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        Console(stderr=True).print("Stopped.", style="bold")
        raise SystemExit(1) from None


def main() -> None:
    run(app)


if __name__ == "__main__":
    main()
