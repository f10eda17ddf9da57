"""The adults of a home: who works here, who is away and who covers, who is ready, who leaves."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from children.placements.page import child_and_placement
from children.placements.permissions import check_can_name_cover
from compliance.staff import page as pages
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_button, answer_form, posted, show_form
from homes.models import AccessEvent, Home, StaffAbsence, StaffRole, User
from homes.permissions import (
    Access,
    Permission,
    check_can_change_role,
    check_can_note_leave,
    check_can_reopen_role,
    check_can_reset_second_step,
    check_can_see_staff_member,
    check_can_unlock,
    check_may,
    may_change_role,
)
from homes.sign_in.second_step.actions import has_second_step, reset
from homes.sign_in.second_step.forms import ResetForm
from homes.sign_in.tries import person_locked_until
from homes.staff import actions, changing
from homes.staff import leaving as leaving_actions
from homes.staff.forms import (
    ChangeRoleForm,
    EndLeaveForm,
    LeaveForm,
    LeavingForm,
    PictureForm,
    ReadinessForm,
    ReopenForm,
)
from homes.staff.inviting.reading import waiting_at
from homes.words import gettext as _
from sessions_app.key_workers.cover import suggestions
from sessions_app.key_workers.cover_forms import CoverForm
from sessions_app.key_workers.standing_in import cover_placement
from sessions_app.signed.debrief.page import said_by


def _home(request: HttpRequest, home: UUID) -> Home:
    return request.access.home(home)


def _person(request: HttpRequest, place: Home, person: UUID) -> User:
    """An adult of this home. Of no other: the address of somebody elsewhere stays empty."""
    found = next((one for one in pages.people_of(place, request.access) if one.public_id == person), None)
    if found is None:
        raise Http404
    return found


def _log(request: HttpRequest, place: Home, person: User | None = None) -> None:
    if request.method == "GET":
        object_id = person.pk if person else None
        record_access(request.access, AccessEvent.What.STAFF, home_id=place.pk, object_id=object_id)


def _page(place: Home, person: User, title: str, button: str, done: str, **more: Any) -> FormPage:
    more = {"home": place, "person": person, **more}
    template = "compliance/staff/staff_form.html"
    return FormPage(title, button, done, template, back=_way_back(place, person), more=more)


def _way_back(place: Home, person: User) -> tuple[str, UUID, UUID]:
    return "compliance:staff_member", place.public_id, person.public_id


@require_GET
def staff(request: HttpRequest, home: UUID) -> HttpResponse:
    place = _home(request, home)
    check_may(request.access, Permission.SEE_STAFF, place.pk)
    people = pages.people_of(place, request.access)
    _log(request, place)
    page = {
        "home": place,
        "rows": pages.staff_rows(place, people, access=request.access),
        "invited": waiting_at(place, access=request.access, site=request.build_absolute_uri("/")),
        "may_invite": request.access.may(Permission.INVITE_STAFF, place.pk),
    }
    return render(request, "compliance/staff/staff.html", page)


@require_GET
def staff_member(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_can_see_staff_member(request.access, found, place.pk)
    _log(request, place, found)
    own = found.pk == request.access.user.pk
    may_manage = request.access.may(Permission.MANAGE_STAFF, place.pk)
    member = pages.staff_member(place, found, access=request.access)
    held = pages.held_now(member.roles, place, access=request.access)
    page = {
        "home": place,
        "person": found,
        "page": member,
        "may_change_role": bool(held) and may_change_role(request.access, found, held, place.pk),
        "said": said_by(found, place, request.access),
        "own": own,
        "may_manage": may_manage,
        "may_unlock": may_manage and not own,
        "locked_until": person_locked_until(found, now=request.access.now) if may_manage else None,
        "has_second_step": has_second_step(found) if may_manage else None,
        "may_see_staff": request.access.may(Permission.SEE_STAFF, place.pk),
        "may_assign": request.access.may(Permission.ASSIGN_KEY_WORKERS, place.pk),
    }
    return render(request, "compliance/staff/staff_member.html", page)


@require_http_methods(["GET", "POST"])
def add_leave(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_can_note_leave(request.access, found, place.pk)
    _log(request, place, found)
    form = LeaveForm(posted(request), today=request.access.today)
    page = _page(place, found, _("Days away"), _("Note days away"), _("The days away were noted."))
    action = partial(actions.record_leave, home=place, person=found, today=request.access.today)
    to = partial(to_next_cover, request.access)
    return answer_form(request, form, action, page, on="started_on", to=to)


def to_next_cover(access: Access, absence: StaffAbsence, *_made: object) -> tuple[str, UUID, UUID]:
    """On to the next child this absence leaves with nobody; back to the adult's page when there is none."""
    child = pages.next_to_cover(absence, access=access)
    if child is not None:
        return "compliance:cover", child.public_id, absence.public_id
    return _way_back(absence.home, absence.user)


