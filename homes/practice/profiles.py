"""The three profiles that ship, each from one published guidance document for children's homes.

Only what the document says differently stands here; what all of them say is in `guidance`. The comparison of the
documents is a test (tests/homes/test_practice.py), line by line.
"""

from __future__ import annotations

from homes.practice import guidance
from homes.practice.base import PLAIN_TERMS, AppliesTo, Appointment, Document, Item, Practice, Support
from homes.words import Term
from homes.words import gettext_lazy as _

_EDU = "education"
SUPPORT = frozenset({Support.TRAINING, Support.SUPERVISION})

KEY_WORKER = (
    Practice(
        code="key-worker",
        title=_("Key worker"),
        terms=PLAIN_TERMS,
        reasons=guidance.REASONS,
        purposes=guidance.PURPOSES,
        formats=(guidance.FORMAL, guidance.ACTIVITY, guidance.JOURNEY, guidance.QUICK_CHAT),
        first_days=(*guidance.BASICS, guidance.WORRIES, *guidance.AROUND_THE_BASICS),
        documents=guidance.DOCUMENTS,
        confidentiality=guidance.CANT_ALWAYS,
        appointment=Appointment.BEFORE_VISITS,
        most_at_once=2,
        support=SUPPORT | {Support.CHAMPION_ROLE, Support.SPECIALIST_TRAINING},
        habits=(
            Item("advocacy", _("Speak up for {child} once you know {child’s} own view")),
            Item(
                "commissioner", _("Tell {child} about the advocacy service and the {Children’s Commissioner}")
            ),
            Item("removed_items", _("Give back or replace what was taken away, as soon as it is safe")),
            Item("senior_helps", _("Prepare a session with the manager or a senior")),
            Item("journey", _("A journey is a good place for a session")),
        ),
        wordings=guidance.WORDINGS,
        additions=frozenset({"inspection-lens"}),
    )
    .with_items(
        "documents",
        Document("RISK", _("Risk assessments and safety plans")),
        Document(
            "COURT",
            _("Court orders and the agreed plan for {family time}"),
            "placing_authority",
            AppliesTo.IF_ANY,
        ),
    )
    .with_items(
        "first_days",
        guidance.FirstDaysItem(
            "advocate",
            _("Advocate and {Children’s Commissioner} explained"),
            basic=False,
            short=_("an advocate and the {Children’s Commissioner}"),
        ),
    )
)

KEY_RESIDENTIAL_PRACTITIONER = (
    Practice(
        code="key-residential-practitioner",
        title=_("Key residential practitioner"),
        terms=PLAIN_TERMS,
        reasons=guidance.REASONS,
        purposes=guidance.PURPOSES,
        formats=guidance.FORMATS,
        first_days=(*guidance.BASICS, *guidance.AROUND_THE_BASICS),
        documents=guidance.DOCUMENTS,
        confidentiality=guidance.CANT_OFFER,
        appointment=Appointment.BEFORE_VISITS,
        most_at_once=1,
        support=SUPPORT,
        habits=(Item("no_promises", _("Make no promise you may not be able to keep")),),
        wordings=guidance.WORDINGS,
        additions=frozenset({"complex-needs", "integrated-treatment", "inspection-lens"}),
    )
    .with_terms(
        key_worker=Term(
            _("key residential practitioner"), _("key residential practitioners"), _("practitioner")
        ),
        session=Term(
            _("key residential practitioner session"),
            _("key residential practitioner sessions"),
            _("session"),
        ),
        manager=Term(
            _("registered children’s homes manager"), _("registered children’s homes managers"), _("manager")
        ),
        home_plan=Term(_("internal placement plan"), _("internal placement plans")),
        moving_in=Term(_("admission"), _("admissions")),
        family_time=Term(_("contact"), _("contact")),
        review=Term(_("looked after review"), _("looked after reviews"), _("review")),
    )
    .with_items(
        "documents",
        Document("HEALTH", _("Health needs assessment and individual health care plan"), "health"),
        Document("SEN_SUPPORT", _("SEN support plan"), _EDU, AppliesTo.IF_ANY),
    )
)

KEYWORKER = (
    Practice(
        code="keyworker-england-wales",
        title=_("Keyworker (England and Wales)"),
        terms=PLAIN_TERMS,
        reasons=tuple(item for item in guidance.REASONS if item is not guidance.LONG_ABSENCE),
        purposes=(Item("progress_chasing", _("Progress chasing")), *guidance.PURPOSES),
        formats=guidance.FORMATS,
        first_days=(*guidance.BASICS, *guidance.AROUND_THE_BASICS),
        documents=guidance.DOCUMENTS,
        confidentiality=guidance.CANT_OFFER,
        appointment=Appointment.BEFORE_OFFER,
        most_at_once=1,
        support=SUPPORT | {Support.MENTOR},
        habits=(
            Item("debrief_at_once", _("Talk to your manager at once if anything felt uncomfortable")),
            Item(
                "safety_doubt", _("In doubt about your own safety or {child’s}: plan how to reduce it first")
            ),
            Item("phone_frequency", _("Know who {child} may ring, and how often")),
            Item("welsh_regulations", _("The regulations of Wales stand beside those of England")),
        ),
        wordings=guidance.WORDINGS,
        additions=frozenset({"inspection-lens"}),
    )
    .with_terms(
        key_worker=Term(_("keyworker"), _("keyworkers")),
        key_child=Term(_("keychild"), _("keychildren")),
        session=Term(_("keyworker session"), _("keyworker sessions"), _("session")),
        manager=Term(_("home manager"), _("home managers"), _("manager")),
        home_plan=Term(_("internal placement plan"), _("internal placement plans")),
        moving_in=Term(_("admission"), _("admissions")),
        family_time=Term(_("contact"), _("contact")),
        review=Term(_("looked after review"), _("looked after reviews"), _("review")),
    )
    .with_items(
        "documents",
        Document("ADOPTION", _("Adoption plan"), "placing_authority", AppliesTo.IF_ANY),
        Document(
            "PLACEMENT_LA",
            _("Placement information record, or placement plan of the authority"),
            "placing_authority",
            AppliesTo.LOOKED_AFTER,
        ),
        Document("CHRONOLOGY", _("Essential information record, now the chronology")),
        Document("SEN_SUPPORT", _("Individual education plan"), _EDU, AppliesTo.IF_ANY),
    )
)

SHIPPED: dict[str, Practice] = {
    practice.code: practice for practice in (KEY_WORKER, KEY_RESIDENTIAL_PRACTITIONER, KEYWORKER)
}
