"""The filter above the sessions with a child."""

from __future__ import annotations

from typing import Any

from children.models import Child
from homes.forms.filters import DayFilter
from homes.forms.layout import Filter
from homes.models import User
from homes.permissions import Access
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.models import KeyWorkSession, Outcome
from sessions_app.querysets import SessionQuerySet


class SessionFilter(DayFilter):
    """By day, by what happened, and by who wrote it: the authors of what this person may read about the child."""

    helper = Filter(gettext_lazy("Show sessions"))

    def __init__(self, *args: Any, child: Child, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signed = KeyWorkSession.objects.visible_to(access).signed().filter(child=child)
        authors = User.objects.filter(pk__in=signed.values("author")).order_by("full_name", "pk")
        self.people = {str(who.public_id): who for who in authors}
        self.choose("outcome", _("What happened"), _("Anything"), Outcome.choices)
        self.choose("by", _("By"), _("Anyone"), [(key, who.full_name) for key, who in self.people.items()])

    def narrow(self, sessions: SessionQuerySet) -> SessionQuerySet:
        asked = self.asked
        if asked.get("from"):
            sessions = sessions.filter(held_on__gte=asked["from"])
        if asked.get("to"):
            sessions = sessions.filter(held_on__lte=asked["to"])
        if asked.get("outcome"):
            sessions = sessions.filter(outcome=asked["outcome"])
        if asked.get("by"):
            sessions = sessions.filter(author=self.people[asked["by"]])
        return sessions
