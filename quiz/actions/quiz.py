"""Publishing quizzes: learners may take them from then on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.actions.fault import name_row
from quiz.assessment.presets import (
    GIVEN_AWAY,
    PHASES,
    TAKEN_BACK,
    TOLD_EARLY,
    review_faults,
)
from quiz.models import Quiz
from quiz.models.texts import LANGUAGES, in_both, language_name

REVIEW_FAULTS = {
    GIVEN_AWAY: gettext_lazy(
        "What is told here shows whether an answer was correct. Tell “Correct or not”"
        " too."
    ),
    TOLD_EARLY: gettext_lazy(
        "Before its release, an exam tells nothing but the score, and that only after"
        " the attempt."
    ),
    TAKEN_BACK: gettext_lazy(
        "More is told earlier, and what was told cannot be taken back."
    ),
}


def quiz_faults(quiz):
    """Say all that keeps a quiz from being published."""
    titles = in_both(quiz, "title")
    found = [
        _("The title is missing in this language: %(language)s.")
        % {"language": language_name(code)}
        for code in LANGUAGES
        if code not in titles
    ]
    found += [
        f"{capfirst(quiz._meta.get_field(name).verbose_name)}: {message}"
        for name, message in rule_faults(quiz)
    ]
    slots = list(
        quiz.slots.select_related(
            "question__lesson", "draw_lesson", "draw_learning_point__lesson"
        )
    )
    if not slots:
        found.append(_("The quiz has no questions. Add a slot."))
    if quiz.lesson and quiz.lesson.course_id != quiz.course_id:
        found.append(_("The lesson of the quiz is one of another course."))
    fixed = {slot.question_id for slot in slots if slot.question_id}
    pool = []
    if any(slot.draw_count for slot in slots):
        # One query, however many slots draw from it.
        pool = [each for each in quiz.pool() if each.pk not in fixed]
    earlier = []
    for slot in slots:
        if _is_of_another_course(slot, quiz):
            found.append(
                _("Slot %(place)s: its questions are those of another course.")
                % {"place": slot.position}
            )
        elif slot.question is None:
            fitting = {each.pk for each in pool if slot.fits(each)}
            found += _draw_faults(slot, fitting, earlier)
            earlier.append((slot.draw_count, fitting))
        elif slot.question.current_id is None:
            found.append(
                _("Slot %(place)s: the question “%(question)s” is not published.")
                % {"place": slot.position, "question": name_row(slot.question)}
            )
    return found


def rule_faults(quiz):
    """Say which rules of a quiz make no sense, each with the name of its field."""
    review = {phase: quiz.review(phase) for phase in PHASES}
    found = [
        (f"review_{phase}", str(REVIEW_FAULTS[code]))
        for phase, code in review_faults(review, is_exam=quiz.is_exam)
    ]
    if quiz.repeats_missed and not quiz.repeats:
        found.append(
            (
                "repeats_missed",
                _(
                    "What is asked once more was not correct, so that has to be told"
                    " after each answer."
                ),
            )
        )
    return found


def _is_of_another_course(slot, quiz):
    rows = (slot.question, slot.draw_learning_point)
    lessons = [slot.draw_lesson, *(row.lesson for row in rows if row)]
    return any(each.course_id != quiz.course_id for each in lessons if each)


def _draw_faults(slot, fitting, earlier):
    """Say where questions may run short, whatever the slots before draw of them."""
    point, lesson = slot.draw_learning_point, slot.draw_lesson
    if point and lesson and point.lesson_id != lesson.pk:
        return [
            _("Slot %(place)s: its learning point is one of another lesson.")
            % {"place": slot.position}
        ]
    taken = sum(min(count, len(pool & fitting)) for count, pool in earlier)
    if slot.draw_count + taken <= len(fitting):
        return []
    message = ngettext(
        "Slot %(place)s: %(pool)s published question fits, and it draws %(count)s.",
        "Slot %(place)s: %(pool)s published questions fit, and it draws %(count)s.",
        len(fitting),
    )
    lines = [
        message
        % {"place": slot.position, "pool": len(fitting), "count": slot.draw_count}
    ]
    if taken:
        lines.append(_("Earlier slots may draw %(taken)s of them.") % {"taken": taken})
    return [" ".join(lines)]


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
