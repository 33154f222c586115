"""One question of each kind that is laid out in rows or gaps, and the essay."""

from quiz.assessment.item import Part
from tests.quiz.assessment.builders import PASSAGES, Sample, make_item, option, words

MATCH = Sample(
    make_item(
        "match",
        words("صِل كل معدن باستعماله.", "Match each mineral with its use."),
        (
            Part("halite", "one", words("الهاليت", "Halite")),
            Part("gypsum", "one", words("الجصّ", "Gypsum")),
            Part("graphite", "one", words("الغرافيت", "Graphite")),
        ),
        {
            "halite": {"food": 1.0},
            "gypsum": {"wall": 1.0},
            "graphite": {"pencil": 1.0},
        },
        options=(
            option("food", "الطعام", "Food"),
            option("glass", "الزجاج", "Glass"),
            option("pencil", "أقلام الرصاص", "Pencils"),
            option("wall", "البناء", "Building"),
        ),
        options_shuffled=True,
    ),
    right={"halite": ["food"], "gypsum": ["wall"], "graphite": ["pencil"]},
    wrong={"halite": ["wall"], "gypsum": ["glass"], "graphite": ["food"]},
)

CATEGORISE = Sample(
    make_item(
        "categorise",
        words("ما نوع كل عبارة في المقال؟", "What kind of statement is each?"),
        tuple(
            Part(f"s{each}", "one", PASSAGES[f"salt-{each}"]) for each in range(2, 6)
        ),
        {
            "s2": {"fact": 1.0},
            "s3": {"claim": 1.0},
            "s4": {"forecast": 1.0},
            "s5": {"opinion": 1.0},
        },
        options=(
            option("fact", "خبر", "Reported fact"),
            option("claim", "قول منسوب", "Attributed claim"),
            option("forecast", "توقّع", "Forecast"),
            option("opinion", "رأي الكاتب", "Author's view"),
        ),
        parts_shuffled=True,
        evidence=("salt-2", "salt-3"),
        rests_on={f"s{each}": f"salt-{each}" for each in range(2, 6)},
    ),
    right={"s2": ["fact"], "s3": ["claim"], "s4": ["forecast"], "s5": ["opinion"]},
    wrong={"s2": ["claim"], "s3": ["fact"], "s4": ["fact"], "s5": ["fact"]},
)

ORDER = Sample(
    make_item(
        "order",
        words("رتّب المراحل من الأقدم.", "Put the stages in order, the oldest first."),
        (
            Part("bury", "place", words("تدفنه الرواسب", "Sediment buries it")),
            Part("dry", "place", words("يتبخّر الماء", "The water evaporates")),
            Part("sea", "place", words("يغمر البحر الحوض", "The sea floods the basin")),
            Part("settle", "place", words("يترسّب الملح", "The salt settles")),
        ),
        {
            "sea": {"1": 1.0},
            "dry": {"2": 1.0},
            "settle": {"3": 1.0},
            "bury": {"4": 1.0},
        },
        parts_shuffled=True,
    ),
    right={"sea": ["1"], "dry": ["2"], "settle": ["3"], "bury": ["4"]},
    wrong={"sea": ["4"], "dry": ["3"], "settle": ["2"], "bury": ["1"]},
)

GAP_MATCH = Sample(
    make_item(
        "gap_match",
        words("ضع الكلمات في أماكنها.", "Put the words in their places."),
        (Part("g1", "one"), Part("g2", "one")),
        {"g1": {"dries": 1.0}, "g2": {"salt": 1.0}},
        body=words(
            "حين [[g1]] مياه البحر يبقى [[g2]].",
            "[[g2]] remains when sea water [[g1]].",
        ),
        options=(
            option("dries", "تتبخّر", "evaporates"),
            option("iron", "الحديد", "iron"),
            option("salt", "الملح", "salt"),
        ),
        options_shuffled=True,
    ),
    right={"g1": ["dries"], "g2": ["salt"]},
    wrong={"g1": ["salt"], "g2": ["iron"]},
)

INLINE_CHOICE = Sample(
    make_item(
        "inline_choice",
        words("اختر من كل قائمة.", "Choose from each menu."),
        (
            Part(
                "hard",
                "one",
                options=(option("h25", "2.5", "2.5"), option("h7", "7", "7")),
                is_shuffled=True,
            ),
            Part(
                "origin",
                "one",
                options=(
                    option("sed", "رسوبي", "sedimentary"),
                    option("vol", "بركاني", "volcanic"),
                ),
                is_shuffled=True,
            ),
        ),
        {"hard": {"h25": 1.0}, "origin": {"sed": 1.0}},
        body=words(
            "صلابة الهاليت [[hard]] وهو [[origin]] المنشأ.",
            "Halite is [[origin]] in origin and has a hardness of [[hard]].",
        ),
        evidence=("salt-2",),
    ),
    right={"hard": ["h25"], "origin": ["sed"]},
    wrong={"hard": ["h7"], "origin": ["vol"]},
)

EXTENDED_TEXT = Sample(
    make_item(
        "extended_text",
        words(
            "هل يكفي دليل الكاتب على أن الملح صنع المدينة؟",
            "Is the author's evidence that salt made the town enough?",
        ),
        (Part("answer", "long"),),
        {"cites": {"c1": 1.0}, "weighs": {"w1": 0.5, "w2": 1.0}},
        rubric=(
            Part(
                "cites",
                "one",
                words("يستشهد بالنص", "Cites the text"),
                (option("c0", "لا", "No"), option("c1", "نعم", "Yes")),
            ),
            Part(
                "weighs",
                "one",
                words("يزن الدليل", "Weighs the evidence"),
                (
                    option("w0", "لا يزن", "Does not"),
                    option("w1", "جزئياً", "In part"),
                    option("w2", "تماماً", "Fully"),
                ),
            ),
        ),
        evidence=("salt-5",),
    ),
    right={"answer": "يستشهد الكاتب بطريق واحد."},
    wrong={"answer": "لا أدري"},
    right_ratings={"cites": ["c1"], "weighs": ["w2"]},
    wrong_ratings={"cites": ["c0"], "weighs": ["w0"]},
)
