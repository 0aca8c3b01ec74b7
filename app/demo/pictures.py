"""Photos of the demo: simple drawings of things in a street, the same ones in every run."""

from io import BytesIO

from PIL import Image, ImageDraw

from app.demo.chance import below, one_of

SIZE = (480, 360)
SKIES = ("#b9cfe4", "#c9d3da", "#8fa3ba", "#d8d2c4")
GROUNDS = ("#8c8f86", "#7d8471", "#9a948a")
METAL, WOOD, GREEN, RUST = "#4a4f55", "#8a6a45", "#5c7350", "#9c6b4f"


def photo(described: str, key: str) -> bytes:
    """A photo of what the words describe, as a phone would send it; of a street otherwise."""
    image = Image.new("RGB", SIZE, one_of(SKIES, key, "sky"))
    brush = ImageDraw.Draw(image)
    brush.rectangle((0, 240, 480, 360), fill=one_of(GROUNDS, key, "ground"))
    drawings = (drawing for word, drawing in DRAWINGS.items() if word in described.lower())
    next(drawings, _pavement)(brush, 60 + below(120, key, "place"))
    target = BytesIO()
    image.save(target, "JPEG")
    return target.getvalue()


def _lamp(brush: ImageDraw.ImageDraw, left: int) -> None:
    """A street lamp that does not shine."""
    brush.rectangle((left + 60, 60, left + 72, 320), fill=METAL)
    brush.rectangle((left + 60, 60, left + 140, 70), fill=METAL)
    brush.polygon([(left + 118, 70), (left + 162, 70), (left + 150, 96), (left + 130, 96)], RUST)


def _bench(brush: ImageDraw.ImageDraw, left: int) -> None:
    """A bench with a missing board."""
    for top in (170, 218):
        brush.rectangle((left, top, left + 220, top + 14), fill=WOOD)
    for leg in (left + 16, left + 190):
        brush.rectangle((leg, 170, leg + 12, 290), fill=METAL)


def _rubbish(brush: ImageDraw.ImageDraw, left: int) -> None:
    """A bin with a heap beside it."""
    brush.polygon([(left, 190), (left + 80, 190), (left + 72, 310), (left + 8, 310)], fill=GREEN)
    for step, colour in enumerate((RUST, "#d9d9d2", "#6f7f94", WOOD)):
        place = left + 90 + step * 34
        brush.ellipse((place, 262 - step % 2 * 16, place + 58, 320), fill=colour)


def _wall(brush: ImageDraw.ImageDraw, left: int) -> None:
    """A wall that somebody has painted on."""
    brush.rectangle((20, 90, 460, 300), fill="#c4b8a3")
    points = [(left + step * 26, 160 + step % 2 * 70) for step in range(8)]
    brush.line(points, fill="#39466b", width=12, joint="curve")


def _pavement(brush: ImageDraw.ImageDraw, left: int) -> None:
    """Slabs of a pavement, one of them sunk."""
    for row in range(3):
        for column in range(4):
            corner = (40 + column * 104, 246 + row * 38)
            colour = METAL if (row, column) == (1, left % 4) else "#a8a49a"
            brush.rectangle((*corner, corner[0] + 98, corner[1] + 33), fill=colour)


DRAWINGS = {
    **dict.fromkeys(("lamp", "osvětlení"), _lamp),
    **dict.fromkeys(("lavič", "zábradlí"), _bench),
    **dict.fromkeys(("koš", "odpad"), _rubbish),
    **dict.fromkeys(("sprej", "stěn"), _wall),
}
