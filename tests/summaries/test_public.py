"""The public version: what it tells and what it keeps back, the same in every form."""

import io
import json
from dataclasses import replace
from datetime import date, time

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis.strategies import integers

from app.accounts.domain import Role
from app.kernel import clock, vault
from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.summaries import queries
from app.summaries.cells import incidents
from app.summaries.document import as_json
from app.summaries.domain import Kind, Variant, change, change_percent, rate, share
from app.summaries.public import rounded_version
from tests.counting import statements
from tests.summaries.attacker import hidden, read
from tests.summaries.conftest import QUARTER, figure
from tests.summaries.samples import summary
from tests.summaries.test_download import lines, on_screen, shown
from tests.summaries.towns import POPULATION, YEAR, OldTown, Town

SECRET = b"secret"
TOWN = Town(260, seed=7)
EXACT = {Role.MANAGER, Role.MENTOR, Role.HEAD, Role.DPO}


def published(quarter=YEAR[3], earlier=True):
    given = TOWN.earlier(quarter) if earlier else ()
    return rounded_version(TOWN.summary(quarter), given, SECRET)


def rows(told, key):
    return lines(next(table for table in told.tables if table.key == key))


def test_every_count_that_is_told_is_a_multiple_of_five():
    for table in published().tables[1:]:
        counts = [column.key for column in table.columns if column.kind is Kind.COUNT]
        for row in lines(table):
            told = [row.values[key] for key in counts if row.values[key] is not None]
            assert [value for value in told if value % 5] == []


def test_what_was_published_is_not_rounded_again():
    once = published()
    assert once.variant is Variant.PUBLIC
    assert rounded_version(once, TOWN.earlier(YEAR[3]), b"another") is once


def test_publishing_twice_gives_the_same():
    assert as_json(published()) == as_json(published())


def test_earlier_quarters_are_told_as_they_told_themselves():
    before, year_ago = (published(q) for q in (YEAR[2], Quarter(2024, 4)))
    for key in ("T1", "T2"):
        for row, then, once in zip(*(rows(s, key) for s in (published(), before, year_ago)),
                                   strict=True):  # fmt: skip
            assert row.values["previous"] == then.values["total"]
            assert row.values["last_year"] == once.values["total"]


def test_earlier_quarters_that_are_not_at_hand_are_left_out():
    told = published(earlier=False)
    for key in ("T1", "T2", "T3"):
        columns = {column.key for table in told.tables if table.key == key
                   for column in table.columns}  # fmt: skip
        assert not columns & {"previous", "last_year", "change", "previous_change"}


def test_an_earlier_quarter_that_one_table_alone_knows_is_not_zero_in_the_others():
    """Disputes may be older than records of incidents."""
    internal = TOWN.summary(YEAR[3])
    tables = tuple(
        _alone(table) if table.key in {"T2", "T3"} else table for table in internal.tables
    )
    told = rounded_version(replace(internal, tables=tables), TOWN.earlier(YEAR[3]), SECRET)
    for table in told.tables:
        columns = {column.key for column in table.columns}
        is_compared = bool(columns & {"previous", "previous_change", "change", "last_year_change"})
        assert is_compared is (table.key in {"T1", "T9"}), table.key


def _alone(table):
    """The table as it is when nothing is known of earlier quarters."""
    compared = ("previous", "last_year", "change")
    lost = {column.key for column in table.columns if column.key.startswith(compared)}
    told = [
        tuple(replace(row, values={**row.values, **dict.fromkeys(lost)}) for row in part)
        for part in (table.rows, table.totals)
    ]
    return replace(table, rows=told[0], totals=told[1])


def test_shares_changes_and_indexes_are_those_of_the_published_counts():
    whole = figure(published(), "T2", "total")
    for row in rows(published(), "T2"):
        told = row.values
        assert told["share"] == share(told["total"], whole)
        assert told["rate"] == rate(told["total"], POPULATION)
        for column in ("previous", "last_year"):
            assert told[f"{column}_change"] == change(told["total"], told[column])
            percent = change_percent(told["total"], told[column])
            assert told[f"{column}_change_percent"] == percent


