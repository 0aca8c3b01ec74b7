"""How the server writes a long list: step by step, beside everybody's work, or not at all."""

import tempfile
from contextlib import closing, suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import booleans, dates, fixed_dictionaries, sampled_from, text, uuids
from sqlalchemy import select

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.config import sqlite
from app.exports import actions, queries, writers
from app.exports.domain import LEASE, MOST_TRIES, FileStatus
from app.exports.models import PreparedFile, PreparedPiece
from app.incidents import domain, preparing, xlsx
from app.incidents.filters import IncidentFilters
from app.kernel import clock, jobs
from app.kernel.db import db
from app.kernel.errors import Conflict
from app.kernel.scope import scope
from tests.conftest import NOW
from tests.exports.rows import preparing as waiting
from tests.exports.rows import work
from tests.retention.records import change

LATER = LEASE + timedelta(seconds=1)


@pytest.fixture
def file(make, scene):
    """Karel has asked for a list."""
    return waiting(make, scene.mentor, row_count=5)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    """Some pieces for each file."""
    monkeypatch.setattr(writers, "PIECE", 3_000)


def scratch(app):
    folder = Path(app.instance_path) / "scratch"
    return sorted(folder.rglob("*")) if folder.exists() else []


def only(stored):
    [found] = stored(select(PreparedFile))
    return found


def content(inside, file):
    return inside(lambda: b"".join(queries.content(queries.get(file.id))))


def test_progress_grows_step_by_step_and_the_pieces_make_one_file(app, scene, file, inside):
    told = []
    with app.app_context(), scope(scene.town.id):
        turn = actions.take(file.id, by=None)
        db.session.commit()
        for step in preparing.steps(file.id, turn):
            step()
            db.session.commit()
            told.append(queries.get(file.id).done_count)
            db.session.rollback()
    assert told[:2] == [2, 4]
    assert sorted(told) == told
    whole = content(inside, file)
    assert (whole[:2], len(whole)) == (b"PK", inside(lambda: queries.get(file.id).size))
    assert len(told) > 4


class Killed(BaseException):
    """The server dies."""


def dying(step):
    step()
    db.session.flush()
    raise Killed


def killed(app, scene, file, most):
    """The work of a process that dies in the middle of the step after these."""
    with app.app_context(), scope(scene.town.id):
        turn = actions.take(file.id, by=None)
        db.session.commit()
        steps = enumerate(preparing.steps(file.id, turn))
        with suppress(Killed):
            jobs.carry_out(
                partial(dying, step) if number == most else step for number, step in steps
            )
        db.session.rollback()


@pytest.mark.parametrize("most", [0, 1, 3])
def test_killed_in_the_middle_it_is_begun_anew_after_a_while(
    app, scene, file, inside, stored, most
):
    killed(app, scene, file, most)
    work(app)  # the dead one has it still
    assert only(stored).status is FileStatus.PREPARING
    with clock.frozen(NOW + LATER):
        work(app)
    assert (only(stored).status, only(stored).done_count) == (FileStatus.READY, 5)
    pieces = sorted(piece.number for piece in stored(select(PreparedPiece)))
    assert pieces == list(range(len(pieces)))
    assert len(content(inside, file)) == only(stored).size


def test_who_kills_the_server_each_time_is_let_be(app, scene, file, stored):
    for number in range(MOST_TRIES):
        with clock.frozen(NOW + number * LATER):
            killed(app, scene, file, 1)
    with clock.frozen(NOW + MOST_TRIES * LATER):
        work(app)
    assert (only(stored).status, "kratší období" in only(stored).fault) == (FileStatus.FAILED, True)


def test_only_one_process_has_it(file, inside):
    assert inside(lambda: actions.take(file.id, by=None)) == 1
    assert inside(lambda: actions.take(file.id, by=None)) is None


def test_who_was_slow_is_stopped_when_another_has_taken_it_up(file, inside):
    inside(lambda: actions.take(file.id, by=None))
    with clock.frozen(NOW + LATER):
        assert inside(lambda: actions.take(file.id, by=None)) == 2
        with pytest.raises(Conflict):
            inside(lambda: actions.note_progress(file.id, 1, 2, by=None))


@pytest.fixture
def meanwhile(monkeypatch):
    """Something that happens when the third line is written: `meanwhile(do)`."""

    def arrange(do):
        written = iter(range(1, 100))
        line = xlsx.line

        def writing(incident):
            if next(written) == 3:
                do()
            return line(incident)

        monkeypatch.setattr(xlsx, "line", writing)

    return arrange


def elsewhere(do):
    """In another process, as it were: in a session of its own, which may write."""
    db.session.rollback()
    do()
    db.session.commit()
    db.session.connection(execution_options=jobs.READ_ONLY)


