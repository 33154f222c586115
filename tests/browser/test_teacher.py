"""What a teacher does, together with a student, in both languages."""

import re

from playwright.sync_api import expect

from accounts.models import Classroom, Role
from tests.browser.answering import answer, asked, follow, press
from tests.browser.conftest import PHONE, in_both_languages
from tests.factories import enroll, make_classroom, make_user
from tests.quiz.essays import give_essay, write


@in_both_languages
def test_a_teacher_opens_a_class_and_sees_what_a_student_did(
    new_page, course, language
):
    teacher = make_user(role=Role.TEACHER, display_name="يوسف")
    board = new_page(teacher, language=language)
    board.goto(f"/{language}/classes/")
    board.locator("[name=name]").fill("الصف العاشر ب")
    follow(board, "aside button.btn")
    expect(board.locator("h1")).to_have_text("الصف العاشر ب")
    follow(board, "main a.btn[href$='/assign/']")
    board.locator("select[name=quiz]").select_option(
        label={"ar": "تدريب: ما الذي أُعلن؟", "en": "Practice: What was announced?"}[
            language
        ]
    )
    follow(board, "main form button.btn")
    code = Classroom.objects.get().code

    student = make_user(display_name="مريم")
    phone = new_page(student, size=PHONE, language=language)
    phone.goto(f"/{language}/classes/")
    phone.locator("[name=code]").fill(code.lower())
    follow(phone, "main form button.btn")
    if phone.url.endswith(f"/join/{code}/"):
        follow(phone, "main form button.btn")
    phone.goto(f"/{language}/classes/")
    follow(phone, "main .btn")
    if not re.search(r"/attempts/", phone.url):
        follow(phone, "main .end button.btn")
    for _question in range(10):
        answer(phone, asked(phone))
        press(phone, "send")
        follow(phone, ".end .btn")
    expect(phone.locator(".score")).to_be_visible()

    board.goto(f"/{language}/classes/{Classroom.objects.get().pk}/")
    row = board.locator("table tr", has_text="مريم").first
    expect(row).to_contain_text("100%")


def test_a_student_does_not_see_the_teachers_page(new_page, course):
    teacher = make_user(role=Role.TEACHER)
    board = new_page(teacher, language="en")
    board.goto("/en/classes/")
    board.locator("[name=name]").fill("10 B")
    follow(board, "aside button.btn")
    page = new_page(make_user(), language="en")
    response = page.goto(board.url)
    assert response.status == 404
    expect(page.locator("h1")).to_have_text("There is no such page")


@in_both_languages
def test_a_teacher_marks_what_was_written_by_keyboard_and_the_student_reads_it(
    new_page, db, language
):
    teacher, student = make_user(role=Role.TEACHER), make_user(display_name="مريم")
    assignment = give_essay(make_classroom(teacher, name="10 B"), teacher)
    enroll(assignment.classroom, student)
    response = write(assignment, student)
    write(assignment, display_name="نور")

    desk = new_page(teacher, language=language)
    place = f"/{language}/classes/{assignment.classroom_id}"
    desk.goto(f"{place}/assignments/{assignment.pk}/")
    follow(desk, "a.btn[href$='/marking/']")
    desk.get_by_role("link", name="مريم").focus()
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    desk.locator("[name=r-cites]").first.focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    desk.keyboard.press("Tab")
    desk.keyboard.type("أين الدليل؟")
    desk.keyboard.press("Tab")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    # It leads to the other answer, which is left as it is.
    expect(desk.locator("h1 + p")).to_contain_text("نور")

    phone = new_page(student, size=PHONE, language=language)
    phone.goto(f"/{language}/attempts/{response.attempt_id}/{response.position}/")
    expect(phone.locator("section.explained")).to_contain_text("أين الدليل؟")
    words = {"ar": ["نعم", "لا يزن"], "en": ["Yes", "Does not"]}[language]
    assert phone.locator("main li strong").all_inner_texts() == words
