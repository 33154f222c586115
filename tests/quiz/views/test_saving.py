"""What pages tell the scripts that save answers."""

import re

import pytest
from django.urls import reverse

from accounts.models import User
from quiz.models import Certainty
from tests.factories import make_published_lesson, make_question, make_quiz
from tests.quiz.views.taking import address, begin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PERSON = re.compile(r'data-person="(.*?)"')
LEFT = re.compile(r'data-left="(.*?)"')


def test_a_page_names_whose_answers_the_device_keeps(client, learner):
    pages = [client.get(reverse(f"quiz:{name}")).text for name in ("home", "about")]

    assert [PERSON.findall(page) for page in pages] == [[str(learner.pk)]] * 2


def test_a_page_of_nobody_keeps_nothing(client):
    page = client.get(reverse("quiz:about")).text

    assert PERSON.findall(page) == []
    assert "outbox" not in page


def test_a_visitor_who_answers_has_a_device_too(client):
    lesson = make_published_lesson()
    quiz = make_quiz(lesson.course, [make_question(lesson)])
    client.post(reverse("quiz:start", args=[quiz.uid]))
    page = client.get(reverse("quiz:about")).text

    assert PERSON.findall(page) == [str(User.objects.get(is_guest=True).pk)]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("page", ["respond", "check"])
def test_the_time_that_is_left_is_a_number_in_both_languages(
    client, learner, language, page
):
    attempt = begin(learner, preset="test", time_limit=60)
    text = client.get(address(attempt, page).replace("/en/", f"/{language}/")).text
    (left,) = LEFT.findall(text)

    assert 3590 < float(left) <= 3600
    assert text.count("js/clock.") == 1


@pytest.mark.parametrize("page", ["respond", "check"])
def test_without_a_limit_there_is_no_clock(client, learner, page):
    text = client.get(address(begin(learner), page)).text

    assert LEFT.findall(text) == []
    assert "js/clock." not in text


@pytest.mark.parametrize("asks", [True, False])
def test_how_certain_one_is_is_asked_where_the_quiz_asks_it(client, learner, asks):
    attempt = begin(learner, asks_certainty=asks)
    attempt.responses.update(certainty=Certainty.FAIRLY)
    text = client.get(address(attempt)).text
    controls = re.findall(r'name="certainty" value="(\d)"( checked)?', text)

    assert controls == ([("1", ""), ("2", " checked"), ("3", "")] if asks else [])
