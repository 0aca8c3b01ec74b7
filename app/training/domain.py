"""The evaluation of training needs: what the criterion K2.8 asks for and what it is worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from app.kernel.i18n import Labelled, _

# A round is due twice a year.
ROUND_MONTHS = 6
# So long the two sides have for it.
WEEKS_OF_ROUND = timedelta(weeks=6)


class Value(Labelled):
    """The value of an indicator."""

    YES = "yes", _("YES")
    PARTIAL = "partial", _("PARTLY")
    NO = "no", _("NO")
    NONE = "na", _("not evaluated")


@dataclass(frozen=True)
class Standing:
    """One person in the round: rated within six months, and a plan whose items are in term."""

    is_rated: bool
    has_plan_in_term: bool

    @property
    def is_complete(self) -> bool:
        """Whether the town does for this person what the criterion asks."""
        return self.is_rated and self.has_plan_in_term


def suggest(people: Iterable[Standing]) -> Value:
    """K2.8 by the method of this product: all → YES, at least a half → PARTLY, fewer → NO."""
    standings = list(people)
    complete = sum(person.is_complete for person in standings)
    if not standings:
        return Value.NONE
    if complete == len(standings):
        return Value.YES
    return Value.PARTIAL if complete * 2 >= len(standings) else Value.NO
