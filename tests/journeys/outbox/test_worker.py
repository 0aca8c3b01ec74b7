"""The service worker in a real browser: what it keeps, shows without a signal, and sends."""

import time

import pytest

from app.web.offline import FILES
from tests.journeys.outbox.test_store import SIGN_IN_AND_SEND, WHO, WRITE
from tests.journeys.outbox.worker_site import NAME, WorkerSite

CACHED = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) {
            found[url.slice(origin.length)] = await (await cache.match(url)).text();
        }
    }
    return found;
}"""
RENEW = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    registration.waiting.postMessage({ type: "renew" });
}"""
PATIENCE = 20


@pytest.fixture
def site(shared_app):
    with WorkerSite(shared_app).serving() as site:
        yield site


@pytest.fixture
def sign_in(browser, site):
    """Somebody signs in on a phone: a page with the service worker in charge."""
    contexts = []

    def opened():
        contexts.append(browser.new_context())
        contexts[-1].add_cookies([{"name": "session", "value": "x", "url": site.url}])
        page = contexts[-1].new_page()
        page.goto(f"{site.url}/smena")
        page.evaluate("navigator.serviceWorker.ready.then(() => {})")
        page.goto(f"{site.url}/smena")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(sign_in):
    """The page of an assistant whose phone has the service worker."""
    return sign_in()


def eventually(look):
    """What `look` sees, once it sees something."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)
    return found


def heading(page):
    return page.text_content("h1")


def test_it_keeps_its_files_and_two_pages_without_anybody(page, site):
    for address in ("/", "/udalosti", "/smena/vzkaz"):
        page.goto(site.url + address)
    kept = page.evaluate(CACHED)
    pages = {address for address in kept if not address.startswith("/static/")}
    files = {address.partition("?")[0] for address in kept if address.startswith("/static/")}
    assert pages == {"/smena/offline", "/bez-signalu"}
    assert files == {f"/static/{name}" for name in FILES}
    assert not [address for address, text in kept.items() if NAME in text]


def test_the_page_for_no_signal_is_fetched_without_saying_who_asks(page, site):
    asked = [is_known for path, is_known in site.asked if path == "/bez-signalu"]
    assert asked
    assert not any(asked)


def test_a_worker_that_kept_a_page_would_be_found(site, sign_in):
    """The control: it stores what it has shown."""
    keeps = "caches.open(CACHE).then((cache) => cache.put(event.request, copy));"
    wrong = f"const copy = answer.clone(); {keeps}"
    site.fault = ("event.waitUntil(renewShell());", wrong)
    page = sign_in()
    eventually(lambda: NAME in page.evaluate(CACHED).get("/smena", ""))


@pytest.mark.parametrize("address", ["/smena", "/smena/vzkaz", "/"])
def test_without_a_signal_the_shift_opens_as_the_shell(page, site, address):
    page.context.set_offline(True)
    page.goto(site.url + address)
    assert heading(page) == "Zapište, co se stalo"
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 50


def test_without_a_signal_other_pages_say_so_kindly(page, site):
    page.context.set_offline(True)
    page.goto(f"{site.url}/udalosti")
    assert heading(page) == "Bez signálu"


def test_with_a_signal_pages_come_from_the_server(page, site):
    for address in ("/smena", "/udalosti"):
        page.goto(site.url + address)
        assert heading(page) == f"Směna, {NAME}"


def test_bars_without_data_open_the_shell_after_ten_seconds(page, site):
    site.delay = 14
    page.goto(f"{site.url}/smena")
    assert heading(page) == "Zapište, co se stalo"


def test_somebody_signed_out_gets_no_shell(browser, site):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/udalosti")
    page.evaluate("navigator.serviceWorker.ready.then(() => {})")
    page.goto(f"{site.url}/smena")
    assert "/smena/offline" not in page.evaluate(CACHED)
    context.add_cookies([{"name": "session", "value": "x", "url": site.url}])
    page.goto(f"{site.url}/smena")
    eventually(lambda: "/smena/offline" in page.evaluate(CACHED))
    context.close()


def test_a_page_may_ask_for_the_shell_of_another_town(page, site):
    site.shell = "Druhá obec"
    page.evaluate("navigator.serviceWorker.controller.postMessage({ type: 'shell' })")
    eventually(lambda: "Druhá obec" in page.evaluate(CACHED)["/smena/offline"])


def test_a_shell_of_another_version_is_not_kept(page, site):
    site.shell = '<img src="/static/img/new.svg?v=1">'
    page.evaluate("navigator.serviceWorker.controller.postMessage({ type: 'shell' })")
    eventually(lambda: [path for path, _known in site.asked if path == "/smena/offline"][1:])
    page.wait_for_timeout(300)
    assert "Zapište" in page.evaluate(CACHED)["/smena/offline"]


def test_a_new_version_waits_until_it_is_asked_to_take_over(page, site):
    site.version = "second"
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    waiting = "navigator.serviceWorker.getRegistration().then((one) => Boolean(one.waiting))"
    eventually(lambda: page.evaluate(waiting))
    page.goto(f"{site.url}/smena")
    assert page.evaluate(waiting)
    assert len(page.evaluate("caches.keys()")) == 2
    page.evaluate(RENEW)
    eventually(lambda: not page.evaluate(waiting))
    eventually(lambda: len(page.evaluate("caches.keys()")) == 1)
    assert "second" in page.evaluate("caches.keys()")[0]


def test_background_sync_sends_what_a_closed_page_has_left(page, site):
    page.evaluate("who => (self.outbox = new Outbox()).signIn(who)", WHO)
    written = page.evaluate(WRITE, WHO)
    register = "navigator.serviceWorker.ready.then((one) => one.sync.register('odeslani'))"
    other = page.context.new_page()
    other.goto(f"{site.url}/udalosti")
    other.evaluate(register)
    other.close()
    page.goto("about:blank")
    eventually(lambda: site.received)
    (sent,) = site.received
    assert (sent["id"], sent["sender"]) == (written, f"{site.url}/sw.js")


def test_without_background_sync_the_page_sends(page, site):
    page.evaluate("() => { delete ServiceWorkerRegistration.prototype.sync; }")
    assert page.evaluate("'sync' in ServiceWorkerRegistration.prototype") is False
    written = page.evaluate(WRITE, WHO)
    assert page.evaluate(SIGN_IN_AND_SEND, WHO)["state"] == "done"
    assert [entry["id"] for entry in site.received] == [written]
