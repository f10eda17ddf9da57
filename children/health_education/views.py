"""Health, school and safety of a child: the page, adding an entry, and withdrawing a wrong one."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from children.health_education import actions
from children.health_education.forms import care_form
from children.health_education.models import CareTopic
from children.health_education.page import care_page
from children.placements.forms import days_of
from children.placements.models import Child
from children.placements.page import child_and_stay
from children.placements.permissions import check_can_record_plan
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent
from homes.words import gettext as _

TITLES = {
    CareTopic.HEALTH: lambda: (_("Health: add an entry"), _("Add entry")),
    CareTopic.SCHOOL: lambda: (_("Education: add an entry"), _("Add entry")),
    CareTopic.SAFETY: lambda: (_("Risk and safety: still fair, still needed?"), _("Note the review")),
}


@require_GET
def care(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = care_page(
        person,
        access=request.access,
        before=request.GET.get("before", ""),
    )
    record_access(request.access, AccessEvent.What.CARE, home_id=page.home_id, child_id=person.pk)
    return render(request, "children/health_education/care.html", {"page": page, "child": person})


@require_http_methods(["GET", "POST"])
def add_care(request: HttpRequest, child: UUID, topic: str) -> HttpResponse:
    if topic not in CareTopic.values:
        raise Http404
    person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    nation = placement.responsible_nation or placement.home.nation
    days = days_of(placement, request.access.today)
    form = care_form(posted(request), topic=topic, child=person, nation=nation, **days)
    page = FormPage(*TITLES[CareTopic(topic)](), _("The entry was added."))
    action = partial(actions.note_care, placement=placement)
    to = "children:care", person.public_id
    return answer_form(request, form, action, page, about=placement, on="happened_on", to=to)
