"""Every address of Keywork. tests/policy.csv names each with who may open it."""

from allauth.account import views as account
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import TemplateView

from homes.sign_in.second_step import views as second_step
from homes.staff.inviting import views as inviting
from keywork import views


class Base36(StringConverter):
    """An account in a password link. No dash: the key after it has one, and a plain string would swallow it."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

accounts = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("logout/", views.SignOut.as_view(), name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/<base36:uidb36>-<key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "code/", second_step.CodePage.as_view(), name="mfa_authenticate"
    ),  # the sign-in library's name for it
    path("second-step/", second_step.second_step, name="account_second_step"),
    path("second-step/codes/", second_step.recovery_codes, name="account_recovery_codes"),
    path("second-step/off/", second_step.second_step_off, name="account_second_step_off"),
    path("invitation/<uuid:invitation>/<slug:key>/", inviting.take_up, name="account_invitation"),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("session/", views.session, name="session"),
    path("accounts/", include(accounts)),
    path("", include("homes.urls")),
    path("", include("children.urls")),
    path("", include("sessions_app.urls")),
    path("", include("compliance.urls")),
]
if settings.DEBUG:
    gallery = login_not_required(TemplateView.as_view(template_name="gallery.html"))
    urlpatterns += [path("components/", gallery, name="gallery")]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.not_found
handler500 = views.server_error
