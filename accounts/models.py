"""Who people are, and which class they belong to."""

import secrets
import unicodedata

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower, Replace
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# No vowels, so that no word is spelled; nothing that is read in two ways.
CODE_LETTERS = "BCDFGHJKMNPQRTVWXYZ346789"
# Keyboards of Persian and Urdu have letters of their own for two Arabic ones.
KEYBOARD_LETTERS = str.maketrans(
    "\N{ARABIC LETTER KEHEH}\N{ARABIC LETTER FARSI YEH}", "كي"
)
# Half of the Arab world writes the one at the end of a word, half the other.
FINAL_YEHS = "ى", "ي"


class UserManager(BaseUserManager):
    """Make people, and find them by their name in any case."""

    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)

    def alike(self, username):
        """Find people by a name that looks the same."""
        seen = Replace("username", *map(Value, FINAL_YEHS))
        return self.alias(seen=seen).filter(seen__iexact=username.replace(*FINAL_YEHS))

    def create_user(self, username, password=None, **fields):
        """Make a person who can sign in."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, password=None, **fields):
        """Make an administrator."""
        fields.setdefault("role", Role.ADMINISTRATOR)
        return self.create_user(username, password, **fields)

    def create_guest(self, language):
        """Make a visitor's row: no name and no password until they sign up."""
        guest = self.model(
            username=f"guest-{secrets.token_hex(8)}", is_guest=True, language=language
        )
        guest.set_unusable_password()
        guest.save(using=self._db)
        return guest


class Role(models.TextChoices):
    """What a person may do; each value is used in one property of User."""

    STUDENT = "student", _("Student")
    TEACHER = "teacher", _("Teacher")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Language(models.TextChoices):
    """The languages of the interface and of every lesson."""

    ARABIC = "ar", "العربية"
    ENGLISH = "en", "English"


class User(AbstractBaseUser):
    """A person: a student, a teacher, an editor, an administrator, or a visitor.

    A visitor who takes a quiz is a row too (`is_guest`), so that there is one way to
    keep answers; signing up gives the same row a name and a password.
    """

    username = models.CharField(
        _("username"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This username is taken. Choose another.")},
    )
    display_name = models.CharField(
        _("name shown to others"), max_length=80, blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.ARABIC
    )
    role = models.CharField(
        _("role"), max_length=16, choices=Role, default=Role.STUDENT
    )
    is_guest = models.BooleanField(_("visitor"), default=False)
    # A teacher who made the account on paper, and may give it another password.
    made_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("account made by"),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_any_case"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="user_role_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="user_language_known"
            ),
            models.CheckConstraint(
                condition=Q(is_guest=False) | Q(role=Role.STUDENT),
                name="user_guest_is_student",
            ),
        ]

    def __str__(self):
        return self.display_name or self.username

    @classmethod
    def normalize_username(cls, username):
        """Write the name in one way: a phone's signs may not be a keyboard's."""
        return "".join(
            str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
            for sign in super().normalize_username(username)
        ).translate(KEYBOARD_LETTERS)

    def get_full_name(self):
        """Return the name shown to others."""
        return str(self)

    @property
    def is_on_paper(self):
        """Say whether a card alone leads to the account, and no e-mail address."""
        return self.made_by_id is not None and not self.email

    @property
    def can_teach(self):
        """Say whether the person may open classes."""
        return self.role in {Role.TEACHER, Role.ADMINISTRATOR}

    @property
    def can_edit(self):
        """Say whether the person may change what is taught."""
        return self.role in {Role.EDITOR, Role.ADMINISTRATOR}

    @property
    def is_superuser(self):
        """Say whether the person may do everything in the admin."""
        return self.role == Role.ADMINISTRATOR

    @property
    def is_staff(self):
        """Say whether the admin lets the person in."""
        return self.can_edit

    def has_perm(self, perm, obj=None):
        """Say yes to administrators; what editors may do, each admin page says."""
        return self.is_active and self.is_superuser

    def has_perms(self, perms, obj=None):
        """Say yes to administrators."""
        return self.has_perm(None)

    def has_module_perms(self, app_label):
        """Say whether an application is listed in the admin."""
        return self.is_active and self.is_staff


class ClassroomQuerySet(models.QuerySet):
    """Find classes by who belongs to them."""

    def taught_by(self, user):
        """Keep the classes of a teacher."""
        return self.filter(teachers=user) if user.can_teach else self.none()

    def attended_by(self, user):
        """Keep the open classes that a student is in now."""
        return self.filter(
            enrollments__student=user,
            enrollments__left_at=None,
            archived_at=None,
        )

    def open(self):
        """Keep the classes that are not archived."""
        return self.filter(archived_at=None)


def make_class_code():
    """Return six letters and digits that are hard to misread, for joining a class."""
    return "".join(secrets.choice(CODE_LETTERS) for _position in range(6))


class Classroom(models.Model):
    """A class: its teachers, and a code by which students join."""

    name = models.CharField(_("name"), max_length=120)
    code = models.CharField(
        _("code"), max_length=12, unique=True, default=make_class_code, editable=False
    )
    teachers = models.ManyToManyField(
        User, related_name="classrooms_taught", verbose_name=_("teachers")
    )
    students = models.ManyToManyField(
        User,
        through="Enrollment",
        related_name="classrooms",
        verbose_name=_("students"),
    )
    created_at = models.DateTimeField(_("opened"), default=timezone.now)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ("name", "pk")

    def __str__(self):
        return self.name


class Enrollment(models.Model):
    """A student's place in a class; leaving is noted, never deleted."""

    classroom = models.ForeignKey(
        Classroom, models.CASCADE, related_name="enrollments", verbose_name=_("class")
    )
    student = models.ForeignKey(
        User, models.CASCADE, related_name="enrollments", verbose_name=_("student")
    )
    enrolled_at = models.DateTimeField(_("joined"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    time_multiplier = models.DecimalField(
        _("time multiplier"), max_digits=3, decimal_places=2, default=1
    )

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=("classroom", "student"), name="enrollment_once"
            ),
            models.CheckConstraint(
                condition=Q(time_multiplier__gte=1, time_multiplier__lte=5),
                name="enrollment_time_multiplier_in_range",
            ),
        ]

    def __str__(self):
        return f"{self.student} · {self.classroom}"
