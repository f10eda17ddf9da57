"""Who inspects a home, for which days."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from homes.forms.pages import FormPage, answer_button, answer_form, posted
from homes.inspectors.actions import give_inspection_access, grants_of, withdraw_inspection_access
from homes.inspectors.forms import InspectionForm
from homes.models import Home
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def _home_to_inspect(request: HttpRequest, home: UUID) -> Home:
    place = request.access.home(home)
    check_may(request.access, Permission.GIVE_INSPECTION_ACCESS, place.pk)
    return place


@require_http_methods(["GET", "POST"])
def inspectors(request: HttpRequest, home: UUID) -> HttpResponse:
    """Give a named inspector read-only access, and see who has had it."""
    place, now = _home_to_inspect(request, home), request.access.now
    form = InspectionForm(posted(request), now=now)
    grants = grants_of(place, now=now, site=request.build_absolute_uri("/"))
    page = FormPage(
        done=_("Access was given. It ends by itself."),
        template="homes/inspectors/inspectors.html",
        more={"home": place, "grants": grants},
    )
    site = request.build_absolute_uri("/").rstrip("/")
    action = partial(give_inspection_access, home=place, now=now, site=site)
    to = "homes:inspectors", place.public_id
    return answer_form(request, form, action, page, on="email", to=to, answers=lambda: _asked(form))


def _asked(form: InspectionForm) -> dict[str, Any]:
    return {"name": form.cleaned_data["name"], "email": form.cleaned_data["email"], **form.period()}


@require_POST
def withdraw_inspector(request: HttpRequest, home: UUID, grant: UUID) -> HttpResponse:
    place = _home_to_inspect(request, home)
    given = get_object_or_404(place.inspections.select_related("user"), public_id=grant)
    action = partial(withdraw_inspection_access, grant=given, now=request.access.now)
    done = _("%(name)s can no longer read this home.") % {"name": given.user.full_name}
    return answer_button(request, action, done, to=("homes:inspectors", place.public_id))
