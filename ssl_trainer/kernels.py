"""Kernels for code that nobody has read: what they may see and use, and who stops them.

A kernel of a submission finds the course as on the learner's machine (`load()`, and `../../datasets`), the packages,
and small scratch folders. Nothing else is there: no solutions, no gradebook, no other learner, no network.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import zmq.asyncio
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Instance

from ssl_helpers.data import COURSE_FOLDER

SANDBOX = "social-selling-course-sandbox"
"""The name under which pyproject.toml registers the provisioner `Sandboxed`."""


START_SECONDS = 60
"""For the start of a kernel, which takes one second, on a machine that is busy."""


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Honest notebooks of the course need a second or two and 300 MB."""

    cell_seconds: float = 30
    notebook_seconds: float = 120
    memory_mb: int = 1500
    processes: int = 60
    file_mb: int = 20
    disk_mb: int = 64
    output_chars: int = 100_000


@dataclass(frozen=True)
class Room:
    """Where one submission runs: its module's stem, the firm it is marked on, a scratch folder of the host, the limits.

    open_firm: on a sealed firm, the firm that the learner worked with.
    """

    stem: str
    firm: Path
    scratch: Path
    limits: Limits
    sandboxed: bool
    open_firm: Path | None = None

    @property
    def course(self) -> Path:
        """The folder that holds `datasets` and `my_work`, as the submission sees it."""
        return COURSE_FOLDER if self.sandboxed else self.scratch / "course"

    @property
    def home(self) -> Path:
        return Path("/home/learner") if self.sandboxed else self.scratch / "home"

    @property
    def environment(self) -> dict[str, str]:
        """All environment variables of the kernel: none of the trainer's own but what Python needs to start."""
        needed = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS")
        temporary = "/tmp" if self.sandboxed else str(self.home)
        return {
            **{name: os.environ[name] for name in needed if name in os.environ},
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "USER": "learner",
            "LOGNAME": "learner",
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
            "TMPDIR": temporary,
            "TEMP": temporary,
            "TMP": temporary,
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "MPLCONFIGDIR": str(self.home / "matplotlib"),
            "IPYTHONDIR": str(self.home / "ipython"),
            "JUPYTER_PLATFORM_DIRS": "1",
            # More threads than cores only fight one another when several submissions run.
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            # There is no network; pip would try for half a minute to find it.
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            # The checks raise for anything but right answers, as under nbgrader.
            "NBGRADER_EXECUTION": "autograde",
            "SSL_DATASETS": str(self.course / "datasets"),
            "SSL_MARKING": json.dumps(
                {
                    "limits": asdict(self.limits),
                    "sandboxed": self.sandboxed,
                    "workplace": str(self.course / "my_work" / self.stem),
                }
            ),
        }


class RoomKernelManager(AsyncKernelManager):
    """Starts the kernel of one Room."""

    room = Instance(Room)

    @property
    def kernel_spec(self) -> KernelSpec:
        provisioner = {"kernel_provisioner": {"provisioner_name": SANDBOX}} if self.room.sandboxed else {}
        return KernelSpec(
            # -P: a pandas.py that the submission writes must not be taken for pandas.
            argv=[sys.executable, "-P", "-c", "from ssl_trainer.inside import main; main()", "{connection_file}"],
            display_name="A submission",
            language="python",
            interrupt_mode="message" if self.room.sandboxed else "signal",
            metadata=provisioner,
        )

    def client(self, **more):
        # A message of more than 8 MB, or a flood of them, is dropped before it fills the marking process.
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.MAXMSGSIZE, 8_000_000)
        context.setsockopt(zmq.RCVHWM, 100)
        return super().client(context=context, **more)

    def cleanup_ipc_files(self) -> None:
        """Nothing to do: the sockets lie in the sandbox's own memory and end with it."""


