"""Read settings from the environment, and say clearly what is wrong with one."""

import os
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name, default=""):
    """Return the variable, or the default where it is not set."""
    return os.environ.get(name, default)


def flag(name, *, default=False):
    """Return the variable as a yes or no."""
    value = os.environ.get(name, str(int(default))).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE


def number(name, default, *, least=0):
    """Return the variable as a whole number."""
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    if int(value) < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}, not {value}.")
    return int(value)


def time_zone(name, default):
    """Return the variable as the name of a time zone."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    # OSError: a folder of zones is named, such as Asia.
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"{name} must name a time zone such as Asia/Amman, not {value!r}."
        ) from error
    return value


def words(name, default=""):
    """Return the variable as a list, split at commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
