"""What the child says and wants, and what adults owe around it: words, dates, goals, the room, belongings, rights."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from children.placements.models import Placement
from children.placements.querysets import OfChildQuerySet
from children.placements.records import Mendable, Noted
from homes.models.base import not_before, one_of, records
from homes.models.put_right import STANDS, Withdrawable, withdrawn_with_reason
from homes.words import gettext_lazy as _

# --- in the child's own words ---------------------------------------------------------------------


class SaidHow(models.TextChoices):
    SPOKEN = "spoken", _("spoken")
    WRITTEN = "written", _("written")
    DRAWN = "drawn", _("drawn")
    SIGNED = "signed", _("in sign language")
    NOTICED = "noticed", _("noticed by adults")


class AboutMe(Mendable, Noted):
    """How a child describes themselves, on one day. A later talk is a later version."""

    PARTS = (
        "good_at", "what_helps", "please_dont", "interests", "happy", "sad", "angry", "worries",
    )  # fmt: skip

    good_at = models.TextField(_("good at, and likes"), blank=True)
    what_helps = models.TextField(_("what helps"), blank=True)
    please_dont = models.TextField(_("please don’t"), blank=True)
    interests = models.TextField(_("interests"), blank=True)
    happy = models.TextField(_("what makes me happy"), blank=True)
    sad = models.TextField(_("what makes me sad"), blank=True)
    angry = models.TextField(_("what makes me angry"), blank=True)
    worries = models.TextField(_("what worries me"), blank=True)
    said_how = models.CharField(_("how it was said"), max_length=10, choices=SaidHow)
    agreed_on = models.DateField(_("agreed on"))

    class Meta:
        verbose_name = _("about the child")
        constraints = [withdrawn_with_reason("about_withdrawn_with_reason"),
            one_of("said_how", SaidHow, "about_said_how_known"),
            models.CheckConstraint(
                condition=~Q(
                    good_at="", what_helps="", please_dont="", interests="", happy="", sad="", angry="",
                    worries="",
                ),
                name="about_says_something",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["child", "-agreed_on", "-id"], name="about_by_child")]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Label and words of every part that says something."""
        meta = type(self)._meta
        said = ((name, getattr(self, name)) for name in self.PARTS)
        return [(str(meta.get_field(name).verbose_name), words) for name, words in said if words]


# --- dates ----------------------------------------------------------------------------------------


class Tone(models.TextChoices):
    CELEBRATE = "celebrate", _("a day to celebrate")
    TENDER = "tender", _("a hard day")