class Sandboxed(LocalProvisioner):
    """Runs a kernel inside bubblewrap. Its sockets are reached through /proc, so no folder of the host is writable."""

    async def pre_launch(self, **more):
        self.parent.transport = "ipc"
        self.parent.ip = "/run/kernel/socket"
        return await super().pre_launch(**more)

    async def launch_kernel(self, cmd, **more):
        room = self.parent.room
        # A file of its own: the manager writes the other one anew, with the addresses as seen from outside.
        inner = room.scratch / "inner.json"
        inner.write_bytes(Path(self.parent.connection_file).read_bytes())
        command = [*cmd[:-1], "/run/connection.json"]
        read, write = os.pipe()
        try:
            box = sandbox(room, inner, ["--info-fd", str(write)])
            silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            # The sandbox's first process is bubblewrap's, which a submission may look at: it gets no variable either.
            bare = {**more, **silent, "env": {}, "cwd": "/"}
            await super().launch_kernel([*box, *command], pass_fds=[write], **bare)
        finally:
            os.close(write)
            with os.fdopen(read) as told:
                started = told.read()
        # Nothing there: bubblewrap itself failed, and the manager will find the process dead.
        first = json.loads(started)["child-pid"] if started else 0
        address = f"/proc/{first}/root/run/kernel/socket"
        # A client that comes too early waits a second before it tries again.
        deadline = time.monotonic() + START_SECONDS
        while await self.poll() is None and not all(Path(f"{address}-{port}").exists() for port in self.parent.ports):
            if time.monotonic() > deadline:
                end(self.process)
                raise TimeoutError(f"its Python was not ready after {START_SECONDS} seconds")
            await asyncio.sleep(0.02)
        self.connection_info["ip"] = address
        return self.connection_info


def sandbox(room: Room, connection: Path | None = None, more: list[str] = ()) -> list[str]:
    """The bubblewrap command line before the command to run in the room."""
    course, size = room.course, str(room.limits.disk_mb * 2**20)
    workplace = course / "my_work" / room.stem

    def shown(*paths: str | Path) -> list[str]:
        return [part for path in paths for part in ("--ro-bind-try", str(path), str(path))]

    def scratch(path: str | Path) -> list[str]:
        return ["--size", size, "--tmpfs", str(path)]

    links = ("/bin", "/sbin", "/lib", "/lib32", "/lib64")
    system = [
        part
        for path in links
        for part in (("--symlink", os.readlink(path), path) if os.path.islink(path) else shown(path))  # noqa: PTH114, PTH115
    ]
    fonts = _matplotlib_fonts()
    return [
        *(
            shutil.which("bwrap") or "bwrap",
            "--unshare-all",
            "--die-with-parent",
            "--new-session",
            "--cap-drop",
            "ALL",
            "--clearenv",
        ),
        *("--hostname", "course", *more),
        *(*shown("/usr"), *system),
        *shown("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/alternatives"),
        *("--proc", "/proc", "--dev", "/dev"),
        *(*scratch("/dev/shm"), "--remount-ro", "/dev"),
        *(*scratch("/tmp"), *scratch(room.home), *scratch("/run/kernel")),
        *shown(sys.base_prefix, sys.prefix, *(course / name for name in ("ssl_helpers", "ssl_trainer", "course"))),
        *("--ro-bind", str(room.firm), str(course / "datasets")),
        *(("--ro-bind", str(room.open_firm), str(course / "open_firm")) if room.open_firm else ()),
        *scratch(course / "my_work"),
        *("--dir", str(workplace)),
        *(("--ro-bind", str(fonts), str(room.home / "matplotlib" / fonts.name)) if fonts else ()),
        *(("--ro-bind", str(connection), "/run/connection.json") if connection else ()),
        *("--remount-ro", "/"),
        *(part for name, value in room.environment.items() for part in ("--setenv", name, value)),
        *("--chdir", str(workplace), "--"),
    ]


def _matplotlib_fonts() -> Path | None:
    """matplotlib's list of fonts, which takes it seconds to make; the first figure of the course made it."""
    import matplotlib

    return next(iter(sorted(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))), None)


class Guard(threading.Thread):
    """Ends a kernel that uses too much; `reason` says why: "timeout", "memory" or "processes", or "" if it did not.

    It counts from outside, since a process can lift limits that were set inside, and root knows no limit on processes.
    """

    def __init__(self, process: subprocess.Popen, limits: Limits) -> None:
        super().__init__(daemon=True)
        self.process, self.limits = process, limits
        self.reason = ""
        self._ended = threading.Event()
        self._deadline = time.monotonic() + limits.notebook_seconds

    def run(self) -> None:
        mine = psutil.Process()
        while not self._ended.wait(0.2):
            if self.process.poll() is not None:
                return
            family = _family(self.process.pid)
            if time.monotonic() > self._deadline:
                self.stop("timeout")
            elif _memory(family) > self.limits.memory_mb * 2**20 or mine.memory_info().rss > 2 * 2**30:
                self.stop("memory")
            elif len(family) > self.limits.processes:
                self.stop("processes")

    def stop(self, reason: str) -> None:
        self.reason = self.reason or reason
        end(self.process)

    def done(self) -> None:
        self._ended.set()


