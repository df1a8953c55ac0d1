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
            super().write(_short(string, left))
        return len(string)


class ShortSession(Session):
    """Sends values and errors that anybody could read; a message of 100 MB would be lost as a whole."""

    def send(self, stream, msg_or_type, content=None, *given, **named):
        for one in (content, msg_or_type.get("content") if isinstance(msg_or_type, dict) else None):
            if isinstance(one, dict):
                _shorten(one)
        return super().send(stream, msg_or_type, content, *given, **named)


def _shorten(content: dict) -> None:
    for kind, value in (content.get("data") or {}).items():
        if isinstance(value, str):
            content["data"][kind] = _short(value, MOST_IMAGE if kind.startswith("image/") else MOST_TEXT)
    if isinstance(content.get("traceback"), list):
        content["traceback"] = [_short(str(line), 4000) for line in content["traceback"][:200]]
    if isinstance(content.get("evalue"), str):
        content["evalue"] = _short(content["evalue"], 4000)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + CUT


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
    # exit() would end the kernel somewhere in the cells below. The learner closed nothing by it either.
    app.shell.ask_exit = lambda: None
    # Now that there is a shell, the checks can watch it.
    importlib.import_module("ssl_trainer.trial")
    app.start()


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
