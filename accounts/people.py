"""What a person changes about themselves."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User


@transaction.atomic
def change_person(person, *, display_name, email, language):
    """Change how a person is called, reached and addressed."""
    person.display_name = display_name
    person.email = email.lower()
    person.language = language
    person.save(update_fields=("display_name", "email", "language"))
    forget_other_addresses(person)


def forget_other_addresses(person):
    """Take away the addresses that a person had before.

    allauth keeps addresses of its own and sends new passwords to them: one that is
    given up must open nothing any more.
    """
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()


def waiting_guest(pk):
    """Return a visitor's row to be signed up, locked, or None where it is no more."""
    rows = User.objects.select_for_update().filter(pk=pk, is_guest=True)
    return rows.first() if pk else None
