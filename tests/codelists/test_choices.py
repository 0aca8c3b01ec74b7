"""What the pages of a town say and offer once it has adapted its lists."""

import io
import json

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.incidents.domain import Action, Category, Source, Subcategory
from app.incidents.models import Incident, IncidentAction
from app.kernel.codes import Arrangement
from app.shifts.domain import ContactKind, ShiftKind
from app.shifts.models import ContactTally, Shift

NOISE, DOGS, WASTE = Subcategory.NOISE, Subcategory.DOGS, Subcategory.WASTE
CALLED_RACKET = Arrangement({"noise": "Rámus pod okny"})
WITHOUT_DOGS = Arrangement(hidden=frozenset({"dogs"}))


def tiles(client, crew, **values):
    page = client.as_(crew.alena).read("incidents.report", **values).page
    return [tile["href"].rpartition("=")[2] for tile in page.select("main a.tile")]


def options(answer, name):
    return [each["value"] for each in answer.page.select(f"[name={name}] option")]


def ticks(answer, name):
    return [each["value"] for each in answer.page.select(f"[name={name}]")]


@pytest.fixture
def record(make):
    """`record(crew, subcategory=…)`: a complete record of the crew."""
    return lambda crew, **values: make.incident(crew.shift, crew.place, crew.alena, **values)


@pytest.mark.parametrize(
    ("who", "endpoint"),
    [
        ("alena", "desk.phone"),
        ("alena", "incidents.report"),
        ("alena", "incidents.browse"),
        ("alena", "incidents.read"),
        ("alena", "incidents.correct"),
        ("alena", "incidents.cancel"),
        ("manager", "summaries.read"),
    ],
)
def test_the_name_of_the_town_is_shown_everywhere(client, adapted, record, who, endpoint):
    crew = adapted(subcategory=CALLED_RACKET)
    own = record(crew)
    about = own if "<" in str(next(client.app.url_map.iter_rules(endpoint))) else None
    quarter = {"ctvrtleti": "2026Q4"} if endpoint == "summaries.read" else {}
    answer = client.as_(getattr(crew, who)).read(endpoint, about, **quarter)
    assert "Rámus pod okny" in answer.words
    assert NOISE.standard not in answer.words


def test_the_text_for_the_police_says_it_too(client, adapted, record):
    crew = adapted(subcategory=CALLED_RACKET)
    answer = client.as_(crew.mentor).read("incidents.read", record(crew))
    assert "Rámus pod okny" in answer.page.select_one("#police-text").text


def test_the_spreadsheet_says_it_too(client, adapted, record):
    crew = adapted(subcategory=CALLED_RACKET)
    record(crew)
    book = load_workbook(io.BytesIO(client.as_(crew.mentor).read("incidents.export").data))
    cells = {cell.value for row in book.active.iter_rows() for cell in row}
    assert "Rámus pod okny" in cells


def test_figures_stand_by_codes_and_say_the_name_of_the_town(client, adapted, record):
    crew = adapted(subcategory=Arrangement({"noise": "Rámus"}, frozenset({"noise"}), ("dogs",)))
    record(crew)
    answer = client.as_(crew.manager).read("summaries.download", quarter="2026Q4", form="json")
    rows = json.loads(answer.data)["tables"]["T2"]["rows"]
    (row,) = [row for row in rows if row["key"] == "noise"]
    assert (row["label"], row["total"]) == ("Rámus", 1)
    kinds = [row["key"] for row in rows if row["level"] == "subcategory"]
    assert kinds == [kind.value for kind in Subcategory]


def test_the_command_speaks_as_the_town_does(app, adapted, tmp_path):
    adapted(subcategory=CALLED_RACKET)
    file = tmp_path / "souhrn.json"
    words = ["--town", "lhota", "--quarter", "2026Q4", "--format", "json", "--out", str(file)]
    assert app.test_cli_runner().invoke(args=["summary", *words]).exit_code == 0
    assert "Rámus pod okny" in file.read_text()
    assert NOISE.label == NOISE.standard


def test_two_towns_speak_each_its_own_way(client, adapted, record):
    crew, others = adapted(subcategory=CALLED_RACKET), adapted("Zásada")
    record(crew), record(others)
    assert "Rámus" in client.as_(crew.alena).read("incidents.browse").words
    assert "Rámus" not in client.as_(others.alena).read("incidents.browse").words


@pytest.mark.parametrize("asked", ["rámus", "HLUK"])
def test_both_names_are_found(client, adapted, record, asked):
    crew = adapted(subcategory=CALLED_RACKET)
    own, other = record(crew), record(crew, subcategory=DOGS)
    answer = client.as_(crew.alena).read("incidents.browse", q=asked)
    assert own.number in answer.words
    assert other.number not in answer.words


def test_a_hidden_kind_has_no_tile(client, adapted, record):
    crew = adapted(subcategory=Arrangement(hidden=frozenset({"dogs", "noise"})))
    record(crew, subcategory=DOGS)
    assert not {"dogs", "noise"} & {*tiles(client, crew), *tiles(client, crew, vse=1)}
    assert len(tiles(client, crew)) == 9


def test_tiles_stand_in_the_order_of_the_town(client, adapted):
    crew = adapted(subcategory=Arrangement(order=("vandalism", "waste")))
    town = [kind.value for kind in Subcategory if kind.category is Category.ENVIRONMENT]
    shown = [kind for kind in tiles(client, crew, vse=1) if kind in town]
    assert shown[:3] == ["vandalism", "waste", "defect"]


