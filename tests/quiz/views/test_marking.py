"""The pages on which a teacher marks what a class wrote."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from quiz.actions.classroom import archive_classroom
from quiz.actions.marking import mark_response
from quiz.models import Outcome
from quiz.models.revision import items_of, shown_of
from tests.factories import make_classroom, make_user
from tests.quiz.essays import HALF, TEXT, give_essay, write

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HUGE = 10**30
PAGES = ("marking", "mark")
FIELDS = {"r-cites": "c1", "r-weighs": "w2", "comment": "أحسنت.", "seen": "0"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def teacher():
    return make_user(role="teacher", display_name="أ. هدى")


@pytest.fixture
def assignment(teacher):
    return give_essay(make_classroom(teacher), teacher)


@pytest.fixture
def response(assignment):
    return write(assignment, display_name="ليلى حدّاد")


@pytest.fixture
def signed_in(client, teacher):
    client.force_login(teacher)
    return client


def address(name, response, language="en"):
    assignment = response.attempt.assignment
    args = [assignment.classroom_id, assignment.pk]
    if name == "mark":
        args.append(response.pk)
    with override(language):
        return reverse(f"quiz:{name}", args=args)


def told(page):
    return [str(message) for message in get_messages(page.wsgi_request)]


def marks():
    return list(Outcome.objects.by_person().values_list("state", "comment"))


class TestEveryPage:
    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.parametrize("name", PAGES)
    def test_it_works(self, signed_in, response, name, language):
        page = signed_in.get(address(name, response, language))
        assert page.status_code == 200
        assert "ليلى حدّاد" in page.text

    @pytest.mark.parametrize("who", ["teacher", "student"])
    @pytest.mark.parametrize("name", PAGES)
    def test_somebody_else_finds_nothing(self, client, response, name, who):
        client.force_login(make_user(role=who))
        assert client.get(address(name, response)).status_code == 404
        if name == "mark":
            assert client.post(address(name, response), FIELDS).status_code == 404
        assert marks() == []

    def test_the_student_finds_nothing(self, client, response):
        client.force_login(response.attempt.learner)
        assert client.post(address("mark", response), FIELDS).status_code == 404

    @pytest.mark.parametrize("name", PAGES)
    def test_signed_out_one_is_sent_to_sign_in(self, client, response, name):
        url = address(name, response)
        assert client.get(url).url == f"/en/people/login/?next={url}"

    @pytest.mark.parametrize("name", PAGES)
    def test_another_method_is_refused(self, signed_in, response, name):
        assert signed_in.delete(address(name, response)).status_code == 405

    def test_the_list_is_only_read(self, signed_in, response):
        assert signed_in.post(address("marking", response)).status_code == 405

    @pytest.mark.parametrize("name", PAGES)
    def test_unknown_ids_are_not_found(self, signed_in, response, name):
        assignment = response.attempt.assignment
        url = address(name, response)
        for kept in (
            f"/classes/{assignment.classroom_id}/",
            f"/assignments/{assignment.pk}/",
            f"/marking/{response.pk}/",
        ):
            if kept in url:
                word = kept.split("/")[1]
                unknown = url.replace(kept, f"/{word}/{HUGE}/")
                assert signed_in.get(unknown).status_code == 404


class TestMarking:
    def test_it_says_what_waits(self, signed_in, response, assignment):
        write(assignment)
        page = signed_in.get(address("marking", response)).text
        assert '<bdi dir="ltr">2</bdi> answers wait for a mark.' in page
        assert page.count("Waiting for a teacher") == 2

    def test_it_says_that_all_is_marked(self, signed_in, response, teacher):
        mark_response(response, HALF, "", teacher, 0)
        page = signed_in.get(address("marking", response)).text
        assert "All answers are marked." in page
        assert "Partly correct" in page

    def test_it_says_that_nothing_is_there(self, signed_in, assignment):
        args = [assignment.classroom_id, assignment.pk]
        with override("en"):
            page = signed_in.get(reverse("quiz:marking", args=args)).text
        assert "Nothing is to be marked" in page

    @pytest.mark.parametrize("count", [1, 4])
    def test_its_queries_do_not_grow(
        self, signed_in, response, assignment, django_assert_num_queries, count
    ):
        for _each in range(count):
            write(assignment)
        shown_of.forget()
        # The session, the teacher, the assignment, and the report.
        with django_assert_num_queries(5):
            signed_in.get(address("marking", response))

    def test_a_class_that_is_archived_is_read_and_not_marked(
        self, signed_in, response, assignment
    ):
        archive_classroom(assignment.classroom)
        assert signed_in.get(address("marking", response)).status_code == 200
        assert signed_in.post(address("mark", response), FIELDS).status_code == 404


class TestMark:
    def test_the_answer_and_the_rubric_are_shown(self, signed_in, response):
        page = signed_in.get(address("mark", response, "ar")).text
        assert TEXT["answer"] in page
        assert "يزن الدليل" in page
        assert page.count('type="radio"') == 5
        assert "checked" not in page

    def test_a_mark_is_saved_and_leads_back_to_the_list(self, signed_in, response):
        page = signed_in.post(address("mark", response), FIELDS)
        assert page.url == address("marking", response)
        assert told(page) == ["The mark is saved. No answer waits any more."]
        assert marks() == [("right", "أحسنت.")]

    def test_it_leads_to_the_next_that_waits(self, signed_in, response, assignment):
        other = write(assignment)
        page = signed_in.post(address("mark", response), FIELDS)
        assert page.url == address("mark", other)
        assert told(page) == ["The mark is saved. Here is the next answer."]

    @pytest.mark.parametrize(
        ("language", "words"),
        [("ar", "يلزم اختيار مستوى."), ("en", "Choose a level.")],
    )
    def test_a_level_that_is_missing_is_named_and_nothing_lost(
        self, signed_in, response, language, words
    ):
        fields = {**FIELDS, "r-weighs": ""}
        page = signed_in.post(address("mark", response, language), fields)
        assert page.status_code == 422
        assert words in page.text
        assert "أحسنت." in page.text
        assert page.text.count("checked") == 1
        assert marks() == []

    @pytest.mark.parametrize(
        "fields",
        [{"r-cites": "w1"}, {"comment": "ا" * 2_001}, {"seen": "x"}, {"seen": ""}],
    )
    def test_what_cannot_be_is_refused(self, signed_in, response, fields):
        page = signed_in.post(address("mark", response), FIELDS | fields)
        assert page.status_code == 422
        assert marks() == []

    def test_a_mark_that_stands_is_shown_to_be_changed(
        self, signed_in, response, teacher
    ):
        mark_response(response, HALF, "أين الدليل؟", teacher, 0)
        page = signed_in.get(address("mark", response)).text
        assert 'value="c1"' in page.split("checked")[0].rsplit("<input", 1)[1]
        assert page.count("checked") == 2
        assert page.count("أين الدليل؟") == 2  # among the marks, and in the field

        signed_in.post(address("mark", response), FIELDS | {"seen": "1"})
        assert marks() == [("partly", "أين الدليل؟"), ("right", "أحسنت.")]

    def test_a_mark_of_somebody_else_is_shown_first(self, signed_in, response):
        other = make_user(role="teacher", display_name="أ. سامي")
        mark_response(response, HALF, "", other, 0)
        page = signed_in.post(address("mark", response), FIELDS)
        assert page.status_code == 422
        assert "The answer was marked meanwhile" in page.text
        assert "أ. سامي" in page.text
        assert "أحسنت." in page.text
        assert marks() == [("partly", "")]

        again = signed_in.post(address("mark", response), FIELDS | {"seen": "1"})
        assert 'name="seen" value="1"' in page.text
        assert again.status_code == 302
        assert marks() == [("partly", ""), ("right", "أحسنت.")]

    def test_an_answer_of_another_class_is_not_found(
        self, signed_in, response, teacher
    ):
        other = write(give_essay(make_classroom(teacher), teacher))
        url = address("mark", response).replace(f"/{response.pk}/", f"/{other.pk}/")
        assert signed_in.post(url, FIELDS).status_code == 404

    @pytest.mark.parametrize(
        "written", [{"value": {}}, {"value": TEXT, "is_finished": False}]
    )
    def test_what_is_blank_or_not_sent_is_not_found(
        self, signed_in, assignment, written
    ):
        response = write(assignment, **written)
        assert signed_in.post(address("mark", response), FIELDS).status_code == 404

    def test_what_is_written_is_escaped(self, signed_in, assignment):
        text = "<script>alert(1)</script>"
        response = write(assignment, value={"answer": text})
        page = signed_in.get(address("mark", response)).text
        assert text not in page
        assert escape(text) in page

    def test_its_queries_are_few(
        self, signed_in, response, teacher, django_assert_num_queries
    ):
        mark_response(response, HALF, "", teacher, 0)
        items_of.forget()
        shown_of.forget()
        # The session, the teacher, the assignment, the answer, its marks, its item,
        # what is shown of it, and its outcome.
        with django_assert_num_queries(8):
            signed_in.get(address("mark", response))


class TestAssignmentPage:
    def page(self, client, response):
        assignment = response.attempt.assignment
        args = [assignment.classroom_id, assignment.pk]
        with override("en"):
            return client.get(reverse("quiz:assignment", args=args)).text

    def test_it_leads_to_what_waits(self, signed_in, response):
        page = self.page(signed_in, response)
        assert "answer waits for a mark." in page
        assert address("marking", response) in page

    def test_it_says_nothing_where_nobody_wrote(self, signed_in, assignment):
        page = self.page(signed_in, write(assignment, value={}))
        assert "Written answers" not in page


class TestWhatTheStudentSees:
    @pytest.fixture
    def own(self, client, response, teacher):
        mark_response(response, HALF, "أين الدليل؟", teacher, 0)
        client.force_login(response.attempt.learner)
        return client

    def page(self, client, response):
        args = [response.attempt_id, response.position]
        with override("en"):
            return client.get(reverse("quiz:respond", args=args)).text

    def test_the_comment_the_levels_and_the_score(self, own, response):
        page = self.page(own, response)
        assert "Partly correct" in page
        assert "أين الدليل؟" in page
        assert page.count("this level was given") == 2

    def test_nothing_of_it_in_an_exam_before_its_release(self, own, response):
        response.attempt.quiz.preset = "exam"
        response.attempt.quiz.save()
        args = [response.attempt_id, response.position]
        page = own.get(reverse("quiz:respond", args=args))
        assert page.status_code == 302
        assert "أين الدليل؟" not in own.get(page.url).text

    def test_no_levels_where_the_score_is_not_told(self, own, response):
        # Correct or not, and feedback.
        response.attempt.quiz.review_submitted = 2 | 4
        response.attempt.quiz.review_closed = 2 | 4
        response.attempt.quiz.save()
        page = self.page(own, response)
        assert "أين الدليل؟" in page
        assert "this level was given" not in page
