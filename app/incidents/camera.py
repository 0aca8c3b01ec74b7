"""Taking photos of an incident, and taking them away again."""

import hashlib
import uuid

from app.accounts.models import Membership
from app.incidents import photos
from app.incidents.models import Incident
from app.incidents.photos import MOST, Photo, PhotoFile
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.picture import redrawn


@action
def add_photo(incident: Incident, *, id: uuid.UUID, photo: bytes, by: Membership) -> Photo:
    """Keep what is on the picture and nothing else of the file; a few photos are enough."""
    _refuse_closed(incident)
    if photos.locked_count(incident.id) >= MOST:
        raise Refused(_("There are four photos already. Remove one of them first."), field="photo")
    drawn = redrawn(photo, field="photo")
    taken = Photo(
        id=id,
        incident_id=incident.id,
        author_id=by.id,
        taken_at=clock.now(),
        width=drawn.width,
        height=drawn.height,
        size=len(drawn.content),
        sha256=hashlib.sha256(drawn.content).hexdigest(),
    )
    db.session.add(taken)
    db.session.flush()
    db.session.add(PhotoFile(id=id, content=drawn.content, small=drawn.small))
    return taken


@action
def remove_photo(photo: Photo, *, by: Membership, reason: str) -> Photo:
    """Take the picture away for good; that it was there, and why it is not, stays."""
    _refuse_closed(photo.incident)
    photo.removed_at, photo.remove_reason = clock.now(), reason
    db.session.delete(photos.file(photo.id))
    return photo


def _refuse_closed(incident: Incident) -> None:
    if not incident.is_open:
        raise Refused(_("The record is closed. Ask the mentor to reopen the shift."))
