"""A photo in the hands of a person: taken, blacked out by finger or by keyboard, stored."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect
from sqlalchemy import select

from app.incidents.photos import Photo, PhotoFile
from app.shifts.domain import ShiftStatus
from tests.journeys.person import DESKTOP, PHONE, WAYS, Person, View
from tests.pictures import encoded, lamp, talkative

LARGE = encoded(lamp((2400, 1800)))
FINGER, KEYBOARD = View(PHONE, "light"), View(DESKTOP, "dark")


@pytest.fixture
def incident(make, lhota):
    shift = make.shift(lhota.alena, status=ShiftStatus.IN_PROGRESS)
    return make.incident(shift, lhota.places[1], lhota.alena)


@pytest.fixture
def image(stored):
    """The stored picture."""

    def opened():
        return Image.open(BytesIO(stored(select(PhotoFile))[0].content)).convert("L")

    return opened


def stands_at_the_incident(person, lhota, incident, view) -> Person:
    alena = person(view).is_(lhota.alena)
    return alena.opens(f"/udalosti/{incident.id}").taps("Přidat fotku").reads("Přidat fotku")


def takes(somebody: Person, content: bytes, name: str = "IMG_0001.jpg") -> None:
    file = {"name": name, "mimeType": "image/jpeg", "buffer": content}
    somebody.field("Fotka").set_input_files(file)


def drags(somebody: Person, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Over the photo, in parts of its width and height."""
    canvas = somebody.page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box, mouse = canvas.bounding_box(), somebody.page.mouse
    for move, (across, down) in ((mouse.move, start), (None, start), (mouse.move, end)):
        place = (box["x"] + across * box["width"], box["y"] + down * box["height"])
        mouse.down() if move is None else move(*place, steps=4)
    mouse.up()


@pytest.mark.parametrize("view", [FINGER, KEYBOARD], ids=str)
def test_what_is_blacked_out_is_black_in_what_is_stored(person, lhota, incident, image, view):
    alena = stands_at_the_incident(person, lhota, incident, view)
    takes(alena, LARGE)
    alena.sees("Obličeje a značky aut začerníte tažením prstu.")
    drags(alena, (0.05, 0.1), (0.3, 0.4))
    alena.sees("Začerněno: 1")
    alena.taps("Uložit fotku").sees("Fotka je uložená.")
    stored = image()
    assert stored.size == (1600, 1200)
    assert stored.getpixel((280, 300)) < 10
    assert stored.getpixel((1200, 300)) > 150


def test_the_last_black_can_be_taken_back(person, lhota, incident, image):
    alena = stands_at_the_incident(person, lhota, incident, FINGER)
    takes(alena, LARGE)
    drags(alena, (0.05, 0.1), (0.3, 0.4))
    drags(alena, (0.6, 0.1), (0.9, 0.4))
    alena.sees("Začerněno: 2").taps("Vzít zpět").sees("Začerněno: 1")
    alena.taps("Uložit fotku").sees("Fotka je uložená.")
    assert image().getpixel((280, 300)) < 10
    assert image().getpixel((1200, 300)) > 150


def test_the_keyboard_blacks_out_too(person, lhota, incident, image):
    alena = stands_at_the_incident(person, lhota, incident, KEYBOARD)
    takes(alena, LARGE)
    expect(alena.page.locator("canvas")).to_be_visible()
    alena.field("Fotka").focus()
    alena.page.keyboard.press("Tab")
    expect(alena.page.locator("canvas")).to_be_focused()
    for key in (*["ArrowLeft"] * 15, *["ArrowUp"] * 15, *["Shift+ArrowRight"] * 5, "Enter"):
        alena.page.keyboard.press(key)
    alena.sees("Začerněno: 1")
    alena.page.keyboard.press("Tab")
    expect(alena.target("Vzít zpět")).to_be_focused()
    alena.taps("Uložit fotku").sees("Fotka je uložená.")
    assert image().getpixel((250, 250)) < 10
    assert image().getpixel((1200, 900)) > 150


@pytest.mark.parametrize("view", WAYS, ids=str)
def test_a_photo_is_stored_seen_and_removed_with_scripts_and_without(
    person, lhota, incident, image, view
):
    alena = stands_at_the_incident(person, lhota, incident, view)
    takes(alena, talkative())
    if view.scripts:
        expect(alena.page.locator("canvas")).to_be_visible()
    alena.taps("Uložit fotku").sees("Fotka je uložená.", "smaže se 22. 2. 2027")
    picture = alena.page.get_by_role("img", name="Fotka 1 k události")
    expect(picture).to_have_js_property("naturalWidth", 320)
    assert image().size == (640, 480)
    alena.taps("Odebrat", exact=False).reads("Odebrat fotku")
    alena.writes("Proč fotku odebíráte", "Je vidět obličej.").taps("Odebrat fotku")
    alena.sees("Fotka je pryč.", "Je vidět obličej.")


@pytest.mark.parametrize("view", WAYS, ids=str)
def test_what_is_no_photo_is_said_at_the_field(person, lhota, incident, view):
    alena = stands_at_the_incident(person, lhota, incident, view)
    takes(alena, b"<svg onload='alert(1)'/>", "lampa.jpg")
    if view.scripts:
        alena.sees("Tuto fotku tu nejde otevřít")
    alena.taps("Uložit fotku").sees("Tohle není fotka, nebo je poškozená.")


def test_the_phone_sends_no_more_than_it_must(person, lhota, incident, stored):
    """The picture is made smaller on the phone: little goes over a weak signal."""
    alena = stands_at_the_incident(person, lhota, incident, FINGER)
    noise = encoded(Image.effect_noise((4000, 3000), 60).convert("RGB"), quality=95)
    takes(alena, noise)
    expect(alena.page.locator("canvas")).to_be_visible()
    size = "() => document.querySelector('input[type=file]').files[0].size"
    assert alena.page.evaluate(size) < len(noise) / 5
    alena.taps("Uložit fotku").sees("Fotka je uložená.")
    assert stored(select(Photo))[0].width == 1600


def test_what_is_kept_for_later_carries_the_blackened_picture(person, lhota, incident):
    """Whoever reads the form's fields, a waiting entry too, finds no other picture in it."""
    alena = stands_at_the_incident(person, lhota, incident, FINGER)
    takes(alena, LARGE)
    drags(alena, (0.05, 0.1), (0.3, 0.4))
    alena.sees("Začerněno: 1")
    read = """async () => [...new Uint8Array(await new FormData(
        document.querySelector("form[data-offline]")).get("photo").arrayBuffer())]"""
    image = Image.open(BytesIO(bytes(alena.page.evaluate(read)))).convert("L")
    assert (image.size, image.getpixel((280, 300)) < 10) == ((1600, 1200), True)
