"""Make the people of a trial, and tell their passwords."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from accounts.models import CODE_LETTERS, Role, User
from quiz.actions.demo import make_demo


class Command(BaseCommand):
    help = (
        "Make a person of each role and a class, where there is nobody yet, and tell"
        " the passwords; where they were made earlier, tell them again."
    )

    def handle(self, *args, **options):
        if not settings.TRIAL:
            raise CommandError("Demo people are made in a trial only: DEBUG=1.")
        kept = Path(settings.VAR_DIR) / "demo_passwords.txt"
        if not User.objects.filter(is_guest=False).exists():
            passwords = {role: make_password() for role in Role.values}
            # Kept before they are used: people whose password is lost help nobody.
            write_passwords(kept, passwords)
            make_demo(passwords)
        for username, password in read_passwords(kept).items():
            if User.objects.filter(username=username).exists():
                self.stdout.write(f"  {username:<14} {password}")


def make_password():
    """Return a random password that can be typed from a screen."""
    letters = CODE_LETTERS.lower()
    return "-".join(
        "".join(secrets.choice(letters) for _place in range(4)) for _part in range(4)
    )


def write_passwords(path, passwords):
    """Keep the passwords where only the owner of the file reads them."""
    # Written beside and moved, so that a start cut short leaves no half of a list.
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.touch(mode=0o600)
    lines = [f"{username} {password}\n" for username, password in passwords.items()]
    unfinished.write_text("".join(lines), encoding="utf-8")
    unfinished.replace(path)


def read_passwords(path):
    """Return the passwords that were kept, by username."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines)
