"""What is said about reading an archive: what was read, what was not and why, and what may be wrong in it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reading:
    """One file read into one table. notes: sentences about it. No person is named in any of them."""

    file: str
    table: str
    what: str
    rows: int
    notes: tuple[str, ...]


@dataclass
class Report:
    """archive: the name of what was read. skipped: file and reason. unread: files left alone on purpose.

    others: how many files are none that the course knows; their names are the learner's own and not repeated. absent:
    files of the course's tables that the archive does not have. hidden: people whose profile is hidden or closed.
    notes: sentences about the archive as a whole.
    """

    archive: str
    read: list[Reading] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    others: int = 0
    absent: list[str] = field(default_factory=list)
    hidden: int = 0
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report in sentences, the most important first."""
        lines = list(self.notes)
        for one in self.read:
            rows = "1 row" if one.rows == 1 else f"{one.rows:,} rows"
            lines.append(" ".join([f"{one.file}: {rows} read ({one.what}).", *one.notes]))
        lines += dict.fromkeys(f"{name}: not read. {why}" for name, why in self.skipped)
        if self.unread:
            lines.append(f"Not opened, because nothing here needs them: {', '.join(dict.fromkeys(self.unread))}.")
        if self.others:
            other = "1 other file is" if self.others == 1 else f"{self.others:,} other files are"
            lines.append(f"{other} none of those the course reads.")
        if self.absent:
            lines.append(f"Not found: {', '.join(self.absent)}.")
        return [printable(line) for line in lines]

    def __str__(self) -> str:
        return "\n".join([printable(f"Read from {self.archive}:"), *(f"- {line}" for line in self.lines())])


def printable(line: str) -> str:
    """The line without signs that steer a terminal or turn the direction of writing: a file's name may hold any."""
    return "".join(sign if sign.isprintable() else "�" for sign in line)
