"""Long lists that somebody waits for: the part of what runs by itself that writes them."""

import logging
import uuid
from contextlib import closing

from sqlalchemy.exc import NoResultFound

from app.codelists.domain import arrangements
from app.exports import actions
from app.exports import queries as exports
from app.exports.domain import ListKind
from app.incidents import preparing
from app.kernel import codes, jobs, scratch
from app.kernel.db import db
from app.kernel.errors import Conflict, Refused
from app.kernel.i18n import _, ngettext
from app.kernel.scope import scope
from app.towns import queries as towns

log = logging.getLogger(__name__)
WRITERS = {ListKind.INCIDENTS: preparing.steps}


def run_due() -> list[str] | None:
    """Write what somebody waits for, and let go what was offered long enough, town by town."""
    scratch.sweep()
    told = [line for town in towns.everything() for line in _run_in(town.id)]
    return told or None


def _run_in(town_id: uuid.UUID) -> list[str]:
    with scope(town_id):
        actions.let_go(by=None)
        town = towns.get(town_id)
        slug, own_words = town.slug, arrangements(town.codelists)
        waiting = [(file.id, file.kind) for file in exports.waiting()]
        db.session.commit()
        with codes.spoken(own_words):
            count = sum(_write(file_id, kind) for file_id, kind in waiting)
    told = ngettext("%(town)s: %(n)s long list", "%(town)s: %(n)s long lists", count, town=slug)
    return [told] if count else []


def _write(file_id: uuid.UUID, kind: ListKind) -> bool:
    """As far as it goes; whoever waits is told what is wrong."""
    turn = actions.take(file_id, by=None)
    db.session.commit()
    if turn is None:
        return False
    try:
        with closing(WRITERS[kind](file_id, turn)) as steps:
            jobs.carry_out(steps)
    except (Conflict, NoResultFound):  # thrown away, or another process is at it
        db.session.rollback()
    except Refused as refusal:
        _give_up(file_id, turn, refusal.message)
    except Exception:
        log.exception("a long list could not be written")
        words = _(
            "The list could not be written. Try it again; if it lasts, call the administrator."
        )
        _give_up(file_id, turn, words)
    return True


def _give_up(file_id: uuid.UUID, turn: int, fault: str) -> None:
    db.session.rollback()
    try:
        actions.give_up(file_id, turn, fault, by=None)
        db.session.commit()
    except Conflict:
        db.session.rollback()
