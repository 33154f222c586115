import pytest

from quiz.forms.classroom import ClassroomForm


@pytest.mark.parametrize("name", ["10 B", "الصف العاشر ب", "١٠", "7", "  A  "])
def test_a_name_that_can_be_read_is_taken(name):
    form = ClassroomForm({"name": name})

    assert form.is_valid()
    assert form.cleaned_data == {"name": name.strip()}


@pytest.mark.parametrize("name", ["", " ", "\u200f\u200f", "!؟", "a\0", "x" * 121])
def test_a_name_that_cannot_be_read_is_refused(name):
    assert not ClassroomForm({"name": name}).is_valid()
