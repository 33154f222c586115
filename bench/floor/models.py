"""One table, to read a row of and to add rows to."""

from django.conf import settings
from django.db import models


class Note(models.Model):
    """A text that a person wrote."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    text = models.TextField()

    def __str__(self):
        return self.text
