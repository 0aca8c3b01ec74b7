"""Promises, kinds of files and names of downloads, without a database."""

from datetime import date, timedelta

import pytest

from app.agreements.domain import Fulfilled, Promise, file_name, scan_type
from app.agreements.models import Agreement
from app.disputes.domain import LeadKind, Side
from tests.pictures import NAUGHTY, encoded, lamp

DAY = date(2026, 11, 23)
BOTH = frozenset({Side.A, Side.B})
MEDIATION = "mediační"


@pytest.mark.parametrize(
    ("promise", "field"),
    [
        (Promise(BOTH, "Klid po desáté."), None),
        (Promise(BOTH, "Klid po desáté.", DAY), None),
        (Promise(BOTH, ""), "what"),
        (Promise(frozenset(), "Klid po desáté."), "who"),
        (Promise(BOTH, "Klid po desáté.", DAY - timedelta(days=1)), "until"),
    ],
)
def test_a_promise_says_what_and_who_and_ends_no_earlier_than_it_was_made(promise, field):
    fault = promise.fault(DAY)
    assert (fault and fault[0]) == field


def test_a_file_is_what_its_bytes_say():
    assert scan_type(b"%PDF-1.7 ...") == "application/pdf"
    assert scan_type(encoded(lamp((8, 8)))) == "image/jpeg"
    assert scan_type(encoded(lamp((8, 8)), "PNG")) == "image/png"


@pytest.mark.parametrize("name", ["a page", "an archive", "a scan", "an iPhone's own", "one byte"])
def test_any_other_file_is_none(name):
    assert scan_type(NAUGHTY[name]) is None


def test_a_download_is_named_by_the_number_of_the_case_alone():
    assert file_name("S-2026-0007", "application/pdf") == "dohoda-S-2026-0007.pdf"
    assert file_name("S-2026-0007", "image/jpeg") == "dohoda-S-2026-0007.jpg"


@pytest.mark.parametrize("said", Fulfilled)
def test_from_whatever_was_said_every_other_word_is_one_tap_away(said):
    assert {tap for _shown, tap in said.taps} | {said} == set(Fulfilled)
    assert [shown for shown, _tap in said.taps] == [Fulfilled.YES, Fulfilled.PARTLY, Fulfilled.NO]


@pytest.mark.parametrize("kind", LeadKind)
def test_only_a_registered_mediator_has_led_to_a_mediation_agreement(kind):
    """R-42: the words of Act 202/2012."""
    is_mediation = MEDIATION in Agreement(led_as=kind).label.lower()
    assert is_mediation == (kind is LeadKind.REGISTERED_MEDIATOR)