def told_and_true(here, quarter):
    """Each cell that counts, by its name: what the public is told and what it is."""
    internal = here.summary(quarter)
    unseen = hidden(internal)
    public = rounded_version(internal, here.earlier(quarter), SECRET)
    told, true = (read(each, (), unseen).read for each in (public, internal))
    return {name: (values[0], true[name][0]) for name, values in told.items()}


@given(size=integers(1, 80), seed=integers(0, 10**6), which=integers(0, 7))
@settings(max_examples=25, deadline=None, phases=[Phase.generate])
def test_no_number_is_more_than_four_away_whether_or_not_records_were_taken_over(size, seed, which):
    here = OldTown(size, seed=seed)
    quarter = [*here.taken, YEAR[2], YEAR[3]][which]
    cells = told_and_true(here, quarter)
    assert len(cells) > 100
    assert [each for each in cells.items() if abs(each[1][0] - each[1][1]) > 4] == []


def test_hours_are_told_in_forties_where_records_were_taken_over():
    here = OldTown(60, seed=1)
    public, internal = rounded_version(here.summary(YEAR[0]), (), SECRET), here.summary(YEAR[0])
    for key in ("hours", "field_hours"):
        told, true = figure(public, "T1", key), figure(internal, "T1", key)
        assert told % 40 == 0
        assert abs(told - true) < 40


def test_one_figure_for_our_own_incidents_and_for_all_would_be_far_away(monkeypatch):
    monkeypatch.setattr(incidents, "ALL", incidents.OWN)
    cells = told_and_true(OldTown(60, seed=1), YEAR[0])
    assert max(abs(told - true) for told, true in cells.values()) > 4


def test_shares_of_what_was_done_are_shares_of_our_own_incidents():
    here = OldTown(60, seed=1)
    public = rounded_version(here.summary(YEAR[0]), (), SECRET)
    own, every = figure(public, "T4", "total"), figure(public, "T2", "total")
    assert own < every
    for row in rows(public, "T5"):
        if row.values["share"] is not None:
            assert row.values["share"] == share(row.values["total"], own) <= 100
    for row in rows(public, "T2"):
        assert row.values["share"] == share(row.values["total"], every) <= 100


@pytest.mark.parametrize("quarter", [Quarter(2024, 1), YEAR[0], YEAR[1]])
def test_what_was_taken_over_is_neither_counted_apart_nor_marked(quarter):
    here = OldTown(60, seed=1)
    internal = here.summary(quarter)
    assert {"taken", "nowhere"} <= {row.key for key in ("T2", "T3") for row in rows(internal, key)}
    public = rounded_version(internal, here.earlier(quarter), SECRET)
    for table in public.tables:
        for row in lines(table):
            assert row.key not in {"taken", "nowhere"}
            assert not row.key.endswith("_unstated")
            if (table.key, row.level) != ("T2", "total"):
                assert row.taken == frozenset()


def test_the_total_is_marked_by_the_told_numbers_of_each_quarter_alone():
    """Whoever has the three public versions sees it without the mark."""
    here, seen = OldTown(60, seed=1), set()
    for quarter in [*here.taken, YEAR[2], YEAR[3]]:
        compared = {"total": quarter, "previous": quarter.previous, "last_year": quarter.last_year}
        told = {column: _alone_told(here, each) for column, each in compared.items()}
        differs = {c for c, (own, every) in told.items() if own != every}
        public = rounded_version(here.summary(quarter), here.earlier(quarter), SECRET)
        (total,) = next(table.totals for table in public.tables if table.key == "T2")
        assert total.taken == differs, quarter
        seen.add(frozenset(differs))
    assert frozenset({"last_year"}) in seen
    assert len(seen) > 2


def _alone_told(here, quarter):
    """Our own incidents and all of them, as the quarter's own public version tells them."""
    public = rounded_version(here.summary(quarter), (), SECRET)
    return figure(public, "T4", "total"), figure(public, "T2", "total")


def test_the_public_is_told_of_earlier_records_only_where_its_numbers_show_them():
    here = OldTown(60, seed=1)
    for quarter in here.taken:
        public = rounded_version(here.summary(quarter), (), SECRET)
        is_seen = figure(public, "T2", "total") != figure(public, "T4", "total")
        for table in public.tables:
            if table.key in {"T2", "T3", "T4", "T5"}:
                assert ("převzat" in table.definition) is is_seen, (quarter, table.key)
        places = next(table for table in public.tables if table.key == "T3")
        assert ("per_10_visits" in {column.key for column in places.columns}) is not is_seen


