"""What has a published state, which fixtures do not touch."""

from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver


class Published(models.Model):
    """A row of which one field says what is published of it, if anything.

    Fixtures hold drafts. Loading one again sets each field anew, and must neither take
    anything from readers nor bring back what was withdrawn.
    """

    published_field = "current"

    class Meta:
        abstract = True


# A signal, because a fixture goes past all methods of the model that save it.
@receiver(pre_save)
def keep_published_state(sender, instance, *, raw, using, **kwargs):
    """Leave a row that is loaded again as published as it is."""
    if not (raw and isinstance(instance, Published) and instance.pk):
        return
    attribute = sender._meta.get_field(instance.published_field).attname
    stored = sender._base_manager.using(using).filter(pk=instance.pk)
    for value in stored.values_list(attribute, flat=True):
        setattr(instance, attribute, value)
