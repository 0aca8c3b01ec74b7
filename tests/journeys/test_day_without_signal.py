"""A whole shift without a signal, on the real screens: all of it arrives, once and in order."""

import os
import shutil
import signal
from collections import Counter
from contextlib import closing, contextmanager, suppress
from datetime import timedelta

import pytest
from playwright.sync_api import Error, expect
from sqlalchemy import select

from app.incidents.models import Incident
from app.incidents.photos import Photo
from app.kernel.clock import local
from app.outbox.domain import EntryState
from app.outbox.models import OutboxEntry
from app.shifts.domain import ShiftStatus
from app.shifts.models import ContactTally, Shift, Visit
from tests.accounts.people import PASSWORD
from tests.conftest import NOW
from tests.journeys.conftest import ARGUMENTS
from tests.journeys.person import DESKTOP, View
from tests.journeys.test_profile import arrives
from tests.pictures import encoded, lamp

PICTURE = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": encoded(lamp((1200, 900)))}
KINDS = ("Pití alkoholu na veřejnosti", "Hluk, rušení klidu", "Odpad, černá skládka", "Závada")
HAS_SHELL = "caches.match('/smena/offline', { ignoreVary: true }).then(Boolean)"
ROUNDS, TALKS, LOST = 6, 8, 2
IN_ORDER = [
    "Začátek směny",
    *["Obchůzka"] * ROUNDS,
    *["Kontakt"] * TALKS,
    *["Událost", "Fotka"] * len(KINDS),
    *("Vzkaz další posádce", "Předání směny"),
]
WRITTEN = len(IN_ORDER)


class Phone:
    """One phone with a profile on its disk; it can be switched off at any moment."""

    def __init__(self, browser, site, folder):
        self.browser, self.site, self.folder, self.stored = browser, site, folder, 0

    @contextmanager
    def switched_on(self):
        context = self.browser.browser_type.launch_persistent_context(
            self.folder,
            executable_path=shutil.which("chromium"),
            args=ARGUMENTS,
            viewport={"width": 390, "height": 844},
            locale="cs-CZ",
            timezone_id="Europe/Prague",
        )
        context.set_default_timeout(15_000)
        self.page = context.pages[0]
        yield self
        with suppress(Error):  # it was killed
            self.page.wait_for_load_state("networkidle")
            context.close()

    def is_killed(self):
        session = self.page.context.browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        (pid,) = (each["id"] for each in processes if each["type"] == "browser")
        os.kill(pid, signal.SIGKILL)

    def signs_in(self, name="alena"):
        self.opens("/prihlaseni")
        self.page.get_by_label("Přihlašovací jméno").fill(name)
        self.page.get_by_label("Heslo", exact=True).fill(PASSWORD)
        self.taps("Přihlásit se")
        self.page.get_by_role("heading", level=1).wait_for()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        arrives(
            self.page, lambda: self.page.evaluate("caches.match('/smena/offline').then(Boolean)")
        )
        return self

    def opens(self, path):
        self.page.goto(self.site.url + path)
        return self

    def taps(self, name, *, exact=True):
        sheet = self.page.locator("dialog[open]")
        screen = sheet if sheet.count() else self.page
        buttons = screen.get_by_role("button", name=name, exact=exact)
        links = screen.get_by_role("link", name=name, exact=exact)
        buttons.or_(links).filter(visible=True).first.click()
        return self

    def sees(self, text):
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()
        return self

    def stores(self):
        """The phone says that one more entry is in it, and is ready for the next."""
        self.stored += 1
        expect(self.page.locator("#main .waits .pill").first).to_have_text(str(self.stored))
        expect(self.page.locator("dialog[open]")).to_have_count(0)
        return self


@pytest.fixture
def phone(browser, site, lhota, tmp_path):
    return Phone(browser, site, tmp_path / "profile")


@pytest.fixture
def loses_answers(site, monkeypatch):
    """The server stores what comes, but its first answers get lost on the way."""
    answer, lost = site.wsgi, []

    def losing(environ, start_response):
        if environ["PATH_INFO"] != "/odeslani" or len(lost) >= LOST:
            return answer(environ, start_response)
        begun = []
        with closing(answer(environ, lambda *head: begun.append(head))) as told:
            body = b"".join(told)
        if b'"stored"' in body:
            lost.append(body)
            begun, body = [("502 Bad Gateway", [("Content-Type", "text/plain")])], b""
        start_response(*begun[0])
        return [body]

    monkeypatch.setattr(site, "wsgi", losing)
    return lost


def writes_a_day(phone):
    """From the start to the hand-in, on the screens that the phone has kept."""
    phone.opens("/smena").sees("Zapisujte dál").taps("Začít směnu").stores()
    for _ in range(ROUNDS):
        phone.taps("Obchůzka").taps("Nádraží").stores()
    for _ in range(TALKS):
        phone.page.locator("form.stepper button").first.click()
        phone.stores()
    for kind in KINDS:
        writes_an_incident(phone, kind)
    phone.taps("Vzkaz další posádce")
    phone.page.locator("dialog[open] textarea").fill("U lávky nesvítí lampa.")
    phone.taps("Uložit vzkaz").stores()
    hands_in(phone.taps("Předat směnu"))


