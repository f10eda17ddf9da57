"""How the home works: anybody of the home reads it, a manager changes it from a day on and says why."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from compliance.own_ways import LIST_NAMES, OwnWays, Standard, Word
from compliance.sentences import is_within
from compliance.setting_forms import ChangeForm, LineForm, ProfileForm, StandardForm, WordForm
from homes.actions import change_practice, change_standard, follow_guidance
from homes.audit import record_access
from homes.models import AccessEvent, Home
from homes.own_ways import UnableToChange
from homes.permissions import Permission, check_may
from homes.practice import ADDITIONS, LISTS, Proposed
from homes.words import gettext as _


@require_GET
def settings(request: HttpRequest, home: UUID) -> HttpResponse:
    ways = _ways(request, home, Permission.SEE_SETTINGS)
    record_access(request.access, AccessEvent.What.SETTINGS, home_id=ways.home.pk)
    return render(request, "compliance/settings.html", {"home": ways.home, "ways": ways})


@require_http_methods(["GET", "POST"])
def settings_profile(request: HttpRequest, home: UUID) -> HttpResponse:
    ways = _ways(request, home, Permission.CHANGE_SETTINGS)
    form = ProfileForm(_sent(request), practice=ways.practice, today=request.access.today)
    page = {"form": form, "title": _("Guidance followed")}
    if form.previewing():
        data, on = form.cleaned_data, form.preview_day
        proposed = [Proposed("profile", "profile", {"code": data["profile"]}, on)]
        proposed += [
            Proposed("addition", code, {"in_use": code in data["additions"]}, on) for code in ADDITIONS
        ]
        return _show(request, ways, preview=ways.example(*proposed, on=on), **page)
    if form.is_valid():
        try:
            changed = follow_guidance(
                home=ways.home, by=request.access.user, today=request.access.today, **form.cleaned_data
            )
        except UnableToChange as error:
            form.add_error("profile", str(error))
        else:
            return _changed(request, ways, changed)
    return _show(request, ways, **page)


@require_http_methods(["GET", "POST"])
def settings_word(request: HttpRequest, home: UUID, term: str) -> HttpResponse:
    ways = _ways(request, home, Permission.CHANGE_SETTINGS)
    word = _word(ways, term)
    form = WordForm(_sent(request), term=word.term, usual=word.usual, today=request.access.today)
    page = {"form": form, "title": _("A word of your own"), "word": word}
    if form.previewing():
        proposed = Proposed("term", term, form.value(), form.preview_day)
        return _show(request, ways, preview=ways.example(proposed, on=form.preview_day, keys=[term]), **page)
    if form.is_valid():
        try:
            changed = change_practice(
                home=ways.home,
                kind="term",
                key=term,
                value=form.value(),
                by=request.access.user,
                today=request.access.today,
                **form.dated(),
            )
        except UnableToChange as error:
            form.add_error("singular", str(error))
        else:
            return _changed(request, ways, changed)
    return _show(request, ways, **page)


@require_http_methods(["GET", "POST"])
def settings_standard(request: HttpRequest, home: UUID, rule: str) -> HttpResponse:
    ways = _ways(request, home, Permission.CHANGE_SETTINGS)
    standard = _standard(ways, rule)
    form = StandardForm(
        _sent(request),
        figure=standard.figure,
        least=0 if is_within(rule) else 1,
        today=request.access.today,
    )
    if form.is_valid():
        try:
            changed = change_standard(
                home=ways.home,
                rule_code=rule,
                amount=form.cleaned_data["amount"],
                applies_from=form.cleaned_data["applies_from"],
                reason=form.cleaned_data["why"],
                by=request.access.user,
                today=request.access.today,
            )
        except UnableToChange as error:
            form.add_error("amount", str(error))
        else:
            return _changed(request, ways, changed)
    return _show(request, ways, form=form, title=standard.title, standard=standard)


@require_http_methods(["GET", "POST"])
def settings_list(request: HttpRequest, home: UUID, kind: str) -> HttpResponse:
    ways = _ways(request, home, Permission.CHANGE_SETTINGS)
    if kind not in LISTS:
        raise Http404
    form = LineForm(_sent(request), kind=kind, lines=ways.lines(kind), today=request.access.today)
    if form.is_valid():
        try:
            changed = change_practice(
                home=ways.home,
                kind=kind,
                by=request.access.user,
                today=request.access.today,
                **form.change(),
                **form.dated(),
            )
        except UnableToChange as error:
            form.add_error("line", str(error))
        else:
            return _changed(request, ways, changed)
    return _show(request, ways, form=form, title=str(LIST_NAMES[kind]), lines=ways.shown(kind))


def _ways(request: HttpRequest, home: UUID, permission: Permission) -> OwnWays:
    place = get_object_or_404(Home.objects.visible_to(request.access), public_id=home)
    check_may(request.access, permission, place.pk)
    return OwnWays(place, request.access)


def _sent(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _word(ways: OwnWays, term: str) -> Word:
    """The idea with this code, unless the law has named it."""
    found = next((word for word in ways.words if word.key == term and not word.by_law), None)
    if found is None:
        raise Http404
    return found


def _standard(ways: OwnWays, rule: str) -> Standard:
    found = next((one for one in ways.standards if one.code == rule and one.editable), None)
    if found is None:
        raise Http404
    return found


def _changed(request: HttpRequest, ways: OwnWays, changed: object) -> HttpResponse:
    if changed:
        messages.success(request, _("Changed. It counts from the day you chose."))
    else:
        messages.info(request, _("That is how it is already. Nothing was changed."))
    return redirect("compliance:settings", ways.home.public_id)


def _show(request: HttpRequest, ways: OwnWays, *, form: ChangeForm, **page: object) -> HttpResponse:
    """One page for every change: 422 with the errors; how it reads, with nothing saved, when that was asked."""
    if request.method == "GET":
        record_access(request.access, AccessEvent.What.SETTINGS, home_id=ways.home.pk)
    template = f"compliance/{request.resolver_match.url_name}.html"
    status = 422 if form.is_bound and "preview" not in page else 200
    return render(request, template, {"form": form, "home": ways.home, "ways": ways, **page}, status=status)
