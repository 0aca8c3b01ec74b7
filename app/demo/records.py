"""What the demo does, one record per thing a person does; codes are those of the data dictionary.

All moments are aware and in UTC. People are named by their username, places by their code.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

CALLS = {"patrol_mp", "patrol_pcr", "ems", "fire"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlace:
    code: str
    name: str
    kind: str
    house_owner: str | None = None
    is_dispute_room: bool = False
    public_name: str | None = None
    address: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """A person in one town; the same username in two towns is the same person."""

    username: str
    name: str
    roles: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None
    phone: str | None = None
    service_no: str | None = None
    mentor: str | None = None
    deputy: str | None = None
    deputy_from: date | None = None
    deputy_to: date | None = None
    contract_type: str | None = None
    fte: float | None = None
    monthly_hours: int | None = None
    funding: str | None = None
    contract_from: date | None = None
    contract_to: date | None = None
    integrity_checked_on: date | None = None
    card_no: str | None = None
    uniform_issued_on: date | None = None
    phone_issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCodelist:
    """What a town has made of one list; `slug` is its name in addresses."""

    slug: str
    labels: dict[str, str]
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTown:
    slug: str
    name: str
    ico: str
    police_form: str
    population: int
    population_on: date
    places: tuple[DemoPlace, ...]
    people: tuple[DemoPerson, ...]
    codelists: tuple[DemoCodelist, ...] = ()
    police_partner: str | None = None
    is_demo: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTask:
    """What the mentor asks for; without an outcome it has not been answered yet."""

    id: UUID
    text: str
    place: str
    priority: str
    outcome: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """A stop on the round; without `left_at` the crew is still there."""

    id: UUID
    place: str
    author: str
    arrived_at: datetime
    left_at: datetime | None
    result: str
    people_estimate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTally:
    """One contact, one tap."""

    id: UUID
    at: datetime
    author: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """One thing that was done, with the recipient where something was passed on."""

    action: str
    recipient: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedIncident:
    """Stored at `recorded_at` with kind and place, filled in at `completed_at`.

    Without `completed_at` it stays a draft. `people` is None where nobody knows how many there
    were. `visit_id` names the stop at which it happened; `sent_twice` repeats the first storing.
    """

    id: UUID
    author: str
    occurred_at: datetime
    recorded_at: datetime
    completed_at: datetime | None
    place: str
    place_detail: str | None
    category: str
    subcategory: str
    source: str
    actions: tuple[PlannedAction, ...]
    result: str
    people: dict[str, int] | None
    pieces: int | None
    description: str | None
    mp_event_no: str | None
    needs_mentor_attention: bool
    photos: int
    visit_id: UUID | None
    sent_twice: bool
    cancel_reason: str | None

    @property
    def is_counted(self) -> bool:
        """Neither a draft nor cancelled."""
        return self.completed_at is not None and self.cancel_reason is None

    @property
    def done(self) -> frozenset[str]:
        """The codes of what was done."""
        return frozenset(each.action for each in self.actions)

    @property
    def recipients(self) -> frozenset[str]:
        """To whom it was handed over; a patrol that was called is not among them."""
        return frozenset(
            each.recipient for each in self.actions if each.action == "handover" and each.recipient
        )

    @property
    def was_called(self) -> bool:
        """Whether police, ambulance or fire brigade were called."""
        return not self.done.isdisjoint(CALLS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReturn:
    """The mentor returns the record; the crew completes it, or has not yet."""

    at: datetime
    reason: str
    handed_in_again_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedShift:
    """A shift from its plan to the state in which the demo leaves it (`status`)."""

    id: UUID
    town: str
    day: date
    kind: str
    status: str
    planned_at: datetime
    planned_by: str
    planned_from: datetime
    planned_to: datetime
    members: tuple[str, ...]
    tasks: tuple[PlannedTask, ...]
    briefing_note: str | None = None
    cancel_reason: str | None = None
    cancelled_at: datetime | None = None
    real_from: datetime | None = None
    real_to: datetime | None = None
    break_minutes: int | None = None
    office_minutes: int | None = None
    single_reason: str | None = None
    safety_event: str = "none"
    next_shift_note: str | None = None
    handed_in_at: datetime | None = None
    handed_in_by: str | None = None
    is_late: bool = False
    returns: tuple[PlannedReturn, ...] = ()
    reviewed_at: datetime | None = None
    reviewed_by: str | None = None
    visits: tuple[PlannedVisit, ...] = ()
    tallies: tuple[PlannedTally, ...] = ()
    incidents: tuple[PlannedIncident, ...] = ()

    @property
    def is_served(self) -> bool:
        """Whether the crew went out."""
        return self.real_from is not None
