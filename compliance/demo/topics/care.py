"""Health, school and safety of the demo children, and in whose care they are.

Everything is kept for most of them. Finn has much that is due soon; what is late is Robin's, Nia's, Bryn's and Wren's.
"""

from __future__ import annotations

from typing import Any

from children.models import CareEvent, CareKind, CourtOrder, FileType, LegalStatus, OrderKind, Placement
from compliance.demo.cast import WELSH_AUTHORITY
from compliance.demo.story import Story
from homes.models import Nation

K = CareKind
SURGERY, SMILES, EYES = "Maple Surgery", "Mill Lane Dental", "Bright Eyes, High Street"


def tell(stories: dict[str, Story]) -> None:
    maple(stories["maple"])
    oak(stories["oak"])
    ty_bedw(stories["ty-bedw"])


# --- words for one line of the story ----------------------------------------------------------------


def placement_of(story: Story, child: str) -> Placement:
    return story.cast.placements[child, story.home.code]


def days_here(story: Story, placement: Placement) -> int:
    moved_in_on = placement.moved_in_on or story.diary.today  # Tegan: today, told at the end
    return (story.diary.today - moved_in_on).days


def done(
    story: Story,
    placement: Placement,
    kind: CareKind,
    ago: int,
    *,
    by: str,
    next_in: int | None = None,
    **fields: Any,
) -> CareEvent:
    """Something done `ago` days ago, written down that day, or on moving in when it was before that."""
    person = story.cast.people[by]
    event = CareEvent(
        child=placement.child,
        home=placement.home,
        kind=kind,
        happened_on=story.diary.day(ago),
        next_due_on=None if next_in is None else story.diary.day(-next_in),
        noted_by=person,
        noted_by_name=person.full_name,
        noted_by_title=person.job_title,
        **fields,
    )
    return story.diary.add(
        event, by=person, at=story.diary.at(min(ago, days_here(story, placement)), "16:20")
    )


def risk_reviewed(story: Story, placement: Placement, ago: int, *, by: str, **fields: Any) -> None:
    said = {"still_fair": True, "still_needed": True, **fields}
    done(story, placement, K.RISK_REVIEW, ago, by=by, **said)


def registered(story: Story, placement: Placement, *, by: str, after: int = 1) -> None:
    """With a GP, a dentist and an optician, in the first days."""
    ago = days_here(story, placement) - after
    done(story, placement, K.GP_REGISTERED, ago, by=by, with_whom=SURGERY)
    done(story, placement, K.DENTIST_REGISTERED, ago, by=by, with_whom=SMILES)
    done(story, placement, K.OPTICIAN_REGISTERED, ago, by=by, with_whom=EYES)


def has_safety_plan(story: Story, placement: Placement, *, note: str) -> None:
    story.plan(placement, FileType.RISK, max(days_here(story, placement) - 5, 0), note=note, clock="17:05")


def settled(story: Story, child: str, *, by: str, school: bool = True) -> Placement:
    """Everything kept: registered, checked, assessed, the plan for school of this term, safety looked at again."""
    placement = placement_of(story, child)
    registered(story, placement, by=by)
    done(story, placement, K.DENTAL_CHECK, 62, by=by, with_whom=SMILES, outcome="Nothing to do.")
    done(story, placement, K.SIGHT_TEST, 97, by=by, with_whom=EYES, outcome="No glasses needed.")
    done(story, placement, K.HEALTH_ASSESSMENT, 200, by=by, with_whom="The nurse for children in care")
    if school:
        done(story, placement, K.PEP_MEETING, 30, by=by, with_whom="The school and the virtual school")
    has_safety_plan(story, placement, note=f"Made with {placement.child.known_as}.")
    risk_reviewed(story, placement, 12, by=by, with_whom=placement.child.known_as)
    return placement


def status(
    story: Story, placement: Placement, code: str, *, note: str = "", also: tuple[str, ...] = ()
) -> None:
    """From the day the child came into care, written down by the manager on moving in."""
    status_row = LegalStatus(
        child=placement.child,
        home=placement.home,
        code=code,
        also=list(also),
        nation=placement.responsible_nation,
        started_on=placement.looked_after_since,
        note=note,
        **_noted(story),
    )
    at = story.diary.at(days_here(story, placement), "17:30")
    story.diary.add(status_row, by=story.manager, at=at)


