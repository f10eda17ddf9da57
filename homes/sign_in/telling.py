"""A change of an account is written down, and its owner is told by mail: what, when, and what to do if it was not them.

No mail names a child or a home.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.core.mail import send_mail
from django.db import transaction

from homes.models import AccessEvent, User
from homes.templatetags.keywork_ui import kdatetime
from homes.words import gettext as _

logger = logging.getLogger(__name__)


def note(person: User, what: AccessEvent.What) -> None:
    """Somebody did something to their own account."""
    AccessEvent(user_id=person.pk, user_name=person.full_name, what=what).save(force_insert=True)


def tell(person: User, happened: str, *, now: dt.datetime) -> None:
    """Sent once it is true. That a mail does not leave changes nothing: it is on the person's own page too."""
    words = [
        happened,
        _("This was on %(when)s.") % {"when": kdatetime(now)},
        _(
            "If it was not you, tell your manager at once, and choose a new password with "
            "“Forgotten your password?” on the sign-in page."
        ),
    ]
    transaction.on_commit(lambda: _send(person.email, "\n\n".join(words)))


def _send(email: str, words: str) -> None:
    try:
        send_mail(_("Your Keywork account was changed"), words, None, [email])
    except OSError as error:  # SMTPException is one, and so is a server nobody answers at
        logger.warning("A change of an account could not be mailed: %s", type(error).__name__)
