"""The path of a case: where it stands follows from what was done, so no state can be illegal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.disputes.domain import (
    CHECK_DAYS,
    PATH,
    TALKS,
    AgreementForm,
    CheckResult,
    Explained,
    Flag,
    Outcome,
    Side,
    Stage,
    StepKind,
)
from app.kernel.i18n import Labelled, _


class NextStep(Labelled):
    """What comes next in a case."""

    SCREEN = "screen", _("judge whether talks are suitable")
    TALK_A = "talk_a", _("talk with party A first")
    CONSENT_A = "consent_a", _("ask party A for consent")
    ADDRESS_B = "address_b", _("address party B")
    CONSENT_B = "consent_b", _("ask party B for consent")
    MEET = "meet", _("arrange the talks")
    AGREE = "agree", _("bring the talks to an agreement")
    CHECK = "check", _("check how the agreement holds")
    CLOSE = "close", _("close the case")
    WAIT = "wait", _("wait for an answer")


ASKED = {Side.A: NextStep.CONSENT_A, Side.B: NextStep.CONSENT_B}
WITH_CONSENT = frozenset({Stage.CONTACT_A, Stage.CONTACT_B, Stage.TALKS})
USUAL = {
    Stage.NEW: NextStep.SCREEN,
    Stage.SCREENED: NextStep.TALK_A,
    Stage.CONTACT_A: NextStep.ADDRESS_B,
    Stage.CONTACT_B: NextStep.MEET,
    Stage.TALKS: NextStep.AGREE,
    Stage.AGREED: NextStep.CHECK,
    Stage.FOLLOW_UP: NextStep.CLOSE,
    Stage.CLOSED: NextStep.CHECK,
}
# How soon each is due until somebody sets another day.
USUAL_TERMS = {
    NextStep.SCREEN: timedelta(days=3),
    NextStep.TALK_A: timedelta(days=7),
    NextStep.CONSENT_A: timedelta(days=7),
    NextStep.ADDRESS_B: timedelta(days=7),
    NextStep.CONSENT_B: timedelta(days=7),
    NextStep.MEET: timedelta(days=14),
    NextStep.AGREE: timedelta(days=14),
    NextStep.CHECK: timedelta(days=CHECK_DAYS[0]),
    NextStep.CLOSE: timedelta(days=7),
    NextStep.WAIT: timedelta(days=14),
}


AGREEMENTS = frozenset({Outcome.WRITTEN_AGREEMENT, Outcome.ORAL_AGREEMENT, Outcome.PARTIAL})
# What can be said of a case in which the parties have agreed.
AFTER_AGREEMENT = AGREEMENTS | {Outcome.MOVED, Outcome.HANDED_OVER, Outcome.WITHDRAWN}
OF_FORM = {
    Outcome.WRITTEN_AGREEMENT: AgreementForm.WRITTEN,
    Outcome.ORAL_AGREEMENT: AgreementForm.ORAL,
}
# The earliest stage at which an outcome can be true.
EARLIEST = {
    Outcome.CALMED: Stage.CONTACT_A,
    Outcome.REFUSED_B: Stage.CONTACT_B,
    Outcome.NO_AGREEMENT: Stage.TALKS,
}
# The sides that a kind of step has by its name.
NAMED_SIDES = {
    StepKind.VISIT_A: {Side.A},
    StepKind.VISIT_B: {Side.B},
    StepKind.SHUTTLE: {Side.A, Side.B},
    StepKind.JOINT_MEETING: {Side.A, Side.B},
}


# Where two sides at once would already be talks, and where both would be at one table.
OF_ONE_SIDE = frozenset({StepKind.VISIT_A, StepKind.VISIT_B})
LIVE = frozenset(StepKind) - {StepKind.LETTER}


@dataclass(frozen=True)
class Taken:
    """One step: its day, its kind and who took part."""

    day: date
    kind: StepKind
    sides: frozenset[Side]


@dataclass(frozen=True)
class Given:
    """One consent of a side: from which day it holds and when it was taken back."""

    side: Side
    given_on: date
    withdrawn_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it held on that day; the day on which it was taken back still counts."""
        return self.given_on <= day and (self.stands or day <= self.withdrawn_on)

    @property
    def stands(self) -> bool:
        """Whether it was not taken back: only then may anything new be begun."""
        return self.withdrawn_on is None


