"""What was being written when a phone was locked: how it is packed, and how long it waits."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

# As long as a phone may send late: whoever has not come back by then starts anew.
DRAFT_LIFE = timedelta(hours=72)
# The form by which a phone puts one aside.
KEEPS_DRAFTS = "drafts.keep"
LONGEST_KIND = 80
LONGEST_PAGE = 500
# The field by which a form says from which draft it was filled in, and the address asks for it.
FROM_DRAFT = "rozepsane"


@dataclass(frozen=True)
class Typed:
    """The fields of the form as they stood, and what of them a person reads."""

    fields: list[tuple[str, str]]
    text: str

    @classmethod
    def read(cls, content: str) -> Self:
        """From the list of pairs that a page writes; ValueError when it is none."""
        try:
            fields = [(str(name), str(value)) for name, value in json.loads(content)]
        except TypeError:
            raise ValueError("not a list of pairs") from None
        return cls(fields, "")

    def packed(self) -> bytes:
        """For keeping."""
        return json.dumps([self.fields, self.text], ensure_ascii=False).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        """What was kept."""
        fields, text = json.loads(content)
        return cls([(name, value) for name, value in fields], text)

    @property
    def earlier(self) -> str:
        """The draft from which the form was filled in."""
        return dict(self.fields).get(FROM_DRAFT, "")
