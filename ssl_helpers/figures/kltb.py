"""Module 5: Know-Like-Trust-Buy."""

from itertools import groupby

import pandas as pd

from ssl_helpers import kltb, plots


def show_stages(journeys: pd.DataFrame) -> None:
    """Four boxes with arrows: the stages, and how many people were ever at each."""
    people = {stage: len(who) for stage, who in kltb.ever(journeys).items()}
    named = ", ".join(f"{stage} {count}" for stage, count in people.items())
    texts = {stage: f"{count}\npeople" for stage, count in people.items()}
    plots.show(
        plots.chain(texts, "The stages, and how many people were ever there"),
        alt="Four boxes in a row. From each an arrow leads to the next and another to itself; no arrow jumps, none "
        f"leads back. People who were ever there: {named}.",
    )


def show_paths(journeys: pd.DataFrame, most: int = 8) -> None:
    """Bars: the `most` commonest paths, a stage that repeats written once, those off the model pointed out."""
    walked = pd.Series(
        [tuple(stage for stage, _ in groupby(path)) for path in kltb.paths(journeys).values()], dtype=object
    )
    commonest = walked.value_counts().head(most)
    names = [" → ".join(path) for path in commonest.index]
    off = [name for name, path in zip(names, commonest.index, strict=True) if not kltb.is_valid(path)]
    people = pd.Series(commonest.to_numpy(), index=names)
    named = ", ".join(f"{name} {count}{' (off the model)' if name in off else ''}" for name, count in people.items())
    plots.show(
        plots.bars(people, "The commonest paths (hatched: off the model)", "people", marked=off, write="{:.0f}".format),
        alt=f"Bar chart of the {len(people)} commonest paths, in people: {named}.",
    )
