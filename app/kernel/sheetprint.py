"""Sheets on A4 paper: which way they lie, and how much of them stands on one page."""

from xlsxwriter.worksheet import Worksheet

from app.kernel.i18n import _

A4 = 9
# A sheet that is wider lies on its side when printed.
WIDEST_UPRIGHT = 100
# In points: a unit of width with its share of the edges, and the room of a page (width, height).
UNIT = 5.55
UPRIGHT, LYING = (523.0, 762.0), (770.0, 515.0)


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


def page_height(width: float) -> float:
    """How many points of rows stand on a page after the sheet was made to fit its width."""
    across, down = LYING if width > WIDEST_UPRIGHT else UPRIGHT
    return down * max(width * UNIT / across, 1)
