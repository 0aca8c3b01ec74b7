"""Rankings of places or kinds: a list with bars, alone or against earlier periods."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.kernel.i18n import number
from app.web.charts.empty import nothing
from app.web.charts.svg import Cell, Chart, element, share_of


@dataclass(frozen=True)
class Item:
    """One place or kind; `note` is a change such as +12 % or nothing."""

    label: str
    value: int
    note: str = ""
    href: str | None = None


@dataclass(frozen=True)
class Compared:
    """One place or kind with a number for each period, the present one first."""

    label: str
    values: tuple[int, ...]
    href: str | None = None


def ranked(title: str, items: Sequence[Item], columns: tuple[str, str, str]) -> Chart:
    """The items as they come, each with a bar as long as its share of the largest."""
    largest = max((item.value for item in items), default=0)
    rows = tuple((Cell(i.label), Cell(number(i.value), i.href), Cell(i.note)) for i in items)
    entries = (_entry(item, largest) for item in items)
    drawing = element("ol", *entries, class_="rank", aria_label=title) if items else nothing(title)
    return Chart(drawing, columns, rows)


def compared(title: str, items: Sequence[Compared], periods: Sequence[str]) -> Chart:
    """For each item one thin bar for each period, the number beside it."""
    largest = max((value for item in items for value in item.values), default=0)
    rows = tuple(
        (Cell(item.label, item.href), *(Cell(number(value)) for value in item.values))
        for item in items
    )
    entries = (_comparison(item, largest, periods) for item in items)
    filled = element("ul", *entries, class_="compared", aria_label=title)
    drawing = filled if largest else nothing(title)
    return Chart(drawing, ("", *periods), rows, tuple(periods))


def _entry(item: Item, largest: int) -> Markup:
    return element(
        "li",
        _name(item.label, item.href),
        element("b", number(item.value)),
        element("small", item.note),
        _bar(share_of(item.value, largest), 1),
    )


def _comparison(item: Compared, largest: int, periods: Sequence[str]) -> Markup:
    lines = (
        element(
            "span",
            _bar(share_of(value, largest), place),
            element("span", f"{period}: ", class_="unseen"),
            element("b", number(value)),
            class_="compared-line",
        )
        for place, (period, value) in enumerate(zip(periods, item.values, strict=True), 1)
    )
    return element("li", _name(item.label, item.href), *lines)


def _name(label: str, href: str | None) -> Markup:
    return element("a", label, href=href) if href else element("span", label)


def _bar(width: str, place: int) -> Markup:
    shape = element("rect", class_=f"s{place}", width=width, height="100%", rx=3)
    return element("svg", shape, class_="bar", aria_hidden="true")
