"""What was withdrawn here stays so, although the files still hold it."""

import pytest

from children.models import ChildAbsence, ContactEntry, FileVersion, KeyWorkerAssignment, Placement
from children.placements.keeping import withdraw
from homes import dates
from homes.models import User
from tests.factories.importing import bring_in, stored_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    "model", [ChildAbsence, ContactEntry, FileVersion, KeyWorkerAssignment], ids=lambda model: model.__name__
)
def test_a_second_import_does_not_bring_back_what_was_withdrawn(tmp_path, model):
    bring_in(tmp_path)
    record, sam = model.objects.earliest("pk"), User.objects.get(email="sam@example.org")
    withdraw(entry=record, withdrawn_on=dates.today(), reason="The wrong child", by=sam)
    left, rows = model.objects.count(), stored_rows()

    again = bring_in(tmp_path)

    assert again.written
    assert (model.objects.count(), stored_rows()) == (left, rows)
    assert len([note for note in again.notes if "was withdrawn here; it stays so" in note]) == 1


def test_a_stay_that_was_withdrawn_is_not_imported_again(tmp_path):
    bring_in(tmp_path)
    stay, sam = Placement.objects.latest("pk"), User.objects.get(email="sam@example.org")
    withdraw(entry=stay, withdrawn_on=dates.today(), reason="The wrong child", by=sam)
    left = Placement.objects.count()

    again = bring_in(tmp_path)

    assert Placement.objects.count() == left and Placement.kept.count() == left + 1
    assert any("was withdrawn here; it stays so" in note for note in again.notes)
