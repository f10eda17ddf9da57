"""The week's update to the social worker, drafted from signed sessions."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from children.models import SocialWorkerUpdate
from children.placements.forms import days_of
from children.placements.page import child_and_stay
from children.social_worker import actions
from children.social_worker.actions import as_letter
from children.social_worker.forms import UpdateForm
from homes.forms.pages import FormPage, answer_form, posted, show_form
from homes.permissions import Permission, check_may
from homes.templatetags.keywork_ui import possessive
from homes.words import gettext as _
from sessions_app.social_worker.draft import draft_of_the_week


def _update(kept: SocialWorkerUpdate) -> tuple[str, UUID]:
    return "children:update", kept.public_id


@require_http_methods(["GET", "POST"])
def draft_update(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    draft = draft_of_the_week(placement, access=request.access) if request.method == "GET" else None
    initial = draft.initial if draft else None
    form = UpdateForm(posted(request), **days_of(placement, request.access.today), initial=initial)
    page = FormPage(
        _("This week’s update"),
        done=_("The update was kept as it was sent."),
        template="sessions_app/social_worker/draft_update.html",
        line=_("For %(name)s social worker. Good news first.") % {"name": possessive(person.known_as)},
        back=("compliance:social_worker", person.public_id),
        more={"draft": draft},
    )
    if "back" in request.POST and form.is_valid():
        return show_form(request, form, page, child=person)
    if "letter" in request.POST and form.is_valid():
        context = {"form": form, "child": person, "letter": as_letter(form.parts())}
        return render(request, "children/social_worker/update_letter.html", context)
    action = partial(actions.file_update, placement=placement)
    return answer_form(request, form, action, page, about=placement, on="sent_on", to=_update)
