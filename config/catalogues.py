"""Compile the message catalogues, in Python: GNU gettext is not on every machine."""

import os

import polib
from django.conf import settings


def compile_stale():
    """Compile each catalogue that is newer than what was compiled of it."""
    for folder in settings.LOCALE_PATHS:
        for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                _compile(source, target)


def _compile(source, target):
    # Written beside and moved, so that no running server reads half a file.
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(unfinished))
    unfinished.replace(target)
