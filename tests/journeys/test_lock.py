"""A shared phone is laid aside, locks itself, and gives everything back to its person alone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.drafts.models import Draft
from app.locks import routes
from app.outbox.models import OutboxEntry
from app.shifts.models import Shift
from tests.accounts.people import PASSWORD
from tests.journeys.person import View

NOTE = "Vzkaz další posádce"
TYPED = "Lampa u lávky nesvítí, nahlášeno"
PHONE = View()


@pytest.fixture
def alena(person, lhota):
    """On her phone, on the shift, with the service worker at hand."""
    alena = person(PHONE).opens("/prihlaseni").signs_in("alena")
    alena.taps("Začít směnu").sees("Úkoly na směnu")
    alena.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return alena


@pytest.fixture
def short(monkeypatch):
    """A phone that locks after five seconds."""
    monkeypatch.setattr(routes, "PHONE_IDLE", timedelta(seconds=5))


def begins_a_note(alena, stored):
    """Open the form of the note and type, without sending it."""
    (shift,) = [row for row in stored(select(Shift)) if row.real_from and not row.real_to]
    alena.opens(f"/smeny/{shift.id}/vzkaz").page.wait_for_load_state("networkidle")
    alena.page.locator("textarea").fill(TYPED)


def unlocks(alena, password=PASSWORD):
    alena.taps("Odemknout").writes("Heslo", password).taps("Odemknout")


def until(alena, found):
    """Wait for what arrives by itself."""
    for _ in range(100):
        if rows := found():
            return rows
        alena.page.wait_for_timeout(100)
    raise AssertionError("it has not arrived")


def test_a_phone_that_nobody_touches_locks_itself_and_keeps_the_draft(alena, short, stored):
    begins_a_note(alena, stored)
    alena.reads("Zamčeno").sees("158", "Zapsat bez odemčení")
    assert TYPED not in alena.page.content()
    until(alena, lambda: stored(select(Draft)))


def test_the_draft_is_finished_after_unlocking(alena, stored):
    begins_a_note(alena, stored)
    alena.page.evaluate("document.querySelector('[data-lock]').requestSubmit()")
    alena.reads("Zamčeno")
    until(alena, lambda: stored(select(Draft)))
    unlocks(alena)
    alena.reads("Rozepsané").taps("Pokračovat").reads(NOTE)
    assert alena.page.locator("textarea").input_value() == TYPED
    alena.taps("Uložit vzkaz")
    until(alena, lambda: not stored(select(Draft)))
    assert TYPED in [row.next_shift_note for row in stored(select(Shift))]


def test_a_touch_keeps_the_phone_open(alena, short):
    alena.opens("/smena")
    for _ in range(8):
        alena.page.wait_for_timeout(1000)
        alena.page.mouse.click(5, 300)
    expect(alena.page.get_by_text("Úkoly na směnu")).to_be_visible()


def test_locking_in_one_window_locks_the_others(alena):
    other = alena.context.new_page()
    other.goto(f"{alena.site.url}/smena")
    other.wait_for_load_state("networkidle")
    alena.opens("/vice").taps("Zamknout").reads("Zamčeno")
    expect(other.get_by_role("heading", name="Zamčeno")).to_be_visible()


def test_the_way_back_shows_nothing(alena):
    alena.opens("/smena").sees("Úkoly na směnu")
    alena.opens("/vice").taps("Zamknout").reads("Zamčeno")
    alena.page.go_back()
    alena.reads("Zamčeno")
    assert "Úkoly na směnu" not in alena.page.content()


def test_without_signal_it_stays_locked_and_goes_on_writing(alena, stored):
    alena.opens("/smena").page.wait_for_load_state("networkidle")
    alena.context.set_offline(True)
    alena.page.evaluate("document.querySelector('[data-lock]').requestSubmit()")
    alena.reads("Zamčeno").sees("Není signál.")
    alena.taps("Odemknout").reads("Zamčeno")
    alena.opens("/smena").reads("Zamčeno")
    alena.taps("Zapsat bez odemčení").reads("Zapisujte dál")
    alena.taps("Obchůzka").taps("Nádraží").sees("Uloženo")
    alena.context.set_offline(False)
    until(alena, lambda: [row for row in stored(select(OutboxEntry)) if row.after_lock])
    alena.opens("/smena").reads("Zamčeno")
    unlocks(alena)
    alena.sees("Úkoly na směnu")
    alena.opens("/smena").sees("Úkoly na směnu")


def test_signing_out_of_a_locked_phone_makes_it_nobodys(alena):
    alena.opens("/vice").taps("Zamknout").taps("Odemknout").taps("Odhlásit")
    alena.reads("Přihlásit se")
    kept = "new Promise((done) => { indexedDB.open('ponocny').onsuccess = ({target}) => {"
    kept += "target.result.transaction('state').objectStore('state').get('who').onsuccess ="
    kept += "({target}) => done(target.result ?? null) } })"
    assert alena.page.evaluate(kept) is None


def test_without_scripts_the_lock_is_an_ordinary_form(person, lhota):
    alena = person(View(scripts=False)).opens("/prihlaseni").signs_in("alena")
    alena.opens("/vice").taps("Zamknout").reads("Zamčeno")
    alena.writes("Heslo", PASSWORD).taps("Odemknout")
    alena.sees("Odpolední směna")
