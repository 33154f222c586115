"""One question of each kind in which options are picked or an answer is typed."""

from quiz.assessment.item import Part
from tests.quiz.assessment.builders import Sample, make_item, option, quoted, words

CHOICE = Sample(
    make_item(
        "choice",
        words(
            "بحسب الدرس، كيف يتكوّن الهاليت؟",
            "According to the lesson, how does halite form?",
        ),
        (Part("answer", "one"),),
        {"answer": {"vapour": 1.0}},
        options=(
            option("lava", "بتبرّد الحمم", "By the cooling of lava"),
            option("press", "بضغط الغابات المدفونة", "By the pressing of forests"),
            option("vapour", "بتبخّر مياه البحر", "By the evaporation of sea water"),
        ),
        options_shuffled=True,
        feedback={
            "lava": words("هذا هو البازلت.", "That is basalt."),
            "press": words("هذا هو الفحم.", "That is coal."),
        },
    ),
    right={"answer": ["vapour"]},
    wrong={"answer": ["lava"]},
)

MULTIPLE_RESPONSE = Sample(
    make_item(
        "multiple_response",
        words(
            "ما الذي يذكره الدرس عن الهاليت؟", "What does the lesson say about halite?"
        ),
        (Part("answer", "many"),),
        {"answer": {"soft": 1.0, "dense": 1.0}},
        options=(
            option("dense", "كثافته نحو 2.17", "Its density is about 2.17"),
            option("metal", "هو فلز", "It is a metal"),
            option("soft", "صلابته 2.5", "Its hardness is 2.5"),
            option("volcano", "منشؤه بركاني", "It comes from volcanoes"),
        ),
        options_shuffled=True,
        evidence=("salt-1", "salt-2"),
    ),
    right={"answer": ["dense", "soft"]},
    wrong={"answer": ["metal", "volcano"]},
)

TRUE_FALSE = Sample(
    make_item(
        "true_false",
        words("الهاليت صخر بركاني.", "Halite is a volcanic rock."),
        (
            Part(
                "verdict",
                "one",
                words("أصحيحة العبارة أم خاطئة؟", "Is the statement true or false?"),
                (option("true", "صحيحة", "True"), option("false", "خاطئة", "False")),
            ),
            Part(
                "reason",
                "one",
                words("ما السبب؟", "Why?"),
                (
                    option("cool", "لأنه يتكوّن بالتبرّد", "It forms by cooling"),
                    option("evap", "لأنه يتكوّن بالتبخّر", "It forms by evaporation"),
                    option("weight", "لأنه أثقل من الماء", "It is heavier than water"),
                ),
                is_shuffled=True,
            ),
        ),
        {"verdict": {"false": 1.0}, "reason": {"evap": 1.0}},
    ),
    right={"verdict": ["false"], "reason": ["evap"]},
    wrong={"verdict": ["true"], "reason": ["cool"]},
)

TWO_PART = Sample(
    make_item(
        "two_part",
        words(
            "اقرأ الدرس، ثم أجب عن الجزأين.", "Read the lesson, then answer both parts."
        ),
        (
            Part(
                "claim",
                "one",
                words("كيف يتكوّن الهاليت؟", "How does halite form?"),
                (
                    option("lava", "بالتبرّد", "By cooling"),
                    option("vapour", "بالتبخّر", "By evaporation"),
                ),
                is_shuffled=True,
            ),
            Part(
                "evidence",
                "one",
                words("أيّ مقطع يثبت ذلك؟", "Which passage proves it?"),
                quoted(1, 2, 3),
            ),
        ),
        {"claim": {"vapour": 1.0}, "evidence": {"p1": 1.0}},
        rests_on={"p1": "salt-1", "p2": "salt-2", "p3": "salt-3"},
    ),
    right={"claim": ["vapour"], "evidence": ["p1"]},
    wrong={"claim": ["lava"], "evidence": ["p2"]},
)

HOTTEXT = Sample(
    make_item(
        "hottext",
        words(
            "اختر المقاطع التي تنقل قولاً أو توقّعاً.",
            "Choose the passages that report a claim or a forecast.",
        ),
        (Part("answer", "many"),),
        {"answer": {"p3": 1.0, "p4": 1.0}},
        options=quoted(1, 2, 3, 4, 5),
        evidence=("salt-3", "salt-4"),
        rests_on={f"p{number}": f"salt-{number}" for number in range(1, 6)},
    ),
    right={"answer": ["p3", "p4"]},
    wrong={"answer": ["p1"]},
)

NUMERIC = Sample(
    make_item(
        "numeric",
        words("ما كثافة الهاليت؟", "What is the density of halite?"),
        (Part("answer", "number", words("غ/سم³", "g/cm³")),),
        {"answer": {"d217": 1.0}},
        key={
            "accepted": {"d217": words("2.17", "2.17"), "d25": words("2.5", "2.5")},
            "tolerance": "0.02",
            "near": 0.5,
        },
        evidence=("salt-2",),
        feedback={
            "d25": words(
                "هذه صلابته لا كثافته.", "That is its hardness, not its density."
            )
        },
    ),
    right={"answer": "٢٫١٨"},
    wrong={"answer": "2.5"},
)

TEXT_ENTRY = Sample(
    make_item(
        "text_entry",
        words(
            "ما الاسم العلمي لملح الطعام؟", "What is the scientific name of table salt?"
        ),
        (Part("answer", "text"),),
        {"answer": {"halite": 1.0, "the-halite": 1.0, "rock": 0.5}},
        key={
            "accepted": {
                "halite": words("هاليت", "halite"),
                "the-halite": {"ar": "الهاليت"},
                "rock": words("الملح الصخري", "rock salt"),
                "sylvite": words("سيلفيت", "sylvite"),
            },
            "near": 0.5,
        },
        feedback={"sylvite": words("السيلفيت ملح البوتاسيوم.", "A salt of potassium.")},
    ),
    right={"answer": "الهاليت"},
    wrong={"answer": "sylvite"},
)
