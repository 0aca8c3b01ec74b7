"""Incidents: their codes, what makes a record whole, and when a time is strange."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app
from app.incidents.domain import (
    CALLS,
    TILES,
    Action,
    AgeBand,
    Category,
    Recipient,
    Result,
    Seriousness,
    Source,
    Subcategory,
    is_outside,
    missing,
)

SPRITE = Path(app.__file__).parent / "static" / "img" / "icons.svg"
START = datetime(2025, 10, 6, 5, 0, tzinfo=UTC)
END = START + timedelta(hours=8)
PERSON = re.compile(r"ethnic|nation|religio|diagnos|criminal", re.IGNORECASE)


@dataclass
class Record:
    """A whole record of an ordinary kind."""

    subcategory: Subcategory = Subcategory.NOISE
    actions: set[Action] = field(default_factory=lambda: {Action.TALK})
    result: Result | None = Result.SOLVED_ON_SPOT
    pieces: int | None = None
    description: str | None = None
    recipients: set[Recipient] = field(default_factory=set)
    called_note: str | None = None


RECORDS = st.builds(
    Record,
    subcategory=st.sampled_from(Subcategory),
    actions=st.sets(st.sampled_from(Action)),
    result=st.none() | st.sampled_from(Result),
    pieces=st.none() | st.integers(0, 30),
    description=st.none() | st.text(max_size=9),
    recipients=st.sets(st.sampled_from(Recipient)),
    called_note=st.none() | st.text(max_size=9),
)


def test_a_fresh_record_of_three_taps_lacks_what_was_done_and_how_it_ended():
    assert set(missing(Record(actions=set(), result=None))) == {"actions", "result"}


@pytest.mark.parametrize(
    ("record", "field_name"),
    [
        (Record(result=Result.HANDED_OVER), "recipients"),
        (Record(actions={Action.HANDOVER}), "recipients"),
        (Record(Subcategory.NEEDLE_FOUND), "pieces"),
        (Record(Subcategory.NEEDLE_FOUND, pieces=0), "pieces"),
        (Record(Subcategory.OTHER), "description"),
        (Record(Subcategory.MEDICAL), "called_note"),
    ],
)
def test_each_rule_asks_for_its_own_field(record, field_name):
    assert set(missing(record)) == {field_name}


@pytest.mark.parametrize(
    "record",
    [
        Record(),
        Record(result=Result.HANDED_OVER, recipients={Recipient.SCHOOL}),
        Record(Subcategory.NEEDLE_FOUND, pieces=3),
        Record(Subcategory.OTHER, description="rozbitá váza"),
        Record(Subcategory.MEDICAL, actions={Action.EMS}),
        Record(Subcategory.MEDICAL, called_note="stačila náplast"),
    ],
)
def test_a_whole_record_lacks_nothing(record):
    assert missing(record) == {}


@given(RECORDS, st.sampled_from(sorted(CALLS)))
def test_a_call_for_help_answers_the_question_of_urgent_kinds(record, call):
    record.actions.add(call)
    assert "called_note" not in missing(record)


@given(RECORDS)
def test_filling_in_what_is_asked_makes_the_record_whole(record):
    answers = {
        "actions": {Action.TALK},
        "result": Result.SOLVED_ON_SPOT,
        "recipients": {Recipient.MP},
        "pieces": 1,
        "description": "popis",
        "called_note": "nebylo třeba",
    }
    for name in missing(record):
        setattr(record, name, answers[name])
    assert missing(record) == {}


@pytest.mark.parametrize(
    ("minutes", "outside"), [(-31, True), (-30, False), (0, False), (510, False), (511, True)]
)
def test_half_an_hour_around_the_shift_still_belongs_to_it(minutes, outside):
    assert is_outside(START + timedelta(minutes=minutes), START, END) is outside


def test_every_category_has_a_kind_and_every_kind_one_category():
    assert {kind.category for kind in Subcategory} == set(Category)
    assert len(Category) == 10
    assert len(Subcategory) == 38


def test_codes_of_one_list_are_all_different():
    for codes in (Category, Subcategory, Action, Result, Source, Recipient, AgeBand):
        assert len({code.value for code in codes}) == len(codes.__members__)
        assert len({code.label for code in codes}) == len(codes)


def test_urgent_kinds_are_serious_and_no_others():
    serious = {kind for kind in Subcategory if kind.seriousness is Seriousness.SERIOUS}
    assert serious == {kind for kind in Subcategory if kind.is_urgent}
    urgent = {"brawl", "unattended_child", "child_at_risk", "domestic", "medical", "missing"}
    assert serious == urgent | {"theft"}


def test_every_icon_is_in_the_sprite_and_every_tone_is_known():
    icons = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text(encoding="utf-8")))
    assert {kind.icon for kind in Subcategory} <= icons
    assert {kind.tone for kind in Subcategory} <= {"blue", "yellow", "green", "red"}


def test_the_first_screen_has_eight_tiles_and_no_urgent_one():
    assert len(set(TILES)) == 8
    assert not any(kind.is_urgent for kind in TILES)


def test_no_code_speaks_of_what_a_person_is():
    codes = [*Subcategory, *Action, *Result, *Recipient]
    assert [code for code in codes if PERSON.search(code.value)] == []


def test_assistants_neither_fine_nor_search_nor_identify():
    assert not {action.value for action in Action} & {"fine", "search", "identify", "arrest"}
