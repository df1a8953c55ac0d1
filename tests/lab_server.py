"""A JupyterLab for tests, started and ended."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOKEN = "browser-test"


@contextmanager
def served(module: list[str], folder: Path, home: Path, **variables: str) -> Iterator[str]:
    """The address of a JupyterLab started as `python -m MODULE …` in `folder`; `home`: where it keeps its own files."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {f"JUPYTER_{kind}_DIR": str(home / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **folders, "IPYTHONDIR": str(home), "PYTHONUTF8": "1", **variables}
    for name in ("SSL_DATASETS", "NBGRADER_EXECUTION"):
        environment.pop(name, None)
    options = ["--no-browser", f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--allow-root"]
    process = subprocess.Popen(
        [sys.executable, "-m", *module, *options, "--LabApp.expose_app_in_browser=True"],
        cwd=folder,
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/api/status?token={TOKEN}", timeout=1)
                break
            except OSError:
                assert process.poll() is None, "JupyterLab did not start"
                time.sleep(0.25)
        yield address
    finally:
        if os.name == "nt":
            process.terminate()
        else:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)
