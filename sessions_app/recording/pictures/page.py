"""The photos and drawings of a record, as its pages show them."""

from __future__ import annotations

from django.urls import reverse

from homes.templatetags.keywork_ui import possessive
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession
from sessions_app.recording.pictures.forms import DRAWING


def pictures_of(session: KeyWorkSession) -> list[dict[str, str]]:
    return [
        {
            "id": one["id"],
            "url": reverse("sessions:picture", args=[session.public_id, one["id"]]),
            "what": _("%(child)s drawing or writing") % {"child": possessive(session.child.known_as)}
            if one["what"] == DRAWING
            else _("A photo"),
            "shows": one["shows"],
        }
        for one in session.pictures
    ]


def pictures_in_words(session: KeyWorkSession) -> str:
    return "\n".join(f"{one['what']}: {one['shows']}" for one in pictures_of(session))
