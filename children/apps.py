from django.apps import AppConfig

from homes.words import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "children"
    verbose_name = _("Children")

    def ready(self) -> None:
        from children.placements.namesakes import namesakes  # its models exist only once the apps are loaded
        from homes.permissions import NAMESAKES  # and this

        NAMESAKES.append(namesakes)
