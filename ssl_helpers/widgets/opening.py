"""Which widgets of a notebook that is opened are alive: the others show their picture. Part of the server's extension.

A widget lives in the kernel that made it. Where that kernel has ended or was started again, JupyterLab would say "model
not found" in the widget's place; so the server leaves the live view out, and the picture beside it is shown.
"""

import inspect
import os
from contextlib import suppress
from pathlib import Path

VIEW = "application/vnd.jupyter.widget-view+json"
MADE_BY = "ssl_kernel"
"""Where a widget's output says which kernel made it, in its metadata."""


def this_kernel() -> list[str | int]:
    """The kernel that runs this: its id, its process and the one that started that; empty outside a kernel.

    A kernel that was started again keeps its id and has another process. In an environment on Windows, the process that
    the server knows is the one that starts Python.
    """
    from ipykernel.kernelapp import IPKernelApp

    if not IPKernelApp.initialized():
        return []
    file = Path(IPKernelApp.instance().connection_file)
    return [file.stem.removeprefix("kernel-"), os.getpid(), os.getppid()]


def leave_dead_views_out(notebook: dict, kernels: dict[str, int | None]) -> None:
    """Take the live view, in place, from each output that has a picture and was made by none of these kernels.

    kernels: id of each kernel that runs for this notebook -> its process, None if that is not known.
    """
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if VIEW in data and "text/html" in data and not _made_by(output, kernels):
                del data[VIEW]


def _made_by(output: dict, kernels: dict[str, int | None]) -> bool:
    made_by = output.get("metadata", {}).get(MADE_BY)
    if not made_by:
        return bool(kernels)
    kernel, *processes = made_by
    return kernel in kernels and kernels[kernel] in [None, *processes]


async def _kernels_of(server, path: str) -> dict[str, int | None]:
    """The kernels that run for the notebook at this path, as `leave_dead_views_out` takes them."""
    sessions = await server.session_manager.list_sessions()
    ids = [session["kernel"]["id"] for session in sessions if session["path"] == path.strip("/")]
    provisioners = {one: getattr(server.kernel_manager.get_kernel(one), "provisioner", None) for one in ids}
    return {one: getattr(provisioner, "pid", None) for one, provisioner in provisioners.items()}


def show_pictures(server) -> None:
    """From now on, notebooks that the server opens come without the views of widgets that are no longer alive."""
    read = server.contents_manager.get
    if not inspect.iscoroutinefunction(read):
        return  # somebody's own manager of files: it opens notebooks as they are

    async def get(path: str, *arguments: object, **named: object) -> dict:
        model = await read(path, *arguments, **named)
        # A notebook that opens with "model not found" is better than one that does not open.
        with suppress(Exception):
            if model["type"] == "notebook" and model["content"]:
                leave_dead_views_out(model["content"], await _kernels_of(server, path))
        return model

    server.contents_manager.get = get
