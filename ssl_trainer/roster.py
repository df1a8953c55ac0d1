"""The list of a class, and which of its names a hand-in belongs to."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from ssl_helpers import CourseError
from ssl_helpers.letters import encoding

_HEADINGS = {"learner", "name", "full name", "student", "student_id", "id", "username", "participant"}
_HEADINGS |= {"navn", "fulde navn", "elev", "deltager", "kursist", "studerende", "medarbejder", "fornavn"}


def read(path: Path) -> list[str]:
    """The names in a list of learners: one in each line, or the first column of a CSV file, with or without a heading.

    Raises CourseError for a file that cannot be read, is empty, or names somebody twice.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CourseError(f"The roster {path} cannot be read: {error.strerror or error}.") from error
    text = raw.decode(encoding(raw)[0], errors="replace").lstrip("\ufeff")
    first = text.partition("\n")[0]
    separator = next((one for one in ";\t" if one in first), ",")
    names = [row[0].strip() for row in csv.reader(text.splitlines(), delimiter=separator) if row and row[0].strip()]
    if names and names[0].casefold() in _HEADINGS:
        names = names[1:]
    if not names:
        raise CourseError(f"There are no names in the roster {path}. Write one learner in each line.")
    twice = [name for name, times in Counter(map(_key, names)).items() if times > 1]
    if twice:
        shown = next(name for name in names if _key(name) == twice[0])
        raise CourseError(f"The roster {path} names {shown} more than once. Tell the two apart, as by a number.")
    return names


def keep(path: Path, names: Sequence[str]) -> None:
    """Write the names so that `read` gives them again; without names, no file stays."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([["learner"], *([name] for name in names)])
    path.unlink(missing_ok=True)
    if names:
        path.write_bytes(text.getvalue().encode())


def matched(roster: Iterable[str], learners: Iterable[str]) -> dict[str, str]:
    """Learner as the inbox names them -> their name on the roster, where there is one and it is one alone's.

    Upper and lower case, blanks and signs do not count. "Anna Holm (123)" is found under the whole name, under
    "Anna Holm" and under "123".
    """
    known = {_key(name): name for name in roster}
    found = {learner: next((known[key] for key in _keys(learner) if key in known), None) for learner in learners}
    times = Counter(found.values())
    return {
        learner: name for learner, name in found.items() if name and (times[name] == 1 or _key(name) == _key(learner))
    }


def alike(name: str, learners: Iterable[str]) -> list[str]:
    """The learners of the inbox whom this name of the roster may mean."""
    return [learner for learner in learners if _key(name) in _keys(learner)]


def _keys(learner: str) -> list[str]:
    parts = re.fullmatch(r"(.*) \((\d+)\)", learner)
    return [_key(one) for one in (learner, *(parts.groups() if parts else ()))]


def _key(name: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFC", name).casefold() if one.isalnum())
