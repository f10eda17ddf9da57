"""What the pages of a worry show, and how it reads on the pages of its record."""

from __future__ import annotations

from django.urls import reverse

from homes.templatetags.keywork_ui import kdate, kday, ktime
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession


def told_words(session: KeyWorkSession) -> str:
    """ "Jean Ward was told on Monday 11 August at 9:42pm, on the phone."; who was tried; or that nobody was yet."""
    if session.somebody_was_told:
        said = {
            "who": session.worry_told_name,
            "day": kdate(session.worry_told_at),
            "time": ktime(session.worry_told_at),
            "how": session.get_worry_told_how_display(),
        }
        return _("%(who)s was told on %(day)s at %(time)s, %(how)s.") % said
    if session.nobody_was_reached:
        return _("Nobody could be reached. Tried: %(tried)s") % {"tried": session.worry_tried}
    return _("Nobody has been told yet.")


def told_in_short(session: KeyWorkSession) -> str:
    """That there was a worry and who knows of it: not a word of what it is."""
    if session.somebody_was_told:
        return _("A worry was recorded; %(who)s was told.") % {"who": session.worry_told_name}
    return _("A worry was recorded; nobody could be reached.")


def worry_words(session: KeyWorkSession) -> str:
    if session.worry is None:
        return ""
    return f"{_('Yes')}. {session.worry_text}" if session.worry else _("No")


def must_tell(session: KeyWorkSession) -> bool:
    """Whether whoever wrote it has still to say whom they told."""
    return bool(session.worry) and not (session.somebody_was_told or session.nobody_was_reached)


def tell_url(session: KeyWorkSession) -> str:
    return reverse("sessions:tell_someone", args=[session.public_id])


def signed_words(session: KeyWorkSession) -> list[str]:
    """What is said of a worry after signing. Only what is so by then."""
    if not session.worry:
        return []
    first = _("The worry stands first on the page of every manager and deputy until it is answered.")
    if session.somebody_was_told:
        return [first]
    return [first, _("Keep trying until you reach somebody.")]


def day_and_time(session: KeyWorkSession) -> str:
    """When it was written, for those who read it later."""
    return f"{kday(session.signed_at)}, {ktime(session.signed_at)}"