def _leave(request: HttpRequest, leave: UUID) -> StaffAbsence:
    rows = StaffAbsence.objects.visible_to(request.access).select_related("user", "home")
    found = get_object_or_404(rows, public_id=leave)
    check_can_note_leave(request.access, found.user, found.home_id)
    _log(request, found.home, found.user)
    return found


@require_http_methods(["GET", "POST"])
def end_leave(request: HttpRequest, leave: UUID) -> HttpResponse:
    found = _leave(request, leave)
    form = EndLeaveForm(posted(request), absence=found, today=request.access.today)
    title, done = _("Change the last day away"), _("The last day was changed.")
    page = _page(found.home, found.user, title, _("Change the last day"), done, absence=found)
    action = partial(actions.change_leave_end, absence=found)
    to = partial(to_next_cover, request.access, found)
    return answer_form(request, form, action, page, on="ended_on", to=to)


@require_http_methods(["GET", "POST"])
def call_off_leave(request: HttpRequest, leave: UUID) -> HttpResponse:
    found = _leave(request, leave)
    form = forms.Form(posted(request))
    title, done = _("Call off these days away?"), _("The days away were called off.")
    if request.method == "POST" and form.is_valid():
        action = partial(actions.call_off_leave, absence=found, today=request.access.today)
        return answer_button(request, action, done, to=_way_back(found.home, found.user))
    page = _page(found.home, found.user, title, _("Call off"), done, absence=found)
    return show_form(request, form, page)


