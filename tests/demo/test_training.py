"""What the demo plans of training: nothing around today touches the recorded quarter."""

from datetime import UTC, date, datetime

import pytest

from app.demo import training
from app.demo.days import is_working
from app.demo.rows import content
from app.demo.towns import TOWN, towns
from app.skills.domain import FIRST_COMPETENCES

MOMENTS = (
    datetime(2026, 10, 1, 5, 0, tzinfo=UTC),
    datetime(2026, 11, 23, 13, 32, tzinfo=UTC),
    datetime(2026, 11, 28, 7, 5, tzinfo=UTC),
    datetime(2027, 1, 1, 12, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 22, 59, tzinfo=UTC),
)
# When a certificate was issued elsewhere is no deed in the town.
TOLD_ONLY = {"issued"}


def named(now):
    return f"{now:%a %d %b %Y %H.%M}"


def rows(today):
    return [row for part in training.PARTS for row in training.rows(part, today)]


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_nothing_is_told_before_it_has_happened(now):
    moments = [step.at for step in training.steps(now)]
    assert max(moments) <= now
    assert len(moments) > 200


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_what_is_around_today_lies_after_all_that_is_known(now):
    known = rows(date(2026, 1, 1))
    alive = [row for row in rows(now.date()) if row not in known]
    days = [
        value
        for row in alive
        for name, value in row.items()
        if isinstance(value, date) and name not in TOLD_ONLY
    ]
    assert len(alive) > 15
    assert min(days) > date(2026, 6, 30)


def test_before_the_known_past_is_over_nothing_is_around_today():
    assert rows(date(2026, 9, 30)) == rows(date(2025, 12, 1))


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_what_is_around_today_falls_on_working_days(now):
    known = rows(date(2026, 1, 1))
    days = {
        v for r in rows(now.date()) if r not in known for v in r.values() if isinstance(v, date)
    }
    assert all(map(is_working, days))


def test_everybody_named_belongs_to_the_town_on_that_day():
    (town,) = (each for each in towns() if each.slug == TOWN)
    people = {person.username: person for person in town.people}
    for row in rows(date(2026, 11, 23)):
        who = [*row.get("people", ()), *([row["who"]] if "who" in row else [])]
        days = [value for value in row.values() if isinstance(value, date)]
        for person in who:
            assert people[person].valid_from <= days[0]
            assert (people[person].valid_to or days[0]) >= days[0]


def test_every_competence_is_one_of_the_start():
    told = content("training.json")
    named_codes = {
        row["competence"] for part in told.values() for row in part if "competence" in row
    }
    assert named_codes <= set(FIRST_COMPETENCES)
    assert {len(row["self"]) for row in told["ratings"]} == {len(FIRST_COMPETENCES)}


def test_the_quizzes_ask_about_what_people_need():
    told = content("training.json")
    asked = {row["key"]: row["competence"] for row in told["quizzes"]}
    attempts = {row["key"]: (row["who"], asked[row["quiz"]]) for row in told["attempts"]}
    proofs = [row for row in told["needs"] if "quiz" in row]
    assert len(proofs) >= 4
    assert all(attempts[row["quiz"]] == (row["who"], row["competence"]) for row in proofs)