@pytest.fixture
def written_beside(database, engine):
    """Whether somebody else can write at this moment, without waiting at all."""
    if engine == "postgres":
        pytest.skip("PostgreSQL has no lock that keeps everybody from writing")

    def write():
        connection = sqlite.connect(str(database.file), timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE place SET note = note")
            connection.execute("COMMIT")
        except sqlite.OperationalError:
            return False
        finally:
            connection.close()
        return True

    return write


def test_whoever_writes_meanwhile_waits_for_nothing(app, file, written_beside, meanwhile, stored):
    seen = []
    meanwhile(lambda: seen.append(written_beside()))
    work(app)
    assert (seen, only(stored).status) == ([True], FileStatus.READY)


def test_a_lock_would_be_noticed(app, file, written_beside, meanwhile, monkeypatch):
    """The control: with ordinary transactions around the reading nobody else could write."""
    seen = []
    monkeypatch.setattr(jobs, "READ_ONLY", {})
    meanwhile(lambda: seen.append(written_beside()))
    work(app)
    assert seen == [False]


def test_who_loses_the_role_in_the_middle_gets_nothing(app, make, scene, file, meanwhile, stored):
    lost = partial(change, make, Membership, scene.mentor.id, roles=frozenset({Role.APK}))
    meanwhile(lost)
    work(app)
    assert (only(stored).status, "odnést nemůžete" in only(stored).fault) == (
        FileStatus.FAILED,
        True,
    )
    assert stored(select(PreparedPiece)) == []


def test_thrown_away_in_the_middle_it_stops(app, file, inside, meanwhile, stored, caplog):
    meanwhile(lambda: elsewhere(lambda: actions.discard(queries.get(file.id), by=None)))
    work(app)
    assert stored(select(PreparedFile)) == stored(select(PreparedPiece)) == []
    assert (scratch(app), caplog.records) == ([], [])


def test_a_full_disk_is_told_with_what_to_do(app, file, monkeypatch, stored, caplog):
    def full(*_told, **_how):
        yield 0
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writers, "filed", full)
    work(app)
    assert (only(stored).status, "Zkuste to znovu" in only(stored).fault) == (
        FileStatus.FAILED,
        True,
    )
    assert scratch(app) == []
    assert "could not be written" in caplog.text


def test_what_is_put_aside_lies_in_the_instance_alone_and_does_not_stay(
    app, file, meanwhile, monkeypatch, tmp_path
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []
    meanwhile(lambda: seen.extend((path.is_file(), path.stat().st_mode) for path in scratch(app)))
    work(app)
    assert {is_file for is_file, _mode in seen} == {True, False}
    assert {mode & 0o077 for _is_file, mode in seen} == {0}
    assert (scratch(app), list(tmp_path.iterdir())) == ([], [])


def test_a_list_that_is_stopped_leaves_no_file_open(app, scene, file, inside):
    turn = inside(lambda: actions.take(file.id, by=None))
    with app.app_context(), scope(scene.town.id):
        with closing(preparing.steps(file.id, turn)) as steps:
            next(steps)
        db.session.rollback()
    assert scratch(app) == []


def test_it_is_written_in_the_order_of_time_whatever_is_added(app, make, scene, file, stored):
    make.incident(scene.shift, scene.place, scene.alena, occurred_at=clock.now())
    work(app)
    assert only(stored).row_count == 6


KEPT = {
    **dict.fromkeys(("since", "until"), dates()),
    **dict.fromkeys(("place_id", "shift_id"), uuids()),
    **dict.fromkeys(("is_counted", "is_repeated"), booleans().filter(bool)),
    **dict.fromkeys(("text", "district", "weekday", "hours", "is_police", "is_helped"), text()),
    "category": sampled_from(domain.Category),
    "subcategory": sampled_from(domain.Subcategory),
    "action": sampled_from(domain.Action),
    "recipient": sampled_from(domain.Recipient),
    "age": sampled_from(domain.AgeBand),
    "result": sampled_from(domain.Result),
    "status": sampled_from(domain.IncidentStatus),
}


@given(fixed_dictionaries({}, optional=KEPT))
def test_what_a_list_is_narrowed_to_is_understood_as_it_was_meant(wanted):
    assert preparing.understood(preparing.told(wanted)) == wanted


def test_every_filter_of_the_page_is_kept(app):
    with app.test_request_context():
        assert set(KEPT) == set(IncidentFilters()._fields)


def test_an_empty_list_is_a_sheet_with_its_heading(app, make, scene, stored, inside):
    file = waiting(make, scene.mentor, wanted={"since": date(2030, 1, 1).isoformat()}, row_count=0)
    work(app)
    assert (only(stored).row_count, content(inside, file)[:2]) == (0, b"PK")
