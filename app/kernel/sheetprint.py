"""Sheets on A4 paper: which way they lie, how much stands on a page, where a chart begins one."""

from xlsxwriter.worksheet import Worksheet

from app.kernel.i18n import _

A4 = 9
# A sheet that is wider lies on its side when printed.
WIDEST_UPRIGHT = 100
# In points: a unit of width with its share of the edges, and the room of a page (width, height).
UNIT = 5.55
UPRIGHT, LYING = (523.0, 762.0), (770.0, 515.0)
# A unit of width follows the digits of Calibri, and where that is missing, those of a font which
# is wider by as much as this: then a sheet is made smaller and more of it stands on a page.
WIDER = 1.35
# Programs differ in how high they make a line and how much of it they put on a page.
SPARE = 1.08
# Points of a pixel; pixels of a row that nobody made higher.
POINTS, ROW = 0.75, 20


def set_up(target: Worksheet, title: str, *, heading: int, width: float) -> None:
    """One page wide, the heading on each page, its number at the foot."""
    if width > WIDEST_UPRIGHT:
        target.set_landscape()
    target.set_paper(A4)
    target.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
    target.fit_to_pages(1, 0)
    target.repeat_rows(heading)
    target.hide_gridlines(2)
    page = _("Page %(page)s of %(pages)s", page="&P", pages="&N")
    target.set_footer(f"&L{title.replace('&', '&&')[:120]}&R{page}")


def keep_whole(target: Worksheet, *, heading: int, below: int, tall: float, width: float) -> None:
    """What stands below a row, so many pixels tall, is never torn between two printed pages.

    Where that is not certain it is a print area of its own, for those begin a page in every
    program: page breaks are overlooked by Excel in a sheet that is fitted to the width of a page,
    and without that the width would depend on which fonts a machine has.
    """
    rows = [int(target.row_sizes.get(row, (ROW,))[0]) * POINTS for row in range(below)]
    filled, most = sum(rows), page_height(width)
    lost, pages = rows[heading] + max(rows), (most, page_height(width, WIDER))
    if is_sure(filled, (tall + ROW) * POINTS, lost=lost, pages=pages):
        return
    target.print_area(0, 0, below - 2, target.dim_colmax)  # without the empty row between them
    table = target.print_area_range
    target.print_area(below, 0, below + int(tall / ROW) + 1, target.dim_colmax)
    target.print_area_range = f"{table},{target.print_area_range}"
    if sum(rows[:-1]) <= most:
        target.repeat_row_range = ""  # over the chart alone it would promise more lines


def page_height(width: float, wider: float = 1) -> float:
    """How many points of rows stand on a page after the sheet was made to fit its width."""
    across, down = LYING if width > WIDEST_UPRIGHT else UPRIGHT
    return down * max(width * wider * UNIT / across, 1)


def is_sure(filled: float, tall: float, *, lost: float, pages: tuple[float, float]) -> bool:
    """Whether it fits under what fills the pages, which are the lowest and the highest there are.

    What is lost at the end of each: the heading over the next one, a line that finds no room.
    """
    lowest, highest = pages
    page = int(filled * SPARE / lowest)
    most = filled * SPARE + page * lost
    is_known = page == int(most / lowest) == int(filled / SPARE / highest)
    return is_known and most + tall * SPARE <= (page + 1) * lowest
