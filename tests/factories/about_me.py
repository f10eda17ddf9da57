"""The child's own words and wants, and what adults noted around them."""

from factory import SelfAttribute

from children.models import (
    AboutMe,
    Explained,
    Goal,
    GoalStep,
    ImportantDate,
    RemovedItem,
    RemovedItemNote,
    RoomCheck,
)
from tests.factories.base import DAY, part_of, signed
from tests.factories.children import AboutChildFactory, OfPlacementFactory

NotedFactory = signed("noted_by", "noted")  # who noted it


class AboutMeFactory(NotedFactory, AboutChildFactory):
    class Meta:
        model = AboutMe

    good_at = "bikes"
    said_how = "spoken"
    agreed_on = DAY


class ImportantDateFactory(NotedFactory, AboutChildFactory):
    class Meta:
        model = ImportantDate

    title = "Nan died"
    tone = "tender"
    day = DAY.day
    month = DAY.month


class GoalFactory(NotedFactory, AboutChildFactory):
    class Meta:
        model = Goal

    words = "Learn to cook 3 meals"
    started_on = DAY


class GoalStepFactory(NotedFactory, part_of("goal", GoalFactory)):
    class Meta:
        model = GoalStep

    what = "Made pasta"
    noticed_on = SelfAttribute("goal.started_on")


class RoomCheckFactory(NotedFactory, OfPlacementFactory):
    """With the child, and all in order."""

    class Meta:
        model = RoomCheck

    checked_on = SelfAttribute("placement.moved_in_on")
    with_child = clothing_ok = bedding_ok = personal_ok = storage_ok = True


class RemovedItemFactory(NotedFactory, OfPlacementFactory):
    class Meta:
        model = RemovedItem

    what = "A lighter"
    removed_on = SelfAttribute("placement.moved_in_on")
    why = "Unsafe"
    told = "agreed"
    safe_place = "Office safe"


class RemovedItemNoteFactory(NotedFactory, part_of("item", RemovedItemFactory)):
    class Meta:
        model = RemovedItemNote

    kind = "returned"
    happened_on = SelfAttribute("item.removed_on")


class ExplainedFactory(NotedFactory, OfPlacementFactory):
    """Talked through, understood, and the child has a copy."""

    class Meta:
        model = Explained

    kind = "guide"
    given_on = SelfAttribute("placement.moved_in_on")
    how = "talked"
    with_copy = True
    reply = "OK"
    understood = "yes"
