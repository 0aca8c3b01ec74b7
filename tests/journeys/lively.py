"""A town full of life: shifts and incidents in every state, with long names and texts."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.incidents.domain import IncidentStatus, Subcategory
from app.kernel import clock
from app.shifts.domain import CancelReason, SafetyEvent, ShiftKind, ShiftStatus, SingleReason
from app.skills.domain import Level
from tests.accounts.people import account, invited
from tests.certificates.lively import trained
from tests.disputes import lively as disputes
from tests.drafts.rows import a_draft
from tests.exports import lively as exports
from tests.history import lively as history
from tests.journeys import planned
from tests.make import Make
from tests.passkeys.rows import a_passkey
from tests.reports import lively as reports
from tests.skills.rows import a_competence, a_rating
from tests.training import lively as training
from tests.world import a_photo, a_task, an_entry

# States of older shifts, with what belongs to each.
PAST: tuple[dict[str, Any], ...] = (
    {"status": ShiftStatus.HANDED_IN},
    {"status": ShiftStatus.RETURNED, "return_reason": "Doplňte prosím, komu jste to předali."},
    {"status": ShiftStatus.APPROVED, "next_shift_note": "U nádraží je rozbitá lavička."},
    {"status": ShiftStatus.HANDED_IN, "safety_event": SafetyEvent.VERBAL_ATTACK},
    {"status": ShiftStatus.CANCELLED, "cancel_reason": CancelReason.ILLNESS, "real_from": None},
)
LONG = "Křižovatka ulic Československé armády a Severozápadního předměstí"


def fill(make: Make, lhota: SimpleNamespace) -> dict[Role, Membership]:
    """Give the town rows of every kind; returns somebody in each role."""
    people = {
        Role.APK: lhota.alena,
        Role.MENTOR: lhota.mentor,
        Role.MANAGER: lhota.manager,
        Role.ADMIN: lhota.admin,
    }
    for role in set(Role) - set(people):
        name = f"Osoba {role.value.replace('_', ' ')}"
        people[role] = make.person(lhota.town, role, name=name, mentor_id=lhota.mentor.id)
    invited(make, lhota.town, mentor_id=lhota.mentor.id)
    place = make.place(lhota.town, "L99", name=LONG, district="Předměstí")
    an_entry(make, lhota.alena, "/udalosti/nova", "")
    a_passkey(make, lhota.alena)
    a_draft(make, lhota.alena, page="/udalosti/nova", subcategory="noise", description="Hluk")
    _present(make, lhota, place)
    _past(make, lhota, place)
    _rated(make, lhota)
    training.fill(make, lhota)
    trained(make, lhota.town, lhota.alena, lhota.bohdan)
    caretaker = people[Role.DP]
    make.incident(make.shift(caretaker, kind=ShiftKind.DP_ROUND), place, caretaker)
    disputes.fill(make, lhota, people)
    exports.fill(make, lhota)
    history.fill(make, lhota)
    reports.fill(make, lhota)
    return people


def operator(make: Make) -> Any:
    """Who creates towns and belongs to none, as a client signs him in."""
    user = make.saved(account("provozovatel", is_operator=True))
    return SimpleNamespace(user_id=user.id, municipality_id=None)


def _present(make: Make, lhota: SimpleNamespace, place: Any) -> None:
    """The shift that runs, and one to come tomorrow."""
    shift = make.shift(lhota.alena, single_reason=SingleReason.ILLNESS)
    make.saved(a_task(shift, place, "Zkontrolovat osvětlení a mobiliář v parku u kostela"))
    make.visit(shift, place, lhota.alena)
    make.tally(shift, lhota.alena)
    loud = make.incident(shift, place, lhota.alena, description="Skupina hlasitých lidí.")
    a_photo(make, loud, lhota.alena, "")
    planned.fill(make, lhota, loud.id)
    make.incident(
        shift,
        place,
        lhota.alena,
        subcategory=Subcategory.UNATTENDED_CHILD,
        status=IncidentStatus.DRAFT,
        result=None,
        needs_mentor_attention=True,
    )
    tomorrow = clock.today() + timedelta(days=1)
    make.shift(lhota.bohdan, day=tomorrow, status=ShiftStatus.PLANNED, real_from=None)


def _past(make: Make, lhota: SimpleNamespace, place: Any) -> None:
    """A shift in every state a mentor meets."""
    for number, values in enumerate(PAST, 1):
        day = clock.today() - timedelta(days=number)
        shift = make.shift(lhota.alena, lhota.bohdan, day=day, **values)
        make.visit(shift, place, lhota.bohdan)
        if number != 1 and values["status"] != ShiftStatus.CANCELLED:
            make.incident(shift, place, lhota.bohdan, pieces=3, mp_event_no="2026/1184")


def _rated(make: Make, lhota: SimpleNamespace) -> None:
    """Competences in which both sides have rated: long ago, far apart, with a comment."""
    names = ("Komunikace a deeskalace", "Rozpoznání agresora, vlastní bezpečí a odstup", "Zápis")
    long_ago = clock.today() - timedelta(days=300)
    for place, name in enumerate(names):
        competence = make.saved(a_competence(lhota.town.id, name, position=place))
        make.saved(a_rating(lhota.alena, competence, level=Level.TEACHES, rated_on=long_ago))
        said = {"note": "Mluví klidně, odstup zapomíná.", "comment": "Od kurzu si věřím víc."}
        make.saved(a_rating(lhota.alena, competence, lhota.mentor, level=Level.HELPED, **said))
