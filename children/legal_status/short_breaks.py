"""What a series of short breaks takes away, said on the pages where it would be missed."""

from __future__ import annotations

from children.legal_status.models import SHORT_BREAKS, LegalStatus
from children.placements.models import Child
from homes.models import Nation
from homes.permissions import Access
from homes.words import gettext as _


def short_breaks_of(child: Child, access: Access) -> str:
    """Why nothing is owed of health assessments, the authority's placement plan and visits; else nothing. One query."""
    rows = LegalStatus.objects.visible_to(access).filter(child=child).of_day(access.today)
    found = rows.values_list("code", "nation").first()
    return why_silent(child, *found) if found else ""


def why_silent(child: Child, code: str | None, nation: str) -> str:
    """The same for a status of the day that is known already, of an authority in a nation."""
    if code not in SHORT_BREAKS:
        return ""
    said = _(
        "%(child)s is in a series of short breaks. The authority’s placement plan, health assessments and the social "
        "worker’s visits are not asked for here."
    ) % {"child": child.known_as}
    if nation != Nation.ENGLAND:
        return said
    return f"{said} {_('Law: Care Planning Regulations 2010, regulation 48.')}"
