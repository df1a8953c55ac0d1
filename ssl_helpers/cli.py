"""ssl-course: the learner's command."""

import subprocess
import sys

import typer
from rich.console import Console

from ssl_helpers import CourseError

LANDING_PAGE = "course/00_start.ipynb"

app = typer.Typer(add_completion=False, no_args_is_help=True, help="The social selling course.")


@app.callback()
def _several_commands() -> None:
    """Keep `start` a command of its own while it is the only one."""


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def start(context: typer.Context) -> None:
    """Open the course in JupyterLab. Further options go to JupyterLab, for instance --no-browser."""
    from ssl_helpers.data import COURSE_FOLDER
    from ssl_helpers.workspace import copy_missing_exercises

    console = Console()
    for notebook in copy_missing_exercises():
        console.print(f"New in your folder my_work: {notebook.parent.name}")
    console.print("The course opens in your browser. To end it, close the browser page and press Ctrl+C here.")
    # Given the page as a file, JupyterLab would make its folder the root, and my_work would lie outside.
    where = [f"--ServerApp.root_dir={COURSE_FOLDER}", f"--LabApp.default_url=/lab/tree/{LANDING_PAGE}"]
    lab = [sys.executable, "-m", "jupyterlab", *where, *context.args]
    try:
        ended = subprocess.run(lab, cwd=COURSE_FOLDER).returncode
    except KeyboardInterrupt:
        ended = 0
    raise typer.Exit(ended)


def run(command: typer.Typer) -> None:
    """Run a command line; what goes wrong is told in a sentence, with exit code 1."""
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
