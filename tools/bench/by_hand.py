"""The facts of each page in SQL written by hand: the least a page that says the same could ask for.

Plain SQL of both databases. Days are compared, never calculated. Parameters: the home, the child, the person looking,
today, and the days and instants some facts are shown from.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

LIVING = """
    select p.id, p.moved_in_on, p.looked_after_since, p.responsible_nation, c.id, c.public_id, c.known_as,
           c.date_of_birth, c.picture, c.pronouns
    from children_placement p join children_child c on c.id = p.child_id
    where p.home_id = %(home)s and p.moved_in_on <= %(today)s
      and (p.moved_on_on is null or p.moved_on_on > %(today)s)
"""
LIVING_IDS = """
    select p.child_id from children_placement p
    where p.home_id = %(home)s and p.moved_in_on <= %(today)s
      and (p.moved_on_on is null or p.moved_on_on > %(today)s)
"""
MOVED_ON = """
    select c.public_id, c.known_as, p.moved_on_on from children_placement p
    join children_child c on c.id = p.child_id
    where p.home_id = %(home)s and p.moved_on_on <= %(today)s order by p.moved_on_on desc limit 50
"""
EXPECTED = """
    select p.id, c.public_id, c.known_as, p.expected_on from children_placement p
    join children_child c on c.id = p.child_id
    where p.home_id = %(home)s and (p.moved_in_on is null or p.moved_in_on > %(today)s) and p.moved_on_on is null
"""
STRIP = f"""
    select s.child_id, s.placement_id, s.held_on, s.outcome, s.format, s.people_present
    from sessions_app_keyworksession s
    where s.status = 'signed' and s.held_on >= %(strip_from)s and s.held_on <= %(today)s
      and s.child_id in ({LIVING_IDS})
"""
HOLDING = f"""
    select a.child_id, a.role, a.started_on, a.ended_on, a.worker_id, u.full_name, u.picture, v.full_name
    from children_keyworkerassignment a join homes_user u on u.id = a.worker_id
    left join homes_user v on v.id = a.covers_id
    where a.started_on <= %(today)s and (a.ended_on is null or a.ended_on >= %(today)s)
      and a.child_id in ({LIVING_IDS})
"""
AWAY = f"""
    select b.child_id, b.kind, b.started_on from children_childabsence b
    where b.started_on <= %(today)s and (b.returned_on is null or b.returned_on > %(today)s)
      and b.child_id in ({LIVING_IDS})
"""
DRAFTS = f"""
    select s.child_id, s.public_id, s.held_on, s.author_id from sessions_app_keyworksession s
    where s.status = 'draft' and s.child_id in ({LIVING_IDS})
"""
WORRIES = f"""
    select s.public_id, s.child_id, s.held_on, s.worry_text, u.full_name from sessions_app_keyworksession s
    join homes_user u on u.id = s.author_id
    where s.status = 'signed' and s.worry and s.held_on >= %(week_from)s and s.child_id in ({LIVING_IDS})
"""
LEAVERS = """
    select u.full_name, r.ended_on from homes_staffrole r join homes_user u on u.id = r.user_id
    where r.home_id = %(home)s and r.ended_on >= %(today)s
"""
FRESH = """
    select swept_at, swept_as_of, changes, swept_changes, rules_failed from children_homesweep
    where home_id = %(home)s
"""
STANDARDS = (
    "select rule_code, amount, unit, severity, applies_from from homes_homestandard where home_id = %(home)s"
)
OWN_LEAVE = """
    select kind, started_on, ended_on from homes_staffabsence
    where user_id = %(person)s and withdrawn_on is null and (ended_on is null or ended_on >= %(today)s)
"""
OWN_PLANS = """
    select l.public_id, c.known_as, l.planned_on, l.starts, l.place, l.child_knows from sessions_app_sessionplan l
    join children_child c on c.id = l.child_id
    where l.worker_id = %(person)s and l.state = 'planned' and l.planned_on >= %(today)s
"""
DATES = f"""
    select d.child_id, d.title, d.day, d.month, d.year, d.tone, d.what_helps from children_importantdate d
    where d.ended_on is null and d.child_id in ({LIVING_IDS})
"""
# A child's page
CHILD = """
    select c.public_id, c.known_as, c.legal_name, c.date_of_birth, c.pronouns, c.picture, p.id, p.moved_in_on,
           p.moved_on_on, p.looked_after_since, p.responsible_authority, p.responsible_nation
    from children_child c join children_placement p on p.child_id = c.id
    where c.id = %(child)s order by p.moved_in_on desc
