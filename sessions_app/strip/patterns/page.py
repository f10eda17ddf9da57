"""What twelve weeks of signed records say about a child: what came up, which small steps, how time went, when signed.

One query. Counts of what adults wrote down, never of how a child felt: that is plotted for nobody.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import capfirst, get_text_list

from children.models import Child
from homes.dates import LONDON, add_days, week_start
from homes.permissions import Access
from homes.words import dated, ngettext
from homes.words import gettext as _
from sessions_app.models import Format, KeyWorkSession, Topic, Voice
from sessions_app.strip.patterns.drawing import dots_svg, weeks_svg
from sessions_app.strip.weeks import WEEKS, first_monday

QUIET_WEEKS = 4  # good practice, ours: a topic is named once it has not come up for a month
STEPS_SHOWN = 3
NIGHT_ENDS = dt.time(6)  # a shift that began in the evening is over by then
SIGNED_WHEN = ("shift", "next_day", "three_days", "later")


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic over the weeks, oldest first: whether it came up in each."""

    name: str
    weeks: tuple[bool, ...]
    mondays: Sequence[dt.date]

    @property
    def count(self) -> int:
        return sum(self.weeks)

    @property
    def quiet(self) -> int:
        """Weeks since it came up, this one left out; all of them when it never did."""
        return next((ago for ago, came in enumerate(reversed(self.weeks)) if came), WEEKS)

    @property
    def said(self) -> str:
        """ "6 of 12 weeks"."""
        return _("%(n)d of %(of)d weeks") % {"n": self.count, "of": WEEKS}

    @property
    def listed(self) -> str:
        """The weeks it came up, by their Mondays."""
        found = [dated(monday, "j F") for monday, came in zip(self.mondays, self.weeks, strict=True) if came]
        return ", ".join(found) or _("none")

    @property
    def picture(self) -> SafeString:
        return weeks_svg(self.weeks, f"{self.name}: {self.said}")


@dataclass(frozen=True, slots=True)
class Counted:
    """How often, as dots and as a number."""

    name: str
    count: int
    of_them: int = 0  # those with the child's own words

    @property
    def picture(self) -> SafeString:
        return dots_svg(self.count, f"{self.name}: {self.count}")


