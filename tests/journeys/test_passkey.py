"""A finger instead of the password, in a real browser with a device of straw."""

import pytest

from tests.accounts.people import PASSWORD
from tests.journeys.person import View

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def alena(person, lhota, site, monkeypatch):
    """On her phone; a passkey needs an address with a name."""
    monkeypatch.setattr(site, "url", site.url.replace("127.0.0.1", "localhost"))
    return person(View()).opens("/prihlaseni").signs_in("alena").reads("Odpolední směna")


@pytest.fixture
def device(alena):
    """The part of the phone that looks at fingers: `device(isUserVerified=False)` changes it."""
    session = alena.context.new_cdp_session(alena.page)
    session.send("WebAuthn.enable")
    name = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def looks(**told):
        session.send("WebAuthn.setUserVerified", {"authenticatorId": name, **told})

    return looks


def makes_a_passkey(alena):
    alena.opens("/ucet").taps("Přístupové klíče").taps("Vytvořit klíč v tomto telefonu")
    alena.reads("Nový přístupový klíč").writes("Dosavadní heslo", PASSWORD).taps("Vytvořit klíč")
    alena.sees("Od teď tento telefon odemknete otiskem")


def test_a_finger_unlocks_the_phone(alena, device):
    makes_a_passkey(alena)
    alena.opens("/vice").taps("Zamknout").reads("Zamčeno").taps("Odemknout")
    alena.sees("Odemknout přístupovým klíčem").taps("Odemknout přístupovým klíčem")
    alena.reads("Více")


def test_a_strange_finger_does_not(alena, device):
    makes_a_passkey(alena)
    device(isUserVerified=False)
    alena.opens("/vice").taps("Zamknout").taps("Odemknout")
    alena.taps("Odemknout přístupovým klíčem").sees("Telefon to nepotvrdil.")
    alena.opens("/ucet").reads("Zamčeno")


def test_the_password_unlocks_beside_the_passkey(alena, device):
    makes_a_passkey(alena)
    alena.opens("/vice").taps("Zamknout").taps("Odemknout")
    alena.writes("Heslo", PASSWORD).taps("Odemknout").reads("Více")


def test_a_phone_that_has_its_passkey_is_told_so(alena, device):
    makes_a_passkey(alena)
    alena.taps("Vytvořit klíč v tomto telefonu").writes("Dosavadní heslo", PASSWORD)
    alena.taps("Vytvořit klíč").sees("Tento telefon tu svůj klíč už má.")


def test_a_browser_without_passkeys_says_so(alena):
    alena.page.add_init_script("delete window.PublicKeyCredential")
    alena.opens("/ucet/klice/novy").sees("přístupové klíče nezná")
    assert alena.target("Vytvořit klíč").is_disabled()


def test_without_scripts_the_page_says_why_it_does_not_work(person, lhota):
    alena = person(View(scripts=False)).opens("/prihlaseni").signs_in("alena")
    alena.opens("/ucet/klice/novy").sees("Funguje jen se zapnutým JavaScriptem")
