"""The way of a long list from the button to the file, as the one who asked walks it."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.audit.models import AuditEntry
from app.exports import policy
from app.exports.domain import FileStatus
from app.exports.models import PreparedFile, PreparedPiece
from app.incidents import listing
from app.incidents import policy as incidents
from app.incidents.domain import Subcategory
from app.kernel import clock, vault
from tests.conftest import NOW
from tests.counting import statements
from tests.exports.rows import a_file, preparing, work
from tests.naughty import FORMULAS
from tests.retention.records import change


def ask(person, **filters):
    """Tap the button over the list."""
    page = person.read("incidents.browse", **filters)
    url = page.page.select_one("main form[action^='/udalosti/vypis']")["action"]
    return person.post(url, person.fields_of(page, url))


def cells(answer):
    book = load_workbook(BytesIO(answer.data))
    return [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]


def numbers(answer):
    told = [str(cell.value) for cell in cells(answer)]
    return [text for text in told if text.startswith("U-")]


def only(stored):
    [file] = stored(select(PreparedFile))
    return file


def downloaded(app, person, stored, **filters):
    ask(person, **filters)
    work(app)
    return person.read("exports.download", only(stored))


def test_the_mentor_walks_from_the_list_to_the_file(app, mentor, scene, stored):
    page = ask(mentor)
    assert "Zapsáno: 0 z 5 řádků" in page.words.replace("\N{NO-BREAK SPACE}", " ")
    work(app)
    file = only(stored)
    ready = mentor.read("exports.read", file)
    assert "Výpis je hotový" in ready.words
    assert "24. 11. 2026 14:32" in ready.words.replace("\N{NO-BREAK SPACE}", " ")
    answer = mentor.read("exports.download", file)
    assert numbers(answer) == [each.number for each in sorted(scene.incidents, key=moment)]
    assert answer.headers["Content-Disposition"].endswith("seznam-udalosti-2026-11-23.xlsx")
    assert answer.headers["Content-Length"] == str(len(answer.data))


def moment(incident):
    return incident.occurred_at, incident.id


def test_a_prepared_list_says_what_the_short_one_says(app, mentor, stored, monkeypatch):
    prepared = downloaded(app, mentor, stored)
    monkeypatch.setattr(listing, "MOST_AT_ONCE", 5)
    at_once = mentor.read("incidents.export")
    assert [cell.value for cell in cells(prepared)] == [cell.value for cell in cells(at_once)]


def test_a_list_that_became_short_is_there_at_once(mentor, stored, monkeypatch):
    monkeypatch.setattr(listing, "MOST_AT_ONCE", 5)
    assert len(numbers(ask(mentor))) == 5
    assert stored(select(PreparedFile)) == []


def test_a_long_list_is_never_written_while_somebody_waits(mentor):
    answer = mentor.read("incidents.export")
    assert (answer.status_code, "nechte si ho připravit" in answer.words) == (409, True)


def test_a_list_without_an_end_is_refused_with_what_to_do(mentor, stored, monkeypatch):
    monkeypatch.setattr("app.incidents.actions.MOST_PREPARED", 4)
    answer = ask(mentor)
    assert (answer.status_code, "Zvolte kratší období" in answer.words) == (409, True)
    assert stored(select(PreparedFile)) == []


def test_what_the_list_is_narrowed_to_holds_for_the_file(app, mentor, make, scene, stored):
    dogs = make.incident(scene.shift, scene.place, scene.alena, subcategory=Subcategory.DOGS)
    found = numbers(downloaded(app, mentor, stored, druh="dogs", od="2026-11-23"))
    wanted = [each for each in scene.incidents if each.subcategory is Subcategory.DOGS]
    assert sorted(found) == sorted(each.number for each in [*wanted, dogs])


def test_a_double_tap_and_a_second_tab_begin_one_list(mentor, stored):
    url = mentor.url("incidents.prepare")
    fields = mentor.fields("/udalosti/", url)
    pages = [mentor.post(url, fields), mentor.post(url, fields), ask(mentor)]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert len(stored(select(PreparedFile))) == 1


def test_one_list_at_a_time(mentor, make, scene, stored):
    make.incident(scene.shift, scene.place, scene.alena, subcategory=Subcategory.DOGS)
    ask(mentor)
    answer = ask(mentor, druh="dogs")
    assert (answer.status_code, "připravuje jiný výpis" in answer.words) == (409, True)
    assert len(stored(select(PreparedFile))) == 1


def test_another_person_has_a_list_of_his_own_meanwhile(client, mentor, scene, stored):
    ask(mentor)
    ask(client.as_(scene.manager))
    assert len(stored(select(PreparedFile))) == 2


def test_only_so_many_wait_for_one_person(mentor, make, scene):
    for _each in range(5):
        a_file(make, scene.mentor)
    assert ask(mentor).status_code == 409


def test_progress_is_told_in_its_block(mentor, make, scene):
    file = preparing(make, scene.mentor, row_count=120_000, done_count=37_000)
    block = mentor.read("exports.read", file, swapping="file")
    assert [tag["id"] for tag in block.page.find_all(recursive=False)][:1] == ["file"]
    assert "37 000 z 120 000" in block.words.replace("\N{NO-BREAK SPACE}", " ")


def test_without_scripts_a_link_tells_it_too(mentor, make, scene):
    file = preparing(make, scene.mentor)
    page = mentor.read("exports.read", file).page
    assert page.select_one(f"a[href='{mentor.url('exports.read', file)}']")


@pytest.mark.parametrize("endpoint", ["exports.read", "exports.download"])
def test_nobody_else_gets_it_not_even_who_may_see_the_same(client, make, scene, endpoint):
    file = a_file(make, scene.mentor)
    assert client.as_(scene.manager).read(endpoint, file).status_code == 403


def test_my_lists_are_mine_alone(client, make, scene):
    a_file(make, scene.mentor)
    assert "Žádný výpis" in client.as_(scene.manager).read("exports.browse").words


def test_who_lost_the_role_gets_nothing_and_nothing_is_kept(app, mentor, make, scene, stored):
    file = a_file(make, scene.mentor)
    change(make, Membership, scene.mentor.id, roles=frozenset({Role.APK}))
    assert mentor.read("exports.download", file).status_code == 403
    work(app)
    assert stored(select(PreparedFile)) == stored(select(PreparedPiece)) == []


def test_who_has_left_leaves_no_list(app, make, scene, stored):
    a_file(make, scene.mentor)
    yesterday = clock.today() - timedelta(days=1)
    change(make, Membership, scene.mentor.id, valid_to=yesterday)
    work(app)
    assert stored(select(PreparedFile)) == stored(select(PreparedPiece)) == []


def test_after_a_day_it_is_gone(app, mentor, make, scene, stored):
    file = a_file(make, scene.mentor)
    with clock.frozen(NOW + timedelta(hours=23, minutes=59)):
        work(app)
        assert mentor.read("exports.download", file).status_code == 200
    with clock.frozen(NOW + timedelta(hours=24)):
        assert mentor.read("exports.download", file).status_code == 404
        assert "Žádný výpis" in mentor.read("exports.browse").words
        work(app)
    assert stored(select(PreparedFile)) == stored(select(PreparedPiece)) == []


def test_one_that_is_not_ready_cannot_be_downloaded(mentor, make, scene):
    answer = mentor.read("exports.download", preparing(make, scene.mentor))
    assert (answer.status_code, "Počkejte" in answer.words) == (409, True)


def test_it_can_be_thrown_away(mentor, make, scene, stored):
    file = a_file(make, scene.mentor)
    mentor.submit("exports.discard", file, on=mentor.url("exports.read", file))
    assert stored(select(PreparedFile)) == stored(select(PreparedPiece)) == []


def test_what_has_failed_says_why_and_is_tried_again(app, mentor, make, scene, stored):
    state = {"status": FileStatus.FAILED, "fault": "Nešlo to.", "try_count": 4, "ready_at": None}
    file = a_file(make, scene.mentor, **state)
    assert "Nešlo to." in mentor.read("exports.read", file).words
    mentor.submit("exports.resume", file, on=mentor.url("exports.read", file))
    work(app)
    assert only(stored).status is FileStatus.READY


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(app, mentor, make, scene, stored, text):
    make.incident(scene.shift, scene.place, scene.alena, mp_event_no=text[:40])
    found = cells(downloaded(app, mentor, stored))
    assert text[:40] in [cell.value for cell in found]
    assert not [cell for cell in found if cell.data_type == "f"]


def test_notes_never_leave(app, mentor, make, scene, stored):
    texts = {name: f"tajné {name}" for name in ("description", "called_note", "place_detail")}
    make.incident(scene.shift, scene.place, scene.alena, **texts)
    found = cells(downloaded(app, mentor, stored))
    assert not [cell for cell in found if "tajné" in str(cell.value)]


def test_another_town_stands_in_no_list(app, mentor, make, stored):
    other = make.town("Zásada")
    stranger = make.assistant(other)
    far = make.incident(make.shift(stranger), make.place(other, name="Jinde"), stranger)
    found = [cell.value for cell in cells(downloaded(app, mentor, stored))]
    assert "Jinde" not in found
    assert far.place_id


def test_the_words_are_those_of_the_town(app, mentor, make, scene, stored):
    called = {"labels": {"noise": "Randál"}, "hidden": [], "order": []}
    known = {"version": 1, "changed_on": NOW.date().isoformat()}
    change(make, type(scene.town), scene.town.id, codelists={"subcategory": called | known})
    found = [cell.value for cell in cells(downloaded(app, mentor, stored))]
    assert "Randál" in found
    assert Subcategory.NOISE.standard not in found


def test_the_trail_knows_who_asked_and_who_downloaded_but_not_what_was_looked_for(
    app, mentor, stored
):
    downloaded(app, mentor, stored, q="hluk")
    entries = stored(select(AuditEntry).where(AuditEntry.entity == "prepared_file"))
    told = [entry.use_case for entry in sorted(entries, key=lambda entry: entry.seq)]
    assert told == ["incidents.prepare", "exports.finish", "look exports.download"]
    assert not [entry for entry in entries if "hluk" in str(entry.values)]


@pytest.fixture
def at_rest(app, mentor, stored, database, engine):
    """Whether the bytes of the file stand in the database as they are downloaded."""
    if engine == "postgres":
        pytest.skip("PostgreSQL keeps its rows out of the reach of tests")

    def look():
        content = downloaded(app, mentor, stored).data
        files = database.file.parent.glob(f"{database.file.name}*")
        return any(content[:200] in file.read_bytes() for file in files)

    return look


def test_at_rest_it_is_sealed(at_rest):
    assert not at_rest()


def test_without_the_seal_its_bytes_would_be_found(at_rest, monkeypatch):
    """The control."""
    monkeypatch.setattr(vault, "seal", lambda value, _place: value)
    monkeypatch.setattr(vault, "unseal", lambda value, _place: value)
    assert at_rest()


def test_more_lists_cost_no_more_questions(mentor, make, scene):
    asked = []
    for _each in range(2):
        a_file(make, scene.mentor)
        with statements() as told:
            mentor.read("exports.browse")
        asked.append(len(told))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("role", Role)
def test_who_may_take_the_list_away_may_have_it_prepared_and_nobody_else(role):
    """Two features, one rule: neither may know the other's."""
    person = Membership(roles=frozenset({role}))
    assert policy.browse(person) == incidents.export(person) == incidents.prepare(person)
