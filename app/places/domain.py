"""Kinds of places, owners of houses, and what the name of a room gives away."""

import re

from app.kernel.i18n import Labelled, _, fold

# Words by which a calendar on the wall would tell the family what the appointment is about.
TELLING = re.compile(r"\bspor(y|u|um|ech)?\b|soused|mediac|mediator|konflikt")


def tells_purpose(name: str | None) -> bool:
    """Whether the name of a room says what people come to it for."""
    return bool(TELLING.search(fold(name or "")))


class PlaceKind(Labelled):
    """What a place is."""

    STATION = "station", _("station or stop")
    GAMBLING_PUB = "gambling_pub", _("gambling house or restaurant")
    STREET = "street", _("street")
    PARK = "park", _("park")
    PLAYGROUND = "playground", _("playground or sports ground")
    SCHOOL_AREA = "school_area", _("surroundings of a school")
    OFFICE = "office", _("office")
    HOUSING_ESTATE = "housing_estate", _("housing estate")
    HOUSE = "house", _("block of flats")
    BUILDING = "building", _("other building")
    OTHER = "other", _("other place")

    @property
    def icon(self) -> str:
        """Its picture in the sprite."""
        return ICONS[self]


ICONS = {
    PlaceKind.STATION: "train-front",
    PlaceKind.GAMBLING_PUB: "dice-5",
    PlaceKind.STREET: "map-pin",
    PlaceKind.PARK: "trees",
    PlaceKind.PLAYGROUND: "goal",
    PlaceKind.SCHOOL_AREA: "school",
    PlaceKind.OFFICE: "landmark",
    PlaceKind.HOUSING_ESTATE: "building-2",
    PlaceKind.HOUSE: "house",
    PlaceKind.BUILDING: "store",
    PlaceKind.OTHER: "map-pin",
}


class HouseOwner(Labelled):
    """Whose house it is."""

    TOWN = "town", _("the town")
    PRIVATE = "private", _("private owner")
