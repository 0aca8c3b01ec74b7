"""Booking, moving and cancelling: without collisions, inside the hours, by the lead of the case."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.scope import scope
from app.rooms import queries
from app.rooms.models import Booking
from tests.conftest import NOW
from tests.counting import statements
from tests.disputes.rows import in_talks
from tests.rooms.rows import WEDNESDAY, a_booking, a_case, a_room

TEN = {"day": "25. 11. 2026", "begins": "10:00"}


def booked(stored):
    rows = stored(select(Booking).where(Booking.is_cancelled.is_(False)))
    return [(row.day, row.span.words) for row in rows]


def test_a_booking_takes_an_hour_and_says_what_comes_next(client, cast, stored):
    answer = client.as_(cast.hana).submit("rooms.book", cast.case, **TEN)
    assert booked(stored) == [(WEDNESDAY, "10:00–11:00")]
    assert "pošlete pozvánku" in answer.words
    assert answer.page.select("main a[href$='/schuzka.ics']")


def test_it_takes_as_long_as_is_said(client, cast, stored):
    client.as_(cast.hana).submit("rooms.book", cast.case, **TEN, ends="12.30")
    assert booked(stored) == [(WEDNESDAY, "10:00–12:30")]


def test_who_taps_a_free_time_finds_it_in_the_form(client, cast):
    hana = client.as_(cast.hana)
    page = hana.read("rooms.book", cast.case).page
    first = page.select_one(".offer a")
    shown = hana.fields(first["href"], hana.url("rooms.book", cast.case))
    assert (shown["day"], shown["begins"]) == ("2026-11-23", "14:45")
    block = hana.browser.get(
        first["href"], headers={"HX-Request": "true", "HX-Target": "div#booking"}
    )
    assert block.text.lstrip().startswith('<div id="booking"')


def test_taken_times_are_not_offered_and_are_refused_with_the_free_ones(client, cast, make, stored):
    a_booking(make, cast.room, cast.other)
    hana = client.as_(cast.hana)
    offered = hana.read("rooms.book", cast.case, den="2026-11-25").page.select_one(".offer ul")
    assert offered.get_text(" ", strip=True).startswith("09:00 25.\u00a011.\u00a02026 11:00")
    answer = hana.submit("rooms.book", cast.case, **{**TEN, "begins": "10:30"})
    assert answer.status_code == 422
    told = answer.page.select_one("#begins-error").text
    assert "10:00–11:00" in told
    assert "09:00–10:00, 11:00–17:00" in told
    assert answer.page.select_one("[name=begins]")["value"] == "10:30"
    assert len(booked(stored)) == 1


def test_touching_bookings_stand_beside_each_other(client, cast, make, stored):
    a_booking(make, cast.room, cast.other)
    client.as_(cast.hana).submit("rooms.book", cast.case, **{**TEN, "begins": "11:00"})
    assert len(booked(stored)) == 2


def test_another_room_is_free_at_the_same_time(client, cast, make, stored):
    other = a_room(make, cast.town, "M02")
    a_booking(make, cast.room, cast.other)
    client.as_(cast.hana).submit("rooms.book", cast.case, room_id=str(other.id), **TEN)
    assert len(booked(stored)) == 2


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("begins", {"begins": "08:30"}),
        ("begins", {"begins": "16:30"}),
        ("ends", {"ends": "09:00"}),
        ("day", {"day": "28. 11. 2026"}),
        ("begins", {"day": "20. 11. 2026"}),
        ("day", {"day": ""}),
        ("begins", {"begins": "nesmysl"}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(client, cast, stored, field, values):
    answer = client.as_(cast.hana).submit("rooms.book", cast.case, **{**TEN, **values})
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")
    assert booked(stored) == []


def test_outside_the_hours_they_are_said(client, cast):
    answer = client.as_(cast.hana).submit("rooms.book", cast.case, **{**TEN, "begins": "17:00"})
    assert "09:00–17:00" in answer.page.select_one("#begins-error").text


def test_an_hour_that_the_clocks_skip_is_refused(client, cast, make):
    always = (time(0), time(23, 59))
    a_room(make, cast.town, "M00", open_on=range(7), hours=always)
    told = {"day": "28. 3. 2027", "begins": "02:30"}
    answer = client.as_(cast.hana).submit("rooms.book", cast.case, **told)
    assert "přeskočí" in answer.page.select_one("#begins-error").text


def test_a_room_that_is_no_longer_offered_is_not_booked(client, cast, make, stored):
    a_room(make, cast.town, "M02")
    old = a_room(make, cast.town, "M03", is_active=False)
    hana = client.as_(cast.hana)
    assert hana.submit("rooms.book", cast.case, room_id=str(old.id), **TEN).status_code == 422
    assert booked(stored) == []


def test_without_a_room_nothing_is_asked(client, make):
    lead = make.mentor(make.town())
    page = client.as_(lead).read("rooms.book", a_case(make, lead))
    assert "zatím nemá místnost" in page.words
    assert not page.page.select("main form")


def test_only_the_lead_of_an_open_case_books(client, cast, make):
    closed = a_case(make, cast.hana, stage="closed", closed_on=NOW.date())
    assert client.as_(cast.hana).read("rooms.book", closed).status_code == 403
    for person in (cast.pavel, cast.mentor, cast.manager):
        assert client.as_(person).read("rooms.book", cast.case).status_code == 403


def test_a_booking_is_moved(client, cast, make, stored):
    booking = a_booking(make, cast.room, cast.case)
    hana = client.as_(cast.hana)
    shown = hana.fields(hana.url("rooms.move", booking))
    assert (shown["day"], shown["begins"], shown["ends"]) == ("2026-11-25", "10:00", "11:00")
    hana.submit("rooms.move", booking, day="26. 11. 2026", begins="13:00", ends="")
    assert booked(stored) == [(date(2026, 11, 26), "13:00–14:00")]


def test_it_may_overlap_itself_but_nobody_else(client, cast, make, stored):
    booking = a_booking(make, cast.room, cast.case)
    a_booking(make, cast.room, cast.other, at=(time(12), time(13)))
    hana = client.as_(cast.hana)
    hana.submit("rooms.move", booking, begins="10:30", ends="11:30")
    assert (WEDNESDAY, "10:30–11:30") in booked(stored)
    assert hana.submit("rooms.move", booking, begins="11:30", ends="12:30").status_code == 422


def test_a_tapped_time_moves_it(client, cast, make, stored):
    booking = a_booking(make, cast.room, cast.case)
    hana = client.as_(cast.hana)
    tapped = hana.read("rooms.move", booking).page.select(".offer a")[-1]["href"]
    hana.submit("rooms.move", booking, on=tapped)
    assert booked(stored) == [(date(2026, 12, 1), "16:00–17:00")]


def test_two_who_move_it_do_not_overwrite_each_other(client, cast, make):
    booking = a_booking(make, cast.room, cast.case)
    hana = client.as_(cast.hana)
    url = hana.url("rooms.move", booking)
    old = hana.fields(url)
    hana.submit("rooms.move", booking, begins="13:00", ends="14:00")
    answer = hana.post(url, {**old, "begins": "15:00", "ends": "16:00"})
    assert (answer.status_code, "mezitím" in answer.words) == (422, True)


def test_cancelling_gives_the_room_free(client, cast, make, stored):
    booking = a_booking(make, cast.room, cast.case)
    hana = client.as_(cast.hana)
    answer = hana.submit("rooms.cancel", booking, on=hana.url("rooms.read", booking))
    assert "zrušen" in answer.words
    assert booked(stored) == []
    assert not answer.page.select("main form")
    hana.submit("rooms.book", cast.case, **TEN)
    assert booked(stored) == [(WEDNESDAY, "10:00–11:00")]


def test_what_is_cancelled_or_over_is_not_changed(client, cast, make):
    hana = client.as_(cast.hana)
    gone = a_booking(make, cast.room, cast.case, is_cancelled=True)
    over = a_booking(make, cast.room, cast.case, day=date(2026, 11, 20))
    for booking in (gone, over):
        moved = hana.submit("rooms.move", booking, day="26. 11. 2026", begins="13:00", ends="")
        assert moved.status_code == 422
        answer = hana.post(hana.url("rooms.cancel", booking), {"csrf_token": hana.token("/ucet")})
        assert answer.status_code == 409


def test_a_booking_of_a_closed_case_can_still_be_cancelled(client, cast, make, stored):
    closed = a_case(make, cast.hana, stage="closed", closed_on=NOW.date())
    booking = a_booking(make, cast.room, closed)
    hana = client.as_(cast.hana)
    page = hana.read("rooms.read", booking).page
    assert not page.select("a[href$='/presun']")
    hana.submit("rooms.cancel", booking, on=hana.url("rooms.read", booking))
    assert booked(stored) == []


def test_nobody_else_sees_or_changes_a_booking(client, cast, make):
    booking = a_booking(make, cast.room, cast.case)
    for person in (cast.pavel, cast.mentor, cast.manager):
        for endpoint in ("rooms.read", "rooms.move", "rooms.invitation"):
            assert client.as_(person).read(endpoint, booking).status_code == 403


def test_a_new_lead_takes_the_bookings_over(client, cast, make, app, stored):
    booking = a_booking(make, cast.room, a_case(make, cast.pavel), booked_by=cast.hana.id)
    assert client.as_(cast.pavel).read("rooms.read", booking).status_code == 200
    assert client.as_(cast.hana).read("rooms.read", booking).status_code == 403


def test_the_meetings_ahead_are_told_the_earliest_first(app, cast, make):
    late = a_booking(make, cast.room, cast.case, day=date(2026, 12, 2))
    soon = a_booking(make, cast.room, cast.case)
    a_booking(make, cast.room, cast.case, day=date(2026, 11, 20))
    a_booking(make, cast.room, cast.case, day=date(2026, 11, 24), is_cancelled=True)
    a_booking(make, cast.room, cast.other, day=date(2026, 11, 24))
    with app.app_context(), scope(cast.town.id):
        assert [each.id for each in queries.upcoming(cast.case.id)] == [soon.id, late.id]
        assert queries.next_of(cast.case.id).id == soon.id
        assert queries.next_of(cast.case.id).room.name == "Zasedací místnost"
        with clock.frozen(clock.utc(date(2026, 12, 3), time(8))):
            assert queries.upcoming(cast.case.id) == []
            assert queries.next_of(cast.case.id) is None


def test_what_the_case_has_booked_stands_on_the_page(client, cast, make):
    booking = a_booking(make, cast.room, cast.case)
    page = client.as_(cast.hana).read("rooms.book", cast.case).page
    assert page.select(f"main .row a[href$='/rezervace/{booking.id}']")


def test_who_has_not_agreed_yet_is_not_to_be_invited(client, cast, make):
    """R-40: the way to the letters says so; without both consents nobody is sent to party B."""
    early = a_booking(make, cast.room, a_case(make, cast.hana))
    late = a_booking(make, cast.room, in_talks(make, cast.town, cast.hana), at=(time(14), time(15)))
    told = [client.as_(cast.hana).read("rooms.read", each).words for each in (early, late)]
    assert ["Souhlas obou stran zatím nemáte" in each for each in told] == [True, False]
    assert ["Pošlete pozvánku oběma" in each for each in told] == [False, True]


def test_a_full_room_costs_the_same_statements(client, cast, make):
    hana = client.as_(cast.hana)
    booking = a_booking(make, cast.room, cast.case)
    pages = [("rooms.book", cast.case), ("rooms.move", booking), ("rooms.read", booking)]
    for page in pages:
        hana.read(*page)

    def cost():
        with statements() as asked:
            for page in pages:
                hana.read(*page)
        return len(asked)

    before = cost()
    for hour in range(11, 16):
        case = a_case(make, cast.pavel)
        a_booking(make, cast.room, case, at=(time(hour), time(hour + 1)))
        a_booking(
            make, cast.room, cast.case, day=date(2026, 12, 2), at=(time(hour), time(hour + 1))
        )
    assert cost() == before


def test_the_trail_tells_room_and_time_and_nothing_of_the_dispute(client, cast, make, stored):
    client.as_(cast.hana).submit("rooms.book", cast.case, **TEN)
    dpo = client.as_(make.person(cast.town, "dpo", name="Jan Vlk"))
    words = dpo.read("audit.browse").words
    assert "rezervace místnosti" in words
    assert stored(select(DisputeCase.number))[0] not in words
