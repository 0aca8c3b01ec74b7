"""Every number of T10 that counts something leads to the list of exactly that."""

import re
from datetime import date, time, timedelta
from random import Random

import pytest

from app.kernel import clock
from app.needs.domain import NeedStatus
from app.supervision.domain import SupervisionForm
from tests.courses.rows import a_course, held
from tests.needs.rows import a_competence, a_need
from tests.supervision.rows import a_supervision

FIRST, QUARTER = date(2025, 8, 1), "2025Q4"
# What was true on a day that is over, and what a certificate was on it, has no list today.
STATES = {"Asistenti a domovníci", "Končící osvědčení"}
HOURS = "Hodiny vzdělávání těchto pracovníků"
SAID = {
    "Vzdělávací potřeby": r"(\d+) potřeb",
    "Vzdělávací akce": r"hodiny účastníků: ([\d,]+)",
    "Hodiny": r"hodiny akcí: ([\d,]+)",
    "Účasti": r"· (\d+) účast",
    "Setkání": r"(\d+) setkání",
    "Hodin setkání": r"· (\d+) h ·",
}


@pytest.fixture
def learnt(make, scene):
    """Half a year of needs, courses and supervision, as varied as life."""
    random = Random(7)  # noqa: S311 - a story, not a secret
    topics = [a_competence(make, scene.town, f"t{n}", f"Téma {n}") for n in range(3)]
    course, crew = a_course(make, scene.town), [scene.alena, scene.bohdan, scene.mentor]
    for _number in range(40):
        day = FIRST + timedelta(days=random.randrange(150))
        a_need(make, random.choice(crew[:2]), random.choice(topics), **_life(random, day))
    for _number in range(6):
        day = FIRST + timedelta(days=random.randrange(60, 150))
        came = random.sample(crew, random.randrange(1, 4))
        held(make, course, day, *came)
        form = SupervisionForm.GROUP if len(came) > 1 else SupervisionForm.INDIVIDUAL
        a_supervision(make, *came, day=day, form=form, hours=2.0)
    return scene


def _life(random, day):
    """Raised on the day, and open, met or rejected at some time around it."""
    ended = day + timedelta(days=random.randrange(-5, 90))
    status = random.choice([*NeedStatus])
    values = {"raised_on": day, "status": status}
    if status is NeedStatus.MET:
        values["met_on"] = ended
    if status is NeedStatus.REJECTED:
        values["decided_at"] = clock.utc(ended, time(random.choice([0, 12, 23])))
    return values


@pytest.fixture(params=["manager", "mentor"])
def reader(client, learnt, request):
    return client.as_(getattr(learnt, request.param))


def cells(reader):
    """(section, label of the row, label of the column, number, address) of each cell of T10."""
    table = reader.read("summaries.read", ctvrtleti=QUARTER).page.select_one("#T10 table")
    columns, section = [cell.text for cell in table.select("thead th")], ""
    for row in table.select("tbody tr"):
        if "section" in row.get("class", []):
            section = plain(row)
            continue
        for column, cell in zip(columns, row.select("td"), strict=False):
            address = cell.a["href"] if cell.a else None
            yield section, plain(row.th), plain(column), plain(cell), address


def plain(found):
    text = found if isinstance(found, str) else found.get_text(" ", strip=True)
    return re.sub(r"\s+", " ", text)


def told(reader, address, section, row, column):
    """The number that the list says of itself."""
    html = reader.browser.get(address).get_data(as_text=True)
    shown = plain(re.sub("<[^>]+>", " ", html.partition('id="results"')[2]))
    columns = {"Hodin akce": "Hodiny", "Přítomno osob": "Účasti"}
    rows = {"Přítomno osob": "Účasti", HOURS: "Vzdělávací akce"}
    key = rows.get(row) or columns.get(column) or (row if row in SAID else section)
    return re.search(SAID.get(key, SAID["Setkání"]), shown)[1]


def test_the_number_is_that_of_its_list(reader):
    wrong, asked = [], 0
    for section, row, column, number, address in cells(reader):
        if address and "/terminy/konane" not in address and "/kurzy/terminy/" in address:
            continue
        if address:
            asked += 1
            found = told(reader, address, section, row, column)
            if found != number:
                wrong.append((section, row, column, number, found, address))
    assert wrong == []
    assert asked > 50


def test_every_count_that_is_not_zero_leads_somewhere(reader):
    bare = {
        (section, row)
        for section, row, column, number, address in cells(reader)
        if not address and number not in {"0", "–", ""} and column != "Den"
    }
    assert {section for section, row in bare if row != HOURS} <= STATES
    assert HOURS not in {row for _section, row in bare}
