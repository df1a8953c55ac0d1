"""The answer bank: for each exercise, right answers by other routes and wrong answers with the words they must get.

One file per topic, with `RIGHT` (task -> answer cells) and `WRONG` (task -> pairs of answer cell and words); and, where
there are any, `CONSTANTS`: the tasks whose numbers stand in the task's text and are the same on every firm. The cells
run in real notebooks, on several firms. Cells that a fresh reader wrote are kept here too, right or wrong.
"""

import importlib


def constants_of(topic: str) -> set[str]:
    """The ids of the topic's exercises in `CONSTANTS`."""
    names = getattr(importlib.import_module(f"answers.{topic}"), "CONSTANTS", ())
    return {f"{topic}.{name}" for name in names}
