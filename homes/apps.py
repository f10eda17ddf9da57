from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from homes.words import gettext_lazy as _


class HomesConfig(AppConfig):
    name = "homes"
    verbose_name = _("Homes and people")

    def ready(self) -> None:
        from homes import audit  # their models exist only once the apps are loaded
        from homes.database import shared_cache, triggers  # they too
        from homes.sign_in import lockout, sessions  # they too

        audit.connect()
        lockout.connect()
        sessions.connect()
        post_migrate.connect(shared_cache.make_table, sender=self, dispatch_uid="homes.database.shared_cache")
        connection_created.connect(triggers.bring_the_door, dispatch_uid="homes.database.triggers")
        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="homes.database.triggers")
