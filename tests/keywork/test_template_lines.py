"""Templates a person can read."""

from django.conf import settings

MOST = 160


def test_no_line_of_a_template_is_longer_than_a_person_reads():
    templates = settings.BASE_DIR / "templates"
    lines = [
        (file.relative_to(templates), number, line)
        for file in sorted(templates.rglob("*"))
        if file.is_file()
        for number, line in enumerate(file.read_text().splitlines(), 1)
    ]

    assert len(lines) > 1000
    assert [f"{file}:{number}" for file, number, line in lines if len(line) > MOST] == []
