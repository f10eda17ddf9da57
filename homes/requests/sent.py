"""A form is done once however often it is sent, and what was typed is there again after signing in.

Each form carries a key: whose it is, on which page it stands, and a number of its own, signed. Sending the same form
again leads where it led the first time; other words under the same key are shown beside the first. A form that comes
after its session has ended is kept, encrypted, for its person alone, and opens filled in once they have signed in.

Where a page says so (`FormPage.keeps`), what is typed is kept while it is written: `static/autosave.js` sends the whole
form to its own address with `?keep`. Who left it half done finds it there; once it is sent it is gone.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from homes.dates import now
from homes.models import SentForm, User
from homes.requests.sorry import sorry
from homes.words import gettext as _

FIELD, PARAMETER, KEEP, EMPTY = "form_key", "sent", "keep", "fresh"
SALT = "keywork.form"
KEPT_FOR = dt.timedelta(hours=24)
NEVER_KEPT = ("csrfmiddlewaretoken", FIELD)
CONFLICT = 409
AN_ID = re.compile(r"[0-9a-f-]{32,36}(, [0-9a-f-]{32,36})*")  # what was chosen, not what was typed


@dataclass(frozen=True, slots=True)
class FormKey:
    """What the key of a form says, once its signature has been checked."""

    owner: str
    number: str
    page: str

    def is_of(self, user: Any) -> bool:
        return user.is_authenticated and user.public_id.hex == self.owner


# --- keys -------------------------------------------------------------------------------------------


def new_key(request: HttpRequest) -> str:
    """For a form about to be shown. A form shown again with its errors still stands on the page it came from."""
    sent = read_key(request)
    page = sent.page if sent else request.path
    return signing.dumps([request.user.public_id.hex, secrets.token_hex(16), page], salt=SALT)


def read_key(request: HttpRequest) -> FormKey | None:
    """The key a form was sent with; None without one, or with one nobody of ours made in the last day."""
    if request.method != "POST" or FIELD not in request.POST:
        return None
    try:
        return FormKey(*signing.loads(request.POST[FIELD], salt=SALT, max_age=KEPT_FOR))
    except signing.BadSignature:
        return None


# --- what was typed ---------------------------------------------------------------------------------


def _typed(request: HttpRequest) -> list[tuple[str, list[str]]]:
    return sorted((name, values) for name, values in request.POST.lists() if name not in NEVER_KEPT)


def _digest(request: HttpRequest) -> str:
    """Of every word and every file: two forms are the same only when nothing differs."""
    digest = hashlib.sha256(json.dumps([request.path, _typed(request)]).encode())
    for name, file in sorted(request.FILES.items()):
        digest.update(f"{name}/{file.name}/{file.size}".encode())
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    return digest.hexdigest()


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{SALT}{settings.SECRET_KEY}".encode()).digest()))


def _seal(request: HttpRequest) -> bytes:
    """No password is ever kept."""
    words = [(name, values) for name, values in _typed(request) if "password" not in name]
    return _cipher().encrypt(json.dumps(words).encode())


@dataclass(frozen=True)
class Kept:
    """What somebody typed, as its form binds it and as a page shows it."""

    form: SentForm
    data: QueryDict

    @property
    def words(self) -> Iterable[tuple[str, str]]:
        """Each answer that says something, under the name of its question."""
        for name, values in self.data.lists():
            said = ", ".join(value for value in values if value.strip())
            if said and name not in ("version", "later") and not AN_ID.fullmatch(said):
                yield name.replace("_", " ").capitalize(), said


def _open(form: SentForm) -> Kept:
    data = QueryDict(mutable=True)
    for name, values in json.loads(_cipher().decrypt(bytes(form.words))):
        data.setlist(name, values)
    return Kept(form, data)


def kept_for(request: HttpRequest) -> Kept | None:
    """What waits for this person on this page, where the address asks for it."""
    number = request.GET.get(PARAMETER, "")
    if request.method != "GET" or not number or not request.user.is_authenticated:
        return None
    since = now() - KEPT_FOR
    found = SentForm.objects.filter(
        user=request.user, key=number[:32], page=request.path, answer="", sent_at__gte=since
    )
    form = found.first()
    return _open(form) if form is not None else None


def keep(request: HttpRequest, key: FormKey) -> HttpResponse:
    """Keep what was sent for the person whose form it is, and lead there: past signing in, if they are signed out."""
    request.is_kept = True
    owner = User.objects.filter(public_id=key.owner, is_active=True).first()
    back = where_it_waits(request, key, owner) if owner is not None else key.page
    if request.user.is_authenticated and not key.is_of(request.user):
        return sorry(
            request,
            _("This form was somebody else’s"),
            _("It was opened by a person who has signed out since. Nothing was recorded."),
            _(
                "What was typed is kept for that person until this time tomorrow. They find it when they sign in."
            ),
            status=CONFLICT,
        )
    if key.is_of(request.user):
        return redirect(back)
    messages.info(
        request, _("You were signed out. What you typed is kept for you: sign in, and it is there again.")
    )
    return redirect_to_login(back)


def where_it_waits(request: HttpRequest, key: FormKey, owner: User) -> str:
    """A form that was done already leads to what it did; with other words it is kept under a number of its own."""
    digest = _digest(request)
    done = SentForm.objects.filter(user=owner, key=key.number).exclude(answer="").first()
    if done is not None and done.digest == digest:
        return done.answer
    form, _is_new = SentForm.objects.update_or_create(
        user=owner,
        key=key.number if done is None else secrets.token_hex(16),
        defaults={
            "page": key.page, "path": request.path, "words": _seal(request), "digest": digest, "sent_at": now(),
        },
    )  # fmt: skip
    return f"{key.page}?{PARAMETER}={form.key}"


# --- what is being typed ------------------------------------------------------------------------------


def keep_typed(request: HttpRequest, key: FormKey) -> HttpResponse:
    """Keep what somebody has typed so far. Answers with the line "Saved at 9:14pm", or none: it has been sent already.

    Under a number of its own: the row of the key itself is for the form that is sent.
    """
    request.is_typing = True
    at, mine = now(), SentForm.objects.filter(user=request.user)
    if mine.filter(key=key.number).exclude(answer="").exists():
        return render(request, "sent/_saved.html")
    SentForm.objects.update_or_create(
        user=request.user,
        key=hashlib.sha256(f"typed {key.number}".encode()).hexdigest()[:32],
        defaults={
            "page": key.page, "path": request.path, "words": _seal(request), "digest": _digest(request), "sent_at": at,
        },
    )  # fmt: skip
    return render(request, "sent/_saved.html", {"saved_at": at})


def typed_on(request: HttpRequest) -> Kept | None:
    """What this person typed last on this page in the past day, and has not sent."""
    if request.method != "GET" or EMPTY in request.GET:
        return None
    waiting = SentForm.objects.filter(
        user=request.user, page=request.path, answer="", sent_at__gte=now() - KEPT_FOR
    )
    form = waiting.order_by("-sent_at", "-pk").first()
    return _open(form) if form is not None else None


def forget(*, at: dt.datetime) -> int:
    """Throw away what is older than a day. Nothing of it is a record."""
    return SentForm.objects.filter(sent_at__lt=at - KEPT_FOR).delete()[0]


# --- once -------------------------------------------------------------------------------------------


class SentFormMiddleware:
    """Stands after the person is known and before anybody is sent away to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.sent = kept_for(request)
        key = read_key(request)
        if key is None or not key.is_of(request.user) or is_in_the_background(request):
            return self.get_response(request)
        return self._once(request, key)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        key = read_key(request)
        if key is None:
            return None
        if not key.is_of(request.user):
            return keep(request, key)
        return keep_typed(request, key) if KEEP in request.GET else None

    def _once(self, request: HttpRequest, key: FormKey) -> HttpResponse:
        """The first to come holds the key to the end of its transaction; whoever comes meanwhile waits and finds it."""
        digest, mine = _digest(request), SentForm.objects.filter(user=request.user)
        with transaction.atomic():
            form, is_first = mine.get_or_create(
                key=key.number,
                defaults={
                    "user": request.user, "page": key.page, "path": request.path, "words": _seal(request),
                    "digest": digest, "sent_at": now(),
                },
            )  # fmt: skip
            if not is_first and form.answer:
                return redirect(form.answer) if form.digest == digest else _both(request, form)
            response = self.get_response(request)
            if getattr(request, "is_kept", False):
                return response  # not acted on: the page's token was of an earlier session
            if response.status_code in (302, 303):
                mine.filter(pk=form.pk).update(answer=response["Location"], digest=digest)
                mine.filter(page=key.page, answer="").delete()  # what waited has been sent after all
            else:
                mine.filter(pk=form.pk).delete()
        return response


def is_in_the_background(request: HttpRequest) -> bool:
    """Sent by a script while somebody goes on writing: the same form comes again and again, and is meant to."""
    return KEEP in request.GET or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def _both(request: HttpRequest, form: SentForm) -> HttpResponse:
    """The form was done, and has come again with other words: neither is lost, and the person says which it is."""
    now_typed = QueryDict(mutable=True)
    for name, values in _typed(request):
        now_typed.setlist(name, values)
    then, again = _open(form), Kept(form, now_typed)
    context = {
        "form": form,
        "then": [answer for answer in then.words if answer not in set(again.words)],
        "again": [answer for answer in again.words if answer not in set(then.words)],
        "fields": [(name, value) for name, values in _typed(request) for value in values],
        "send_to": request.path,
    }
    return render(request, "sent/both.html", context, status=CONFLICT)
