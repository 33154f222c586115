"""Answer a question as a person would, with the controls that the page shows."""

from quiz.models import Response


def answer(page, response, *, is_right=True):
    """Fill the controls of a question rightly, or with the first thing at hand."""
    item = response.revision.item
    for part in item.shown.parts:
        credit = item.key.credit.get(part.id, {})
        right = [option for option, share in credit.items() if share == 1]
        if part.takes in {"number", "text", "long"}:
            accepted = item.key.accepted[right[0]]
            text = next(iter(accepted.values())) if is_right else "0"
            page.locator("#typed").fill(text)
            continue
        control = f"[name='{part.field_name}']"
        menu = [option.id for option in item.shown.menu(part)]
        wrong = [option for option in menu if option not in right]
        picks = right if is_right else wrong[:1]
        if page.locator(f"select{control}").count():
            page.locator(control).select_option(picks[0])
            continue
        for option in picks:
            page.locator(f"{control}[value='{option}']").check()


def asked(page):
    """Return the response that the page is about, by its address."""
    attempt, position = page.url.rstrip("/").split("/")[-2:]
    return Response.objects.select_related("revision__question").get(
        attempt=attempt, position=position
    )


def press(page, go):
    """Press a button of the question by what it does, and wait for the next page."""
    follow(page, f"#answer button[name=go][value='{go}']:not([tabindex])")


def follow(page, selector):
    """Press the first thing that fits, and wait for the page to which it leads."""
    with page.expect_navigation():
        page.locator(selector).first.click()
