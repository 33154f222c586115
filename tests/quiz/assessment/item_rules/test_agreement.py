import pytest

from quiz.assessment.item import Option, Part
from tests.quiz.assessment.builders import make_item, words
from tests.quiz.assessment.item_rules.builders import choice, found


def asked(arabic, english):
    """Make a question whose first option reads so."""
    others = (
        Option("clay", words("طين", "Clay")),
        Option("salt", words("ملح", "Salt")),
    )
    return make_item(
        "choice",
        words("كم؟", "How many?"),
        (Part("answer", "one"),),
        {"answer": {"salt": 1.0}},
        options=(Option("first", words(arabic, english)), *others),
    )


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("عام ١٩٩١", "in 1990"),
        ("من 25 إلى 30%", "25 to 35%"),
        ("21 مليون طن", "21 billion tonnes"),
    ],
)
def test_numbers_that_differ_are_an_error(arabic, english):
    assert found(asked(arabic, english), "other_numbers") == [("first", "")]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("عام ١٩٩١", "in 1991"),
        ("من 25 إلى 30٪", "25 to 30%"),
        ("بين 30 و25", "from 25 to 30"),
        ("21 مليون طن", "21,000,000 tonnes"),
        ("١٢٫٥ كغ", "12.5 kg"),
        ("2 مليار دولار", "$2bn"),
        ("القرن 21", "the 21st century"),
        ("ملح بحري", "Sea salt"),
    ],
)
def test_numbers_that_agree_are_let_be(arabic, english):
    item = asked(arabic, english)

    assert found(item, "other_numbers") == found(item, "missing_numbers") == []


@pytest.mark.parametrize(
    ("arabic", "english", "language"),
    [("5 دول", "five states", "en"), ("خمس دول", "5 states", "ar")],
)
def test_a_number_in_one_language_alone_is_pointed_to(arabic, english, language):
    item = asked(arabic, english)

    assert found(item, "other_numbers") == []
    assert found(item, "missing_numbers") == [("first", language)]


@pytest.mark.parametrize(
    "text",
    ["نحو 25-30% منه", "نحو 25–30%", "في 2026-03-05", "بلغت -5 درجات", "لغة C++ هنا"],
)
def test_numbers_that_turn_round_in_arabic_are_pointed_to(text):
    assert found(choice("ar", options=[text, "طين", "ملح"]), "turning_number") == [
        ("lava", "ar")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "من 25 إلى 30%",
        "مجموعة 5+1",
        "طائرة إف-35",
        "نحو \u206825-30%\u2069 منه",
        "حلف NATO هنا",
        "في 5 آذار/مارس 2026",
    ],
)
def test_other_numbers_stand_as_they_are_written(text):
    assert found(choice("ar", options=[text, "طين", "ملح"]), "turning_number") == []


def test_english_text_turns_nothing_round():
    assert found(choice("en", options=["25-30%", "b", "c"]), "turning_number") == []
