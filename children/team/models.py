"""What the whole team thinks about a child's relationships, on a day."""

from django.db import models
from django.db.models import Q
from django.utils.text import get_text_list

from children.placements.records import Mendable
from homes.models.base import adult
from homes.models.put_right import withdrawn_with_reason
from homes.words import gettext_lazy as _


class TeamReflection(Mendable):
    """The team's answers to the home's questions about one child, on one day. A later talk is a later row."""

    reflected_on = models.DateField(_("day of the talk"))
    took_part = models.JSONField(_("who took part"), default=list)  # as people_present of a session
    # [{"code", "question", "answer"}]: the question as it was asked that day stands with its answer.
    answers = models.JSONField(_("answers"), default=list)
    agreed = models.TextField(_("what we will do"), blank=True)
    written_by = adult(_("written by"))

    class Meta:
        verbose_name = _("team reflection")
        constraints = [
            withdrawn_with_reason("reflection_withdrawn_with_reason"),
            models.CheckConstraint(condition=~Q(answers=[]), name="reflection_says_something"),
        ]
        indexes = [models.Index(fields=["child", "-reflected_on", "-id"], name="reflection_by_child")]

    @property
    def names(self) -> str:
        """Who took part, under the names of that day."""
        return get_text_list([one["name"] for one in self.took_part], _("and"))
