"""What the published guidance documents share, word for word in meaning. Each profile says where it differs."""

from __future__ import annotations

from homes.practice.base import AppliesTo, Document, FirstDaysItem, Item
from homes.words import gettext_lazy as _

_LA, _HEALTH, _EDU = "placing_authority", "health", "education"

# Codes of children.models.EndReason. The first four are the guidance's; the last two follow from what happened.
CHILD_ASKED = Item("child_asked", _("{child} asked, or said it was not working"))
STAFF_LEFT = Item("staff_left", _("The adult is leaving, or has left"))
LONG_ABSENCE = Item("long_absence", _("The adult is, or will be, away for long"))
NO_RELATIONSHIP = Item("no_relationship", _("No positive relationship could be built"))
NOT_IN_BEST_INTERESTS = Item(
    "not_in_best_interests", _("The manager judged it best for {child} or the adult")
)
PLANNED_HANDOVER = Item("planned_handover", _("A planned handover"))
REASONS = (
    CHILD_ASKED,
    STAFF_LEFT,
    LONG_ABSENCE,
    NO_RELATIONSHIP,
    NOT_IN_BEST_INTERESTS,
    PLANNED_HANDOVER,
)

PURPOSES = (
    Item("specific_issue", _("Something specific, or a difficulty")),
    Item("review_or_court", _("Getting ready for a {child in care review} or court")),
    Item("future", _("Ideas for the future")),
    Item("past", _("Talking about the past")),
)

# Codes of sessions_app.models.Format.
FORMAL = Item("formal", _("We sat and talked"))
ACTIVITY = Item("activity", _("While doing something"))
JOURNEY = Item("journey", _("On a journey"))
QUICK_CHAT = Item("quick_chat", _("Another quick chat"))
FORMATS = (FORMAL, ACTIVITY, QUICK_CHAT)

BASICS = (
    FirstDaysItem(
        "why_here",
        _("{child} knows why, and for how long as far as we know"),
        short=_("why {child} is here and for how long"),
    ),
    FirstDaysItem(
        "home_plan",
        _("{Placement plan} done, or a date set, and gone through with {child}"),
        short=_("the {placement plan}"),
    ),
    FirstDaysItem("guide", _("Children’s Guide given and explained"), short=_("the Children’s Guide")),
    FirstDaysItem("fire", _("Fire precautions and exits shown"), short=_("the way out in a fire")),
    FirstDaysItem(
        "essentials",
        _("Toiletries, clothes, bedding and towels in place"),
        short=_("bedding, clothes and toiletries"),
    ),
)
AROUND_THE_BASICS = (
    FirstDaysItem(
        "house_rules",
        _("House rules and what we expect of each other explained"),
        basic=False,
        short=_("house rules"),
    ),
    FirstDaysItem(
        "agreement",
        _("How we will run our sessions agreed"),
        basic=False,
        short=_("how we will run our sessions"),
    ),
    FirstDaysItem(
        "complaints",
        _("Complaints procedure explained, and a copy given"),
        basic=False,
        short=_("how to complain"),
    ),
)
WORRIES = FirstDaysItem(
    "worries",
    _("Worries and questions shared, in creative ways if {child} likes"),
    short=_("worries and questions"),
)

DOCUMENTS = (
    Document("CARE_PLAN", _("Care plan"), _LA, AppliesTo.LOOKED_AFTER),
    Document("PATHWAY", _("Pathway plan"), _LA, AppliesTo.ELIGIBLE),
    Document("PLACEMENT_LA", _("Placement plan of the authority"), _LA, AppliesTo.LOOKED_AFTER),
    Document("HOME_PLAN", _("{Placement plan}")),
    Document("CHRONOLOGY", _("Chronology")),
    Document("HEALTH", _("Health assessment and health plan"), _HEALTH),
    Document("EHCP", _("Education, health and care plan"), _LA, AppliesTo.IF_ANY),
    Document("PEP", _("Personal education plan"), _EDU, AppliesTo.LOOKED_AFTER),
    Document("RISK", _("Risk assessment")),
    Document("SPECIALIST", _("Specialist health or education reports and plans"), _HEALTH, AppliesTo.IF_ANY),
    Document("BEHAVIOUR", _("Behaviour support plan")),
    Document("CONSENT", _("Consents"), _LA),
    Document("GUIDE", _("Children’s Guide")),
    Document("SW_REPORT", _("Social worker’s report"), _LA, AppliesTo.LOOKED_AFTER),
    Document("REVIEW_MINUTES", _("Minutes of reviews"), _LA, AppliesTo.LOOKED_AFTER),
)

# Offered before signing, never insisted on: what is often written, and what a child might rather read.
WORDINGS = (
    Item("contact", _("contact → {family time}")),
    Item("absconded", _("absconded → went missing")),
    Item("challenging_behaviour", _("challenging behaviour → finding it hard to cope")),
    Item("refused_to", _("refused to → chose not to")),
    Item("refused", _("refused → chose not to")),
    Item("attention-seeking", _("attention-seeking → wanting to be close")),
    Item("attention_seeking", _("attention seeking → wanting to be close")),
)

CANT_OFFER = _("I can’t offer to keep everything to myself, but I will keep it safe.")
CANT_ALWAYS = _("I can’t always keep things private, but I will keep them safe.")
