"""Provides the browser that the tests drive: one that is there, else Playwright's, else Debian's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def executable() -> str | None:
    """The path of a browser that is there; ``HANDBOOK_CHROMIUM`` names one outright."""
    named = os.environ.get("HANDBOOK_CHROMIUM")
    found = named or next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        own = p.chromium.executable_path
    return own if Path(own).exists() else None


def provide() -> str:
    """The path of a browser, installed if need be. Raises SystemExit where none can be had."""
    found = executable()
    if found:
        return found
    print("no browser is here; installing one for the tests", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not (found := executable()) and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
        found = executable()
    if not found:
        sys.exit("no browser could be had: install Chromium, or name one in HANDBOOK_CHROMIUM")
    return found


if __name__ == "__main__":
    print(f"browser: {provide()}", file=sys.stderr)