def order(
    story: Story, placement: Placement, kind: OrderKind, made: int, *, noted: int, **fields: Any
) -> None:
    row = CourtOrder(
        child=placement.child,
        home=placement.home,
        kind=kind,
        made_on=story.diary.day(made),
        court="The family court (demo)",
        **_noted(story),
        **fields,
    )
    story.diary.add(row, by=story.manager, at=story.diary.at(noted, "17:35"))


def _noted(story: Story) -> dict[str, Any]:
    who = story.manager
    return {"noted_by": who, "noted_by_name": who.full_name, "noted_by_title": who.job_title}


# --- the homes ----------------------------------------------------------------------------------------


def maple(story: Story) -> None:
    kai(story)
    for child, by, code in (("mia", "jo", "V2"), ("rae", "lou", "C2"), ("ali", "dee", "V2")):
        status(story, settled(story, child, by=by), code)
    leo(story)


def kai(story: Story) -> None:
    """All kept; somebody came to the play, and the court says when he sees his mum."""
    placement = settled(story, "kai", by="sam")
    said = "I forgot one line and nobody noticed"
    done(
        story,
        placement,
        K.SCHOOL_EVENT,
        40,
        by="jo",
        with_whom="Jo and Dee",
        outcome="The play.",
        childs_view=said,
    )
    done(
        story,
        placement,
        K.PARENTS_EVENING,
        75,
        by="sam",
        with_whom="Form tutor",
        outcome="Maths is going well.",
    )
    status(story, placement, "C2")
    order(
        story,
        placement,
        OrderKind.CARE,
        1000,
        noted=162,
        section="Children Act 1989, section 31",
        case_number="ZX-1",
    )
    order(
        story,
        placement,
        OrderKind.FAMILY_TIME,
        14,
        noted=11,
        section="Children Act 1989, section 34",
        case_number="ZX-2",
        directions="Kai sees his mum every Sunday afternoon, with an adult of the home in the room.",
    )


def leo(story: Story) -> None:
    """Moved in 3 days ago: a GP at once, the dentist is still to come."""
    placement = placement_of(story, "leo")
    done(story, placement, K.GP_REGISTERED, 1, by="dee", with_whom=SURGERY)
    done(story, placement, K.HEALTH_ASSESSMENT, 12, by="dee", with_whom="The nurse for children in care")
    done(story, placement, K.PEP_MEETING, 10, by="dee", with_whom="The school he comes from")
    status(story, placement, "C1")
    order(story, placement, OrderKind.INTERIM, 28, noted=3, section="Children Act 1989, section 38")


def oak(story: Story) -> None:
    finn(story)
    wren(story)
    ash(story)
    robin(story)


def finn(story: Story) -> None:
    """16 three months ago. Much is due soon: dentist, optician, the plans for school, what he needs for his pathway."""
    placement = placement_of(story, "finn")
    registered(story, placement, by="tom")
    done(story, placement, K.DENTAL_CHECK, 170, by="tom", with_whom=SMILES)
    done(story, placement, K.SIGHT_TEST, 350, by="tom", with_whom=EYES)
    done(story, placement, K.HEALTH_ASSESSMENT, 125, by="tom", with_whom="The nurse for children in care")
    done(
        story, placement, K.PEP_MEETING, 30, by="tom", next_in=10, with_whom="College and the virtual school"
    )
    done(
        story,
        placement,
        K.EHC_REVIEW,
        340,
        by="tom",
        with_whom="The council",
        outcome="He keeps his taxi to college.",
    )
    has_safety_plan(story, placement, note="Finn may go to the shop alone.")
    risk_reviewed(
        story,
        placement,
        26,
        by="tom",
        with_whom="Finn",
        changes="Finn texts us from the shop.",
    )
    status(story, placement, "C2")


