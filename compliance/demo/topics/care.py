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


def stay_of(story: Story, child: str) -> Placement:
    return story.cast.stays[child, story.home.code]


def days_here(story: Story, stay: Placement) -> int:
    moved_in_on = stay.moved_in_on or story.diary.today  # Tegan: today, told at the end
    return (story.diary.today - moved_in_on).days


def done(
    story: Story,
    stay: Placement,
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
        child=stay.child,
        home=stay.home,
        kind=kind,
        happened_on=story.diary.day(ago),
        next_due_on=None if next_in is None else story.diary.day(-next_in),
        noted_by=person,
        noted_by_name=person.full_name,
        noted_by_title=person.job_title,
        **fields,
    )
    return story.diary.add(event, by=person, at=story.diary.at(min(ago, days_here(story, stay)), "16:20"))


def looked_at_again(story: Story, stay: Placement, ago: int, *, by: str, **fields: Any) -> None:
    said = {"still_fair": True, "still_needed": True, **fields}
    done(story, stay, K.RISK_REVIEW, ago, by=by, **said)


def registered(story: Story, stay: Placement, *, by: str, after: int = 1) -> None:
    """With a GP, a dentist and an optician, in the first days."""
    ago = days_here(story, stay) - after
    done(story, stay, K.GP_REGISTERED, ago, by=by, with_whom=SURGERY)
    done(story, stay, K.DENTIST_REGISTERED, ago, by=by, with_whom=SMILES)
    done(story, stay, K.OPTICIAN_REGISTERED, ago, by=by, with_whom=EYES)


def has_safety_plan(story: Story, stay: Placement, *, note: str) -> None:
    story.plan(stay, FileType.RISK, max(days_here(story, stay) - 5, 0), note=note, clock="17:05")


def settled(story: Story, child: str, *, by: str, school: bool = True) -> Placement:
    """Everything kept: registered, checked, assessed, the plan for school of this term, safety looked at again."""
    stay = stay_of(story, child)
    registered(story, stay, by=by)
    done(story, stay, K.DENTAL_CHECK, 62, by=by, with_whom=SMILES, outcome="Nothing to do.")
    done(story, stay, K.SIGHT_TEST, 97, by=by, with_whom=EYES, outcome="No glasses needed.")
    done(story, stay, K.HEALTH_ASSESSMENT, 200, by=by, with_whom="The nurse for children in care")
    if school:
        done(story, stay, K.PEP_MEETING, 30, by=by, with_whom="The school and the virtual school")
    has_safety_plan(story, stay, note=f"Made with {stay.child.known_as}.")
    looked_at_again(story, stay, 12, by=by, with_whom=stay.child.known_as)
    return stay


def status(story: Story, stay: Placement, code: str, *, note: str = "", also: tuple[str, ...] = ()) -> None:
    """From the day the child came into care, written down by the manager on moving in."""
    status_row = LegalStatus(
        child=stay.child,
        home=stay.home,
        code=code,
        also=list(also),
        nation=stay.responsible_nation,
        started_on=stay.looked_after_since,
        note=note,
        **_noted(story),
    )
    at = story.diary.at(days_here(story, stay), "17:30")
    story.diary.add(status_row, by=story.manager, at=at)


