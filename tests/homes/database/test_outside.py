"""A record saved where nobody opened a transaction has its history all the same: allauth saves people so."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from homes.models import LedgerEntry
from tests.factories.staff import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_password_is_changed_where_no_transaction_is_open(world, signed_in, unscoped):
    assert not connection.in_atomic_block
    before, other = world.sam.history.count(), "wet stones under a bridge"

    answer = signed_in(world.sam).post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": other, "password2": other}
    )

    assert answer.status_code == 302
    world.sam.refresh_from_db()
    assert world.sam.check_password(other)
    assert world.sam.history.count() == before + 1
    assert LedgerEntry.objects.filter(model="homes.User", object_id=world.sam.pk).count() == before + 1


def test_an_older_hash_is_made_anew_at_sign_in(world, unscoped, settings):
    """Django does so by itself when the hasher has changed."""
    assert not connection.in_atomic_block
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    old = world.sam.password
    Client().post(reverse("account_login"), {"login": world.sam.email, "password": PASSWORD})

    world.sam.refresh_from_db()
    assert world.sam.password != old
    assert world.sam.check_password(PASSWORD)
