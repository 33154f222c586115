"""Publishing quizzes: learners may take them from then on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.actions.fault import name_row
from quiz.models import Quiz
from quiz.models.texts import LANGUAGES, in_both, language_name


def quiz_faults(quiz):
    """Say all that keeps a quiz from being published."""
    titles = in_both(quiz, "title")
    found = [
        _("The title is missing in this language: %(language)s.")
        % {"language": language_name(code)}
        for code in LANGUAGES
        if code not in titles
    ]
    slots = list(quiz.slots.select_related("question__lesson", "draw_lesson"))
    if not slots:
        found.append(_("The quiz has no questions. Add a slot."))
    if quiz.lesson and quiz.lesson.course_id != quiz.course_id:
        found.append(_("The lesson of the quiz is one of another course."))
    fixed = {slot.question_id for slot in slots if slot.question_id}
    claimed = {}
    for slot in slots:
        lesson = slot.question.lesson if slot.question else slot.draw_lesson
        if lesson and lesson.course_id != quiz.course_id:
            found.append(
                _("Slot %(place)s: its questions are those of another course.")
                % {"place": slot.position}
            )
        elif slot.question is None:
            found += _pool_faults(slot, fixed, claimed)
        elif slot.question.current_id is None:
            found.append(
                _("Slot %(place)s: the question “%(question)s” is not published.")
                % {"place": slot.position, "question": name_row(slot.question)}
            )
    return found


def _pool_faults(slot, fixed, claimed):
    """Say where fewer questions fit than are drawn; equal pools are shared."""
    pool = frozenset(slot.pool().exclude(pk__in=fixed).values_list("pk", flat=True))
    claimed[pool] = claimed.get(pool, 0) + slot.draw_count
    if claimed[pool] <= len(pool):
        return []
    message = ngettext(
        "Slot %(place)s: %(pool)s published question fits, and %(count)s are drawn.",
        "Slot %(place)s: %(pool)s published questions fit, and %(count)s are drawn.",
        len(pool),
    )
    return [
        message % {"place": slot.position, "pool": len(pool), "count": claimed[pool]}
    ]


@transaction.atomic
def publish_quiz(quiz):
    """Let learners take the quiz. Raises ValidationError with all faults."""
    quiz = Quiz.objects.select_for_update().get(pk=quiz.pk)
    if found := quiz_faults(quiz):
        raise ValidationError(found)
    Quiz.objects.filter(pk=quiz.pk).update(is_published=True, withdrawn_at=None)


def withdraw_quiz(quiz):
    """Let nobody begin the quiz any more; what was begun can be finished."""
    Quiz.objects.filter(pk=quiz.pk, is_published=True).update(
        is_published=False, withdrawn_at=timezone.now()
    )
