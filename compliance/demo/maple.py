"""Maple House: the situations drawn in the wireframes, and two children who have moved on."""

from __future__ import annotations

from children.models import AssignmentRole, EndReason, FileType, Placement
from compliance.demo.cast import ENGLISH_AUTHORITY
from compliance.demo.story import Story
from compliance.demo.topics.childs_part import took_part, was_another_child
from compliance.demo.topics.worries import answered, told, wants_to_talk
from compliance.demo.words import ON_THE_LANDING, Written, compose
from homes.dates import week_start
from homes.models import StaffAbsence
from sessions_app.models import ChildPart, SessionPlan

HEALTH, PLAN = FileType.HEALTH, FileType.HOME_PLAN
KAIS_LATEST = Written(
    format="activity",
    account=(
        "We took the bikes to the track. You told me that you asked the teacher for help with the trip form, "
        "and that it was easier than you thought. I was proud of how you did that."
    ),
    topics=("school", "future"),
    said="I just put my hand up",
    steps="Asked the teacher for help",
)
MIAS_LATEST = Written(
    format="activity",
    account="We went swimming. You went to school every day for a whole week, and told me who you sit with.",
    topics=("school", "friends"),
    said="I went every single day",
    steps="First full week in school",
    agreed="A lemon cake for your birthday, and you choose who is there.",
)

FEELINGS = ("regulation", "Coping with feelings")
CALMER = ("incidents", "Fewer hard moments")
ROUTINES = ("routines", "Joining in with routines and learning")
ADULTS = ("relationships", "Getting on with the adults")
SAYING = ("communication", "Saying what Mia needs")
MIAS_STEPS = {
    8: [
        (*ROUTINES, "Packed her bag the evening before, and told me so."),
        (*SAYING, "Asked for ten minutes alone."),
    ],
    15: [(*ADULTS, "Asked Dee to plait her hair.")],
    22: [(*FEELINGS, "Went to the den when it was loud, and came back by herself.")],
    29: [(*ROUTINES, "Homework before tea, twice this week.")],
    36: [(*CALMER, "Nobody heard a door slam since last Sunday.")],
    43: [(*SAYING, "Told the dentist to stop, and he did.")],
    57: [(*FEELINGS, "Named it: “I am nervous, not cross.”")],
    71: [(*ADULTS, "Sat with us after tea for the first time.")],
}


def tell(story: Story) -> None:
    story.standard("KS-WEEK", 7, 72, reason="Agreed at the team meeting: every child, every week")
    story.own_way("wording", "own_1", "kicked off → was upset", 60, why="Mia read it in a record and said so")
    story.own_way(
        "purpose", "future", "What I want to do next", 38, why="The children’s meeting chose the words"
    )
    story.adopts("reflective-practice", 74, why="The team wants to see small steps, not only bad days")
    leave = story.off("sam", 12, 16, noted=6)
    kai(story, leave)
    mia(story, leave)
    rae(story)
    ali(story)
    leo(story)
    tam(story)
    isla(story)
    adults(story)


def kai(story: Story, leave: StaffAbsence) -> None:
    """Session due today; 9 of the last 11 weeks, chose not to once; an unsigned draft; a health plan out of review."""
    placement = story.moves_in("kai", 162, authority=ENGLISH_AUTHORITY, looked_after=1100, clock="10:00")
    story.names(placement, "sam", 162, view="I met him before. He's all right")
    story.names(placement, "jo", 162, role=AssignmentRole.SECOND)
    story.first_time(placement, 161, by="sam")
    story.weeks(placement, (14, 21, 28, 42, 49, 63, 70, 77), by=("jo", "sam", "dee", "sam", "jo"))
    story.weeks(placement, range(84, 160, 7), by=("sam", "jo", "sam", "dee"))
    late = "A busy night with two staff on, written from my notes."
    story.declined(placement, 56, by="jo", signed_ago=54, late_reason=late)
    note = "The way you waited with him when he was unsure is the work. Did the school say yes to the trip?"
    trip = story.says("Ask the school about a place on the trip", -4, who="sam", promise=True)
    chain = story.says("Buy a new chain for the bike", 2, who="sam")
    form = story.says("Send the form for the trip", 3, whose="school")
    latest = story.session(placement, 7, by="sam", words=KAIS_LATEST, note=note, agreed=[trip, chain, form])
    story.added_later(latest, 1, "08:02", by="jo", text="Kai also asked to see his aunt.")
    words = "I asked Miss Hart. Sir was not even there. The rest is right."
    took_part(story, latest, 5, by="sam", answer="disagrees", words=words)
    story.covers(placement, "jo", leave, named=4)
    kais_draft(story, placement)
    kais_plans(story, placement)


