"""The least that a page and a save can cost: one row read, one row written."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from bench.floor.models import Note


@login_required
def page(request, pk):
    """Show a note, and a form for another."""
    note = get_object_or_404(Note, pk=pk)
    return render(request, "floor/page.html", {"note": note}, using="floor")


@require_POST
@login_required
def save(request):
    """Keep a note."""
    note = Note.objects.create(person=request.user, text=request.POST["text"])
    return JsonResponse({"pk": note.pk})
