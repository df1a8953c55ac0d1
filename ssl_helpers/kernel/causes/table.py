"""A table of causes: for which kind of error, known by which of Python's own words, and what is said then."""

import re
from collections.abc import Callable

from ssl_helpers.kernel.causes.stop import Stop

Explain = Callable[[Stop, re.Match], str | None]


class Causes(list[tuple[type[BaseException], str, Explain]]):
    """The causes of one file. They are tried from top to bottom, so the more telling ones stand first."""

    def told(self, kind: type[BaseException], pattern: str, text: str) -> None:
        """A cause that Python's words alone tell; `text` may use the groups of `pattern` as {0}, {1}, …"""
        self.append((kind, pattern, lambda stop, found: text.format(*found.groups())))

    def cause(self, kind: type[BaseException], pattern: str = "") -> Callable[[Explain], Explain]:
        """A cause that takes a look around. The function gets the match of `pattern`; None says: it is not this one."""

        def enter(explain: Explain) -> Explain:
            self.append((kind, pattern, explain))
            return explain

        return enter
