"""The file for a calendar: it says when and where, and nothing of the case in content or name."""

from datetime import date, time

import pytest
from icalendar import Calendar

from app.accounts.domain import Role
from app.disputes.domain import DisputeKind, Side, StepKind
from app.disputes.models import DisputeStep
from app.kernel import clock, vault
from app.kernel.db import uuid7
from app.parties.domain import Address
from app.parties.models import ConfidentialNote, DisputeParty
from tests.rooms.rows import WEDNESDAY, a_booking, a_case, a_room

MARK = "ZNAMENI"


def entry(answer):
    calendar = Calendar.from_ical(answer.data)
    return calendar, calendar.walk("VEVENT")[0]


def file_of(client, person, booking):
    return client.as_(person).read("rooms.invitation", booking)


def test_it_says_when_and_where_and_whom_to_call(client, cast, make):
    answer = file_of(client, cast.hana, a_booking(make, cast.room, cast.case))
    calendar, event = entry(answer)
    assert (answer.headers["Content-Type"].partition(";")[0], calendar["METHOD"]) == (
        "text/calendar",
        "PUBLISH",
    )
    assert "schuzka-2026-11-25.ics" in answer.headers["Content-Disposition"]
    assert event["SUMMARY"] == "Schůzka"
    assert event["DESCRIPTION"] == "Kontakt: Lhota, telefon 352 111 222"
    assert event["DTSTART"].dt == clock.utc(WEDNESDAY, time(10))
    assert event["DTEND"].dt == clock.utc(WEDNESDAY, time(11))
    assert str(event["DTSTART"].dt.tzinfo) == "Europe/Prague"


def test_it_says_the_way_and_not_how_the_room_is_called_inside(client, cast, make):
    """The calendar hangs in a kitchen; a neighbour has never been in the town hall."""
    told = {"public_name": "Radnice, dveře č. 5", "address": "Nádražní 12, Lhota"}
    room = a_room(make, cast.town, "M07", name="Místnost pro sousedské spory", **told)
    answer = file_of(client, cast.hana, a_booking(make, room, cast.case))
    assert entry(answer)[1]["LOCATION"] == "Radnice, dveře č. 5, Nádražní 12, Lhota"
    assert "spor" not in answer.data.decode().casefold()


def test_of_a_room_of_which_nothing_else_is_known_it_says_the_name(client, cast, make):
    room = a_room(make, cast.town, "M07", name="Klubovna", public_name=None, address=None)
    answer = file_of(client, cast.hana, a_booking(make, room, cast.case))
    assert entry(answer)[1]["LOCATION"] == "Klubovna"


def test_it_names_nobody(client, cast, make):
    _calendar, event = entry(file_of(client, cast.hana, a_booking(make, cast.room, cast.case)))
    assert not {"ATTENDEE", "ORGANIZER", "CONTACT", "CATEGORIES", "URL", "COMMENT"} & set(event)


def test_a_later_version_replaces_the_earlier(client, cast, make):
    booking = a_booking(make, cast.room, cast.case)
    first = entry(file_of(client, cast.hana, booking))[1]
    client.as_(cast.hana).submit("rooms.move", booking, begins="13:00", ends="14:00")
    second = entry(file_of(client, cast.hana, booking))[1]
    assert first["UID"] == second["UID"]
    assert first["SEQUENCE"] < second["SEQUENCE"]
    assert second["DTSTART"].dt == clock.utc(WEDNESDAY, time(13))


def test_a_cancelled_meeting_goes_out_of_the_calendar_again(client, cast, make):
    booking = a_booking(make, cast.room, cast.case)
    first = entry(file_of(client, cast.hana, booking))[1]
    hana = client.as_(cast.hana)
    hana.submit("rooms.cancel", booking, on=hana.url("rooms.read", booking))
    calendar, event = entry(file_of(client, cast.hana, booking))
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event["UID"] == first["UID"]
    assert event["SEQUENCE"] > first["SEQUENCE"]


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_the_change_of_summer_time_is_in_the_file(client, cast, make, day):
    booking = a_booking(make, cast.room, cast.case, day=day)
    event = entry(file_of(client, cast.hana, booking))[1]
    assert event["DTSTART"].dt == clock.utc(day, time(10))


def marked(make, town):
    """A case that is full of the mark, and the texts that tell what it is about."""
    lead = make.person(town, Role.DISPUTE_LEAD, name=f"{MARK}-LEAD", phone="352 111 222")
    place = make.place(
        town, "L09", name=f"{MARK}-PLACE", note=f"{MARK}-NOTE", district=f"{MARK}-PART"
    )
    case = a_case(make, lead, number=f"{MARK}-7", kind=DisputeKind.NOISE, place_id=place.id)
    own = {"municipality_id": town.id, "case_id": case.id}
    make.saved(
        DisputeStep(
            id=uuid7(),
            **own,
            day=WEDNESDAY,
            kind=StepKind.PHONE,
            minutes=5,
            sides={Side.A},
            result=f"{MARK}-RESULT",
        )
    )
    party = DisputeParty(id=uuid7(), **own, side=Side.A, called=Address.WOMAN)
    note = ConfidentialNote(id=uuid7(), **own, author_id=lead.id, written_at=clock.now())
    with make.app.app_context():
        for field in ("name", "contact", "address", "wish"):
            party.put(field, f"{MARK}-{field}")
        note.text = vault.seal(f"{MARK}-TEXT".encode(), note.place)
    make.saved(party, note)
    return lead, case


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_no_word_of_the_case_is_in_the_file_or_its_name(client, cast, make, is_cancelled):
    lead, case = marked(make, cast.town)
    booking = a_booking(make, cast.room, case, is_cancelled=is_cancelled)
    answer = file_of(client, lead, booking)
    unfolded = answer.data.replace(b"\r\n ", b"").decode()
    told = (unfolded + str(answer.headers)).casefold()
    hidden = [
        MARK,
        case.id.hex,
        str(case.id),
        str(lead.id),
        *("hluk", "spor", "medi", "soused", "stran", "noise", "dispute"),
    ]
    assert [word for word in hidden if word.casefold() in told] == []


def test_the_mark_would_be_found(client, cast, make):
    """The control: on the lead's own page the same case is full of it."""
    lead, case = marked(make, cast.town)
    assert MARK in client.as_(lead).read("rooms.read", a_booking(make, cast.room, case)).text
