"""Editing lessons: what readers see changes by publishing, and by nothing else."""

import pytest
from django.urls import reverse
from django.utils import translation

from quiz.actions.course import publish_lesson
from quiz.models import Course, Edition, Figure, Lesson, Name, Passage
from quiz.reports.editing import lesson_states
from tests.factories import make_course, make_lesson, make_name
from tests.quiz.admin.pages import Page, press
from tests.quiz.admin.rows import make_draft, make_draft_lesson

pytestmark = pytest.mark.django_db


def change_url(lesson, language="ar"):
    with translation.override(language):
        return reverse("admin:quiz_lesson_change", args=[lesson.pk])


def reader_sees(client, lesson, language):
    with translation.override(language):
        url = reverse("quiz:lesson", args=[lesson.course.slug, lesson.slug])
    client.logout()
    return Page(client.get(url)).words


def preview_shows(client, lesson, language):
    with translation.override(language):
        url = reverse("quiz:preview_lesson", args=[lesson.course.slug, lesson.slug])
    return Page(client.get(url)).words


@pytest.mark.parametrize("page_language", ["ar", "en"])
def test_words_go_from_the_form_through_the_preview_to_the_readers(
    client, editor, page_language
):
    lesson = make_draft_lesson()
    publish_lesson(lesson)
    new = {"ar": "كلمات جديدة للقارئ.", "en": "New words for readers."}
    client.force_login(editor)
    url = change_url(lesson, page_language)
    page = Page(client.get(url))
    data = {
        **page.data,
        "passages-0-text_ar": new["ar"],
        "passages-0-text_en": new["en"],
    }
    assert client.post(url, data).status_code == 302
    for language in ("ar", "en"):
        assert new[language] in preview_shows(client, lesson, language)
    for language in ("ar", "en"):
        assert new[language] not in reader_sees(client, lesson, language)
    client.force_login(editor)
    assert press(client, url, "_publish").redirect_chain == [(url, 302)]
    for language in ("ar", "en"):
        assert new[language] in reader_sees(client, lesson, language)
    assert list(lesson.editions.values_list("number", flat=True)) == [1, 2]


def test_publishing_tells_the_number_of_the_edition(editing):
    lesson = make_draft_lesson()
    url = change_url(lesson, "en")
    words = Page(press(editing, url, "_publish")).words
    assert "Edition 1 is published." in words
    words = Page(press(editing, url, "_publish")).words
    assert "Nothing has changed since edition 1." in words
    assert Edition.objects.count() == 1


def test_all_faults_are_listed_at_once_and_nothing_is_published(editing):
    lesson = make_draft_lesson()
    publish_lesson(lesson)
    first, second = lesson.passages.all()[:2]
    Passage.objects.filter(pk=first.pk).update(text_en="")
    Passage.objects.filter(pk=second.pk).update(stance="claim", section_ar="")
    Passage.objects.filter(pk=second.pk).update(heading_ar="ملح", heading_en="Salt")
    Lesson.objects.filter(pk=lesson.pk).update(title_en="")
    words = Page(press(editing, change_url(lesson, "en"), "_publish")).words
    told = [
        "Title: no text in English.",
        f"Passage 1 (\u2068{first.uid}\u2069): no text in English.",
        f"Passage 2 · Salt (\u2068{second.uid}\u2069), section of the source: no text",
        f"Passage 2 · Salt (\u2068{second.uid}\u2069): a claim needs to say who makes",
        "4 things to mend before publishing",
    ]
    assert [each for each in told if each not in words] == []
    lesson.refresh_from_db()
    assert (lesson.current.number, lesson.editions.count()) == (1, 1)


@pytest.mark.parametrize("button", ["_continue", "_publish", "_withdraw", "_preview"])
def test_no_button_of_the_panel_drops_what_is_typed(editing, button):
    lesson = make_draft_lesson()
    publish_lesson(lesson)
    press(editing, change_url(lesson), button, title_en="Salt")
    lesson.refresh_from_db()
    assert lesson.title_en == "Salt"


def test_a_form_with_mistakes_is_neither_saved_nor_published(editing):
    lesson = make_draft_lesson()
    url = change_url(lesson, "en")
    answer = press(editing, url, "_publish", title_en="x" * 161)
    assert "x" * 161 in answer.content.decode()
    assert "Nothing is saved or published yet" in Page(answer).words
    lesson.refresh_from_db()
    assert lesson.current is None


