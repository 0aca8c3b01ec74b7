"""What a version says on its first lines: its number, who answers for it, and its comment."""

from collections.abc import Sequence
from dataclasses import replace

from app.kernel.i18n import _, day
from app.reports.domain import Difference, differences, rewritten
from app.reports.models import QuarterlyReport
from app.summaries.domain import CORRECTION, Row, Summary, Table, Value


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


def corrected(
    summary: Summary, report: QuarterlyReport, former: QuarterlyReport, before: Summary
) -> Summary:
    """The summary that says on its first page which version it replaces, why and in how much."""
    told: dict[str, tuple[str, Value]] = {
        "replaces": (_("Replaces"), _("version %(n)s (replaced)", n=former.number)),
        "reason": (_("Why it was corrected"), report.reason),
        "changed": (_("Numbers that differ"), _count(differences(before, summary))),
        "rewritten": (_("Parts of the comment that differ"), len(rewritten(before, summary))),
    }
    rows = [Row(key, told[key][0], {"value": told[key][1]}) for key in CORRECTION]
    tables = (_beside(table, rows) if table.key == "T0" else table for table in summary.tables)
    return replace(summary, tables=tuple(tables))


def _count(found: Sequence[Difference]) -> int:
    """Without what is only computed from other numbers."""
    return sum(not each.is_computed for each in found)


def _beside(table: Table, rows: Sequence[Row]) -> Table:
    """The rows under that of the version."""
    place = [row.key for row in table.rows].index("version") + 1
    return replace(table, rows=(*table.rows[:place], *rows, *table.rows[place:]))


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
