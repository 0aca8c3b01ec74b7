"""The two towns of the demo with their places and people, all of them invented."""

from datetime import date
from functools import cache
from typing import Any

from app.demo.records import DemoCodelist, DemoPerson, DemoPlace, DemoTown
from app.demo.rows import content

TOWN = "kraslice"
VILLAGE = "horni-lhota"
# Two pairs swap morning and afternoon every week.
PAIRS = (("dana.hruskova", "petr.jelinek"), ("lenka.markova", "tomas.vrba"))
EARLIER_PAIRS = (("dana.hruskova", "petr.jelinek"), ("alena.kosova", "marek.duda"))
VILLAGE_PAIR = ("iveta.kralova", "jakub.stehlik")
CARETAKER = ("josef.kalina",)

DATES = {
    "valid_from", "valid_to", "deputy_from", "deputy_to", "contract_from", "contract_to",
    "integrity_checked_on", "uniform_issued_on", "phone_issued_on",
}  # fmt: skip


@cache
def towns() -> tuple[DemoTown, ...]:
    """Both towns."""
    return tuple(_town(raw) for raw in content("towns.json")["towns"])


def _town(raw: dict[str, Any]) -> DemoTown:
    return DemoTown(
        **raw
        | {
            "population_on": date.fromisoformat(raw["population_on"]),
            "places": tuple(DemoPlace(**place) for place in raw["places"]),
            "people": tuple(_person(person) for person in raw["people"]),
            "codelists": tuple(DemoCodelist(**each) for each in raw.get("codelists", ())),
        }
    )


def _person(raw: dict[str, Any]) -> DemoPerson:
    dates = {key: date.fromisoformat(raw[key]) for key in DATES & raw.keys()}
    return DemoPerson(**raw | dates | {"roles": tuple(raw["roles"])})


@cache
def _people(town: str) -> dict[str, DemoPerson]:
    return {
        person.username: person for each in towns() if each.slug == town for person in each.people
    }


def leader(town: str, member: str, day: date) -> str:
    """Who reviews this person's shifts on that day: the mentor, the coordinator or a deputy."""
    people = _people(town)
    mentor = people[people[member].mentor or member]
    return (_deputy(mentor, day) or mentor).username


def _deputy(mentor: DemoPerson, day: date) -> DemoPerson | None:
    if not (mentor.deputy and mentor.deputy_from and mentor.deputy_to):
        return None
    stands_in = mentor.deputy_from <= day <= mentor.deputy_to
    return _people(TOWN)[mentor.deputy] if stands_in else None
