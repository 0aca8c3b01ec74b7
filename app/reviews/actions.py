"""Hand-in, approval, return and reopening of shifts."""

from collections.abc import Iterable
from datetime import time

from app.accounts.models import Membership
from app.closing import queries as closing
from app.incidents import actions as incident_actions
from app.kernel import clock
from app.kernel.action import action
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.reviews import queries
from app.reviews.domain import (
    day_begun,
    is_late,
    is_quiet,
    may_hand_in,
    may_review,
    missing,
    moments,
)
from app.shifts.domain import ShiftStatus, SingleReason
from app.shifts.models import Shift


@action
def hand_in(
    shift: Shift,
    *,
    real_from: time | None,
    real_to: time | None,
    break_minutes: int | None,
    office_minutes: int | None,
    single_reason: SingleReason | None,
    next_shift_note: str | None,
    by: Membership | None,
) -> Shift:
    """Hand the shift in to the mentor; Refused while R-01 misses something, in words."""
    if not may_hand_in(shift.status):
        raise Refused(_("The shift is not open, so it cannot be handed in."))
    if shift.is_begun_on_the_spot:
        shift.day = day_begun(shift.day, real_from, shift.begins_at)
    shift.real_from, shift.real_to = moments(shift.day, real_from, real_to)
    shift.break_minutes, shift.office_minutes = break_minutes or 0, office_minutes or 0
    shift.single_reason = single_reason
    shift.next_shift_note = next_shift_note or None
    if asked := missing(queries.state_for_hand_in(shift)):
        raise Refused(" ".join(asked))
    _close(shift, by)
    return shift


def _close(shift: Shift, by: Membership | None) -> None:
    """A returned shift keeps whether its first hand-in was late, and when the server got it."""
    moment = clock.now()
    if shift.handed_in_at is None:
        shift.is_late = is_late(shift.real_to or shift.planned_to, moment)
        shift.received_at = clock.received()
    shift.handed_in_at = moment
    shift.handed_in_by = by.id if by else None
    shift.status = ShiftStatus.HANDED_IN


@action
def approve(shift: Shift, *, is_free_of_personal_data: bool, by: Membership | None) -> Shift:
    """Approve the shift, which makes it read-only; Refused without the mentor's tick (R-22)."""
    if not may_review(shift.status):
        raise Refused(_("The shift does not wait for approval."))
    if not is_free_of_personal_data:
        raise Refused(
            _("Confirm that the record is free of personal data, or return it."),
            field="is_free_of_personal_data",
        )
    shift.status = ShiftStatus.APPROVED
    shift.is_free_of_personal_data = True
    shift.reviewed_at, shift.reviewed_by = clock.now(), by.id if by else None
    for incident in queries.incidents_of(shift):
        incident_actions.check(incident, by=by)
    return shift


@action
def approve_quiet(
    shifts: Iterable[Shift], *, is_free_of_personal_data: bool, by: Membership | None
) -> int:
    """Approve quiet shifts together, say how many; one that is no longer quiet is left waiting."""
    done = 0
    for shift in shifts:
        quiet = is_quiet(queries.content(shift, queries.incidents_of(shift)))
        if quiet and may_review(shift.status):
            approve(shift, is_free_of_personal_data=is_free_of_personal_data, by=by)
            done += 1
    return done


@action
def send_back(shift: Shift, *, reason: str, by: Membership | None) -> Shift:
    """Return the shift to its crew for completion, with the reason."""
    if not may_review(shift.status):
        raise Refused(_("The shift does not wait for approval."))
    shift.status = ShiftStatus.RETURNED
    shift.return_reason = reason
    shift.return_count += 1
    shift.reviewed_at, shift.reviewed_by = clock.now(), by.id if by else None
    return shift


@action
def reopen(shift: Shift, *, reason: str, by: Membership | None) -> Shift:
    """Open an approved shift for its crew again; the trail keeps before and after (R-03)."""
    if shift.status is not ShiftStatus.APPROVED:
        raise Refused(_("Only an approved shift can be opened again."))
    if closing.is_closed(shift.day):
        raise Refused(
            _(
                "The quarter of this shift is closed. Ask the manager to begin a new version of "
                "its summary; then the record can be opened."
            )
        )
    shift.status = ShiftStatus.RETURNED
    shift.reopen_reason = shift.return_reason = reason
    shift.reopen_count += 1
    shift.reopened_at = clock.now()
    shift.is_free_of_personal_data = False
    for incident in queries.incidents_of(shift):
        incident_actions.reopen(incident, by=by)
    return shift
