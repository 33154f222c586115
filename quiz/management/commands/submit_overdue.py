"""Finish the attempts whose time is over."""

from django.core.management import BaseCommand
from django.utils import timezone

from quiz.actions.attempt import submit_all_overdue


class Command(BaseCommand):
    help = (
        "Finish the attempts whose time is over, with what is saved of them. For cron,"
        " each minute: whoever looks at such an attempt finishes it too."
    )

    def handle(self, *args, **options):
        count = submit_all_overdue(timezone.now())
        if count or options["verbosity"] > 1:
            self.stdout.write(f"{count} finished.")
