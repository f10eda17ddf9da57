"""The one signal of the project, where the actions of children and sessions look for it."""

from homes.signals import case_changed

__all__ = ["case_changed"]
