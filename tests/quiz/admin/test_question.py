"""Editing questions: their rows, rules, settings, copies and revisions."""

from itertools import cycle

import pytest
from django.urls import reverse
from django.utils import translation

from quiz.actions.attempt import start_attempt
from quiz.assessment.item import canonical
from quiz.assessment.kinds import KINDS
from quiz.forms.question import listed
from quiz.models import Question
from tests.factories import make_quiz, make_user
from tests.quiz.admin.pages import Page
from tests.quiz.admin.rows import make_draft, make_draft_lesson, publish
from tests.quiz.assessment.samples import SAMPLES

pytestmark = pytest.mark.django_db


def change_url(question):
    return reverse("admin:quiz_question_change", args=[question.pk])


def sent(client, question, **changes):
    """Send the question's page with some fields changed."""
    page = Page(client.get(change_url(question)))
    return client.post(change_url(question), {**page.data, **changes})


def item_of(question):
    return Question.objects.get(pk=question.pk).to_item()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_built_from_rows(kind):
    assert item_of(make_draft(kind)) == canonical(SAMPLES[kind].item)


@pytest.mark.parametrize(
    ("kind", "language"), list(zip(KINDS, cycle(["ar", "en"]), strict=False))
)
def test_each_kind_is_opened_and_saved_unchanged(editing, kind, language):
    question = make_draft(kind)
    publish(question)
    before = item_of(question)
    url = change_url(question).replace("/ar/", f"/{language}/", 1)
    answer = editing.post(url, Page(editing.get(url)).data)
    assert answer.status_code == 302
    assert item_of(question) == before
    assert publish(question).number == 1


def test_line_ends_that_a_browser_changes_are_kept_as_they_were(editing):
    question = make_draft("choice", body_ar="سطر\nآخر", body_en="one\n\ntwo")
    before = item_of(question)
    assert sent(editing, question).status_code == 302
    assert item_of(question) == before


def test_clearing_a_text_clears_it_in_the_language_of_the_page_too(editing):
    question = make_draft("choice")
    assert sent(editing, question, prompt_ar="").status_code == 302
    assert Question.objects.get(pk=question.pk).to_item().shown.prompt.keys() == {"en"}


def test_parts_and_options_offer_only_rows_of_the_question(editing):
    lesson = make_draft_lesson()
    other = make_draft("match", make_draft_lesson())
    question = make_draft("match", lesson)
    html = editing.get(change_url(question)).content.decode()
    theirs = [
        *(f'answers" value="{each.pk}"' for each in other.choices.all()),
        *(f'<option value="{each.pk}">{each.ident} ·' for each in other.parts.all()),
    ]
    assert [each for each in theirs if each in html] == []
    offered = Page(editing.get(change_url(question))).fields
    answers = {
        each["value"] for each in offered if each.get("name") == "parts-0-answers"
    }
    assert answers == {str(each.pk) for each in question.choices.all()}
    evidence = {each["value"] for each in offered if each.get("name") == "evidence"}
    assert evidence == {str(each.pk) for each in lesson.passages.all()}


def test_a_strangers_row_is_refused(editing):
    question, other = make_draft("match"), make_draft("match", make_draft_lesson())
    answer = sent(editing, question, **{"parts-0-answers": [other.choices.first().pk]})
    assert answer.status_code == 200
    assert "parts-0-answers" in Page(answer).names
    assert item_of(question) == canonical(SAMPLES["match"].item)


