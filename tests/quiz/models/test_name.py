import pytest
from django.db import IntegrityError, transaction

from quiz.assessment import agreement
from quiz.models import Name
from tests.factories import make_course, make_name

pytestmark = pytest.mark.django_db


def test_a_name_is_spelled_as_it_is_called_and_in_each_other_way():
    name = make_name(
        slug="kublai",
        name_ar="كوبلاي",
        name_en="Kublai",
        variants_ar="قوبلاي\n\n قبلاي خان \n",
        variants_en="",
    )

    assert name.to_spellings() == agreement.Name(
        "kublai",
        {"ar": ("كوبلاي", "قوبلاي", "قبلاي خان"), "en": ("Kublai",)},
    )


def test_a_name_is_found_by_its_natural_key():
    name = make_name()

    assert Name.objects.get_by_natural_key(*name.natural_key()) == name


def test_two_courses_may_know_a_name_by_one_code():
    names = [make_name(slug="salt"), make_name(slug="salt")]

    assert list(Name.objects.all()) == names


@pytest.mark.parametrize("fields", [{"kind": "rumour"}, {"slug": "one"}])
def test_the_database_refuses_what_no_name_may_be(fields):
    course = make_course()
    make_name(course, "one")
    make_name(course, "two")

    with pytest.raises(IntegrityError), transaction.atomic():
        Name.objects.update(**fields)
