"""Pages about courses and their events."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for

from app.accounts import queries as account_queries
from app.courses import actions, ics, listing, policy, queries
from app.courses.domain import TRAINED
from app.courses.forms import (
    AddForm,
    CancelForm,
    CorrectCourseForm,
    CorrectEventForm,
    HeldFilters,
    InviteForm,
    PlanEventForm,
)
from app.courses.models import Attendance, Course, TrainingEvent
from app.kernel import clock
from app.kernel.i18n import _
from app.skills.queries import competence_names
from app.web.fields import records
from app.web.guard import actor, allow
from app.web.link import qr
from app.web.page import page

bp = Blueprint("courses", __name__, url_prefix="/kurzy")
EMPTY_LINES = 6


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The catalogue with search."""
    asked = request.args
    found = listing.search(
        asked.get("q", ""), with_retired="vse" in asked, after=asked.get("od", "")
    )
    return page("courses/browse.html", courses=found, q=asked.get("q", ""))


@bp.route("/novy", methods=["GET", "POST"])
@allow(policy.add)
def add() -> Any:
    """A new course."""
    form = AddForm.from_request(competence_id=records(competence_names()))
    if course := form.submit(actions.add, by=actor()):
        flash(_("The course was added."))
        return redirect(url_for(".read", course_id=course.id), 303)
    return page("courses/add.html", form=form)


@bp.get("/<uuid:course_id>")
@allow(policy.read, on=queries.get)
def read(course: Course) -> Any:
    """One course and its events."""
    return page("courses/read.html", course=course, events=listing.events_of(course))