@require_http_methods(["GET", "POST"])
def leaving(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_may(request.access, Permission.MANAGE_STAFF, place.pk)
    _log(request, place, found)
    form = LeavingForm(posted(request), today=request.access.today)
    alone = pages.leavers_children(place, found, access=request.access)
    title, button, done = _("Leaving"), _("Note the last day"), _("The last day was noted.")
    page = _page(place, found, title, button, done, alone=alone)
    action = partial(leaving_actions.record_leaving, home=place, person=found, now=request.access.now)
    to = partial(_after_leaving, request.access, place, found)
    return answer_form(request, form, action, page, on="last_day", to=to)


def _after_leaving(access: Access, place: Home, person: User, ended: list[StaffRole]) -> Any:
    """Back to the adult's page, where it still is; who ended their own access is told so."""
    if person.pk == access.user.pk and any(role.access_ended_at for role in ended):
        return "homes:front"
    if person in pages.people_of(place, access):
        return _way_back(place, person)
    return "compliance:staff", place.public_id


@require_http_methods(["GET", "POST"])
def reopen_role(request: HttpRequest, home: UUID, person: UUID, role: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_can_reopen_role(request.access, found, place.pk)
    held = get_object_or_404(pages.roles_of(place, found).filter(home=place), public_id=role)
    _log(request, place, found)
    form = ReopenForm(posted(request))
    title, button, done = _("Reopen a role"), _("Reopen the role"), _("The role goes on.")
    page = _page(place, found, title, button, done, held=held)
    action = partial(leaving_actions.reopen_role, role=held, now=request.access.now)
    return answer_form(request, form, action, page, to=_way_back(place, found))


@require_http_methods(["GET", "POST"])
def change_role(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place, access = _home(request, home), request.access
    found = _person(request, place, person)
    held = pages.held_now(pages.roles_of(place, found), place, access=access)
    check_can_change_role(access, found, held, place.pk)
    _log(request, place, found)
    form = ChangeRoleForm(posted(request), roles=access.may_offer(place.pk), by=access.user, now=access.now)
    title, button, done = (
        _("Another role"),
        _("Change the role"),
        _("The role was changed. It counts from now on."),
    )
    page = _page(place, found, title, button, done)
    action = partial(changing.change_role, home=place, person=found, now=access.now)
    return answer_form(request, form, action, page, on="role", to=_way_back(place, found), answers=form.said)


@require_http_methods(["GET", "POST"])
def add_readiness(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_may(request.access, Permission.MANAGE_STAFF, place.pk)
    _log(request, place, found)
    people = User.objects.working_at([place.pk], request.access.today).exclude(pk=found.pk)
    form = ReadinessForm(posted(request), people=people, today=request.access.today)
    title, button = _("Training, supervision and support"), _("Note what was done")
    page = _page(place, found, title, button, _("It was noted."))
    action = partial(actions.note_readiness, home=place, person=found)
    return answer_form(request, form, action, page, to=_way_back(place, found))


@require_POST
def unlock_sign_in(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = get_object_or_404(User.objects.working_at([place.pk], request.access.today), public_id=person)
    check_can_unlock(request.access, found, place.pk)
    action = partial(actions.unlock_sign_in, home=place, person=found, now=request.access.now)
    done = _("%(name)s can sign in again.") % {"name": found.full_name}
    return answer_button(request, action, done, to=_way_back(place, found))


@require_http_methods(["GET", "POST"])
def reset_second_step(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place, access = _home(request, home), request.access
    found = _person(request, place, person)
    held = pages.held_now(pages.roles_of(place, found), place, access=access)
    check_can_reset_second_step(access, found, held, place.pk)
    _log(request, place, found)
    form = ResetForm(posted(request), by=access.user, now=access.now)
    title, button = _("Take the second step away"), _("Take it away")
    done = _("The second step is gone, and %(name)s is signed out everywhere.") % {"name": found.full_name}
    page = _page(place, found, title, button, done, resets=True)
    action = partial(reset, home=place, person=found, now=access.now)
    return answer_form(request, form, action, page, to=_way_back(place, found), answers=form.said)


@require_http_methods(["GET", "POST"])
def staff_picture(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_may(request.access, Permission.MANAGE_STAFF, place.pk)
    _log(request, place, found)
    form = PictureForm(posted(request), initial={"picture": found.picture})
    title, button = _("Picture for the children"), _("Choose this picture")
    page = _page(place, found, title, button, _("The picture was chosen."))
    action = partial(actions.choose_picture, person=found)
    return answer_form(request, form, action, page, to=_way_back(place, found))


@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, child: UUID, leave: UUID) -> HttpResponse:
    _person, placement = child_and_placement(request, child)
    known = StaffAbsence.objects.visible_to(request.access).filter(withdrawn_on__isnull=True)
    here = known.filter(home=placement.home_id if placement else None).select_related("user", "home")
    absence = get_object_or_404(here, public_id=leave)
    check_can_name_cover(request.access, placement, absence.user)
    suggested = suggestions(placement, absence, access=request.access)
    form = CoverForm(
        posted(request),
        absence=absence,
        suggestions=suggested,
        people=User.objects.working_at([placement.home_id], request.access.today),
        me=request.access.user,
        today=request.access.today,
    )
    done = _("Cover was named. It ends by itself after the last day.")
    more = {"absence": absence, "suggested": suggested}
    words = _("Name cover"), _("Name cover"), done
    page = FormPage(*words, template="sessions_app/key_workers/cover.html", more=more)
    action = partial(cover_placement, placement=placement, covers=absence.user, today=request.access.today)
    to = partial(to_next_cover, request.access, absence)
    return answer_form(request, form, action, page, about=placement, on="worker", to=to)
