"""Recording time with a child: choose, write, check, sign, read, add, void.

Every view: fetch in scope, authorise, bind, one action, redirect. Looking is logged; only POST changes anything.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from children.models import Child
from children.placements.page import can_be_written, child_and_stay, child_to_read, stay_to_write
from homes.audit import record_access
from homes.forms.pages import answer_button, posted
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.requests.place import at_place
from homes.staff.standing import manager_of
from homes.words import gettext as _
from sessions_app import actions, pages
from sessions_app.first_days.page import is_settling_in
from sessions_app.models import KeyWorkSession
from sessions_app.permissions import (
    can_record,
    check_can_adopt,
    check_can_edit_draft,
    check_can_record,
)
from sessions_app.plans.in_record import plan_asked, plan_of_today, to_record
from sessions_app.promises.in_form import stay_on_the_form, stays_on_the_form
from sessions_app.recording.adults import colleagues_of
from sessions_app.recording.another import record_to_repeat
from sessions_app.recording.fields import readable
from sessions_app.recording.forms import RecordForm, answers_of
from sessions_app.recording.moments import MomentForm
from sessions_app.recording.tries import TRIED
from sessions_app.signed.childs_part.page import Said, said_of, told_by_child
from sessions_app.signed.childs_part.permissions import can_hand_over
from sessions_app.signed.forms import SignForm
from sessions_app.signed.list_filter import SessionFilter
from sessions_app.signed.suggesting import KEPT_KEY, take_suggestion
from sessions_app.worries.page import must_tell, tell_url

UNPROCESSABLE, CONFLICT = 422, 409

# --- fetching in scope -----------------------------------------------------------------------------


def _child(request: HttpRequest, child: UUID) -> Child:
    return get_object_or_404(Child.objects.visible_to(request.access), public_id=child)


def _session(request: HttpRequest, session: UUID) -> KeyWorkSession:
    found = KeyWorkSession.objects.visible_to(request.access).select_related(
        "child",
        "home",
        "author",
        "placement",
        "plan",
        "signature",
        "voided_by",
        "drafted_by",
        "worry_told_to",
    )
    record = get_object_or_404(found, public_id=session)
    request.access.speak_of(record.home_id)
    return record


def _child_and_draft(request: HttpRequest, child: UUID, session: UUID) -> tuple[Child, KeyWorkSession | None]:
    """The stored draft of an address, or None while nothing has been written at it. It brings its child with it."""
    found = KeyWorkSession.objects.visible_to(request.access).select_related(
        "placement__home", "child", "home", "plan"
    )
    mine = found.filter(public_id=session, child__public_id=child)
    draft = mine.first()
    if draft is None and pages.is_taken(session):
        draft = mine.first()  # of many hands that send the first words at once, another was first
        if draft is None:
            raise Http404  # somebody else's draft: the address of it shows nothing, not even an empty form
    return (draft.child, draft) if draft is not None else (_child(request, child), None)


def _log(
    request: HttpRequest, what: AccessEvent.What, *, home_id: int | None, child: Child, object_id: int | None
) -> None:
    record_access(request.access, what, home_id=home_id, child_id=child.pk, object_id=object_id)


# --- writing ---------------------------------------------------------------------------------------


@require_GET
def choose_child(request: HttpRequest) -> HttpResponse:
    """Who was it with? One tap each."""
    home_id = request.home.pk if request.home else None
    check_may(request.access, Permission.RECORD_SESSIONS, home_id)
    children = Child.objects.visible_to(request.access).living_at(home_id, request.access.today).by_name()
    record_access(request.access, AccessEvent.What.FORM, home_id=home_id)
    context = {"children": children, "home": request.home}
    return render(request, "sessions_app/choose_child.html", context)


@require_GET
def new(request: HttpRequest, child: UUID) -> HttpResponse:
    """Lead to this person's open draft for the child, or to an empty form. Writes nothing."""
    found, stay = child_and_stay(request, child)
    check_can_record(request.access, found, stay)
    plan = plan_asked(stay, request.GET.get("plan", ""))
    draft = None if "fresh" in request.GET else pages.open_draft(request.access, stay, plan)
    if draft is None:
        plan = plan or plan_of_today(stay, request.access)
        form = pages.within(stay, reverse("sessions:edit", args=[found.public_id, uuid.uuid4()]))
        return redirect(to_record(form, plan))
    messages.info(request, pages.carrying_on(draft))
    return redirect("sessions:edit", found.public_id, draft.public_id)


