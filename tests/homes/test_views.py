"""The front door, the switcher and one's own colours."""

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("chosen", "kept"), [("night", "night"), ("match", "match"), ("<b>", "light"), ("", "light")]
)
def test_colours_are_kept_with_the_account(world, signed_in, chosen, kept):
    client = signed_in(world.sam)

    client.post(reverse("homes:colours"), {"theme": chosen})

    assert f'data-theme="{kept}"' in client.get(reverse("homes:help")).text
    world.sam.refresh_from_db()
    assert world.sam.theme == kept


def test_an_inspectors_account_changes_nothing(world, signed_in):
    client = signed_in(world.nell)

    assert client.post(reverse("homes:colours"), {"theme": "night"}).status_code == 403
    assert "Night" not in client.get(reverse("homes:help")).text


@pytest.mark.parametrize(
    ("who", "where"),
    [("sam", "/today/"), ("jean", "/board/"), ("nell", "/inspection/"), ("idris", "/estate/")],
)
def test_each_role_is_led_to_its_own_first_page(world, signed_in, who, where):
    answer = signed_in(getattr(world, who)).get("/")

    assert answer["Location"].endswith(where)


@pytest.mark.parametrize("who", ["pat", "gone"])
def test_somebody_without_a_home_is_told_so(world, signed_in, who):
    assert signed_in(getattr(world, who)).get("/").status_code == 200


def test_a_childs_page_stands_under_children(world, signed_in):
    page = signed_in(world.sam).get(world.kai.get_absolute_url())

    assert [link.label for link in page.context["nav"] if link.current] == ["Children"]
