"""What limits a child: reading it before acting, recording it, looking at it again, ending it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from children.people.models import Person
from children.people.restrictions import actions
from children.people.restrictions.forms import (
    CompleteRestrictionForm,
    EndRestrictionForm,
    RestrictionForm,
    ReviewForm,
)
from children.people.restrictions.models import Restriction
from children.people.restrictions.page import months_between_reviews, restriction_page
from children.placements.models import Placement
from children.placements.page import child_and_placement
from children.placements.views import row_and_placement
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, done_already, posted
from homes.models import AccessEvent, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def _restriction_and_placement(
    request: HttpRequest, restriction: UUID
) -> tuple[Restriction, Placement | None]:
    rows = Restriction.objects.visible_to(request.access).select_related("home", "person")
    return row_and_placement(request, rows, restriction)


@require_GET
def restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    restriction, placement = _restriction_and_placement(request, restriction)
    page = restriction_page(restriction, placement, access=request.access)
    record_access(request.access, AccessEvent.What.PEOPLE, restriction, home_id=page.home_id)
    return render(
        request,
        "children/people/restrictions/restriction.html",
        {"page": page, "restriction": restriction, "child": restriction.child},
    )


@require_http_methods(["GET", "POST"])
def add_restriction(request: HttpRequest, child: UUID) -> HttpResponse:
    subject, placement = child_and_placement(request, child)
    check_may(request.access, Permission.RESTRICT, placement.home_id if placement else None)
    access = request.access
    around = Person.objects.visible_to(access).filter(child=subject).around_on(access.today)
    form = RestrictionForm(
        posted(request),
        around=around.order_by("role", "name", "pk"),
        managers=User.objects.managing([placement.home_id], access.today),
        people=User.objects.working_at([placement.home_id], access.today),
        today=access.today,
        months=months_between_reviews(placement.home, access.today),
    )
    done = _("The restriction was recorded. Tell the team, and tell %(child)s why.")
    done %= {"child": subject.known_as}
    page = FormPage(_("Record a restriction"), _("Record restriction"), done)
    action = partial(actions.restrict, placement=placement, today=access.today)
    to = "children:people", subject.public_id
    return answer_form(request, form, action, page, about=placement, on="authorised_by", to=to)


@require_http_methods(["GET", "POST"])
def review_restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    restriction, placement = _restriction_and_placement(request, restriction)
    check_may(request.access, Permission.RESTRICT, placement.home_id if placement else None)
    if restriction.ended_on is not None:
        return _already_over(request, restriction)
    months = months_between_reviews(placement.home, request.access.today)
    form = ReviewForm(posted(request), restriction=restriction, today=request.access.today, months=months)
    page = FormPage(_("Review restriction"), _("Record review"), _("The review was recorded."))
    action = partial(actions.review_restriction, restriction=restriction)
    return answer_form(
        request, form, action, page, about=placement, on="next_review_on", to=_page_of(restriction)
    )


@require_http_methods(["GET", "POST"])
def end_restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    restriction, placement = _restriction_and_placement(request, restriction)
    check_may(request.access, Permission.RESTRICT, placement.home_id if placement else None)
    if restriction.ended_on is not None:
        return _already_over(request, restriction)
    form = EndRestrictionForm(posted(request), restriction=restriction, today=request.access.today)
    done = _("The end was recorded. Tell the team, and tell %(child)s.") % {
        "child": restriction.child.known_as
    }
    page = FormPage(_("End restriction"), _("Record the end"), done)
    action = partial(actions.end_restriction, restriction=restriction)
    to = "children:people", restriction.child.public_id
    return answer_form(request, form, action, page, about=placement, on="ended_on", to=to)


@require_http_methods(["GET", "POST"])
def complete_restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    restriction, placement = _restriction_and_placement(request, restriction)
    check_may(request.access, Permission.RESTRICT, placement.home_id if placement else None)
    people = User.objects.working_at([placement.home_id], request.access.today)
    form = CompleteRestrictionForm(
        posted(request), restriction=restriction, people=people, today=request.access.today
    )
    page = FormPage(_("Add what was missing"), _("Add to the restriction"), _("It was added."))
    action = partial(actions.complete_restriction, restriction=restriction)
    return answer_form(request, form, action, page, about=placement, to=_page_of(restriction))


def _page_of(restriction: Restriction) -> tuple[str, UUID]:
    return "children:restriction", restriction.public_id


def _already_over(request: HttpRequest, restriction: Restriction) -> HttpResponse:
    words = _("This restriction has ended. What is recorded stands below.")
    return done_already(request, words, to=_page_of(restriction))
