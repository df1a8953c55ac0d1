"""Counting people so that none can be picked out: in groups of at least SMALLEST, or not at all."""

from collections.abc import Iterable

import pandas as pd

from ssl_helpers.my_network.shapes import SMALLEST, Group


def hushed(count: int) -> int | None:
    """The count, or None for 1 to 4."""
    return None if 0 < count < SMALLEST else count


def hushed_part(part: int, whole: int) -> int | None:
    """The count of a part, or None if it or the rest of the whole is 1 to 4: subtraction would tell."""
    return None if hushed(whole - part) is None else hushed(part)


def by_relation(relations: pd.Series, labels: dict[str, str], rest: str) -> tuple[Group, ...]:
    """People by relation, in the order of `labels`; small groups go to the group `rest`, which stands last.

    relations: one label's key per person. If those put together are fewer than SMALLEST still, the smallest of the
    other groups joins them: otherwise subtraction would tell what is not shown.
    """
    count = {key: int((relations == key).sum()) for key in labels}
    own = [key for key in labels if key != rest and count[key] >= SMALLEST]
    together = len(relations) - sum(count[key] for key in own)
    while 0 < together < SMALLEST and own:
        smallest = min(own, key=lambda key: count[key])
        own.remove(smallest)
        together += count[smallest]
    small = [labels[key] for key in labels if key != rest and key not in own and count[key]]
    label = f"{labels[rest]}, with {_and(small)}" if small else labels[rest]
    groups = [(labels[key], count[key]) for key in own]
    return _parts([*groups, (label, together)] if together else groups, len(relations))


def by_year(years: pd.Series) -> tuple[Group, ...]:
    """People by year, oldest first; a year with fewer than SMALLEST is put together with the next.

    years: one per person, or missing.
    """
    count = years.dropna().astype(int).value_counts()
    first, last = (count.index.min(), count.index.max()) if len(count) else (0, -1)
    spans = [(str(year), int(count.get(year, 0))) for year in range(first, last + 1)]
    if unknown := int(years.isna().sum()):
        spans.insert(0, ("not known", unknown))
    groups: list[tuple[list[str], int]] = []
    for label, people in spans:
        if groups and 0 < groups[-1][1] < SMALLEST:
            groups[-1] = ([*groups[-1][0], label], groups[-1][1] + people)
        else:
            groups.append(([label], people))
    while len(groups) > 1 and 0 < groups[-1][1] < SMALLEST:
        labels, people = groups.pop()
        groups[-1] = ([*groups[-1][0], *labels], groups[-1][1] + people)
    return _parts([(_span(labels), people) for labels, people in groups], len(years))


def _span(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"


def _parts(counted: Iterable[tuple[str, int]], of: int) -> tuple[Group, ...]:
    return tuple(Group(label, count, count / of) for label, count in counted)


def _and(labels: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
