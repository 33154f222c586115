"""Rows for tests: plain functions that fill in only what must be there."""

from dataclasses import replace
from decimal import Decimal
from itertools import count

from django.utils import timezone

from accounts.models import Classroom, Enrollment, User
from quiz.actions.course import publish_lesson
from quiz.assessment.item import Option, canonical, digest
from quiz.assessment.kinds import KINDS
from quiz.models import (
    Attempt,
    Course,
    LearningPoint,
    Lesson,
    Name,
    Passage,
    Question,
    Quiz,
    Revision,
)
from tests.quiz.assessment.samples import SAMPLES

_number = count(1)
PLACES = 9999  # forms take no place beyond


def _in_both(**words):
    """Name the columns of both languages: title="x" gives title_ar and title_en."""
    return {
        f"{field}_{code}": f"{text} {code}" if text else ""
        for field, text in words.items()
        for code in ("ar", "en")
    }


def make_user(username=None, **fields):
    """Make a person who cannot sign in by password: hashing is slow."""
    user = User(username=username or f"person-{next(_number)}", **fields)
    user.set_unusable_password()
    user.save()
    return user


def make_course(slug=None, **fields):
    """Make a course."""
    words = _in_both(
        title="Course",
        summary="Summary",
        source_title="Source",
        source_outlet="Outlet",
        source_author="Author",
        source_date="Date",
        source_genre="Genre",
        source_language="Language",
        source_credit="Credit",
    )
    slug = slug or f"course-{next(_number)}"
    return Course.objects.create(slug=slug, **{**words, **fields})


def make_lesson(course=None, slug=None, **fields):
    """Make a lesson without passages, unpublished."""
    number = next(_number)
    return Lesson.objects.create(
        course=course or make_course(),
        slug=slug or f"lesson-{number}",
        **{
            "position": number % PLACES,
            **_in_both(title="Lesson", summary="Summary"),
            **fields,
        },
    )


def make_question(lesson=None, kind="choice", **fields):
    """Make a question with the sample of its kind as its published revision."""
    lesson = lesson or make_lesson()
    point, _is_new = LearningPoint.objects.get_or_create(
        lesson=lesson, slug="point", defaults={"position": 1, **_in_both(text="Point")}
    )
    words = {**_in_both(prompt="Prompt", explanation="Explanation")}
    question = Question.objects.create(
        lesson=lesson,
        kind=kind,
        learning_point=point,
        **{"level": "remember", "stance": "fact", **words, **fields},
    )
    item = canonical(SAMPLES[kind].item)
    question.current = Revision.objects.create(
        question=question, number=1, digest=digest(item), item_data=item.to_data()
    )
    question.save(update_fields=("current",))
    return question


def make_revision(question, item=None, **key):
    """Publish another revision: an Item, or the current one with another key."""
    if item is None:
        item = question.current.item
        item = replace(item, key=replace(item.key, **key))
    item = canonical(item)
    question.current = Revision.objects.create(
        question=question,
        number=question.revisions.count() + 1,
        digest=digest(item),
        item_data=item.to_data(),
    )
    question.save(update_fields=("current",))
    return question.current


def make_quiz(course=None, questions=(), **fields):
    """Make a published practice quiz with its questions in fixed places."""
    number = next(_number)
    words = _in_both(title=f"Quiz {number}")
    quiz = Quiz.objects.create(
        course=course or make_course(),
        uid=fields.pop("uid", f"quiz-{number}"),
        **{"is_published": True, "position": number % PLACES, **words, **fields},
    )
    for position, question in enumerate(questions, 1):
        quiz.slots.create(position=position, question=question)
    return quiz


def make_classroom(*teachers, **fields):
    """Make a class."""
    classroom = Classroom.objects.create(**{"name": f"Class {next(_number)}", **fields})
    classroom.teachers.set(teachers)
    return classroom


def enroll(classroom, *students, **fields):
    """Put students into a class."""
    return [
        Enrollment.objects.create(classroom=classroom, student=student, **fields)
        for student in students
    ]


def make_attempt(learner, quiz, score=None, max_score=10, **fields):
    """Make an attempt without answers: finished where a score is given."""
    now = timezone.now()
    done = {}
    if score is not None:
        done = {
            "score": Decimal(str(score)),
            "max_score": Decimal(str(max_score)),
            "submitted_at": now,
        }
    number = learner.attempts.filter(quiz=quiz).count() + 1
    return Attempt.objects.create(
        learner=learner,
        quiz=quiz,
        **{
            "number": number,
            "seed": number,
            "language": "ar",
            "started_at": now,
            **done,
            **fields,
        },
    )


