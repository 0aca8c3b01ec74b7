"""Charts on paper: whole pictures with their legend, told apart without any colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.kernel.i18n import number
from app.kernel.typeset import shown, width
from app.web.charts.scale import ticks
from app.web.charts.svg import Attribute, element

SIZE, LINE = 12, 15
INK, PALE, GREY = "#1D456F", "#DCE7F3", "#9AA7B4"
GAP, BAR, BETWEEN = 8, 13, 12
# Upright bars: how high the plot is, and from which height a number finds room inside.
PLOT, INSIDE = 190, 15
WIDEST_BAR = 62
TILE = 5
# The part of the picture that names may take, and into how many lines they are broken.
NAMES, MOST_LINES = 0.38, 2
STYLE = (
    f"text{{font-family:Roboto;font-size:{SIZE}px;fill:#1B1B1B}}"
    f"rect{{stroke:{INK};stroke-width:1}}.bare{{stroke:none}}"
    f".s1{{fill:{INK}}}.s2{{fill:{PALE}}}.s3{{fill:url(#lines)}}"
    ".s4{fill:#fff}.s5{fill:url(#dots)}.s6{fill:#7E93AB}"
    f"line{{stroke:{GREY};stroke-width:.7}}.value{{font-weight:700}}.end{{text-anchor:end}}"
    ".middle{text-anchor:middle}.white{fill:#fff}"
)
FILLS = 6
# Fills on which a number needs a white ground.
UNEVEN = {2, 4, 5}


@dataclass(frozen=True)
class Set:
    """The values of one period or one part, in the order of the groups."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Drawing:
    """A whole picture, and how large it is in pixels."""

    svg: Markup
    width: float
    height: float


def across(names: Sequence[str], sets: Sequence[Set], wide: float) -> Drawing:
    """Lying bars, one under another for each set: long names can be read."""
    names = [shown(name) for name in names]
    gutter = min(max(map(_width, names)) + GAP, wide * NAMES)
    largest = max(value or 0 for one in sets for value in one.values)
    room = wide - gutter - max(_width(number(largest, 1)) + GAP, 40)
    top, height = _legend_height(sets, wide), len(sets) * BAR + BETWEEN
    parts = [*_legend(sets, wide)]
    for place, name in enumerate(names):
        y = top + place * height
        parts += _name(name, gutter, y + (height - BETWEEN) / 2)
        for each, one in enumerate(sets):
            length = room * (one.values[place] or 0) / largest
            parts += _lying(one.values[place], gutter, y + each * BAR, length, each)
    bottom = top + len(names) * height - BETWEEN / 2
    parts.append(element("line", x1=gutter, x2=gutter, y1=top - 4, y2=bottom, class_="axis"))
    return _picture(wide, bottom + 2, parts)


def upright(names: Sequence[str], sets: Sequence[Set], wide: float) -> Drawing:
    """Standing bars, the sets one on another and the sum above."""
    sums = [sum(one.values[place] or 0 for one in sets) for place in range(len(names))]
    scale = ticks(int(max(sums)))
    left, top = _width(number(scale[-1])) + GAP, _legend_height(sets, wide) + LINE
    step, base = (wide - left) / len(names), top + PLOT
    parts = [*_legend(sets, wide), *_scale(scale, left, wide, top)]
    for place, name in enumerate(names):
        middle, level = left + step * (place + 0.5), base
        thick = min(step * 0.64, WIDEST_BAR)
        for each, one in enumerate(sets):
            size = PLOT * (one.values[place] or 0) / scale[-1]
            level -= size
            parts += _standing(one.values[place], middle, level, (thick, size), each)
        parts.append(_text(number(sums[place]), x=middle, y=level - 4, class_="value middle"))
        parts.append(_text(shown(name), x=middle, y=base + LINE + 2, class_="middle"))
    return _picture(wide, base + LINE + 8, parts)


def _lying(value: float | None, x: float, y: float, length: float, place: int) -> Iterator[Markup]:
    if value is None:
        return
    yield _rect(place, x=x, y=y, width=length, height=BAR - 2)
    text = number(value, 0 if float(value).is_integer() else 1)
    yield _text(text, x=x + length + 5, y=y + BAR - 3, class_="" if place else "value")


