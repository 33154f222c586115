import html
import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.content import Content, Figure, Passage, Row, Term
from quiz.forms.attempt import OptionControl, PartControl
from quiz.models.attempt import Place
from quiz.templatetags import quiz_tags as tags

MOMENT = datetime(2026, 4, 5, 15, 30, tzinfo=UTC)


def number(text):
    """Give a number as it stands in Arabic markup."""
    return f'<bdi dir="ltr">{text}</bdi>'


def latin(text):
    """Give Latin words as they stand in Arabic markup."""
    return f'<span lang="en" dir="ltr">{text}</span>'


def arabic(text):
    """Give Arabic words as they stand in English markup."""
    return f'<span lang="ar" dir="rtl">{text}</span>'


# Numbers and Latin words in Arabic


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("25-30%", number("25-30%")),
        ("25–30%", number("25–30%")),
        ("2026-03-05", number("2026-03-05")),
        ("-5", number("-5")),
        ("−5%", number("−5%")),
        ("$100", number("$100")),
        ("3/5", number("3/5")),
        ("05/03/2026", number("05/03/2026")),
        ("15:30", number("15:30")),
        ("1,234.56", number("1,234.56")),
        ("F-35", latin("F-35")),
        ("C++", latin("C++")),
        ("C5+1", latin("C5+1")),
        ("5G", latin("5G")),
        ("Boeing 747", latin("Boeing 747")),
        ("Abraham Accords", latin("Abraham Accords")),
        ("U.S.", latin("U.S.")),
        ("AT&T", latin("AT&amp;T")),
        ("(NATO)", f"({latin('NATO')})"),
        ("«!»", "«!»"),
    ],
)
@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("", " من"), ("في ", ""), ("نحو ", " من")],
    ids=["alone", "start", "end", "middle"],
)
def test_numbers_and_latin_words_are_kept_whole_in_arabic(text, markup, before, after):
    assert tags.isolate(before + text + after) == before + markup + after


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        # A hyphen that joins a number to a word is no sign.
        ("إف-35", f"إف-{number('35')}"),
        # What ends a sentence or a clause is the Arabic one's.
        ("شركة Apple.", f"شركة {latin('Apple')}."),
        ("عام 2020.", f"عام {number('2020')}."),
        ("في 2020، ثم", f"في {number('2020')}، ثم"),
        ("بين 25 و30%", f"بين {number('25')} و{number('30%')}"),
        ("من 5-", f"من {number('5')}-"),
    ],
)
def test_what_belongs_to_the_arabic_sentence_is_left_to_it(text, markup):
    assert tags.isolate(text) == markup


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<script>", f"&lt;{latin('script')}&gt;"),
        ("&amp;", f"&amp;{latin('amp')};"),
        ('"قول"', "&quot;قول&quot;"),
        ("'قول'", "&#x27;قول&#x27;"),
        ("Israel's", latin("Israel&#x27;s")),
    ],
)
def test_text_is_never_markup(text, markup):
    got = tags.isolate(text)

    assert got == markup
    assert re.findall(r"<(?!/?(?:bdi|span)\b)", got) == []


texts = st.text(st.sampled_from("ابق ،٪5%-+.,:/$&<>;#\"'AzC’ x2–−()")) | st.text()


@given(texts)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_markup_adds_tags_and_changes_no_letter(language, text):
    markup = tags.written(text, language)

    assert html.unescape(re.sub(r"</?(?:bdi|span)[^>]*>", "", markup)) == html.unescape(
        html.escape(text)
    )


# Words of two languages


@pytest.mark.parametrize(
    ("language", "markup"), [("ar", f"نص {number('5')}"), ("en", "Text 5")]
)
def test_words_are_shown_in_the_language_of_the_page(language, markup):
    with translation.override(language):
        assert tags.words({"ar": "نص 5", "en": "Text 5"}) == markup


def test_words_may_be_asked_for_in_a_language():
    with translation.override("ar"):
        assert tags.words({"ar": "نص", "en": "Text"}, "en") == "Text"


