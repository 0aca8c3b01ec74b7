"""What a version says on its first lines: its number, who answers for it, and its comment."""

from dataclasses import replace

from app.kernel.i18n import _, day
from app.reports.models import QuarterlyReport
from app.summaries.domain import Summary, Table, Value


def headed(summary: Summary, report: QuarterlyReport) -> Summary:
    """The summary with its comment, its version and the people who answer for it."""
    told: dict[str, Value] = {
        "version": _version(report),
        "prepared_by": report.author.display_name if report.author else None,
        "approved_by": report.approver.display_name if report.approver else None,
    }
    tables = tuple(_with(table, told) if table.key == "T0" else table for table in summary.tables)
    return replace(
        summary,
        tables=tables,
        comment=report.comment,
        status=report.status.label,
        version=report.number,
    )


def _version(report: QuarterlyReport) -> str:
    if report.approved_at is None:
        return _("%(n)s, not closed yet", n=report.number)
    return _("%(n)s, closed on %(day)s", n=report.number, day=day(report.approved_at))


def _with(table: Table, told: dict[str, Value]) -> Table:
    rows = (
        replace(row, values={"value": told[row.key]}) if row.key in told else row
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))
