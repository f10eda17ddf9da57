"""Board, Today, children, flags and a child's page, as the manager of a small and of a large home opens them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.test import Client
from django.urls import reverse

from children.models import Placement
from homes.dates import today
from homes.models import Home, Role, StaffRole, User
from tools.bench import by_hand
from tools.bench.cost import Meter

SMALL, LARGE = 3, 30
PAGES = ("board", "today", "children", "flags", "child")


@dataclass(frozen=True, slots=True)
class Measured:
    page: str
    children: int
    queries: int
    kilobytes: float
    ms: float
    empty_ms: float
    by_hand_ms: float

    @property
    def times(self) -> float:
        return self.ms / (self.empty_ms + self.by_hand_ms)


class NothingToMeasure(Exception):
    """No estate is here."""


@dataclass(frozen=True)
class Visit:
    """A manager at their home, and the child who has lived there longest."""

    home: Home
    children: int
    manager: User
    placement: Placement

    def url(self, page: str) -> str:
        if page in ("board", "flags"):
            return reverse(f"compliance:{page}", args=[self.home.public_id])
        if page == "child":
            return reverse("compliance:child", args=[self.placement.child.public_id])
        return reverse(f"compliance:{page}")

    def signed_in(self) -> Client:
        client = Client()
        client.force_login(self.manager, backend="django.contrib.auth.backends.ModelBackend")
        return client


def visits() -> list[Visit]:
    """To the home nearest to 3 children and the one nearest to 30; one visit when that is the same home."""
    day = today()
    living = Q(placements__moved_in_on__lte=day) & (
        Q(placements__moved_on_on__isnull=True) | Q(placements__moved_on_on__gt=day)
    )
    homes = list(Home.objects.annotate(living=Count("placements", filter=living)).filter(living__gt=0))
    if not homes:
        raise NothingToMeasure
    chosen = [min(homes, key=lambda home: (abs(home.living - size), home.pk)) for size in (SMALL, LARGE)]
    return [_visit(home) for home in dict.fromkeys(chosen)]


def _visit(home: Home) -> Visit:
    manages = StaffRole.objects.filter(home=home, role=Role.REGISTERED_MANAGER, ended_on__isnull=True)
    placements = Placement.objects.filter(home=home).current_on(today()).select_related("child", "home")
    manager = manages.select_related("user").order_by("pk")[0].user
    return Visit(home, home.living, manager, placements.order_by("moved_in_on", "pk")[0])


def measure(visit: Visit, meter: Meter) -> list[Measured]:
    client = visit.signed_in()
    empty = meter.of(lambda: _open(client, "/bench/empty/"))
    given = by_hand.given(
        home_id=visit.home.pk, child_id=visit.placement.child_id, person_id=visit.manager.pk, today=today()
    )
    found = []
    for page in PAGES:
        url, statements = visit.url(page), by_hand.facts_of(page)
        weight = len(_open(client, url)) / 1024
        cost = meter.of(lambda url=url: _open(client, url))
        hand = meter.of(lambda statements=statements: by_hand.ask(statements, given))
        found.append(Measured(page, visit.children, cost.queries, weight, cost.ms, empty.ms, hand.ms))
    return found


def _open(client: Client, url: str) -> bytes:
    answer = client.get(url)
    if answer.status_code != 200:
        raise AssertionError(f"{url} answered {answer.status_code}")
    return answer.content
