"""How long a learner waits for a card: median and worst of 20 checks per exercise, right answers and known mistakes.

And how long it takes to remember an outcome, when many have been remembered before.
"""

import statistics
import tempfile
import time
from pathlib import Path

from ssl_helpers.checking import outcomes, record
from ssl_helpers.checking.exercises import exercises_of, topics
from ssl_helpers.checking.session import judge

TIMES = 20
EVENTS = 2000
"""Far more than a learner's checks in the whole course."""


def milliseconds(one, answer: object) -> list[float]:
    took = []
    for _ in range(TIMES):
        started = time.perf_counter()
        judge(one, {one.names[0]: answer})
        took.append(1000 * (time.perf_counter() - started))
    return took


for topic in topics():
    for one in exercises_of(topic):
        expected = one.expected()
        right = milliseconds(one, expected.right)
        wrong = [took for mistake in expected.mistakes.values() for took in milliseconds(one, mistake)]
        print(
            f"{one.id}: right {statistics.median(right):.1f} ms, wrong {statistics.median(wrong):.1f} ms, "
            f"worst {max(right + wrong):.1f} ms"
        )

with tempfile.TemporaryDirectory() as folder:
    record.my_work = lambda: Path(folder)
    took = []
    for number in range(EVENTS):
        told = outcomes.Outcome(one.id, outcomes.NOT_YET, "", 0, one.points)
        started = time.perf_counter()
        record.add_check(told, [record.digest(f"answer = {number}")], kept=True)
        record.tries(one)
        took.append(1000 * (time.perf_counter() - started))
print(f"remembered after {EVENTS} others: {statistics.median(took[-TIMES:]):.1f} ms, worst {max(took):.1f} ms")
