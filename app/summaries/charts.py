"""Which tables are also drawn, and from which of their rows and columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.kernel.i18n import _
from app.summaries.domain import Column, Row, Summary, Table
from app.web.charts import printed

MOST_BARS = 12
Wanted = Callable[[Row], bool]
Draw = Callable[[Sequence[str], Sequence[printed.Set], float], printed.Drawing]


@dataclass(frozen=True)
class Chart:
    """Some rows of a table as groups of bars, some of its columns as their sets."""

    title: str
    table: Table
    rows: Sequence[Row]
    columns: Sequence[Column]
    labels: Sequence[str]
    is_stacked: bool = False

    @property
    def alt(self) -> str:
        """The same numbers for those who do not see the picture."""
        return f"{self.title}. {' '.join(map(self._told, self.rows))}"

    def values(self, column: Column) -> list[float | None]:
        found = (row.values[column.key] for row in self.rows)
        return [value if isinstance(value, int | float) else None for value in found]

    def drawing(self, wide: float) -> printed.Drawing:
        """As a picture so many pixels wide; its letters have one size whatever the width."""
        draw: Draw = printed.upright if self.is_stacked else printed.across
        pairs = zip(self.labels, self.columns, strict=True)
        sets = [printed.Set(label, self.values(column)) for label, column in pairs]
        return draw([row.label for row in self.rows], sets, wide)

    def _told(self, row: Row) -> str:
        shown = [column.show(row.values[column.key]) for column in self.columns]
        if len(shown) == 1:
            return f"{row.label}: {shown[0]}."
        pairs = zip(self.labels, shown, strict=True)
        return f"{row.label}: {', '.join(f'{label} {value}' for label, value in pairs)}."


@dataclass(frozen=True)
class _Plan:
    """How a table is drawn: the columns by their keys, all but the sum where none are named."""

    title: str
    columns: tuple[str, ...] = ()
    wanted: Wanted = lambda _row: True
    is_stacked: bool = False
    is_ranked: bool = False
    # What it is called when there is nothing to compare with.
    alone: str = ""


PLANS = {
    "T2": _Plan(
        _("Incidents by category against earlier quarters"),
        ("total", "previous", "last_year"),
        lambda row: row.level == "category",
        alone=_("Incidents by category"),
    ),
    "T3": _Plan(_("Places with most incidents"), ("total",), is_ranked=True),
    "T4": _Plan(_("Incidents by day of the week and hour"), is_stacked=True),
    "T5": _Plan(_("How incidents ended"), ("total",), lambda row: row.section == "results"),
    "T7": _Plan(_("Contacts by months"), ("m1", "m2", "m3"), lambda row: row.section == "contacts"),
}


def chart(table: Table, summary: Summary) -> Chart | None:
    """The drawing of a table; None where none belongs or where there is nothing to see."""
    if not (plan := PLANS.get(table.key)):
        return None
    columns = [column for column in table.columns if _is_drawn(table, column, plan)]
    rows = [row for row in table.rows if plan.wanted(row)]
    if plan.is_ranked:
        seen = (row for row in rows if row.values[plan.columns[0]])
        rows = sorted(seen, key=lambda row: -_size(row, plan.columns[0]))[:MOST_BARS]
    if not any(row.values[column.key] for row in rows for column in columns):
        return None
    labels = [_label(column, summary) for column in columns]
    title = plan.alone if plan.alone and len(columns) == 1 else plan.title
    return Chart(title, table, rows, columns, labels, plan.is_stacked)


def _is_drawn(table: Table, column: Column, plan: _Plan) -> bool:
    """An earlier quarter without any records is no column of zeros."""
    is_wanted = column.key in plan.columns if plan.columns else column.key != "total"
    return is_wanted and any(row.values[column.key] is not None for row in table.rows)


def _label(column: Column, summary: Summary) -> str:
    """A sum is called by its quarter, for beside it stand others."""
    return summary.quarter.label if column.key == "total" else column.label


def _size(row: Row, column: str) -> float:
    value = row.values[column]
    return value if isinstance(value, int | float) else 0
