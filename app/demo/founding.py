"""How a town of the demo begins: the operator founds it, the administrator lets people in."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.accounts import actions as accounts
from app.accounts import queries as known
from app.accounts.domain import ContractType, Funding, LinkPurpose, PoliceForm, Role
from app.accounts.models import Operator
from app.codelists import actions as codelists
from app.codelists import queries as adapted
from app.demo.accounts import operator, password_of
from app.demo.records import DemoCodelist, DemoPerson, DemoPlace, DemoTown
from app.demo.relative import ROOM_DAYS
from app.demo.telling import Stage, Step, town_id
from app.kernel import clock
from app.people import actions as people
from app.places import actions as places
from app.places.domain import HouseOwner, PlaceKind
from app.rooms import actions as rooms
from app.towns import actions as towns
from app.towns import queries as founded

FOUNDED, LET_IN, WALKED = time(7, 0), time(8, 0), time(10, 0)
NOTICE = timedelta(days=7)
HERE = "127.0.0.1"
# In the afternoon.
ROOM_OPEN = {
    f"{edge}_{weekday}": at if weekday in ROOM_DAYS else None
    for edge, at in (("opens", time(13)), ("closes", time(18)))
    for weekday in range(7)
}
TOLD = (
    "valid_from", "valid_to", "service_no", "phone", "fte", "monthly_hours", "contract_from",
    "contract_to", "integrity_checked_on", "card_no", "uniform_issued_on", "phone_issued_on",
)  # fmt: skip


def found_all(plan: tuple[DemoTown, ...]) -> None:
    """Make the operator, and let him found the towns."""
    first = min(_administrator(town).valid_from for town in plan)
    with clock.frozen(_moment(first, time(6, 0))):
        accounts.create_operator(username=operator(), password=password_of(operator()))
    for town in plan:
        with clock.frozen(_moment(_administrator(town).valid_from, FOUNDED)):
            _found(town, by=_acting_operator())


def beginnings(town: DemoTown) -> Iterator[Step]:
    """The first steps in a town that was just founded."""
    admin = _administrator(town)
    yield Step(_moment(admin.valid_from, FOUNDED), partial(_appoint, admin))
    for person in town.people:
        if person is not admin:
            yield Step(_moment(person.valid_from, LET_IN), partial(_let_in, person, admin))
        if person.deputy_from:
            yield Step(_moment(person.deputy_from - NOTICE, LET_IN), partial(_deputise, person))
    mentor = next(person for person in town.people if Role.MENTOR in person.roles)
    for place in town.places:
        yield Step(_moment(mentor.valid_from, WALKED), partial(_add_place, place, mentor))
    manager = next(person for person in town.people if Role.MANAGER in person.roles)
    for codelist in town.codelists:
        yield Step(_moment(manager.valid_from, WALKED), partial(_adapt, codelist, manager))


def _moment(day: date, at: time) -> datetime:
    return clock.utc(day, at)


def _administrator(town: DemoTown) -> DemoPerson:
    return next(person for person in town.people if Role.ADMIN in person.roles)


def _acting_operator() -> Operator:
    user = known.user_named(operator())
    if user is None:
        raise LookupError(operator())
    return known.operator(user)


def _found(town: DemoTown, *, by: Operator) -> None:
    towns.add(
        id=town_id(town.slug),
        slug=town.slug,
        name=town.name,
        ico=town.ico,
        police_form=PoliceForm(town.police_form),
        police_partner=town.police_partner,
        inhabitants=town.population,
        counted_on=town.population_on,
        is_demo=town.is_demo,
        by=by,
    )


def _appoint(person: DemoPerson, stage: Stage) -> None:
    """The first administrator has nobody in the town to let him in."""
    town = founded.get(town_id(stage.slug))
    appointed, token = towns.appoint(town, display_name=person.name, by=_acting_operator())
    stage.ids[person.username] = appointed.id
    _accept(person, token)
    people.correct(appointed, **_facts(person, stage), by=appointed)


def _let_in(person: DemoPerson, admin: DemoPerson, stage: Stage) -> None:
    by = stage.person(admin.username)
    added = people.add(id=stage.person_id(person.username), **_facts(person, stage), by=by)
    _accept(person, people.renew_link(added, by=by))


def _accept(person: DemoPerson, token: str) -> None:
    """Who has an account in another town signs in with it; the others make one."""
    link = known.link(token, LinkPurpose.INVITE)
    if link is None:
        raise LookupError(person.username)
    who: dict[str, str] = {
        "username": person.username,
        "password": password_of(person.username),
    }
    if known.user_named(person.username):
        accounts.join(link, **who, address=HERE)
        return
    accounts.accept(link, **who)


def _facts(person: DemoPerson, stage: Stage) -> dict[str, Any]:
    """What the town keeps about the person."""
    contract, funding = person.contract_type, person.funding
    return {
        **{name: getattr(person, name) for name in TOLD},
        "display_name": person.name,
        "roles": {Role(role) for role in person.roles},
        "mentor_id": stage.person_id(person.mentor) if person.mentor else None,
        "contract_type": ContractType(contract) if contract else None,
        "funding": Funding(funding) if funding else None,
    }


def _deputise(person: DemoPerson, stage: Stage) -> None:
    people.deputise(
        stage.person(person.username),
        deputy_id=stage.person_id(person.deputy) if person.deputy else None,
        deputy_from=person.deputy_from,
        deputy_to=person.deputy_to,
        by=stage.person(person.username),
    )


def _add_place(place: DemoPlace, mentor: DemoPerson, stage: Stage) -> None:
    added = places.add(
        id=stage.place_id(place.code),
        code=place.code,
        name=place.name,
        kind=PlaceKind(place.kind),
        house_owner=HouseOwner(place.house_owner) if place.house_owner else None,
        is_dispute_room=place.is_dispute_room,
        public_name=place.public_name,
        address=place.address,
        note=place.note,
        by=stage.person(mentor.username),
    )
    if place.is_dispute_room:
        rooms.hours(added, by=stage.person(mentor.username), **ROOM_OPEN)


def _adapt(codelist: DemoCodelist, manager: DemoPerson, stage: Stage) -> None:
    codelists.correct(
        adapted.get(codelist.slug),
        labels=codelist.labels,
        hidden=codelist.hidden,
        move=None,
        by=stage.person(manager.username),
    )
