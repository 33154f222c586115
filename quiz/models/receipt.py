"""Receipts: short codes of what was acknowledged, that cannot be made up.

A code says which row it is of, and which version of it. Nothing is stored: a signature
with the secret of the site makes it genuine.
"""

import hmac
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

# Crockford's: no letter that is taken for another, or for a digit.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
# 30 bits: of a thousand million made-up codes one is taken for genuine.
_SIGNATURE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a genuine code is of."""

    kind: str  # response or attempt
    pk: int
    version: int  # of a response; 0 of an attempt


def receipt(kind, pk, version=0):
    """Return the code of a row: of a response with its version, or of an attempt."""
    numbers = [pk, version] if version else [pk]
    signature = _signature(settings.SECRET_KEY, kind, pk, version)
    return "-".join([*map(_write, numbers), signature])


def read_receipt(code):
    """Return what a code is of, or None where it is not genuine."""
    words = re.findall(r"[0-9A-Z]+", code.upper().translate(_READ_AS))
    if len(words) not in {2, 3} or any(len(word) > 12 for word in words):
        return None
    *numbers, signature = words
    pk, version = [*map(_read, numbers), 0][:2]
    kind = "response" if len(numbers) == 2 else "attempt"
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if hmac.compare_digest(signature, _signature(secret, kind, pk, version)):
            return Receipt(kind, pk, version)
    return None


def _signature(secret, kind, pk, version):
    signed = salted_hmac(
        "quiz.receipt", f"{kind}:{pk}:{version}", secret=secret, algorithm="sha256"
    )
    number = int.from_bytes(signed.digest()[:8])
    return _write(number % 32**_SIGNATURE_LENGTH).rjust(_SIGNATURE_LENGTH, DIGITS[0])


def _write(number):
    written = ""
    while number:
        number, rest = divmod(number, len(DIGITS))
        written = DIGITS[rest] + written
    return written or DIGITS[0]


def _read(word):
    number = 0
    for digit in word:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return number
