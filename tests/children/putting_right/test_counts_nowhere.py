"""What was withdrawn counts nowhere: flags and pages are as if it never was, and the history still shows it.

Generated over every kind that can be withdrawn: one record is laid, then withdrawn, and everything is read before and
after. The records are those of the factories, for a child who has nothing else.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from children.models import Child, Placement
from children.putting_right.actions import as_written, withdraw
from children.putting_right.lines import LINES
from homes.audit import set_fields
from homes.models import Readiness
from tests.compliance.judging import evaluate_home
from tests.factories import (
    about_me,
    care,
    children,
    chronology,
    file,
    first_days,
    people,
    social_worker,
    staff,
    team,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)
REASON = "Zebra: it was another child"
OWED = "what is owed"
# What differs from one request to the next: tokens, how long the session lasts, and the minute of the last check.
UNSTABLE = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|name="form_key" value="[^"]*"|data-left="[0-9]*"'
    r"|[0-9]{1,2}:[0-9]{2}[ap]m"
)


def goal(w):
    return about_me.GoalFactory(placement=w.placements["kai"], started_on=w.today - A_DAY, by=w.dee)


def need(w):
    return social_worker.SupportNeedFactory(placement=w.placements["kai"], seen_on=w.today - A_DAY, by=w.dee)


def item(w):
    return about_me.RemovedItemFactory(
        placement=w.placements["kai"], removed_on=w.today - 2 * A_DAY, by=w.dee
    )


def limit(w):
    return people.RestrictionFactory(
        child=w.kai,
        home=w.maple,
        started_on=w.today - 9 * A_DAY,
        by=w.jean,
        review_due_on=w.today + 30 * A_DAY,
    )


def expected(w):
    set_fields(w.placements["kai"], by=w.jean, moved_in_on=None, expected_on=w.today + A_DAY)


# Kind -> what stands before it, and the record, of yesterday.
LAID = {
    "stay": (None, lambda w, o: children.PlacementFactory(
        child=children.ChildFactory(known_as="Bo", home=w.maple), home=w.maple, moved_in_on=w.today - 40 * A_DAY)),
    "assignment": (None, lambda w, o: children.KeyWorkerAssignmentFactory(
        placement=w.placements["kai"], worker=w.dee, role="cover", started_on=w.today - A_DAY,
        ended_on=w.today + A_DAY)),
    "absence": (None, lambda w, o: children.ChildAbsenceFactory(
        placement=w.placements["kai"], started_on=w.today - A_DAY, kind="missing", by=w.dee)),
    "contact": (None, lambda w, o: people.ContactEntryFactory(
        child=w.kai, home=w.maple, by=w.dee, kind="sw_visit", happened_on=w.today - A_DAY)),
    "edition": (lambda w: file.FileItemFactory(child=w.kai, type="RISK"), lambda w, o: file.FileVersionFactory(
        child=w.kai, home=w.maple, type="RISK", dated_on=w.today - A_DAY, by=w.dee)),
    "chase": (None, lambda w, o: file.ChaseFactory(
        child=w.kai, home=w.maple, about="SW_VISIT", asked_on=w.today - A_DAY, by=w.dee)),
    "restriction": (None, lambda w, o: limit(w)),
    "review": (limit, lambda w, o: people.RestrictionReviewFactory(
        restriction=o, reviewed_on=w.today - A_DAY, next_review_on=w.today + 90 * A_DAY, by=w.jean)),
    "visit": (expected, lambda w, o: children.PreAdmissionVisitFactory(
        placement=w.placements["kai"], visited_on=w.today - 3 * A_DAY)),
    "about_me": (None, lambda w, o: about_me.AboutMeFactory(
        placement=w.placements["kai"], agreed_on=w.today - A_DAY, by=w.dee)),
    "date": (None, lambda w, o: about_me.ImportantDateFactory(
        placement=w.placements["kai"], day=w.today.day, month=w.today.month, title="Rex’s day", by=w.dee)),
    "goal": (None, lambda w, o: goal(w)),
    "goal_step": (goal, lambda w, o: about_me.GoalStepFactory(
        goal=o, noticed_on=w.today - A_DAY, what="Peeled", by=w.dee)),
    "room_check": (None, lambda w, o: about_me.RoomCheckFactory(
        placement=w.placements["kai"], checked_on=w.today - A_DAY, by=w.dee)),
    "item": (None, lambda w, o: item(w)),
    "item_note": (item, lambda w, o: about_me.RemovedItemNoteFactory(
        item=o, kind="returned", happened_on=w.today - A_DAY, by=w.dee)),
    "explained": (None, lambda w, o: about_me.ExplainedFactory(
        placement=w.placements["kai"], kind="guide", given_on=w.today - A_DAY, by=w.dee)),
    "first_days_entry": (None, lambda w, o: first_days.FirstDaysEntryFactory(
        placement=w.placements["kai"], happened_on=w.today - A_DAY, by=w.dee)),
    "care": (None, lambda w, o: care.CareEventFactory(
        child=w.kai, home=w.maple, kind="dental_check", happened_on=w.today - A_DAY, by=w.dee)),
    "status": (None, lambda w, o: care.LegalStatusFactory(
        child=w.kai, home=w.maple, code="C2", started_on=w.today - A_DAY, by=w.dee)),
    "order": (None, lambda w, o: care.CourtOrderFactory(
        child=w.kai, home=w.maple, kind="interim", made_on=w.today - A_DAY, expires_on=w.today + A_DAY, by=w.dee)),
    "update": (None, lambda w, o: social_worker.SocialWorkerUpdateFactory(
        placement=w.placements["kai"], sent_on=w.today - A_DAY, by=w.dee)),
    "need": (None, lambda w, o: need(w)),
    "support_step": (need, lambda w, o: social_worker.SupportStepFactory(need=o, happened_on=w.today, by=w.dee)),
    "entry": (None, lambda w, o: chronology.ChronologyEntryFactory(
        placement=w.placements["kai"], happened_on=w.today - A_DAY, by=w.dee)),
    "handover_note": (None, lambda w, o: team.HandoverNoteFactory(
        home=w.maple, child=w.kai, text="Mum rings at six", by=w.dee)),
    "reflection": (None, lambda w, o: team.TeamReflectionFactory(
        placement=w.placements["kai"], reflected_on=w.today - A_DAY, by=w.dee)),
    "readiness": (None, lambda w, o: staff.ReadinessFactory(
        user=w.sam, home=w.maple, kind="supervision", done_on=w.today - A_DAY, by=w.jean)),
}  # fmt: skip
# These pages go on showing what was withdrawn, marked: the rest of the page is read by the tests of their rooms.
MARKED = {"care": {"care"}, "status": {"orders"}, "order": {"orders"}, "explained": {"about"}}
# A page where the record shows, once it is laid.
SHOWS = {
    "stay": "compliance:board", "assignment": "key_workers", "absence": "chronology", "contact": "contacts",
    "edition": "file", "chase": "file", "restriction": "people", "review": "people", "visit": "child",
    "about_me": "about", "date": "about", "goal": "about", "goal_step": "about", "room_check": "about",
    "item": "about", "item_note": "about", "explained": "file", "first_days_entry": "first_days", "care": OWED,
    "status": "file", "order": "chronology", "update": "social_worker", "need": "support", "support_step": "support",
    "entry": "chronology", "handover_note": "compliance:handover", "reflection": "reflections",
    "readiness": "compliance:staff",
}  # fmt: skip
# Those that are laid and read together.
TOGETHER = {
    "of nothing": [kind for kind, (before, _lay) in LAID.items() if before is None and kind not in MARKED],
    "of another record": [kind for kind, (before, _lay) in LAID.items() if before not in (None, expected)],
    "of a child who is expected": [kind for kind, (before, _lay) in LAID.items() if before is expected],
    "still shown": list(MARKED),
}
OF_A_CHILD = {
    "child": "compliance:child", "contacts": "children:contacts", "file": "compliance:file", "about": "children:about",
    "care": "children:care", "orders": "children:orders", "chronology": "children:chronology",
    "people": "children:people", "social_worker": "compliance:social_worker", "support": "children:support",
    "reflections": "children:reflections", "key_workers": "compliance:key_workers", "sessions": "sessions:for_child",
    "first_days": "sessions:first_days",
}  # fmt: skip
# Not the page of flags: it also tells which closed and opened again. What is owed is compared as duties.
OF_A_HOME = ("compliance:board", "compliance:handover", "compliance:staff")


def duties(w):
    flags = evaluate_home(w.maple.pk, w.today)
    return sorted((flag.rule_code, flag.subject_key, flag.due_on, flag.severity) for flag in flags)


def page(w, client, name):
    if name in OF_A_CHILD:
        address = reverse(OF_A_CHILD[name], args=[w.kai.public_id])
    elif name == "member":
        address = reverse("compliance:staff_member", args=[w.maple.public_id, w.sam.public_id])
    else:
        address = reverse(name, args=[w.maple.public_id])
    return UNSTABLE.sub("", client.get(address).text)


def pages(w, client, without=frozenset()):
    return {
        name: page(w, client, name) for name in (*OF_A_CHILD, *OF_A_HOME, "member") if name not in without
    }


def shows(w, client, kind):
    return duties(w) if SHOWS[kind] == OWED else page(w, client, SHOWS[kind])


def take_back(w, kind, record, reason):
    withdraw(
        line=LINES[kind],
        record=record,
        seen=as_written(record),
        reason=reason,
        by=w.jean,
        today=w.today,
    )


def history_of(w, record, signed_in):
    of_home = isinstance(record, Readiness | Placement)  # a child with no stay left has no page
    where = "compliance:home_history" if of_home else "compliance:child_history"
    about = w.maple if of_home else Child.objects.get(pk=w.kai.pk)
    return signed_in(w.jean if of_home else w.nell).get(reverse(where, args=[about.public_id])).text


def test_every_kind_is_laid():
    assert set(LAID) == {line.kind for line in LINES.values() if line.withdrawable}

    assert sorted(kind for kinds in TOGETHER.values() for kind in kinds) == sorted(LAID)


@pytest.mark.part
@pytest.mark.parametrize("kinds", TOGETHER.values(), ids=TOGETHER)
def test_all_of_them_count_nowhere_and_the_history_shows_each(world, signed_in, kinds):
    manager = signed_in(world.jean)
    others = {kind: LAID[kind][0](world) for kind in kinds if LAID[kind][0]}
    marked = set().union(*(MARKED.get(kind, set()) for kind in kinds))
    owed, shown = duties(world), pages(world, manager, without=marked)
    records = {}
    for kind in kinds:
        before = shows(world, manager, kind)
        records[kind] = LAID[kind][1](world, others.get(kind))
        assert shows(world, manager, kind) != before, f"{kind} shows nowhere: nothing is tested"

    for kind, record in reversed(records.items()):
        take_back(world, kind, record, f"Zebra: {kind} of another child")
        read = history_of(world, record, signed_in)
        assert "Withdrawn: " in read and f"Zebra: {kind} of another child" in read and "by Jean Ward" in read

    assert duties(world) == owed
    again = pages(world, manager, without=marked)
    assert [name for name in shown if shown[name] != again[name]] == []


@pytest.mark.long
@pytest.mark.parametrize("kind", LAID)
def test_it_counts_nowhere_and_the_history_shows_it(world, signed_in, kind):
    manager, marked = signed_in(world.jean), MARKED.get(kind, set())
    stands_before, lay = LAID[kind]
    other = stands_before(world) if stands_before else None
    owed, shown = duties(world), pages(world, manager, without=marked)
    record = lay(world, other)
    laid_owed, laid = duties(world), pages(world, manager, without=marked)

    take_back(world, kind, record, REASON)

    assert (laid_owed, laid) != (owed, shown), "the record shows nowhere: nothing is tested"
    assert duties(world) == owed
    again = pages(world, manager, without=marked)
    assert [name for name in shown if shown[name] != again[name]] == []
    read = history_of(world, record, signed_in)
    assert "Withdrawn: " in read and REASON in read and "by Jean Ward" in read
