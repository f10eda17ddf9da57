"""The one signal of the project: sent where records are written (homes.audit), received in compliance.receivers."""

from django.dispatch import Signal

# kwargs: record (any one written), home_id and child_id (where it belongs: `ledger_place`; None for neither).
case_changed = Signal()