def test_the_enter_key_saves_and_publishes_nothing(editing):
    lesson = make_draft_lesson()
    publish_lesson(lesson)
    page = Page(editing.get(change_url(lesson)))
    assert page.buttons[0] == "_continue"


def test_saving_and_publishing_can_be_one_step(editing):
    lesson = make_draft_lesson()
    press(editing, change_url(lesson), "_publish", title_en="Salt")
    lesson.refresh_from_db()
    assert lesson.current.content.title["en"] == "Salt"


def test_saving_and_previewing_can_be_one_step(editing):
    lesson = make_draft_lesson()
    answer = press(editing, change_url(lesson), "_preview", title_ar="ملح")
    preview = reverse("quiz:preview_lesson", args=[lesson.course.slug, lesson.slug])
    assert answer.redirect_chain == [(preview, 302)]
    assert "ملح" in Page(answer).words


def test_a_withdrawn_lesson_is_gone_for_readers_and_keeps_its_editions(editing):
    lesson = make_draft_lesson()
    publish_lesson(lesson)
    words = Page(press(editing, change_url(lesson, "en"), "_withdraw")).words
    lesson.refresh_from_db()
    assert (lesson.current, lesson.editions.count()) == (None, 1)
    assert "Withdrawn; the last edition was 1." in words
    page = Page(editing.get(change_url(lesson)))
    assert "_withdraw" not in page.buttons


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "Published (edition 1)"), ("ar", "منشور (الإصدار 1)")],
)
def test_the_list_says_which_edition_is_published(editing, language, shown):
    publish_lesson(make_draft_lesson())
    with translation.override(language):
        url = reverse("admin:quiz_lesson_changelist")
    assert shown in Page(editing.get(url)).words


def test_the_state_in_lists_is_that_of_the_whole_draft():
    lesson = make_draft_lesson()
    Figure.objects.create(
        uid="f",
        lesson=lesson,
        position=1,
        kind="timeline",
        after=lesson.passages.first(),
        title_ar="م",
        title_en="T",
        caption_ar="ج",
        caption_en="C",
        label_heading_ar="م",
        label_heading_en="S",
    ).rows.create(position=1, label_ar="أ", label_en="F", value="2.500")
    publish_lesson(lesson)
    lesson = Lesson.objects.get()
    assert lesson_states([lesson])[lesson.pk].status == "published"
    Figure.objects.get().rows.update(value="2.6")
    lesson = Lesson.objects.get()
    assert lesson_states([lesson])[lesson.pk].status == "changed"


def test_each_chosen_lesson_is_published_whole_or_not_at_all(editing):
    good, bad = make_draft_lesson(), make_lesson(title_en="Bad")
    data = {"action": "publish_chosen", "_selected_action": [good.pk, bad.pk]}
    with translation.override("en"):
        url = reverse("admin:quiz_lesson_changelist")
    words = Page(editing.post(url, data, follow=True)).words
    assert "Edition 1 is published." in words
    assert f"Not published: “Bad (\u2068{bad.slug}\u2069)”." in words
    assert "The lesson has no passages." in words
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.current.number, bad.current) == (1, None)


def test_a_course_is_published_whole_or_not_at_all(editing):
    course = make_course()
    lesson = make_draft_lesson(course)
    question = make_draft("choice", lesson, prompt_en="What?", explanation_en="")
    with translation.override("en"):
        url = reverse("admin:quiz_course_change", args=[course.pk])
    page = press(editing, url, "_publish")
    told = f"What? (\u2068{question.uid}\u2069): The text of “explanation” is missing"
    assert told in Page(page).words
    lesson.refresh_from_db()
    assert lesson.current is None
    question.explanation_en = "As the lesson says."
    question.save()
    words = Page(press(editing, url, "_publish")).words
    assert "The lessons and questions are published." in words


def test_a_new_passage_comes_last_and_gets_a_name(editing):
    lesson = make_draft_lesson()
    page = Page(editing.get(change_url(lesson)))
    new = {
        "passages-TOTAL_FORMS": 7,
        **{
            f"passages-{index}-{name}": value
            for index in (5, 6)
            for name, value in {
                "lesson": lesson.pk,
                "uid": "",
                "position": "",
                "text_ar": "جديد",
                "text_en": f"New {index}",
                "stance": "fact",
                "section_ar": "",
                "section_en": "",
            }.items()
        },
    }
    assert editing.post(change_url(lesson), {**page.data, **new}).status_code == 302
    last = list(lesson.passages.all())[5:]
    assert [(row.text_en, row.position) for row in last] == [("New 5", 6), ("New 6", 7)]
    assert all(row.uid for row in last)


