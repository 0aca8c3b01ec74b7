"""Every number of every table leads to a list of exactly what it counts."""

import re

import pytest

from app.accounts.domain import Role
from app.summaries.domain import Column, hours
from tests.summaries.told import tell

QUARTER = "2025Q4"
# What T0 tells has no list; what leads from training, children and quality has tests of its own.
UNLISTED = {"T0", "T8", "T10", "T15"}
# Not numbers of records but what is computed from them.
COMPUTED = re.compile("Podíl|Změna|Index|Události na 10 obchůzek")
LISTED = r"(\d+) (?:událost|směn|obchůz)"
FIGURE = r"směn\w* · (?:(\d+) (?!h|min)|(?:(\d+) h)?(?: ?(\d+) min)?)"
ROW = re.compile(r'<li class="row .*?</li>|<tr>\s*<th scope="row".*?</tr>', re.DOTALL)


@pytest.fixture
def told(make, scene):
    """Two quarters of service; one of the places has gone out of use since."""
    scene.places.append(make.place(scene.town, "L09", name="Kino", is_active=False))
    tell(make, scene, seed=1)
    return scene


@pytest.fixture
def reader(client, told):
    return client.as_(told.manager)


def cells(reader):
    """(table, key of the row's words, words of the column, number, address) of each cell."""
    page = reader.read("summaries.read", ctvrtleti=QUARTER).page
    for table in page.select("[id^=T] table"):
        columns = [cell.text.replace("\xa0", " ") for cell in table.select("thead th")]
        name = table.find_parent("section")["id"]
        for row in table.select("tbody tr:not(.section)"):
            for column, cell in zip(columns, row.select("td"), strict=True):
                address = cell.a["href"] if cell.a else None
                yield name, row.th.text.replace("\xa0", " "), column, cell.text, address


def behind(reader, address):
    """What the list says of itself above its rows, and the rows of all its pages, in words."""
    rows, above = [], ""
    while address:
        page = reader.browser.get(address).get_data(as_text=True).partition('id="results"')[2]
        above = above or words(page)
        rows += map(words, ROW.findall(page))
        following = re.search(r'class="pager".*?href="([^"]+)"', page, re.DOTALL)
        address = following and following[1].replace("&amp;", "&")
    return above, rows


def words(html):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html).replace("&nbsp;", " "))


def told_by(above, rows, row):
    """The number that a list tells, as the cell of its table would be written."""
    if row.startswith("Sebrané"):
        return str(sum(int(n) for each in rows for n in re.findall(r"\((\d+) ks\)", each)))
    if row == "Dny s pokrytím":
        return str(len({re.search(r"\d+\. \d+\. \d+", each)[0] for each in rows}))
    figure = re.search(FIGURE, above)
    if figure is None:
        return re.search(LISTED, above)[1]
    minutes = 60 * int(figure[2] or 0) + int(figure[3] or 0)
    return figure[1] or Column("", "").show(hours(minutes))


def test_the_number_is_that_of_its_list(reader):
    wrong, asked = [], 0
    for _table, row, column, number, address in cells(reader):
        if address:
            above, rows = behind(reader, address)
            count, asked = int(re.search(LISTED, above)[1]), asked + 1
            if (told_by(above, rows, row), count) != (number, len(rows)):
                wrong.append((row, column, number, count, len(rows), address))
    assert wrong == []
    assert asked > 300


def test_every_count_that_is_not_zero_leads_somewhere(reader):
    bare = {
        row
        for table, row, column, number, address in cells(reader)
        if table not in UNLISTED
        and not address
        and number not in {"0", "–"}
        and not COMPUTED.match(column)
    }
    assert bare == {"Dny bez pokrytí"}


def test_what_each_shift_adds_makes_the_figure(reader):
    (address,) = (
        address
        for _table, row, column, _number, address in cells(reader)
        if (row, column) == ("Úkoly celkem", "Celkem")
    )
    above, rows = behind(reader, address)
    added = sum(int(re.search(r"(\d+) úkol", each)[1]) for each in rows)
    assert added == int(re.search(FIGURE, above)[1])


@pytest.mark.parametrize("roles", [[Role.HEAD], [Role.DPO], [Role.HEAD, Role.APK]])
def test_who_does_not_see_every_record_sees_numbers_only(client, make, scene, roles):
    tell(make, scene, seed=1)
    person = make.person(scene.town, *roles, name="Eva Nová")
    page = client.as_(person).read("summaries.read", ctvrtleti=QUARTER).page
    assert page.select("[id^=T] td a") == []
