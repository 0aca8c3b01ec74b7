"""What follows from the columns of a case: its stage, its path, its words and its colour."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes.domain import KNOWING, PATH, LeadKind, Side, Stage, StepKind, is_not_stopped
from app.disputes.figures import CaseFigures
from app.disputes.process import AGREEMENTS, Course
from app.kernel import clock
from app.kernel.i18n import _

if TYPE_CHECKING:
    from app.disputes.models import DisputeStep

# Who may be the lead of a case, and who stays its lead when it is closed.
LEADING = (Role.DISPUTE_LEAD, Role.MEDIATOR, Role.MENTOR)
LEADING_ON = (Role.DISPUTE_LEAD, Role.MENTOR)
TONES = {Stage.NEW: "yellow", Stage.AGREED: "green", Stage.FOLLOW_UP: "green", Stage.CLOSED: "grey"}


class Standing(CaseFigures):
    """The properties of a case; the columns stand in its model."""

    stage: Any
    lead: Any
    lead_id: Any
    screened_on: Any
    flags: Any
    steps: Any
    consents: Any
    checks: Any
    agreed_form: Any
    agreed_on: Any
    outcome: Any
    next_on: Any
    legal_status: Any
    lead_kind: Any
    led_by: Any
    leader: Any
    officer_led: Any
    reviewer: Any
    reviewer_id: Any
    closed_on: Any
    reviewed_at: Any

    @property
    def course(self) -> Course:
        """What its path depends on."""
        return Course(
            is_screened=self.screened_on is not None,
            flags=self.flags or frozenset(),
            steps=tuple(step.taken for step in self.taken_steps),
            consents=tuple(each.given for each in self.consents),
            agreed=self.agreed_form,
            agreed_on=self.agreed_on,
            checks=tuple(each.result for each in self.checks if each.result),
            outcome=self.outcome,
        )

    @property
    def parts(self) -> dict[str, Any]:
        """The rows that belong to it, by their tables; its history tells of them too."""
        told = (self.steps, self.consents, self.checks)
        return dict(zip(("dispute_step", "dispute_consent", "dispute_check"), told, strict=True))

    @property
    def taken_steps(self) -> list["DisputeStep"]:
        """The steps that hold, the earliest first."""
        return [step for step in self.steps if not step.is_withdrawn]

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return self.stage is not Stage.CLOSED

    def is_led_by(self, person: Membership) -> bool:
        """Whether the person is its lead; a mediator only as long as the case lasts.

        Who no longer leads disputes at all has no case either, whatever stands in it.
        """
        able = LEADING if self.is_open else LEADING_ON
        return self.lead_id == person.id and person.has(*able)

    def is_worked_by(self, person: Membership) -> bool:
        """Whether the person leads it and it is open."""
        return self.is_open and self.is_led_by(person)

    def is_known_to(self, person: Membership) -> bool:
        """Whether the person knows how it is led; who has only brought it learns the result."""
        return person.has(*KNOWING) or self.is_led_by(person)

    @property
    def keeps_lead(self) -> bool:
        """Whether its lead may still be that today, and as what it stands in the case (R-42)."""
        lead = self.lead
        if lead is None or not (self.is_led_by(lead) and lead.is_valid_on(clock.today())):
            return False
        return not self.is_mediated or lead.has(Role.MEDIATOR)

    @property
    def lacks_lead(self) -> bool:
        """Whether somebody has to be found: nobody leads it, or who did may do so no longer."""
        return self.lead is None or (self.is_open and not self.keeps_lead)

    @property
    def is_overdue(self) -> bool:
        """Whether its next step should have been taken already."""
        return self.next_on is not None and self.next_on < clock.today()

    @property
    def minutes(self) -> int:
        """How much work it has taken."""
        return sum(step.minutes for step in self.taken_steps)

    @property
    def path(self) -> list[tuple[str, str]]:
        """(label, state) of each stage, for the path on the page."""
        here = PATH.index(self.stage)
        states = ["done" if place < here else "todo" for place in range(len(PATH))]
        states[here] = "current"
        return [(stage.label, state) for stage, state in zip(PATH, states, strict=True)]

    @property
    def is_not_stopped(self) -> bool:
        """R-43: whether proceedings run that no agreement stops."""
        return is_not_stopped(self.legal_status)

    @property
    def is_mediated(self) -> bool:
        """R-42: whether the words of Act 202/2012 may be used."""
        return self.lead_kind is LeadKind.REGISTERED_MEDIATOR

    @property
    def is_led_by_officer(self) -> bool:
        """R-44: whether the parties have to hear about impartiality."""
        return self.lead_kind is LeadKind.MP_OFFICER

    @property
    def ended_in_agreement(self) -> bool:
        """Whether it was closed with one, so that somebody asks how it holds (R-45)."""
        return self.outcome in AGREEMENTS

    @property
    def is_taken_over(self) -> bool:
        """Whether somebody cares for the closed case who had not led it."""
        return not self.is_open and self.lead_id != self.led_by

    @property
    def told_lead(self) -> str | None:
        """Who leads or led it, and as what."""
        person = self.lead if self.is_open else self.leader
        return f"{person.display_name}, {self.lead_kind.label}" if person else None

    @property
    def awaits_review(self) -> bool:
        """R-44: whether somebody else still has to look at what an officer has led."""
        return self.closed_on is not None and self.officer_led and self.reviewed_at is None

    @property
    def workers(self) -> set[Any]:
        """The ids of those who led it or talked with the parties: R-44 wants somebody else."""
        return {self.lead_id, self.led_by, *(step.author_id for step in self.steps)} - {None}

    def is_reviewed_by(self, person: Membership) -> bool:
        """R-44: whether this person is to look; when who was named no longer can, others are."""
        if not self.awaits_review or person.id in self.workers:
            return False
        named = self.reviewer
        is_able = named and named.has(*KNOWING) and named.is_valid_on(clock.today())
        if named and is_able and named.id not in self.workers:
            return named.id == person.id
        return person.has(Role.DISPUTE_LEAD, Role.MANAGER)

    @property
    def spoken_kind(self) -> Any:
        """R-42: as what its lead may call himself; an open case needs a mediator who still is."""
        return self.lead_kind if not self.is_open or self.keeps_lead else None

    @property
    def told_progress(self) -> str:
        """What who has only brought it learns: that it goes on, or that it has ended."""
        return Stage.CLOSED.label if not self.is_open else _("it is being dealt with")

    @property
    def both_willing(self) -> bool:
        """R-40: whether both may be brought to one table."""
        return {Side.A, Side.B} <= self.course.willing

    @property
    def lacking_consents(self) -> list[str]:
        """R-40: which of the two sides does not agree now and why, in words; empty when both do."""
        willing = {each.side for each in self.consents if each.withdrawn_on is None}
        asked = {each.side for each in self.consents}
        return [
            _("%(side)s has taken the consent back", side=side.label)
            if side in asked
            else _("the consent of %(side)s is missing", side=side.label)
            for side in (Side.A, Side.B)
            if side not in willing
        ]

    def stays_with(self, person: Membership) -> bool:
        """Whether the person, who leads it, still comes to it when it is closed."""
        return self.lead_id == person.id and person.has(*LEADING_ON)

    @property
    def may_agree(self) -> bool:
        """Whether the parties talk and both still want to."""
        return self.stage is Stage.TALKS and self.both_willing

    @property
    def waiting_side(self) -> Side:
        """Whose turn it is: B once A has agreed, otherwise A."""
        return Side.B if Side.A in self.course.willing else Side.A

    @property
    def usual_step(self) -> SimpleNamespace:
        """A talk with the side whose turn it is."""
        kinds = {Side.A: StepKind.VISIT_A, Side.B: StepKind.VISIT_B}
        return SimpleNamespace(kind=kinds[self.waiting_side], sides=[self.waiting_side])

    @property
    def tone(self) -> str:
        """The colour of its stage."""
        return TONES.get(self.stage, "blue")
