"""Finds a real Chromium on the machine. Nothing is downloaded by Playwright."""

from __future__ import annotations

import os
import shutil
import subprocess

from tests.running import apt

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find() -> str | None:
    """The path of a Chromium that starts: ``THIDUA_CHROMIUM`` or one on PATH (Ubuntu's name for a snap does not)."""
    for name in (os.environ.get("THIDUA_CHROMIUM", ""), *NAMES):
        path = shutil.which(name) if name else None
        if path and _starts(path):
            return path
    return None


def find_or_install() -> str | None:
    """Like ``find``; as root on Debian a missing Chromium is installed with apt."""
    return find() or (find() if apt.install("chromium") else None)


def _starts(path: str) -> bool:
    try:
        done = subprocess.run([path, "--version", "--no-sandbox"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"Chrom" in done.stdout
