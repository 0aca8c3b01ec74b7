"""Every number of T9 leads to a list of exactly what it counts, here and in the overview."""

import re
from datetime import date

import pytest

from app.accounts.domain import Role
from app.disputes.domain import CheckResult, DisputeKind, LeadKind, Outcome, Referral, StepKind
from app.summaries.domain import Column, hours
from tests.summaries.dispute_rows import Look, Step, Told, keep
from tests.summaries.test_links import behind, words

QUARTER = "2025Q4"
JOINT = StepKind.JOINT_MEETING
CASES = (
    Told(
        date(2025, 8, 4), 57, DisputeKind.ANIMALS, Referral.MP, Outcome.REFUSED_A, None, (Step(2),)
    ),
    Told(date(2025, 8, 4), 58, steps=(Step(2), Step(57, JOINT, 95, in_room=True), Step(58))),
    Told(
        date(2025, 9, 30),
        None,
        DisputeKind.PARKING,
        lead_kind=LeadKind.MP_OFFICER,
        steps=(Step(0), Step(1, StepKind.VISIT_A, 50), Step(92, StepKind.SHUTTLE), Step(93)),
    ),
    Told(
        date(2025, 10, 1),
        40,
        DisputeKind.NOISE,
        Referral.APK_DP,
        Outcome.ORAL_AGREEMENT,
        steps=(
            Step(1),
            Step(3, JOINT, 60),
            Step(4, JOINT, 61, in_room=True),
            Step(40, StepKind.CHECK),
            Step(2, is_withdrawn=True),
        ),
        looks=(Look(30, 40, CheckResult.BROKEN), Look(90, 91)),
    ),
    Told(
        date(2025, 11, 3),
        35,
        DisputeKind.NOISE,
        Referral.APK_DP,
        Outcome.WRITTEN_AGREEMENT,
        LeadKind.REGISTERED_MEDIATOR,
        (Step(2), Step(3, JOINT, 130)),
        (Look(30, 35), Look(90, 90)),
    ),
    Told(date(2025, 12, 31), None, lead_kind=None),
    Told(date(2024, 12, 31), 1, looks=(Look(30, 31),), steps=(Step(0), Step(1))),
)
MEDIANS = re.compile("Od přijetí")


@pytest.fixture
def told(make, scene):
    room = make.place(scene.town, "L13", name="Klubovna", is_dispute_room=True)
    keep(make, scene.town, room, CASES)
    scene.lead = make.person(scene.town, Role.DISPUTE_LEAD, name="Eva Nová")
    return scene


def cells(page):
    """(section, row, column, number, address) of each cell of T9."""
    columns = [words(str(cell)).strip() for cell in page.select("#T9 thead th")]
    section = ""
    for row in page.select("#T9 tbody tr"):
        if "section" in row["class"]:
            section = row.th.text
            continue
        for column, cell in zip(columns, row.select("td"), strict=True):
            label = row.th.text.replace("\xa0", " ")
            yield section, label, column, cell.text, cell.a["href"] if cell.a else None


def told_by(above, count):
    """The number that the list tells, as the cell of the table would be written."""
    figure = re.search(r"spor\w* · (?:(\d+) krok|(?:(\d+) h)? ?(?:(\d+) min)?)", above)
    if figure is None:
        return str(count)
    minutes = 60 * int(figure[2] or 0) + int(figure[3] or 0)
    return figure[1] or Column("", "").show(hours(minutes))


@pytest.mark.parametrize("endpoint", ["summaries.read", "summaries.disputes"])
def test_the_number_is_that_of_its_list(client, told, endpoint):
    reader = client.as_(told.manager)
    page = reader.read(endpoint, ctvrtleti=QUARTER).page
    wrong, asked = [], 0
    for section, row, column, number, address in cells(page):
        if address:
            above, rows = behind(reader, address)
            count, asked = int(re.search(r"(\d+) spor", above)[1]), asked + 1
            right = MEDIANS.match(row) or told_by(above, count) == number
            if not right or count != len(rows):
                wrong.append((section, row, column, number, above, len(rows), address))
    assert wrong == []
    assert asked > 120


def test_every_number_that_is_not_zero_leads_somewhere(client, told):
    page = client.as_(told.manager).read("summaries.read", ctvrtleti=QUARTER).page
    bare = [cell for cell in cells(page) if not cell[-1] and cell[3] not in {"0", "–", ""}]
    assert bare == []


def test_each_case_says_what_it_adds_to_the_work(client, told):
    reader = client.as_(told.lead)
    page = reader.read("summaries.disputes", ctvrtleti=QUARTER).page
    (address,) = (
        address
        for _section, row, column, _number, address in cells(page)
        if (row, column) == ("Kontakty se stranami", "Celkem")
    )
    above, rows = behind(reader, address)
    added = sum(int(re.search(r"(\d+) krok", each)[1]) for each in rows)
    assert added == int(re.search(r"· (\d+) krok", above)[1])


def test_the_days_of_a_figure_stay_when_another_filter_is_chosen(client, told):
    reader = client.as_(told.lead)
    asked = {"prace": "contacts", "kroky-od": "2025-10-01", "kroky-do": "2025-12-31"}
    page = reader.read("disputes.browse", **asked).page
    kept = {field["name"]: field["value"] for field in page.select("form input[type=hidden]")}
    assert kept.items() >= {"kroky-od": "2025-10-01", "kroky-do": "2025-12-31"}.items()
    assert "Kroky od: 1. 10. 2025" in page.text.replace("\xa0", " ")


@pytest.mark.parametrize("word", ["kroky-od", "trva-do", "kontakt-od", "kontrola-do", "kontrola"])
def test_what_is_no_day_narrows_nothing(client, told, word):
    reader = client.as_(told.lead)
    whole = reader.read("disputes.browse").page.select("#results .row")
    assert len(
        reader.read("disputes.browse", **{word: "zima"}).page.select("#results .row")
    ) == len(whole)
