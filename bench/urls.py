"""The addresses of the site, and those of the floor."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from config.urls import *  # noqa: F403 - the pages of errors, too
from config.urls import urlpatterns

urlpatterns = [
    *urlpatterns,
    *i18n_patterns(path("floor/", include("bench.floor.urls"))),
]
