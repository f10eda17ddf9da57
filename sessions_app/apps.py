from django.apps import AppConfig

from homes.words import gettext_lazy as _


class SessionsConfig(AppConfig):
    name = "sessions_app"
    verbose_name = _("{Key-work sessions}")
