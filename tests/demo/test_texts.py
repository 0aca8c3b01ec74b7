"""What the demo writes: varied, fitting what happened, and about nobody in particular."""

import re
from collections import Counter
from itertools import chain

from app.demo import plan
from app.demo.rows import content
from app.incidents.domain import Category, Subcategory
from app.kernel.personal_data import findings
from tests.demo.test_today import MONDAY_EVENING

SOMEBODY = re.compile(r"\b(paní|pán|muž|žena|kluk|dívka|důchodkyně)\b", re.IGNORECASE)


def notes():
    return content("texts.json")["notes"]


def told():
    """Every note and description that the demo stores."""
    shifts = list(plan.everything(MONDAY_EVENING))
    left = [shift.next_shift_note for shift in shifts]
    return [*left, *(each.description for shift in shifts for each in shift.incidents)]


def test_there_is_a_note_for_every_kind_of_incident_and_for_calm():
    kinds = {kind.category for kind in Subcategory} - {Category.OTHER}
    assert {kind.value for kind in kinds} <= {*notes(), "calm"}
    assert len(set(chain(*notes().values()))) >= 25


def test_no_note_is_told_over_and_over():
    counts = Counter(shift.next_shift_note for shift in plan.everything(MONDAY_EVENING))
    del counts[None]
    assert len(counts) >= 20
    assert max(counts.values()) <= sum(counts.values()) * 0.15


def test_a_note_fits_what_happened_on_its_shift():
    for shift in plan.recent(MONDAY_EVENING):
        if shift.next_shift_note:
            happened = {Subcategory(i.subcategory).category for i in shift.incidents} or {"calm"}
            assert shift.next_shift_note in chain(*(notes()[kind] for kind in happened))


def test_nobody_is_singled_out():
    texts = [text for text in told() if text and text not in content("texts.json")["planted"]]
    assert [text for text in texts if SOMEBODY.search(text)] == []
    assert [text for text in texts if findings(text)] == []
