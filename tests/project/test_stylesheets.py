"""Whether the style sheets serve both directions of writing."""

import re

import pytest

from tests.project.files import name, text_files

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A side that is left or right is right for one of the two languages at most.
PHYSICAL = re.compile(
    r"""
    (?<![\w-])(?:
        (?:scroll-)?(?:margin|padding)-(?:left|right)\s*:
      | border-(?:left|right)[\w-]*\s*:
      | border-(?:top|bottom)-(?:left|right)-radius\s*:
      | (?:left|right)\s*:
      | (?:float|clear|text-align|caption-side)\s*:\s*(?:left|right)\b
      | (?:background-position|transform-origin)\s*:[^;}]*\b(?:left|right)\b
    )
    """,
    re.VERBOSE,
)
SHEETS = text_files("*.css")


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_a_sheet_names_no_side_left_or_right(sheet):
    text = COMMENT.sub("", sheet.read_text(encoding="utf-8"))

    assert PHYSICAL.findall(text) == []


@pytest.mark.parametrize(
    "rule",
    [
        "margin-left: 1px",
        "{padding-right:0}",
        "border-left-color: red",
        "border-top-left-radius: 2px",
        "float:  right",
        "text-align:left",
        "{ left: 0 }",
        "background-position: 4px right",
    ],
)
def test_a_side_is_found(rule):
    assert PHYSICAL.search(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "margin-inline-start: 1px",
        "text-align: start",
        "border-start-start-radius: 2px",
        "inset-inline-end: 0",
        "--left: 1px",
        "content: 'right'",
    ],
)
def test_what_turns_with_the_language_is_let_be(rule):
    assert not PHYSICAL.search(rule)
