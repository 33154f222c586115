"""What has a published state, which fixtures do not touch."""

from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver


class Published(models.Model):
    """A row of which some fields say what is published of it, if anything.

    Fixtures hold drafts. Loading one again sets each field anew, and must neither take
    anything from readers nor bring back what was withdrawn.
    """

    published_fields = ("current",)

    class Meta:
        abstract = True


# A signal, because a fixture goes past all methods of the model that save it.
@receiver(pre_save)
def keep_published_state(sender, instance, *, raw, using, **kwargs):
    """Leave a row that is loaded again as published as it is."""
    if not (raw and isinstance(instance, Published) and instance.pk):
        return
    names = [sender._meta.get_field(each).attname for each in instance.published_fields]
    stored = sender._base_manager.using(using).filter(pk=instance.pk)
    for values in stored.values(*names):
        for name, value in values.items():
            setattr(instance, name, value)
