"""Individual training plans: forms, verification, fulfilment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.kernel.i18n import Labelled, _

# A plan is usually drawn up for half a year.
USUAL_MONTHS = 6
# Of the items so many percent must be done or in term.
FULFILLED_PERCENT = 80


class PlanStatus(Labelled):
    """How far a plan has come."""

    DRAFT = "draft", _("plan being drawn up")
    AGREED = "agreed", _("agreed by both")
    CLOSED = "closed", _("plan closed")


class Form(Labelled):
    """How something is learnt."""

    COURSE = "course", _("course")
    SHADOWING = "shadowing", _("shadowing a colleague")
    MENTOR_PRACTICE = "mentor_practice", _("practice with the mentor")
    EXCHANGE = "exchange", _("exchange with another town")
    E_LEARNING = "e_learning", _("e-learning")
    MODEL_SITUATION = "model_situation", _("model situation")


class Proof(Labelled):
    """How it was seen that it works in practice."""

    QUIZ = "quiz", _("quiz")
    OBSERVATION = "observation", _("observation on duty")
    SUPERVISION_NOTE = "supervision_note", _("note from supervision")


class ItemState(Labelled):
    """Where an item of a plan stands on a day."""

    AHEAD = "ahead", _("ahead")
    OVERDUE = "overdue", _("after the term")
    DONE = "done", _("done, to be verified")
    MET = "met", _("met")


@dataclass(frozen=True)
class Progress:
    """What counts of an item: its term, when it was done and when it was verified."""

    due_on: date
    done_on: date | None
    verified_on: date | None

    def state(self, today: date) -> ItemState:
        """R-52: met only when verified in practice, however long ago it was done."""
        if self.verified_on:
            return ItemState.MET
        if self.done_on:
            return ItemState.DONE
        return ItemState.OVERDUE if self.due_on < today else ItemState.AHEAD


def met_percent(items: Iterable[Progress]) -> int | None:
    """How much of a plan is met, rounded down; None for a plan without items."""
    known = list(items)
    met = sum(item.verified_on is not None for item in known)
    return met * 100 // len(known) if known else None


def is_in_term(items: Iterable[Progress], today: date) -> bool:
    """Whether enough items are done or still in term."""
    known = list(items)
    late = sum(item.state(today) is ItemState.OVERDUE for item in known)
    return bool(known) and (len(known) - late) * 100 >= FULFILLED_PERCENT * len(known)


def verification_fault(
    proof: Proof, *, has_passed_quiz: bool, note: str | None
) -> tuple[str, str] | None:
    """R-52: what a verification still misses, as (field, words); None when it will do."""
    if proof is Proof.QUIZ:
        missing = ("attempt_id", _("Choose the quiz that was passed."))
        return None if has_passed_quiz else missing
    return None if note else ("proof_note", _("Write briefly what was seen."))


def day_fault(verified_on: date, done_on: date | None, today: date) -> str | None:
    """What is wrong with the day of a verification, in words."""
    if done_on is None:
        return _("First say when it was done.")
    if verified_on > today:
        return _("The day has not come yet.")
    return (
        _("It was verified before it was done. Check the day.") if verified_on < done_on else None
    )


def overlaps(since: date, until: date, other_since: date, other_until: date) -> bool:
    """Whether two periods share a day; the last days count."""
    return since <= other_until and other_since <= until
