"""Whether what a child said may be passed on: the child's last word on each record, looked at wherever words leave.

"No" and "ask me first" both keep it out of what is drafted for others. A worry is another thing: it is always told.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from sessions_app.models import ChildsPart, KeyWorkSession
from sessions_app.signed.childs_part.models import Share

KEPT_BACK = (Share.ASK, Share.NO)


def with_childs_word(sessions: QuerySet) -> QuerySet:
    """Each with `may_share`: the child's last answer, or None where nobody asked or the child left it open."""
    last = ChildsPart.objects.on_sharing().filter(session=OuterRef("pk"))
    return sessions.annotate(may_share=Subquery(last.values("share")[:1]))


def kept_back(record_keys: Iterable[str]) -> set[str]:
    """Of these records, by public id, those whose child said "no" or "ask me first". One query."""
    rows = with_childs_word(KeyWorkSession.objects.filter(public_id__in=list(record_keys)))
    return {str(key) for key in rows.filter(may_share__in=KEPT_BACK).values_list("public_id", flat=True)}
