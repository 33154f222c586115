import pytest

from quiz.actions.marking import mark_response
from quiz.assessment.presets import EVERYTHING, NOTHING, Reviewable
from quiz.models import Outcome
from quiz.models.revision import shown_of
from quiz.reports.marking import mark_of, marking_report, tell_mark
from tests.factories import make_classroom, make_question
from tests.quiz.essays import HALF, RIGHT, give_essay, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(teacher):
    return give_essay(make_classroom(teacher), teacher)


def listed(report):
    return [
        [(str(each.student), each.outcome.state) for each in question.answers]
        for question in report.questions
    ]


class TestMarkingReport:
    def test_what_waits_comes_first_then_by_name(self, assignment, teacher):
        marked, _second, _third = [
            write(assignment, display_name=name) for name in ("أ", "ج", "ب")
        ]
        mark_response(marked, RIGHT, "", teacher, 0)

        report = marking_report(assignment)
        assert listed(report) == [[("ب", "pending"), ("ج", "pending"), ("أ", "right")]]
        assert (report.count, report.waiting) == (3, 2)

    def test_nothing_is_to_be_marked_where_nobody_wrote(self, assignment):
        write(assignment, value={})
        write(assignment, is_finished=False)

        assert marking_report(assignment).questions == ()

    def test_only_answers_of_the_class_are_listed(self, assignment, teacher):
        gone = write(assignment)
        assignment.classroom.enrollments.update(left_at=gone.attempt.started_at)
        write(give_essay(assignment.classroom, teacher))

        assert marking_report(assignment).count == 0

    def test_each_question_has_its_own_list(self, teacher):
        questions = [make_question(kind="extended_text") for _each in range(2)]
        assignment = give_essay(make_classroom(teacher), teacher, *questions)
        write(assignment, display_name="أ")

        assert listed(marking_report(assignment)) == [[("أ", "pending")]] * 2

    def test_two_of_one_name_are_told_apart(self, assignment):
        for name in ("ليلى", "ليلى", "نور"):
            write(assignment, display_name=name)

        (question,) = marking_report(assignment).questions
        assert [each.has_namesake for each in question.answers] == [True, True, False]

    def test_one_name_twice_is_no_namesake_of_oneself(self, assignment):
        first = write(assignment, display_name="ليلى")
        write(assignment, first.attempt.learner)

        (question,) = marking_report(assignment).questions
        assert [each.has_namesake for each in question.answers] == [False, False]

    @pytest.mark.parametrize("count", [1, 5])
    def test_it_takes_two_queries(self, assignment, django_assert_num_queries, count):
        for _each in range(count):
            write(assignment)
        shown_of.forget()

        with django_assert_num_queries(2):
            marking_report(assignment)

    def test_the_next_is_of_the_same_question_first(self, teacher):
        questions = [make_question(kind="extended_text") for _each in range(2)]
        assignment = give_essay(make_classroom(teacher), teacher, *questions)
        first = write(assignment, display_name="أ")
        second = write(assignment, display_name="ب")
        others = [each.attempt.responses.last() for each in (first, second)]

        order = [first]
        while following := marking_report(assignment).next_after(order[-1]):
            mark_response(order[-1], RIGHT, "", teacher, 0)
            order.append(following)
        assert order == [first, second, *others]


class TestWhatALearnerIsTold:
    @pytest.fixture
    def outcome(self, assignment, teacher):
        mark_response(write(assignment), HALF, "أين الدليل؟", teacher, 0)
        return Outcome.objects.by_person().get()

    def test_the_comment_and_the_levels(self, outcome):
        mark = tell_mark(outcome, EVERYTHING)
        assert (mark.comment, mark.levels) == ("أين الدليل؟", {"c1", "w0"})
        assert mark == mark_of(outcome)

    @pytest.mark.parametrize(
        "told",
        [
            NOTHING,
            Reviewable.SCORE | Reviewable.CORRECTNESS,
            EVERYTHING & ~Reviewable.FEEDBACK,
        ],
    )
    def test_nothing_without_feedback(self, outcome, told):
        assert tell_mark(outcome, told) is None

    @pytest.mark.parametrize(
        "told",
        [
            Reviewable.FEEDBACK,
            Reviewable.FEEDBACK | Reviewable.SCORE,
            Reviewable.FEEDBACK | Reviewable.CORRECTNESS,
        ],
    )
    def test_no_levels_without_the_score_of_one(self, outcome, told):
        mark = tell_mark(outcome, told)
        assert (mark.comment, mark.levels) == ("أين الدليل؟", frozenset())

    def test_nothing_of_what_nobody_marked(self, outcome):
        machine = Outcome.objects.filter(marker=None).last()
        assert tell_mark(machine, EVERYTHING) is None
