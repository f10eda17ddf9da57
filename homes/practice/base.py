"""What a practice profile holds. Plain data with stable codes: codes are stored in records and never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from django.utils.functional import Promise

from homes.dates.school_terms import OwnTerms
from homes.words import TERMS, Term

Text = str | Promise


class Appointment(StrEnum):
    """By when the guidance wants a key worker named; in every profile on the day of moving in at the latest."""

    BEFORE_VISITS = "before_visits"  # before the first visit, else on the day
    BEFORE_OFFER = "before_offer"  # before the place is offered, else on the day


class Support(StrEnum):
    """What the guidance says a key worker is given. Readiness is shown by these."""

    TRAINING = "key_work_training"
    SUPERVISION = "supervision"
    CHAMPION_ROLE = "champion_role"
    SPECIALIST_TRAINING = "specialist_training"
    MENTOR = "mentor"


class AppliesTo(StrEnum):
    """Whose file a document belongs in."""

    ALL = "all"
    LOOKED_AFTER = "looked_after"
    ELIGIBLE = "eligible"  # 16 or 17 and looked after for 13 weeks since 14
    IF_ANY = "if_any"  # many children never have one


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: a stored code, and the words people read. {child} is filled in on the page."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class FirstDaysItem(Item):
    """One thing to put in place in the first days. `basic`: the guidance names it for the first session."""

    basic: bool = True
    short: Text = ""  # within a list of what is still to do


@dataclass(frozen=True, slots=True)
class Document(Item):
    """A kind of document in the child's file: who writes it, and whose file it belongs in."""

    owner: str = "home"  # homes.standards.Owner
    applies_to: AppliesTo = AppliesTo.ALL


@dataclass(frozen=True)
class Practice:
    """How one home does key work on one day: a shipped profile with nation, additions and the home's own changes."""

    code: str
    title: Text
    terms: Mapping[str, Term]
    reasons: tuple[Item, ...]
    purposes: tuple[Item, ...]
    formats: tuple[Item, ...]
    first_days: tuple[FirstDaysItem, ...]
    documents: tuple[Document, ...]
    confidentiality: Text
    appointment: Appointment
    most_at_once: int | None  # None: as many as the child needs
    support: frozenset[Support]
    habits: tuple[Item, ...]  # what this guidance alone asks for
    questions: tuple[Item, ...] = ()
    wordings: tuple[Item, ...] = ()  # "what is often written → what this home would rather write"
    progress_areas: tuple[Item, ...] = ()
    additions: frozenset[str] = field(default_factory=frozenset)
    terms_of_schools: OwnTerms = field(
        default_factory=dict
    )  # the last days of the terms, where the home has set them

    @cached_property
    def words(self) -> Mapping[str, Term]:
        """What is spoken at this home: its word for each idea, and its name for each document by its code."""
        return {**self.terms, **{one.code: Term(one.text, one.text) for one in self.documents}}

    def text_of(self, list_name: str, code: str) -> str:
        """The words of a stored code; the code itself when no list knows it any more."""
        return next((str(item.text) for item in getattr(self, list_name) if item.code == code), code)

    def with_items(self, list_name: str, *items: Item) -> Practice:
        """The same practice with these lines added, or in the place of those with the same code."""
        old = getattr(self, list_name)
        new = {item.code: item for item in items}
        kept = tuple(new.pop(item.code, item) for item in old)
        return replace(self, **{list_name: (*kept, *new.values())})

    def with_terms(self, **terms: Term) -> Practice:
        return replace(self, terms={**self.terms, **terms})


PLAIN_TERMS: Mapping[str, Term] = TERMS
