"""Whether `make run` is a trial."""

import os
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
DECIDING = ("ALLOWED_HOSTS", "DEBUG", "SECRET_KEY")


def debug_in(**variables):
    """Return what DEBUG is in the commands of the Makefile."""
    others = {name: text for name, text in os.environ.items() if name not in DECIDING}
    told = subprocess.run(
        ["make", "--silent", "--eval=told:;@echo $$DEBUG", "told"],
        cwd=ROOT,
        env=others | variables,
        capture_output=True,
        check=True,
        text=True,
    )
    return told.stdout.strip()


def test_a_start_without_a_word_is_a_trial():
    assert debug_in() == "1"


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_who_names_a_secret_or_a_host_gets_no_trial(name):
    assert debug_in(**{name: "given"}) == ""


@pytest.mark.parametrize("debug", ["", "0", "1"])
def test_what_is_said_counts(debug):
    assert debug_in(DEBUG=debug) == debug
