"""Makes the demo: cast, stories, and the sweeps of five weeks, in one transaction."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_scopes import scopes_disabled

from children.duties.actions import plan_action, see_flag
from children.models import Child, Flag
from compliance.actions import run_reconcile
from compliance.demo import cast, maple, oak, ty_bedw
from compliance.demo.diary import Diary
from compliance.demo.story import Story
from compliance.demo.time_together import Cast
from compliance.demo.topics import TOPICS
from compliance.engine import sweep_homes
from compliance.receivers import sweeping_held_back
from compliance.rules import RULES
from homes.audit import SYSTEM_EMAIL, system_user
from homes.dates import london_day
from homes.models import Home, InspectionGrant, Invitation, Provider, Role, StaffRole, User
from homes.staff.inviting.actions import LINK_LASTS
from homes.words import gettext as _

OPENED = 420  # days ago: the homes and their people are older than any story
SWEPT_DAYS = 35
INSPECTION = dt.timedelta(days=2)


class UnableToSeed(Exception):
    """The demo must not be made here. The message says why."""


def is_seeded() -> bool:
    return Provider.objects.filter(name=cast.PROVIDER).exists()


def told_on() -> dt.date:
    """The day the demo was made as of: the day the inspector was let in."""
    with scopes_disabled():
        first = InspectionGrant.objects.filter(home__provider__name=cast.PROVIDER).earliest("starts_at")
    return london_day(first.starts_at)


def seed(*, now: dt.datetime) -> bool:
    """Make the demo as of `now`, all or nothing. False, and nothing written, when it is there already.

    A demo made on another day stays as it is: it is what people may have worked in since. Raises UnableToSeed outside
    demo mode, and where somebody else's home or person is kept: the password of the demo is public.
    """
    if not settings.DEMO_MODE:
        raise UnableToSeed(_("Demo people have a public password, so they exist in demo mode only."))
    with scopes_disabled(), transaction.atomic():
        if is_seeded():
            return False
        _check_nobody_else_is_here()
        with sweeping_held_back():
            everybody = _tell(Diary(now=now))
        _sweep_every_day(Diary(now=now), everybody)
    return True


def _check_nobody_else_is_here() -> None:
    if Home.objects.exists() or User.objects.exclude(email=SYSTEM_EMAIL).exists():
        raise UnableToSeed(
            _("This database already holds homes or people. The demo is made in an empty database only.")
        )


# --- the telling --------------------------------------------------------------------------------


def _tell(diary: Diary) -> Cast:
    everybody = Cast()
    provider = _open_homes(diary, everybody)
    _hire(diary, everybody, provider)
    _meet_children(diary, everybody, provider)
    stories = {
        home: Story(diary, everybody, home=home, manager=manager)
        for home, manager in (("maple", "jean"), ("oak", "ama"), ("ty-bedw", "huw"))
    }
    maple.tell(stories["maple"])
    oak.tell(stories["oak"])
    ty_bedw.tell(stories["ty-bedw"])
    for topic in TOPICS:
        topic.tell(stories)
    _invite_inspector(diary, everybody)
    _invite_colleague(diary, everybody)
    diary.write()
    return everybody


def _open_homes(diary: Diary, everybody: Cast) -> Provider:
    by, at = system_user(), diary.at(OPENED, "09:00")
    provider = diary.add(Provider(name=cast.PROVIDER), by=by, at=at)
    for one in cast.HOMES:
        home = Home(
            provider=provider,
            code=one.code,
            name=one.name,
            nation=one.nation,
            profile=one.profile,
            capacity=one.capacity,
            phone=one.phone,
            regulator_ref="demo",
        )
        everybody.homes[one.code] = diary.add(home, by=by, at=at)
    return provider


def _hire(diary: Diary, everybody: Cast, provider: Provider) -> None:
    by, at = system_user(), diary.at(OPENED, "09:30")
    password = make_password(settings.DEMO_PASSWORD)  # once: a slow hash, and the same word for everybody
    for one in cast.PEOPLE:
        user = User(
            email=one.email,
            full_name=one.name,
            job_title=one.title,
            password=password,
            is_platform_admin=one.key == "pat",
        )
        everybody.people[one.key] = diary.add(user, by=by, at=at)
        if one.role:
            where = {"home": everybody.homes[one.home]} if one.home else {"provider": provider}
            role = StaffRole(user=user, role=Role(one.role), started_on=diary.day(OPENED), **where)
            diary.add(role, by=by, at=at)


def _meet_children(diary: Diary, everybody: Cast, provider: Provider) -> None:
    """Known to the provider some days before the first of them moved in."""
    for one in cast.CHILDREN:
        child = Child(
            provider=provider,
            ref=one.key,
            known_as=one.name,
            date_of_birth=one.born_on(diary.today),
            pronouns=one.pronouns,
            picture=one.picture,
        )
        by = everybody.people[one.met_by]
        everybody.children[one.key] = diary.add(child, by=by, at=diary.at(one.met, "09:10"))


def _invite_inspector(diary: Diary, everybody: Cast) -> None:
    grant = InspectionGrant(
        user=everybody.people["nell"],
        home=everybody.homes["maple"],
        starts_at=diary.now,
        ends_at=diary.now + INSPECTION,
        given_by=everybody.people["jean"],
    )
    diary.add(grant, by=everybody.people["jean"], at=diary.now, reason="Unannounced inspection")


def _invite_colleague(diary: Diary, everybody: Cast) -> None:
    """Priya begins next week and has not opened her mail yet."""
    jean, sent = everybody.people["jean"], diary.at(1, "16:10")
    invitation = Invitation(
        home=everybody.homes["maple"],
        full_name="Priya Nair",
        email="priya.nair@demo.example",
        role=Role.RESIDENTIAL_WORKER,
        started_on=diary.day(-6),
        given_by=jean,
        sent_at=sent,
        ends_at=sent + LINK_LASTS,
    )
    diary.add(invitation, by=jean, at=sent)


# --- what the engine saw ------------------------------------------------------------------------


def _sweep_every_day(diary: Diary, everybody: Cast) -> None:
    """Flags opened and closed on the days they would have been: the sweep itself decides, evening by evening.

    Nobody else is about, so the homes are held and swept at once, without the look beforehand of the hourly sweep.
    """
    home_ids = [home.pk for home in everybody.homes.values()]
    for ago in range(SWEPT_DAYS, 0, -1):
        sweep_homes(RULES, home_ids, as_of=diary.day(ago), now=diary.at(ago, "22:30"))
    _answer_flags(diary, everybody)
    run_reconcile(now=diary.now)


def _answer_flags(diary: Diary, everybody: Cast) -> None:
    """Jean has seen that Rae waits, and has planned who rings about Kai's health plan."""
    jean, children = everybody.people["jean"], everybody.children
    at = diary.at(1, "22:40")
    see_flag(flag=_open_flag("KS-WEEK", children["rae"]), by=jean, now=at)
    plan_action(
        flag=_open_flag("HP-STALE", children["kai"]),
        by=jean,
        now=at,
        action=_("Ring the nurse and agree a day for the review"),
        owner=everybody.people["dee"],
        by_on=diary.day(-3),
    )


def _open_flag(rule_code: str, child: Child) -> Flag:
    return Flag.objects.open().get(rule_code=rule_code, child=child)
