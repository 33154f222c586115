"""Editing questions: their rows, rules, settings, copies and revisions."""

from itertools import cycle

import pytest
from django.urls import reverse
from django.utils import translation

from quiz.actions.attempt import start_attempt
from quiz.assessment.item import canonical
from quiz.assessment.kinds import KINDS
from quiz.forms.question import SETTINGS
from quiz.models import Question
from tests.factories import make_lesson, make_quiz, make_user
from tests.quiz.admin.pages import Page, press
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
        ({"points": "two"}, "Enter a whole number."),
        ({"points": "1.5"}, "Enter a whole number."),
        ({"points": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"points": "1001"}, "Ensure this value is less than or equal to 1000."),
        ({"points": ""}, "This field is required."),
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
    ("changes", "message"),
    [
        ({"tolerance": "much"}, "Enter a number."),
        ({"tolerance": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"near": "2"}, "Ensure this value is less than or equal to 1."),
        ({"near": "nan"}, "Enter a number."),
    ],
)
def test_bad_settings_of_a_number_are_told(editing, changes, message):
    question = make_draft("numeric")
    before = question.settings
    url = change_url(question).replace("/ar/", "/en/", 1)
    page = Page(editing.get(url))
    answer = editing.post(url, {**page.data, **changes})
    assert message in Page(answer).words
    assert Question.objects.get().settings == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_asked_for_its_settings_and_no_others(editing, kind):
    page = Page(editing.get(change_url(make_draft(kind))))
    assert page.names & set(SETTINGS) == set(KINDS[kind].settings)
    assert "settings" not in page.names


def test_settings_are_typed_in_either_languages_digits(editing):
    question = make_draft("numeric")
    sent(editing, question, points="٣", tolerance="٠٫٥", is_relative="on", near="٠٫٢٥")
    assert Question.objects.get().settings == {
        "points": 3,
        "tolerance": "0.5",
        "is_relative": True,
        "near": 0.25,
    }


@pytest.mark.parametrize("settings", [{}, {"tolerance": "0.10", "near": 0.5}])
def test_settings_that_are_not_touched_stay_as_they_are_stored(editing, settings):
    question = make_draft("numeric", settings=settings)
    sent(editing, question, prompt_en="Changed")
    question.refresh_from_db()
    assert (question.prompt_en, question.settings) == ("Changed", settings)


def test_settings_that_another_kind_does_not_know_go_with_the_kind(editing):
    question = make_draft("numeric", settings={"points": 3, "tolerance": "0.5"})
    sent(editing, question, kind="choice", rule="each")
    assert Question.objects.get().settings == {"points": 3}


def test_a_question_of_a_lesson_without_learning_points_says_what_to_do(editing):
    lesson = make_lesson()
    with translation.override("en"):
        url = reverse("admin:quiz_question_add") + f"?lesson={lesson.pk}"
        add = reverse("admin:quiz_learningpoint_add") + f"?lesson={lesson.pk}"
    page = Page(editing.get(url))
    told = "The lesson has no learning points yet; a question needs one."
    assert add in page.links
    assert told in page.words
    data = {**page.data, "kind": "choice", "prompt_en": "Kept while it is mended"}
    answer = editing.post(url, data)
    assert answer.status_code == 200
    assert Page(answer).data["prompt_en"] == ["Kept while it is mended"]
    assert Page(answer).data["lesson"] == [str(lesson.pk)]


def test_learning_points_stand_under_their_lessons_while_none_is_chosen(editing):
    lesson = make_draft_lesson(title_ar="ملح")
    html = editing.get(reverse("admin:quiz_question_add")).content.decode()
    point = lesson.learning_points.get()
    group = html.partition('<optgroup label="ملح">')[2].partition("</optgroup>")[0]
    assert f'value="{point.pk}"' in group


def test_the_lesson_of_the_address_limits_the_learning_points(editing):
    lesson, other = make_draft_lesson(), make_draft_lesson()
    url = reverse("admin:quiz_question_add") + f"?lesson={lesson.pk}"
    form = editing.get(url).context["adminform"].form
    assert list(form.fields["learning_point"].queryset) == [
        lesson.learning_points.get()
    ]
    assert other.learning_points.get() not in form.fields["learning_point"].queryset


def test_withdrawing_says_which_published_quizzes_ask_the_question(editing):
    question = make_draft("choice")
    publish(question)
    course = question.lesson.course
    make_quiz(course, [Question.objects.get()], title_en="Asks it")
    draws = make_quiz(course, title_en="May draw it")
    draws.slots.create(position=1, draw_count=1, draw_level=question.level)
    other = make_quiz(course, title_en="Draws others")
    other.slots.create(position=1, draw_count=1, draw_level="evaluate")
    make_quiz(course, [Question.objects.get()], title_en="Draft", is_published=False)
    url = change_url(question).replace("/ar/", "/en/", 1)
    told = "or may draw it: “Asks it”, “May draw it”."
    assert told in Page(editing.get(url)).words
    assert told in Page(press(editing, url, "_withdraw")).words


def test_what_a_quiz_asks_is_not_asked_before_reading(editing):
    question = make_draft("choice")
    quiz = make_quiz(question.lesson.course, [question])
    with translation.override("en"):
        answer = sent(editing, question, is_prequestion="on")
    assert answer.status_code == 200
    assert "A quiz asks this question." in Page(answer).words

    quiz.slots.all().delete()
    assert sent(editing, question, is_prequestion="on").status_code == 302
    assert Question.objects.get(pk=question.pk).is_prequestion


def test_only_a_single_choice_is_asked_before_reading(editing):
    with translation.override("en"):
        answer = sent(editing, make_draft("match"), is_prequestion="on")
    assert answer.status_code == 200
    assert "Only a single choice is asked before." in Page(answer).words


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
    data = {**page.data, "_saveasnew": "1", "points": "many"}
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
