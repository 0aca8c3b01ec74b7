"""Elements of SVG and HTML written as escaped markup, and the chart that a page receives."""

from dataclasses import dataclass

from markupsafe import Markup, escape

Attribute = str | int | float | None


@dataclass(frozen=True)
class Cell:
    """One cell of the table behind a chart; with an address it leads to its list."""

    text: str
    href: str | None = None


@dataclass(frozen=True)
class Chart:
    """A picture of numbers, and the same numbers as a table; the first cell heads its row."""

    svg: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: tuple[str, ...] = ()


def element(name: str, *children: str, **attributes: Attribute) -> Markup:
    """`class_` becomes class and `text_anchor` text-anchor; an attribute of None is left out."""
    written = (
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _short(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup().join(escape(child) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(name, Markup().join(written), inside)


def linked(href: str | None, label: str, *children: str) -> Markup:
    """The children, as a link when there is somewhere to go."""
    if href is None:
        return Markup().join(escape(child) for child in children)
    return element("a", *children, href=href, aria_label=label)


def picture(label: str, *children: str, links: bool = False, **attributes: Attribute) -> Markup:
    """A picture hides what is inside it, so one with links is a group instead."""
    role = "group" if links else "img"
    return element("svg", *children, role=role, aria_label=label, **attributes)


def share_of(part: float, whole: float) -> str:
    """A length in per cent of the picture's width."""
    return f"{_short(100 * part / whole)}%" if whole else "0%"


def _short(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
