"""The list of tasks for coaches, `docs/tasks.md`: of each task its likeliest mistakes and a hint, from the checks."""

import json

from ssl_helpers.checking.exercises import Exercise, Module, exercises_of, judged_by, module_of, topics
from ssl_helpers.checking.values import count
from ssl_helpers.data import COURSE_FOLDER

LIKELIEST = 2
"""Mistakes that are told in full, the first ones declared."""

_HEAD = """\
# The tasks, for coaches

Made by `ssl-trainer guide` from the checks, on the course's own firm. Do not edit it. Print it, or keep it open while
you walk round.

- **Likely** are the two mistakes that the authors expect first, with what the learner reads. Nobody has counted them
  yet: after marking, the class report says what *your* class did. All other messages stand in
  [messages.md](messages.md).
- **Hint** is the learner's second: which words to use. First ask the learner to read the task aloud, and say what
  stands on top and what below. The third hint is the answer; leave it to the learner to open it.
- **Done early?** Extra tasks need words that the lesson has not shown. Each stands alone.

A right answer may look quite different from yours: run the check before you say that it is wrong.
"""


def page() -> str:
    """The whole list as Markdown, on the firm at hand."""
    modules = sorted(map(module_of, topics()), key=lambda one: one.stem)
    return "\n".join([_HEAD, *map(_module, modules)])


def titles(module: Module) -> dict[str, str]:
    """Exercise id -> the task's heading in the released exercise, with its number: "1 · How many could hear you?"."""
    file = COURSE_FOLDER / "exercises" / module.stem / f"{module.stem}.ipynb"
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    heads = {
        cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"]).partition("\n")[0]
        for cell in cells
    }
    return {one.id: heads[f"{one.grade_id}-task"].lstrip("# ") for one in exercises_of(module.topic)}


def likely(one: Exercise) -> list[str]:
    """What learners are told of the likeliest mistakes that the firm at hand can tell from the right answer."""
    told = []
    for value in one.expected().mistakes.values():
        said = judged_by(one, [value])
        if said and said.mistake:
            # A number or a word is worth knowing: by it the coach finds the mistake. Of a table only its size is said.
            told.append(said.message if isinstance(value, int | float | str) else said.mistake)
    return told[:LIKELIEST]


def hint(one: Exercise) -> str:
    """The last hint before the answer."""
    return one.hints[-2]


def _module(module: Module) -> str:
    tasks, heads = exercises_of(module.topic), titles(module)
    number = int(module.stem.partition("_")[0])
    lines = [f"## Module {number}: {module.title}", "", f"*{module.outcome}*", "", f"{_times(module, tasks)}", ""]
    for one in tasks:
        kind = "core" if one.core else "extra"
        mistakes = list(dict.fromkeys(likely(one)))
        lines += [
            f"### {heads[one.id]}",
            "",
            f"*{kind} · {count(one.minutes, 'minute')} · {count(one.points, 'point')} · `{one.names[0]}`*",
            "",
            *(f"- **Likely:** {_markdown(said)}" for said in mistakes),
            f"- **Hint:** {_markdown(hint(one))}",
            "",
        ]
    return "\n".join(lines)


def _times(module: Module, tasks: list[Exercise]) -> str:
    core = [one for one in tasks if one.core]
    lesson = f"Lesson {count(module.lesson_minutes, 'minute')}"
    done = f"core tasks {sum(one.minutes for one in core)}, reflection {module.reflection_minutes}"
    early = ", ".join(f"task {tasks.index(one) + 1} ({one.minutes})" for one in tasks if not one.core)
    return f"{lesson}, {done}. **Done early?** Extra tasks, with their minutes: {early}."


def _markdown(text: str) -> str:
    """A sentence whose signs are shown as they are; new lines of code become a semicolon's pause."""
    text = " ⏎ ".join(line.strip() for line in text.splitlines() if line.strip())
    for sign in "\\*_<|~":
        text = text.replace(sign, f"\\{sign}")
    return text
