"""Two children of one name at one home: what tells them apart stands beside each name, wherever several are named."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from children.placements.models import Child, Placement
from children.placements.querysets import left_lately, living_there
from homes.dates import age_on
from homes.permissions import Access
from homes.words import gettext as _


def namesakes(access: Access) -> dict[int, str]:
    """Child -> the surname's initial and the age, as far as known, of those who share a name at a home. One query."""
    at_home = living_there(access.today) | left_lately(access.today)
    stays = Placement.objects.filter(at_home, home__in=access.home_ids).annotate(
        name=Lower("child__known_as")
    )
    others = stays.filter(home=OuterRef("home"), name=OuterRef("name")).exclude(child=OuterRef("child"))
    alike: dict[str, dict[int, Child]] = defaultdict(dict)
    for stay in stays.filter(Exists(others)).select_related("child").order_by("child"):
        alike[stay.child.known_as.casefold()][stay.child_id] = stay.child
    return {pk: words for found in alike.values() for pk, words in _apart(found, access).items()}


def _apart(found: dict[int, Child], access: Access) -> dict[int, str]:
    """Where initial and age are the same too, or not known, the home's own reference."""
    said = {pk: _initial_and_age(child, access) for pk, child in found.items()}
    words = list(said.values())
    for pk, one in said.items():
        if not one or words.count(one) > 1:
            said[pk] = ", ".join(part for part in (one, found[pk].ref) if part)
    return {pk: f"({one})" for pk, one in said.items()}


def _initial_and_age(child: Child, access: Access) -> str:
    names = child.legal_name.split()
    said = [f"{names[-1][0]}."] if len(names) > 1 else []
    if child.date_of_birth is not None:
        said.append(_("aged %(years)s") % {"years": age_on(child.date_of_birth, access.today)})
    return ", ".join(said)
