"""Every change of supervision."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.supervision.domain import SupervisionForm, fits, is_length, is_over
from app.supervision.models import Supervision, SupervisionAttendee


@action
def record(
    *, id: uuid.UUID, people: Sequence[uuid.UUID], by: Membership | None, **values: Any
) -> Supervision:
    """Record a meeting that took place and who was there; no word of what was said."""
    supervision = Supervision(id=id)
    _fill(supervision, people, **values)
    db.session.add(supervision)
    return supervision


@action
def correct(
    supervision: Supervision, *, people: Sequence[uuid.UUID], by: Membership | None, **values: Any
) -> Supervision:
    """Change what is recorded of the meeting."""
    _still_holds(supervision)
    return _fill(supervision, people, **values)


@action
def withdraw(supervision: Supervision, *, by: Membership | None) -> Supervision:
    """Take a meeting recorded by mistake out of all lists; the trail keeps it."""
    _still_holds(supervision)
    supervision.is_withdrawn = True
    return supervision


def _fill(
    supervision: Supervision,
    people: Sequence[uuid.UUID],
    *,
    day: date,
    hours: float,
    form: SupervisionForm,
    **values: Any,
) -> Supervision:
    _check(day, hours, form, people)
    supervision.day, supervision.hours, supervision.form = day, hours, form
    for name, value in values.items():
        setattr(supervision, name, value)
    supervision.organisation = supervision.organisation or None
    supervision.theme = supervision.theme or None
    _seat(supervision, people)
    return supervision


def _check(day: date, hours: float, form: SupervisionForm, people: Sequence[uuid.UUID]) -> None:
    if not is_over(day, clock.today()):
        raise Refused(_("Record the meeting once it has taken place."), field="day")
    if not is_length(hours):
        raise Refused(_("Write the hours as 2 or 1,5; at most 12."), field="hours")
    if not people:
        raise Refused(_("Tick at least one person who was there."), field="people")
    if not fits(form, len(people)):
        raise Refused(
            _("Individual supervision is for one person. Tick one, or choose a group."),
            field="people",
        )


def _seat(supervision: Supervision, people: Sequence[uuid.UUID]) -> None:
    """Keep those who were named already, so that the trail tells only who came and who went."""
    kept = [row for row in supervision.attendees if row.person_id in people]
    known = {row.person_id for row in kept}
    new = [SupervisionAttendee(person_id=key) for key in people if key not in known]
    supervision.attendees = [*kept, *new]


def _still_holds(supervision: Supervision) -> None:
    if supervision.is_withdrawn:
        raise Refused(_("This meeting was withdrawn. Record it again, if it took place."))
