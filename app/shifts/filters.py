"""What the lists of shifts and of rounds can be narrowed to by their addresses."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Self

from wtforms import BooleanField, HiddenField
from wtforms.validators import Optional

from app.accounts.models import Membership
from app.accounts.queries import people_with
from app.kernel.i18n import _
from app.shifts.domain import CancelReason, ContactKind, ShiftStatus, SingleReason, VisitResult
from app.shifts.policy import WORKERS, sees_all
from app.shifts.service import Service
from app.web.fields import CodeField, DayField, RecordField, records
from app.web.filters import Filters

EVERY = _("all")


class Period(Filters):
    """Shifts by the day on which they began."""

    since = DayField(_("From"), name="od", validators=[Optional()])
    until = DayField(_("To"), name="do", validators=[Optional()])


class ShiftFilters(Period):
    """Whose shifts, in which state, and which figure of the summary they stand behind."""

    in_sight: ClassVar[frozenset[str]] = frozenset({"since", "until", "person_id", "status"})

    person_id = RecordField(_("Person"), name="kdo", blank=_("all people"))
    status = CodeField(_("State"), ShiftStatus, name="stav", blank=_("all states"))
    service = CodeField(_("Figure of the summary"), Service, name="sluzba", blank=EVERY)
    cancel_reason = CodeField(_("Called off for"), CancelReason, name="zruseno", blank=EVERY)
    single_reason = CodeField(_("Why alone"), SingleReason, name="sam", blank=EVERY)
    contact = CodeField(_("Contact"), ContactKind, name="kontakt", blank=EVERY)

    @classmethod
    def asked_by(cls, person: Membership) -> Self:
        """With the people among whom this person may choose."""
        people = people_with(*WORKERS) if sees_all(person) else [person]
        known = records((each.id, each.display_name) for each in people)
        return cls.from_address(person_id=known)


class VisitFilters(Period):
    """Where and how the crew found it."""

    in_sight: ClassVar[frozenset[str]] = frozenset(
        {"since", "until", "place_id", "result", "is_counted"}
    )
    spoken: ClassVar[Mapping[str, Callable[[str], str]]] = {"district": str}

    place_id = RecordField(_("Place"), name="misto", blank=EVERY)
    result = CodeField(_("Result"), VisitResult, name="vysledek", blank=EVERY)
    is_counted = BooleanField(_("Only what is counted"), name="zapocitane")
    district = HiddenField(_("Part of the town"), name="cast")
