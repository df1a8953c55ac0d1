"""The kernel of one submission, as it runs inside its room: with limits, and with short outputs."""

import importlib
import json
import os
import sys
from pathlib import Path

from ipykernel.iostream import OutStream
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session

ORDERS = json.loads(os.environ.get("SSL_MARKING", "{}"))
"""Set by the launcher (`kernels.Room.environment`); read once."""

MOST_TEXT = ORDERS.get("limits", {}).get("output_chars", 100_000)
MOST_IMAGE = 4_000_000
MOST_MESSAGE = 5_000_000
MOST_ITEMS = 2_000
CUT = "\n… (cut off: too much output)\n"


class ShortStream(OutStream):
    """Lets the first part of what a cell prints through; the rest would only fill memory."""

    _cell = ""
    _written = 0

    def write(self, string: str) -> int:
        cell = self.parent_header.get("msg_id", "")
        if cell != self._cell:
            self._cell, self._written = cell, 0
        left = MOST_TEXT - self._written
        self._written += len(string)
        if left > 0:
            super().write(string if len(string) <= left else string[:left] + CUT)
        return len(string)


class ShortSession(Session):
    """Sends of values and errors what anybody could read: a message of 100 MB would be lost as a whole."""

    def send(self, stream, msg_or_type, content=None, *given, **named):
        whole = isinstance(msg_or_type, dict)
        kind = msg_or_type["msg_type"] if whole else msg_or_type
        if kind.startswith("comm_"):
            # Widgets do nothing while marking.
            return None
        brief = _Brief()
        if whole:
            msg_or_type = {**msg_or_type, "content": brief(msg_or_type["content"])}
        if named.get("metadata"):
            named["metadata"] = brief(named["metadata"])
        return super().send(stream, msg_or_type, brief(content or {}), *given, **named)


class _Brief:
    """Makes a content short: each text to what may be shown, all of them together to one message."""

    def __init__(self) -> None:
        self.left = MOST_MESSAGE

    def __call__(self, value: object, most: int = MOST_TEXT, depth: int = 0) -> object:
        if isinstance(value, str | bytes):
            short = value[: min(most, max(self.left, 0))]
            self.left -= len(short)
            # An image that is cut off shows nothing.
            return value if len(short) == len(value) else b"" if isinstance(value, bytes) else short + CUT
        if isinstance(value, dict) and depth < 20:
            return {
                key: self(one, MOST_IMAGE if str(key).startswith("image/") else MOST_TEXT, depth + 1)
                for key, one in list(value.items())[:MOST_ITEMS]
                if len(str(key)) <= 1000
            }
        if isinstance(value, list | tuple) and depth < 20:
            return [self(one, MOST_TEXT, depth + 1) for one in value[:MOST_ITEMS]]
        return value


def main() -> None:
    """Be the kernel of one submission; the last argument is its connection file."""
    _limit()
    workplace = Path(ORDERS["workplace"])
    workplace.mkdir(parents=True, exist_ok=True)
    os.chdir(workplace)
    # Own modules can be imported, but never in place of the course's.
    sys.path.append(str(workplace))
    app = IPKernelApp.instance(session=ShortSession())
    app.initialize(
        [
            f"--IPKernelApp.connection_file={sys.argv[-1]}",
            "--IPKernelApp.outstream_class=ssl_trainer.inside.ShortStream",
            "--InteractiveShellApp.ignore_cwd=True",
            "--HistoryManager.enabled=False",
        ]
    )
    # A command that reads, as `!cat` does, finds the end at once.
    app.shell.system = app.shell.system_raw
    app.shell.events.register("pre_execute", _entered.clear)
    # exit() would end the kernel somewhere in the cells below. The learner closed nothing by it either.
    app.shell.ask_exit = lambda: None
    # Nobody is there to type; a learner who only waits for Enter goes on.
    app.kernel.raw_input = app.kernel.getpass = _enter
    # Only now, with a shell there, the checks can watch it.
    importlib.import_module("ssl_trainer.trial").begin(workplace.name.partition("_")[2])
    app.start()


_entered: list[str] = []


def _enter(prompt: str = "", **more: object) -> str:
    """What input() gives: an empty line, and then the end of all lines. A debugger would ask for ever."""
    _entered.append(prompt)
    if len(_entered) > 20:
        raise EOFError("Nobody is there to type.")
    return ""


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    limits = ORDERS["limits"]
    megabyte = 2**20
    wanted = {
        # Address space, not memory in use: NumPy and threads reserve far more than they touch.
        resource.RLIMIT_AS: max(4096, 3 * limits["memory_mb"]) * megabyte,
        resource.RLIMIT_FSIZE: limits["file_mb"] * megabyte,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_CORE: 0,
    }
    if ORDERS["sandboxed"]:
        # Outside of a sandbox this counts all processes and threads of the trainer as well.
        wanted[resource.RLIMIT_NPROC] = 4 * limits["processes"]
    for kind, most in wanted.items():
        try:
            _, hard = resource.getrlimit(kind)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            # macOS knows the names but refuses some.
            continue
