"""Collect the static files, hashed and compressed, only when one has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Name a script by what is in it also where another script imports it.

    Else one that was changed would meet what a browser kept of another.
    """

    support_js_module_import_aggregation = True


def digest():
    """Tell the static files of now from those of another time, without reading them."""
    told = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            state = Path(storage.path(name)).stat()
            told.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return told.hexdigest()


def collect_changed():
    """Collect, unless the files are those that were collected last."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".sha256")
    wanted = digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted, encoding="ascii")
