"""Opening and keeping a class."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Classroom, Enrollment, make_class_code


@transaction.atomic
def open_classroom(teacher, name):
    """Open a class with its first teacher."""
    classroom = Classroom.objects.create(name=name, code=_unused_code())
    classroom.teachers.add(teacher)
    return classroom


def rename_classroom(classroom, name):
    """Give an open class another name. Say whether it was open."""
    return _open_one(classroom).update(name=name) == 1


def archive_classroom(classroom):
    """Close a class: its students see it no more. Say whether it was open."""
    return _open_one(classroom).update(archived_at=timezone.now()) == 1


def _open_one(classroom):
    return Classroom.objects.open().filter(pk=classroom.pk)


def reopen_classroom(classroom):
    """Open an archived class with the students it had. Say whether it was archived."""
    archived = Classroom.objects.filter(pk=classroom.pk, archived_at__isnull=False)
    return archived.update(archived_at=None) == 1


def renew_code(classroom):
    """Give a class a new code; nobody joins by the old one any more."""
    code = _unused_code()
    Classroom.objects.filter(pk=classroom.pk).update(code=code)
    return code


def _unused_code():
    code = make_class_code()
    while Classroom.objects.filter(code=code).exists():
        code = make_class_code()
    return code


def remove_student(enrollment):
    """Take a student out of a class; what was done is kept. Say whether it was so."""
    present = Enrollment.objects.filter(pk=enrollment.pk, left_at=None)
    return present.update(left_at=timezone.now()) == 1
