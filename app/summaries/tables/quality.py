"""T15: how good the data are: what is missing, late, corrected, unsorted, added afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.closing.domain import Subject
from app.kernel.i18n import _
from app.summaries.domain import Column, Kind, Named, Row, Table, share

DEFINITION = _(
    "Shifts of assistants of the quarter. Without a record are shifts that are over, were not "
    "called off and were not handed in. Opened again: the mentor opened the record after its "
    "approval. Written down later is what came in this quarter into quarters whose summary had "
    "been approved before: their first closed figures do not have it, or have it otherwise, while "
    "columns of the previous quarter and of last year count it as it stands now. "
    "More than 5 per cent of incidents of the kind something else ask for a review of the codelist."
)
# domain.md 13.5.1: above this share the list of kinds no longer fits what happens.
MOST_OTHER = 5.0


SECTIONS = (
    Named("records", _("Records of the quarter")),
    Named("later", _("Written down later into closed quarters")),
)


@dataclass(frozen=True)
class Later:
    """What came in this quarter into quarters that had been closed by then."""

    incidents: int = 0
    shifts: int = 0
    disputes: int = 0
    taken_over: int = 0
    reopened: int = 0
    training: int = 0
    taken_back: int = 0
    others: int = 0


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
    later: Later = field(default_factory=Later)


def quality_table(quality: Quality) -> Table:
    """One row for each sign of quality: count, share and what it asks for."""
    columns = (
        Column("total", _("Count")),
        Column("share", _("Share (%)"), Kind.SHARE, ("records",)),
        Column("note", _("Note"), Kind.TEXT),
    )
    rows = (*_records(quality), *_later(quality.later))
    return Table("T15", _("Quality of data"), DEFINITION, columns, rows, sections=SECTIONS)


def _records(quality: Quality) -> Iterator[Row]:
    others = share(quality.other, quality.incidents)
    asks = _("above 5 %: review the codelist") if (others or 0) > MOST_OTHER else None
    late = share(quality.late, quality.shifts)
    yield _row("no_record", _("Shifts without a record"), quality.no_record)
    yield _row("late", _("Records handed in late"), quality.late, late)
    yield _row("reopened", _("Records opened again after approval"), quality.reopened)
    yield _row("other", _("Incidents of the kind something else"), quality.other, others, asks)
    yield _row("rounded", _("Rounded figures"), 0, note=_("all of them in the public version"))
    yield _row("codelists", _("Changes of codelists in the quarter"), quality.codelists)


def _later(later: Later) -> Iterator[Row]:
    """R-61: a line for each way in which the figures of a closed quarter may become others."""
    told = (
        ("late_entries", Subject.INCIDENTS.label, later.incidents),
        ("late_shifts", Subject.SHIFTS.label, later.shifts),
        ("late_disputes", Subject.DISPUTES.label, later.disputes),
        ("late_training", Subject.TRAINING.label, later.training),
        ("late_imports", _("Incidents taken over from earlier records"), later.taken_over),
        ("undone_imports", Subject.OLDER_RECORDS.label, later.taken_back),
        ("late_figures", Subject.OTHERS.label, later.others),
        ("corrected", _("Records opened again after the closing"), later.reopened),
    )
    for key, label, count in told:
        yield Row(key, label, {"total": count, "share": None, "note": None}, section="later")


def _row(
    key: str, label: str, count: int, part: float | None = None, note: str | None = None
) -> Row:
    values = {"total": count, "share": part, "note": note}
    return Row(key, label, values, section="records")