@dataclass(frozen=True)
class Course:
    """All of a case that its path depends on."""

    is_screened: bool = False
    flags: frozenset[Flag] = frozenset()
    steps: tuple[Taken, ...] = ()
    consents: tuple[Given, ...] = ()
    agreed: AgreementForm | None = None
    agreed_on: date | None = None
    checks: tuple[CheckResult, ...] = ()
    outcome: Outcome | None = None

    @property
    def stage(self) -> Stage:
        """How far the case has come."""
        if self.outcome:
            return Stage.CLOSED
        if self.agreed:
            return Stage.FOLLOW_UP if self.checks else Stage.AGREED
        if not self.is_screened:
            return Stage.NEW
        if self.has_talked():
            return Stage.TALKS
        if self.has_met(Side.B):
            return Stage.CONTACT_B
        return Stage.CONTACT_A if self.has_met(Side.A) else Stage.SCREENED

    def has_met(self, side: Side, until: date = date.max) -> bool:
        """Whether any step was taken with this side, on that day at the latest."""
        return any(side in step.sides and step.day <= until for step in self.steps)

    def has_talked(self, until: date = date.max) -> bool:
        """Whether both sides have talked about the matter, on that day at the latest."""
        return any(step.kind in TALKS and step.day <= until for step in self.steps)

    def consents_on(self, day: date) -> set[Side]:
        """The sides whose consent held on that day."""
        return {each.side for each in self.consents if each.holds_on(day)}

    @property
    def willing(self) -> set[Side]:
        """The sides that may be asked for something now: a consent taken back helps no more."""
        return {each.side for each in self.consents if each.stands}

    def fault_of_step(self, step: Taken) -> tuple[str, str] | None:
        """R-40: what forbids the step, as (field, words); None when it may be taken."""
        if not step.sides:
            return "sides", _("Say with whom it was.")
        if wanted := NAMED_SIDES.get(step.kind, set()) - step.sides:
            names = ", ".join(side.label for side in Side if side in wanted)
            return "sides", _("This kind of step belongs to: %(sides)s.", sides=names)
        others = step.sides - {Side.A}
        if others and not self.is_screened:
            return "sides", _("First judge whether talks are suitable. Until then only A is met.")
        return self._fault_of_consent(step, others)

    def _fault_of_consent(self, step: Taken, others: Collection[Side]) -> tuple[str, str] | None:
        given = self.consents_on(step.day)
        if {Side.A, Side.B} <= step.sides and step.kind in OF_ONE_SIDE:
            told = _("A visit belongs to one party. With both at one table it is a joint meeting.")
            return "sides", told
        if others and Side.A not in given:
            return "sides", _("Party B may be addressed only after party A has agreed (R-40).")
        together = step.kind in TALKS or ({Side.A, Side.B} <= step.sides and step.kind in LIVE)
        if together and not {Side.A, Side.B} <= given:
            return "kind", _("Talks may begin only when both parties have agreed (R-40).")
        if step.kind in TALKS and not step.sides <= given:
            return "sides", _("Another party may come to talks only when it has agreed too.")
        return None

    @property
    def is_sound(self) -> bool:
        """R-40: whether every step might have been taken, and consents and agreement had talks.

        Steps are never changed or withdrawn so that this would stop being true.
        """
        legal = all(self.fault_of_step(step) is None for step in self.steps)
        asked = all(
            self.has_met(each.side, each.given_on)
            and (each.side is Side.A or Side.A in self.consents_on(each.given_on))
            for each in self.consents
            if each.stands or self._rests_on(each)
        )
        return legal and asked and (not self.agreed or self.has_talked(self.agreed_on or date.max))

    def _rests_on(self, given: Given) -> bool:
        """Whether anything was done that needed a consent while this one held."""
        return any(step.sides - {Side.A} and given.holds_on(step.day) for step in self.steps)

    def fault_of_consent(
        self, side: Side, explained: Collection[Explained], given_on: date
    ) -> tuple[str, str] | None:
        """What a consent misses, as (field, words); it counts only from who was told everything."""
        if not self.has_met(side):
            return "side", _("Nobody has talked with this party yet. Write down the step first.")
        if not self.has_met(side, given_on):
            return "given_on", _("Nobody had talked with this party by that day. Check the day.")
        if side is not Side.A and Side.A not in self.consents_on(given_on):
            return "side", _("Party A does not agree on that day. Ask for its consent first.")
        if missing := [each.label for each in Explained if each not in explained]:
            told = _("The consent counts only when it was explained: %(what)s.", what=missing[0])
            return "explained", told
        if side in self.willing:
            return "side", _("The consent of this party is here already.")
        return None

    def fault_of_outcome(self, outcome: Outcome) -> str | None:
        """Why the case cannot end like this; None when it can."""
        if bool(self.flags) != (outcome is Outcome.UNSUITABLE):
            return _("Unsuitable for talks is a case in which the screening has found a reason.")
        if self.agreed and outcome not in {*AFTER_AGREEMENT, Outcome.UNSUITABLE}:
            return _("The parties have agreed. Choose how the agreement was made.")
        if not self.agreed and outcome in AGREEMENTS:
            return _("No agreement is recorded. Record it first.")
        if OF_FORM.get(outcome, self.agreed) is not self.agreed:
            return _("The agreement is recorded in another form.")
        if PATH.index(self.stage) < PATH.index(EARLIEST.get(outcome, Stage.NEW)):
            return _("The case has not come so far. Choose another outcome.")
        return None

    def next_step(self) -> NextStep:
        """What is usually done next; whoever was met and has not agreed is asked first (R-40)."""
        if self.stage in WITH_CONSENT:
            for side, asked in ASKED.items():
                if self.has_met(side) and side not in self.willing:
                    return asked
        return USUAL[self.stage]
