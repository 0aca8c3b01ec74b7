"""The first page of each role, the rest of the menu and the pages that explain."""

from datetime import date
from functools import partial
from typing import Any

from flask import Blueprint, redirect, request, url_for

from app.accounts.models import Membership
from app.desk import figures, forms, policy
from app.desk.domain import ASSESSED_ON, Compared, quarters_to_choose
from app.desk.queries import morning as waiting
from app.desk.queries import overview as sums
from app.desk.queries import phone as own
from app.desk.queries import shell
from app.kernel import clock
from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.shifts import queries as shifts
from app.web.guard import actor, allow, anyone, may
from app.web.page import page

bp = Blueprint("desk", __name__)
# The first of these that is open to a person is his start.
STARTS = (
    *("desk.phone", "desk.morning", "desk.overview"),
    *("disputes.mine", "towns.browse", "people.browse", "audit.browse"),
)


@bp.get("/")
@allow(policy.start)
def start() -> Any:
    """To one's own first page; a plain welcome for roles without one."""
    mine = next((endpoint for endpoint in STARTS if may(endpoint)), None)
    return redirect(url_for(mine)) if mine else page("desk/start.html")


@bp.get("/smena")
@allow(policy.phone)
def phone() -> Any:
    """The shift that runs, or the way into the next one."""
    if shift := shifts.open_shift(actor().id):
        return page("desk/phone.html", **own.on_shift(shift, actor()))
    return page("desk/off_shift.html", now=clock.now(), **own.off_shift(actor()))


@bp.get("/smena/offline")
@allow(policy.offline)
def offline() -> Any:
    """The forms of the field without anything of a person: what a phone keeps and opens."""
    return page("desk/offline.html", forms=forms.drawn(), **shell.screen())


@bp.get("/bez-signalu")
@allow(anyone)
def no_signal() -> Any:
    """What a phone shows instead of a page that it cannot reach."""
    return page("desk/no_signal.html")


@bp.get("/rano")
@allow(policy.morning)
def morning() -> Any:
    """What is urgent, what waits and what is new."""
    return page("desk/morning.html", now=clock.now(), **waiting.screen(actor()))


@bp.get("/prehled")
@allow(policy.overview)
def overview() -> Any:
    """The numbers of a quarter."""
    compared = Compared.of(_chosen_quarter(), clock.today())
    districts = sums.districts()
    district = next((d for d in districts if d == request.args.get("cast")), None)
    return page(
        "desk/overview.html",
        compared=compared,
        quarters=quarters_to_choose(clock.today()),
        districts=districts,
        district=district,
        **_figures(compared, district),
    )


@bp.get("/vice")
@allow(policy.more)
def more() -> Any:
    """What the phone's tab bar has no room for."""
    return page("desk/more.html")


@bp.get("/napoveda")
@allow(anyone)
def help() -> Any:
    """Instructions for every role."""
    return page("desk/help.html")


@bp.get("/pristupnost")
@allow(anyone)
def accessibility() -> Any:
    """The statement that Act 99/2019 asks for."""
    return page("desk/accessibility.html", assessed_on=ASSESSED_ON)


@bp.get("/ochrana-udaju")
@allow(anyone)
def privacy() -> Any:
    """The information that Article 13 GDPR asks for."""
    return page("desk/privacy.html")


@bp.app_template_global()
def waiting_for(person: Membership) -> int:
    """How much waits for a person in his town: for the page on which he switches towns."""
    return waiting.waiting_for(person)


def _chosen_quarter() -> Quarter:
    """The quarter of the address; what cannot be understood is the present one."""
    try:
        return Quarter.parse(request.args.get("ctvrtleti", ""))
    except ValueError:
        return Quarter.containing(clock.today())


def _figures(compared: Compared, district: str | None) -> dict[str, Any]:
    months, link = compared.months, partial(_list_of_incidents, cast=district)
    by_category = sums.categories_by_month(district, months)
    by_hour = sums.by_day_and_hour(district, compared.now)
    recorded = sums.recorded_months(months)
    stats = _stats(compared, district, recorded, link)
    return {
        "stats": stats,
        "days": figures.days(compared),
        "by_months": figures.months_table(compared.whole_months, stats),
        "months": figures.months_chart(months, recorded, by_category, link),
        "places": figures.places_chart(sums.problem_places(district, compared), compared, link),
        "heat": figures.heat_chart(by_hour, compared, link),
        "latest": sums.latest(actor(), district, compared.now) if may("incidents.browse") else (),
        "list_url": link(**figures.days(compared)),
        "assistants": sums.assistants(compared.now),
    }


def _stats(
    compared: Compared, district: str | None, recorded: set[date], link: figures.Link
) -> list[figures.Stat]:
    rounds = partial(_list_of, "shifts.browse_visits", zapocitane=1, cast=district)
    contacts = partial(_list_of, "shifts.search", sluzba="contacts")
    measures: list[tuple[str, sums.Measure, figures.Link]] = [
        (_("Rounds"), sums.visits(district), rounds),
        (_("Incidents"), sums.incidents(district), link),
        (
            _("Municipal police called or told"),
            sums.passed_to_police(district),
            partial(link, mp=1),
        ),
        (_("Contacts"), sums.contacts(), contacts),
    ]
    return [_stat(label, measure, compared, recorded, way) for label, measure, way in measures]


def _stat(
    label: str,
    measure: sums.Measure,
    compared: Compared,
    recorded: set[date],
    link: figures.Link,
) -> figures.Stat:
    months = compared.whole_months
    values = figures.known(sums.by_month(measure, months), months, recorded)
    spark = figures.sparkline(label, months, values)
    return figures.Stat(label, sums.pair(measure, compared), values, spark, link)


def _list_of_incidents(**words: Any) -> str | None:
    return _list_of("incidents.browse", zapocitane=1, **words)


def _list_of(endpoint: str, **words: Any) -> str | None:
    """The list behind a number, for those who may see its records."""
    return url_for(endpoint, **words) if policy.follow(actor()) else None
