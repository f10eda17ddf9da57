"""A record in the child's hands: handed over, written in, given back with the adult's password."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from children.file.actions import too_many_uploads
from children.file.views import shown_picture
from children.models import Placement
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_button, answer_form, posted
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.requests.handed_over import hand_over, handed_over, take_back
from homes.requests.sent import PARAMETER
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession
from sessions_app.plans.card import next_time
from sessions_app.signed.childs_part import page as pages
from sessions_app.signed.childs_part.actions import keep_childs_part, note_declined
from sessions_app.signed.childs_part.actions import withdraw_childs_part as withdraw_part
from sessions_app.signed.childs_part.forms import ChildsPartForm, TakeBackForm, WithdrawForm
from sessions_app.signed.childs_part.models import ChildsPart
from sessions_app.signed.childs_part.permissions import (
    check_can_hand_over,
    check_can_withdraw_part,
    stay_of_today,
)
from sessions_app.views import UNPROCESSABLE, _session


def _asked(request: HttpRequest, session: UUID) -> tuple[KeyWorkSession, Placement]:
    """The record and the stay of today, once this person may hand it to the child."""
    found = _session(request, session)
    stay = stay_of_today(request.access, found)
    check_can_hand_over(request.access, found, stay)
    request.access.speak_of(found.home_id)  # the page is about the record, wherever the child lives by now
    return found, stay


def _then(session: KeyWorkSession) -> str:
    """Where the adult goes on: to signing, or to the record."""
    name = "sessions:check" if session.is_draft else "sessions:detail"
    return reverse(name, args=[session.public_id])


@require_http_methods(["GET", "POST"])
def hand_to_child(request: HttpRequest, session: UUID) -> HttpResponse:
    """What the child is about to see, and the button that opens only that."""
    found, stay = _asked(request, session)
    if request.method == "POST":
        if request.POST.get("do") == "declined":
            return _declined(request, found, stay)
        address = reverse("sessions:childs_turn", args=[found.public_id])
        hand_over(request, page=address, back=reverse("sessions:give_back"), then=_then(found))
        kept = request.POST.get(PARAMETER, "")
        return redirect(f"{address}?{PARAMETER}={kept}" if kept.isalnum() else address)
    record_access(request.access, AccessEvent.What.FORM, found)
    context = {
        "session": found,
        "child": found.child,
        "shown": pages.shown_to_child(found),
        "wrote": pages.wrote_it(found, request.access.today),
        "back_url": _then(found),
        "kept": request.GET.get(PARAMETER, ""),
    }
    return render(request, "sessions_app/signed/childs_part/hand_to_child.html", context)


@require_GET
def childs_copy(request: HttpRequest, session: UUID) -> HttpResponse:
    """One signed record on paper, for the child to keep."""
    found, _stay = _asked(request, session)
    if found.is_draft:
        raise PermissionDenied(_("A copy is made of a signed record. Sign it first."))
    record_access(request.access, AccessEvent.What.SESSION, found)
    context = pages.childs_copy(found, request.access)
    return render(request, "sessions_app/signed/childs_part/childs_copy.html", context)


@require_GET
def childs_drawing(request: HttpRequest, childs_part: UUID) -> HttpResponse:
    """What the child drew, as a picture beside the record. It can do nothing but be looked at."""
    part = _part(request, childs_part)
    if part.drawing is None:
        raise Http404
    if hasattr(part, "withdrawn"):  # another child's
        check_may(request.access, Permission.SEE_HOME_HISTORY, part.home_id)
    record_access(request.access, AccessEvent.What.DOCUMENT, part)
    return shown_picture(part.drawing)


@require_http_methods(["GET", "POST"])
def withdraw_childs_part(request: HttpRequest, childs_part: UUID) -> HttpResponse:
    """Another child wrote on this child's page: a manager says so."""
    part = _part(request, childs_part)
    check_can_withdraw_part(request.access, part)
    page = FormPage(
        title=_("Was it another child?"),
        done=_("Withdrawn. The words are kept in the history."),
        back=part.session.get_absolute_url(),
    )
    action = partial(withdraw_part, part)
    to = part.session.get_absolute_url()
    return answer_form(request, WithdrawForm(posted(request)), action, page, to=to, about=part, on="reason")


def _part(request: HttpRequest, childs_part: UUID) -> ChildsPart:
    rows = ChildsPart.objects.visible_to(request.access)
    rows = rows.select_related("drawing", "withdrawn", "session", "child", "home")
    return get_object_or_404(rows, public_id=childs_part)


def _declined(request: HttpRequest, session: KeyWorkSession, stay: Placement) -> HttpResponse:
    action = partial(note_declined, session, stay=stay, now=request.access.now)
    done = _("Noted: %(child)s did not want to.") % {"child": session.child.known_as}
    return answer_button(request, action, done, to=_then(session))


@require_http_methods(["GET", "POST"])
def childs_turn(request: HttpRequest, session: UUID) -> HttpResponse:
    """The child's page. It opens in handed-over sessions only; to anybody else it is the page before."""
    mark = handed_over(request)
    try:
        found, stay = _asked(request, session)
    except (Http404, PermissionDenied):
        if mark is None:
            raise
        return redirect("sessions:give_back")  # voided or moved on meanwhile: the way out stays open
    if mark is None:
        kept = request.GET.get(PARAMETER, "")
        address = reverse("sessions:hand_to_child", args=[found.public_id])
        return redirect(f"{address}?{PARAMETER}={kept}" if kept.isalnum() else address)
    shown = pages.shown_to_child(found)
    adult = request.user.first_name
    full = bool(request.FILES) and too_many_uploads(request.user, now=request.access.now)
    form = ChildsPartForm(posted(request), request.FILES or None, adult=adult, full=full)
    facts = {"stay": stay, "now": request.access.now, "handed_at": mark.at, "read_hash": shown.hash}
    about = {"session": found, "child": found.child, "wrote": pages.wrote_it(found, request.access.today)}
    page = FormPage(
        template="sessions_app/signed/childs_part/childs_turn.html",
        more={"shown": shown, "adult": adult, "next_time": next_time(found.child, request.access), **about},
    )
    if request.method == "GET":
        record_access(request.access, AccessEvent.What.SESSION, found)
    return answer_form(
        request, form, partial(keep_childs_part, found, **facts), page, to="sessions:give_back"
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest) -> HttpResponse:
    """Thanks, and the password of the adult: the only way on. Needs no record, so that nothing can shut it."""
    mark = handed_over(request)
    if mark is None:
        return redirect("homes:front")
    form = TakeBackForm(posted(request), by=request.user, now=request.access.now)
    if request.method == "POST" and form.is_valid():
        return redirect(take_back(request))
    status = UNPROCESSABLE if request.method == "POST" and form.errors else 200
    context = {"form": form, "adult": request.user.first_name, "turn_url": mark.page}
    return render(request, "sessions_app/signed/childs_part/give_back.html", context, status=status)
