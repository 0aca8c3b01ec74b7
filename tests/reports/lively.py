"""What the closing of quarters has in a lively town: one closed, one approved soon, one begun."""

from dataclasses import replace
from types import SimpleNamespace

from app.closing.models import QuarterClosing
from app.kernel import clock
from app.kernel.db import uuid7
from app.kernel.quarter import Quarter
from app.reports.domain import Status
from app.summaries import frozen
from tests.figures_outside.rows import a_figure
from tests.make import Make
from tests.reports.rows import a_closed_report, a_file, a_report, a_view
from tests.summaries import samples

TEXTS = {"situation": "Přibylo hluku u nádraží, hlavně v pátek večer.", "funding": "Do června."}


def fill(make: Make, lhota: SimpleNamespace) -> None:
    """Versions in every state, of quarters back in time, and what stands beside them."""
    last = Quarter.containing(clock.today()).previous
    closed, shared = last.previous.previous, last.previous
    a_closed_report(make, lhota.manager, closed.code, **TEXTS)
    corrected = {"number": 2, "reason": "Chyběla událost z 15. září."}
    a_file(make, a_closed_report(make, lhota.manager, closed.code, **corrected, **TEXTS))
    _closing(make, lhota, closed)
    a_report(make, lhota.manager, shared.code, status=Status.INTERNAL, **TEXTS)
    a_report(make, lhota.manager, last.code, **TEXTS)
    a_view(make, lhota.manager)
    a_figure(make, lhota.town, year=last.year)


def _closing(make: Make, lhota: SimpleNamespace, quarter: Quarter) -> None:
    text = frozen.canonical(replace(samples.summary(), quarter=quarter))
    own = {"id": uuid7(), "municipality_id": lhota.town.id, "code": quarter.code}
    moments = {"first_closed_at": clock.now(), "closed_at": clock.now()}
    make.saved(QuarterClosing(**own, **moments, exact=text, public=text))
