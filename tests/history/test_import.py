"""From a file to the figures: read, matched, prepared, counted, taken back; nothing by halves."""

from contextlib import suppress
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from app.audit.models import AuditEntry
from app.history import actions, matching, pieces, queries, work
from app.history.domain import BatchKind, BatchStatus
from app.history.forms import Sent
from app.history.models import (
    ImportBatch,
    ImportedRecord,
    ImportedSum,
    ImportFault,
    ImportFile,
    ImportPiece,
)
from app.incidents.domain import Category, Result, Subcategory
from app.kernel import clock
from app.kernel import jobs as kernel_jobs
from app.kernel.db import db, uuid7
from app.kernel.errors import Conflict, Refused
from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.places.models import Place
from tests.conftest import NOW
from tests.history.conftest import WORDS
from tests.history.rows import HEADING, RECORDS, STORY, SUMS, a_published, as_csv, as_xlsx, many
from tests.history.rows import work as work_on

MANY = {
    "kind": {"hluk": "noise", "rvacka": "brawl", "odpad": "waste", "psi": "dogs"},
    "place": {f"l{number:02}": "-" for number in range(7)},
}
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
SUM_WORDS = {"kind": {"hluk": "noise", "neporadek": "category:environment"}}


def counted(inside, first=FIRST, last=LAST):
    return inside(lambda: sum(cell.count for cell in queries.cells(first, last)))


def test_a_file_of_records_becomes_rows_with_nothing_of_its_stories(published, stored):
    batch = published()
    rows = sorted(stored(select(ImportedRecord)), key=lambda row: row.day)
    assert [(row.day, row.hour, row.subcategory, row.result) for row in rows] == [
        (date(2024, 11, 23), 14, Subcategory.NOISE, Result.SOLVED_ON_SPOT),
        (date(2024, 11, 24), 9, Subcategory.BRAWL, Result.TAKEN_MP),
        (date(2024, 12, 1), None, Subcategory.BRAWL, None),
    ]
    assert [row.place_id is None for row in rows] == [False, True, True]
    assert (batch.status, batch.ok_count, batch.error_count) == (BatchStatus.PUBLISHED, 3, 0)
    assert STORY not in repr([vars(row) for row in rows])


def test_a_file_of_sums_becomes_sums_also_by_category_only(published, stored, inside):
    published(as_xlsx(SUMS), BatchKind.MONTHLY_SUMS, words=SUM_WORDS)
    rows = sorted(stored(select(ImportedSum)), key=lambda row: row.month)
    assert [(row.month.month, row.category, row.subcategory, row.count) for row in rows] == [
        (1, Category.PUBLIC_ORDER, Subcategory.NOISE, 12),
        (2, Category.PUBLIC_ORDER, Subcategory.NOISE, 7),
        (3, Category.ENVIRONMENT, None, 1003),
    ]
    assert counted(inside) == 1022


def test_after_it_is_counted_nothing_of_the_file_itself_is_kept(published, stored):
    published()
    assert stored(select(ImportFile)) == stored(select(ImportPiece)) == []
    assert [batch.profile for batch in stored(select(ImportBatch))] == [None]


def test_what_lies_in_the_database_meanwhile_is_sealed(matched, database):
    matched()
    content = b"".join(each.read_bytes() for each in database.file.parent.glob("*.sqlite3*"))
    assert "Novák".encode() not in content
    assert "náměstí".encode() not in content


def test_nothing_is_counted_before_it_is_published(staged, inside):
    batch = staged()
    assert batch.ok_count == 3
    assert counted(inside) == 0


def test_taken_back_it_ceases_to_count_at_once_and_can_come_again(
    app, scene, published, inside, stored
):
    batch = published()
    inside(lambda: actions.undo(queries.get(batch.id), by=scene.manager))
    assert counted(inside) == 0
    assert len(stored(select(ImportedRecord))) == 3
    work_on(app)
    assert stored(select(ImportedRecord)) == []
    published()
    assert counted(inside) == 3


def test_the_same_file_a_second_time_is_recognised_row_by_row(published, staged, inside):
    published()
    again = staged(as_csv([HEADING, *RECORDS, ("3. 12. 2024", "", "Rvačka", "", "", "")]))
    assert (again.ok_count, again.duplicate_count) == (1, 3)
    assert counted(inside) == 3


