"""The plans of the guide: the workshops of `ssl_helpers.ways` with clock times, cards and what to have ready."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ssl_helpers.checking.exercises import Exercise, exercises_of, module_called
from ssl_helpers.checking.values import count
from ssl_helpers.ways import OWN_ARCHIVE, WAYS, Stop, Way
from ssl_trainer.guide.cards import Card, cards, minutes_of

START = datetime(2026, 1, 1, 9)
"""Each day begins at 9:00."""

_READY = {
    "00_start": "everybody's start page is open",
    "02_strategy": "a large sheet of paper for each team",
    "04_profiles": "everybody's own LinkedIn headline, copied",
    "06_network": "part 4: three posts of customers to comment on",
    "07_content": "everybody's calendar",
    OWN_ARCHIVE: "the archives, lists of accounts; your projector is off",
}
"""Besides the cards: the stem of a stop -> what to have ready."""

_INSTEAD = {
    "12_relations": "each team writes down who knows whom at its five largest customers, and which hang on one person",
    "14_capstone": "each pair makes its own plan for the pitches: the canvas of lesson 2, part 4, and the calendar of "
    "lesson 7, part 4",
}
"""The stem of a module that is not written -> what to do with minutes that no card and no extra task fills."""

_OPEN = "lesson still being written"


def tables() -> str:
    """All plans as Markdown."""
    return "\n\n".join(map(_plan, WAYS))


def cards_at(stop: Stop) -> list[Card]:
    """The cards that a stop needs: those made for what is done there, else those of its module."""
    of_module = [card for card in cards() if stop.stem and card.module == stop.stem]
    return [card for card in cards() if stop.what and stop.what in card.at] or of_module


def _plan(way: Way) -> str:
    # In the order of the class: whoever has had a module can do its extra tasks.
    spare: list[Exercise] = []
    lines = [f"### {way.name}, {' and '.join(str(_total(day)) for day in way.days)} minutes", ""]
    for number, day in enumerate(way.days, start=1):
        lines += [f"**Day {number}**", ""] if len(way.days) > 1 else []
        lines += ["| clock | minutes | what | with | tasks | have ready |", "|---|---|---|---|---|---|"]
        now = START
        for stop in day:
            ends = now + timedelta(minutes=stop.minutes)
            cells = [
                f"{now:%H:%M}–{ends:%H:%M}",
                stop.minutes,
                _what(stop, spare),
                _with(stop),
                *_tasks_and_ready(stop),
            ]
            lines.append("| " + " | ".join(map(str, cells)) + " |")
            now = ends
            spare += [one for one in _tasks(stop.stem) if not one.core]
        lines += [f"| **{START:%H:%M}–{now:%H:%M}** | **{_total(day)}** | **all** | | | |", ""]
    home = "; ".join(_named(stem) for stem in way.at_home)
    return "\n".join([*lines, f"At home: {home}.", "", f"Print for {way.name.lower()}: {_to_print(way)}."])


def _total(day: tuple[Stop, ...]) -> int:
    return sum(stop.minutes for stop in day)


def _named(stem: str) -> str:
    module = module_called(stem)
    return f"[{module.title}](../course/{stem}.ipynb)" if module else f"module {int(stem[:2])} ({_OPEN})"


def _is_open(stop: Stop) -> bool:
    """Whether the stop is of a module that is not written yet."""
    return stop.stem not in ("", OWN_ARCHIVE) and module_called(stop.stem) is None


def _what(stop: Stop, spare: list[Exercise]) -> str:
    if stop.stem == OWN_ARCHIVE:
        return "**My network** · your own archive"
    module = module_called(stop.stem)
    if module:
        return f"**{module.title}** · {stop.what or 'lesson and exercise'}"
    if not stop.stem:
        return stop.what
    given = cards_at(stop)
    name = f"Module {int(stop.stem[:2])}" + (f": {stop.what}" if stop.what else "")
    return f"{name} ({'card' if given else _OPEN}){_meanwhile(stop, given, spare)}"


def _meanwhile(stop: Stop, given: list[Card], spare: list[Exercise]) -> str:
    """What to do with the minutes that no card fills. Tasks that it names are taken off `spare`."""
    left = stop.minutes - sum(minutes_of(card) for card in given)
    if left <= 0:
        return ""
    taken: dict[str, list[Exercise]] = {}
    while spare and spare[0].minutes <= left:
        one = spare.pop(0)
        left -= one.minutes
        taken.setdefault(one.id.partition(".")[0], []).append(one)
    parts = [f"extra task{'s' if len(some) > 1 else ''} {_numbers(some)}" for some in taken.values()]
    said = ", ".join(parts)
    instead = _INSTEAD.get(stop.stem, "a debate card and the class's questions")
    rest = f"{count(left, 'minute')} for this: {instead}" if left else ""
    filled = "; ".join(filter(None, [said, rest]))
    return f". {'Then' if given else 'Meanwhile'}: {filled}"


def _numbers(tasks: list[Exercise]) -> str:
    """The numbers of tasks of one module, and the module."""
    topic = tasks[0].id.partition(".")[0]
    numbers = [at for at, one in enumerate(exercises_of(topic), start=1) if one in tasks]
    # Taken in their order, so without a gap.
    return f"{' to '.join(map(str, dict.fromkeys([numbers[0], numbers[-1]])))} of {_title(topic)}"


def _title(topic: str) -> str:
    return next(f"*{module.title}*" for module in map(module_called, _stems()) if module and module.topic == topic)


def _stems() -> Iterator[str]:
    return (stop.stem for way in WAYS for stop in way.stops())


def _tasks(stem: str) -> list[Exercise]:
    module = module_called(stem)
    return exercises_of(module.topic) if module else []


def _with(stop: Stop) -> str:
    """The notebook and the cards by which the stop is done."""
    lesson = [f"[lesson](../course/{stop.stem}.ipynb)"] if module_called(stop.stem) else []
    own = [f"[My network](../course/{OWN_ARCHIVE}.ipynb)"] if stop.stem == OWN_ARCHIVE else []
    return ", ".join([*lesson, *own, *(f"card *{card.title}*" for card in cards_at(stop))])


def _tasks_and_ready(stop: Stop) -> tuple[str, str]:
    tasks = _tasks(stop.stem)
    whole = not stop.what and not stop.tasks
    done = [one for one in tasks if one.id in stop.tasks or (whole and one.core)]
    numbers = ", ".join(str(tasks.index(one) + 1) for one in done)
    return numbers + (", reflection" if tasks and whole else ""), _READY.get(stop.stem, "")


def _to_print(way: Way) -> str:
    needed = {card.id: card for stop in way.stops() for card in cards_at(stop)}
    open_left = any(_is_open(stop) and not cards_at(stop) for stop in way.stops())
    spare = [f"*{card.title}* ({card.copies})" for card in cards() if card.spare] if open_left else []
    return "; ".join([*(f"*{card.title}* ({card.copies})" for card in needed.values()), *spare])
