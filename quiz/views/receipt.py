"""Looking up what a student has a receipt of."""

from allauth.core.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render

from quiz.forms.receipt import ReceiptForm
from quiz.reports.receipt import acknowledged
from quiz.views.teacher import UNPROCESSABLE, allow_form, sent

NOT_FOUND = 404


@allow_form
@login_required
def look_up(request):
    """Tell a teacher what a code is of, where it is of a student of theirs."""
    if not request.user.can_teach:
        raise Http404
    form, found, status = ReceiptForm(sent(request)), None, 200
    if form.is_bound:
        # Codes cannot be tried out in numbers.
        too_often = consume_or_429(request, action="look_up_receipt", user=request.user)
        if too_often:
            return too_often
        if form.is_valid():
            found = acknowledged(form.cleaned_data["code"], request.user)
            status = 200 if found else NOT_FOUND
        else:
            status = UNPROCESSABLE
    return render(
        request,
        "quiz/classroom/receipts.html",
        {
            "section": "classrooms",
            "form": form,
            "found": found,
            "is_unknown": status == NOT_FOUND,
        },
        status=status,
    )
