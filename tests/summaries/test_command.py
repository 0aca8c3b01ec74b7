"""The command that writes a summary into a file, and what it says when it cannot."""

import json
from datetime import date, time

import openpyxl
import pytest

from app.kernel import clock


@pytest.fixture
def ask(app, make, scene, tmp_path):
    """`ask(quarter="2025Q4")` runs the command; it answers its result and the file."""
    shift = make.shift(scene.alena, day=date(2025, 11, 4))
    at = clock.utc(date(2025, 11, 4), time(9))
    make.incident(shift, scene.places[0], scene.alena, occurred_at=at)
    make.town("Zásada", slug="zasada")

    def run(**options):
        file = options.pop("out", tmp_path / "souhrn")
        words = {"town": "lhota", "quarter": "2025Q4", "format": "json", "out": str(file)}
        options = {**words, **options}
        arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
        return app.test_cli_runner().invoke(args=["summary", *arguments]), file

    return run


def test_the_document_holds_the_quarter_of_the_town(ask):
    result, file = ask()
    assert result.exit_code == 0
    document = json.loads(file.read_text())
    assert (document["town"], document["quarter"]) == ("lhota", "2025Q4")
    assert {row["key"]: row["total"] for row in document["tables"]["T2"]["rows"]}["noise"] == 1
    assert {row["key"]: row["total"] for row in document["tables"]["T3"]["rows"]}["L01"] == 1


def test_the_workbook_is_one_that_opens(ask, tmp_path):
    result, file = ask(format="xlsx", out=tmp_path / "souhrn.xlsx")
    assert result.exit_code == 0
    assert len(openpyxl.load_workbook(file).sheetnames) == 12


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("csv", b"PK"), ("pdf", b"%PDF-")])
def test_the_other_documents_are_written_too(ask, form, begins):
    result, file = ask(format=form)
    assert result.exit_code == 0
    assert file.read_bytes().startswith(begins)


def test_only_the_town_that_was_asked_for_is_counted(ask):
    _result, file = ask(town="zasada")
    assert json.loads(file.read_text())["tables"]["T2"]["totals"][0]["total"] == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"town": "kocourkov"}, "Taková obec tu není. Tyto ano: lhota, zasada."),
        ({"quarter": "podzim"}, "Čtvrtletí napište takto: 2025Q4."),
        ({"out": "/nikde/souhrn.json"}, "nelze zapsat. Zvolte jiný, ve složce"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(ask, options, said):
    result, _file = ask(**options)
    assert result.exit_code == 1
    assert said in result.output.replace("\xa0", " ")
