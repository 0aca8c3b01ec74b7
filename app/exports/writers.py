"""How a long list becomes sealed pieces of a file, step by step.

Between the steps lines are read, each thousand of them in a short transaction that only reads, and
written into a file in a folder of the server's own: no lock is held and memory stays flat.
"""

import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.exports import actions
from app.exports.domain import LINES, PIECE
from app.exports.models import PreparedPiece
from app.kernel import clock, scratch
from app.kernel.jobs import Step
from app.kernel.spreadsheet import Sheet, filed


def steps(file_id: uuid.UUID, turn: int, sheet: Sheet) -> Iterator[Step]:
    """From the lines of the sheet, which come by and by, to a file that can be downloaded."""
    with scratch.folder() as folder:
        path, lines = folder / "list.xlsx", 0
        for lines in filed(path, sheet, created=clock.now()):
            if lines and lines % LINES == 0:
                yield partial(actions.note_progress, file_id, turn, lines)
        yield from _sealed(file_id, turn, path)
        told = {"lines": lines, "size": path.stat().st_size}
    yield partial(actions.finish, file_id, turn, **told)


def _sealed(file_id: uuid.UUID, turn: int, path: Path) -> Iterator[Step]:
    with path.open("rb") as source:
        number = 0
        while content := source.read(PIECE):
            piece = PreparedPiece.of(file_id, number, content)
            yield partial(actions.keep_piece, file_id, turn, piece)
            number += 1
