"""The form for days without a phone."""


def test_the_paper_form_names_places_with_codes_and_whom_to_call(client, make):
    town = make.town()
    mentor = make.mentor(town, phone="601 234 567")
    person = make.assistant(town, mentor_id=mentor.id)
    make.place(town, "L01", name="Nádraží")
    answer = client.as_(person).read("shifts.paper")
    main = answer.page.select_one("main").get_text(" ", strip=True)
    for words in ("L01 Nádraží", "158", "156", "155", "601 234 567", "Komu předáno"):
        assert words in main.replace("\xa0", " ")


def test_every_space_to_write_is_headed(client, make):
    answer = client.as_(make.mentor(make.town())).read("shifts.paper")
    incidents = answer.page.select_one(".paper-incidents")
    heads = incidents.select("thead th")
    assert all(len(row.select("td")) == len(heads) for row in incidents.select("tbody tr"))
