"""Every change of competences and ratings."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.skills import queries
from app.skills.domain import FIRST_COMPETENCES, Direction, Level, Side
from app.skills.models import Competence, Rating


@action
def begin(*, by: Any) -> list[Competence]:
    """Give the town the twelve competences of the start, as far as it lacks them."""
    known = {competence.code for competence in queries.all_competences()}
    missing = [code for code in FIRST_COMPETENCES if code not in known]
    first = queries.last_position() + 1
    made = [_first_competence(code, position) for position, code in enumerate(missing, start=first)]
    db.session.add_all(made)
    return made


@action
def add_competence(
    *, id: uuid.UUID, name: str, description: str, by: Membership | None
) -> Competence:
    """Add a competence of the town's own at the end of the list."""
    _check_name(name)
    competence = Competence(
        id=id,
        code=f"own_{id.hex[-12:]}",
        name=name,
        description=description,
        position=queries.last_position() + 1,
    )
    db.session.add(competence)
    return competence


@action
def correct_competence(
    competence: Competence, *, name: str, description: str, by: Membership | None
) -> Competence:
    """Change the words; ratings given so far stay with it."""
    _check_name(name, besides=competence.id)
    competence.name, competence.description = name, description
    return competence


@action
def retire_competence(competence: Competence, *, by: Membership | None) -> Competence:
    """Put it out of use: nobody is rated in it any more, what was rated stays."""
    if not competence.is_active:
        raise Refused(_("The competence is already out of use."))
    competence.is_active = False
    return competence


@action
def restore_competence(competence: Competence, *, by: Membership | None) -> Competence:
    """Rate people in it again."""
    if competence.is_active:
        raise Refused(_("The competence is in use already."))
    competence.is_active = True
    return competence


@action
def move_competence(
    competence: Competence, *, direction: Direction, by: Membership | None
) -> Competence:
    """Change places with the neighbour in the list; the first and the last stay where they are."""
    listed = queries.competences()
    if competence not in listed:
        raise Refused(_("Only competences in use have an order."))
    direction.swap(competence, listed)
    return competence


@action
def rate(
    worker: Membership,
    *,
    side: Side,
    levels: Mapping[uuid.UUID, Level],
    notes: Mapping[uuid.UUID, str],
    by: Membership,
    rated_on: date | None = None,
) -> list[Rating]:
    """Write down what one side thinks; competences without a level are not rated now."""
    if not levels:
        raise Refused(_("Choose a level in at least one competence."))
    own = {"worker_id": worker.id, "side": side, "rated_by": by.id}
    when = {"rated_on": rated_on or clock.today(), "rated_at": clock.now()}
    rows = [
        Rating(
            id=uuid7(), competence_id=key, level=level, note=notes.get(key) or None, **own, **when
        )
        for key, level in levels.items()
    ]
    db.session.add_all(rows)
    return rows


@action
def comment(rating: Rating, *, comment: str, by: Membership) -> Rating:
    """R-54: keep what the worker says to a rating of himself; an empty text takes it back."""
    if rating.side is not Side.MENTOR:
        raise Refused(_("Only the mentor's rating is commented."))
    rating.comment = comment or None
    return rating


def _first_competence(code: str, position: int) -> Competence:
    name, description = FIRST_COMPETENCES[code]
    return Competence(id=uuid7(), code=code, name=name, description=description, position=position)


def _check_name(name: str, *, besides: uuid.UUID | None = None) -> None:
    if queries.is_name_taken(name, besides=besides):
        message = _("Another competence has this name. Choose another one.")
        raise Refused(message, field="name")
