"""The refusals: one kind for people, the others for us."""


class Refused(Exception):  # noqa: N818 - it is an answer to a person, not an error of the program
    """A refusal people are meant to read; says what to do next, and names the field to blame."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Conflict(Refused):
    """The same record was changed or sent by somebody else in the meantime."""


class OutOfScope(RuntimeError):  # noqa: N818 - named as the sentence it says
    """A statement that cannot be narrowed to the municipality of the request."""


class WriteOutsideAction(RuntimeError):  # noqa: N818 - named as the sentence it says
    """A row was about to change outside an @action function."""