def make_passage(lesson, uid=None, **fields):
    """Make a passage of a lesson, after those that are there."""
    number = lesson.passages.count() + 1
    words = _in_both(text=f"Passage {number}", section="Section")
    return Passage.objects.create(
        lesson=lesson,
        uid=uid or f"{lesson.slug}-{number}",
        **{"position": number % PLACES, "stance": "fact", **words, **fields},
    )


def make_name(course=None, slug=None, **fields):
    """Make a name that a course speaks of."""
    number = next(_number)
    words = _in_both(name=f"Name {number}", note="Note")
    return Name.objects.create(
        course=course or make_course(),
        slug=slug or f"name-{number}",
        **{"kind": "place", **words, **fields},
    )


def make_published_lesson(course=None, passages=3, **fields):
    """Make a lesson with some passages, as readers see it."""
    lesson = make_lesson(course, **fields)
    for _each in range(passages):
        make_passage(lesson)
    publish_lesson(lesson)
    lesson.refresh_from_db()
    return lesson


def make_draft(item, lesson=None, **fields):
    """Make a question that is not published, with the rows that say what an Item says.

    Passages that the Item names are made in the question's lesson where they are not,
    and the lesson is published: a question tells nothing that readers do not see.
    """
    lesson = lesson or make_lesson()
    shown, key, review = item.shown, item.key, item.review
    kind = KINDS[shown.kind]
    passages = {
        uid: Passage.objects.filter(uid=uid).first()
        or make_passage(lesson, uid, **_columns(text=text))
        for uid, text in review.passages.items()
    }
    point, _is_new = LearningPoint.objects.get_or_create(
        lesson=lesson, slug="point", defaults={"position": 1, **_in_both(text="Point")}
    )
    settings = {
        "points": shown.points,
        "tolerance": key.tolerance,
        "is_relative": key.is_relative,
        "near": key.near,
    }
    lists = (shown.options_shuffled, shown.parts_shuffled)
    question = Question.objects.create(
        lesson=lesson,
        kind=shown.kind,
        rule=shown.rule,
        learning_point=point,
        settings={name: settings[name] for name in kind.settings},
        is_shuffled=any(lists) or any(part.is_shuffled for part in shown.parts),
        **_columns(
            prompt=shown.prompt, body=shown.body, explanation=review.explanation
        ),
        **{"level": "remember", "stance": "fact", **fields},
    )
    question.evidence.set(passages[uid] for uid in review.evidence)
    publish_lesson(lesson)

    def row(ident, text, position):
        passage = passages.get(review.rests_on.get(ident))
        is_quoted = passage and text == review.passages[passage.uid]
        return {
            "ident": ident,
            "position": position,
            "passage": passage,
            **_columns(
                text={} if is_quoted else text,
                feedback=review.feedback.get(ident, {}),
            ),
        }

    def make_choices(options, shares, part=None):
        return [
            question.choices.create(
                part=part,
                fraction=Decimal(str(shares.get(option.id, 0))),
                **row(option.id, option.text, position),
            )
            for position, option in enumerate(options)
        ]

    if kind.is_typed:
        accepted = [Option(ident, text) for ident, text in key.accepted.items()]
        make_choices(accepted, key.credit["answer"])
        if shown.parts[0].text:
            question.parts.create(**row("answer", shown.parts[0].text, 0))
        return question
    is_one = kind.parts == "answer" and not kind.has_rubric
    shares = key.credit["answer"] if is_one else {}
    shared = {each.ident: each for each in make_choices(shown.options, shares)}
    for place, part in enumerate(() if is_one else shown.rubric or shown.parts):
        credit = key.credit[part.id]
        if kind.menus == "places":
            place = int(next(iter(credit)))  # noqa: PLW2901 - the place is the key
        made = question.parts.create(**row(part.id, part.text, place))
        if kind.menus == "shared":
            made.answers.set(shared[ident] for ident in credit)
        else:
            make_choices(part.options, credit, made)
    return question


def _columns(**texts):
    """Name the columns of texts by language."""
    return {
        f"{field}_{code}": text.get(code, "")
        for field, text in texts.items()
        for code in ("ar", "en")
    }
