from django.apps import AppConfig

from homes.words import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "children"
    verbose_name = _("Children")

    def ready(self) -> None:
        from children.file import as_stored  # its models exist only once the apps are loaded
        from children.placements.namesakes import namesakes  # and these
        from homes.database.sealing.verify import ALSO  # and this
        from homes.permissions import NAMESAKES  # and this

        ALSO.append(as_stored.problems)
        NAMESAKES.append(namesakes)
