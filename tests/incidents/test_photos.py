"""Photos of an incident: taking them, looking at them and taking them away."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from app.audit.models import AuditEntry
from app.incidents.domain import IncidentStatus
from app.incidents.models import Incident
from app.incidents.photos import MOST, Photo, PhotoFile
from app.kernel.receipts import Receipt
from app.shifts.domain import ShiftStatus
from tests.client import Answer
from tests.counting import statements
from tests.pictures import NAUGHTY, SECRET, encoded, lamp, talkative
from tests.world import MARKER, a_photo


def shot(content=None, name="fotka.jpg"):
    return BytesIO(talkative() if content is None else content), name


def take(client, incident, content=None, **values):
    return client.submit("incidents.add_photo", incident, photo=shot(content), **values)


def send_large(client, incident, content):
    """As `take`; the test client would leave a temporary file open behind so much."""
    url = client.url("incidents.add_photo", incident)
    fields = {**client.fields(url), "photo": FileStorage(BytesIO(content), "fotka.jpg")}
    body, _length, boundary = stream_encode_multipart(fields, use_tempfile=False)
    kind = f"multipart/form-data; boundary={boundary}"
    return Answer(client.browser.post(url, data=body.read(), content_type=kind))


@pytest.fixture
def alena(client, scene):
    return client.as_(scene.alena)


@pytest.fixture
def photo(alena, incident, stored):
    take(alena, incident)
    return stored(select(Photo))[0]


def test_a_photo_is_kept_as_a_picture_and_nothing_else(alena, incident, photo, stored):
    (kept,) = stored(select(PhotoFile))
    assert (photo.incident_id, photo.width, photo.height) == (incident.id, 640, 480)
    assert photo.sha256 == hashlib.sha256(kept.content).hexdigest()
    assert photo.size == len(kept.content)
    assert SECRET not in kept.content + kept.small


def test_the_record_shows_it_small_with_the_day_of_its_deletion(alena, incident, photo):
    page = alena.read("incidents.read", incident).page
    image = page.select_one("main img")
    assert (image["width"], image["height"]) == ("320", "240")
    assert "smaže se 22. 2. 2027" in page.select_one("figcaption").text.replace("\xa0", " ")
    assert Image.open(BytesIO(alena.browser.get(image["src"]).data)).size == (320, 240)


def test_the_picture_is_served_as_nothing_but_a_picture(alena, photo):
    answer = alena.read("incidents.photo", photo)
    assert Image.open(BytesIO(answer.data)).size == (640, 480)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"


def test_the_history_tells_of_it(alena, incident, photo):
    assert "přidání fotky" in alena.read("incidents.read", incident).words


def test_the_trail_keeps_no_picture(photo, stored):
    (entry,) = stored(select(AuditEntry).where(AuditEntry.entity == "photo"))
    assert set(entry.field_names.split()) == {
        *("incident_id", "author_id", "taken_at", "width", "height", "size", "sha256")
    }


@pytest.mark.parametrize("file", NAUGHTY.values(), ids=NAUGHTY)
def test_what_is_no_photo_is_refused_at_its_field(alena, incident, stored, file):
    answer = take(alena, incident, file)
    assert answer.status_code == 422
    assert answer.page.select_one("#photo-error")
    assert stored(select(Photo)) == []


@pytest.mark.parametrize("name", [None, "", "prazdna.jpg"])
def test_without_a_photo_there_is_nothing_to_save(alena, incident, name):
    photo = None if name is None else shot(b"", name)
    answer = alena.submit("incidents.add_photo", incident, photo=photo)
    assert answer.status_code == 422
    assert "Vyfoťte, nebo vyberte fotku." in answer.words


def test_a_file_that_calls_itself_otherwise_is_what_it_is(alena, incident, stored):
    url = alena.url("incidents.add_photo", incident)
    fields = alena.fields(url)
    file = (BytesIO(encoded(lamp())), "../../stránka.html", "text/html")
    assert alena.post(url, {**fields, "photo": file}).status_code == 200
    assert len(stored(select(Photo))) == 1


def test_more_than_fifteen_megabytes_are_not_even_read(alena, incident, stored):
    answer = send_large(alena, incident, bytes(15_100_000))
    assert answer.status_code == 413
    assert "menší soubor" in answer.words
    assert stored(select(Photo)) == []


def test_a_photo_of_several_megabytes_is_taken(alena, incident, stored):
    noise = Image.effect_noise((3000, 2200), 90).convert("RGB")
    file = encoded(noise, quality=95)
    assert len(file) > 3_000_000
    assert send_large(alena, incident, file).status_code == 303
    assert stored(select(Photo))[0].width == 1600


def test_elsewhere_a_form_stays_small(alena, incident):
    """The control: the limit is that of the photos' page alone."""
    url = alena.url("incidents.correct", incident)
    assert alena.post(url, {"description": "x" * 1_100_000}).status_code == 413


def test_a_fifth_photo_is_refused_with_what_to_do(alena, incident, stored):
    for _each in range(MOST):
        take(alena, incident, encoded(lamp((8, 8))))
    page = alena.read("incidents.read", incident)
    assert "další přidat nejde" in page.words
    answer = take(alena, incident)
    assert answer.status_code == 422
    assert "Fotky už jsou čtyři." in answer.words
    assert len(stored(select(Photo))) == MOST


def test_a_removed_photo_makes_room_for_another(alena, incident, stored):
    for _each in range(MOST):
        take(alena, incident, encoded(lamp((8, 8))))
    gone = stored(select(Photo))[0]
    alena.submit("incidents.remove_photo", gone, reason="Rozmazaná.")
    assert take(alena, incident).status_code == 200
    assert len(stored(select(PhotoFile))) == MOST


