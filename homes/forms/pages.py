"""Pages that ask for something and then do one thing: a form, or a single button.

A view says what differs: which record, who may, which form, which action, and the words. What is the same stands here:
422 with the errors, what the action refuses beside its field, the words of success, and the way on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils.datastructures import MultiValueDict

from homes.acting import Unable
from homes.audit import record_access
from homes.models import AccessEvent
from homes.requests.sent import typed_on

Action = Callable[..., Any]
# Where to go: a record with a page of its own, an address, its name and ids, or any of these (or the whole answer)
# made of what the action gave back.
Way = Any


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words around one form, and the template that shows them."""

    title: str = ""
    button: str = ""
    done: str | Callable[[Any], str] = ""  # said after the action, or made of what it gave back
    template: str = "children/form.html"
    tab_title: str = ""  # where the title names somebody: a tab names nobody
    line: str = ""  # under the title, where it is not the child's name
    back: Way = None  # where the link back leads, where it is not the child's own page
    more: Mapping[str, Any] = field(default_factory=dict)  # what else the template reads
    keeps: bool = (
        False  # what is typed is kept while it is written, and is there again for who left it half done
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form to bind, or what was kept of it through signing in; None while the page is only opened.

    What was kept is shown and not acted on: who opens a page has not sent it again.
    """
    if request.method == "POST":
        return request.POST
    kept = getattr(request, "sent", None)
    return kept.data if kept is not None else None


def log_form(request: HttpRequest, about: Any) -> None:
    """Opening a form about a child opens the child's record. `about`: a record of a home and a child, or None."""
    if request.method == "GET" and about is not None:
        record_access(request.access, AccessEvent.What.FORM, about)


def answer_form(
    request: HttpRequest,
    form: forms.Form,
    action: Action,
    page: FormPage,
    *,
    to: Way,
    about: Any = None,
    on: str | None = None,
    answers: Callable[[], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """Show the form; or run the action with its answers and go on.

    `about`: the record the form is about, whose child the page names. `on`: the field an action's refusal is said at;
    without one it stands above the form. `answers`: the form's own reading of what was said, where it has one.
    """
    log_form(request, about)
    child = about.child if about is not None else None  # read before the action reads its rows again
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data if answers is None else answers()
        try:
            made = action(by=request.access.user, **said)
        except Unable as refusal:
            form.add_error(on, str(refusal))
        else:
            return go_on(request, page.done, to, made)
    return show_form(request, form, page, child=child)


def show_form(request: HttpRequest, form: forms.Form, page: FormPage, *, child: Any = None) -> HttpResponse:
    """The page as it is opened, and again with status 422 when something is wrong with what was sent."""
    back = page.back or child
    typed = typed_on(request) if page.keeps and not form.is_bound else None
    if typed is not None:
        begin_with(form, typed.data)
    context = {
        "form": form,
        "page_title": page.title,
        "tab_title": page.tab_title or page.title,
        "line": page.line,
        "button": page.button,
        "child": child,
        "back_url": _address(back) if back else "",
        "keeps": page.keeps,
        "typed": typed,
        **page.more,
    }
    return render(
        request, page.template, context, status=422 if request.method == "POST" and form.errors else 200
    )


def begin_with(form: forms.Form, typed: QueryDict) -> None:
    """What was typed before as the first answers of a form: half an answer is no mistake yet."""
    said = {
        name: asked.widget.value_from_datadict(typed, MultiValueDict(), form.add_prefix(name))
        for name, asked in form.fields.items()
        if not isinstance(asked, forms.FileField)
    }
    form.initial = {**form.initial, **said}


def answer_button(
    request: HttpRequest, action: Action, done: str | Callable[[Any], str], *, to: Way
) -> HttpResponse:
    """Run the action and go on. What it refuses is said there: a second click finds it done."""
    try:
        made = action(by=request.access.user)
    except Unable as refusal:
        return done_already(request, str(refusal), to=to)
    return go_on(request, done, to, made)


def go_on(request: HttpRequest, done: str | Callable[[Any], str], to: Way, made: Any = None) -> HttpResponse:
    """Say that it is done, and lead on."""
    words = done(made) if callable(done) else done
    if words:
        messages.success(request, words)
    return _redirect(to, made)


def done_already(request: HttpRequest, words: str, *, to: Way) -> HttpResponse:
    """A second click, or a second adult: what is recorded already is shown."""
    messages.info(request, words)
    return _redirect(to, None)


def _redirect(to: Way, made: Any) -> HttpResponse:
    way = to(made) if callable(to) else to
    return way if isinstance(way, HttpResponse) else redirect(_address(way))


def _address(way: Way) -> str:
    return resolve_url(*way) if isinstance(way, tuple) else resolve_url(way)
