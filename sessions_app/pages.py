"""What each page of recording shows, gathered in a fixed number of queries. Views pass it on; templates only print."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from children.models import Child, Placement
from children.placements.page import left_lately_words
from homes.dates import london_day
from homes.models import User
from homes.permissions import Access
from homes.templatetags.keywork_ui import kdate, kday, ktime
from homes.words import gettext as _
from sessions_app.actions import DRAFT_FIELDS, plain
from sessions_app.models import Format, KeyWorkSession, SessionPlan, Voice
from sessions_app.plans.in_record import carried_words
from sessions_app.promises.lines import line_in_words
from sessions_app.promises.page import open_briefly
from sessions_app.recording.forms import RecordForm
from sessions_app.recording.pictures.page import pictures_in_words, pictures_of
from sessions_app.recording.progress import seemed_in_words, steps_in_words
from sessions_app.recording.purposes import purpose_words
from sessions_app.recording.saying import how_it_went, quoted, topic_words, who_was_there
from sessions_app.signed.list_filter import SessionFilter
from sessions_app.signed.page import after_moving_on, written_late
from sessions_app.signed.wording import Suggestion, suggestions_for
from sessions_app.strip.weeks import own_drafts
from sessions_app.worries.page import signed_words, told_words, worry_words

A_PAGE = 25


# --- the record form -------------------------------------------------------------------------------


def open_draft(access: Access, stay: Placement, plan: SessionPlan | None = None) -> KeyWorkSession | None:
    """This person's newest draft of today for a child, to carry on with; of a plan, the draft of that plan. One of
    another day, or of another placement, is another session; so is a small moment."""
    if plan is not None:
        return own_drafts(access).filter(plan=plan, placement=stay).order_by("-pk").first()
    of_today = Q(held_on__isnull=True) | Q(held_on=access.today)
    return own_drafts(access).filter(of_today, placement=stay, moment="").order_by("-pk").first()


def open_moment(access: Access, stay: Placement) -> KeyWorkSession | None:
    """A small moment this person began today and has not saved: it has no answer yet to whether there is a worry."""
    begun = {"held_on": access.today, "format": Format.QUICK_CHAT, "worry__isnull": True, "voice": ""}
    return own_drafts(access).filter(placement=stay, **begun).order_by("-pk").first()


def within(stay: Placement, url: str) -> str:
    """The address of a form that writes in a stay which is over: it says which."""
    return url if stay.moved_on_on is None else f"{url}?stay={stay.public_id}"


def after_signing(access: Access, session: KeyWorkSession) -> str:
    """To the record; to the first page, when only the draft of it was still within reach."""
    read = KeyWorkSession.objects.visible_to(access).filter(pk=session.pk).exists()
    return session.get_absolute_url() if read else reverse("homes:front")


def is_taken(public_id: uuid.UUID) -> bool:
    """Whether a record this person may not see already has an id. Asked so that its address stays empty."""
    return KeyWorkSession.objects.with_scopes_disabled().filter(public_id=public_id).exists()


def carrying_on(draft: KeyWorkSession) -> str:
    if draft.held_on is None:
        return _("You are carrying on with your draft.")
    return _("You are carrying on with your draft of %(day)s.") % {"day": kdate(draft.held_on)}


def record_page(access: Access, form: RecordForm, session: uuid.UUID) -> dict[str, Any]:
    address = [form.child.public_id, session]
    day = form.session.held_on if form.session else access.today
    return {
        "form": form,
        "child": form.child,
        "session": form.session,
        "autosave_url": within(form.placement, reverse("sessions:autosave", args=address)),
        "left": left_lately_words(form.placement, access),
        "saved_at": _saved_at(form.session, access),
        "carried": carried_words(form.carried) if form.carried else "",
        "agreed_before": open_briefly(form.child, access),
        "clashes": _other_drafts(form.child, day, access.user),
        "unfinished": own_drafts(access).filter(child=form.child).exclude(public_id=session).first(),
        "pictures": pictures_of(form.session) if form.session else [],
        **_starts(form.child.known_as),
    }


def _starts(name: str) -> dict[str, list[str]]:
    """How to begin: about the child, and to the child. Which of the two is shown follows what is ticked."""
    told, proud = _("%(child)s told me…"), _("I was proud of %(child)s when…")
    return {
        "starts": [
            _("What went well…"),
            told % {"child": name},
            _("I noticed…"),
            proud % {"child": name},
            _("We agreed…"),
        ],
        "starts_to_child": [
            _("You told me…"),
            _("I noticed…"),
            _("I was proud when…"),
            _("We agreed…"),
            _("What this means for you…"),
        ],
    }


def moment_page(access: Access, form: RecordForm, session: uuid.UUID) -> dict[str, Any]:
    return {
        "form": form,
        "child": form.child,
        "session": form.session,
        "autosave_url": reverse("sessions:autosave", args=[form.child.public_id, session]),
        "saved_at": _saved_at(form.session, access),
        "who": who_was_there(form.session, access.user) if form.session else "",
    }


def _saved_at(draft: KeyWorkSession | None, access: Access) -> dt.datetime | None:
    """When a draft was last saved, if that was today: "Saved at 9:14pm" would otherwise mislead."""
    at = draft.history.values_list("history_date", flat=True).first() if draft else None
    return at if at and london_day(at) == access.today else None


def _other_drafts(child: Child, day: dt.date | None, user: User) -> list[str]:
    """Who else has a draft for that day. Names only: not a word of it."""
    drafts = KeyWorkSession.objects.filter(child=child, held_on=day).drafts().exclude(author=user)
    return list(drafts.values_list("author__full_name", flat=True).distinct().order_by("author__full_name"))


def conflict(form: RecordForm, saved: KeyWorkSession, *, today: dt.date) -> dict[str, Any]:
    """Both versions side by side, and this person's answers again as a form made from the stored version."""
    mine = form.draft_fields()
    rows = [
        {
            "label": KeyWorkSession._meta.get_field(name).verbose_name.capitalize(),
            "mine": said(name, mine[name], saved, form.access),
            "saved": said(name, getattr(saved, name), saved, form.access),
        }
        for name in DRAFT_FIELDS
        if name in mine and plain(mine[name]) != plain(getattr(saved, name))
    ]
    return {
        "rows": rows,
        "saved": saved,
        "edit_url": reverse(form.address, args=[saved.child.public_id, saved.public_id]),
        "answers": [(name, value) for name in form.fields for value in _sent(form, name)],
    }