def test_a_new_lesson_needs_a_course_and_little_else(editing):
    course = make_course()
    url = reverse("admin:quiz_lesson_add")
    page = Page(editing.get(url))
    answer = editing.post(url, {**page.data, "course": course.pk, "title_en": "Salt"})
    lesson = Lesson.objects.get()
    assert answer.url == change_url(lesson)
    assert (lesson.position, lesson.title_ar or "") == (1, "")
    assert editing.get(change_url(lesson)).status_code == 200


def test_the_address_of_a_lesson_and_names_of_its_passages_stay_once_read(editing):
    lesson = make_draft_lesson()
    url = change_url(lesson)
    names = ("slug", "passages-0-uid")
    page = Page(editing.get(url))
    assert [name for name in names if "disabled" in page.field(name)] == []
    publish_lesson(lesson)
    page = Page(editing.get(url))
    assert [name for name in names if "disabled" not in page.field(name)] == []
    assert "disabled" not in page.field("learning_points-0-slug")
    assert "disabled" not in page.field("passages-__prefix__-uid")
    passage = lesson.passages.first()
    for model, row, name in (
        ("passage", passage, "uid"),
        ("course", lesson.course, "slug"),
    ):
        page = Page(editing.get(reverse(f"admin:quiz_{model}_change", args=[row.pk])))
        assert "disabled" in page.field(name)


@pytest.mark.parametrize("name", ["title_ar", "summary_en", "source_author_en"])
def test_a_course_stands_in_both_languages_always(editing, name):
    course = make_course()
    with translation.override("en"):
        url = reverse("admin:quiz_course_change", args=[course.pk])
    page = Page(editing.get(url))
    words = Page(editing.post(url, {**page.data, name: " "})).words
    assert "Learners see this text, so it stands in both languages." in words
    assert Course.objects.get() == course
    assert getattr(Course.objects.get(), name)


def test_rows_of_a_figure_change_places_in_one_go(editing):
    lesson = make_draft_lesson()
    figure = Figure.objects.create(
        uid="f", lesson=lesson, position=1, kind="ranks", after=lesson.passages.first()
    )
    for place, name in enumerate(("one", "two", "three"), 1):
        figure.rows.create(position=place, label_ar=name, label_en=name)
    url = reverse("admin:quiz_figure_change", args=[figure.pk])
    page = Page(editing.get(url))
    moved = {"rows-0-position": "2", "rows-1-position": "1"}
    assert editing.post(url, {**page.data, **moved}).status_code == 302
    rows = list(figure.rows.values_list("label_en", "position"))
    assert rows == [("two", 1), ("one", 2), ("three", 3)]
    answer = editing.post(url, {**page.data, "rows-0-position": "3"})
    assert answer.status_code == 200
    assert list(figure.rows.values_list("label_en", "position")) == rows


def test_a_figure_stands_after_a_passage_of_its_own_lesson(editing):
    lesson, other = make_draft_lesson(), make_draft_lesson()
    figure = Figure.objects.create(
        uid="f", lesson=lesson, position=1, kind="route", after=lesson.passages.first()
    )
    with translation.override("en"):
        url = reverse("admin:quiz_figure_change", args=[figure.pk])
    page = Page(editing.get(url))
    answer = editing.post(url, {**page.data, "after": other.passages.first().pk})
    assert "Choose among the passages of the lesson." in Page(answer).words


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"slug": "two words"}, 200),
        ({"course": "999999"}, 200),
        ({"position": "-1"}, 200),
        ({"position": "99999999999999999999"}, 200),
        ({"passages-0-stance": "rumour"}, 200),
        ({"passages-TOTAL_FORMS": "many"}, 200),
        ({"title_en": "x" * 161}, 200),
    ],
)
def test_bad_input_is_told_and_changes_nothing(editing, changes, status):
    lesson = make_draft_lesson()
    before = lesson.to_content()
    page = Page(editing.get(change_url(lesson)))
    answer = editing.post(change_url(lesson), {**page.data, **changes})
    assert answer.status_code == status
    assert Lesson.objects.get().to_content() == before


@pytest.mark.parametrize(("words", "found"), [("Salt", 1), ("ملح", 1), ("zz", 0)])
def test_lessons_are_searched_in_both_languages(editing, words, found):
    make_lesson(title_ar="ملح", title_en="Salt")
    answer = editing.get(reverse("admin:quiz_lesson_changelist"), {"q": words})
    assert answer.context["cl"].result_count == found


