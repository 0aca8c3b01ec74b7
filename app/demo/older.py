"""What the manager has taken over from the year before the assistants began: monthly sums."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from app.demo.chance import record_id
from app.demo.rows import DATA
from app.demo.telling import Stage, Step
from app.history import actions, matching, queries, work
from app.history.domain import OF_CATEGORY, BatchKind, Part
from app.history.forms import Sent
from app.incidents.domain import Category, Subcategory
from app.kernel import clock

FILE = "history-2024.csv"
MANAGER = "jana.rihova"
AT = clock.utc(date(2025, 10, 8), time(10, 20))
# What the words of that file mean, by their beginning as it is compared.
MEANT = {
    "ruseni": Subcategory.NOISE,
    "cerne": Subcategory.WASTE,
    "sousedske": Subcategory.NEIGHBOUR_DISPUTE,
    "verejny": f"{OF_CATEGORY}{Category.PUBLIC_ORDER.value}",
}


def steps(now: datetime) -> Iterator[Step]:
    """Brought, matched, prepared and counted within some minutes of one morning."""
    deeds = (_upload, _match, _prepare, _publish)
    for minutes, do in enumerate(deeds):
        if (at := AT + timedelta(minutes=5 * minutes)) <= now:
            yield Step(at, do)


def _key() -> uuid.UUID:
    return record_id("older", FILE)


def _upload(stage: Stage) -> None:
    sent = Sent(FILE, (DATA / FILE).read_bytes())
    kind = BatchKind.MONTHLY_SUMS
    actions.upload(id=_key(), kind=kind, file=sent, by=stage.person(MANAGER))
    _work()


def _match(stage: Stage) -> None:
    batch, manager = queries.get(_key()), stage.person(MANAGER)
    actions.match_columns(batch, by=manager, **matching.columns(batch))
    meant = {
        bare: MEANT[bare.split()[0]]
        for part, bare, _typed, _count in queries.words(batch)
        if part == Part.KIND and bare.split()[0] in MEANT
    }
    actions.match_words(batch, by=manager, words={Part.KIND.value: meant})


def _prepare(stage: Stage) -> None:
    actions.stage(queries.get(_key()), by=stage.person(MANAGER))
    _work()


def _publish(stage: Stage) -> None:
    actions.publish(queries.get(_key()), by=stage.person(MANAGER))
    _work()


def _work() -> None:
    """What the server does by itself."""
    for step in work.steps(_key()):
        step()