def test_a_category_without_a_kind_on_offer_has_no_heading(client, adapted):
    hidden = frozenset(kind for kind in Subcategory if kind.category is Category.TRAFFIC)
    crew = adapted(subcategory=Arrangement(hidden=hidden))
    page = client.as_(crew.alena).read("incidents.report", vse=1).page
    assert Category.TRAFFIC.label not in [title.text for title in page.select("h2")]
    assert Category.YOUTH.label in [title.text for title in page.select("h2")]


def test_a_record_keeps_its_hidden_kind_when_it_is_corrected(client, adapted, record, stored):
    crew = adapted(subcategory=WITHOUT_DOGS)
    own = record(crew, subcategory=DOGS)
    alena = client.as_(crew.alena)
    assert "dogs" in options(alena.read("incidents.correct", own), "subcategory")
    answer = alena.submit("incidents.correct", own, actions=["talk"], description="pes u krámu")
    assert answer.status_code == 200
    assert stored(select(Incident.subcategory)) == [DOGS]


def test_another_record_is_not_offered_the_hidden_kind(client, adapted, record):
    crew = adapted(subcategory=WITHOUT_DOGS)
    answer = client.as_(crew.alena).read("incidents.correct", record(crew))
    assert "dogs" not in options(answer, "subcategory")
    assert "waste" in options(answer, "subcategory")


def test_a_record_keeps_what_was_done_though_it_is_hidden_now(client, adapted, record, make):
    crew = adapted(action=Arrangement(hidden=frozenset({"talk", "escort"})))
    own = record(crew)
    step = {"municipality_id": crew.town.id, "incident_id": own.id, "recipient": None}
    make.saved(IncidentAction(action=Action.TALK, **step))
    shown = ticks(client.as_(crew.alena).read("incidents.correct", own), "actions")
    assert "talk" in shown
    assert "escort" not in shown


def test_what_was_hidden_since_the_page_was_opened_is_not_refused(client, adapted, make, stored):
    crew = adapted()
    alena = client.as_(crew.alena)
    address = alena.url("incidents.report") + "?druh=dogs"
    fields = alena.fields(address, alena.url("incidents.report"))
    client.as_(crew.manager).submit("codelists.correct", "druhy-udalosti", shown__dogs=None)
    alena.post(alena.url("incidents.report"), {**fields, "place_id": str(crew.place.id)})
    assert stored(select(Incident.subcategory)) == [DOGS]


def test_a_filter_finds_old_records_of_a_hidden_kind(client, adapted, record):
    crew = adapted(subcategory=WITHOUT_DOGS)
    own = record(crew, subcategory=DOGS)
    answer = client.as_(crew.mentor).read("incidents.browse")
    assert {"dogs"} <= set(options(answer, "druh"))
    assert own.number in client.as_(crew.mentor).read("incidents.browse", druh="dogs").words


def test_a_select_stands_in_the_order_of_the_town(client, adapted, record):
    crew = adapted(source=Arrangement(order=("camera", "school")))
    answer = client.as_(crew.alena).read("incidents.correct", record(crew))
    rest = [code.value for code in Source if code not in {"camera", "school"}]
    assert options(answer, "source") == ["camera", "school", *rest]


def test_the_phone_counts_only_contacts_on_offer(client, adapted):
    own = Arrangement({"child": "děti"}, frozenset({"business"}), ("senior",))
    page = client.as_(adapted(contact_kind=own).alena).read("desk.phone").page
    kinds = [each["value"] for each in page.select(".stepper [name=kind]")]
    assert kinds == ["senior", "resident", "child", "institution"]
    assert "děti" in page.text


def test_a_hidden_contact_that_was_counted_can_be_taken_back(client, adapted, make):
    crew = adapted(contact_kind=Arrangement(hidden=frozenset({"business"})))
    make.tally(crew.shift, crew.alena, kind=ContactKind.BUSINESS)
    page = client.as_(crew.alena).read("desk.phone").page
    assert page.select("form[action$=zpet] [value=business]")


def test_the_paper_and_its_copy_ask_for_the_same_contacts(client, adapted, stored):
    own = Arrangement({"child": "děti"}, frozenset({"business"}), ("senior", "child"))
    crew = adapted(contact_kind=own)
    mentor = client.as_(crew.mentor)
    paper = mentor.read("shifts.paper").words
    assert paper.index("senior") < paper.index("děti") < paper.index("obyvatel")
    assert ContactKind.BUSINESS.standard not in paper
    fields = mentor.read("shifts.transcribe").page.select("[name^=contact__]")
    names = [field["name"].removeprefix("contact__") for field in fields]
    assert names == ["senior", "child", "resident", "tenant", "institution"]
    assert stored(select(ContactTally)) == []


def test_a_plan_keeps_the_hidden_kind_of_its_shift(client, adapted, make):
    crew = adapted(shift_kind=Arrangement(hidden=frozenset({"split", "event"})))
    shift = make.shift(crew.alena, kind=ShiftKind.SPLIT, status="planned", real_from=None)
    mentor = client.as_(crew.mentor)
    assert "split" in options(mentor.read("shifts.correct", shift), "kind")
    assert "event" not in options(mentor.read("shifts.correct", shift), "kind")
    assert "split" not in options(mentor.read("shifts.plan"), "kind")


def test_reasons_and_places_are_called_and_offered_as_the_town_wants(client, adapted, stored):
    crew = adapted(
        single_reason=Arrangement({"leave": "volno"}, frozenset({"illness"})),
        place_kind=Arrangement({"house": "panelák"}, frozenset({"park"}), ("house",)),
    )
    place = client.as_(crew.mentor).read("places.add")
    assert options(place, "kind")[0] == "house"
    assert "park" not in options(place, "kind")
    assert "panelák" in place.words
    start = client.as_(crew.alena).read("shifts.start")
    assert "volno" in start.words
    assert "illness" not in ticks(start, "single_reason")
    assert len(stored(select(Shift))) == 1
