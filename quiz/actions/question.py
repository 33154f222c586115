"""Questions: publishing, first rows, copies. What is asked is a revision, frozen."""

from django.core.exceptions import ValidationError
from django.db import transaction

from quiz.actions.fault import describe_question_fault
from quiz.assessment.item import digest
from quiz.models import Choice, Part, Question, Revision
from quiz.models.question import make_ident

# The rows that every question of a kind has: parts with the options of their menu,
# and options that all parts share. Idents are those of the kind's registry line.
PARTS = {
    "true_false": {
        "verdict": ("أصحيحة العبارة أم خاطئة؟", "Is the statement true or false?"),
        "reason": ("ما السبب؟", "Why?"),
    },
    "two_part": {
        "claim": ("", ""),
        "evidence": ("أيّ فقرة تثبت ذلك؟", "Which passage proves it?"),
    },
}
MENUS = {"verdict": {"true": ("صحيحة", "True"), "false": ("خاطئة", "False")}}
OPTIONS = {
    "categorise": {
        "fact": ("خبر يمكن التحقق منه", "Reported fact"),
        "claim": ("قول منسوب", "Attributed claim"),
        "forecast": ("توقّع", "Forecast"),
        "analysis": ("تحليل الكاتب", "Author’s analysis"),
    }
}


@transaction.atomic
def publish_question(question):
    """Freeze the question as a revision that new attempts ask from now on.

    An unchanged question makes no new revision, and old words go back to the
    revision that they made. Raises ValidationError with all faults.
    """
    question = Question.objects.select_for_update().with_rows().get(pk=question.pk)
    if found := question.faults():
        raise ValidationError(
            [
                ValidationError(describe_question_fault(each, question), each.code)
                for each in found
            ]
        )
    item = question.to_item()
    revision, _created = Revision.objects.get_or_create(
        question=question,
        digest=digest(item),
        defaults={
            "number": question.revisions.count() + 1,
            "item_data": item.to_data(),
        },
    )
    Question.objects.filter(pk=question.pk).update(current=revision)
    return revision


def withdraw_question(question):
    """Ask the question no more in new attempts; its revisions stay."""
    Question.objects.filter(pk=question.pk).update(current=None)


@transaction.atomic
def scaffold_question(question):
    """Make the rows that each question of its kind has, unless it has rows already."""
    if question.parts.exists() or question.choices.exists():
        return
    for place, (ident, words) in enumerate(PARTS.get(question.kind, {}).items()):
        part = Part.objects.create(question=question, ident=ident, **_row(place, words))
        _make_choices(question, MENUS.get(ident, {}), part)
    _make_choices(question, OPTIONS.get(question.kind, {}))


def _make_choices(question, options, part=None):
    for place, (ident, words) in enumerate(options.items()):
        Choice.objects.create(
            question=question, part=part, ident=ident, **_row(place, words)
        )


def _row(place, words):
    arabic, english = words
    return {"position": place, "text_ar": arabic, "text_en": english}


@transaction.atomic
def copy_question(question, author=None):
    """Copy a question with its rows under a new name, with no revisions or reviewer.

    Returns the copy, and for parts and choices the new key of each old one.
    """
    original = Question.objects.with_rows().get(pk=question.pk)
    copy = Question.objects.get(pk=question.pk)
    copy.pk, copy.uid, copy.current = None, make_ident(), None
    copy.author, copy.reviewer = author, None
    copy._state.adding = True
    copy.save()
    copy.evidence.set(original.evidence.all())
    parts = {part.pk: _copy_row(part, copy) for part in original.parts.all()}
    choices = {
        choice.pk: _copy_row(choice, copy, part=parts.get(choice.part_id))
        for choice in original.choices.all()
    }
    for part in original.parts.all():
        parts[part.pk].answers.set(choices[each.pk] for each in part.answers.all())
    return copy, {
        "parts": {old: part.pk for old, part in parts.items()},
        "choices": {old: choice.pk for old, choice in choices.items()},
    }


def _copy_row(row, question, **fields):
    copy = type(row).objects.get(pk=row.pk)
    copy.pk, copy.question = None, question
    for name, value in fields.items():
        setattr(copy, name, value)
    copy._state.adding = True
    copy.save()
    return copy
