"""How people sign in on a site that has quizzes."""

from accounts import adapter
from quiz.actions.attempt import adopt_attempts


class AccountAdapter(adapter.AccountAdapter):
    """Know what a visitor may have done before signing in."""

    def adopt(self, guest, person):
        """Give a visitor's attempts and reading to the person."""
        adopt_attempts(guest, person)
