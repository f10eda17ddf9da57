"""Who looked: every page that shows a child or a home writes one row, of its own kind, about that child and home."""

import pytest
from django.db import transaction
from django.urls import reverse

from children.models import Child
from homes.models import AccessEvent
from tests.everywhere.policy_walk import expected, instances, routes
from tests.world.scenes import standing

READERS = ("manager", "key_worker", "inspector")  # the first who may open the page does
OUR_PAGES = ("children:", "compliance:", "homes:", "sessions:")
# Pages that are no form about a child: the kind of their row, and whether it is about one child.
ABOUT_A_CHILD = {
    "children:about": "about",
    "children:care": "care",
    "compliance:child": "child",
    "compliance:child_history": "history",
    "compliance:child_looked": "history",
    "children:chronology": "chronology",
    "children:contact": "contacts",
    "children:contacts": "contacts",
    "children:document": "document",
    "compliance:file": "file",
    "compliance:key_workers": "key_workers",
    "children:orders": "care",
    "children:people": "people",
    "children:person": "people",
    "children:person_address": "address",
    "children:reflections": "team",
    "children:restriction": "people",
    "compliance:social_worker": "updates",
    "children:support": "support",
    "children:update": "updates",
    "children:who_is_here": "key_workers",
    "sessions:agreed": "sessions",
    "sessions:answer_worry": "session",
    "sessions:childs_copy": "session",
    "sessions:childs_drawing": "document",
    "sessions:detail": "session",
    "sessions:first_days": "first_days",
    "sessions:for_child": "sessions",
    "sessions:patterns": "sessions",
    "sessions:plan": "sessions",
    "sessions:plan_card": "sessions",
    "sessions:plans": "sessions",
    "sessions:report": "report",
    "sessions:report_for_child": "report",
    "sessions:report_pdf": "report",
    "sessions:reports": "report",
    "sessions:picture": "document",
}
ABOUT_A_HOME = {
    "children:put_right_readiness": "form",
    "children:withdraw_readiness": "form",
    "children:add_child": "form",
    "children:expect_child": "form",
    "homes:inspectors": "form",
    "sessions:choose_child": "form",
    "sessions:debrief": "staff",
    "sessions:debrief_talk": "staff",
    "children:add_handover_note": "form",
    "compliance:add_leave": "staff",
    "compliance:add_readiness": "staff",
    "compliance:board": "board",
    "compliance:call_off_leave": "staff",
    "compliance:children": "board",
    "compliance:end_leave": "staff",
    "compliance:flags": "flags",
    "compliance:handover": "handover",
    "compliance:home_history": "home_history",
    "compliance:home_looked": "home_history",
    "compliance:home_seal": "home_history",
    "compliance:inspection": "inspection",
    "compliance:leaving": "staff",
    "compliance:reopen_role": "staff",
    "compliance:change_role": "staff",
    "compliance:reset_second_step": "staff",
    "homes:invite": "staff",
    "compliance:settings": "settings",
    "compliance:settings_list": "settings",
    "compliance:settings_profile": "settings",
    "compliance:settings_ringing": "settings",
    "compliance:settings_section": "settings",
    "compliance:settings_standard": "settings",
    "compliance:settings_word": "settings",
    "compliance:settings_terms": "settings",
    "compliance:staff": "staff",
    "compliance:staff_member": "staff",
    "compliance:staff_picture": "staff",
    "compliance:today": "board",
    "sessions:home_agreed": "board",
    "sessions:to_review": "sessions",
    "sessions:week": "board",
}
ABOUT_EVERY_HOME = {"compliance:estate": "board"}
NO_ROW = {
    "homes:help": "no record",
    "homes:me": "their own account",
}
FORM = "form"  # every other page: a form about one child


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as built:
        yield built


def wanted(name: str, world) -> list[tuple]:
    """(kind, home, child) of the row a page is to write; none for the few that write none."""
    home = world.homes["maple"].pk
    child = Child._base_manager.get(public_id=world.scenes["maple"].ids["child"]).pk
    if name in NO_ROW:
        return []
    if name in ABOUT_EVERY_HOME:
        return [(ABOUT_EVERY_HOME[name], None, None)]
    if name in ABOUT_A_HOME:
        return [(ABOUT_A_HOME[name], home, None)]
    return [(ABOUT_A_CHILD.get(name, FORM), home, child)]


def open_page(world, name: str, instance, reader: str) -> list[tuple]:
    """The rows that opening a page writes, taken back afterwards."""
    rows = AccessEvent._base_manager.order_by("pk")
    with transaction.atomic():
        last = rows.values_list("pk", flat=True).last() or 0
        world.fresh(reader).get(reverse(name, kwargs=instance.kwargs))
        written = list(rows.filter(pk__gt=last))
        transaction.set_rollback(True)
    assert {row.user_id for row in written} <= {world.people[reader].pk}
    return [(row.what, row.home_id, row.child_id) for row in written]


@pytest.mark.django_db
def test_every_page_writes_who_looked_at_whom(whole_world):
    wrong, opened = [], set()
    for name in routes():
        ours = [one for one in instances(name, whole_world) if one.label.startswith("maple") or not one.label]
        for instance in ours if name.startswith(OUR_PAGES) else ():
            may = [one for one in READERS if expected(name, "GET", instance, one) == {"200"}]
            if instance.mismatch or not may:
                continue
            opened.add(name)
            written = open_page(whole_world, name, instance, may[0])
            if written != wanted(name, whole_world):
                wrong.append((name, instance.label, written))

    assert wrong == []
    assert {*ABOUT_A_CHILD, *ABOUT_A_HOME, *ABOUT_EVERY_HOME, *NO_ROW} <= opened
