"""The form that ends a placement."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from children.moving_on import actions
from children.moving_on.forms import MoveOnForm
from children.moving_on.still_open import still_open
from children.placements.page import child_and_placement
from children.placements.permissions import check_can_move
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import Home
from homes.requests.place import at_place
from homes.words import gettext as _


@require_http_methods(["GET", "POST"])
def move_on(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_can_move(request.access, placement)
    ours = Home.objects.visible_to(request.access).filter(provider=person.provider_id)
    homes = ours.exclude(
        pk=placement.home_id
    )  # never another provider's, also for somebody who works for both
    form = MoveOnForm(posted(request), placement=placement, homes=homes, today=request.access.today)
    page = FormPage(
        _("Moving on"),
        _("Record moving on"),
        _("The day of moving on was recorded."),
        template="children/moving_on/move_on.html",
        more={"open": still_open(placement, request.access)},
    )
    action = partial(actions.move_on, placement=placement)
    to = reverse("compliance:children") + at_place(request)
    return answer_form(request, form, action, page, about=placement, on="moved_on_on", to=to)
