import pytest

from quiz.forms.progress import ReadingForm
from quiz.models import Edition


@pytest.mark.parametrize(
    ("sent", "cleaned"),
    [
        ({"furthest": "2"}, {"furthest": 2, "is_finished": False}),
        ({"furthest": "4", "is_finished": "1"}, {"furthest": 4, "is_finished": True}),
        ({"furthest": "9"}, {"furthest": 4, "is_finished": False}),
        ({"furthest": str(10**30)}, {"furthest": 4, "is_finished": False}),
        ({"furthest": "٣"}, {"furthest": 3, "is_finished": False}),
    ],
)
def test_a_reading_stays_within_its_lesson(sent, cleaned):
    form = ReadingForm(Edition(passage_count=4), sent)

    assert form.is_valid()
    assert form.cleaned_data == cleaned


@pytest.mark.parametrize("furthest", ["", "0", "-1", "x", "1.5", "\0", "9" * 5000])
def test_what_is_no_place_is_refused(furthest):
    assert not ReadingForm(Edition(passage_count=4), {"furthest": furthest}).is_valid()
