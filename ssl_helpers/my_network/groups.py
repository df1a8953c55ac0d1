"""Counting people so that none can be picked out: in groups of at least SMALLEST, or not at all."""

from collections.abc import Iterable

import pandas as pd

from ssl_helpers.my_network.shapes import SMALLEST, Group

_NOT_KNOWN = "not known"


def too_few(people: int) -> bool:
    """Whether so many are too few to be told: 1 to 4."""
    return 0 < people < SMALLEST


def hushed_part(part: int, *wholes: int) -> int | None:
    """The count of a part, or None if it, or what is left of one of the wholes, is 1 to 4: subtraction would tell."""
    return None if any(map(too_few, (part, *(whole - part for whole in wholes)))) else part


def by_relation(relations: pd.Series, labels: dict[str, str], rest: str) -> tuple[Group, ...]:
    """People by relation, in the order of `labels`; small groups go to the group `rest`, which stands last.

    relations: one label's key per person. If those put together are fewer than SMALLEST still, the smallest of the
    other groups joins them: otherwise subtraction would tell what is not shown. Of 1 to 4 people there is no group.
    """
    if too_few(len(relations)):
        return ()
    count = {key: int((relations == key).sum()) for key in labels}
    own = [key for key in labels if key != rest and count[key] >= SMALLEST]
    together = len(relations) - sum(count[key] for key in own)
    while too_few(together) and own:
        smallest = min(own, key=lambda key: count[key])
        own.remove(smallest)
        together += count[smallest]
    small = [labels[key] for key in labels if key != rest and key not in own and count[key]]
    label = f"{labels[rest]}, with {_and(small)}" if small else labels[rest]
    groups = [(labels[key], count[key]) for key in own]
    return _parts([*groups, (label, together)] if together else groups, len(relations))


def by_year(years: pd.Series) -> tuple[Group, ...]:
    """People by year, oldest first; a year with fewer than SMALLEST is put together with the next.

    years: one per person, or missing. Of 1 to 4 people there is no group.
    """
    if too_few(len(years)):
        return ()
    count = years.dropna().astype(int).value_counts()
    first, last = (count.index.min(), count.index.max()) if len(count) else (0, -1)
    spans = [(str(year), int(count.get(year, 0))) for year in range(first, last + 1)]
    if unknown := int(years.isna().sum()):
        spans.insert(0, (_NOT_KNOWN, unknown))
    groups: list[tuple[list[str], int]] = []
    for label, people in spans:
        if groups and too_few(groups[-1][1]):
            groups[-1] = ([*groups[-1][0], label], groups[-1][1] + people)
        else:
            groups.append(([label], people))
    while len(groups) > 1 and too_few(groups[-1][1]):
        labels, people = groups.pop()
        groups[-1] = ([*groups[-1][0], *labels], groups[-1][1] + people)
    return _parts([(_span(labels), people) for labels, people in groups], len(years))


def _span(labels: list[str]) -> str:
    if labels[0] == _NOT_KNOWN and len(labels) > 1:
        return f"{_span(labels[1:])} or {_NOT_KNOWN}"
    return labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"


def _parts(counted: Iterable[tuple[str, int]], of: int) -> tuple[Group, ...]:
    return tuple(Group(label, count, count / of) for label, count in counted)


def _and(labels: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))
