"""Documents of closed quarters: the part of what runs by itself that writes them."""

import logging
import uuid

from sqlalchemy.exc import IntegrityError

from app.codelists.domain import arrangements
from app.kernel import codes, jobs
from app.kernel.db import db
from app.kernel.i18n import ngettext
from app.kernel.scope import scope
from app.reports import preparing
from app.reports import queries as reports
from app.towns import queries as towns

log = logging.getLogger(__name__)


def run_due() -> list[str] | None:
    """Write what closed versions still wait for, town by town."""
    told = [line for town in towns.everything() for line in run_in(town.id)]
    return told or None


def run_in(town_id: uuid.UUID) -> list[str]:
    """The same for one town."""
    with scope(town_id):
        town = towns.get(town_id)
        slug, own_words, waiting = town.slug, arrangements(town.codelists), reports.unwritten()
        db.session.commit()
        with codes.spoken(own_words):
            count = sum(map(_write, waiting))
    told = ngettext(
        "%(town)s: %(n)s closed summary", "%(town)s: %(n)s closed summaries", count, town=slug
    )
    return [told] if count else []


def _write(report_id: uuid.UUID) -> bool:
    """As far as it goes: what fails waits for the next look and keeps no other version waiting."""
    try:
        jobs.carry_out(preparing.steps(report_id))
    except IntegrityError:  # another process has just written the same
        db.session.rollback()
        return False
    except Exception:
        db.session.rollback()
        log.exception("the documents of a closed quarter could not be written")
        return False
    return True
