"""Somebody takes a wording suggestion, or keeps their own words and is not asked again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sessions_app import actions, pages
from sessions_app.models import KeyWorkSession
from sessions_app.signed.wording import Suggestion, reworded

KEPT_KEY = "kept_words"


def take_suggestion(request: HttpRequest, draft: KeyWorkSession) -> HttpResponse:
    """Use a suggested word, or keep one's own and not be asked again."""
    found = request.POST.get("suggestion", "")
    suggestion = next((one for one in pages.suggestions(request.access, draft) if one.found == found), None)
    if suggestion is None:
        return redirect("sessions:check", draft.public_id)
    do = request.POST.get("do", "")
    if do in ("use", "initial"):
        _reword(request, draft, suggestion.taken(do))
    else:
        kept = request.session.setdefault(KEPT_KEY, {})
        kept.setdefault(str(draft.public_id), []).append(found)
        request.session.modified = True
    return redirect("sessions:check", draft.public_id)


def _reword(request: HttpRequest, draft: KeyWorkSession, suggestion: Suggestion) -> None:
    try:
        actions.save_draft(
            public_id=draft.public_id,
            child=draft.child,
            placement=draft.placement,
            by=request.user,
            fields=reworded(draft, suggestion),
            version=draft.version,
        )
    except actions.UnableToSave as error:  # another tab was faster
        messages.warning(request, str(error))