@dataclass(frozen=True)
class Patterns:
    child: Child
    first_on: dt.date
    today: dt.date
    records: list[KeyWorkSession]  # signed, newest first

    @property
    def mondays(self) -> list[dt.date]:
        return [add_days(self.first_on, 7 * number) for number in range(WEEKS)]

    @property
    def time_together(self) -> list[KeyWorkSession]:
        return [one for one in self.records if one.happened]

    # --- topics --------------------------------------------------------------------------------------

    @property
    def topics(self) -> list[TopicLine]:
        """Every topic, most often first; those that did not come up are there too."""
        came = {(topic, week_start(one.held_on)) for one in self.time_together for topic in one.topics}
        lines = [
            TopicLine(str(label), tuple((code, monday) in came for monday in self.mondays), self.mondays)
            for code, label in Topic.choices
        ]
        return sorted(lines, key=lambda line: -line.count)

    @property
    def topics_said(self) -> str:
        """The finding: what has been quiet longest. A topic nobody talks about may be one nobody has to."""
        came = [line for line in self.topics if line.count]
        if not came:
            return _("No topic was noted in these 12 weeks.")
        longest = max(came, key=lambda line: line.quiet)
        if longest.quiet < QUIET_WEEKS:
            return _("“%(topic)s” came up most often.") % {"topic": came[0].name}
        words = _("“%(topic)s” has not come up for %(n)d weeks.")
        return words % {"topic": longest.name, "n": longest.quiet}

    @property
    def never_said(self) -> str:
        never = [line.name for line in self.topics if not line.count]
        if not never or len(never) == len(Topic.choices):
            return ""
        return _("Not once: %(topics)s.") % {"topics": get_text_list(never, _("and"))}

    # --- small steps ---------------------------------------------------------------------------------

    @property
    def steps(self) -> list[KeyWorkSession]:
        return [one for one in self.records if one.small_steps.strip() or one.progress]

    @property
    def steps_first(self) -> list[KeyWorkSession]:
        return self.steps[:STEPS_SHOWN]

    @property
    def steps_rest(self) -> list[KeyWorkSession]:
        return self.steps[STEPS_SHOWN:]

    @property
    def steps_said(self) -> str:
        name, count = self.child.known_as, len(self.steps)
        if not count:
            return _("No small step of %(name)s was written down.") % {"name": name}
        words = ngettext(
            "Small steps of %(name)s stand in %(n)d record.",
            "Small steps of %(name)s stand in %(n)d records.",
            count,
        )
        return words % {"name": name, "n": count}

    @property
    def areas(self) -> list[TopicLine]:
        """Every area a small step was written down in, most often first, by its latest name. How big is no question."""
        names: dict[str, str] = {}
        came = set()
        for one in self.records:
            for step in one.progress:
                names.setdefault(step["area"], step["name"])
                came.add((step["area"], week_start(one.held_on)))
        lines = [
            TopicLine(name, tuple((area, monday) in came for monday in self.mondays), self.mondays)
            for area, name in names.items()
        ]
        return sorted(lines, key=lambda line: -line.count)

    @property
    def areas_said(self) -> str:
        """The finding: where steps were seen lately, and where they were seen before."""
        lately = [line.name for line in self.areas if line.quiet < QUIET_WEEKS]
        before = [line.name for line in self.areas if line.quiet >= QUIET_WEEKS]
        said = []
        if lately:
            words = _("Small steps in the last %(n)d weeks: %(areas)s.")
            said.append(words % {"n": QUIET_WEEKS, "areas": get_text_list(lately, _("and"))})
        if before:
            words = _("Earlier in these 12 weeks: %(areas)s.")
            said.append(words % {"areas": get_text_list(before, _("and"))})
        return " ".join(said)

    # --- how time went -------------------------------------------------------------------------------

    @property
    def kinds(self) -> list[Counted]:
        """Each kind of time there was, most often first, with how often the child's own words were written down."""
        counts, words = Counter[str](), Counter[str]()
        for one in self.time_together:
            counts[one.format] += 1
            words[one.format] += one.voice == Voice.WORDS
        names = dict(Format.choices)
        found = [
            Counted(capfirst(str(names.get(kind) or _("kind not noted"))), count, words[kind])
            for kind, count in counts.items()
        ]
        return sorted(found, key=lambda one: (-one.count, one.name))

    @property
    def kinds_said(self) -> str:
        """What seems to help: the kind of time in which most of the child's own words were heard."""
        name, heard = self.child.known_as, sum(one.of_them for one in self.kinds)
        if not heard:
            return _("No record of these weeks holds words of %(name)s.") % {"name": name}
        most = max(self.kinds, key=lambda one: one.of_them)
        facts = {
            "name": name,
            "n": heard,
            "of": len(self.time_together),
            "kind": most.name[:1].lower() + most.name[1:],
        }
        return _("Words of %(name)s stand in %(n)d of %(of)d records, most often: %(kind)s.") % facts

    # --- happened to signed --------------------------------------------------------------------------

    @property
    def signing(self) -> list[Counted]:
        counts = Counter(signed_when(one) for one in self.records)
        names = {
            "shift": _("The same shift"),
            "next_day": _("The next day"),
            "three_days": _("2 to 3 days later"),
            "later": _("Later"),
        }
        return [Counted(names[when], counts[when]) for when in SIGNED_WHEN]

    @property
    def signing_said(self) -> str:
        facts = {"n": self.signing[0].count, "of": len(self.records)}
        return _("%(n)d of %(of)d records were signed in the same shift.") % facts


def signed_when(session: KeyWorkSession) -> str:
    """How long after it happened a record was signed. What is signed before six belongs to the evening before."""
    local = session.signed_at.astimezone(LONDON)
    days = (local.date() - session.held_on).days
    if days <= 0 or (days == 1 and local.time() < NIGHT_ENDS):
        return "shift"
    return {1: "next_day", 2: "three_days", 3: "three_days"}.get(days, "later")


def patterns_of(child: Child, access: Access) -> Patterns:
    """The weeks that end with today's, as this person may see them."""
    first_on = first_monday(access.today)
    seen = KeyWorkSession.objects.visible_to(access).filter(
        child=child, held_on__gte=first_on, held_on__lte=access.today
    )
    records: Iterable[KeyWorkSession] = seen.signed().newest_first()
    return Patterns(child, first_on, access.today, list(records))
