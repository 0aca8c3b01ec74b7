"""Letting go what was kept long enough: for good, and with no copy in the trail.

The trail would keep the old values of whatever an action changes, so rows are emptied and deleted
beside it here; what stays of them is one line of the protocol, and that line is in the trail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, exists, func, or_, select, update

from app.accounts.domain import ATTEMPT_MEMORY
from app.accounts.models import LoginAttempt, Municipality, UserSession
from app.drafts.domain import KEEPS_DRAFTS
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import Model, db
from app.kernel.erasure import unguarded
from app.retention.domain import (
    DISPUTE_FORMS,
    DISPUTE_ROWS,
    DISPUTE_TEXTS,
    OWNERS,
    RECORD_DAYS,
    RECORD_TEXTS,
    Periods,
    Rule,
    first_kept,
)
from app.retention.models import Disposal

Tables = Model.metadata.tables


@dataclass(frozen=True)
class Old:
    """What lies before a day in one town, and the connection on which it goes."""

    connection: Connection
    town_id: Any
    before: date

    @property
    def midnight(self) -> datetime:
        """The moment at which the first kept day began."""
        return clock.utc(self.before, time.min)

    def own(self, table: Table) -> Any:
        """The rows of the town: statements beside the session are narrowed by nobody else."""
        return table.c.municipality_id == self.town_id

    def delete(self, table: Table, *conditions: Any) -> int:
        """Delete rows; says how many."""
        statement = delete(table).where(self.own(table), *conditions)
        return self.connection.execute(statement).rowcount

    def forget_values(self, *conditions: Any) -> int:
        """Empty the values in entries of the trail; the chain proves itself without them."""
        entry = Tables["audit_entry"]
        those = (self.own(entry), entry.c.field_values.is_not(None), *conditions)
        if not self.connection.scalar(select(exists().where(*those))):
            return 0
        statement = update(entry).where(*those).values(salt=None, field_values=None)
        with unguarded(self.connection, entry):
            return self.connection.execute(statement).rowcount

    def forget_values_of(self, table: Table, *conditions: Any) -> None:
        """Empty what the trail says of the contents of these rows."""
        entry, ids = Tables["audit_entry"].c, select(table.c.id).where(self.own(table), *conditions)
        self.forget_values(entry.entity == table.name, entry.entity_id.in_(ids))


@action
def dispose(town: Municipality, *, by: None = None) -> list[Disposal]:
    """Go through all rules in the town in scope; running again finds nothing more to do."""
    kept = Periods(town.retention_photo_days, town.retention_months, town.retention_dispute_months)
    connection, protocol = db.session.connection(), []
    for rule, let_go in WORK.items():
        old = Old(connection, town.id, first_kept(rule, clock.today(), kept))
        if count := let_go(old):
            line = Disposal(rule=rule, at=clock.now(), before=old.before, row_count=count)
            protocol.append(line)
    db.session.add_all(protocol)
    return protocol


@action
def dispose_common(*, by: None = None) -> int:
    """Forget what belongs to no town: failed sign-ins and the operators' devices that are over."""
    connection, attempt = db.session.connection(), LoginAttempt.__table__
    until = clock.utc(first_kept(Rule.SESSIONS, clock.today(), Periods()), time.min)
    failed = delete(attempt).where(attempt.c.at < clock.now() - ATTEMPT_MEMORY)
    session = UserSession.__table__
    ended = delete(session).where(session.c.municipality_id.is_(None), _is_over(session, until))
    return connection.execute(failed).rowcount + connection.execute(ended).rowcount


def _photos(old: Old) -> int:
    photo, file = Tables["photo"], Tables["photo_file"]
    is_old = photo.c.taken_at < old.midnight
    old.forget_values_of(photo, is_old)
    old.delete(file, file.c.id.in_(select(photo.c.id).where(old.own(photo), is_old)))
    return old.delete(photo, is_old)