def kais_draft(story: Story, placement: Placement) -> None:
    """Deliberately worded so that check-and-sign has something to suggest: another child's name, and "contact"."""
    words = Written(
        format="activity",
        account=(
            "You fixed the chain on your own and showed Leo how to do it. Afterwards we talked about contact with "
            "your mum on Sunday."
        ),
        topics=("family",),
        said="I liked it",
    )
    story.session(placement, 2, by="sam", words=words, signed=False)


def kais_plans(story: Story, placement: Placement) -> None:
    """The placement plan changed 11 days ago and he has no copy yet; the health plan is out of review."""
    story.plan(placement, PLAN, 160, review_in=-80)
    story.plan(placement, PLAN, 82, review_in=4, note="Reviewed with Kai: cooking three meals is his goal.")
    story.plan(
        placement,
        PLAN,
        11,
        note="Court order: seeing Mum is weekly now, on a Sunday, with staff in the room. Kai will hear it from Sam.",
        has_copy=False,
    )
    story.plan(placement, HEALTH, 162, dated=190, review_in=-10)


def mia(story: Story, leave: StaffAbsence) -> None:
    """Everything kept: a session yesterday, one every week, two in one of them; her key worker changed with care."""
    placement = story.moves_in("mia", 140, authority=ENGLISH_AUTHORITY, looked_after=600)
    lou = story.names(placement, "lou", 140)
    note = "Lou is going on leave soon. Lou and Sam told Mia together over two teas; she asked for Sam."
    story.ends(lou, 50, EndReason.PLANNED_HANDOVER, note=note)
    story.plans_to_meet(placement, "lou", 50, kind=SessionPlan.Kind.GOODBYE, planned=55)
    story.plans_to_meet(placement, "sam", 49, kind=SessionPlan.Kind.HELLO, planned=55)
    story.names(placement, "sam", 49, view="Sam can swim, so yes", told_by="lou", handover=51)
    story.covers(placement, "dee", leave, named=4)
    story.first_time(placement, 139, by="lou")
    story.weeks(placement, range(8, 50, 7), by=("sam",), steps=MIAS_STEPS)
    story.weeks(placement, range(50, 138, 7), by=("lou", "lou", "dee"), steps=MIAS_STEPS)
    story.session(placement, second_in_week(story, 50), by="jo", words=compose("mia", 60))
    cake = story.says("Bake the lemon cake together", 4, who="sam", promise=True)
    seemed = {"seemed_before": "Quiet, hood up", "seemed_after": "Chatty, asked when we go again"}
    latest = story.session(placement, 1, by="sam", words=MIAS_LATEST, agreed=[cake], **seemed)
    took_part(story, latest, 0, by="sam", answer="read", words="Can I keep this page?", share="ask")
    swim = story.says("Find a second swimming costume", -15, who="jo")
    swam = second_in_week(story, 22)
    one = story.session(placement, swam, by="jo", words=compose("mia", 61), agreed=[swim])
    mixed_up = took_part(story, one, swam - 1, by="jo", answer="read", words="Tuesday is football")
    was_another_child(story, mixed_up, swam - 2, "It was Ali who had the tablet: he told me at breakfast.")
    took_part(story, one, swam - 2, by="jo", answer="declined")
    story.became("Find a second swimming costume", 16, "done", by="jo")
    story.plan(placement, PLAN, 138, review_in=-60)
    story.plan(
        placement, PLAN, 60, review_in=30, note="Reviewed with Mia: her bedtime is half an hour later."
    )
    story.plan(placement, HEALTH, 140, dated=150, review_in=215)
    story.team_talks(
        placement,
        20,
        by="jean",
        who=("jean", "sam", "jo", "dee"),
        answers={
            "relates": "Sam, and Jo when there is baking. She lights up for both.",
            "dependency": "Nearly all her time is with Sam. She waits at the door when he is late.",
        },
        agreed="Jo bakes with Mia on Thursdays, and Sam says so to her first.",
    )


