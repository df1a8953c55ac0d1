"""`docs/messages.md` holds every message that a learner can see, as it is said now."""

import re

import messages
import pytest

from ssl_helpers.data import COURSE_FOLDER

QUOTED = r"'[^']*'|\"[^\"]*\"|“[^”]*”|`[^`]*`|\([^()]*\)|\[[^\[\]]*\]"
VALUES = QUOTED + r"|\ba \w+ of \d+(?: \w+)?"


@pytest.fixture(scope="module")
def said() -> str:
    return messages.snapshot()


def test_the_file_is_as_the_course_speaks(said):
    assert messages.FILE.read_bytes() == said.encode(), "run .venv/bin/python tests/messages.py and read what changed"


KNOWN = {
    "start.py": "The course needs 1.5 GB of free disk: make some room, then start again.",
    "start.bat": "The course needs Python, and this computer has none yet.",
    "ssl_helpers/cli.py": "Look at your own network, in numbers. Your archive is read in memory; nothing is sent.",
    "ssl_helpers/data.py": "There is no table called {…}.{…}",
    "ssl_helpers/checking/session.py": "Have you changed your answer? Run the answer cell first, then this one.",
    "ssl_helpers/checking/values.py": "a table of {…} and {…}",
    "ssl_helpers/checks/strategy.py": "You gave {…}: {…} counts as one. {…}",
    "ssl_helpers/kernel/causes/unreadable_signs.py": "A text that begins with three quotes must end with three.",
    "ssl_helpers/my_network/parts.html.j2": "Posts per week, {…} from Monday {…} to the week of Monday {…}",
    "ssl_helpers/my_network/page.py": "Before you write to anyone",
    "ssl_helpers/widgets/ordering.js": "Drag an item, press ▲ ▼, or go to it with Tab and move it with the arrow keys.",
    "ssl_helpers/widgets/calendar_painter.js": "Idea for {…}: no post there yet",
    "ssl_helpers/widgets/ordering.py": "“{…}” is the first in a wrong place.",
    "ssl_trainer/feedback/page.html.j2": "What we mended in your file before marking",
}
"""One sentence of each kind: from a list, a command's help, an f-string, an alternative, a page, a script."""


@pytest.mark.parametrize("path", KNOWN)
def test_sentences_of_each_kind_are_found(path):
    assert KNOWN[path] in messages.sentences_in(COURSE_FOLDER / path)


@pytest.mark.parametrize(
    "text",
    [
        'people[people["category"] == "customer"]',
        "connections = 600\nconnections",
        "margin:.3em 0 0;white-space:pre-wrap",
        r"name '(\w+)' is not defined",
        "No matching distribution|Could not find a version",
        "%d %B %Y",
        "company_key",
        "text/html",
        "people.category == customer",
        "{…} {…}",
        "",
    ],
)
def test_code_and_data_are_no_sentences(text):
    assert not messages.is_for_a_person(text)


def test_no_message_is_too_long(said):
    """Longer than 60 words nobody reads who only wants to know what to do next."""
    long = [line for line in re.findall(r"(?m)^(?:> |  [✓→] )(.+)$", said) if len(line.split()) > 60]
    assert not long, "\n".join(long)


def test_every_message_is_made_of_sentences_of_the_source(said):
    """What is said to answers, letters and slips, less what the source has, leaves only what the learner typed."""
    pieces = {one for path in messages.sources() for one in messages.sentences_in(path)}
    parts = {part.casefold() for one in pieces for part in messages.parts_of(one)}
    known = sorted((part for part in parts if len(part.split()) > 2 or part.endswith(".")), key=len, reverse=True)
    spoken = re.findall(r"(?m)^(?:> |  [✓→] )(.+)$", said)
    assert len(spoken) > 1000
    strange = []
    for message in spoken:
        left = message.casefold()
        for part in known:
            left = left.replace(part, "…")
        # A hole holds a name, a number or what was typed, not five words of ours.
        if re.search(r"(?<![\w.])(?:[a-z]+ ){4}[a-z]+", re.sub(VALUES, "…", left)):
            strange.append(f"{message}\n    {left}")
    assert not strange, "\n".join(strange)
