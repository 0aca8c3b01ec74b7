"""Two entries of the running crew that came from a phone and wait: for the crew, for the mentor."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from app.accounts.models import Membership
from app.demo.chance import record_id
from app.demo.telling import Stage, Step
from app.demo.towns import PAIRS
from app.kernel.i18n import _
from app.outbox import actions, queries, sealing
from app.outbox.domain import EntryState, Parcel
from app.shifts import queries as shifts

KIND = "Obchůzka"
# The crew answers without a place; and the phone had been signed out before the other one came.
CAME = {
    EntryState.INCOMPLETE: (timedelta(minutes=25), None, _("Please choose one of the options.")),
    EntryState.QUARANTINED: (
        timedelta(minutes=40),
        "L03",
        _("The phone was signed out, or the access has ended, before this came."),
    ),
}


def entries(now: datetime) -> Iterator[Step]:
    """What waits at this moment."""
    for state in CAME:
        yield Step(now, partial(_receive, state, now))


def _receive(state: EntryState, now: datetime, stage: Stage) -> None:
    for author in (stage.person(name) for pair in PAIRS for name in pair):
        shift = shifts.open_shift(author.id)
        if shift:
            path = f"/smeny/{shift.id}/obchuzka"
            reason = CAME[state][2]
            parcel = _parcel(state, author, path, now, stage)
            actions.receive(parcel, state=state, reason=reason, shift_id=shift.id, by=author)
            return


def _parcel(
    state: EntryState, author: Membership, path: str, now: datetime, stage: Stage
) -> Parcel:
    """A stop on the round, sealed as a phone seals it."""
    ago, place, _reason = CAME[state]
    at, key = now - ago, record_id("late", state)
    fields = [["place_id", str(stage.place_id(place)) if place else ""], ["result", "calm"]]
    header = json.dumps({"path": path, "fields": fields, "file": None, "at": at.isoformat()})
    address = sealing.Address(key, author.id, author.municipality_id)
    town = queries.key() or actions.ensure_key(by=None)
    plain = len(header).to_bytes(4) + header.encode()
    envelope = sealing.sealed(plain, town.public_key, town.id, address)
    digest = hashlib.sha256(envelope).hexdigest()
    told = {"kind": KIND, "told_at": at, "skew_seconds": 0, "after_lock": False}
    return Parcel(key, author.id, envelope, digest, **told)
