"""Somebody new is invited and comes; somebody who leaves is out at the next tap."""

from tests.journeys.person import DESKTOP, PHONE, View

PASSWORD = "dlouhá cesta kolem rybníka"


def test_an_invited_person_makes_an_account_on_the_phone(person, lhota):
    sona = person(View(DESKTOP, "dark")).is_(lhota.admin)
    sona.opens("/lide/").reads("Lidé").taps("Přidat osobu").reads("Nová osoba")
    sona.writes("Jméno a příjmení", "Dana Bystrá").ticks("asistent/ka prevence kriminality")
    sona.chooses("Mentor/ka nebo koordinátor/ka", "Karel Dub")
    sona.taps("Přidat a vytvořit pozvánku").reads("Jednorázový odkaz").sees("Dana Bystrá")
    address = sona.page.locator("#address").inner_text()
    sona.taps("Hotovo").reads("Dana Bystrá")

    dana = person(View(PHONE, "dark"))
    dana.page.goto(address)
    dana.reads("Vítejte v Ponocném").sees("Dana Bystrá")
    dana.writes("Heslo", "krátké").taps("Založit účet a přihlásit se")
    dana.sees("Zkontrolujte prosím formulář")
    dana.writes("Heslo", PASSWORD).taps("Založit účet a přihlásit se")
    dana.sees("Vítejte. Jste přihlášeni.").reads("Dnes nemáte směnu")
    dana.taps("Více").taps("Odhlásit").reads("Přihlásit se").signs_in("dana.bystra", PASSWORD)
    dana.reads("Dnes nemáte směnu")


def test_a_person_whose_access_has_ended_is_out_at_the_next_tap(person, lhota):
    alena = person(View(PHONE)).is_(lhota.alena).opens("/smena").reads("Odpolední směna")
    sona = person(View(DESKTOP)).is_(lhota.admin)
    sona.opens("/lide/").taps("Alena Malá").reads("Alena Malá")
    sona.taps("Ukončit přístup").reads("Ukončit přístup")
    sona.writes("Důvod", "konec smlouvy").taps("Ukončit přístup").sees("Přístup skončil")
    alena.taps("Směny").reads("Přihlásit se").signs_in("alena")
    alena.sees("Váš přístup skončil.")
