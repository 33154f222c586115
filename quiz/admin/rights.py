"""Who may do what in the admin: one rule for editors, one for learners' data."""

from collections import Counter

from django.contrib import messages
from django.contrib.admin.utils import NestedObjects, model_ngettext
from django.db import router
from django.db.models import ProtectedError
from django.http import Http404, HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from quiz.models import LessonProgress


class EditorRights:
    """Let editors and administrators see and change what is taught."""

    def _may_edit(self, request):
        return request.user.is_active and request.user.can_edit

    def has_module_permission(self, request):
        return self._may_edit(request)

    def has_view_permission(self, request, obj=None):
        return self._may_edit(request)

    def has_add_permission(self, request, obj=None):
        return self._may_edit(request)

    def has_change_permission(self, request, obj=None):
        return self._may_edit(request)

    def has_delete_permission(self, request, obj=None):
        return self._may_edit(request)


class AdministratorsRead:
    """Let administrators look at what learners did; nobody changes it here."""

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class CarefulDeletion:
    """Refuse to delete what learners' work rests on, and name no learner meanwhile."""

    def get_deleted_objects(self, objs, request):
        """Count what goes along, and what is in the way; Django would list it."""
        collector = NestedObjects(router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        going = {
            model._meta.verbose_name_plural: len(rows)
            for model, rows in collector.model_objs.items()
            # A table between two others has no name that a person knows.
            if not model._meta.auto_created
        }
        in_the_way = Counter(type(row) for row in collector.protected)
        in_the_way[LessonProgress] += len(collector.model_objs.get(LessonProgress, ()))
        return (
            [str(each) for each in objs],
            going,
            set(),
            [
                f"{capfirst(model_ngettext(model._meta, count))}: {count}"
                for model, count in in_the_way.items()
                if count
            ],
        )

    def delete_view(self, request, object_id, extra_context=None):
        """Say what is in the way, also where it came in the last moment."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            messages.error(request, _("This cannot be deleted: answers rest on it."))
            return HttpResponseRedirect(request.get_full_path())


class MissingIs404:
    """Answer an unknown id with the page for it, as everywhere else."""

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404