def end(process: subprocess.Popen) -> None:
    """End a kernel and whatever it has started. In a sandbox the first process takes all others along."""
    end_family(process.pid)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=5)


def end_family(pid: int, *, itself: bool = True) -> None:
    """End a process and all that it has started. They are halted first, so that none starts another one meanwhile."""
    found: dict[int, psutil.Process] = {}
    while more := [one for one in _family(pid) if one.pid not in found and (itself or one.pid != pid)]:
        for one in more:
            found[one.pid] = one
            with contextlib.suppress(psutil.Error):
                one.suspend()
    for one in found.values():
        with contextlib.suppress(psutil.Error):
            one.kill()
    psutil.wait_procs([one for one in found.values() if one.pid != pid], timeout=5)


def end_all_in(folder: Path) -> None:
    """End every kernel that was started with a scratch folder below this one, whoever started it."""
    for one in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if any(part.startswith(f"{folder}{os.sep}") for part in one.cmdline()):
                end_family(one.pid)


def _family(pid: int) -> list[psutil.Process]:
    """The process and all that it has started."""
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []


def _memory(family: list[psutil.Process]) -> int:
    """Bytes in use. Pages that forked processes share are counted once, where the quick count says that it matters."""

    def total(count) -> int:
        used = 0
        for one in family:
            try:
                used += count(one)
            except (psutil.Error, OSError):
                continue
        return used

    quick = total(lambda one: one.memory_info().rss)
    if len(family) < 4 or quick < 2**30:
        return quick
    return total(lambda one: getattr(one.memory_full_info(), "pss", None) or one.memory_info().rss)


@dataclass(frozen=True)
class Protection:
    """What this machine can hold a submission with. works: whether submissions run in a sandbox; why: if not."""

    works: bool
    why: str = ""


def protection() -> Protection:
    """Try the sandbox: a small program in it must run, see the firm, and see neither the solutions nor the network."""
    if sys.platform != "linux":
        return Protection(False, "The sandbox, bubblewrap, is there on Linux only.")
    if not shutil.which("bwrap"):
        return Protection(False, "The program bubblewrap (bwrap) is not installed.")
    with TemporaryDirectory() as scratch:
        room = Room("try", COURSE_FOLDER / "datasets", Path(scratch), Limits(), sandboxed=True)
        tried = subprocess.run(
            [*sandbox(room), sys.executable, "-P", "-c", _TRIAL],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={},
        )
    written = [folder for folder in _TRIED if Path(folder, _TRIAL_FILE).exists()]
    for folder in written:
        Path(folder, _TRIAL_FILE).unlink()
    if tried.returncode == 0 and tried.stdout.strip() == "held" and not written:
        return Protection(True)
    said = (tried.stderr.strip() or tried.stdout.strip() or f"it ended with code {tried.returncode}").splitlines()[-1]
    words = f"it can write to {written[0]}" if written else said
    return Protection(False, f"bubblewrap is installed but does not hold here: {words}")


_TRIED = (str(COURSE_FOLDER), "/", "/etc", "/usr", str(Path.home()))
_TRIAL_FILE = ".written-in-the-sandbox"
_TRIAL = f"""
import pathlib, socket
from ssl_helpers.data import load
assert len(load("accounts")), "it cannot read the firm's tables"
assert not pathlib.Path({str(COURSE_FOLDER / "solutions")!r}).exists(), "it can see the solutions"
for folder in {_TRIED!r}:
    try:
        pathlib.Path(folder, {_TRIAL_FILE!r}).touch()
    except OSError:
        continue
assert [name for _, name in socket.if_nameindex()] in ([], ["lo"]), "it can see the network"
print("held")
"""


def exit_words(code: int | None) -> str:
    """How a process ended, for a trainer: "exit code 3", "signal SIGSEGV"."""
    if code is None:
        return "it was still running"
    # bubblewrap reports a signal as 128 and its number.
    number = -code if code < 0 else code - 128
    if 0 < number < 65:
        try:
            return f"signal {signal.Signals(number).name}"
        except ValueError:
            return f"signal {number}"
    return f"exit code {code}"
