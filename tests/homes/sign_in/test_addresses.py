"""Where somebody comes from, behind proxies of every kind: read from what ours wrote; nobody is turned away for it."""

import pytest

from homes.audit import set_fields, system_user
from homes.sign_in.accounts import client_address
from tests.factories.staff import PASSWORD, UserFactory

SIGN_IN, RESET = "/accounts/login/", "/accounts/password/reset/"
PEER = "127.0.0.1"
# What the proxies people really run write, and the address it means.
WRITTEN = [
    ("203.0.113.9", "203.0.113.9"),  # nginx, HAProxy, Caddy, Traefik
    ("203.0.113.7:51234", "203.0.113.7"),  # Azure Application Gateway, IIS, AWS when told to keep the port
    ("2001:db8::1", "2001:db8::1"),
    ("[2001:db8::1]", "2001:db8::1"),
    ("[2001:db8::1]:4711", "2001:db8::1"),
    ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
    ('"[2001:db8::1]:4711"', "2001:db8::1"),  # quoted, as RFC 7239 writes it
    ("::ffff:203.0.113.7", "203.0.113.7"),  # the same person over the other protocol
    ("[::ffff:203.0.113.7]:80", "203.0.113.7"),
    ("  203.0.113.9  ", "203.0.113.9"),
    ("unknown", PEER),  # Squid, Apache
    ("UNKNOWN", PEER),
    ("_hidden", PEER),  # RFC 7239, an obfuscated name
    ("-", PEER),
    ("", PEER),
    ("proxy.example.org", PEER),
    ("203.0.113.256", PEER),
    ("203.0.113.7:port", "203.0.113.7"),
    ("[2001:db8::1", PEER),
    ("2001:db8::1]:4711", PEER),
    ("[]:1", PEER),
    (":::", PEER),
    ("//203.0.113.9", PEER),
    ("203.0.113.9@evil", PEER),
    ("\u0661.2.3.4", PEER),
    ("9" * 5000, PEER),
]


def seen(rf, claimed, peer=PEER):
    return client_address(rf.get("/", headers={"X-Forwarded-For": claimed}, REMOTE_ADDR=peer))


@pytest.mark.parametrize(("written", "address"), WRITTEN)
def test_what_a_proxy_wrote_is_read(rf, settings, written, address):
    settings.TRUSTED_PROXIES = 1

    assert seen(rf, written) == address
    assert seen(rf, f"198.51.100.1, {written}") == address


@pytest.mark.parametrize(
    ("proxies", "claimed", "address"),
    [
        (0, "203.0.113.9", PEER),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 192.0.2.4", "203.0.113.9"),
        (2, "203.0.113.9:51234, 192.0.2.4:80", "203.0.113.9"),
        (2, "203.0.113.9", PEER),
        (2, "unknown, 192.0.2.4", PEER),
        (-1, "203.0.113.9", PEER),
    ],
)
def test_an_address_is_believed_from_our_own_proxies_only(rf, settings, proxies, claimed, address):
    settings.TRUSTED_PROXIES = proxies

    assert seen(rf, claimed) == address


@pytest.mark.parametrize("peer", ["", "unix:", "[::1]:80"])
def test_a_peer_without_an_address_is_nobody_in_particular(rf, peer):
    """A web server on a socket names none."""
    assert seen(rf, "", peer) == ("::1" if "1" in peer else "")


@pytest.mark.parametrize("peer", [PEER, ""], ids=["a peer", "a socket"])
@pytest.mark.parametrize("written", [written for written, _address in WRITTEN])
def test_people_get_in_and_get_their_link_whatever_a_proxy_wrote(
    client, unscoped, db, settings, mailoutbox, written, peer
):
    settings.TRUSTED_PROXIES = 1
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip", "login_failed": None}  # asks for the address
    set_fields(UserFactory(full_name="Sam Okafor"), by=system_user(), email="sam@home.example")
    behind = {"headers": {"X-Forwarded-For": written}, "REMOTE_ADDR": peer}

    link = client.post(RESET, {"email": "sam@home.example"}, **behind)
    wrong = client.post(SIGN_IN, {"login": "sam@home.example", "password": "wrong"}, **behind)
    right = client.post(SIGN_IN, {"login": "sam@home.example", "password": PASSWORD}, **behind)

    assert (link.status_code, wrong.status_code, right.status_code) == (302, 200, 302)
    assert len(mailoutbox) == 1
