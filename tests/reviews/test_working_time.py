"""Working time at the hand-in and at the review: told, never in the way, never approved unseen."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.shifts.domain import ShiftStatus
from app.shifts.models import Shift
from tests.conftest import NOW
from tests.counting import statements
from tests.reviews.people import a_shift, handed_in

LATE = {"real_to": clock.utc(NOW.date(), time(22, 40)), "break_minutes": 30}
SHORT = {"real_to": clock.utc(NOW.date(), time(13, 20))}
TICK = {"is_free_of_personal_data": "y"}


def test_who_hands_in_is_told_of_a_missing_break_and_not_held_up(client, make, stored):
    cast = a_shift(make, start=time(6, 0))
    person = client.as_(cast.one)
    times = {"real_from": "06:00", "real_to": "14:00", "break_minutes": "0"}
    answer = person.submit("reviews.hand_in", cast.shift, **times)
    assert "po 6 hodinách chybí přestávka" in answer.words
    assert stored(select(Shift.status)) == [ShiftStatus.HANDED_IN]


def test_usual_times_are_handed_in_without_a_word(client, make):
    cast = a_shift(make, start=time(6, 0))
    person = client.as_(cast.one)
    times = {"real_from": "06:00", "real_to": "14:00", "break_minutes": "30"}
    answer = person.submit("reviews.hand_in", cast.shift, **times)
    assert "Děkujeme" in answer.words
    assert "Pracovní doba" not in answer.words


def test_the_review_warns_by_the_real_times(client, make):
    cast = handed_in(make, **LATE)
    mentor = client.as_(cast.mentor)
    lines = mentor.read("reviews.read", cast.shift).page.select(".notice.warning li")
    assert [line.text[:11] for line in lines] == ["Alena Malá:", "Jan Dub: ko"]
    assert "konec po 22:00" in mentor.read("reviews.queue").words
    assert "pracovní doba" in mentor.read("desk.morning").words


@pytest.mark.parametrize("odd", [LATE, SHORT], ids=["late", "short"])
def test_a_shift_with_a_warning_is_not_offered_among_the_quiet_ones(client, make, odd):
    cast = handed_in(make, **odd)
    assert not client.as_(cast.mentor).read("reviews.queue").page.select("[name=shifts]")


def test_a_shift_in_order_stays_quiet(client, make):
    cast = handed_in(make, real_to=clock.utc(NOW.date(), time(21, 0)), break_minutes=30)
    assert client.as_(cast.mentor).read("reviews.queue").page.select("[name=shifts]")


def test_little_rest_is_seen_though_the_other_shift_is_approved(client, make):
    cast = handed_in(make, real_to=clock.utc(NOW.date(), time(21, 0)), break_minutes=30)
    before = NOW.date() - timedelta(days=1)
    ended = {"start": time(22, 0), "real_to": clock.utc(NOW.date(), time(5, 0))}
    make.shift(cast.one, day=before, status=ShiftStatus.APPROVED, **ended)
    words = client.as_(cast.mentor).read("reviews.queue").words
    assert "Alena Malá: odpočinek mezi směnami kratší než 11 hodin" in words


def test_a_longer_queue_asks_the_database_no_more_often(client, make):
    cast = handed_in(make, **LATE)
    mentor = client.as_(cast.mentor)
    mentor.read("reviews.queue")
    with statements() as few:
        mentor.read("reviews.queue")
    for back in range(1, 6):
        day = NOW.date() - timedelta(days=20 * back)
        make.shift(cast.one, cast.other, day=day, status=ShiftStatus.HANDED_IN)
    with statements() as many:
        mentor.read("reviews.queue")
    assert len(many) == len(few)
