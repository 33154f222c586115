"""Settings of Fahm, read top to bottom; what differs a host is in the environment.

DEBUG=1 means a trial on one's own machine: a secret is made and kept in var/, and
demo people may be made. Without it SECRET_KEY must be given.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var")))
TRIAL = environment.flag("DEBUG")
# 128 bits in hexadecimal: less could be guessed, and who knows it signs in as anybody.
SECRET_LENGTH = 32

# Django's own debug pages are never served: they show settings and SQL to whoever
# meets an error, and not in the reader's language.
DEBUG = False


def _secret_key():
    """Return the given secret, or in a trial one that is made once and kept."""
    if given := environment.text("SECRET_KEY"):
        if len(given) < SECRET_LENGTH:
            raise ImproperlyConfigured(
                f"SECRET_KEY is too short. Give at least {SECRET_LENGTH} random"
                " characters, such as those of: openssl rand -hex 32"
            )
        return given
    if not TRIAL:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Give a long random one, or DEBUG=1 for a trial."
        )
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        # Written beside and moved, so that a start cut short leaves no empty secret.
        unfinished = kept.with_name(f"{kept.name}.{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(get_random_secret_key(), encoding="utf-8")
        unfinished.replace(kept)
    return kept.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if TRIAL else ""
)
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

# Applications

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, whose forms it changes
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "accounts",
    "quiz",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.middleware.PrivateMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.LearnerMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "config.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "config.context.site",
            ],
            "builtins": ["quiz.templatetags.quiz_tags"],
        },
    }
]

# Database

if DATABASE_URL := environment.text("DATABASE_URL"):
    try:
        DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(VAR_DIR / "fahm.sqlite3"),
        }
    }
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers wait for one another at the start of a transaction; a deferred one
        # fails at once when it turns from reading to writing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an answer that was acknowledged must survive a loss of power. Beside a
        # WAL, NORMAL would keep the file whole but may lose the last transactions.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    options = DATABASES["default"].setdefault("OPTIONS", {})
    # What is asked again and again is planned once by each connection. A pooler between
    # the site and the database has to know prepared statements, as PgBouncer does from
    # 1.21 on.
    options |= {"server_side_binding": True, "prepare_threshold": 3}
    options["pool"] = {
        "min_size": 1,
        "max_size": environment.number("DATABASE_POOL", 4, least=1),
        # Seconds. While the database is away each request waits so long, and all that
        # come to its worker wait behind it. A worker runs one request at a time, so
        # none waits for a connection that another holds.
        "timeout": 1,
        # A pool that tries for long waits ever longer between two tries, and finds late
        # that the database is back.
        "reconnect_timeout": 5,
    }
# Only the limits on people's tries are kept here. They have to hold for all workers
# together: a cache in the memory of a process would let each worker count alone, and
# forget at every restart. The database is there anyway, and these are a few small
# writes for each form that is sent, none for a page that is read. `migrate` makes the
# table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
VALIDATION = "django.contrib.auth.password_validation"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "accounts.hashers.CardPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name", "email")},
    },
    {"NAME": f"{VALIDATION}.MinimumLengthValidator"},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "quiz:home"
ACCOUNT_ADAPTER = "config.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# A family or a school may share an address; and nobody learns here who has one.
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "quiz:home"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_BLACKLIST = ["admin", "administrator", "root"]
# Two classes behind the one address of a school sign in at once; who guesses at one
# name is held up by the limit of the name ("key"), wherever the guesses come from.
ACCOUNT_RATE_LIMITS = {
    "login": "240/m/ip",
    "login_failed": "120/m/ip,10/5m/key",
    "signup": "120/m/ip,600/h/ip",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "120/m/ip",
    "change_password": "10/m/user",
    "join_class": "30/m/user",
    "look_up_receipt": "30/m/user",
    "visit": "120/m/ip",
}
if environment.flag("BEHIND_PROXY"):
    # Else the limits of an address would be those of the proxy's, for everybody.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
EMAIL_HOST = environment.text("EMAIL_HOST")
MAIL = "smtp" if EMAIL_HOST else "console"
EMAIL_BACKEND = environment.text(
    "EMAIL_BACKEND", f"django.core.mail.backends.{MAIL}.EmailBackend"
)
# A server of mail that does not answer must not hold up a page for minutes.
EMAIL_TIMEOUT = 10
EMAIL_PORT = environment.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "fahm@localhost")

# Languages

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365

# No silent falling back: where a text is missing, the page says so and marks the
# language of what it shows instead.
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ()}
MODELTRANSLATION_CUSTOM_FIELDS = ()

# Static files

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.statics.Storage"},
}

# Security

IS_HTTPS = environment.flag("HTTPS", default=not TRIAL)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = environment.flag("HTTPS_REDIRECT")
SECURE_HSTS_SECONDS = environment.number("HSTS_SECONDS", 0)
if environment.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Logging: to the standard error, where the host collects it.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "config.logs.ShortRefusals"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["refusals"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