def test_a_few_earlier_records_do_not_show():
    """A mark on a zero would prove that it is none."""
    here = OldTown(60, seed=1)
    few = [here.taken[YEAR[1]][:number] for number in (1, 3)]
    del here.taken[YEAR[0]]
    here.records = {YEAR[1]: here._nothing()}
    for here.taken[YEAR[1]] in few:
        internal = here.summary(YEAR[1])
        secret = next(s for s in map(str.encode, "abcdefghijklmnop") if not _all(internal, s))
        public = rounded_version(internal, (), secret)
        assert "převzat" not in json.dumps(as_json(public), ensure_ascii=False)


def _all(internal, secret):
    return figure(rounded_version(internal, (), secret), "T2", "total")


def test_a_quarter_of_which_the_public_was_told_only_zeros_is_not_compared_with():
    """That there is anything to compare with would prove that not all of them are none."""
    here = OldTown(60, seed=1)
    here.taken = {YEAR[1]: here.taken[YEAR[1]][:2]}
    here.records = {YEAR[2]: here.records[YEAR[2]]}
    for secret in map(str.encode, "abcdefgh"):
        then = rounded_version(here.summary(YEAR[1]), (), secret)
        told = rounded_version(here.summary(YEAR[2]), [here.summary(YEAR[1])], secret)
        columns = {column.key for t in told.tables if t.key == "T2" for column in t.columns}
        assert ("previous" in columns) is bool(figure(then, "T2", "total"))


@pytest.mark.parametrize("column", ["previous", "last_year"])
def test_a_quarter_without_records_is_not_compared_with_though_the_other_was_taken_over(column):
    here = OldTown(60, seed=1)
    quarter = YEAR[3]
    other = quarter.last_year if column == "previous" else quarter.previous
    here.records = {quarter: here.records[quarter]}
    here.taken = {other: here.taken[Quarter(2024, 1)]}
    internal = here.summary(quarter)
    assert {row.values[column] for row in rows(internal, "T2")} == {None}
    public = rounded_version(internal, here.earlier(quarter), SECRET)
    for key in ("T2", "T3"):
        for row in rows(public, key):
            assert not {name for name in row.values if name.startswith(column)}
    known = "last_year" if column == "previous" else "previous"
    assert figure(public, "T2", "total", known) > 0


def test_the_same_incidents_are_one_number_in_all_tables():
    told = published()
    totals = {figure(told, "T2", "total"), figure(told, "T3", "total"), figure(told, "T4", "total")}
    assert totals == {figure(told, "T5", "total", section="results")}
    for row in rows(told, "T2"):
        if row.level == "category":
            assert figure(told, "T3", "total", row.key) == row.values["total"]


def test_nobody_is_named_and_nothing_is_told_of_single_workers():
    words = json.dumps(as_json(rounded_version(summary(), (), SECRET)), ensure_ascii=False)
    for kept in ("Ivana", "Radek", "nemoc", "Program MV", "alone", "late", "fulfilled", "people"):
        assert kept not in words, kept
    assert {"Ivana", "nemoc"} <= set(json.dumps(as_json(summary()), ensure_ascii=False).replace(
        '"', " ").replace(",", " ").split())  # fmt: skip


def test_events_are_called_by_their_order_not_by_their_record():
    told = rounded_version(summary(), (), SECRET)
    events = [row for row in rows(told, "T10") if row.section == "events"]
    assert [row.key for row in events] == ["events_1", "events_2"]


def test_a_table_that_nobody_has_thought_through_is_not_published():
    whole = summary()
    new = replace(whole, tables=(*whole.tables, replace(whole.tables[2], key="T99")))
    told = rounded_version(new, (), SECRET)
    assert "T99" not in {table.key for table in told.tables}


