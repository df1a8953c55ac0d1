"""Submissions that must hurt nobody: what each does, and the one status it must end with.

The code stands in the first answer cell (the task `listeners`) of an otherwise untouched exercise.
"""

import io
import os
import socket
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat
from handed_in import STEM, exercise, put, solved

from ssl_helpers.checking.exercises import exercises_of

MARKER = "ssl-course-test-survivor"
"""Stands in the command line of every process that a submission starts, so that survivors are found."""

CODE: Mapping[str, tuple[str, str]] = {
    "infinite loop": ("timeout", "while True:\n    pass"),
    "loop that catches everything": (
        "timeout",
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
    ),
    "loop that ignores interrupts": (
        "timeout",
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass",
    ),
    "sleeps in C": ("timeout", "import time\ntime.sleep(1000)"),
    "exits": ("crashed", "import os\nos._exit(0)"),
    "segfault": ("crashed", "import ctypes\nctypes.string_at(0)"),
    "kills itself": ("crashed", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
    "aborts": ("crashed", "import os\nos.abort()"),
    "calls itself for ever": ("graded", "def again():\n    return again()\n\n\nagain()"),
    "kills all it can see": ("graded", "import os, signal\nos.kill(-1, signal.SIGKILL)"),
    "kills its parent": ("graded", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"),
    "takes all memory": ("memory", "import time\nmuch = [bytearray(b'x' * 10**8) for _ in range(25)]\ntime.sleep(5)"),
    "memory in many processes": (
        "memory",
        "import os, time\nfor _ in range(12):\n    if os.fork() == 0:\n        x = bytearray(b'x' * 250_000_000)\n"
        "        time.sleep(20)\n        os._exit(0)\ntime.sleep(20)",
    ),
    "asks for more than there is": ("graded", "much = 'x' * 10**11"),
    "200 forks": (
        "crashed",
        "import os, time\nfor _ in range(200):\n    if os.fork() == 0:\n        time.sleep(60)\n        os._exit(0)\n"
        "time.sleep(5)",
    ),
    "detached children": (
        "graded",
        "import subprocess, sys\nfor _ in range(3):\n    subprocess.Popen([sys.executable, '-c', 'import time; "
        f"time.sleep(600)', '{MARKER}'], start_new_session=True)",
    ),
    "sys.exit": ("graded", "import sys\nsys.exit(1)"),
    "exit()": ("graded", "exit()"),
    "input": ("graded", "listeners = input()"),
    "syntax error": ("graded", "listeners = len(people"),
    "100 MB in one line": ("graded", "print('x' * 100_000_000)"),
    "100 MB as a value": ("graded", "'x' * 100_000_000"),
    "100 MB in an error": ("graded", "raise ValueError('x' * 100_000_000)"),
    "300,000 lines": ("graded", "for number in range(300_000):\n    print(number)"),
    "3,000 displays": ("graded", "for number in range(3_000):\n    display(number)"),
    "raw writes to the screen": ("graded", "import os\nfor _ in range(1000):\n    os.write(1, b'x' * 60_000)"),
    "200 MB file": ("graded", "open('large', 'wb').write(b'x' * 200_000_000)"),
    "fills the folder": (
        "graded",
        "for number in range(100):\n    open(f'file{number}', 'wb').write(b'x' * 10_000_000)",
    ),
    "writes into the course": (
        "graded",
        "for name in ('../../datasets/accounts.csv', '../../datasets/new', '../../new', '/etc/new'):\n"
        "    try:\n        open(name, 'w').write('x')\n    except OSError:\n        pass",
    ),
    "changes the checks on disk": (
        "graded",
        "import ssl_helpers\nopen(ssl_helpers.__file__, 'w').write('x')",
    ),
    "network": ("graded", "import socket\nsocket.create_connection(('192.0.2.1', 80), timeout=2)"),
    "shell commands": ("graded", "!rm -rf ../../datasets ../.. ~ 2>/dev/null"),
    "silenced check, mode away": (
        "graded",
        "check = lambda *anything: None\nimport os\nos.environ.pop('NBGRADER_EXECUTION', None)",
    ),
    "environ cleared": ("graded", "import os\nos.environ.clear()"),
    "an answer that equals everything": (
        "graded",
        "class Equal(int):\n    __eq__ = __ge__ = __le__ = lambda self, other: True\n    __hash__ = int.__hash__\n"
        "listeners = Equal(1)",
    ),
    "warning": ("graded", "import warnings\nwarnings.warn('careful')"),
    "own pandas beside it": ("graded", "open('pandas.py', 'w').write('raise SystemExit')\nimport pandas"),
    "faked card": (
        "graded",
        "from ssl_helpers.checking.outcomes import Outcome\n"
        "display(Outcome('network.listeners', 'correct', 'x', 99, 99).bundle, raw=True)",
    ),
    "script as output": (
        "graded",
        "from IPython.display import HTML, Javascript\n"
        "display(HTML('<script>alert(1)</script>'), Javascript('alert(1)'))",
    ),
    "odd cards after every cell": (
        "graded",
        "from ssl_helpers.checking.outcomes import MIME\n"
        "get_ipython().events.register('post_run_cell', lambda result: [\n"
        "    display({MIME: card}, raw=True) for card in ({'kind': [1]}, {'kind': {}}, [1], 'x')])",
    ),
    "opens files until there are no more": (
        "graded",
        "held = []\ntry:\n    while True:\n        held.append(open('x', 'a'))\nexcept OSError:\n    held.clear()",
    ),
    "changes a display meanwhile": (
        "graded",
        "import threading, time\nbar = display('0', display_id=True)\n\n\ndef go():\n    for number in range(200):\n"
        "        bar.update(number)\n        time.sleep(0.01)\n\n\nthreading.Thread(target=go).start()",
    ),
    "60 MB of outcomes": (
        "graded",
        "from ssl_helpers.checking.outcomes import Outcome, MIME\nfor _ in range(10):\n"
        "    display({MIME: {'exercise': 'x', 'kind': 'correct', 'message': 'x' * 6_000_000}}, raw=True)",
    ),
    "looks at the first process": ("graded", "print(open('/proc/1/environ').read())"),
    "cells that do nothing": ("tampered", "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])"),
    "no assert survives": (
        "tampered",
        "import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Expr(self, node):\n        return ast.Pass()\n"
        "get_ipython().ast_transformers.append(Drop())",
    ),
    "cards after every cell": (
        "tampered",
        "from ssl_helpers.checking.outcomes import Outcome\n"
        "get_ipython().events.register('post_run_cell', lambda result: display(\n"
        "    Outcome('network.listeners', 'correct', 'x', 1, 1).bundle, raw=True))",
    ),
    "silent display": (
        "graded",
        "import ssl_helpers.checking.session as session\nsession.display = lambda *anything, **more: None",
    ),
    "everything passes": (
        "tampered",
        "from ssl_helpers.checking import expect\nexpect.number = lambda *anything, **more: None\nlisteners = 1",
    ),
    "no judge": (
        "tampered",
        "import ssl_helpers.checking.session as session\nsession.judged_by = lambda *anything: None\nlisteners = 1",
    ),
    "all is near": (
        "tampered",
        "import math\nimport ssl_helpers.checking.expect as expect\nexpect._off = lambda *anything: []\nlisteners = 1",
    ),
    "no exceptions": (
        "graded",
        "import ssl_helpers.checking.expect as expect\nexpect.NotYet.__new__ = lambda *anything: 1 / 0\n"
        "import ssl_helpers.checking.session as session\nsession.NotCorrect = KeyboardInterrupt\n"
        "session.outcomes.NOT_YET = 'correct'",
    ),
}
"""What it does -> its status, its code."""


def _notebook(change: Callable[[nbformat.NotebookNode], None], base=exercise) -> str:
    notebook = base()
    change(notebook)
    return nbformat.writes(notebook)


def _cell(notebook: nbformat.NotebookNode, grade_id: str) -> nbformat.NotebookNode:
    return next(one for one in notebook.cells if one.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def zipped(entries: Mapping[str, str | bytes], **how) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _link(target: Path | str) -> Callable[[Path, str], None]:
    def hand_in(inbox: Path, learner: str) -> None:
        (inbox / learner).mkdir()
        (inbox / learner / f"{STEM}.ipynb").symlink_to(target)

    return hand_in


def _file(content: str | bytes, name: str = f"{STEM}.ipynb") -> Callable[[Path, str], None]:
    return lambda inbox, learner: put(inbox, learner, content, name) and None


def _archive(content: bytes) -> Callable[[Path, str], None]:
    return lambda inbox, learner: (inbox / f"{learner}.zip").write_bytes(content) and None


def _fifo(inbox: Path, learner: str) -> None:
    (inbox / learner).mkdir()
    os.mkfifo(inbox / learner / f"{STEM}.ipynb")


def _socket(inbox: Path, learner: str) -> None:
    (inbox / learner).mkdir()
    one = socket.socket(socket.AF_UNIX)
    before = Path.cwd()
    os.chdir(inbox / learner)  # A socket's path may not be long.
    try:
        one.bind("s.ipynb")
    finally:
        os.chdir(before)
        one.close()


def _encrypted() -> bytes:
    packed = bytearray(zipped({f"{STEM}.ipynb": nbformat.writes(solved())}))
    # The flag that says so, in the entry and in the table of contents.
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(sign) + offset] |= 1
    return bytes(packed)


def _link_in_zip() -> bytes:
    entry = zipfile.ZipInfo(f"{STEM}.ipynb")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return packed.getvalue()


def _bomb() -> bytes:
    return zipped({f"{STEM}.ipynb": b'{"cells": [' + b" " * 300_000_000})


def _strip(notebook: nbformat.NotebookNode) -> None:
    for number, cell in enumerate(notebook.cells):
        cell.metadata.clear()
        cell["id"] = f"c{number}"


def _each(change: Callable[[nbformat.NotebookNode], None]) -> Callable[[nbformat.NotebookNode], None]:
    return lambda notebook: [change(cell) for cell in notebook.cells] and None


def _points(cell: nbformat.NotebookNode) -> None:
    if "points" in cell.metadata.get("nbgrader", {}):
        cell.metadata.nbgrader.points = 1000


def _skip(cell: nbformat.NotebookNode) -> None:
    cell.metadata["tags"] = ["skip-execution", "raises-exception"]


def _old_schema(cell: nbformat.NotebookNode) -> None:
    if "nbgrader" in cell.metadata:
        cell.metadata.nbgrader.schema_version = 1


def _foreign(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        cell.source = cell.source.replace("check(", "czech(")
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.grade_id = f"other-{cell.metadata.nbgrader.grade_id}"
        cell["id"] = f"other-{cell['id']}"


def _many(code: str, times: int) -> Callable[[nbformat.NotebookNode], None]:
    def change(notebook: nbformat.NotebookNode) -> None:
        where = notebook.cells.index(_cell(notebook, "network-setup")) + 1
        notebook.cells[where:where] = [nbformat.v4.new_code_cell(code) for _ in range(times)]

    return change


def _saved_outputs(notebook: nbformat.NotebookNode) -> None:
    _cell(notebook, "network-setup").outputs = [
        nbformat.v4.new_output("display_data", data={"text/html": "<script>alert(1)</script>" + "x" * 60_000_000})
    ]


def _edited_checks(notebook: nbformat.NotebookNode) -> None:
    for one in exercises_of("network"):
        _cell(notebook, one.grade_id).source = (
            "from ssl_helpers.checking.outcomes import Outcome\n"
            f"display(Outcome('{one.id}', 'correct', 'x', {one.points}, {one.points}).bundle, raw=True)"
        )


_MERGE = nbformat.writes(exercise()).replace('"source"', '<<<<<<< HEAD\n"source"', 1)

FILES: Mapping[str, tuple[str, Callable[[Path, str], None]]] = {
    "100 slow cells": ("timeout", _file(_notebook(_many("import time\ntime.sleep(3)", 100)))),
    "3,000 extra cells": ("graded", _file(_notebook(_many("", 3000)))),
    "loop in a function that only the check calls": (
        "timeout",
        lambda inbox, learner: (
            put(inbox, learner, exercise({"norm": "def norm(name):\n    while True:\n        pass"})) and None
        ),
    ),
    "edited checks": ("graded", _file(_notebook(_edited_checks))),
    "skip-execution": ("graded", _file(_notebook(_each(_skip)))),
    "points changed": ("graded", _file(_notebook(_each(_points)))),
    "wrong schema_version": ("graded", _file(_notebook(_each(_old_schema)))),
    "60 MB of saved outputs": ("graded", _file(_notebook(_saved_outputs))),
    "no cell of ours": ("wrong_assignment", _file(_notebook(_foreign))),
    "no cell at all": ("wrong_assignment", _file(nbformat.writes(nbformat.v4.new_notebook()))),
    "empty file": ("unreadable", _file("")),
    "truncated": ("unreadable", _file(nbformat.writes(exercise())[:5000])),
    "merge markers": ("unreadable", _file(_MERGE)),
    "not JSON": ("unreadable", _file("print(1)")),
    "a JSON list": ("unreadable", _file("[]")),
    "a web page": ("unreadable", _file("<!DOCTYPE html><html><body>Log in</body></html>")),
    "nested a million deep": ("unreadable", _file("[" * 1_000_000)),
    "link to a solution": ("unreadable", _link(Path(__file__).parent.parent / "solutions" / STEM / f"{STEM}.ipynb")),
    "link to /etc/passwd": ("unreadable", _link("/etc/passwd")),
    "dangling link": ("unreadable", _link("/nowhere/at/all")),
    "pipe": ("unreadable", _fifo),
    "socket": ("unreadable", _socket),
    "zip-slip": ("unreadable", _archive(zipped({f"../../../{STEM}.ipynb": nbformat.writes(solved())}))),
    "absolute path in a zip": ("unreadable", _archive(zipped({f"/tmp/{STEM}.ipynb": nbformat.writes(solved())}))),
    "link in a zip": ("unreadable", _archive(_link_in_zip())),
    "zip bomb": ("unreadable", _archive(_bomb())),
    "encrypted zip": ("unreadable", _archive(_encrypted())),
    "corrupt zip": ("unreadable", _archive(zipped({f"{STEM}.ipynb": nbformat.writes(solved())})[:-200])),
    "no zip at all": ("unreadable", _archive(b"nothing")),
    "a document": ("unreadable", _file("x", "homework.docx")),
}
"""What it is -> its status, and how it is handed in: given the inbox and the learner's name."""

REPAIRED = {"edited checks", "skip-execution", "points changed", "wrong schema_version"}
"""Those of FILES in which something is mended, and said."""


def learner(kind: str) -> str:
    """The name under which a kind is handed in."""
    return "h " + " ".join("".join(one if one.isalnum() else " " for one in kind).split())


def hand_in(inbox: Path) -> dict[str, str]:
    """Put all kinds into the inbox; learner -> status."""
    for kind, (_, code) in CODE.items():
        put(inbox, learner(kind), exercise({"listeners": code}))
    for kind, (_, handed_in) in FILES.items():
        handed_in(inbox, learner(kind))
    return {learner(kind): status for kind, (status, _) in (CODE | FILES).items()}