def _standing(
    value: float | None, middle: float, level: float, size: tuple[float, float], place: int
) -> Iterator[Markup]:
    thick, height = size
    if not value:
        return
    yield _rect(place, x=middle - thick / 2, y=level, width=thick, height=height)
    if height < INSIDE:
        return
    text, y = number(value), level + height / 2
    half = _width(text) / 2 + 3
    if place % FILLS in UNEVEN:
        looks = {"fill": "#fff", "class_": "bare"}
        yield element("rect", x=middle - half, y=y - 7, width=2 * half, height=14, rx=3, **looks)
    yield _text(text, x=middle, y=y + 4, class_="middle" if place % FILLS else "middle white")


def _scale(scale: Sequence[int], left: float, wide: float, top: float) -> Iterator[Markup]:
    for value in scale:
        y = top + PLOT * (1 - value / scale[-1])
        yield element("line", x1=left, x2=wide, y1=y, y2=y)
        yield _text(number(value), x=left - 6, y=y + 4, class_="end")


def _legend(sets: Sequence[Set], wide: float) -> Iterator[Markup]:
    """What the fills mean; a lone set needs no legend."""
    if len(sets) > 1:
        for place, (one, x, y) in enumerate(_places(sets, wide)):
            yield _rect(place, x=x + 1, y=y + 2, width=22, height=11)
            yield _text(shown(one.label), x=x + 29, y=y + 12)


def _places(sets: Sequence[Set], wide: float) -> Iterator[tuple[Set, float, float]]:
    """Where each entry of the legend stands, line after line."""
    x, y = 0.0, 0.0
    for one in sets:
        length = 29 + _width(shown(one.label)) + 22
        if x and x + length > wide:
            x, y = 0.0, y + LINE + 4
        yield one, x, y
        x += length


def _legend_height(sets: Sequence[Set], wide: float) -> float:
    if len(sets) == 1:
        return 6
    return max(y for _one, _x, y in _places(sets, wide)) + LINE + 14


def _name(name: str, gutter: float, middle: float) -> Iterator[Markup]:
    lines = _broken(name, gutter - GAP)
    first = middle - (len(lines) - 1) * LINE / 2 + 3
    for place, line in enumerate(lines):
        yield _text(line, x=gutter - GAP, y=first + place * LINE, class_="end")


def _broken(name: str, room: float) -> list[str]:
    """Into lines between words; the rest of a name that is longer still is left out."""
    lines = [""]
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or _width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        kept[-1] += " …"
    return [_cut(line, room) for line in kept]


def _cut(line: str, room: float) -> str:
    if _width(line) <= room:
        return line
    while line and _width(f"{line}…") > room:
        line = line[:-1]
    return f"{line}…"


def _rect(place: int, **attributes: Attribute) -> Markup:
    return element("rect", class_=f"s{place % FILLS + 1}", **attributes)


def _text(content: str, **attributes: Attribute) -> Markup:
    return element("text", content, **attributes)


def _width(text: str) -> float:
    """Numbers may be bold, so everything is taken for it."""
    return width(text, is_bold=True) * SIZE


def _picture(wide: float, height: float, parts: Sequence[Markup]) -> Drawing:
    svg = element(
        "svg",
        element("style", STYLE),
        element("defs", _pattern("lines", _stripe()), _pattern("dots", _dot())),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {wide:.0f} {height:.0f}",
        width=f"{wide:.0f}",
        height=f"{height:.0f}",
    )
    return Drawing(svg, wide, height)


def _pattern(name: str, mark: Markup) -> Markup:
    ground = element("rect", width=TILE, height=TILE, fill="#fff", class_="bare")
    return element(
        "pattern",
        ground,
        mark,
        id=name,
        width=TILE,
        height=TILE,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _stripe() -> Markup:
    return element("rect", width=2, height=TILE, fill=INK, class_="bare")


def _dot() -> Markup:
    return element("rect", x=1, y=1, width=2, height=2, fill=INK, class_="bare")
