import pytest
from django.utils import translation

from quiz.assessment.faults import faults
from quiz.assessment.item import canonical
from quiz.models import Question
from tests.factories import make_draft
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_rows_of_a_question_say_what_its_item_says(kind):
    item = SAMPLES[kind].item

    assert make_draft(item).to_item() == canonical(item)


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_item_of_a_question_has_no_faults(kind):
    assert faults(make_draft(SAMPLES[kind].item).to_item()) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_item_is_the_same_under_either_language(language):
    question = make_draft(SAMPLES["choice"].item)

    with translation.override(language):
        assert question.to_item() == canonical(SAMPLES["choice"].item)


def test_a_row_with_words_of_its_own_does_not_take_those_of_its_passage():
    question = make_draft(SAMPLES["hottext"].item)
    choice = question.choices.get(ident="p1")
    choice.text_ar, choice.text_en = "قول", "Words"

    assert choice.words() == {"ar": "قول", "en": "Words"}


@pytest.mark.parametrize("kind", SAMPLES)
def test_however_many_rows_an_item_is_read_in_a_few_queries(
    kind, django_assert_max_num_queries
):
    question = make_draft(SAMPLES[kind].item)

    with django_assert_max_num_queries(7):
        Question.objects.with_rows().get(pk=question.pk).to_item()
