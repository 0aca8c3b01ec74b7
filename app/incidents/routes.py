"""Pages about incidents."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for

from app.audit import queries as trail
from app.incidents import actions, camera, listing, photos, policy, preparing, queries
from app.incidents.domain import Subcategory, by_category
from app.incidents.filters import IncidentFilters, periods
from app.incidents.forms import (
    AddPhotoForm,
    CancelForm,
    CorrectIncidentForm,
    RemovePhotoForm,
    ReportForm,
    TranscribeForm,
)
from app.incidents.models import Incident
from app.incidents.photos import Photo
from app.kernel import clock
from app.kernel.codes import offered
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.places import queries as places
from app.shifts import queries as shifts
from app.shifts.models import Shift
from app.web.fields import records
from app.web.guard import actor, allow, may
from app.web.page import page
from app.web.security import FILE_HEADERS
from app.web.upload import MOST_BYTES

bp = Blueprint("incidents", __name__, url_prefix="/udalosti")
FIRST_PLACES = 7
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The list with filters and search."""
    filters = _filters()
    after = request.args.get("po", "")
    return page(
        "incidents/browse.html",
        incidents=listing.search(actor(), after=after, **filters.wanted),
        count=listing.count(actor(), **filters.wanted),
        most=listing.MOST_COUNTED,
        filters=filters,
        shift=_shift_asked(filters),
        periods=periods(clock.today()),
    )


@bp.get("/vypis.xlsx")
@allow(policy.export)
def export() -> Any:
    """The filtered list as a spreadsheet."""
    wanted = _filters().wanted
    if listing.whole_count(actor(), **wanted) > listing.MOST_AT_ONCE:
        raise Refused(_("The list is long. Go to the list of incidents and have it prepared."))
    content = BytesIO(preparing.at_once(actor(), wanted))
    name = f"udalosti-{clock.today().isoformat()}.xlsx"
    return send_file(content, XLSX, as_attachment=True, download_name=name)


@bp.post("/vypis")
@allow(policy.prepare)
def prepare() -> Any:
    """Have a long list written beforehand; a short one is there at once."""
    filters = _filters()
    rows = listing.whole_count(actor(), **filters.wanted)
    if rows <= listing.MOST_AT_ONCE:
        return redirect(url_for(".export", **filters.address), 303)
    file = actions.prepare(preparing.told(filters.wanted), rows, by=actor())
    return redirect(url_for("exports.read", list_id=file.id), 303)


@bp.route("/nova", methods=["GET", "POST"])
@allow(policy.report)
def report() -> Any:
    """Three taps: what happened, where it was, stored."""
    used = shifts.places_by_use()
    form = ReportForm.from_request(place_id=records((place.id, place.name) for place in used))
    if incident := form.submit(actions.report, by=actor()):
        flash(_saved(incident))
        return redirect(_after_report(incident), 303)
    shift = shifts.open_shift(actor().id)
    if form.subcategory.data is None:
        return page("incidents/report.html", form=form, shift=shift, groups=_groups())
    if form.is_call_asked:
        return page("incidents/report_called.html", form=form)
    shown = used if _wants_all() else used[:FIRST_PLACES]
    places = {"places": shown, "has_more": len(shown) < len(used)}
    return page("incidents/report_place.html", form=form, shift=shift, **places)


@bp.route("/prepis/<uuid:shift_id>", methods=["GET", "POST"])
@allow(policy.transcribe, on=shifts.get)
def transcribe(shift: Shift) -> Any:
    """A whole record at once, copied from paper or added to a returned shift."""
    form = TranscribeForm.from_request(shift, place_id=records(places.names()))  # prefills the day
    if incident := form.submit(actions.transcribe, shift, by=actor()):
        flash(_saved(incident))
        return redirect(url_for(".read", incident_id=incident.id), 303)
    return page("incidents/correct.html", form=form, incident=None, shift=shift)


@bp.get("/<uuid:incident_id>")
@allow(policy.read, on=queries.get)
def read(incident: Incident) -> Any:
    """One incident as a whole, with what is wrong with it."""
    taken = photos.of_incident(incident.id)
    return page(
        "incidents/read.html",
        incident=incident,
        twins=[twin for twin in queries.twins(incident) if policy.read(actor(), twin)],
        photos=taken,
        most_photos=photos.MOST,
        history=_history(incident, taken),
    )


