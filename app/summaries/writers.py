"""Every format in which the summary is given out: one list for pages, commands and closings."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.kernel.i18n import _
from app.letters import queries as letters
from app.summaries import csv, docx, pdf, xlsx
from app.summaries.document import as_json
from app.summaries.domain import Summary


@dataclass(frozen=True)
class Writer:
    """How a format is called, described, served and written."""

    name: str
    label: str
    ending: str
    mimetype: str
    write: Callable[[Summary], bytes]


def for_word(summary: Summary) -> bytes:
    """The document for Word, on the town's own paper."""
    return docx.write(summary, letters.paper())


def written_as_json(summary: Summary) -> bytes:
    """The document for other programs, as text."""
    return json.dumps(as_json(summary), ensure_ascii=False, indent=1).encode()


OFFICE = "application/vnd.openxmlformats-officedocument"
# By the word that addresses and commands use.
WRITERS: Mapping[str, Writer] = {
    "pdf": Writer("PDF", _("document to send and keep (PDF)"), "pdf", "application/pdf", pdf.write),
    "docx": Writer(
        "Word",
        _("document to write on (Word)"),
        "docx",
        f"{OFFICE}.wordprocessingml.document",
        for_word,
    ),
    "xlsx": Writer(
        "Excel", _("workbook (XLSX)"), "xlsx", f"{OFFICE}.spreadsheetml.sheet", xlsx.write
    ),
    "csv": Writer("CSV", _("tables as texts (CSV)"), "zip", "application/zip", csv.write),
    "json": Writer("JSON", _("open data (JSON)"), "json", "application/json", written_as_json),
}
