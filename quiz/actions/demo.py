"""People to try the site with: one of each role, and a class."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Classroom, Enrollment, Role, User
from quiz.models import Assignment, Quiz

NAMES = {
    Role.STUDENT: "ليلى",
    Role.TEACHER: "يوسف",
    Role.EDITOR: "مريم",
    Role.ADMINISTRATOR: "خالد",
}


@transaction.atomic
def make_demo(passwords):
    """Make a person of each role, named after it, and a class with a quiz to take."""
    people = {
        role: User.objects.create_user(
            username=role,
            password=passwords[role],
            role=role,
            display_name=name,
        )
        for role, name in NAMES.items()
    }
    classroom = Classroom.objects.create(name="صف التجربة · Demo class")
    classroom.teachers.add(people[Role.TEACHER])
    Enrollment.objects.create(classroom=classroom, student=people[Role.STUDENT])
    quiz = Quiz.objects.published().practice().first()
    if quiz:
        Assignment.objects.create(
            classroom=classroom,
            quiz=quiz,
            assigned_by=people[Role.TEACHER],
            due_at=timezone.now() + timedelta(days=7),
        )
