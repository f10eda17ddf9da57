"""With whom an adult's action is today: worked out from who works and who holds the child, so no change is missed."""

from __future__ import annotations

import uuid
from typing import Any, NamedTuple

from sessions_app.promises.models import Whose


class Holder(NamedTuple):
    pk: int | None
    key: uuid.UUID | None
    name: str
    passed: bool  # said by somebody who no longer holds the child or works there


def holder_of(action: Any) -> Holder:
    """Of an action read `with_holder`, its `person` loaded. An action of nobody at the home is with nobody there."""
    if action.whose != Whose.ADULT:
        return Holder(None, None, "", passed=False)
    stays = action.works and (action.holds or not action.as_key_worker)
    if stays or action.lead_id is None or action.lead_id == action.person_id:
        return Holder(action.person_id, action.person.public_id, action.person_name, passed=False)
    return Holder(action.lead_id, action.lead_key, action.lead_name, passed=True)
