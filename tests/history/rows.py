"""Older files for tests: their bytes, batches in every state, and the server's work."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from flask import Flask
from openpyxl import Workbook

from app import jobs
from app.history.domain import BatchKind, BatchStatus, Part
from app.history.models import ImportBatch, ImportedSum, ImportFault, ImportPiece
from app.incidents.domain import Category, Subcategory
from app.kernel import clock
from app.kernel.db import uuid7
from app.kernel.scope import scope
from tests.make import Make

HEADING = ("Datum", "Čas", "Druh", "Místo", "Výsledek", "Popis")
# A formula, a name: nothing of a description may ever be stored.
STORY = "Jan Novák, 900101/1239"
RECORDS = (
    ("23. 11. 2024", "14:32", "Hluk, rušení", "L01", "vyřešeno na místě", STORY),
    ("24.11.24", "9.05", "Rvačka", "náměstí", "předáno MP", STORY),
    ("2024-12-01", "", "Rvačka", "", "", STORY),
)
SUMS = (
    ("Měsíc", "Kategorie", "Počet"),
    ("1/2024", "Hluk", "12"),
    ("únor 2024", "Hluk", "7,0"),
    ("2024-03", "Nepořádek", "1 003"),
)


def as_csv(
    rows: Sequence[Sequence[str]] = (HEADING, *RECORDS),
    encoding: str = "utf-8-sig",
    separator: str = ";",
) -> bytes:
    """A text table with quotes around everything."""
    lines = (separator.join(f'"{cell}"' for cell in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


def as_xlsx(rows: Sequence[Sequence[Any]] = (HEADING, *RECORDS)) -> bytes:
    """A workbook."""
    book, target = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet("Záznamy")
    for row in rows:
        sheet.append(list(row))
    book.save(target)
    return target.getvalue()


def many(count: int, first: int = 0) -> Iterator[tuple[str, ...]]:
    """So many rows of different days, hours, kinds and places."""
    for number in range(first, first + count):
        day = date.fromordinal(date(2015, 1, 1).toordinal() + number % 3_000)
        kind = ("Hluk", "Rvačka", "Odpad", "Psi")[number % 4]
        place = f"L{number % 7:02}"
        yield (f"{day:%d.%m.%Y}", f"{number % 24}:{number % 60:02}", kind, place, "", STORY)


def work(app: Flask) -> None:
    """What the server does by itself."""
    with app.app_context():
        jobs.look()


def a_batch(make: Make, town: Any, **values: Any) -> ImportBatch:
    """A file whose columns are matched and whose words are not."""
    facts = {
        "kind": BatchKind.MONTHLY_SUMS,
        "status": BatchStatus.DRAFT,
        "file_name": "soucty.csv",
        "sha256": "0" * 64,
        "imported_at": clock.now(),
        "headers": ["Měsíc", "Druh", "Počet"],
        "columns": {Part.MONTH: 0, Part.KIND: 1, Part.COUNT: 2},
        "row_count": 1,
        "is_waiting": False,
    }
    batch = ImportBatch(id=uuid7(), municipality_id=town.id, **{**facts, **values})
    cells = ["1/2024", values.get("file_name", "Hluk"), "12"]
    with make.app.app_context(), scope(town.id):
        batch.put_profile([{cell: 1} for cell in cells])
        piece = ImportPiece.of(batch.id, 0, [(2, cells)])
    make.saved(batch)
    make.saved(piece)
    return batch


def a_published(
    make: Make, town: Any, *sums: tuple[date, Any, int], place: Any = None, **values: Any
) -> Any:
    """Monthly sums that are counted: (month, kind or category, count)."""
    told = {"status": BatchStatus.PUBLISHED, "published_at": clock.now(), **values}
    batch = a_batch(make, town, **told)
    some_sums(make, batch, *sums, place=place)
    return batch


def some_sums(make: Make, batch: Any, *sums: tuple[date, Any, int], place: Any = None) -> None:
    """The rows of a batch as they are stored: (month, kind or category, count)."""
    for month, kind, count in sums:
        is_kind = isinstance(kind, Subcategory)
        row = ImportedSum(
            id=uuid7(),
            municipality_id=batch.municipality_id,
            batch_id=batch.id,
            source_id=uuid7(),
            month=month,
            category=kind.category if is_kind else Category(kind),
            subcategory=kind if is_kind else None,
            place_id=place.id if place else None,
            count=count,
        )
        make.saved(row)


def a_fault(make: Make, batch: Any, **values: Any) -> ImportFault:
    """A row of the file that is not taken over."""
    facts = {"line": 2, "header": "Druh", "reason": "Druh chybí.", "cell": ""} | values
    own = {"id": uuid7(), "municipality_id": batch.municipality_id, "batch_id": batch.id}
    return make.saved(ImportFault(**own, **facts))


def for_world(make: Make, town: Any, mark: str) -> dict[str, Any]:
    """A file to be matched with the mark in its words, and a row that was refused."""
    batch = a_batch(make, town, file_name=f"{mark} soubor", headers=["Měsíc", f"{mark} d", "Počet"])
    a_fault(make, batch, header=f"{mark} druh", reason=f"{mark} proč", cell=mark)
    return {"batch_id": batch.id}
