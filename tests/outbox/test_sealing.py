"""Envelopes, times and headers: the rules without a database."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import binary, integers

from app.outbox import sealing
from app.outbox.domain import Damaged, Submission, corrected, is_believable, moment, skew
from tests.outbox.phone import Picture, packed

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ADDRESS = sealing.Address(uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3))
PUBLIC, PRIVATE = sealing.fresh_key()
PLAIN = packed("/smeny/zacatek", [["id", "1"]], AT.isoformat())
SEALED = sealing.sealed(PLAIN, PUBLIC, uuid.UUID(int=4), ADDRESS)


def test_what_was_sealed_opens_again_and_names_its_key():
    opened = sealing.opened(SEALED, PRIVATE, ADDRESS)
    assert (opened.path, opened.fields, opened.at) == ("/smeny/zacatek", (("id", "1"),), AT)
    assert sealing.key_id(SEALED) == uuid.UUID(int=4)


def test_two_envelopes_of_the_same_form_have_nothing_in_common():
    again = sealing.sealed(PLAIN, PUBLIC, uuid.UUID(int=4), ADDRESS)
    assert SEALED[17:] != again[17:]


@given(place=integers(0, len(SEALED) - 1), bit=integers(0, 7))
def test_no_bit_can_be_changed(place, bit):
    """The number of the key is not sealed: another one finds another key, which opens nothing."""
    changed = bytearray(SEALED)
    changed[place] ^= 1 << bit
    if not 1 <= place <= 16:
        with pytest.raises(Damaged):
            sealing.opened(bytes(changed), PRIVATE, ADDRESS)


def test_another_key_opens_nothing():
    _public, other = sealing.fresh_key()
    with pytest.raises(Damaged):
        sealing.opened(SEALED, other, ADDRESS)


@pytest.mark.parametrize("part", ["id", "author_id", "town_id"])
def test_at_another_address_it_does_not_open(part):
    moved = sealing.Address(**{**vars(ADDRESS), part: uuid.UUID(int=9)})
    with pytest.raises(Damaged):
        sealing.opened(SEALED, PRIVATE, moved)


@given(binary(max_size=200))
def test_rubbish_is_damaged_and_nothing_worse(rubbish):
    for read in (Submission.read, lambda data: sealing.opened(data, PRIVATE, ADDRESS)):
        with pytest.raises(Damaged):
            read(rubbish)


def test_a_file_stands_behind_the_header():
    picture = Picture("photo", "image/jpeg", b"\xff\xd8\x00")
    read = Submission.read(packed("/x", [], AT.isoformat(), picture))
    assert (read.attachment.name, read.attachment.content) == ("photo", b"\xff\xd8\x00")


@pytest.mark.parametrize(
    "header", [b"[]", b"{}", b'{"path":"/x","fields":[1],"at":"x"}', b"null", b"\xff"]
)
def test_a_header_that_says_nothing_is_damaged(header):
    with pytest.raises(Damaged):
        Submission.read(len(header).to_bytes(4) + header)


@pytest.mark.parametrize("text", ["2026-11-23T12:00:00Z", "2026-11-23T13:00:00+01:00"])
def test_a_moment_is_read_as_phones_write_it(text):
    assert moment(text) == AT


def test_no_moment_is_none():
    assert moment("včera") is None


@given(integers(-100_000, 100_000))
def test_a_wrong_clock_is_put_right_to_the_second(seconds):
    told = AT + timedelta(seconds=seconds)
    if abs(seconds) > 120:
        assert corrected(told, skew(told, AT), AT) == AT
    else:
        assert skew(told, AT) == 0


def test_without_a_time_of_sending_the_clock_is_believed():
    assert skew(None, AT) == 0


@pytest.mark.parametrize(
    ("told", "is_true"),
    [
        (AT, True),
        (AT - timedelta(days=30), True),
        (AT - timedelta(days=30, seconds=1), False),
        (AT + timedelta(seconds=1), False),
    ],
)
def test_only_the_last_thirty_days_are_believed(told, is_true):
    assert is_believable(told, AT) is is_true
