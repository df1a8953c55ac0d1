"""What `ssl-trainer doctor` looks at: how well this machine protects a trainer from learners' code."""

import os
import platform
import sys

from rich.console import Console

from ssl_trainer.kernels import Limits, Protection, protection


def examine(console: Console) -> bool:
    """Print what protects this machine and what to do for more; whether submissions run in a sandbox."""
    held = protection()
    for line in report(held, sys.platform):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    return held.works


def report(held: Protection, system: str) -> list[str]:
    """The sentences for a machine with this protection; system: as in sys.platform."""
    limits = Limits()
    lines = [f"Python {platform.python_version()}, {os.cpu_count()} cores: as many submissions are marked at once."]
    if held.works:
        return [
            *lines,
            "✓ Sandbox (bubblewrap): a submission sees the firm's tables and Python, nothing else; no network.",
            f"✓ Time: {limits.cell_seconds:g} seconds for a cell, {limits.notebook_seconds:g} for a notebook.",
            f"✓ Memory: {limits.memory_mb} MB for a submission, looked at five times a second.",
            f"✓ Processes: {limits.processes}. Files: {limits.file_mb} MB each, in memory only.",
            *(["  You are root. It works; an ordinary user is one more wall."] if _is_root() else []),
            "This is the best protection the course has.",
        ]
    return [
        *lines,
        f"✗ Sandbox: {held.why}",
        "  Without it, learners' code can read and change whatever you can: other learners, the marks, your files.",
        *_advice(held, system),
        "  `ssl-trainer grade --unsafe` marks without a sandbox, with limits on time, memory and processes alone. Do "
        "that only for learners you trust.",
    ]


def _advice(held: Protection, system: str) -> list[str]:
    if system == "win32":
        return [
            "  On Windows, mark in WSL, the Linux inside Windows: in a terminal give `wsl --install`, restart, open",
            "  Ubuntu, give `sudo apt install bubblewrap python3-venv`, copy the course there, and mark there.",
        ]
    if system == "darwin":
        return ["  On a Mac, mark in a Linux machine, such as a virtual one or a server, with bubblewrap installed."]
    if "not installed" in held.why:
        return [
            "  Install it: `sudo apt install bubblewrap` (Debian, Ubuntu), `sudo dnf install bubblewrap` (Fedora).",
        ]
    return [
        "  Often the system forbids ordinary users such sandboxes. On Ubuntu 24.04 and later:",
        "  `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`. In a Docker container, start it with",
        "  `--security-opt seccomp=unconfined --security-opt apparmor=unconfined`, or mark outside of it.",
    ]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
