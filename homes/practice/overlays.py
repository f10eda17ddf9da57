"""What a nation's law and a home's own kind of work change in whichever profile the home follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from homes.practice.base import (
    PLAIN_TERMS,
    AppliesTo,
    Document,
    FirstDaysItem,
    Item,
    Practice,
    Text,
)
from homes.words import Term
from homes.words import gettext_lazy as _

_LA, _EDU = "placing_authority", "education"
MANAGER_IN_WALES = Term(_("manager"), _("managers"))


def in_wales(practice: Practice) -> Practice:
    """The words of Welsh law stand above the profile's own; the manager's title only where the profile has none."""
    if practice.terms["manager"] is PLAIN_TERMS["manager"]:
        practice = practice.with_terms(manager=MANAGER_IN_WALES)
    commissioner = _("Children’s Commissioner for Wales")
    practice = practice.with_terms(
        home_plan=Term(_("personal plan"), _("personal plans")),
        regulator=Term(_("Care Inspectorate Wales"), _("Care Inspectorate Wales"), _("CIW")),
        commissioner=Term(commissioner, commissioner),
    )
    return practice.with_items(
        "documents",
        Document("CARE_PLAN", _("Care and support plan (Part 6)"), _LA, AppliesTo.LOOKED_AFTER),
        Document("EHCP", _("Individual development plan"), _EDU, AppliesTo.IF_ANY),
        Document("BEHAVIOUR", _("Positive behaviour support plan")),
        Document("PROVIDER_ASSESS", _("Provider assessment")),
    )


@dataclass(frozen=True, slots=True)
class Addition:
    """A way of working a home adds to its profile, or takes off."""

    code: str
    title: Text
    description: Text
    apply: Callable[[Practice], Practice]


def _complex_needs(practice: Practice) -> Practice:
    practice = practice.with_items(
        "purposes", Item("voice_and_influence", _("Voice and influence"))
    ).with_items(
        "habits",
        Item("voice_and_influence", _("Regular voice and influence sessions, kept in {child’s} file")),
        Item("guide_before_visits", _("The Children’s Guide is given before any visit")),
    )
    before = FirstDaysItem(
        "guide_before_visits",
        _("Children’s Guide given before the first visit"),
        basic=False,
        short=_("the Children’s Guide before the first visit"),
    )
    return replace(practice.with_items("first_days", before), most_at_once=None)


def _integrated_treatment(practice: Practice) -> Practice:
    practice = practice.with_items("purposes", Item("dbt_skills", _("DBT skills"))).with_items(
        "habits",
        Item("dbt", _("The DBT file is kept, and its skills are taught by the whole team")),
        Item("transition_lead", _("Leads on {child’s} transition plan")),
    )
    begun = FirstDaysItem(
        "dbt_file", _("DBT file begun, beside {child’s} own file"), basic=False, short=_("the DBT file")
    )
    return practice.with_items("first_days", begun)


def _reflective(practice: Practice) -> Practice:
    """The five areas of the reflection on key working: small steps, with a line of evidence, never a score."""
    return replace(
        practice,
        progress_areas=(
            Item("regulation", _("Coping with feelings")),
            Item("incidents", _("Fewer hard moments")),
            Item("routines", _("Joining in with routines and learning")),
            Item("relationships", _("Getting on with the adults")),
            Item("communication", _("Saying what {child} needs")),
        ),
    )


def _inspection_lens(practice: Practice) -> Practice:
    return replace(
        practice,
        questions=(
            Item("relates", _("Is this the adult {child} is most likely to relate to?")),
            Item(
                "whole_team",
                _("Does everybody feel able to work with {child}, and to back the {key worker}?"),
            ),
            Item("dependency", _("Is {child} coming to depend on one adult?")),
            Item("meaningful", _("Is the time planned, engaging and meaningful for {child}?")),
        ),
    )


ADDITIONS: dict[str, Addition] = {
    addition.code: addition
    for addition in (
        Addition(
            "complex-needs",
            _("Complex needs"),
            _("More than one {key worker} at once, voice and influence sessions, the Guide before visits."),
            _complex_needs,
        ),
        Addition(
            "integrated-treatment",
            _("Integrated treatment (DBT)"),
            _("DBT skills as a purpose of time together, the DBT file, and the lead on transition."),
            _integrated_treatment,
        ),
        Addition(
            "reflective-practice",
            _("Reflective practice"),
            _("Small steps in five areas are asked after, and celebrated. Nothing is scored."),
            _reflective,
        ),
        Addition(
            "inspection-lens",
            _("Inspection lens"),
            _("The team asks four questions about each child, and dates the answers."),
            _inspection_lens,
        ),
    )
}
NATIONS: dict[str, Callable[[Practice], Practice]] = {"Wales": in_wales}

__all__ = ["ADDITIONS", "NATIONS", "Addition"]
