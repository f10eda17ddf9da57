"""The one signal of the project. Sent by actions (never by post_save), received by compliance.receivers only."""

from django.dispatch import Signal

# kwargs: home_id (int), child_id (int; None for news of a home's adults, its numbers or its ways)
case_changed = Signal()