class ImportantDate(Mendable, Noted):
    """A day that matters to the child: every year, or once. Birthdays need no row: the date of birth is enough."""

    title = models.CharField(_("what it is"), max_length=200)
    day = models.PositiveSmallIntegerField(_("day"))
    month = models.PositiveSmallIntegerField(_("month"))
    year = models.PositiveSmallIntegerField(_("year, when it comes once"), null=True, blank=True)
    tone = models.CharField(_("what kind of day"), max_length=10, choices=Tone)
    what_helps = models.TextField(_("what helps on the day"), blank=True)
    ahead_days = models.PositiveSmallIntegerField(_("days ahead the team prepares"), default=7)
    ended_on = models.DateField(_("taken off on"), null=True, blank=True)
    ended_why = models.TextField(_("why it was taken off"), blank=True)

    class Meta:
        verbose_name = _("important date")
        constraints = [
            withdrawn_with_reason("date_withdrawn_with_reason"),
            one_of("tone", Tone, "date_tone_known"),
            models.CheckConstraint(
                condition=Q(day__gte=1, day__lte=31, month__gte=1, month__lte=12), name="date_is_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["child"], condition=Q(ended_on__isnull=True), name="date_open_by_child")
        ]

    def next_on(self, today: dt.date) -> dt.date | None:
        """The next time it comes, today included. None when it came once and has been."""
        return next_time(self.day, self.month, self.year, today=today)


def next_time(day: int, month: int, year: int | None, *, today: dt.date) -> dt.date | None:
    """The next of a day of the year, today included; of one year only when a year is given.

    29 February is kept on 1 March in a year without one, as birthdays are.
    """
    if year is not None:
        once = on_day(year, month, day)
        return once if once is not None and once >= today else None
    for one in (today.year, today.year + 1):
        found = on_day(one, month, day)
        if found is not None and found >= today:
            return found
    return None


def on_day(year: int, month: int, day: int) -> dt.date | None:
    """A day of a year. 29 February where there is none: 1 March. None for a day no calendar has."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        is_leap_day = (month, day) == (2, 29) and dt.MINYEAR <= year <= dt.MAXYEAR
        return dt.date(year, 3, 1) if is_leap_day else None


# --- goals ----------------------------------------------------------------------------------------


class GoalArea(models.TextChoices):
    SKILLS = "skills", _("doing things myself")
    SCHOOL = "school", _("school and learning")
    HEALTH = "health", _("health and feeling well")
    PEOPLE = "people", _("family and friends")
    FUN = "fun", _("fun and interests")
    FUTURE = "future", _("the future")


class GoalEnd(models.TextChoices):
    REACHED = "reached", _("reached")
    CHANGED = "changed", _("changed into something else")
    NOT_WANTED = "not_wanted", _("no longer wanted")


class Goal(Mendable, Noted):
    """What the child wants, in the child's words first. Ended once, with a day and words; never a percentage."""

    words = models.TextField(_("the goal, in the child’s words"))
    area = models.CharField(_("area"), max_length=10, choices=GoalArea, blank=True)
    started_on = models.DateField(_("started on"))
    steps_in_mind = models.PositiveSmallIntegerField(_("small steps in mind"), null=True, blank=True)
    outcome = models.CharField(_("how it ended"), max_length=12, choices=GoalEnd, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_words = models.TextField(_("what was said at the end"), blank=True)
    ended_name = models.CharField(_("ended by"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("goal")
        constraints = [
            withdrawn_with_reason("goal_withdrawn_with_reason"),
            one_of("area", GoalArea, "goal_area_known", empty=True),
            one_of("outcome", GoalEnd, "goal_outcome_known", empty=True),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="")
                | (Q(ended_on__gte=F("started_on")) & ~Q(outcome="")),
                name="goal_ends_once_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["child", "ended_on"], name="goal_by_child")]


class GoalStep(Mendable, Noted):
    """One small step towards a goal: what, when, who noticed it, and what shows it."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="steps", verbose_name=_("goal"))
    what = models.TextField(_("the small step"))
    noticed_on = models.DateField(_("noticed on"))
    evidence = models.TextField(_("what shows it"), blank=True)

    class Meta:
        verbose_name = _("small step")
        constraints = [withdrawn_with_reason("goal_step_withdrawn_with_reason")]


# --- the room and what was taken away -------------------------------------------------------------


class RoomCheck(Mendable, Noted):
    """A look at the child's room and clothes on one day, with the child if the child wants."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+", verbose_name=_("placement"))
    checked_on = models.DateField(_("checked on"))
    with_child = models.BooleanField(_("together with the child"))
    clothing_ok = models.BooleanField(_("enough clothes that fit"))
    bedding_ok = models.BooleanField(_("bedding and towels are good"))
    personal_ok = models.BooleanField(_("it looks like the child’s own room"))
    storage_ok = models.BooleanField(_("a safe place for belongings"))
    needed = models.TextField(_("what is needed"), blank=True)
    childs_words = models.TextField(_("what the child said"), blank=True)

    class Meta:
        verbose_name = _("room check")
        constraints = [
            withdrawn_with_reason("room_check_withdrawn_with_reason"),
            models.UniqueConstraint(
                fields=["placement", "checked_on"], condition=STANDS, name="room_check_once_a_day"
            ),
        ]


class ToldOfItem(models.TextChoices):
    AGREED = "agreed", _("agreed with the child")
    TOLD = "told", _("the child was told why")
    NOT_YET = "not_yet", _("the child was not told yet")


class RemovedItem(Mendable, Noted):
    """Something of the child's that an adult took away. It stays in the ledger; what follows is noted below it."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+", verbose_name=_("placement"))
    what = models.CharField(_("what was taken away"), max_length=200)
    removed_on = models.DateField(_("taken away on"))
    removed_time = models.TimeField(_("time"), null=True, blank=True)
    why = models.TextField(_("why"))
    told = models.CharField(_("what the child knows"), max_length=10, choices=ToldOfItem)
    safe_place = models.CharField(_("where it is kept safe"), max_length=200)
    return_on = models.DateField(_("to be given back on"), null=True, blank=True)  # empty: the home's number

    class Meta:
        verbose_name = _("item taken away")
        constraints = [
            withdrawn_with_reason("item_withdrawn_with_reason"),
            one_of("told", ToldOfItem, "item_told_known"),
            not_before("return_on", "removed_on", "item_returns_after_it_is_taken"),
        ]


class ItemStep(models.TextChoices):
    RETURNED = "returned", _("given back")
    REPLACED = "replaced", _("replaced")
    KEPT = "kept", _("kept longer")


class RemovedItemNote(Mendable, Noted):
    """What became of an item: given back, replaced, or kept longer until another day, and why."""

    item = models.ForeignKey(RemovedItem, models.PROTECT, related_name="notes", verbose_name=_("item"))
    kind = models.CharField(_("what happened"), max_length=10, choices=ItemStep)
    happened_on = models.DateField(_("day"))
    why = models.TextField(_("why, or how it went"), blank=True)
    return_on = models.DateField(_("now to be given back on"), null=True, blank=True)

    class Meta:
        verbose_name = _("note on an item taken away")
        constraints = [
            withdrawn_with_reason("item_note_withdrawn_with_reason"),
            one_of("kind", ItemStep, "item_note_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind="kept") & Q(return_on__gte=F("happened_on")) & ~Q(why=""))
                | (~Q(kind="kept") & Q(return_on__isnull=True)),
                name="item_kept_longer_with_reason_and_day",
            ),
        ]


# --- given and understood -------------------------------------------------------------------------


class ExplainedKind(models.TextChoices):
    GUIDE = "guide", _("Children’s Guide")
    COMPLAINTS = "complaints", _("how to complain")
    ADVOCATE = "advocate", _("an advocate")
    COMMISSIONER = "commissioner", _("the {Children’s Commissioner}")
    FIRE = "fire", _("what to do in a fire")
    CONFIDENTIALITY = "confidentiality", _("what stays private")
    RECORDS = "records", _("seeing what we write")


class ExplainedHow(models.TextChoices):
    TALKED = "talked", _("talked about it")
    PICTURES = "pictures", _("with pictures")
    SIGNED = "signed", _("in sign language")
    TRANSLATED = "translated", _("translated")
    READ = "read", _("read together")
    VIDEO = "video", _("watched a video")


class Understood(models.TextChoices):
    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NOT_YET = "not_yet", _("not yet")


class Explained(Withdrawable, Noted):
    """What a child was given and had explained in one placement."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+", verbose_name=_("placement"))
    kind = models.CharField(_("what was explained"), max_length=20, choices=ExplainedKind)
    given_on = models.DateField(_("day"))
    how = models.CharField(_("how"), max_length=10, choices=ExplainedHow)
    with_copy = models.BooleanField(_("the child has a copy"))
    reply = models.TextField(_("what the child said"), blank=True)  # empty: the child did not say
    understood = models.CharField(_("understood"), max_length=10, choices=Understood)
    refresh_on = models.DateField(_("to be explained again by"), null=True, blank=True)
    kept = records(OfChildQuerySet, home="home")

    class Meta:
        verbose_name = _("given and explained")
        constraints = [
            one_of("kind", ExplainedKind, "explained_kind_known"),
            one_of("how", ExplainedHow, "explained_how_known"),
            one_of("understood", Understood, "explained_understood_known"),
            not_before("refresh_on", "given_on", "explained_again_after_it_was"),
            withdrawn_with_reason("explained_withdrawn_with_reason"),
        ]
