"""The table of the cache that all processes share (settings.CACHES): limits of sign-in, which a Redis must not lose."""

from __future__ import annotations

from django.core.management import call_command


def make_table(sender: object, using: str = "default", **kwargs: object) -> None:
    """After every migrate. Does nothing where it is there."""
    call_command("createcachetable", database=using, verbosity=0)
