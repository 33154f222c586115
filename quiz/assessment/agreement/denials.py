"""The words that deny, or may deny, by language."""

import re

from quiz.assessment.agreement.prose import key, vocabulary
from quiz.assessment.text import strict

# What one language denies for sure, the other denies too, by whichever of these words.
SURE = {
    "en": vocabulary(
        "not no never without neither nor none nobody nothing nowhere cannot unless"
        # Of in- and its like, only those that deny: "income" does not.
        " illegal illegally illegitimate illicit illogical imbalance immature immobile"
        " immoral impartial imperfect impractical imprecise improper inaccessible"
        " inaccurate inaction inactive inactivity inadequate inadmissible inadvertently"
        " inappropriate incapable incompatible incompetent incomplete inconclusive"
        " inconsistency inconsistent inconvenient incorrect incorrectly indefinite"
        " indefinitely indirect indirectly indistinct ineffective inefficiency"
        " inefficient ineligible inequalities inequality inexact inexpensive"
        " inexperienced informal informally infrequent inhuman inorganic insecure"
        " insecurity insignificant insoluble instability insufficient insufficiently"
        " intolerance intolerant invalid involuntary irrational irregular irregularly"
        " irrelevant irresponsible amoral apolitical asymmetric asymmetrical atypical"
        " dishonest disloyal disproportionate disproportionately dissatisfaction"
        " dissatisfied distrust"
    ),
    "ar": vocabulary(
        "لا لم لن ليس ليست ليسوا ليسا لست لسنا دون بدون بلا ألا لئلا دونما"
    ),
}
SURE_PAIRS = frozenset({("other", "than"), ("yet", "to")})
# They take other prefixes than an "and".
SURE_NOUNS = frozenset({"غير", "عدم"})
# They stand after a denial only: where it is not there, it was lost.
AFTER_A_DENIAL = vocabulary("سوى يزال تزال يزالون")
BEFORE_THEM = vocabulary("لا ولا فلا ما وما فما لم ولم لن ولن")
DENYING_PART = re.compile(
    # Not those of "under" and "unit", nor of verbs that say how a thing is undone.
    r"un(?!anim|cle|ctuous|der|do|earth|fold|i(?![mnd])|leash|less|lock|pack|ravel|rest$"
    r"|til|veil)[a-z]{4,}"
    r"|non(?!etheless)[a-z]*"
    r"|(?:im|in|ir|dis)(?!abl|agin|cred|flam|rita|valu)[a-z]+[ai]bl[ey]"
)
# They begin with a denial and deny nothing: "still", "especially", "must", "at least".
NO_DENIALS = {
    "en": frozenset({"no less", "no doubt"}),
    "ar": frozenset(
        map(
            strict,
            (
                *("لا يزال", "لا تزال", "لا يزالون", "لا زال", "لا زالت", "لم يزل"),
                *("لم تزل", "لا سيما", "لا بد", "لا محالة", "لا يقل", "لا تقل"),
                *("لا شك", "بلا شك", "دون شك", "ألا وهو", "ألا وهي", "دون سن"),
                *("غير ذلك", "غير هذا", "غير هذه"),
            ),
        )
    ),
}
HOWEVER = re.compile("(?:غير|الا) ان(?:ه|ها|هم|هما|نا|ني|ي)?")
# After a denial, they make an "only" of it, which denies nothing.
BUT = vocabulary("سوى إلا")
# After a denial, one language goes on with an "or" where the other denies again.
OR = vocabulary("or أو")
NOR = vocabulary("nor ولا")


def _either(english: str, arabic: str) -> dict[str, re.Pattern[str]]:
    """Make a pattern for each language; a _ stands for a space."""
    stems = key(arabic).replace(" ", "|")
    return {
        "en": re.compile(english.replace(" ", "|").replace("_", " ")),
        # Of a verb and of a noun, with what may be written at their ends.
        "ar": re.compile(
            f"[يتنا]?(?:{stems})(?:وا|ون|ين|ان|ات|ت|ه|ها|هم|هما|ا|ي|يه|ته|تها)?"
        ),
    }


# They deny in other words. Each is mostly said by those beside it, and then tells
# nothing of the rest; else it may be what the other language says by a "not".
# "Fail" and "prevent" are not among them: they excused more than they explained.
POSSIBLE = {
    "lack": _either(
        "lack(?:s|ed|ing)? absen(?:ce|t) devoid deprived missing loss(?:es)?",
        "فتقر افتقار افتقر نقص غياب غائب انعدام انعدم فقدان فقد مفقود خال خلو"
        " حرمان محروم خسار خسر",
    ),
    "refuse": _either(
        "refus(?:e|es|ed|ing|al) reject(?:s|ed|ing|ion)? den(?:y|ies|ied|ying|ial)"
        " refrain(?:s|ed)?",
        "رفض نفي نفى أبى امتنع متنع امتناع انكر نكر انكار",
    ),
    "omit": _either(
        "omit(?:s|ted)? ignore[sd]? (?:leaves?|leaving|left)_out",
        "ترك اغفل تجاهل اهمل",
    ),
    "except": _either(
        "except apart_from exclud(?:e|es|ed|ing) exceptions?",
        "الا عدا ماعدا استثن استثناء استبعد",
    ),
    "stop": _either("stop(?:s|ped)? cease[sd]?", "توقف وقف ايقاف كف انقطع"),
    "rarely": _either(
        "hardly rare(?:ly)? seldom scarcely barely", "نادر ندر قلما بالكاد"
    ),
    "little": _either("little", "قليل ضئيل صغير"),
    "instead": _either("rather_than instead", "بدلا عوضا"),
    "contrary": _either("unlike unlikely contrary", "عكس خلاف نقيض مستبعد"),
    "wrong": _either("wrong(?:ly)? false(?:ly)?", "خاطئ خطا زائف كاذب باطل"),
    "impossible": _either("impossib(?:le|ility)", "مستحيل استحال"),
    "inevitable": _either("inevitab(?:le|ly)", "حتم محتوم"),
    "infinite": _either("infinite(?:ly)? infinity", "لانهائ لامتناه"),
    "unfortunate": _either("unfortunate(?:ly)?", "اسف مؤسف"),
    "unemployed": _either("unemploy(?:ed|ment)", "بطال عاطل"),
    "nonviolent": _either("nonviolen(?:t|ce)", "سلمي"),
    "unknown": _either("", "مجهول ظالم جائر"),  # in English, they deny for sure
    "less": _either("(?!never|none)[a-z]{3,}less", "عديم لاسلك"),
}
