"""A shift at its end, with its crew and their mentor; for all tests of this folder."""

from types import SimpleNamespace

from app.shifts.domain import ShiftStatus


def a_shift(make, *, status=ShiftStatus.IN_PROGRESS, alone=False, **values):
    """A town with a pair on a shift, one stop of the round, and their mentor."""
    town = make.town()
    mentor = make.mentor(town)
    one = make.assistant(town, name="Alena Malá", mentor_id=mentor.id)
    other = make.assistant(town, name="Jan Dub", mentor_id=mentor.id)
    shift = make.shift(*([one] if alone else [one, other]), status=status, **values)
    place = make.place(town)
    make.visit(shift, place, one)
    return SimpleNamespace(town=town, mentor=mentor, one=one, other=other, shift=shift, place=place)


def handed_in(make, **values):
    """The same, waiting for its review."""
    return a_shift(make, status=ShiftStatus.HANDED_IN, **values)
