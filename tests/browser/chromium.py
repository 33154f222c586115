"""Find Chromium and an Arabic font, or get them: `python -m tests.browser.chromium`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN_PACKAGES = ("chromium", "fonts-noto-core")
HELP = (
    "Chromium and an Arabic font are needed. On Debian: apt-get install "
    + " ".join(DEBIAN_PACKAGES)
    + ". Elsewhere: .venv-dev/bin/python -m playwright install --with-deps chromium."
    " Or name a Chromium: CHROMIUM=/path/to/chromium make test"
)


def find_chromium():
    """Return the path of the Chromium named, installed or downloaded, or None."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    for program in PROGRAMS:
        if path := shutil.which(program):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def has_arabic_font():
    """Say whether Arabic can be drawn; where nothing lists the fonts, trust it can."""
    if not shutil.which("fc-list"):
        return True
    listed = subprocess.run(
        ["fc-list", ":lang=ar", "family"], capture_output=True, check=True, text=True
    )
    return bool(listed.stdout.strip())


def is_complete():
    """Say whether the browser tests can run."""
    return bool(find_chromium()) and has_arabic_font()


def get():
    """Install what is missing, in the way that this machine allows."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing", *DEBIAN_PACKAGES, "with apt-get ...", flush=True)
        apt_get("update")
        apt_get("install", "--yes", *DEBIAN_PACKAGES)
    if not find_chromium() and "CHROMIUM" not in os.environ:
        print("Downloading Chromium with Playwright ...", flush=True)
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], check=False
        )


def apt_get(*words):
    """Run apt-get without a word but its errors; what it could not do shows later."""
    subprocess.run(
        ["apt-get", "-qq", *words],
        check=False,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
    )


def main():
    """Say which Chromium the tests will use, or what is to be done to have one."""
    if not is_complete():
        get()
    if not is_complete():
        sys.exit(HELP)
    print("Browser tests use", find_chromium())


if __name__ == "__main__":
    main()
