"""Take the pictures of the README: `make pictures`. Not run with the tests."""

from pathlib import Path

from playwright.sync_api import expect

DOCS = Path(__file__).resolve().parents[2] / "docs"
SIZE = {"width": 900, "height": 1000}


def test_take_pictures(new_page, course):
    page = new_page(size=SIZE, color_scheme="light")
    page.goto(f"/ar/courses/{course.slug}/strategic-weight/")
    page.locator(".ranks").scroll_into_view_if_needed()
    page.screenshot(path=DOCS / "lesson.ar.png")

    page.goto("/en/quizzes/relations-practice/")
    page.get_by_role("button", name="Take the quiz").click()
    while not page.locator(".opt input[type=radio]").count():
        page.get_by_role("button", name="Skip for now").click()
    for group in page.locator(".opts").all():
        group.locator("input").first.check()
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("#evidence")).to_be_visible()
    page.screenshot(path=DOCS / "review.en.png")
