"""T15: how good the data are: what is missing, late, corrected, unsorted, added afterwards."""

from dataclasses import dataclass

from app.kernel.i18n import _
from app.summaries.domain import Column, Kind, Row, Table, share

DEFINITION = _(
    "Shifts of assistants of the quarter. Without a record are shifts that are over, were not "
    "called off and were not handed in. Opened again: the mentor opened the record after its "
    "approval. Written down later: incidents of quarters closed before, recorded in this one; "
    "columns of the previous quarter and of last year count them, too. "
    "More than 5 per cent of incidents of the kind something else ask for a review of the codelist."
)
# domain.md 13.5.1: above this share the list of kinds no longer fits what happens.
MOST_OTHER = 5.0


@dataclass(frozen=True)
class Quality:
    """The counts of T15; it stands in the exact version only, in which nothing is rounded."""

    shifts: int = 0
    no_record: int = 0
    late: int = 0
    reopened: int = 0
    incidents: int = 0
    other: int = 0
    codelists: int = 0
    late_entries: int = 0


def quality_table(quality: Quality) -> Table:
    """One row for each sign of quality: count, share and what it asks for."""
    others = share(quality.other, quality.incidents)
    asks = _("above 5 %: review the codelist") if (others or 0) > MOST_OTHER else None
    rows = (
        _row("no_record", _("Shifts without a record"), quality.no_record),
        _row(
            "late", _("Records handed in late"), quality.late, share(quality.late, quality.shifts)
        ),
        _row("reopened", _("Records opened again after approval"), quality.reopened),
        _row("other", _("Incidents of the kind something else"), quality.other, others, asks),
        _row("rounded", _("Rounded figures"), 0, note=_("all of them in the public version")),
        _row("codelists", _("Changes of codelists in the quarter"), quality.codelists),
        _row("late_entries", _("Written down later into closed quarters"), quality.late_entries),
    )
    columns = (
        Column("total", _("Count")),
        Column("share", _("Share (%)"), Kind.SHARE),
        Column("note", _("Note"), Kind.TEXT),
    )
    return Table("T15", _("Quality of data"), DEFINITION, columns, rows)


def _row(
    key: str, label: str, count: int | None, part: float | None = None, note: str | None = None
) -> Row:
    return Row(key, label, {"total": count, "share": part, "note": note})
