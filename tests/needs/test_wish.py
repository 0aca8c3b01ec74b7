"""The assistant asks for training on the phone, with or without signal."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.domain import Role
from app.kernel import clock
from app.needs.domain import NeedStatus, Origin
from app.needs.models import Need
from tests.conftest import NOW
from tests.needs.rows import a_competence
from tests.outbox.phone import Phone


def test_a_wish_is_one_tap(client, cast, stored):
    client.as_(cast.alena).submit("needs.wish", competence_id=str(cast.talk.id))
    need = stored(select(Need))[0]
    assert (need.worker_id, need.competence_id) == (cast.alena.id, cast.talk.id)
    assert (need.origin, need.status, need.topic) == (Origin.OWN_WISH, NeedStatus.PROPOSED, None)


def test_a_sentence_may_stand_beside_it(client, cast, stored):
    wish = {"competence_id": str(cast.talk.id), "topic": "mluvit\ns opilými"}
    client.as_(cast.alena).submit("needs.wish", **wish)
    assert stored(select(Need.topic)) == ["mluvit s opilými"]


def test_there_is_a_tile_for_each_competence_in_use(client, cast, make):
    a_competence(make, cast.town, "youth", "Práce s mládeží", is_active=False)
    answer = client.as_(cast.alena).read("needs.wish")
    assert [tile.get_text(strip=True) for tile in answer.page.select("button.tile")] == [
        "Komunikace",
        "Bezpečný sběr",
    ]


def test_a_competence_of_nobody_is_not_stored(client, cast, stored):
    answer = client.as_(cast.alena).submit("needs.wish", competence_id=str(cast.alena.id))
    assert (answer.status_code, stored(select(Need))) == (422, [])


def test_a_town_without_competences_says_so(client, make):
    assert client.as_(make.assistant(make.town())).read("needs.wish").page.select_one(".empty")


def test_a_caretaker_wishes_too_and_a_manager_does_not(client, cast):
    assert client.as_(cast.caretaker).read("needs.wish").status_code == 200
    assert cast.manager.has(Role.MANAGER)
    assert client.as_(cast.manager).read("needs.wish").status_code == 403


def test_the_form_is_stored_in_the_phone_first(client, cast):
    form = client.as_(cast.alena).read("needs.wish").page.select_one("form[data-offline]")
    assert form["action"] == "/potreby/prani"


def test_a_wish_without_signal_is_raised_on_the_day_it_was_made(app, client, cast, stored):
    phone = Phone(app, cast.alena)
    yesterday = NOW - timedelta(days=1)
    entry = phone.stored("/potreby/prani", at=yesterday, competence_id=str(cast.talk.id))
    client.as_(cast.alena)
    phone.send(entry)
    need = stored(select(Need))[0]
    assert (need.worker_id, need.raised_on) == (cast.alena.id, clock.local(yesterday).date())


def test_the_shell_without_signal_has_the_same_tiles(client, cast):
    text = client.as_(cast.alena).read("desk.offline").text
    form = text[text.index('action="/potreby/prani"') :].partition("</form>")[0]
    for competence in (cast.talk, cast.needles):
        assert f'name="competence_id" value="{competence.id}"' in form