def wren(story: Story) -> None:
    """Four years old and placed by an authority in Wales: the nursery has not made an education plan yet."""
    placement = placement_of(story, "wren")
    placement.responsible_authority, placement.responsible_nation = WELSH_AUTHORITY, Nation.WALES
    registered(story, placement, by="ama")
    done(story, placement, K.DENTAL_CHECK, 50, by="ama", with_whom=SMILES, childs_view="The chair goes up")
    done(story, placement, K.SIGHT_TEST, 80, by="ama", with_whom=EYES)
    done(story, placement, K.HEALTH_ASSESSMENT, 171, by="ama", with_whom="The health visitor")
    has_safety_plan(story, placement, note="The garden gate, and the stairs.")
    risk_reviewed(story, placement, 11, by="tom")
    status(story, placement, "C1")
    order(story, placement, OrderKind.INTERIM, 190, noted=84, section="Children Act 1989, section 38")


def ash(story: Story) -> None:
    """Came in a hurry: in whose care nobody knows yet. A pathway plan of an earlier time in care came along."""
    placement = placement_of(story, "ash")
    for kind, who in ((K.GP_REGISTERED, SURGERY), (K.DENTIST_REGISTERED, SMILES)):
        done(story, placement, kind, 2, by="ama", with_whom=who)
    story.plan(placement, FileType.PATHWAY, 5, dated=163, note="From the first time in care.", clock="10:15")


def robin(story: Story) -> None:
    """16 five months ago. What others owe her is late, and so is the talk about what keeps her safe."""
    placement = placement_of(story, "robin")
    registered(story, placement, by="tom")
    done(story, placement, K.DENTAL_CHECK, 40, by="tom", with_whom=SMILES)
    done(story, placement, K.SIGHT_TEST, 60, by="tom", with_whom=EYES)
    done(story, placement, K.HEALTH_ASSESSMENT, 400, by="tom", with_whom="The nurse for children in care")
    has_safety_plan(story, placement, note="Who to ring, and where she likes to go.")
    risk_reviewed(
        story, placement, 45, by="tom", still_fair=False, changes="Her phone stays with her at night."
    )
    status(story, placement, "C1")
    order(
        story, placement, OrderKind.INTERIM, 700, noted=110, expires_on=story.diary.day(-9),
        section="Children Act 1989, section 38",
    )  # fmt: skip


def ty_bedw(story: Story) -> None:
    nia(story)
    bryn(story)


def nia(story: Story) -> None:
    """English authority, home in Wales. No GP noted since her move; school and optician are behind."""
    placement = placement_of(story, "nia")
    done(story, placement, K.DENTIST_REGISTERED, 54, by="cerys", with_whom="Deintydd y Dref (demo)")
    done(story, placement, K.DENTAL_CHECK, 45, by="cerys", childs_view="They had a fish tank")
    done(story, placement, K.SIGHT_TEST, 380, by="cerys", with_whom=EYES)
    done(story, placement, K.HEALTH_ASSESSMENT, 130, by="cerys", with_whom="The nurse for children in care")
    done(story, placement, K.PEP_MEETING, 290, by="cerys", with_whom="Her first school")
    done(story, placement, K.EHC_REVIEW, 385, by="cerys", with_whom="The council")
    has_safety_plan(story, placement, note="The hens, the lane, and who she rings.")
    risk_reviewed(story, placement, 13, by="cerys", with_whom="Nia")
    status(story, placement, "V2")


def bryn(story: Story) -> None:
    """No health assessment since he came into care; the dentist and his pathway plan, begun early, are behind."""
    placement = placement_of(story, "bryn")
    registered(story, placement, by="cerys")
    done(story, placement, K.DENTAL_CHECK, 200, by="cerys", with_whom="His dentist at home")
    done(story, placement, K.SIGHT_TEST, 90, by="cerys")
    done(story, placement, K.PEP_MEETING, 33, by="cerys", with_whom="The school")
    has_safety_plan(story, placement, note="Made with Bryn.")
    risk_reviewed(story, placement, 14, by="cerys", with_whom="Bryn")
    story.plan(placement, FileType.PATHWAY, 93, review_in=-12, note="Begun early, with Bryn.", clock="10:15")
    status(story, placement, "V2")
