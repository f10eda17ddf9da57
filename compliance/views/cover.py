"""Who stands in while a key worker is away, and the child's card of who is here."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from children.placements.page import child_and_stay
from children.placements.permissions import check_can_name_cover
from compliance.cover import suggestions
from compliance.staff_forms import CoverForm
from compliance.views.staff import to_next_cover
from compliance.who_is_here import who_is_here as card_of
from homes.audit import record_access
from homes.form_pages import FormPage, answer_form, posted
from homes.models import AccessEvent, StaffAbsence, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _
from sessions_app.cover import cover_stay


@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, child: UUID, leave: UUID) -> HttpResponse:
    _person, stay = child_and_stay(request, child)
    known = StaffAbsence.objects.visible_to(request.access).filter(withdrawn_on__isnull=True)
    here = known.filter(home=stay.home_id if stay else None).select_related("user", "home")
    absence = get_object_or_404(here, public_id=leave)
    check_can_name_cover(request.access, stay, absence.user)
    suggested = suggestions(stay, absence, access=request.access)
    form = CoverForm(
        posted(request),
        absence=absence,
        suggestions=suggested,
        people=User.objects.working_at([stay.home_id], request.access.today),
        by=request.access.user,
        today=request.access.today,
    )
    done = _("Cover was named. It ends by itself after the last day.")
    more = {"absence": absence, "suggested": suggested}
    page = FormPage(done=done, template="compliance/cover.html", more=more)
    action = partial(cover_stay, stay=stay, covers=absence.user, today=request.access.today)
    to = partial(to_next_cover, request.access, absence)
    return answer_form(request, form, action, page, about=stay, on="worker", to=to)


@require_GET
def who_is_here(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    if stay is None:
        raise Http404
    check_may(request.access, Permission.SEE_CHILDREN, stay.home_id)
    record_access(
        request.access,
        AccessEvent.What.KEY_WORKERS,
        home_id=stay.home_id,
        child_id=person.pk,
        object_id=stay.pk,
    )
    page = {"child": person, "days": card_of(stay, today=request.access.today)}
    return render(request, "compliance/who_is_here.html", page)
