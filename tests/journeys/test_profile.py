"""A lost phone shows nothing: the whole profile of the browser is searched after the lock (P6)."""

import shutil
import uuid
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from app.drafts.models import Draft
from app.kernel import vault
from app.kernel.scope import scope
from app.outbox import queries, sealing
from app.outbox.domain import Damaged
from app.shifts.models import Shift
from tests.accounts.people import PASSWORD
from tests.journeys.conftest import ARGUMENTS

SENT, WAITS, UNFINISHED = "Odeslanazprava", "Cekajicizprava", "Rozepsanazprava"
PLAIN = "Nezapecetenazprava"
# What stands on the pages of the day: people, notes, tasks, an incident.
NOISE = "Parta u fontány"
SHOWN = ("Alena Malá", "Bohdan Tichý", "Cyril Malý", "rozbitá lavička", "osvětlení v parku", NOISE)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
ENTRIES = """() => new Promise((done) => { indexedDB.open("ponocny").onsuccess = ({ target }) => {
    target.result.transaction("entries").objectStore("entries").getAll().onsuccess = (event) =>
        done(event.target.result.map(({ envelope, ...told }) => ({ ...told,
            envelope: [...new Uint8Array(envelope)] }))) } })"""


class Profile:
    """A browser whose profile lies on the disk, with Alena at it."""

    def __init__(self, browser, site, folder):
        self.browser, self.site, self.folder = browser, site, folder

    @contextmanager
    def opened(self):
        context = self.browser.browser_type.launch_persistent_context(
            self.folder,
            executable_path=shutil.which("chromium"),
            args=ARGUMENTS,
            viewport={"width": 390, "height": 844},
            locale="cs-CZ",
            timezone_id="Europe/Prague",
        )
        yield context.pages[0]
        context.close()

    def content(self):
        """All its files, one after another."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return b"\0".join(path.read_bytes() for path in files)

    def found(self, *texts):
        """Which of the texts stand anywhere in the files, in whichever way browsers write text."""
        content = self.content()
        return {text for text in texts if any(text.encode(e) in content for e in ENCODINGS)}


@pytest.fixture
def profile(browser, site, tmp_path):
    return Profile(browser, site, tmp_path / "profile")


@pytest.fixture
def writes(site, lhota, stored, make):
    """Alena signs in, begins the shift and writes: one note sent, one waiting, one unfinished."""

    def write(page):
        page.goto(f"{site.url}/prihlaseni")
        page.get_by_label("Přihlašovací jméno").fill("alena")
        page.get_by_label("Heslo", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Přihlásit se").click()
        page.get_by_role("button", name="Začít směnu").click()
        page.get_by_text("Úkoly na směnu").wait_for()
        (shift,) = [row for row in stored(select(Shift)) if row.real_from and not row.real_to]
        noise = make.incident(shift, lhota.places[0], lhota.alena, description=NOISE)
        looks_around(page, site, f"/udalosti/{noise.id}")
        note(page, f"{site.url}/smeny/{shift.id}/vzkaz", SENT)
        page.get_by_role("button", name="Uložit vzkaz").click()
        arrives(page, lambda: SENT in {row.next_shift_note for row in stored(select(Shift))})
        note(page, f"{site.url}/smeny/{shift.id}/vzkaz", WAITS)
        page.context.set_offline(True)
        page.get_by_role("button", name="Uložit vzkaz").click()
        page.get_by_text("Uloženo").first.wait_for()

    return write


def looks_around(page, site, incident):
    """The pages of a day, each of which shows something of somebody."""
    for address in ("/smeny/", "/udalosti/", "/mista/", "/ucet", "/smena", incident):
        page.goto(site.url + address)
        page.wait_for_load_state("networkidle")
    assert NOISE in page.inner_text("main")


def note(page, address, text):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator("textarea").fill(text)


def arrives(page, is_here, tries=200):
    for _ in range(tries):
        if is_here():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it has not arrived")


def locks(page):
    page.evaluate("document.querySelector('[data-lock]').requestSubmit()")
    page.get_by_role("heading", name="Zamčeno").wait_for()
    page.wait_for_timeout(1000)


def begins_another(page):
    """In the same window, without signal: the form stands open, nothing is pressed."""
    page.evaluate(
        """text => {
            const form = document.querySelector("form[data-offline]");
            form.closest(".put-away")?.classList.remove("put-away");
            const field = form.querySelector("textarea");
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        UNFINISHED,
    )


def test_after_the_lock_the_profile_holds_nothing_readable(profile, writes):
    with profile.opened() as page:
        writes(page)
        begins_another(page)
        locks(page)
        waiting = page.evaluate(ENTRIES)
    assert [entry["kind"] for entry in waiting] == ["Vzkaz další posádce", "Rozepsané"]
    assert profile.found(SENT, WAITS, UNFINISHED, *SHOWN) == set()


def test_after_signing_out_the_profile_holds_nothing_readable(profile, writes, site):
    with profile.opened() as page:
        writes(page)
        page.context.set_offline(False)
        page.goto(f"{site.url}/ucet")
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Odhlásit", exact=True).first.click()
        leave = page.get_by_role("button", name="Odhlásit, záznamy", exact=False)
        leave.or_(page.get_by_role("heading", name="Přihlásit se")).first.wait_for()
        if leave.count():
            leave.click()
        page.get_by_role("heading", name="Přihlásit se").wait_for()
    assert profile.found(SENT, WAITS, *SHOWN) == set()


def test_control_what_is_kept_in_the_clear_is_found(profile, site):
    with profile.opened() as page:
        page.goto(f"{site.url}/prihlaseni")
        page.evaluate("text => localStorage.setItem('note', text)", PLAIN)
        page.wait_for_timeout(500)
    assert profile.found(PLAIN) == {PLAIN}


def test_control_a_form_that_browsers_may_complete_is_found(profile, site):
    with profile.opened() as page:
        page.goto(f"{site.url}/prihlaseni")
        page.evaluate(
            """() => { const area = document.createElement("textarea");
                area.name = "note"; document.querySelector("main").append(area) }"""
        )
        page.locator("textarea").fill(PLAIN)
        page.wait_for_timeout(500)
        page.goto(f"{site.url}/napoveda")
    assert profile.found(PLAIN) == {PLAIN}


def test_what_waits_opens_only_with_the_key_of_the_town(profile, writes, app, lhota, stored):
    with profile.opened() as page:
        writes(page)
        locks(page)
        entry = page.evaluate(ENTRIES)[0]
    envelope, address = bytes(entry["envelope"]), address_of(entry)
    with app.app_context(), scope(lhota.town.id):
        key = queries.key()
        place = (key.municipality_id, "town_key", key.id, "private_key")
        private = vault.unseal(key.private_key, place)
    assert WAITS in str(sealing.opened(envelope, private, address).fields)
    with pytest.raises(Damaged):
        sealing.opened(envelope, sealing.fresh_key()[1], address)
    assert private not in profile.content()
    assert stored(select(Draft)) == []


def address_of(entry):
    return sealing.Address(*(uuid.UUID(entry[name]) for name in ("id", "author", "town")))
