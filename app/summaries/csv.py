"""The summary as CSV for Czech offices: a ZIP with one file for each table and a list of them."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.kernel.clock import local
from app.kernel.i18n import NBSP, _, day, fold, moment
from app.summaries import paper
from app.summaries.domain import Named, Row, Summary, Table, Value

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
# A spreadsheet would compute what begins like this, also in letters of double width.
COMPUTED = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
Cells = Sequence[Value]


def write(summary: Summary) -> bytes:
    """The whole archive; the same summary always gives the same bytes."""
    written = BytesIO()
    files = {_name(table.key, table.title): _table(table) for table in summary.tables}
    if summary.comment:
        files[_name(paper.COMMENT_KEY, _("Comment"))] = [(_("Part"), _("Text")), *summary.comment]
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, rows in {f"{_slug(_('Contents'))}.csv": _contents(summary), **files}.items():
            stamp = local(summary.generated_at).timetuple()[:6]
            archive.writestr(ZipInfo(name, stamp), _written(rows), ZIP_DEFLATED)
    return written.getvalue()


def cell(value: Value) -> str:
    """Numbers with a decimal comma, days as people write them, texts that stay texts."""
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if value.startswith(COMPUTED) else value
        case datetime():
            return moment(value).replace(NBSP, " ")
        case date():
            return day(value).replace(NBSP, " ")
        case float() if value.is_integer():
            return str(int(value))
    return str(value).replace(".", ",")


def _contents(summary: Summary) -> Iterable[Cells]:
    """R-64: which file holds what, how it is counted, of when it is."""
    facts = paper.facts(summary)
    yield (_("File"), _("Table"), _("Definition"), *(name for name, _value in facts))
    before, after = (
        [(table.key, table.title, table.definition) for table in part]
        for part in paper.around_comment(summary)
    )
    comment = [(paper.COMMENT_KEY, _("Comment"), paper.comment_definition())]
    for key, title, definition in (*before, *(comment if summary.comment else ()), *after):
        yield (_name(key, title), title, definition, *(value for _fact, value in facts))


def _table(table: Table) -> Iterable[Cells]:
    """Codes beside labels, so that other programs can rely on something."""
    heads = (_("Code of the part"), _("Part"), _("Code"), _("Item"), _("Level"))
    yield (*heads, *(column.label for column in table.columns))
    for section, rows, totals in table.parts():
        for row in (*rows, *totals):
            yield _line(table, section, row)


def _line(table: Table, section: Named | None, row: Row) -> Cells:
    part = (section.key, section.label) if section else ("", "")
    values = (row.values[column.key] for column in table.columns)
    return (*part, row.key, row.label, row.level, *values)


def _written(rows: Iterable[Cells]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([cell(value) for value in row] for row in rows)
    return (BOM + text.getvalue()).encode()


def _name(key: str, title: str) -> str:
    return f"{key}-{_slug(title)}.csv"


def _slug(title: str) -> str:
    """A name that every system can unpack."""
    return re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