@bp.route("/<uuid:course_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(course: Course) -> Any:
    """Change a course."""
    form = CorrectCourseForm.from_request(course, competence_id=records(competence_names()))
    if form.submit(actions.correct, course, by=actor()):
        flash(_("The course was corrected."))
        return redirect(url_for(".read", course_id=course.id), 303)
    return page("courses/correct.html", form=form, course=course)


@bp.post("/<uuid:course_id>/vyradit")
@allow(policy.retire, on=queries.get)
def retire(course: Course) -> Any:
    """Put a course out of use."""
    actions.retire(course, by=actor())
    flash(_("The course is out of use. Its events and certificates stay."))
    return redirect(url_for(".read", course_id=course.id), 303)


@bp.post("/<uuid:course_id>/obnovit")
@allow(policy.restore, on=queries.get)
def restore(course: Course) -> Any:
    """Put a course back into use."""
    actions.restore(course, by=actor())
    flash(_("The course is in use again."))
    return redirect(url_for(".read", course_id=course.id), 303)


@bp.get("/terminy/")
@allow(policy.browse_events)
def browse_events() -> Any:
    """What comes, and what was held in a year."""
    years, asked = listing.years(clock.today()), request.args.get("rok", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    after = request.args.get("od", "")
    return page(
        "courses/browse_events.html",
        years=years,
        year=year,
        coming=listing.coming() if not after else [],
        past=listing.past(year, after=after),
        sums=queries.hours_by_funding(*listing.whole(year)) if policy.plan_event(actor()) else [],
    )


@bp.get("/terminy/konane")
@allow(policy.browse_held)
def browse_held() -> Any:
    """What was held in some days, and the hours of those who were there."""
    filters = HeldFilters.from_address()
    told = [(each, filters.hours(each)) for each in queries.events_between(*filters.period)]
    held = [(event, hours) for event, hours in told if hours]
    return page("courses/browse_held.html", filters=filters, held=held)


@bp.route("/<uuid:course_id>/termin", methods=["GET", "POST"])
@allow(policy.plan_event, on=queries.get)
def plan_event(course: Course) -> Any:
    """A new event of the course."""
    form = PlanEventForm.from_request(course)
    if event := form.submit(actions.plan_event, course, by=actor()):
        flash(_("The event is planned. Now invite people."))
        return redirect(url_for(".invite", event_id=event.id), 303)
    return page("courses/plan_event.html", form=form, course=course)


@bp.get("/terminy/<uuid:event_id>")
@allow(policy.read_event, on=queries.get_event)
def read_event(event: TrainingEvent) -> Any:
    """One event; of those invited only planners see more than themselves."""
    invited = event.invited if policy.plan_event(actor()) else []
    mine = event.attendance_of(actor())
    context = {"invited": invited, "mine": mine, "today": clock.today()}
    return page("courses/read_event.html", event=event, **context)


@bp.route("/terminy/<uuid:event_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct_event, on=queries.get_event)
def correct_event(event: TrainingEvent) -> Any:
    """Change the plan of an event."""
    form = CorrectEventForm.from_request(event)
    if form.submit(actions.correct_event, event, by=actor()):
        flash(_("The event was corrected. Tell those invited when the time or the place changed."))
        return redirect(url_for(".read_event", event_id=event.id), 303)
    return page("courses/correct_event.html", form=form, event=event)


@bp.route("/terminy/<uuid:event_id>/zrusit", methods=["GET", "POST"])
@allow(policy.cancel_event, on=queries.get_event)
def cancel_event(event: TrainingEvent) -> Any:
    """Call an event off."""
    form = CancelForm.from_request()
    if form.submit(actions.cancel_event, event, by=actor()):
        flash(_("The event was called off. Those invited see the reason."))
        return redirect(url_for(".read_event", event_id=event.id), 303)
    return page("courses/cancel_event.html", form=form, event=event)


@bp.route("/terminy/<uuid:event_id>/pozvat", methods=["GET", "POST"])
@allow(policy.invite, on=queries.get_event)
def invite(event: TrainingEvent) -> Any:
    """Invite people to an event."""
    form = InviteForm.from_request(people=_to_invite(event))
    if form.submit(actions.invite, event, by=actor()):
        flash(_("The people are invited. They see the event on their page."))
        return redirect(url_for(".read_event", event_id=event.id), 303)
    return page("courses/invite.html", form=form, event=event)


@bp.post("/terminy/pozvanky/<uuid:attendance_id>/zpet")
@allow(policy.uninvite, on=queries.get_attendance)
def uninvite(attendance: Attendance) -> Any:
    """Take an invitation back."""
    event = actions.uninvite(attendance, by=actor())
    flash(_("The invitation was taken back."))
    return redirect(url_for(".read_event", event_id=event.id), 303)


@bp.get("/terminy/<uuid:event_id>/pozvanka.ics")
@allow(policy.invitation, on=queries.get_event)
def invitation(event: TrainingEvent) -> Response:
    """The event for one's own calendar."""
    content = BytesIO(ics.write(event))
    name = f"skoleni-{event.day}.ics"
    return send_file(content, "text/calendar", as_attachment=True, download_name=name)


@bp.get("/terminy/<uuid:event_id>/prezencni-listina")
@allow(policy.attendance_sheet, on=queries.get_event)
def attendance_sheet(event: TrainingEvent) -> Any:
    """The list that people sign."""
    return page("courses/attendance_sheet.html", event=event, empty_lines=EMPTY_LINES)


@bp.get("/terminy/<uuid:event_id>/na-dvere")
@allow(policy.door, on=queries.get_event)
def door(event: TrainingEvent) -> Any:
    """The page with the code for the door."""
    url = url_for(".check_in", code=event.check_in_code, _external=True)
    size, path = qr(url)
    return page("courses/door.html", event=event, url=url, size=size, path=path)


@bp.route("/terminy/prichod/<string:code>", methods=["GET", "POST"])
@allow(policy.check_in, on=queries.event_by_code)
def check_in(event: TrainingEvent) -> Any:
    """Say that one has come."""
    if request.method == "POST":
        actions.check_in(event, by=actor())
        flash(_("Your arrival is recorded. Have a good course."))
        return redirect(url_for(".check_in", code=event.check_in_code), 303)
    mine = event.attendance_of(actor())
    is_today = event.is_on(clock.today()) and event.is_planned
    return page("courses/check_in.html", event=event, mine=mine, is_today=is_today)


def _to_invite(event: TrainingEvent) -> Any:
    """Who is not in the list yet; said is who has to have the course and was not there."""
    known = {each.worker_id for each in event.attendances}
    lacking = {
        person.id
        for person, course in queries.missing_required(clock.today())
        if course.id == event.course_id
    }
    return records(
        (each.id, _lacking(each.display_name) if each.id in lacking else each.display_name)
        for each in account_queries.people_with(*TRAINED)
        if each.id not in known
    )


def _lacking(name: str) -> str:
    return _("%(who)s – the role requires the course, no attendance so far", who=name)
