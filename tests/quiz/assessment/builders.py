"""What the sample questions are made with."""

from dataclasses import dataclass

from quiz.assessment.item import Item, Key, Option, Part, Review, Shown
from quiz.assessment.kinds import KINDS
from quiz.assessment.response import Response

PASSAGES = {
    "salt-1": {
        "ar": "الهاليت هو الاسم العلمي لملح الطعام في صورته الصخرية، "
        "ويتكوّن حين تتبخّر مياه البحار القديمة.",
        "en": "Halite is the scientific name of table salt as a rock; "
        "it forms when ancient sea water evaporates.",
    },
    "salt-2": {
        "ar": "صلابة الهاليت 2.5 على مقياس موس، "
        "وكثافته نحو 2.17 غراماً في السنتيمتر المكعّب.",
        "en": "Halite has a hardness of 2.5 on the Mohs scale "
        "and a density of about 2.17 grams per cubic centimetre.",
    },
    "salt-3": {
        "ar": "قالت إدارة المنجم إن الاحتياطي يكفي مئة عام.",
        "en": "The mine's management said that the reserves would last "
        "a hundred years.",
    },
    "salt-4": {
        "ar": "يتوقّع الكاتب أن يتراجع الإنتاج بعد عام 2040.",
        "en": "The author expects production to fall after 2040.",
    },
    "salt-5": {
        "ar": "يرى الكاتب أن طريق الملح هو الذي صنع المدينة.",
        "en": "In the author's view it was the salt road that made the town.",
    },
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with an answer that earns all and one that earns nothing."""

    item: Item
    right: Response
    wrong: Response
    right_ratings: Response | None = None
    wrong_ratings: Response | None = None


def words(ar: str, en: str) -> dict[str, str]:
    """Say the same in both languages."""
    return {"ar": ar, "en": en}


def option(ident: str, ar: str, en: str) -> Option:
    """Make an option."""
    return Option(ident, words(ar, en))


def quoted(*numbers: int) -> tuple[Option, ...]:
    """Make options that quote passages by their number."""
    return tuple(Option(f"p{each}", PASSAGES[f"salt-{each}"]) for each in numbers)


def make_item(
    kind: str,
    prompt: dict[str, str],
    parts: tuple[Part, ...],
    credit: dict[str, dict[str, float]],
    *,
    evidence: tuple[str, ...] = ("salt-1",),
    rests_on: dict[str, str] | None = None,
    feedback: dict[str, dict[str, str]] | None = None,
    key: dict[str, object] | None = None,
    **shown: object,
) -> Item:
    """Make a question of a kind with the kind's own rule and points."""
    rests_on = rests_on or {}
    uids = sorted({*evidence, *rests_on.values()})
    return Item(
        shown=Shown(
            kind=kind,
            rule=KINDS[kind].rule,
            points=KINDS[kind].points,
            prompt=prompt,
            parts=parts,
            **shown,
        ),
        key=Key(credit=credit, **(key or {})),
        review=Review(
            explanation=words("كما يذكر الدرس.", "As the lesson says."),
            evidence=evidence,
            feedback=feedback or {},
            rests_on=rests_on,
            passages={uid: PASSAGES[uid] for uid in uids},
        ),
    )