def test_evidence_of_another_lesson_is_refused(editing):
    question = make_draft("choice")
    stranger = make_draft_lesson().passages.first()
    url = change_url(question).replace("/ar/", "/en/", 1)
    page = Page(editing.get(url))
    answer = editing.post(url, {**page.data, "evidence": [stranger.pk]})
    assert "Choose among the passages of the question’s lesson." in Page(answer).words


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"rule": "chain"},
            "There is no such rule of scoring.",
        ),
        (
            {"kind": "choice", "rule": "each", "settings": '{"near": 0.5}'},
            "This kind of question has no setting “near”. It knows: points.",
        ),
        (
            {"settings": '{"points": "two"}'},
            "“points” is a whole number from 1 on, such as 2.",
        ),
        ({"settings": '{"points": 0}'}, "“points” is a whole number from 1 on"),
        ({"settings": '{"points": true}'}, "“points” is a whole number from 1 on"),
        (
            {"settings": "[1]"},
            'Write the settings between braces, such as {"points": 2}.',
        ),
        ({"settings": "{"}, "Enter a valid JSON."),
        ({"kind": "riddle"}, "Select a valid choice."),
        ({"uid": "two words"}, "Enter a valid “slug”"),
    ],
)
def test_bad_input_is_told_and_nothing_is_saved(editing, changes, message):
    question = make_draft("choice")
    url = change_url(question).replace("/ar/", "/en/", 1)
    page = Page(editing.get(url))
    answer = editing.post(url, {**page.data, "prompt_en": "Changed", **changes})
    assert answer.status_code == 200
    assert message in Page(answer).words
    assert Question.objects.get(pk=question.pk).prompt_en != "Changed"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('{"tolerance": 0.5}', "“tolerance” is a number in quotation marks"),
        ('{"tolerance": "much"}', "“tolerance” is a number in quotation marks"),
        ('{"tolerance": "-1"}', "“tolerance” is a number in quotation marks"),
        ('{"is_relative": 1}', "“is_relative” is true or false."),
        ('{"near": 2}', "“near” is a number from 0 to 1, such as 0.5."),
    ],
)
def test_bad_settings_of_a_number_are_told(editing, settings, message):
    question = make_draft("numeric")
    url = change_url(question).replace("/ar/", "/en/", 1)
    page = Page(editing.get(url))
    answer = editing.post(url, {**page.data, "settings": settings})
    assert message in Page(answer).words


def test_a_rule_of_another_kind_is_told_with_those_of_this_one(editing):
    question = make_draft("multiple_response")
    url = change_url(question).replace("/ar/", "/en/", 1)
    page = Page(editing.get(url))
    answer = editing.post(url, {**page.data, "kind": "choice", "rule": "exact"})
    assert "“Single choice” is not scored by “Exactly the right picks”." in (
        Page(answer).words
    )


def test_idents_may_be_changed_until_there_is_a_revision(editing):
    question = make_draft("choice")
    assert "disabled" not in Page(editing.get(change_url(question))).field(
        "choices-0-ident"
    )
    publish(question)
    field = Page(editing.get(change_url(question))).field("choices-0-ident")
    assert "disabled" in field
    sent(editing, question, **{"choices-0-ident": "other"})
    assert item_of(question) == canonical(SAMPLES["choice"].item)


def test_the_name_of_a_question_stays_once_it_was_asked(editing):
    question = make_draft("choice")
    sent(editing, question, uid="other")
    question.refresh_from_db()
    assert question.uid == "other"
    publish(question)
    assert "disabled" in Page(editing.get(change_url(question))).field("uid")
    sent(editing, question, uid="third")
    question.refresh_from_db()
    assert question.uid == "other"


def test_who_saves_as_new_is_the_author_of_the_copy(editing, editor):
    question = make_draft(
        "choice", author=make_user(role="editor"), reviewer=make_user(role="editor")
    )
    page = Page(editing.get(change_url(question)))
    editing.post(change_url(question), {**page.data, "_saveasnew": "1"})
    copy = Question.objects.exclude(pk=question.pk).get()
    assert (copy.author, copy.reviewer) == (editor, None)


@pytest.mark.parametrize(("language", "comma"), [("ar", "، "), ("en", ", ")])
def test_words_are_listed_by_the_comma_of_the_language(language, comma):
    with translation.override(language):
        assert listed(["points", "near"]) == f"points{comma}near"


def test_a_new_row_gets_a_name_of_its_own(editing):
    question = make_draft("choice")
    page = Page(editing.get(change_url(question)))
    count = question.choices.count()
    new = {
        "choices-TOTAL_FORMS": count + 2,
        **{
            f"choices-{index}-{name}": value
            for index in (count, count + 1)
            for name, value in {
                "question": question.pk,
                "ident": "",
                "position": index,
                "fraction": "٠٫٥",
                "text_ar": "جديد",
                "text_en": f"New {index}",
            }.items()
        },
    }
    answer = editing.post(change_url(question), {**page.data, **new})
    assert answer.status_code == 302
    made = list(question.choices.all())[count:]
    assert [row.text_en for row in made] == [f"New {count}", f"New {count + 1}"]
    assert [float(row.fraction) for row in made] == [0.5, 0.5]
    assert len({row.ident for row in made}) == 2


