"""Installing a Debian package, where that is possible without asking anybody: as root on Debian itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.running.steps import say


def is_debian() -> bool:
    """True on Debian itself; Ubuntu and others say another ID."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return "ID=debian" in lines


def install(*packages: str) -> bool:
    """Install packages with apt. False where this is not Debian, we are not root, or apt failed."""
    if os.geteuid() != 0 or not is_debian() or shutil.which("apt-get") is None:
        return False
    say(f"Installing {', '.join(packages)} with apt …")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-q", *command], env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            say(done.stdout[-2000:] + done.stderr[-2000:])
            return False
    return True
