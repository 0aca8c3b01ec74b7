"""Hours and cost of a year as a spreadsheet: people, events and sources of money."""

from collections.abc import Iterator, Sequence

from app.accounts.models import Membership
from app.courses.models import Course, TrainingEvent
from app.courses.queries import FundingHours
from app.kernel import clock
from app.kernel.i18n import _
from app.kernel.sheetlooks import TENTHS
from app.kernel.spreadsheet import Line, Sheet, SheetColumn, workbook

NAME, WIDE, NARROW = 28, 34, 12


def write(
    year: int,
    town: str,
    *,
    people: Sequence[Membership],
    events: Sequence[TrainingEvent],
    sums: Sequence[FundingHours],
) -> bytes:
    """Three sheets; hours are those of people who were there."""
    title = _("Training in %(year)s", year=year)
    notes = (town, _("Hours are counted only to people who were there."))
    sheets = (
        _people(title, notes, people, events),
        _events(title, notes, events),
        _sources(title, notes, sums),
    )
    return workbook(sheets, title=title, created=clock.now())


def _people(
    title: str,
    notes: tuple[str, ...],
    people: Sequence[Membership],
    events: Sequence[TrainingEvent],
) -> Sheet:
    """People by courses."""
    known: dict[object, Course] = {event.course_id: event.course for event in events}
    courses = sorted(known.values(), key=lambda course: course.sort_text)
    columns = (
        SheetColumn(_("Name of the person"), NAME, left=True),
        SheetColumn(_("Roles"), WIDE, left=True),
        *(SheetColumn(course.name, 16, TENTHS) for course in courses),
        SheetColumn(_("Altogether"), NARROW, TENTHS),
    )
    lines = [_person(person, courses, events) for person in people]
    sums = [sum(float(v or 0) for v in each) for each in zip(*(x[2:] for x in lines), strict=True)]
    total = Line((_("Altogether"), None, *(sums or [0.0] * (len(courses) + 1))), "total")
    return Sheet(_("Hours of people"), title, columns, [*map(Line, lines), total], notes, fixed=1)


def _person(
    person: Membership, courses: Sequence[Course], events: Sequence[TrainingEvent]
) -> tuple[str | float | None, ...]:
    mine = [e for e in events if any(a.worker_id == person.id for a in e.present)]
    hours = [sum(e.hours for e in mine if e.course_id == course.id) for course in courses]
    return person.display_name, person.role_labels, *(each or None for each in hours), sum(hours)


def _events(title: str, notes: tuple[str, ...], events: Sequence[TrainingEvent]) -> Sheet:
    """Event by event, with cost and source."""
    columns = (
        SheetColumn(_("Day"), 13, left=True),
        SheetColumn(_("Course"), WIDE, left=True),
        SheetColumn(_("Kind of course"), 20, left=True),
        SheetColumn(_("Who leads it"), NAME, left=True),
        SheetColumn(_("Hours"), NARROW, TENTHS),
        SheetColumn(_("Attendances"), NARROW),
        SheetColumn(_("Hours of people"), NARROW, TENTHS),
        SheetColumn(_("Cost in crowns"), 14),
        SheetColumn(_("Paid from"), WIDE, left=True),
    )
    return Sheet(_("Events"), title, columns, list(_held(events)), notes, fixed=2)


def _held(events: Sequence[TrainingEvent]) -> Iterator[Line]:
    for event in events:
        people = len(event.present)
        yield Line(
            (
                event.day,
                event.course.name,
                event.course.kind.label,
                event.provider,
                float(event.hours),
                people,
                float(event.hours * people),
                event.cost_czk,
                event.funding.label if event.funding else None,
            )
        )


def _sources(title: str, notes: tuple[str, ...], sums: Sequence[FundingHours]) -> Sheet:
    """The sums by the source of money."""
    columns = (
        SheetColumn(_("Paid from"), WIDE, left=True),
        SheetColumn(_("Events held"), NARROW),
        SheetColumn(_("Attendances"), NARROW),
        SheetColumn(_("Hours of people"), NARROW, TENTHS),
        SheetColumn(_("Cost in crowns"), 14),
    )
    lines = [
        (
            each.funding.label if each.funding else _("not said"),
            each.events,
            each.people,
            each.person_hours,
            each.cost_czk,
        )
        for each in sums
    ]
    total = Line((_("Altogether"), *_altogether(sums)), "total")
    return Sheet(_("Sources of money"), title, columns, [*map(Line, lines), total], notes)


def _altogether(sums: Sequence[FundingHours]) -> tuple[int | float, ...]:
    return (
        sum(each.events for each in sums),
        sum(each.people for each in sums),
        float(sum(each.person_hours for each in sums)),
        sum(each.cost_czk for each in sums),
    )
