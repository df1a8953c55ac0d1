"""Set up the course and open it; the first time takes a few minutes, later a second.

    python start.py          set up what is missing, then open the course (further options go to ssl_helpers.cli start)
    python start.py setup    only set up
    python start.py test     set up, then run the tests (further words go to pytest)
    python start.py doctor   what is wrong here, and its cure; likewise progress, reset 6, submit 6, certificate

Standard library only, and old syntax only: an old Python must get as far as the sentence that says it is too old.
All packages go to .venv next to this file. Its stamp is written last: a .venv without a stamp is half made.
"""

import difflib
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

# Not resolve(): that would turn the letter of a network drive into its \\server name.
HERE = Path(os.path.abspath(__file__)).parent  # noqa: PTH100
LOCK, PROJECT, LOG = HERE / "requirements.lock", HERE / "pyproject.toml", HERE / ".venv-setup.log"
SETTINGS = HERE / "jupyter"
WHEELS = HERE / "wheels"  # the packages themselves, in a copy for a room without internet
VENV, OLD, STAMP = HERE / ".venv", HERE / ".venv.old", HERE / ".venv" / "start.stamp"
WINDOWS = os.name == "nt"
BIN, SITE = (VENV / "Scripts", "Lib/site-packages") if WINDOWS else (VENV / "bin", "lib/python*/site-packages")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
# Started from inside .venv, BASE is the Python that .venv was made from: .venv itself may be about to be replaced.
BASE = sys.executable if sys.prefix == sys.base_prefix else getattr(sys, "_base_executable", sys.executable)
FOUND = "{}.{}".format(*sys.version_info)
TRIED = ["3.11", "3.12", "3.13"]
ROOM = 1.5e9  # bytes: the finished .venv takes 0.85e9, and the downloads pass through the disk as well
LONGEST = 172  # characters: the longest path inside .venv, with the temporary name that pip gives it

# Without one of these, the course opens.
TASKS = ["start", "setup", "test", "doctor", "progress", "reset", "submit", "certificate"]

NO_ROOM = "The course needs 1.5 GB of free disk: make some room, then start again."
TOO_LONG = "Windows cannot handle paths this long: move the course to a shorter place, such as C:\\course."
READ_ONLY = "This folder cannot be written to: move the course to a folder of your own, such as Documents."
IN_USE = "Another program holds the course's files: close the course first, then start again."
BUSY = "The course is being set up in another window: wait until it is ready there."
DAMAGED = (
    "A download is not the file the course was tested with: start again, and if it happens twice tell whoever gave you "
    "the course."
)
OTHER_WHEELS = (
    f"The packages in the folder wheels do not all fit this computer with Python {FOUND}, so they come from the "
    "internet."
)
OFFLINE = (
    "The packages could not be downloaded: check the internet connection (or the company's proxy), then start again."
)
NOT_FOUND = (
    f"A package was not found: check the internet connection, then start again, or use another Python than {FOUND} "
    f"({TRIED[0]} to {TRIED[-1]} were tried)."
)
NO_VENV = "This Python lacks its venv part: install it (on Ubuntu: sudo apt install python3-venv), then start again."
LOST_CONNECTION = (
    r"(?i)NewConnection|name resolution|getaddrinfo|connection ?(refused|reset|aborted|broken)|max retries|"
    r"timed out|unreachable|SSLError|certificate|ProxyError|IncompleteRead|failed to fetch"
)
CAUSES = [  # what pip, venv or the system writes, and what to say; the first that fits
    (r"No space left|Errno 28\b|WinError 112\b", NO_ROOM),
    (r"Long Path support", TOO_LONG),
    (r"WinError 32\b", IN_USE),
    (r"DO NOT MATCH THE HASHES", DAMAGED),
    (LOST_CONNECTION, OFFLINE),
    (r"No matching distribution|Could not find a version", NOT_FOUND),
]


class Stop(Exception):
    """A failure, told in one sentence."""

    usable = False  # whether the course as it was last time can still be opened


def check_python(version=sys.version_info):
    if tuple(version[:2]) < (3, 11):
        raise Stop(
            "The course needs Python 3.11 or newer and this is Python {}.{}: get a newer one from "
            "python.org/downloads or the Microsoft Store, then start again.".format(*version)
        )


def check_word(words):
    """A word with a slip in it must not set the course up, nor go to JupyterLab as the name of a file."""
    word = words[0] if words else "start"
    if word in TASKS or word.startswith("-") or (HERE / word).exists():
        return
    close = difflib.get_close_matches(word.lower(), TASKS, n=1)
    meant = (
        "write {}, if that is what you mean.".format(*close) if close else "the words are {}.".format(", ".join(TASKS))
    )
    raise Stop(f"There is no {word}: {meant}")


