"""Upward news: an action below changed a case, so its home is evaluated again after the commit."""

from __future__ import annotations

from typing import Any

from children.signals import case_changed


def on_case_changed(sender: object, *, home_id: int, **kwargs: Any) -> None:
    """Enqueue the home's sweep on commit."""


def connect() -> None:
    case_changed.connect(on_case_changed, dispatch_uid="compliance.on_case_changed")
