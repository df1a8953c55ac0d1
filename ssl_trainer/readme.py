"""The tables of modules and of the ways through them, in the README and on the start page, made from declarations."""

import json
from collections.abc import Collection, Mapping

from ssl_helpers.checking.exercises import Exercise, Module, exercises_of, module_called, module_of, topics
from ssl_helpers.data import COURSE_FOLDER
from ssl_helpers.next_step import LANDING_PAGE
from ssl_helpers.ways import OWN_ARCHIVE, WAYS, Stop, Way

_BEGIN, _END = "<!-- modules: made by ssl-trainer readme -->", "<!-- end of modules -->"
START_PAGE_CELL = "modules"
LAST_MODULE = 14
"""Of the curriculum; modules are numbered from 0."""


def module_table() -> str:
    """The README's. One row per module: lesson and exercises with their minutes and points, core and extra apart."""
    lines = [
        "| module | what you get | core minutes | extra minutes | core points | extra points |",
        "|---|---|---|---|---|---|",
    ]
    for module in _modules():
        core, extra = _minutes(module)
        cells = [
            f"[{module.stem.split('_')[0]} {module.title}](course/{module.stem}.ipynb)",
            module.outcome,
            core,
            extra,
            sum(one.points for one in exercises_of(module.topic) if one.core),
            sum(one.points for one in exercises_of(module.topic) if not one.core),
        ]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    links = {stem: f"course/{stem}.ipynb" for stem in [*(module.stem for module in _modules()), OWN_ARCHIVE]}
    return "\n".join([*lines, "", _to_come(), "", *_ways(links)])


def start_page_table() -> str:
    """The start page's cell: one row per module with links to its lesson and to the learner's own exercise.

    Below it stand which modules are still to come, and the ways through them.
    """
    lines = ["## The modules", "", "| | lesson | exercise | minutes |", "|---|---|---|---|"]
    links = {OWN_ARCHIVE: f"{OWN_ARCHIVE}.ipynb"}
    for module in _modules():
        number, (core, extra) = _number(module), _minutes(module)
        page = f"{module.stem}.ipynb"
        # On the page itself, the link leads to the heading at which its lesson begins.
        links[module.stem] = f"#{module.title.replace(' ', '-')}" if LANDING_PAGE.endswith(f"/{page}") else page
        cells = [
            number,
            f"**[{module.title}]({links[module.stem]})** {module.outcome}",
            f"[exercise&nbsp;{number}](../my_work/{module.stem}/{page})",
            f"{core}, extra&nbsp;{extra}" if extra else core,
        ]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    lines += ["", f"First the lesson, then the exercise. {_to_come()}".strip()]
    return "\n".join([*lines, "", "### Your way through them", "", *_ways(links)])


def _ways(links: Mapping[str, str]) -> list[str]:
    """A table with a row per way, its modules in order. links: stem -> address; what has none is not shown."""
    alone = sum(_minutes(module)[0] for module in _modules())
    return [
        "| you have | take these, in this order |",
        "|---|---|",
        f"| **Time of your own** | All modules, from 0 on: {alone} minutes without the extra tasks. |",
        *(f"| **{way.name}**, with a trainer | {_in_order(way, links)} |" for way in WAYS),
    ]


def _in_order(way: Way, links: Mapping[str, str]) -> str:
    shown = [" → ".join(_said(stop, links[stop.stem]) for stop in day if stop.stem in links) for day in way.days]
    days = [f"Day {number}: {stops}." for number, stops in enumerate(shown, start=1) if stops]
    home = [f"[{_title(stem)}]({links[stem]})" for stem in way.at_home if stem in links]
    at_home = [f"At home: {', '.join(home)}."] if home else []
    return " ".join([*(days if len(way.days) > 1 else [f"{shown[0]}."]), *at_home])


def _said(stop: Stop, link: str) -> str:
    """A stop with its minutes and, if not all of the core is done there, with what is."""
    numbers = [number for number, one in enumerate(_tasks(stop.stem), start=1) if one.id in stop.tasks]
    tasks = [f"task{'s' if len(numbers) > 1 else ''} {' and '.join(map(str, numbers))}"] if numbers else []
    part = "; ".join([*filter(None, [stop.what]), *tasks])
    return f"[{_title(stop.stem)}]({link}) {stop.minutes}&nbsp;min" + (f" ({part})" if part else "")


def to_come(written: Collection[int]) -> str:
    """A sentence that names the modules of the curriculum that are not among those `written`, or ""."""
    spans: list[list[int]] = []
    for number in sorted(set(range(LAST_MODULE + 1)) - set(written)):
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    named = [f"{span[0]} to {span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    return f"Modules still being written: {', '.join(named)}." if named else ""


def _to_come() -> str:
    return to_come({_number(module) for module in _modules()})


def write_module_tables() -> None:
    """Put the tables between their two marks in README.md and in their cell of the start page."""
    readme = COURSE_FOLDER / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    text = f"{before}{_BEGIN}\n\n{module_table()}\n\n{_END}{after}"
    readme.write_bytes(text.encode("utf-8"))

    page = COURSE_FOLDER / LANDING_PAGE
    notebook = json.loads(page.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["id"] == START_PAGE_CELL)
    cell["source"] = start_page_table().splitlines(keepends=True)
    page.write_bytes((json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _modules() -> list[Module]:
    return sorted(map(module_of, topics()), key=lambda one: one.stem)


def _title(stem: str) -> str:
    module = module_called(stem)
    return module.title if module else "My network"


def _tasks(stem: str) -> list[Exercise]:
    module = module_called(stem)
    return exercises_of(module.topic) if module else []


def _number(module: Module) -> int:
    return int(module.stem.split("_")[0])


def _minutes(module: Module) -> tuple[int, int]:
    """A newcomer's minutes: the lesson, the core tasks and the reflection; and the extra tasks."""
    tasks = exercises_of(module.topic)
    core = module.lesson_minutes + module.reflection_minutes + sum(one.minutes for one in tasks if one.core)
    return core, sum(one.minutes for one in tasks if not one.core)