@pytest.mark.parametrize(
    ("status", "found"),
    [("draft", "a"), ("published", "b"), ("changed", "c"), ("withdrawn", "d")],
)
def test_lessons_are_found_by_their_state(editing, status, found):
    course = make_course()
    lessons = {name: make_draft_lesson(course, slug=name) for name in "abcd"}
    for name in "bcd":
        publish_lesson(lessons[name])
    Lesson.objects.filter(slug="c").update(title_en="Changed")
    Lesson.objects.filter(slug="d").update(current=None)
    url = reverse("admin:quiz_lesson_changelist")
    rows = editing.get(url, {"state": status}).context["cl"].result_list
    assert [row.slug for row in rows] == [found]


@pytest.mark.parametrize(("name", "link"), [("term", "passage"), ("figure", "passage")])
def test_a_row_of_an_empty_lesson_says_what_to_add_first(editing, name, link):
    lesson = make_lesson()
    url = reverse(f"admin:quiz_{name}_add") + f"?lesson={lesson.pk}"
    add = reverse(f"admin:quiz_{link}_add") + f"?lesson={lesson.pk}"
    assert add in Page(editing.get(url)).links


@pytest.mark.parametrize("change", ["add", "change"])
def test_the_next_row_is_one_of_the_same_lesson(editing, change):
    lesson = make_draft_lesson()
    point = lesson.learning_points.get()
    url = reverse("admin:quiz_learningpoint_add") + f"?lesson={lesson.pk}"
    if change == "change":
        url = reverse("admin:quiz_learningpoint_change", args=[point.pk])
    answer = press(editing, url, "_addanother", text_ar="ما يُعرف")
    add = reverse("admin:quiz_learningpoint_add")
    assert answer.redirect_chain == [(f"{add}?lesson={lesson.pk}", 302)]


def test_terms_of_a_lesson_are_offered_its_passages_only(editing):
    lesson, other = make_draft_lesson(), make_draft_lesson()
    html = editing.get(change_url(lesson)).content.decode()
    menu = html.partition('name="terms-__prefix__-passage"')[2].partition("</select>")[
        0
    ]
    offered = [f'value="{each.pk}"' in menu for each in lesson.passages.all()]
    assert offered == [True] * 5
    assert not any(f'value="{each.pk}"' in menu for each in other.passages.all())


# The names of a course

NEW_NAME = {
    "slug": "niger",
    "kind": "place",
    "name_ar": "النيجر",
    "name_en": "Niger",
    "variants_ar": "نيجر\r\nنيجير",
    "variants_en": "",
    "note_ar": "دولة في غرب أفريقيا.",
    "note_en": "A state in West Africa.",
}


def add_name(editing, **changes):
    """Send the form of a new name."""
    with translation.override("en"):
        url = reverse("admin:quiz_name_add")
    return editing.post(url, {**NEW_NAME, **changes}, follow=True)


def test_a_name_is_added_with_its_other_spellings(editing):
    course = make_course()
    add_name(editing, course=course.pk)

    assert course.names.get().to_spellings().spellings == {
        "ar": ("النيجر", "نيجر", "نيجير"),
        "en": ("Niger",),
    }


def test_the_next_name_is_one_of_the_same_course(editing):
    course = make_course()
    answer = add_name(editing, course=course.pk, _addanother="")

    (address, _status) = answer.redirect_chain[-1]
    assert address.endswith(f"/en/admin/quiz/name/add/?course={course.pk}")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name_ar": " "}, "Learners see this text, so it stands in both languages."),
        ({"note_en": ""}, "Learners see this text, so it stands in both languages."),
        ({"slug": ""}, "This field is required."),
        ({"slug": "known"}, "already exists"),
        ({"slug": "two words"}, "Enter a valid"),
        ({"kind": "rumour"}, "Select a valid choice"),
        ({"course": "999999"}, "Select a valid choice"),
        ({"name_en": "x" * 121}, "at most 120"),
    ],
)
def test_a_name_that_is_not_whole_is_not_saved(editing, changes, told):
    course = make_course()
    make_name(course, "known")
    answer = add_name(editing, **{"course": course.pk, **changes})

    assert told in Page(answer).words
    assert Name.objects.count() == 1


@pytest.mark.parametrize("words", ["Niger", "النيجر", "نيجير", "West Africa"])
def test_names_are_searched_by_all_their_words(editing, words):
    course = make_course()
    add_name(editing, course=course.pk)
    make_name(course)
    answer = editing.get(reverse("admin:quiz_name_changelist"), {"q": words})

    assert answer.context["cl"].result_count == 1
