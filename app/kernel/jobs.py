"""What runs by itself: once a day, where the row of a job is its time-table, its memory and its
lock; and at once, where somebody waits for long work that is done step by step.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

from sqlalchemy import String, event, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import READ_ONLY, Model, Moment, db

# When hardly anybody is out; an hour that no change of the clocks skips or repeats.
NIGHT = time(4, 0)
# What was begun and not finished may be taken up by somebody else after so long.
LEASE = timedelta(hours=1)

# One write of a long piece of work.
Step = Callable[[], object]
# Set when somebody waits; the watcher of this process looks at once.
woken = threading.Event()


class Job(Model):
    """When a job is due; while it runs, when it may be taken up again after a crash."""

    __tablename__ = "job"
    __recorded__ = False

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    next_at: Mapped[datetime] = mapped_column(Moment)
    last_at: Mapped[datetime | None] = mapped_column(Moment)
    is_sweep_due: Mapped[bool] = mapped_column(default=False)


def find(name: str) -> Job | None:
    """The job of this name, or None before its first run."""
    return db.session.scalars(select(Job).where(Job.name == name)).one_or_none()


def take(name: str) -> bool:
    """Claim the job when its time has come; only one process gets it."""
    try:
        is_mine = _take(name)
        db.session.commit()
    except IntegrityError:  # somebody else has begun the very first run at this moment
        db.session.rollback()
        return False
    return is_mine


def give_back(name: str, *, is_sweep_due: bool) -> None:
    """The work is done until the next night; for bytes that could not be swept, soon again."""
    _give_back(name, is_sweep_due=is_sweep_due)
    db.session.commit()


def wake_after_commit() -> None:
    """Have the watcher of this process look as soon as what was done now is stored."""
    event.listen(db.session(), "after_commit", lambda _session: woken.set(), once=True)


def carry_out(steps: Iterator[Step]) -> int:
    """Store step after step, each in a transaction of its own; says how many they were.

    What a step needs is read before it without the lock, so that nobody who writes waits for it.
    """
    count = 0
    while (step := _next(steps)) is not None:
        step()
        db.session.commit()
        count += 1
    return count


def _next(steps: Iterator[Step]) -> Step | None:
    db.session.connection(execution_options=READ_ONLY)
    step = next(steps, None)
    db.session.rollback()
    return step


def night_after(moment: datetime) -> datetime:
    """The next time at which the clock in Prague shows the hour of the night."""
    today = clock.local(moment).date()
    tonight = clock.utc(today, NIGHT)
    return tonight if moment < tonight else clock.utc(today + timedelta(days=1), NIGHT)


@action
def _take(name: str) -> bool:
    query = select(Job).where(Job.name == name).with_for_update()
    job = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if job is None:
        job = Job(name=name, next_at=clock.now())
        db.session.add(job)
    if job.next_at > clock.now():
        return False
    job.next_at = clock.now() + LEASE
    return True


@action
def _give_back(name: str, *, is_sweep_due: bool) -> None:
    job = db.session.scalars(select(Job).where(Job.name == name)).one()
    job.last_at, job.is_sweep_due = clock.now(), is_sweep_due
    job.next_at = clock.now() + LEASE if is_sweep_due else night_after(clock.now())
