"""How the passwords of sign-in cards are kept until they are first used."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class CardPasswordHasher(PBKDF2PasswordHasher):
    """Keep a password that was drawn by lot: quickly, for a class has forty of them.

    Twelve signs of twenty-five (2^55) cannot be tried out, however quick it is to try
    one. Who signs in for the first time has it kept as all others are.
    """

    algorithm = "pbkdf2_sha256_card"
    iterations = 30_000
