"""The only source of time: moments are aware and in UTC, days are those of Prague."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

PRAGUE = ZoneInfo("Europe/Prague")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This moment in UTC, to the second as people write it; of what comes late, the told one."""
    return (_told.get() or received()).replace(microsecond=0)


def received() -> datetime:
    """The moment of this server, whatever a phone tells: of the trail, of tickets, of sessions."""
    return (_frozen.get() or datetime.now(UTC)).replace(microsecond=0)


def today() -> date:
    """The calendar day in Prague."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment on the wall clock in Prague."""
    return moment.astimezone(PRAGUE)


def utc(day: date, at: time) -> datetime:
    """The moment at which the wall clock in Prague shows this day and time."""
    return datetime.combine(day, at, PRAGUE).astimezone(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Let the time stand still, for tests and for telling the demo's past."""
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


@contextmanager
def as_told(moment: datetime) -> Iterator[None]:
    """Do what was done then and arrives only now; `received` stays the server's own time."""
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)