@pytest.mark.parametrize(
    ("language", "text", "markup"),
    [
        ("en", {"ar": "نص"}, '<span lang="ar" dir="rtl">نص</span>'),
        ("ar", {"en": "<Text>"}, '<span lang="en" dir="ltr">&lt;Text&gt;</span>'),
    ],
)
def test_words_that_are_missing_show_in_the_other_language_marked_so(
    language, text, markup
):
    with translation.override(language):
        note = translation.gettext("not yet translated")
        assert tags.words(text) == (
            f'{markup} <span class="small soft">({note})</span>'
        )


@pytest.mark.parametrize("text", [{}, None, ""])
def test_no_words_show_as_nothing(text):
    assert tags.words(text) == ""


def test_arabic_words_in_english_are_marked():
    assert tags.written("Fahm (فهم) & «الشرق الأوسط».", "en") == (
        f"Fahm ({arabic('فهم')}) &amp; «{arabic('الشرق الأوسط')}»."
    )


@pytest.mark.parametrize(
    ("language", "text", "plain"),
    [
        ("ar", {"ar": "نحو 25-30% من"}, "نحو \u206625-30%\u2069 من"),
        ("ar", {"ar": "شركة C++."}, "شركة \u2066C++\u2069."),
        ("ar", {"ar": "1"}, "1"),
        ("en", {"en": "About 25-30%"}, "About 25-30%"),
        ("en", {"ar": "نص آخر"}, "\u2068نص آخر\u2069"),
        ("ar", {}, ""),
    ],
)
def test_where_no_markup_stands_isolating_characters_do(language, text, plain):
    with translation.override(language):
        assert tags.plain(text) == plain


# Numbers and dates


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (7, "7"),
        (21000000, "21,000,000"),
        ("21000000", "21,000,000"),
        (1234, "1,234"),
        (-1234.5, "-1,234.5"),
        (66.7, "66.7"),
        (Decimal("66.7000"), "66.7"),
        (Decimal("10.0000"), "10"),
        (Decimal(100), "100"),
        (Decimal("1E+2"), "100"),
        (Decimal("0.3333"), "0.3333"),
        ("12.50", "12.5"),
    ],
)
def test_a_number_is_grouped_and_has_no_spare_noughts(language, value, shown):
    with translation.override(language):
        assert tags.num(value) == number(shown)


def test_no_number_shows_as_nothing():
    assert (tags.num(None), tags.num("")) == ("", "")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_per_cent_is_a_number_with_its_sign(language):
    with translation.override(language):
        assert (tags.percent(66), tags.percent("66.7")) == (
            number("66%"),
            number("66.7%"),
        )


@pytest.mark.parametrize(
    ("language", "day", "time"),
    [
        ("ar", "5 نيسان/أبريل 2026", "5 نيسان/أبريل 2026، 3:30 م"),
        ("en", "5 April 2026", "5 April 2026, 3:30 PM"),
    ],
)
def test_dates_are_written_day_first(language, day, time):
    with translation.override(language):
        shown = [strip_tags(tags.day(MOMENT)), strip_tags(tags.day_and_time(MOMENT))]

    assert shown == [day, time]


def test_no_date_shows_as_nothing():
    assert (tags.day(None), tags.day_and_time(None)) == ("", "")


# Terms in a passage


def passage(text, *anchors, language="en"):
    """Show a passage with a term for each anchor."""
    row = Passage("p", {language: text}, "fact", {})
    terms = tuple(
        Term(f"t{place}", "p", {language: anchor}, {}, {})
        for place, anchor in enumerate(anchors)
    )
    content = Content("lesson", {}, {}, (row,), terms=terms)
    return tags.passage_words(content, row, language)


def link(place, text):
    """Give a term as it stands in a passage."""
    return f'<a class="term" href="#term-t{place}">{text}</a>'


@pytest.mark.parametrize(
    ("anchors", "markup"),
    [
        ([], "The salt road &amp; the sea"),
        (["The salt"], f"{link(0, 'The salt')} road &amp; the sea"),
        (["the sea"], f"The salt road &amp; {link(0, 'the sea')}"),
        (["road &"], f"The salt {link(0, 'road &amp;')} the sea"),
        (
            ["sea", "salt"],
            f"The {link(1, 'salt')} road &amp; the {link(0, 'sea')}",
        ),
        (["salt road", "road &"], f"The {link(0, 'salt road')} &amp; the sea"),
        (["salt", "salt road"], f"The {link(1, 'salt road')} &amp; the sea"),
        (["gold", ""], "The salt road &amp; the sea"),
    ],
)
def test_terms_are_underlined_where_they_first_stand(anchors, markup):
    assert passage("The salt road & the sea", *anchors) == markup


