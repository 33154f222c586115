"""All addresses: each under its language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config import views

urlpatterns = i18n_patterns(
    path("", include("quiz.urls")),
    path("people/", include("accounts.urls")),
    path("preferences/", views.set_preference, name="set_preference"),
    path("admin/", admin.site.urls),
)

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler429 = views.too_many_requests  # allauth asks for it
handler500 = views.server_error
