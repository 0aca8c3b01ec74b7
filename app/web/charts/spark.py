"""A small line beside a number: where it comes from, with a gap where nothing is known."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from markupsafe import Markup

from app.web.charts.empty import said
from app.web.charts.svg import element, picture

WIDTH, HEIGHT, EDGE = 100, 40, 4
Point = tuple[float, float]


def spark(title: str, values: Sequence[int | None]) -> Markup:
    """The line of the values and a dot at the last one; lone values are no line."""
    if not any(None not in neighbours for neighbours in pairwise(values)):
        return Markup()
    runs = list(_runs(values))
    x, y = runs[-1][-1]
    return picture(
        f"{title}: {', '.join(map(said, values))}",
        *(_area(run) for run in runs),
        *(element("polyline", class_="spark-line", points=_written(run)) for run in runs),
        # A line of no length keeps its round end while the picture is stretched.
        element("path", class_="spark-end", d=f"M{x:.1f} {y:.1f}h0"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        class_="spark",
    )


def _runs(values: Sequence[int | None]) -> Iterator[list[Point]]:
    """The points of the line, broken where nothing is known."""
    points = zip(_across(len(values)), _heights(values), strict=True)
    for is_known, run in groupby(points, key=lambda point: point[1] is not None):
        if is_known:
            yield [(x, y) for x, y in run if y is not None]


def _area(run: Sequence[Point]) -> Markup:
    first, last = run[0][0], run[-1][0]
    corners = f"{first:.1f},{HEIGHT} {_written(run)} {last:.1f},{HEIGHT}"
    return element("polygon", class_="spark-area", points=corners)


def _written(run: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in run)


def _across(count: int) -> list[float]:
    return [EDGE + i * (WIDTH - 2 * EDGE) / (count - 1) for i in range(count)]


def _heights(values: Sequence[int | None]) -> list[float | None]:
    """From the lowest value to the highest; a level line runs in the middle."""
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    scale = (HEIGHT - 2 * EDGE) / (high - low) if high > low else 0
    top = EDGE if high > low else HEIGHT / 2
    return [None if value is None else top + scale * (high - value) for value in values]
