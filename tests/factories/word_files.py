"""Word documents as offices make them, and as nobody should: made in code, part by part."""

from __future__ import annotations

from posixpath import normpath

from tests.factories import uploads as u

SPACES = (
    f'xmlns:w="{u.WORD}" xmlns:r="{u.OFFICE}" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
Link = tuple[str, str, "str | bytes | None"]  # its kind, its target, and the part there; none for one outside
SVG = "96DAC541-7B7A-43D3-8B79-37D633B846F1"


def part(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {SPACES}>{inside}</w:{name}>'


def text(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def relations(*links: Link) -> str:
    lines = ""
    for at, (kind, target, body) in enumerate(links, 1):
        outside = ' TargetMode="External"' if body is None else ""
        lines += f'<Relationship Id="r{at}" Type="{u.OFFICE}/{kind}" Target="{target}"{outside}/>'
    return f'<?xml version="1.0"?><Relationships xmlns="{u.RELS}">{lines}</Relationships>'


def document(
    inside: str = "", *links: Link, main: str = "document.xml", parts: dict[str, str | bytes] | None = None
) -> bytes:
    """A document that says Hello, then `inside`. Its links are r1, r2, … in order; `parts` are put in as they are."""
    beside = {normpath(f"word/{target}"): body for _kind, target, body in links if body is not None}
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/xml"/>'
        for name in beside
        if name.endswith(".xml")
    )
    return u.packed(
        {
            "[Content_Types].xml": u.part_types()
            .replace("document.xml", main)
            .replace("</Types>", f'<Default Extension="rels" ContentType="application/xml"/>{types}</Types>'),
            "_rels/.rels": u.relation("officeDocument", f"word/{main}", external=False).replace(
                "</Relationships>",
                f'<Relationship Id="r2" Type="{PACKAGE}/core-properties" Target="docProps/core.xml"/></Relationships>',
            ),
            f"word/{main}": part("document", f"<w:body>{text('Hello')}{inside}</w:body>"),
            f"word/_rels/{main}.rels": relations(*links),
            "docProps/core.xml": f"<x><creator>{u.AUTHOR}</creator></x>",
            **beside,
            **(parts or {}),
        }
    )


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def code(words: str) -> str:
    return run(f'<w:instrText xml:space="preserve">{words}</w:instrText>')


def field(*codes: str, shows: str = "as it was") -> str:
    """A field whose code is spelt by these parts (already runs, or words), with what it came to last."""
    spelt = "".join(one if one.startswith("<") else code(one) for one in codes)
    return f"{mark('begin')}{spelt}{mark('separate')}{run(f'<w:t>{shows}</w:t>')}{mark('end')}"


def simple(words: str, shows: str = "as it was") -> str:
    quoted = words.replace('"', "&quot;")
    return f'<w:fldSimple w:instr="{quoted}">{run(f"<w:t>{shows}</w:t>")}</w:fldSimple>'


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def shown(embed: str = "r1", more: str = "") -> str:
    """A picture in the text."""
    return paragraph(run(f'<w:drawing><a:blip r:embed="{embed}">{more}</a:blip></w:drawing>'))


def icon(picture: str, drawing: str) -> str:
    """An icon as Word puts it in: a picture, and beside it the drawing it was made of."""
    return shown(
        picture,
        f'<a:extLst><a:ext uri="{{{SVG}}}"><asvg:svgBlip xmlns:asvg="urn:svg" r:embed="{drawing}"/></a:ext></a:extLst>',
    )


def chart(book: str = "r1") -> str:
    shown = "<c:chart><c:v>12 sessions</c:v></c:chart>"
    return f'<c:chartSpace {SPACES}>{shown}<c:externalData r:id="{book}"/></c:chartSpace>'


def with_a_chart(book: bytes, name: str = "Microsoft_Excel_Worksheet.xlsx") -> bytes:
    link = ("package", f"../embeddings/{name}", "")
    return document(
        paragraph(run('<w:drawing><c:chart r:id="r1"/></w:drawing>')),
        ("chart", "charts/chart1.xml", chart()),
        parts={"word/charts/_rels/chart1.xml.rels": relations(link), f"word/embeddings/{name}": book},
    )


def with_settings(inside: str, *links: Link) -> bytes:
    """What a council's template leaves behind in the settings."""
    return document(
        "", ("settings", "settings.xml", part("settings", inside)),
        parts={"word/_rels/settings.xml.rels": relations(*links)},
    )  # fmt: skip


def in_part(kind: str, name: str, inside: str) -> bytes:
    """The same in a header, footer, note or comment."""
    root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    return document("", (kind, name, part(root, paragraph(inside))))
