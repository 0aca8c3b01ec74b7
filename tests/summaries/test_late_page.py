"""The list behind the lines of T15 that tell what was written down later."""

from datetime import date, timedelta

import pytest

from app.kernel import clock
from app.kernel.paging import SIZE
from app.shifts.domain import ShiftStatus
from tests.counting import statements
from tests.figures_outside.rows import a_figure
from tests.summaries.conftest import AFTER, NEXT, QUARTER
from tests.summaries.test_counting import DAY, happened, served
from tests.supervision.rows import a_supervision


@pytest.fixture
def manager(client, scene):
    return client.as_(scene.manager)


def rows(answer):
    return [(row.get_text(" ", strip=True), row.a["href"]) for row in answer.page.select("li.row")]


@pytest.mark.usefixtures("closing")
def test_each_line_leads_to_as_many_records_as_it_tells(make, scene, manager):
    with clock.frozen(AFTER):
        shift = served(make, scene, status=ShiftStatus.RETURNED)
        make.visit(shift, scene.places[0], scene.alena)
        for _n in range(2):
            happened(make, scene, shift)
        a_supervision(make, scene.alena, scene.bohdan, day=DAY)
        a_figure(make, scene.town)
    page = manager.read("summaries.read", ctvrtleti=NEXT.code).page
    told = {
        row.th.get_text(strip=True): (row.td.get_text(strip=True), row.td.a["href"])
        for row in page.select("#T15 tbody tr:not(.section)")
        if row.td.a and "dodatecne" in row.td.a["href"]
    }
    assert {label: number for label, (number, _url) in told.items()} == {
        "Události zapsané, doplněné nebo změněné": "2",
        "Směny zapsané, předané nebo změněné": "1",
        "Zapsané nebo opravené záznamy o\xa0vzdělávání": "1",
        "Zapsané nebo opravené údaje jiných": "1",
    }
    for number, url in told.values():
        subject = url.partition("co=")[2]
        listed = rows(manager.read("summaries.later", ctvrtleti=NEXT.code, co=subject))
        assert len(listed) == int(number)
        for _words, address in listed:
            assert manager.browser.get(address).status_code == 200


@pytest.mark.usefixtures("closing")
def test_a_record_is_told_with_the_quarter_it_changes_and_when(make, scene, manager):
    with clock.frozen(AFTER):
        shift = served(make, scene)
    [(words, address)] = rows(manager.read("summaries.later", ctvrtleti=NEXT.code))
    assert words.replace("\xa0", " ") == "Směna mění 4. čtvrtletí 2025 20. 1. 2026 09:00"
    assert address == manager.url("shifts.read", shift)


@pytest.mark.usefixtures("closing")
def test_a_long_list_goes_on_and_asks_no_more_for_more(make, scene, manager):
    def asked():
        with statements() as told:
            page = manager.read("summaries.later", ctvrtleti=NEXT.code, co="shifts")
        return len(told), page

    with clock.frozen(AFTER):
        served(make, scene)
    few, _page = asked()
    with clock.frozen(AFTER):
        for number in range(SIZE):
            served(make, scene, date(2025, 10, 1) + timedelta(days=number % 90))
    many, page = asked()
    assert many == few
    following = page.page.select_one(".pager a")["href"].partition("po=")[2]
    both = {address for _words, address in rows(page)}
    rest = manager.read("summaries.later", ctvrtleti=NEXT.code, co="shifts", po=following)
    both |= {address for _words, address in rows(rest)}
    assert len(both) == SIZE + 1


def test_where_nothing_was_changed_the_page_says_so(manager):
    assert "Nic dodatečně zapsaného" in manager.read("summaries.later").words
    assert "Nic dodatečně" in manager.read("summaries.later", ctvrtleti=QUARTER.code, co="?").words
