"""Tell what is to be mended in a course."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.actions.fault import (
    describe_difference,
    describe_finding,
    describe_lesson_fault,
    describe_question_fault,
    name_row,
)
from quiz.models import Course, Question
from quiz.reports.check import Difference, check_course


class Command(BaseCommand):
    help = (
        "Tell what keeps the drafts of a course from being published, what the rules"
        " of item writing find in them, and where their two languages differ. Fails"
        " where there is an error."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="The course; all, without it.")
        parser.add_argument(
            "--warnings",
            action="store_true",
            help="Tell also what a person has to weigh.",
        )

    def handle(self, *args, slug, warnings, **options):
        courses = Course.objects.filter(slug=slug) if slug else Course.objects.all()
        if slug and not courses:
            raise CommandError(f"There is no course {slug}.")
        lessons = [lesson for course in courses for lesson in check_course(course)]
        for lesson in lessons:
            self._tell(lesson, warnings=warnings)
        rows = [checked for lesson in lessons for checked in lesson.rows]
        errors = sum(len(each.faults) + len(each.errors) for each in rows)
        total = _total(errors, sum(len(each.warnings) for each in rows))
        if errors:
            raise CommandError(total)
        self.stdout.write(total)

    def _tell(self, lesson, *, warnings):
        told = [
            (checked.row, lines)
            for checked in lesson.rows
            if (lines := list(_lines(checked, warnings=warnings)))
        ]
        if told:
            name = name_row(lesson.lesson) if lesson.lesson else _("The whole course")
            self.stdout.write(name)
        for row, lines in told:
            if row != lesson.lesson:
                self.stdout.write(f"  {name_row(row)}")
            self.stdout.writelines(f"    {line}\n" for line in lines)


def _lines(checked, *, warnings):
    """Say all that is to be mended in a row, errors first."""
    question = checked.row if isinstance(checked.row, Question) else None
    for fault in checked.faults:
        if question:
            yield _error(describe_question_fault(fault, question))
        else:
            yield _error(describe_lesson_fault(fault))
    for found in checked.errors:
        yield _error(_describe(found, question))
    for found in checked.warnings if warnings else ():
        yield f"{_('Warning')}: {_describe(found, question)}"


def _describe(found, question):
    if isinstance(found, Difference):
        return describe_difference(found, question)
    return f"{describe_finding(found, question)} [{found.number}]"


def _error(words):
    return f"{_('Error')}: {words}"


def _total(errors, warnings):
    """Count what is found, in words."""
    return " · ".join(
        [
            ngettext("%(shown)s error", "%(shown)s errors", errors) % {"shown": errors},
            ngettext("%(shown)s warning", "%(shown)s warnings", warnings)
            % {"shown": warnings},
        ]
    )
