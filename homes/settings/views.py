"""How the home works: anybody of the home reads it, a manager changes it from a day on and says why."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, done_already, go_on, posted, show_form
from homes.models import AccessEvent, HomeStandard
from homes.permissions import Permission, check_may
from homes.practice import ADDITIONS, SCHOOL_TERMS, Proposed
from homes.practice import LISTS as KINDS_OF_LIST
from homes.settings.actions import change_practice, change_standard, follow_guidance
from homes.settings.forms import (
    ChangeForm,
    LineForm,
    ProfileForm,
    StandardForm,
    TermsForm,
    WordForm,
    WordingForm,
)
from homes.settings.page import LIST_NAMES, OwnWays, Standard, Word
from homes.settings.sections import (
    ALL,
    LISTS,
    SCHOOL,
    SECTIONS,
    WORDS,
    Section,
    address_of,
    section_of,
    sections,
)
from homes.standards import CATALOGUE
from homes.words import gettext as _


@require_GET
def settings(request: HttpRequest, home: UUID) -> HttpResponse:
    ways = _ways(request, home, Permission.SEE_SETTINGS)
    record_access(request.access, AccessEvent.What.SETTINGS, home_id=ways.home.pk)
    page = {"home": ways.home, "ways": ways, "sections": sections(ways)}
    return render(request, "homes/settings/settings.html", page)


@require_GET
def settings_section(request: HttpRequest, home: UUID, section: str) -> HttpResponse:
    ways = _ways(request, home, Permission.SEE_SETTINGS)
    if section != ALL and section not in SECTIONS:
        raise Http404
    record_access(request.access, AccessEvent.What.SETTINGS, home_id=ways.home.pk)
    page = {"home": ways.home, "ways": ways, "section": Section(section, ways), "everything": section == ALL}
    return render(request, "homes/settings/settings_section.html", page)


@require_http_methods(["GET", "POST"])
def settings_profile(request: HttpRequest, home: UUID) -> HttpResponse:
    ways = _ways(request, home, Permission.CHANGE_SETTINGS)
    form = ProfileForm(posted(request), practice=ways.practice, today=request.access.today)
    page = _page(request, ways, _("Guidance followed"))
    if form.previewing():
        data, on = form.cleaned_data, form.preview_day
        proposed = [Proposed("profile", "profile", {"code": data["profile"]}, on)]
        proposed += [
            Proposed("addition", code, {"in_use": code in data["additions"]}, on) for code in ADDITIONS
        ]
        return _preview(request, form, page, ways.example(*proposed, on=on))
    action = partial(follow_guidance, home=ways.home, today=request.access.today)
    return _answer(request, ways, form, action, page, on="profile")


@require_http_methods(["GET", "POST"])
def settings_word(request: HttpRequest, home: UUID, term: str) -> HttpResponse:
    ways = _ways(request, home, Permission.CHANGE_SETTINGS)
    word = _word(ways, term)
    form = WordForm(posted(request), term=word.term, usual=word.usual, today=request.access.today)
    page = _page(request, ways, _("A word of your own"), section=WORDS, word=word)
    if form.previewing():
        proposed = Proposed("term", term, form.value(), form.preview_day)
        return _preview(request, form, page, ways.example(proposed, on=form.preview_day, keys=[term]))
    action = partial(change_practice, home=ways.home, kind="term", key=term, today=request.access.today)
    return _answer(
        request,
        ways,
        form,
        action,
        page,
        on="singular",
        answers=lambda: {"value": form.value(), **form.dated()},
    )


@require_http_methods(["GET", "POST"])
def settings_standard(request: HttpRequest, home: UUID, rule: str) -> HttpResponse:
    ways = _ways(request, home, Permission.CHANGE_SETTINGS)
    standard, today = _standard(ways, rule), request.access.today
    form = StandardForm(
        posted(request), figure=standard.figure, least=CATALOGUE[rule].default.least, today=today
    )
    page = _page(request, ways, standard.title, section=section_of(rule), standard=standard)
    action = partial(_change_standard, home=ways.home, rule_code=rule, today=today)
    return _answer(request, ways, form, action, page, on="amount")


def _change_standard(*, why: str, **said: Any) -> HomeStandard | None:
    return change_standard(reason=why, **said)


@require_http_methods(["GET", "POST"])
def settings_list(request: HttpRequest, home: UUID, kind: str) -> HttpResponse:
    ways = _ways(request, home, Permission.CHANGE_SETTINGS)
    if kind not in KINDS_OF_LIST:
        raise Http404
    asked = WordingForm if kind == "wording" else LineForm
    form = asked(posted(request), kind=kind, lines=ways.lines(kind), today=request.access.today)
    title, tab_title = str(LIST_NAMES[kind]), _("A list of the home")
    page = _page(request, ways, title, section=LISTS, tab_title=tab_title, lines=ways.shown(kind))
    action = partial(change_practice, home=ways.home, kind=kind, today=request.access.today)
    return _answer(
        request, ways, form, action, page, on="line", answers=lambda: {**form.change(), **form.dated()}
    )


@require_http_methods(["GET", "POST"])
def settings_terms(request: HttpRequest, home: UUID, year: int) -> HttpResponse:
    ways = _ways(request, home, Permission.CHANGE_SETTINGS)
    found = next((one for one in ways.school_years if one.year == year), None)
    if found is None:
        raise Http404
    form = TermsForm(posted(request), days=found.days, today=request.access.today)
    page = _page(request, ways, found.title, section=SCHOOL)
    action = partial(
        change_practice, home=ways.home, kind=SCHOOL_TERMS, key=str(year), today=request.access.today
    )
    return _answer(request, ways, form, action, page, on="autumn", answers=form.change)


def _ways(request: HttpRequest, home: UUID, permission: Permission) -> OwnWays:
    place = request.access.home(home)
    check_may(request.access, permission, place.pk)
    return OwnWays(place, request.access)


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


def _changed(request: HttpRequest, to: str, changed: object) -> HttpResponse:
    if not changed:
        return done_already(request, _("That is how it is already. Nothing was changed."), to=to)
    return go_on(request, _("Changed. It counts from the day you chose."), to)


def _page(
    request: HttpRequest, ways: OwnWays, title: str, *, section: str = "", tab_title: str = "", **more: object
) -> FormPage:
    """One page for every change, each with a template of its own. `section`: where what it changes stands."""
    template = f"homes/settings/{request.resolver_match.url_name}.html"
    overview = reverse("compliance:settings", args=[ways.home.public_id])
    back = address_of(ways.home, section) if section else overview
    back_text = str(SECTIONS[section]) if section else _("Settings")
    shown = {"home": ways.home, "ways": ways, "back_text": back_text, **more}
    return FormPage(title, template=template, tab_title=tab_title, back=back, more=shown)


def _answer(
    request: HttpRequest, ways: OwnWays, form: ChangeForm, action: Any, page: FormPage, **how: Any
) -> HttpResponse:
    if request.method == "GET":
        record_access(request.access, AccessEvent.What.SETTINGS, home_id=ways.home.pk)
    return answer_form(request, form, action, page, to=partial(_changed, request, page.back), **how)


def _preview(request: HttpRequest, form: ChangeForm, page: FormPage, preview: object) -> HttpResponse:
    """How it would read, with nothing saved."""
    return show_form(request, form, replace(page, more={**page.more, "preview": preview}))