def test_equal_rows_of_one_file_are_different_incidents(published, inside):
    row = ("1. 3. 2024", "", "Rvačka", "", "", "")
    published(as_csv([HEADING, row, row, row]))
    assert counted(inside) == 3


def test_equal_sums_of_one_file_are_added_up(published, inside):
    rows = [SUMS[0], ("1/2024", "Hluk", "2"), ("1/2024", "hluk!", "3")]
    published(as_csv(rows), BatchKind.MONTHLY_SUMS, words=SUM_WORDS)
    assert counted(inside) == 5


@pytest.mark.parametrize(
    ("cell", "place", "reason"),
    [
        (0, "30. 2. 2024", "Takový den v\xa0kalendáři není."),
        (0, "1. 1. 2031", "Ten den ještě nenastal."),
        (0, "", "Buňka je prázdná."),
        (1, "25:00", "Není to čas, například 14:32."),
        (2, "", "Buňka je prázdná."),
    ],
)
def test_a_wrong_row_stands_in_the_list_with_its_reason(staged, stored, cell, place, reason):
    row = list(RECORDS[1])
    row[cell] = place
    batch = staged(as_csv([HEADING, RECORDS[0], row]))
    assert (batch.ok_count, batch.error_count, batch.done_count) == (1, 1, 2)
    assert [
        (each.line, each.header, each.reason, each.cell) for each in stored(select(ImportFault))
    ] == [(3, HEADING[cell], reason, place)]


def test_words_that_are_left_out_are_told_too(staged):
    batch = staged(words={**WORDS, "kind": {"rvacka": "skip", "hluk ruseni": "noise"}})
    assert (batch.ok_count, batch.error_count) == (1, 2)


def test_only_so_many_errors_are_kept_but_all_are_counted(monkeypatch, staged, stored):
    monkeypatch.setattr(pieces, "MOST_ERRORS", 2)
    batch = staged(as_csv([HEADING, RECORDS[0], *([("x", "", "Rvačka", "", "", "")] * 5)]))
    assert (batch.error_count, len(stored(select(ImportFault)))) == (5, 2)


def test_a_column_of_stories_is_not_taken_for_kinds(monkeypatch, brought, inside, scene):
    monkeypatch.setattr(work, "MOST_WORDS", 1)
    batch = brought()
    columns = {"day": 0, "kind": 2, "place": 3}
    with pytest.raises(Refused, match="příliš mnoho"):
        inside(lambda: actions.match_columns(queries.get(batch.id), by=scene.manager, **columns))


def test_one_file_at_a_time(brought):
    brought()
    with pytest.raises(Refused, match="rozdělaný"):
        brought()


def test_a_damaged_file_says_so_and_is_gone(brought, stored):
    batch = brought(as_csv([("jen nadpis",)]))
    assert (batch.status, bool(batch.fault)) == (BatchStatus.UNDONE, True)
    assert stored(select(ImportFile)) == []


def test_the_second_file_is_matched_as_the_first_was(scene, brought, inside):
    odd = ("Sloupec 1", "Sloupec 2", "Sloupec 3")
    rows = [odd, ("x", "1. 3. 2024", "Rvačka")]
    first = brought(as_csv(rows))
    columns = {"day": 1, "kind": 2}
    assert inside(lambda: matching.columns(queries.get(first.id))) == {}
    inside(lambda: actions.match_columns(queries.get(first.id), by=scene.manager, **columns))
    inside(lambda: actions.undo(queries.get(first.id), by=scene.manager))
    second = brought(as_csv([odd[::-1], rows[1][::-1]]))
    assert inside(lambda: matching.columns(queries.get(second.id))) == {"day": 1, "kind": 0}


def test_words_chosen_once_are_known_the_next_time(published, brought, inside, scene):
    published()
    batch = brought()

    def do():
        own = queries.get(batch.id)
        actions.match_columns(own, by=scene.manager, **matching.columns(own))
        return queries.unmatched(own)

    assert inside(do) == []


