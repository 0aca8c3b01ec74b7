"""The first twelve competences: of a founded town, of a town that was there before, never twice."""

from importlib import import_module

import pytest
from sqlalchemy import select

from app.kernel.db import db
from app.kernel.scope import scope
from app.skills import actions
from app.skills.domain import FIRST_COMPETENCES
from app.skills.models import Competence

LAID = import_module("migrations.versions.0008_training")


def begin(app, town):
    with app.app_context(), scope(town.id):
        made = [competence.code for competence in actions.begin(by=None)]
        db.session.commit()
    return made


@pytest.fixture
def town(make):
    return make.town()


def test_a_town_begins_with_twelve_competences_in_their_order(app, town, stored):
    begin(app, town)
    codes = stored(select(Competence.code).order_by(Competence.position))
    assert codes == list(FIRST_COMPETENCES)
    assert len(codes) == 12


def test_to_begin_again_adds_only_what_is_missing(app, town, make, stored):
    begin(app, town)
    with make.everywhere():
        actions.correct_competence(
            db.session.scalars(select(Competence).where(Competence.code == "youth")).one(),
            name="Děti",
            description="Naše slova.",
            by=None,
        )
    assert begin(app, town) == []
    assert stored(select(Competence.name).where(Competence.code == "youth")) == ["Děti"]


def test_towns_that_were_there_before_got_the_same_words():
    told = {code: (name, description) for code, name, description in LAID.FIRST_COMPETENCES}
    assert told == FIRST_COMPETENCES
