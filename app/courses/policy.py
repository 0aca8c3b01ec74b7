"""Who may do what with courses: those who are trained see them, those who lead keep them."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.courses.domain import PLANNERS, TRAINED
from app.courses.models import Attendance, Course, TrainingEvent


def browse(actor: Membership) -> bool:
    """See the catalogue of courses."""
    return actor.has(*TRAINED)


def read(actor: Membership, _course: Course | None = None) -> bool:
    """See one course and its events."""
    return browse(actor)


def add(actor: Membership) -> bool:
    """Put a course into the catalogue: the mentor and the manager keep it."""
    return actor.has(Role.MENTOR, Role.MANAGER)


def correct(actor: Membership, _course: Course | None = None) -> bool:
    """Change what is known of a course."""
    return add(actor)


def retire(actor: Membership, _course: Course | None = None) -> bool:
    """Put a course out of use; its events stay."""
    return add(actor)


def restore(actor: Membership, _course: Course | None = None) -> bool:
    """Offer a course again."""
    return add(actor)


def browse_events(actor: Membership) -> bool:
    """See what is planned and what was held."""
    return browse(actor)


def browse_held(actor: Membership) -> bool:
    """See what was held in a period and the hours of those who were there."""
    return plan_event(actor)


def read_event(actor: Membership, _event: TrainingEvent | None = None) -> bool:
    """See one event; of the others who are invited only those who plan know."""
    return browse(actor)


def invitation(actor: Membership, _event: TrainingEvent | None = None) -> bool:
    """Take the event over into one's own calendar."""
    return browse(actor)


def plan_event(actor: Membership, _course: Course | None = None) -> bool:
    """Plan an event of a course: mentor, coordinator of caretakers, manager."""
    return actor.has(*PLANNERS)


def correct_event(actor: Membership, _event: TrainingEvent | None = None) -> bool:
    """Change the plan of an event."""
    return plan_event(actor)


def cancel_event(actor: Membership, _event: TrainingEvent | None = None) -> bool:
    """Call an event off."""
    return plan_event(actor)


def invite(actor: Membership, _event: TrainingEvent | None = None) -> bool:
    """Invite people to an event."""
    return plan_event(actor)


def uninvite(actor: Membership, _attendance: Attendance | None = None) -> bool:
    """Take an invitation back."""
    return plan_event(actor)


def attendance_sheet(actor: Membership, _event: TrainingEvent | None = None) -> bool:
    """Print the list that people sign."""
    return plan_event(actor)


def door(actor: Membership, _event: TrainingEvent | None = None) -> bool:
    """Print the code for the door."""
    return plan_event(actor)


def check_in(actor: Membership, _event: TrainingEvent | None = None) -> bool:
    """Say that one has come; whoever was not invited is told so in words."""
    return browse(actor)
