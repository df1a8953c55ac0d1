"""ssl-trainer: the trainer's and maintainer's command."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ssl_helpers.cli import run
from ssl_trainer.notebooks import make_exercises
from ssl_trainer.readme import write_module_table
from ssl_trainer.world import COURSE_SEED, make

app = typer.Typer(add_completion=False, no_args_is_help=True, help="For trainers of the social selling course.")
console = Console()


@app.command()
def world(
    out: Annotated[Path, typer.Option(help="Folder for the firm's tables.")],
    seed: Annotated[int, typer.Option(min=0, help="Which firm: the same number gives the same firm.")] = COURSE_SEED,
) -> None:
    """Make a firm: the same tables as in datasets/, with other people, companies and numbers."""
    make(seed, out)
    console.print(f"Firm {seed} is in {out}.", highlight=False)


@app.command()
def exercises() -> None:
    """Make the exercises anew from the solutions."""
    for file in make_exercises():
        console.print(f"Made {file}", highlight=False)


@app.command()
def readme() -> None:
    """Write the README's table of modules anew from what the checks declare."""
    write_module_table()


def main() -> None:
    run(app)


if __name__ == "__main__":
    main()
