"""What the whole team thinks about a child's relationships: reading it, and writing down a talk."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from children.placements.forms import days_of
from children.placements.models import Child
from children.placements.page import child_and_stay
from children.team.actions import reflect_as_team
from children.team.forms import ReflectionForm
from children.team.page import reflections_page
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


@require_GET
def reflections(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = reflections_page(person, access=request.access, before=request.GET.get("before", ""))
    record_access(request.access, AccessEvent.What.TEAM, home_id=page.home_id, child_id=person.pk)
    return render(request, "children/team/reflections.html", {"page": page, "child": person})


@require_http_methods(["GET", "POST"])
def add_reflection(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_stay(request, child)
    check_may(request.access, Permission.REFLECT_AS_TEAM, placement.home_id if placement else None)
    form = ReflectionForm(
        posted(request),
        placement=placement,
        questions=request.access.practice_of(placement.home).questions,
        people=User.objects.working_at([placement.home_id], request.access.today),
        me=request.access.user,
        **days_of(placement, request.access.today),
    )
    action, to = partial(reflect_as_team, placement=placement), ("children:reflections", person.public_id)
    page = FormPage(
        _("Write down a talk"),
        _("Keep this"),
        _("What the team said was kept."),
        template="children/team/add_reflection.html",
        tab_title=_("A talk of the team"),
        line=_("About %(name)s, who may read this one day.") % {"name": person.known_as},
        back=to,
    )
    return answer_form(request, form, action, page, about=placement, to=to, answers=form.talk)