@pytest.fixture
def records(make, scene):
    """Seven incidents at the station and one in the park, in October 2025."""
    shift = make.shift(scene.alena, day=date(2025, 10, 7))
    for hour in (*range(9, 16), 16):
        at = clock.utc(date(2025, 10, 7), time(hour))
        make.incident(shift, scene.places[hour == 16], scene.alena, occurred_at=at)
    make.visit(shift, scene.places[0], scene.alena)
    return scene


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MEDIATOR}))
def test_who_works_for_the_town_sees_the_public_version_and_only_some_the_exact_one(
    client, make, records, role
):
    reader = client.as_(make.person(records.town, role, name="Eva Nová"))
    exact = reader.read("summaries.read", ctvrtleti="2025Q4")
    rounded = reader.read("summaries.read", ctvrtleti="2025Q4", verze="verejna")
    assert "Toto je veřejná verze" in rounded.words
    assert ("Toto je veřejná verze" in exact.words) is (role not in EXACT)
    assert bool(exact.page.select("#verze")) is (role in EXACT)


def test_rounded_numbers_lead_to_no_records(client, records):
    page = client.as_(records.manager).read("summaries.read", ctvrtleti="2025Q4", verze="verejna")
    assert page.page.select(".summary-table a") == []
    assert page.page.select("a[href*='2025Q4.xlsx?verze=verejna']")


def test_all_forms_of_the_public_version_say_the_same(client, records, app):
    manager = client.as_(records.manager)
    with app.app_context(), scope(records.town.id):
        told = queries.published(QUARTER)
    page = manager.read("summaries.read", ctvrtleti="2025Q4", verze="verejna").page
    file = manager.read("summaries.download", quarter=QUARTER, form="xlsx", verze="verejna")
    book = openpyxl.load_workbook(io.BytesIO(file.data))
    document = json.loads(
        manager.read("summaries.download", quarter=QUARTER, form="json", verze="verejna").data
    )
    assert "souhrn-lhota-2025Q4-verejna.xlsx" in file.headers["Content-Disposition"]
    assert (document["variant"], len(book.sheetnames)) == ("public", 1 + len(told.tables))
    assert "veřejná" in book.worksheets[1]["B2"].value
    for table in told.tables:
        assert on_screen(page, table) == shown(table)
    assert (
        document["tables"]
        == json.loads(json.dumps(as_json(told)["tables"])) | {"T0": document["tables"]["T0"]}
        or document["tables"]["T2"] == json.loads(json.dumps(as_json(told)))["tables"]["T2"]
    )


def test_a_quarter_that_still_runs_is_not_published(client, records):
    manager = client.as_(records.manager)
    page = manager.read("summaries.read", ctvrtleti="2026Q4", verze="verejna").page
    assert "2026Q4" not in {option["value"] for option in page.select("#ctvrtleti option")}
    for ending in ("xlsx", "json"):
        url = f"/souhrn/2026Q4.{ending}"
        assert manager.browser.get(f"{url}?verze=verejna").status_code == 404
        assert manager.browser.get(url).status_code == 200


def test_the_command_writes_the_public_version(app, records, tmp_path):
    file = tmp_path / "souhrn.json"
    words = ["summary", "--town", "lhota", "--format", "json", "--out", str(file), "--public"]
    result = app.test_cli_runner().invoke(args=[*words, "--quarter", "2025Q4"])
    assert result.exit_code == 0
    assert json.loads(file.read_text())["variant"] == "public"
    result = app.test_cli_runner().invoke(args=[*words, "--quarter", "2026Q4"])
    assert "až čtvrtletí skončí" in result.output.replace("\xa0", " ")


def test_the_secret_belongs_to_the_town_and_outlives_a_new_key(app, make, monkeypatch):
    lhota, zasada = make.town("Lhota").id, make.town("Zásada").id
    with app.app_context():
        secret = vault.derived("public figures", lhota)
        assert secret != vault.derived("public figures", zasada)
        assert secret != vault.derived("other", lhota)
        keys = vault._keys()
        monkeypatch.setattr(vault, "_keys", lambda: keys | {9: b"n" * 32})
        assert vault.derived("public figures", lhota) == secret


def test_it_is_asked_for_in_the_same_number_of_statements_however_much_there_is(app, make, records):
    def asked():
        with app.app_context(), scope(records.town.id), statements() as told:
            queries.published(QUARTER)
        return len(told)

    few = asked()
    shift = make.shift(records.alena, day=date(2025, 11, 5))
    for hour in range(8, 20):
        at = clock.utc(date(2025, 11, 5), time(hour))
        make.incident(shift, records.places[hour % 2], records.alena, occurred_at=at)
    assert asked() == few
