"""Two children of one name in one list: what tells them apart stands beside each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from children.placements.models import Child
from homes.dates import age_on
from homes.words import gettext as _


def told_apart(children: Iterable[Child], today: dt.date) -> list[tuple[Child, str]]:
    """Each child with the words that tell it from another of its name: the surname's initial and the age, if known."""
    found = list(children)
    alike = Counter(child.known_as.casefold() for child in found)
    return [(child, _apart(child, today) if alike[child.known_as.casefold()] > 1 else "") for child in found]


def _apart(child: Child, today: dt.date) -> str:
    names = child.legal_name.split()
    said = [f"{names[-1][0]}."] if len(names) > 1 else []
    if child.date_of_birth is not None:
        said.append(_("aged %(years)s") % {"years": age_on(child.date_of_birth, today)})
    return ", ".join(said) or child.ref
