"""Writing down what the child says and wants, and what adults did about it. Each leads back to About and goals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from children import own_actions as actions
from children import own_forms as own
from children.models import AboutMe, Child, Explained, Goal, ImportantDate, Placement, RemovedItem
from children.views import child_and_stay, log_form, show_form
from homes.models import User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def _to_write(request: HttpRequest, child: UUID) -> tuple[Child, Placement]:
    """The child and the stay somebody may write about. Out of scope: 404; not theirs to write: 403."""
    person, stay = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_FILE, stay.home_id if stay else None)
    return person, stay


def _found(request: HttpRequest, model: Any, public_id: UUID, *, of_this_stay: bool = False) -> Any:
    """A record in scope with its child, and the stay to write about. `of_this_stay`: never another stay's."""
    row = get_object_or_404(
        model.objects.visible_to(request.access).select_related("child"), public_id=public_id
    )
    person, stay = _to_write(request, row.child.public_id)
    if of_this_stay and row.placement_id != stay.pk:
        raise PermissionDenied(_("This belongs to an earlier stay. It can be read there."))
    return row, person, stay


def _form(request: HttpRequest, kind: type, stay: Placement, **more: Any) -> Any:
    return kind(
        request.POST if request.method == "POST" else None,
        stay=stay,
        today=request.access.today,
        me=request.access.user,
        people=User.objects.working_at([stay.home_id], request.access.today),
        **more,
    )


def _answer(
    request: HttpRequest,
    person: Child,
    stay: Placement,
    form: Any,
    keep: Callable[[], object],
    *,
    title: str,
    button: str,
    done: str,
    tab: str = "",
) -> HttpResponse:
    """One form, one action, back to the page; what the action refuses is said above the form."""
    log_form(request, stay)
    if form.is_valid():
        try:
            keep()
        except actions.UnableToNote as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect("compliance:about", person.public_id)
    return show_form(request, form, title=title, button=button, child=person, tab_title=tab)


@require_http_methods(["GET", "POST"])
def add_about(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = _to_write(request, child)
    last = (
        AboutMe.objects.visible_to(request.access).filter(child=person).order_by("-agreed_on", "-pk").first()
    )
    said = {name: getattr(last, name) for name in (*AboutMe.PARTS, "said_how")} if last else {}
    form = _form(request, own.AboutForm, stay, initial=said)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.say_about_me(stay=stay, by=request.access.user, **form.cleaned_data),
        title=_("About %(child)s") % {"child": person.known_as},
        tab=_("In the child’s own words"),
        button=_("Save this version"),
        done=_("The new version was kept. Earlier versions stay as they were."),
    )


@require_http_methods(["GET", "POST"])
def add_date(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = _to_write(request, child)
    form = _form(request, own.DateForm, stay)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.add_date(stay=stay, by=request.access.user, **form.date()),
        title=_("Add a date"),
        button=_("Add date"),
        done=_("The date was added. The team is told ahead."),
    )


@require_http_methods(["GET", "POST"])
def end_date(request: HttpRequest, date: UUID) -> HttpResponse:
    row, person, stay = _found(request, ImportantDate, date)
    form = _form(request, own.EndDateForm, stay)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.end_date(
            date=row, ended_on=request.access.today, by=request.access.user, **form.cleaned_data
        ),
        title=_("Take off: %(what)s") % {"what": row.title},
        tab=_("Take a date off"),
        button=_("Take off the list"),
        done=_("The date was taken off. It stays in the history."),
    )


@require_http_methods(["GET", "POST"])
def add_goal(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = _to_write(request, child)
    form = _form(request, own.GoalForm, stay)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.start_goal(stay=stay, by=request.access.user, **form.cleaned_data),
        title=_("Add a goal"),
        button=_("Add goal"),
        done=_("The goal was added. Add a small step when you notice one."),
    )


@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, goal: UUID) -> HttpResponse:
    row, person, stay = _found(request, Goal, goal)
    form = _form(request, own.StepForm, stay, goal=row)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.add_step(goal=row, stay=stay, by=request.access.user, **form.cleaned_data),
        title=_("Add a small step"),
        button=_("Add small step"),
        done=_("The small step was added."),
    )


@require_http_methods(["GET", "POST"])
def end_goal(request: HttpRequest, goal: UUID) -> HttpResponse:
    row, person, stay = _found(request, Goal, goal)
    form = _form(request, own.EndGoalForm, stay, goal=row)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.end_goal(goal=row, by=request.access.user, **form.cleaned_data),
        title=_("End the goal"),
        button=_("End goal"),
        done=_("The goal has ended. Its steps stay."),
    )


@require_http_methods(["GET", "POST"])
def add_room_check(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = _to_write(request, child)
    form = _form(request, own.RoomCheckForm, stay)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.check_room(stay=stay, by=request.access.user, **form.cleaned_data),
        title=_("Room check"),
        button=_("Save room check"),
        done=_("The room check was noted."),
    )


@require_http_methods(["GET", "POST"])
def add_item(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = _to_write(request, child)
    form = _form(request, own.TakenForm, stay)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.take_away(stay=stay, by=request.access.user, **form.cleaned_data),
        title=_("Something taken away"),
        button=_("Note what was taken away"),
        done=_("It was noted. Give it back as soon as it is safe."),
    )


@require_http_methods(["GET", "POST"])
def note_item(request: HttpRequest, item: UUID) -> HttpResponse:
    row, person, stay = _found(request, RemovedItem, item, of_this_stay=True)
    form = _form(request, own.ItemNoteForm, stay, item=row)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.note_item(item=row, by=request.access.user, **form.cleaned_data),
        title=_("What became of it: %(what)s") % {"what": row.what},
        tab=_("What became of it"),
        button=_("Note it"),
        done=_("It was noted."),
    )


@require_http_methods(["GET", "POST"])
def add_explained(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = _to_write(request, child)
    form = _form(request, own.ExplainedForm, stay)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.explain(stay=stay, by=request.access.user, **form.cleaned_data),
        title=_("Given and explained"),
        button=_("Note what was explained"),
        done=_("It was noted."),
    )


@require_http_methods(["GET", "POST"])
def withdraw_explained(request: HttpRequest, explained: UUID) -> HttpResponse:
    row, person, stay = _found(request, Explained, explained, of_this_stay=True)
    form = _form(request, own.WithdrawForm, stay)
    return _answer(
        request,
        person,
        stay,
        form,
        lambda: actions.withdraw_explained(
            explained=row, withdrawn_on=request.access.today, by=request.access.user, **form.cleaned_data
        ),
        title=_("Withdraw a wrong entry"),
        button=_("Withdraw entry"),
        done=_("The entry was withdrawn. Its words stay."),
    )
