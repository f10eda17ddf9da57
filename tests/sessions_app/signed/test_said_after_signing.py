"""Every sentence somebody can read after signing: what it says is there, for the person it is there for.

KEPT is written by hand: each sentence as its page has it, and under it what brings it about and looks for what it says.
SAYS_NO_MORE are those that only repeat what stands in the record, or say what to do. A sentence in neither fails.
"""

import ast
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse

from sessions_app.models import KeyWorkSession
from tests.factories.staff import StaffRoleFactory, UserFactory
from tests.reading import words
from tests.sessions_app.signed import keeping

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
ROOT = Path(__file__).parents[3]
SAYING = (
    "sessions_app/recording/tries.py", "sessions_app/review/page.py", "sessions_app/review/views.py",
    "sessions_app/signed/childs_part/owed.py", "sessions_app/signed/debrief/forms.py",
    "sessions_app/signed/debrief/views.py", "sessions_app/signed/forms.py", "sessions_app/signed/page.py",
    "sessions_app/signed/views.py", "sessions_app/promises/page.py", "sessions_app/promises/views.py",
    "sessions_app/worries/answer_page.py", "sessions_app/worries/page.py", "sessions_app/worries/standing.py",
    "sessions_app/worries/views.py",
    "templates/sessions_app/check.html", "templates/sessions_app/_begun_by.html",
    "templates/sessions_app/_sign_card.html", "templates/sessions_app/_signing_as.html",
    "templates/sessions_app/promises", "templates/sessions_app/review", "templates/sessions_app/signed/_record.html",
    "templates/sessions_app/signed/add_details.html", "templates/sessions_app/signed/detail.html",
    "templates/sessions_app/signed/void.html", "templates/sessions_app/signed/debrief",
    "templates/sessions_app/signed/childs_part/_hand_over.html",
    "templates/sessions_app/signed/childs_part/_said.html",
    "templates/sessions_app/signed/childs_part/_to_share.html", "templates/sessions_app/worries",
    "templates/compliance/boards/today.html", "templates/compliance/boards/today",
)  # fmt: skip
FIRST = "The worry stands first on the page of every manager and deputy until it is answered."
TALK = "%(n)d tries in a row. Talk with %(manager)s about what would help %(child)s feel comfortable."


@pytest.fixture
def at(world, desk, signed_in, answers):
    """The desk, a deputy and a senior beside the others, and every page somebody opens meanwhile."""
    dot, ray = UserFactory(full_name="Dot Lane"), UserFactory(full_name="Ray Sun")
    StaffRoleFactory(user=dot, home=world.maple, role="deputy_manager")
    StaffRoleFactory(user=ray, home=world.maple, role="senior")
    read = []

    def note(page):
        read.append(words(page))
        return read[-1]

    def opened(person, name, *args):
        return note(signed_in(person).get(reverse(name, args=args)))

    def today_of(person):
        return opened(person, "compliance:today")

    def board_of(person):
        return opened(person, "compliance:board", world.maple.public_id)

    def sent(person, url, **said):
        return note(signed_in(person).post(url, said, follow=True))

    def sign(draft, **said):
        page = desk.client.get(reverse("sessions:check", args=[draft.public_id]))
        note(page)
        assert desk.sign(draft, **said).status_code == 302
        note(desk.client.get(draft.get_absolute_url()))
        return KeyWorkSession.objects.get(pk=draft.pk)

    def worry(**told):
        draft = desk.draft(worry="yes", worry_text="A bruise")
        url = reverse("sessions:tell_someone", args=[draft.public_id])
        note(desk.client.get(url))
        told = told or {"who": str(world.jean.public_id), "when": "now", "how": "phone"}
        desk.client.post(url, told)
        draft.refresh_from_db()
        return sign(draft)

    return SimpleNamespace(
        world=world, desk=desk, dot=dot, ray=ray, read=read, opened=opened, today_of=today_of,
        board_of=board_of, sent=sent, sign=sign, worry=worry, client=signed_in,
    )  # fmt: skip