def order(story: Story, stay: Placement, kind: OrderKind, made: int, *, noted: int, **fields: Any) -> None:
    row = CourtOrder(
        child=stay.child,
        home=stay.home,
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
    stay = settled(story, "kai", by="sam")
    said = "I forgot one line and nobody noticed"
    done(
        story,
        stay,
        K.SCHOOL_EVENT,
        40,
        by="jo",
        with_whom="Jo and Dee",
        outcome="The play.",
        childs_view=said,
    )
    done(story, stay, K.PARENTS_EVENING, 75, by="sam", with_whom="Form tutor", outcome="Maths is going well.")
    status(story, stay, "C2")
    order(
        story,
        stay,
        OrderKind.CARE,
        1000,
        noted=162,
        section="Children Act 1989, section 31",
        case_number="ZX-1",
    )
    order(
        story,
        stay,
        OrderKind.FAMILY_TIME,
        14,
        noted=11,
        section="Children Act 1989, section 34",
        case_number="ZX-2",
        directions="Kai sees his mum every Sunday afternoon, with an adult of the home in the room.",
    )


def leo(story: Story) -> None:
    """Moved in 3 days ago: a GP at once, the dentist is still to come."""
    stay = stay_of(story, "leo")
    done(story, stay, K.GP_REGISTERED, 1, by="dee", with_whom=SURGERY)
    done(story, stay, K.HEALTH_ASSESSMENT, 12, by="dee", with_whom="The nurse for children in care")
    done(story, stay, K.PEP_MEETING, 10, by="dee", with_whom="The school he comes from")
    status(story, stay, "C1")
    order(story, stay, OrderKind.INTERIM, 28, noted=3, section="Children Act 1989, section 38")


def oak(story: Story) -> None:
    finn(story)
    wren(story)
    ash(story)
    robin(story)


def finn(story: Story) -> None:
    """16 three months ago. Much is due soon: dentist, optician, the plans for school, what he needs for his pathway."""
    stay = stay_of(story, "finn")
    registered(story, stay, by="tom")
    done(story, stay, K.DENTAL_CHECK, 170, by="tom", with_whom=SMILES)
    done(story, stay, K.SIGHT_TEST, 350, by="tom", with_whom=EYES)
    done(story, stay, K.HEALTH_ASSESSMENT, 125, by="tom", with_whom="The nurse for children in care")
    done(story, stay, K.PEP_MEETING, 30, by="tom", next_in=10, with_whom="College and the virtual school")
    done(
        story,
        stay,
        K.EHC_REVIEW,
        340,
        by="tom",
        with_whom="The council",
        outcome="He keeps his taxi to college.",
    )
    has_safety_plan(story, stay, note="Finn may go to the shop alone.")
    looked_at_again(
        story,
        stay,
        26,
        by="tom",
        with_whom="Finn",
        changes="Finn texts us from the shop.",
    )
    status(story, stay, "C2")


def wren(story: Story) -> None:
    """Four years old and placed by an authority in Wales: the nursery has not made an education plan yet."""
    stay = stay_of(story, "wren")
    stay.responsible_authority, stay.responsible_nation = WELSH_AUTHORITY, Nation.WALES
    registered(story, stay, by="ama")
    done(story, stay, K.DENTAL_CHECK, 50, by="ama", with_whom=SMILES, childs_view="The chair goes up")
    done(story, stay, K.SIGHT_TEST, 80, by="ama", with_whom=EYES)
    done(story, stay, K.HEALTH_ASSESSMENT, 171, by="ama", with_whom="The health visitor")
    has_safety_plan(story, stay, note="The garden gate, and the stairs.")
    looked_at_again(story, stay, 11, by="tom")
    status(story, stay, "C1")
    order(story, stay, OrderKind.INTERIM, 190, noted=84, section="Children Act 1989, section 38")


def ash(story: Story) -> None:
    """Came back into care a week ago, with a pathway plan of the first time; everything else is still to be done."""
    stay = stay_of(story, "ash")
    for kind, who in ((K.GP_REGISTERED, SURGERY), (K.DENTIST_REGISTERED, SMILES)):
        done(story, stay, kind, 2, by="ama", with_whom=who)
    story.plan(stay, FileType.PATHWAY, 5, dated=163, note="From the first time in care.", clock="10:15")
    status(story, stay, "V2", note="Asked to come back into care.")


def robin(story: Story) -> None:
    """16 five months ago. What others owe her is late, and so is the talk about what keeps her safe."""
    stay = stay_of(story, "robin")
    registered(story, stay, by="tom")
    done(story, stay, K.DENTAL_CHECK, 40, by="tom", with_whom=SMILES)
    done(story, stay, K.SIGHT_TEST, 60, by="tom", with_whom=EYES)
    done(story, stay, K.HEALTH_ASSESSMENT, 400, by="tom", with_whom="The nurse for children in care")
    has_safety_plan(story, stay, note="Who to ring, and where she likes to go.")
    looked_at_again(story, stay, 45, by="tom", still_fair=False, changes="Her phone stays with her at night.")
    status(story, stay, "C1")
    order(
        story, stay, OrderKind.INTERIM, 700, noted=110, expires_on=story.diary.day(-9),
        section="Children Act 1989, section 38",
    )  # fmt: skip


def ty_bedw(story: Story) -> None:
    nia(story)
    bryn(story)
    status(story, stay_of(story, "tegan"), "C1")


def nia(story: Story) -> None:
    """English authority, home in Wales. No GP noted since her move; school and optician are behind."""
    stay = stay_of(story, "nia")
    done(story, stay, K.DENTIST_REGISTERED, 54, by="cerys", with_whom="Deintydd y Dref (demo)")
    done(story, stay, K.DENTAL_CHECK, 45, by="cerys", childs_view="They had a fish tank")
    done(story, stay, K.SIGHT_TEST, 380, by="cerys", with_whom=EYES)
    done(story, stay, K.HEALTH_ASSESSMENT, 130, by="cerys", with_whom="The nurse for children in care")
    done(story, stay, K.PEP_MEETING, 290, by="cerys", with_whom="Her first school")
    done(story, stay, K.EHC_REVIEW, 385, by="cerys", with_whom="The council")
    has_safety_plan(story, stay, note="The hens, the lane, and who she rings.")
    looked_at_again(story, stay, 13, by="cerys", with_whom="Nia")
    status(story, stay, "V2")


def bryn(story: Story) -> None:
    """No health assessment since he came into care; the dentist and his pathway plan, begun early, are behind."""
    stay = stay_of(story, "bryn")
    registered(story, stay, by="cerys")
    done(story, stay, K.DENTAL_CHECK, 200, by="cerys", with_whom="His dentist at home")
    done(story, stay, K.SIGHT_TEST, 90, by="cerys")
    done(story, stay, K.PEP_MEETING, 33, by="cerys", with_whom="The school")
    has_safety_plan(story, stay, note="Made with Bryn.")
    looked_at_again(story, stay, 14, by="cerys", with_whom="Bryn")
    story.plan(stay, FileType.PATHWAY, 93, review_in=-12, note="Begun early, with Bryn.", clock="10:15")
    status(story, stay, "V2")
