"""Forget the visitors whose session is over."""

from datetime import timedelta

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.utils import timezone

from quiz.actions.visitor import clear_visitors


class Command(BaseCommand):
    help = (
        "Delete the sessions that are over, and the visitors without an account who"
        " did nothing for as long as a session lasts: nobody can come back to them."
    )

    def handle(self, *args, **options):
        clear_visitors(timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE))
        call_command("clearsessions")
