"""The list of lists."""

from app.accounts.domain import Role
from app.kernel.codes import Arrangement
from tests.counting import statements


def test_the_manager_finds_the_lists_in_the_settings(client, make):
    manager = client.as_(make.manager(make.town()))
    assert manager.read("towns.settings").page.select_one("main a[href='/ciselniky/']")
    answer = manager.read("codelists.browse")
    assert answer.page.select_one("nav.menu a[aria-current=page]").text.strip() == "Nastavení"
    assert len(answer.page.select("main .row a")) == 10


def test_it_says_what_the_town_has_changed_and_when(client, adapted):
    own = Arrangement({"noise": "Rámus"}, frozenset({"dogs", "waste"}))
    answer = client.as_(adapted(subcategory=own).manager).read("codelists.browse")
    words = answer.page.select_one("main .row").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "38 položek · 1 s vlastním názvem · 2 skryté · změněno 20. 11. 2026" in words


def test_another_town_speaks_as_before(client, adapted, make):
    adapted(subcategory=Arrangement({"noise": "Rámus"}))
    admin = make.person(make.town("Zásada"), Role.ADMIN)
    answer = client.as_(admin).read("codelists.browse")
    assert "s vlastním názvem" not in answer.words


def test_names_of_the_town_cost_no_question_to_the_database(client, make, adapted):
    own = Arrangement({"noise": "Rámus"}, frozenset({"dogs"}), ("waste",))
    asked = []
    for crew in (adapted("Zásada"), adapted(subcategory=own)):
        browser = client.as_(crew.alena)
        browser.read("incidents.report", vse=1)
        with statements() as told:
            answer = browser.read("incidents.report", vse=1)
        asked.append(len(told))
    assert "Rámus" in answer.words
    assert asked[0] == asked[1]
