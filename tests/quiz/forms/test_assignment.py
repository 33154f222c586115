from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import gettext, override

from quiz.forms.assignment import AssignmentForm, DatesForm
from quiz.models import Assignment, Quiz
from tests.factories import make_classroom, make_course, make_quiz, make_user

NOW = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


class TestDatesForm:
    @pytest.mark.parametrize(
        ("typed", "due_at"),
        [
            ("", None),
            ("2026-05-04T12:01", datetime(2026, 5, 4, 12, 1, tzinfo=UTC)),
            ("2026-05-04T12:01:00", datetime(2026, 5, 4, 12, 1, tzinfo=UTC)),
            ("2036-12-31T00:00", datetime(2036, 12, 31, tzinfo=UTC)),
        ],
    )
    def test_what_is_to_come_is_taken(self, typed, due_at):
        form = DatesForm({"due_at": typed})

        assert form.is_valid()
        assert form.moments == {"opens_at": None, "due_at": due_at, "closes_at": None}

    @pytest.mark.parametrize(
        "typed",
        [
            "2026-05-04T06:00",
            "0001-01-01T00:00",
            "2037-01-01T00:00",
            "9999-12-31T23:59",
            "2026-02-30T10:00",
            "05/03/2027",
            "٢٠٢٧-٠٣-٠٥",
            "x" * 9999,
        ],
    )
    @pytest.mark.parametrize("zone", ["UTC", "Asia/Beirut", "America/New_York"])
    def test_anything_else_is_refused(self, typed, zone):
        with timezone.override(ZoneInfo(zone)):
            assert not DatesForm({"due_at": typed}).is_valid()

    @pytest.mark.parametrize(
        ("typed", "faulty"),
        [
            (
                {"opens_at": "2026-05-06T08:00", "closes_at": "2026-05-06T08:00"},
                "closes_at",
            ),
            ({"opens_at": "2026-05-06T08:00", "due_at": "2026-05-06T07:00"}, "due_at"),
            ({"due_at": "2026-05-06T09:00", "closes_at": "2026-05-06T08:00"}, "due_at"),
            ({"closes_at": "2026-05-04T06:00"}, "closes_at"),
            ({"opens_at": "2037-01-01T00:00"}, "opens_at"),
        ],
    )
    def test_moments_in_the_wrong_order_are_refused_at_one_of_them(self, typed, faulty):
        assert list(DatesForm(typed).errors) == [faulty]

    def test_what_opened_before_is_taken(self):
        assert DatesForm({"opens_at": "2026-05-01T08:00"}).is_valid()

    def test_what_the_class_has_not_the_quiz_has(self):
        quiz = Quiz(
            pk=1, opens_at=NOW + timedelta(days=2), closes_at=NOW + timedelta(days=3)
        )
        assignment = Assignment(quiz=quiz)
        for typed, faulty in (
            ({"closes_at": "2026-05-05T12:00"}, ["closes_at"]),
            ({"opens_at": "2026-05-08T12:00"}, ["opens_at"]),
            ({"due_at": "2026-05-08T12:00"}, ["due_at"]),
            ({"closes_at": "2026-05-08T12:00"}, []),
        ):
            assert list(DatesForm(typed, assignment=assignment).errors) == faulty

    def test_it_is_read_in_the_time_zone_that_it_names(self):
        with timezone.override(ZoneInfo("Asia/Beirut")):
            form = DatesForm({"due_at": "2026-05-11T18:30"})
            page = form.as_p()

        assert form.is_valid()
        assert form.cleaned_data["due_at"] == datetime(2026, 5, 11, 15, 30, tzinfo=UTC)
        assert "Asia/Beirut" in page


@pytest.mark.django_db
class TestAssignmentForm:
    def test_quizzes_stand_in_order_under_their_course(self):
        second = make_course(position=2, title_ar="ب")
        first = make_course(position=1, title_ar="أ")
        given = make_quiz(first, position=2, title_ar="الثاني")
        quizzes = [
            make_quiz(second, position=1, title_ar="الثالث"),
            make_quiz(first, position=1, title_ar="الأول"),
        ]
        make_quiz(first, is_published=False)
        classroom = make_classroom()
        Assignment.objects.create(
            classroom=classroom, quiz=given, assigned_by=make_user(role="teacher")
        )

        with override("ar"):
            choices = AssignmentForm(classroom).fields["quiz"].choices[1:]
            label = gettext("%(quiz)s (assigned already)") % {"quiz": "الثاني"}

        assert choices == [
            ("أ", [(quizzes[1].pk, "الأول"), (given.pk, label)]),
            ("ب", [(quizzes[0].pk, "الثالث")]),
        ]
