"""Two people who book the same hour at the same moment: one gets it, on either engine."""

import json
import os
import subprocess
import sys
from datetime import time
from itertools import combinations

import pytest
from sqlalchemy import select

from app.config import ROOT
from app.rooms.models import Booking
from tests.kernel.test_two_processes import all_say
from tests.rooms.rows import a_case, a_room

DAYS = 40


@pytest.fixture
def race(app, make, stored, cast):
    """Let two processes book the same hours; what they say, and what is stored."""
    always = (time(0), time(23, 59))
    room = a_room(make, cast.town, "M09", open_on=range(7), hours=always)
    cases = [a_case(make, cast.hana), a_case(make, cast.pavel)]

    def run(way):
        pair = [start(app, way, cast.town.id, room.id, case.id) for case in cases]
        all_say(pair, "ready")
        if way != "locked":
            all_say(pair, "read")
        told = [json.loads(process.communicate(timeout=120)[0]) for process in pair]
        return told, stored(select(Booking))

    return run


def start(app, way, *ids):
    settings = {"INSTANCE_PATH": app.instance_path, "PYTHONPATH": str(ROOT)}
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    told = ", ".join(f"'{each}'" for each in (way, *ids))
    return subprocess.Popen(
        [sys.executable, "-c", f"from tests.rooms import rival; rival.main({DAYS}, {told})"],
        env={**os.environ, **settings, "DATABASE_URL": url},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def overlapping(rows):
    return [pair for pair in combinations(rows, 2) if pair[0].span.meets(pair[1].span)]


def test_each_hour_goes_to_one_of_them_and_the_other_is_told(race):
    told, rows = race("locked")
    assert sum(each["booked"] for each in told) == len(rows) == DAYS
    assert sum(each["refused"] for each in told) == DAYS
    assert sum(each["failed"] for each in told) == 0
    assert overlapping(rows) == []


def test_the_drivers_own_transactions_would_give_an_hour_twice(race, engine):
    """The control on SQLite: both look before either books."""
    if engine == "sqlite":
        assert overlapping(race("driver")[1]) != []


def test_without_the_lock_of_the_room_an_hour_would_be_given_twice(race, engine):
    """The control on PostgreSQL."""
    if engine == "postgres":
        assert overlapping(race("unlocked")[1]) != []
