"""Thousands of random histories of a phone: whatever happens, all arrives once and in order."""

import json

import pytest

from tests.journeys.outbox.faults import FAULTS

HISTORIES = 2_000
ON_REAL_STORE = 20
# Seeds apart from those of the first two thousand.
REAL_FIRST = 5_000
HAPPENED = {
    *("lost request", "lost answer", "delivered twice", "delivered late", "no signal"),
    *("timeout, never arrived", "timeout, arrived", "restart, arrived", "500"),
    *("500 after storing", "401 of a proxy", "409", "413", "page of a portal"),
    *("data of a portal", "killed before storing", "killed after storing", "asked to sign in"),
    *("full disk at writing", "full disk at sending", "quota", "missing", "in time", "too late"),
    *("write", "wait", "send", "signal", "undo", "open", "kill", "clock", "switch", "worker"),
    *("ticket", "lock", "sign out", "version 1"),
}


def told(result):
    """The first failing history, as short as it still fails, to be played again by its seed."""
    if not result["failures"]:
        return ""
    failure = result["failures"][0]
    steps = "\n".join(json.dumps(step, ensure_ascii=False) for step in failure.pop("steps"))
    return f"{failure}\n{steps}"


def test_whatever_happens_each_entry_arrives_once_in_order_and_under_its_author(play):
    result = play(HISTORIES)
    assert not result["failures"], told(result)
    assert result["played"] == HISTORIES
    assert result["rows"] > 5 * HISTORIES
    assert set(result["met"]) >= HAPPENED


def test_it_holds_on_the_store_and_the_cipher_of_the_browser(play):
    result = play(ON_REAL_STORE, first=REAL_FIRST, is_real=True)
    assert not result["failures"], told(result)
    assert (result["played"], result["rows"] > 5 * ON_REAL_STORE) == (ON_REAL_STORE, True)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_breaks_its_invariant(play, fault):
    result = play(HISTORIES, fault=fault.name)
    assert result["failures"], "the histories do not notice it"
    assert fault.invariants & set(result["failures"][0]["invariants"]), told(result)
