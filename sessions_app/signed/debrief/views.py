"""After signing: how was that for you? And a manager notes that they have talked."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.words import gettext as _
from sessions_app.models import Status
from sessions_app.signed.debrief.actions import note_talk, say_how_it_was
from sessions_app.signed.debrief.forms import DebriefForm, TalkForm
from sessions_app.signed.debrief.models import Debrief
from sessions_app.signed.debrief.page import others_manage
from sessions_app.views import _session


@require_http_methods(["GET", "POST"])
def debrief(request: HttpRequest, session: UUID) -> HttpResponse:
    """The author's own word, for them and their managers. In no child's record."""
    found = _session(request, session)
    if found.author_id != request.user.pk or found.status != Status.SIGNED:
        raise PermissionDenied(_("Only whoever signed this record says how it was."))
    form = DebriefForm(posted(request), today=request.access.today)
    page = FormPage(
        title=_("How was that for you?"),
        done=_("Thank you. It is kept with your supervision."),
        template="sessions_app/signed/debrief/debrief.html",
        more={"back_url": found.get_absolute_url(), "seen": others_manage(found.home, request.access)},
    )
    record_access(request.access, AccessEvent.What.STAFF, home_id=found.home_id, object_id=request.user.pk)
    action = partial(say_how_it_was, found, now=request.access.now)
    return answer_form(request, form, action, page, to=("sessions:detail", found.public_id))


@require_http_methods(["GET", "POST"])
def debrief_talk(request: HttpRequest, debrief: UUID) -> HttpResponse:
    """A manager reads why somebody asked for a talk, and notes that they have talked."""
    rows = Debrief.objects.visible_to(request.access).select_related("user", "home")
    found = get_object_or_404(rows, public_id=debrief)
    check_may(request.access, Permission.MANAGE_STAFF, found.home_id)
    if found.user_id == request.user.pk:
        raise PermissionDenied(_("Somebody else notes that they talked with you."))
    record_access(request.access, AccessEvent.What.STAFF, home_id=found.home_id, object_id=found.user_id)
    back = reverse("compliance:staff_member", args=[found.home.public_id, found.user.public_id])
    page = FormPage(
        title=_("How is %(who)s?") % {"who": found.user.first_name},
        done=_("The talk is noted."),
        template="sessions_app/signed/debrief/debrief_talk.html",
        more={"back_url": back, "debrief": found},
    )
    form = TalkForm(posted(request), today=request.access.today)
    return answer_form(request, form, partial(note_talk, found), page, to=back)
