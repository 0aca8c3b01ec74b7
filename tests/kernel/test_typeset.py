"""Typesetting: which letters can be shown, and that a template reads nothing but its own folder."""

from datetime import UTC, datetime

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import typeset

NOW = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Příliš žluťoučký kůň", "Příliš žluťoučký kůň"),
        ("Київ", "Київ"),
        ("e\u0301", "é"),
        ("社", "\ufffd"),
        ("a\nb\tc", "a b c"),
        ("a\u200bb\x07c", "abc"),
        ("10\u202fm", "10\ufffdm"),
    ],
)
def test_letters_of_our_font_stay_and_others_get_a_stand_in(text, shown):
    assert typeset.shown(text) == shown


@given(st.text())
def test_what_is_shown_is_shown_again(text):
    assert typeset.shown(typeset.shown(text)) == typeset.shown(text)


@given(st.text(max_size=40))
def test_any_text_has_a_width(text):
    assert typeset.width(text) >= 0
    assert typeset.width(f"{text}m") > 0


@pytest.fixture
def template(tmp_path):
    def written(code):
        file = tmp_path / "folder" / "page.typ"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'#set document(title: "x")\n#set text(font: "Roboto")\n{code}')
        return file

    return written


def test_data_are_shown_and_never_run(template):
    file = template("#json(bytes(sys.inputs.data)).name")
    assert typeset.pdf(file, {"name": "#panic()"}, created=NOW).startswith(b"%PDF")


@pytest.mark.parametrize(
    "code",
    ['#read("../secret.txt")', '#read("/../secret.txt")', '#import "@preview/cetz:0.3.1"'],
)
def test_a_template_reaches_nothing_outside_its_folder(template, tmp_path, code):
    (tmp_path / "secret.txt").write_text("x")
    with pytest.raises(typst.TypstError):
        typeset.pdf(template(code), {}, created=NOW)


def test_a_picture_without_words_for_it_is_refused(template):
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    code = f'#image(bytes("{svg}"), format: "svg")'
    with pytest.raises(typst.TypstError, match="alt"):
        typeset.pdf(template(code), {}, created=NOW)
    assert typeset.png(template(code), {}).startswith(b"\x89PNG")


def test_only_our_own_fonts_are_used(template):
    families = typeset._fonts().families()
    assert families == ["Roboto"]
