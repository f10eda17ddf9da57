"""A finished report as a PDF, tagged for screen readers (PDF/UA-1). It reads our style sheet and fonts, and no more."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from sessions_app.strip.reports.page import ReportPage

SHEET = Path(settings.BASE_DIR) / "static" / "css" / "report_paper.css"


class NoPdfHere(Exception):
    """This machine has no pango, which lays the text out."""


def pdf_of(page: ReportPage) -> bytes:
    """Its title names no child, and neither does the name of the file: both show where a name should not.

    The library is loaded here and not above: where its system library is missing, all else of Keywork still runs.
    """
    try:
        weasyprint = import_module("weasyprint")
        fonts = import_module("weasyprint.text.fonts").FontConfiguration()
        fetcher = import_module("weasyprint.urls").URLFetcher(
            allowed_protocols={"file"}, allow_redirects=False
        )
    except OSError as missing:
        raise NoPdfHere from missing
    words = render_to_string(
        "sessions_app/patterns/reports/paper.html", {"page": page, "child": page.report.child}
    )
    sheet = weasyprint.CSS(filename=str(SHEET), font_config=fonts, url_fetcher=fetcher)
    html = weasyprint.HTML(string=words, url_fetcher=fetcher)
    return html.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")


def file_name(page: ReportPage) -> str:
    report = page.report
    return f"key-work-report-{report.from_on:%Y-%m-%d}-to-{report.to_on:%Y-%m-%d}.pdf"