def hands_in(phone):
    """As after a shift of an hour on the clock of the town; the phone's own shows any hour."""
    sheet = phone.page.locator("dialog[open]")
    expect(sheet.locator("[name=real_to]")).not_to_have_value("")
    for name, at in {"real_from": NOW - timedelta(hours=1), "real_to": NOW}.items():
        sheet.locator(f"[name={name}]").fill(f"{local(at):%H:%M}")
    phone.taps("Předat mentorovi").stores()


def writes_an_incident(phone, kind):
    """With all that the hand-in asks for, and with a photo."""
    phone.taps("Událost")
    phone.taps(kind)
    sheet = phone.page.locator("dialog[open]")
    sheet.get_by_text("Podrobnosti").click()
    sheet.get_by_label("domluva, vysvětlení").check()
    sheet.get_by_label("Jak to skončilo").select_option(label="vyřešeno na místě")
    phone.taps("Park u kostela").stores()
    phone.page.locator("#main .waits [data-act=photo]:visible").first.click()
    phone.page.locator("dialog[open] input[type=file]").set_input_files(PICTURE)
    phone.taps("Uložit fotku").stores()


def test_a_shift_without_a_signal_outlives_a_dead_battery_and_lost_answers(
    phone, loses_answers, stored
):
    with phone.switched_on():
        phone.signs_in().page.context.set_offline(True)
        writes_a_day(phone)
        assert phone.stored == WRITTEN
        phone.is_killed()
    assert stored(select(OutboxEntry)) == []
    with phone.switched_on():
        phone.opens("/smena")
        if "/prihlaseni" in phone.page.url:  # a browser may lose the session with its power
            phone.signs_in()
        arrives(phone.page, lambda: len(stored(select(OutboxEntry))) == WRITTEN, tries=600)
    entries = stored(select(OutboxEntry).order_by(OutboxEntry.received_at))
    assert len(loses_answers) == LOST
    assert [entry.reason for entry in entries if entry.reason] == []
    assert Counter(entry.state for entry in entries) == {EntryState.STORED: WRITTEN}
    assert [entry.kind for entry in entries] == IN_ORDER
    (shift,) = [row for row in stored(select(Shift)) if row.handed_in_at]
    assert shift.status is ShiftStatus.HANDED_IN
    assert [len(stored(select(each))) for each in (Visit, ContactTally, Incident, Photo)] == [
        *(ROUNDS, TALKS),
        *(len(KINDS), len(KINDS)),
    ]


def test_an_expired_sign_in_stops_nothing(phone, stored):
    """Decided: the ticket of the phone speaks for its person, whatever became of the session."""
    with phone.switched_on():
        phone.signs_in().taps("Začít směnu").sees("Úkoly na směnu").opens("/smena")
        phone.page.context.set_offline(True)
        phone.opens("/smena").taps("Obchůzka").taps("Nádraží").sees("Uloženo")
        phone.page.context.clear_cookies(name="session")
        phone.page.context.set_offline(False)
        arrives(phone.page, lambda: stored(select(Visit)))


def test_what_comes_after_an_ended_access_waits_for_the_mentor(phone, person, lhota, make, stored):
    with phone.switched_on():
        phone.signs_in().taps("Začít směnu").sees("Úkoly na směnu").opens("/smena")
        phone.page.context.set_offline(True)
        phone.opens("/smena").taps("Obchůzka").taps("Nádraží").sees("Uloženo")
        person(View(DESKTOP)).is_(lhota.admin).opens(f"/lide/{lhota.alena.id}").taps(
            "Ukončit přístup"
        ).writes("Důvod", "odchod").taps("Ukončit přístup").sees("Přístup skončil")
        phone.page.context.set_offline(False)
        arrives(phone.page, lambda: len(stored(select(OutboxEntry))) == 2)
    (entry,) = [row for row in stored(select(OutboxEntry)) if row.state is EntryState.QUARANTINED]
    assert stored(select(Visit)) == []
    karel = person(View(DESKTOP)).is_(lhota.mentor).opens("/odeslani/k-doplneni")
    karel.sees("Obchůzka").taps("Přijmout")
    arrives(karel.page, lambda: stored(select(Visit)))
    assert stored(select(Visit))[0].author_id == entry.author_id


def test_a_colleague_at_the_same_phone_neither_sees_nor_sends_what_waits(phone, lhota, stored):
    with phone.switched_on():
        phone.signs_in().taps("Začít směnu").sees("Úkoly na směnu").opens("/smena")
        phone.page.context.set_offline(True)
        phone.opens("/smena").taps("Obchůzka").taps("Nádraží").sees("Uloženo")
        phone.page.context.set_offline(False)
        phone.page.route("**/odeslani", lambda route: route.abort())
        phone.opens("/vice").taps("Odhlásit").sees("Můžete je odeslat hned.")
        phone.taps("Odhlásit, záznamy", exact=False)
        phone.page.wait_for_url("**/prihlaseni*")
        phone.signs_in("bohdan").opens("/smena").sees("Odpolední směna")
        expect(phone.page.locator("#main .waits")).to_be_hidden()
        phone.page.unroute("**/odeslani")
        phone.opens("/smena").page.wait_for_timeout(2000)
        assert stored(select(Visit)) == []
        phone.opens("/vice").taps("Odhlásit")
        phone.page.wait_for_url("**/prihlaseni*")
        phone.signs_in("alena").opens("/smena")
        arrives(phone.page, lambda: stored(select(Visit)))
    assert [visit.author_id for visit in stored(select(Visit))] == [lhota.alena.id]
