"""Whether the project stands by itself, on any machine."""

import re

import pytest

from tests.project.files import name, text_files

# A path that one machine has, or something beside the checkout. What other systems'
# files teach is tested where those are at hand, and `corpora` says so where not.
OUTSIDE = re.compile(
    r"(?<![\w.}~/-])/(?:home|root|Users|work|workspace|mnt|media|opt|srv)/"
    r"|\bshared/(?!corpora\b)"
)


def test_no_file_names_what_only_one_machine_has():
    found = [
        f"{name(path)}:{number}: {line.strip()[:80]}"
        for path in text_files("*")
        if path.name != "test_sources.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if OUTSIDE.search(line)
    ]

    assert found == []


@pytest.mark.parametrize("line", ["see /home/anna/x", "open('/work/y')", "../shared/z"])
def test_such_a_path_is_found(line):
    assert OUTSIDE.search(line)


@pytest.mark.parametrize(
    "line", ["../shared/corpora/gift", "https://example.org/work/"]
)
def test_other_paths_are_let_be(line):
    assert not OUTSIDE.search(line)
