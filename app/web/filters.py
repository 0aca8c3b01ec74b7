"""Filters: what a list is narrowed to by its address, and how the page says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

from flask import request
from wtforms import Field, HiddenField, SelectField

from app.web.form import Form


@dataclass(frozen=True)
class Narrowing:
    """One condition in words, and the address of the list without it."""

    words: str
    address: dict[str, str]


class Filters(Form):
    """The conditions of a list; what cannot be understood narrows nothing."""

    # The fields that the page always shows, so that they need not be told in words.
    in_sight: ClassVar[frozenset[str]] = frozenset()
    # How the values of fields without a list of choices are said.
    spoken: ClassVar[Mapping[str, Callable[[Any], str]]] = {}
    shows_hidden_codes = True

    @classmethod
    def from_address(cls, **choices: Any) -> Self:
        """The filters as the address carries them; `choices` fill the fields of that name."""
        form = cls(request.args)
        for name, options in choices.items():
            form[name].choices = options
        return form

    @cached_property
    def wanted(self) -> dict[str, Any]:
        """The values that hold, by the names the queries know."""
        self.validate()
        return {
            name: field.data
            for name, field in self._fields.items()
            if field.data and not field.errors
        }

    @property
    def address(self) -> dict[str, str]:
        """The same as an address carries it, for the next page and for a spreadsheet."""
        return {self[name].name: request.args[self[name].name] for name in self.wanted}

    @property
    def narrowings(self) -> list[Narrowing]:
        """What narrows the list besides the fields in sight; each can be taken away."""
        address = self.address
        return [
            Narrowing(self.told(name), _without(address, self[name].name))
            for name in self.wanted
            if name not in self.in_sight
        ]

    @property
    def unseen(self) -> list[Field]:
        """The conditions that hold and have no field of their own; the page carries them on."""
        return [self[name] for name in self.wanted if isinstance(self[name], HiddenField)]

    def told(self, name: str) -> str:
        """One condition in words: what was chosen, or what a ticked box says."""
        field = self[name]
        if name in self.spoken:
            return f"{field.label.text}: {self.spoken[name](field.data)}"
        if not isinstance(field, SelectField):
            return str(field.label.text)
        chosen = next(choice.label for choice in field.iter_choices() if choice.selected)
        return f"{field.label.text}: {chosen}"


def _without(address: dict[str, str], name: str) -> dict[str, str]:
    return {word: value for word, value in address.items() if word != name}
