from django.apps import AppConfig


class KeyworkConfig(AppConfig):
    """The wiring: it has no models, and nothing imports it."""

    name = "keywork"

    def ready(self) -> None:
        from keywork import checks  # noqa: F401 - registers the system checks, which import models
