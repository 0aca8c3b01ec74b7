"""Pages and files of the quarterly summary, and the same counts of any period."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import Any, cast

from flask import Blueprint, abort, flash, redirect, request, send_file, url_for

from app.closing import queries as closing
from app.closing.domain import Subject
from app.closing.queries import Changed
from app.kernel import clock
from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.places import queries as places
from app.summaries import actions, figures, policy, queries
from app.summaries import period as spans
from app.summaries.domain import Summary, Variant
from app.summaries.forms import PeriodFilters, SaveViewForm
from app.summaries.links import Links, Lists
from app.summaries.models import SavedView
from app.summaries.period import Span, usual
from app.summaries.writers import WRITERS
from app.web.converters import know_quarters
from app.web.fields import records
from app.web.guard import Rule, actor, allow
from app.web.page import page

bp = Blueprint("summaries", __name__, url_prefix="/souhrn")
bp.record_once(know_quarters)
WORDS = {Variant.INTERNAL: "", Variant.PUBLIC: "verejna"}
VERSIONS = {"": _("Internal"), "verejna": _("Public")}
# What changes closed figures, as far as it has records to look at.
LATE = tuple(each for each in Subject if each is not Subject.OLDER_RECORDS)
RECORDS = {
    "shift": (_("Shift"), "shifts.read", "shift_id"),
    "incident": (_("Incident"), "incidents.read", "incident_id"),
    "dispute_case": (_("Neighbour dispute"), "disputes.read", "case_id"),
    "training_event": (_("Event of a course"), "courses.read_event", "event_id"),
    "need": (_("Training need"), "needs.read", "need_id"),
    "plan": (_("Training plan"), "plans.read", "plan_id"),
    "supervision": (_("Supervision"), "supervision.browse", None),
    "certificate": (_("Certificate"), "certificates.browse", None),
    "external_figure": (_("External figure"), "figures_outside.browse", None),
}
CLOSED = {Variant.INTERNAL: "reports.closed_document", Variant.PUBLIC: "reports.public_document"}


@bp.get("/")
@allow(policy.read)
def read() -> Any:
    """All tables of a quarter, for the town hall or for everybody."""
    variant, known = _chosen_variant(), queries.recorded_quarters()
    quarters = [each for each in known if _is_offered(each, variant)]
    quarter = _chosen_quarter(quarters, variant)
    if variant is Variant.INTERNAL and _is_closed(quarter):
        return redirect(url_for("reports.closed", quarter=quarter))
    return page(
        "summaries/read.html",
        summary=_version(quarter, variant),
        quarters=sorted({*quarters, quarter}, reverse=True),
        variants=VERSIONS if policy.read_exact(actor()) else {},
        word=WORDS[variant],
        forms=WRITERS,
        is_recorded=quarter in known,
        is_running=not queries.is_over(quarter),
        is_closed=closing.of(quarter) is not None,
        link=_no_links if variant is Variant.PUBLIC else _links(quarter, policy.follow),
    )


@bp.get("/spory")
@allow(policy.disputes)
def disputes() -> Any:
    """Disputes of a quarter in numbers, drawings and their table."""
    known = queries.recorded_quarters()
    quarter = _chosen_quarter(known, Variant.INTERNAL)
    summary, told = queries.summary_of_disputes(quarter)
    link = _links(quarter, policy.follow_disputes)
    return page(
        "summaries/disputes.html",
        summary=summary,
        quarters=sorted({*known, quarter}, reverse=True),
        is_running=quarter.end > clock.today(),
        link=link,
        **figures.overview(summary, told, link),
    )


@bp.get("/dodatecne")
@allow(policy.later)
def later() -> Any:
    """R-61: the records that changed closed figures in a quarter, by what they are about."""
    quarter = Quarter.containing(clock.today())
    with suppress(ValueError):
        quarter = Quarter.parse(request.args.get("ctvrtleti", ""))
    counts = closing.changed_in(quarter)
    subject = next((each for each in Subject if each == request.args.get("co")), None)
    subject = subject or next((each for each in LATE if counts[each]), LATE[0])
    return page(
        "summaries/later.html",
        quarter=quarter,
        quarters=sorted({*queries.recorded_quarters(), quarter}, reverse=True),
        subject=subject,
        subjects=LATE,
        counts=counts,
        records=closing.browse_changed(quarter, subject, request.args.get("po", "")),
        record_page=_record_page,
    )


@bp.get("/obdobi")
@allow(policy.period)
def period() -> Any:
    """The same counts of any days, places and kinds, each leading to its rows."""
    filters = PeriodFilters.from_address(place_id=records(places.all_names()))
    span = filters.span(clock.today())
    form = SaveViewForm(
        data={"since": span.first, "until": span.last, "subcategory": span.subcategory}
    )
    return page("summaries/period.html", **_shown(filters, span), form=form)


@bp.post("/obdobi/ulozit")
@allow(policy.save_view)
def save_view() -> Any:
    """Keep what the page shows under a name."""
    form = SaveViewForm.from_request(place_id=records(places.all_names()))
    if view := form.submit(actions.save_view, by=actor()):
        flash(_("The view was saved."))
        return redirect(url_for(".period", **view.address), 303)
    filters = PeriodFilters.from_address(place_id=records(places.all_names()))
    span = form.span or filters.span(clock.today())
    return page("summaries/period.html", **_shown(filters, span), form=form)


@bp.post("/obdobi/<uuid:view_id>/odebrat")
@allow(policy.remove_view, on=spans.view)
def remove_view(view: SavedView) -> Any:
    """Take a view out of the list."""
    actions.remove_view(view, by=actor())
    flash(_("The view was removed."))
    return redirect(url_for(".period"), 303)


@bp.get("/<quarter:quarter>.<string:form>")
@allow(policy.download)
def download(quarter: Quarter, form: str) -> Any:
    """The summary as a file; of a closed quarter the file that was made at the closing."""
    variant, writer = _chosen_variant(), WRITERS.get(form) or abort(404)
    if _is_closed(quarter):
        return redirect(url_for(CLOSED[variant], quarter=quarter, form=form))
    summary = _asked_version(quarter, variant)
    # The name says whose and of what it is, and whether everybody may see it.
    parts = ("souhrn", summary.town, quarter.code, WORDS[variant] or "interni")
    name = f"{'-'.join(filter(None, parts))}.{writer.ending}"
    content = BytesIO(writer.write(summary))
    return send_file(content, writer.mimetype, as_attachment=True, download_name=name)


def _chosen_variant() -> Variant:
    """The version of the address; the public one for those who may not see exact figures."""
    is_public = request.args.get("verze") == WORDS[Variant.PUBLIC]
    if is_public or not policy.read_exact(actor()):
        return Variant.PUBLIC
    return Variant.INTERNAL


def _is_closed(quarter: Quarter) -> bool:
    """Whether an approved version is to be shown; the figures of now are shown when asked for.

    What was published stays, so of public figures there are none of now.
    """
    is_of_now = "zive" in request.args and _chosen_variant() is Variant.INTERNAL
    return not is_of_now and closing.of(quarter) is not None


def _is_offered(quarter: Quarter, variant: Variant) -> bool:
    return variant is Variant.INTERNAL or queries.is_over(quarter)


def _version(quarter: Quarter, variant: Variant) -> Summary:
    is_public = variant is Variant.PUBLIC
    return queries.published(quarter) if is_public else queries.summary(quarter)


def _asked_version(quarter: Quarter, variant: Variant) -> Summary:
    """The version of the address as a file; there is none of what is not published."""
    if quarter > Quarter.containing(clock.today()) or not _is_offered(quarter, variant):
        abort(404)
    return _version(quarter, variant)


def _chosen_quarter(known: Sequence[Quarter], variant: Variant) -> Quarter:
    """The quarter of the address, else the last finished one from which there are records."""
    last = Quarter.containing(clock.today()).previous
    with suppress(ValueError):
        asked = Quarter.parse(request.args.get("ctvrtleti", ""))
        if _is_offered(asked, variant):
            return asked
    return next((quarter for quarter in known if quarter <= last), last)


def _shown(filters: PeriodFilters, span: Span) -> dict[str, Any]:
    """What the page of a period shows."""
    filters.since.data, filters.until.data = span.first, span.last
    return {
        "filters": filters,
        "span": span,
        "tables": spans.tables(span),
        "link": _links(cast(Quarter, span), policy.follow, **span.words),
        "views": spans.views_of(actor().id),
        "usual": usual(clock.today()),
    }


def _record_page(changed: Changed) -> tuple[str, str | None]:
    """What a changed record is called, and where it is: on a page of its own, or in a list."""
    label, endpoint, argument = RECORDS[changed.entity]
    if argument:
        return label, url_for(endpoint, **{argument: changed.record_id})
    return label, url_for(endpoint)


def _no_links(*_cell: Any) -> None:
    """Rounded numbers lead nowhere, and no number does for those who see numbers only."""


def _links(quarter: Quarter, rule: Rule, **words: str) -> Any:
    """Where numbers lead, for those who may see records; the others see numbers only."""
    if not rule(actor()):
        return _no_links
    # Rounds have no kind.
    place = {name: value for name, value in words.items() if name == "misto"}
    lists = Lists(
        partial(url_for, "incidents.browse", zapocitane=1, **words),
        partial(url_for, "shifts.search"),
        partial(url_for, "shifts.browse_visits", zapocitane=1, **place),
        partial(url_for, "courses.read_event"),
        partial(url_for, "courses.browse_held"),
        partial(url_for, "needs.browse"),
        partial(url_for, "supervision.browse"),
        partial(url_for, "disputes.browse"),
        partial(url_for, "figures_outside.browse"),
        partial(url_for, ".later"),
    )
    return Links(quarter, queries.place_ids(), queries.competence_ids(), lists)