"""
CHILD_STRIP = """
    select s.placement_id, s.held_on, s.outcome, s.format, s.people_present from sessions_app_keyworksession s
    where s.child_id = %(child)s and s.status = 'signed' and s.held_on >= %(strip_from)s and s.held_on <= %(today)s
"""
CHILD_LATEST = """
    select s.public_id, s.held_on, s.outcome, s.format, s.voice_text, u.full_name from sessions_app_keyworksession s
    join homes_user u on u.id = s.author_id
    where s.child_id = %(child)s and s.status = 'signed' order by s.held_on desc, s.id desc limit 6
"""
CHILD_HELD = """
    select a.role, a.started_on, a.ended_on, a.end_reason, a.worker_name, u.full_name, u.picture
    from children_keyworkerassignment a join homes_user u on u.id = a.worker_id where a.child_id = %(child)s
"""
CHILD_AWAY = (
    "select kind, started_on from children_childabsence where child_id = %(child)s and returned_on is null"
)
CHILD_FILE = """
    select i.type, s.applies, s.reason, v.dated_on, v.review_due_on, v.child_has_copy
    from children_fileitem i left join children_fileversion v on v.item_id = i.id
      and v.dated_on = (select max(w.dated_on) from children_fileversion w where w.item_id = i.id)
    left join children_filesaid s on s.item_id = i.id
      and s.id = (select max(x.id) from children_filesaid x where x.item_id = i.id)
    where i.child_id = %(child)s
"""
CHILD_PEOPLE = """
    select n.role, n.name, n.called, n.phone, n.started_on from children_person n
    where n.child_id = %(child)s and n.started_on <= %(today)s and (n.ended_on is null or n.ended_on > %(today)s)
"""
CHILD_LIMITS = """
    select r.kind, r.no_contact, r.supervised, r.conditions, r.started_on, n.name from children_restriction r
    left join children_person n on n.id = r.person_id
    where r.child_id = %(child)s and r.started_on <= %(today)s and (r.ended_on is null or r.ended_on > %(today)s)
"""
CHILD_CALLS = """
    select e.public_id, e.kind, e.person_name, e.happened_on, e.outcome from children_contactentry e
    where e.child_id = %(child)s order by e.happened_on desc, e.id desc limit 5
"""
CHILD_ABOUT = """
    select good_at, what_helps, please_dont, agreed_on from children_aboutme
    where child_id = %(child)s order by agreed_on desc, id desc limit 1
"""
CHILD_GOALS = """
    select g.words, g.area, g.started_on, t.what, t.noticed_on from children_goal g
    left join children_goalstep t on t.goal_id = g.id where g.child_id = %(child)s and g.ended_on is null
"""
CHILD_DATES = """
    select title, day, month, year, tone from children_importantdate where child_id = %(child)s and ended_on is null
"""
CHILD_ITEMS = """
    select i.what, i.removed_on, i.return_on, t.kind, t.return_on from children_removeditem i
    left join children_removeditemnote t on t.item_id = i.id where i.child_id = %(child)s
"""
CHILD_TALK = "select max(reflected_on) from children_teamreflection where child_id = %(child)s"
CHILD_UPDATE = """
    select sent_on, how, to_name from children_socialworkerupdate
    where child_id = %(child)s order by sent_on desc, id desc limit 1
"""
CHILD_VISIT = """
    select max(happened_on) from children_contactentry
    where child_id = %(child)s and kind = 'sw_visit' and outcome in ('met', '') and happened_on <= %(today)s
