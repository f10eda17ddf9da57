from django.apps import AppConfig

from homes.words import gettext_lazy as _


class ComplianceConfig(AppConfig):
    name = "compliance"
    verbose_name = _("What we owe")

    def ready(self) -> None:
        from children.duties.rule import numbers_of  # its models exist only once the apps are loaded
        from compliance import receivers  # they too
        from compliance.rules import RULES  # they too
        from homes.standards import CATALOGUE  # and these

        CATALOGUE.update(numbers_of(RULES))
        receivers.connect()
