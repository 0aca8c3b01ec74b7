"""Pages about certificates, hours and the attendance list that gives them."""

from datetime import date
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for

from app.accounts.models import Membership
from app.certificates import actions, policy, queries, xlsx
from app.certificates.forms import (
    AddForm,
    AttendForm,
    CertificateFilters,
    CorrectCertificateForm,
    PeriodFilters,
    WithdrawForm,
)
from app.certificates.models import Certificate
from app.courses import queries as course_queries
from app.courses.models import TrainingEvent
from app.kernel import clock
from app.kernel.i18n import _
from app.web.fields import records
from app.web.guard import actor, allow
from app.web.page import page
from app.web.templating import town

bp = Blueprint("certificates", __name__, url_prefix="/osvedceni")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """What ends, what a role still asks for, and all certificates."""
    people = queries.known_to(actor())
    filters = CertificateFilters.from_address(worker_id=_names(people))
    wanted, today = filters.wanted, clock.today()
    chosen = {wanted["worker_id"]} if "worker_id" in wanted else {each.id for each in people}
    found = queries.search(
        chosen, state=wanted.get("state"), today=today, after=request.args.get("za", "")
    )
    return page(
        "certificates/browse.html",
        filters=filters,
        found=found,
        several=len(people) > 1,
        ending=[] if wanted else queries.in_need(chosen, today),
        missing=[] if wanted else queries.duties(chosen, today),
    )


@bp.route("/nove", methods=["GET", "POST"])
@allow(policy.add)
def add() -> Any:
    """A certificate that somebody has brought along."""
    kept = [each for each in queries.known_to(actor()) if policy.keeps(actor(), each)]
    form = AddForm.from_request(worker_id=_names(kept), course_id=_courses())
    if form.submit(actions.add, by=actor()):
        flash(_("The certificate is written down."))
        return redirect(url_for(".browse"), 303)
    return page("certificates/add.html", form=form)


@bp.route("/<uuid:certificate_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(certificate: Certificate) -> Any:
    """Change a certificate."""
    form = CorrectCertificateForm.from_request(certificate, course_id=_courses(certificate))
    if form.submit(actions.correct, certificate, by=actor()):
        flash(_("The certificate was corrected."))
        return redirect(url_for(".browse"), 303)
    return page("certificates/correct.html", form=form, certificate=certificate)


@bp.route("/<uuid:certificate_id>/zrusit", methods=["GET", "POST"])
@allow(policy.withdraw, on=queries.get)
def withdraw(certificate: Certificate) -> Any:
    """Withdraw a certificate."""
    form = WithdrawForm.from_request()
    if form.submit(actions.withdraw, certificate, by=actor()):
        flash(_("The certificate was withdrawn. Its reason stays with it."))
        return redirect(url_for(".browse"), 303)
    return page("certificates/withdraw.html", form=form, certificate=certificate)


@bp.route("/ucast/<uuid:event_id>", methods=["GET", "POST"])
@allow(policy.attend, on=course_queries.get_event)
def attend(event: TrainingEvent) -> Any:
    """The attendance list of an event."""
    form = AttendForm.of(event)
    if form.submit(actions.attend, event, by=actor()):
        flash(_("The list is saved. Who passed has the hours and the certificate."))
        return redirect(url_for("courses.read_event", event_id=event.id), 303)
    return page("certificates/attend.html", form=form, event=event)


@bp.get("/hodiny/<uuid:worker_id>")
@allow(policy.hours, on=queries.person)
def hours(worker: Membership) -> Any:
    """The confirmation of hours for a period, to be printed and signed."""
    filters = PeriodFilters.from_address()
    since, until = _period(filters)
    return page(
        "certificates/hours.html",
        filters=filters,
        worker=worker,
        since=since,
        until=until,
        today=clock.today(),
        attended=course_queries.attended_between(worker.id, since, until),
        certificates=queries.of(worker.id),
    )


@bp.get("/hodiny.xlsx")
@allow(policy.hours_export)
def hours_export() -> Response:
    """Hours and cost of a year for a spreadsheet."""
    asked = request.args.get("rok", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else clock.today().year
    since, until = date(year, 1, 1), date(year, 12, 31)
    content = xlsx.write(
        year,
        town().full_name,
        people=queries.trained_between(since, until),
        events=course_queries.events_between(since, until),
        sums=course_queries.hours_by_funding(since, until),
    )
    name = f"vzdelavani-{town().slug}-{year}.xlsx"
    return send_file(BytesIO(content), XLSX, as_attachment=True, download_name=name)


def _period(filters: PeriodFilters) -> tuple[date, date]:
    """The days asked for, in their order; otherwise the whole of this year."""
    year = clock.today().year
    since = filters.wanted.get("since") or date(year, 1, 1)
    until = filters.wanted.get("until") or date(year, 12, 31)
    return min(since, until), max(since, until)


def _names(people: list[Membership]) -> Any:
    return records((each.id, each.display_name) for each in people)


def _courses(certificate: Certificate | None = None) -> Any:
    """The courses in use, and the one that the certificate has."""
    known = course_queries.course_names()
    own = certificate.course if certificate else None
    if own and own.id not in dict(known):
        known = [(own.id, own.name), *known]
    return records(known)
