"""The report as a PDF beside its page, where WeasyPrint is installed; nothing depends on it."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

PAGE, PDF = "report.html", "report.pdf"
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_PAIR = re.compile(r"light-dark\(([^,()]+), [^()]+\)")


def available() -> bool:
    """Whether WeasyPrint and the libraries of the system that it needs are there."""
    try:
        import weasyprint  # noqa: F401 - asked for here, used below
    except (ImportError, OSError):
        return False
    return True


def report_pdf(files: Mapping[str, bytes]) -> bytes:
    """The report of a site as PDF/UA, the same bytes for the same files, versions and fonts; nothing else is read."""
    from weasyprint import CSS, HTML

    logging.getLogger("weasyprint").setLevel(
        logging.CRITICAL
    )  # it names each property that only screens know
    page = files[PAGE].decode()
    sheets = [CSS(string=_PAIR.sub(r"\1", files[path].decode())) for path in _SHEET.findall(page)]
    made: bytes = HTML(string=_SHEET.sub("", page)).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1")
    return made
