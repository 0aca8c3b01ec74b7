"""Pages and files of letters: what the lead of a case writes, what the manager words."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, send_file, url_for

from app.agreements import queries as agreements
from app.agreements.models import Agreement
from app.disputes import queries as disputes
from app.disputes.models import DisputeCase
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.letters import actions, papers, policy, queries, samples, wording
from app.letters.domain import (
    TO_PARTIES,
    LetterKind,
    TownLetter,
    composed,
    fault_of_letter,
    grouped,
    headed,
)
from app.letters.forms import AddLetterheadForm, CorrectLetterForm, CorrectSheetForm
from app.letters.letterhead import read
from app.letters.models import Letterhead
from app.letters.queries import LetterTo
from app.letters.unpacking import MOST_BYTES
from app.parties import queries as parties
from app.rooms import queries as rooms
from app.web.guard import actor, allow
from app.web.page import page
from app.web.reason import reason_first

bp = Blueprint("letters", __name__, url_prefix="/dopisy")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Nothing of a name stands in the name of a file.
FILES = {LetterKind.INVITATION_B: "pozvanka", LetterKind.MEETING: "pozvanka"}
# The form around the file.
WITH_FORM = MOST_BYTES + 100_000


@bp.get("/spor/<uuid:case_id>")
@allow(policy.choose, on=disputes.get)
def choose(case: DisputeCase) -> Any:
    """What may be written to whom now; of the parties no more than which side they are."""
    return page(
        "letters/choose.html",
        case=case,
        parties=[(party, _faults(party, case)) for party in parties.of_case(case.id)],
        agreement=agreements.of_case(case.id),
        booking=rooms.next_of(case.id),
    )


@bp.get("/strana/<uuid:party_id>/<string:kind>.docx")
@allow(policy.write, on=queries.letter_to)
@reason_first(parties.has_said_why)
def write(letter: LetterTo) -> Response:
    """A letter to a party."""
    if found := fault_of_letter(letter.kind, letter.party.side, letter.party.case):
        raise Refused(found)
    return _file(papers.to_party(letter), FILES.get(letter.kind, "dopis"))


@bp.get("/dohoda/<uuid:agreement_id>.docx")
@allow(policy.agreement, on=agreements.get)
@reason_first(parties.has_said_why)
def agreement(agreement: Agreement) -> Response:
    """The sheet of the agreement, to be signed."""
    return _file(papers.agreement(agreement), f"dohoda-{agreement.case.number}")


@bp.get("/letak.docx")
@allow(policy.leaflet)
def leaflet() -> Response:
    """The leaflet for anybody."""
    return _file(papers.leaflet(), "letak")


@bp.get("/informace")
@allow(policy.information)
def information() -> Any:
    """The leaflet on the screen and for the printer."""
    letter = queries.letter(LetterKind.LEAFLET)
    told = papers.known(papers.of_town()), wording.names()
    title, text = headed(letter, *told), composed(letter, *told)
    return page("letters/information.html", title=title, text=grouped(text))


@bp.get("/vzory/")
@allow(policy.browse)
def browse() -> Any:
    """How letters are worded and what they are printed on."""
    paper = queries.letterhead()
    return page("letters/browse.html", letters=queries.letters(), letterhead=paper)


@bp.route("/vzory/<string:kind>", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(letter: TownLetter) -> Any:
    """Word a letter."""
    is_sheet = letter.kind is LetterKind.AGREEMENT
    form = (CorrectSheetForm if is_sheet else CorrectLetterForm).from_request(letter)
    if form.submit(actions.correct, letter, by=actor()):
        flash(_("The wording was saved. Look at the preview."))
        return redirect(url_for(".browse"), 303)
    known = wording.explained(letter.kind)
    return page("letters/correct.html", form=form, letter=letter, placeholders=known)


@bp.post("/vzory/<string:kind>/puvodni")
@allow(policy.restore, on=queries.get)
def restore(letter: TownLetter) -> Any:
    """Return to the standard wording."""
    actions.restore(letter, by=actor())
    flash(_("The standard wording holds again."))
    return redirect(url_for(".browse"), 303)


@bp.get("/vzory/<string:kind>/nahled.docx")
@allow(policy.preview, on=queries.get)
def preview(letter: TownLetter) -> Response:
    """A letter to invented people."""
    return _file(samples.sample(letter), f"vzor-{letter.kind.slug}")


@bp.get("/hlavicka")
@allow(policy.letterhead)
def letterhead() -> Any:
    """What letters are printed on."""
    current, content = queries.letterhead(), queries.paper()
    paper = read(content) if content else None
    return page("letters/letterhead.html", letterhead=current, paper=paper)


@bp.route("/hlavicka/nova", methods=["GET", "POST"])
@allow(policy.add_letterhead, most=WITH_FORM)
def add_letterhead() -> Any:
    """Take over the town's own header."""
    form = AddLetterheadForm.from_request()
    if added := form.submit(actions.add_letterhead, by=actor()):
        flash(_("Letters are printed on this paper from now on."))
        if read(added.content).is_bare:
            flash(
                _("The document has neither a header nor a footer. Letters stay bare."), "warning"
            )
        return redirect(url_for(".letterhead"), 303)
    return page("letters/add_letterhead.html", form=form)


@bp.post("/hlavicka/odebrat")
@allow(policy.remove_letterhead, on=queries.current_letterhead)
def remove_letterhead(current: Letterhead) -> Any:
    """Print on the plain sheet again."""
    actions.remove_letterhead(current, by=actor())
    flash(_("The letterhead was taken away. Letters are printed on a plain sheet."))
    return redirect(url_for(".letterhead"), 303)


@bp.get("/hlavicka.docx")
@allow(policy.download_letterhead, on=queries.current_letterhead)
def download_letterhead(_current: Letterhead) -> Response:
    """The letterhead as it is used."""
    return _file(queries.paper() or b"", "hlavicka")


def _faults(party: Any, case: DisputeCase) -> list[tuple[LetterKind, str | None]]:
    """Each letter with what speaks against it now."""
    return [(kind, fault_of_letter(kind, party.side, case)) for kind in TO_PARTIES]


def _file(content: bytes, name: str) -> Response:
    return send_file(BytesIO(content), DOCX, as_attachment=True, download_name=f"{name}.docx")
