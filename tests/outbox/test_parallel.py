"""A hundred requests at once with one entry: one record, one row, one receipt."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from sqlalchemy import select

from app.kernel import clock
from app.kernel.receipts import Receipt
from app.outbox.models import OutboxEntry
from app.shifts.models import Visit
from tests.conftest import NOW
from tests.outbox.phone import Phone

ROUNDS, AT_ONCE, THREADS = 20, 100, 8


def post(field, app, entry):
    """One of many requests, in a thread and a browser of its own."""
    with clock.frozen(NOW):
        other = object.__new__(Phone)
        other.__dict__ = {**vars(field.phone), "browser": app.test_client(use_cookies=False)}
        cookie = field.phone.browser.get_cookie("ticket", path="/odeslani").value
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": f"ticket={cookie}"}
        answer = other.send(entry, headers=headers)
        return answer.status_code, answer.json["state"]


def test_a_hundred_parallel_posts_make_one_record_in_each_of_twenty_rounds(app, field, stored):
    keys = [uuid.uuid4() for _round in range(ROUNDS)]
    with ThreadPoolExecutor(THREADS) as threads:
        for key in keys:
            entry = field.stop(id=key)
            answers = list(threads.map(partial(post, field, app), [entry] * AT_ONCE))
            assert set(answers) == {(200, "stored")}
    assert sorted(stored(select(Visit.id))) == sorted(keys)
    assert sorted(stored(select(Receipt.id))) == sorted(keys)
    assert sorted(stored(select(OutboxEntry.submission_id))) == sorted(keys)


def test_the_same_holds_for_what_is_kept_for_completion(app, field, stored):
    entry = field.stop(place_id="")
    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(partial(post, field, app), [entry] * AT_ONCE))
    assert set(answers) == {(200, "incomplete")}
    assert len(stored(select(OutboxEntry.id))) == 1


def test_two_contents_under_one_id_at_once_are_one_record_and_one_question(app, field, stored):
    key = uuid.uuid4()
    entries = [field.stop(id=key), field.stop(id=key, result="defect")] * 10
    with ThreadPoolExecutor(THREADS) as threads:
        answers = set(threads.map(partial(post, field, app), entries))
    assert (200, "stored") in answers
    assert len(stored(select(Visit.id))) == 1
    assert len(stored(select(OutboxEntry.id))) == 2
