"""The links of the seal (homes.database.sealing): rows that say of other rows what they were."""

from django.db import models

from homes.models.base import AppendOnly
from homes.querysets import AppendOnlyQuerySet
from homes.words import gettext_lazy as _


class Seal(AppendOnly):
    """One link: the marks of some rows of one table. `table_name` is empty where the key changed."""

    number = models.BigIntegerField(_("place in the chain"), unique=True)
    table_name = models.CharField(_("table"), max_length=80, blank=True)
    ids = models.TextField(_("which rows"), blank=True)  # "4-18,20"
    rows = models.PositiveIntegerField(_("how many rows"))
    reach = models.BigIntegerField(_("highest row sealed so far"))
    marks = models.BinaryField(_("marks"))  # 16 bytes a row
    key = models.CharField(_("name of the key"), max_length=12)
    at = models.DateTimeField(_("sealed at"))
    mac = models.CharField(_("code"), max_length=64)
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal")
        indexes = [models.Index(fields=["table_name", "-number"], name="seal_by_table")]


class SealedColumns(AppendOnly):
    """The columns of a table whose rows are sealed, from one link on: what is added to it later was not sealed."""

    table_name = models.CharField(_("table"), max_length=80)
    columns = models.TextField(_("columns"))  # "id,at,home_id"
    since = models.BigIntegerField(_("from which link"))
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed columns")
        constraints = [models.UniqueConstraint(fields=["table_name", "since"], name="columns_once_a_link")]


class SealCheck(AppendOnly):
    """What reading the whole chain back came to."""

    at = models.DateTimeField(_("at"))
    links = models.BigIntegerField(_("links"))
    rows = models.BigIntegerField(_("rows"))
    head = models.CharField(_("code of the last link"), max_length=64, blank=True)
    problems = models.PositiveIntegerField(_("problems"))
    first = models.CharField(_("first problem"), max_length=200, blank=True)
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of the seal")
        indexes = [models.Index(fields=["-at"], name="seal_check_by_time")]
