"""Taking results, answers and statistics out of a class as files."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from quiz.actions.assignment import assign_quiz
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.classroom import archive_classroom
from quiz.actions.response import save_response
from quiz.models import Export
from tests.factories import (
    enroll,
    make_classroom,
    make_question,
    make_quiz,
    make_user,
)
from tests.quiz.actions.taking import LAVA, RIGHT, finish
from tests.quiz.essays import give_essay, write
from tests.quiz.learning import take_all

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HUGE = 10**30
FORMATS = ("xlsx", "csv")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def student(classroom):
    student = make_user("layla", display_name="ليلى حدّاد")
    enroll(classroom, student)
    return student


@pytest.fixture
def assignment(teacher, classroom):
    quiz = make_quiz(questions=[make_question(), make_question()], title_en="Salt")
    return assign_quiz(classroom, quiz, teacher)


@pytest.fixture
def signed_in(client, teacher):
    client.force_login(teacher)
    return client


def address(classroom, language="en"):
    with override(language):
        return reverse("quiz:export", args=[classroom.pk])


@pytest.fixture
def rows(signed_in, classroom):
    """Have a file made, and read its rows back."""

    def rows(content, assignment=None, format="csv", language="en", **fields):  # noqa: A002
        reply = signed_in.post(
            address(classroom, language),
            {
                "content": content,
                "assignment": assignment.pk if assignment else "",
                "format": format,
                "has_names": "on",
                **fields,
            },
        )
        assert reply.status_code == 200, reply.text
        data = b"".join(reply.streaming_content)
        if format == "csv":
            assert data.startswith(b"\xef\xbb\xbf")
            return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
        (page,) = load_workbook(BytesIO(data)).worksheets
        assert page.sheet_view.rightToLeft is (language == "ar")
        return [[cell.value for cell in row] for row in page.iter_rows()]

    return rows


class TestPage:
    @pytest.mark.parametrize(
        ("language", "words"), [("ar", "تصدير"), ("en", "Make the file")]
    )
    def test_it_works(self, signed_in, classroom, language, words):
        page = signed_in.get(address(classroom, language))
        assert page.status_code == 200
        assert words in page.text

    @pytest.mark.parametrize("role", ["teacher", "student", "editor"])
    def test_somebody_else_finds_nothing(self, client, classroom, student, role):
        client.force_login(make_user(role=role))
        fields = {"content": "gradebook", "format": "csv"}
        assert client.get(address(classroom)).status_code == 404
        assert client.post(address(classroom), fields).status_code == 404
        client.force_login(student)
        assert client.post(address(classroom), fields).status_code == 404
        assert not Export.objects.exists()

    def test_signed_out_one_is_sent_to_sign_in(self, client, classroom):
        url = address(classroom)
        assert client.post(url).url == f"/en/people/login/?next={url}"

    def test_another_method_is_refused(self, signed_in, classroom):
        assert signed_in.delete(address(classroom)).status_code == 405

    def test_an_unknown_class_is_not_found(self, signed_in, classroom):
        url = address(classroom).replace(f"/{classroom.pk}/", f"/{HUGE}/")
        assert signed_in.get(url).status_code == 404

    @pytest.mark.parametrize(
        "fields",
        [
            {"content": "passwords"},
            {"format": "exe"},
            {"content": "answers"},  # of no quiz
            {"assignment": "x"},
            {"assignment": str(2**70)},
        ],
    )
    def test_what_cannot_be_is_refused_and_noted_nowhere(
        self, signed_in, classroom, fields
    ):
        sent = {"content": "gradebook", "format": "csv", **fields}
        page = signed_in.post(address(classroom), sent)
        assert page.status_code == 422
        assert "Nothing is changed yet" in page.text
        assert not Export.objects.exists()

    def test_the_quiz_of_another_class_cannot_be_taken(self, signed_in, classroom):
        other = assign_quiz(make_classroom(), make_quiz(), make_user(role="teacher"))
        sent = {"content": "answers", "format": "csv", "assignment": other.pk}
        assert signed_in.post(address(classroom), sent).status_code == 422

    def test_who_took_what_is_told(self, signed_in, classroom, rows, assignment):
        rows("answers", assignment, format="xlsx", has_names="")
        page = signed_in.get(address(classroom)).text
        assert "Every answer to one quiz: Salt" in page
        assert "without names" in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_its_queries_do_not_grow(
        self, signed_in, rows, assignment, count, django_assert_num_queries
    ):
        for _each in range(count):
            rows("answers", assignment)
        # The session, the teacher, the class, its quizzes, the exports.
        with django_assert_num_queries(5):
            signed_in.get(address(assignment.classroom))

    def test_a_class_that_is_archived_can_be_taken_along(
        self, classroom, student, rows
    ):
        archive_classroom(classroom)
        assert rows("gradebook")[0][:2] == ["Name", "Username"]


@pytest.mark.parametrize("format_", FORMATS)
class TestGradebook:
    def test_it_holds_the_best_result_of_each(self, rows, assignment, student, format_):
        finish(assignment.quiz, LAVA, RIGHT, learner=student)
        enroll(assignment.classroom, make_user("omar", display_name="عمر"))
        best, none = (50, None) if format_ == "xlsx" else ("50", "")
        assert rows("gradebook", format=format_) == [
            ["Name", "Username", "Salt"],
            ["عمر", "omar", none],
            ["ليلى حدّاد", "layla", best],
        ]

    def test_without_names_a_number_stands_for_each(
        self, rows, assignment, student, format_
    ):
        header, row = rows("gradebook", format=format_, has_names="")
        assert header[0] == "Student number"
        assert "ليلى حدّاد" not in row
        assert "layla" not in row
        # The same in every file of the class, and in no other class.
        assert rows("gradebook", format=format_, has_names="")[1] == row

    def test_it_speaks_the_language_of_the_page(self, rows, student, format_):
        assert rows("gradebook", format=format_, language="ar")[0][0] == "الاسم"


@pytest.mark.parametrize("format_", FORMATS)
class TestAnswers:
    def test_each_answer_is_a_row(self, rows, assignment, student, format_):
        finish(assignment.quiz, LAVA, learner=student)
        header, first, second = rows("answers", assignment, format=format_)
        told = dict(zip(header, first, strict=True))
        one, nothing = (1, 0) if format_ == "xlsx" else ("1", "0.0000")
        assert told["Name"] == "ليلى حدّاد"
        assert told["Answer"] == "By the cooling of lava"
        assert told["Verdict"] == "Not correct"
        assert (told["Place"], told["Score"]) == (one, nothing)
        assert told["Language"] == "ar"
        assert dict(zip(header, second, strict=True))["Verdict"] == "Not answered"

    def test_a_number_is_a_number_and_a_moment_a_moment(
        self, rows, assignment, student, format_
    ):
        finish(assignment.quiz, RIGHT, learner=student)
        header, row, _other = rows("answers", assignment, format=format_)
        finished = row[header.index("Finished")]
        if format_ == "xlsx":
            assert finished == datetime(2026, 5, 4, 12)  # noqa: DTZ001 - the site's own
        else:
            assert finished.startswith("2026-05-04 12:00")

    def test_what_students_write_is_no_formula_and_keeps_its_lines(
        self, rows, teacher, classroom, student, format_
    ):
        assignment = give_essay(classroom, teacher)
        text = '=HYPERLINK("http://example.org")\nثانياً, "ثالثاً"\x07'
        write(assignment, student, {"answer": text})
        header, _choice, row = rows("answers", assignment, format=format_)
        told = row[header.index("Answer")]
        if format_ == "csv":
            assert told == f"'{text}"
        else:
            assert told == text.removesuffix("\x07")

    def test_a_name_is_no_formula(self, rows, assignment, classroom, format_):
        student = make_user("eve", display_name="=1+1")
        enroll(classroom, student)
        finish(assignment.quiz, RIGHT, learner=student)
        told = rows("answers", assignment, format=format_)[1][0]
        assert told == ("'=1+1" if format_ == "csv" else "=1+1")

    def test_only_what_the_class_finished_is_there(
        self, rows, assignment, student, format_
    ):
        start_attempt(student, assignment.quiz, "ar")
        finish(assignment.quiz, RIGHT)
        assert len(rows("answers", assignment, format=format_)) == 1

    def test_many_are_read_in_portions(
        self, rows, assignment, classroom, format_, monkeypatch
    ):
        monkeypatch.setattr("quiz.reports.export.ATTEMPTS", 2)
        students = [make_user() for _each in range(5)]
        enroll(classroom, *students)
        take_all(assignment.quiz, learners=students)
        assert len(rows("answers", assignment, format=format_)) == 1 + 5 * 2


def test_a_cell_of_a_workbook_holds_words_and_no_formula(
    signed_in, classroom, assignment
):
    student = make_user(display_name="=1+1")
    enroll(classroom, student)
    attempt = start_attempt(student, assignment.quiz, "ar")
    save_response(attempt.responses.first(), RIGHT, "ar")
    submit_attempt(attempt)
    sent = {
        "content": "answers",
        "assignment": assignment.pk,
        "format": "xlsx",
        "has_names": "on",
    }
    reply = signed_in.post(address(classroom), sent)
    book = load_workbook(BytesIO(b"".join(reply.streaming_content)))
    assert book.active["A2"].data_type == "s"


@pytest.mark.parametrize("format_", FORMATS)
def test_statistics_are_those_of_the_page(rows, assignment, classroom, format_):
    students = [make_user() for _each in range(12)]
    enroll(classroom, *students)
    take_all(assignment.quiz, learners=students)
    header, *questions = rows("item_analysis", assignment, format=format_)
    assert header[:3] == ["Place", "Question", "Answers"]
    assert len(questions) == 2
    facility = questions[0][header.index("Facility index")]
    assert float(facility) == pytest.approx(
        100 * round(12 * float(facility) / 100) / 12
    )


def test_of_few_answers_no_statistics_leave(rows, assignment, classroom, student):
    finish(assignment.quiz, RIGHT, RIGHT, learner=student)
    _header, first, _second = rows("item_analysis", assignment)
    assert first[2:] == ["1", "", "", "", "", "", "", ""]


def test_the_file_has_a_name_that_says_what_it_is(signed_in, classroom, assignment):
    sent = {"content": "gradebook", "format": "csv"}
    reply = signed_in.post(address(classroom), sent)
    assert reply["Content-Type"] == "text/csv; charset=utf-8"
    name = f"fahm-{classroom.pk}-gradebook-2026-05-04.csv"
    assert reply["Content-Disposition"] == f'attachment; filename="{name}"'


def test_it_is_noted_before_it_leaves(rows, classroom, teacher, assignment):
    rows("gradebook", assignment)
    rows("item_analysis", assignment, format="xlsx")
    assert list(
        Export.objects.values_list(
            "content", "format", "assignment", "has_names", "exported_by"
        )
    ) == [
        ("item_analysis", "xlsx", assignment.pk, False, teacher.pk),
        ("gradebook", "csv", None, True, teacher.pk),
    ]