def test_the_same_submission_makes_one_photo(alena, incident, stored):
    url = alena.url("incidents.add_photo", incident)
    fields = alena.fields(url)
    for _again in range(3):
        assert alena.post(url, {**fields, "photo": shot()}).status_code == 200
    assert len(stored(select(Photo))) == 1
    assert stored(select(Photo.id)) == stored(select(Receipt.id))


def test_another_picture_under_the_same_id_is_a_conflict(alena, incident, stored):
    url = alena.url("incidents.add_photo", incident)
    fields = alena.fields(url)
    alena.post(url, {**fields, "photo": shot()})
    answer = alena.post(url, {**fields, "photo": shot(encoded(lamp((50, 50))))})
    assert answer.status_code == 409
    assert [photo.width for photo in stored(select(Photo))] == [640]


def test_two_files_in_one_field_are_no_trouble(alena, incident, stored):
    url = alena.url("incidents.add_photo", incident)
    both = [shot(), shot(encoded(lamp((50, 50))))]
    assert alena.post(url, {**alena.fields(url), "photo": both}).status_code == 200
    assert len(stored(select(Photo))) == 1


def test_a_removed_photo_is_gone_and_its_reason_stays(alena, incident, photo, stored):
    answer = alena.submit("incidents.remove_photo", photo, reason="Je vidět obličej.")
    assert "Je vidět obličej." in answer.words
    assert stored(select(PhotoFile)) == []
    assert stored(select(Photo))[0].remove_reason == "Je vidět obličej."
    for endpoint in ("incidents.photo", "incidents.thumbnail", "incidents.remove_photo"):
        assert alena.read(endpoint, photo).status_code == 404


def test_a_removal_needs_its_reason(alena, photo, stored):
    answer = alena.submit("incidents.remove_photo", photo, reason=" ")
    assert answer.status_code == 422
    assert len(stored(select(PhotoFile))) == 1


@pytest.mark.parametrize(
    ("shift", "record", "author", "colleague", "mentor", "manager"),
    [
        (ShiftStatus.IN_PROGRESS, IncidentStatus.RECORDED, 3, 2, 0, 0),
        (ShiftStatus.RETURNED, IncidentStatus.RECORDED, 3, 2, 0, 0),
        (ShiftStatus.HANDED_IN, IncidentStatus.RECORDED, 0, 0, 3, 0),
        (ShiftStatus.APPROVED, IncidentStatus.CHECKED, 0, 0, 0, 0),
        (ShiftStatus.IN_PROGRESS, IncidentStatus.CANCELLED, 0, 0, 0, 0),
    ],
)
def test_who_may_complete_the_record_adds_and_who_took_it_removes(
    client, scene, make, shift, record, author, colleague, mentor, manager
):
    """3: adds and removes, 2: adds only, 0: only looks."""
    own = make.shift(scene.alena, scene.bohdan, status=shift)
    incident = make.incident(own, scene.place, scene.alena, status=record)
    photo = a_photo(make, incident, scene.alena, "")
    people = (scene.alena, scene.bohdan, scene.mentor, scene.manager)
    for person, may in zip(people, (author, colleague, mentor, manager), strict=True):
        visitor = client.as_(person)
        assert visitor.read("incidents.photo", photo).status_code == 200
        answers = [
            visitor.read("incidents.add_photo", incident).status_code,
            visitor.read("incidents.remove_photo", photo).status_code,
        ]
        assert answers == [200 if may & 2 else 403, 200 if may & 1 else 403], person.display_name


def test_somebody_of_another_crew_and_mentor_sees_no_photo(client, scene, make, photo):
    stranger = make.assistant(scene.town, "Ota Sám")
    assert client.as_(stranger).read("incidents.photo", photo).status_code == 403


def test_in_another_town_the_photo_does_not_exist(client, make, photo):
    other = make.mentor(make.town("Zásada"))
    for endpoint in ("incidents.photo", "incidents.thumbnail", "incidents.remove_photo"):
        assert client.as_(other).read(endpoint, photo).status_code == 404


def test_signed_out_nobody_sees_it(client, photo):
    assert client.browser.get(client.url("incidents.photo", photo)).status_code == 302


def test_no_list_loads_the_bytes(alena, incident, photo):
    with statements() as asked:
        alena.read("incidents.read", incident)
        alena.read("incidents.browse")
    assert not [each for each in asked if "photo_file" in each]


def test_more_photos_cost_no_more_questions(alena, incident, photo):
    with statements() as few:
        alena.read("incidents.read", incident)
    for _each in range(MOST - 1):
        take(alena, incident, encoded(lamp((8, 8))))
    with statements() as many:
        alena.read("incidents.read", incident)
    assert len(many) == len(few)


def test_a_reason_is_shown_letter_for_letter(alena, incident, photo):
    alena.submit("incidents.remove_photo", photo, reason=f'<b>{MARKER}</b> "x" a 1-2')
    assert f'<b>{MARKER}</b> "x" a 1-2' in alena.read("incidents.read", incident).words


def test_the_form_waits_on_the_phone_when_there_is_no_signal(alena, incident):
    form = alena.read("incidents.add_photo", incident).page.select_one("main form[data-offline]")
    assert form["data-offline"] == "Fotka"
    assert form["enctype"] == "multipart/form-data"
    assert form.select_one("input[type=file][name=photo]")["capture"] == "environment"


def test_a_photo_changes_nothing_in_the_record(alena, incident, photo, stored):
    assert stored(select(Incident))[0].version == incident.version
