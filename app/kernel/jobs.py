"""What runs by itself once a day: the row of a job is its time-table, its memory and its lock."""

from datetime import datetime, time, timedelta

from sqlalchemy import String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import Model, Moment, db

# When hardly anybody is out; an hour that no change of the clocks skips or repeats.
NIGHT = time(4, 0)
# What was begun and not finished may be taken up by somebody else after so long.
LEASE = timedelta(hours=1)


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
