"""What phones send later, what waits of it for a person, and how that person ends the waiting."""

import hashlib
import uuid
from contextlib import closing
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, session, url_for

from app.accounts.models import Membership
from app.kernel import clock, scope
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.outbox import actions, answers, policy, queries
from app.outbox.domain import MOST_BYTES, Damaged, EntryState, Parcel, moment, skew
from app.outbox.forms import DiscardForm
from app.outbox.models import OutboxEntry
from app.shifts.queries import open_shift
from app.web import tickets
from app.web.guard import actor, allow, is_signed_in
from app.web.origin import own_page
from app.web.page import page
from app.web.session import discard as take_back

bp = Blueprint("outbox", __name__, url_prefix="/odeslani")
LONGEST_KIND = 80


@bp.post("")
@allow(own_page, most=MOST_BYTES)
def take() -> Any:
    """One sealed entry of a phone; the answer is its receipt."""
    parcel = _parcel()
    sender = answers.sender_of(parcel.author_id)
    if sender is None:
        return {"state": "sign-in"}, 401
    scope.enter(sender.author.municipality_id)
    entry = answers.take(parcel, sender)
    _hear(sender)
    begun = entry.shift_id if entry.endpoint == queries.START else None
    return {"state": entry.answer.value, "shift": str(begun) if begun else None}


@bp.post("/hlaseni")
@allow(own_page)
def tell() -> Any:
    """How much waits on a phone that is about to sleep."""
    ticket = tickets.held()
    if ticket is None:
        return "", 204
    is_here = is_signed_in() and actor().id == ticket.membership_id
    scope.enter(ticket.municipality_id)
    _hear(answers.Sender(ticket.person, ticket, is_signed_in=is_here))
    return "", 204


@bp.get("/k-doplneni")
@allow(policy.waiting)
def waiting() -> Any:
    """What could not be stored as it came."""
    entries = queries.waiting(actor())
    return page("outbox/waiting.html", entries=entries, silent=_silent(actor()))


@bp.post("/<uuid:entry_id>/doplnit")
@allow(policy.complete, on=queries.get)
def complete(entry: OutboxEntry) -> Any:
    """To the ordinary form, with everything that was typed."""
    if not entry.is_for_author:
        raise Refused(_("Somebody has already dealt with this entry."))
    # Typing takes Flask's proxy for the session itself.
    outcome, verdict = answers.run(entry, session._get_current_object())  # type: ignore[attr-defined]
    if verdict.state is EntryState.STORED:
        actions.settle(entry, endpoint=verdict.endpoint, shift_id=verdict.shift_id, by=actor())
        flash(_("It is stored. Thank you."))
        return redirect(url_for(".waiting"), 303)
    if outcome.response is None or outcome.status >= 500:
        raise Refused(verdict.reason)
    return outcome.response


@bp.post("/<uuid:entry_id>/prijmout")
@allow(policy.accept, on=queries.get)
def accept(entry: OutboxEntry) -> Any:
    """Let it in as what its author has written."""
    if not entry.is_waiting:
        raise Refused(_("Somebody has already dealt with this entry."))
    try:
        _outcome, verdict = answers.run(entry)
    except Damaged:
        told = _("The envelope cannot be opened. All that is left is to discard it.")
        raise Refused(told) from None
    flash(_let_in(entry, verdict))
    return redirect(url_for(".waiting"), 303)


@bp.route("/<uuid:entry_id>/zahodit", methods=["GET", "POST"])
@allow(policy.discard, on=queries.get)
def discard(entry: OutboxEntry) -> Any:
    """Throw it away, and say why."""
    form = DiscardForm.from_request()
    if form.submit(actions.discard, entry, by=actor()):
        flash(_("Thrown away. That it came, and why it was not kept, stays in the trail."))
        return redirect(url_for(".waiting"), 303)
    return page("outbox/discard.html", form=form, entry=entry)


@bp.app_template_global()
def sealing() -> dict[str, str]:
    """What the page of a crew tells its phone, so that it may keep and seal; nothing for others."""
    if not is_signed_in() or not policy.seal(actor()):
        return {}
    key, shift = queries.key(), open_shift(actor().id)
    if key is None:
        return {}
    return {
        "author": str(actor().id),
        "town": str(actor().municipality_id),
        "key_id": str(key.id),
        "key": key.as_told,
        "shift": str(shift.id) if shift else "",
    }


@bp.app_template_global()
def skewed_clocks(shift_id: uuid.UUID) -> list[tuple[str, int]]:
    """Whose phone told a wrong time during a shift, and by how many minutes."""
    found = queries.skewed(shift_id)
    return [(each.author.display_name, round(each.skew_seconds / 60)) for each in found]


def _parcel() -> Parcel:
    """What the phone has sent; without ids and an envelope it is nothing of ours."""
    told, sealed = request.form, request.files.get("envelope")
    try:
        ids = uuid.UUID(told["id"]), uuid.UUID(told["author"])
    except (KeyError, ValueError):
        abort(400)
    with closing(sealed or BytesIO()) as file:
        envelope = file.read()
    ahead = skew(moment(told.get("sent_at", "")), clock.received())
    return Parcel(
        *ids,
        envelope=envelope,
        digest=hashlib.sha256(envelope).hexdigest(),
        kind=told.get("kind", "")[:LONGEST_KIND],
        told_at=moment(told.get("at", "")) or clock.received(),
        skew_seconds=ahead,
        after_lock=told.get("after_lock") == "1",
    )


def _hear(sender: answers.Sender) -> None:
    """The phone is alive; who is signed in without a ticket gets one."""
    if sender.ticket is None:
        tickets.begin(sender.author)
        return
    left = request.form.get("waiting", 0, type=int)
    told = {"waiting": max(left, 0), "renews": sender.is_signed_in}
    actions.hear(sender.ticket, by=sender.author, **told)


def _let_in(entry: OutboxEntry, verdict: answers.Verdict) -> str:
    where = {"endpoint": verdict.endpoint, "shift_id": verdict.shift_id}
    if verdict.state is EntryState.STORED:
        actions.settle(entry, by=actor(), **where)
        return _("It is stored under the name of its author.")
    take_back()
    actions.keep_waiting(entry, reason=verdict.reason, by=actor(), **where)
    return _("It was let in, but something is missing: %(what)s", what=verdict.reason)


def _silent(person: Membership) -> Any:
    """Phones that have not been heard of; who leads nobody sees none."""
    return queries.silent_phones(person) if person.has(*policy.LEADERS) else []