KEPT = {
    keeping.signing_locks_the_words: (
        "After signing you can add to it, but not change it.",
        "What %(child)s says later can be added under the signed record.",
        "The record above stays as it is. This stands under it with your name.",
    ),
    keeping.a_worry_stands_first: (
        FIRST,
        "Once you have signed, the worry stands first on the page of every manager and deputy until it is answered.",
        "Our standard: an answer %(when)s.",
        "When that has passed, it stands first on the page of %(who)s.",
        "To be answered by %(time)s on %(day)s.",
        "It was to be answered by %(time)s on %(day)s.",
        "It stands first on the board, on Today of every senior, and as a count on the page of homes. A manager or "
        "deputy answers it; where none of them may, the responsible individual does. {{ who }} cannot answer it.",
        "has no answer yet.",
        "%(who)s was told on %(day)s at %(time)s, %(how)s.",
        "{{ who }} was told.",
    ),
    keeping.nobody_was_reached: (
        FIRST,
        "Keep trying until you reach somebody.",
        "Nobody could be reached: it needs you now.",
    ),
    keeping.no_manager_can_answer: ("No manager here can answer it: that is for %(who)s.",),
    keeping.an_answer_is_kept_by_whom_it_names: (
        "Kept for you. The worry still waits for its answer.",
        "The worry is answered.",
        "%(who)s will say so on %(day)s.",
        "This worry is answered.",
    ),
    keeping.two_tries_then_time_together: (TALK,),
    keeping.a_day_to_share_is_on_today: (
        "%(who)s said on %(day)s. It has not been shared yet.",
        "%(who)s said today.",
        "%(who)s said on %(day)s.",
    ),
    keeping.what_was_agreed_is_owed: (
        "What is agreed in a session shows here once the session is signed.",
        "Nothing agreed is open.",
        "Agreed in signed sessions and still open, the soonest first.",
        "Moved. The words said stay, with the day they were said for.",
        "We said by %(before)s. It was moved to %(now)s.",
        "%(child)s knows.",
        "Kept.",
        "What became of it is noted. It is not changed afterwards.",
    ),
    keeping.what_is_added_stands_under_it: ("Added and signed. The original is unchanged.",),
    keeping.what_is_reviewed_reaches_the_writer: (
        "%(who)s sees your question under Today. The record comes back to you with the answer.",
        "Reviewed. %(who)s sees your note under Today.",
        "Reviewed.",
        "Answered and signed. The original is unchanged. The record is read again with your answer.",
        "{{ who }}, {{ at }}. Between the two of them and those who review; no part of {{ child }} record.",
        "Your question is answered.",
    ),
    keeping.a_writer_who_left_is_not_said_to_read_it: (
        "%(who)s does not work here today. Your question stands beside the record: ask somebody to answer it.",
        "Reviewed. %(who)s does not work here today. Your note is kept beside the record.",
    ),
    keeping.a_wish_to_talk_reaches_managers: (
        "You need not answer. What you say is kept with your supervision, never in a child’s record.",
        "If you felt uncomfortable, or want to talk, your manager sees that at once.",
        "Do not name a child here. You and your managers read this, nobody else.",
        "Thank you. It is kept with your supervision.",
        "{{ who }} waits for a talk after signing. It is kept with supervision, not here.",
        "The talk is noted.",
    ),
    keeping.a_manager_alone_is_told_nobody_sees_it: (
        "No other manager works here to see it: if you want to talk, ring the responsible individual.",
    ),
    keeping.void_is_out_of_every_list: (
        "This record is void. It is kept, with your name and reason.",
        "It will leave every list and every count. It stays readable, with your name, the time and your reason. This "
        "cannot be undone.",
    ),
}  # fmt: skip
# Nothing is to come of these: they repeat what stands in the record or the day, or say what to do.
SAYS_NO_MORE = (
    # the facts of a record, of its review and of who did what, as they are stored
    "Happened {{ happened }}. Written {{ written }}.", "Written {{ written }}.", "Written {{ at }}.",
    "Begun by {{ who }}.", "By {{ who }}, {{ at }}.", "{{ child }} record of {{ day }}.",
    "Happened {{ happened }}. Signed {{ written }}.", "Written late.",
    "Written by {{ who }}, signed on {{ day }}.", "Signed on the same day.", "Signed %(n)s day later.",
    "Signed %(n)s days later.", "Signed today.", "A worry.", "Our words were written on after this.",
    "A small step is written down.", "Nothing is written down as agreed.", "What the adult noticed is here.",
    "Words of %(child)s are here.", "Not this time.", "{{ child }} knows.", "%(child)s has not been told yet.",
    "Yes, %(child)s has been told.", "Talked with {{ who }} on {{ day }}.",
    "Nobody has been told yet.", "A worry was recorded; %(who)s was told.",
    "A worry was recorded; nobody could be reached.", "Nothing else was written in these weeks.",
    "No other worry in these weeks.", "{{ n }} other worry in these weeks.",
    "{{ n }} other worries in these weeks.", "No days away noted.",
    "You named <strong>{{ found }}</strong>. This is {{ child }} record.",
    "You wrote <strong>“{{ found }}”</strong>.",
    # a list, counted or empty
    "Nothing waits for you to read.", "A record shows here as soon as it is signed.",
    "Worries first, then what was signed first.", "The oldest {{ n }} day.", "The oldest {{ n }} days.",
    "{{ n }} signed record waits for you to read.", "{{ n }} signed records wait for you to read.",
    "{{ n }} record you had a part in is for {{ who }} to review.",
    "{{ n }} records you had a part in are for {{ who }} to review.", "Nothing else is due today.",
    "We cannot say yet whether anything else is due.",
    "The hourly check is late or did not finish. Something due may be missing here.",
    "You are not {a key worker} yet.", "You can record time with any child here.",
    # what was just done, with nothing to follow
    "Done.", "Kept for you.", "Noted as not needed any more.",
    "The record this was agreed in is void. Nothing is owed from it.",
    "{{ who }} has left or is away for long, and cannot finish it. The draft becomes yours to finish and sign. The "
    "record keeps that {{ who }} began it.",
    # who may do something, said to who may not
    "Only whoever signed this record says how it was.", "Somebody else notes that they talked with you.",
    "Somebody else answers your own worry.",
    # what to do, and how
    "Even a small step counts.", "Read for what is not said.", "Prompts for you. Nothing is scored.",
    "It happened on %(day)s. One line is enough.", "To put something right, add more details instead.",
    "For example: written about the wrong child, or written twice.", "What happens next.",
    "A tap keeps what you have written here too.",
    # before anything is signed: who is to be told, and what the next page asks
    "Tell someone now.", "Then write what was said, in {{ child }} words.", "Manager on call: {{ phone }}.",
    "The next page shows whom to ring, and asks whom you told.",
    "If {{ child }} is hurt or in danger this minute, ring {{ emergency }} first.",
    "You have a worry about {{ child }}. Your words are saved. Tell one of these people before you do anything else.",
    "Saved as a draft. Only you and the managers here can read it. Sign it when you can.",
)  # fmt: skip

