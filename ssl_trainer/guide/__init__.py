"""What is made of the trainer's guide: the plans in `docs/trainer.md`, and `docs/tasks.md`."""

from pathlib import Path

from ssl_helpers.data import COURSE_FOLDER, firm_in
from ssl_trainer.guide import plans, tasks

BEGIN, END = "<!-- plans: made by ssl-trainer guide -->", "<!-- end of plans -->"
GUIDE, TASKS = Path("docs/trainer.md"), Path("docs/tasks.md")


def made() -> dict[Path, str]:
    """File below the course folder -> what must stand in it: the guide with its plans, and the list of tasks."""
    before, _, rest = (COURSE_FOLDER / GUIDE).read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    with firm_in(COURSE_FOLDER / "datasets"):
        listed = tasks.page()
    return {GUIDE: f"{before}{BEGIN}\n\n{plans.tables()}\n\n{END}{after}", TASKS: listed}


def write() -> list[Path]:
    """Write the made parts anew; the files written."""
    for file, text in made().items():
        (COURSE_FOLDER / file).write_bytes(text.encode("utf-8"))
    return [GUIDE, TASKS]
