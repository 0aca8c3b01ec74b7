"""What was taken over from older files: the file, its rows until they are matched, what came of it.

The rows themselves are not in the trail: the batch that stands for them is.
"""

import json
import uuid
import zlib
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.history.domain import TONES, BatchKind, BatchStatus
from app.history.files import Line
from app.incidents.domain import Category, Result, Subcategory
from app.kernel import clock, vault
from app.kernel.db import Code, Id, Model, Moment, keys_to, uuid7
from app.kernel.scope import Scoped, required_scope

SECRET = {"secret": True, "sealed": True}
DERIVED = {"derived": True}
# Files are read once and written once, so speed counts more than the last kilobyte.
QUICK = 1


class ImportBatch(Scoped, Model):
    """One file that the manager has brought, published or taken back as a whole."""

    __tablename__ = "import_batch"
    __table_args__ = (
        *keys_to("membership", "imported_by", "published_by"),
        Index(None, "municipality_id", "imported_at", "id"),
    )

    kind: Mapped[BatchKind] = mapped_column(Code(BatchKind))
    status: Mapped[BatchStatus] = mapped_column(Code(BatchStatus), default=BatchStatus.READING)
    file_name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime] = mapped_column(Moment)
    imported_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    published_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    fault: Mapped[str | None] = mapped_column(String(300))
    headers: Mapped[list[str]] = mapped_column(JSON, default=list, info=DERIVED)
    columns: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    words: Mapped[dict[str, dict[str, str]]] = mapped_column(
        JSON, default=dict, info={"secret": True}
    )
    # The different words of each column; null where there are too many for a list of words.
    profile: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET | DERIVED)
    row_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    done_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    ok_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    error_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    duplicate_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    # Sums that are counted already with another number.
    changed_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    # Of the duplicates those that would be counted under another kind, place or result now.
    otherwise_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    # Whether the server still has something to do, and until when one process is at it.
    is_waiting: Mapped[bool] = mapped_column(default=True, info=DERIVED)
    busy_until: Mapped[datetime | None] = mapped_column(Moment, info=DERIVED)

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES.get(self.status, "blue")

    @property
    def is_to_match(self) -> bool:
        """Whether its columns and words may be matched now."""
        return self.status is BatchStatus.DRAFT and not self.is_waiting

    @property
    def stands_still(self) -> bool:
        """Whether somebody has taken up the work on it and has stopped in the middle."""
        until = self.busy_until
        return self.is_waiting and until is not None and until <= clock.received()

    @property
    def found_words(self) -> list[dict[str, int] | None]:
        """How often each word stands in each column."""
        return unpacked(self.profile, _place(self, "profile")) if self.profile else []

    def put_profile(self, found: list[dict[str, int] | None]) -> None:
        """Seal the words of the file: a column that was taken for kinds may hold names."""
        self.profile = packed(found, _place(self, "profile"))


class ImportFile(Scoped, Model):
    """The file as it came, sealed; it goes as soon as its rows have been read."""

    __tablename__ = "import_file"
    __table_args__ = (ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),)
    __recorded__ = False

    content: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)

    @property
    def opened(self) -> bytes:
        """The bytes as they were uploaded."""
        return vault.unseal(self.content, _place(self, "content"))

    @classmethod
    def of(cls, batch: ImportBatch, content: bytes) -> "ImportFile":
        """The file of a batch, under the same id."""
        file = cls(id=batch.id, municipality_id=batch.municipality_id)
        file.content = vault.seal(content, _place(file, "content"))
        return file


class ImportPiece(Scoped, Model):
    """Some hundred rows of a file as texts, sealed: they may hold what is never taken over."""

    __tablename__ = "import_piece"
    __table_args__ = (
        *keys_to("import_batch", "batch_id"),
        UniqueConstraint("municipality_id", "batch_id", "number"),
    )
    __recorded__ = False

    batch_id: Mapped[uuid.UUID] = mapped_column(Id)
    number: Mapped[int]
    is_done: Mapped[bool] = mapped_column(default=False)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)

    @property
    def lines(self) -> list[Line]:
        """The rows with the numbers that they have in the file."""
        return unpacked(self.content, _place(self, "content"))

    @classmethod
    def of(cls, batch_id: uuid.UUID, number: int, lines: list[Line]) -> "ImportPiece":
        """A piece of a batch of the town in scope, sealed at its own place."""
        piece = cls(id=uuid7(), municipality_id=required_scope(), batch_id=batch_id, number=number)
        piece.content = packed(lines, _place(piece, "content"))
        return piece


class ImportedRecord(Scoped, Model):
    """One incident of an older file; its id follows from what it says, so that none comes twice."""

    __tablename__ = "imported_record"
    __table_args__ = (
        *keys_to("import_batch", "batch_id"),
        *keys_to("place", "place_id"),
        Index(
            "ix_imported_record_summed",
            *("municipality_id", "month", "batch_id", "category", "subcategory", "place_id"),
        ),
        Index(None, "municipality_id", "batch_id"),
    )
    __recorded__ = False

    batch_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    # The first day of the month: sums by month are then the same for both kinds of files.
    month: Mapped[date]
    hour: Mapped[int | None]
    category: Mapped[Category] = mapped_column(Code(Category))
    subcategory: Mapped[Subcategory | None] = mapped_column(Code(Subcategory))
    place_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    result: Mapped[Result | None] = mapped_column(Code(Result))


class ImportedSum(Scoped, Model):
    """How many incidents of a kind an older file tells of a month; the id as of a record.

    The source is equal for sums of the same month and words, whatever number they tell.
    """

    __tablename__ = "imported_sum"
    __table_args__ = (
        *keys_to("import_batch", "batch_id"),
        *keys_to("place", "place_id"),
        Index(None, "municipality_id", "month"),
        Index(None, "municipality_id", "batch_id"),
        Index(None, "municipality_id", "source_id"),
    )
    __recorded__ = False

    batch_id: Mapped[uuid.UUID] = mapped_column(Id)
    source_id: Mapped[uuid.UUID] = mapped_column(Id)
    month: Mapped[date]
    category: Mapped[Category] = mapped_column(Code(Category))
    subcategory: Mapped[Subcategory | None] = mapped_column(Code(Subcategory))
    place_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    count: Mapped[int]


class ImportFault(Scoped, Model):
    """A row that was not taken over: where it stands, what is wrong, what was in the cell.

    A sum that is counted already with another number leads to the file that told it.
    """

    __tablename__ = "import_fault"
    __table_args__ = (
        *keys_to("import_batch", "batch_id", "earlier_id"),
        Index(None, "municipality_id", "batch_id", "line"),
    )
    __recorded__ = False

    batch_id: Mapped[uuid.UUID] = mapped_column(Id)
    line: Mapped[int]
    header: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(String(200))
    cell: Mapped[str] = mapped_column(String(80))
    earlier_id: Mapped[uuid.UUID | None] = mapped_column(Id)


def packed(value: Any, place: vault.Place) -> bytes:
    """Sealed and small."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return vault.seal(zlib.compress(told, QUICK), place)


def unpacked(sealed: bytes, place: vault.Place) -> Any:
    """The value again."""
    return json.loads(zlib.decompress(vault.unseal(sealed, place)))


def _place(row: Scoped, column: str) -> vault.Place:
    name = str(getattr(row, "__tablename__", ""))
    return (row.municipality_id, name, row.id, column)
