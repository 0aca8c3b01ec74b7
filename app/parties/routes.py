"""Pages behind the wall: contacts with a reason, confidential notes for oneself."""

from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from app.disputes import queries as disputes
from app.disputes.domain import Side
from app.disputes.models import DisputeCase
from app.kernel.i18n import _
from app.parties import actions, policy, queries
from app.parties.forms import AddPartyForm, CorrectPartyForm, OpenForm, WriteNoteForm
from app.parties.models import ConfidentialNote, DisputeParty
from app.web.guard import actor, allow
from app.web.page import page
from app.web.reason import reason_first

bp = Blueprint("parties", __name__, url_prefix="/strany")


@bp.route("/<uuid:case_id>", methods=["GET", "POST"])
@allow(policy.show, on=disputes.get)
def show(case: DisputeCase) -> Any:
    """Ask for the reason; the answer to it, and no other page, shows the contacts."""
    form = OpenForm.from_request()
    opened = form.submit(actions.open_contacts, case, by=actor())
    return page(
        "parties/show.html",
        case=case,
        form=form,
        parties=queries.of_case(case.id),
        is_opened=bool(opened),
        openings=queries.openings_of(case.id),
    )


@bp.route("/<uuid:case_id>/nova", methods=["GET", "POST"])
@allow(policy.add, on=disputes.get)
def add(case: DisputeCase) -> Any:
    """A party of the case."""
    form = AddPartyForm.from_request(SimpleNamespace(side=_missing_side(case)))
    if form.submit(actions.add, case, by=actor()):
        flash(_("The party was added. Its contacts are sealed."))
        return redirect(url_for("disputes.read", case_id=case.id), 303)
    return page("parties/add.html", form=form, case=case)


@bp.route("/strana/<uuid:party_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
@reason_first(queries.has_said_why)
def correct(party: DisputeParty) -> Any:
    """Change a party; the form shows what is sealed, so the look is in the trail."""
    texts = party.all_opened if request.method == "GET" else {}
    told = SimpleNamespace(called=party.called, version=party.version, **texts)
    form = CorrectPartyForm.from_request(told)
    if form.submit(actions.correct, party, by=actor()):
        flash(_("The party was corrected."))
        return redirect(url_for("disputes.read", case_id=party.case_id), 303)
    return page("parties/correct.html", form=form, party=party)


@bp.post("/strana/<uuid:party_id>/vyradit")
@allow(policy.remove, on=queries.get)
def remove(party: DisputeParty) -> Any:
    """Take a party out."""
    actions.remove(party, by=actor())
    flash(_("The party was taken out. Nothing is kept of it."))
    return redirect(url_for("disputes.read", case_id=party.case_id), 303)


@bp.get("/<uuid:case_id>/poznamky")
@allow(policy.browse_notes, on=disputes.get, is_traced=True)
def browse_notes(case: DisputeCase) -> Any:
    """One's own confidential notes."""
    notes = queries.notes_of(case.id, actor().id)
    return page("parties/browse_notes.html", case=case, notes=notes)


@bp.route("/<uuid:case_id>/poznamka", methods=["GET", "POST"])
@allow(policy.write_note, on=disputes.get)
def write_note(case: DisputeCase) -> Any:
    """Write a confidential note."""
    form = WriteNoteForm.from_request()
    if form.submit(actions.write_note, case, by=actor()):
        flash(_("The note was sealed. Nobody but you reads it."))
        return redirect(url_for(".browse_notes", case_id=case.id), 303)
    return page("parties/write_note.html", form=form, case=case)


@bp.post("/poznamka/<uuid:note_id>/zahodit")
@allow(policy.remove_note, on=queries.get_note)
def remove_note(note: ConfidentialNote) -> Any:
    """Throw a note away."""
    actions.remove_note(note, by=actor())
    flash(_("The note was thrown away."))
    return redirect(url_for(".browse_notes", case_id=note.case_id), 303)


@bp.app_template_global()
def has_parties(case: DisputeCase) -> bool:
    """Whether there is somebody to speak to; pages of incidents stand further left."""
    return bool(queries.of_case(case.id))


def _missing_side(case: DisputeCase) -> Side:
    """The first side that is not here yet."""
    known = {each.side for each in queries.of_case(case.id)}
    return next((side for side in (Side.A, Side.B) if side not in known), Side.C)
