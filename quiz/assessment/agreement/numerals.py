"""The words for numbers, by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from quiz.assessment.agreement.prose import bare_forms, key


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a word says as a number, or as a part of one.

    A hint may say the number and often says something else: "one", or an Arabic
    plural that looks like a dual. The other language may rely on it; it asks for
    nothing itself.
    """

    kind: str  # a name of the tables below
    value: Fraction


def find_numeral(word: str, language: str) -> tuple[Numeral, str] | None:
    """Read a word as a numeral, and say what it is without its prefixes."""
    for bare in bare_forms(word, language):
        numeral = NUMERALS[language].get(bare)
        if numeral:
            return numeral, bare
    return None


def _table(kinds: Mapping[str, Mapping[int | Fraction, str]]) -> dict[str, Numeral]:
    return {
        key(word): Numeral(kind, Fraction(value))
        for kind, values in kinds.items()
        for value, words in values.items()
        for word in words.split()
    }


def _counted(first: int, words: str, step: int = 1) -> dict[int | Fraction, str]:
    return {first + step * place: word for place, word in enumerate(words.split())}


THOUSAND, MILLION, BILLION, TRILLION = 10**3, 10**6, 10**9, 10**12

_ENGLISH: dict[str, dict[int | Fraction, str]] = {
    "hint": {
        1: "once single",
        2: "twice both pair couple double twin",
        3: "triple trio thrice",
        10: "decade decades",
        12: "dozen",
        100: "century centuries hundreds",
        THOUSAND: "thousands",
        MILLION: "millions",
        BILLION: "billions",
        TRILLION: "trillions",
    },
    "unit": _counted(1, "one two three four five six seven eight nine"),
    "teen": _counted(
        10,
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
        " nineteen",
    ),
    "ten": _counted(20, "twenty thirty forty fifty sixty seventy eighty ninety", 10),
    "hundred": {100: "hundred"},
    "scale": {
        THOUSAND: "thousand",
        MILLION: "million",
        BILLION: "billion bn",
        TRILLION: "trillion",
    },
    "rank": {
        1: "first firstly",
        2: "second secondly",
        3: "third thirdly",
        **_counted(
            4,
            "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
            " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
        ),
        **_counted(
            20,
            "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth"
            " ninetieth hundredth",
            10,
        ),
    },
    "fraction": {
        Fraction(1, 2): "half halves",
        Fraction(1, 3): "thirds",
        Fraction(1, 4): "quarter quarters",
        Fraction(1, 5): "fifths",
        Fraction(1, 6): "sixths",
        Fraction(1, 8): "eighths",
        Fraction(1, 10): "tenths",
    },
}

_ARABIC: dict[str, dict[int | Fraction, str]] = {
    "hint": {
        1: "مرة",
        2: "مرتان مرتين كلا كلتا كلاهما كليهما كلتاهما كلتيهما ضعف ضعفا ضعفي زوج زوجا",
        10: "عقد عقدا عقود",
        20: "عشرينيات عشرينات",
        30: "ثلاثينيات ثلاثينات",
        40: "أربعينيات أربعينات",
        50: "خمسينيات خمسينات",
        60: "ستينيات ستينات",
        70: "سبعينيات سبعينات",
        80: "ثمانينيات ثمانينات",
        90: "تسعينيات تسعينات",
        100: "قرن قرنا قرون مئات",
    },
    "unit": {
        1: "واحد واحدة واحدا أحد إحدى",
        2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين",
        3: "ثلاث ثلاثة ثلاثا",
        4: "أربع أربعة أربعا",
        5: "خمس خمسة خمسا",
        6: "ست ستة ستا",
        7: "سبع سبعة سبعا",
        8: "ثمان ثماني ثمانية ثمانيا",
        9: "تسع تسعة تسعا",
    },
    "teen": {10: "عشر عشرة عشرا"},
    "ten": {
        20: "عشرون عشرين",
        30: "ثلاثون ثلاثين",
        40: "أربعون أربعين",
        50: "خمسون خمسين",
        60: "ستون ستين",
        70: "سبعون سبعين",
        80: "ثمانون ثمانين",
        90: "تسعون تسعين",
    },
    "hundred": {100: "مئة مائة"},
    "hundreds": {
        200: "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي",
        300: "ثلاثمئة ثلاثمائة",
        400: "أربعمئة أربعمائة",
        500: "خمسمئة خمسمائة",
        600: "ستمئة ستمائة",
        700: "سبعمئة سبعمائة",
        800: "ثمانمئة ثمانمائة ثمانيمئة ثمانيمائة",
        900: "تسعمئة تسعمائة",
    },
    "scale": {
        THOUSAND: "ألف",
        MILLION: "مليون",
        BILLION: "مليار بليون",
        TRILLION: "تريليون ترليون",
    },
    # Multiplies what stands before it; alone, it says two of them or no number.
    "scales": {
        THOUSAND: "آلاف ألوف",
        MILLION: "ملايين",
        BILLION: "مليارات بلايين",
        TRILLION: "تريليونات",
    },
    "dual": {
        THOUSAND: "ألفان ألفين ألفا ألفي",
        MILLION: "مليونان مليونين مليونا مليوني",
        BILLION: "ملياران مليارين مليارا ملياري بليونان بليونين بليونا بليوني",
        TRILLION: "تريليونان تريليونين تريليونا تريليوني",
    },
    "rank": {
        1: "أول أولى أولا حاد حادي حادية",
        2: "ثان ثاني ثانية ثانيا",
        3: "ثالث ثالثة ثالثا",
        4: "رابع رابعة رابعا",
        5: "خامس خامسة خامسا",
        6: "سادس سادسة سادسا",
        7: "سابع سابعة سابعا",
        8: "ثامن ثامنة ثامنا",
        9: "تاسع تاسعة تاسعا",
        10: "عاشر عاشرة عاشرا",
    },
    "fraction": {
        Fraction(1, 2): "نصف نصفا نصفي نصفين",
        Fraction(1, 3): "ثلث أثلاث",
        Fraction(2, 3): "ثلثان ثلثين ثلثا ثلثي",
        Fraction(1, 4): "ربع أرباع",
        Fraction(1, 5): "أخماس",
        Fraction(2, 5): "خمسان خمسا خمسي",
        Fraction(1, 6): "سدس أسداس",
        Fraction(1, 8): "أثمان",
        Fraction(1, 10): "أعشار",
    },
}

NUMERALS: Mapping[str, Mapping[str, Numeral]] = {
    "en": _table(_ENGLISH),
    "ar": _table(_ARABIC),
}
