"""Whom to ring: a manager notes the numbers that are shown to whoever has a worry about a child."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.staff.ringing.actions import note_numbers
from homes.staff.ringing.forms import RingingForm
from homes.staff.ringing.people import leads_of
from homes.words import gettext as _


@require_http_methods(["GET", "POST"])
def settings_ringing(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.CHANGE_SETTINGS, place.pk)
    record_access(request.access, AccessEvent.What.SETTINGS, home_id=place.pk)
    leads = leads_of(place, request.access, but_me=False)
    form = RingingForm(posted(request), leads=leads, phone=place.phone)
    back = reverse("compliance:settings", args=[place.public_id])
    page = FormPage(
        title=_("Whom to ring"),
        button=_("Save the numbers"),
        done=_("The numbers are saved. They are shown to whoever has a worry about a child."),
        template="homes/settings/settings_ringing.html",
        more={"home": place, "back_url": back},
    )
    return answer_form(
        request, form, partial(note_numbers, home=place), page, to=back, answers=lambda: form.said()
    )
