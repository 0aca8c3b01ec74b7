"""The files that make a phone keep the application: the service worker and the manifest."""

import json

import pytest

from app.web import offline
from tests.client import Client


@pytest.fixture
def browser(app):
    return app.test_client()


def known(answer):
    """What the server tells the service worker."""
    first = answer.text.partition("\n")[0]
    return json.loads(first.removeprefix("const PHONE = ").removesuffix(";"))


def test_the_worker_stands_at_the_root_and_is_asked_for_again(browser):
    answer = browser.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    again = browser.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_worker_keeps_files_that_exist_and_nothing_else(browser):
    told = known(browser.get("/sw.js"))
    assert len(told["files"]) == len(offline.FILES)
    assert told["outbox"] in told["files"]
    for address in told["files"]:
        assert address.startswith("/static/")
        with browser.get(address) as answer:
            assert answer.status_code == 200


def test_the_workers_version_changes_with_its_files(browser, monkeypatch):
    before = known(browser.get("/sw.js"))["version"]
    monkeypatch.setattr(offline, "asset", lambda name: f"/static/{name}?v=other")
    assert before not in offline._script.__wrapped__()


def test_neither_file_says_anything_about_who_asks(client, make, app):
    town = make.town()
    signed_in = client.as_(make.assistant(town)).browser
    for address in ("/sw.js", "/manifest.webmanifest"):
        assert signed_in.get(address).data == Client(app).browser.get(address).data


def test_the_manifest_is_complete(browser):
    answer = browser.get("/manifest.webmanifest")
    told = json.loads(answer.text)
    assert answer.mimetype == "application/manifest+json"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert (told["name"], told["lang"], told["display"]) == ("Ponocný", "cs", "standalone")
    assert "asistentů prevence kriminality" in told["description"]
    assert (told["start_url"], told["scope"], told["id"]) == ("/", "/", "/")
    assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in told["icons"]:
        with browser.get(icon["src"]) as picture:
            assert picture.mimetype == "image/png"


def test_other_pages_are_kept_nowhere(browser):
    """The control: only what names nobody may be stored by a browser."""
    assert browser.get("/prihlaseni").headers["Cache-Control"] == "no-store"
