"""Static files: each is named by what is in it."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage


def test_a_script_asks_for_others_by_what_is_in_them():
    hashed = staticfiles_storage.stored_name("js/outbox.js")
    answer = Path(settings.STATIC_ROOT, staticfiles_storage.stored_name("js/answer.js"))

    assert hashed != "js/outbox.js"
    assert f'from "./{Path(hashed).name}"' in answer.read_text(encoding="utf-8")
