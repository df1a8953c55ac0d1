"""How long the class report of a large class takes to write and to open, and how large it is."""

import csv
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ssl_helpers.checking import outcomes
from ssl_helpers.checking.exercises import Exercise, exercises_of, module_of, topics
from ssl_trainer import report
from ssl_trainer.records import NOT_REACHED
from ssl_trainer.results import CHECKS, GRADES

LEARNERS, MODULES = 300, 14
KINDS = (outcomes.CORRECT, outcomes.NOT_YET, outcomes.STOPPED, outcomes.NOT_ATTEMPTED, NOT_REACHED)


def modules(number: int) -> Iterator[tuple[str, list[tuple[str, Exercise]]]]:
    """Stem -> (id, declaration) of its checks. What the course does not have yet is like a module that it has."""
    stems = sorted(module_of(topic).stem for topic in topics())
    for at in range(number):
        stem = stems[at % len(stems)]
        topic = stem.partition("_")[2]
        again = f"{at:02}_again_{topic}" if at >= len(stems) else ""
        yield again or stem, [(one.id.replace(topic, again or topic, 1), one) for one in exercises_of(topic)]


def make_tables(results: Path, learners: int, number: int) -> None:
    """Write checks.csv and grades.csv of an invented class."""
    rng = random.Random(2026)
    checks, grades = [], []
    for stem, declared in modules(number):
        mistakes = {name: [*one.expected().mistakes, ""] for name, one in declared}
        for at in range(learners):
            learner = f"Æsa Ørsted-Nielsen, {at}"
            reached = {True: 0, False: 0}
            for name, one in declared:
                kind = rng.choices(KINDS, (60, 20, 5, 10, 5))[0]
                points = one.points if kind == outcomes.CORRECT else 0
                reached[one.core] += points
                mistake = rng.choice(mistakes[name]) if kind == outcomes.NOT_YET else ""
                told = f"You gave {rng.randrange(99)}. {mistake}" if kind == outcomes.NOT_YET else "Well."
                row = (learner, stem, name, kind, points, one.points, mistake, told, rng.randrange(20))
                checks.append(dict(zip(CHECKS, row, strict=True)))
            most = {core: sum(one.points for _, one in declared if one.core == core) for core in (True, False)}
            row = (learner, stem, "graded", "", reached[True], most[True], reached[False], most[False], "", 3, "")
            grades.append(dict(zip(GRADES, row, strict=True)))
    for name, rows in (("checks.csv", checks), ("grades.csv", grades)):
        with (results / name).open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            table.writeheader()
            table.writerows(rows)


def opened(page: Path, times: int = 3) -> tuple[float, float]:
    """Seconds until the load event, and until the page has been painted and answers; the median of some openings."""
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(times):
            tab = browser.new_page()
            began = time.perf_counter()
            tab.goto(page.as_uri())
            tab.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            painted = time.perf_counter() - began
            load = tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            found.append((load / 1000, painted))
            tab.close()
        browser.close()
    return sorted(found)[len(found) // 2]


if __name__ == "__main__":
    for number in (len(topics()), MODULES):
        with tempfile.TemporaryDirectory() as folder:
            make_tables(Path(folder), LEARNERS, number)
            began = time.perf_counter()
            page = report.write(Path(folder))
            wrote = time.perf_counter() - began
            load, painted = opened(page)
            print(
                f"{LEARNERS} learners, {number} modules: written in {wrote:.1f} s, {page.stat().st_size / 1e6:.1f} MB, "
                f"load event after {load:.2f} s, painted after {painted:.2f} s"
            )
