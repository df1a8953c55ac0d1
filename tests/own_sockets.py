"""Kernels that tests start talk through files of their own.

By default a kernel is told five free ports of the machine and takes them a second later. Where several tests start
kernels at once, another one may have taken a port meanwhile, and the kernel dies at its start.
"""

import atexit
import shutil
import sys
import tempfile
import uuid

from jupyter_client.provisioning import LocalProvisioner

_told_ports = LocalProvisioner.pre_launch


async def _own_sockets(self: LocalProvisioner, **given: object) -> dict:
    if self.parent.transport == "tcp":
        self.parent.transport, self.parent.ip = "ipc", f"{FOLDER}/{uuid.uuid4().hex}"
    return await _told_ports(self, **given)


# Windows has ports alone.
if sys.platform != "win32":
    FOLDER = tempfile.mkdtemp(prefix="kernels")
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
    LocalProvisioner.pre_launch = _own_sockets
