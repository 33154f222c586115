"""Which fields exist in Arabic and in English."""

from modeltranslation.translator import TranslationOptions, register

from quiz.models import (
    Choice,
    Course,
    Figure,
    FigureRow,
    LearningPoint,
    Lesson,
    Name,
    Part,
    Passage,
    Question,
    Quiz,
    Term,
)


@register(Course)
class CourseTranslation(TranslationOptions):
    fields = (
        "title",
        "summary",
        "source_title",
        "source_outlet",
        "source_author",
        "source_date",
        "source_genre",
        "source_language",
        "source_credit",
    )


@register(Lesson)
class LessonTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(LearningPoint)
class LearningPointTranslation(TranslationOptions):
    fields = ("text",)


@register(Passage)
class PassageTranslation(TranslationOptions):
    fields = ("heading", "text", "attribution", "section")


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("anchor", "term", "definition")


@register(Name)
class NameTranslation(TranslationOptions):
    fields = ("name", "variants", "note")


@register(Figure)
class FigureTranslation(TranslationOptions):
    fields = (
        "title",
        "caption",
        "label_heading",
        "value_heading",
        "share_heading",
        "note_heading",
    )


@register(FigureRow)
class FigureRowTranslation(TranslationOptions):
    fields = ("label", "note")


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("prompt", "body", "explanation")


@register((Part, Choice))
class RowTranslation(TranslationOptions):
    fields = ("text", "feedback")


@register(Quiz)
class QuizTranslation(TranslationOptions):
    fields = ("title",)
