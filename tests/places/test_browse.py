"""The list of places."""


def test_places_stand_in_the_order_of_their_codes(client, make):
    town = make.town()
    make.place(town, "L02", name="Herna")
    make.place(town, "L01", name="Nádraží")
    answer = client.as_(make.assistant(town)).read("places.browse")
    assert [a.text for a in answer.page.select(".row-title a")] == ["Nádraží", "Herna"]


def test_search_needs_neither_marks_nor_capitals(client, make):
    town = make.town()
    make.place(town, "L01", name="Vlakové nádraží")
    make.place(town, "L02", name="Městské sady")
    answer = client.as_(make.assistant(town)).read("places.browse", q="NADRAZI")
    assert [a.text for a in answer.page.select(".row-title a")] == ["Vlakové nádraží"]


def test_signs_of_like_are_ordinary_characters(client, make):
    town = make.town()
    make.place(town, "L01", name="Sleva 50%")
    make.place(town, "L02", name="Sady")
    answer = client.as_(make.assistant(town)).read("places.browse", q="0%")
    assert [a.text for a in answer.page.select(".row-title a")] == ["Sleva 50%"]


def test_retired_places_are_shown_when_asked_for(client, make):
    town = make.town()
    make.place(town, name="Zbořený dům", is_active=False)
    person = client.as_(make.assistant(town))
    assert "Zbořený dům" not in person.read("places.browse").words
    assert "Zbořený dům" in person.read("places.browse", vse="1").words


def test_places_of_another_town_do_not_exist(client, make):
    make.place(make.town("Zásada"), name="Cizí místo")
    answer = client.as_(make.assistant(make.town())).read("places.browse")
    assert "Cizí místo" not in answer.text


def test_the_list_answers_only_the_block_that_is_swapped(client, make):
    answer = client.as_(make.assistant(make.town())).read("places.browse", swapping="results")
    top = [tag.get("id") for tag in answer.page.find_all(recursive=False)]
    assert top == ["results", "messages"]


def test_a_long_list_goes_on_where_it_ended(client, make):
    town = make.town()
    for number in range(1, 53):
        make.place(town, f"P{number:02}", name=f"Místo {number}")
    person = client.as_(make.assistant(town))
    first = person.read("places.browse")
    assert len(first.page.select(".row")) == 50
    second = person.browser.get(first.page.select_one(".pager a")["href"]).text
    assert "Místo 52" in second
    assert "Místo 50<" not in second


def test_an_empty_list_says_so(client, make):
    answer = client.as_(make.assistant(make.town())).read("places.browse")
    assert answer.page.select_one(".empty")
