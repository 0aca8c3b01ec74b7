"""T5: what was done about the incidents and how they ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.i18n import _
from app.summaries.domain import Column, Kind, Named, Row, Table, share
from app.summaries.tables.counts import COUNTED, Counts, refuse_unknown

RESULTS = _("One incident may have several actions but only one result.")
SHARES = _("Shares are shares of the incidents counted here.")
NEEDLES = _("Needles are counted in pieces.")
DEFINITION = f"{RESULTS} {SHARES} {NEEDLES}"
# Of which column a sentence speaks: it goes where the column is left out.
SPOKEN = {"share": SHARES}
CALLS = ("patrol_mp", "patrol_pcr", "ems", "fire")
CLEANUP = "cleanup"
SECTIONS = (
    Named("actions", _("Actions taken")),
    Named("results", _("Result")),
    Named("calls", _("Help called")),
    Named("collected", _("Collected and cleaned up")),
)


@dataclass(frozen=True)
class DeedCounts:
    """Incidents by action and by result; to `called` of them help was called at least once."""

    incidents: int
    actions: Counts
    results: Counts
    called: int = 0
    needles: int = 0


def deeds_table(actions: Sequence[Named], results: Sequence[Named], counts: DeedCounts) -> Table:
    """Sections of actions, results, help called, and things collected."""
    refuse_unknown([action.key for action in actions], counts.actions)
    refuse_unknown([result.key for result in results], counts.results)

    def row(section: str, named: Named, count: int, level: str = "") -> Row:
        values = {"total": count, "share": share(count, counts.incidents)}
        return Row(named.key, named.label, values, level, section=section)

    by_action = [row("actions", action, counts.actions.get(action.key, 0)) for action in actions]
    by_result = [row("results", result, counts.results.get(result.key, 0)) for result in results]
    calls = [
        row("calls", action, counts.actions.get(action.key, 0))
        for action in actions
        if action.key in CALLS
    ]
    ended = row("results", Named("total", _("Total")), sum(counts.results.values()), "total")
    helped = row("calls", Named("total", _("Incidents with help called")), counts.called, "total")
    return _table([*by_action, *by_result, *calls, *_collected(counts)], (ended, helped))


def _collected(counts: DeedCounts) -> list[Row]:
    """Pieces and places; a share of incidents would say nothing about pieces."""
    found = (
        ("needles", _("Needles collected (pieces)"), counts.needles),
        (CLEANUP, _("Cleaned up on the spot"), counts.actions.get(CLEANUP, 0)),
    )
    return [
        Row(key, label, {"total": count, "share": None}, section="collected")
        for key, label, count in found
    ]


def _table(rows: list[Row], totals: tuple[Row, ...]) -> Table:
    shared = ("actions", "results", "calls")
    columns = (Column("total", _("Count")), Column("share", _("Share (%)"), Kind.SHARE, shared))
    title = _("Actions taken and results")
    definition = f"{COUNTED} {DEFINITION}"
    return Table("T5", title, definition, columns, tuple(rows), totals, SECTIONS)
