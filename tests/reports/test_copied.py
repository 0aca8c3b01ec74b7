"""The warning of a copied comment looks into the newest version of each of the last quarters."""

import pytest

from app.kernel.scope import scope
from app.reports import queries
from tests.reports.rows import a_report

OLD, NEWER = "Chybí nám druhá dvojice.", "Druhá dvojice nastoupila v květnu."
YEARS = [f"{year}Q{number}" for year in (2024, 2025) for number in (1, 2, 3, 4)]


@pytest.fixture
def found(make, scene):
    def copied(text):
        report = a_report(make, scene.manager, "2026Q1", requests=text)
        with make.app.app_context(), scope(scene.town.id):
            return [each.quarter for each in queries.copied_sentences(report)]

    return copied


def test_many_versions_of_one_quarter_do_not_hide_those_before(make, scene, found):
    a_report(make, scene.manager, YEARS[0], requests=OLD)
    for code in YEARS[1:]:
        for number in (1, 2, 3):
            a_report(make, scene.manager, code, number=number)
    assert found(OLD) == ["1. čtvrtletí 2024"]


def test_what_is_older_than_eight_quarters_is_not_asked(make, scene, found):
    a_report(make, scene.manager, "2023Q4", requests=OLD)
    for code in YEARS:
        a_report(make, scene.manager, code)
    assert found(OLD) == []


def test_what_a_newer_version_left_out_is_not_copied(make, scene, found):
    a_report(make, scene.manager, "2025Q4", requests=OLD)
    a_report(make, scene.manager, "2025Q4", number=2, requests=NEWER)
    assert found(OLD) == []


def test_the_newest_version_is_compared(make, scene, found):
    a_report(make, scene.manager, "2025Q4", requests=OLD)
    a_report(make, scene.manager, "2025Q4", number=2, requests=NEWER)
    assert found(NEWER) == ["4. čtvrtletí 2025"]
