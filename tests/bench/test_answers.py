import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from bench.answers import Page, answer
from quiz.assessment.response import check_response, read_form
from tests.quiz.assessment.samples import SAMPLES

SHOWN = {kind: sample.item.shown for kind, sample in SAMPLES.items()}


@pytest.mark.parametrize("kind", SHOWN)
@pytest.mark.parametrize("number", [0, 1, 5])
class TestAnswer:
    def test_leaves_nothing_to_mend(self, kind, number):
        assert check_response(SHOWN[kind], answer(SHOWN[kind], number)) == ()

    def test_differs_from_the_next(self, kind, number):
        assert answer(SHOWN[kind], number) != answer(SHOWN[kind], number + 1)

    def test_is_read_from_its_fields_as_it_was(self, kind, number):
        given = answer(SHOWN[kind], number)
        form = QueryDict(urlencode(Page().fields(given), doseq=True))

        assert read_form(SHOWN[kind], form) == given


class TestPage:
    def test_numbers_what_it_sends(self):
        page = Page()

        assert [page.fields({})["sequence"] for _each in range(3)] == [1, 2, 3]

    def test_is_read_from_the_hidden_fields(self):
        html = (
            '<input type="hidden" name="page" value="a-page-of-the-site">'
            '<input type="hidden" name="sequence" value="1">'
            '<input type="hidden" name="seen" value="7">'
        )

        assert Page.read(html).fields({"part": ["a"]}, go="send") == {
            "r-part": ["a"],
            "page": "a-page-of-the-site",
            "sequence": 1,
            "seen": "7",
            "go": "send",
        }
