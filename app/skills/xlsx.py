"""The matrix as a spreadsheet; what was written in one's own words stays here."""

from collections.abc import Iterator
from datetime import date

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.i18n import _, day
from app.kernel.spreadsheet import Line, Sheet, SheetColumn, Value, workbook
from app.skills.domain import AIM, Cell, Level, Mark, Rated, Side
from app.skills.queries import Matrix

DETAILS = (
    SheetColumn(_("Worker"), 22, left=True),
    SheetColumn(_("Role"), 32, left=True),
    SheetColumn(_("Competence"), 34, left=True),
    SheetColumn(_("Own rating"), 11),
    SheetColumn(_("On the day"), 13),
    SheetColumn(_("Mentor's rating"), 11),
    SheetColumn(_("On the day"), 13),
    *(SheetColumn(mark.label[:1].upper() + mark.label[1:], 14, left=True) for mark in Mark),
)

# The worker, the side and the day stand before the competences.
LEADING = 3


def write(matrix: Matrix) -> bytes:
    """Two sheets: people and competences side by side, and one row for each pair of them."""
    title = _("Overview of competences")
    sheets = [_overview(title, matrix), _details(matrix)]
    return workbook(sheets, title=title, created=clock.now())


def _overview(title: str, matrix: Matrix) -> Sheet:
    columns = (
        SheetColumn(_("Worker"), 20, left=True),
        SheetColumn(_("Who rates"), 19, left=True),
        SheetColumn(_("Last on the day"), 13),
        *(SheetColumn(competence.name, 14) for competence in matrix.competences),
    )
    return Sheet(
        name=title,
        title=title,
        columns=columns,
        lines=_overview_lines(matrix),
        notes=(_scale(), _("Levels below working alone are coloured."), _as_of(matrix.today)),
        fixed=2,
    )


def _overview_lines(matrix: Matrix) -> Iterator[Line]:
    for worker in matrix.people:
        row = matrix.row(worker)
        for side in Side:
            known = [each.of(side) for each in row]
            yield Line((worker.display_name, side.label, *_ratings(known)), marked=_low(known))
    yield Line((_("People with a gap"), None, None, *map(_gaps, matrix.columns)), "total")


def _ratings(known: list[Rated | None]) -> Iterator[Value]:
    """The last day, then the levels."""
    yield max((each.rated_on for each in known if each), default=None)
    yield from (each.level.number if each else None for each in known)


def _low(known: list[Rated | None]) -> frozenset[int]:
    """The columns in which this side sees less than working alone."""
    return frozenset(
        index
        for index, each in enumerate(known, LEADING)
        if each and each.level.number < AIM.number
    )


def _gaps(column: list[Cell]) -> int:
    return sum(cell.is_gap for cell in column)


def _details(matrix: Matrix) -> Sheet:
    title = _("Competences one by one")
    return Sheet(
        name=title,
        title=title,
        columns=DETAILS,
        lines=(
            _detail(worker, competence.name, matrix.cell(worker, competence))
            for worker in matrix.people
            for competence in matrix.competences
        ),
        notes=(_("Notes and comments are not exported."), _as_of(matrix.today)),
        filtered=True,
    )


def _detail(worker: Membership, competence: str, cell: Cell) -> Line:
    told: list[Value] = []
    for side in Side:
        rated = cell.of(side)
        told += [rated.level.number, rated.rated_on] if rated else [None, None]
    marks = [_("yes") if mark in cell.marks else None for mark in Mark]
    return Line((worker.display_name, worker.role_labels, competence, *told, *marks))


def _scale() -> str:
    return " · ".join(f"{level.number} {level.label}" for level in Level)


def _as_of(today: date) -> str:
    return _("As of %(day)s", day=day(today))