def _record_form(
    request: HttpRequest,
    child: Child,
    draft: KeyWorkSession | None,
    data: Any = None,
    *,
    finishing: bool = True,
    kind: type[RecordForm] = RecordForm,
    like: KeyWorkSession | None = None,
) -> RecordForm:
    """The form of the stay the record belongs to, once this person may record there: a draft keeps its own."""
    access = request.access
    if draft is not None:
        check_can_edit_draft(access, draft)
        placement = draft.placement
        plan = None
    else:
        placement = stay_to_write(child, access, asked=request.GET.get("stay", ""))
        check_can_record(access, child, placement)
        plan = plan_asked(placement, request.GET.get("plan", ""))
    return kind(
        data,
        child=child,
        placement=placement,
        access=access,
        colleagues=colleagues_of(access, placement),
        manager=manager_of(placement.home, access),
        session=draft,
        plan=plan,
        like=like,
        finishing=finishing,
    )


def _save(request: HttpRequest, form: RecordForm, session: UUID) -> KeyWorkSession:
    return actions.save_draft(
        public_id=session,
        child=form.child,
        placement=form.placement,
        by=request.user,
        fields=form.draft_fields(),
        version=form.based_on,
    )


def keep_or_show(
    request: HttpRequest, form: RecordForm, session: UUID, *, again: Callable[..., HttpResponse]
) -> KeyWorkSession | HttpResponse:
    """The draft as saved; or the page that shows both versions of it, or the form `again` with why it was not."""
    try:
        return _save(request, form, session)
    except actions.VersionConflict as conflict:
        return _show_conflict(request, form, conflict.saved)
    except actions.UnableToSave as error:
        form.add_error(None, str(error))
        return again(request, form, session, status=UNPROCESSABLE)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, child: UUID, session: UUID) -> HttpResponse:
    """The record form. "Check and sign" asks for four answers; "Save and finish later" takes what there is."""
    found, draft = _child_and_draft(request, child, session)
    if draft is not None and not draft.is_draft:
        return redirect("sessions:detail", draft.public_id)
    if request.method == "GET":
        return _show_form(request, found, draft, session)
    finish, staying = request.POST.get("finish"), stays_on_the_form(request)
    later = finish in ("later", "another", "picture")
    form = _record_form(request, found, draft, readable(request.POST), finishing=not (later or staying))
    if not form.is_valid():
        return _render_form(request, form, session, status=UNPROCESSABLE)
    if staying and draft is None and not form.says_something():
        return stay_on_the_form(request, form, session)
    saved = keep_or_show(request, form, session, again=_render_form)
    if isinstance(saved, HttpResponse):
        return saved
    if staying:
        return stay_on_the_form(request, form, session)
    if must_tell(saved):  # a worry waits neither for a signature nor for another day
        return redirect(tell_url(saved))
    if later:
        if finish == "another" and saved.happened:
            return redirect("sessions:another", saved.public_id)
        if finish == "picture":
            return redirect("sessions:pictures", saved.public_id)
        messages.success(
            request, _("Saved as a draft. Only you and the managers here can read it. Sign it when you can.")
        )
        return redirect(reverse("homes:front") + at_place(request))
    return redirect("sessions:check", saved.public_id)


def _show_form(
    request: HttpRequest, child: Child, draft: KeyWorkSession | None, session: UUID
) -> HttpResponse:
    """The page as first opened, or with kept words. With `?check` a draft shows at once what is still to answer."""
    asked = draft is not None and "check" in request.GET
    data = answers_of(draft, today=request.access.today) if asked else readable(posted(request))
    asked_like = request.GET.get("like", "") if draft is None and data is None else ""
    like = record_to_repeat(request.access, asked_like)
    form = _record_form(request, child, draft, data, like=like)
    about = {"home_id": form.placement.home_id, "object_id": draft.pk if draft else None}
    _log(request, AccessEvent.What.FORM, child=child, **about)
    return _render_form(request, form, session)


def _render_form(request: HttpRequest, form: RecordForm, session: UUID, *, status: int = 200) -> HttpResponse:
    settling_in = is_settling_in(form.placement, request.access.today)
    context = {**pages.record_page(request.access, form, session), "settling_in": settling_in}
    return render(request, "sessions_app/edit.html", context, status=status)


def _show_conflict(request: HttpRequest, form: RecordForm, saved: KeyWorkSession) -> HttpResponse:
    context = {"form": None, "child": form.child, **pages.conflict(form, saved, today=request.access.today)}
    return render(request, "sessions_app/conflict.html", context, status=CONFLICT)


@require_POST
def autosave(request: HttpRequest, child: UUID, session: UUID) -> HttpResponse:
    """Keep what somebody is typing. Answers with the line "Saved at 9:14pm" and the version it made."""
    found, draft = _child_and_draft(request, child, session)
    kind = MomentForm if MomentForm.MARK in request.POST else RecordForm
    form = _record_form(request, found, draft, readable(request.POST), finishing=False, kind=kind)
    form.is_valid()
    if form.text_error():
        return _saved_line(request, problem=form.text_error(), status=UNPROCESSABLE)
    if draft is None and not form.says_something():
        return _saved_line(request, version=form.based_on)
    try:
        saved = _save(request, form, session)
    except actions.VersionConflict as conflict:
        context = {"child": found, **pages.conflict(form, conflict.saved, today=request.access.today)}
        return render(request, "sessions_app/_conflict.html", context, status=CONFLICT)
    except actions.UnableToSave as error:
        return _saved_line(request, problem=str(error), status=UNPROCESSABLE)
    return _saved_line(request, version=saved.version, saved_at=request.access.now)


