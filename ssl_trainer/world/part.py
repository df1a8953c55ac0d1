"""What the firm is made of: tables that are drawn together and tried together."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Part(NamedTuple):
    """Tables drawn from one seed and sub-seed, and the topics of the exercises that read them.

    draw: given the seed, the sub-seed and a folder with the parts before this one, writes the tables there. It raises
    AssertionError if they do not show what is planted; the next sub-seed is then taken.
    """

    topics: tuple[str, ...]
    draw: Callable[[int, int, Path], None]
