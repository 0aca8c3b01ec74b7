"""The work on a batch, step by step: what is read between the steps holds no lock.

Each step is stored or not at all. Whoever takes the work up again goes through the same steps and
leaves out those that are stored already.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from app.history import pieces, queries, repeats, store
from app.history.domain import MOST_WORDS, PIECE, BatchStatus
from app.history.files import Line, lines, refusal
from app.history.models import ImportedRecord, ImportedSum, ImportFault, ImportPiece
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.jobs import Step

STAGED = (ImportedRecord, ImportedSum, ImportFault)
# What goes when a batch has come into this state.
LEFT_OVER = {
    BatchStatus.DRAFT: STAGED,
    BatchStatus.PUBLISHED: (ImportPiece,),
    BatchStatus.UNDONE: (*STAGED, ImportPiece),
}


def steps(batch_id: uuid.UUID) -> Iterator[Step]:
    """What is left to do on a batch."""
    status = queries.get(batch_id).status
    if status is BatchStatus.READING:
        yield from _read(batch_id)
    elif status is BatchStatus.STAGING:
        yield from _stage(batch_id)
    else:
        yield from _clear(batch_id, status)


def _read(batch_id: uuid.UUID) -> Iterator[Step]:
    """From the file to pieces of it; afterwards it is known which words stand in which column."""
    content, stored = store.file(batch_id), len(store.pieces(batch_id))
    profile: list[Counter[str]] = []
    try:
        rows = lines(content)
        headers = _headers(rows)
        for number, piece in enumerate(_cut(rows)):
            _count_words(profile, piece)
            if number >= stored:
                sealed = ImportPiece.of(batch_id, number, piece)
                yield partial(pieces.keep_piece, batch_id, sealed, len(piece), headers)
    except Refused as refusal:
        yield from _give_up(batch_id, refusal.message)
        return
    if profile:
        yield partial(pieces.finish_reading, batch_id, [_told(words) for words in profile])
    else:
        yield from _give_up(batch_id, _("There are no rows under the heading."))


def _give_up(batch_id: uuid.UUID, fault: str) -> Iterator[Step]:
    yield partial(pieces.give_up, batch_id, fault)
    yield from _clear(batch_id, BatchStatus.UNDONE)


def _stage(batch_id: uuid.UUID) -> Iterator[Step]:
    """From pieces to rows; pieces done before are gone through too, to number equal rows alike."""
    converter = queries.converter(queries.get(batch_id))
    for piece_id, is_done in store.pieces(batch_id):
        rows, faults = converter.rows(store.piece(piece_id).lines)
        if not is_done:
            found = pieces.Found.of(repeats.sift(batch_id, converter, rows), faults)
            yield partial(pieces.keep_rows, batch_id, piece_id, found)
    yield partial(pieces.finish_staging, batch_id)


def _clear(batch_id: uuid.UUID, status: BatchStatus) -> Iterator[Step]:
    for model in LEFT_OVER[status]:
        while store.has_left(model, batch_id):
            yield partial(pieces.clear_some, batch_id, status, model)
    yield partial(pieces.finish_clearing, batch_id, status)


def _headers(rows: Iterator[Line]) -> list[str]:
    """The first row of at least two cells; a title above the table has but one."""
    for _number, cells in rows:
        if sum(map(bool, cells)) > 1:
            return cells
    raise refusal(_("There is no table in the file: no row has two cells."))


def _cut(rows: Iterator[Line]) -> Iterator[list[Line]]:
    while piece := list(islice(rows, PIECE)):
        yield piece


def _count_words(profile: list[Counter[str]], piece: Iterable[Line]) -> None:
    """Counting a column stops when it says too many different things to be a list of words."""
    for _number, cells in piece:
        profile += [Counter() for _missing in cells[len(profile) :]]
        for words, cell in zip(profile, cells, strict=False):
            if cell and len(words) <= MOST_WORDS:
                words[cell] += 1


def _told(words: Counter[str]) -> dict[str, int] | None:
    return dict(words) if len(words) <= MOST_WORDS else None
