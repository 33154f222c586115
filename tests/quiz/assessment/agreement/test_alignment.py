import pytest

from quiz.assessment.agreement.alignment import align
from quiz.assessment.agreement.prose import read

PARTS = [
    ("It rained. We left.", "هطل المطر. غادرنا.", [1, 1], [1, 1]),
    (
        "It rained all day in the old town. We left.",
        "هطل المطر طوال اليوم. في المدينة القديمة. غادرنا.",
        [1, 1],
        [2, 1],
    ),
    (
        "It began in 1990 with a war. It ended.",
        "بدأ ذلك في عام 1990 بحرب.وانتهى.",  # the space is forgotten
        [1, 1],
        [1, 1],
    ),
    ("", "هطل المطر.", [0], [1]),
    ("", "", [], []),
]


@pytest.mark.parametrize(("english", "arabic", "of_english", "of_arabic"), PARTS)
def test_it_pairs_what_says_the_same(english, arabic, of_english, of_arabic):
    parts = align({"ar": read("ar", arabic), "en": read("en", english)})
    assert [_sentences(part["en"]) for part in parts] == of_english
    assert [_sentences(part["ar"]) for part in parts] == of_arabic


def _sentences(prose):
    if not prose.tokens:
        return 0
    said = prose.text[prose.tokens[0].start : prose.tokens[-1].end]
    return said.count(".") + 1
