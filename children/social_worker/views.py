"""The social worker's page, what was sent, and asking for a visit."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from children.people.page import social_worker_of
from children.placements.forms import days_of
from children.placements.page import child_and_stay, written_after
from children.social_worker import actions
from children.social_worker.forms import ChaseForm
from children.social_worker.models import SocialWorkerUpdate
from children.social_worker.page import child_in_reach, social_worker_page
from homes.audit import record_access
from homes.dates import london_day
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
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
def chase_visit(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    worker, today = social_worker_of(person, request.access), request.access.today
    days = days_of(placement, today)
    first = {"asked_whom": worker.name if worker else ""}
    form = ChaseForm(posted(request), **days, initial=first)
    words = _("We asked for a visit"), _("Note that we asked"), _("It was noted that we asked.")
    back = "compliance:social_worker", person.public_id
    action = partial(actions.ask_for_visit, placement=placement)
    return answer_form(
        request, form, action, FormPage(*words, back=back), about=placement, on="asked_on", to=back
    )
