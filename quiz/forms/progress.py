"""How far a reader says they have come."""

from django import forms


class ReadingForm(forms.Form):
    """The last passage that was read, and whether it is the end."""

    furthest = forms.IntegerField(min_value=1)
    is_finished = forms.BooleanField(required=False)

    def __init__(self, edition, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean_furthest(self):
        """Keep the number within the lesson, which may have grown shorter."""
        return min(self.cleaned_data["furthest"], self.edition.passage_count)
