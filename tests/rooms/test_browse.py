"""The calendar: a week of the room, and whose a booking is stands there for its lead only."""

from datetime import date, time

from tests.counting import statements
from tests.rooms.rows import WEDNESDAY, a_booking, a_case, a_room


def shut(answer):
    return [
        tag.select_one("h2").get_text(" ", strip=True) for tag in answer.page.select(".nothing")
    ]


def test_the_lead_sees_the_number_and_everybody_else_only_that_it_is_taken(client, cast, make):
    a_booking(make, cast.room, cast.case)
    hana = client.as_(cast.hana).read("rooms.browse")
    assert cast.case.number in hana.words
    assert hana.page.select(f"a[href$='/spory/{cast.case.id}']")
    for person in (cast.pavel, cast.mentor, cast.manager):
        other = client.as_(person).read("rooms.browse")
        assert cast.case.number not in other.text
        assert str(cast.case.id) not in other.text
        assert "10:00–11:00 obsazeno" in other.words


def test_a_mediator_whose_case_is_closed_sees_its_number_no_longer(client, cast, make):
    closed = a_case(make, cast.pavel, stage="closed", closed_on=date(2026, 11, 20))
    a_booking(make, cast.room, closed)
    assert closed.number not in client.as_(cast.pavel).read("rooms.browse").text


def test_a_mediator_sees_the_calendar_only_as_long_as_he_leads_a_case(client, cast, make):
    pavel = client.as_(cast.pavel)
    assert pavel.read("rooms.browse").status_code == 200
    for page in ("disputes.mine", "disputes.browse"):
        assert 'href="/mistnost/"' in pavel.browser.get(pavel.url(page)).text
    pavel.submit("outcomes.close", cast.other, outcome="no_contact")
    assert pavel.read("rooms.browse").status_code == 403
    for page in ("disputes.mine", "disputes.browse"):
        assert 'href="/mistnost/"' not in pavel.browser.get(pavel.url(page)).text


def test_a_week_says_what_is_free_and_what_is_closed(client, cast, make):
    a_booking(make, cast.room, cast.case)
    answer = client.as_(cast.manager).read("rooms.browse")
    assert shut(answer) == ["Sobota 28.\u00a011.", "Neděle 29.\u00a011."]
    assert (
        "Středa 25. 11. 09:00–10:00 volno 10:00–11:00 obsazeno 11:00–17:00 volno"
        in answer.words.replace("\u00a0", " ")
    )
    assert [tag.select_one(".room-date").text for tag in answer.page.select(".today")] == [
        "23.\u00a011."
    ]


def test_a_cancelled_booking_takes_no_room(client, cast, make):
    a_booking(make, cast.room, cast.case, is_cancelled=True)
    assert "obsazeno" not in client.as_(cast.manager).read("rooms.browse").words


def test_one_goes_from_week_to_week(client, cast, make):
    a_booking(make, cast.room, cast.case, day=date(2026, 12, 2))
    manager = client.as_(cast.manager)
    first = manager.read("rooms.browse")
    assert "obsazeno" not in first.words
    before, after = (tag["href"] for tag in first.page.select(".pager a"))
    assert "obsazeno" in manager.browser.get(after).text
    assert manager.browser.get(before).status_code == 200


def test_a_damaged_address_shows_this_week(client, cast):
    manager = client.as_(cast.manager)
    for week in ("nesmysl", "0001-01-01", "9999-12-31"):
        assert "23." in manager.read("rooms.browse", tyden=week, mistnost="x").words


def test_several_rooms_are_told_apart(client, cast, make):
    other = a_room(make, cast.town, "M02", name="Klubovna")
    a_booking(make, other, cast.case)
    manager = client.as_(cast.manager)
    assert "obsazeno" not in manager.read("rooms.browse").words
    assert "obsazeno" in manager.read("rooms.browse", mistnost=other.id).words


def test_a_room_no_longer_offered_is_shown_as_long_as_somebody_meets_in_it(client, cast, make):
    old = a_room(make, cast.town, "M02", name="Klubovna", is_active=False)
    manager = client.as_(cast.manager)
    assert "Klubovna" not in manager.read("rooms.browse").words
    a_booking(make, old, cast.case)
    assert "se už nenabízí" in manager.read("rooms.browse", mistnost=old.id).words


def test_without_a_room_the_manager_learns_how_to_mark_one(client, make):
    town = make.town()
    answer = client.as_(make.manager(town)).read("rooms.browse")
    assert "zatím nemá místnost" in answer.words
    assert answer.page.select("main .empty a[href='/mista/']")


def test_without_hours_the_keeper_is_sent_to_them_and_others_are_told(client, make, cast):
    never = a_room(make, cast.town, "M02", open_on=())
    keeper = client.as_(cast.mentor).read("rooms.browse", mistnost=never.id)
    assert keeper.page.select("main .notice a[href$='/hodiny']")
    other = client.as_(cast.hana).read("rooms.browse", mistnost=never.id)
    assert "není nikdy otevřená" in other.words
    assert not other.page.select("a[href$='/hodiny']")


def test_a_full_week_costs_the_same_statements(client, cast, make):
    hana = client.as_(cast.hana)
    a_booking(make, cast.room, cast.case)
    hana.read("rooms.browse")
    with statements() as few:
        hana.read("rooms.browse")
    for hour in range(11, 16):
        a_booking(make, cast.room, a_case(make, cast.hana), at=(time(hour), time(hour + 1)))
        a_booking(
            make,
            cast.room,
            a_case(make, cast.pavel),
            at=(time(hour), time(hour + 1)),
            day=WEDNESDAY.replace(day=26),
        )
    with statements() as many:
        hana.read("rooms.browse")
    assert len(many) == len(few)


def test_the_list_of_places_marks_the_room(client, cast, make):
    make.place(cast.town, "L01")
    rows = client.as_(cast.mentor).read("places.browse").page.select(".row")
    assert [bool(row.select(".badge")) for row in rows] == [False, True]


def test_the_pages_of_disputes_lead_to_the_calendar(client, cast):
    hana = client.as_(cast.hana)
    for page in ("disputes.mine", "disputes.browse"):
        assert 'href="/mistnost/"' in hana.browser.get(hana.url(page)).text


def test_another_towns_room_is_not_there(client, cast, make):
    other = make.town("Zásada")
    a_room(make, other, name="Cizí")
    assert "Cizí" not in client.as_(cast.manager).read("rooms.browse").words
