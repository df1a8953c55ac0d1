"""nbgrader's formgrader, in which a trainer marks reflections, opened for one folder of results."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ssl_helpers import CourseError


def serve(results: Path, options: Sequence[str] = ()) -> None:
    """Open the formgrader and wait until Ctrl+C ends it. It finds the exercises by the working folder.

    options: JupyterLab's own. Raises CourseError where it does not start.
    """
    where = [f"--ServerApp.root_dir={results}", "--LabApp.default_url=/formgrader/gradebook"]
    # What servers say to each other would bury the sentence that says how to end it.
    quiet = ["--ServerApp.log_level=ERROR", "--LabApp.log_level=ERROR"]
    server = subprocess.Popen([sys.executable, "-m", "jupyterlab", *where, *quiet, *options], cwd=results)
    try:
        ended = server.wait()
    except KeyboardInterrupt:
        # It was told of Ctrl+C too and asks whether it is meant; this is the answer.
        server.terminate()
        server.wait()
        return
    if ended:
        raise CourseError(
            "The formgrader did not start; above stands why. Options of JupyterLab may follow the folder, for instance "
            "--allow-root or --no-browser."
        )
