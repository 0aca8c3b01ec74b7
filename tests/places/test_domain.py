"""Places: every kind has a picture that the sprite carries."""

import re
from pathlib import Path

import app
from app.places.domain import HouseOwner, PlaceKind

SPRITE = Path(app.__file__).parent / "static" / "img" / "icons.svg"


def test_every_kind_has_an_icon_of_the_sprite():
    icons = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text(encoding="utf-8")))
    assert {kind.icon for kind in PlaceKind} <= icons


def test_kinds_and_owners_have_labels_of_their_own():
    for codes in (PlaceKind, HouseOwner):
        assert len({code.label for code in codes}) == len(codes)
