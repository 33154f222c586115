import pytest

from quiz.assessment.agreement import Level, Mark, Name, compare, compare_figures

NAMES = (
    Name("hormuz", {"en": ("Strait of Hormuz",), "ar": ("مضيق هرمز",)}),
    Name("us", {"en": ("US", "United States"), "ar": ("الولايات المتحدة", "أمريكا")}),
    Name("oman", {"en": ("Oman",), "ar": ("عُمان",)}),
)

SAME = [
    ("It cost 25 to 30%.", "كلّف من ٢٥ إلى ٣٠٪."),
    ("It cost 25-30 per cent.", "كلّف 25–30 في المئة."),
    ("Two million dollars", "مليونا دولار"),
    ("$2.5 billion", "2.5 مليار دولار"),
    ("1.1 billion and 17.2 billion", "1.1 مليار، و17.2 مليار"),
    ("1.1 billion and 17.2 billion", "1.1 مليار و17.2 مليار"),
    ("1,500,000", "مليون و500 ألف"),
    ("a million and a half", "مليون ونصف المليون"),
    ("half of them, a third and a quarter", "نصفهم: نصف وثلث وربع"),
    ("two-thirds of the people", "ثلثا السكان"),
    ("one hundred and twenty-five thousand", "مئة وخمسة وعشرون ألفا"),
    ("21,000 people", "٢١٬٠٠٠ شخص"),
    ("the eleventh and the twelfth", "الحادي عشر والثاني عشر"),
    ("the twenty-first century", "القرن الحادي والعشرون"),
    ("the 1960s", "ستينيات القرن العشرين"),
    ("the years 1620-21", "الفترة 1620–1621"),
    ("World War II", "الحرب العالمية الثانية"),
    ("three and a half", "3.5"),
    ("6½ sacks", "6 استحواذات ونصف"),
    ("5 November 2026", "5 تشرين الثاني 2026"),
    ("5 November 2026", "5 نوفمبر 2026"),
    ("in April", "في نيسان"),
    ("5/3/2026", "5 آذار/مارس 2026"),
    ("They may march.", "قد يسيرون."),
    ("He did not go.", "لم يذهب."),
    ("It won't do.", "لن يكفي."),
    ("It is still open.", "لا يزال مفتوحا."),
    ("It won only once.", "لم يفز سوى مرة."),
    ("It has yet to be built.", "لم يُبنَ بعد."),
    ("It is not equal.", "إنه غير مساوٍ."),
    ("The date is unknown.", "التاريخ مجهول."),
    ("The date is unknown.", "التاريخ غير معروف."),
    ("He refused.", "رفض."),
    ("Convention No. 81", "الاتفاقية رقم 81"),
    ("UNESCO named it.", "سمّته اليونسكو."),
    ("However, he went.", "غير أنه ذهب."),
    ("He went without asking.", "ذهب من غير أن يسأل."),
    ("It names no town or village.", "لا يسمّي مدينة ولا قرية."),
    ("Only members deal with it.", "لا يعالجه غير الأعضاء."),
    ("Why?", "لماذا؟"),
    ("“No deal”", "«لا اتفاق»"),
    ("The US left Oman.", "غادرت الولايات المتحدة عُمان."),
    ("the Strait of Hormuz", "وبمضيق هرمز"),
    ("For Oman and for the United States", "لعُمان وللولايات المتحدة"),
    ("", ""),
]

DIFFERENT = [
    ("in 1990", "في 1991", "numbers", "error"),
    ("12%", "13 في المئة", "numbers", "error"),
    ("two million", "مليارا دولار", "numbers", "error"),
    ("the first man", "الرجل الثالث", "numbers", "error"),
    ("four ships came", "جاءت سفن", "numbers", "warning"),
    ("25%", "25", "percentages", "error"),
    ("5 May 2026", "5 حزيران 2026", "months", "error"),
    ("in November", "في تشرين الأول", "months", "error"),
    ("10 dollars", "10 يورو", "currencies", "error"),
    ("$10", "10", "currencies", "warning"),
    ("Oman spoke.", "تحدثت الدولة.", "names", "error"),
    ("They spoke to us.", "تحدثوا إلى أمريكا.", "names", "error"),
    ("He did not go.", "ذهب.", "negation", "warning"),
    ("He went.", "لم يذهب.", "negation", "warning"),
    ("The date is unknown.", "التاريخ معروف.", "negation", "warning"),
    ("It is still open.", "يزال مفتوحا.", "negation", "warning"),
    ("He refused and did not go.", "رفض وذهب.", "negation", "warning"),
    ("Is it so?", "هو كذلك.", "questions", "warning"),
    ("He said “yes”.", "قال نعم.", "quotations", "warning"),
    ("It is so. Yes. Truly. It is.", "هو كذلك حقا بلى.", "sentences", "warning"),
    ("It is so.", "", "length", "error"),
    ("It is so " * 20, "كذلك", "length", "warning"),
]


@pytest.mark.parametrize(("english", "arabic"), SAME)
def test_it_finds_no_difference(english, arabic):
    assert compare({"ar": arabic, "en": english}, NAMES) == ()


@pytest.mark.parametrize(("english", "arabic", "rule", "level"), DIFFERENT)
def test_it_finds_a_difference(english, arabic, rule, level):
    found = compare({"ar": arabic, "en": english}, NAMES)
    assert (rule, level) in [(one.rule, one.level.value) for one in found]


def test_it_says_what_differs_and_where():
    (found,) = compare({"ar": "في عام ١٩٩١", "en": "in 1990"})
    assert found.level is Level.ERROR
    assert found.marks == {
        "ar": (Mark("1991", 7, 11),),
        "en": (Mark("1990", 3, 7),),
    }


def test_a_rank_is_missed_though_it_stands_elsewhere_too():
    found = compare(
        {
            "ar": "فاز الأول. خسر الثالث. عاد الثالث.",
            "en": "The first won. The third lost. The first came back.",
        }
    )
    assert [(one.rule, one.level) for one in found] == [("numbers", Level.WARNING)]


def test_a_denial_is_missed_though_another_sentence_has_one_too_many():
    found = compare(
        {
            "ar": "ذهب زيد إلى السوق في الصباح. ولم يعد عمرو إلى البيت.",
            "en": "Zayd did not go to the market in the morning. Amr came home.",
        }
    )
    assert [(one.rule, one.level) for one in found] == [("negation", Level.WARNING)]


def test_names_are_not_compared_without_a_glossary():
    assert compare({"ar": "تحدثت الدولة.", "en": "Oman spoke."}) == ()


@pytest.mark.parametrize(
    ("english", "arabic", "of_english", "of_arabic"),
    [
        ("in 1990", "عام ١٩٩١", ("1990",), ("1991",)),
        ("5, 5 and 7", "5 و7", ("5",), ()),
        ("21 billion", "21 مليون", ("21000000000",), ("21000000",)),
        ("five", "5", (), ("5",)),
        ("the 21st and 2½", "2.5 و21", (), ()),
    ],
)
def test_figures_alone_are_compared_too(english, arabic, of_english, of_arabic):
    found = compare_figures({"ar": arabic, "en": english})
    assert found == {"ar": of_arabic, "en": of_english}
