"""What runs by itself: `flask --app wsgi jobs run-due`, and the same inside the server."""

import logging
import sys
import threading

import click
from flask import Flask
from flask.cli import with_appcontext

from app import documents, lists
from app.history import actions as history
from app.history import pieces, work
from app.history import queries as brought
from app.kernel import erasure, jobs
from app.kernel.db import db
from app.kernel.errors import Conflict
from app.kernel.i18n import _, day, ngettext, number
from app.kernel.scope import scope
from app.needs import actions as needs
from app.retention import actions
from app.retention.models import Disposal
from app.retention.queries import NIGHTLY
from app.towns import queries as towns
from app.training import actions as training

log = logging.getLogger(__name__)
TRAINING = "training"
# The server looks soon after its start, because a machine may sleep at night, and then often.
FIRST_LOOK, LOOK = 60, 600
# A request lets the interpreter go at every row it reads, and waits until long work beside it gives
# it back: after half a millisecond instead of Python's five. Measured: 44 ms for a form, not 74.
GIVE_WAY = 0.0005
# `flask serve` sets it; who calls the command by a timer of his own sets it to 0 beforehand.
IN_SERVER = "PONOCNY_JOBS"


def init_app(app: Flask) -> None:
    """Hang the commands on the application."""
    app.cli.add_command(group)


def watch(app: Flask) -> None:
    """Do what is due as long as the server runs; of all its processes only one gets it."""
    sys.setswitchinterval(GIVE_WAY)
    threading.Thread(target=_watch, args=(app,), name="jobs", daemon=True).start()


def run_due() -> list[str] | None:
    """Do what is due and tell it in lines; None when it is not the time for anything."""
    work = (_raise_needs(), _let_go(), documents.run_due(), lists.run_due(), _take_over())
    done = [told for told in work if told is not None]
    return [line for told in done for line in told] if done else None


def _raise_needs() -> list[str] | None:
    """Find training that is due, town by town (R-53)."""
    if not jobs.take(TRAINING):
        return None
    told = [line for town in towns.everything() for line in _raise_in(town.id)]
    jobs.give_back(TRAINING, is_sweep_due=False)
    return told


def _raise_in(town_id: object) -> list[str]:
    """Each town in a transaction of its own; what stands already is not raised again."""
    with scope(town_id):
        slug = towns.get(town_id).slug
        count = len(needs.raise_due(by=None))
        training.open_due_round(by=None)
        db.session.commit()
    told = ngettext(
        "%(town)s: %(n)s training need", "%(town)s: %(n)s training needs", count, town=slug
    )
    return [told] if count else []


def _let_go() -> list[str] | None:
    """Let go what was kept long enough, town by town."""
    if not jobs.take(NIGHTLY):
        return None
    told = [line for town in towns.everything() for line in _dispose(town.id)]
    common = actions.dispose_common(by=None)
    db.session.commit()
    was_left = jobs.find(NIGHTLY).is_sweep_due
    db.session.commit()
    is_swept = erasure.swept(db.engine) if told or common or was_left else True
    jobs.give_back(NIGHTLY, is_sweep_due=not is_swept)
    return told


def _dispose(town_id: object) -> list[str]:
    """Each town in a transaction of its own, so that nobody waits long."""
    with scope(town_id):
        town = towns.get(town_id)
        told = [_line(town.slug, each) for each in actions.dispose(town, by=None)]
        db.session.commit()
        return told


def _line(slug: str, each: Disposal) -> str:
    return _(
        "%(town)s: %(what)s from before %(day)s: %(n)s",
        town=slug,
        what=each.rule.label,
        day=day(each.before),
        n=number(each.row_count),
    )


def _take_over() -> list[str] | None:
    """Go on with older files that somebody has brought, town by town."""
    told = [line for town in towns.everything() for line in _take_over_in(town.id)]
    return told or None


def _take_over_in(town_id: object) -> list[str]:
    with scope(town_id):
        history.let_go_abandoned(by=None)
        slug, waiting = towns.get(town_id).slug, brought.waiting()
        db.session.commit()
        count = sum(map(_work_on, waiting))
        told = ngettext(
            "%(town)s: %(n)s step with older files",
            "%(town)s: %(n)s steps with older files",
            count,
            town=slug,
        )
        return [told] if count else []


def _work_on(batch_id: object) -> int:
    """As far as it goes: a person may decide otherwise in the middle of it."""
    is_mine = pieces.take(batch_id, by=None)
    db.session.commit()
    try:
        return jobs.carry_out(work.steps(batch_id)) if is_mine else 0
    except Conflict:
        db.session.rollback()
        return 1


def _watch(app: Flask) -> None:
    wait = FIRST_LOOK
    while True:
        jobs.woken.wait(wait)
        jobs.woken.clear()
        with app.app_context():
            look()
        wait = LOOK


def look() -> None:
    """Do what is due; a failure is written down and tried again, and never stops the watching."""
    try:
        for line in run_due() or ():
            log.info(line)
    except Exception:
        db.session.rollback()
        log.exception("the nightly work failed; it will be tried again")


@click.group("jobs")
def group() -> None:
    """What runs by itself."""


@group.command("run-due")
@with_appcontext
def run_due_now() -> None:
    """Do what is due: delete what was kept long enough, find training that is due."""
    told = run_due()
    if told is None:
        click.echo(_("Nothing is due."))
        return
    for line in told or [_("Nothing was old enough.")]:
        click.echo(line)
