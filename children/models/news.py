"""News that leaves the home or goes to the next shift: what the social worker was sent, specialist support, handover.

Everything here is added and never changed: a later word is a later row.
"""

from django.db import models
from django.db.models import F, Q

from children.handover.querysets import HomeNoteQuerySet
from children.placements.models import Child, Placement
from children.placements.querysets import OfChildQuerySet
from homes.models import AppendOnly, Home, Record, User
from homes.models.base import appended, history, records
from homes.words import gettext_lazy as _


class HowSent(models.TextChoices):
    """How news went, or how we asked. By hand: the app itself sends nothing."""

    EMAIL = "email", _("by e-mail")
    PHONE = "phone", _("by phone")
    LETTER = "letter", _("by letter")
    READ_OUT = "read_out", _("read out in person")


class SocialWorkerUpdate(AppendOnly, Record):
    """The week's news to the social worker, letter for letter as it was sent, good news first."""

    PARTS = ("good_news", "happened", "worries", "asks")

    child = models.ForeignKey(Child, models.PROTECT, related_name="updates", verbose_name=_("child"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    from_on = models.DateField(_("news from"))
    to_on = models.DateField(_("to"))
    good_news = models.TextField(_("good news"))
    happened = models.TextField(_("what happened"), blank=True)
    worries = models.TextField(_("worries"), blank=True)
    asks = models.TextField(_("what comes next and what we ask"), blank=True)
    text = models.TextField(_("what was sent"))
    sent_on = models.DateField(_("sent on"))
    how = models.CharField(_("how"), max_length=10, choices=HowSent)
    to_name = models.CharField(_("sent to"), max_length=150)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    sent_by_name = models.CharField(_("name that day"), max_length=150)
    sent_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    history = history()
    objects = records(OfChildQuerySet, home="home")

    class Meta:
        verbose_name = _("news to the social worker")
        constraints = [
            models.CheckConstraint(condition=~Q(good_news=""), name="update_begins_with_good_news"),
            models.CheckConstraint(condition=~Q(text=""), name="update_says_something"),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="update_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(sent_on__gte=F("to_on")), name="update_sent_after_its_days"),
            models.CheckConstraint(condition=Q(how__in=HowSent.values), name="update_how_known"),
        ]
        indexes = [models.Index(fields=["child", "-sent_on", "-id"], name="update_by_child")]


class SwVisitChase(AppendOnly, Record):
    """We asked the placing authority when the social worker will visit. Theirs to do, ours to ask."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="visit_chases", verbose_name=_("child"))
    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="visit_chases", verbose_name=_("stay"), db_index=False
    )
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    asked_on = models.DateField(_("asked on"))
    how = models.CharField(_("how"), max_length=10, choices=HowSent)
    asked_whom = models.CharField(_("whom we asked"), max_length=150, blank=True)
    answer = models.TextField(_("what they said"), blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_by_name = models.CharField(_("name that day"), max_length=150)
    asked_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    history = history()
    objects = records(OfChildQuerySet, home="home")

    class Meta:
        verbose_name = _("asking for a social worker's visit")
        constraints = [models.CheckConstraint(condition=Q(how__in=HowSent.values), name="chase_how_known")]
        indexes = [models.Index(fields=["placement", "asked_on"], name="chase_by_stay")]


class SupportNeed(AppendOnly, Record):
    """Specialist support a child needs: seen on a day, by somebody. What came of it stands in its steps."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="support_needs", verbose_name=_("child"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    seen_on = models.DateField(_("seen on"))
    what = models.CharField(_("what is needed"), max_length=200)
    why = models.TextField(_("what we saw"), blank=True)
    child_view = models.TextField(_("what the child says"), blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_by_name = models.CharField(_("name that day"), max_length=150)
    written_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    history = history()
    objects = records(OfChildQuerySet, home="home")

    class Meta:
        verbose_name = _("need for specialist support")
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="need_says_what")]
        indexes = [models.Index(fields=["child", "-seen_on", "-id"], name="need_by_child")]


class SupportStage(models.TextChoices):
    """How far specialist support has come. Any of them may come again, but the last."""

    ASKED = "asked", _("asked for")
    ARRANGED = "arranged", _("arranged")
    HAPPENING = "happening", _("happening")
    REVIEWED = "reviewed", _("reviewed")
    PLANS_AMENDED = "plans_amended", _("plans amended")
    ENDED = "ended", _("ended")


class SupportStep(AppendOnly, Record):
    """One dated step of specialist support, and how well it is working."""

    need = models.ForeignKey(
        SupportNeed, models.PROTECT, related_name="steps", verbose_name=_("need"), db_index=False
    )
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", verbose_name=_("child"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    stage = models.CharField(_("step"), max_length=15, choices=SupportStage)
    happened_on = models.DateField(_("day"))
    whom = models.CharField(_("with whom"), max_length=150, blank=True)
    note = models.TextField(_("what was agreed"), blank=True)
    working = models.TextField(_("how well it is working"), blank=True)
    child_view = models.TextField(_("what the child says"), blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_by_name = models.CharField(_("name that day"), max_length=150)
    written_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    history = history()
    objects = records(OfChildQuerySet, home="home")

    class Meta:
        verbose_name = _("step of specialist support")
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=SupportStage.values), name="support_stage_known")
        ]
        indexes = [models.Index(fields=["need", "happened_on", "id"], name="support_by_need")]


class HandoverNote(AppendOnly, Record):
    """What the next shift should know, about the home or about one child."""

    home = models.ForeignKey(
        Home, models.PROTECT, related_name="handover_notes", verbose_name=_("home"), db_index=False
    )
    child = models.ForeignKey(
        Child, models.PROTECT, null=True, blank=True, related_name="handover_notes", verbose_name=_("child")
    )
    text = models.TextField(_("what the next shift should know"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_by_name = models.CharField(_("name that day"), max_length=150)
    written_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    history = history()
    objects = records(HomeNoteQuerySet, home="home")

    class Meta:
        verbose_name = _("handover note")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="handover_says_something")]
        indexes = [models.Index(fields=["home", "-created_at"], name="handover_by_home")]


class HandoverSeen(AppendOnly):
    """Somebody has read the handover of a day."""

    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"), db_index=False)
    handover_on = models.DateField(_("of the day"))
    seen_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("read by"))
    seen_by_name = models.CharField(_("name that day"), max_length=150)
    seen_at = models.DateTimeField(_("read at"))
    objects = appended(home="home")

    class Meta:
        verbose_name = _("handover read")
        constraints = [
            models.UniqueConstraint(
                fields=["home", "handover_on", "seen_by"], name="handover_read_once_a_day"
            )
        ]
