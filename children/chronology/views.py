"""A child's chronology: the page, and an entry by hand."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from children.chronology import actions
from children.chronology.forms import EntryForm
from children.chronology.page import chronology_page
from children.placements.forms import days_of
from children.placements.models import Child
from children.placements.page import child_and_stay
from children.placements.permissions import check_can_record_plan
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent
from homes.words import gettext as _


@require_GET
def chronology(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = chronology_page(
        person,
        access=request.access,
        order=request.GET.get("order", ""),
        after=request.GET.get("after", ""),
    )
    home_id = page.placement.home_id if page.placement else None
    record_access(request.access, AccessEvent.What.CHRONOLOGY, home_id=home_id, child_id=person.pk)
    context = {
        "page": page,
        "child": person,
    }
    return render(request, "children/chronology/chronology.html", context)


@require_http_methods(["GET", "POST"])
def add_chronology(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    form = EntryForm(posted(request), **days_of(placement, request.access.today))
    words = _("Add to the chronology"), _("Keep the entry"), _("The entry was kept.")
    back = "children:chronology", person.public_id
    action = partial(actions.add_chronology_entry, placement=placement)
    return answer_form(request, form, action, FormPage(*words, back=back), about=placement, to=back)
