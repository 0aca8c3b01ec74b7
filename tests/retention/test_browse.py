"""The page about keeping and deleting."""

from datetime import date

from sqlalchemy import select

from app.accounts.domain import Role
from app.accounts.models import Municipality
from app.kernel import clock
from app.kernel.db import uuid7
from app.kernel.paging import SIZE
from app.retention.domain import Rule
from app.retention.models import Disposal
from tests.counting import statements


def a_line(make, town, count=3):
    return make.saved(
        Disposal(
            id=uuid7(),
            municipality_id=town.id,
            rule=Rule.PHOTOS,
            at=clock.now(),
            before=date(2026, 8, 25),
            row_count=count,
        )
    )


def test_the_periods_of_the_town_are_told(client, make):
    manager = make.manager(make.town(retention_photo_days=30, retention_months=24))
    words = client.as_(manager).read("retention.browse").words
    assert "30 dní" in words
    assert "24 měsíců" in words
    assert "Zatím se nic nesmazalo" in words


def test_the_protocol_is_read_page_by_page(client, make):
    town = make.town()
    manager = client.as_(make.manager(town))
    a_line(make, town)
    with statements() as few:
        manager.read("retention.browse")
    for _each in range(SIZE):
        a_line(make, town, 1234)
    with statements() as many:
        first = manager.read("retention.browse")
    assert len(first.page.select("tbody tr")) == SIZE
    assert len(many) == len(few)
    following = first.page.select_one(".pager a")["href"]
    assert "fotky událostí" in manager.browser.get(following).text


def test_another_town_has_its_own_protocol(client, make):
    town = make.town()
    a_line(make, make.town("Zásada"), 4567)
    page = client.as_(make.manager(town)).read("retention.browse")
    assert not page.page.select("tbody tr")


def test_the_settings_lead_here_and_the_trail_too(client, make):
    admin = client.as_(make.person(make.town(), Role.ADMIN))
    for endpoint in ("towns.settings", "audit.browse"):
        assert admin.read(endpoint).page.select_one("a[href='/uchovavani/']")


def test_a_town_changes_its_periods(client, make, stored):
    manager = client.as_(make.manager(make.town()))
    months = {"retention_months": "24", "retention_dispute_months": "9"}
    manager.submit("towns.settings", retention_photo_days="60", **months)
    (town,) = stored(select(Municipality))
    assert (town.retention_photo_days, town.retention_months) == (60, 24)
    assert town.retention_dispute_months == 9


def test_a_period_that_keeps_nothing_or_everything_is_refused(client, make):
    manager = client.as_(make.manager(make.town()))
    for values in (
        {"retention_photo_days": "0"},
        {"retention_months": "5"},
        {"retention_dispute_months": "0"},
        {"retention_months": "999"},
    ):
        assert manager.submit("towns.settings", **values).status_code == 422
