"""How long a learner waits for a card: median and worst of 20 checks per exercise, right answers and known mistakes."""

import statistics
import time

from ssl_helpers.checking.exercises import exercises_of, topics
from ssl_helpers.checking.session import judge

TIMES = 20


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
