"""The social worker's page, what was sent, and asking for what is another's to do."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from children.file.actions import note_chase
from children.file.forms import ChaseForm
from children.file.models import SW_VISIT
from children.file.views import asked_for
from children.people.page import social_worker_of
from children.placements.forms import days_of
from children.placements.page import child_and_stay, written_after
from children.placements.permissions import check_can_record_plan
from children.social_worker.models import SocialWorkerUpdate
from children.social_worker.page import child_in_reach, social_worker_page
from homes.audit import record_access
from homes.dates import london_day
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent
from homes.words import gettext as _


@require_GET
def social_worker(request: HttpRequest, child: UUID) -> HttpResponse:
    person = child_in_reach(request, child)
    page = social_worker_page(person, access=request.access, before=request.GET.get("before", ""))
    home_id = page.placement.home_id if page.placement else None
    record_access(request.access, AccessEvent.What.UPDATES, home_id=home_id, child_id=person.pk)
    context = {"page": page, "child": person}
    return render(request, "children/social_worker/social_worker.html", context)


@require_GET
def update(request: HttpRequest, update: UUID) -> HttpResponse:
    rows = SocialWorkerUpdate.objects.visible_to(request.access).with_left_on("sent_on")
    rows = rows.select_related("child", "home")
    sent = get_object_or_404(rows, public_id=update)
    request.access.speak_of(sent.home_id)
    record_access(request.access, AccessEvent.What.UPDATES, sent)
    written_on = london_day(sent.created_at)
    after = written_after(sent.child, sent.left_on, day=sent.sent_on, written_on=written_on)
    context = {"sent": sent, "child": sent.child, "after": after}
    return render(request, "children/social_worker/update.html", context)


@require_http_methods(["GET", "POST"])
def chase(request: HttpRequest, child: UUID, type: str) -> HttpResponse:
    """We asked for a document, a check-up or a visit: whatever is another's to do."""
    person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    is_visit = type == SW_VISIT.lower()
    about, name = (SW_VISIT, _("A visit")) if is_visit else asked_for(request, placement, type)
    worker = social_worker_of(person, request.access) if is_visit else None
    first = {"whom": worker.name if worker else ""}
    form = ChaseForm(posted(request), child=person, **days_of(placement, request.access.today), initial=first)
    back = ("compliance:social_worker" if is_visit else "compliance:file"), person.public_id
    title, done = _("%(what)s: we asked for it") % {"what": name}, _("It was noted that we asked.")
    page = FormPage(title, _("Note that we asked"), done, back=back)
    action = partial(note_chase, placement=placement, about=about)
    return answer_form(request, form, action, page, about=placement, on="asked_on", to=back)
