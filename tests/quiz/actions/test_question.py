import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from quiz.actions.course import publish_lesson, withdraw_lesson
from quiz.actions.question import (
    copy_question,
    publish_question,
    scaffold_question,
    withdraw_question,
)
from quiz.assessment.faults import faults
from quiz.assessment.item import digest
from quiz.models import Passage, Question, Revision
from tests.factories import make_draft, make_question, make_user
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", SAMPLES)


def numbers(question):
    """Return the numbers of the revisions of a question."""
    return list(question.revisions.values_list("number", flat=True))


def current(question):
    """Return what new attempts ask."""
    return Question.objects.get(pk=question.pk).current


@every_kind
def test_a_published_question_is_its_item_frozen(kind):
    question = make_draft(SAMPLES[kind].item)
    revision = publish_question(question)

    assert current(question) == revision
    assert revision.item == question.to_item()
    assert revision.digest == digest(SAMPLES[kind].item)


@every_kind
def test_an_unchanged_question_makes_no_new_revision(kind):
    question = make_draft(SAMPLES[kind].item)
    revisions = []
    for language in ("ar", "en", "ar"):
        with translation.override(language):
            revisions.append(publish_question(question))

    assert revisions == [revisions[0]] * 3
    assert numbers(question) == [1]


def test_an_edited_question_makes_the_next_revision_and_old_words_the_old_one():
    question = make_draft(SAMPLES["choice"].item)
    first = publish_question(question)
    words = question.prompt_en
    Question.objects.filter(pk=question.pk).update(prompt_en="Something else?")
    second = publish_question(question)
    Question.objects.filter(pk=question.pk).update(prompt_en=words)

    assert publish_question(question) == first == current(question)
    assert (second.number, numbers(question)) == (2, [1, 2])


def test_a_shuffled_list_may_be_reordered_without_a_revision():
    question = make_draft(SAMPLES["choice"].item)
    first = publish_question(question)
    for position, choice in enumerate(reversed(question.choices.all())):
        type(choice).objects.filter(pk=choice.pk).update(position=position)

    assert publish_question(question) == first


def test_events_in_another_order_are_another_revision_that_is_shown_the_same():
    question = make_draft(SAMPLES["order"].item)
    first = publish_question(question)
    parts = list(question.parts.all())
    for part, place in zip(parts, (2, 1, 3, 4), strict=True):
        type(part).objects.filter(pk=part.pk).update(position=place)
    second = publish_question(question)

    assert first != second
    assert first.item.shown == second.item.shown


def test_an_edited_passage_makes_each_question_that_cites_it_differ():
    question = make_draft(SAMPLES["hottext"].item)
    first = publish_question(question)
    Passage.objects.filter(uid="salt-5").update(text_en="In short.", text_ar="باختصار.")

    publish_lesson(question.lesson)

    assert digest(Question.objects.get().to_item()) != first.digest
    assert publish_question(question) != first
    assert first == Revision.objects.get(number=1)


def test_a_question_does_not_tell_words_that_readers_do_not_see():
    question = make_draft(SAMPLES["hottext"].item)
    first = publish_question(question)
    Passage.objects.filter(uid="salt-5").update(text_en="Not yet published.")
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        publish_question(question)

    (message,) = caught.value.messages
    assert message.startswith("Publish the lesson first")
    assert "“Passage 5 (\u2068salt-5\u2069)”" in message
    assert current(question) == first
    publish_lesson(question.lesson)
    assert publish_question(question).number == 2


def test_a_question_of_a_lesson_that_readers_do_not_see_is_not_published():
    question = make_draft(SAMPLES["choice"].item)
    withdraw_lesson(question.lesson)
    with pytest.raises(ValidationError):
        publish_question(question)

    assert current(question) is None


def test_all_faults_are_told_at_once_and_nothing_is_changed():
    question = make_draft(SAMPLES["choice"].item)
    first = publish_question(question)
    question.evidence.clear()
    question.choices.filter(ident="lava").update(text_en="", text_ar="")
    Question.objects.filter(pk=question.pk).update(prompt_en="")
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        publish_question(question)

    option = "option 1 (\u2068lava\u2069)"
    assert len(caught.value.messages) == len(faults(Question.objects.get().to_item()))
    assert sorted(caught.value.messages) == [
        "No passage proves the answer. Name one at least.",
        f"The text of “{option}” is missing in this language: Arabic.",
        f"The text of “{option}” is missing in this language: English.",
        "The text of “question” is missing in this language: English.",
    ]
    assert (current(question), numbers(question)) == (first, [1])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_question_in_one_language_only_is_not_published(language):
    question = make_draft(SAMPLES["choice"].item)
    Question.objects.filter(pk=question.pk).update(**{f"prompt_{language}": ""})
    with pytest.raises(ValidationError):
        publish_question(question)

    assert current(question) is None


def test_a_withdrawn_question_keeps_its_revisions():
    question = make_question()
    withdraw_question(question)

    assert (current(question), numbers(question)) == (None, [1])


@every_kind
def test_a_copy_is_the_same_item_under_another_name(kind):
    question = make_draft(SAMPLES[kind].item)
    publish_question(question)
    copy, keys = copy_question(question)

    assert copy.to_item() == question.to_item()
    assert copy.uid != question.uid
    assert (copy.current, numbers(copy)) == (None, [])
    assert (copy.author, copy.reviewer) == (None, None)
    assert numbers(question) == [1]
    assert {name: len(each) for name, each in keys.items()} == {
        "parts": question.parts.count(),
        "choices": question.choices.count(),
    }


def test_who_copies_a_question_is_its_author_and_nobody_has_reviewed_it():
    author, reviewer, other = make_user(), make_user(), make_user()
    question = make_draft(SAMPLES["choice"].item, author=author, reviewer=reviewer)
    copy, _keys = copy_question(question, other)

    assert (copy.author, copy.reviewer) == (other, None)


@pytest.mark.parametrize(
    ("kind", "parts", "choices"),
    [
        ("true_false", ["verdict", "reason"], ["true", "false"]),
        ("two_part", ["claim", "evidence"], []),
        ("categorise", [], ["fact", "claim", "forecast", "analysis"]),
        ("choice", [], []),
    ],
)
def test_the_rows_that_every_question_of_a_kind_has_are_made_once(kind, parts, choices):
    question = make_question(kind=kind)
    for _each in range(2):
        scaffold_question(question)

    assert list(question.parts.values_list("ident", flat=True)) == parts
    assert list(question.choices.values_list("ident", flat=True)) == choices
