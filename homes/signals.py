"""The one signal of the project. Sent by actions (never by post_save), received by compliance.receivers only."""

from django.dispatch import Signal

case_changed = Signal()  # kwargs: home_id (int), child_id (int; None for news about the adults of a home)
