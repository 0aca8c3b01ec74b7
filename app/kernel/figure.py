"""What the rows of a list add to the figure that led there."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """What each row of a list adds to a figure, and how that is said."""

    parts: Mapping[uuid.UUID, int]
    words: Callable[[int], str]

    @property
    def total(self) -> str:
        """All together."""
        return self.words(sum(self.parts.values()))

    def of(self, row: Any) -> str:
        """What one row adds."""
        return self.words(self.parts.get(row.id, 0))
