"""A town with a quarter that is over, somebody who writes its summary and somebody who approves."""

from collections.abc import Callable
from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app import documents
from app.accounts.domain import Role
from app.incidents.domain import IncidentStatus
from app.kernel import clock
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.reports.models import QuarterlyReport
from app.shifts.domain import ShiftStatus
from tests.client import Client
from tests.make import Make

QUARTER = Quarter(2026, 3)
DAY = date(2026, 9, 15)
TEXT = "V září přibylo hluku u nádraží, hlavně v pátek večer."


@pytest.fixture
def scene(make: Make, client: Client) -> SimpleNamespace:
    """An approved shift with one incident; Marie writes, Eva approves, Karel is the mentor."""
    town = make.town()
    mentor = make.mentor(town)
    alena, bohdan = make.assistant(town, mentor_id=mentor.id), make.assistant(town, "Bohdan Tichý")
    place = make.place(town)
    end = clock.utc(DAY, time(21, 30))
    shift = make.shift(
        alena, bohdan, day=DAY, status=ShiftStatus.APPROVED, real_to=end, handed_in_at=end
    )
    incident = make.incident(shift, place, alena, status=IncidentStatus.CHECKED)
    head = make.person(town, Role.HEAD, name="Eva Nová")
    manager = make.manager(town)
    people = {"town": town, "alena": alena, "mentor": mentor, "manager": manager, "head": head}
    return SimpleNamespace(
        **people,
        place=place,
        shift=shift,
        incident=incident,
        writer=client.as_(manager),
        approver=client.as_(head),
    )


def late(make: Make, scene: Any, **values: Any) -> Any:
    """An incident of the quarter that was written down this minute."""
    return make.incident(scene.shift, scene.place, scene.alena, recorded_at=clock.now(), **values)


def begun(scene: Any, stored: Any) -> Any:
    """The first version, by the button in the list of quarters."""
    writer = scene.writer
    writer.submit("reports.begin", QUARTER.code, on=writer.url("reports.browse"))
    return newest(stored)


def newest(stored: Any) -> Any:
    """The version that was begun last."""
    return max(stored(select(QuarterlyReport)), key=lambda report: report.number)


def shared(scene: Any, stored: Any) -> Any:
    """A version with a comment that the working group sees."""
    report = begun(scene, stored)
    scene.writer.submit("reports.comment", report, situation=TEXT)
    pressed(scene.writer, "reports.share", report)
    return newest(stored)


def pressed(person: Any, endpoint: str, report: Any) -> Any:
    """A button on the page of the version."""
    return person.submit(endpoint, report, on=person.url("reports.read", report))


def approved(scene: Any, stored: Any) -> Any:
    """The first version, approved by the head; its documents are not written yet."""
    scene.approver.submit("reports.approve", shared(scene, stored))
    return newest(stored)


@pytest.fixture
def write_documents(app: Flask) -> Callable[[], list[str] | None]:
    """What the watcher of the server does soon after an approval."""

    def write() -> list[str] | None:
        with app.app_context():
            told = documents.run_due()
            db.session.remove()
            return told

    return write


@pytest.fixture
def closed(scene: Any, stored: Any, write_documents: Any) -> Any:
    """The first version, approved by the head, with all its documents."""
    approved(scene, stored)
    write_documents()
    return newest(stored)
