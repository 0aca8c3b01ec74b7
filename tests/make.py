"""Plain functions that create rows with sensible defaults; the standing cast lives in two towns."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from flask import Flask

from app.accounts.domain import PoliceForm, Role
from app.accounts.models import Membership, Municipality, User
from app.incidents.domain import IncidentStatus, Result, Seriousness, Source, Subcategory
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.i18n import fold
from app.kernel.scope import EVERYWHERE, scope
from app.places.domain import PlaceKind
from app.places.models import Place
from app.shifts.domain import ContactKind, ShiftKind, ShiftStatus, VisitResult
from app.shifts.models import ContactTally, Shift, ShiftMember, Visit

T = TypeVar("T")


@action
def store(*rows: Any, by: Membership | None = None) -> None:
    """Keep rows that a test needs; the only action of the tests."""
    db.session.add_all(rows)


class Make:
    """Rows for tests; all of them are given back detached, with their columns loaded."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.count = 0

    @contextmanager
    def everywhere(self) -> Iterator[None]:
        """An app context that sees every town, committed at its end."""
        with self.app.app_context(), scope(EVERYWHERE):
            yield
            db.session.flush()
            db.session.expunge_all()
            db.session.commit()

    def saved(self, row: T, *others: Any) -> T:
        """Store the row (with others) and give it back."""
        with self.everywhere():
            store(row, *others)
        return row

    def town(self, name: str = "Lhota", **values: Any) -> Municipality:
        """A town with its own municipal police."""
        return self.saved(
            Municipality(
                **{
                    "id": uuid7(),
                    "slug": fold(name).replace(" ", "-"),
                    "name": name,
                    "police_form": PoliceForm.OWN_MP,
                    **values,
                }
            )
        )

    def person(
        self, town: Municipality, *roles: Role, name: str = "Alena Malá", **values: Any
    ) -> Membership:
        """Somebody who may sign in, with these roles."""
        self.count += 1
        user = values.pop("user", None) or User(
            id=uuid7(), username=f"{fold(name).replace(' ', '.')}{self.count}", password_hash="!"
        )
        person = Membership(
            **{
                "id": uuid7(),
                "municipality_id": town.id,
                "user_id": user.id,
                "display_name": name,
                "roles": frozenset(roles),
                "valid_from": date(2020, 1, 1),
                **values,
            }
        )
        self.saved(user) if "user" not in values else None
        return self.saved(person)

    def assistant(self, town: Municipality, name: str = "Alena Malá", **values: Any) -> Membership:
        """An assistant of crime prevention."""
        return self.person(town, Role.APK, name=name, **values)

    def mentor(self, town: Municipality, name: str = "Karel Dub", **values: Any) -> Membership:
        """A mentor."""
        return self.person(town, Role.MENTOR, name=name, **values)

    def manager(self, town: Municipality, name: str = "Marie Bílá", **values: Any) -> Membership:
        """A manager of crime prevention."""
        return self.person(town, Role.MANAGER, name=name, **values)

    def place(self, town: Municipality, code: str = "L01", **values: Any) -> Place:
        """A place in use."""
        name = values.pop("name", f"Nádraží {code}")
        return self.saved(
            Place(
                **{
                    "id": uuid7(),
                    "municipality_id": town.id,
                    "code": code,
                    "name": name,
                    "kind": PlaceKind.STATION,
                    "search_text": fold(f"{code} {name}"),
                    **values,
                }
            )
        )

    def shift(self, *crew: Membership, day: date | None = None, **values: Any) -> Shift:
        """A shift of this crew, in progress since one o'clock today."""
        day = day or clock.today()
        start = values.pop("start", time(13, 0))
        begin = clock.utc(day, start)
        shift = Shift(
            **{
                "id": uuid7(),
                "municipality_id": crew[0].municipality_id,
                "day": day,
                "kind": ShiftKind.AFTERNOON,
                "status": ShiftStatus.IN_PROGRESS,
                "planned_from": begin,
                "planned_to": begin + timedelta(hours=8),
                "real_from": begin,
                **values,
            }
        )
        self.saved(shift)
        for position, person in enumerate(crew):
            self.saved(
                ShiftMember(
                    municipality_id=shift.municipality_id,
                    shift_id=shift.id,
                    person_id=person.id,
                    position=position,
                )
            )
        return shift

    def visit(self, shift: Shift, place: Place, author: Membership, **values: Any) -> Visit:
        """A calm stop on the round."""
        return self.saved(
            Visit(
                **{
                    "id": uuid7(),
                    "municipality_id": shift.municipality_id,
                    "shift_id": shift.id,
                    "place_id": place.id,
                    "author_id": author.id,
                    "arrived_at": shift.planned_from + timedelta(minutes=10),
                    "result": VisitResult.CALM,
                    **values,
                }
            )
        )

    def tally(self, shift: Shift, author: Membership, **values: Any) -> ContactTally:
        """One contact."""
        return self.saved(
            ContactTally(
                **{
                    "id": uuid7(),
                    "municipality_id": shift.municipality_id,
                    "shift_id": shift.id,
                    "author_id": author.id,
                    "kind": ContactKind.RESIDENT,
                    "at": shift.planned_from,
                    **values,
                }
            )
        )

    def incident(self, shift: Shift, place: Place, author: Membership, **values: Any) -> Incident:
        """A complete incident half an hour after the shift began."""
        self.count += 1
        kind = values.pop("subcategory", Subcategory.NOISE)
        at: datetime = values.pop("occurred_at", shift.planned_from + timedelta(minutes=30))
        number = values.pop("number", f"U-{clock.local(at).year}-{self.count:04d}")
        words = f"{number} {kind.label} {place.name} {values.get('place_detail') or ''}"
        is_draft = values.get("status") is IncidentStatus.DRAFT
        return self.saved(
            Incident(
                **{
                    "id": uuid7(),
                    "municipality_id": shift.municipality_id,
                    "number": number,
                    "shift_id": shift.id,
                    "author_id": author.id,
                    "occurred_at": at,
                    "day": clock.local(at).date(),
                    "hour": clock.local(at).hour,
                    "place_id": place.id,
                    "category": kind.category,
                    "subcategory": kind,
                    "source": Source.OWN,
                    "seriousness": Seriousness.MINOR,
                    "result": Result.SOLVED_ON_SPOT,
                    "status": IncidentStatus.RECORDED,
                    "recorded_at": at,
                    "completed_at": None if is_draft else values.get("recorded_at", at),
                    "search_text": fold(words),
                    **values,
                }
            )
        )