def check_place(folder, free, windows, long_paths):
    if free < ROOM:
        raise Stop(NO_ROOM)
    if windows and not long_paths and len(str(folder)) + len("\\.venv\\") + LONGEST > 259:
        raise Stop(TOO_LONG)


def long_paths_enabled():
    try:
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return winreg.QueryValueEx(key, "LongPathsEnabled")[0] == 1
    except (ImportError, OSError):
        return False


def wanted_stamp():
    """What the packages depend on and, apart from it, their folder and JupyterLab's settings, which a repair renews."""
    packages = hashlib.sha256(LOCK.read_bytes() + PROJECT.read_bytes() + FOUND.encode()).hexdigest()
    settings = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(SETTINGS.glob("*.*")))).hexdigest()
    return [packages.encode(), os.fsencode(os.path.normcase(str(HERE))) + b" " + settings.encode()]


def found_stamp():
    return STAMP.read_bytes().split(b"\n", 1) if STAMP.exists() else []


def works():
    """Whether .venv is whole and the Python it was made from is still there."""
    return STAMP.exists() and PYTHON.exists() and subprocess.call([str(PYTHON), "-I", "-c", ""]) == 0


def ready():
    return found_stamp() == wanted_stamp() and works()


def lock_out_others():
    """Two set-ups at once would wreck each other. The system lifts this lock when the process ends, however it ends."""
    handle = os.open(str(HERE / "start.py"), os.O_RDONLY)
    try:
        if WINDOWS:
            import msvcrt

            os.lseek(handle, 2**30, os.SEEK_SET)  # far behind the text, which must stay readable
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(handle)
        raise Stop(BUSY) from None
    except OSError:
        pass  # a network folder without locks
    return handle


def rename(source, target):
    try:
        source.rename(target)
    except OSError:
        raise Stop(IN_USE) from None


def recover():
    """Go back to the last whole .venv: after each set-up, and before it in case the last one was killed."""
    if STAMP.exists():
        shutil.rmtree(str(OLD), ignore_errors=True)
    else:
        shutil.rmtree(str(VENV), ignore_errors=True)
        if OLD.exists():
            rename(OLD, VENV)


def explain(text):
    for pattern, sentence in CAUSES:
        if re.search(pattern, text):
            return sentence
    errors = re.findall(r"(?im)^\W*(\w*error: .+ .+|.+ did not run successfully)", text)
    last = (errors or text.strip().split("\n"))[-1].strip(" .")
    why = last or "no reason given"
    return f"The set-up stopped ({why}): the whole story is in {LOG.name}, for whoever gave you the course."


def read_log():
    return LOG.read_text(encoding="utf-8", errors="replace")


def count_installed():
    return len(list(VENV.glob(SITE + "/*.dist-info")))