def adults(story: Story) -> None:
    """Lou's supervision and training have lapsed, Jo's will soon; Sam's and Dee's are in date."""
    story.ready("lou", "supervision", 58, with_person="jean")
    story.ready("jo", "supervision", 40, with_person="jean")
    story.ready("sam", "supervision", 20, with_person="jean")
    story.ready("dee", "supervision", 15, with_person="jean")
    for worker, ago, until in (("sam", 300, None), ("jo", 400, 20), ("dee", 200, None), ("lou", 380, -12)):
        story.ready(worker, "key_work_training", ago, what="Key work with children", until=until)
    story.ready("jo", "champion_role", 150, what="Bikes and being outside")
    story.ready("dee", "mentor", 100, with_person="jo")


def second_in_week(story: Story, ago: int) -> int:
    """Another day of the same Monday week."""
    day = story.diary.day(ago)
    return ago + 2 if week_start(story.diary.day(ago + 2)) == week_start(day) else ago - 2


def rae(story: Story) -> None:
    """16 days since a session with Lou; she chose not to in between, and once before."""
    placement = story.moves_in("rae", 124, authority=ENGLISH_AUTHORITY, looked_after=900)
    story.names(placement, "lou", 124, view="Fine. As long as nobody makes me talk")
    story.first_time(placement, 122, by="lou")
    story.weeks(
        placement, (16, 23, 30, 44, 51, 65, 72, 79, 86, 93, 100, 107, 114), by=("lou", "lou", "dee", "lou")
    )
    story.off("lou", 2, 8, noted=5)
    story.declined(placement, 9, by="lou")
    story.declined(placement, 37, by="lou")
    story.plan(placement, PLAN, 123, review_in=-40)
    story.plan(placement, PLAN, 40, note="Reviewed with Rae: she wants to be asked in writing first.")
    story.plan(placement, HEALTH, 124, dated=130, review_in=200)
    story.team_talks(
        placement,
        12,
        by="jean",
        who=("jean", "lou", "dee"),
        answers={
            "relates": "Lou, because Lou does not fill a silence. Dee knows her music.",
            "whole_team": "Two of us were unsure how to sit with her when she is quiet. Lou showed how.",
            "meaningful": "Drawing and driving are. Sitting in the small room is not, she says.",
        },
        agreed="No more small room. Dee asks her, in writing, about a playlist evening.",
    )


