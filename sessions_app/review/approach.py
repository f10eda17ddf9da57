"""A manager looks at how time is offered to a child who chooses not to: one form, one row, and nothing about blame."""

from __future__ import annotations

import datetime as dt
from functools import partial
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from children.models import Placement
from children.placements.page import child_and_placement
from homes.acting import lock, named, same_case
from homes.audit import record_change
from homes.forms import Asked, Dated, PlainDate, Words
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import User
from homes.permissions import Permission, check_may
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.models import ApproachReview


class Ways(Asked, forms.MultipleChoiceField):
    """What will be tried: any of them, or none yet."""


class ApproachForm(Dated):
    reviewed_on = PlainDate(
        gettext_lazy("Day you looked at it"),
        gettext_lazy("Enter the day you looked at it"),
        named=gettext_lazy("The day"),
        past=True,
        suggest_today=True,
    )
    ways = Ways(
        gettext_lazy("What we will try"),
        choices=[
            (ApproachReview.Way.OTHER_ADULT, gettext_lazy("Another adult offers")),
            (ApproachReview.Way.OTHER_WAY, gettext_lazy("Another kind of time")),
            (ApproachReview.Way.ADVOCATE, gettext_lazy("Offer {child} an advocate")),
            (ApproachReview.Way.ASK, gettext_lazy("Ask {child} what would help")),
            (ApproachReview.Way.WAIT, gettext_lazy("Keep offering, without pressing")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    said = Words(
        gettext_lazy("What you think, and what we will do"),
        gettext_lazy("Enter what you think, and what we will do"),
        hint=gettext_lazy("About how we offer time. {child} may read this one day."),
    )


@transaction.atomic
def look_at_approach(
    *, placement: Placement, by: User, reviewed_on: dt.date, ways: list[str], said: str
) -> ApproachReview:
    """Keep what a manager thinks of how time is offered. The same sent twice is kept once."""
    lock(placement)
    twin = ApproachReview.objects.filter(placement=placement, noted_by=by, reviewed_on=reviewed_on, said=said)
    if (found := twin.first()) is not None:
        return found
    review = ApproachReview(
        **same_case(placement),
        placement=placement,
        reviewed_on=reviewed_on,
        ways=list(ways),
        said=said,
        **named("noted_by", by, "noted"),
    )
    record_change(review, by=by)
    return review


@require_http_methods(["GET", "POST"])
def review_approach(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_may(request.access, Permission.REVIEW_APPROACH, placement.home_id if placement else None)
    form = ApproachForm(posted(request), today=request.access.today)
    page = FormPage(
        _("How we offer time"),
        _("Keep this"),
        _("Kept. The row of offers is counted from this day."),
        tab_title=_("How we offer time"),
    )
    action = partial(look_at_approach, placement=placement)
    return answer_form(
        request, form, action, page, to=("sessions:for_child", person.public_id), about=placement
    )
