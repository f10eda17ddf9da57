"""The social worker's page, the week's update, asking for a visit, and specialist support."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from children import news_actions
from children.models import Child, SocialWorkerUpdate, SupportNeed
from children.news_actions import as_letter
from children.news_forms import ChaseForm, NeedForm, StepForm, UpdateForm
from children.placements.page import child_and_stay
from children.placements.permissions import check_can_record_plan
from children.placements.tabs import people_pages, record_tabs
from children.placements.views import row_and_stay
from compliance.news_draft import draft_of_the_week, social_worker_of
from compliance.social_worker_page import social_worker_page
from compliance.support_page import support_page
from homes.audit import record_access
from homes.form_pages import FormPage, answer_form, posted, show_form
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def _child(request: HttpRequest, child: UUID) -> Child:
    return get_object_or_404(Child.objects.visible_to(request.access), public_id=child)


def _tabs(request: HttpRequest, person: Child, home_id: int | None, page: str) -> dict:
    return {
        "tabs": record_tabs(person, request.access, current="people", home_id=home_id),
        "pages": people_pages(person, current=page),
    }


def _update(kept: SocialWorkerUpdate) -> tuple[str, UUID]:
    return "compliance:update", kept.public_id


def _page(back: str, title: str, button: str, done: str, **more: str) -> FormPage:
    return FormPage(title, button, done, "compliance/news_form.html", {"back": back, **more})


@require_GET
def social_worker(request: HttpRequest, child: UUID) -> HttpResponse:
    person = _child(request, child)
    page = social_worker_page(person, access=request.access, before=request.GET.get("before", ""))
    home_id = page.stay.home_id if page.stay else None
    record_access(request.access, AccessEvent.What.UPDATES, home_id=home_id, child_id=person.pk)
    context = {"page": page, "child": person, **_tabs(request, person, home_id, "social_worker")}
    return render(request, "compliance/social_worker.html", context)


@require_http_methods(["GET", "POST"])
def draft_update(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_CONTACTS, stay.home_id if stay else None)
    draft = draft_of_the_week(stay, access=request.access) if request.method == "GET" else None
    initial = draft.initial if draft else None
    form = UpdateForm(posted(request), today=request.access.today, initial=initial)
    context = {"draft": draft}
    done = _("The update was kept as it was sent.")
    page = FormPage(done=done, template="compliance/draft_update.html", more=context)
    if form.is_valid() and "back" in request.POST:
        return show_form(request, form, page, child=person)
    if form.is_valid() and "letter" in request.POST:
        context = {"form": form, "child": person, "letter": as_letter(form.parts())}
        return render(request, "compliance/update_letter.html", context)
    action = partial(news_actions.file_update, stay=stay)
    return answer_form(request, form, action, page, about=stay, on="sent_on", to=_update)


@require_GET
def update(request: HttpRequest, update: UUID) -> HttpResponse:
    rows = SocialWorkerUpdate.objects.visible_to(request.access).select_related("child", "home")
    sent = get_object_or_404(rows, public_id=update)
    request.access.speak_of(sent.home_id)
    record_access(
        request.access,
        AccessEvent.What.UPDATES,
        home_id=sent.home_id,
        child_id=sent.child_id,
        object_id=sent.pk,
    )
    return render(request, "compliance/update.html", {"sent": sent, "child": sent.child})


@require_http_methods(["GET", "POST"])
def chase_visit(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_CONTACTS, stay.home_id if stay else None)
    worker, today = social_worker_of(person, request.access), request.access.today
    first = {"asked_on": today, "asked_whom": worker.name if worker else ""}
    form = ChaseForm(posted(request), today=today, initial=first)
    back = "compliance:social_worker"
    page = _page(back, _("We asked for a visit"), _("Note that we asked"), _("It was noted that we asked."))
    action = partial(news_actions.ask_for_visit, stay=stay)
    return answer_form(request, form, action, page, about=stay, on="asked_on", to=(back, person.public_id))


@require_GET
def support(request: HttpRequest, child: UUID) -> HttpResponse:
    person = _child(request, child)
    page = support_page(person, access=request.access, before=request.GET.get("before", ""))
    home_id = page.stay.home_id if page.stay else None
    record_access(request.access, AccessEvent.What.SUPPORT, home_id=home_id, child_id=person.pk)
    context = {"page": page, "child": person, **_tabs(request, person, home_id, "support")}
    return render(request, "compliance/support.html", context)


@require_http_methods(["GET", "POST"])
def add_need(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_can_record_plan(request.access, stay)
    today, back = request.access.today, "compliance:support"
    form = NeedForm(posted(request), today=today, initial={"seen_on": today})
    done = _("The need was written down. Ask for support next.")
    page = _page(back, _("A need for specialist support"), _("Write it down"), done)
    action = partial(news_actions.add_need, stay=stay)
    return answer_form(request, form, action, page, about=stay, to=(back, person.public_id))


@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, need: UUID) -> HttpResponse:
    rows = SupportNeed.objects.visible_to(request.access).select_related("home")
    seen, stay = row_and_stay(request, rows, need)
    check_can_record_plan(request.access, stay)
    today, back = request.access.today, "compliance:support"
    form = StepForm(posted(request), today=today, initial={"happened_on": today})
    done = _("The step was written down.")
    page = _page(back, _("The next step"), _("Write the step down"), done, lead=seen.what)
    action = partial(news_actions.add_step, need=seen, stay=stay)
    return answer_form(
        request, form, action, page, about=stay, on="happened_on", to=(back, seen.child.public_id)
    )
