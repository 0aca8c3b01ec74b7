"""Upright bars by month or by any other few groups: stacked or side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.kernel.i18n import _, number
from app.web.charts.empty import nothing, said, told
from app.web.charts.scale import ticks
from app.web.charts.svg import Attribute, Cell, Chart, element, linked, picture

# Heights are pixels and widths per cent: the picture stretches, its letters do not.
TOP, PLOT, BOTTOM = 20, 240, 28
HEIGHT = TOP + PLOT + BOTTOM
WIDEST_BAR = 11.0
# So many names stand side by side on a phone.
MOST_NAMED = 8


@dataclass(frozen=True)
class Series:
    """One colour: its label, a value for each group and, if wanted, where each leads."""

    label: str
    values: tuple[int, ...]
    hrefs: tuple[str | None, ...] = ()

    def cell(self, index: int) -> Cell:
        href = self.hrefs[index] if self.hrefs else None
        return Cell(number(self.values[index]), href)


@dataclass(frozen=True)
class Group:
    """One place on the axis, and where its numbers come from."""

    label: str
    href: str | None = None
    is_recorded: bool = True


@dataclass(frozen=True)
class _Frame:
    """Where a value and a group stand in the picture."""

    top: int
    groups: int

    @property
    def width(self) -> float:
        return 100 / self.groups

    def centre(self, index: int) -> float:
        return (index + 0.5) * self.width

    def height(self, value: int) -> float:
        return PLOT * value / self.top

    def y(self, value: int) -> float:
        return TOP + PLOT - self.height(value)


def fold(series: Sequence[Series], limit: int, rest: str) -> list[Series]:
    """The largest series in their order; the others added up under the name `rest`."""
    if len(series) <= limit:
        return list(series)
    largest = sorted(series, key=lambda one: -sum(one.values))[: limit - 1]
    kept = [one for one in series if one in largest]
    small = (one.values for one in series if one not in largest)
    return [*kept, Series(rest, tuple(map(sum, zip(*small, strict=True))))]


def stacked(title: str, groups: Sequence[Group], series: Sequence[Series]) -> Chart:
    """One bar for each group, the series one on another, the sum above it."""
    sums = [_sum(group, i, series) for i, group in enumerate(groups)]
    frame = _Frame(ticks(max(filter(None, sums), default=0))[-1], len(groups) or 1)
    bars = [
        linked(group.href, _said(group, [("", total)]), *_stack(frame, i, series, total))
        for i, (group, total) in enumerate(zip(groups, sums, strict=True))
    ]
    return _chart(title, groups, series, bars, sums)


def side_by_side(title: str, groups: Sequence[Group], series: Sequence[Series]) -> Chart:
    """A bar for each series beside the others: this quarter, the previous, a year ago."""
    largest = max((max(one.values, default=0) for one in series), default=0)
    frame = _Frame(ticks(largest)[-1], len(groups) or 1)
    bars = [
        linked(
            group.href,
            _said(group, [(one.label, one.values[i]) for one in series]),
            *_neighbours(frame, i, series),
        )
        for i, group in enumerate(groups)
    ]
    return _chart(title, groups, series, bars, [])


def _sum(group: Group, index: int, series: Sequence[Series]) -> int | None:
    """What the group comes to; None where nothing is known of it."""
    total = sum(one.values[index] for one in series)
    return total if total or group.is_recorded else None


def _stack(
    frame: _Frame, index: int, series: Sequence[Series], total: int | None
) -> Iterable[Markup]:
    width, below = min(0.6 * frame.width, WIDEST_BAR), 0
    for place, one in enumerate(series, 1):
        value = one.values[index]
        if value:
            below += value
            yield _bar(
                frame, frame.centre(index) - width / 2, width, place, below, value, one.label
            )
    centre = f"{frame.centre(index):.2f}%"
    yield _text(told(total), x=centre, y=frame.y(total or 0) - 6, class_="value")


def _neighbours(frame: _Frame, index: int, series: Sequence[Series]) -> Iterable[Markup]:
    width = min(0.8 * frame.width, 2 * WIDEST_BAR) / len(series)
    left = frame.centre(index) - width * len(series) / 2
    for place, one in enumerate(series, 1):
        x, value = left + width * (place - 1), one.values[index]
        yield _bar(frame, x, width, place, value, value, one.label)
        yield _text(number(value), x=f"{x + width / 2:.2f}%", y=frame.y(value) - 6, class_="value")


def _bar(
    frame: _Frame, x: float, width: float, place: int, upper: int, value: int, label: str
) -> Markup:
    return element(
        "rect",
        element("title", f"{label}: {number(value)}"),
        class_=f"s{place}",
        x=f"{x:.2f}%",
        width=f"{width:.2f}%",
        y=frame.y(upper),
        height=frame.height(value),
        rx=3,
    )


def _axes(top: int, groups: Sequence[Group]) -> Iterable[Markup]:
    frame = _Frame(top, len(groups))
    for value in ticks(top):
        y = frame.y(value)
        kind = "gridline" if value else "axis"
        yield element("line", x1="0", x2="100%", y1=y, y2=y, class_=kind)
        yield _text(number(value), x=-8, y=y + 4, class_="scale")
    for index, group in enumerate(groups):
        # The last one is named on every screen; on a phone every second one of many.
        kind = "between" if len(groups) > MOST_NAMED and (len(groups) - index) % 2 == 0 else "name"
        yield _text(group.label, x=f"{frame.centre(index):.2f}%", y=HEIGHT - 8, class_=kind)


def _text(content: str, **attributes: Attribute) -> Markup:
    return element("text", content, **attributes)


def _said(group: Group, values: Sequence[tuple[str, int | None]]) -> str:
    """What a voice says about one group."""
    numbers = ", ".join(f"{label} {said(value)}".strip() for label, value in values)
    return f"{group.label}: {numbers}"


def _chart(
    title: str,
    groups: Sequence[Group],
    series: Sequence[Series],
    bars: Sequence[Markup],
    sums: Sequence[int | None],
) -> Chart:
    columns = ["", *(one.label for one in series), *([_("Total")] if sums else [])]
    rows = tuple(
        (
            Cell(group.label),
            *(Cell(told(None)) if None in sums[i : i + 1] else one.cell(i) for one in series),
            *(Cell(told(total), group.href if total else None) for total in sums[i : i + 1]),
        )
        for i, group in enumerate(groups)
    )
    legend = tuple(one.label for one in series)
    return Chart(_drawing(title, groups, series, bars, sums), tuple(columns), rows, legend)


def _drawing(
    title: str,
    groups: Sequence[Group],
    series: Sequence[Series],
    bars: Sequence[Markup],
    sums: Sequence[int | None],
) -> Markup:
    largest = max((value for one in series for value in one.values), default=0)
    if not largest:
        return nothing(title)
    axes = _axes(ticks(max(largest, *filter(None, sums), 0))[-1], groups)
    links = any(group.href for group in groups)
    words = "; ".join(
        _said(group, [("", total)]) for group, total in zip(groups, sums, strict=False)
    )
    label = f"{title}. {words}" if words and not links else title
    return picture(label, *axes, *bars, links=links, class_="plot", height=HEIGHT)
