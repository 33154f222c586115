"""What holds for every page: it can be used by all, is light, and fits."""

import re
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from accounts.models import Role
from quiz.actions.assignment import assign_quiz
from quiz.actions.attempt import send_response, start_attempt, submit_attempt
from quiz.models import Quiz
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import enroll, make_classroom, make_user

FIRST_VISIT_BYTES = 60_000
FIRST_VISIT_SCRIPT_BYTES = 15_000
FIRST_VISIT_REQUESTS = 6

# axe fetches style sheets anew, from addresses that are not theirs, if it is let.
AXE = {"preload": False, "resultTypes": ["violations"]}

# How pages look does not rest on the database.
pytestmark = pytest.mark.once

VISITOR_PAGES = (
    "/",
    "/about/",
    "/courses/{course}/",
    "/courses/{course}/announcement/",
    "/courses/{course}/relations/",
    "/courses/{course}/strategic-weight/",
    "/quizzes/announcement-practice/",
    "/people/login/",
    "/people/signup/",
    "/people/password/reset/",
    "/nothing/here/",
)
STUDENT_PAGES = (
    "/",
    "/courses/{course}/",
    "/quizzes/course-exam/",
    *(f"/attempts/{{practice}}/{position}/" for position in range(1, 11)),
    "/attempts/{practice}/check/",
    "/attempts/{finished}/result/",
    *(f"/attempts/{{finished}}/{position}/" for position in range(1, 11)),
    "/progress/",
    "/classes/",
    "/people/me/",
    "/people/password/change/",
    "/people/classes/join/",
)
TEACHER_PAGES = (
    "/classes/",
    "/classes/{classroom}/",
    "/classes/{classroom}/code/",
    "/classes/{classroom}/rename/",
    "/classes/{classroom}/new-code/",
    "/classes/{classroom}/assign/",
    "/classes/{classroom}/assignments/{assignment}/change/",
    "/classes/{classroom}/assignments/{assignment}/withdraw/",
    "/classes/{classroom}/students/{student}/",
    "/classes/{classroom}/students/{student}/remove/",
    "/classes/{empty}/",
    "/classes/{archived}/",
    "/people/classes/join/{code}/",
    "/people/me/",
)


@dataclass(frozen=True)
class World:
    """People in the middle of things, and where their pages are."""

    student: object
    teacher: object
    places: dict


@pytest.fixture
def world(course):
    """Make a class with a quiz, and a student with one attempt open, one finished."""
    teacher = make_user(role=Role.TEACHER, display_name="Ms Layla")
    student = make_user(display_name="Maryam")
    classroom = make_classroom(teacher, name="10 B")
    enroll(classroom, student)
    quiz = Quiz.objects.get(uid="announcement-practice")
    finished = start_attempt(student, quiz, "ar")
    for response in finished.responses.select_related("revision"):
        send_response(response, {}, "ar")
    submit_attempt(finished)
    practice = start_attempt(student, quiz, "en")
    assignment = assign_quiz(classroom, quiz, teacher)
    assign_quiz(classroom, Quiz.objects.get(uid="relations-practice"), teacher)
    # Two of one name, of whom one has begun nothing.
    enroll(classroom, make_user(display_name="Maryam"))
    archived = make_classroom(teacher, archived_at=timezone.now())
    enroll(archived, student)
    places = {
        "course": course.slug,
        "practice": practice.pk,
        "finished": finished.pk,
        "classroom": classroom.pk,
        "assignment": assignment.pk,
        "student": student.pk,
        "empty": make_classroom(teacher).pk,
        "archived": archived.pk,
        "code": make_classroom(make_user(role=Role.TEACHER)).code,
    }
    return World(student, teacher, places)


ROLES = {
    "visitor": (lambda _world: None, VISITOR_PAGES),
    "student": (lambda world: world.student, STUDENT_PAGES),
    "teacher": (lambda world: world.teacher, TEACHER_PAGES),
}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_can_be_used_by_all_and_fits(new_page, world, role, language):
    person_of, paths = ROLES[role]
    page = new_page(person_of(world), language=language)
    found = {}
    for path in paths:
        page.goto(f"/{language}{path.format(**world.places)}")
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            if problems := problems_of(page, language):
                found[path, size["width"]] = problems
    assert found == {}


# Forms, with something in a field that is refused.
REFUSED = {
    "/classes/": ("name", ""),
    "/classes/{classroom}/rename/": ("name", ""),
    "/classes/{classroom}/assign/": ("due_at", "2020-01-01T10:00"),
    "/classes/{classroom}/assignments/{assignment}/change/": (
        "due_at",
        "2020-01-01T10:00",
    ),
    "/people/me/": ("email", "nobody"),
    "/people/classes/join/": ("code", "none"),
}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_form_that_is_refused_can_be_used_by_all(new_page, world, language):
    page = new_page(world.teacher, language=language)
    found = {}
    for path, (name, value) in REFUSED.items():
        page.goto(f"/{language}{path.format(**world.places)}")
        form = page.locator("main form").filter(has=page.locator(f"[name={name}]"))
        form.first.locator(f"[name={name}]").fill(value)
        with page.expect_navigation():
            form.first.locator("button.btn").first.click()
        assert page.locator("main [role=alert]").count() == 1, path
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            if problems := problems_of(page, language):
                found[path, size["width"]] = problems
    assert found == {}


def problems_of(page, language):
    """List what keeps somebody from using a page as it stands."""
    problems = [
        (each["id"], node["html"][:120])
        for each in Axe().run(page, options=AXE).response["violations"]
        for node in each["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        problems.append("wider than the screen")
    root = page.locator("html")
    direction = "rtl" if language == "ar" else "ltr"
    if root.get_attribute("lang") != language or root.get_attribute("dir") != direction:
        problems.append("another language or direction")
    if page.locator("h1").count() != 1:
        problems.append("not one h1")
    return problems


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_contrast_holds_in_both_schemes(new_page, world, scheme):
    page = new_page(world.student, language="ar", color_scheme=scheme)
    paths = ("/courses/{course}/strategic-weight/", "/attempts/{finished}/1/")
    for path in paths:
        page.goto(f"/ar{path.format(**world.places)}")
        rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
        assert Axe().run(page, options=rules).response["violations"] == []


@pytest.mark.parametrize("role", ["visitor", "student"])
def test_the_first_visit_of_every_page_is_light(new_page, world, role):
    person_of, paths = ROLES[role]
    heavy = {}
    for path in paths:
        # Of the ten questions before and after, the first and the heaviest.
        if re.search(r"/[2-9]/$", path):
            continue
        # Arabic takes more bytes than English.
        page = new_page(person_of(world), size=PHONE, language="ar")
        requests, script, total = weigh(page, f"/ar{path}", world.places)
        if (
            requests > FIRST_VISIT_REQUESTS
            or script > FIRST_VISIT_SCRIPT_BYTES
            or total > FIRST_VISIT_BYTES
        ):
            heavy[path] = (requests, script, total)
        page.context.close()
    assert heavy == {}


def weigh(page, path, places):
    """Return the requests, the bytes of script and all bytes on the wire of a visit."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, sizes = {}, {}
    session.on(
        "Network.responseReceived",
        lambda event: kinds.update({event["requestId"]: event["type"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(path.format(**places), wait_until="networkidle")
    script = sum(
        size for request, size in sizes.items() if kinds.get(request) == "Script"
    )
    return len(kinds), script, sum(sizes.values())
