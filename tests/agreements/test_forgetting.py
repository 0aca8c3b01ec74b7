"""When the time of a closed dispute is up, nothing that was agreed is left; that it was, stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import jobs
from app.agreements.domain import Fulfilled
from app.agreements.models import Agreement, AgreementPoint, AgreementScan
from app.disputes.domain import AgreementForm, Outcome, Stage
from app.kernel import clock
from app.kernel.db import db
from tests.agreements.rows import a_point, a_scan, an_agreement
from tests.conftest import NOW
from tests.disputes.rows import in_talks


@pytest.fixture
def closed(make, cast):
    """A closed case whose agreement has a point and a scan."""
    agreed = {"agreed_on": clock.today(), "agreed_form": AgreementForm.WRITTEN}
    ended = {"closed_on": clock.today(), "outcome": Outcome.WRITTEN_AGREEMENT}
    case = in_talks(make, cast.town, cast.hana, stage=Stage.CLOSED, **agreed, **ended)
    agreement = an_agreement(make, cast.town, cast.hana, case)
    a_point(make, agreement, "Po desáté večer bude klid.", fulfilled=Fulfilled.YES)
    a_scan(make, agreement, b"%PDF-1.7 podpisy")
    return agreement


def run(app, moment):
    with clock.frozen(moment), app.app_context():
        jobs.run_due()
        db.session.remove()


def sealed(stored, agreement):
    points = select(AgreementPoint).where(AgreementPoint.agreement_id == agreement.id)
    scans = select(AgreementScan).where(AgreementScan.agreement_id == agreement.id)
    return [point.what for point in stored(points)] + [scan.content for scan in stored(scans)]


def left(database, needles):
    files = database.file.parent.glob(f"{database.file.name}*")
    contents = b"".join(path.read_bytes() for path in files)
    return [needle for needle in needles if needle in contents]


def test_nothing_agreed_is_left_and_how_it_was_kept_stays(app, closed, stored):
    run(app, NOW + timedelta(days=200))
    assert sealed(stored, closed) == [None]
    (point,) = stored(select(AgreementPoint).where(AgreementPoint.agreement_id == closed.id))
    assert point.fulfilled is Fulfilled.YES
    assert len(stored(select(Agreement).where(Agreement.id == closed.id))) == 1


def test_no_sealed_byte_is_left_in_the_file(app, closed, stored, database, engine):
    if engine == "postgres":
        pytest.skip("PostgreSQL keeps its rows out of the reach of tests")
    kept = sealed(stored, closed)
    assert left(database, kept) == kept
    run(app, NOW + timedelta(days=200))
    assert left(database, kept) == []


def test_an_open_case_keeps_what_was_agreed(app, cast, closed, stored):
    run(app, NOW + timedelta(days=200))
    assert sealed(stored, cast.agreement) == [cast.point.what]


def test_the_page_says_that_the_words_are_gone(app, client, cast, closed):
    run(app, NOW + timedelta(days=200))
    page = client.as_(cast.hana).read("agreements.read", closed)
    assert "už je smazané" in page.words
    assert "splněno" in page.page.select_one(".promise .badge").text
