"""Questions for the rules: good ones, of which a test spoils one thing."""

from dataclasses import replace

from quiz.assessment.item import LANGUAGES, Option, Part
from quiz.assessment.item_rules import Labelled, find, find_in_quiz
from tests.quiz.assessment.builders import make_item, words

PROMPT = words(
    "بحسب الدرس، كيف يتكوّن الهاليت؟", "According to the lesson, how does halite form?"
)
OPTIONS = {
    "lava": words("بتبرّد الحمم", "By cooling of lava"),
    "press": words("بضغط الغابات", "By pressing of forests"),
    "vapour": words("بتبخّر البحار", "By drying of seas"),
}
FEEDBACK = {
    "lava": words(
        "من الحمم يتكوّن البازلت، وهو صخر آخر.", "Lava gives basalt, another rock."
    ),
    "press": words(
        "من الغابات المدفونة يتكوّن الفحم.", "Buried forests turn into coal instead."
    ),
    "vapour": words(
        "يجفّ الماء فيبقى الملح الذي كان فيه.", "The water dries up and leaves its salt."
    ),
}


def choice(language=None, prompt=None, options=None, right=("vapour",), **fields):
    """Make a good single choice; words that are given replace those of a language."""
    spoken = LANGUAGES if language is None else (language,)
    texts = {ident: dict(text) for ident, text in OPTIONS.items()}
    if options is not None:
        idents = [*OPTIONS, "fourth", "fifth", "sixth"][: len(options)]
        texts = {ident: dict(texts.get(ident, {})) for ident in idents}
        for code in spoken:
            for ident, text in zip(idents, options, strict=True):
                texts[ident][code] = text
    asked = {**PROMPT, **(dict.fromkeys(spoken, prompt) if prompt else {})}
    kind = fields.pop("kind", "choice")
    takes = "many" if kind == "multiple_response" else "one"
    return make_item(
        kind,
        asked,
        (Part("answer", takes),),
        {"answer": dict.fromkeys(right, 1.0)},
        options=tuple(Option(ident, text) for ident, text in texts.items()),
        options_shuffled=fields.pop("options_shuffled", True),
        feedback=fields.pop(
            "feedback", {each: FEEDBACK[each] for each in texts if each in FEEDBACK}
        ),
        **fields,
    )


def labelled(item, **labels):
    """Say of a question what is to be said, unless a test says otherwise."""
    labels = {"level": "apply", "stance": "fact", "learning_point": "use", **labels}
    return Labelled(item, **labels)


def found(item, rule, **labels):
    """Return where a rule finds something in a question: place and language."""
    return [
        (finding.place, finding.language)
        for finding in find(labelled(item, **labels))
        if finding.rule == rule
    ]


def found_in_quiz(questions, rule):
    """Return what a rule tells about the questions of a quiz."""
    return [
        finding.detail for finding in find_in_quiz(questions) if finding.rule == rule
    ]


def with_feedback(language, **texts):
    """Make a good question with other feedback in one language."""
    item = choice()
    feedback = {
        row: {**text, **({language: texts[row]} if row in texts else {})}
        for row, text in item.review.feedback.items()
    }
    return replace(item, review=replace(item.review, feedback=feedback))
