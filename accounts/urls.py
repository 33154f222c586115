"""Every address about people; of allauth's pages, those that we offer."""

from allauth.account import views as allauth_views
from django.urls import path, re_path
from django.views.generic import RedirectView

from accounts import views

SECTION = {"section": "account"}


def _page(view):
    return view.as_view(extra_context=SECTION)


entrance_urls = [
    path("login/", _page(views.LoginView), name="account_login"),
    path("logout/", _page(allauth_views.LogoutView), name="account_logout"),
    path("signup/", _page(views.SignupView), name="account_signup"),
    path(
        "inactive/", _page(allauth_views.AccountInactiveView), name="account_inactive"
    ),
]

password_urls = [
    path(
        "password/change/",
        _page(allauth_views.PasswordChangeView),
        name="account_change_password",
    ),
    # allauth sends those here who have no password; they get one by e-mail.
    path(
        "password/set/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path(
        "password/reset/",
        _page(views.PasswordResetView),
        name="account_reset_password",
    ),
    path(
        "password/reset/done/",
        _page(allauth_views.PasswordResetDoneView),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _page(allauth_views.PasswordResetFromKeyView),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        _page(allauth_views.PasswordResetFromKeyDoneView),
        name="account_reset_password_from_key_done",
    ),
]

person_urls = [
    path("", RedirectView.as_view(pattern_name="account_profile")),
    path("me/", views.profile, name="account_profile"),
    path("classes/join/", views.join_class, name="join_class"),
    path("classes/join/<str:code>/", views.join_class_code, name="join_class_code"),
]

urlpatterns = entrance_urls + password_urls + person_urls
