"""The ways through the course: which modules a workshop takes, in which order, and for how many minutes."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Stop:
    """One item of a workshop's plan.

    minutes: of the class. stem: the module, "my_network" for the notebook of one's own archive, "" for what needs no
    notebook. what: what is done of it, or without a notebook. tasks: the ids of those solved. A module with neither is
    done with all of its core.
    """

    minutes: int
    stem: str = ""
    what: str = ""
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """A workshop: the stops of each day in order, breaks included, and the modules for afterwards at home."""

    name: str
    days: tuple[tuple[Stop, ...], ...]
    at_home: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(stop.minutes for stop in self.stops())

    def stops(self) -> Iterator[Stop]:
        return (stop for day in self.days for stop in day)


OWN_ARCHIVE = "my_network"
_BREAK, _LUNCH = Stop(15, what="Break"), Stop(45, what="Lunch")

WAYS = (
    Way(
        "Half day",
        (
            (
                Stop(10, what="Poll, and who agrees to what"),
                Stop(25, "00_start"),
                Stop(40, "06_network", "parts 1, 2 and 4 with three comments", ("network.listeners", "network.mix")),
                _BREAK,
                Stop(35, "07_content", "parts 2 and 4 with the calendar", ("content.ratio", "content.product_to_drop")),
                Stop(15, "08_followup", "spot the myth"),
                Stop(15, "11_ownership", "unwanted messages, and who owns what"),
                Stop(35, OWN_ARCHIVE),
                Stop(20, what="Your plan in your calendar, and what you promise"),
            ),
        ),
        ("01_buying", "05_kltb"),
    ),
    Way(
        "One day",
        (
            (
                Stop(10, what="Welcome"),
                Stop(25, "00_start"),
                Stop(30, "02_strategy", "parts 1 and 4: the canvas, in teams"),
                _BREAK,
                Stop(30, "04_profiles", "parts 1 to 3: the headline"),
                Stop(55, "06_network"),
                _LUNCH,
                Stop(45, "05_kltb", "parts 1 to 3, role-play", ("kltb.accept_by_stage", "kltb.accept_by_interest")),
                Stop(50, "07_content"),
                _BREAK,
                Stop(15, "08_followup", "spot the myth"),
                Stop(25, "11_ownership", "a policy"),
                Stop(35, OWN_ARCHIVE),
                Stop(25, what="A plan for four weeks, and what you promise"),
            ),
        ),
        ("01_buying", "03_budget"),
    ),
    Way(
        "Two days",
        (
            (
                Stop(10, what="Welcome"),
                Stop(25, "00_start"),
                Stop(35, "01_buying"),
                _BREAK,
                Stop(40, "02_strategy"),
                Stop(40, "04_profiles"),
                _LUNCH,
                Stop(30, "03_budget"),
                Stop(45, "05_kltb"),
                _BREAK,
                Stop(55, "06_network"),
                Stop(50, "07_content"),
                Stop(15, what="What we take home from today"),
            ),
            (
                Stop(10, what="What we took home from yesterday"),
                Stop(35, "08_followup"),
                Stop(40, "09_pipeline"),
                _BREAK,
                Stop(40, "12_relations"),
                Stop(30, "10_advocacy", "the pilot"),
                _LUNCH,
                Stop(40, "11_ownership", "a lawyer as guest"),
                Stop(40, OWN_ARCHIVE),
                _BREAK,
                Stop(75, "14_capstone", "short form"),
                Stop(20, what="Pitches"),
                Stop(15, what="A plan for 30, 60 and 90 days"),
            ),
        ),
        ("13_founder",),
    ),
)
