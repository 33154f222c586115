"""Accounts for students without an address: made from a list, given on paper."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.roster import ListChanged, make_accounts, renew_card
from quiz.forms.roster import RosterForm
from quiz.views.teacher import allow_form, enrollment_or_404, open_or_404, show


@never_cache
@allow_form
@login_required
def add_students(request, classroom_id):
    """Make accounts from a list, and show their cards this once."""
    classroom = open_or_404(request, classroom_id)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RosterForm(classroom, *data)
    if form.is_valid():
        try:
            cards = make_accounts(
                classroom, request.user, form.students, get_language()
            )
        except ListChanged:
            form.add_error(None, _("The class was changed meanwhile. Try once more."))
        else:
            return _cards(request, classroom, cards)
    return show(request, "add_students", form, classroom=classroom)


@never_cache
@allow_form
@login_required
def new_card(request, classroom_id, student_id):
    """Give a student another password, after asking, and show the card this once."""
    classroom = open_or_404(request, classroom_id)
    student = enrollment_or_404(classroom, student_id).student
    if not can_renew(classroom, student):
        raise Http404
    if request.method == "POST":
        return _cards(request, classroom, [renew_card(student)])
    return show(request, "new_card", classroom=classroom, student=student)


def can_renew(classroom, student):
    """Say whether teachers of a class may give a student another password.

    One of them made the account, and nobody has given it an address since: else it is
    the student's alone, who may be in classes of other teachers, too.
    """
    if not student.is_on_paper:
        return False
    return classroom.teachers.filter(pk=student.made_by_id).exists()


def _cards(request, classroom, cards):
    # The first page: short enough to be typed from paper.
    address = request.build_absolute_uri("/")
    return show(request, "cards", classroom=classroom, cards=cards, address=address)
