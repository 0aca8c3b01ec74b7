"""Charts: the picture, its words and its table say the same; nothing typed is executed."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis.strategies import integers, lists

from app.web.charts.bars import Group, Series, fold, side_by_side, stacked
from app.web.charts.heat import SHADES, Line, heat, shade
from app.web.charts.ranks import Compared, Item, compared, ranked
from app.web.charts.scale import LINES, ticks
from app.web.charts.spark import spark

GROUPS = (Group("Říjen"), Group("Listopad"))
SERIES = (Series("Hluk", (3, 1)), Series("Psi", (1, 0)))
COLUMNS = ("Místo", "Události", "Změna")
EVIL = '"><script>alert(1)</script>'


def soup(chart):
    return BeautifulSoup(chart.svg, "html.parser")


def texts(chart):
    return [[cell.text for cell in row] for row in chart.rows]


@given(integers(0, 10_000_000))
def test_an_axis_is_round_short_and_high_enough(largest):
    marks = ticks(largest)
    assert marks[0] == 0
    assert marks[-1] >= largest
    assert 2 <= len(marks) <= LINES + 1
    assert len({b - a for a, b in pairwise(marks)}) == 1


def test_stacked_bars_carry_their_sums():
    chart = stacked("Události", GROUPS, SERIES)
    assert chart.legend == ("Hluk", "Psi")
    assert texts(chart) == [["Říjen", "3", "1", "4"], ["Listopad", "1", "0", "1"]]
    assert [text.string for text in soup(chart).select("text.value")] == ["4", "1"]
    assert len(soup(chart).select("rect")) == 3


def test_a_group_of_which_nothing_is_known_is_no_zero():
    groups = (Group("Říjen"), Group("Listopad", is_recorded=False), Group("Prosinec"))
    chart = stacked("Události", groups, (Series("Hluk", (3, 0, 0)),))
    assert texts(chart) == [["Říjen", "3", "3"], ["Listopad", "–", "–"], ["Prosinec", "0", "0"]]
    assert [text.string for text in soup(chart).select("text.value")] == ["3", "–", "0"]
    assert "Listopad: bez záznamů" in soup(chart).svg["aria-label"]


def test_what_came_although_nobody_served_is_told():
    chart = stacked("Události", (Group("Listopad", is_recorded=False),), (Series("Hluk", (2,)),))
    assert texts(chart) == [["Listopad", "2", "2"]]


def test_a_small_line_has_a_gap_where_nothing_is_known():
    drawing = BeautifulSoup(spark("Události", [5, 7, None, None, 4]), "html.parser").svg
    assert drawing["aria-label"] == "Události: 5, 7, bez záznamů, bez záznamů, 4"
    lengths = [len(line["points"].split()) for line in drawing.select("polyline")]
    assert lengths == [2, 1]


def test_a_stack_is_as_high_as_its_sum():
    chart = stacked("Události", GROUPS[:1], (Series("Hluk", (3,)), Series("Psi", (1,))))
    low, high = soup(chart).select("rect")
    assert float(high["y"]) + float(high["height"]) == pytest.approx(float(low["y"]))
    assert float(low["height"]) == pytest.approx(3 * float(high["height"]))


def test_a_picture_without_links_says_its_numbers():
    drawing = soup(stacked("Události", GROUPS, SERIES)).svg
    assert drawing["role"] == "img"
    assert drawing["aria-label"] == "Události. Říjen: 4; Listopad: 1"


def test_a_picture_with_links_lets_them_be_reached():
    groups = (Group("Říjen", "/udalosti/?od=1"), Group("Listopad"))
    chart = stacked("Události", groups, SERIES)
    assert soup(chart).svg["role"] == "group"
    link = soup(chart).select_one("a")
    assert (link["href"], link["aria-label"]) == ("/udalosti/?od=1", "Říjen: 4")
    assert chart.rows[0][-1].href == "/udalosti/?od=1"


def test_a_number_of_a_series_leads_to_its_own_list_and_nothing_leads_nowhere():
    groups = (Group("Říjen", "/a"), Group("Listopad", "/b"))
    chart = stacked("Události", groups, (Series("Hluk", (3, 0), ("/a-hluk", None)),))
    hrefs = [[cell.href for cell in row] for row in chart.rows]
    assert hrefs == [[None, "/a-hluk", "/a"], [None, None, None]]


def test_the_table_of_a_ranking_leads_from_its_number():
    chart = ranked("Místa", [Item("Nádraží", 40, "+12 %", "/a")], COLUMNS)
    assert [cell.href for cell in chart.rows[0]] == [None, "/a", None]


def test_bars_side_by_side_tell_each_period():
    chart = side_by_side("Srovnání", GROUPS, (Series("Nyní", (1200, 3)), Series("Loni", (0, 4))))
    assert texts(chart) == [["Říjen", "1\xa0200", "0"], ["Listopad", "3", "4"]]
    assert len(soup(chart).select("rect")) == 4


@pytest.mark.parametrize("draw", [stacked, side_by_side])
@pytest.mark.parametrize("groups", [(), GROUPS])
def test_nothing_to_draw_is_said_in_words(draw, groups):
    chart = draw("Události", groups, [Series("Hluk", (0,) * len(groups))])
    assert soup(chart).select("rect") == []
    assert soup(chart).select_one("svg.empty")["aria-label"].startswith("Události. ")


def test_small_series_fold_into_one_and_no_incident_is_lost():
    series = [Series(str(size), (size, size)) for size in (5, 1, 9, 2)]
    folded = fold(series, 3, "Ostatní")
    assert [one.label for one in folded] == ["5", "9", "Ostatní"]
    assert folded[-1].values == (3, 3)
    assert fold(series, 4, "Ostatní") == series


def test_a_heat_map_is_a_table_that_leads_to_its_lists():
    chart = heat("Kdy", ["6–10", "10–14"], [Line("po", (0, 7), ("/a", "/b"))])
    cells = soup(chart).select("tbody td")
    assert cells[0].a is None
    assert (cells[1].a["href"], cells[1]["class"]) == ("/b", ["h4"])
    assert soup(chart).caption.string == "Kdy"
    assert texts(chart) == [["po", "0", "7"]]


def test_an_empty_heat_map_has_no_shades():
    assert soup(heat("Kdy", ["6–10"], [Line("po", (0,))])).select("[class^=h]:not(.heat)") == []


@given(integers(1, 1000), integers(0, 1000))
def test_shades_grow_with_the_number(largest, value):
    value = min(value, largest)
    assert 0 <= shade(value, largest) <= SHADES
    assert (shade(value, largest) == 0) == (value == 0)
    assert shade(largest, largest) == SHADES


def test_a_ranking_is_a_list_with_bars():
    items = [Item("Nádraží", 40, "+12 %", "/a"), Item("Sady", 10)]
    drawing = soup(ranked("Místa", items, COLUMNS))
    assert [bar["width"] for bar in drawing.select("rect")] == ["100%", "25%"]
    assert [link["href"] for link in drawing.select("a")] == ["/a"]
    assert drawing.ol["aria-label"] == "Místa"


def test_a_ranking_of_nothing_says_so():
    assert soup(ranked("Místa", [], COLUMNS)).select_one("svg.empty")
    assert soup(compared("Místa", [Compared("Sady", (0, 0))], ["Nyní", "Loni"])).select("li") == []


def test_periods_are_compared_line_by_line():
    chart = compared("Druhy", [Compared("Hluk", (4, 2), "/a")], ["Nyní", "Loni"])
    lines = soup(chart).select(".compared-line")
    assert [line.get_text() for line in lines] == ["Nyní: 4", "Loni: 2"]
    assert texts(chart) == [["Hluk", "4", "2"]]


@given(lists(integers(0, 10_000), min_size=2, max_size=30))
def test_a_small_line_stays_in_its_frame(values):
    points = re.findall(r"(-?[\d.]+),(-?[\d.]+)", soup_line(spark("Vývoj", values)))
    assert len(points) == len(values)
    assert all(0 <= float(x) <= 100 and 0 <= float(y) <= 40 for x, y in points)


def soup_line(markup):
    return BeautifulSoup(markup, "html.parser").select_one(".spark-line")["points"]


@pytest.mark.parametrize("values", [[3], [], [None], [3, None, 5], [None, 3]])
def test_lone_numbers_are_no_line(values):
    assert spark("Vývoj", values) == ""


@pytest.mark.parametrize(
    "chart",
    [
        stacked(EVIL, [Group(EVIL, EVIL)], [Series(EVIL, (1,))]),
        side_by_side(EVIL, [Group(EVIL, EVIL)], [Series(EVIL, (1,))]),
        heat(EVIL, [EVIL], [Line(EVIL, (1,), (EVIL,))]),
        ranked(EVIL, [Item(EVIL, 1, EVIL, EVIL)], COLUMNS),
        compared(EVIL, [Compared(EVIL, (1,), EVIL)], [EVIL]),
    ],
)
def test_what_was_typed_is_never_executed(chart):
    assert "<script" not in chart.svg
    assert soup(chart).select("script") == []
    assert "style=" not in chart.svg
