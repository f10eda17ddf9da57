"""What people write of a phone or an e-mail address, and what is dialled and written to."""

import pytest

from homes.templatetags.keywork_ui import mailto, tel


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("020 7946 0018", '<a href="tel:02079460018">020 7946 0018</a>'),
        ("+44 (0)20 7946-0018", '<a href="tel:+442079460018">+44 (0)20 7946-0018</a>'),
        ("07700 900123, evenings", '<a href="tel:07700900123">07700 900123</a>, evenings'),
        (
            "07700 900123 or 020 7946 0018",
            '<a href="tel:07700900123">07700 900123</a> or <a href="tel:02079460018">020 7946 0018</a>',
        ),
        ("999", '<a href="tel:999">999</a>'),
        ("ask at no 7", "ask at no 7"),
        ("<b>020 7946 0018</b>", '&lt;b&gt;<a href="tel:02079460018">020 7946 0018</a>&lt;/b&gt;'),
        ("", ""),
        (None, ""),
    ],
)
def test_each_number_is_dialled_with_one_tap(written, dialled):
    assert tel(written) == dialled


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("mum.of@example.org", '<a href="mailto:mum.of@example.org">mum.of@example.org</a>'),
        (
            "nan+kai@example.org (work)",
            '<a href="mailto:nan%2Bkai@example.org">nan+kai@example.org</a> (work)',
        ),
        ('"><script>@x', "&quot;&gt;&lt;script&gt;@x"),
        ("none", "none"),
    ],
)
def test_each_address_is_written_to_with_one_tap(written, link):
    assert mailto(written) == link
