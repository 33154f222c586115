"""Drafts that have a published state."""

from django.db import models


class Published(models.Model):
    """A draft whose `current` is what is published of it, if anything.

    Fixtures hold drafts. Loading one again sets each field that it does not name to
    its default, and must take nothing from readers: what is published stays so.
    """

    class Meta:
        abstract = True

    def save_base(self, *args, raw=False, **kwargs):
        if raw and self.pk and self.current_id is None:
            rows = type(self)._base_manager.filter(pk=self.pk)
            self.current_id = rows.values_list("current", flat=True).first()
        super().save_base(*args, raw=raw, **kwargs)