def _disputes(old: Old) -> int:
    """Everything that says who the parties were and what they agreed; codes and dates stay."""
    case, agreement = Tables["dispute_case"], Tables["agreement"]
    ids = select(case.c.id).where(old.own(case), case.c.closed_on < old.before)
    agreements = select(agreement.c.id).where(old.own(agreement), agreement.c.case_id.in_(ids))
    scan, point = Tables["agreement_scan"], Tables["agreement_point"]
    gone = [_gone(old, Tables[name], Tables[name].c.case_id.in_(ids)) for name in DISPUTE_ROWS]
    gone.append(_gone(old, scan, scan.c.agreement_id.in_(agreements)))
    gone.append(_bare(old, point, "what", point.c.agreement_id.in_(agreements)))
    for name, text in DISPUTE_TEXTS.items():
        gone.append(_bare(old, Tables[name], text, Tables[name].c.case_id.in_(ids)))
    receipt = Tables["receipt"]
    told = or_(*(receipt.c.endpoint.startswith(f"{name}.") for name in DISPUTE_FORMS))
    # Even what was taken out again is kept no longer in the fingerprint of its form.
    old.delete(receipt, told, receipt.c.at < old.midnight)
    return sum(gone)


def _gone(old: Old, table: Table, *conditions: Any) -> int:
    """Delete rows, and what the trail says of them."""
    old.forget_values_of(table, *conditions)
    return old.delete(table, *conditions)


def _bare(old: Old, table: Table, name: str, *conditions: Any) -> int:
    """Empty one column, here and in the trail."""
    those = (old.own(table), *conditions, table.c[name].is_not(None))
    old.forget_values_of(table, *those)
    return old.connection.execute(update(table).where(*those).values({name: None})).rowcount


def _records(old: Old) -> int:
    return sum(_emptied(old, Tables[name], texts) for name, texts in RECORD_TEXTS.items())


def _emptied(old: Old, table: Table, texts: dict[str, str | None]) -> int:
    is_old = _is_of_an_old_day(old, table)
    old.forget_values_of(table, is_old)
    written = or_(*(func.coalesce(table.c[name], "") != "" for name in texts))
    statement = update(table).where(old.own(table), is_old, written).values(texts)
    return old.connection.execute(statement).rowcount


def _is_of_an_old_day(old: Old, table: Table) -> Any:
    """By its own day, or by that of what it belongs to: a task is as old as its shift."""
    name, key = OWNERS.get(table.name, (table.name, None))
    owner = Tables[name]
    is_old = owner.c[RECORD_DAYS.get(name, "day")] < old.before
    if key is None:
        return is_old
    return table.c[key].in_(select(owner.c.id).where(old.own(owner), is_old))


def _trail(old: Old) -> int:
    return old.forget_values(Tables["audit_entry"].c.at < old.midnight)


def _sessions(old: Old) -> int:
    table = Tables["user_session"]
    return old.delete(table, _is_over(table, old.midnight))


def _is_over(session: Any, before: datetime) -> Any:
    return or_(session.c.expires_at < before, session.c.ended_at < before)


def _links(old: Old) -> int:
    table = Tables["one_time_link"]
    return old.delete(table, table.c.expires_at < old.midnight)


def _drafts(old: Old) -> int:
    """Those put aside, and those that came too late and wait sealed for somebody to let them in."""
    table, entry = Tables["draft"], Tables["outbox_entry"]
    is_over = and_(entry.c.endpoint == KEEPS_DRAFTS, entry.c.received_at < old.midnight)
    old.forget_values_of(entry, is_over)
    return old.delete(table, table.c.received_at < old.midnight) + old.delete(entry, is_over)


def _phones(old: Old) -> int:
    """Receipts, and the tickets under which nothing is left."""
    entry, ticket, receipt = (Tables[each] for each in ("outbox_entry", "write_ticket", "receipt"))
    is_old = entry.c.received_at < old.midnight
    under_it = and_(
        entry.c.municipality_id == ticket.c.municipality_id, entry.c.ticket_id == ticket.c.id
    )
    is_empty = and_(ticket.c.expires_at < old.midnight, ~exists().where(under_it))
    old.forget_values_of(entry, is_old)
    entries = old.delete(entry, is_old)
    old.forget_values_of(ticket, is_empty)
    tickets = old.delete(ticket, is_empty)
    return entries + tickets + old.delete(receipt, receipt.c.at < old.midnight)


WORK: dict[Rule, Callable[[Old], int]] = {
    Rule.PHOTOS: _photos,
    Rule.DISPUTES: _disputes,
    Rule.RECORDS: _records,
    Rule.TRAIL: _trail,
    Rule.SESSIONS: _sessions,
    Rule.LINKS: _links,
    Rule.DRAFTS: _drafts,
    Rule.PHONES: _phones,
}
