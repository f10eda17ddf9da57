"""The first days as the demo tells them: one list at 4 of 10, one hardly begun, the others complete."""

import pytest
from django.urls import reverse

from children.models import Child
from homes import dates
from homes.models import User
from tests.compliance import telling

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    with telling.told(django_db_blocker) as now:
        yield now


@pytest.mark.parametrize(
    ("child", "reader", "count", "complete"),
    [
        ("Leo", "dee.shah", "4 of 10 done.", False),
        ("Kai", "dee.shah", "10 of 10 done.", True),
        ("Ash", "tom.reed", "1 of 10 done.", False),
        ("Finn", "tom.reed", "9 of 9 done.", True),  # the Guide before a visit does not apply
        ("Bryn", "cerys.evans", "8 of 8 done.", True),
    ],
)
def test_how_far_each_list_has_come(told, db, child, reader, count, complete, signed_in):
    person = User.objects.get(email=f"{reader}@demo.example")
    address = reverse("sessions:first_days", args=[Child.objects.get(known_as=child).public_id])

    page = signed_in(person).get(address).context["page"]

    assert dates.today() == dates.london_day(told)
    assert (page.count_words, page.is_complete) == (count, complete)
