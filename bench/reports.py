"""How soon a teacher's pages come, of a class of forty with ever more attempts."""

import random
from dataclasses import dataclass
from itertools import repeat
from statistics import median
from time import perf_counter

from django.db import connection
from django.utils import timezone

from accounts.models import Classroom, Enrollment, Role
from bench import load, site
from bench.answers import answer
from bench.client import Request
from bench.figures import Goal, goals_table, milliseconds, table
from bench.rows import make_learners, make_paper
from quiz.actions.tally import keep_tallies
from quiz.assessment.item import Item
from quiz.assessment.scoring import SCORER, score
from quiz.models import Assignment, Attempt, Outcome, Quiz, Response, Revision
from quiz.models.attempt import total

STUDENTS = 40
SIZES = (100, 10_000)
PORTION = 500  # attempts that are written at once
SECONDS = 4
VARIANTS = 4  # of the answers to one question


def main():
    """Serve the site, let a class take a quiz ever more often, and print the times."""
    found, built = {}, {}
    with site.served():
        room = Room.made()
        for size in SIZES:
            room.fill(size)
            began = perf_counter()
            keep_tallies([room.paper.quiz], is_patient=True)
            built[size] = perf_counter() - began
            found[size] = {name: measure(request) for name, request in room.pages()}
    show(found, built)


@dataclass
class Room:
    """A class with its teacher, an editor, and a quiz that is taken again and again."""

    paper: object
    teacher: object
    editor: object
    students: list
    assignment: Assignment
    chance: random.Random

    @classmethod
    def made(cls):
        """Make the people, the class and the quiz."""
        paper = make_paper(Quiz.Preset.TEST)
        teacher, editor, *students = make_learners(STUDENTS + 2)
        for person, role in ((teacher, Role.TEACHER), (editor, Role.EDITOR)):
            person.user.role = role
            person.user.save()
        classroom = Classroom.objects.create(name="10 B")
        classroom.teachers.add(teacher.user)
        Enrollment.objects.bulk_create(
            Enrollment(classroom=classroom, student=each.user) for each in students
        )
        assignment = Assignment.objects.create(
            classroom=classroom, quiz=paper.quiz, assigned_by=teacher.user
        )
        chance = random.Random(1)
        return cls(paper, teacher, editor, students, assignment, chance)

    def pages(self):
        """Return each page by its name, as a request."""
        room = f"/ar/classes/{self.assignment.classroom_id}/"
        quiz = f"{room}assignments/{self.assignment.pk}/"
        return [
            ("class page", Request(room, self.teacher.session)),
            ("item analysis", Request(f"{quiz}questions/", self.teacher.session)),
            ("comprehension map", Request(f"{quiz}map/", self.teacher.session)),
            (
                "item analysis of all",
                Request(
                    f"/ar/quizzes/{self.paper.quiz.uid}/questions/",
                    self.editor.session,
                ),
            ),
        ]

    def fill(self, wanted):
        """Let the students finish so many attempts altogether."""
        there = self.assignment.attempts.count()
        variants = Variants(self.paper.revisions)
        for first in range(there, wanted, PORTION):
            numbers = range(first, min(first + PORTION, wanted))
            self._write(numbers, variants)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")

    def _write(self, numbers, variants):
        now = timezone.now()
        given = [variants.drawn(self.chance) for _number in numbers]
        attempts = Attempt.objects.bulk_create(
            Attempt(
                learner=self.students[number % STUDENTS].user,
                quiz=self.paper.quiz,
                assignment=self.assignment,
                number=number // STUDENTS + 1,
                seed=number,
                language=("ar", "en")[number % 2],
                started_at=now,
                submitted_at=now,
                **total(outcome for _value, outcome in answers)._asdict(),
            )
            for number, answers in zip(numbers, given, strict=True)
        )
        responses = Response.objects.bulk_create(
            Response(
                attempt=attempt,
                position=position,
                revision_id=outcome.revision_id,
                value=value,
                language=attempt.language,
                version=1,
                saved_at=now,
                sent_at=now,
                history=[
                    {"at": 9 * position, "language": attempt.language, "value": value}
                ],
            )
            for attempt, answers in zip(attempts, given, strict=True)
            for position, (value, outcome) in enumerate(answers, 1)
        )
        outcomes = (outcome for answers in given for _value, outcome in answers)
        Outcome.objects.bulk_create(
            Outcome(
                response=response,
                revision_id=outcome.revision_id,
                scorer=SCORER,
                state=outcome.state,
                score=outcome.score,
                max_score=outcome.max_score,
                detail=outcome.detail,
                created_at=now,
            )
            for response, outcome in zip(responses, outcomes, strict=True)
        )


class Variants:
    """Answers to the questions of a paper, scored once."""

    def __init__(self, revisions):
        """Score a few answers to each question."""
        items = {
            pk: Item.from_data(data)
            for pk, data in Revision.objects.filter(pk__in=revisions).values_list(
                "pk", "item_data"
            )
        }
        self.of_questions = [
            [scored(pk, items[pk], number) for number in range(VARIANTS)]
            for pk in revisions
        ]

    def drawn(self, chance):
        """Return one answer to each question, with its outcome."""
        return [chance.choice(variants) for variants in self.of_questions]


def scored(revision, item, number):
    """Return an answer to a question, and what it comes to."""
    value = answer(item.shown, number)
    given = score(item, value)
    return value, Outcome(
        revision_id=revision,
        state=given.state,
        score=given.score,
        max_score=given.max_score,
        detail=given.detail,
    )


def measure(request):
    """Ask for a page again and again; return the median time."""
    return median(load.run([repeat(request)], SECONDS).times)


def show(found, built):
    """Print how long each page took, and what more attempts do to it."""
    print(
        table(
            ("page", *(f"{size:,} attempts" for size in found)),
            *(
                (name, *(milliseconds(times[name]) for times in found.values()))
                for name in found[SIZES[0]]
            ),
        )
    )
    print()
    for size, seconds in built.items():
        print(f"Entering all of {size:,} attempts that were new: {seconds:.1f} s\n")
    few, many = SIZES
    print(
        goals_table(
            [
                Goal(
                    f"{name}, {many:,} attempts / {few}",
                    found[many][name] / found[few][name],
                    "≤ 3",
                )
                for name in found[few]
            ]
        )
    )
