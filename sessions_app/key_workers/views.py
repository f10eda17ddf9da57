"""Who holds a child: naming, changing and ending, and telling the child."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from children.key_workers import actions
from children.key_workers.models import AssignmentRole
from children.key_workers.page import key_workers_page
from children.models import Child, KeyWorkerAssignment, Placement
from children.placements.page import child_and_placement
from children.placements.permissions import can_assign, check_can_assign
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, done_already, log_form, posted, show_form
from homes.models import AccessEvent, User
from homes.templatetags.keywork_ui import kday, possessive
from homes.words import gettext as _
from sessions_app.key_workers.actions import change_key_worker as hand_over
from sessions_app.key_workers.actions import open_actions, sessions_to_come, tell_by
from sessions_app.key_workers.forms import ChangeKeyWorkerForm, EndKeyWorkerForm, NameKeyWorkerForm, ToldForm
from sessions_app.key_workers.suggestions import suggestions_for


def _held(request: HttpRequest, assignment: UUID) -> KeyWorkerAssignment:
    rows = KeyWorkerAssignment.objects.visible_to(request.access)
    rows = rows.select_related("child", "home", "worker", "placement__child", "placement__home")
    return get_object_or_404(rows, public_id=assignment)


def _page_of(child: Child) -> tuple[str, UUID]:
    return "compliance:key_workers", child.public_id


def _people(request: HttpRequest, placement: Placement):
    return User.objects.working_at([placement.home_id], request.access.today)


def _deciders(request: HttpRequest, placement: Placement):
    return User.objects.managing([placement.home_id], request.access.today)


def _since(held: KeyWorkerAssignment) -> dict[str, str]:
    return {"who": held.name_then, "day": kday(held.started_on)}


def _already_over(request: HttpRequest, held: KeyWorkerAssignment) -> HttpResponse:
    log_form(request, held)
    words = _("%(name)s is already down with a last day. What is recorded stands below.")
    return done_already(request, words % {"name": held.name_then}, to=_page_of(held.child))


@require_GET
def key_workers(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    may = can_assign(request.access, placement)
    home_id = placement.home_id if placement else None
    record_access(request.access, AccessEvent.What.KEY_WORKERS, home_id=home_id, child_id=person.pk)
    page = key_workers_page(person, placement, access=request.access, may=may)
    context = {
        "child": person,
        "placement": placement,
        "page": page,
        "may_assign": may,
    }
    return render(request, "sessions_app/key_workers/key_workers.html", context)


@require_http_methods(["GET", "POST"])
def name_key_worker(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_can_assign(request.access, placement)
    form = NameKeyWorkerForm(
        posted(request),
        suggestions=suggestions_for(placement, access=request.access),
        people=_people(request, placement),
        today=request.access.today,
    )
    done = _("The {key worker} was recorded. Tell %(child)s who it is.") % {"child": person.known_as}
    page = FormPage(_("Name {a key worker}"), _("Name {key worker}"), done, back=_page_of(person))
    most = request.access.practice_of(placement.home).most_at_once
    action = partial(actions.assign_key_worker, placement=placement, most_at_once=most)
    return answer_form(request, form, action, page, about=placement, on="worker", to=_page_of(person))


@require_http_methods(["GET", "POST"])
def change_key_worker(request: HttpRequest, assignment: UUID) -> HttpResponse:
    held = _held(request, assignment)
    check_can_assign(request.access, held.placement)
    if held.ended_on is not None:
        return _already_over(request, held)
    form = _change_form(request, held)
    page = FormPage(
        _("Change %(whose)s {key worker}") % {"whose": possessive(held.child.known_as)},
        _("Continue"),
        _("The change was recorded."),
        template="sessions_app/key_workers/change_key_worker.html",
        tab_title=_("Change of {key worker}"),
        line=_("Now: %(who)s, since %(day)s") % _since(held),
        back=_page_of(held.child),
        more={"held": held},
    )
    if "back" in request.POST and form.is_valid():
        return show_form(request, form, page, child=held.child)
    sent = request.method == "POST" and form.is_valid()
    if sent and not form.cleaned_data["child_told_on"] and "tell_later" not in request.POST:
        by_on = tell_by(held.placement, form.cleaned_data["started_on"], as_of=request.access.today)
        template = "sessions_app/key_workers/change_key_worker_pause.html"
        pause = FormPage(template=template, more={"tell_by": by_on})
        return show_form(request, form, pause, child=held.child)
    most = request.access.practice_of(held.home).most_at_once
    action = partial(hand_over, assignment=held, most_at_once=most, now=request.access.now)
    return answer_form(
        request,
        form,
        action,
        page,
        about=held,
        on="worker",
        to=_page_of(held.child),
        answers=lambda: _change(form),
    )


def _change_form(request: HttpRequest, held: KeyWorkerAssignment) -> ChangeKeyWorkerForm:
    access, placement = request.access, held.placement
    form = ChangeKeyWorkerForm(
        posted(request),
        held=held,
        suggestions=suggestions_for(placement, access=access, without=held.worker),
        people=_people(request, placement),
        promised=open_actions(held.child, held.worker, access=access),
        sessions_planned=len(sessions_to_come(held, from_on=access.today)),
        today=access.today,
    )
    form.offer_reasons(access.practice_of(placement.home), _deciders(request, placement), access.user)
    return form


def _change(form: ChangeKeyWorkerForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "worker": said["worker"],
        "on": said["started_on"],
        "end_reason": said["end_reason"],
        "end_note": said["end_note"],
        "decided_by": said["decided_by"],
        "told": form.told,
        "meetings": form.meetings,
        "actions_to": form.actions_to,
        "sessions_to": form.sessions_to,
    }


@require_http_methods(["GET", "POST"])
def end_key_worker(request: HttpRequest, assignment: UUID) -> HttpResponse:
    held, access = _held(request, assignment), request.access
    check_can_assign(access, held.placement)
    if held.ended_on is not None:
        return _already_over(request, held)
    form = EndKeyWorkerForm(posted(request), held=held, today=access.today)
    form.offer_reasons(access.practice_of(held.home), _deciders(request, held.placement), access.user)
    covers = held.role == AssignmentRole.COVER
    title = _("%(who)s stops covering") if covers else _("%(who)s stops being {key worker}")
    page = FormPage(
        title % {"who": held.name_then},
        _("Record the change"),
        _("The change was recorded. Name who follows."),
        tab_title=_("End of {key worker}"),
        back=_page_of(held.child),
    )
    action = partial(_end, assignment=held)
    to = "compliance:name_key_worker", held.child.public_id
    return answer_form(request, form, action, page, about=held, to=to)


def _end(*, decided_by: User, **said: Any) -> None:
    actions.end_assignment(end_decided_by=decided_by, **said)


@require_http_methods(["GET", "POST"])
def child_told(request: HttpRequest, assignment: UUID) -> HttpResponse:
    held = _held(request, assignment)
    check_can_assign(request.access, held.placement)
    people = _people(request, held.placement)
    form = ToldForm(posted(request), people=people, today=request.access.today)
    action, to = partial(_told, assignment=held), _page_of(held.child)
    page = FormPage(
        _("%(name)s was told") % {"name": held.child.known_as},
        _("Note it"),
        _("It was noted that the child was told."),
        tab_title=_("The child was told"),
        line=_("%(who)s, since %(day)s") % _since(held),
        back=to,
    )
    return answer_form(request, form, action, page, about=held, on="child_told_on", to=to)


def _told(*, child_told_on: dt.date, child_told_by: User, **said: Any) -> None:
    actions.record_told(told_on=child_told_on, told_by=child_told_by, **said)
