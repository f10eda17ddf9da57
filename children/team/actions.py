"""What the whole team thinks about a child's relationships, written down once; put right only with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from children.placements.keeping import refuse_after_moving_on
from children.placements.models import Placement
from children.team.models import TeamReflection
from homes.acting import Unable, lock, same_case
from homes.audit import record_change
from homes.models import User
from homes.words import gettext as _


class UnableToReflect(Unable):
    """Nothing was answered. The message is fit for the person."""


@transaction.atomic
def reflect_as_team(
    *,
    placement: Placement,
    reflected_on: dt.date,
    took_part: Iterable[User],
    answers: Sequence[dict[str, str]],
    by: User,
    agreed: str = "",
) -> TeamReflection:
    """Keep the team's answers to the home's questions about one child, each with its question as it was asked.

    The same talk sent twice (a double click) gives the first one back. Raises UnableToReflect when nothing was
    answered, UnableToNote when the child has moved on by that day.
    """
    lock(placement)
    if not answers:
        raise UnableToReflect(_("Answer at least one question"))
    refuse_after_moving_on(placement, reflected_on)
    reflection = TeamReflection(
        **same_case(placement),
        reflected_on=reflected_on,
        took_part=[
            {"id": str(person.public_id), "name": person.full_name, "title": person.job_title}
            for person in took_part
        ],
        answers=list(answers),
        agreed=agreed,
        written_by=by,
    )
    twin = _twin(reflection)
    if twin is not None:
        return twin
    record_change(reflection, by=by)
    return reflection


def _twin(reflection: TeamReflection) -> TeamReflection | None:
    """The same words about the same day, by the same person. Compared here: no two databases compare JSON alike."""
    said = TeamReflection.objects.filter(
        child_id=reflection.child_id,
        home_id=reflection.home_id,
        reflected_on=reflection.reflected_on,
        written_by=reflection.written_by,
        agreed=reflection.agreed,
    )
    return next((one for one in said if one.answers == reflection.answers), None)
