"""Every SELECT about the protocol of deleting."""

from datetime import datetime

from sqlalchemy import select

from app.kernel import jobs
from app.kernel.db import db
from app.kernel.paging import SIZE, Batch, batch, key_of, older
from app.retention.models import Disposal

NIGHTLY = "retention"


def browse(after: str = "") -> Batch[Disposal]:
    """What was deleted, the newest first."""
    query = (
        select(Disposal)
        .order_by(Disposal.at.desc(), Disposal.id.desc())
        .where(*older(Disposal.at, Disposal.id, after))
        .limit(SIZE + 1)
    )
    found = db.session.scalars(query).all()
    return batch(found, key=lambda each: key_of(each.at, each.id))


def last_run() -> datetime | None:
    """When the periods were last gone through."""
    job = jobs.find(NIGHTLY)
    return job.last_at if job else None