def test_what_nobody_finishes_in_a_month_goes(app, brought, stored):
    brought()
    with clock.frozen(clock.now() + timedelta(days=31)):
        work_on(app)
    assert [each.status for each in stored(select(ImportBatch))] == [BatchStatus.UNDONE]
    assert stored(select(ImportPiece)) == []


def test_a_prepared_file_can_be_matched_once_more(app, scene, staged, inside, stored):
    batch = staged()
    inside(lambda: actions.rematch(queries.get(batch.id), by=scene.manager))
    work_on(app)
    fresh = inside(lambda: queries.get(batch.id))
    assert (fresh.status, fresh.ok_count, fresh.is_to_match) == (BatchStatus.DRAFT, 0, True)
    assert stored(select(ImportedRecord)) == []
    inside(lambda: actions.stage(queries.get(batch.id), by=scene.manager))
    work_on(app)
    assert inside(lambda: queries.get(batch.id)).ok_count == 3


def test_the_batch_stands_in_the_trail_for_its_rows(published, stored):
    batch = published(as_csv([HEADING, *many(1200)]), words=MANY)
    entries = stored(select(AuditEntry).where(AuditEntry.entity == "import_batch"))
    told = [entry.use_case for entry in sorted(entries, key=lambda entry: entry.seq)]
    assert told == [
        *("history.upload", "history.finish_reading", "history.match_columns"),
        *("history.match_words", "history.stage", "history.finish_staging", "history.publish"),
    ]
    assert batch.ok_count == 1200
    assert not stored(select(AuditEntry).where(AuditEntry.entity.startswith("imported")))


class Killed(BaseException):
    """The server dies."""


def carried_out(app, scene, batch_id, most):
    """The work of a process that is killed in the middle of the step after these."""
    with app.app_context(), scope(scene.town.id):
        assert pieces.take(batch_id, by=None)
        db.session.commit()
        with suppress(Killed):
            kernel_jobs.carry_out(mortal(work.steps(batch_id), most))
            return False
        db.session.rollback()
        return True


def mortal(steps, most):
    """The same steps; the one after so many is done and never stored."""
    for number, step in enumerate(steps):
        yield partial(dying, step) if number == most else step


def dying(step):
    step()
    db.session.flush()
    raise Killed


@pytest.mark.parametrize("most", [0, 1, 3])
def test_killed_in_the_middle_it_goes_on_where_it_was(
    app, scene, inside, stored, monkeypatch, most
):
    """Half of the rows are equal, so whoever goes on has to number them as those before did."""
    monkeypatch.setattr(work, "PIECE", 300)
    monkeypatch.setattr(pieces, "PIECE", 300)
    later = iter(range(1, 100))

    def killed_and_taken_up(batch_id):
        with clock.frozen(NOW + next(later) * timedelta(minutes=2)):
            was_killed = carried_out(app, scene, batch_id, most)
            work_on(app)  # the dead one has it still
            assert inside(lambda: queries.get(batch_id)).is_waiting == was_killed
        with clock.frozen(NOW + next(later) * timedelta(minutes=2)):
            work_on(app)
            return inside(lambda: queries.get(batch_id))

    sent = Sent("x", as_csv([HEADING, *many(700), *many(700)]))
    told = {"id": uuid7(), "kind": BatchKind.RECORDS, "file": sent, "by": scene.manager}
    key = inside(lambda: actions.upload(**told)).id
    assert killed_and_taken_up(key).row_count == 1400
    inside(lambda: match(queries.get(key), scene))
    inside(lambda: actions.stage(queries.get(key), by=scene.manager))
    batch = killed_and_taken_up(key)
    assert (batch.status, batch.ok_count, batch.done_count) == (BatchStatus.STAGED, 1400, 1400)
    inside(lambda: actions.publish(queries.get(key), by=scene.manager))
    killed_and_taken_up(key)
    assert counted(inside, date(2010, 1, 1)) == 1400
    inside(lambda: actions.undo(queries.get(key), by=scene.manager))
    killed_and_taken_up(key)
    assert stored(select(ImportedRecord)) == stored(select(ImportPiece)) == []


