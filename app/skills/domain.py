"""Competences, levels and what a rating says: gaps, ageing, disagreement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.kernel.calendar import months_after
from app.kernel.i18n import Labelled, _

# a rating is due again after half a year.
FRESH_MONTHS = 6
# From this difference on the two see the same work differently enough to talk about it first.
FAR_APART = 2


class Level(Labelled):
    """How far somebody has come in a competence (scale 0–3)."""

    NONE = "0", _("cannot do it yet")
    HELPED = "1", _("with help")
    ALONE = "2", _("alone")
    TEACHES = "3", _("can teach others")

    @property
    def number(self) -> int:
        """The number of the scale."""
        return int(self.value)

    @property
    def tone(self) -> str:
        """Its colour, always beside its number."""
        return TONES[self]


TONES = dict(zip(Level, ("red", "yellow", "blue", "green"), strict=True))
# What everybody is led to: to work alone.
AIM = Level.ALONE


class Side(Labelled):
    """Who rates: the worker himself or his mentor."""

    SELF = "self", _("own rating")
    MENTOR = "mentor", _("mentor's rating")


class Mark(Labelled):
    """What stands out in a competence of a person."""

    GAP = "gap", _("gap")
    APART = "apart", _("disagreement")
    OLD = "old", _("to be renewed")

    @property
    def tone(self) -> str:
        """Its colour, always beside its word."""
        return {Mark.GAP: "yellow", Mark.APART: "red", Mark.OLD: "grey"}[self]


class Direction(Labelled):
    """Where a competence moves in the list."""

    UP = "up", _("move up")
    DOWN = "down", _("move down")

    @property
    def step(self) -> int:
        """By how many places."""
        return -1 if self is Direction.UP else 1

    def swap(self, row: Any, among: Sequence[Any]) -> None:
        """Let it change places with its neighbour; the first and the last stay where they are."""
        place = among.index(row) + self.step
        if 0 <= place < len(among):
            row.position, among[place].position = among[place].position, row.position


# The twelve of the start; a town changes them and adds its own.
FIRST_COMPETENCES: Mapping[str, tuple[str, str]] = {
    "law_basics": (
        _("Basics of law"),
        _("Knows self-defence, extreme necessity and where the powers of an assistant end."),
    ),
    "bylaws": (_("Bylaws of the town"), _("Knows what the town's bylaws forbid and where.")),
    "communication": (
        _("Communication and calming down"),
        _("Speaks calmly with upset people and brings them down without shouting."),
    ),
    "aggressor": (
        _("Recognising an aggressor, own safety"),
        _("Sees danger coming, keeps distance, leaves in time and calls for help."),
    ),
    "first_aid": (
        _("First aid"),
        _("Calls 155, resuscitates, stops bleeding, stays with the person."),
    ),
    "needles": (
        _("Safe collection of syringes"),
        _("Collects with tongs and box, and knows what to do after a prick."),
    ),
    "youth": (
        _("Work with children and youth"),
        _("Speaks with children, knows when the school or OSPOD must be told."),
    ),
    "seniors_fraud": (
        _("Frauds on seniors"),
        _("Recognises the usual tricks and explains them to old people."),
    ),
    "services": (
        _("Local services and where to send people"),
        _("Knows who helps with debts, housing, violence and addiction in the town."),
    ),
    "disputes": (
        _("Settling disputes and the limits of mediation"),
        _("Listens to both sides, promises nothing, hands the case over in time."),
    ),
    "records": (
        _("Records and data protection"),
        _("Writes briefly, what happened and what was done, without names."),
    ),
    "addiction": (
        _("Addictive substances"),
        _("Recognises effects and danger and knows what to do."),
    ),
}


@dataclass(frozen=True)
class Rated:
    """One rating as the matrix needs it."""

    level: Level
    rated_on: date


@dataclass(frozen=True)
class Cell:
    """One person in one competence: both sides as they were rated last."""

    own: Rated | None
    mentor: Rated | None
    today: date

    def of(self, side: Side) -> Rated | None:
        """What this side rated last."""
        return self.own if side is Side.SELF else self.mentor

    @property
    def is_gap(self) -> bool:
        """Whether either side sees less than working alone."""
        return any(each.level.number < AIM.number for each in self._known)

    @property
    def is_apart(self) -> bool:
        """Whether the two sides differ so much that they should talk."""
        return self.difference >= FAR_APART

    @property
    def difference(self) -> int:
        """By how many levels the two sides differ; none where one is missing."""
        return abs(self._rise)

    @property
    def is_old(self) -> bool:
        """R-51: whether a rating is older than six months; what was never rated is not old."""
        return any(is_old(each.rated_on, self.today) for each in self._known)

    @property
    def is_whole(self) -> bool:
        """Whether both have rated."""
        return len(self._known) == len(Side)

    @property
    def marks(self) -> list[Mark]:
        """What stands out, in words."""
        found = {Mark.GAP: self.is_gap, Mark.APART: self.is_apart, Mark.OLD: self.is_old}
        return [mark for mark, is_there in found.items() if is_there]

    @property
    def deserves_talk(self) -> bool:
        """Whether the two should speak of it: a gap, or any difference."""
        return self.is_gap or self.difference > 0

    @property
    def questions(self) -> list[str]:
        """What helps the two to speak of it."""
        asked = {
            _("What does not work yet, and what would help most?"): self.is_gap,
            _("What makes you less sure than your mentor is?"): self._rise > 0,
            _("When did it go well? What did each of you see in it?"): self._rise < 0,
            _("Does the rating still hold? What has changed?"): self.is_old,
        }
        return [question for question, is_asked in asked.items() if is_asked]

    @property
    def _rise(self) -> int:
        """By how much the mentor sees more than the worker himself."""
        if self.own is None or self.mentor is None:
            return 0
        return self.mentor.level.number - self.own.level.number

    @property
    def _known(self) -> list[Rated]:
        return [each for each in (self.own, self.mentor) if each]


def is_old(rated_on: date, today: date) -> bool:
    """R-51: older than six months; on the day itself it still holds."""
    return months_after(rated_on, FRESH_MONTHS) < today


def is_worker(person: Membership) -> bool:
    """Whether the person walks the rounds: an assistant or a caretaker."""
    return person.has(Role.APK, Role.DP)


def leads(actor: Membership, worker: Membership) -> bool:
    """Whether `actor` rates and trains `worker`: any mentor of the town, of caretakers their
    coordinator too; nobody himself."""
    if actor.id == worker.id or not is_worker(worker):
        return False
    return actor.has(Role.MENTOR) or (worker.has(Role.DP) and actor.has(Role.DP_COORDINATOR))


def may_know(actor: Membership, worker: Membership) -> bool:
    """Whether `actor` sees ratings, needs and plans of `worker`: his own, of those he leads, and
    as manager all."""
    return actor.id == worker.id or leads(actor, worker) or actor.has(Role.MANAGER)
