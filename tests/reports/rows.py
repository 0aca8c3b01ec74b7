"""Versions of summaries for tests."""

from datetime import date, timedelta
from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import uuid7
from app.reports.domain import HEADINGS, Status
from app.reports.models import QuarterlyReport, ReportFile
from app.summaries import frozen
from app.summaries.domain import Variant
from app.summaries.models import SavedView
from tests.make import Make
from tests.summaries import samples


def a_report(make: Make, author: Membership, code: str = "2025Q4", **values: Any) -> Any:
    """A version that is being written."""
    told = {
        "number": 1,
        "status": Status.DRAFT,
        "author_id": author.id,
        "begun_at": clock.now(),
        **dict.fromkeys(HEADINGS, ""),
        **values,
    }
    own = {"id": uuid7(), "municipality_id": author.municipality_id}
    return make.saved(QuarterlyReport(**own, code=code, **told))


def a_closed_report(make: Make, author: Membership, code: str = "2025Q4", **values: Any) -> Any:
    """A closed version of an invented summary with one document."""
    text = frozen.canonical(samples.summary())
    facts = {"approved_by": author.id, "approved_at": clock.now(), "content": text}
    facts["documents_at"] = clock.now()
    digest = frozen.digest(text)
    return a_report(
        make, author, code, **{"status": Status.APPROVED, "digest": digest, **facts, **values}
    )


def a_file(make: Make, report: QuarterlyReport, content: bytes = b"PK", **values: Any) -> Any:
    """A document of a version."""
    own = {"id": uuid7(), "municipality_id": report.municipality_id, "report_id": report.id}
    facts = {"size": len(content), "digest": frozen.digest_of(content), "content": content}
    kind = {"variant": Variant.INTERNAL, "form": "xlsx", **values}
    return make.saved(ReportFile(**own, **facts, **kind))


def a_view(make: Make, person: Membership, name: str = "Jaro", **values: Any) -> SavedView:
    """A spring that somebody wants to come back to."""
    own = {"id": uuid7(), "municipality_id": person.municipality_id, "person_id": person.id}
    days = {"since": date(2026, 3, 1), "until": date(2026, 5, 31)}
    return make.saved(SavedView(**own, **days, name=name, **values))


def _stalled(make: Make, author: Membership) -> Any:
    """A version that was closed an hour ago and still has no document."""
    late = {"approved_at": clock.now() - timedelta(hours=1), "documents_at": None}
    return a_closed_report(make, author, "2025Q1", **late)


def for_world(make: Make, me: Membership, mark: str) -> dict[str, Any]:
    """A closed version, one that is written and one with the working group; the mark is in all."""
    texts = dict.fromkeys(HEADINGS, f"{mark} komentář")
    closed = a_closed_report(make, me, "2026Q4", **texts, reason=f"{mark} důvod")
    a_file(make, closed, mark.encode() + b" dokument", form="json", variant=Variant.PUBLIC)
    return {
        "report_id": closed.id,
        "file_id": a_file(make, closed, mark.encode() + b" dokument", form="json").id,
        "form": "json",
        "stalled_id": _stalled(make, me).id,
        "written_id": a_report(make, me, "2026Q2", **texts).id,
        "shared_id": a_report(make, me, "2026Q1", status=Status.INTERNAL, **texts).id,
    }
