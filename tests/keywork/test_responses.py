"""What every answer carries, whatever it is: the headers of a product that holds children's records, and words."""

import re

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from tests.reading import markup

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ANSWERS = {
    "page": ("/accounts/login/", 200),
    "probe": ("/healthz", 200),
    "redirect": ("/", 302),
    "bad request": ("/fails/400/", 400),
    "forbidden": ("/fails/403/", 403),
    "not found": ("/fails/404/", 404),
    "no such address": ("/nothing/here/", 404),
    "server error": ("/fails/500/", 500),
    "style sheet": ("/static/css/tokens.css", 200),
    "picture": ("/static/icons.svg", 200),
}


@pytest.fixture
def broken(settings):
    settings.ROOT_URLCONF = "tests.keywork.broken_urls"
    return Client(raise_request_exception=False)


def get(client, name):
    path, status = ANSWERS[name]
    response = client.get(path)
    response.close()  # a file that is streamed stays open otherwise
    assert response.status_code == status
    return response


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_carries_the_security_headers(broken, db, name):
    response = get(broken, name)

    assert {header: response.headers.get(header) for header in SECURITY_HEADERS} == SECURITY_HEADERS


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_has_a_strict_content_security_policy(broken, db, name):
    policy = get(broken, name).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))

    assert "unsafe" not in policy
    assert directives["default-src"] == "'self'"
    assert re.sub(r" 'nonce-[^']+'", "", directives["script-src"]) == "'self'"
    assert directives["style-src"] == "'self'"
    assert directives["frame-ancestors"] == directives["base-uri"] == directives["object-src"] == "'none'"
    assert not re.search(r"https?:|\*", policy)


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in ("style sheet", "picture")])
def test_no_page_is_kept_by_a_browser(broken, db, name):
    assert "no-store" in get(broken, name).headers["Cache-Control"]


@pytest.mark.parametrize("name", ["style sheet", "picture"])
def test_files_are_no_business_of_other_sites(broken, db, name):
    assert "Access-Control-Allow-Origin" not in get(broken, name).headers


def test_a_refused_form_carries_the_headers_too(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@b.example"})

    assert response.status_code == 403
    assert {header: response.headers.get(header) for header in SECURITY_HEADERS} == SECURITY_HEADERS


@pytest.mark.parametrize("cookie", ["csrftoken"])
def test_cookies_are_out_of_reach_of_scripts(client, db, cookie):
    morsel = client.get("/accounts/login/").cookies[cookie]

    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"


def test_static_files_are_served_with_debug_off(client, db):
    assert settings.DEBUG is False
    response = client.get("/static/css/tokens.css")

    assert response.headers["Content-Type"].startswith("text/css")
    assert b"{" in response.getvalue()
    response.close()


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/fails/400/", 400, "We could not read that"),
        ("/fails/403/", 403, "Only a manager can do this."),
        ("/fails/404/", 404, "There is no page for you at this address."),
        ("/fails/500/", 500, "Something went wrong here"),
    ],
)
def test_error_pages_say_what_to_do(broken, db, path, status, words):
    response = broken.get(path)

    assert response.status_code == status
    assert words in markup(response)
    assert "Traceback" not in markup(response)
    assert "a secret" not in markup(response)


def test_error_pages_for_somebody_signed_in(broken, world):
    broken.force_login(world.sam, backend="django.contrib.auth.backends.ModelBackend")

    for path, status in (("/fails/403/", 403), ("/fails/404/", 404), ("/fails/500/", 500)):
        assert broken.get(path).status_code == status


def test_a_wrong_host_is_a_bad_request(client, db):
    response = client.get("/accounts/login/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "We could not read that" in markup(response)


def test_an_expired_form_says_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {})

    assert response.status_code == 403
    assert "This page was open too long" in markup(response)


def database_is_down(execute, sql, params, many, context):
    raise OperationalError("no route to the database")


def test_the_500_page_needs_no_database(broken, db):
    with connection.execute_wrapper(database_is_down):
        response = broken.get("/fails/database/")

    assert response.status_code == 500
    assert "Something went wrong here" in markup(response)


def test_the_500_page_gives_a_reference_that_is_in_the_log(broken, db, caplog):
    page = markup(broken.get("/fails/500/"))

    (reference,) = re.findall(r"<b>([0-9a-f]{8})</b>", page)
    assert f"server error {reference}" in caplog.text


def test_an_address_that_only_takes_a_form_says_so_when_it_is_opened(world, signed_in):
    response = signed_in(world.sam).get("/switch/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Nothing was changed." in markup(response)
