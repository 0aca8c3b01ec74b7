"""Charts on paper: every number is written, nothing is cut, no colour is needed."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from app.web.charts.printed import FILLS, SIZE, Set, across, upright
from tests.naughty import MARKUP

NAMES = ("Nádraží", "Městské sady")
SETS = (Set("nyní", (12, 3)), Set("dříve", (7, None)))
COUNTS = st.lists(st.integers(0, 10**6), min_size=3, max_size=3).filter(any)


def soup(drawing):
    return BeautifulSoup(drawing.svg, "html.parser")


def words(drawing):
    return [text.text for text in soup(drawing).find_all("text")]


def test_lying_bars_carry_their_names_and_numbers():
    told = words(across(NAMES, SETS, 600))
    assert told == ["nyní", "dříve", "Nádraží", "12", "7", "Městské sady", "3"]


def test_standing_bars_carry_their_sums():
    told = words(upright(("po", "út"), (Set("ráno", (12, 3)), Set("večer", (7, 4))), 600))
    assert "19" in told
    assert told[-2:] == ["7", "út"]


def test_a_lone_set_needs_no_legend():
    assert words(across(NAMES, SETS[:1], 600)) == ["Nádraží", "12", "Městské sady", "3"]


@given(st.lists(COUNTS, min_size=1, max_size=FILLS), st.sampled_from([across, upright]))
def test_bars_stay_inside_the_picture_and_grow_with_their_numbers(values, draw):
    names = ("a", "b", "c")
    sets = [Set(f"s{place}", counts) for place, counts in enumerate(values)]
    drawing = draw(names, sets, 600)
    bars = soup(drawing).select("rect[class^=s]")[len(sets) if len(sets) > 1 else 0 :]
    for bar in bars:
        x, y, width, height = (float(bar[name]) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= drawing.width + 0.1
        assert -0.1 <= y <= y + height <= drawing.height + 0.1


def test_each_fill_is_told_apart_by_more_than_its_colour():
    style = soup(across(NAMES, SETS, 600)).find("style").text
    fills = re.findall(r"\.s(\d)\{fill:([^}]+)\}", style)
    assert [number for number, _fill in fills] == [str(n + 1) for n in range(FILLS)]
    assert len({fill for _number, fill in fills}) == FILLS


@pytest.mark.parametrize("name", ["Okolí základní a mateřské školy, Dukelských hrdinů", "x" * 200])
def test_long_names_fall_into_lines_and_stay_inside(name):
    drawing = across((name,), SETS[:1], 600)
    lines = soup(drawing).select("text.end")
    assert 1 <= len(lines) <= 2
    assert all(float(line["x"]) <= 600 * 0.4 for line in lines)
    assert f"{SIZE}px" in str(drawing.svg)


@pytest.mark.parametrize("name", MARKUP)
def test_names_are_never_markup(name):
    drawing = across((name,), SETS[:1], 600)
    assert not soup(drawing).select("script, img, a, b")