def _sent(form: RecordForm, name: str) -> list[str]:
    return [] if name == "version" else form.data.getlist(name)


def said(name: str, value: Any, session: KeyWorkSession, access: Access) -> str:
    """One stored answer in the words of the page."""
    if name == "people_present":
        return ", ".join(there["name"] for there in value)
    if name == "purposes":
        return ", ".join(purpose_words(session, access, value))
    if name == "topics":
        return ", ".join(topic_words(value))
    if name == "progress":
        return steps_in_words(value)
    if name == "held_on":
        return kdate(value)
    if name == "starts":
        return ktime(value)
    if name == "plan":
        return carried_words(value) if value else ""
    if name == "agreed":
        return "\n".join(line_in_words(line, session.child.known_as) for line in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choices = dict(KeyWorkSession._meta.get_field(name).flatchoices)
    return str(choices.get(value, "" if value is None else value))


# --- check and sign --------------------------------------------------------------------------------


def check_page(access: Access, draft: KeyWorkSession, *, kept: Iterable[str]) -> dict[str, Any]:
    edit = reverse("sessions:edit", args=[draft.child.public_id, draft.public_id])
    return {
        "session": draft,
        "child": draft.child,
        "edit_url": edit,
        "rows": [row | {"url": edit + row["at"]} for row in answer_rows(access, draft)],
        "told": told_words(draft) if draft.worry else "",
        "suggestions": suggestions(access, draft, kept=kept),
        "signing_as": access.user.full_name,
        "signing_at": f"{kday(access.now)}, {ktime(access.now)}",
    }


def suggestions(access: Access, draft: KeyWorkSession, *, kept: Iterable[str] = ()) -> list[Suggestion]:
    day = draft.held_on or access.today
    others = Child.objects.living_at(draft.home_id, day).exclude(pk=draft.child_id)
    return suggestions_for(
        draft,
        other_children=others.values_list("known_as", flat=True),
        listed=[str(item.text) for item in access.practice_of(draft.home).wordings],
        kept=set(kept),
    )


def answer_rows(access: Access, session: KeyWorkSession) -> list[dict[str, Any]]:
    """The record as rows, each with the place of its question in the form. An empty optional one is left out."""
    rows = [
        _row(
            _("When"), ", ".join(filter(None, [kdate(session.held_on), ktime(session.starts)])), "#id_when_0"
        ),
        _row(_("Where"), session.place, "#id_place", optional=True),
        _row(_("How"), how_it_went(session), "#id_went_0"),
        _row(_("Why"), session.reason, "#id_reason", optional=True),
        _row(_("With"), who_was_there(session, access.user), "#id_people_0", optional=not session.happened),
        _row(_("Words"), session.account, "#id_account", optional=True),
        _voice_row(session),
        _row(
            _("What it was for"),
            ", ".join(purpose_words(session, access)),
            "#id_purposes_0",
            optional=True,
        ),
        _row(_("Topics"), ", ".join(topic_words(session.topics)), "#id_topics_0", optional=True),
        _row(_("Small steps"), _steps(session), "#id_small_steps", optional=True),
        _row(_("Agreed"), _agreed(session), "#id_agreed_0_what", optional=True),
        _row(
            _("How %(child)s seemed") % {"child": session.child.known_as},
            seemed_in_words(session),
            "#id_seemed_before",
            optional=True,
        ),
        _row(_("Pictures"), pictures_in_words(session), "#pictures", optional=True),
        _row(_("Worry"), worry_words(session), "#id_worry_0"),
    ]
    return [row for row in rows if row["value"] or not row["optional"]]


def _row(label: str, value: str, at: str, *, optional: bool = False, voice: bool = False) -> dict[str, Any]:
    return {"label": label, "value": value, "at": at, "optional": optional, "voice": voice}


def _steps(session: KeyWorkSession) -> str:
    return "\n".join(filter(None, [steps_in_words(session.progress), session.small_steps]))


def _agreed(session: KeyWorkSession) -> str:
    lines = [line_in_words(line, session.child.known_as) for line in session.agreed]
    return "\n".join([*lines, *([session.next_steps] if session.next_steps else [])])


def _voice_row(session: KeyWorkSession) -> dict[str, Any]:
    if session.voice == Voice.WORDS:
        label = _("%(child)s said") % {"child": session.child.known_as}
        return _row(label, quoted(session.voice_text), "#id_voice_0", voice=True)
    if session.voice == Voice.NOTICED:
        return _row(_("I noticed"), session.voice_text, "#id_voice_0")
    return _row(_("Voice"), _("Not this time") if session.voice else "", "#id_voice_0", optional=True)


def thanks(session: KeyWorkSession) -> str:
    """What is said after signing. Only what is so by then."""
    thanks = _("Thank you for the time you gave %(child)s.") % {"child": session.child.known_as}
    return " ".join([_("Signed."), *signed_words(session), thanks])


# --- the list --------------------------------------------------------------------------------------


def sessions_list(
    access: Access, child: Child, *, form: SessionFilter, before: str, after: str
) -> dict[str, Any]:
    """One page of signed records by key (day, id): page 200 costs what page 1 does."""
    signed = form.narrow(KeyWorkSession.objects.visible_to(access).signed().filter(child=child))
    rows, is_first, has_older = _page(signed, before=before, after=after)
    drafts = _drafts(access, child) if is_first and not form.in_use else []
    return {
        "child": child,
        "sessions": [_line(session) for session in rows],
        "form": form,
        "drafts": [_line(session) for session in drafts],
        "newer": f"?{urlencode({**form.kept, 'after': rows[0].public_id})}" if rows and not is_first else "",
        "older": f"?{urlencode({**form.kept, 'before': rows[-1].public_id})}" if has_older else "",
        "is_first": is_first,
    }


def _page(signed: Any, *, before: str, after: str) -> tuple[list[KeyWorkSession], bool, bool]:
    """The rows, whether they are the first page, and whether older ones follow."""
    rows = signed.for_list().select_related("signature")
    mark = _mark(signed, after or before)
    if mark is not None and after:
        newer = rows.filter(Q(held_on__gt=mark[0]) | Q(held_on=mark[0], pk__gt=mark[1]))
        found = list(newer.order_by("held_on", "pk")[: A_PAGE + 1])
        if len(found) > A_PAGE:
            return found[:A_PAGE][::-1], False, True
        mark = None  # fewer than a page are newer: that is the first page
    if mark is not None:
        rows = rows.filter(Q(held_on__lt=mark[0]) | Q(held_on=mark[0], pk__lt=mark[1]))
    found = list(rows.order_by("-held_on", "-pk")[: A_PAGE + 1])
    return found[:A_PAGE], mark is None, len(found) > A_PAGE


def _mark(signed: Any, public_id: str) -> tuple[dt.date, int] | None:
    try:
        key = uuid.UUID(public_id)
    except ValueError:
        return None
    return signed.filter(public_id=key).values_list("held_on", "pk").first()


def _drafts(access: Access, child: Child) -> list[KeyWorkSession]:
    return list(
        KeyWorkSession.objects.visible_to(access).drafts().filter(child=child).for_list().order_by("-pk")
    )


def _line(session: KeyWorkSession) -> dict[str, Any]:
    signature = getattr(session, "signature", None) if not session.is_draft else None
    return {
        "session": session,
        "how": how_it_went(session) if session.outcome else "",
        "who": who_was_there(session),
        "by": signature.name if signature else session.author.full_name,
        "start": session.account[:140],
        "is_short": len(session.account) <= 140,
        "late": written_late(session, session.signed_at or session.created_at),
        "after": after_moving_on(session),
        "their_words": quoted(session.voice_text) if session.voice == Voice.WORDS else "",
    }
