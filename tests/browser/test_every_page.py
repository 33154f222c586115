"""What holds for every page: it can be used by all, is light, and fits."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from django.utils import timezone

from accounts import urls as accounts_urls
from accounts.models import Role
from accounts.roster import make_accounts
from quiz import urls as quiz_urls
from quiz.actions.assignment import assign_quiz
from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.extension import extend
from quiz.actions.marking import mark_response
from quiz.actions.regrade import regrade_question
from quiz.actions.response import send_response
from quiz.assessment.regrade import FULL
from quiz.models import Figure, Question, Quiz
from quiz.models.regrade import Ruling
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import (
    enroll,
    make_classroom,
    make_lesson,
    make_question,
    make_user,
)
from tests.quiz.essays import HALF, give_essay, write

FIRST_VISIT_BYTES = 60_000
FIRST_VISIT_SCRIPT_BYTES = 15_000
FIRST_VISIT_REQUESTS = 6

# axe fetches style sheets anew, from addresses that are not theirs, if it is let.
AXE_SCRIPT = Axe().axe_script
AXE = {"preload": False, "resultTypes": ["violations"]}

# How pages look does not rest on the database.
pytestmark = pytest.mark.once

VISITOR_PAGES = (
    "/",
    "/about/",
    "/courses/",
    "/courses/{course}/",
    "/courses/{course}/announcement/",
    "/courses/{course}/relations/",
    "/courses/{course}/strategic-weight/",
    "/glossaries/{course}/",
    "/quizzes/announcement-practice/",
    "/people/login/",
    "/people/signup/",
    "/people/inactive/",
    "/people/password/reset/",
    "/people/password/reset/done/",
    "/people/password/reset/key/{key}/",
    "/people/password/reset/key/done/",
    "/people/classes/join/{code}/",
    "/admin/login/",
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
    "/attempts/{marked_attempt}/2/",
    "/progress/",
    "/classes/",
    "/people/me/",
    "/people/logout/",
    "/people/password/change/",
    "/people/classes/join/",
    "/people/classes/join/{code}/",
    "/admin/",
)
TEACHER_PAGES = (
    "/",
    "/classes/",
    "/classes/{classroom}/",
    "/classes/{classroom}/code/",
    "/classes/{classroom}/export/",
    "/classes/{classroom}/rename/",
    "/classes/{classroom}/archive/",
    "/classes/{classroom}/new-code/",
    "/classes/{classroom}/assign/",
    "/classes/{classroom}/assignments/{assignment}/",
    "/classes/{classroom}/assignments/{exam}/",
    "/classes/{classroom}/assignments/{exam}/students/{student}/",
    "/classes/{classroom}/assignments/{essay}/",
    "/classes/{classroom}/assignments/{assignment}/questions/",
    "/classes/{classroom}/assignments/{assignment}/map/",
    "/classes/{classroom}/assignments/{assignment}/map/screen/",
    "/classes/{classroom}/assignments/{essay}/marking/",
    "/classes/{classroom}/assignments/{essay}/marking/{written}/",
    "/classes/{classroom}/assignments/{essay}/marking/{marked}/",
    "/classes/{classroom}/assignments/{assignment}/change/",
    "/classes/{classroom}/assignments/{assignment}/withdraw/",
    "/classes/{classroom}/students/",
    "/classes/{classroom}/students/{student}/",
    "/classes/{classroom}/students/{on_paper}/password/",
    "/classes/{classroom}/students/{student}/attempts/{finished}/",
    "/classes/{classroom}/students/{student}/attempts/{finished}/2/",
    "/classes/{classroom}/students/{student}/remove/",
    "/classes/{classroom}/students/{student}/time/",
    "/receipts/",
    "/classes/{empty}/",
    "/classes/{archived}/",
    "/people/classes/join/{code}/",
    "/people/me/",
)
EDITOR_PAGES = (
    "/quizzes/announcement-practice/questions/",
    "/admin/",
    "/admin/quiz/course/",
    "/admin/quiz/course/{course_key}/change/",
    "/admin/quiz/lesson/",
    "/admin/quiz/lesson/{lesson_key}/change/",
    "/admin/quiz/lesson/{lesson_key}/history/",
    "/admin/quiz/lesson/{lesson_key}/delete/",
    "/admin/quiz/question/",
    "/admin/quiz/question/add/",
    "/admin/quiz/question/add/?lesson={bare_lesson_key}",
    "/admin/quiz/question/{two_part_key}/change/",
    "/admin/quiz/question/{numeric_key}/change/",
    "/admin/quiz/question/{regraded}/regrade/",
    "/admin/quiz/question/{regraded}/regrade/?way=left_out&asked={regraded_revision}",
    "/admin/quiz/question/{regraded}/regrade/{regrade}/undo/",
    "/admin/quiz/quiz/",
    "/admin/quiz/quiz/{quiz_key}/change/",
    "/admin/quiz/quiz/{exam_key}/change/",
    "/admin/quiz/passage/",
    "/admin/quiz/figure/",
    "/admin/quiz/figure/{figure_key}/change/",
    "/admin/quiz/name/",
    "/admin/quiz/name/add/",
    "/previews/lessons/{course}/relations/",
    "/previews/questions/{two_part}/",
    "/previews/questions/{numeric}/",
)
# What no page stands behind: it is sent, noted, or leads elsewhere.
NO_PAGES = {
    "account_set_password",
    "hide",
    "note_reading",
    "release",
    "reopen_classroom",
    "repeat",
    "start",
    "submit",
}


@dataclass(frozen=True)
class World:
    """People in the middle of things, and where their pages are."""

    people: dict
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
    assignment = assign_quiz(classroom, quiz, teacher)
    assign_quiz(classroom, Quiz.objects.get(uid="relations-practice"), teacher)
    # Two of one name, of whom one has begun nothing.
    enroll(classroom, make_user(display_name="Maryam"))
    archived = make_classroom(teacher, archived_at=timezone.now())
    enroll(archived, student)
    two_part, numeric = (
        Question.objects.filter(kind=kind).first() for kind in ("two_part", "numeric")
    )
    asked = finished.responses.first().revision
    regrade = regrade_question(
        Ruling(asked.question, FULL, (asked,)), "Two are right.", teacher
    )
    # So many that figures are told; they left every question blank.
    for _each in range(12):
        absent = make_user()
        enroll(classroom, absent)
        submit_attempt(start_attempt(absent, quiz, "ar"))
    essay, written, marked = give_essays(course, classroom, student, teacher)
    places = {
        "essay": essay.pk,
        "written": written.pk,
        "marked": marked.pk,
        "marked_attempt": marked.attempt_id,
        "regraded": asked.question_id,
        "regraded_revision": asked.pk,
        "regrade": regrade.pk,
        "course": course.slug,
        "course_key": course.pk,
        "lesson_key": course.lessons.get(slug="relations").pk,
        "bare_lesson_key": make_lesson(course).pk,
        "two_part": two_part.uid,
        "two_part_key": two_part.pk,
        "numeric": numeric.uid,
        "numeric_key": numeric.pk,
        "quiz_key": quiz.pk,
        "exam_key": make_exam().pk,
        "figure_key": Figure.objects.first().pk,
        "practice": start_attempt(student, quiz, "en").pk,
        "finished": finished.pk,
        "classroom": classroom.pk,
        "archived": archived.pk,
        "empty": make_classroom(teacher).pk,
        "assignment": assignment.pk,
        "exam": give_exam(classroom, student, teacher).pk,
        "code": make_classroom(make_user(role=Role.TEACHER)).code,
        "student": student.pk,
        "on_paper": make_accounts(classroom, teacher, [("Hind", "")], "ar")[0].user.pk,
        "key": f"{user_pk_to_url_str(student)}-{make_key(student)}",
    }
    editor = make_user(role=Role.EDITOR, display_name="Nour")
    people = {"student": student, "teacher": teacher, "editor": editor}
    return World(people, places)


def give_exam(classroom, student, teacher):
    """Give a class an exam, and one student more time, who is at it."""
    quiz = Quiz.objects.get(uid="course-exam")
    assignment = assign_quiz(
        classroom, quiz, teacher, opens_at=timezone.now() - timedelta(days=1)
    )
    quiz.preset, quiz.time_limit = Quiz.Preset.EXAM, 30
    quiz.save()
    extend(assignment, student, teacher, extra_minutes=10, reason="A broken arm.")
    start_attempt(student, quiz, "ar")
    return assignment


def give_essays(course, classroom, student, teacher):
    """Give a class a written answer; one waits for its mark, one is marked."""
    lesson = course.lessons.get(slug="relations")
    questions = [make_question(lesson, kind) for kind in ("choice", "extended_text")]
    assignment = give_essay(classroom, teacher, *questions, course=course)
    written = write(assignment, display_name="ليلى حدّاد")
    marked = write(assignment, student)
    mark_response(marked, HALF, "أين الدليل من النص؟", teacher, 0)
    return assignment, written, marked


def make_exam():
    """Give an exam a rule of its own, so that the page shows all rules unfolded."""
    exam = Quiz.objects.get(uid="midway-exam")
    exam.preset, exam.review_submitted = Quiz.Preset.EXAM, 1
    exam.opens_at = exam.closes_at = exam.released_at = timezone.now()
    exam.opens_at -= timedelta(days=1)
    exam.save()
    return exam


def make_key(person):
    """Return the key of a link by which a person sets a new password."""
    return default_token_generator.make_token(person)


PAGES = {
    "visitor": VISITOR_PAGES,
    "student": STUDENT_PAGES,
    "teacher": TEACHER_PAGES,
    "editor": EDITOR_PAGES,
}


def test_no_page_is_left_out(world):
    paths = [path for pages in PAGES.values() for path in pages]
    visited = {
        resolve(f"/ar{path.format(**world.places)}").url_name
        for path in paths
        if not path.startswith(("/admin/", "/nothing/"))
    }
    named = {
        pattern.name
        for module in (accounts_urls, quiz_urls)
        for pattern in module.urlpatterns
        if pattern.name
    }
    assert named - visited == NO_PAGES


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("role", PAGES)
def test_every_page_can_be_used_by_all_and_fits(new_page, world, role, language):
    page = new_page(world.people.get(role), language=language)
    found = {}
    for path in PAGES[role]:
        page.goto(f"/{language}{path.format(**world.places)}")
        found |= problems_by_width(page, path, language)
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
    "/classes/{classroom}/assignments/{essay}/marking/{written}/": (
        "comment",
        "Well argued.",
    ),
    "/people/me/": ("email", "nobody"),
    "/people/classes/join/": ("code", "none"),
}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_form_that_is_refused_can_be_used_by_all(new_page, world, language):
    page = new_page(world.people["teacher"], language=language)
    found = {}
    for path, (name, value) in REFUSED.items():
        page.goto(f"/{language}{path.format(**world.places)}")
        form = page.locator("main form").filter(has=page.locator(f"[name={name}]"))
        form.first.locator(f"[name={name}]").fill(value)
        with page.expect_navigation():
            form.first.locator("button.btn").first.click()
        assert page.locator("main [role=alert]").count() == 1, path
        found |= problems_by_width(page, path, language)
    assert found == {}


def problems_by_width(page, path, language):
    """List what keeps somebody from using a page, on a desktop and on a phone.

    Contrast takes longer than all other rules together, and colours do not change
    with the words: each language looks at them in another width.
    """
    found = {}
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        is_coloured = size is {"ar": PHONE, "en": DESKTOP}[language]
        rules = {"color-contrast": {"enabled": is_coloured}}
        if problems := problems_of(page, language, {**AXE, "rules": rules}):
            found[path, size["width"]] = problems
    return found


def problems_of(page, language, options):
    """List what keeps somebody from using a page as it stands."""
    problems = [
        (each["id"], node["html"][:120])
        for each in violations(page, options)
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


def violations(page, options):
    """Ask axe, which is put into a page once, what is wrong with it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate("options => axe.run(options)", options)["violations"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_contrast_holds_in_both_schemes(new_page, world, scheme):
    page = new_page(world.people["student"], language="ar", color_scheme=scheme)
    paths = ("/courses/{course}/strategic-weight/", "/attempts/{finished}/1/")
    for path in paths:
        page.goto(f"/ar{path.format(**world.places)}")
        rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
        assert violations(page, rules) == []


@pytest.mark.parametrize("role", ["visitor", "student"])
def test_the_first_visit_of_every_page_is_light(new_page, world, role):
    # Arabic takes more bytes than English.
    page = new_page(world.people.get(role), size=PHONE, language="ar")
    weigh = Scales(page).weigh
    weights = {
        path: weigh(f"/ar{path.format(**world.places)}")
        for path in PAGES[role]
        # Of the ten questions before and after, the first and the last; the desk
        # is no page of readers.
        if not re.search(r"/[2-9]/$|/admin/", path)
    }
    heavy = {
        path: (requests, script, total)
        for path, (requests, script, total) in weights.items()
        if requests > FIRST_VISIT_REQUESTS
        or script > FIRST_VISIT_SCRIPT_BYTES
        or total > FIRST_VISIT_BYTES
    }
    assert heavy == {}


class Scales:
    """What comes over the wire to a page, by request."""

    def __init__(self, page):
        self.page = page
        self.kinds, self.sizes = {}, {}
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.responseReceived", self._note_kind)
        self.session.on("Network.loadingFinished", self._note_size)

    def _note_kind(self, event):
        self.kinds[event["requestId"]] = event["type"]

    def _note_size(self, event):
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def weigh(self, path):
        """Return the requests, the bytes of script and all bytes of a first visit."""
        self.session.send("Network.clearBrowserCache")
        self.kinds.clear()
        self.sizes.clear()
        self.page.goto(path, wait_until="networkidle")
        script = sum(
            size for key, size in self.sizes.items() if self.kinds.get(key) == "Script"
        )
        return len(self.kinds), script, sum(self.sizes.values())
