"""What somebody who owns the database can do to the records, each seen at its first place."""

import random

import pytest
from django.db import transaction

from homes.database.sealing import seal, stored
from homes.database.sealing.chain import Key
from homes.database.sealing.check import Check
from homes.models import AccessEvent, LedgerEntry, Seal
from tests.homes.database.sealing.conftest import NOON, behind_its_back, positions

pytestmark = pytest.mark.django_db
LEDGER, LOOKS, SEALS = "homes_ledgerentry", "homes_accessevent", "homes_seal"
CHILD, SESSION = "children_historicalchild", "sessions_app_historicalkeyworksession"
GUESSED = Key.of("what the owner of the database does not know")


def chain_alone():
    return Check(stored.Stored(), stored.keys()).run()


def entry(dice, **wanted):
    """A sealed row of the ledger, not at the end."""
    rows = LedgerEntry.objects.filter(**wanted).order_by("pk")
    return dice.choice(list(rows)[:-1] if not wanted else list(rows))


def edit_text(cursor, dice):
    row = entry(dice, model="sessions_app.KeyWorkSession")
    cursor.execute(
        f"update {SESSION} set account = 'Nothing happened.' where history_id = %s", [row.history_id]
    )
    return LEDGER, row.pk


def edit_person(cursor, dice):
    row = entry(dice)
    cursor.execute(f"update {LEDGER} set user_name = 'Somebody Else' where id = %s", [row.pk])
    return LEDGER, row.pk


def edit_time(cursor, dice):
    row = entry(dice)
    cursor.execute(f"update {LEDGER} set at = '2020-01-01 10:00:00+00:00' where id = %s", [row.pk])
    return LEDGER, row.pk


def delete_from_the_middle(cursor, dice):
    row = entry(dice)
    cursor.execute(f"delete from {LEDGER} where id = %s", [row.pk])
    return LEDGER, row.pk


def delete_a_version(cursor, dice):
    row = entry(dice, model="sessions_app.KeyWorkSession")
    cursor.execute(f"delete from {SESSION} where history_id = %s", [row.history_id])
    return LEDGER, row.pk


def swap(cursor, dice):
    one, other = sorted(
        dice.sample(list(LedgerEntry.objects.filter(change="+").values_list("pk", flat=True)), 2)
    )
    cursor.execute(
        f"select reason, user_name, mac, object_id from {LEDGER} where id in (%s, %s) order by id",
        [one, other],
    )
    rows = cursor.fetchall()
    for pk, row in zip((one, other), reversed(rows), strict=True):
        cursor.execute(
            f"update {LEDGER} set reason = %s, user_name = %s, mac = %s, object_id = %s where id = %s",
            [*row, pk],
        )
    return LEDGER, one


def insert(cursor, dice):
    """A row of last year, beside a version made up for it, in the name of somebody else; then Keywork seals it."""
    row = entry(dice, model="children.Child")
    columns = [name for name in stored.columns_of(CHILD) if name != "history_id"]
    names = ", ".join(columns)
    new = free(cursor, CHILD, "history_id")
    cursor.execute(
        f"insert into {CHILD} (history_id, {names}) select {new}, {names} from {CHILD} where history_id = %s",
        [row.history_id],
    )
    said = [name for name in stored.columns_of(LEDGER) if name not in ("id", "history_id", "at")]
    forged = free(cursor, LEDGER, "id")
    cursor.execute(
        f"insert into {LEDGER} (id, history_id, at, {', '.join(said)}) "
        f"select {forged}, {new}, '2020-01-01 10:00:00+00:00', {', '.join(said)} from {LEDGER} where id = %s",
        [row.pk],
    )
    seal.seal_pending(now=NOON.replace(hour=13))
    return LEDGER, forged


def edit_and_hash_anew(cursor, dice):
    """With every code of the link made again, by a key that is not ours."""
    row = entry(dice, model="sessions_app.KeyWorkSession")
    cursor.execute(
        f"update {SESSION} set account = 'Nothing happened.' where history_id = %s", [row.history_id]
    )
    link = link_with(LEDGER, row.pk)
    marks = seal.marks_of(LEDGER, list(numbers(link.ids)), key=GUESSED, number=link.number)
    write_over(cursor, link, marks=marks, mac=stored.link_of(link).code(GUESSED, "0" * 64))
    return first_of(link)


def delete_and_number_anew(cursor, dice):
    """The last link of all goes, and those before it are said to be one fewer."""
    gone = dice.choice(list(Seal.objects.order_by("number"))[1:-1])
    cursor.execute(f"delete from {SEALS} where number = %s", [gone.number])
    for later in Seal.objects.filter(number__gt=gone.number).order_by("number"):
        cursor.execute(f"update {SEALS} set number = number - 1 where id = %s", [later.pk])
    following = Seal.objects.get(number=gone.number)
    return first_of(following, removed=gone.rows)


def thin_the_looks(cursor, dice):
    row = dice.choice(list(AccessEvent.objects.order_by("pk")))
    cursor.execute(f"delete from {LOOKS} where id = %s", [row.pk])
    return LOOKS, row.pk


def splice(cursor, dice):
    """A link of another chain in the place of ours."""
    link = dice.choice(list(Seal.objects.order_by("number"))[1:])
    other = stored.link_of(link).code(stored.key_now(), "f" * 64)
    cursor.execute(f"update {SEALS} set mac = %s where number = %s", [other, link.number])
    return first_of(link)


def mark_over(cursor, dice):
    link = dice.choice(list(Seal.objects.exclude(table_name="").order_by("number")))
    marks = bytes([link.marks[0] ^ 1]) + bytes(link.marks)[1:]
    write_over(cursor, link, marks=marks, mac=link.mac)
    return first_of(link)


TAMPERS = [
    edit_text, edit_person, edit_time, delete_from_the_middle, delete_a_version, swap, insert, edit_and_hash_anew,
    delete_and_number_anew, thin_the_looks, splice, mark_over,
]  # fmt: skip


def numbers(ids):
    for part in ids.split(","):
        first, _dash, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def link_with(table, row):
    return next(link for link in Seal.objects.filter(table_name=table) if row in numbers(link.ids))


def first_of(link, removed=0):
    return link.table_name, next(iter(numbers(link.ids)))


def write_over(cursor, link, *, marks, mac):
    cursor.execute(f"update {SEALS} set marks = %s, mac = %s where number = %s", [marks, mac, link.number])


def free(cursor, table, key):
    """A key nobody has, after all that is there."""
    cursor.execute(f"select max({key}) + 1000 from {table}")
    return cursor.fetchone()[0]


@pytest.mark.parametrize("tamper", TAMPERS, ids=lambda one: one.__name__)
def test_a_tamper_is_reported_at_its_first_place(tamper, sealed):
    tables = (LEDGER, LOOKS, SEALS, CHILD, SESSION)
    assert chain_alone().problems == []
    for seed in range(20):
        with transaction.atomic(), behind_its_back(*tables) as cursor:
            before = positions()
            table, row = tamper(cursor, random.Random(seed))
            place = before.get((table, row)) or positions()[table, row]
            if tamper is delete_and_number_anew:
                place = positions()[table, row]
            report = chain_alone()
            assert report.first is not None, seed
            assert report.first.position == place, (seed, report.problems[:3])
            transaction.set_rollback(True)
    assert chain_alone().problems == []
