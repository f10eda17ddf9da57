"""The cast of most tests: Maple House and Oak Lodge of one provider, Elm Row of another, and who works there."""

import datetime as dt
from types import SimpleNamespace

from homes import dates
from tests.factories.children import ChildFactory, KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.homes import HomeFactory, ProviderFactory
from tests.factories.staff import InspectionGrantFactory, StaffRoleFactory, UserFactory
from tests.kept import Kept


def build() -> SimpleNamespace:
    """Kai, Mia at Maple (moved in 200 days ago, Sam and Jo key workers of Kai, Sam of Mia); Noa at Oak; Una at Elm.

    Call with scopes disabled.
    """
    day = dates.today()
    provider = ProviderFactory()
    maple = HomeFactory(name="Maple House", provider=provider, phone="01632 960001")
    oak = HomeFactory(name="Oak Lodge", provider=provider, profile="key-residential-practitioner")
    other = ProviderFactory(name="Elsewhere Care")
    elm = HomeFactory(name="Elm Row", provider=other)
    people = {
        "sam": UserFactory(full_name="Sam Okafor", job_title="Key worker"),
        "jo": UserFactory(full_name="Jo Price", job_title="Key worker"),
        "dee": UserFactory(full_name="Dee Shah"),
        "jean": UserFactory(full_name="Jean Ward", job_title="Registered manager"),
        "tom": UserFactory(full_name="Tom Reed", job_title="Key residential practitioner"),
        "ama": UserFactory(full_name="Ama Boateng", job_title="Registered manager"),
        "una_worker": UserFactory(full_name="Uri Vale"),
        "elm_manager": UserFactory(full_name="Mo Finch", job_title="Registered manager"),
        "idris": UserFactory(full_name="Idris Cole", job_title="Responsible individual"),
        "nell": UserFactory(full_name="Nell Grant", job_title="Inspector"),
        "pat": UserFactory(full_name="Pat Lynn", job_title="Platform administrator", is_platform_admin=True),
        "gone": UserFactory(full_name="Gil Past"),
    }
    for name in ("sam", "jo", "dee"):
        StaffRoleFactory(user=people[name], home=maple)
    StaffRoleFactory(user=people["jean"], home=maple, role="registered_manager")
    StaffRoleFactory(user=people["tom"], home=oak)
    StaffRoleFactory(user=people["ama"], home=oak, role="registered_manager")
    StaffRoleFactory(user=people["una_worker"], home=elm)
    StaffRoleFactory(user=people["elm_manager"], home=elm, role="registered_manager")
    StaffRoleFactory(user=people["idris"], provider=provider, role="responsible_individual")
    StaffRoleFactory(user=people["gone"], home=maple, ended_on=day - dt.timedelta(days=1))
    InspectionGrantFactory(
        user=people["nell"],
        home=maple,
        starts_at=dates.now() - dt.timedelta(hours=1),
        ends_at=dates.now() + dt.timedelta(days=2),
    )
    moved_in = day - dt.timedelta(days=200)
    kai = ChildFactory(known_as="Kai", home=maple, pronouns="he")
    mia = ChildFactory(known_as="Mia", home=maple, pronouns="she", picture="cat")
    noa = ChildFactory(known_as="Noa", home=oak, picture="owl")
    una = ChildFactory(known_as="Una", home=elm, picture="fox")
    placements = {
        "kai": PlacementFactory(child=kai, home=maple, moved_in_on=moved_in),
        "mia": PlacementFactory(child=mia, home=maple, moved_in_on=moved_in),
        "noa": PlacementFactory(child=noa, home=oak, moved_in_on=moved_in),
        "una": PlacementFactory(child=una, home=elm, moved_in_on=moved_in),
    }
    KeyWorkerAssignmentFactory(placement=placements["kai"], worker=people["sam"], started_on=moved_in)
    KeyWorkerAssignmentFactory(
        placement=placements["kai"], worker=people["jo"], role="second", started_on=moved_in
    )
    KeyWorkerAssignmentFactory(placement=placements["mia"], worker=people["sam"], started_on=moved_in)
    return SimpleNamespace(
        provider=provider, maple=maple, oak=oak, elm=elm, kai=kai, mia=mia, noa=noa, una=una,
        placements=placements, moved_in=moved_in, today=day, **people,
    )  # fmt: skip


two_providers = Kept(build)
