"""The list of needs and their themes: what each person sees, filters, pages, costs."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.scope import scope
from app.needs import policy, queries
from app.needs.domain import NeedStatus, Origin
from tests.counting import statements
from tests.needs.rows import a_need


def titles(answer):
    return [link.get_text(strip=True) for link in answer.page.select("#results .row-title a")]


def test_open_needs_stand_from_the_newest(client, cast, make):
    old = clock.today() - timedelta(days=3)
    a_need(make, cast.alena, cast.talk, raised_on=old)
    a_need(make, cast.jan, cast.needles)
    a_need(make, cast.jan, cast.talk, status=NeedStatus.MET)
    answer = client.as_(cast.mentor).read("needs.browse")
    assert titles(answer) == ["Jan Dub: Bezpečný sběr", "Alena Malá: Komunikace"]


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        ({"stav": "met"}, {"MET"}),
        ({"stav": "proposed"}, {"WISH"}),
        ({"puvod": "incident"}, {"FIELD"}),
        ({"vse": "y"}, {"WISH", "FIELD", "MET"}),
        ({"stav": "nesmysl"}, {"WISH", "FIELD"}),
    ],
)
def test_the_list_is_narrowed(client, cast, make, narrowing, found):
    a_need(make, cast.alena, cast.talk, topic="WISH")
    accepted = {"origin": Origin.INCIDENT, "status": NeedStatus.ACCEPTED}
    a_need(make, cast.jan, cast.needles, topic="FIELD", **accepted)
    a_need(make, cast.jan, cast.talk, topic="MET", status=NeedStatus.MET)
    answer = client.as_(cast.mentor).read("needs.browse", **narrowing)
    assert {title.rpartition(" ")[2] for title in titles(answer)} == found


def test_the_list_is_narrowed_to_a_person_and_a_competence(client, cast, make):
    a_need(make, cast.alena, cast.talk)
    a_need(make, cast.alena, cast.needles)
    a_need(make, cast.jan, cast.talk)
    asked = {"kdo": cast.alena.id, "dovednost": cast.talk.id}
    answer = client.as_(cast.mentor).read("needs.browse", **asked)
    assert titles(answer) == ["Alena Malá: Komunikace"]


def test_the_list_is_the_rule(app, cast, make):
    """Everybody's list holds exactly what policy.read lets him read."""
    workers = (cast.alena, cast.jan, cast.caretaker)
    needs = [a_need(make, each, cast.talk) for each in workers]
    for actor in (*workers, cast.mentor, cast.coordinator, cast.manager):
        with app.app_context(), scope(cast.town.id):
            listed = {need.id for need in queries.db.session.scalars(queries.visible(actor))}
            allowed = {n.id for n in needs if policy.read(actor, queries.get(n.id))}
        assert listed == allowed


def test_a_worker_has_no_list_of_others(client, cast):
    assert client.as_(cast.alena).read("needs.browse").status_code == 403
    assert client.as_(cast.alena).read("needs.themes").status_code == 403


def test_the_head_says_how_many_wait(client, cast, make):
    a_need(make, cast.alena, cast.talk)
    a_need(make, cast.jan, cast.talk)
    assert "2 čekají na rozhodnutí" in client.as_(cast.mentor).read("needs.browse").words
    assert "čeká" not in client.as_(cast.coordinator).read("needs.browse").words


def test_an_empty_list_says_so(client, cast):
    assert client.as_(cast.mentor).read("needs.browse").page.select_one(".empty")


def test_a_long_list_goes_on_where_it_ended(client, cast, make):
    for number in range(52):
        day = clock.today() - timedelta(days=number // 5)
        a_need(make, cast.alena, cast.talk, topic=f"T{number}", raised_on=day)
    mentor = client.as_(cast.mentor)
    first = mentor.read("needs.browse")
    following = first.page.select_one(".pager a")["href"]
    second = mentor.browser.get(following).text
    shown = set(titles(first))
    rest = {f"Alena Malá: T{n}" for n in range(52)} - shown
    assert (len(shown), len(rest)) == (50, 2)
    assert all(title in second for title in rest)


def test_the_list_costs_the_same_however_long(client, cast, make):
    mentor = client.as_(cast.mentor)
    a_need(make, cast.alena, cast.talk)
    with statements() as few:
        mentor.read("needs.browse")
    for person in (cast.jan, cast.caretaker, cast.alena):
        a_need(make, person, cast.needles, incident_id=cast.incident.id)
    with statements() as many:
        mentor.read("needs.browse")
    assert len(many) == len(few)


def test_similar_needs_of_several_people_stand_together(client, cast, make):
    a_need(make, cast.alena, cast.needles)
    a_need(make, cast.alena, cast.talk, status=NeedStatus.ACCEPTED)
    a_need(make, cast.jan, cast.talk)
    a_need(make, cast.jan, cast.talk, status=NeedStatus.REJECTED)
    rows = client.as_(cast.manager).read("needs.themes").page.select("tbody tr")
    told = [[cell.get_text(strip=True) for cell in row.select("th, td")][:4] for row in rows]
    assert told == [["Komunikace", "2", "2", "1"], ["Bezpečný sběr", "1", "1", "1"]]


def test_no_need_at_all_says_so(client, cast):
    assert client.as_(cast.mentor).read("needs.themes").page.select_one(".empty")
