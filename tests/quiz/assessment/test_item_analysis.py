"""The statistics beside numbers that others published."""

import csv
import json
from collections import Counter, defaultdict
from fractions import Fraction
from statistics import correlation, covariance, median, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.assessment.item_analysis import Marks, analyse

UNIT = 10_000_000  # the data of Moodle's tests have seven places


def in_units(number):
    return round(Fraction(number) * UNIT)


def in_thousandths(number):
    return None if number is None else 1000 * number


def nan(number):
    """Write what cannot be said in a form that can be compared."""
    return float("nan") if number is None else number


def rows_of(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def analysed(table, highest, *, drawn=(), totals=None, unit=1):
    """Analyse rows of marks by question; a total is their sum unless it is given."""
    totals = totals or [sum(row.values()) for row in table]
    joint = defaultdict(Counter)
    for row, total in zip(table, totals, strict=True):
        for name, mark in row.items():
            joint[name][mark, total] += 1
    return analyse(
        {
            name: Marks(cells, highest[name], is_drawn=name in drawn)
            for name, cells in joint.items()
        },
        Counter(totals),
        unit=unit,
    )


@pytest.fixture
def moodle(corpora):
    return corpora / "moodle-stats"


@pytest.fixture
def quiz_set_00(moodle):
    """Moodle's quiz of 7 questions and 25 attempts."""
    table = [
        {n: in_units(row[f"slots.{n}.mark"]) for n in range(1, 8)}
        for row in rows_of(moodle / "results00.csv")
    ]
    return analysed(table, dict.fromkeys(range(1, 8), UNIT), unit=UNIT)


def test_a_quiz_has_the_numbers_of_moodle(moodle, quiz_set_00):
    wanted = json.loads((moodle / "expected.json").read_text())["quiz_set_00"]
    found = quiz_set_00.quiz
    assert {
        "allattemptscount": found.count,
        "allattemptsavg": found.mean,
        "median": found.median,
        "standarddeviation": found.deviation,
        "skewness": found.skewness,
        "kurtosis": found.kurtosis,
        "cic": found.consistency,
        "errorratio": found.error_ratio,
        "standarderror": found.standard_error,
    } == pytest.approx(
        {name: wanted[name] for name in wanted if not name.startswith("first")},
        rel=1e-7,
    )


def test_questions_have_the_numbers_of_moodle(moodle, quiz_set_00):
    for row in rows_of(moodle / "qstats00.csv"):
        if row["subqname"] or row["variant"]:
            continue
        found = quiz_set_00.items[int(row["slot"])]
        assert {
            "s": found.count,
            "facility": found.facility / 100,
            "sd": found.deviation,
            "effectiveweight": found.effective_weight,
            "covariance": found.covariance,
            "discriminationindex": found.discrimination,
            "covariancemax": found.greatest_covariance,
            "discriminativeefficiency": found.efficiency,
            "maxmark": 1,
        } == pytest.approx(
            {
                name: float(value)
                for name, value in row.items()
                if name
                not in {
                    "slot",
                    "subqname",
                    "variant",
                    "markvariance",
                    "othermarkvariance",
                }
            },
            rel=2e-6,
        )


def test_a_drawn_question_is_measured_against_the_whole_total(moodle):
    steps = rows_of(moodle / "steps00.csv")
    drew = {row["quizattempt"] for row in steps if row["randqs.1"] == "numerical"}
    rows = rows_of(moodle / "results00.csv")
    rows = [row for row in rows if row["quizattempt"] in drew]
    found = analysed(
        [{"numerical": in_units(row["slots.1.mark"])} for row in rows],
        {"numerical": UNIT},
        drawn={"numerical"},
        totals=[in_units(row["summarks"]) for row in rows],
        unit=UNIT,
    ).items["numerical"]
    assert (
        found.count,
        found.facility,
        found.deviation,
        found.discrimination,
        found.efficiency,
    ) == pytest.approx((12, 58.3333333, 0.514928651, 35.803933, 39.39393939))


def test_twenty_questions_have_the_numbers_of_moodle(moodle):
    wanted = json.loads((moodle / "expected.json").read_text())["twenty_questions"]
    questions = rows_of(moodle / "mdl_question.csv")
    states = rows_of(moodle / "mdl_question_states.csv")
    attempts = [states[at : at + 20] for at in range(0, len(states), 20)]
    found = analysed(
        [
            {int(row["slot"]): in_units(row["mark"]) for row in rows}
            for rows in attempts
        ],
        {int(row["slot"]): in_units(row["maxmark"]) for row in questions},
        totals=[in_units(rows[0]["sumgrades"]) for rows in attempts],
        unit=UNIT,
    ).items
    told = {
        "facility": [found[place].facility for place in range(1, 21)],
        "sd": [in_thousandths(found[place].deviation) for place in range(1, 21)],
        "effectiveweight": [found[place].effective_weight for place in range(1, 21)],
        "discriminationindex": [found[place].discrimination for place in range(1, 21)],
        "discriminativeefficiency": [found[place].efficiency for place in range(1, 21)],
    }
    for name, numbers in told.items():
        assert list(map(nan, numbers)) == pytest.approx(
            list(map(nan, wanted[name])), nan_ok=True, rel=1e-8
        ), name


def test_the_law_school_test_has_the_numbers_of_the_literature(corpora):
    table = [
        {name: int(mark) for name, mark in row.items()}
        for row in rows_of(corpora / "irt" / "ltm_LSAT.csv")
    ]
    found = analysed(table, dict.fromkeys(table[0], 1))
    assert [each.facility for each in found.items.values()] == pytest.approx(
        [92.4, 70.9, 55.3, 76.3, 87.0]
    )
    assert [each.discrimination / 100 for each in found.items.values()] == (
        pytest.approx([0.1128327, 0.1531781, 0.1727789, 0.1444281, 0.1215964], abs=5e-8)
    )
    assert found.quiz.consistency / 100 == pytest.approx(0.2949972, abs=5e-8)


tables = st.lists(
    st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=4, max_size=12
)


@given(tables)
def test_the_numbers_are_those_of_plain_definitions(rows):
    table = [dict(enumerate(row)) for row in rows]
    totals = [sum(row) for row in rows]
    found = analysed(table, dict.fromkeys(range(3), 4))
    assert found.quiz.median == median(totals)
    assert found.quiz.deviation == pytest.approx(stdev(totals))
    for place, item in found.items.items():
        marks = [row[place] for row in rows]
        rests = [total - mark for mark, total in zip(marks, totals, strict=True)]
        assert item.covariance == pytest.approx(covariance(marks, rests), abs=1e-9)
        assert item.greatest_covariance == pytest.approx(
            covariance(sorted(marks), sorted(rests)), abs=1e-9
        )
        if len(set(marks)) > 1 and len(set(rests)) > 1:
            assert item.discrimination == pytest.approx(
                100 * correlation(marks, rests), abs=1e-6
            )
        else:
            assert item.discrimination is None


@given(tables, st.randoms())
def test_the_order_of_attempts_says_nothing(rows, random):
    table = [dict(enumerate(row)) for row in rows]
    highest = dict.fromkeys(range(3), 4)
    before = analysed(table, highest)
    random.shuffle(table)
    assert analysed(table, highest) == before


def test_nothing_is_said_of_a_quiz_that_nobody_took():
    found = analyse({"a": Marks({}, 4)}, {})
    assert found.quiz.count == 0
    assert found.quiz.mean is None
    assert found.items["a"].facility is None


def test_one_attempt_has_a_mean_and_no_spread():
    found = analysed([{"a": 1, "b": 0}], {"a": 1, "b": 1})
    assert (found.quiz.mean, found.quiz.deviation) == (1, None)
    assert found.items["a"].facility == 100
    assert found.items["a"].deviation is None
    assert found.items["a"].discrimination is None


def test_a_question_that_the_strong_miss_has_no_weight():
    table = [{"a": 0, "b": 3}, {"a": 1, "b": 0}, {"a": 0, "b": 2}]
    found = analysed(table, {"a": 1, "b": 3}).items
    assert found["a"].discrimination < 0
    assert found["a"].effective_weight is None
    assert found["b"].effective_weight == 100


def test_consistency_is_not_told_where_attempts_were_asked_other_questions():
    table = [{"a": 0, "b": 3}, {"a": 1, "c": 0}, {"a": 0, "b": 2}]
    assert analysed(table, {"a": 1, "b": 3, "c": 3}).quiz.consistency is None
