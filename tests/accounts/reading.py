"""Read from a page what a person would."""

import re
from html import unescape

from django.utils.translation import gettext, override


def text(response):
    """Return the words of a page without its markup."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(words).split())


def said(message, language):
    """Return our words in a language, as the page shows them."""
    with override(language):
        return " ".join(gettext(message).split())


def links(response, prefix):
    """Return the addresses of a page that begin so."""
    return re.findall(rf'(?:href|action)="({prefix}[^"]*)"', response.content.decode())
