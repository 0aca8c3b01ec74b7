"""How the recorded quarter was closed, and closed once more after a late entry."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

from app.demo.ratings import MANAGER
from app.demo.rows import content
from app.demo.telling import Stage, Step
from app.figures_outside import actions as outside
from app.figures_outside.domain import Source, Term, Unit
from app.kernel import clock
from app.kernel.db import uuid7
from app.kernel.quarter import Quarter
from app.reports import actions as reports
from app.reports import preparing
from app.reports import queries as known
from app.reports.models import QuarterlyReport

QUARTER = Quarter(2025, 4)
HEAD = "zdenek.vesely"
Deed = Callable[[Stage], object]


def steps(now: datetime) -> Iterator[Step]:
    """Figures of others, comment, approval, and a second version for what came late."""
    told: tuple[tuple[date, time, Deed], ...] = (
        (date(2026, 1, 6), time(9), _figures),
        (date(2026, 1, 7), time(9), _begin),
        (date(2026, 1, 7), time(10, 30), _comment),
        (date(2026, 1, 8), time(8, 15), _share),
        (date(2026, 1, 12), time(9), _approve),
        (date(2026, 1, 12), time(10), _send),
        (date(2026, 1, 20), time(8, 30), _renew),
        (date(2026, 1, 21), time(8), _share),
        (date(2026, 1, 21), time(13), _approve),
        (date(2026, 1, 22), time(8, 30), _send),
    )
    for day, at, do in told:
        moment = clock.utc(day, at)
        if moment <= now:
            yield Step(moment, do)


def _figures(stage: Stage) -> None:
    for row in content("closings.json")["figures"]:
        values: dict[str, Any] = {
            **row,
            "term": Term(row["term"]),
            "source": Source(row["source"]),
            "unit": Unit(row["unit"]),
        }
        outside.add(id=uuid7(), **values, by=stage.person(MANAGER))


def _begin(stage: Stage) -> None:
    reports.begin(QUARTER, by=stage.person(MANAGER))


def _comment(stage: Stage) -> None:
    texts = content("closings.json")["comment"]
    reports.comment(_report(), by=stage.person(MANAGER), **texts)


def _share(stage: Stage) -> None:
    reports.share(_report(), by=stage.person(MANAGER))


def _approve(stage: Stage) -> None:
    reports.approve(_report(), by=stage.person(HEAD))
    report_id = _report().id
    for variant, form in known.missing_documents(report_id):
        content = preparing.written(report_id, variant, form)
        reports.keep_document(report_id, variant, form, content, by=None)
    reports.finish_documents(report_id, by=None)


def _send(stage: Stage) -> None:
    reports.send(_report(), by=stage.person(MANAGER))


def _renew(stage: Stage) -> None:
    reason = content("closings.json")["reason"]
    reports.renew(_report(), reason=reason, by=stage.person(MANAGER))


def _report() -> QuarterlyReport:
    """The newest version as it stands now."""
    return known.standing(QUARTER).versions[0]
