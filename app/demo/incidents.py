"""How a crew writes incidents down: three taps at once, the rest a moment later."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from app.demo import pictures
from app.demo.chance import record_id
from app.demo.recent import NOT_BEFORE
from app.demo.records import PlannedIncident, PlannedShift
from app.demo.telling import Stage, Step
from app.incidents import actions as incidents
from app.incidents import camera
from app.incidents import queries as known
from app.incidents.domain import Action, AgeBand, Recipient, Result, Source, Subcategory
from app.kernel import clock, receipts

SOON = timedelta(minutes=3)


def happenings(shift: PlannedShift) -> Iterator[Step]:
    """What the crew writes down before it hands the shift in."""
    for each in shift.incidents:
        if not _is_late(shift, each):
            yield from _writing(shift, each)


def late_entries(shift: PlannedShift) -> Iterator[tuple[datetime, Iterator[Step]]]:
    """What the crew remembers after the approval, and when."""
    for each in shift.incidents:
        if _is_late(shift, each):
            yield each.recorded_at, _writing(shift, each)


def _is_late(shift: PlannedShift, each: PlannedIncident) -> bool:
    return shift.reviewed_at is not None and each.recorded_at > shift.reviewed_at


def _writing(shift: PlannedShift, each: PlannedIncident) -> Iterator[Step]:
    yield Step(each.recorded_at, partial(_report, shift, each))
    if each.sent_twice:
        yield Step(each.recorded_at, partial(_report, shift, each))
    if each.completed_at:
        yield Step(each.completed_at, partial(_complete, each))
        for number in range(each.photos if shift.day >= NOT_BEFORE else 0):
            yield Step(each.completed_at, partial(_photograph, each, number))
    if each.completed_at and each.cancel_reason:
        yield Step(each.completed_at + SOON, partial(_cancel, each))


def _report(shift: PlannedShift, each: PlannedIncident, stage: Stage) -> None:
    """R-10: the same submission again finds its receipt and changes nothing."""
    if receipts.find(each.id):
        return
    kind, by = Subcategory(each.subcategory), stage.person(each.author)
    receipt = receipts.open_receipt(
        each.id, author_id=by.id, endpoint="incidents.report", digest=_digest(each)
    )
    reported = incidents.report(
        id=each.id,
        subcategory=kind,
        place_id=stage.place_id(each.place),
        was_called=each.was_called if kind.is_urgent else None,
        shift_id=shift.id,
        by=by,
    )
    stage.keep(reported)
    receipts.close_receipt(receipt, answer=f"/udalosti/{each.id}")


def _digest(each: PlannedIncident) -> str:
    return hashlib.sha256(f"{each.subcategory} {each.place} {each.id}".encode()).hexdigest()


def _complete(each: PlannedIncident, stage: Stage) -> None:
    at = clock.local(each.occurred_at)
    incidents.correct(
        stage.record(each.id, known.get),
        day=at.date(),
        time=at.time(),
        subcategory=Subcategory(each.subcategory),
        place_id=stage.place_id(each.place),
        actions={Action(code) for code in each.done},
        recipients={Recipient(code) for code in each.recipients},
        by=stage.person(each.author),
        **_details(each),
    )


def _details(each: PlannedIncident) -> dict[str, Any]:
    ages = {f"people_{AgeBand(band).value}": count for band, count in (each.people or {}).items()}
    return {
        **ages,
        "is_people_unknown": each.people is None,
        "place_detail": each.place_detail,
        "source": Source(each.source),
        "result": Result(each.result),
        "pieces": each.pieces,
        "description": each.description,
        "mp_event_no": each.mp_event_no,
        "needs_mentor_attention": each.needs_mentor_attention,
    }


def _photograph(each: PlannedIncident, number: int, stage: Stage) -> None:
    """Only on recent shifts: those of the recorded quarter would have been deleted long ago."""
    photo_id = record_id(each.id, "photo", number)
    camera.add_photo(
        stage.record(each.id, known.get),
        id=photo_id,
        photo=pictures.photo(each.description or "", str(photo_id)),
        by=stage.person(each.author),
    )


def _cancel(each: PlannedIncident, stage: Stage) -> None:
    reason, by = each.cancel_reason or "", stage.person(each.author)
    incidents.cancel(stage.record(each.id, known.get), reason=reason, by=by)