@pytest.mark.parametrize("kind", ["match", "inline_choice", "extended_text"])
def test_save_as_new_copies_the_rows_under_another_name(editing, kind):
    question = make_draft(kind)
    publish(question)
    before = item_of(question)
    page = Page(editing.get(change_url(question)))
    data = {**page.data, "_saveasnew": "1", "prompt_en": "Another prompt"}
    answer = editing.post(change_url(question), data)
    copy = Question.objects.exclude(pk=question.pk).get()
    assert answer.url == change_url(copy)
    assert copy.uid != question.uid
    assert len(copy.uid) > 1
    assert (copy.current, copy.revisions.count()) == (None, 0)
    assert copy.prompt_en == "Another prompt"
    assert item_of(question) == before
    copy.prompt_en = question.prompt_en
    copy.save()
    assert item_of(copy) == before


def test_a_copy_with_mistakes_is_mended_on_its_own_page(editing):
    question = make_draft("choice")
    page = Page(editing.get(change_url(question)))
    data = {**page.data, "_saveasnew": "1", "settings": "[]"}
    answer = editing.post(change_url(question), data)
    copy = Question.objects.exclude(pk=question.pk).get()
    assert answer.status_code == 200
    assert change_url(copy) in Page(answer).links
    assert item_of(copy) == item_of(question)


@pytest.mark.parametrize(
    ("kind", "idents"),
    [
        ("true_false", ["verdict", "reason", "true", "false"]),
        ("two_part", ["claim", "evidence"]),
        ("categorise", ["fact", "claim", "forecast", "analysis"]),
        ("choice", []),
    ],
)
def test_a_new_question_begins_with_the_rows_of_its_kind(editing, editor, kind, idents):
    lesson = make_draft_lesson()
    url = reverse("admin:quiz_question_add") + f"?lesson={lesson.pk}"
    page = Page(editing.get(url))
    data = {
        **page.data,
        "kind": kind,
        "learning_point": lesson.learning_points.get().pk,
        "level": "remember",
        "stance": "fact",
        "prompt_ar": "سؤال",
    }
    answer = editing.post(url, data)
    question = Question.objects.get()
    assert answer.url == change_url(question)
    rows = [*question.parts.all(), *question.choices.all()]
    assert [row.ident for row in rows] == idents
    assert question.author == editor
    assert editing.get(change_url(question)).status_code == 200


def test_editors_are_offered_as_authors_and_students_are_not(editing, editor):
    student = make_user("a-student")
    question = make_draft("choice", author=editor)
    html = editing.get(change_url(question)).content.decode()
    assert student.username not in html


def test_attempts_keep_their_revision_after_a_publish(editing):
    question = make_draft("choice")
    first = publish(question)
    quiz = make_quiz(question.lesson.course, [Question.objects.get(pk=question.pk)])
    attempt = start_attempt(make_user(), quiz, "en")
    sent(editing, question, prompt_en="Asked anew", _publish="1")
    assert attempt.responses.get().revision == first
    assert first.item.shown.prompt["en"] != "Asked anew"
    fresh = start_attempt(make_user(), quiz, "en").responses.get().revision
    assert (fresh.number, fresh.item.shown.prompt["en"]) == (2, "Asked anew")


def test_an_edited_passage_makes_its_questions_findable(editing):
    lesson = make_draft_lesson()
    cites = make_draft("choice", lesson)
    other = make_draft("order", lesson)
    other.evidence.set([lesson.passages.last()])
    publish(cites)
    publish(other)
    passage = cites.evidence.first()
    passage.text_en += " More."
    passage.save()
    url = reverse("admin:quiz_question_changelist") + "?state=changed"
    rows = editing.get(url).context["cl"].result_list
    assert [row.uid for row in rows] == [cites.uid]


def test_only_what_lacks_english_is_found_by_its_filter(editing):
    lesson = make_draft_lesson()
    lacks = make_draft("choice", lesson, prompt_en="")
    make_draft("choice", lesson)
    url = reverse("admin:quiz_question_changelist") + "?missing=en"
    rows = editing.get(url).context["cl"].result_list
    assert [row.uid for row in rows] == [lacks.uid]


@pytest.mark.parametrize(("words", "found"), [("Halite", 1), ("الهاليت", 1), ("zz", 0)])
def test_questions_are_searched_in_both_languages(editing, words, found):
    make_draft("choice", prompt_ar="ما الهاليت؟", prompt_en="What is Halite?")
    answer = editing.get(reverse("admin:quiz_question_changelist"), {"q": words})
    assert answer.context["cl"].result_count == found
