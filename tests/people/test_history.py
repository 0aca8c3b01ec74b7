"""What happened to a person's record: with values, and for the administrator only."""

from app.accounts.domain import Role


def lines(answer):
    return [line.get_text(" ", strip=True) for line in answer.page.select(".timeline li li")]


def test_the_administrator_sees_who_changed_which_field(client, make):
    town = make.town()
    admin = client.as_(make.person(town, Role.ADMIN, name="Sára Správná"))
    person = make.mentor(town)
    admin.submit("people.correct", person, display_name="Karel Lípa", phone="777 123 456")
    answer = admin.read("people.read", person)
    assert lines(answer) == ["jméno: Karel Dub → Karel Lípa", "telefon: – → 777 123 456"]
    assert "Sára Správná" in answer.page.select_one(".timeline li:has(li)").text


def test_others_who_may_read_the_record_do_not(client, make):
    town = make.town()
    mentor = make.mentor(town)
    person = make.assistant(town, mentor_id=mentor.id)
    for reader in (mentor, person):
        assert not client.as_(reader).read("people.read", person).page.select(".timeline")


def test_names_stand_in_czech_order(client, make):
    town = make.town()
    admin = make.person(town, Role.ADMIN, name="Adam Adamec")
    for name in ("Chrudoš Malý", "Hynek Malý", "Cyril Malý", "Čeněk Malý", "Ivan Malý"):
        make.assistant(town, name)
    page = client.as_(admin).read("people.browse").page
    shown = [row.text.strip() for row in page.select("main .row-title, main .row b")]
    order = ["Adam Adamec", "Cyril Malý", "Čeněk Malý", "Hynek Malý", "Chrudoš Malý", "Ivan Malý"]
    assert shown == order
