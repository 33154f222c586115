import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.actions.attempt import start_attempt
from quiz.actions.response import save_response
from quiz.models.receipt import DIGITS, Receipt, read_receipt, receipt
from tests.factories import make_question, make_quiz, make_user

keys = st.integers(1, 2**60 - 1)
versions = st.integers(1, 2**31 - 1)


@given(keys, versions)
def test_a_receipt_of_an_answer_says_which_and_which_version(pk, version):
    assert read_receipt(receipt("response", pk, version)) == Receipt(
        "response", pk, version
    )


@given(keys)
def test_a_receipt_of_a_submission_says_which(pk):
    assert read_receipt(receipt("attempt", pk)) == Receipt("attempt", pk, 0)


codes = st.builds(receipt, st.just("response"), keys, versions) | st.builds(
    receipt, st.just("attempt"), keys
)


@given(codes, st.data())
def test_a_receipt_with_another_sign_is_not_genuine(code, data):
    places = [place for place, sign in enumerate(code) if sign != "-"]
    place = data.draw(st.sampled_from(places))
    sign = data.draw(st.sampled_from(DIGITS.replace(code[place], "")))

    assert read_receipt(f"{code[:place]}{sign}{code[place + 1 :]}") is None


@given(codes, st.data())
def test_nor_is_one_with_a_sign_too_few_or_too_many(code, data):
    place = data.draw(st.integers(0, len(code) - 1))
    shorter = code[:place] + code[place + 1 :]
    longer = f"{code[:-6]}{data.draw(st.sampled_from(DIGITS))}{code[-6:]}"

    assert read_receipt(longer) is None
    if shorter.lstrip("0-") != code.lstrip("0-"):
        assert read_receipt(shorter) is None


@given(keys, versions)
def test_a_receipt_of_one_kind_is_none_of_the_other(pk, version):
    *numbers, _signature = receipt("response", pk, version).split("-")
    attempt = receipt("attempt", pk)

    assert numbers[0] == attempt.split("-")[0]
    assert read_receipt(f"{numbers[0]}-{numbers[1]}-{attempt[-6:]}") is None


@given(codes)
def test_a_receipt_is_read_as_people_write_it(code):
    expected = read_receipt(code)
    ways = [
        code.lower(),
        code.replace("0", "O"),
        code.replace("0", "o").replace("1", "l"),
        code.replace("1", "I"),
        code.replace("V", "u"),
        code.replace("-", " "),
        f"  {code.replace('-', ' – ')}.\n",
    ]

    assert [read_receipt(each) for each in ways] == [expected] * len(ways)


@given(codes)
def test_a_receipt_has_no_sign_that_is_taken_for_another(code):
    assert set(code) <= set(DIGITS) | {"-"}
    assert not set(DIGITS) & set("ILOU")


@given(st.text())
def test_nothing_else_is_genuine_or_an_error(text):
    assert read_receipt(text) is None


@pytest.mark.parametrize(
    "code",
    ["", "-", "7", "7-", "-------", "1-2-3-4", "0-0-000000", "Z" * 13 + "-000000"],
)
def test_what_has_not_the_form_of_a_receipt_is_not_genuine(code):
    assert read_receipt(code) is None


def test_receipts_stay_genuine_when_the_secret_is_changed(settings):
    code, earlier = receipt("response", 7, 3), settings.SECRET_KEY
    settings.SECRET_KEY = "another secret, of which nobody knows anything"
    refused = read_receipt(code)
    settings.SECRET_KEY_FALLBACKS = ["one between", earlier]

    assert refused is None
    assert read_receipt(code) == Receipt("response", 7, 3)
    assert receipt("response", 7, 3) != code


@pytest.mark.django_db
def test_an_answer_has_a_receipt_for_each_version_and_none_before():
    quiz = make_quiz(questions=[make_question()])
    attempt = start_attempt(make_user(), quiz, "en")
    response = attempt.responses.get()
    before = response.receipt
    codes = []
    for choice in ("vapour", "lava"):
        save_response(response, {"answer": [choice]}, "en")
        codes.append(response.receipt)

    assert before == ""
    assert [read_receipt(each) for each in codes] == [
        Receipt("response", response.pk, version) for version in (1, 2)
    ]
    assert read_receipt(attempt.receipt) == Receipt("attempt", attempt.pk, 0)
