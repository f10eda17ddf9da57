"""Fixtures of these tests."""

import pytest
from django.conf import settings
from django.test import override_settings


@pytest.fixture(scope="module")
def own_store(tmp_path_factory):
    """Uploaded files of these tests lie apart."""
    private = settings.STORAGES["private"]
    options = {**private["OPTIONS"], "location": str(tmp_path_factory.mktemp("files"))}
    with override_settings(STORAGES={**settings.STORAGES, "private": {**private, "OPTIONS": options}}):
        yield
