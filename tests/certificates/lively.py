"""A town that trains: what comes, what was held, what was called off, and what ends soon."""

from datetime import timedelta

from app.accounts.domain import Funding, Role
from app.accounts.models import Membership, Municipality
from app.courses.domain import Attended, EventStatus
from app.kernel import clock
from tests.certificates.rows import a_certificate
from tests.courses.rows import a_course, an_attendance, an_event, held
from tests.make import Make

LONG = "Předcházení konfliktům, rozpoznání agresora a deeskalace v terénu"


def trained(make: Make, town: Municipality, *workers: Membership) -> None:
    """Courses and certificates of these people in every state a page tells apart."""
    today, roles = clock.today(), frozenset({Role.APK})
    aid = a_course(make, town, gives_certificate=True, validity_months=24, required_roles=roles)
    talk = a_course(make, town, LONG, provider="Krajské vzdělávací středisko", hours=7.5)
    event = an_event(make, aid, today, capacity=12, note="Pohodlné oblečení a přezůvky.")
    for worker in workers:
        an_attendance(make, event, worker)
    paid = {"funding": Funding.MV_PROGRAM, "cost_czk": 12_000}
    past = held(make, talk, today - timedelta(days=30), workers[0], **paid)
    an_attendance(make, past, workers[1], attended=Attended.EXCUSED)
    off = {"status": EventStatus.CANCELLED, "cancel_note": "Lektorka onemocněla."}
    failed = held(make, talk, today - timedelta(days=60))
    an_attendance(make, failed, workers[0], attended=Attended.PRESENT, has_passed=False)
    an_event(make, talk, today + timedelta(days=9), **off)
    for days in (-1, 20, 50, 400):
        a_certificate(
            make, workers[0], name=f"{LONG[:40]} {days}", valid_to=today + timedelta(days=days)
        )
    a_certificate(make, workers[0], is_withdrawn=True, withdraw_reason="Patří někomu jinému.")
