"""Who may write, finish and throw away a report. Out of reach is 404 (visible_to); these say why with a 403."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from homes.permissions import Access, Permission, check_may
from homes.words import gettext as _
from sessions_app.strip.reports.models import KeyWorkReport


def can_edit(access: Access, report: KeyWorkReport) -> bool:
    """A draft is its writer's, and the managers': they read it before it leaves the home."""
    return report.is_draft and _writes(access, report)


def _writes(access: Access, report: KeyWorkReport) -> bool:
    own = report.writer_id == access.user.pk and access.may(Permission.RECORD_SESSIONS, report.home_id)
    return own or access.may(Permission.ADOPT_DRAFTS, report.home_id)


def check_can_edit(access: Access, report: KeyWorkReport) -> None:
    if report.is_finished:
        raise PermissionDenied(
            _("A finished report is never changed. Open it, and write a new one that corrects it.")
        )
    if not report.is_draft:
        raise PermissionDenied(_("This report was thrown away. Write a new one."))
    check_may(access, Permission.RECORD_SESSIONS, report.home_id)
    if not _writes(access, report):
        raise PermissionDenied(_("Only the person who writes this report, or a manager, can change it."))


def can_correct(access: Access, report: KeyWorkReport) -> bool:
    return report.is_finished and access.may(Permission.RECORD_SESSIONS, report.home_id)


def check_can_correct(access: Access, report: KeyWorkReport) -> None:
    check_may(access, Permission.RECORD_SESSIONS, report.home_id)
    if not report.is_finished:
        raise PermissionDenied(_("This report is a draft: change it as it is."))