VALUE = re.compile(r"%\(\w+\)[sd]|\{\{ .*? \}\}|\{[a-z ]+\}")
BLOCK = re.compile(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", re.DOTALL)
TRANSLATED = re.compile(r'(?:{% (?:translate|say _\()|_\()\s*"([^"]*)"')


def shown_as(sentence):
    """How a sentence reads on a page, whatever stands in its gaps."""
    return re.compile(".+?".join(map(re.escape, VALUE.split(sentence))))


def sentences_of(file):
    if file.suffix == ".py":
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "_",
                "gettext_lazy",
                "ngettext",
            ):
                yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))
        return
    said = file.read_text()
    for whole in [*BLOCK.findall(said), *TRANSLATED.findall(said)]:
        yield from (" ".join(part.split()) for part in whole.split("{% plural %}"))


def sentences():
    """Those of the pages after signing: what ends with a full stop says something."""
    for place in SAYING:
        files = sorted((ROOT / place).glob("*.html")) if "." not in place else [ROOT / place]
        for file in files:
            yield from (one for one in sentences_of(file) if isinstance(one, str) and one.endswith("."))


@pytest.mark.parametrize("keeps", KEPT, ids=lambda keeps: keeps.__name__)
def test_what_is_said_after_signing_is_there(at, keeps):
    keeps(at)

    said = "\n".join(at.read)
    assert [sentence for sentence in KEPT[keeps] if not shown_as(sentence).search(said)] == []


def test_no_page_after_signing_says_what_is_in_neither_list():
    known = {*SAYS_NO_MORE, *(sentence for kept in KEPT.values() for sentence in kept)}
    said = set(sentences())

    assert len(said) > 100
    assert sorted(said - known) == []
    assert sorted(known - said) == []


def test_a_sentence_that_nobody_has_listed_is_found(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% translate "Jean Ward reads it tonight." %}{% blocktranslate %}It is {{ x }}.{% endblocktranslate %}'
    )

    assert list(sentences_of(page)) == ["It is {{ x }}.", "Jean Ward reads it tonight."]
