"""The ways through the course fit what the modules declare, and add up to the time that there is."""

import re

import pytest

from ssl_helpers.checking.exercises import exercises_of, find, module_called, module_of, topics
from ssl_helpers.ways import OWN_ARCHIVE, WAYS
from ssl_trainer import readme

DAY = 420
MINUTES = {"Half day": [210], "One day": [DAY], "Two days": [DAY, DAY]}
"""Of each day of a workshop, with its breaks."""
STOPS = [stop for way in WAYS for stop in way.stops()]
WRITTEN = {module_of(topic).stem[:2]: module_of(topic).stem for topic in topics()}


def core_minutes(stem: str) -> int:
    module = module_called(stem)
    tasks = sum(one.minutes for one in exercises_of(module.topic) if one.core)
    return module.lesson_minutes + tasks + module.reflection_minutes


def test_minutes_of_each_day_add_up():
    assert {way.name: [sum(stop.minutes for stop in day) for day in way.days] for way in WAYS} == MINUTES
    assert [way.minutes for way in WAYS] == [sum(days) for days in MINUTES.values()]


def test_stops_name_modules_by_their_stem():
    for stem in {stop.stem for stop in STOPS if stop.stem} | {stem for way in WAYS for stem in way.at_home}:
        assert stem == OWN_ARCHIVE or re.fullmatch(r"\d\d_[a-z]+", stem)
        assert WRITTEN.get(stem[:2], stem) == stem


@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop.stem in WRITTEN.values()], ids=str)
def test_stop_has_the_time_that_its_module_declares(stop):
    assert all(find(task).id.startswith(f"{module_called(stop.stem).topic}.") for task in stop.tasks)
    if stop.what or stop.tasks:
        assert stop.minutes <= core_minutes(stop.stem), "a part takes no longer than the whole"
    else:
        assert stop.minutes == core_minutes(stop.stem)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_no_way_leaves_the_first_module_or_ones_own_archive_out(way):
    stems = [stop.stem for stop in way.stops() if stop.stem]
    assert stems[0] == WRITTEN["00"] and OWN_ARCHIVE in stems and len(set(stems)) == len(stems)
    assert not set(stems) & set(way.at_home)


@pytest.mark.parametrize("table", [readme.module_table, readme.start_page_table])
def test_tables_show_each_way_in_its_order(table):
    text = table()
    for way in WAYS:
        (row,) = re.findall(rf"^\| \*\*{way.name}\*\*.*", text, re.MULTILINE)
        titles = [module_called(stop.stem).title for stop in way.stops() if stop.stem in WRITTEN.values()]
        assert [title for title in re.findall(r"\[([^]]+)\]\([^)]+\) \d", row) if title != "My network"] == titles
        assert "[My network](" in row
    everything = sum(map(core_minutes, WRITTEN.values()))
    assert f"{everything} minutes" in text
