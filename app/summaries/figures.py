"""The drawings of the overview of disputes, each with its table; where a number leads is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.disputes.domain import CHECK_DAYS, CheckResult
from app.kernel.i18n import _, number
from app.summaries.domain import Row, Summary, Table, Value, decimals, hours, signed
from app.summaries.tables.disputes import DisputePeriods, Disputes
from app.web.charts.bars import Group, Series, side_by_side, stacked
from app.web.charts.ranks import Item, ranked
from app.web.charts.svg import Chart

Link = Callable[[Table, Row, str], str | None]
MONTHS = ("m1", "m2", "m3")
# In the order of the colours: what is broken is red.
RESULTS = (CheckResult.HOLDS, CheckResult.PARTLY, CheckResult.UNKNOWN, CheckResult.BROKEN)


@dataclass(frozen=True)
class Stat:
    """One of the numbers on top: what it is, what it is compared with and where it leads."""

    label: str
    value: str
    note: str | None
    url: str | None


@dataclass(frozen=True)
class Ways:
    """Where the numbers of the table lead, by section, row and column."""

    table: Table
    link: Link

    def __call__(self, section: str, key: str, column: str = "total") -> str | None:
        return self.link(self.table, self.row(section, key), column)

    def row(self, section: str, key: str) -> Row:
        """One row of the table."""
        rows = (row for row in self.table.rows if row.section == section)
        return next(row for row in rows if row.key == key)


def overview(summary: Summary, told: DisputePeriods, link: Link) -> dict[str, object]:
    """Everything that the page shows above its table."""
    ways = Ways(summary.tables[0], link)
    return {
        "stats": _stats(told, ways),
        "balance": _balance(summary, told, ways),
        "effort": _effort(summary, told, ways),
        "agreements": _agreements(told.quarter or Disputes(), ways),
        "kinds": _ranked(_("Received, by what they are about"), "kinds", ways),
        "sources": _ranked(_("Received, by who brought them"), "sources", ways),
        "outcomes": _ranked(_("Closed, by how they ended"), "outcomes", ways),
        "leads": _ranked(_("Who leads the cases"), "leads", ways),
        "rooms": _ranked(_("Where the joint meetings took place"), "rooms", ways),
    }


def _stats(told: DisputePeriods, ways: Ways) -> list[Stat]:
    now = told.quarter or Disputes()
    return [
        Stat(
            _("Open at the end"),
            number(now.end),
            _("at the start %(n)s", n=number(now.start)),
            ways("balance", "open"),
        ),
        _stat(_("Disputes received"), "balance", "received", ways),
        _stat(_("Disputes closed"), "balance", "closed", ways),
        _stat(_("Days to the first contact (median)"), "time", "to_contact", ways),
        _stat(_("Days to the closing (median)"), "time", "to_closing", ways),
        Stat(_("Hours of work"), _told(hours(now.minutes)), _work(now), ways("effort", "hours")),
        *(_held(now, days, ways) for days in CHECK_DAYS),
    ]


def _stat(label: str, section: str, key: str, ways: Ways) -> Stat:
    values = ways.row(section, key).values
    before = values["previous"]
    note = None if before is None else _("previous quarter %(n)s", n=_told(before))
    return Stat(label, _told(values["total"]), note, ways(section, key))


def _held(now: Disputes, days: int, ways: Ways) -> Stat:
    """How many of the agreements that were looked at hold; partly is not held."""
    checked, holds = now.checked(days), now.checks.get(f"{days}_{CheckResult.HOLDS.value}", 0)
    share = f"{number(holds)} / {number(checked)}" if checked else _told(None)
    label = _("Agreements that hold after %(n)s days", n=days)
    return Stat(label, share, _("of those checked"), ways("checks", f"after_{days}"))


def _work(now: Disputes) -> str:
    words = {"contacts": now.contacts, "joint": now.joint, "shuttle": now.shuttle}
    told = {key: number(count) for key, count in words.items()}
    return _("contacts %(contacts)s, joint %(joint)s, shuttle %(shuttle)s", **told)


def _told(value: Value) -> str:
    """A dash where nothing is known."""
    return number(value, decimals(value)) if isinstance(value, int | float) else "–"


def _months(summary: Summary, told: DisputePeriods) -> Mapping[str, str]:
    """The names of the months that have begun, by their columns."""
    named = zip(MONTHS, summary.quarter.month_labels, told.months, strict=True)
    return {key: label for key, label, month in named if month}


def _balance(summary: Summary, told: DisputePeriods, ways: Ways) -> Chart:
    months = _months(summary, told)
    parts = {
        "received": _("received"),
        "closed": _("closed"),
        "open": _("open at the end of the month"),
    }
    return side_by_side(_("Cases by months"), *_by_month(months, "balance", parts, ways))


def _effort(summary: Summary, told: DisputePeriods, ways: Ways) -> Chart:
    months = _months(summary, told)
    parts = {
        "contacts": _("contacts with parties"),
        "shuttle": _("shuttle talks"),
        "joint_meeting": _("joint meetings"),
    }
    return stacked(_("Steps by months"), *_by_month(months, "effort", parts, ways))


def _by_month(
    months: Mapping[str, str], section: str, parts: Mapping[str, str], ways: Ways
) -> tuple[list[Group], list[Series]]:
    """The columns of months as groups, some rows of a section as series."""
    series = [
        Series(
            label,
            tuple(_count(ways.row(section, key), column) for column in months),
            tuple(ways(section, key, column) for column in months),
        )
        for key, label in parts.items()
    ]
    return [Group(label) for label in months.values()], series


def _agreements(now: Disputes, ways: Ways) -> Chart:
    series = [
        Series(
            result.label,
            tuple(now.checks.get(f"{days}_{result.value}", 0) for days in CHECK_DAYS),
            tuple(ways("checks", f"{days}_{result.value}") for days in CHECK_DAYS),
        )
        for result in RESULTS
    ]
    groups = [
        Group(_("after %(n)s days", n=days), ways("checks", f"after_{days}")) for days in CHECK_DAYS
    ]
    return stacked(_("How the agreements hold"), groups, series)


def _ranked(title: str, section: str, ways: Ways) -> Chart:
    """What came up at all, the most frequent first; beside it the change since last time."""
    rows = [row for row in ways.table.rows if row.section == section and row.values["total"]]
    rows.sort(key=_count, reverse=True)
    items = [Item(row.label, _count(row), _change(row), ways(section, row.key)) for row in rows]
    return ranked(title, items, ("", _("Total"), _("Change since the previous quarter")))


def _count(row: Row, column: str = "total") -> int:
    value = row.values[column]
    return value if isinstance(value, int) else 0


def _change(row: Row) -> str:
    before = row.values["previous"]
    return signed(_count(row) - before) if isinstance(before, int) else ""