def show_progress(total, before):
    """One line from pip's log: pip names each package as it gets it, then all of them when it starts to install."""
    text = read_log()
    names = re.search(r"\nInstalling collected packages: (.+)", text)
    if names:
        verb, total = "Installing", names.group(1).count(",") + 1
        done = total if "\nSuccessfully installed" in text else count_installed() - before
    else:
        verb, done = "Downloading", len(re.findall(r"(?m)^(?:Collecting|Processing|Ignoring) ", text))
    done = max(0, min(done, total))
    bar = ("#" * (20 * done // max(1, total))).ljust(20, ".")
    print(f"\r{verb}: [{bar}] {done} of {total} packages  ", end="", flush=True)


def step(*command, packages=0):
    """Run one command with its output in the log; with packages to count, show on a terminal how far it is."""
    show, before = packages and sys.stdout.isatty(), count_installed()
    environment = dict(os.environ, PYTHONUTF8="1", PIP_USER="0")
    with LOG.open("ab") as log:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=str(HERE),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        while process.poll() is None:
            time.sleep(0.1)
            if show:
                show_progress(packages, before)
    finally:  # after Ctrl-C too: pip must have ended before its half-made work is removed
        process.kill()
        process.wait()
        if show:
            show_progress(packages, before)  # how it ended, and all there is to show of what ended at once
            print(flush=True)
    if process.returncode:
        raise Stop(explain(read_log()))


def make_venv():
    """Some Linux systems ship Python without the part that puts pip into a new .venv (ensurepip)."""
    venv, ensurepip, pip = (importlib.util.find_spec(name) for name in ("venv", "ensurepip", "pip"))
    if venv and ensurepip:
        step(BASE, "-I", "-m", "venv", VENV)
    elif shutil.which("uv"):
        step("uv", "venv", "--seed", "--python", BASE, VENV)
    elif venv and pip:
        step(BASE, "-I", "-m", "venv", "--without-pip", VENV)
    else:
        raise Stop(NO_VENV)


def pip_install(*words, packages=0):
    inside = any(VENV.glob(SITE + "/pip"))
    pip = [PYTHON, "-I", "-m", "pip"] if inside else [BASE, "-I", "-m", "pip", "--python", PYTHON]
    step(*pip, "install", "--no-input", "--disable-pip-version-check", *words, packages=packages)


def install_packages(count):
    """From the folder wheels without any network; where they do not fit or are damaged, as if they were not there."""
    words = ["--require-hashes", "-r", LOCK]
    if WHEELS.is_dir():
        try:
            return pip_install("--no-index", "--find-links", WHEELS, *words, packages=count)
        except Stop as stop:
            if str(stop) not in (NOT_FOUND, DAMAGED):
                raise
            print(OTHER_WHEELS, flush=True)
            start_log()
    return pip_install(*words, packages=count)


def install_course(*words):
    pip_install("--no-deps", "--no-build-isolation", *words, "-e", HERE)
    STAMP.write_bytes(b"\n".join(wanted_stamp()))


def build():
    """Make .venv anew, with the earlier one put aside: whatever goes wrong, even Ctrl-C, the earlier one comes back."""
    check_place(HERE, shutil.disk_usage(str(HERE)).free, WINDOWS, long_paths_enabled())
    packages = len(re.findall(r"(?m)^[\w.-]+==", LOCK.read_text(encoding="utf-8")))
    print(f"Setting up the course with up to {packages} packages; this takes a few minutes.", flush=True)
    try:
        if VENV.exists():
            rename(VENV, OLD)
        make_venv()
        install_packages(packages)
        install_course()
    finally:
        on_interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not stop the clearing up
        recover()
        signal.signal(signal.SIGINT, on_interrupt)


def repair():
    """The folder was moved, copied or updated: write its new path where the old one stands. This needs no network."""
    print("The folder of the course has moved or was updated; adjusting the course.", flush=True)
    # This renews the activate scripts. On Windows a Python cannot write over itself, so there BASE does it.
    subprocess.call([str(BASE if WINDOWS else PYTHON), "-I", "-m", "venv", "--without-pip", str(VENV)])
    old = re.compile(rb"\A#![^\n]*(\n'''exec')?[^\n]*/\.venv/bin/python[^\n]*\n(?(1)' '''\n)")
    # Through sh, as pip does it too: a #! line can hold neither a space nor a long path.
    new = b"#!/bin/sh\n'''exec' " + os.fsencode(shlex.quote(str(PYTHON))) + b" \"$0\" \"$@\"\n' '''\n"
    try:
        for script in [] if WINDOWS else BIN.iterdir():
            if script.is_file() and not script.is_symlink():
                script.write_bytes(old.sub(lambda _: new, script.read_bytes()))
        install_course("--no-index")
    except (Stop, OSError):
        build()


def start_log():
    try:
        LOG.write_bytes(b"")
    except OSError:
        raise Stop(READ_ONLY) from None


def set_up():
    missing = " and ".join(path.name for path in (LOCK, PROJECT) if not path.exists())
    if missing:
        raise Stop(f"Next to start.py {missing} is missing: unzip the whole folder first, then start from there.")
    if ready() and not OLD.exists():
        return
    lock = lock_out_others()
    try:
        start_log()
        recover()
        if found_stamp()[:1] == wanted_stamp()[:1] and works():
            ready() or repair()
        else:
            build()
        LOG.unlink()
    except KeyboardInterrupt:
        LOG.unlink()
        raise
    except (Stop, OSError) as error:
        stop = error if isinstance(error, Stop) else Stop(explain(str(error)))
        stop.usable = works()
        raise stop from None
    finally:
        os.close(lock)
    print("The course is set up.", flush=True)


def launch(*command):
    """Run a module of .venv and wait for it; a Ctrl-C is for that module, not for us."""
    signal.signal(signal.SIGINT, lambda *_: None)
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    environment = dict(os.environ, PATH=path, PYTHONUTF8="1")
    return subprocess.call([str(PYTHON), "-m", *command], cwd=str(HERE), env=environment)


def main(words):
    task = "start"
    try:
        check_python()
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # a folder's name may hold letters that this terminal cannot show
        check_word(words)
        task = words.pop(0) if words and words[0] in TASKS else "start"
        set_up()
    except Stop as stop:
        sentence = str(stop)[:-1] + "; until then the course works as before." if stop.usable else str(stop)
        print(sentence, file=sys.stderr, flush=True)
        if task in ("setup", "test") or not stop.usable:
            return 1
    except KeyboardInterrupt:
        print("Stopped: nothing is half done, start again whenever you like.", file=sys.stderr)
        return 1
    if task == "setup":
        return 0
    return launch("pytest", *words) if task == "test" else launch("ssl_helpers.cli", task, *words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
