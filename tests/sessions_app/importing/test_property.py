"""Whatever is in the cells: either everything is written, or an error says why. Never an exception."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.factories.importing import SOUND, bring_in, cells_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

LIKELY = [
    *sorted({cell for name in SOUND for row in cells_of(name)[1:] for cell in row}),
    "2025-06-01", "31/12/2024", "0000-00-00", "9999-12-31", "yes", "no", "not_yet", "3m", "800", "inspector",
    "responsible_individual", "second", "signed", "\u0130@example.org", "'; drop table", "\r\n", '"', ";",
]  # fmt: skip
cells = st.sampled_from(LIKELY) | st.text(st.characters(codec="utf-8"), max_size=12) | st.dates().map(str)
relaxed = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def spoilt(draw):
    """The sound set with rows repeated and up to six cells replaced."""
    tables = {name: cells_of(name) for name in SOUND}
    for name in draw(st.lists(st.sampled_from(list(SOUND)), max_size=3)):
        tables[name].append(list(draw(st.sampled_from(tables[name][1:]))))
    for _ in range(draw(st.integers(1, 6))):
        rows = tables[draw(st.sampled_from(list(SOUND)))]
        row = rows[draw(st.integers(1, len(rows) - 1))]
        row[draw(st.integers(0, len(row) - 1))] = draw(cells)
    return {name: as_csv(rows) for name, rows in tables.items()}


def as_csv(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def check(files):
    with tempfile.TemporaryDirectory(dir=check.directory) as directory:
        result = bring_in(Path(directory), files, dry_run=True)
    assert (result.errors_total == 0) == (not result.errors)
    assert all(problem.message and problem.file in SOUND for problem in result.errors)


@pytest.fixture(autouse=True)
def directory(tmp_path):
    check.directory = tmp_path


@relaxed
@given(files=spoilt())
def test_random_cells_give_errors_not_exceptions(files):
    check(files)


@relaxed
@given(name=st.sampled_from(list(SOUND)), content=st.binary(max_size=60))
@example(name="homes.csv", content=b"\xef\xbb\xbf")
@example(name="homes.csv", content=b'"')
@example(name="homes.csv", content=b"\xff\xfe\x00")
def test_random_bytes_give_errors_not_exceptions(name, content):
    check({name: content})


@relaxed
@given(name=st.sampled_from(list(SOUND)), at=st.integers(0, 400), byte=st.binary(min_size=1, max_size=3))
def test_a_damaged_file_gives_errors_not_exceptions(name, at, byte):
    sound = SOUND[name].encode()
    check({name: sound[:at] + byte + sound[at:]})
