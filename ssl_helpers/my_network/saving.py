"""Keep what a private notebook shows out of its file: an extension of the Jupyter server that the course starts.

JupyterLab saves a notebook with its outputs, every two minutes and unasked. Of a notebook that is marked as private the
outputs are taken away before it is written, so they are never on the disk. And no notebook is saved with what was typed
in its widgets, which JupyterLab does where somebody ticked that in its settings.

The extension also shows pictures of widgets that are no longer alive; that stands in `ssl_helpers.widgets.opening`. It
keeps this module's name: an environment that was made for an older course asks for it, and without it would save
private notebooks whole.
"""

import json
import os
import re
from pathlib import PurePosixPath

from ssl_helpers.widgets.opening import show_pictures

PRIVATE = "social_selling_private"
"""The mark in the notebook's metadata; it goes along when the notebook is copied or renamed."""

STRIPPING = "SSL_STRIPS_PRIVATE_NOTEBOOKS"
"""Set by a server that strips, and inherited by what it starts."""

# What shows a network, in the code and in the outputs of a notebook, whatever it is called or marked. A table may well
# be called my_network, too.
_SHOWS = re.compile(r"ssl_helpers\.my_network|ssl_helpers import[^\n]*\bmy_network\b|\bimport screen\b|\bmy_network\(")
_SHOWN = "ssl-picture"


def strips() -> bool:
    """Whether the notebook that runs this is saved without what it shows, if it is private, and what is typed in it."""
    # The server tells the kernel of a notebook which one it is; a program started in a terminal it tells nothing.
    return bool(os.environ.get(STRIPPING) and os.environ.get("JPY_SESSION_NAME"))


def is_private(path: str, notebook: dict) -> bool:
    if notebook.get("metadata", {}).get(PRIVATE) or PurePosixPath(path).name.startswith("my_network"):
        return True
    cells = [cell for cell in notebook.get("cells", []) if cell.get("cell_type") == "code"]
    return any(
        _SHOWS.search("".join(map(str, cell.get("source") or ""))) or _SHOWN in json.dumps(cell.get("outputs"))
        for cell in cells
    )


def strip(notebook: dict) -> None:
    """Take away, in place, all that a notebook showed: outputs and counts."""
    for cell in notebook.get("cells", []):
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
            cell.get("metadata", {}).pop("execution", None)


def before_saving(model: dict, path: str = "", **_: object) -> None:
    """Called by the server with each file that it is about to save."""
    if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
        return
    model["content"].get("metadata", {}).pop("widgets", None)
    if is_private(path, model["content"]):
        strip(model["content"])


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server) -> None:
    server.contents_manager.register_pre_save_hook(before_saving)
    os.environ[STRIPPING] = "1"
    show_pictures(server)
