"""What the whole team thinks about a child's relationships: reading it, and writing down a talk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from children.models import Child
from children.team import UnableToReflect, reflect_as_team
from children.views import child_and_stay, log_form
from compliance.forms import ReflectionForm
from compliance.reflections import reflections_page
from homes.audit import record_access
from homes.models import AccessEvent, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


@require_GET
def reflections(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = reflections_page(person, access=request.access, before=request.GET.get("before", ""))
    record_access(request.access, AccessEvent.What.TEAM, home_id=page.home_id, child_id=person.pk)
    return render(request, "compliance/reflections.html", {"page": page, "child": person})


@require_http_methods(["GET", "POST"])
def add_reflection(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_may(request.access, Permission.REFLECT_AS_TEAM, stay.home_id if stay else None)
    form = ReflectionForm(
        request.POST if request.method == "POST" else None,
        stay=stay,
        questions=request.access.practice_of(stay.home).questions,
        people=User.objects.working_at([stay.home_id], request.access.today),
        me=request.access.user,
        today=request.access.today,
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            reflect_as_team(stay=stay, by=request.access.user, **form.talk())
        except UnableToReflect as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("What the team said was kept."))
            return redirect("compliance:reflections", person.public_id)
    page = {"form": form, "child": person}
    return render(request, "compliance/add_reflection.html", page, status=422 if form.is_bound else 200)
