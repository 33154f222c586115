"""People and classes in the admin, for administrators alone."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import override

from accounts.models import Role, User
from tests.accounts.conftest import PASSWORD
from tests.factories import enroll, make_classroom, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client, db):
    """Sign an administrator in."""
    boss = make_user("boss", role=Role.ADMINISTRATOR)
    client.force_login(boss)
    return boss


def listed(response):
    """Return the usernames that a list shows."""
    return [person.username for person in response.context["cl"].result_list]


PEOPLE = "admin:accounts_user_changelist"
PAGES = [
    (PEOPLE, False),
    ("admin:accounts_user_add", False),
    ("admin:accounts_user_change", True),
    ("admin:auth_user_password_change", True),
    ("admin:accounts_classroom_changelist", False),
    ("admin:accounts_classroom_add", False),
]


@pytest.mark.parametrize(("page", "has_id"), PAGES)
def test_administrators_see_it(client, boss, page, has_id):
    path = reverse(page, args=[boss.pk] if has_id else [])
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("page", "has_id"), PAGES)
@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.EDITOR])
def test_nobody_else_does(client, page, has_id, role):
    person = make_user(role=role)
    client.force_login(person)
    path = reverse(page, args=[person.pk] if has_id else [])
    assert client.get(path).status_code in {302, 403}


def test_visitors_are_hidden_until_asked_for(client, boss):
    guest = User.objects.create_guest("ar")
    assert listed(client.get(reverse(PEOPLE))) == ["boss"]
    asked = client.get(reverse(PEOPLE), {"kind": "visitors"})
    assert listed(asked) == [guest.username]


def test_people_are_found_by_any_name(client, boss):
    make_user("sami", display_name="سامي", email="s@example.org")
    for words in ("sam", "سامي", "s@example"):
        assert listed(client.get(reverse(PEOPLE), {"q": words})) == ["sami"]


def test_roles_are_filtered(client, boss):
    make_user("teacher", role=Role.TEACHER)
    found = client.get(reverse(PEOPLE), {"role__exact": "teacher"})
    assert listed(found) == ["teacher"]


def test_a_teacher_is_made(client, boss):
    response = client.post(
        reverse("admin:accounts_user_add"),
        {
            "username": "مريم١",
            "display_name": "Maryam",
            "role": "teacher",
            "language": "ar",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    assert response.status_code == 302
    teacher = User.objects.get(username="مريم1")
    assert (teacher.role, teacher.display_name) == ("teacher", "Maryam")
    assert teacher.check_password(PASSWORD)


def test_a_forgotten_password_is_replaced(client, boss, sami):
    path = reverse("admin:auth_user_password_change", args=[sami.pk])
    password = "nine green stairs"
    client.post(path, {"password1": password, "password2": password})
    sami.refresh_from_db()
    assert sami.check_password("nine green stairs")


def test_the_password_page_only_sets_a_password(client, boss, sami):
    path = reverse("admin:auth_user_password_change", args=[sami.pk])
    page = client.get(path)
    assert list(page.context["form"].fields) == ["password1", "password2"]
    assert page.content.count(b'<input type="submit"') == 1
    refused = client.post(path, {"password1": "", "password2": ""})
    assert sorted(refused.context["form"].errors) == ["password1", "password2"]


def test_the_password_page_speaks_one_language(client, boss, sami):
    with override("ar"):
        path = reverse("admin:auth_user_password_change", args=[sami.pk])
    main = client.get(path).content.decode().split('id="content-main"')[1]
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", main.split("</form>")[0])
    assert re.findall("[A-Za-z]{2,}", words) == ["Sami"]


@pytest.mark.parametrize("field", ["role", "username"])
def test_a_visitor_is_given_no_role_and_no_name(client, boss, field):
    guest = User.objects.create_guest("ar")
    path = reverse("admin:accounts_user_change", args=[guest.pk])
    assert field not in client.get(path).context["adminform"].form.fields
    sent = {"language": "en", "role": "teacher", "username": "x", "is_active": "on"}
    assert client.post(path, sent).status_code == 302
    kept = User.objects.get(pk=guest.pk)
    assert (kept.role, kept.username) == (Role.STUDENT, guest.username)
    assert kept.language == "en"


def test_an_address_given_up_opens_nothing(client, boss, sami):
    EmailAddress.objects.create(user=sami, email="sami@example.org", primary=True)
    client.post(
        reverse("admin:accounts_user_change", args=[sami.pk]),
        {
            "username": "sami",
            "email": "New@example.org",
            "language": "en",
            "role": "student",
            "is_active": "on",
        },
    )
    sami.refresh_from_db()
    assert sami.email == "new@example.org"
    assert not EmailAddress.objects.exists()


def test_a_class_shows_its_students(client, boss):
    classroom = make_classroom(make_user("teacher", role=Role.TEACHER))
    enroll(classroom, make_user(display_name="Layla"), make_user(display_name="Omar"))
    path = reverse("admin:accounts_classroom_change", args=[classroom.pk])
    page = client.get(path).content.decode()
    assert "Layla" in page
    assert "Omar" in page
    assert classroom.code in page


def test_only_those_who_may_teach_are_offered_as_teachers(client, boss):
    make_user("student")
    teacher = make_user("teacher", role=Role.TEACHER)
    response = client.get(reverse("admin:accounts_classroom_add"))
    offered = response.context["adminform"].form.fields["teachers"].queryset
    assert sorted(offered.values_list("pk", flat=True)) == sorted([boss.pk, teacher.pk])


def test_a_visitor_is_not_offered_as_a_student(client, boss):
    User.objects.create_guest("ar")
    response = client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "accounts",
            "model_name": "enrollment",
            "field_name": "student",
            "term": "",
        },
    )
    assert [each["id"] for each in response.json()["results"]] == [str(boss.pk)]


@pytest.mark.parametrize("classes", [1, 3])
def test_classes_cost_no_more_questions(
    client, boss, django_assert_num_queries, classes
):
    for _number in range(classes):
        enroll(make_classroom(), make_user())
    with django_assert_num_queries(5):
        client.get(reverse("admin:accounts_classroom_changelist"))


@pytest.mark.parametrize(
    ("state", "names"),
    [(None, ["Now", "Old"]), ("open", ["Now"]), ("archived", ["Old"])],
)
def test_archived_classes_are_told_from_open_ones(client, boss, state, names):
    make_classroom(name="Now")
    make_classroom(name="Old", archived_at=timezone.now())
    asked = {"state": state} if state else {}
    response = client.get(reverse("admin:accounts_classroom_changelist"), asked)
    assert [each.name for each in response.context["cl"].result_list] == names


def test_allauths_own_tables_are_not_listed(client, boss):
    assert b"emailaddress" not in client.get(reverse("admin:index")).content


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Teachers of classes: 1"), ("ar", "معلّمو الصفوف: 1")]
)
def test_the_deletion_of_a_class_counts_what_goes_in_words(
    client, boss, language, name
):
    classroom = make_classroom(make_user("teacher", role=Role.TEACHER))
    with translation.override(language):
        path = reverse("admin:accounts_classroom_delete", args=[classroom.pk])
    page = client.get(path).content.decode()
    assert name in page
    assert "Classroom-user" not in page
