"""How the demo is told: step by step in the order of time, as the person who did each of them."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from app.accounts.models import Membership
from app.demo.chance import record_id
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import scope
from app.people import queries as people

T = TypeVar("T")


def town_id(slug: str) -> uuid.UUID:
    """The id of a town of the demo."""
    return record_id("town", slug)


@dataclass
class Stage:
    """One town while it is being told; what was read stays at hand for a week."""

    slug: str
    ids: dict[str, uuid.UUID] = field(default_factory=dict)
    _records: dict[uuid.UUID, Any] = field(default_factory=dict)

    def person_id(self, username: str) -> uuid.UUID:
        """The id of a person in this town."""
        return self.ids.get(username) or record_id("person", self.slug, username)

    def place_id(self, code: str) -> uuid.UUID:
        """The id of a place in this town."""
        return record_id("place", self.slug, code)

    def person(self, username: str) -> Membership:
        """A person in this town, who acts."""
        return self.record(self.person_id(username), people.get)

    def record(self, key: uuid.UUID, load: Callable[[uuid.UUID], T]) -> T:
        """A record as it stands now, read at its first use."""
        if key not in self._records:
            self.keep(load(key))
        found: T = self._records[key]
        return found

    def keep(self, record: Any) -> None:
        """Have at hand what will be needed again soon."""
        self._records[record.id] = record

    def forget(self) -> None:
        """Begin the next week with nothing at hand."""
        self._records.clear()


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does at a moment."""

    at: datetime
    do: Callable[[Stage], object]


def tell(stage: Stage, steps: Iterable[Step]) -> None:
    """Let everything happen in the order of time; whoever calls it commits."""
    ordered = sorted(steps, key=lambda step: step.at)
    with scope(town_id(stage.slug)):
        for _week, steps_of_week in groupby(ordered, key=_week_of):
            for step in steps_of_week:
                with clock.frozen(step.at):
                    step.do(stage)
            db.session.expunge_all()
            stage.forget()


def _week_of(step: Step) -> tuple[int, int]:
    return step.at.isocalendar()[:2]