def match(batch, scene):
    actions.match_columns(batch, by=scene.manager, **matching.columns(batch))
    return actions.match_words(batch, by=scene.manager, words=MANY)


def test_without_the_numbers_of_equal_rows_some_would_be_lost(app, scene, inside, monkeypatch):
    """The control: who goes on without going through the pieces before numbers rows anew."""
    monkeypatch.setattr(work, "PIECE", 300)
    monkeypatch.setattr(work.store, "pieces", forgetful(work.store.pieces))
    sent = Sent("x", as_csv([HEADING, *([("1. 3. 2024", "", "Rvačka", "", "", "")] * 900)]))
    told = {"id": uuid7(), "kind": BatchKind.RECORDS, "file": sent, "by": scene.manager}
    key = inside(lambda: actions.upload(**told)).id
    work_on(app)
    inside(lambda: match(queries.get(key), scene))
    inside(lambda: actions.stage(queries.get(key), by=scene.manager))
    carried_out(app, scene, key, 1)
    with clock.frozen(NOW + timedelta(minutes=2)):
        work_on(app)
    assert inside(lambda: queries.get(key)).ok_count < 900


def forgetful(pieces_of):
    def left(batch_id):
        return [piece for piece in pieces_of(batch_id) if not piece[1]]

    return left


def test_who_writes_meanwhile_never_waits_long(app, scene, inside):
    """Between the steps nothing holds the lock: another connection writes after each of them."""
    sent = Sent("x", as_csv([HEADING, *many(1200)]))
    told = {"id": uuid7(), "kind": BatchKind.RECORDS, "file": sent, "by": scene.manager}
    key = inside(lambda: actions.upload(**told)).id
    with app.app_context(), scope(scene.town.id):
        written = 0
        for step in taken_apart(work.steps(key)):
            with db.engine.begin() as other:
                other.execute(update(Place.__table__).values(note=str(written)))
                written += 1
            step()
            db.session.commit()
    assert written == 4


def taken_apart(steps):
    """As the server does it: what is read for a step is read without the lock, and let go."""
    while (step := kernel_jobs._next(steps)) is not None:
        yield step


def test_somebody_who_decides_in_the_middle_is_heard(app, scene, inside):
    sent = Sent("x", as_csv())
    told = {"id": uuid7(), "kind": BatchKind.RECORDS, "file": sent, "by": scene.manager}
    key = inside(lambda: actions.upload(**told)).id
    with app.app_context(), scope(scene.town.id):
        step = next(work.steps(key))
        actions.undo(queries.get(key), by=scene.manager)
        db.session.commit()
        with pytest.raises(Conflict):
            step()
        db.session.rollback()
    work_on(app)
    assert not inside(lambda: queries.get(key)).is_waiting


def test_rows_of_another_town_are_never_counted_nor_known(make, app, scene, published, inside):
    published()
    other = make.town("Cizí", slug="cizi")
    a_published(make, other, (FIRST, Subcategory.NOISE, 7))
    assert counted(inside) == 3
    with app.app_context(), scope(other.id):
        assert sum(cell.count for cell in queries.cells(FIRST, LAST)) == 7
        assert queries.quarters() == {Quarter(2024, 1)}


def test_a_prepared_file_says_which_quarters_are_counted_already(make, scene, staged, inside):
    crew = make.assistant(scene.town)
    shift = make.shift(crew, day=date(2024, 11, 2))
    make.incident(shift, scene.places[0], crew)
    batch = staged()
    told = inside(lambda: queries.told(queries.get(batch.id)))
    assert told == {Quarter(2024, 4): 3}
    assert inside(lambda: queries.told_already(told)) == {Quarter(2024, 4): 1}


def test_all_codes_that_can_be_chosen_are_stored_as_what_they_say(published, stored):
    kinds = list(Subcategory)
    rows = [
        (f"{1 + place % 28}. 1. 2024", "", f"slovo{place}", "", "", "")
        for place in range(len(kinds))
    ]
    words = {"kind": {f"slovo{place}": kind.value for place, kind in enumerate(kinds)}}
    published(as_csv([HEADING, *rows]), words=words)
    assert {row.subcategory for row in stored(select(ImportedRecord))} == set(kinds)