"""

# The latest day of twelve duties of every child or placement of the estate, one statement: what a sweep must know.
TWELVE_DUTIES = """
    with living as (
      select id, child_id, home_id, moved_in_on from children_placement
      where moved_in_on <= %(today)s and (moved_on_on is null or moved_on_on > %(today)s)
    )
    select 'KS-WEEK', l.id, (
        select s.held_on from sessions_app_keyworksession s where s.placement_id = l.id and s.status = 'signed'
          and s.outcome in ('held', 'part_held') and s.held_on <= %(today)s order by s.held_on desc limit 1
      ) from living l
    union all select 'KW-ASSIGN', l.id, (
        select min(a.started_on) from children_keyworkerassignment a
        where a.placement_id = l.id and a.role = 'lead' and (a.ended_on is null or a.ended_on >= %(today)s)
      ) from living l
    union all select 'ROOM-CHECK', l.id, (
        select max(r.checked_on) from children_roomcheck r where r.placement_id = l.id and r.checked_on <= %(today)s
      ) from living l
    union all select 'COMPLAINT-INFO', l.id, (
        select max(x.given_on) from children_explained x
        where x.placement_id = l.id and x.kind = 'complaints' and x.withdrawn_on is null
      ) from living l
    union all select 'DENTAL', l.id, (
        select max(e.happened_on) from children_careevent e
        where e.child_id = l.child_id and e.kind = 'dental_check' and e.withdrawn_on is null
      ) from living l
    union all select 'OPTIC', l.id, (
        select max(e.happened_on) from children_careevent e
        where e.child_id = l.child_id and e.kind = 'sight_test' and e.withdrawn_on is null
      ) from living l
    union all select 'RISK-REV', l.id, (
        select max(e.happened_on) from children_careevent e
        where e.child_id = l.child_id and e.kind = 'risk_review' and e.withdrawn_on is null
      ) from living l
    union all select 'HP-STALE', l.id, (
        select max(v.dated_on) from children_fileitem i join children_fileversion v on v.item_id = i.id
        where i.child_id = l.child_id and i.type = 'HEALTH' and v.dated_on <= %(today)s
      ) from living l
    union all select 'PP-HOME', l.id, (
        select max(v.dated_on) from children_fileitem i join children_fileversion v on v.item_id = i.id
        where i.child_id = l.child_id and i.type = 'HOME_PLAN' and v.dated_on <= %(today)s
      ) from living l
    union all select 'SW-UPDATE', l.id, (
        select u.sent_on from children_socialworkerupdate u where u.child_id = l.child_id and u.sent_on <= %(today)s
        order by u.sent_on desc, u.id desc limit 1
      ) from living l
    union all select 'SW-VISIT', l.id, (
        select c.happened_on from children_contactentry c where c.child_id = l.child_id and c.kind = 'sw_visit'
          and c.happened_on <= %(today)s order by c.happened_on desc, c.id desc limit 1
      ) from living l
    union all select 'RESTRICT-REV', l.id, (
        select max(w.reviewed_on) from children_restrictionreview w
        join children_restriction r on r.id = w.restriction_id where r.child_id = l.child_id and r.ended_on is null
      ) from living l
"""


def duties(where: str) -> str:
    """What shows of the stored duties of a home or a child, with the answers."""
    return f"""
        select f.rule_code, f.subject_key, f.child_id, f.due_on, f.severity, f.facts, r.kind, r.action, r.by_on
        from children_flag f left join children_flagresponse r on r.flag_id = f.id
        where f.resolved_at is null and f.opens_on <= %(today)s and f.{where}
    """


STORED_DUTIES = "select * from children_flag where resolved_at is null"  # what a sweep compares with


def ask(statements: tuple[str, ...], given: dict[str, Any]) -> int:
    """Every row of every statement, fetched; how many there were."""
    rows = 0
    with connection.cursor() as cursor:
        for statement in statements:
            wanted = {name: value for name, value in given.items() if f"%({name})s" in statement}
            cursor.execute(statement, wanted)
            rows += len(cursor.fetchall())
    return rows


def facts_of(page: str) -> tuple[str, ...]:
    """The statements of a page."""
    of_home, of_child = duties("home_id = %(home)s"), duties("child_id = %(child)s")
    rows = (LIVING, STRIP, HOLDING, AWAY, DRAFTS, STANDARDS, of_home)
    return {
        "board": (*rows, EXPECTED, WORRIES, LEAVERS, FRESH),
        "today": (*rows, OWN_LEAVE, OWN_PLANS, DATES, FRESH),
        "children": (*rows, EXPECTED, MOVED_ON),
        "flags": (of_home, LIVING, STANDARDS, FRESH),
        "child": (
            CHILD, CHILD_STRIP, CHILD_LATEST, CHILD_HELD, CHILD_AWAY, CHILD_FILE, CHILD_PEOPLE, CHILD_LIMITS,
            CHILD_CALLS, CHILD_ABOUT, CHILD_GOALS, CHILD_DATES, CHILD_ITEMS, CHILD_TALK, CHILD_UPDATE, CHILD_VISIT,
            STANDARDS, of_child, FRESH,
        ),
    }[page]  # fmt: skip


def given(*, home_id: int, child_id: int, person_id: int, today: dt.date) -> dict[str, Any]:
    return {
        "home": home_id,
        "child": child_id,
        "person": person_id,
        "today": today,
        "strip_from": today - dt.timedelta(weeks=12),
        "week_from": today - dt.timedelta(days=7),
    }
