"""What comes in from file_items.csv, as the page of the file shows it; a second import changes nothing."""

import re

import pytest
from django.urls import reverse

from children.file.actions import note_copy
from children.models import Child, FileVersion, Placement
from homes.dates import today
from homes.models import User
from tests.children.checklist.test_lists import read_back
from tests.factories.importing import bring_in, stored_rows
from tests.reading import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

ROWS = """child_ref,type,dated_on,review_due_on,child_has_copy,applies,reason
kai,HOME_PLAN,2025-01-15,2025-04-15,yes,,
kai,HOME_PLAN,2025-04-10,2040-01-01,no,,
kai,CARE_PLAN,2025-01-20,2025-03-01,,,
kai,PATHWAY,,,,no,Kai is 13.
kai,EHCP,,,,no,Kai has no plan.
"""


@pytest.fixture
def page(tmp_path, signed_in):
    bring_in(tmp_path, {"file_items.csv": ROWS})
    kai = Child.objects.get(ref="kai")
    answer = signed_in(User.objects.get(email="sam@example.org")).get(
        reverse("compliance:file", args=[kai.public_id])
    )
    return markup(answer)


def test_imported_rows_stand_on_the_page(page):
    ours, theirs = read_back(page).values()

    assert ours["Placement plan"] == "Review due"  # its own day in 2040 is beyond twice the standard
    assert (theirs["Care plan"], theirs["Pathway plan"]) == ("Review due", "Does not apply")
    assert theirs["Education, health and care plan"] == "Does not apply"
    assert "Kai is 13." in page
    assert "Kai has no plan." in page
    assert re.search(r"Placement plan</a> \(2\)", page)
    assert "Not given yet" in page


def test_a_second_import_changes_nothing_and_takes_no_copy_back(page, tmp_path):
    version = FileVersion.objects.get(item__type="HOME_PLAN", child_has_copy=False)
    placement, sam = Placement.objects.get(child__ref="kai"), User.objects.get(email="sam@example.org")
    note_copy(
        version=version,
        placement=placement,
        by=sam,
        child_has_copy=True,
        explained_on=today(),
        explained_by=sam,
    )
    before = stored_rows()

    result = bring_in(tmp_path, {"file_items.csv": ROWS})

    assert result.counts["file_items"] == {"created": 0, "updated": 0, "unchanged": 5}
    assert stored_rows() == before
    version.refresh_from_db()
    assert (version.child_has_copy, version.explained_on) == (True, today())