def ali(story: Story) -> None:
    """3 days ago with Dee; yesterday evening Jo wrote down a worry; the placement plan is due in 6 days."""
    placement = story.moves_in("ali", 103, authority=ENGLISH_AUTHORITY, looked_after=400)
    story.names(placement, "dee", 103)
    story.first_time(placement, 101, by="dee")
    asked = "Who else plays on Tuesdays? You wrote that he was not alone on the bus."
    today = {"child_part": ChildPart.LATER, "share_on": story.diary.today}
    story.session(placement, 3, by="dee", words=compose("ali", 0), asked=asked, **today)
    story.weeks(placement, range(10, 100, 7), by=("dee", "jo", "dee"))
    words = Written(
        format="quick_chat",
        account="You came to find me on the landing and we sat on the top step for a bit.",
        topics=("safe", "friends"),
        said="They keep messaging. I don't want to read it on my own",
        agreed="The phone stays in the office tonight, because you asked for that.",
    )
    worry = "Messages from somebody Ali met online, asking him to meet. He showed me two of them."
    last = story.session(
        placement,
        1,
        by="jo",
        words=words,
        moment="hard",
        worry=True,
        worry_text=worry,
        **told(story, "jean", 1),
    )
    wants_to_talk(story, last, "I keep thinking about what I read.")
    story.plan(placement, PLAN, 103, review_in=-80)
    story.plan(placement, PLAN, 80, review_in=6, note="Reviewed with Ali: football on Tuesdays is in.")
    story.plan(placement, HEALTH, 103, dated=110, review_in=240)


def leo(story: Story) -> None:
    """Moved in 3 days ago: a first session is due today, and so, in days, is his placement plan."""
    placement = story.moves_in("leo", 3, authority=ENGLISH_AUTHORITY, looked_after=30, clock="11:20")
    story.names(placement, "dee", 3, view="She showed me where the toast is")


def tam(story: Story) -> None:
    """Moved on 33 days ago, to a flat of their own: the record stays."""
    placement = story.moves_in("tam", 150, authority=ENGLISH_AUTHORITY, looked_after=2000)
    story.names(placement, "lou", 150)
    story.first_time(placement, 149, by="lou")
    story.weeks(placement, range(41, 148, 7), by=("lou", "jo"))
    words = Written(
        format="quick_chat",
        account=f"{ON_THE_LANDING} The last box is packed.",
        topics=("future",),
        said="I'm ready. Mostly",
    )
    worry = "Asked three times who will be there on the first night. I think it is fear more than nerves."
    last = story.session(
        placement, 34, by="lou", words=words, worry=True, worry_text=worry, **told(story, "jean", 34)
    )
    answered(
        story,
        last,
        33,
        "I sat with Tam over breakfast. Lou stays until ten on the first night, and Tam has my number.",
    )
    story.plan(placement, PLAN, 149, review_in=-65)
    story.plan(placement, PLAN, 70, note="Reviewed with Tam: the move to a flat is the plan.")
    story.plan(placement, HEALTH, 150, dated=160, review_in=200)
    story.moves_on(
        placement, 33, reason="Tam moved into a flat with support, as planned with them since spring"
    )


def isla(story: Story) -> None:
    """Moved to Oak Lodge 6 days ago. Jo wrote down a walk two days later, late; Dee's draft of the goodbye is open."""
    placement = story.moves_in("isla", 94, authority=ENGLISH_AUTHORITY, looked_after=700)
    story.names(placement, "dee", 94)
    story.first_time(placement, 93, by="dee")
    story.weeks(placement, range(14, 90, 7), by=("dee", "dee", "jo"))
    story.plan(placement, PLAN, 93, review_in=-28)
    story.plan(placement, PLAN, 28, note="Reviewed with Isla: the stables and her school are near Oak Lodge.")
    story.plan(placement, HEALTH, 94, dated=100, review_in=200)
    walk = Written(
        format="journey",
        account="We walked to the river once more and you showed me where the heron stands.",
        topics=("future",),
        said="You can come and see the horses",
    )
    story.session(
        placement,
        8,
        by="jo",
        words=walk,
        written=4,
        late_reason="I was off from the day after until Thursday.",
    )
    goodbye = Written(
        format="activity",
        account="Everybody made pancakes for you. You took a photo of each of us for your wall.",
        topics=("feelings", "future"),
        said="I'll miss the noise",
    )
    story.session(placement, 7, by="dee", words=goodbye, signed=False)
    story.moves_on(placement, 6, reason="Isla moved to Oak Lodge, near her school and the stables")
