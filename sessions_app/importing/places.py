"""homes.csv: homes and the providers that run them."""

from __future__ import annotations

from homes.models import Home, Nation, Profile, Provider
from homes.words import gettext as _
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import Plan
from sessions_app.importing.text import clean

FILE = "homes.csv"
UNNAMED = "Imported provider"  # until somebody names it in the `provider` column
MOST_PLACES = 999


def plan_homes(plan: Plan) -> None:
    named = {clean(row.cells.get("provider", "")) for row in plan.files.rows(FILE)} - {""}
    stored = list(plan.book.providers)
    for cells in plan.rows(FILE):
        _plan_home(plan, cells, fallback=_only(stored) or (not stored and _only(list(named))) or UNNAMED)


def _only(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ""


def _plan_home(plan: Plan, cells: Cells, *, fallback: str) -> None:
    field = Home._meta.get_field
    code = cells.text("home_code", field=field("code"), needed=True)
    fields = {
        "name": cells.text("name", field=field("name"), needed=True),
        "nation": cells.any_case("nation", [Nation.ENGLAND, Nation.WALES], needed=True),
        "profile": cells.code("profile", Profile.values, needed=True),
        "capacity": cells.number("capacity", most=MOST_PLACES),
        "regulator_ref": cells.text("regulator_ref", field=field("regulator_ref")),
    }
    provider = _provider(plan, cells, code, fallback)
    if not cells.ok or provider is None or not plan.once(cells, "home_code", provider.public_id, code):
        plan.doubt("home", code)
        return
    stored = [home for home in plan.book.homes[code] if home.provider == provider]
    home = stored[0] if stored else Home(provider=provider, code=code)
    if not stored:
        plan.book.homes[code].append(home)
    plan.homes.setdefault(code, []).append(home)
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    plan.tally("homes", plan.put(cells, home, **given))


def _provider(plan: Plan, cells: Cells, code: str, fallback: str) -> Provider | None:
    """The provider named; otherwise that of the stored home with this code; otherwise the only one there is."""
    name = cells.text("provider", field=Provider._meta.get_field("name"))
    if not cells.ok:
        return None
    if not name:
        stored = [home for home in plan.book.homes.get(code, ()) if not home._state.adding]
        if len(stored) > 1:
            message = _("More than one provider has a home with this code. Name the provider in this row.")
            cells.error("provider", message)
            return None
        name = stored[0].provider.name if stored else fallback
    if name not in plan.book.providers:
        plan.book.providers[name] = Provider(name=name)
        plan.put(cells, plan.book.providers[name])
    return plan.book.providers[name]
