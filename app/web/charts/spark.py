"""A small line beside a number: where it comes from."""

from collections.abc import Sequence

from markupsafe import Markup

from app.kernel.i18n import number
from app.web.charts.svg import element, picture

WIDTH, HEIGHT, EDGE = 100, 40, 4


def spark(title: str, values: Sequence[int]) -> Markup:
    """The line of the values and a dot at the last one; fewer than two draw nothing."""
    if len(values) < 2:
        return Markup()
    points = list(zip(_across(len(values)), _heights(values), strict=True))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return picture(
        f"{title}: {', '.join(map(number, values))}",
        element("polygon", class_="spark-area", points=f"{EDGE},{HEIGHT} {line} {x:.1f},{HEIGHT}"),
        element("polyline", class_="spark-line", points=line),
        # A line of no length keeps its round end while the picture is stretched.
        element("path", class_="spark-end", d=f"M{x:.1f} {y:.1f}h0"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        class_="spark",
    )


def _across(count: int) -> list[float]:
    return [EDGE + i * (WIDTH - 2 * EDGE) / (count - 1) for i in range(count)]


def _heights(values: Sequence[int]) -> list[float]:
    """From the lowest value to the highest; a level line runs in the middle."""
    low, high = min(values), max(values)
    if low == high:
        return [HEIGHT / 2] * len(values)
    room = HEIGHT - 2 * EDGE
    return [EDGE + room * (high - value) / (high - low) for value in values]
