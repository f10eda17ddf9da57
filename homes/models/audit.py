"""The audit's own tables. Rows have no foreign keys: nothing can block them and nothing is lost with another row."""

from django.db import models

from homes.models.base import AppendOnly, appended
from homes.words import gettext_lazy as _


class LedgerEntry(AppendOnly):
    """One narrow row for every history row, in the same transaction: the spine of every history page."""

    at = models.DateTimeField(_("at"))
    home_id = models.BigIntegerField(_("home"), null=True)
    child_id = models.BigIntegerField(_("child"), null=True)
    model = models.CharField(_("what"), max_length=60)  # "children.Placement"
    object_id = models.BigIntegerField(_("which"))
    history_id = models.BigIntegerField(_("history row"))
    change = models.CharField(_("change"), max_length=1)  # + ~ -
    user_id = models.BigIntegerField(_("person"))
    user_name = models.CharField(_("name that day"), max_length=150)
    reason = models.TextField(_("reason"), blank=True)
    private_to_id = models.BigIntegerField(_("draft of"), null=True)  # a draft: its author and managers only
    mac = models.CharField(_("code"), max_length=48)  # that Keywork wrote this row: homes.database.sealing
    objects = appended(home="home_id")

    class Meta:
        verbose_name = _("ledger entry")
        constraints = [
            models.UniqueConstraint(fields=["model", "history_id"], name="ledger_once_per_history_row")
        ]
        indexes = [
            models.Index(fields=["child_id", "-id"], name="ledger_by_child"),
            models.Index(fields=["home_id", "-id"], name="ledger_by_home"),
            models.Index(
                fields=["user_id", "at"], condition=models.Q(change="+"), name="ledger_first_versions"
            ),
        ]


class AccessEvent(AppendOnly):
    """Who looked: one row each time a child's record is opened, printed or refused."""

    class What(models.TextChoices):
        CHILD = "child", _("opened the child's page")
        SESSIONS = "sessions", _("opened the list of sessions")
        SESSION = "session", _("opened a session")
        REPORT = "report", _("opened the reports")
        HISTORY = "history", _("opened the history")
        HOME_HISTORY = "home_history", _("opened the home's history")
        FORM = "form", _("opened a form")
        BOARD = "board", _("opened the board")
        FLAGS = "flags", _("opened the flags")
        INSPECTION = "inspection", _("opened the inspection page")
        SIGNED_IN = "signed_in", _("signed in")
        KEY_WORKERS = "key_workers", _("opened the page of {key workers}")
        TEAM = "team", _("opened the team’s reflections")
        STAFF = "staff", _("opened the staff page")
        SETTINGS = "settings", _("opened the settings")
        FILE = "file", _("opened the file")
        DOCUMENT = "document", _("opened a document")
        CARE = "care", _("opened health, education and safety")
        ABOUT = "about", _("opened what the child says and wants")
        PEOPLE = "people", _("opened the people around the child")
        ADDRESS = "address", _("read an address")
        CONTACTS = "contacts", _("opened the calls and visits")
        STOPPED = "stopped", _("was stopped by a restriction")
        UPDATES = "updates", _("opened the news for the social worker")
        SUPPORT = "support", _("opened the specialist support")
        CHRONOLOGY = "chronology", _("opened the chronology")
        FIRST_DAYS = "first_days", _("opened the first days")
        HANDOVER = "handover", _("opened the handover")
        PASSWORD = "password", _("chose a new password")
        STEP_ON = "step_on", _("set up a second step")
        STEP_OFF = "step_off", _("took the second step away")
        CODES = "codes", _("made new recovery codes")
        CODE_USED = "code_used", _("signed in with a recovery code")
        ENDED = "ended", _("signed out another browser")
        REFUSED = "refused", _("was refused")

    at = models.DateTimeField(_("at"), auto_now_add=True)
    user_id = models.BigIntegerField(_("person"))
    user_name = models.CharField(_("name that day"), max_length=150)
    role = models.CharField(_("role that day"), max_length=60, blank=True)
    home_id = models.BigIntegerField(_("home"), null=True)
    child_id = models.BigIntegerField(_("child"), null=True)
    what = models.CharField(_("what"), max_length=20, choices=What)
    object_id = models.BigIntegerField(_("which"), null=True)
    objects = appended(home="home_id")

    class Meta:
        verbose_name = _("access event")
        indexes = [
            models.Index(fields=["child_id", "-id"], name="access_by_child"),
            models.Index(fields=["home_id", "-id"], name="access_by_home"),
            models.Index(fields=["user_id", "-id"], name="access_by_person"),
            models.Index(fields=["at"], name="access_by_time"),
            models.Index(
                fields=["home_id", "-id"], condition=models.Q(what="refused"), name="access_refused_by_home"
            ),
            models.Index(
                fields=["child_id", "-id"], condition=models.Q(what="refused"), name="access_refused_by_child"
            ),
        ]
