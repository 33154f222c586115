"""Making accounts from a list, and the cards that come of it."""

from io import BytesIO

import pytest
from django.contrib.auth import authenticate
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook

from accounts.models import User
from accounts.roster import make_accounts
from quiz.actions.classroom import archive_classroom
from tests.factories import enroll, make_classroom, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, teacher):
    client.force_login(teacher)
    return client


def address(name, *args, language="en"):
    with override(language):
        return reverse(f"quiz:{name}", args=args)


@pytest.fixture
def send(signed_in, classroom):
    def send(rows="", language="en", **files):
        url = address("add_students", classroom.pk, language=language)
        return signed_in.post(url, {"rows": rows, **files})

    return send


def made():
    users = User.objects.exclude(made_by=None).order_by("pk")
    return [(each.display_name, each.username) for each in users]


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("list.xlsx", file.getvalue())


class TestList:
    def test_a_pasted_list_makes_accounts_and_shows_their_cards(self, send, classroom):
        page = send("ليلى حدّاد\n\nOmar, omar\n")
        code = classroom.code.lower()
        assert page.status_code == 200
        assert made() == [("ليلى حدّاد", f"{code}-1"), ("Omar", "omar")]
        assert page.text.count('class="secret"') == 2
        assert "no-store" in page["Cache-Control"]

    def test_a_card_opens_the_account(self, send):
        page = send("Omar, omar")
        secret = page.text.partition('class="secret" lang="en" dir="ltr">')[2]
        password = secret.partition("<")[0]
        assert authenticate(None, username="omar", password=password)

    @pytest.mark.parametrize("mark", [",", ";", "\t", "،"])
    def test_any_usual_mark_parts_name_and_username(self, send, mark):
        send(f"Omar{mark}omar")
        assert made() == [("Omar", "omar")]

    @pytest.mark.parametrize(
        "file",
        [
            SimpleUploadedFile("a.csv", "الاسم,x\r\nليلى حدّاد,layla\r\n".encode()),
            SimpleUploadedFile(
                "a.csv", "\N{ZERO WIDTH NO-BREAK SPACE}ليلى حدّاد;layla".encode()
            ),
            SimpleUploadedFile("a.csv", "ليلى حدّاد;layla".encode("cp1256")),
        ],
        ids=["heading", "mark of Excel", "Windows-1256"],
    )
    def test_a_text_file_is_read_as_it_comes(self, send, file):
        file.seek(0)
        assert send(file=file).status_code == 200
        assert made() == [("ليلى حدّاد", "layla")]

    def test_a_workbook_is_read(self, send):
        assert (
            send(
                file=workbook(["Name", "Username"], ["ليلى", None], [12, "twelve"])
            ).status_code
            == 200
        )
        assert [name for name, _username in made()] == ["ليلى", "12"]

    def test_rows_that_cannot_be_taken_are_listed_and_nothing_is_made(
        self, send, classroom
    ):
        make_user("taken")
        enroll(classroom, make_user(display_name="ليلى"))
        page = send("سارة\nليلى\n,nobody\nOmar,taken\nOmar,o m\nسارة\nA,one\nB,ONE")
        assert page.status_code == 422
        assert made() == []
        rows = page.text.partition("<tbody>")[2].partition("</tbody>")[0]
        assert [
            f'<th scope="row"><bdi dir="ltr">{number}</bdi></th>' in rows
            for number in range(1, 9)
        ] == [False, True, True, True, True, True, False, True]
        # What was sent is still there.
        assert "Omar,taken" in page.text

    @pytest.mark.parametrize(
        ("language", "words"),
        [("ar", "لم يُنشأ أي حساب"), ("en", "No account was made")],
    )
    def test_it_says_so_in_the_language_of_the_page(self, send, language, words):
        assert words in send(",x", language).text

    def test_the_same_list_twice_makes_no_second_accounts(self, send):
        send("ليلى\nعمر")
        assert send("ليلى\nعمر").status_code == 422
        assert len(made()) == 2

    @pytest.mark.parametrize(
        "sent",
        [
            {"rows": ""},
            {"rows": "\n".join(f"Student {n}" for n in range(201))},
            {"file": SimpleUploadedFile("a.csv", b"\x89PNG\r\n\x1a\n\0\0")},
            {"file": SimpleUploadedFile("a.xlsx", b"PK not a workbook")},
            {"file": SimpleUploadedFile("a.csv", b"x" * 1_000_001)},
            {"file": SimpleUploadedFile("a.csv", b"")},
        ],
        ids=["nothing", "too many", "no text", "no workbook", "too large", "empty"],
    )
    def test_what_is_no_list_is_refused(self, send, sent):
        if "file" in sent:
            sent["file"].seek(0)
        assert send(**sent).status_code == 422
        assert made() == []

    def test_a_workbook_that_swells_is_refused(self, send, monkeypatch):
        monkeypatch.setattr("quiz.forms.roster.LARGEST_CONTENT", 100)
        assert send(file=workbook(["ليلى"])).status_code == 422

    def test_what_was_changed_meanwhile_is_told(self, send, monkeypatch, classroom):
        def archived_first(*args):
            archive_classroom(classroom)
            return make_accounts(*args)

        monkeypatch.setattr("quiz.views.roster.make_accounts", archived_first)
        page = send("ليلى")
        assert page.status_code == 422
        assert "changed meanwhile" in page.text

    def test_a_class_that_is_archived_takes_no_list(self, send, classroom):
        archive_classroom(classroom)
        assert send("ليلى").status_code == 404


class TestNewCard:
    @pytest.fixture
    def student(self, classroom, teacher):
        (card,) = make_accounts(classroom, teacher, [("ليلى", "layla")], "ar")
        return card.user

    def test_it_asks_first_and_then_shows_the_card(self, signed_in, classroom, student):
        url = address("new_card", classroom.pk, student.pk)
        assert signed_in.get(url).status_code == 200
        before = User.objects.get(pk=student.pk).password
        page = signed_in.post(url)
        assert page.text.count('class="secret"') == 1
        assert "no-store" in page["Cache-Control"]
        assert User.objects.get(pk=student.pk).password != before

    def test_the_page_of_the_student_leads_there(self, signed_in, classroom, student):
        page = signed_in.get(address("student", classroom.pk, student.pk)).text
        assert address("new_card", classroom.pk, student.pk) in page

    def test_an_account_that_has_an_address_is_the_students_alone(
        self, signed_in, classroom, student
    ):
        User.objects.filter(pk=student.pk).update(email="layla@example.org")
        url = address("new_card", classroom.pk, student.pk)
        assert signed_in.post(url).status_code == 404

    def test_an_account_that_a_student_made_is_theirs(self, signed_in, classroom):
        student = make_user()
        enroll(classroom, student)
        url = address("new_card", classroom.pk, student.pk)
        assert signed_in.post(url).status_code == 404

    def test_a_teacher_whose_class_the_student_joined_cannot_take_it_over(
        self, client, student
    ):
        other = make_user(role="teacher")
        elsewhere = make_classroom(other)
        enroll(elsewhere, student)
        client.force_login(other)
        url = address("new_card", elsewhere.pk, student.pk)
        assert client.post(url).status_code == 404
        page = client.get(address("student", elsewhere.pk, student.pk)).text
        assert url not in page

    def test_another_teacher_of_the_class_may(self, client, classroom, student):
        other = make_user(role="teacher")
        classroom.teachers.add(other)
        client.force_login(other)
        url = address("new_card", classroom.pk, student.pk)
        assert client.post(url).status_code == 200
