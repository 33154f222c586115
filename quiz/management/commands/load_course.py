"""Load the courses of fixtures/ and publish them."""

import json

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction

from quiz.actions.course import publish_course
from quiz.models import Choice, Course, Part, Slot


class Command(BaseCommand):
    help = "Load every file of fixtures/, in order, and publish the courses."

    def add_arguments(self, parser):
        parser.add_argument(
            "--only-if-empty",
            action="store_true",
            help="Do nothing where there is a course: an editor may have changed it.",
        )

    @transaction.atomic
    def handle(self, *args, only_if_empty, **options):
        if only_if_empty and Course.objects.exists():
            return
        files = sorted((settings.BASE_DIR / "fixtures").glob("*.json"))
        if not files:
            raise CommandError("There is no course in fixtures/.")
        rows = [row for file in files for row in json.loads(file.read_text("utf-8"))]
        # Places in a quiz are made anew: two that change places would collide halfway.
        quizzes = _names(rows, "quiz.quiz", "uid")
        Slot.objects.filter(quiz__uid__in=quizzes).delete()
        for model in (Part, Choice):
            _drop_what_is_gone(model, rows)
        call_command("loaddata", *files, verbosity=0)
        for course in Course.objects.filter(
            slug__in=_names(rows, "quiz.course", "slug")
        ):
            try:
                publish_course(course)
            except ValidationError as error:
                faults = "; ".join(error.messages)
                raise CommandError(
                    f"{course.slug} cannot be published: {faults}"
                ) from error


def _drop_what_is_gone(model, rows):
    """Delete the rows of the files' questions that the files do not hold any more."""
    held = _fields(rows, model._meta.label_lower)
    kept = {(*fields["question"], fields["ident"]) for fields in held}
    stored = model.objects.filter(
        question__uid__in=_names(rows, "quiz.question", "uid")
    ).values_list("pk", "question__uid", "ident")
    gone = [pk for pk, question, ident in stored if (question, ident) not in kept]
    model.objects.filter(pk__in=gone).delete()


def _names(rows, model, field):
    """Return the names of the rows of a model that the files hold."""
    return [fields[field] for fields in _fields(rows, model)]


def _fields(rows, model):
    return (row["fields"] for row in rows if row["model"] == model)
