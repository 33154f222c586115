"""Drafts for tests: a lesson with passages, and questions as rows from sample Items."""

from quiz.actions.course import publish_lesson
from quiz.actions.question import publish_question
from quiz.assessment.kinds import KINDS
from quiz.models import Choice, LearningPoint, Part, Passage, Question
from tests.factories import make_lesson
from tests.quiz.assessment.builders import PASSAGES
from tests.quiz.assessment.samples import SAMPLES

_DEFAULTS = {"tolerance": "0", "is_relative": False, "near": 0}


def make_draft_lesson(course=None, **fields):
    """Make a lesson with the passages of the samples, ready to be published."""
    lesson = make_lesson(course, **fields)
    LearningPoint.objects.create(
        lesson=lesson, slug="point", position=1, text_ar="ما يُعرف", text_en="A point"
    )
    for place, (uid, text) in enumerate(PASSAGES.items(), 1):
        Passage.objects.create(
            uid=uid if not Passage.objects.filter(uid=uid) else f"{uid}-{lesson.pk}",
            lesson=lesson,
            position=place,
            stance="fact",
            section_ar="أول",
            section_en="First",
            **_texts("text", text),
        )
    return lesson


def make_draft(kind, lesson=None, **fields):
    """Make a question of a kind from its sample, unpublished."""
    item = SAMPLES[kind].item
    lesson = lesson or make_draft_lesson()
    question = Question.objects.create(
        lesson=lesson,
        kind=kind,
        learning_point=lesson.learning_points.first(),
        **{
            "rule": item.shown.rule,
            "settings": _settings(item),
            "level": "remember",
            "stance": "fact",
            "is_shuffled": _is_shuffled(item),
            **_texts("prompt", item.shown.prompt),
            **_texts("body", item.shown.body),
            **_texts("explanation", item.review.explanation),
            **fields,
        },
    )
    question.evidence.set(_passage(lesson, uid) for uid in item.review.evidence)
    _make_rows(question, item)
    return question


def publish(question):
    """Publish a question with its lesson, whose passages it tells."""
    publish_lesson(question.lesson)
    return publish_question(question)


def _passage(lesson, uid):
    place = list(PASSAGES).index(uid) + 1
    return lesson.passages.get(position=place)


def _texts(name, text):
    return {f"{name}_{code}": text.get(code, "") for code in ("ar", "en")}


def _settings(item):
    shown, key = item.shown, item.key
    given = {
        name: getattr(key, name)
        for name, default in _DEFAULTS.items()
        if getattr(key, name) != default
    }
    if shown.points != KINDS[shown.kind].points:
        given["points"] = shown.points
    return given


def _is_shuffled(item):
    parts = (*item.shown.parts, *item.shown.rubric)
    return (
        item.shown.options_shuffled
        or item.shown.parts_shuffled
        or any(part.is_shuffled for part in parts)
    )


def _make_rows(question, item):
    kind, shown, credit = KINDS[question.kind], item.shown, item.key.credit
    choices = {
        option.id: _make_choice(question, item, option.id, option.text)
        for option in shown.options
    }
    for answer, text in item.key.accepted.items():
        _make_choice(question, item, answer, text)
    parts = shown.rubric if kind.has_rubric else shown.parts
    if kind.menus == "places":
        parts = sorted(parts, key=lambda part: int(next(iter(credit[part.id]))))
    for place, part in enumerate(parts):
        if kind.parts == "answer" and not kind.has_rubric and not part.text:
            continue
        row = Part.objects.create(
            question=question,
            position=place,
            **_row(question, item, part.id, part.text),
        )
        for option in part.options:
            _make_choice(question, item, option.id, option.text, row)
        if kind.menus == "shared":
            row.answers.set(choices[each] for each in credit.get(part.id, ()))


def _make_choice(question, item, ident, text, part=None):
    kind, credit = KINDS[question.kind], item.key.credit
    shares = credit.get(part.ident if part else "answer", {})
    earns = kind.menus != "shared" or kind.parts == "answer"
    return Choice.objects.create(
        question=question,
        part=part,
        position=question.choices.count(),
        fraction=str(shares.get(ident, 0)) if earns else 0,
        **_row(question, item, ident, text),
    )


def _row(question, item, ident, text):
    uid = item.review.rests_on.get(ident)
    quoted = _passage(question.lesson, uid) if uid else None
    own = {} if quoted and PASSAGES[uid] == text else text
    return {
        "ident": ident,
        "passage": quoted,
        **_texts("text", own),
        **_texts("feedback", item.review.feedback.get(ident, {})),
    }
