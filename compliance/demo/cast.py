"""Who there is in the demo: plain tables. Nobody here is, or is drawn from, a real person or place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from homes.dates import add_days, add_months
from homes.models import Nation, Profile, Role

PROVIDER = "Hearthside Care (demo)"
ENGLISH_AUTHORITY = "Northshire Council (demo)"
WELSH_AUTHORITY = "Cyngor Sir Dyffryn (demo)"
EMAIL_DOMAIN = "demo.example"


@dataclass(frozen=True, slots=True)
class HomeOfCast:
    code: str
    name: str
    nation: Nation
    profile: Profile
    capacity: int
    phone: str  # 01632 960 000 to 960 999 are reserved for drama


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str
    title: str
    home: str = ""  # a home's code; empty: of the provider, or of no home
    role: str = ""
    first_page: str = ""

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@{EMAIL_DOMAIN}"


@dataclass(frozen=True, slots=True)
class ChildOfCast:
    """`years` old for `months` more than a birthday ago; `birthday_in` days instead, when a birthday is near."""

    name: str
    years: int
    months: int
    pronouns: str
    picture: str
    met: int  # days ago that the child's name was first written down
    met_by: str  # the manager who wrote it
    birthday_in: int = 0

    @property
    def key(self) -> str:
        return self.name.lower()

    def born_on(self, today: dt.date) -> dt.date:
        if self.birthday_in:
            return add_months(add_days(today, self.birthday_in), -12 * (self.years + 1))
        return add_months(today, -12 * self.years - self.months)


HOMES = (
    HomeOfCast("maple", "Maple House", Nation.ENGLAND, Profile.KEY_WORKER, 6, "01632 960001"),
    HomeOfCast("oak", "Oak Lodge", Nation.ENGLAND, Profile.KEY_RESIDENTIAL_PRACTITIONER, 6, "01632 960002"),
    HomeOfCast("ty-bedw", "Ty Bedw", Nation.WALES, Profile.KEYWORKER_ENGLAND_WALES, 4, "01632 960003"),
)

PEOPLE = (
    Person("sam", "Sam Okafor", "Key worker", "maple", Role.RESIDENTIAL_WORKER, "Today"),
    Person("jo", "Jo Price", "Key worker", "maple", Role.RESIDENTIAL_WORKER, "Today"),
    Person("dee", "Dee Shah", "Residential worker", "maple", Role.RESIDENTIAL_WORKER, "Today"),
    Person("lou", "Lou Hart", "Key worker", "maple", Role.RESIDENTIAL_WORKER, "Today"),
    Person("jean", "Jean Ward", "Registered manager", "maple", Role.REGISTERED_MANAGER, "Board"),
    Person("tom", "Tom Reed", "Key residential practitioner", "oak", Role.RESIDENTIAL_WORKER, "Today"),
    Person(
        "ama",
        "Ama Boateng",
        "Registered children’s homes manager",
        "oak",
        Role.REGISTERED_MANAGER,
        "Board",
    ),
    Person("cerys", "Cerys Evans", "Keyworker", "ty-bedw", Role.RESIDENTIAL_WORKER, "Today"),
    Person("huw", "Huw Morgan", "Home manager", "ty-bedw", Role.REGISTERED_MANAGER, "Board"),
    Person("idris", "Idris Cole", "Responsible individual", "", Role.RESPONSIBLE_INDIVIDUAL, "All homes"),
    Person("nell", "Nell Grant", "Inspector", first_page="Inspection of Maple House, for two days"),
    Person("pat", "Pat Lynn", "Platform administrator", first_page="A page that names no child"),
)

CHILDREN = (
    # Maple House
    ChildOfCast("Kai", 14, 5, "he", "rabbit", 169, "jean"),
    ChildOfCast("Mia", 11, 0, "she", "cat", 146, "jean", birthday_in=2),
    ChildOfCast("Rae", 15, 2, "she", "owl", 130, "jean"),
    ChildOfCast("Ali", 12, 8, "he", "bear", 108, "jean"),
    ChildOfCast("Leo", 13, 1, "he", "fox", 4, "jean"),
    ChildOfCast("Tam", 16, 9, "they", "dog", 160, "jean"),
    ChildOfCast("Isla", 15, 4, "she", "hedgehog", 101, "jean"),
    # Oak Lodge
    ChildOfCast("Finn", 16, 3, "he", "otter", 105, "ama"),
    ChildOfCast("Wren", 4, 7, "she", "hedgehog", 91, "ama"),
    ChildOfCast("Ash", 17, 1, "they", "fox", 6, "ama"),
    ChildOfCast("Robin", 16, 5, "she", "dog", 117, "ama"),
    ChildOfCast("Noor", 14, 2, "they", "cat", 12, "ama"),
    # Ty Bedw
    ChildOfCast("Nia", 10, 2, "she", "rabbit", 125, "ama"),
    ChildOfCast("Bryn", 15, 10, "he", "bear", 106, "huw"),
    ChildOfCast("Tegan", 9, 5, "she", "otter", 4, "huw"),
    ChildOfCast("Eli", 11, 7, "he", "dog", 6, "huw"),
)