@bp.route("/<uuid:incident_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(incident: Incident) -> Any:
    """Complete or change an incident."""
    own = (incident.place_id, incident.place.name)
    known = records(dict([*places.names(), own]).items())
    form = CorrectIncidentForm.from_request(incident, place_id=known)
    if form.submit(actions.correct, incident, by=actor()):
        flash(_("The incident was saved."))
        return redirect(url_for(".read", incident_id=incident.id), 303)
    return page("incidents/correct.html", form=form, incident=incident, shift=incident.shift)


@bp.route("/<uuid:incident_id>/fotka", methods=["GET", "POST"])
@allow(policy.add_photo, on=queries.get, most=MOST_BYTES)
def add_photo(incident: Incident) -> Any:
    """Take a photo of a thing or a place."""
    form = AddPhotoForm.from_request()
    if form.submit(camera.add_photo, incident, by=actor()):
        flash(_("The photo was saved."))
        return redirect(url_for(".read", incident_id=incident.id), 303)
    return page("incidents/add_photo.html", form=form, incident=incident)


@bp.get("/fotka/<uuid:photo_id>")
@allow(policy.photo, on=photos.get)
def photo(photo: Photo) -> Any:
    """The picture itself."""
    return _picture(photos.content(photo.id))


@bp.get("/fotka/<uuid:photo_id>/nahled")
@allow(policy.thumbnail, on=photos.get)
def thumbnail(photo: Photo) -> Any:
    """The picture in a small size."""
    return _picture(photos.small(photo.id))


@bp.route("/fotka/<uuid:photo_id>/odebrani", methods=["GET", "POST"])
@allow(policy.remove_photo, on=photos.get)
def remove_photo(photo: Photo) -> Any:
    """Take a photo away, with a reason."""
    form = RemovePhotoForm.from_request()
    if form.submit(camera.remove_photo, photo, by=actor()):
        flash(_("The photo is gone."))
        return redirect(url_for(".read", incident_id=photo.incident_id), 303)
    return page("incidents/remove_photo.html", form=form, photo=photo)


@bp.post("/<uuid:incident_id>/nahrazeni")
@allow(policy.mask, on=queries.get)
def mask(incident: Incident) -> Any:
    """Replace what looks like personal data."""
    actions.mask(incident, by=actor())
    flash(_("What looked like personal data was replaced."))
    return redirect(url_for(".read", incident_id=incident.id), 303)


@bp.route("/<uuid:incident_id>/storno", methods=["GET", "POST"])
@allow(policy.cancel, on=queries.get)
def cancel(incident: Incident) -> Any:
    """Say why the record does not hold; it stays, but is not counted."""
    form = CancelForm.from_request()
    if form.submit(actions.cancel, incident, by=actor()):
        flash(_("The incident was cancelled. Its number stays."))
        return redirect(url_for(".read", incident_id=incident.id), 303)
    return page("incidents/cancel.html", form=form, incident=incident)


def _filters() -> IncidentFilters:
    return IncidentFilters.from_address(place_id=records(places.all_names()))


def _picture(content: bytes) -> Any:
    return Response(content, mimetype="image/jpeg", headers=FILE_HEADERS)


def _history(incident: Incident, taken: Sequence[Photo]) -> list[trail.HistoryEntry]:
    parts = {"incident_action": incident.step_ids, "photo": [photo.id for photo in taken]}
    return trail.history("incident", [incident.id], dict(places.names()), parts=parts)


def _shift_asked(filters: IncidentFilters) -> Shift | None:
    """The shift to which the list is narrowed, when it may be shown too."""
    shift_id = filters.wanted.get("shift_id")
    return shifts.find(actor(), shift_id) if shift_id else None


def _wants_all() -> bool:
    return "vse" in request.args


def _groups() -> list[tuple[str, list[Subcategory]]]:
    """The usual kinds; or, when something else is wanted, all of them by category."""
    if not _wants_all():
        return [("", queries.usual_kinds())]
    groups = by_category(offered(Subcategory))
    return [(category.label, kinds) for category, kinds in groups]


def _after_report(incident: Incident) -> str:
    """Back to the shift, where the next thing happens."""
    if may("desk.phone"):
        return url_for("desk.phone")
    return url_for(".read", incident_id=incident.id)


def _saved(incident: Incident) -> str:
    return _(
        "Saved: %(kind)s, %(place)s (%(number)s).",
        kind=incident.subcategory.label,
        place=incident.place.name,
        number=incident.number,
    )
