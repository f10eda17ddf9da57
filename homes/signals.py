"""Upward news of the homes: a home's numbers or ways have changed, so what is owed there may have too."""

from django.dispatch import Signal

ways_changed = Signal()  # home_id
