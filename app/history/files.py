"""The rows of an uploaded XLSX or CSV as texts, read one after another and within bounds."""

import csv
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from openpyxl import load_workbook

from app.history.domain import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, usual
from app.kernel.errors import Refused
from app.kernel.i18n import _

# A hundred thousand rows of ten columns unpack to some sixty million bytes.
MOST_PARTS = 500
MOST_UNPACKED = 300_000_000
# The texts of the cells are all in memory while the rows are read.
MOST_TEXTS = 80_000_000
TEXTS = "xl/sharedStrings.xml"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
MARK = b"\xef\xbb\xbf"
BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
CHUNK = 65_536
# The one that stands earlier is taken where a heading could be cut by several.
SEPARATORS = ";\t,"
# A heading stands within so many lines and signs.
HEADING_WITHIN = 20
BEGINNING = 65_536
DAMAGED = (BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, KeyError, ValueError)
Line = tuple[int, list[str]]


def refusal(message: str) -> Refused:
    """A refusal that stands at the field of the file."""
    return Refused(message, field="file")


def refuse_strange(content: bytes) -> None:
    """What can be told without reading the rows: whether it is a table of ours at all."""
    if content.startswith(OLD_EXCEL):
        raise refusal(
            _("This is an old or a locked workbook. Save it as .xlsx without a password.")
        )
    if not content.startswith(b"PK"):
        if b"\x00" in content[:CHUNK]:
            raise refusal(_("This is neither a workbook (.xlsx) nor a text table (.csv)."))
        return
    try:
        with ZipFile(BytesIO(content)) as archive:
            _refuse_bomb(archive.infolist())
            _refuse_definitions(archive)
    except DAMAGED as error:
        raise refusal(_("The workbook is damaged. Open it and save it anew as .xlsx.")) from error


def lines(content: bytes) -> Iterator[Line]:
    """The number and the cells of each row that says anything; Refused when it cannot go on."""
    rows = _workbook(content) if content.startswith(b"PK") else _text(content)
    for number, cells in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise refusal(_("The file has too many rows. Divide it into several files."))
        texts = [_as_text(cell) for cell in cells[:MOST_COLUMNS]]
        if any(texts):
            yield number, texts


def _refuse_bomb(entries: Sequence[ZipInfo]) -> None:
    """No more than told here is ever unpacked: reading stops at the size an entry declares."""
    names = {entry.filename for entry in entries}
    texts = sum(entry.file_size for entry in entries if entry.filename == TEXTS)
    if (
        len(entries) > MOST_PARTS
        or texts > MOST_TEXTS
        or sum(entry.file_size for entry in entries) > MOST_UNPACKED
    ):
        raise refusal(_("There is too much in the workbook. Leave only the one sheet, or use CSV."))
    if {entry.compress_type for entry in entries} - {ZIP_STORED, ZIP_DEFLATED}:
        raise BadZipFile("packed in a way that no office program uses")
    if "xl/workbook.xml" not in names:
        raise refusal(_("This is neither a workbook (.xlsx) nor a text table (.csv)."))


def _refuse_definitions(archive: ZipFile) -> None:
    """XML may define entities that grow: they stand before its first element, or nowhere."""
    for entry in archive.infolist():
        with archive.open(entry) as part:
            beginning = part.read(CHUNK)
            if beginning.lstrip(BEFORE_XML).startswith(b"<"):
                _refuse_doctype(beginning, part)


def _refuse_doctype(beginning: bytes, part: Any) -> None:
    begun: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _defined
    parser.StartElementHandler = lambda *_told: begun.append(True)
    chunk = beginning
    try:
        while chunk and not begun:
            parser.Parse(chunk, False)
            chunk = part.read(CHUNK)
    except expat.ExpatError as error:
        raise BadZipFile("not XML") from error


def _defined(*_declared: Any) -> None:
    raise refusal(_("The workbook holds definitions that do not belong there. It was refused."))


def _workbook(content: bytes) -> Iterator[Sequence[Any]]:
    """The first sheet that has rows."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are left out
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
                if (first := next(rows, None)) is not None:
                    yield first
                    yield from rows
                    return
    except (*DAMAGED, SyntaxError, TypeError, AttributeError, IndexError) as error:
        raise refusal(_("The workbook is damaged. Open it and save it anew as .xlsx.")) from error


def _text(content: bytes) -> Iterator[Sequence[str]]:
    text = _decoded(content)
    try:
        separator = _separator(text[:BEGINNING])
        yield from csv.reader(StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise refusal(_("The text table is damaged: a quotation mark is never closed.")) from error


def _separator(beginning: str) -> str:
    """What cuts the heading into cells: words of the rows may hold any of these signs.

    The heading is the first line with usual names; where none are usual, the first line that is
    followed by a line of as many cells, because a title above a table is not.
    """
    cut = {separator: _first_rows(beginning, separator) for separator in SEPARATORS}
    for is_heading in (_is_usual, _is_followed, _is_cut):
        for number in range(HEADING_WITHIN):
            for separator, rows in cut.items():
                if is_heading(rows[number:]):
                    return separator
    return SEPARATORS[0]


def _first_rows(beginning: str, separator: str) -> list[list[str]]:
    """A row whose quotation marks do not fit this separator is none."""
    reader = csv.reader(StringIO(beginning, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    while len(rows) <= HEADING_WITHIN:
        rows.append([])
        with suppress(csv.Error):
            if (row := next(reader, None)) is None:
                break
            rows[-1] = row
    return rows


def _is_usual(rows: Sequence[Sequence[str]]) -> bool:
    return bool(rows) and len(usual(rows[0])) > 1


def _is_followed(rows: Sequence[Sequence[str]]) -> bool:
    return _is_cut(rows) and len(rows) > 1 and len(rows[0]) == len(rows[1])


def _is_cut(rows: Sequence[Sequence[str]]) -> bool:
    return bool(rows) and sum(map(bool, map(str.strip, rows[0]))) > 1


def _decoded(content: bytes) -> str:
    """UTF-8 if it is that, otherwise what Windows writes in Czech."""
    try:
        return content.removeprefix(MARK).decode()
    except UnicodeDecodeError:
        return content.decode("cp1250", errors="replace")


def _as_text(value: Any) -> str:
    match value:
        case None | bool():
            return ""
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}" if value.time() != time.min else f"{value:%Y-%m-%d}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case float() if value.is_integer():
            return str(int(value))
    return told(str(value))


def told(text: str) -> str:
    """NFC, one line, without signs that no keyboard types, and no longer than a word may be."""
    if text.isascii() and text.isprintable() and len(text) <= LONGEST_CELL:
        return text.strip()
    typed = "".join(sign if sign.isprintable() else " " for sign in text[: 4 * LONGEST_CELL])
    return " ".join(unicodedata.normalize("NFC", typed).split())[:LONGEST_CELL].strip()
