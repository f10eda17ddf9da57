"""Two children of one name at one home: what tells them apart stands beside each name, wherever several are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from children.placements.models import Child, Placement
from children.placements.querysets import left_lately, living_there
from homes.dates import age_on
from homes.permissions import Access
from homes.words import gettext as _


def namesakes(access: Access, children: Iterable[Child] | None = None) -> dict[int, str]:
    """Child -> the surname's initial and the age, as far as known, of those who share a name: among the children given,
    else at a home of this person. One query, none for children who are given."""
    alike: dict[str, dict[int, Child]] = defaultdict(dict)
    for child in _of_homes(access) if children is None else children:
        alike[child.known_as.casefold()][child.pk] = child
    shared = [found for found in alike.values() if len(found) > 1]
    return {pk: words for found in shared for pk, words in _apart(found, access).items()}


def _of_homes(access: Access) -> Iterator[Child]:
    at_home = living_there(access.today) | left_lately(access.today)
    stays = Placement.objects.filter(at_home, home__in=access.home_ids).annotate(
        name=Lower("child__known_as")
    )
    others = stays.filter(home=OuterRef("home"), name=OuterRef("name")).exclude(child=OuterRef("child"))
    for stay in stays.filter(Exists(others)).select_related("child").order_by("child"):
        yield stay.child


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