def test_terms_of_an_arabic_passage_are_underlined_among_its_numbers():
    assert passage("نحو 25% من Apple", "25%", "من", language="ar") == (
        f"نحو {link(0, number('25%'))} {link(1, 'من')} {latin('Apple')}"
    )


def test_terms_of_another_passage_are_not_underlined():
    row = Passage("p", {"en": "Salt"}, "fact", {})
    term = Term("t0", "q", {"en": "Salt"}, {}, {})

    assert tags.passage_words(Content("l", {}, {}, (row,), (), (term,)), row, "en") == (
        "Salt"
    )


def test_a_passage_that_is_not_translated_is_marked_so():
    row = Passage("p", {"ar": "ملح"}, "fact", {})
    with translation.override("en"):
        markup = tags.passage_words(Content("l", {}, {}, (row,)), row)
        assert markup == tags.words({"ar": "ملح"})


# Marks and figures


@pytest.mark.parametrize("language", ["ar", "en"])
def test_places_of_a_figure_are_plain_numbers_in_either_language(language):
    rows = tuple(Row({}, value=value) for value in ("1", "2", "3"))
    figure = Figure("f", "ranks", "p", {}, {}, {}, rows)
    with translation.override(language):
        places = [place for _row, place in tags.places(figure)]

    assert places == ["2.0", "49.0", "96.0"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_widths_of_a_figure_are_plain_numbers_in_either_language(language):
    rows = tuple(Row({}, value=value) for value in ("1.1", "17.2", "0"))
    figure = Figure("f", "amounts", "p", {}, {}, {}, rows)
    with translation.override(language):
        widths = [width for _row, width in tags.widths(figure)]

    assert widths == ["6.4", "100.0", "0.0"]


def test_amounts_that_are_all_nought_have_no_width():
    figure = Figure("f", "amounts", "p", {}, {}, {}, (Row({}, value="0"),))

    assert [width for _row, width in tags.widths(figure)] == ["0.0"]


def test_a_label_that_is_no_stance_has_no_mark():
    assert tags.stance_icon("opinion") == ""
    assert "#s-claim" in tags.stance_icon("claim")


# Small pieces that are drawn once


def option(text, **fields):
    return OptionControl(
        **{"id": "a", "letter": "أ", "is_picked": False} | fields, text=text
    )


def options_of(*options):
    part = PartControl("answer", "r-answer", {}, options, "", "one", "")
    return tags.option_marks(part, "quiz/interactions/_pick.html", control="radio")


def test_a_piece_is_drawn_in_the_language_of_the_page():
    drawn = {}
    for language in ("ar", "en"):
        with translation.override(language):
            drawn[language] = tags.drawn("_themes.html", theme="auto", themes=())
    assert "المظهر" in drawn["ar"]
    assert "Theme" in drawn["en"]


def test_a_piece_is_drawn_by_what_it_is_given():
    one, other = option({"en": "Oil"}), option({"en": "Oil"}, is_picked=True)
    assert "checked" not in options_of(one)
    assert options_of(one, other).count("checked") == 1


def test_options_of_one_name_in_two_questions_keep_their_own_words():
    assert "Oil" in options_of(option({"en": "Oil"}))
    assert "Gas" in options_of(option({"en": "Gas"}))


def test_words_of_an_option_are_escaped():
    with translation.override("en"):
        assert "&lt;b&gt;" in options_of(option({"en": "<b>"}))


def test_the_way_to_a_question_says_where_it_stands():
    places = [
        Place(1, is_sent=True, is_answered=True, is_flagged=True),
        Place(2, is_sent=False, is_answered=False, is_flagged=False),
        Place(3, is_sent=False, is_answered=True, is_flagged=True),
    ]
    with translation.override("en"):
        drawn = tags.place_marks(places, 2, is_form=True)
    sent, here, flagged = drawn.split("</li>")[:3]
    assert 'href="../1/"' in sent
    assert ("sent" in sent, "flagged" in sent) == (True, False)
    assert 'aria-current="step"' in here
    assert '<button form="answer" name="go" value="3"' in flagged
    assert ("answered" in flagged, "flagged" in flagged) == (True, True)
