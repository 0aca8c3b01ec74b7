"""Figures of others: typed in, corrected, taken out, listed by period."""

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.models import AuditEntry
from app.figures_outside.domain import Period, Term
from app.figures_outside.models import ExternalFigure
from app.kernel.quarter import Quarter
from tests.counting import statements
from tests.figures_outside.rows import a_figure

TOLD = {"year": "2025", "term": "q4", "source": "pcr", "unit": "count"}


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def manager(client, make, town):
    return client.as_(make.manager(town))


def test_a_manager_types_a_figure_in_with_a_decimal_comma(manager, stored):
    manager.submit("figures_outside.add", **TOLD, indicator="Nezaměstnanost", value="1 234,5")
    figure = stored(select(ExternalFigure))[0]
    assert (figure.year, figure.term, figure.value) == (2025, Term.Q4, 1234.5)


def test_the_last_quarter_that_is_over_is_offered(manager):
    page = manager.read("figures_outside.add").page
    assert page.select_one("[name=year]")["value"] == "2026"
    assert page.select_one("[name=term] [selected]")["value"] == "q3"


@pytest.mark.parametrize("value", ["", "mnoho", "-1", "1,234", "nan", "9999999999"])
def test_what_is_no_number_is_said_at_the_field_and_kept(manager, value):
    answer = manager.submit("figures_outside.add", **TOLD, indicator="Krádeže", value=value)
    assert answer.status_code == 422
    assert answer.page.select_one("#value-error")
    assert answer.page.select_one("[name=value]")["value"] == value


def test_the_same_figure_twice_is_refused_whatever_its_capitals(manager, make, town):
    a_figure(make, town, indicator="Krádeže  vloupáním")
    answer = manager.submit("figures_outside.add", **TOLD, indicator="KRADEZE vloupanim", value="1")
    assert answer.status_code == 422
    assert answer.page.select_one("#indicator-error")


def test_a_corrected_figure_keeps_its_place(manager, make, town, stored):
    figure = a_figure(make, town)
    manager.submit("figures_outside.correct", figure, value="13")
    assert [each.value for each in stored(select(ExternalFigure))] == [13]


def test_a_figure_taken_out_stays_in_the_trail(manager, make, town, stored):
    figure = a_figure(make, town, indicator="Krádeže")
    page = manager.url("figures_outside.correct", figure)
    manager.submit("figures_outside.withdraw", figure, on=page)
    assert stored(select(ExternalFigure)) == []
    entry = select(AuditEntry).where(AuditEntry.use_case == "figures_outside.withdraw")
    assert "Krádeže" in stored(entry)[0].values


def test_the_list_goes_by_year_and_period(manager, make, town):
    a_figure(make, town, term=Term.YEAR, indicator="Za celý rok")
    a_figure(make, town, indicator="Za čtvrtletí")
    a_figure(make, town, indicator="Jindy", year=2024)
    words = manager.read("figures_outside.browse", rok=2025).words
    assert words.index("Za celý rok") < words.index("Za čtvrtletí")
    assert "Jindy" not in words


@pytest.mark.parametrize("asked", ["", "loni", "0"])
def test_without_a_year_the_newest_with_figures_is_shown(manager, make, town, asked):
    a_figure(make, town, year=2024, indicator="Poslední známé")
    answer = manager.read("figures_outside.browse", rok=asked)
    assert answer.status_code == 200


def test_who_sees_figures_only_reads(client, make, town):
    figure = a_figure(make, town)
    head = client.as_(make.person(town, Role.HEAD, name="Eva Nová"))
    page = head.read("figures_outside.browse", rok=2025).page
    assert "Trestné činy" in page.text
    assert not page.select(f"a[href*='{figure.id}']")


def test_the_list_costs_the_same_however_long_it_is(manager, make, town):
    a_figure(make, town)
    with statements() as few:
        manager.read("figures_outside.browse", rok=2025)
    for number in range(8):
        a_figure(make, town, indicator=f"Ukazatel {number}")
    with statements() as many:
        manager.read("figures_outside.browse", rok=2025)
    assert len(many) == len(few)


def test_a_period_knows_the_one_before():
    assert Period.of(Quarter(2026, 1)).previous == Period.of(Quarter(2025, 4))
    assert Period(2025, Term.YEAR).previous == Period(2024, Term.YEAR)
