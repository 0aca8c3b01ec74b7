"""Who may do what with incidents: the crew until hand-in, then the mentor; the others only read."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.incidents.models import Incident
from app.incidents.photos import Photo
from app.shifts.domain import ShiftStatus
from app.shifts.models import Shift

WRITERS = (Role.APK, Role.DP)
LEADERS = (Role.MENTOR, Role.MANAGER)


def report(actor: Membership) -> bool:
    """Write down what happened."""
    return actor.has(*WRITERS)


def transcribe(actor: Membership, shift: Shift) -> bool:
    """Add a whole record to an open shift: its crew, or who copies the shift from paper."""
    return shift.is_open and shift.is_written_by(actor.id)


def browse(actor: Membership) -> bool:
    """See the list, narrowed to what the person may read."""
    return actor.has(*WRITERS, *LEADERS, Role.DP_COORDINATOR)


def export(actor: Membership) -> bool:
    """Take the list away as a spreadsheet."""
    return actor.has(*LEADERS)


def prepare(actor: Membership) -> bool:
    """Have a long list written beforehand."""
    return export(actor)


def read(actor: Membership, incident: Incident) -> bool:
    """See one incident: leaders every one, coordinators those of caretakers, crews their team's."""
    if actor.has(*LEADERS):
        return True
    if actor.has(Role.DP_COORDINATOR) and incident.author.has(Role.DP):
        return True
    return actor.has(*WRITERS) and _is_of_the_team(actor, incident)


def correct(actor: Membership, incident: Incident) -> bool:
    """Complete or change it: the crew until hand-in, then the reviewer until approval."""
    if not incident.is_open:
        return False
    if incident.shift.is_open:
        return incident.shift.is_written_by(actor.id)
    return _reviews(actor, incident)


def add_photo(actor: Membership, incident: Incident) -> bool:
    """Add a photo of a thing or a place: who may complete the record."""
    return correct(actor, incident)


def photo(actor: Membership, photo: Photo) -> bool:
    """See a photo: who may read the record."""
    return read(actor, photo.incident)


def thumbnail(actor: Membership, photo: Photo) -> bool:
    """See a photo in a small size."""
    return read(actor, photo.incident)


def remove_photo(actor: Membership, photo: Photo) -> bool:
    """Take a photo away: who took it or wrote the record until hand-in, then the reviewer."""
    incident = photo.incident
    if not correct(actor, incident):
        return False
    writers = {photo.author_id, incident.author_id, incident.shift.entered_by}
    return actor.id in writers or not incident.shift.is_open


def mask(actor: Membership, incident: Incident) -> bool:
    """Replace what looks like personal data."""
    return correct(actor, incident)


def cancel(actor: Membership, incident: Incident) -> bool:
    """Take it out of all counts, with a reason: the author until hand-in, then the reviewer."""
    if not incident.is_open:
        return False
    if incident.shift.is_open:
        return actor.id in {incident.author_id, incident.shift.entered_by}
    return _reviews(actor, incident)


def _is_of_the_team(actor: Membership, incident: Incident) -> bool:
    """A colleague is who has the same mentor."""
    same_mentor = actor.mentor_id is not None and actor.mentor_id == incident.author.mentor_id
    return same_mentor or incident.shift.is_written_by(actor.id)


def _reviews(actor: Membership, incident: Incident) -> bool:
    """After hand-in any mentor of the town; for a caretaker a coordinator too."""
    if incident.shift.status != ShiftStatus.HANDED_IN:
        return False
    coordinates = actor.has(Role.DP_COORDINATOR) and incident.author.has(Role.DP)
    return actor.has(Role.MENTOR) or coordinates
