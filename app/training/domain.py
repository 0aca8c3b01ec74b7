"""The evaluation of training needs: what the criterion K2.8 asks for and what it is worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.i18n import Labelled, _
from app.skills.domain import is_old

# A round is due twice a year.
ROUND_MONTHS = 6
# So long the two sides have for it.
WEEKS_OF_ROUND = timedelta(weeks=6)


def is_due(rated_on: date | None, entered_on: date | None, today: date) -> bool:
    """Whether a side rates now: never yet, half a year ago (R-51), or not since entry training."""
    if rated_on is None or is_old(rated_on, today):
        return True
    return entered_on is not None and rated_on < entered_on


class Value(Labelled):
    """The value of an indicator."""

    YES = "yes", _("YES")
    PARTIAL = "partial", _("PARTLY")
    NO = "no", _("NO")
    NONE = "na", _("not evaluated")


class Lack(Labelled):
    """What the criterion misses in one person."""

    RATING = "rating", _("mentor's rating of all competences")
    PLAN = "plan", _("plan agreed by both and in term")


@dataclass(frozen=True)
class Standing:
    """One person in the round: rated within six months, and an agreed plan that is in term."""

    is_rated: bool
    has_plan_in_term: bool

    @property
    def is_complete(self) -> bool:
        """Whether the town does for this person what the criterion asks."""
        return not self.lacks

    @property
    def lacks(self) -> list[Lack]:
        """Why not, for the people who can do something about it."""
        found = {Lack.RATING: self.is_rated, Lack.PLAN: self.has_plan_in_term}
        return [lack for lack, is_there in found.items() if not is_there]


def suggest(people: Iterable[Standing]) -> Value:
    """K2.8 by the method of this product: all → YES, at least a half → PARTLY, fewer → NO."""
    standings = list(people)
    complete = sum(person.is_complete for person in standings)
    if not standings:
        return Value.NONE
    if complete == len(standings):
        return Value.YES
    return Value.PARTIAL if complete * 2 >= len(standings) else Value.NO
