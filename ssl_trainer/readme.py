"""The README's table of modules, made from the checks' declarations."""

from ssl_helpers.checking.exercises import exercises_of, module_of, topics
from ssl_helpers.data import COURSE_FOLDER

_BEGIN, _END = "<!-- modules: made by ssl-trainer readme -->", "<!-- end of modules -->"


def module_table() -> str:
    """One row per module: lesson and exercises with their minutes and points, core and extra apart."""
    lines = [
        "| module | what you get | core minutes | extra minutes | core points | extra points |",
        "|---|---|---|---|---|---|",
    ]
    for module in sorted(map(module_of, topics()), key=lambda one: one.stem):
        core = [one for one in exercises_of(module.topic) if one.core]
        extra = [one for one in exercises_of(module.topic) if not one.core]
        minutes = module.lesson_minutes + module.reflection_minutes + sum(one.minutes for one in core)
        cells = [
            f"[{module.stem.split('_')[0]} {module.title}](course/{module.stem}.ipynb)",
            module.outcome,
            minutes,
            sum(one.minutes for one in extra),
            sum(one.points for one in core),
            sum(one.points for one in extra),
        ]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def write_module_table() -> None:
    """Put the table between its two marks in README.md."""
    readme = COURSE_FOLDER / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    text = f"{before}{_BEGIN}\n\n{module_table()}\n\n{_END}{after}"
    readme.write_bytes(text.encode("utf-8"))
