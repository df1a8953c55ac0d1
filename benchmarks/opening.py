"""How long it takes from a finished set-up until the start page can be read: `ssl-course start` and a real Chromium."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright import sync_api

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from conftest import CHROMIUM
from lab_server import TOKEN, served
from test_browser import copy_of_the_course

TIMES = 5


def seconds(course: Path, home: Path) -> float:
    """From the command to the heading of the start page."""
    started = time.perf_counter()
    command = ["ssl_helpers.cli", "start"]
    with served(command, course, home, PYTHONPATH=str(course)) as address, sync_api.sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page()
        page.goto(f"{address}/?token={TOKEN}")
        page.get_by_role("heading", name="The social selling course").wait_for(timeout=60_000)
        return time.perf_counter() - started


# JupyterLab may still write its last words while the folder goes.
with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
    course = copy_of_the_course(Path(folder) / "kursus æøå")
    took = [seconds(course, Path(folder) / f"home{number}") for number in range(TIMES)]
print(f"the start page is there after {statistics.median(took):.1f} s (median of {TIMES}; worst {max(took):.1f} s)")
