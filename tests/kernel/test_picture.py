"""A photo carries nothing but the picture, and no file is unpacked that would not fit."""

import tracemalloc
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis.strategies import binary, integers
from PIL import Image
from PIL.ImageFile import ImageFile

from app.kernel import picture
from app.kernel.errors import Refused
from app.kernel.picture import redrawn
from tests.pictures import (
    NAUGHTY,
    SECRET,
    encoded,
    lamp,
    png_of_size,
    talkative,
    talkative_png,
)


def opened(content):
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("file", [talkative(), talkative_png()], ids=["JPEG", "PNG"])
def test_nothing_but_the_picture_is_left(file):
    """The control: the file that came is full of the mark."""
    assert file.count(SECRET) >= 3
    drawn = redrawn(file, "photo")
    for content in (drawn.content, drawn.small):
        assert SECRET not in content
        image = opened(content)
        assert (image.format, dict(image.getexif())) == ("JPEG", {})
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert content.endswith(b"\xff\xd9")


def test_it_stands_upright_whatever_the_phone_was_held_like():
    drawn = redrawn(talkative(orientation=6), "photo")
    assert (drawn.width, drawn.height) == opened(drawn.content).size == (480, 640)


@pytest.mark.parametrize(
    ("size", "large", "small"),
    [
        ((4000, 3000), (1600, 1200), (320, 240)),
        ((1600, 1200), (1600, 1200), (320, 240)),
        ((300, 200), (300, 200), (300, 200)),
        ((9000, 3), (1600, 1), (320, 1)),
        ((1, 1), (1, 1), (1, 1)),
    ],
)
def test_it_is_no_larger_than_needed_and_never_enlarged(size, large, small):
    drawn = redrawn(encoded(lamp(size)), "photo")
    assert opened(drawn.content).size == (drawn.width, drawn.height) == large
    assert opened(drawn.small).size == small


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_pictures_of_every_kind_of_colour_are_taken(mode, kind):
    image = Image.new("I;16", (64, 48)) if mode == "I;16" else lamp(mode=mode)
    file = encoded(image if kind == "PNG" else image.convert("RGBA"), kind)
    assert opened(redrawn(file, "photo").content).mode == "RGB"


def test_what_is_transparent_becomes_white_paper():
    drawn = redrawn(encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"), "photo")
    assert opened(drawn.content).getpixel((10, 10)) == (255, 255, 255)


def test_a_picture_in_the_colours_of_printers_is_taken():
    assert redrawn(encoded(Image.new("CMYK", (20, 20))), "photo").width == 20


@pytest.mark.parametrize("file", NAUGHTY.values(), ids=NAUGHTY)
def test_what_is_no_photo_is_refused_in_words_at_its_field(file):
    with pytest.raises(Refused) as refused:
        redrawn(file, "photo")
    assert refused.value.field == "photo"


@given(binary(max_size=300), integers(0, 400))
def test_damage_anywhere_in_a_file_is_refused_or_drawn(noise, place):
    file = encoded(lamp((60, 40)))
    damaged = file[:place] + noise + file[place + len(noise) :]
    with suppress(Refused):
        assert redrawn(damaged, "photo").content.startswith(b"\xff\xd8")


def test_the_limit_is_that_of_points_and_the_last_allowed_one_is_taken(monkeypatch):
    monkeypatch.setattr(picture, "MOST_PIXELS", 640 * 480)
    assert redrawn(encoded(lamp()), "photo").width == 640
    monkeypatch.setattr(picture, "MOST_PIXELS", 640 * 480 - 1)
    with pytest.raises(Refused, match="příliš mnoho bodů"):
        redrawn(encoded(lamp()), "photo")


@pytest.fixture
def unpacked(monkeypatch):
    """The sizes of all pictures that somebody began to unpack."""
    sizes: list[int] = []

    def stopped(image):
        sizes.append(image.width * image.height)
        raise MemoryError

    monkeypatch.setattr(ImageFile, "load", stopped)
    return sizes


def test_a_bomb_is_refused_by_its_header_before_anything_is_unpacked(unpacked):
    bomb = png_of_size(7000, 7000)
    assert len(bomb) < 20_000
    tracemalloc.start()
    with pytest.raises(Refused):
        redrawn(bomb, "photo")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert unpacked == []
    assert most < 2_000_000


def test_without_the_limit_the_bomb_would_be_unpacked(unpacked, monkeypatch):
    """The control."""
    monkeypatch.setattr(picture, "MOST_PIXELS", 10**9)
    with pytest.raises(Refused):
        redrawn(png_of_size(7000, 7000), "photo")
    assert unpacked == [7000 * 7000]
