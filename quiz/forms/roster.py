"""A list of students, pasted or sent as a file, read row by row."""

import csv
from dataclasses import dataclass
from io import StringIO
from zipfile import BadZipFile, ZipFile

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from accounts.forms import PersonFields
from accounts.models import User
from quiz.assessment.text import loose

MOST = 200  # students in one list
LARGEST_FILE, LARGEST_CONTENT = 1_000_000, 20_000_000  # bytes, packed and unpacked
SEPARATORS = ("\t", ";", "،", ",")
# What a first row says that is no student.
HEADINGS = frozenset({"name", "names", "student", "students", "الاسم", "اسم", "الطالب"})
UNREADABLE = _("This file cannot be read. Send a CSV or XLSX file, or paste the list.")
NAMESAKE = _(
    "This name is in the class or the list already. Add a username to tell them apart."
)
TOO_LARGE = _("This file is too large for a list of students.")


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be taken, and why."""

    number: int  # as the list counts
    row: str
    reason: str


class RosterForm(forms.Form):
    """One student a row: the name, and a username where one is wished for."""

    rows = forms.CharField(
        label=_("Names, one a line"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"class": "inp", "rows": 10, "dir": "auto"}),
        help_text=_("After a comma or tab a username may follow; else one is made."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"class": "inp", "accept": ".csv,.xlsx,.txt"}),
        help_text=_("CSV or XLSX: names in the first column, usernames in the second."),
    )

    def __init__(self, classroom, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.classroom = classroom
        self.students = ()  # pairs of name and username, once the form is valid
        self.refusals = ()

    def clean(self):
        """Read the rows, and refuse the list where one of them cannot be taken."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        rows = self._rows(cleaned.get("file"), cleaned.get("rows", ""))
        if not rows:
            raise ValidationError(_("Write at least one name, or choose a file."))
        if len(rows) > MOST:
            raise ValidationError(
                _("The list has more than %(most)s rows. Send it in parts."),
                params={"most": MOST},
            )
        self.students, self.refusals = self._checked(rows)
        if self.refusals:
            raise ValidationError(
                _("Some rows cannot be taken. No account was made; they are listed.")
            )
        return cleaned

    def _rows(self, file, text):
        """Return numbered rows of cells, without empty ones and the heading."""
        cells = _read_file(file) if file else _read_text(text)
        rows = [
            (number, row)
            for number, row in enumerate(cells, 1)
            if any(cell.strip() for cell in row)
        ]
        if rows and rows[0][1][0].strip().casefold() in HEADINGS:
            rows = rows[1:]
        return rows

    def _checked(self, rows):
        enrolled = {
            loose(str(each.student))
            for each in self.classroom.enrollments.filter(left_at=None).select_related(
                "student"
            )
        }
        students, refusals, usernames = [], [], set()
        for number, row in rows:
            name, username = (*map(str.strip, row), "")[:2]
            username = User.normalize_username(username)
            reason = _fault(name, username, enrolled, usernames)
            if reason:
                refusals.append(Refusal(number, ", ".join(filter(None, row)), reason))
            students.append((_readable(name), username))
            enrolled.add(loose(name))
            usernames.add(username.casefold())
        return tuple(students), tuple(refusals)


def _fault(name, username, enrolled, usernames):
    """Say why a row cannot be taken; nothing where it can."""
    if not name:
        return _("The name is missing.")
    form = _NameForm({"display_name": name, "language": "ar"})
    if not form.is_valid():
        return form.errors["display_name"][0]
    if not username:
        # A namesake is told apart by a username; without, the list was sent twice.
        return NAMESAKE if loose(name) in enrolled else ""
    try:
        User._meta.get_field("username").clean(username, None)
    except ValidationError as error:
        return error.messages[0]
    if username.casefold() in usernames or User.objects.alike(username).exists():
        return _("This username is taken. Choose another.")
    return ""


class _NameForm(PersonFields):
    """One name, by the rules of every name."""


def _readable(name):
    form = _NameForm({"display_name": name, "language": "ar"})
    return form.cleaned_data["display_name"] if form.is_valid() else name


def _read_text(text):
    separator = next((each for each in SEPARATORS if each in text), ",")
    return list(csv.reader(StringIO(text), delimiter=separator))


def _read_file(file):
    if file.size > LARGEST_FILE:
        raise ValidationError(TOO_LARGE)
    data = file.read()
    if data.startswith(b"PK"):
        return _read_workbook(file)
    for encoding in ("utf-8-sig", "cp1256"):
        try:
            return _read_text(data.decode(encoding))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise ValidationError(UNREADABLE)


def _read_workbook(file):
    try:
        with ZipFile(file) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST_CONTENT:
                raise ValidationError(
                    _("This file is too large for a list of students.")
                )
        book = load_workbook(file, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(
            max_row=MOST + 2, max_col=2, values_only=True
        )
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    except (BadZipFile, KeyError, ValueError, IndexError, SyntaxError) as error:
        raise ValidationError(UNREADABLE) from error
