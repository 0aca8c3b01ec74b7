"""However people book, move and cancel, no two bookings of one room ever overlap."""

import uuid
from datetime import date, time
from itertools import combinations
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.disputes import queries as disputes
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.scope import scope
from app.rooms import actions, queries
from app.rooms.models import Booking
from tests.rooms.rows import a_case, a_room

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
# Around the hour that is skipped in spring and comes twice in autumn.
hours = st.builds(time, st.integers(0, 5), st.sampled_from([0, 15, 30]))
wishes = st.fixed_dictionaries(
    {
        "room": st.integers(0, 1),
        "day": st.sampled_from([SPRING, AUTUMN]),
        "begins": hours,
        "ends": st.none() | hours,
    }
)
walks = st.lists(
    st.tuples(st.sampled_from(["book", "book", "move", "cancel"]), st.integers(0, 9), wishes),
    max_size=25,
)


@pytest.fixture
def rooms(make, cast):
    always = {"open_on": range(7), "hours": (time(0), time(23, 59))}
    return SimpleNamespace(
        town=cast.town,
        ids=[a_room(make, cast.town, code, **always).id for code in ("R1", "R2")],
        case=a_case(make, cast.hana),
        lead=cast.hana,
    )


def walked(app, rooms, walk):
    """What is booked after each step; a refusal changes nothing."""
    with app.app_context(), scope(rooms.town.id):
        case, made = disputes.get(rooms.case.id), []
        for verb, which, wish in walk:
            step(verb, which, wish, case, made, rooms)
            rows = list(db.session.scalars(select(Booking)))
            check([row for row in rows if not row.is_cancelled])
        standing = sorted(row.span for row in rows if not row.is_cancelled) if walk else []
        db.session.rollback()
        return standing


def step(verb, which, wish, case, made, rooms):
    told = {**wish, "room_id": rooms.ids[wish["room"]], "by": rooms.lead}
    del told["room"]
    before = sum(1 for _row in db.session.scalars(select(Booking)))
    try:
        if verb == "book":
            made.append(actions.book(case, id=uuid.uuid4(), **told))
        elif made:
            booking = queries.get_booking(made[which % len(made)].id)
            if verb == "move":
                actions.move(booking, **told)
            else:
                actions.cancel(booking, by=rooms.lead)
    except Refused:
        assert sum(1 for _row in db.session.scalars(select(Booking))) == before


def check(rows):
    assert all(row.starts_at < row.ends_at for row in rows)
    for one, other in combinations(rows, 2):
        assert one.room_id != other.room_id or not one.span.meets(other.span)


@given(walk=walks)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_walk_lets_two_bookings_overlap(app, rooms, walk):
    walked(app, rooms, walk)


def wish(begins, ends, day=AUTUMN, room=0):
    return {"room": room, "day": day, "begins": time(*begins), "ends": time(*ends)}


def test_touching_bookings_stand(app, rooms):
    """The control: the walks above could book side by side, through the hour that comes twice."""
    walk = [
        ("book", 0, wish((1, 0), (2, 30))),
        ("book", 0, wish((2, 30), (3, 0))),
        ("book", 0, wish((3, 0), (4, 0))),
    ]
    assert len(walked(app, rooms, walk)) == 3


def test_an_hour_inside_another_is_refused_also_by_moving(app, rooms):
    walk = [
        ("book", 0, wish((1, 0), (4, 0))),
        ("book", 0, wish((2, 30), (3, 0))),
        ("book", 0, wish((4, 0), (5, 0))),
        ("move", 1, wish((3, 45), (4, 45))),
    ]
    assert [span.words for span in walked(app, rooms, walk)] == ["01:00–04:00", "04:00–05:00"]


def test_without_the_look_at_what_is_taken_the_walks_would_overlap(app, rooms, monkeypatch):
    monkeypatch.setattr(queries, "taken", lambda *_args: [])
    with pytest.raises(AssertionError):
        walked(app, rooms, [("book", 0, wish((1, 0), (4, 0))), ("book", 0, wish((2, 0), (3, 0)))])