def _saved_line(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "sent/_saved.html", context, status=status)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, session: UUID) -> HttpResponse:
    """The author gives up a draft, after being asked."""
    draft = _session(request, session)
    check_can_edit_draft(request.access, draft)
    if request.method == "POST":
        action = partial(actions.discard_draft, draft, now=request.access.now)
        to = reverse("homes:front") + at_place(request)
        return answer_button(request, action, _("Draft discarded."), to=to)
    return render(request, "sessions_app/discard.html", {"session": draft, "child": draft.child})


# --- checking and signing --------------------------------------------------------------------------


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, session: UUID) -> HttpResponse:
    """Read it once more, then sign. Signing twice lands on the signed page like signing once."""
    draft = _session(request, session)
    if not draft.is_draft:
        if (
            request.method == "POST" and draft.author_id == request.user.pk
        ):  # the second click of a double click
            messages.success(request, pages.thanks(draft))
        return redirect("sessions:detail", draft.public_id)
    answers = answers_of(draft, today=request.access.today)
    record = _record_form(request, draft.child, draft, answers)
    if not record.is_valid():
        return redirect(_edit_url(draft) + "?check")
    if must_tell(draft):
        return redirect(tell_url(draft))
    if "suggestion" in request.POST:
        return take_suggestion(request, draft)
    said = said_of(draft, request.access)
    asked = {"session": draft, "today": request.access.today, "by": request.user, "now": request.access.now}
    form = SignForm(readable(posted(request)), told=told_by_child(said), **asked)
    if request.method == "POST" and form.is_valid():
        return _sign(request, draft, form)
    if request.method == "GET":
        _log(request, AccessEvent.What.FORM, home_id=draft.home_id, child=draft.child, object_id=draft.pk)
    return _show_check(request, draft, form, said, talk=record.talk if draft.outcome in TRIED else "")


def _edit_url(draft: KeyWorkSession) -> str:
    return reverse("sessions:edit", args=[draft.child.public_id, draft.public_id])


def _show_check(
    request: HttpRequest, draft: KeyWorkSession, form: SignForm, said: list[Said], *, talk: str
) -> HttpResponse:
    kept = request.session.get(KEPT_KEY, {}).get(str(draft.public_id), [])
    context = pages.check_page(request.access, draft, kept=kept) | {
        "said": said,
        "may_hand_over": can_hand_over(request.access, draft),
    }
    status = UNPROCESSABLE if request.method == "POST" and form.errors else 200
    return render(request, "sessions_app/check.html", {"form": form, "talk": talk, **context}, status=status)


def _sign(request: HttpRequest, draft: KeyWorkSession, form: SignForm) -> HttpResponse:
    answers = form.cleaned_data
    try:
        actions.sign_session(
            draft,
            by=request.user,
            now=request.access.now,
            late_reason=answers.get("late_reason", ""),
            child_part=form.childs_part,
            share_on=answers.get("share_on"),
            version=answers["version"],
        )
    except actions.VersionConflict:
        messages.warning(request, _("This draft was changed somewhere else. Read it again before you sign."))
        return redirect("sessions:check", draft.public_id)
    except actions.UnableToSign as error:  # voided, or emptied in another tab, while the page was open
        messages.warning(request, str(error))
        return redirect("sessions:check", draft.public_id)
    messages.success(request, pages.thanks(draft))
    return redirect(pages.after_signing(request.access, draft))


@require_POST
def adopt(request: HttpRequest, session: UUID) -> HttpResponse:
    """A manager takes over the draft of somebody who has left or is away for long."""
    found = _session(request, session)
    check_can_adopt(request.access, found)
    action = partial(actions.adopt_draft, found, now=request.access.now)
    done = _("The draft is yours now. The record keeps who began it.")
    return answer_button(request, action, done, to=("sessions:detail", found.public_id))


@require_GET
def for_child(request: HttpRequest, child: UUID) -> HttpResponse:
    """Every signed record of a child, newest first, a page at a time; drafts on top for those who may read them."""
    found, shown = child_to_read(request, child)
    home_id = shown.home_id if shown else None
    _log(request, AccessEvent.What.SESSIONS, home_id=home_id, child=found, object_id=None)
    context = pages.sessions_list(
        request.access,
        found,
        form=SessionFilter(request.GET, child=found, access=request.access),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    written = shown if can_be_written(shown, request.access) else None
    context["may_record"] = can_record(request.access, found, written)
    return render(request, "sessions_app/for_child.html", context)
